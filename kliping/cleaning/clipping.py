"""Text → a clean article with its facts: the way a plain clipping goes, in the order it goes it.

Strategy: verdicts first; every fact is then taken from the lines that were kept, or from a dropped line
that was nothing but that fact. What is not known stays empty.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kliping.cleaning import dates, escape
from kliping.cleaning.cites import cites_of
from kliping.cleaning.decoding import Decoded
from kliping.cleaning.lines import read_lines
from kliping.cleaning.names import tags_of
from kliping.cleaning.prose import summarize, title_of
from kliping.cleaning.verdicts import Block, Judgement, judge
from kliping.model import Config, DateOrigin, Ledger, Moment, Source, TitleOrigin

# A novel's beginning tells what it is about as well as the whole; an article is never so long.
_FACTS_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """A cleaned article. `body` is Markdown; empty where nothing was left to keep."""

    body: str
    title: str
    title_origin: TitleOrigin
    date: Moment | None
    date_origin: DateOrigin
    lang: str
    source: Source | None
    place: str
    cites: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    ledger: Ledger


def prepare() -> None:
    """Load the words and the model that texts are judged by, which a first text would wait for."""
    clean(Decoded(text="A text of one line.", encoding="utf-8"), Config(title="", base_url=""))


def clean(decoded: Decoded, config: Config, apart: Collection[str] = (), source: str = "") -> Clipping:
    """Clean a text, and find what it tells of itself.

    `apart` are lines that a format knows to be no running text, such as headings: no summary is made of them.
    `source` is what a format knows of who published it: config.yaml is asked for the lines of that one.
    """
    judgement = judge(read_lines(decoded.text), config, source)
    paragraphs = tuple(_beginning(_paragraphs(judgement)))
    title, title_origin = _title(judgement, paragraphs)
    date, date_origin = _date(judgement, paragraphs, config)
    place = judgement.place
    cites = cites_of(paragraphs, judgement.source, (source.name for source in config.sources), judgement.lang)
    return Clipping(
        body=_body(judgement),
        title=title,
        title_origin=title_origin,
        date=date,
        date_origin=date_origin,
        lang=judgement.lang,
        source=_source(judgement),
        place=place,
        cites=cites,
        tags=tags_of(paragraphs, (judgement.source, judgement.author, *place.split(", "), *cites), judgement.lang),
        summary=summarize("\n".join(text for text in paragraphs if text not in apart), judgement.lang),
        ledger=Ledger(encoding=decoded.encoding, mark=decoded.mark, verdicts=judgement.verdicts),
    )


def _paragraphs(judgement: Judgement) -> tuple[str, ...]:
    """The paragraphs, the lead without its dateline."""
    start = judgement.dateline.end if judgement.dateline else 0
    kept = [block for block in judgement.blocks if block.kind == "kept"]
    texts = (block.text[start if block is judgement.lead else 0 :].strip() for block in kept)
    return tuple(filter(None, texts))


def _beginning(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs that facts are looked for in."""
    left = _FACTS_CHARACTERS
    for text in paragraphs:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _body(judgement: Judgement) -> str:
    blocks = [_block(block) for block in judgement.blocks if block.kind != "title"]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(block: Block) -> str:
    return f"## {escape.heading(block.text)}" if block.kind == "heading" else escape.markdown(block.text)


def _title(judgement: Judgement, paragraphs: Sequence[str]) -> tuple[str, TitleOrigin]:
    given = next((block.text for block in judgement.blocks if block.kind == "title"), "")
    return (given, "given") if given else (title_of(paragraphs[0] if paragraphs else "", judgement.lang), "derived")


def _date(judgement: Judgement, paragraphs: Sequence[str], config: Config) -> tuple[Moment | None, DateOrigin]:
    """A publication line or a dateline gives the date; from the text it is inferred."""
    if judgement.published:
        return judgement.published, "given"
    statement = judgement.dateline.date if judgement.dateline else None
    if statement:
        found = (each for text in paragraphs for each in dates.statements(dates.prepared(text)))
        day = dates.settle(statement, judgement.lang, dates.years_of(found, judgement.lang))
        if day:
            return dates.whole_day(day, config.zone), "given"
    return dates.first_date(paragraphs, judgement.lang, config.zone), "inferred"


def _source(judgement: Judgement) -> Source | None:
    if not judgement.source and not judgement.author:
        return None
    return Source(name=judgement.source, author=judgement.author)
