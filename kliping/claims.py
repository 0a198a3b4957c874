"""Clippings and the articles that are theirs, as a decision looks at them; and what can be decided at a glance.

Strategy: names and digests are enough for this, so a clipping that was only glanced at is claimed like one that was
read. `owners` finds out which article is whose.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kliping import duplicates
from kliping.content import Reference
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.merging import Merge
from kliping.model import Config, Moment, Seed, SeedReference
from kliping.records import Record, key_of
from kliping.tables import Held, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A clipping that was read and laid by: what it is known by, when and where it was published; its body, and all."""

    file: str
    item: str
    sha256: str
    at: datetime | None
    url: str
    body: Callable[[], str]
    load: Callable[[], Seed]


Clipping = Seed | Shelved | Glance


def shelved(seed: Seed, body: Callable[[], str], load: Callable[[], Seed]) -> Shelved:
    """A clipping that `load` gives again, and `body` its body alone, so that nobody need hold the text of all."""
    return Shelved(
        file=seed.file,
        item=seed.item,
        sha256=seed.sha256,
        at=seed.date.at if seed.date else None,
        url=seed.source.url if seed.source else "",
        body=body,
        load=load,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A file of content/ that has an id: it may hold other mistakes. `read` gives its text."""

    path: str
    read: Callable[[], str] = field(compare=False)
    reference: Reference

    @property
    def text(self) -> str:
        """The file as it stands; empty where it is gone."""
        return self.read()

    def taken_up(self) -> "Existing":
        """The same, with one text however often it is asked for."""
        text = self.read()
        return replace(self, read=lambda: text)

    @property
    def seed(self) -> SeedReference | None:
        """The clipping that it was made of."""
        return self.reference.seed

    @property
    def is_untouched(self) -> bool:
        """Whether it is, byte for byte, what ingest wrote."""
        return self.reference.is_untouched


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a decision may look at.

    `existing` are the files of articles by id; `texts` all texts under content/ by path, broken ones too; `bases`
    what ingest wrote, by its digest; `records` of .seeds.yaml; `sketch` makes the sketch of the body that stands at a
    path, which it need not ask for where it has that of its digest. `unread` are the paths below content/ that could
    not be read: what they hold is not known, so it is not gone. A new `table` holds what may be too much to hold.
    """

    existing: Mapping[str, Existing]
    texts: Mapping[str, str]
    bases: Callable[[str], str | None]
    records: Mapping[str, Record]
    merge: Merge
    config: Config
    now: Moment
    sketch: Callable[[str, str, Callable[[], str]], Sketch] = lambda _path, _digest, body: duplicates.sketch(body())
    unread: frozenset[str] = frozenset()
    table: Callable[[], Table[Any]] = Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clipping and the id of its article; `is_new` when first seen, `is_copy` when another one owns the article.

    `record` is what was recorded of a clipping of this name. Where clipping, record and article are as they were,
    nothing is to be found out or done: then `stands_at` is the path of the article, and `duplicate_of` is recorded.
    """

    seed: Clipping
    id: str
    is_new: bool = False
    is_copy: bool = False
    record: Record | None = None
    stands_at: str = ""
    duplicate_of: str = ""

    @property
    def key(self) -> str:
        """The name of its clipping."""
        return key_of(self.seed.file, self.seed.item)


# By the name of a clipping: the id of its article, whether that is new, whether another clipping owns it; and where
# it stands and whose copy it is, if all is as it was.
Owned = Table[tuple[str, bool, bool, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Iterable[Claim]):
    """The claims of all clippings, in order of their names, as often as they are asked for.

    `clippings` are by their names; `odd` are the names of those of which something is to be found out or done.
    """

    clippings: Table[Clipping]
    owned: Owned
    odd: Table[str]
    records: Mapping[str, Record]

    def __iter__(self) -> Iterator[Claim]:
        """One claim after the other."""
        for (key, seed), (_, owned) in zip(self.clippings.in_order(), self.owned.in_order(), strict=True):
            yield self._claim(key, seed, owned)

    def of_odd(self) -> Iterator[Claim]:
        """The claims of which something is to be found out or done."""
        for key, _ in self.odd.in_order():
            seed = self.clippings.get(key)
            if seed is not None:
                yield self._claim(key, seed, self.owned[key])

    def _claim(self, key: str, seed: Clipping, owned: tuple[str, bool, bool, str, str]) -> Claim:
        article_id, is_new, is_copy, path, duplicate_of = owned
        if path:
            return Claim(seed=seed, id=article_id, stands_at=path, duplicate_of=duplicate_of)
        return Claim(seed=seed, id=article_id, is_new=is_new, is_copy=is_copy, record=self.records.get(key))


def by_name(clippings: Iterable[Clipping]) -> Table[Clipping]:
    """Clippings by their names."""
    return Held({key_of(seed.file, seed.item): seed for seed in clippings})


def last_seen(claim: Claim, existing: Existing) -> str:
    """The digest of the clipping that the article was made of; as recorded, where its editor took `seed:` out."""
    if existing.seed and existing.seed.sha256:
        return existing.seed.sha256
    return claim.record.sha256 if claim.record and claim.record.id == claim.id else ""


def is_settled(claim: Claim, known: Known) -> bool:
    """Whether a claim can be decided without the clipping's text: nothing of it would be written."""
    if claim.is_copy or claim.stands_at:
        return True
    if claim.is_new:
        return False
    existing, record = known.existing.get(claim.id), claim.record
    if existing is None:
        return not is_wanted_again(claim, known) and (
            record is None or not record.duplicate_of or record.sha256 == claim.seed.sha256
        )
    if not existing.is_untouched:
        return claim.seed.sha256 == last_seen(claim, existing)
    made = existing.seed.written if existing.seed else ""
    return isinstance(claim.seed, Glance) and claim.seed.written == made != ""


def is_wanted_again(claim: Claim, known: Known) -> bool:
    """Whether a near copy was left out by a setting that says otherwise by now."""
    record = claim.record
    was_skipped = record is not None and record.skipped and not (record.rejected or claim.is_copy)
    return was_skipped and claim.id not in known.existing and known.config.ingest.duplicates != "skip"


def unsettled(claimed: Claims, known: Known) -> frozenset[str]:
    """The files of those clippings that were only glanced at and must be read after all."""
    return frozenset(
        claim.seed.file for claim in claimed.of_odd() if isinstance(claim.seed, Glance) and not is_settled(claim, known)
    )
