"""A saved page's bytes → its article: the way a page goes, in the order it goes it.

Strategy: the libraries say where the article is, the selection which blocks are of it, and then the rules
for plain text judge those blocks as they judge lines. What is left is written as Markdown; every block of
the page has its verdict in the ledger, with the line of the file on which it stands.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from kliping import cleaning
from kliping.cleaning.shapes import is_long
from kliping.model import Config, DateOrigin, Ledger, Moment, Source, SourceSettings, TitleOrigin, Verdict
from kliping.pages import boilerplate, facts
from kliping.pages.blocks import Block, blocks_of, join_datelines, key_of, make_plain, shown_lines
from kliping.pages.bylines import byline_of
from kliping.pages.extraction import extract, extraction_of
from kliping.pages.inline import Context
from kliping.pages.listings import teasers_of
from kliping.pages.markdown import to_markdown
from kliping.pages.marks import spell_out
from kliping.pages.metadata import Metadata, read_metadata
from kliping.pages.pruning import prune
from kliping.pages.selection import NOT_ARTICLE, Case, select, trim
from kliping.pages.source import Markup, Refused, parse, read_markup, too_large

# What the rules for lines do not speak of.
_NOT_LINES = frozenset({"pre", "table"})
_NOT_RUNNING = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption"})
_MOST_LINKED = 0.8  # of a block's text, in links
# Measured: the rules for lines take some 2 s for so many. A newspaper's page has some thousand, menus and all.
_MOST_BLOCKS = 8_000
# What programs that lay out newsletters write; somebody who writes a letter does not.
_LAID_OUT = ("table", "nav", "header", "footer", "aside", "form", "article", "section", "main")
# Between a headline and its text, at most with what it has there of buttons and boxes, and right above it.
_HEAD = 8
_MOST_HEAD = 24
_NEAR = 2
_BELOW = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """What the lines of a page tell that was mailed.

    `rules_of` gives the rules under which some of them go, by their numbers from 1, and `sender_of` who published it.
    """

    rules_of: Callable[[Sequence[str]], Mapping[int, str]]
    sender_of: Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page's article. `text` is its body without any markup, a block a line; `lines` are all that the page shows."""

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
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page on its way: `root` as parsed, `tree` as it is made plain and pruned, `article` the part that counts."""

    root: Any
    tree: Any
    article: Any
    cases: Sequence[Case]
    metadata: Metadata
    title: str
    markup: Markup
    names: boilerplate.Names


def read(
    data: bytes, config: Config, *, address: str = "", charset: str = "", mailed: Mailed | None = None
) -> Reading | Refused:
    """The article of a page.

    `address` and `charset` are what a mail or an archive says of it; `mailed` is of a page that was mailed, which
    drops a forwarder's note or a newsletter's footer.
    """
    markup = read_markup(data, charset)
    if isinstance(markup, Refused):
        return markup
    # A mark of UTF-16 before bytes that are none makes letters of them, and no tag.
    is_garbled = "<" not in markup.text and markup.encoding.startswith("utf-16")
    root = _NO_ARTICLE if is_garbled else parse(markup)
    if isinstance(root, Refused):
        return root
    page = _selected(root, read_metadata(root, address, config.zone), markup, is_mail=bool(mailed))
    if isinstance(page, Refused):
        return page
    lines = _lines(page) if mailed else ()
    if mailed:
        _drop_lines(page.cases, mailed.rules_of(lines))
    clipping = _judged(page, config, mailed.sender_of(lines) if mailed else "")
    return _NO_ARTICLE if clipping is None else _reading(page, clipping, config)


def body_text(data: bytes) -> str:
    """The plain text of a page's article, as benchmarks compare it; empty where there is none."""
    found = read(data, Config(title="", base_url=""))
    return "" if isinstance(found, Refused) else found.text


_NO_ARTICLE = Refused(
    code="seed-empty",
    text="no article was found in the page",
    hint="save its text as a .txt file, from the browser's reading view",
)


