"""What the store remembers of a digest's files, so that a run with nothing new reads and asks nothing twice.

Strategy: what was found out about a file rests on the digest of its bytes, of the rules in config.yaml and of
the code that read it; while these are the same it is taken from the store, and none of it is believed otherwise.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

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
from kliping.rows import Rows
from kliping.seeds import Refused
from kliping.store import Store


class Memory:
    """What the store remembers of a digest's files. With `is_blank` it begins anew.

    Glances have their accounts only `with_accounts`: those of all clippings take most of the memory of a run.
    """

    def __init__(
        self,
        store: Store,
        root: Path,
        config: Config,
        seeds: Inventory,
        *,
        is_blank: bool = False,
        with_accounts: bool = True,
    ) -> None:
        decisive = (config.sources, config.lang, config.timezone, config.limits, disk.revision())
        self.seeds = seeds
        self._store = store
        self._root = root
        self._config = config
        self._is_blank = is_blank
        self._with_accounts = with_accounts
        self._rules = digest.short(repr(decisive).encode())
        self._digests: dict[str, str] = {}
        self._looks = Rows(store, "seed", is_blank=is_blank)
        self._references = Rows(store, "article", is_blank=is_blank)
        self._sketches = Rows(store, "sketch", is_blank=is_blank)
        self._older_sketches: dict[str, str] | None = None
        # Of files of many clippings, which may come in several portions.
        self._looked_at: dict[str, list[Glance]] = {}

    def glances(self, names: Sequence[str]) -> dict[str, tuple[Glance, ...]]:
        """What is known of those files of seeds/ that are as they were."""
        for name in names:
            self._digests[name] = self.seeds.digest_of(name, partial(_digest_of, self._root, name, self._config))
        known = {}
        wanted = set(names)
        for name, kept in self._looks.before():
            rests_on = self._rests_on(name)
            found = glances.from_text(kept, name, rests_on, with_accounts=self._with_accounts) if name in wanted else ()
            if found:
                self._looks.stays(name)
                known[name] = found
        return known

    def refusals(self, names: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
        """What was refused of those of the files that are as they were; `glances` must have looked at them."""
        kept = self._recall("refused")
        found = {name: glances.refusals_from_text(kept[name], self._rests_on(name)) for name in names if name in kept}
        return {name: of_one for name, of_one in found.items() if of_one}

    def keep(self, refused: Iterable[Refused]) -> None:
        """Remember all that this run looked at, and what was refused."""
        self._keep_refusals(refused)
        for name, of_one in self._looked_at.items():
            self._put_look(name, of_one)
        for rows in (self._looks, self._references):
            rows.settle()
        self.keep_sketches()

    def look_at(self, found: Iterable[Glance]) -> None:
        """Have clippings remembered that this run read."""
        for glance in found:
            if glance.item:
                self._looked_at.setdefault(glance.file, []).append(glance)
            else:
                self._put_look(glance.file, (glance,))

    def _put_look(self, name: str, of_one: Sequence[Glance]) -> None:
        if self._digests.get(name):
            self._looks.put(name, glances.as_text(of_one, self._rests_on(name)))

    def _keep_refusals(self, refused: Iterable[Refused]) -> None:
        """Remember what was refused, but of files that could not be read: of those not even the clippings."""
        refusals: dict[str, list[Refused]] = {}
        for each in refused:
            refusals.setdefault(each.problem.span.path, []).append(each)
        unread = {name for name in refusals if not self._digests.get(name)}
        unread |= {name for name, of_one in refusals.items() if any(each.problem.code == UNREADABLE for each in of_one)}
        for name in unread:
            self._looked_at.pop(name, None)
            self._looks.drop(name)
        kept = {name: of_one for name, of_one in refusals.items() if name not in unread}
        texts = {name: glances.refusals_as_text(of_one, self._rests_on(name)) for name, of_one in kept.items()}
        self._store.remember("refused", texts)

    def existing(self, texts: Texts) -> dict[str, Existing]:
        """The articles of content/ by id, read only where their bytes changed."""
        kept = dict(self._references_before(texts))
        found = {}
        for path, sha256 in texts.digests.items():
            reference = kept.get(path)
            if reference is None and is_article(path):
                reference = content.reference(texts[path], path)
                self._put_reference(path, sha256, reference)
            if reference is not None:
                found[reference.id] = Existing(path=path, read=partial(texts.text, path), reference=reference)
        return found

    def _references_before(self, texts: Texts) -> Iterator[tuple[str, Reference]]:
        """What articles that are as they were are known by, by their paths."""
        for path, kept in self._references.before():
            reference = _reference(kept, f"{texts.digests.get(path)} {self._rules}")
            if reference is not None:
                self._references.stays(path)
                yield path, reference

    def learn(self, path: str, text: str, known: Reference | None) -> None:
        """Remember an article that was written, and what it is known by, so that the next run need not read it."""
        if is_article(path):
            self._put_reference(path, digest.sha256_of(text.encode()), known or content.reference(text, path))

    def _put_reference(self, path: str, sha256: str, reference: Reference | None) -> None:
        fields = asdict(reference) if reference else None
        self._references.put(path, json.dumps([f"{sha256} {self._rules}", fields]))

    def sketch(self, body: str) -> Sketch:
        """The sketch of a text: a digest with one new clipping need not take every other apart again."""
        if self._older_sketches is None:
            self._older_sketches = dict(self._sketches.before())
        key = f"{digest.sha256_of(body.encode('utf-8', 'replace'))} {self._rules}"
        kept = self._older_sketches.get(key)
        if kept:
            self._sketches.stays(key)
            return _sketch(kept)
        made = duplicates.sketch(body)
        self._sketches.put(key, f"{made.size} {made.samples.hex()}")
        return made

    def keep_sketches(self) -> None:
        """Remember the sketches that were asked for: all that the next run may need, or none."""
        if self._older_sketches is not None:
            self._sketches.settle()

    def proposals(self, found: Iterable[Seed], propose: Propose, *, is_all: bool) -> tuple[Proposal, ...]:
        """The lines to propose: those of the clippings that were read, and those found before among the others.

        A line that was found before counts in both.
        """
        kept = () if is_all else _proposals(self._recall("proposal").get("lines", ""), self._rules)
        made = {(one.source, one.line): one for one in kept}
        for one in propose(found):
            before = made.get((one.source, one.line), one)
            both = replace(one, count=before.count + one.count, of=before.of + one.of)
            made[one.source, one.line] = one if before is one else both
        lines = json.dumps([self._rules, [asdict(one) for one in made.values()]])
        self._store.remember("proposal", {"lines": lines} if made else {})
        return tuple(made.values())

    def _recall(self, kind: str) -> dict[str, str]:
        return {} if self._is_blank else self._store.recall(kind)

    def _rests_on(self, name: str) -> str:
        return f"{self._digests.get(name, '')} {self._rules}"


def _digest_of(root: Path, name: str, config: Config) -> str:
    """The digest of a seed's bytes; empty where they cannot be read."""
    data = seed_bytes(root, name, config)
    return digest.sha256_of(data) if isinstance(data, bytes) else ""


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
