"""YAML by events → values with their places.

Strategy: libyaml's event parser is an iterative state machine, so hostile nesting cannot overflow the C
stack as its composer does. Caps, tags, anchors and duplicate keys are judged while the tree is built,
and every scalar stays the text that was written: who reads a field knows its type, so `no`, `017` and
`1:30` mean what they say.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from kliping.frontmatter.nodes import Node, Scalar, Sequence, Table, split
from kliping.problems import Problem, Span

MAX_CHARACTERS = 65_536
MAX_DEPTH = 20

# Before each line that is not indented: a key of the top level.
_TOP_LEVEL = re.compile(r"^(?=\S)", re.MULTILINE)


def read(text: str, path: str, first_line: int = 1) -> tuple[Table | None, tuple[Problem, ...]]:
    """The mapping that a YAML text holds, or None with the problems that stand in the way.

    `first_line` is the line of the file that the text begins on. An empty text is an empty mapping.
    """
    table, problems = read_on(text, path, first_line)
    return (None, problems) if problems else (table, ())


def read_on(text: str, path: str, first_line: int = 1) -> tuple[Table | None, tuple[Problem, ...]]:
    """The same for who goes on to tell what else is wrong: keys given twice are problems beside a mapping of the first.

    None only where nothing can be read of the text.
    """
    node, problems = _read_node(text, path, first_line)
    if node is None and not problems:
        return Table(keys={}, values={}, span=Span(path=path, line=first_line)), ()
    if node is not None and not isinstance(node, Table):
        wrong = Problem(
            code="yaml-not-a-mapping",
            span=node.span,
            text="this is not a list of keys and values",
            hint='write "key: value" lines, such as "title: A fine day"',
        )
        return None, (*problems, wrong)
    return node, problems


def read_yaml(text: str, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The same as plain dicts, lists and texts; None where there are problems."""
    node, problems = _read_node(text, path, 1)
    return (None, problems) if problems or node is None else (plain(node), ())


def salvage(text: str, path: str) -> Table:
    """The keys of a file's front matter that can be read each for itself, whatever is wrong with the others."""
    parts = split(text)
    front = parts.front if parts else _unclosed(text)
    keys: dict[str, Scalar] = {}
    values: dict[str, Node] = {}
    for lines in _TOP_LEVEL.split(front[:MAX_CHARACTERS]):
        table = read(lines, path)[0]
        if table is not None:
            keys = {**table.keys, **keys}
            values = {**table.values, **values}
    return Table(keys=keys, values=values, span=Span(path=path, line=1))


def _unclosed(text: str) -> str:
    """What must be the front matter of a file where no line ends it."""
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    return rest.replace("\r\n", "\n").partition("\n\n")[0] if first.strip() == "---" else ""


def plain(node: Node) -> Any:
    """A node as dicts, lists and texts."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Table():
            return {key: plain(value) for key, value in node.values.items()}


# --- Reading ---------------------------------------------------------------------------------------------------


class _WrongError(Exception):
    """Leaves the builder with the first problem that makes the rest of the text meaningless."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def _read_node(text: str, path: str, first_line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    if len(text) > MAX_CHARACTERS:
        too_long = Problem(
            code="yaml-too-long",
            span=Span(path=path, line=first_line),
            text=f"{len(text):,} characters of YAML",
            hint=f"at most {MAX_CHARACTERS:,} are read; is a closing --- missing?",
        )
        return None, (too_long,)
    builder = _Builder(path, first_line)
    node = None
    try:
        node = builder.document(events(text))
    except _WrongError as wrong:
        builder.problems.append(wrong.problem)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, path, first_line))
    lines = text.splitlines()
    return node, tuple(_excerpted(problem, lines, first_line) for problem in builder.problems)


def events(text: str) -> Iterator[Any]:
    """PyYAML's events, with their marks in characters of the text."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # A lone surrogate cannot reach libyaml, which takes UTF-8.
    return yaml.parse(text.encode("utf-8", "replace").decode(), Loader=loader)


class _Builder:
    """Builds nodes of events; the only state is the list of problems that do not stop it."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong("yaml-two-documents", event, "a second YAML document", "keep one")
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return None if isinstance(root, Scalar) and root.plain and not root.text else root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._wrong("yaml-too-deep", event, f"nested more than {MAX_DEPTH} deep", "make it flatter")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._wrong("yaml-alias", event, "anchors and aliases are not read here", "write the value out")
        if event.tag is not None and event.tag != "!":
            raise self._wrong("yaml-tag", event, f"the tag {event.tag} is not read here", "write the value without it")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(text=event.value, span=self._span(event), plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._table(event, events, depth)

    def _sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return Sequence(items=tuple(items), span=self._span(start))

    def _table(self, start: Any, events: Iterator[Any], depth: int) -> Table:
        keys: dict[str, Scalar] = {}
        values: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise self._wrong("yaml-key", event, "a key must be a word", 'write "key: value"')
            if key.text in keys:
                self._duplicate(key, keys[key.text])
                continue
            keys[key.text] = key
            values[key.text] = value
        return Table(keys=keys, values=values, span=self._span(start))

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        self.problems.append(
            Problem(
                code="key-duplicate",
                span=key.span,
                text=f'the key "{key.text}" stands here twice',
                hint=f"it is first given on line {first.span.line}; keep one",
            )
        )

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        line = start.line + self.first_line
        return Span(path=self.path, line=line, column=start.column + 1, length=max(length, 1))

    def _wrong(self, code: str, event: Any, text: str, hint: str) -> _WrongError:
        return _WrongError(Problem(code=code, span=self._span(event), text=text, hint=hint))


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a character YAML does not allow: libyaml counts the bytes before it
        before = text.encode("utf-8", "replace")[: getattr(error, "position", 0) or 0].decode("utf-8", "replace")
        line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    else:
        line, column = mark.line, mark.column
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    return Problem(
        code="yaml-syntax",
        span=Span(path=path, line=line + first_line, column=column + 1),
        text=f"this is not YAML: {said}",
        hint='put quotes around a value that holds ": ", "#" or starts with a sign; indent with spaces',
    )


def _excerpted(problem: Problem, lines: list[str], first_line: int) -> Problem:
    index = problem.span.line - first_line
    return replace(problem, excerpt=lines[index]) if 0 <= index < len(lines) else problem
