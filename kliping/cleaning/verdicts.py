"""A verdict on every passage: kept, heading, title, dropped by a rule, or blank; and so on each of its lines.

Strategy: first what the lexicon drops, then what only stands at the head of a page (bylines, publication
lines), then what config.yaml says of this source; shape comes last, since a heading is one only by what
stands around it. Nothing but this seed, the lexicon and config has a say.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kliping.cleaning.attribution import (
    bare_bylines,
    beside_moments,
    bylines,
    bylines_beside_moments,
    closing_credits,
    credits_on_two_lines,
    holder_of,
    lead_and_dateline,
    listed_bylines,
    moment_of_dropped,
    names_above_newsroom,
    publication_lines,
    stamped_lines,
)
from kliping.cleaning.captions import captions_of, repeated_titles_of, titles_of
from kliping.cleaning.cases import HEAD_LINES, Case, drop, kept_of
from kliping.cleaning.dateline import Dateline, dateline_of
from kliping.cleaning.frames import (
    addresses_of,
    excerpts_of,
    kickers_of,
    leftovers_of,
    sections_of,
    small_tags_of,
    teasers_of,
    trails_of,
)
from kliping.cleaning.language import language_of
from kliping.cleaning.lexicon import bare, kin
from kliping.cleaning.lines import Line
from kliping.cleaning.passages import passages_of
from kliping.cleaning.related import Shown, headlines_of
from kliping.cleaning.rows import answers_of, copies_of, rows_of, scattered_of, strangers_of
from kliping.cleaning.rules import CAPTION, PAGE_WORDS, Ruling, ruling_of
from kliping.cleaning.shapes import are_long, is_heading, is_headline, is_long, is_paragraph, is_title, is_worded
from kliping.cleaning.stamps import Stamp
from kliping.model import Config, Moment, SourceSettings, Verdict, VerdictKind

_NEAR_TITLE = 2
_SHOWS = frozenset({"video-label", "gallery-label"})
_KINDS = ("berita ", "kabar ")
_CREDITS = frozenset({"byline", "editor-credit", "source-line"})
# A sentence, and a credit behind it.
_CREDITED = re.compile(r".{30,}[.!?…][\"”’]?\s?(?:[(\[©]|photos? )", re.IGNORECASE)
# The hour of a moment is no label: "Senin 5 Okt 2020 13:58 WIB".
_ENTRY = re.compile(r"[^\W\d_][\w ]{2,24}(?<!\d)\s?:\s?[^.!?:]{2,60}")


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
_Finder = Callable[[Sequence[Shown]], list[int]]
# What finds the page's lines by their places, and the rule they fall under: first all around the article …
_AROUND: tuple[tuple[_Finder, str], ...] = (
    (headlines_of, "related-headline"),
    (trails_of, "section-name"),
    (captions_of, "gallery-label"),
    (titles_of, "page-label"),
    (kickers_of, "section-name"),
    (sections_of, "section-name"),
    (teasers_of, "related-headline"),
    (copies_of, "related-headline"),
)
# … and among its paragraphs, in the languages whose headlines are known by their verbs …
_AMONG: tuple[tuple[_Finder, str], ...] = (
    (answers_of, "related-headline"),
    (rows_of, "related-headline"),
    (scattered_of, "related-headline"),
    (strangers_of, "related-headline"),
)
_KNOWN_BY_VERBS = frozenset({"id"})
# … then what only the lines above it tell from the article's own.
_BELOW: tuple[tuple[_Finder, str], ...] = (
    (repeated_titles_of, "page-label"),
    (small_tags_of, "tag-line"),
    (excerpts_of, "related-headline"),
    (leftovers_of, "page-foot"),
    (addresses_of, "source-line"),
)


def judge(lines: Sequence[Line], config: Config, known: str = "") -> Judgement:
    """Pass a verdict on every line of a seed; `known` is its source where something else than its lines tells it."""
    passages = passages_of(lines)
    cases = [Case(passage=each, kind="blank" if each.lines[0].is_blank else "kept") for each in passages]
    rulings = _rulings(cases)
    lang = language_of("\n".join(case.text for case in kept_of(cases)))
    _drop_all(cases, *_AROUND, *(_AMONG if kin(lang) in _KNOWN_BY_VERBS else ()))
    rulings += bylines(cases)
    stamps = stamped_lines(cases, lang, config)
    published, outlet = publication_lines(cases, lang, config)
    rulings += bare_bylines(cases)
    rulings += bylines_beside_moments(cases)
    beside_moments(cases)
    rulings += listed_bylines(cases)
    rulings += credits_on_two_lines(cases)
    rulings += names_above_newsroom(cases)
    rulings += closing_credits(cases)
    _drop_all(cases, *_BELOW)
    lead, dateline = lead_and_dateline(cases, lang, config)
    outlet = outlet or next((stamp.outlet for stamp in stamps if stamp.outlet), "")
    source = (dateline.source if dateline else "") or outlet or _named(rulings, "source-line") or holder_of(cases)
    _obey_config(cases, config.source(known or source) if known or source else None)
    _name_title(cases, lead)
    _name_headings(cases)
    _name_sections(cases, lead, config)
    blocks = {id(case): Block(text=case.text, kind=case.kind) for case in cases if case.kind in _STAYS}
    return Judgement(
        verdicts=tuple(verdict for case in cases for verdict in _verdicts(case)),
        blocks=tuple(blocks.values()),
        lang=lang,
        source=source,
        author=_named(rulings, "byline") or _author(stamps) or (dateline.author if dateline else ""),
        place=(dateline.place if dateline else "") or next((each.place for each in rulings if each.place), ""),
        published=published or next((stamp.moment for stamp in stamps), None) or moment_of_dropped(cases, lang, config),
        dateline=dateline,
        lead=blocks.get(id(lead)),
    )


def _rulings(cases: Sequence[Case]) -> list[Ruling]:
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
        is_open = ruling.rule.endswith("-label") and ":" in case.text and not case.text.endswith("]")
        goes_on = is_open and any(map(_goes_on, after))
        # One source is a page's word on the article; several below each other are the article's own.
        is_one_of_many = id(case) in sources and any(id(near) in sources for near in (*before, *after))
        # What is made of a page's words above all else may be a title: "Most Popular Videos".
        is_title = ruling.rule == PAGE_WORDS and not before
        # Behind the last paragraphs a sentence and its credit are the article's end, and no caption.
        is_end = ruling.rule == CAPTION and _CREDITED.match(case.text) is not None and not _is_followed(visible, at)
        # "En vídeo: un tren descarrila", where nothing else can be what the article is called.
        is_called_so = ":" in case.text and _may_be_called(ruling, case) and _is_only_headline(visible, at)
        if is_listed or goes_on or is_one_of_many or is_title or is_end or is_called_so:
            case.kind, case.rule = "kept", ""
    return [ruling for case, ruling in ruled if case.kind == "dropped"]


def _may_be_called(ruling: Ruling, case: Case) -> bool:
    """Whether an article may be called so: with a label that tells what it is, and does not ask to read on."""
    return ruling.rule in _SHOWS or (ruling.rule == "related-label" and bare(case.text).startswith(_KINDS))


def _is_only_headline(visible: Sequence[Case], at: int) -> bool:
    """Whether a line above the first paragraph is the only one there that says as much as a headline."""
    first = next((here for here, case in enumerate(visible) if case.kind == "kept" and is_long(case.text)), 0)
    return at < first and not any(case.kind == "kept" and is_worded(case.text) for case in visible[:first])


def _is_followed(visible: Sequence[Case], at: int) -> bool:
    return any(case.kind == "kept" and is_long(case.text) for case in visible[at + 1 :])


def _goes_on(case: Case) -> bool:
    word = case.text.split(" ", 1)[0]
    return case.kind == "kept" and word[0].islower() and "." not in word


def _is_entry(case: Case) -> bool:
    """Whether a line is one of a list of data, "Penerbit: Contoh", in which "Penulis: Nama" is no byline."""
    return case.kind == "kept" and _ENTRY.fullmatch(case.text) is not None


def _ruled(case: Case) -> Ruling | None:
    ruling = ruling_of(case.text) if case.kind == "kept" else None
    if ruling:
        drop(case, ruling.rule)
    return ruling


def _drop_all(cases: Sequence[Case], *found_by: tuple[_Finder, str]) -> None:
    """Drop the lines of which their places among the others tell that they are the page's."""
    shown = [_shown(case) for case in cases]
    for found_in, rule in found_by:
        for at in found_in(shown):
            drop(cases[at], rule)
            shown[at] = _shown(cases[at])


