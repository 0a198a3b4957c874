"""What pages of eight languages set between paragraphs goes, line by line, and what only resembles it stays.

Indonesian has whole clippings besides: test_cleaning_portals. The texts are our own.
"""

import re
from pathlib import Path

import pytest

from kliping import cleaning
from kliping.model import Config

NOISE = Path(__file__).parent / "data" / "noise"
LANGUAGES = ("id", "en", "es", "fr", "de", "tr", "ar", "ja")
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Europe/Paris")
AFTER = 3
_SPACE = re.compile(r"\s+")


def lines(lang: str, kind: str) -> list[str]:
    return (NOISE / f"{lang}.{kind}.txt").read_text("utf-8").splitlines()


def kept(text: str) -> str:
    """What is left of a clipping, without its white space."""
    decoded = cleaning.decode(text.encode())
    assert decoded is not None
    verdicts = cleaning.clean(decoded, CONFIG).ledger.verdicts
    return together("".join(each.text for each in verdicts if each.kind != "dropped"))


def together(text: str) -> str:
    return _SPACE.sub("", text)


def placements(article: list[str], line: str) -> dict[str, str]:
    """A clipping with a line in it: between two paragraphs, and after the last."""
    return {
        "between": "\n".join([*article[:AFTER], line, *article[AFTER:]]),
        "at the end": "\n".join([*article, line]),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_page_sets_between_paragraphs_goes_and_they_stay(lang: str) -> None:
    article = lines(lang, "article")
    whole = kept("\n".join(article))
    left = {
        (line, place)
        for line in lines(lang, "noise")
        for place, text in placements(article, line).items()
        if kept(text) != whole
    }
    assert left == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_page_sets_into_one_long_line_goes_and_its_sentences_stay(lang: str) -> None:
    _, *article = lines(lang, "article")
    whole = kept(" ".join(article))
    left = {
        line
        for line in lines(lang, "inline")
        for text in (" ".join([*article[:2], line, *article[2:]]), " ".join([*article, line]))
        if kept(text) != whole
    }
    assert left == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_prose_with_the_words_of_a_page_stays(lang: str) -> None:
    article = lines(lang, "article")
    lost = {
        (line, place)
        for line in lines(lang, "prose")
        for place, text in placements(article, line).items() | {("in one line", " ".join([*article, line]))}
        if together(line) not in kept(text)
    }
    assert lost == set()
