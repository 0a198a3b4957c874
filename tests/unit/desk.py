"""A digest in memory, for the tests of what ingest decides."""

from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from kliping import claims, content, git, ingest, owners, seal
from kliping.claims import Clipping, Existing, Known
from kliping.glances import Glance
from kliping.ingest import Decisions
from kliping.merging import Merge
from kliping.model import Config, Moment, Seed
from kliping.records import Record, key_of
from tests import make

PATH = "content/2020/2020-10-05-pasar-pagi-buka-lagi.md"
NOW = make.moment(make.NOW)


@dataclass
class Desk:
    """A digest in memory: what ingest decides is done to it, as the pipeline does it to files."""

    glances_at_what_it_knows: ClassVar[bool] = False

    texts: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    config: Config = field(default_factory=make.config)
    merge: Merge = git.merge
    now: Moment = NOW
    unread: frozenset[str] = frozenset()
    glanced_at: dict[str, tuple[Seed, Glance]] = field(default_factory=dict)

    def known(self) -> Known:
        """What decisions look at."""
        existing = {}
        for path, text in self.texts.items():
            found = content.reference(text, path) if path.endswith(".md") else None
            if found is not None:
                existing[found.id] = Existing(path=path, read=partial(str, text), reference=found)
        return Known(
            existing=existing,
            texts=self.texts,
            bases=self.bases.get,
            records=self.records,
            merge=self.merge,
            config=self.config,
            now=self.now,
            unread=self.unread,
        )

    def clippings(self, *seeds: Seed) -> list[Clipping]:
        """The clippings as the pipeline hands them over: read, or glanced at where they are as they were."""
        kept = {}
        if self.glances_at_what_it_knows:
            for seed in seeds:
                before = self.glanced_at.get(key_of(seed.file, seed.item))
                if before and before[0] == seed:
                    kept[seed.file, seed.item] = before[1]
        while True:
            clippings: list[Clipping] = [kept.get((seed.file, seed.item), seed) for seed in seeds]
            known = self.known()
            wanted = claims.unsettled(owners.claims_of(claims.by_name(clippings), known), known)
            if not wanted:
                return clippings
            kept = {name: glance for name, glance in kept.items() if name[0] not in wanted}

    def decide(self, *seeds: Seed) -> Decisions:
        """The decisions alone."""
        return ingest.decide(self.clippings(*seeds), self.known())

    def ingest(self, *seeds: Seed) -> Decisions:
        """One run."""
        decisions = self.decide(*seeds)
        self.bases |= {seal.written_in(text): text for text in decisions.bases}
        self.texts |= decisions.writes
        self.records = dict(decisions.records)
        before = {key: glance for key, (_, glance) in self.glanced_at.items()}
        glances = before | {key_of(one.file, one.item): one for one in decisions.glances}
        self.glanced_at = {key: (seed, glances[key]) for seed in seeds if (key := key_of(seed.file, seed.item))}
        return decisions

    def edit(self, old: str, new: str, path: str = PATH) -> None:
        """The editor's hand."""
        assert old in self.texts[path]
        self.texts[path] = self.texts[path].replace(old, new, 1)
