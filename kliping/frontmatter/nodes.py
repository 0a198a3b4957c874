"""What YAML is read as, every value with its place; and a Markdown file in its two parts.

Strategy: a scalar stays the text that was written, as only who asks for a field knows its type.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kliping.problems import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A scalar as written. `plain` where it had no quotes and was no block."""

    text: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list, in flow or block style."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping; each key once, with its own place."""

    keys: Mapping[str, Scalar]
    values: Mapping[str, "Node"]
    span: Span


Node = Scalar | Sequence | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A Markdown file in two: its front matter and its body, with the lines they begin on (from 1)."""

    front: str
    front_line: int
    body: str
    body_line: int


# Jekyll's and Hugo's form: a line of three hyphens, YAML, a line of three hyphens (or dots, as YAML has it).
_FENCE = r"(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
_FENCED = re.compile(rf"\A\ufeff?---[ \t]*\r?\n(?P<front>(?:(?!{_FENCE})[^\n]*+\n)*+){_FENCE}")


def split(text: str) -> Parts | None:
    """A file's front matter and body; None where it has no front matter."""
    fenced = _FENCED.match(text)
    if fenced is None:
        return None
    body_line = text.count("\n", 0, fenced.end()) + 1
    return Parts(front=fenced["front"], front_line=2, body=text[fenced.end() :], body_line=body_line)
