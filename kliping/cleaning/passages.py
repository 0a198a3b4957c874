"""A seed's lines as passages: what a verdict is passed on. Mostly a line; of some seeds several, or a part of one.

Strategy: wrapped lines are put together first, then what is noise inside a line is set apart. A passage keeps
the lines that it is made of, with their mends and line ends, so that nothing is lost in either.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kliping.cleaning.inline import Cut, cuts_of
from kliping.cleaning.lines import Line
from kliping.cleaning.mend import undo
from kliping.cleaning.rules import CAPTION, ruling_of
from kliping.cleaning.scripts import space_between
from kliping.cleaning.shapes import is_long
from kliping.cleaning.wrapping import paragraphs_of
from kliping.model import Mend

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_HALF = re.compile(r"(?:\A|[^\w-])([^\W\d_]{2,40})-\Z")
_FIRST_HALF = re.compile(r"[^\W\d_]{2,40}")
_LONGEST_WORD = 42
_BRACKETED_WORD = re.compile(r"\((?:[A-Z][a-z]{1,2}|[A-Z]{2})\)\s*")
# What follows a hyphen that stands for the end of a later word.
_CONJUNCTIONS = frozenset(
    {"und", "oder", "bzw", "sowie", "bis", "and", "or", "to", "dan", "atau", "y", "o", "et", "ou", "ve", "veya"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a seed, or the noise within one; `lines` are the lines, or parts of lines, that it stands in."""

    text: str
    lines: tuple[Line, ...]


def passages_of(lines: Sequence[Line]) -> list[Passage]:
    """The passages of a seed, in order."""
    groups = paragraphs_of(lines)
    words = _words(lines) if len(groups) < len(lines) else frozenset()
    joined = [_joined(group, words) for group in groups]
    last = next((at for at in range(len(joined) - 1, -1, -1) if _is_paragraph(joined[at].text)), 0)
    return [part for at, passage in enumerate(joined) for part in _parted(passage, at >= last)]


def _is_paragraph(text: str) -> bool:
    return is_long(text) and ruling_of(text) is None


def _joined(group: Sequence[Line], words: frozenset[str]) -> Passage:
    if len(group) == 1:
        return Passage(text=group[0].text, lines=(group[0],))
    lines = list(group)
    text = lines[0].text
    for index, line in enumerate(lines[1:], 1):
        whole = _without_hyphen(lines[index - 1], line, words)
        if whole:
            lines[index - 1] = whole
            text = text[:-1] + line.text
        else:
            text += ("" if _is_halved(text, line.text) else space_between(text, line.text)) + line.text
    return Passage(text=text, lines=tuple(lines))


def _is_halved(before: str, after: str) -> bool:
    """Whether a hyphen binds two lines: "anak-" and "anak", but not "Ost-" and "und Westdeutschland"."""
    half = _FIRST_HALF.match(after)
    return bool(_LAST_HALF.search(before[-_LONGEST_WORD:]) and half and half[0].casefold() not in _CONJUNCTIONS)


