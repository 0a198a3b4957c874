"""Plain text, as people scrape it: one paragraph a line, with the page's noise between."""

from kliping import cleaning
from kliping.digest import sha256_of
from kliping.model import Config, Seed
from kliping.problems import Problem
from kliping.seeds import refusal

ENDINGS = (".txt", ".text")


def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The one article of a text file."""
    decoded = cleaning.decode(data)
    if decoded is None:
        return refusal("seed-binary", path, "the seed is not text", "save the article's text, as UTF-8")
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
