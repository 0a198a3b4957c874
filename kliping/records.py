"""content/.seeds.yaml: every clipping that ingest has seen, so that a deleted article stays deleted.

Strategy: one line a clipping, sorted, so that git merges it well; each line is JSON and therefore YAML,
and is read as strictly as it is written.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kliping.problems import Problem, Span

_HEAD = """\
# Every clipping that ingest has seen and the article it became. Keep this file in git: it is why an
# article that you delete stays deleted. To have a clipping ingested again, remove its line.
"""
_LINE = re.compile(r'(?P<key>"(?:[^"\\]|\\.)+"): (?P<value>\{.*\})\s*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A clipping as last seen: the id of its article, and the digest of its own bytes.

    `is_copy` where another clipping's bytes are the same; `duplicate_of` is the article that it was found to be
    a near copy of, `rejected` what its editor said of it.
    """

    id: str
    sha256: str
    is_copy: bool = False
    duplicate_of: str = ""
    rejected: bool = False


def key_of(file: str, item: str) -> str:
    """The name of a clipping: its file, and its key within a file of many."""
    return f"{file}#{item}" if item else file


def read(text: str, path: str) -> tuple[Mapping[str, Record], tuple[Problem, ...]]:
    """All records by the name of their clipping; a line that is none is an error, as guessing would lose a deletion."""
    found: dict[str, Record] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        record = _record(line)
        if record is None:
            problems.append(_unreadable(path, number, line))
        else:
            found[record[0]] = record[1]
    return found, tuple(problems)


def write(records: Mapping[str, Record]) -> str:
    """The file's text; empty where there is nothing to keep."""
    lines = [f"{_quoted(key)}: {_fields(record)}\n" for key, record in sorted(records.items())]
    return _HEAD + "".join(lines) if lines else ""


def _record(line: str) -> tuple[str, Record] | None:
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
    told = ", ".join(f'"{name}": {value}' for name, value in fields.items())
    return f"{{{told}}}"


def _quoted(text: str) -> str:
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
