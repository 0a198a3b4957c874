"""A verdict on every passage: kept, heading, title, dropped by a rule, or blank; and so on each of its lines.

Strategy: first what the lexicon drops, then what only stands at the head of a page (bylines, publication
lines), then what config.yaml says of this source; shape comes last, since a heading is one only by what
stands around it. Nothing but this seed, the lexicon and config has a say.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from kliping.cleaning import dates
from kliping.cleaning.dateline import Dateline, dateline_of
from kliping.cleaning.frames import leftovers_of, sections_of
from kliping.cleaning.heads import (
    bare_byline_of,
    head_byline_of,
    is_office,
    labelled_names,
    moment_beside_names,
    named_publication,
    outlet_byline_of,
    outlet_of_rights,
    outlet_publication,
)
from kliping.cleaning.language import language_of
from kliping.cleaning.lines import Line
from kliping.cleaning.passages import Passage, passages_of
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.related import Shown, headlines_of
from kliping.cleaning.rules import (
    Ruling,
    closing_credit_of,
    ruling_of,
)
from kliping.cleaning.shapes import are_long, is_heading, is_headline, is_long, is_paragraph, is_title, is_worded
from kliping.model import Config, Moment, SourceSettings, Verdict, VerdictKind

_HEAD_LINES = 8
_LEAD_LINES = 4
_MOST_STANDFIRST = 300
_HALVES_OF_DAY = ("a.m.", "p.m.", "a. m.", "p. m.")
_NEAR_TITLE = 2
_CREDITS = frozenset({"byline", "editor-credit", "source-line"})
_ABOVE_TITLE = frozenset({"section-name", "page-tool", "page-label"})
_ENTRY = re.compile(r"[^\W\d_][\w ]{2,24}\s?:\s?[^.!?:]{2,60}")
_CLOSING_LINES = 2
_LEAST_BEFORE_CLOSING = 3


@dataclass(slots=True, kw_only=True)
class _Case:
    """A passage on which judgement is being passed."""

    passage: Passage
    kind: VerdictKind = "kept"
    rule: str = ""

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage that stays in the article, and as what."""

    text: str
    kind: VerdictKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdicts, the title and the paragraphs and headings they leave, and what the lines told on the way.

    `lead` is the block that `dateline` opens.
    """

    verdicts: tuple[Verdict, ...]
    blocks: tuple[Block, ...]
    lang: str
    source: str = ""
    author: str = ""
    place: str = ""
    published: Moment | None = None
    dateline: Dateline | None = None
    lead: Block | None = None


_STAYS = frozenset({"kept", "heading", "title"})


def judge(lines: Sequence[Line], config: Config) -> Judgement:
    """Pass a verdict on every line of a seed."""
    passages = passages_of(lines)
    cases = [_Case(passage=each, kind="blank" if each.lines[0].is_blank else "kept") for each in passages]
    rulings = _rulings(cases)
    lang = language_of("\n".join(case.text for case in _kept(cases)))
    _drop_all(cases, headlines_of, "related-headline")
    _drop_all(cases, sections_of, "section-name")
    rulings += _bylines(cases)
    published, outlet = _publication_lines(cases, lang, config)
    rulings += _bare_bylines(cases)
    rulings += _credits_on_two_lines(cases)
    rulings += _closing(cases)
    _drop_all(cases, leftovers_of, "page-foot")
    lead, dateline = _dateline(cases, lang, config)
    source = (dateline.source if dateline else "") or outlet or _named(rulings, "source-line") or _holder(cases)
    _obey_config(cases, config.source(source) if source else None)
    _name_title(cases, lead)
    _name_headings(cases)
    _name_sections(cases, lead, config)
    blocks = {id(case): Block(text=case.text, kind=case.kind) for case in cases if case.kind in _STAYS}
    return Judgement(
        verdicts=tuple(verdict for case in cases for verdict in _verdicts(case)),
        blocks=tuple(blocks.values()),
        lang=lang,
        source=source,
        author=_named(rulings, "byline") or (dateline.author if dateline else ""),
        place=(dateline.place if dateline else "") or next((each.place for each in rulings if each.place), ""),
        published=published,
        dateline=dateline,
        lead=blocks.get(id(lead)),
    )


def _rulings(cases: Sequence[_Case]) -> list[Ruling]:
    """Drop what the lexicon drops, unless the lines around it tell otherwise."""
    ruled = [(case, ruling) for case in cases if (ruling := _ruled(case))]
    visible = [case for case in cases if case.kind != "blank"]
    places = {id(case): at for at, case in enumerate(visible)}
    sources = {id(case) for case, ruling in ruled if ruling.rule == "source-line"}
    for case, ruling in ruled:
        at = places[id(case)]
        before, after = visible[at - 1 : at] if at else [], visible[at + 1 : at + 2]
        is_data = ruling.rule in _CREDITS or (ruling.rule == "video-label" and ":" in case.text)
        is_listed = is_data and any(_is_entry(near) for near in (*before, *after))
        # A label's headline that goes on in small letters below was a line of wrapped text.
        goes_on = ruling.rule.endswith("-label") and ":" in case.text and any(map(_goes_on, after))
        # One source is a page's word on the article; several below each other are the article's own.
        is_one_of_many = id(case) in sources and any(id(near) in sources for near in (*before, *after))
        if is_listed or goes_on or is_one_of_many:
            case.kind, case.rule = "kept", ""
    return [ruling for case, ruling in ruled if case.kind == "dropped"]


def _goes_on(case: _Case) -> bool:
    word = case.text.split(" ", 1)[0]
    return case.kind == "kept" and word[0].islower() and "." not in word


def _is_entry(case: _Case) -> bool:
    """Whether a line is one of a list of data, "Penerbit: Contoh", in which "Penulis: Nama" is no byline."""
    return case.kind == "kept" and _ENTRY.fullmatch(case.text) is not None


def _ruled(case: _Case) -> Ruling | None:
    ruling = ruling_of(case.text) if case.kind == "kept" else None
    if ruling:
        _drop(case, ruling.rule)
    return ruling


def _bylines(cases: Sequence[_Case]) -> list[Ruling]:
    """Bylines without a colon count only between the title and the first paragraph."""
    rulings: list[Ruling] = []
    for case in _head(cases)[1:]:
        ruling = head_byline_of(case.text)
        if ruling:
            _drop(case, ruling.rule)
            rulings.append(ruling)
    visible = [case for case in cases if case.kind != "blank"][:_HEAD_LINES]
    for before, case in pairwise(visible):
        if before.rule == "byline" and case.kind == "kept" and is_office(case.text):
            _drop(case, "byline")
    return rulings


def _bare_bylines(cases: Sequence[_Case]) -> list[Ruling]:
    """Names and nothing else between the title and a publication line, or what somebody is."""
    visible = [case for case in cases if case.kind != "blank" and case.rule not in _ABOVE_TITLE][:_HEAD_LINES]
    if len(visible) < 3 or not visible[0].kind == visible[1].kind == "kept":
        return []
    _, case, following, *rest = visible
    is_above_office = (
        following.kind == "kept" and is_office(following.text) and any(_is_lead(near) for near in rest[:1])
    )
    if not is_above_office and following.rule != "publication-line":
        return []
    ruling = bare_byline_of(case.text)
    rulings = [ruling] if ruling else [*(outlet_byline_of(case.text) or ())]
    for dropped in (case, following) if is_above_office else (case,):
        if rulings:
            _drop(dropped, "byline")
    return rulings


def _is_lead(case: _Case) -> bool:
    return case.rule == "publication-line" or is_long(case.text)


def _credits_on_two_lines(cases: Sequence[_Case]) -> list[Ruling]:
    visible = [case for case in cases if case.kind != "blank"]
    found = labelled_names(case.text if case.kind == "kept" else "" for case in visible)
    for at, ruling in found.items():
        _drop(visible[at], ruling.rule)
    return list(found.values())


def _drop_all(cases: Sequence[_Case], found_in: Callable[[Sequence[Shown]], list[int]], rule: str) -> None:
    """Drop the lines of which their places among the others tell that they are the page's."""
    shown = [Shown(case.text, case.kind == "kept", case.kind == "blank", case.rule) for case in cases]
    for at in found_in(shown):
        _drop(cases[at], rule)


