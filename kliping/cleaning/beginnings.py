"""What a text must begin with for an expression to match there, or hold; and alternatives that are told apart by it.

Strategy: of some hundred alternatives nearly all begin with letters, and a line begins with three: the others need not
be tried, or compiled. One that may begin with anything is tried where the word is that it holds. Both are read off the
expression's text; what this room does not know of it may be anything.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

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
# Not i, k and s, which `re` takes for letters that are none of ASCII; nor digits, of which one stands for all.
# Arabic and Japanese letters have no case.
_SURE = re.compile(r"[a-hjl-rt-z ]|[^\w\s]|[\u0621-\u064a\u3041-\u30ff\u4e00-\u9fff]")
_MARK = re.compile(r"[^\w\s]")
_LEAST_HELD = 3
_TEXTS = 256
_FIRST = 3  # characters that alternatives are told apart by
_MOST_PREFIXES = 1000  # of these, fewer characters are told
# An escape or a class is passed over as a whole.
_SIGN = re.compile(r"\\.|\[\^?(?:\\.|.)(?:\\.|[^\]\\])*\]|[(|)]", re.DOTALL)
_LITERAL = re.compile(r"\\(?P<escaped>[^\w\s]|d)|(?P<plain>[^\\.^$*+?{}\[\]()|])")
_QUANTIFIER = re.compile(r"(?:(?P<optional>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[?+]?")


class Alternatives:
    """Expressions of which any may match, whatever the case of letters; each is tried where it may begin.

    Of those that match at one place the first one counts, those that may begin with anything after all others.
    """

    def __init__(self, expressions: Iterable[str]) -> None:
        self.expressions = tuple(expressions)
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._likely: dict[str, tuple[re.Pattern[str], ...]] = {}
        # Kept of some texts, as who asks at one place of a text asks at others too, and as a line, and again.
        self._others = lru_cache(maxsize=_TEXTS)(self._holding)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at a place in a text."""
        for each in self._beginning_like(text[at : at + _FIRST]):
            found = each.match(text, at)
            if found:
                return found
        return next(filter(None, (each.match(text, at) for each in self._others(text))), None)

    def fullmatch(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all that stands between two places in a text."""
        for each in self._beginning_like(text[at : at + _FIRST]):
            found = each.fullmatch(text, at, end)
            if found:
                return found
        return next(filter(None, (each.fullmatch(text, at, end) for each in self._others(text))), None)

    def _beginning_like(self, characters: str) -> tuple[re.Pattern[str], ...]:
        """Those that may begin with some characters, each compiled once: together they would be for each beginning."""
        found = self._likely.get(characters)
        if found is None:
            wanted = "".join(map(_plain, characters))
            # What is open after its first characters may go on as any text does.
            places = {place for end in range(1, _FIRST + 1) for place in self._by_prefix.get(wanted[:end], ())}
            found = self._likely[characters] = tuple(map(self._at, sorted(places)))
        return found

    def _at(self, place: int) -> re.Pattern[str]:
        compiled = self._compiled.get(place)
        if compiled is None:
            compiled = self._compiled[place] = _any((self.expressions[place],))
        return compiled

    def _holding(self, text: str) -> tuple[re.Pattern[str], ...]:
        """Those that may begin with anything, and of which a text holds what they need."""
        folded = text.lower()
        return tuple([compiled for needed, compiled in self._needing if needed in folded])

    @cached_property
    def _needing(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        by_need: dict[str, list[str]] = {}
        for expression, begins in self._begins:
            if begins is None:
                by_need.setdefault(held(expression), []).append(expression)
        return tuple((needed, _any(expressions)) for needed, expressions in by_need.items())

    @cached_property
    def _by_prefix(self) -> dict[str, list[int]]:
        """The places of the expressions by what they begin with."""
        found: dict[str, list[int]] = {}
        for place, (_, begins) in enumerate(self._begins):
            for prefix in begins or ():
                found.setdefault(prefix, []).append(place)
        return found

    @cached_property
    def _begins(self) -> tuple[tuple[str, frozenset[str] | None], ...]:
        found = ((expression, prefixes(expression)) for expression in self.expressions)
        return tuple((expression, None if _is_open(expression, begins) else begins) for expression, begins in found)


def _is_open(expression: str, begins: frozenset[str]) -> bool:
    """Whether an expression may begin with anything; or with any capital, and what it holds says more of it."""
    return "" in begins or (any(len(prefix) == 1 for prefix in begins) and held(expression) != "")


class Within:
    """Expressions that are looked for anywhere in a text: of those, in which it holds what they need."""

    def __init__(self, expressions: Iterable[str], behind: str) -> None:
        self._expressions = tuple(f"(?:{expression}){behind}" for expression in expressions)
        self._needed = tuple(held(expression) for expression in expressions)
        self._together: dict[tuple[int, ...], re.Pattern[str]] = {}
        self._asked: tuple[str, re.Pattern[str]] = ("", _NEVER)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, as one expression of all would find them."""
        return self._of(text).finditer(text)

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The match that begins at a place in a text."""
        return self._of(text).match(text, at)

    def _of(self, text: str) -> re.Pattern[str]:
        """Those of which a text holds what they need, as one; kept, as one text is asked about at several places."""
        if self._asked[0] is not text:
            folded = text.lower()
            self._asked = text, self._joined(tuple([at for at, needed in enumerate(self._needed) if needed in folded]))
        return self._asked[1]

    def _joined(self, places: tuple[int, ...]) -> re.Pattern[str]:
        found = self._together.get(places)
        if found is None:
            joined = "|".join(self._expressions[place] for place in places)
            found = self._together[places] = re.compile(joined) if joined else _NEVER
        return found


def beginnings(expression: str) -> frozenset[str] | None:
    """The characters, small letters, with one of which a text begins wherever the expression matches; None for any."""
    found = prefixes(expression)
    return None if "" in found else frozenset(prefix[0] for prefix in found)


_OPEN = frozenset({""})


def prefixes(expression: str, following: frozenset[str] = _OPEN) -> frozenset[str]:
    """What a text begins with, small letters, wherever the expression matches: three characters of it.

    Fewer where anything may follow them. `following` are the prefixes of what stands behind the expression.
    """
    return frozenset().union(*(_of_branch(branch, following) for branch in _branches(expression)))


def held(expression: str) -> str:
    """The longest run of letters, in small ones, and of signs that a text holds wherever the expression matches.

    None where it is so short that most texts hold it; a sign alone is long enough.
    """
    if len(list(_branches(expression))) > 1:
        return ""
    longest = run = ""
    at = 0
    while at < len(expression):
        item = _item(expression, at)
        run = run + item.sure if item.sure else ""
        longest = max(longest, run, key=len)
        at = item.end
    return longest if len(longest) >= _LEAST_HELD or _MARK.search(longest) else ""


class _Item(NamedTuple):
    """An item of an expression: where the next one stands, and what it may be.

    `characters` are what one of it may be, None for any; or it is a `group`, an expression itself. An item of no width
    has neither.
    """

    end: int
    characters: frozenset[str] | None = frozenset()
    group: str | None = None
    is_optional: bool = False
    is_repeated: bool = False

    @property
    def sure(self) -> str:
        """The character that it is, once, if it is that one and no other; else none."""
        if self.is_optional or self.is_repeated or self.characters is None or len(self.characters) != 1:
            return ""
        [character] = self.characters
        return character if _SURE.fullmatch(character) else ""

    def before(self, following: frozenset[str]) -> frozenset[str]:
        """The prefixes of this item with these of what stands behind it."""
        found = self._once_before(following)
        for _ in range(_FIRST - 1 if self.is_repeated else 0):
            found |= self._once_before(following | found)
        return found | following if self.is_optional else found

    def _once_before(self, following: frozenset[str]) -> frozenset[str]:
        if self.group is not None:
            return prefixes(self.group, following)
        if self.characters is None:
            return _OPEN
        if not self.characters:
            return following
        if len(self.characters) * len(following) > _MOST_PREFIXES:
            return self.characters
        return frozenset((first + then)[:_FIRST] for first in self.characters for then in following)


def _of_branch(branch: str, following: frozenset[str]) -> frozenset[str]:
    items: list[_Item] = []
    at = needed = 0
    while at < len(branch) and needed < _FIRST:
        item = _item(branch, at)
        items.append(item)
        needed += not item.is_optional and item.characters != frozenset()
        at = item.end
    if at < len(branch):
        following = _OPEN  # what comes then is of no account
    for item in reversed(items):
        following = item.before(following)
    return following


def _item(branch: str, at: int) -> _Item:
    """The item that stands at a place."""
    zero_width = _ZERO_WIDTH.match(branch, at)
    if zero_width:
        return _Item(zero_width.end())
    if _AROUND.match(branch, at):
        return _Item(_end_of_group(branch, at))
    group, literal, of_class = (each.match(branch, at) for each in (_GROUP, _LITERAL, _CLASS))
    inner, characters = None, None
    if group:
        end = _end_of_group(branch, at)
        inner = branch[group.end() : end - 1]
    elif literal:
        character = _DIGIT if literal["escaped"] == "d" else literal["escaped"] or literal["plain"]
        end, characters = literal.end(), frozenset({_plain(character)})
    elif of_class:
        end, characters = of_class.end(), _joined(map(_in_class, _OF_CLASS.finditer(of_class["of"])))
    else:
        end = _end_of_any(branch, at)
    quantifier = _QUANTIFIER.match(branch, end)
    if not quantifier:
        return _Item(end, characters, inner)
    return _Item(quantifier.end(), characters, inner, quantifier["optional"] is not None, quantifier[0][0] != "?")


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
    """The places of brackets and bars from one on, but for those in classes and escapes; how many groups are open."""
    depth = 0
    for sign in _SIGN.finditer(expression, start):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        yield sign.start(), depth


def _end_of_class(expression: str, start: int) -> int:
    at = start + 1 + (expression[start + 1] == "^")
    at += 1 + (expression[at] == "\\")  # a bracket that stands first is one of its characters
    while expression[at] != "]":
        at += 1 + (expression[at] == "\\")
    return at + 1


def _plain(character: str) -> str:
    """A character as `re` compares it where case is of no account; one digit for all."""
    return _DIGIT if character.isdecimal() else character.lower()[:1].translate(_LIKE)


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(expressions)
    return re.compile(joined, re.IGNORECASE) if joined else _NEVER