def _selected(root: Any, metadata: Metadata, markup: Markup, *, is_mail: bool) -> _Page | Refused:
    spell_out(root)
    join_datelines(root)
    teasers = [] if is_mail else teasers_of(root, metadata.url)
    tree = deepcopy(root)
    names = boilerplate.Names()
    if teasers:
        _set_aside(teasers, dict(zip(root.iter(), tree.iter(), strict=True)), names)
    make_plain(tree)
    blocks = blocks_of(tree)
    if len(blocks) > _MOST_BLOCKS:
        return too_large(
            f"{len(blocks):,} paragraphs, lines and links are more than the {_MOST_BLOCKS:,} that are read"
        )
    title = facts.title_of(metadata, blocks)
    known = boilerplate.Page(
        host=facts.host_of(metadata.url), titles=(title, *metadata.titles), authors=metadata.authors, names=names
    )
    is_letter = is_mail and next(tree.iter(*_LAID_OUT), None) is None
    found = extraction_of([block.text for block in blocks]) if is_letter else extract(root, blocks)
    cases, article = select(blocks, found, metadata.body, known)
    return _Page(
        root=root,
        tree=tree,
        article=article,
        cases=cases,
        metadata=metadata,
        title=title,
        markup=markup,
        names=known.names,
    )


def _set_aside(teasers: Sequence[Any], copies: Mapping[Any, Any], names: boilerplate.Names) -> None:
    """Keep what teases other articles from the libraries, and call it so where it stands in the copy of the tree."""
    for each in teasers:
        names[copies[each]] = "related"
        each.drop_tree()


def _drop_lines(cases: Sequence[Case], rules: Mapping[int, str]) -> None:
    """Drop the blocks of which every line falls under a rule."""
    at = 1
    for case in cases:
        lines = shown_lines(case.block.element)
        of_block = [rules.get(number, "") for number in range(at, at + len(lines))]
        at += len(lines)
        if case.is_kept and all(of_block):
            case.drop(of_block[0])


def _judged(page: _Page, config: Config, sender: str) -> cleaning.Clipping | None:
    """What the rules for lines leave of the page, with the facts it tells; None where nothing is left."""
    _drop_masthead(page)
    clipping = judge_lines(page.cases, config)
    source = facts.source_of(page.metadata, page.title, clipping.source, config)
    name = sender or (source.name if source else "")
    obey_config(page.cases, config.source(name) if name else None)
    trim(page.cases)
    return clipping if any(case.is_kept for case in page.cases) else None


def _drop_masthead(page: _Page) -> None:
    """Drop what stands above the headline, such as the day on which the page was seen, if all of it is short."""
    at = next((at for at, case in enumerate(page.cases) if _is_headline(case.block, page.title)), 0)
    above = [case for case in page.cases[:at] if case.is_kept]
    if len(above) <= _HEAD and not any(is_long(case.block.text) for case in above):
        for case in above:
            case.drop(NOT_ARTICLE)


def _is_headline(block: Block, title: str) -> bool:
    return block.tag in {"h1", "h2"} and block.key == key_of(title)


def judge_lines(cases: Sequence[Case], config: Config) -> cleaning.Clipping:
    """The kept blocks under the rules for lines, each a line there; the facts that they tell."""
    lines = [case for case in cases if case.is_kept and case.block.tag not in _NOT_LINES]
    texts = [" ".join(case.block.text.splitlines()) for case in lines]
    apart = {text for case, text in zip(lines, texts, strict=True) if not _is_running(case.block)}
    clipping = cleaning.clean(cleaning.Decoded(text="\n".join(texts), encoding="utf-8"), config, apart)
    by_line = groupby(clipping.ledger.verdicts, key=lambda verdict: verdict.line)
    for case, (_, verdicts) in zip(lines, by_line, strict=True):
        rules = [verdict.rule if verdict.kind == "dropped" else "" for verdict in verdicts if verdict.kind != "blank"]
        if rules and all(rules):  # a block with noise only inside it stays whole: its markup cannot be cut by columns
            case.drop(rules[0])
    return clipping


def _is_running(block: Block) -> bool:
    """Whether a block is running text: no heading, entry of a list, cell, caption or label that leads elsewhere."""
    return block.tag not in _NOT_RUNNING and not block.is_heading and block.linked <= _MOST_LINKED


def _byline(page: _Page) -> str:
    """Who the page says wrote the article, around its headline or at its end."""
    kept = [index for index, case in enumerate(page.cases) if case.is_kept]
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    above = [case.block for case in (*_head(page), *_below_lead(page, first))]
    return byline_of(above, [case.block for case in page.cases[last:]], [case.block for case in _near(page)])


def _head(page: _Page) -> list[Case]:
    """The blocks between the headline and the article, or the last ones above it."""
    above = list(takewhile(lambda case: not case.is_kept or case.rule == "byline", page.cases))[-_MOST_HEAD:]
    titles = [index for index, case in enumerate(above) if case.block.key == key_of(page.title)]
    # A box of pictures may say the headline again.
    firsts = [index for index in titles if above[index].block.tag == "h1"] or titles
    return above[firsts[-1] + 1 :] if firsts else above[-_HEAD:]


