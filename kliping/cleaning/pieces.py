"""Pieces of a page in a row, alone or within a long line: "Bagikan Salin tautan Berita Terkait Komentar (3)".

Strategy: a piece is what would be dropped as a line of its own. Behind the last sentence of a line pieces need
nothing else. Before a sentence they go only where nobody would read on from them into it: where it begins with a word
that begins sentences, or with a quotation; or where there are several, one that is set as labels are, or a whole
prompt. What may be longer than it is, as names and headlines may, has ended only before such a beginning.
"""

import re
from collections.abc import Iterator
from datetime import UTC

from kliping.cleaning import dates
from kliping.cleaning.apart import (
    NAMING,
    OF_ONE_WORD,
    OPEN_BRACKETS,
    Piece,
    has_stop,
    is_apart,
    is_bracketed,
    is_sentence,
    is_whole,
    opens,
    words_of,
)
from kliping.cleaning.heads import head_byline_of
from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.openers import leads_on
from kliping.cleaning.rules import PAGE_WORDS, is_listed, ruling_of
from kliping.cleaning.scripts import is_unspaced
from kliping.cleaning.starts import may_begin

_MOST_CHARACTERS = 160
_MOST_LAST = 200
_MOST_PIECES = 40
_DAY_FIRST = "id"  # which number is the month is of no account here
_EDGES = " \t.·•*:|,()[]"
_LIST_MARKS = frozenset("#*>»▶►•")
_OPENING_MARKS = frozenset("«„“([")
_DATELINE_DASH = re.compile(r"\s?[-–—]{1,2}\s")
_END = re.compile(r"\s+|\Z|(?<=[】］）＞])(?=\S)")
_STOP = re.compile(r"[.!?…؟。！？][\"'”’»)\]]*\Z")
_NEXT_SENTENCE = re.compile(r"[.!?。][\"”’»)]*\s+[^\W\d_a-z\"“]")
_ITEM = re.compile(r"\W*\d{1,3}[.)]\W*")
# What is a page's own sentence at the end of a line, though within one it may be somebody's.
_SAID_LAST = frozenset(
    "comment-prompt follow-prompt subscribe-prompt share-prompt related-label video-label gallery-label photo-credit "
    "publication-line copyright-line republication-note editor-credit editor-initials page-label".split()
)
_OF_SEVERAL = frozenset("republication-note copyright-line editor-credit follow-prompt subscribe-prompt".split())


def ends_of_pieces(text: str, start: int, is_behind_noise: bool) -> list[int]:
    """Where the pieces end that stand at a place, each with the space after it; none where the article goes on."""
    is_short = start == 0 and (len(text) <= _MOST_CHARACTERS or text[0] in _LIST_MARKS)
    if is_short or not may_begin(text, start) or _ITEM.fullmatch(text, 0, start):
        return []
    if start and _is_last(text, start):
        return [len(text)]
    row = list(_row(text, start))
    for length in range(len(row), 0, -1):
        if is_apart(text, start, row[:length], is_behind_noise):
            return [piece.end for piece in row[:length]]
    return []


def _is_last(text: str, start: int) -> bool:
    """Whether what stands behind the last sentence of a line is the page's as a whole."""
    piece = _ruled(text, start, len(text)) if len(text) - start <= _MOST_LAST else None
    if piece is None or (piece.rule not in _OF_SEVERAL and _NEXT_SENTENCE.search(piece.text)):
        return False
    if has_stop(piece) and not _is_said_last(text, start, piece):
        return False
    if piece.text[0] in OPEN_BRACKETS and not is_bracketed(piece):
        return piece.rule == "editor-initials" and piece.text[0] == "("
    return len(words_of(piece)) > 1 or piece.rule not in OF_ONE_WORD


def _is_said_last(text: str, start: int, piece: Piece) -> bool:
    """Whether a piece with a stop is one sentence of the page's."""
    if is_unspaced(text[start]):
        return False
    ends = list(_ends(text, start))
    is_one = ends[-1:] == [len(text)] and not any(is_sentence(text, end) for end in ends[:-1])
    return is_one and piece.rule in _SAID_LAST


def _row(text: str, start: int) -> Iterator[Piece]:
    """The pieces that follow each other from a place on, each as long as it can be."""
    for _ in range(_MOST_PIECES):
        piece = _piece(text, start) if start < len(text) and may_begin(text, start) else None
        if piece is None or not is_whole(piece):
            return
        yield piece
        start = piece.end


def _piece(text: str, start: int) -> Piece | None:
    """The piece that stands at a place.

    What the lexicon lists word for word is as long as it can be; what only has a pattern ends where a sentence begins.
    """
    listed, patterned = None, None
    for end in _ends(text, start):
        piece = _ruled(text, start, end)
        if piece is None:
            continue
        if piece.rule == PAGE_WORDS or is_listed(piece.text):
            listed = piece
        elif patterned is None or not (_is_followed(text, patterned) or _is_led_on(text, patterned)):
            patterned = piece
    return max(filter(None, (listed, patterned)), key=lambda piece: piece.end, default=None)


def _ruled(text: str, start: int, end: int) -> Piece | None:
    """What stands between two places, if it would be dropped, or told of, as a line of its own."""
    shown = text[start:end].strip()
    ruling = ruling_of(shown) or (head_byline_of(shown) if start == 0 else None)
    if ruling:
        return Piece(shown, end, ruling.rule)
    return Piece(shown, end, "publication-line") if _tells_time(shown) else None


def _tells_time(text: str) -> bool:
    if not any(map(str.isdigit, text)):
        return False
    first = folded(text.split(None, 1)[0].strip(_EDGES))
    may_tell = text[0].isdigit() or first in lexicon().weekdays or dates.is_labelled_publication(text)
    return may_tell and dates.publication(text, _DAY_FIRST, UTC) is not None


def _is_followed(text: str, piece: Piece) -> bool:
    """Whether the article goes on behind a piece; of a name that cannot be told by what looks like a sentence."""
    return opens(text, piece.end) or (piece.rule not in NAMING and is_sentence(text, piece.end))


def _is_led_on(text: str, piece: Piece) -> bool:
    """Whether a name has ended before another piece."""
    end = piece.end
    is_next = piece.rule in NAMING and end < len(text) and may_begin(text, end)
    return is_next and any(_ruled(text, end, other) for other in _ends(text, end))


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a piece may end that begins at a place: before a word that is not written small, up to a sentence's end."""
    closing = OPEN_BRACKETS.get(text[start])
    if closing:
        close = text.find(closing, start, start + _MOST_CHARACTERS)
        # "PORT ELLERY, Calif. (AP) — The bell": the agency of a dateline.
        is_dateline = _DATELINE_DASH.match(text, close + 1) is not None and ":" not in text[start:close]
        if close > 0 and not is_dateline:
            yield close + 1 + len(text[close + 1 :]) - len(text[close + 1 :].lstrip())
        return
    for match in _END.finditer(text, start + 1, start + _MOST_CHARACTERS):
        end = match.end()
        is_within = end < len(text) and (end == start + _MOST_CHARACTERS or text[end].islower())
        shown = text[start : match.start()]
        if is_within or shown[-1:] in _OPENING_MARKS or (leads_on(shown.rpartition(" ")[2]) and not is_listed(shown)):
            continue
        yield end
        if _STOP.search(text, start, match.start()) or (end < len(text) and opens(text, end)):
            return
