"""content/ and what is remembered of seeds/, as ingest needs them: read, and written back.

Strategy: what was found out about a file rests on the digest of its bytes, of the rules in config.yaml and of
the code that read it; while these are the same it is taken from the store, and none of it is believed otherwise.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kliping import content, digest, disk, duplicates, glances, ingest, records, seal
from kliping.claims import Existing
from kliping.content import Reference
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.model import Config, Proposal, Seed, SeedReference
from kliping.problems import Problem, Span
from kliping.reader import UNREADABLE
from kliping.seeds import Refused
from kliping.store import Store

RECORDS = "content/.seeds.yaml"

Kept = TypeVar("Kept")
Problems = tuple[Problem, ...]
Propose = Callable[[Sequence[Seed]], Sequence[Proposal]]


# --- content/ ----------------------------------------------------------------------------------------------------


def content_texts(root: Path) -> tuple[dict[str, str], Problems]:
    """All texts below content/ by path under the root: articles, and new versions put beside them."""
    texts: dict[str, str] = {}
    problems = []
    for path in disk.walk(root / "content"):
        name = path.relative_to(root).as_posix()
        if ".md" not in path.suffixes:
            continue
        text = disk.read_text(path, name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    return texts, tuple(problems)


def read_records(root: Path) -> tuple[Mapping[str, records.Record], Problems]:
    """content/.seeds.yaml, where there is one."""
    path = root / RECORDS
    text = disk.read_text(path, RECORDS) if path.exists() else ""
    return ({}, (text,)) if isinstance(text, Problem) else records.read(text, RECORDS)


def write_records(root: Path, recorded: Mapping[str, records.Record]) -> None:
    """Make content/.seeds.yaml hold these records."""
    text = records.write(recorded)
    path = root / RECORDS
    standing = path.read_text("utf-8") if path.exists() else None
    if text != (standing or ""):
        disk.replace_text(path, text, expected=standing)


def write_decisions(decisions: ingest.Decisions, texts: Mapping[str, str], root: Path, store: Store) -> Problems:
    """Merge bases first, then articles, then the record of them: a crash between two of these loses nothing."""
    bases = {written: text for text in decisions.bases if (written := seal.written_in(text))}
    if bases:
        store.keep_bases(bases, wanted=[seal.written_in(text) for text in texts.values()])
    busy = [
        path
        for path, text in decisions.writes.items()
        if not disk.replace_text(root / path, text, expected=texts.get(path))
    ]
    write_records(root, {key: one for key, one in decisions.records.items() if decisions.paths.get(key) not in busy})
    return tuple(_changed_meanwhile(path) for path in busy)


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
