"""What the store remembers of a digest's files, so that a run with nothing new reads and asks nothing twice.

Strategy: what was found out about a file rests on the digest of its bytes, of the rules in config.yaml and of
the code that read it; while these are the same it is taken from the store, and none of it is believed otherwise.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, replace
from functools import partial
from pathlib import Path
from typing import Any

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
from kliping.tables import Held, Table


class Memory:
    """What the store remembers of a digest's files. With `is_blank` it begins anew.

    Glances have their accounts only `with_accounts`: those of all clippings take most of the memory of a run. A new
    `table` holds what may be too much to hold.
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
        table: Callable[[], Table[Any]] = Held,
    ) -> None:
        decisive = (
            config.sources, config.lang, config.timezone, config.limits, config.ingest.duplicates, disk.revision(),
        )  # fmt: skip
        self.seeds = seeds
        self._store = store
        self._root = root
        self._config = config
        self._is_blank = is_blank
        self._with_accounts = with_accounts
        self._rules = digest.short(repr(decisive).encode())
        self._digests: Table[str] = table()
        self._looks = Rows(store, "seed", is_blank=is_blank)
        self._references = Rows(store, "article", is_blank=is_blank)
        self._sketches = Rows(store, "sketch", is_blank=is_blank)
        self._has_sketched = False
        self._sketched: Table[str] = table()
        # Of files of many clippings, which may come in several portions.
        self._looked_at: dict[str, list[Glance]] = {}

    def glances(self, names: Iterable[str]) -> Iterator[tuple[str, tuple[Glance, ...]]]:
        """Files of seeds/, each with what is known of it, if it is as it was."""
        refused = self._recall("refused")
        for name in names:
            sha256 = self._digest_of(name)
            kept, rests_on = self._looks.get(name), f"{sha256} {self._rules}"
            found = glances.from_text(kept, name, rests_on, with_accounts=self._with_accounts) if kept else ()
            if found:
                self._looks.stays(name)
            if not found or name in refused:
                self._digests[name] = sha256
            yield name, found

    def expect(self, names: Iterable[str]) -> None:
        """Know what the files are that are read now, though what is known of them holds."""
        for name in names:
            self._digests[name] = self._digest_of(name)

    def _digest_of(self, name: str) -> str:
        return self.seeds.digest_of(name, partial(_digest_of, self._root, name, self._config))

    def refusals(self, names: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
        """What was refused of those of the files that are as they were; `glances` must have looked at them."""
        kept = self._recall("refused")
        names = [name for name in names if name in kept] if kept else []
        found = {name: glances.refusals_from_text(kept[name], self._rests_on(name)) for name in names}
        return {name: of_one for name, of_one in found.items() if of_one}

    def keep(self, refused: Iterable[Refused]) -> None:
        """Remember all that this run looked at, and what was refused."""
        self._keep_refusals(refused)
        for name, of_one in self._looked_at.items():
            self._put_look(name, of_one)
        for rows in (self._looks, self._references):
            rows.settle()
        self.keep_sketches()
        self._store.stop_reading()

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

    def existing(self, texts: Texts, into: Table[Existing] | None = None) -> tuple[Table[Existing], frozenset[str]]:
        """The articles of content/ by id, read only where their bytes changed; and the paths of what has no id.

        What an untouched article was made of is what it is: where a clone brought it, its base is kept so.
        """
        found = Held() if into is None else into
        nameless = []
        for path, sha256 in texts.digests.items():
            if not is_article(path):
                continue
            reference = _reference(self._references.get(path), f"{sha256} {self._rules}")
            if reference is not None:
                self._references.stays(path)
            else:
                text = texts[path]
                reference = content.reference(text, path)
                self._put_reference(path, sha256, reference)
                self._keep_base(reference, text)
            if reference is not None:
                found[reference.id] = Existing(path=path, read=partial(texts.text, path), reference=reference)
            else:
                nameless.append(path)
        return found, frozenset(nameless)

    def _keep_base(self, reference: Reference | None, text: str) -> None:
        seed = reference.seed if reference and reference.is_untouched else None
        if seed and not self._store.has_base(seed.written):
            self._store.keep_bases([(seed.written, text)])

    def learn(self, path: str, text: str, known: Reference | None) -> None:
        """Remember an article that was written, and what it is known by, so that the next run need not read it."""
        if is_article(path):
            reference = known or content.reference(text, path)
            self._put_reference(path, digest.sha256_of(text.encode()), reference)
            sketched = self._sketched.get(reference.body) if reference else None
            if sketched:
                self._sketches.put(path, sketched)

    def _put_reference(self, path: str, sha256: str, reference: Reference | None) -> None:
        fields = astuple(reference) if reference else None
        self._references.put(path, json.dumps([f"{sha256} {self._rules}", fields]))

    def sketch(self, path: str, body_digest: str, body: Callable[[], str]) -> Sketch:
        """The sketch of the body of an article, which is read only where it is not known by its digest.

        A digest with one new clipping need not read every article, nor take it apart again. What has no path yet is
        remembered when it has.
        """
        self._has_sketched = True
        key = f"{body_digest} {self._rules} "
        kept = self._sketches.get(path) if path else None
        if kept and kept.startswith(key):
            self._sketches.stays(path)
            return _sketch(kept.removeprefix(key))
        made = duplicates.sketch(body())
        told = f"{key}{made.size} {made.samples.hex()}"
        if path:
            self._sketches.put(path, told)
        else:
            self._sketched[body_digest] = told
        return made

    def keep_sketches(self) -> None:
        """Remember the sketches that were asked for: all that the next run may need, or none."""
        if self._has_sketched:
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


def _reference(kept: str | None, key: str) -> Reference | None:
    """A reference as it was kept, if it still holds."""
    try:
        stands_for, fields = json.loads(kept or "null")
        if stands_for != key or fields is None:
            return None
        article_id, url, duplicate_of, seed, is_untouched, body = fields
        return Reference(
            id=article_id,
            url=url,
            duplicate_of=duplicate_of,
            seed=SeedReference(file=seed[0], item=seed[1], sha256=seed[2], written=seed[3]) if seed else None,
            is_untouched=is_untouched,
            body=body,
        )
    except (ValueError, TypeError, IndexError):
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