def _shown(case: Case) -> Shown:
    return Shown(case.text, case.kind == "kept", case.kind == "blank", case.rule)


def _obey_config(cases: Sequence[Case], settings: SourceSettings | None) -> None:
    """What the editor says of a source's lines stands above every rule, and keeping above dropping."""
    if settings is None:
        return
    kept, dropped = _compared(settings.keep), _compared(settings.drop)
    for case in cases:
        text = case.text.casefold()
        if case.kind != "blank" and text in kept:
            case.kind, case.rule = "kept", "source-keep"
        elif case.kind != "blank" and text in dropped:
            drop(case, "source-drop")


def _compared(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(line.split()).casefold() for line in lines)


def _name_title(cases: Sequence[Case], lead: Case | None) -> None:
    """The first line is the title if it is short, has no final stop, and the lead comes soon after it."""
    top = kept_of(cases)[:HEAD_LINES]
    if not top:
        return
    first, *following = top
    if first.rule or first is lead or not is_title(first.text) or any(map(_goes_on, following[:1])):
        return
    near = following if is_worded(first.text) else following[:_NEAR_TITLE]
    if any(case is lead or is_paragraph(case.text, first.text) for case in near):
        first.kind = "title"


def _name_headings(cases: Sequence[Case]) -> None:
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


def _name_sections(cases: Sequence[Case], lead: Case | None, config: Config) -> None:
    """A headline above a paragraph with a dateline of its own begins another article: it becomes a section."""
    kept = kept_of(cases)
    start = next((at for at, case in enumerate(kept, 1) if case is lead), len(kept))
    names = tuple(source.name for source in config.sources)
    for case, paragraph in zip(kept[start:], kept[start + 1 :], strict=False):
        if case.rule or not is_headline(case.text) or not is_paragraph(paragraph.text, case.text):
            continue
        if dateline_of(paragraph.text, names):
            case.kind = "heading"


def _is_break(between: Sequence[Case]) -> bool:
    return any(case.kind == "blank" or case.rule.endswith("-label") for case in between)


def _author(stamps: Sequence[Stamp]) -> str:
    return next((stamp.names for stamp in stamps if stamp.names), "")


def _named(rulings: Sequence[Ruling], rule: str) -> str:
    return next((ruling.names for ruling in rulings if ruling.rule == rule and ruling.names), "")


def _verdicts(case: Case) -> Iterator[Verdict]:
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
