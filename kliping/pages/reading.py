"""A saved page's bytes → its article: the way a page goes, in the order it goes it.

Strategy: the libraries say where the article is, the selection which blocks are of it, and then the rules
for plain text judge those blocks as they judge lines. What is left is written as Markdown; every block of
the page has its verdict in the ledger, with the line of the file on which it stands.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from kliping import cleaning
from kliping.model import Config, DateOrigin, Ledger, Moment, Source, SourceSettings, TitleOrigin, Verdict
from kliping.pages import facts
from kliping.pages.blocks import blocks_of, key_of, make_plain
from kliping.pages.boilerplate import Page
from kliping.pages.extraction import extract
from kliping.pages.inline import Context
from kliping.pages.markdown import to_markdown
from kliping.pages.metadata import Metadata, read_metadata
from kliping.pages.pruning import prune
from kliping.pages.selection import Case, select, trim
from kliping.pages.source import Refused, parse, read_markup

# What the rules for lines do not speak of.
_NOT_LINES = frozenset({"pre", "table"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page's article. `text` is its body without any markup, a block a line; `prose` what ran through the rules."""

    body: str
    text: str
    title: str
    title_origin: TitleOrigin
    date: Moment | None
    date_origin: DateOrigin
    updated: Moment | None
    lang: str
    source: Source | None
    place: str
    cites: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    image: dict[str, str] | None
    ledger: Ledger


def read(data: bytes, config: Config, *, address: str = "", charset: str = "") -> Reading | Refused:
    """The article of a page; `address` and `charset` are what a mail or an archive says of it."""
    page = read_markup(data, charset)
    if isinstance(page, Refused):
        return page
    root = parse(page)
    if isinstance(root, Refused):
        return root
    metadata = read_metadata(root, address, config.zone)
    tree = deepcopy(root)
    make_plain(tree)
    blocks = blocks_of(tree)
    title = facts.title_of(metadata, blocks)
    known = Page(titles=(title, *metadata.titles), authors=metadata.authors)
    cases, article = select(blocks, extract(root, blocks), metadata.body, known)
    clipping = _judged(cases, config, metadata)
    if article is None or clipping is None:
        return Refused(code="seed-empty", text="no article was found in the page", hint=_HINT)
    return _reading(root, tree, article, cases, clipping, metadata, title, page.encoding, config)


_HINT = "save its text as a .txt file, from the browser's reading view"


def body_text(data: bytes) -> str:
    """The plain text of a page's article, as benchmarks compare it; empty where there is none."""
    # Of all settings only the zone and the sources would matter, and they do not touch the text.
    found = read(data, Config(title="", base_url=""))
    return "" if isinstance(found, Refused) else found.text


def _judged(cases: Sequence[Case], config: Config, metadata: Metadata) -> cleaning.Clipping | None:
    """The kept blocks under the rules for lines; each of them is a line there."""
    lines = [case for case in cases if case.is_kept and case.block.tag not in _NOT_LINES]
    text = "\n".join(" ".join(case.block.text.splitlines()) for case in lines)
    clipping = cleaning.clean(cleaning.Decoded(text=text, encoding="utf-8"), config)
    for case, verdict in zip(lines, clipping.ledger.verdicts, strict=True):
        if verdict.kind == "dropped":
            case.drop(verdict.rule)
    source = facts.source_of(metadata, clipping.source, config)
    _obey_config(cases, config.source(source.name) if source else None)
    trim(cases)
    return clipping if any(case.is_kept for case in cases) else None


def _obey_config(cases: Sequence[Case], settings: SourceSettings | None) -> None:
    """What the editor says of a source's lines stands above every rule, and keeping above dropping."""
    kept, dropped = _compared(settings.keep if settings else ()), _compared(settings.drop if settings else ())
    for case in cases:
        text = " ".join(case.block.text.split()).casefold()
        if text in kept and not case.is_kept:
            case.keep()
            case.rule = "source-keep"
        elif text in dropped and text not in kept:
            case.drop("source-drop")


def _compared(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(line.split()).casefold() for line in lines)


def _reading(
    root: Any,
    tree: Any,
    article: Any,
    cases: Sequence[Case],
    clipping: cleaning.Clipping,
    metadata: Metadata,
    title: str,
    encoding: str,
    config: Config,
) -> Reading:
    kept = [case.block for case in cases if case.is_kept]
    text = "\n".join(block.text for block in kept)
    date, date_origin = facts.date_of(root, metadata, (clipping.date, clipping.date_origin), config)
    image = facts.image_of(metadata, article)
    context = Context(base=metadata.base, skipped=facts.skipped_pictures(article, image, metadata.base))
    prune(tree, article, cases)
    return Reading(
        body=to_markdown(tree.find("body"), context),
        text=text,
        title=title or clipping.title,
        title_origin="given" if title else clipping.title_origin,
        date=date,
        date_origin=date_origin,
        updated=metadata.updated,
        lang=facts.language(metadata.lang, text, clipping.lang),
        source=facts.source_of(metadata, clipping.source, config),
        place=clipping.place,
        cites=clipping.cites,
        tags=clipping.tags,
        summary=clipping.summary,
        image=image,
        ledger=Ledger(encoding=encoding, mark=b"", verdicts=tuple(_verdict(case, title) for case in cases)),
    )


def _verdict(case: Case, title: str) -> Verdict:
    is_title = not case.is_kept and case.block.is_heading and case.block.key == key_of(title)
    kind, rule = ("title", "") if is_title else (case.kind, case.rule)
    return Verdict(line=case.block.line, text=case.block.text, kind=kind, rule=rule)
