"""Mend one line: every repair local, named, and able to be undone.

Strategy: each stage answers edits of the line before it; `_Line` carries them all along in the
coordinates of the newest text, joining those that meet. Encoding first, white space last: ftfy needs the
no-break space that gives a double encoding away.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from kliping.model import Mend


class _Edit(NamedTuple):
    start: int
    old: str
    new: str
    rule: str


# Alone or together these characters are never the traces of a wrong decoding, so ftfy would change nothing
# (a property test holds it to that) and need not be loaded.
_SOUND = re.compile(
    "[\x20-\x7e\t\xa0\u0621-\u064a\u0660-\u0669\u060c\u061b\u061f\u0400-\u040f\u3000-\u3029\u3041-\u30fe\u4e00-\u9fff\uff01-\uff5e"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*"
)
_PLAIN = re.compile("[\x20-\x7e\u0621-\u064a\u060c\u061b\u061f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*")

_BROKEN = re.compile("[\ud800-\udfff]")
# Controls have no place in text or XML; a byte order mark inside a text is the seam of two files.
_CONTROLS = re.compile(
    r"\x1b\[[0-9;?]{0,20}[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# A UTF-8 no-break space (C2 A0) read as Latin 1 is "Â" and a space; here the space was lost or made plain.
_STRAY = re.compile(r"(?<=[^\W\d_]|[.,;:!?…%)\]}\"'»”’])Â(?=\s|$)")
_NO_BREAK_SPACE = re.compile("\xa0")
# U+202F and the other narrow spaces belong to the text: French sets them before its punctuation.
_SPACES = r"\t\x0b\x0c\x85 \u2028\u2029"
# A Japanese paragraph begins with an ideographic space; within one it parts words and stays.
_EDGES = _SPACES + "\u3000"
_RUN = re.compile(f"[{_SPACES}]{{2,}}|[\t\x0b\x0c\x85\u2028\u2029]")
_EDGE = re.compile(f"^[{_EDGES}]+|(?<![{_EDGES}])[{_EDGES}]++\\Z")
_MOST_EDITS = 400
# Of the letters that all Arabic ones begin with where it was read wrongly: so many, and one in so many characters.
_LEAST_TRACES, _TIMES_TRACES = 4, 4
_GAP = re.compile("([ \xa0]+)")


def mend(line: str) -> tuple[str, tuple[Mend, ...]]:
    """The line as it was meant, and what was done to it, by place."""
    is_plain = (line.isascii() and line.isprintable()) or _PLAIN.fullmatch(line)
    if is_plain and "  " not in line and line == line.strip(" "):
        return line, ()
    mended = _Line(line)
    mended.replace(_BROKEN, "\N{REPLACEMENT CHARACTER}", "broken-byte")
    mended.become(_unscrambled(mended.text), "mojibake")
    mended.replace(_CONTROLS, "", "control-character")
    mended.become(unicodedata.normalize("NFC", mended.text), "normal-form")
    mended.replace(_STRAY, "", "stray-a-circumflex")
    mended.replace(_NO_BREAK_SPACE, " ", "no-break-space")
    mended.replace(_EDGE, "", "edge-space")
    mended.replace(_RUN, " ", "white-space")
    return mended.text, mended.mends


def undo(text: str, mends: tuple[Mend, ...]) -> str:
    """The line as it was found."""
    pieces, at = [], 0
    for mended in mends:
        pieces += [text[at : mended.offset], mended.old]
        at = mended.offset + len(mended.new)
    return "".join([*pieces, text[at:]])


class _Line:
    """A line under repair: its newest text, and all edits since the first, in order, in that text's coordinates."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[_Edit] = []

    @property
    def mends(self) -> tuple[Mend, ...]:
        return tuple(Mend(offset=edit.start, old=edit.old, new=edit.new, rule=edit.rule) for edit in self._edits)

    def replace(self, pattern: re.Pattern[str], new: str, rule: str) -> None:
        """Put `new` for every match."""
        edits = [_Edit(match.start(), match[0], new, rule) for match in pattern.finditer(self.text)]
        self._apply(edits if len(edits) <= _MOST_EDITS else [_as_one(self.text, edits)])

    def become(self, text: str, rule: str) -> None:
        """Take a new text; the edits are its differences."""
        if text != self.text:
            self._apply(list(_differences(self.text, text, rule)))

    def _apply(self, edits: list[_Edit]) -> None:
        """Take edits of the newest text; where they meet earlier ones, one edit stands for all of them."""
        if not edits:
            return
        if not self._edits:
            self._begin(edits)
            return
        made, pieces, at, shift = [], [], 0, 0
        for group in _groups(self._edits, edits):
            old = self.text[group.start : group.end]
            found = _spliced(old, [(edit.start - group.start, edit.new, edit.old) for edit in group.earlier])
            new = _spliced(old, [(edit.start - group.start, edit.old, edit.new) for edit in group.later])
            if found != new:
                made.append(_Edit(group.start + shift, found, new, [*group.earlier, *group.later][0].rule))
            pieces += [self.text[at : group.start], new]
            at = group.end
            shift += len(new) - len(old)
        self.text = "".join([*pieces, self.text[at:]])
        self._edits = made

    def _begin(self, edits: list[_Edit]) -> None:
        """Take the first edits: with none before them there is nothing to join."""
        made, shift = [], 0
        for edit in edits:
            made.append(_Edit(edit.start + shift, edit.old, edit.new, edit.rule))
            shift += len(edit.new) - len(edit.old)
        self.text = _spliced(self.text, [(edit.start, edit.old, edit.new) for edit in edits])
        self._edits = made