def _without_hyphen(line: Line, following: Line, words: frozenset[str]) -> Line | None:
    """A line without the hyphen at its end, where the seed has the word elsewhere, in one piece and never in two."""
    one, other = _LAST_HALF.search(line.text[-_LONGEST_WORD:]), _FIRST_HALF.match(following.text)
    if not (one and other and following.text[0].islower()):
        return None
    halves = one[1].casefold(), other[0].casefold()
    if "".join(halves) not in words or "-".join(halves) in words:
        return None
    end = len(line.text) - 1
    if any(mend.offset + len(mend.new) > end for mend in line.mends):
        return None
    mends = [mend if mend.offset < end else replace(mend, offset=end) for mend in line.mends]
    at = sum(mend.offset < end for mend in line.mends)
    mends.insert(at, Mend(offset=end, old="-", new="", rule="hyphen"))
    return replace(line, text=line.text[:-1], mends=tuple(mends))


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of a text that has a word parted between lines."""
    texts = [line.text for line in lines]
    if not any(text.endswith("-") for text in texts):
        return frozenset()
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))


def _parted(passage: Passage, is_closing: bool) -> Iterator[Passage]:
    """A passage as it is, or where there is noise in it, the parts around it and the noise.

    `is_closing` tells that no paragraph follows, so that a credit behind a sentence makes no caption of it.
    """
    cuts = [cut for cut in cuts_of(passage.text) if cut.end - cut.start < len(passage.text)]
    ruling = ruling_of(passage.text) if cuts else None
    # "Jangan ketinggalan! Video pilihan": what is noise as a whole is not taken apart.
    cuts = [] if ruling and not (is_closing and ruling.rule == CAPTION) else cuts
    places = _places(passage) if cuts else []
    cuts = [
        cut for cut in cuts if _may_cut(places, cut) and (is_closing or not _is_word(passage.text[cut.start : cut.end]))
    ]
    if not cuts:
        yield passage
        return
    at = 0
    for cut in cuts:
        if passage.text[at : cut.start].strip():
            yield _part(places, at, cut.start)
            at = cut.start
        yield _part(places, at, cut.end)
        at = cut.end
    if at < len(passage.text):
        yield _part(places, at, len(passage.text))


def _is_word(text: str) -> bool:
    """Whether what stands in brackets may be a word: "(Ya)" closes an article as initials alone do."""
    return _BRACKETED_WORD.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A line, where it begins in its passage, and the offsets of its mends."""

    start: int
    line: Line
    offsets: Sequence[int]


def _places(passage: Passage) -> list[_Place]:
    places, at = [], 0
    for line in passage.lines:
        # Lines were joined with a space or with nothing.
        at += not passage.text.startswith(line.text, at)
        places.append(_Place(start=at, line=line, offsets=[mend.offset for mend in line.mends]))
        at += len(line.text)
    return places


def _may_cut(places: Sequence[_Place], cut: Cut) -> bool:
    """Whether neither end falls inside a mend, which cannot be undone in halves."""
    return not any(_splits_mend(place, at - place.start) for place in places for at in (cut.start, cut.end))


def _splits_mend(place: _Place, at: int) -> bool:
    before = bisect_left(place.offsets, at) - 1
    mend = place.line.mends[before] if before >= 0 else None
    return mend is not None and mend.offset < at < mend.offset + len(mend.new)


def _part(places: Sequence[_Place], start: int, end: int) -> Passage:
    """What stands between two ends of a passage."""
    lines = []
    for place in places:
        one, other = max(0, start - place.start), min(len(place.line.text), end - place.start)
        if one < other:
            lines.append(_sliced(place, one, other))
    text = lines[0].text
    for line in lines[1:]:
        text += space_between(text, line.text) + line.text
    return Passage(text=text, lines=tuple(lines))


def _sliced(place: _Place, start: int, end: int) -> Line:
    """A part of a line with the mends in it; the spaces at its edges are mended away."""
    line = place.line
    is_last = end == len(line.text)
    high = len(line.mends) if is_last else bisect_left(place.offsets, end)
    mends = line.mends[bisect_left(place.offsets, start) : high]
    text = line.text[start:end]
    own = [replace(mend, offset=mend.offset - start) for mend in mends]
    lead, text, own = _without_edges(text, own)
    return Line(
        number=line.number,
        column=line.column + start + lead,
        text=text,
        mends=tuple(own),
        ending=line.ending if is_last else "",
    )


def _without_edges(text: str, mends: list[Mend]) -> tuple[int, str, list[Mend]]:
    """How many spaces a text began with; the text without those around it, and its mends."""
    lead, tail = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    crosses = any(mend.offset < at < mend.offset + len(mend.new) for mend in mends for at in (lead, tail))
    if crosses or lead >= tail:
        return 0, text, mends
    before = [mend for mend in mends if mend.offset < lead]
    after = [mend for mend in mends if tail <= mend.offset] if tail < len(text) else []
    own = [replace(mend, offset=mend.offset - lead) for mend in mends[len(before) : len(mends) - len(after)]]
    if lead:
        own.insert(0, Mend(offset=0, old=undo(text[:lead], tuple(before)), new="", rule="edge-space"))
    if tail < len(text):
        after = [replace(mend, offset=mend.offset - tail) for mend in after]
        own.append(Mend(offset=tail - lead, old=undo(text[tail:], tuple(after)), new="", rule="edge-space"))
    return lead, text[lead:tail], own