def _below_lead(page: _Page, first: int) -> list[Case]:
    """What stands below a standfirst, which is of the article: who wrote it, and when."""
    return list(takewhile(lambda case: not case.is_kept, page.cases[first + 1 : first + 1 + _HEAD]))


def _near(page: _Page) -> Sequence[Case]:
    """The blocks right above the headline."""
    at = next((at for at, case in enumerate(page.cases) if _is_headline(case.block, page.title)), 0)
    return page.cases[max(0, at - _NEAR) : at]


def _surroundings(page: _Page) -> facts.Surroundings:
    head = _head(page)
    kept = [index for index, case in enumerate(page.cases) if case.is_kept]
    at = kept[0] - len(head) if kept else 0
    lead = _below_lead(page, kept[0]) if len(kept) > 1 else []
    outside = (*page.cases[:at], *page.cases[kept[-1] + 1 :]) if kept else ()
    is_headed = at > 0 and page.cases[at - 1].block.key == key_of(page.title)
    box = page.cases[at - 1].block.element.getparent() if is_headed else None
    below = [case.block for case in page.cases[kept[-1] + 1 :][:_BELOW]] if kept else []
    return facts.Surroundings(
        above=tuple(case.block.text for case in (*head, *lead) if not _is_caption(case)),
        around=tuple(case.block.text for case in page.cases[max(0, at - 1 - _NEAR) : at - 1]) if is_headed else (),
        beside=tuple(case.block.text for case in _near(page) if case.block.element.getparent() is box),
        below=tuple(line for block in below for line in shown_lines(block.element)),
        elsewhere=tuple(case.block.text for case in outside),
    )


def _is_caption(case: Case) -> bool:
    return "caption" in {case.rule, *map(boilerplate.name_rule, (case.block.element, *case.block.above[:3]))}


def obey_config(cases: Sequence[Case], settings: SourceSettings | None) -> None:
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


def _reading(page: _Page, clipping: cleaning.Clipping, config: Config) -> Reading:
    text = "\n".join(case.block.text for case in page.cases if case.is_kept)
    found = (clipping.date, clipping.date_origin)
    date, date_origin = facts.date_of(page.root, page.metadata, found, _surroundings(page), config)
    image = facts.image_of(page.metadata, page.tree)
    # Before the tree is pruned: where a name stands tells whose it is.
    source = facts.source_of(page.metadata, page.title, clipping.source, config, lambda: _byline(page))
    return Reading(
        body=_body(page, image),
        text=text,
        title=page.title or clipping.title,
        title_origin="given" if page.title else clipping.title_origin,
        date=date,
        date_origin=date_origin,
        updated=page.metadata.updated,
        lang=facts.language(page.metadata.lang, text, clipping.lang),
        source=source,
        place=clipping.place,
        cites=clipping.cites,
        tags=clipping.tags,
        summary=clipping.summary,
        image=image,
        ledger=_ledger(page),
        lines=_lines(page),
    )


def _lines(page: _Page) -> tuple[str, ...]:
    return tuple(line for case in page.cases for line in shown_lines(case.block.element))


def _body(page: _Page, image: dict[str, str] | None) -> str:
    base = page.metadata.base
    prune(page.tree, page.article, page.cases)
    body = page.tree.find("body")
    return to_markdown(body, Context(base=base, skipped=facts.skipped_pictures(body, image, base)))


def _ledger(page: _Page) -> Ledger:
    verdicts = [_verdict(page, case) for case in page.cases]
    if page.markup.nuls:
        verdicts.insert(0, Verdict(line=1, text=f"NUL × {page.markup.nuls}", kind="dropped", rule="stray-nul"))
    return Ledger(encoding=page.markup.encoding, mark=b"", verdicts=tuple(verdicts))


def _verdict(page: _Page, case: Case) -> Verdict:
    block = case.block
    if not case.is_kept and block.is_heading and block.key == key_of(page.title):
        return Verdict(line=block.line, text=block.text, kind="title")
    rule = case.rule
    if rule == NOT_ARTICLE:
        # What stands outside the article is told by the name of what it stands in, where that has one.
        rule = next(filter(None, map(page.names.__getitem__, (block.element, *block.above))), rule)
    return Verdict(line=block.line, text=block.text, kind=case.kind, rule=rule)
