"""What Indonesian portals leave in a scrape goes, all of it, and not a word of their articles goes with it.

The samples are our own, in the shapes that such scrapes have; what a careful editor would drop stands in ⟦ ⟧.
"""

import re
from pathlib import Path

import pytest

from kliping import cleaning
from kliping.cleaning import Clipping
from kliping.model import Config

PORTALS = sorted((Path(__file__).parent / "data" / "portals").glob("*.txt"))
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
_NOISE = re.compile("⟦(.*?)⟧")
_TOGETHER = re.compile(r"\s+")


def cleaned(text: str) -> Clipping:
    decoded = cleaning.decode(text.encode())
    assert decoded is not None
    clipping = cleaning.clean(decoded, CONFIG)
    assert cleaning.rebuild(clipping.ledger) == text.encode()
    return clipping


def letters(texts: list[str]) -> str:
    """Texts without their white space: a line may be cut in more parts than the editor marked."""
    return _TOGETHER.sub("", "".join(texts))


@pytest.mark.parametrize("path", PORTALS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", ["\n", "\n\n", "\r\n"])
def test_the_noise_of_a_portal_goes_and_its_article_stays(path: Path, ending: str) -> None:
    marked = path.read_text("utf-8").replace("\n", ending)
    verdicts = cleaned(marked.replace("⟦", "").replace("⟧", "")).ledger.verdicts
    dropped = [each.text for each in verdicts if each.kind == "dropped"]
    kept = [each.text for each in verdicts if each.kind in {"kept", "heading", "title"}]
    assert letters(dropped) == letters(_NOISE.findall(marked))
    assert letters(kept) == letters(_NOISE.sub("", marked).splitlines())
