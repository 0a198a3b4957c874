"""Edit some keys of a Markdown file's front matter, and leave every other byte as it is.

Strategy: libyaml's events tell where each key of the top level begins and its value ends; only those lines
are replaced. What comes out is read again, and is the answer only if nothing but the edited keys changed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kliping.frontmatter.nodes import Table, split
from kliping.frontmatter.reading import events, plain, read
from kliping.frontmatter.writing import write

_BLANK_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a key of the top level and its value stand: from `start` up to `end`, in characters."""

    key: str
    start: int
    end: int


def edit(text: str, changes: Mapping[str, Any]) -> str | None:
    """A file with some keys of its front matter replaced, or removed where the new value is None.

    None where that cannot be done by whole lines (no front matter, not YAML, keys that share a line).
    """
    parts = split(text)
    table = read(parts.front, "")[0] if parts else None
    if parts is None or table is None:
        return None
    front = parts.front
    start = text.index("\n") + 1
    edited = _edited(front, changes, "\r\n" if "\r\n" in text[: start + len(front)] else "\n")
    if edited is None or not _says(edited, _changed(table, changes)):
        return None
    return text[:start] + edited + text[start + len(front) :]


def _edited(front: str, changes: Mapping[str, Any], line_end: str) -> str | None:
    places = {place.key: place for place in _places(front)}
    indents = {_indent(front, place.start) for place in places.values()} or {""}
    indent = indents.pop()
    if indents or indent.strip(" "):
        return None  # keys that share a line, or are marked with "?"
    added = "".join(_lines(key, changes[key], "", indent) for key in changes if key not in places)
    for key in sorted(changes.keys() & places.keys(), key=lambda key: -places[key].start):
        first, last = _whole_lines(front, places[key])
        lines = _lines(key, changes[key], _comment(front[places[key].end : last]), indent)
        before, after = front[:first], front[last:]
        if not lines and any(place.end == first for place in places.values()):
            after = _BLANK_LINES.sub("", after)  # else they would join the text before, which keeps its blank lines
        front = before + lines.replace("\n", line_end) + after
    return front + added.replace("\n", line_end)


def _places(front: str) -> Iterator[_Place]:
    """The keys of the top level, in order, each with the end of what its value says."""
    depth, is_key, key, end = 0, True, None, 0
    for event in events(front):
        if isinstance(event, yaml.NodeEvent) and depth == 1:
            if is_key and isinstance(event, yaml.ScalarEvent):
                key = (event.value, _begin(event))
            is_key = not is_key
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.ScalarEvent) or _is_flow_end(event, front):
            end = _said_to(event, front)
        if key and depth == 1 and is_key:
            yield _Place(key=key[0], start=key[1], end=end)
            key = None


def _is_flow_end(event: Any, front: str) -> bool:
    """Whether an event is the bracket that closes a list or group; a block's end has no sign of its own."""
    return isinstance(event, yaml.CollectionEndEvent) and front[_begin(event) : _end(event)] in {"]", "}"}


def _begin(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _said_to(event: Any, front: str) -> int:
    """The end of what a value says: blank lines after a block of text only where it keeps them (YAML 1.1 9.1.1.2)."""
    end = _end(event)
    keeps = isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">") and event.value.endswith("\n\n")
    return end if keeps else _begin(event) + len(front[_begin(event) : end].rstrip())


def _indent(front: str, start: int) -> str:
    return front[front.rfind("\n", 0, start) + 1 : start]


def _whole_lines(front: str, place: _Place) -> tuple[int, int]:
    """The lines that a key and its value stand on."""
    first = front.rfind("\n", 0, place.start) + 1
    if front[place.start : place.end].endswith("\n"):
        return first, place.end
    line_end = front.find("\n", place.end)
    return first, len(front) if line_end < 0 else line_end + 1


def _comment(rest: str) -> str:
    """What a person noted behind a value."""
    noted = rest.strip()
    return noted if noted.startswith("#") else ""


def _lines(key: str, value: Any, comment: str, indent: str) -> str:
    if value is None:
        return ""
    lines = write({key: value}).splitlines(keepends=True)
    if comment and len(lines) == 1:
        lines = [f"{lines[0].rstrip()}  {comment}\n"]
    elif comment:
        lines.insert(0, f"{comment}\n")
    return "".join(f"{indent}{line}" for line in lines)


def _changed(table: Table, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the front matter must say in the end, as texts."""
    said = {key: plain(value) for key, value in table.values.items()}
    for key, value in changes.items():
        written = read(write({key: value}), "")[0] if value is not None else None
        if written is None:
            said.pop(key, None)
        else:
            said[key] = plain(written.values[key])
    return said


def _says(front: str, wanted: Mapping[str, Any]) -> bool:
    table, problems = read(front, "")
    return table is not None and not problems and plain(table) == wanted
