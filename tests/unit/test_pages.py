"""Where the article of a saved page is: two sets of our own pages, beside plain trafilatura.

Each page marks its article's blocks by `data-gold`, which no reader looks at. The first set was at hand
while the rules were made; of the second, written before the rules ever ran on it, the first score was
F1 0.947 (trafilatura's: 0.881).
"""

import re
import statistics
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
import trafilatura
from lxml import html

from kliping.pages import body_text
from kliping.pages.blocks import key_of, shown
from kliping.pages.source import Markup, read_markup

PAGES = Path(__file__).parent / "data" / "pages"


def gold_of(data: bytes) -> str:
    page = read_markup(data)
    assert isinstance(page, Markup)
    marked = html.document_fromstring(page.text).xpath("//*[@data-gold]")
    return "\n".join(map(shown, marked))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as article-extraction-benchmark counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def rates(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall."""
    wanted, got = shingles(gold), shingles(found)
    both = sum((wanted & got).values())
    return both / max(1, sum(got.values())), both / max(1, sum(wanted.values()))


def f1(pairs: list[tuple[float, float]]) -> float:
    precision = statistics.mean(precision for precision, _ in pairs)
    recall = statistics.mean(recall for _, recall in pairs)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(("folder", "least"), [("first", 0.995), ("second", 0.965)])
def test_articles_are_found_and_better_than_by_trafilatura_alone(folder: str, least: float) -> None:
    pages = [path.read_bytes() for path in sorted((PAGES / folder).glob("*.html"))]
    golds = [gold_of(data) for data in pages]
    ours = [rates(gold, body_text(data)) for gold, data in zip(golds, pages, strict=True)]
    theirs = [
        rates(gold, trafilatura.extract(data, include_comments=False) or "")
        for gold, data in zip(golds, pages, strict=True)
    ]
    assert f1(ours) >= least
    assert f1(ours) > f1(theirs)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*/*.html")), ids=lambda path: str(path.stem))
def test_no_sentence_of_an_article_is_lost(path: Path) -> None:
    data = path.read_bytes()
    found = key_of(normalize("NFKC", body_text(data)))  # the mark of a footnote was raised
    missing = [line for line in gold_of(data).splitlines() if key_of(line) not in found]
    assert missing == []