def _closing(cases: Sequence[_Case]) -> list[Ruling]:
    """The name in brackets, or in capitals, with which some papers close an article."""
    kept = _kept(cases)
    rulings = []
    for case in kept[max(_LEAST_BEFORE_CLOSING, len(kept) - _CLOSING_LINES) :]:
        ruling = closing_credit_of(case.text)
        if ruling:
            _drop(case, ruling.rule)
            rulings.append(ruling)
    return rulings


def _publication_lines(cases: Sequence[_Case], lang: str, config: Config) -> tuple[Moment | None, str]:
    """Drop the lines that only say when; a bare date is one at the head of a page, a labelled one anywhere.

    The first moment, and the outlet that a line names with it.
    """
    bylines = [case.text for case in cases if case.rule == "byline" and any(map(str.isdigit, case.text))]
    beside_names = (moment_beside_names(text, lang, config.zone) for text in bylines)
    first = next(filter(None, beside_names), None)
    outlet = ""
    head = [id(case) for case in _head(cases)]
    for case in _kept(cases):
        if is_long(case.text) or not any(map(str.isdigit, case.text)):
            continue
        is_head = id(case) in head
        moment = None
        if is_head:
            moment = dates.head_publication(case.text, lang, config.zone)
        elif dates.is_labelled_publication(case.text):
            moment = dates.publication(case.text, lang, config.zone)
        if moment is None and is_head:
            told = outlet_publication(case.text, lang, config.zone)
            if told is None and id(case) != head[0]:
                told = named_publication(case.text, lang, config.zone)
            moment, named = told or (None, "")
            outlet = outlet or named
        if moment or dates.is_relative_publication(case.text, bare=is_head):
            _drop(case, "publication-line")
            first = first or moment
    return first, outlet


