"""content/ and seeds/, as ingest needs them: what is recorded read, and what was decided written.

Strategy: no more texts are held than one portion of decisions needs. All that is written is written in place of
what the decision looked at; where something else stands by then, somebody was faster, and it stays.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kliping import content, content_files, disk, ingest, line_ends, records, saving, seal
from kliping.claims import Existing, Known
from kliping.content import Reference
from kliping.content_files import RECORDS
from kliping.glances import Glance
from kliping.model import Config, ItemReport
from kliping.problems import Problem, Span
from kliping.records import Record
from kliping.store import Store

Problems = tuple[Problem, ...]
# Hears of a text that was written at a path, and what it is known by, where that was found out.
Learn = Callable[[str, str, Reference | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """content/.seeds.yaml as read: its records, and its text; None where there is no such file."""

    records: Mapping[str, Record] = field(default_factory=dict)
    text: str | None = None


def read_records(root: Path) -> tuple[Remembered, Problems]:
    """content/.seeds.yaml, where there is one."""
    path = root / RECORDS
    if not disk.is_there(path):
        return Remembered(), ()
    text = disk.read_text(path, RECORDS)
    if isinstance(text, Problem):
        return Remembered(), (text,)
    found, problems = records.read(text, RECORDS)
    return Remembered(records=found, text=text), problems


def write_records(root: Path, recorded: Mapping[str, Record], before: Remembered) -> Problems:
    """Make content/.seeds.yaml hold these records, in place of what it held before and of nothing else."""
    text = line_ends.like(records.write(recorded), before.text or "")
    if text == (before.text or "") or saving.replace_text(root / RECORDS, text, expected=before.text):
        return ()
    return (_changed_meanwhile(RECORDS),)


# --- Writing what was decided ------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Done:
    """What was done of the decisions, and is to be told and remembered of them."""

    items: list[ItemReport] = field(default_factory=list)
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
    records: Mapping[str, Record] = known.records
    written: list[str] = []
    made: set[str] = set()
    store.keep_bases(_bases_at_hand(known, store))
    for decisions in portions:
        bases = dict(_by_seal(decisions.bases))
        store.keep_bases(bases.items())
        made.update(bases)
        busy = _written(decisions, root, learn)
        _take_back(decisions, busy, remembered)
        done.items += (item if with_accounts else replace(item, account="") for item in _as_done(decisions.items, busy))
        look_at(decisions.glances)
        done.problems += (*decisions.problems, *map(_changed_meanwhile, busy))
        written += decisions.writes
        records = decisions.records
    done.problems += write_records(root, records, remembered)
    _forget_bases(known, made, store)
    done.has_written = bool(written) or records != remembered.records
    _tidy(root, (*known.texts, *written, RECORDS))
    return done


def _bases_at_hand(known: Known, store: Store) -> Iterator[tuple[str, str]]:
    """What untouched articles were made of is what they are: where a clone brought them, their bases are found so."""
    kept = store.kept_bases()
    for one in known.existing.values():
        if one.is_untouched and one.seed and one.seed.written not in kept:
            yield from _by_seal([one.text])


def _by_seal(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((written, text) for text in texts if (written := seal.written_in(text)))


def _tidy(root: Path, paths: Iterable[str]) -> None:
    """Remove what runs that were killed left among the articles."""
    for folder in {(root / path).parent for path in paths}:
        saving.sweep(folder)


def _forget_bases(known: Known, made: Collection[str], store: Store) -> None:
    """Forget the bases of articles that are no more, but none that were `made` now."""
    # What an article that cannot be read now was made of is not known, so then none is forgotten.
    if made and not known.unread:
        beside = (known.texts[path] for path in known.texts if not path.endswith(".md"))
        articles = (one.seed.written for one in known.existing.values() if one.seed)
        store.forget_bases({*made, *articles, *map(seal.written_in, beside)})


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


def _take_back(decisions: ingest.Decisions, busy: Sequence[str], remembered: Remembered) -> None:
    """Let the records of clippings that were not written be as they were."""
    for key in {key for key, path in decisions.paths.items() if path in busy}:
        decisions.records.pop(key, None)
        if key in remembered.records:
            decisions.records[key] = remembered.records[key]


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


def unread(texts: Mapping[str, str], existing: Mapping[str, Existing], problems: Problems) -> frozenset[str]:
    """The paths of what may be articles and is not known by an id."""
    known = {one.path for one in existing.values()}
    others = (path for path in texts if content_files.is_article(path) and path not in known)
    nameless = {path for path in others if content.reference(texts[path], path) is None}
    return frozenset(nameless | {problem.span.path for problem in problems if problem.is_error})


# --- seeds/ ------------------------------------------------------------------------------------------------------


def seed_bytes(root: Path, name: str, config: Config) -> bytes | str:
    """The bytes of a file of seeds/, at most one more than a seed may have; or why it cannot be read."""
    return disk.read_regular(root / name, config.limits.seed_bytes, within=root / "seeds")
