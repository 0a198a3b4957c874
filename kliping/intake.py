"""content/ and what is remembered of seeds/, as ingest needs them: read, and written back.

Strategy: what was found out about a file rests on the digest of its bytes, of the rules in config.yaml and of
the code that read it; while these are the same it is taken from the store, and none of it is believed otherwise.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from kliping import content, digest, disk, duplicates, glances, grounds, ingest, line_ends, records, seal
from kliping.claims import Existing, Known
from kliping.content import Reference
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.model import Config, ItemReport, Proposal, Seed, SeedReference
from kliping.problems import Problem, Span
from kliping.reader import UNREADABLE
from kliping.records import Record
from kliping.seeds import Refused
from kliping.store import Store

RECORDS = "content/.seeds.yaml"

Kept = TypeVar("Kept")
Problems = tuple[Problem, ...]
Propose = Callable[[Sequence[Seed]], Sequence[Proposal]]


# --- content/ ----------------------------------------------------------------------------------------------------


def content_texts(root: Path) -> tuple[dict[str, str], Problems]:
    """All texts below content/ by path under the root: articles, and new versions put beside them.

    What may be an article and cannot be read is an error, as it must not look as if it had been deleted.
    """
    texts: dict[str, str] = {}
    files, strays = grounds.survey(root, "content")
    problems = [_as_error(stray) if _may_hold_articles(stray) else stray for stray in strays]
    for path in files:
        name = path.relative_to(root).as_posix()
        if path.suffix != ".md" and path.suffix.casefold() in {".md", ".markdown"}:
            problems.append(_not_an_article(name))
        if ".md" not in path.suffixes:
            continue
        text = disk.read_text(path, name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    return texts, tuple(problems)


def _may_hold_articles(stray: Problem) -> bool:
    path = PurePosixPath(stray.span.path)
    return stray.code != "link-to-folder" and (".md" in path.suffixes or not path.suffix)


def _as_error(stray: Problem) -> Problem:
    return replace(stray, severity="error")


def _not_an_article(name: str) -> Problem:
    text, hint = "only files whose names end with .md are articles", "rename it, or put it elsewhere"
    return Problem(code="not-an-article", span=Span(path=name), text=text, hint=hint, severity="warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """content/.seeds.yaml as read: its records, and its text; None where there is no such file."""

    records: Mapping[str, Record] = field(default_factory=dict)
    text: str | None = None


def read_records(root: Path) -> tuple[Remembered, Problems]:
    """content/.seeds.yaml, where there is one."""
    path = root / RECORDS
    if not path.exists() and not path.is_symlink():
        return Remembered(), ()
    text = disk.read_text(path, RECORDS)
    if isinstance(text, Problem):
        return Remembered(), (text,)
    found, problems = records.read(text, RECORDS)
    return Remembered(records=found, text=text), problems


def write_records(root: Path, recorded: Mapping[str, Record], before: Remembered) -> Problems:
    """Make content/.seeds.yaml hold these records, in place of what it held before and of nothing else."""
    text = line_ends.like(records.write(recorded), before.text or "")
    if text == (before.text or "") or disk.replace_text(root / RECORDS, text, expected=before.text):
        return ()
    return (_changed_meanwhile(RECORDS),)


def write_decisions(
    decisions: ingest.Decisions, known: Known, remembered: Remembered, root: Path, store: Store
) -> Problems:
    """Merge bases first, then articles, then the record of them: a crash between two of these loses nothing."""
    _keep_bases(decisions, known, store)
    written = (*known.texts, *decisions.writes) if decisions.records != remembered.records or decisions.writes else ()
    for folder in {(root / path).parent for path in (*written, RECORDS)}:
        disk.sweep(folder)
    busy = [
        path
        for path, text in decisions.writes.items()
        if not disk.replace_text(root / path, text, expected=known.texts.get(path))
    ]
    as_before = {key for key, path in decisions.paths.items() if path in busy}
    recorded = {key: one for key, one in decisions.records.items() if key not in as_before}
    recorded |= {key: remembered.records[key] for key in as_before & remembered.records.keys()}
    return (*(_changed_meanwhile(path) for path in busy), *write_records(root, recorded, remembered))


def _keep_bases(decisions: ingest.Decisions, known: Known, store: Store) -> None:
    """Keep what articles were made of: as they are made, and as they stand, where a clone brought them untouched."""
    kept = store.kept_bases()
    made = [*decisions.bases, *(one.text for one in known.existing.values() if one.is_untouched)]
    bases = {written: text for text in made if (written := seal.written_in(text)) not in kept and written}
    if bases:
        # What an article that cannot be read now was made of is not known, so then none is forgotten.
        wanted = kept if known.unread else [seal.written_in(text) for text in known.texts.values()]
        store.keep_bases(bases, wanted=wanted)


def as_done(items: Iterable[ItemReport], busy: Problems) -> list[ItemReport]:
    """What became of the clippings, as far as their files could be written."""
    why = {problem.span.path: problem.text for problem in busy}
    return [
        replace(item, fate="set_aside", reason=why[item.article]) if item.article in why else item for item in items
    ]


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
    others = (path for path in texts if path.endswith(".md") and path not in known)
    nameless = {path for path in others if content.reference(texts[path], path) is None}
    return frozenset(nameless | {problem.span.path for problem in problems if problem.is_error})


# --- seeds/ ------------------------------------------------------------------------------------------------------


def seed_bytes(root: Path, name: str, config: Config) -> bytes | str:
    """The bytes of a file of seeds/, at most one more than a seed may have; or why it cannot be read."""
    return disk.read_regular(root / name, config.limits.seed_bytes, within=root / "seeds")


# --- What is remembered ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Memory:
    """What the store remembers of a digest's files. With `is_blank` it begins anew."""

    store: Store
    root: Path
    config: Config
    is_blank: bool = False
    sketches: dict[str, str] = field(default_factory=dict)
    older_sketches: dict[str, str] | None = None
    digests: dict[str, str] = field(default_factory=dict)
    rules: str = ""

    def __post_init__(self) -> None:
        config = self.config
        decisive = (config.sources, config.lang, config.timezone, config.limits, disk.revision())
        self.rules = digest.short(repr(decisive).encode())

    def glances(self, names: Iterable[str]) -> dict[str, tuple[Glance, ...]]:
        """What is known of those files of seeds/ that are as they were."""
        kept = self._recall("seed")
        known = {}
        for name in names:
            data = seed_bytes(self.root, name, self.config)
            self.digests[name] = digest.sha256_of(data) if isinstance(data, bytes) else ""
            found = glances.from_text(kept[name], name, self._rests_on(name)) if name in kept else ()
            if found:
                known[name] = found
        return known

    def refusals(self, names: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
        """What was refused of those of the files that are as they were; `glances` must have looked at them."""
        kept = self._recall("refused")
        found = {name: glances.refusals_from_text(kept[name], self._rests_on(name)) for name in names if name in kept}
        return {name: of_one for name, of_one in found.items() if of_one}

    def keep_glances(self, found: Iterable[Glance], refused: Iterable[Refused]) -> None:
        """Remember the clippings of all files, and what was refused, but of those that could not be read."""
        clippings = _by_file(found, lambda glance: glance.file)
        refusals = _by_file(refused, lambda each: each.problem.span.path)
        unread = {name for name in (*clippings, *refusals) if not self.digests.get(name)}
        unread |= {name for name, of_one in refusals.items() if any(each.problem.code == UNREADABLE for each in of_one)}
        looked_at = {name: of_one for name, of_one in clippings.items() if name not in unread}
        texts = {name: glances.as_text(of_one, self._rests_on(name)) for name, of_one in looked_at.items()}
        self.store.remember("seed", texts)
        kept = {name: of_one for name, of_one in refusals.items() if name not in unread}
        texts = {name: glances.refusals_as_text(of_one, self._rests_on(name)) for name, of_one in kept.items()}
        self.store.remember("refused", texts)

    def existing(self, texts: Mapping[str, str]) -> dict[str, Existing]:
        """The articles of content/ by id, read only where their bytes changed."""
        kept = self._recall("article")
        references: dict[str, Reference | None] = {}
        told: dict[str, str] = {}
        for path, text in texts.items():
            if not path.endswith(".md"):
                continue
            key = f"{digest.sha256_of(text.encode('utf-8', 'replace'))} {self.rules}"
            told[path] = kept.get(path, "")
            references[path] = _reference(told[path], key)
            if references[path] is None:
                references[path] = content.reference(text, path)
                told[path] = json.dumps([key, _fields(references[path])])
        self.store.remember("article", told)
        return {
            reference.id: Existing(path=path, text=texts[path], reference=reference)
            for path, reference in references.items()
            if reference is not None
        }

    def sketch(self, body: str) -> Sketch:
        """The sketch of a text: a digest with one new clipping need not take every other apart again."""
        if self.older_sketches is None:
            self.older_sketches = self._recall("sketch")
        key = f"{digest.sha256_of(body.encode('utf-8', 'replace'))} {self.rules}"
        kept = self.older_sketches.get(key)
        made = _sketch(kept) if kept else duplicates.sketch(body)
        self.sketches[key] = f"{made.size} {made.samples.hex()}"
        return made

    def keep_sketches(self) -> None:
        """Remember the sketches that were asked for: all that the next run may need, or none."""
        if self.sketches:
            self.store.remember("sketch", self.sketches)

    def proposals(self, found: Sequence[Seed], propose: Propose, *, is_all: bool) -> tuple[Proposal, ...]:
        """The lines to propose: those of the clippings that were read, and those found before among the others."""
        kept = () if is_all else _proposals(self._recall("proposal").get("lines", ""), self.rules)
        made = {(one.source, one.line): one for one in (*kept, *(propose(found) if found else ()))}
        lines = json.dumps([self.rules, [asdict(one) for one in made.values()]])
        self.store.remember("proposal", {"lines": lines} if made else {})
        return tuple(made.values())

    def _recall(self, kind: str) -> dict[str, str]:
        return {} if self.is_blank else self.store.recall(kind)

    def _rests_on(self, name: str) -> str:
        return f"{self.digests.get(name, '')} {self.rules}"


def _by_file(found: Iterable[Kept], name_of: Callable[[Kept], str]) -> dict[str, list[Kept]]:
    by_file: dict[str, list[Kept]] = {}
    for each in found:
        by_file.setdefault(name_of(each), []).append(each)
    return by_file


def _fields(reference: Reference | None) -> dict[str, Any] | None:
    return asdict(reference) if reference else None


def _reference(kept: str, key: str) -> Reference | None:
    """A reference as it was kept, if it still holds."""
    try:
        stands_for, fields = json.loads(kept)
        if stands_for != key or fields is None:
            return None
        return Reference(**{**fields, "seed": SeedReference(**fields["seed"]) if fields["seed"] else None})
    except (ValueError, TypeError, KeyError):
        return None


def _sketch(kept: str) -> Sketch:
    size, _, samples = kept.partition(" ")
    return Sketch(size=int(size), samples=bytes.fromhex(samples))


def _proposals(kept: str, rules: str) -> tuple[Proposal, ...]:
    try:
        stands_for, lines = json.loads(kept)
        return tuple(Proposal(**line) for line in lines) if stands_for == rules else ()
    except (ValueError, TypeError):
        return ()