def _holder(cases: Sequence[_Case]) -> str:
    """The outlet that a line of copyright names, where nothing else names one."""
    return outlet_of_rights(case.text for case in cases if case.rule == "copyright-line")


def _dateline(cases: Sequence[_Case], lang: str, config: Config) -> tuple[_Case | None, Dateline | None]:
    names = tuple(source.name for source in config.sources)
    for case in islice(_kept(cases), _LEAD_LINES):
        dateline = dateline_of(case.text, names, lang)
        if dateline:
            return case, dateline
    return None, None


def _obey_config(cases: Sequence[_Case], settings: SourceSettings | None) -> None:
    """What the editor says of a source's lines stands above every rule, and keeping above dropping."""
    if settings is None:
        return
    kept, dropped = _compared(settings.keep), _compared(settings.drop)
    for case in cases:
        text = case.text.casefold()
        if case.kind != "blank" and text in kept:
            case.kind, case.rule = "kept", "source-keep"
        elif case.kind != "blank" and text in dropped:
            _drop(case, "source-drop")


def _compared(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(line.split()).casefold() for line in lines)


def _name_title(cases: Sequence[_Case], lead: _Case | None) -> None:
    """The first line is the title if it is short, has no final stop, and the lead comes soon after it."""
    top = _kept(cases)[:_HEAD_LINES]
    if not top:
        return
    first, *following = top
    if first.rule or first is lead or not is_title(first.text) or any(map(_goes_on, following[:1])):
        return
    near = following if is_worded(first.text) else following[:_NEAR_TITLE]
    if any(case is lead or is_paragraph(case.text, first.text) for case in near):
        first.kind = "title"


def _name_headings(cases: Sequence[_Case]) -> None:
    """A short line between two paragraphs, after a break or a label, is a heading."""
    kept = [index for index, case in enumerate(cases) if case.kind == "kept"]
    for before, index, after in zip(kept, kept[1:], kept[2:], strict=False):
        case = cases[index]
        if case.rule or not is_heading(case.text):
            continue
        is_apart = _is_break(cases[before + 1 : index])
        is_between = are_long(cases[before].text, cases[after].text)
        if is_between or (is_apart and all(is_paragraph(cases[near].text, case.text) for near in (before, after))):
            case.kind = "heading"


def _name_sections(cases: Sequence[_Case], lead: _Case | None, config: Config) -> None:
    """A headline above a paragraph with a dateline of its own begins another article: it becomes a section."""
    kept = _kept(cases)
    start = next((at for at, case in enumerate(kept, 1) if case is lead), len(kept))
    names = tuple(source.name for source in config.sources)
    for case, paragraph in zip(kept[start:], kept[start + 1 :], strict=False):
        if case.rule or not is_headline(case.text) or not is_paragraph(paragraph.text, case.text):
            continue
        if dateline_of(paragraph.text, names):
            case.kind = "heading"


def _is_break(between: Sequence[_Case]) -> bool:
    return any(case.kind == "blank" or case.rule.endswith("-label") for case in between)


def _head(cases: Sequence[_Case]) -> list[_Case]:
    """What may be title, byline and publication line: the kept lines above the first paragraph, a few at most.

    One sentence below the title may be the standfirst, below which the others stand.
    """
    first = list(islice(_kept(cases), _HEAD_LINES))
    has_standfirst = len(first) > 2 and is_worded(first[0].text) and _is_standfirst(first[1].text)
    head = first[:1] if first and not is_long(first[0].text) else []
    below = first[2 if has_standfirst else 1 :] if head else []
    return head + list(takewhile(lambda case: not _is_sentence(case.text), below))


def _is_sentence(text: str) -> bool:
    return is_long(text) or (ends_with_stop(text) and not text.endswith(_HALVES_OF_DAY))


def _is_standfirst(text: str) -> bool:
    return _is_sentence(text) and len(text) <= _MOST_STANDFIRST


def _kept(cases: Sequence[_Case]) -> list[_Case]:
    return [case for case in cases if case.kind == "kept"]


def _drop(case: _Case, rule: str) -> None:
    case.kind, case.rule = "dropped", rule


def _named(rulings: Sequence[Ruling], rule: str) -> str:
    return next((ruling.names for ruling in rulings if ruling.rule == rule and ruling.names), "")


def _verdicts(case: _Case) -> Iterator[Verdict]:
    for line in case.passage.lines:
        yield Verdict(
            line=line.number,
            text=line.text,
            kind=case.kind,
            rule=case.rule,
            mends=line.mends,
            ending=line.ending,
            column=line.column,
            joins=line is not case.passage.lines[0],
        )
