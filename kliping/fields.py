"""Typed reading of a mapping's fields: the one way from YAML texts to values.

Strategy: whoever reads a mapping asks for each key by the type it must have, with a default; what does
not fit is gathered as a Problem at its place, and the default stands in, so that all mistakes of a file
are told at once. Keys nobody asked for are left over: an error in config.yaml, the editor's own in front
matter.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any, TypeVar, get_args

from kliping import addresses
from kliping.characters import legal
from kliping.frontmatter import Node, Scalar, Table
from kliping.frontmatter import Sequence as Items
from kliping.model import Moment
from kliping.problems import Problem, Severity, Span, did_you_mean

T = TypeVar("T")

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_REGION = re.compile(r"[A-Z]{2}|[0-9]{3}")
# Their spelling, or their script, is another from region to region.
_WRITTEN_BY_REGION = frozenset("pt zh yue sr bs uz az pa ku kk ky mn ug ha ks sd".split())
_MOMENT = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[Tt ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"[ \t]*(?P<zone>[Zz]|[+-](?:[01]?\d|2[0-3])(?::?[0-5]\d)?)?)?"
)
# Python's calendar ends with these years; a zone's offset may not push a moment over the edge.
_YEARS = range(2, 9999)


class Reader:
    """Reads one mapping field by field.

    `problems` are what was wrong, its sub-mappings' included; `asked` the keys that were asked for.

    A null (nothing after the colon, or `~`) is the same as a key that is not there.
    """

    def __init__(self, table: Table, *, within: str = "", problems: list[Problem] | None = None) -> None:
        self.table = table
        self.within = within
        self.problems: list[Problem] = [] if problems is None else problems
        self.asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return self._node(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """A text as written; white space folded."""
        return self._scalar(key, default, _folded)

    def exact(self, key: str) -> str:
        """A text to its last space, as the name of a file is one."""
        node = self._node(key)
        return node.text if isinstance(node, Scalar) else self.text(key)

    def prose(self, key: str) -> str:
        """A text of several lines as written."""
        return self._scalar(key, "", str.strip)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; one text alone is a list of one."""
        node = self._node(key)
        items = node.items if isinstance(node, Items) else () if node is None else (node,)
        wrong = next((item for item in items if not isinstance(item, Scalar)), None)
        if wrong is not None:
            text = f'"{self._name(key)}" is not a list of texts'
            self._add("list-invalid", wrong.span, text, "write - one entry a line", "error")
            return ()
        folded = (_folded(item.text) for item in items if isinstance(item, Scalar))
        return tuple(dict.fromkeys(text for text in folded if text))

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`; YAML 1.1's other spellings are asked to be written so."""
        return self._scalar(key, default, _flag, "flag-invalid", "write true or false")

    def number(self, key: str, default: int, *, least: int = 1, most: int = 10**9) -> int:
        """A whole number in decimal digits."""

        def convert(text: str) -> int | None:
            value = int(text.replace("_", "")) if re.fullmatch(r"\d[\d_]{0,14}", text) and text.isascii() else None
            return value if value is not None and least <= value <= most else None

        return self._scalar(key, default, convert, "number-invalid", f"write a whole number from {least} to {most}")

    def choice(self, key: str, kinds: Any, default: T) -> T:
        """One of the words of a Literal type."""
        words = get_args(kinds)

        def convert(text: str) -> T | None:
            return next((word for word in words if word == text), None)

        return self._scalar(key, default, convert, "choice-unknown", f"write one of: {', '.join(words)}")

    def choices(self, key: str, kinds: Any, default: tuple[T, ...]) -> tuple[T, ...]:
        """Some of the words of a Literal type, each once, in their order there."""
        words = get_args(kinds)
        wanted = self.texts(key)
        for name in wanted:
            if name not in words:
                hint = did_you_mean(name, words) or f"write some of: {', '.join(words)}"
                self.add("error", key, "choice-unknown", f'"{name}" does not fit here', hint, entry=name)
        return tuple(word for word in words if word in wanted) or default

    def language(self, key: str, default: str = "") -> str:
        """A BCP 47 language tag, such as `id` or `pt-BR`."""
        hint = "write a language tag, such as id, en or pt-BR"
        return self._scalar(key, default, language_tag, "language-invalid", hint)

    def web_address(self, key: str) -> str:
        """An absolute http or https address."""

        def convert(text: str) -> str | None:
            return text if addresses.is_web_address(text) else None

        return self._scalar(key, "", convert, "address-invalid", "write a whole address, such as https://example.org/")

    def moment(self, key: str, zone: tzinfo) -> Moment | None:
        """A date, or a date and time; in `zone` where it names none of its own."""
        convert = partial(read_moment, zone=zone)
        if self._is_blank(key):
            return None
        return self._scalar(key, None, convert, "date-invalid", "write YYYY-MM-DD, such as 2024-12-04", "is not a date")

    def inside(self, key: str) -> "Reader":
        """The reader of a sub-mapping; an empty one where there is none."""
        node = self._node(key)
        if node is not None and not isinstance(node, Table):
            self.add(
                "error",
                key,
                "mapping-invalid",
                f'"{self._name(key)}" is not a group of keys',
                'write "key: value" lines',
            )
        table = node if isinstance(node, Table) else Table(keys={}, values={}, span=self.span(key))
        return Reader(table, within=self._name(key), problems=self.problems)

    def groups(self) -> Mapping[str, "Reader"]:
        """All keys, each a sub-mapping of its own."""
        return {key: self.inside(key) for key in self.table.values}

    def converted(self, key: str, default: T, convert: Callable[[str], T | None], code: str, hint: str) -> T:
        """A text through `convert`, which answers None for what it cannot take."""
        return self._scalar(key, default, convert, code, hint)

    def rest(self) -> Mapping[str, Any]:
        """The keys nobody asked for, as Python values: numbers, true and false, texts, lists and dicts."""
        return {key: _natural(node) for key, node in self.table.values.items() if key not in self.asked}

    def refuse_rest(self) -> None:
        """Make an error of every key nobody asked for."""
        for key in self.rest():
            hint = did_you_mean(key, self.asked) or f"known here: {', '.join(sorted(self.asked))}"
            self._add("key-unknown", self.table.keys[key].span, f'no setting "{self._name(key)}"', hint, "error")

    def warn_of_near_rest(self) -> None:
        """Warn of every key nobody asked for that is nearly one of those asked for."""
        for key in self.rest():
            hint = did_you_mean(key, self.asked)
            if hint:
                self._add(
                    "key-unknown",
                    self.table.keys[key].span,
                    f'unknown key "{self._name(key)}"',
                    hint,
                    "warning",
                )

    def require(self, key: str, code: str, hint: str) -> None:
        """Make an error of a key that is missing or empty."""
        if self._is_blank(key):
            self.add("error", key, code, f'"{self._name(key)}" is missing', hint)

    def is_scalar(self, key: str) -> bool:
        """Whether a key holds one value, neither a list nor a group."""
        return isinstance(self._node(key), Scalar)

    def add(self, severity: Severity, key: str, code: str, text: str, hint: str, *, entry: str = "") -> None:
        """Tell of a problem at a key's value, or at an entry of its list, that only its reader can judge."""
        self._add(code, self._span_of_entry(key, entry) or self.span(key), text, hint, severity)

    def span(self, key: str) -> Span:
        """Where a key's value stands; the mapping's own place without it."""
        node = self.table.values.get(key)
        if node is None:
            return replace(self.table.span, column=0)
        return node.span if not isinstance(node, Scalar) or node.text else self.table.keys[key].span

    def _span_of_entry(self, key: str, entry: str) -> Span | None:
        node = self.table.values.get(key)
        items = node.items if isinstance(node, Items) else ()
        return next((item.span for item in items if isinstance(item, Scalar) and _folded(item.text) == entry), None)

    def _scalar(
        self,
        key: str,
        default: T,
        convert: Callable[[str], T | None],
        code: str = "text-invalid",
        hint: str = "write a text",
        said: str = "does not fit here",
    ) -> T:
        node = self._node(key)
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.add("error", key, code, f'"{self._name(key)}" is not one value', hint)
            return default
        value = convert(node.text.strip())
        if value is None:
            self.add("error", key, code, f'"{_shortened(node.text)}" {said}', hint)
            return default
        return value

    def _is_blank(self, key: str) -> bool:
        node = self._node(key)
        return node is None or (isinstance(node, Scalar) and not node.text.strip())

    def _node(self, key: str) -> Node | None:
        self.asked.add(key)
        node = self.table.values.get(key)
        is_null = isinstance(node, Scalar) and node.plain and node.text in {"", "~"}
        return None if is_null else node

    def _name(self, key: str) -> str:
        return f"{self.within}.{key}" if self.within else key

    def _add(self, code: str, span: Span, text: str, hint: str, severity: Severity) -> None:
        self.problems.append(Problem(code=code, span=span, text=text, hint=hint, severity=severity))


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """`2024-12-04`, `2024-12-04 10:15`, RFC 3339 and Hugo's and Jekyll's forms of it; None for anything else."""
    match = _MOMENT.fullmatch(text)
    if match is None or int(match["year"]) not in _YEARS:
        return None
    own_zone = _offset(match["zone"]) if match["zone"] else zone
    numbers = [int(match[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")]
    try:
        at = datetime(*numbers, tzinfo=own_zone)  # type: ignore[arg-type,misc]  # six numbers, as it takes them
    except ValueError:
        return None
    return Moment(at=at, whole_day=match["hour"] is None)


def language_tag(tag: str) -> str | None:
    """A language tag in the case that RFC 5646 2.1.1 recommends: `id`, `pt-BR`, `zh-Hant`; None for anything else."""
    if not _LANGUAGE.fullmatch(tag):
        return None
    first, *others = tag.lower().split("-")
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in others)
    return "-".join((first, *cased))


def usual_language(tag: str) -> str:
    """A language tag without a region that makes no difference in writing: `en` of en-GB, but `pt-BR`, `zh-Hant`.

    So that articles of one language come together. What else a tag has (a script, a variant) says how it is written.
    """
    first, *others = tag.split("-")
    is_region = len(others) == 1 and _REGION.fullmatch(others[0]) is not None
    return first if is_region and first not in _WRITTEN_BY_REGION else tag


def with_excerpts(problems: Sequence[Problem], text: str) -> tuple[Problem, ...]:
    """The problems of one file, each with the line of its text."""
    lines = text.splitlines()
    return tuple(
        replace(problem, excerpt=lines[problem.span.line - 1])
        if not problem.excerpt and problem.span.column and 0 < problem.span.line <= len(lines)
        else problem
        for problem in problems
    )


def _offset(text: str) -> tzinfo:
    """RFC 3339 5.6: an offset's hour is at most 23, its minute at most 59."""
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    minutes = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.casefold())


def _natural(node: Node) -> Any:
    """YAML's core schema for plain scalars, without its octals, sexagesimals and yes/no."""
    match node:
        case Scalar(plain=False):
            return node.text
        case Scalar():
            return _natural_scalar(node.text)
        case Items():
            return [_natural(item) for item in node.items]
        case Table():
            return {key: _natural(value) for key, value in node.values.items()}


def _natural_scalar(text: str) -> Any:
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", text):
        return int(text)
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}", text):
        return float(text) if repr(float(text)) == text else text  # a version 1.10 is not 1.1
    return text


def _folded(text: str) -> str:
    return " ".join(legal(text).split())


def _shortened(text: str) -> str:
    one_line = _folded(text)
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"
