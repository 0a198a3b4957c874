"""What a text must begin with for an expression to match there, or hold; and alternatives that are told apart by it.

Strategy: of some hundred alternatives nearly all begin with letters, and a line begins with one: the others need not be
tried. One that may begin with anything is tried where the word is that it holds. Both are read off the expression's
text; what this room does not know of it may be anything.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property

# Characters that `re` takes for another's small or capital letter, and `str.lower` does not.
_LIKE = str.maketrans("ıſ", "is")
_NEVER = re.compile("(?!)")
_GROUP = re.compile(r"\((?:\?(?:-?[a-z]+)?:)?")
_AROUND = re.compile(r"\(\?<?[=!]")
_ZERO_WIDTH = re.compile(r"\\[bBAZ]")
_CLASS = re.compile(r"\[(?!\^)(?P<of>(?:[^\]\\]|\\.)+)\]")
_OF_CLASS = re.compile(r"(?P<first>[^\\])-(?P<last>[^\\])|\\(?P<kind>\w)|\\?(?P<one>.)")
_DIGIT = "0"  # stands for all
_MOST_IN_RANGE = 100
# Not i, k and s, which `re` takes for letters that are none of ASCII.
_LETTER = re.compile(r"[A-HJL-RT-Za-hjl-rt-z ]")
_LEAST_HELD = 3
_LITERAL = re.compile(r"\\(?P<escaped>[^\w\s]|d)|(?P<plain>[^\\.^$*+?{}\[\]()|])")
_QUANTIFIER = re.compile(r"(?:(?P<optional>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[?+]?")


class Alternatives:
    """Expressions of which any may match, whatever the case of letters; each is tried where it may begin.

    Of those that match at one place the first one counts, those that may begin with anything after all others.
    """

    def __init__(self, expressions: Iterable[str]) -> None:
        self._expressions = tuple(expressions)
        self._compiled: dict[str, re.Pattern[str]] = {}

    @property
    def expressions(self) -> tuple[str, ...]:
        """What may match, as given."""
        return self._expressions

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at a place in a text."""
        found = self._beginning_like(text[at : at + 1]).match(text, at)
        return found or next(filter(None, (each.match(text, at) for each in self._others(text))), None)

    def fullmatch(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all that stands between two places in a text."""
        beginning = self._beginning_like(text[at : at + 1])
        found = beginning.fullmatch(text, at, end)
        return found or next(filter(None, (each.fullmatch(text, at, end) for each in self._others(text))), None)

    def _beginning_like(self, character: str) -> re.Pattern[str]:
        compiled = self._compiled.get(character)
        if compiled is None:
            wanted = _plain(character)
            compiled = _any(expression for expression, begins in self._begins if begins and wanted in begins)
            self._compiled[character] = compiled
        return compiled

    def _others(self, text: str) -> Iterator[re.Pattern[str]]:
        """Those that may begin with anything, and of which a text holds what they need."""
        folded = text.lower()
        return (compiled for needed, compiled in self._needing if needed in folded)

    @cached_property
    def _needing(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        by_need: dict[str, list[str]] = {}
        for expression, begins in self._begins:
            if begins is None:
                by_need.setdefault(held(expression), []).append(expression)
        return tuple((needed, _any(expressions)) for needed, expressions in by_need.items())

    @cached_property
    def _begins(self) -> tuple[tuple[str, frozenset[str] | None], ...]:
        return tuple((expression, beginnings(expression)) for expression in self._expressions)


def beginnings(expression: str) -> frozenset[str] | None:
    """The characters, small letters, with one of which a text begins wherever the expression matches; None for any."""
    found, may_be_empty = _of_choice(expression)
    return None if may_be_empty else found


def held(expression: str) -> str:
    """The longest run of letters, small ones of ASCII, that a text holds wherever the expression matches; or none."""
    if len(list(_branches(expression))) > 1:
        return ""
    longest = run = ""
    at = 0
    while at < len(expression):
        letter = _LETTER.match(expression, at)
        _, end = _item(expression, at)
        run = run + letter[0].lower() if letter and end == at + 1 else ""
        longest = max(longest, run, key=len)
        at = end
    return longest if len(longest) >= _LEAST_HELD else ""


# Characters, None for any; and whether nothing need be there at all.
_Begins = tuple[frozenset[str] | None, bool]
_ANY: _Begins = (None, False)


def _of_choice(expression: str) -> _Begins:
    found = [_of_branch(branch) for branch in _branches(expression)]
    return _joined(begins for begins, _ in found), any(may_be_empty for _, may_be_empty in found)


def _of_branch(branch: str) -> _Begins:
    begins: frozenset[str] | None = frozenset()
    at = 0
    while at < len(branch):
        (first, may_be_empty), at = _item(branch, at)
        begins = _joined((begins, first))
        if not may_be_empty:
            return begins, False
    return begins, True


def _item(branch: str, at: int) -> tuple[_Begins, int]:
    """What the item that stands at a place begins with, and where the next one stands."""
    zero_width = _ZERO_WIDTH.match(branch, at)
    if zero_width:
        return (frozenset(), True), zero_width.end()
    if _AROUND.match(branch, at):
        return (frozenset(), True), _end_of_group(branch, at)
    group, literal, of_class = (each.match(branch, at) for each in (_GROUP, _LITERAL, _CLASS))
    if group:
        end = _end_of_group(branch, at)
        found = _of_choice(branch[group.end() : end - 1])
    elif literal:
        character = _DIGIT if literal["escaped"] == "d" else literal["escaped"] or literal["plain"]
        end, found = literal.end(), (frozenset({_plain(character)}), False)
    elif of_class:
        end, found = of_class.end(), (_joined(map(_in_class, _OF_CLASS.finditer(of_class["of"]))), False)
    else:
        found, end = _ANY, _end_of_any(branch, at)
    quantifier = _QUANTIFIER.match(branch, end)
    is_optional = quantifier is not None and quantifier["optional"] is not None
    return (found[0], found[1] or is_optional), quantifier.end() if quantifier else end


def _in_class(found: re.Match[str]) -> frozenset[str] | None:
    """The characters of one part of a class."""
    if found["kind"]:
        return frozenset(_DIGIT) if found["kind"] == "d" else None
    if found["one"]:
        return frozenset({_plain(found["one"])})
    first, last = ord(found["first"]), ord(found["last"])
    return frozenset(_plain(chr(code)) for code in range(first, last + 1)) if last - first < _MOST_IN_RANGE else None


def _end_of_any(branch: str, at: int) -> int:
    """Where an item ends that may be anything: a class, an escape, a point."""
    if branch[at] == "[":
        return _end_of_class(branch, at)
    return at + 1 + (branch[at] == "\\")


def _joined(found: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    joined: frozenset[str] = frozenset()
    for each in found:
        if each is None:
            return None
        joined |= each
    return joined


def _branches(expression: str) -> Iterator[str]:
    """The alternatives of an expression, where none is within a group."""
    start = 0
    for at, depth in _signs(expression, 0):
        if expression[at] == "|" and depth == 0:
            yield expression[start:at]
            start = at + 1
    yield expression[start:]


def _end_of_group(expression: str, start: int) -> int:
    ends = (at + 1 for at, depth in _signs(expression, start) if expression[at] == ")" and depth == 0)
    return next(ends, len(expression))


def _signs(expression: str, start: int) -> Iterator[tuple[int, int]]:
    """The places of all characters from one on, but for those in classes and escapes, and how many groups are open."""
    depth, at = 0, start
    while at < len(expression):
        depth += {"(": 1, ")": -1}.get(expression[at], 0)
        yield at, depth
        at = _end_of_class(expression, at) if expression[at] == "[" else at + 1 + (expression[at] == "\\")


def _end_of_class(expression: str, start: int) -> int:
    at = start + 1 + (expression[start + 1] == "^")
    at += 1  # a bracket that stands first is one of its characters
    while expression[at] != "]":
        at += 1 + (expression[at] == "\\")
    return at + 1


def _plain(character: str) -> str:
    """A character as `re` compares it where case is of no account; one digit for all."""
    return _DIGIT if character.isdecimal() else character.lower()[:1].translate(_LIKE)


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(expressions)
    return re.compile(joined, re.IGNORECASE) if joined else _NEVER
