"""Hard-wrapped text: which lines were one paragraph before somebody set them to a width.

Strategy: a program that wraps fills every line as far as the next word allows. A text is taken for wrapped
only where nearly all line ends are such, most of them inside a sentence; then lines are joined where the next
word would not have fitted, and nowhere else.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from kliping.cleaning.lines import Line
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import ruling_of
from kliping.cleaning.scripts import is_unspaced, size

_NARROWEST, _WIDEST = 40, 100
_LEAST_FULL = 4
_MOST_LONGER = 0.1
# Of the line ends within paragraphs: filled to the width, inside a sentence, before a small letter; and of
# the lines that stop short of it, those that end a sentence.
_LEAST_FILLED, _LEAST_INSIDE, _LEAST_SMALL, _LEAST_STOPPED = 0.6, 0.6, 0.25, 0.6
# So few short lines may end as they like: an article may quote a verse.
_MOST_SHORT = 0.3
_TRIED_WIDTHS = 4
# A text that is wrapped is wrapped from its beginning on.
_SAMPLED_LINES = 1_000
# Japanese keeps stops and closing brackets off the beginning of a line, and lets the line run short for it.
_UNSPACED_SLACK = 4
_ITEM = re.compile(r"[-–—•*·▪►]\s|\(?\w{1,3}[.)]\s")

Pair = tuple[Line, Line]


def paragraphs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph: of a text that is not hard-wrapped, one line each."""
    width = _width_of(lines[:_SAMPLED_LINES])
    if not width:
        return [[line] for line in lines]
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _width_of(lines: Sequence[Line]) -> int:
    """The width that a text is wrapped to; 0 where it is not."""
    visible = [line for line in lines if not line.is_blank]
    longer = sum(_columns(line) > _WIDEST for line in visible)
    if len(visible) <= _LEAST_FULL or longer > len(visible) * _MOST_LONGER:
        return 0
    pairs = [(one, other) for one, other in pairwise(lines) if not (one.is_blank or other.is_blank)]
    # A line that is set in further than the one above it begins a paragraph, and says nothing of a width.
    pairs = [(one, other) for one, other in pairs if _columns(one) <= _WIDEST and _indent(other) <= _indent(one)]
    if len(pairs) < _LEAST_FULL:
        return 0
    # A headline or an address may be wider than the text below it.
    widths = sorted({_columns(line) for line in visible}, reverse=True)
    widths = [width for width in widths if _NARROWEST <= width <= _WIDEST][:_TRIED_WIDTHS]
    return next((width for width in widths if _is_wrapped(pairs, width)), 0)


def _is_wrapped(pairs: Sequence[Pair], width: int) -> bool:
    full = [pair for pair in pairs if _is_full(*pair, width)]
    if len(full) < max(_LEAST_FULL, len(pairs) * _LEAST_FILLED):
        return False
    short = [one for one, other in pairs if _columns(one) <= width and not _is_full(one, other, width)]
    short = [one for one in short if not ruling_of(one.text)]  # a page's own line is none of the text's
    inside = sum(not ends_with_stop(one.text) for one, _ in full)
    small = sum(not other.text[0].isupper() for _, other in full)
    stopped = sum(ends_with_stop(one.text) for one in short)
    is_prose = inside >= len(full) * _LEAST_INSIDE and small >= len(full) * _LEAST_SMALL
    has_verses = len(short) <= len(full) * _MOST_SHORT
    return is_prose and (has_verses or stopped >= len(short) * _LEAST_STOPPED - 1)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    room = width - _columns(line)
    if is_unspaced(following.text[0]) and is_unspaced(line.text[-1]):
        return 0 <= room < _UNSPACED_SLACK
    return 0 <= room < 1 + size(following.text.split(" ", 1)[0])


def _goes_on(group: Sequence[Line], line: Line, width: int) -> bool:
    """Whether a line goes on in the paragraph of those before it."""
    last = group[-1]
    if last.is_blank or line.is_blank or not _is_full(last, line, width):
        return False
    if _indent(line) > _indent(last) or _ITEM.match(line.text):
        return False
    is_marker = line.text[0].isupper() and not ends_with_stop(line.text) and ruling_of(line.text) is not None
    return not (is_marker and ends_with_stop(last.text)) and not (len(group) == 1 and _is_bare_marker(last.text))


def _is_bare_marker(text: str) -> bool:
    """Whether a line is a marker, and no label whose headline may go on below."""
    return ":" not in text.rstrip(": ") and ruling_of(text) is not None


def _columns(line: Line) -> int:
    """The columns that a line took with its indent."""
    return _indent(line) + size(line.text)


def _indent(line: Line) -> int:
    """How much white space a line began with before it was mended."""
    first = line.mends[0] if line.mends else None
    return len(first.old) if first and first.offset == 0 and first.rule == "edge-space" else 0
