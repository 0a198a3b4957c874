"""Plain text, as people scrape it: a paragraph a line, hard-wrapped, or all in one, with the page's noise in it.

Strategy: `cleaning` does the work. What has more lines than any article is refused before they are judged.
"""

from kliping import cleaning
from kliping.digest import sha256_of
from kliping.model import Config, Seed
from kliping.problems import Problem
from kliping.seeds import refusal

ENDINGS = (".txt", ".text")

# A log or a table has so many lines; an article that was wrapped to the narrowest of columns has not.
_MOST_LINES = 50_000


def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The one article of a text file."""
    decoded = cleaning.decode(data)
    if decoded is None:
        return refusal("seed-binary", path, "the seed is not text", "save the article's text, as UTF-8")
    lines = max(decoded.text.count("\n"), decoded.text.count("\r"))
    if lines > _MOST_LINES:
        text = f"{lines:,} lines are more than the {_MOST_LINES:,} that an article may have"
        return refusal("seed-too-many-lines", path, text, "split it, or save the article's text alone")
    clipping = cleaning.clean(decoded, config)
    if not clipping.body:
        hint = "look at the verdicts with: kliping explain " + path
        return refusal("seed-empty", path, "nothing of the seed is left once its noise is dropped", hint)
    return (_seed(path, data, clipping),)


def _seed(path: str, data: bytes, clipping: cleaning.Clipping) -> Seed:
    return Seed(
        file=path,
        sha256=sha256_of(data),
        format="text",
        body=clipping.body,
        title=clipping.title,
        title_origin=clipping.title_origin,
        date=clipping.date,
        date_origin=clipping.date_origin,
        lang=clipping.lang,
        source=clipping.source,
        place=clipping.place,
        cites=clipping.cites,
        tags=clipping.tags,
        summary=clipping.summary,
        ledger=clipping.ledger,
    )
