"""Hard-wrapped text: which lines were one paragraph before somebody set them to a width.

Strategy: a program that wraps fills every line as far as the next word allows. A text is taken for wrapped
only where nearly all line ends are such, most of them inside a sentence; then lines are joined where the next
word would not have fitted, and nowhere else.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.lines import Line
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import is_title_case, ruling_of
from kliping.cleaning.scripts import is_unspaced, size

_NARROWEST, _WIDEST = 40, 100
_LEAST_FULL = 4
# Of so few lines all must be filled, go on inside a sentence, and belong to paragraphs that end with one.
_FEWEST_FULL = 2
_MOST_END, _LEAST_BEGUN = 60, 30
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
    """The lines of each paragraph: of a text that is not hard-wrapped, one line each.

    But a line that ends the sentence of the line above it is no line of a page's, whatever it says: "… a book and a",
    "video.".
    """
    width = _width_of(lines[:_SAMPLED_LINES])
    groups: list[list[Line]] = []
    for line, following in zip_longest(lines, lines[1:]):
        is_next = bool(groups) and (
            _goes_on(groups[-1], line, width) and not _is_set_in(line, following, width)
            if width
            else _ends_sentence(groups[-1][-1], line)
        )
        if is_next:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _width_of(lines: Sequence[Line]) -> int:
    """The width that a text is wrapped to; 0 where it is not."""
    visible = [line for line in lines if not line.is_blank]
    longer = sum(_columns(line) > _WIDEST for line in visible)
    if len(visible) < 2 * _FEWEST_FULL or longer > len(visible) * _MOST_LONGER:
        return 0
    pairs = [(one, other) for one, other in pairwise(lines) if not (one.is_blank or other.is_blank)]
    # A line that is set in further than the one above it begins a paragraph, and says nothing of a width.
    pairs = [(one, other) for one, other in pairs if _columns(one) <= _WIDEST and _indent(other) <= _indent(one)]
    if len(pairs) < _FEWEST_FULL:
        return 0
    # A headline or an address may be wider than the text below it.
    widths = sorted({_columns(line) for line in visible}, reverse=True)
    widths = [width for width in widths if _NARROWEST <= width <= _WIDEST][:_TRIED_WIDTHS]
    return next((width for width in widths if _is_wrapped(pairs, width)), 0)


def _is_wrapped(pairs: Sequence[Pair], width: int) -> bool:
    full = [pair for pair in pairs if _is_full(*pair, width)]
    # Where no blank line parts paragraphs, a line that stops short may well be the last of one.
    within = [pair for pair in pairs if _is_full(*pair, width) or not ends_with_stop(pair[0].text)]
    if len(full) < _LEAST_FULL:
        return len(full) >= _FEWEST_FULL and _is_surely_wrapped(pairs, full, within)
    if len(full) < len(within) * _LEAST_FILLED or 2 * len(full) < len(pairs):
        return False
    short = [one for one, other in pairs if _columns(one) <= width and not _is_full(one, other, width)]
    short = [one for one in short if not ruling_of(one.text)]  # a page's own line is none of the text's
    inside = sum(not ends_with_stop(one.text) for one, _ in full)
    small = sum(not other.text[0].isupper() for _, other in full)
    stopped = sum(ends_with_stop(one.text) for one in short)
    is_prose = inside >= len(full) * _LEAST_INSIDE and small >= len(full) * _LEAST_SMALL
    has_verses = len(short) <= len(full) * _MOST_SHORT
    return is_prose and (has_verses or stopped >= len(short) * _LEAST_STOPPED - 1)


def _is_surely_wrapped(pairs: Sequence[Pair], full: Sequence[Pair], within: Sequence[Pair]) -> bool:
    """Whether some few lines were set to a width beyond doubt: a stanza's begin with capitals, or end with no stop."""
    followed = {id(one) for one, _ in full}
    last = [other for _, other in full if id(other) not in followed]
    is_inside = not any(ends_with_stop(one.text) for one, _ in full)
    small = sum(not other.text[0].isupper() for _, other in full)
    are_ended = all(ends_with_stop(line.text) for line in last)
    is_prose = is_inside and are_ended and small >= len(full) * _LEAST_SMALL
    return is_prose and len(within) == len(full) and len(pairs) <= 3 * len(full)


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


def _is_set_in(line: Line, following: Line | None, width: int) -> bool:
    """Whether a line is a page's own, set into a paragraph: one that stops short of the width, and goes on below."""
    if following is None or following.is_blank or not line.text[0].isupper() or _is_full(line, following, width):
        return False
    return not ends_with_stop(line.text) and ruling_of(line.text) is not None


def _ends_sentence(last: Line, line: Line) -> bool:
    """Whether a short line can only be the end of a sentence that the line above began."""
    if last.is_blank or line.is_blank or _columns(line) > _MOST_END or _columns(last) < _LEAST_BEGUN:
        return False
    if not (last.text[-1].isalnum() and ends_with_stop(line.text)) or _ITEM.match(line.text):
        return False
    before = folded(last.text.rsplit(None, 1)[-1])
    is_open = line.text[0].islower() or (before in lexicon().openers and last.text[-1].islower())
    return is_open and not is_title_case(last.text) and ruling_of(last.text) is None


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
