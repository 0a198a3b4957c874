"""content/.seeds.yaml: every clipping that ingest has seen, so that a deleted article stays deleted.

Strategy: one line a clipping, sorted, so that git merges it well; each line is JSON and therefore YAML,
and is read as strictly as it is written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from kliping.problems import Problem, Span
from kliping.tables import Table, in_order, joined

_HEAD = """\
# Every clipping that ingest has seen and the article it became. Keep this file in git: it is why an
# article that you delete stays deleted. To have a clipping ingested again, remove its line.
"""
# Of printable ASCII without what JSON escapes, and with nothing said but what every record has.
_PLAIN = r"[ !#-\[\]-~]"
_PLAIN_LINE = re.compile(
    rf'"(?P<key>{_PLAIN}+)": \{{"id": "(?P<id>{_PLAIN}*)", "sha256": "(?P<sha256>{_PLAIN}*)"\}}\s*'
)
_LINE = re.compile(r'(?P<key>"(?:[^"\\]|\\.)+"): (?P<value>\{.*\})\s*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A clipping as last seen: the id of its article, and the digest of its own bytes.

    `is_copy` where another clipping's bytes are the same; `duplicate_of` is the article that it was found to be
    a near copy of, `skipped` where no article was made of it for that, `rejected` what its editor said of it.
    """

    id: str
    sha256: str
    is_copy: bool = False
    duplicate_of: str = ""
    rejected: bool = False
    skipped: bool = False


class Recorded(MutableMapping[str, Record]):
    """Records with changes laid over them: what is under these stays as it is. `over` is an empty table."""

    def __init__(self, under: Mapping[str, Record], over: Table[Any]) -> None:
        self._under = under
        self._over = over  # plain records; an empty one where there is none any longer

    def __getitem__(self, key: str) -> Record:
        changed = self._over.get(key)
        if changed is None:
            return self._under[key]
        if not changed:
            raise KeyError(key)
        return from_plain(changed)

    def __setitem__(self, key: str, record: Record) -> None:
        self._over[key] = plain(record)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._over[key] = ()

    def put_back(self, key: str) -> None:
        """Let a record be as it was, or gone if it was not there."""
        self._over.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.in_order())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def in_order(self) -> Iterator[tuple[str, Record]]:
        """All records, by key."""
        for key, (before, changed) in joined(in_order(self._under), self._over.in_order()):
            if changed is None:
                yield key, before
            elif changed:
                yield key, from_plain(changed)

    @property
    def is_changed(self) -> bool:
        """Whether they are others than those under them."""
        return any(self.get(key) != self._under.get(key) for key in self._over)


def key_of(file: str, item: str) -> str:
    """The name of a clipping: its file, and its key within a file of many."""
    return f"{file}#{item}" if item else file


def read(text: str, path: str) -> tuple[Mapping[str, Record], tuple[Problem, ...]]:
    """All records by the name of their clipping; a line that is none is an error, as guessing would lose a deletion."""
    found: dict[str, Record] = {}
    return found, read_into(found, text.splitlines(), path)


def read_into(found: MutableMapping[str, Record], lines: Iterable[str], path: str) -> tuple[Problem, ...]:
    """Put the records of a file's lines where they are wanted; and what is wrong with the lines."""
    problems = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        record = _record(line)
        if record is None:
            problems.append(_unreadable(path, number, line))
        else:
            found[record[0]] = record[1]
    return tuple(problems)


def write(records: Mapping[str, Record]) -> str:
    """The file's text; empty where there is nothing to keep."""
    return "".join(lines(records))


def lines(records: Mapping[str, Record]) -> Iterator[str]:
    """The file's text, line by line; none where there is nothing to keep."""
    is_first = True
    for key, record in records.in_order() if isinstance(records, Recorded) else in_order(records):
        if is_first:
            yield from _HEAD.splitlines(keepends=True)
            is_first = False
        yield f"{_quoted(key)}: {_fields(record)}\n"


def plain(record: Record) -> tuple[str | bool, ...]:
    """A record as a table holds it."""
    return record.id, record.sha256, record.is_copy, record.duplicate_of, record.rejected, record.skipped


def from_plain(kept: tuple[Any, ...]) -> Record:
    """The record of what a table held."""
    article_id, sha256, is_copy, duplicate_of, rejected, skipped = kept
    return Record(
        id=article_id, sha256=sha256, is_copy=is_copy, duplicate_of=duplicate_of, rejected=rejected, skipped=skipped
    )


def _record(line: str) -> tuple[str, Record] | None:
    plainly = _PLAIN_LINE.fullmatch(line)
    if plainly:  # most are; what is written so, JSON need not be asked of
        return plainly["key"], Record(id=plainly["id"], sha256=plainly["sha256"])
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    try:
        fields = json.loads(match["value"])
        record = Record(
            id=str(fields["id"]),
            sha256=str(fields["sha256"]),
            is_copy=fields.get("copy") is True,
            duplicate_of=str(fields.get("duplicate_of", "")),
            rejected=fields.get("rejected") is True,
            skipped=fields.get("skipped") is True,
        )
        return json.loads(match["key"]), record
    except (ValueError, KeyError, RecursionError):
        return None


def _fields(record: Record) -> str:
    fields = {"id": _quoted(record.id), "sha256": _quoted(record.sha256)}
    if record.is_copy:
        fields["copy"] = "true"
    if record.duplicate_of:
        fields["duplicate_of"] = _quoted(record.duplicate_of)
    if record.rejected:
        fields["rejected"] = "true"
    if record.skipped:
        fields["skipped"] = "true"
    told = ", ".join(f'"{name}": {value}' for name, value in fields.items())
    return f"{{{told}}}"


def _quoted(text: str) -> str:
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    # A lone surrogate stands for a byte of a file name that is not UTF-8; JSON escapes it.
    is_sound = text.isprintable() and text.encode("utf-8", "ignore").decode() == text
    return json.dumps(text, ensure_ascii=not is_sound)


def _unreadable(path: str, number: int, line: str) -> Problem:
    return Problem(
        code="record-unreadable",
        span=Span(path=path, line=number, column=1, length=len(line)),
        text="this line names no clipping",
        hint="settle the merge that left it, or remove the line and look at what ingest then writes",
        excerpt=line,
    )
