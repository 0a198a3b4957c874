"""Who wrote an article, when, where and for whom: the lines of a page that tell it and nothing else.

Strategy: they stand at the head of a page, or close the article; each is dropped as it is read, and what it tells is
handed on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice, pairwise

from kliping.cleaning import dates
from kliping.cleaning.cases import HEAD_LINES, Case, drop, head_of, kept_of
from kliping.cleaning.dateline import Dateline, dateline_of, is_outlet
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
from kliping.cleaning.lexicon import bare, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import Ruling, are_names, byline_of, closing_credit_of, is_credit
from kliping.cleaning.shapes import is_long, is_worded
from kliping.cleaning.stamps import Stamp, is_label_of_moment, stamp_of
from kliping.model import Config, Moment

_LEAD_LINES = 4
_MOST_STANDFIRST = 400
_CREDITS = frozenset({"byline", "editor-credit"})
_ABOVE_TITLE = frozenset({"section-name", "page-tool", "page-label"})
_CLOSING_LINES = 2
_LEAST_BEFORE_CLOSING = 3
# More of them are the headings of a chronicle.
_MOST_STAMPS = 2
_MOST_ALONE = 60
_MOST_WORDS_IN_NAME = 4
_DASHES = ("-", "–", "—")
_OUTLET_LAST = re.compile(r"\A[A-Z][\w .]{2,30}, [A-Z][\w.]*(?: [A-Z]\w*)? (?:Online|News|TV|Post)\Z")
# A dash whose place was a link that got lost.
_LOST_PLACE = re.compile(r"[-–—] (?=\S)")
_LEAST_VISITED = timedelta(days=2)
# The time of the day, or how many comments there are.
_CLOCK_ALONE = re.compile(r"[•·]?\s?\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|uhr|h|wib))?|[-•·] \d{1,4}", re.IGNORECASE)
_SMALL = frozenset({"on", "at", "by", "le", "à", "am", "um", "el"})
_BULLETS = "•·▪ "
_POINTS = "•·▪- "
_CLOCK = re.compile(r"\d[:.h時]\d\d|\d時")


def bylines(cases: Sequence[Case]) -> list[Ruling]:
    """Bylines without a colon count only between the title and the first paragraph."""
    rulings: list[Ruling] = []
    for case in head_of(cases)[1:]:
        ruling = head_byline_of(case.text)
        if ruling:
            drop(case, ruling.rule)
            rulings.append(ruling)
    rulings += _below_standfirst(cases)
    visible = [case for case in cases if case.kind != "blank"][:HEAD_LINES]
    for before, case in pairwise(visible):
        if before.rule == "byline" and case.kind == "kept" and is_office(case.text):
            drop(case, "byline")
    return rulings


def _below_standfirst(cases: Sequence[Case]) -> list[Ruling]:
    """The byline between the first paragraph and the next, where no name was told above."""
    if any(case.rule == "byline" for case in cases):
        return []
    below = _line_below_standfirst(cases)
    ruling = byline_of(below.text) if below else None
    if below is None or ruling is None:
        return []
    drop(below, ruling.rule)
    return [ruling]


def _line_below_standfirst(cases: Sequence[Case]) -> Case | None:
    """The line between the first paragraph and the next, where the first is no longer than a standfirst."""
    lines = kept_of(cases)[: 2 * HEAD_LINES]
    at = next((at for at, case in enumerate(lines) if is_long(case.text)), len(lines))
    if at + 2 >= len(lines) or len(lines[at].text) > _MOST_STANDFIRST or is_long(lines[at + 1].text):
        return None
    return lines[at + 1] if ends_with_stop(lines[at + 2].text) else None


def bare_bylines(cases: Sequence[Case]) -> list[Ruling]:
    """Names and nothing else between the title and a publication line, or what somebody is."""
    visible = [case for case in cases if case.kind != "blank" and case.rule not in _ABOVE_TITLE][:HEAD_LINES]
    if len(visible) < 3 or not visible[0].kind == visible[1].kind == "kept":
        return []
    is_further = len(visible) > 3 and bare_byline_of(visible[1].text) is None
    if is_further and is_worded(visible[1].text) and visible[3].rule == "publication-line":
        visible = visible[1:]  # one line more that says something may stand below the headline
    _, case, following, *rest = visible
    is_above_office = (
        following.kind == "kept" and is_office(following.text) and any(_is_lead(near) for near in rest[:1])
    )
    if case.kind != "kept" or (not is_above_office and following.rule != "publication-line"):
        return []
    ruling = bare_byline_of(case.text)
    rulings = [ruling] if ruling else [*(outlet_byline_of(case.text) or ())]
    is_few = len(case.text.split()) <= _MOST_WORDS_IN_NAME
    if not rulings and is_few and is_outlet(case.text, {}) and not ends_with_stop(case.text):
        rulings = [Ruling("source-line", case.text)]
    for dropped in (case, following) if is_above_office else (case,):
        if rulings:
            drop(dropped, "byline")
    return rulings


def _is_lead(case: Case) -> bool:
    return case.rule == "publication-line" or is_long(case.text)


def credits_on_two_lines(cases: Sequence[Case]) -> list[Ruling]:
    """A name, and what somebody did below or above it."""
    visible = [case for case in cases if case.kind != "blank"]
    found = labelled_names(case.text if case.kind == "kept" else "" for case in visible)
    for at, ruling in found.items():
        drop(visible[at], ruling.rule)
    for case, following in pairwise(visible):
        # "Reporter", and no name between it and the next label; "Oleh :", and no name at all.
        rule = lexicon().credits.get(bare(case.text), "") if case.kind == "kept" else ""
        is_label = following.rule in _CREDITS and bare(following.text) in lexicon().credits
        is_next = is_label or following.rule == "publication-line"
        if rule in _CREDITS and (is_next or case.text.endswith(":")):
            drop(case, rule)
    return list(found.values())


def closing_credits(cases: Sequence[Case]) -> list[Ruling]:
    """The name in brackets, or in capitals, with which some papers close an article."""
    kept = kept_of(cases)
    # Above a paragraph a line in capitals is a heading.
    last = max((at for at, case in enumerate(kept) if is_long(case.text)), default=-1)
    rulings = []
    for case in kept[max(_LEAST_BEFORE_CLOSING, len(kept) - _CLOSING_LINES, last + 1) :]:
        ruling = closing_credit_of(case.text)
        if ruling:
            drop(case, ruling.rule)
            rulings.append(ruling)
    return rulings


def publication_lines(cases: Sequence[Case], lang: str, config: Config) -> tuple[Moment | None, str]:
    """Drop the lines that only say when; a bare date is one at the head, a labelled one or one with a time anywhere.

    The first moment, and the outlet that a line names with it.
    """
    bylines = [case.text for case in cases if case.rule == "byline" and any(map(str.isdigit, case.text))]
    beside_names = (moment_beside_names(text, lang, config.zone) for text in bylines)
    first = next(filter(None, beside_names), None)
    changed = None
    outlet = ""
    stamps: list[Case] = []
    days: list[Case] = []
    head = [id(case) for case in (*head_of(cases), *_below_bylines(cases))]
    for case in kept_of(cases):
        if is_long(case.text) or not any(map(str.isdigit, case.text)):
            continue
        is_head = id(case) in head
        moment = None
        if is_head:
            moment = dates.head_publication(case.text.lstrip(_POINTS), lang, config.zone)
        elif dates.is_labelled_publication(case.text):
            moment = dates.publication(case.text, lang, config.zone)
        if moment is None and is_head:
            told = outlet_publication(case.text, lang, config.zone)
            if told is None and id(case) != head[0]:
                told = named_publication(case.text, lang, config.zone)
            moment, named = told or (None, "")
            outlet = outlet or named
        if moment is None and not is_head and dates.head_publication(case.text, lang, config.zone):
            (stamps if _CLOCK.search(case.text) else days).append(case)
        if moment or dates.is_relative_publication(case.text, bare=is_head):
            drop(case, "publication-line")
            if moment and dates.is_update(case.text):
                changed = changed or moment
            else:
                first = _published(first, moment)
    for case in _above_dateline(days, kept_of(cases), lang, config):
        first = first or dates.head_publication(case.text, lang, config.zone)
        drop(case, "publication-line")
    for case in stamps if len(stamps) <= _MOST_STAMPS else []:
        drop(case, "publication-line")
    return first or changed, outlet


def moment_of_dropped(cases: Sequence[Case], lang: str, config: Config) -> Moment | None:
    """The moment that a line tells which the lexicon drops as one that tells when; one of a change after others."""
    visible = [case for case in cases if case.kind != "blank"]
    head = visible[: 2 * HEAD_LINES]
    told = [
        case.text
        for at, case in enumerate(visible)
        if case.rule == "publication-line" and (at < len(head) or dates.is_labelled_publication(case.text))
    ]
    moments = (dates.head_publication(text, lang, config.zone) for text in sorted(told, key=dates.is_update))
    return next(filter(None, moments), None)


def _below_bylines(cases: Sequence[Case]) -> list[Case]:
    """The line below the bylines at the head of a page: the title above them may be as long as a paragraph."""
    visible = [case for case in cases if case.kind != "blank"][:HEAD_LINES]
    return [case for before, case in pairwise(visible) if before.rule == "byline" and case.kind == "kept"]


def _published(first: Moment | None, later: Moment | None) -> Moment | None:
    """Of two moments of a page the first; but the day on which it was looked at is none, and later than the other."""
    if first and later and first.whole_day and later.at + _LEAST_VISITED < first.at:
        return later
    return first or later


def _above_dateline(days: Sequence[Case], kept: Sequence[Case], lang: str, config: Config) -> Iterator[Case]:
    """The days in lines of their own that a paragraph with a dateline follows: no headings of a chronicle."""
    names = tuple(source.name for source in config.sources)
    for case, following in pairwise(kept[:HEAD_LINES]):
        if any(case is day for day in days) and dateline_of(following.text, names, lang):
            yield case


def stamped_lines(cases: Sequence[Case], lang: str, config: Config) -> list[Stamp]:
    """Drop the lines below a headline that set a moment beside names, and what names a moment that was lost."""
    found = []
    below = _line_below_standfirst(cases)
    for case in head_of(cases)[1:] + ([below] if below else []):
        stamp = stamp_of(case.text, lang, config.zone)
        if stamp:
            found.append(stamp)
        if stamp or is_label_of_moment(case.text):
            drop(case, "publication-line")
    return found


def beside_moments(cases: Sequence[Case]) -> None:
    """Drop the time of the day in a line of its own, and the small word, that a publication line has left below it."""
    visible = [case for case in cases if case.kind != "blank"][: 2 * HEAD_LINES]
    for before, case in pairwise(visible):
        is_rest = _CLOCK_ALONE.fullmatch(case.text) is not None or case.text in _SMALL
        if is_rest and case.kind == "kept" and before.rule == "publication-line":
            drop(case, "publication-line")


def listed_bylines(cases: Sequence[Case]) -> list[Ruling]:
    """Names that a page sets as points below its tools, mostly twice: "• Mira Sample" and "Mira Sample"."""
    visible = [case for case in cases if case.kind != "blank"][: 2 * HEAD_LINES]
    rulings = []
    for before, case, following in zip(visible, visible[1:], visible[2:], strict=False):
        is_below_tool = before.kind == "dropped" or before.text in lexicon().byline_openers
        name = case.text.lstrip(_BULLETS)
        if case.kind != "kept" or name == case.text or not is_below_tool or not is_credit(name):
            continue
        for named in (before, case, following):
            if named.kind == "kept" and named.text.lstrip(_BULLETS) in {name, *lexicon().byline_openers}:
                drop(named, "byline")
        rulings.append(Ruling("byline", "" if is_outlet(name, {}) else name))
    return rulings


def bylines_beside_moments(cases: Sequence[Case]) -> list[Ruling]:
    """Bylines right above a publication line, though a caption parts both from the headline."""
    visible = [case for case in cases if case.kind != "blank"][: 2 * HEAD_LINES]
    rulings = []
    for case, following in pairwise(visible):
        ruling = head_byline_of(case.text) if case.kind == "kept" and following.rule == "publication-line" else None
        if ruling:
            drop(case, ruling.rule)
            rulings.append(ruling)
    return rulings


def names_above_newsroom(cases: Sequence[Case]) -> list[Ruling]:
    """Names in lines of their own between the publication line and "Tim Redaksi"."""
    visible = [case for case in cases if case.kind != "blank"][: 2 * HEAD_LINES]
    newsrooms = {bare(name) for name in lexicon().newsrooms}
    end = next((at for at, case in enumerate(visible) if case.rule in _CREDITS and bare(case.text) in newsrooms), 0)
    begin = next((at + 1 for at in range(end - 1, -1, -1) if visible[at].rule == "publication-line"), end)
    named = visible[begin:end]
    if not all(case.kind == "kept" and _may_be_name(case.text.rstrip(",")) for case in named):
        return []
    for case in named:
        drop(case, "byline")
    return [Ruling("byline", case.text.rstrip(",")) for case in named]


def _may_be_name(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_IN_NAME and are_names(text) and not any(map(str.isdigit, text))


def holder_of(cases: Sequence[Case]) -> str:
    """The outlet that a line of copyright names, where nothing else names one."""
    return outlet_of_rights(case.text for case in cases if case.rule == "copyright-line")


def lead_and_dateline(cases: Sequence[Case], lang: str, config: Config) -> tuple[Case | None, Dateline | None]:
    """The paragraph that a dateline opens, or the line that is one, and the dateline; it stays where it stands."""
    names = tuple(source.name for source in config.sources)
    kept = list(islice(kept_of(cases), _LEAD_LINES))
    for case in kept:
        dateline = dateline_of(case.text, names, lang)
        if dateline:
            return case, dateline
    for case, following in pairwise(kept):
        dateline = _dateline_alone(case.text, following.text, names, lang)
        if dateline:
            return case, dateline
    first = kept[0] if kept else None
    if first and is_long(first.text) and _LOST_PLACE.match(first.text) and not any(map(_is_item, kept[1:])):
        return first, Dateline(end=2)
    return None, None


def _dateline_alone(line: str, following: str, names: tuple[str, ...], lang: str) -> Dateline | None:
    """A dateline with its paragraph below it: "Jakarta -", "Jakarta, Contoh Online"."""
    if len(line) > _MOST_ALONE or not is_long(following):
        return None
    if line.endswith(_DASHES):
        found = dateline_of(f"{line} {following}", names, lang)
        return replace(found, end=len(line)) if found and found.end == len(line) + 1 else None
    found = dateline_of(f"{line} -- {following}", names, lang) if _OUTLET_LAST.search(line) else None
    return replace(found, end=len(line)) if found and found.source and found.end == len(line) + 4 else None


def _is_item(case: Case) -> bool:
    return _LOST_PLACE.match(case.text) is not None