class _Group:
    """Earlier and later edits that overlap, and the part of the newest text that they cover."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.earlier: list[_Edit] = []
        self.later: list[_Edit] = []


def _groups(earlier: list[_Edit], later: list[_Edit]) -> list[_Group]:
    spans = [(edit.start, edit.start + len(edit.new), False, edit) for edit in earlier]
    spans += [(edit.start, edit.start + len(edit.old), True, edit) for edit in later]
    groups: list[_Group] = []
    # The sort is stable: deletions that have come to stand at one place keep their order.
    for start, end, is_later, edit in sorted(spans, key=lambda span: span[:3]):
        if not groups or start >= groups[-1].end:
            groups.append(_Group(start, end))
        group = groups[-1]
        group.end = max(group.end, end)
        (group.later if is_later else group.earlier).append(edit)
    return groups


def _as_one(text: str, edits: list[_Edit]) -> _Edit:
    """One edit for many: no person looks at thousands of them in one line."""
    start, last = edits[0].start, edits[-1]
    old = text[start : last.start + len(last.old)]
    new = _spliced(old, [(edit.start - start, edit.old, edit.new) for edit in edits])
    return _Edit(start, old, new, last.rule)


def _spliced(text: str, splices: list[tuple[int, str, str]]) -> str:
    """A text with other pieces put in: each at its place, instead of what stands there."""
    pieces, at = [], 0
    for start, old, new in splices:
        pieces += [text[at:start], new]
        at = start + len(old)
    return "".join([*pieces, text[at:]])


def _unscrambled(text: str) -> str:
    """Text that was decoded wrongly, decoded rightly."""
    arabic = _arabic_unscrambled(text)
    if arabic:
        return arabic
    if _SOUND.fullmatch(text):
        return text
    # ftfy is heavy, and most lines have nothing that it would change.
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return fix_text(text, config)


def _arabic_unscrambled(text: str) -> str:
    """Arabic in UTF-8 that was read as windows-1256, read rightly; empty where it was not, which ftfy does not tell.

    All Arabic letters then begin with one of two, which make up hardly a fiftieth of Arabic text.
    """
    traces = text.count("ط") + text.count("ظ")
    if traces < _LEAST_TRACES or traces * _TIMES_TRACES < len(text):
        return ""
    try:
        return text.encode("cp1256").decode("utf-8")
    except UnicodeError:
        return ""


def _differences(old: str, new: str, rule: str) -> Iterable[_Edit]:
    """What changed between two texts, word by word: a wrong decoding hardly ever reaches over a space."""
    words, others = _GAP.split(old), _GAP.split(new)
    at = 0
    for word, other in zip(words, others, strict=True) if len(words) == len(others) else ((old, new),):
        if word != other:
            yield _difference(at, word, other, rule)
        at += len(word)


def _difference(at: int, old: str, new: str, rule: str) -> _Edit:
    """One edit: what stands between the beginning and the end that two texts share."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    found = old[head : len(old) - tail]
    name = "stray-a-circumflex" if rule == "mojibake" and found in {"Â", "Â "} else rule
    return _Edit(at + head, found, new[head : len(new) - tail], name)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    least = min(len(one), len(other))
    if one[:least] == other[:least]:
        return least
    return next(index for index in range(least) if one[index] != other[index])
