"""content/ and seeds/, as ingest needs them: what is recorded read, and what was decided written.

Strategy: no more texts are held than one portion of decisions needs. All that is written is written in place of
what the decision looked at; where something else stands by then, somebody was faster, and it stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from kliping import digest, disk, ingest, line_ends, records, saving, seal
from kliping.claims import Known
from kliping.content import Reference
from kliping.content_files import RECORDS
from kliping.glances import Glance
from kliping.model import Config, ItemReport
from kliping.problems import Problem, Span
from kliping.records import Record, Recorded
from kliping.store import Store
from kliping.tables import Packed, Table

Problems = tuple[Problem, ...]
# Hears of a text that was written at a path, and what it is known by, where that was found out.
Learn = Callable[[str, str, Reference | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """content/.seeds.yaml as read: its records, its digest, and a `model` of how its lines end.

    The digest is empty where there is no such file.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    sha256: str = ""
    model: str = ""


def read_records(root: Path, table: Callable[[], MutableMapping[str, Record]] = dict) -> tuple[Remembered, Problems]:
    """content/.seeds.yaml, where there is one; its records in a new `table`."""
    path = root / RECORDS
    if not disk.is_there(path):
        return Remembered(), ()
    found, lines = table(), disk.Lines(path)
    try:
        problems = records.read_into(found, lines, RECORDS) if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        problems = None
    if problems is None:
        why = disk.read_text(path, RECORDS)
        return Remembered(), (why if isinstance(why, Problem) else _changed_meanwhile(RECORDS),)
    return Remembered(records=found, sha256=lines.sha256, model=lines.model), problems


def write_records(root: Path, recorded: Mapping[str, Record], before: Remembered) -> Problems:
    """Make content/.seeds.yaml hold these records, in place of what it held before and of nothing else."""

    def lines() -> Iterator[str]:
        return line_ends.lines_like(records.lines(recorded), before.model)

    is_changed = isinstance(recorded, Recorded) and recorded.is_changed
    if not is_changed and digest.sha256_of_all(map(str.encode, lines())) == (before.sha256 or digest.sha256_of(b"")):
        return ()
    expected = None if not before.sha256 else ""
    wanted = saving.Wanted(root / RECORDS, lines(), expected, before.sha256)
    return () if saving.replace_texts([wanted])[0] else (_changed_meanwhile(RECORDS),)


# --- Writing what was decided ------------------------------------------------------------------------------------


def _plain_item(item: ItemReport) -> tuple[Any, ...]:
    # One after the other, as `astuple` takes ten times as long.
    return (
        item.file, item.fate, item.item, item.article, item.reason, item.duplicate_of, item.dropped, item.account,
    )  # fmt: skip


def _from_plain_item(plain: tuple[Any, ...]) -> ItemReport:
    file, fate, item, article, reason, duplicate_of, dropped, account = plain
    return ItemReport(
        file=file, fate=fate, item=item, article=article, reason=reason,
        duplicate_of=duplicate_of, dropped=dropped, account=account,
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Done:
    """What was done of the decisions, and is to be told and remembered of them."""

    items: Packed[ItemReport] = field(default_factory=lambda: Packed((), _plain_item, _from_plain_item))
    problems: list[Problem] = field(default_factory=list)
    has_written: bool = False


def carry_out(
    portions: Iterable[ingest.Decisions],
    known: Known,
    remembered: Remembered,
    root: Path,
    store: Store,
    learn: Learn,
    look_at: Callable[[Iterable[Glance]], None],
    *,
    with_accounts: bool = True,
) -> Done:
    """Write what was decided, portion by portion: merge bases first, then articles, and the record of all at the end.

    So a crash between any two of these loses nothing. `learn` is told of every text that was written, `look_at` of all
    clippings that were read. The report has their accounts only `with_accounts`.
    """
    done = Done()
    recorded = Recorded(known.records, known.table())
    folders = {(root / RECORDS).parent}
    made: Table[str] = known.table()
    for decisions in portions:
        bases = dict(_by_seal(decisions.bases))
        store.keep_bases(bases.items())
        made.update(dict.fromkeys(bases, ""))
        busy = _written(decisions, root, learn)
        for key in {key for key, path in decisions.paths.items() if path in busy}:
            decisions.records.put_back(key)
        done.items.extend(
            item if with_accounts or not item.account else replace(item, account="")
            for item in _as_done(decisions.items, busy)
        )
        look_at(decisions.glances)
        done.problems += (*decisions.problems, *map(_changed_meanwhile, busy))
        done.has_written = done.has_written or bool(decisions.writes)
        folders |= {(root / path).parent for path in decisions.writes}
        recorded = decisions.records
    done.problems += write_records(root, recorded, remembered)
    _forget_bases(known, made, store)
    done.has_written = done.has_written or recorded.is_changed
    _tidy(folders | {root / folder for folder in {path.rpartition("/")[0] for path in known.texts}})
    return done


def _by_seal(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((written, text) for text in texts if (written := seal.written_in(text)))


def _tidy(folders: Iterable[Path]) -> None:
    """Remove what runs that were killed left among the articles."""
    for folder in folders:
        saving.sweep(folder)


def _forget_bases(known: Known, made: Table[str], store: Store) -> None:
    """Forget the bases of articles that are no more, but none that were `made` now."""
    # What an article that cannot be read now was made of is not known, so then none is forgotten.
    if made and not known.unread:
        beside = (seal.written_in(known.texts[path]) for path in known.texts if not path.endswith(".md"))
        articles = (one.seed.written for one in known.existing.values() if one.seed)
        store.forget_bases(chain(made, articles, beside))


def _written(decisions: ingest.Decisions, root: Path, learn: Learn) -> list[str]:
    """Write the texts; the paths of those where something else stands by now."""
    busy = []
    wanted = [saving.Wanted(root / path, text, decisions.replaced[path]) for path, text in decisions.writes.items()]
    for (path, text), is_done in zip(decisions.writes.items(), saving.replace_texts(wanted), strict=True):
        if is_done:
            learn(path, text, decisions.references.get(path))
        else:
            busy.append(path)
    return busy


def _as_done(items: Iterable[ItemReport], busy: Sequence[str]) -> Iterator[ItemReport]:
    """What became of the clippings, as far as their files could be written."""
    for item in items:
        if item.article in busy:
            yield replace(item, fate="set_aside", reason=_changed_meanwhile(item.article).text)
        else:
            yield item


def _changed_meanwhile(path: str) -> Problem:
    return Problem(
        code="changed-meanwhile",
        span=Span(path=path),
        text="somebody wrote this file while ingest ran, so ingest left it",
        hint="run ingest again",
        severity="warning",
    )


# --- seeds/ ------------------------------------------------------------------------------------------------------


def seed_bytes(root: Path, name: str, config: Config) -> bytes | str:
    """The bytes of a file of seeds/, at most one more than a seed may have; or why it cannot be read."""
    return disk.read_regular(root / name, config.limits.seed_bytes, within=root / "seeds")
