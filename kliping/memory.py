"""What the store remembers of a digest's files, so that a run with nothing new reads and asks nothing twice.

Strategy: what was found out about a file rests on the digest of its bytes, of the rules in config.yaml and of
the code that read it; while these are the same it is taken from the store, and none of it is believed otherwise.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kliping import content, digest, disk, duplicates, glances
from kliping.claims import Existing
from kliping.content import Reference
from kliping.content_files import Texts, is_article
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.intake import seed_bytes
from kliping.inventory import Inventory
from kliping.model import Config, Proposal, Propose, Seed, SeedReference
from kliping.reader import UNREADABLE
from kliping.seeds import Refused
from kliping.store import Store

Kept = TypeVar("Kept")


@dataclass(slots=True)
class Memory:
    """What the store remembers of a digest's files. With `is_blank` it begins anew."""

    store: Store
    root: Path
    config: Config
    seeds: Inventory
    is_blank: bool = False
    sketches: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
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
            self.digests[name] = self.seeds.digest_of(name, partial(_digest_of, self.root, name, self.config))
            found = glances.from_text(kept[name], name, self._rests_on(name)) if name in kept else ()
            if found:
                known[name] = found
        return known

    def refusals(self, names: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
        """What was refused of those of the files that are as they were; `glances` must have looked at them."""
        kept = self._recall("refused")
        found = {name: glances.refusals_from_text(kept[name], self._rests_on(name)) for name in names if name in kept}
        return {name: of_one for name, of_one in found.items() if of_one}

    def keep(self, found: Iterable[Glance], refused: Iterable[Refused]) -> None:
        """Remember all that this run looked at."""
        self.keep_articles()
        self.keep_glances(found, refused)
        self.keep_sketches()

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

    def existing(self, texts: Texts) -> dict[str, Existing]:
        """The articles of content/ by id, read only where their bytes changed."""
        kept = self._recall("article")
        found = {}
        for path, sha256 in texts.digests.items():
            if not is_article(path):
                continue
            key = f"{sha256} {self.rules}"
            reference = _reference(kept.get(path, ""), key)
            if reference is None:
                reference = content.reference(texts[path], path)
            self._learn(path, key, reference)
            if reference is not None:
                found[reference.id] = Existing(path=path, read=partial(texts.text, path), reference=reference)
        return found

    def learn(self, path: str, text: str) -> None:
        """Remember an article that was written, so that the next run need not read it."""
        if is_article(path):
            self._learn(path, f"{digest.sha256_of(text.encode())} {self.rules}", content.reference(text, path))

    def _learn(self, path: str, key: str, reference: Reference | None) -> None:
        self.articles[path] = json.dumps([key, _fields(reference)])

    def keep_articles(self) -> None:
        """Remember all articles that were looked at or written."""
        self.store.remember("article", self.articles)

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

    def proposals(self, found: Iterable[Seed], propose: Propose, *, is_all: bool) -> tuple[Proposal, ...]:
        """The lines to propose: those of the clippings that were read, and those found before among the others.

        A line that was found before counts in both.
        """
        kept = () if is_all else _proposals(self._recall("proposal").get("lines", ""), self.rules)
        made = {(one.source, one.line): one for one in kept}
        for one in propose(found):
            before = made.get((one.source, one.line), one)
            both = replace(one, count=before.count + one.count, of=before.of + one.of)
            made[one.source, one.line] = one if before is one else both
        lines = json.dumps([self.rules, [asdict(one) for one in made.values()]])
        self.store.remember("proposal", {"lines": lines} if made else {})
        return tuple(made.values())

    def _recall(self, kind: str) -> dict[str, str]:
        return {} if self.is_blank else self.store.recall(kind)

    def _rests_on(self, name: str) -> str:
        return f"{self.digests.get(name, '')} {self.rules}"


def _digest_of(root: Path, name: str, config: Config) -> str:
    """The digest of a seed's bytes; empty where they cannot be read."""
    data = seed_bytes(root, name, config)
    return digest.sha256_of(data) if isinstance(data, bytes) else ""


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
