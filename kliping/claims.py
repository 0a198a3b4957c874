"""Whose article each clipping is: known by its name; else, renamed or copied, by its bytes; else new.

Strategy: names and digests are enough for this, so a clipping that was only glanced at is claimed like one
that was read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kliping import digest, duplicates
from kliping.content import Reference
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.merging import Merge
from kliping.model import Config, Moment, Seed, SeedReference
from kliping.records import Record, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A clipping that was read and laid by: what it is known by, when and where it was published; and all of it."""

    file: str
    item: str
    sha256: str
    at: datetime | None
    url: str
    load: Callable[[], Seed]


Clipping = Seed | Shelved | Glance


def shelved(seed: Seed, load: Callable[[], Seed]) -> Shelved:
    """A clipping that `load` gives again, so that nobody need hold the text of all."""
    return Shelved(
        file=seed.file,
        item=seed.item,
        sha256=seed.sha256,
        at=seed.date.at if seed.date else None,
        url=seed.source.url if seed.source else "",
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
    what ingest wrote, by its digest; `records` of .seeds.yaml; `sketch` makes sketches, or has them from the store.
    `unread` are the paths below content/ that could not be read: what they hold is not known, so it is not gone.
    """

    existing: Mapping[str, Existing]
    texts: Mapping[str, str]
    bases: Callable[[str], str | None]
    records: Mapping[str, Record]
    merge: Merge
    config: Config
    now: Moment
    sketch: Callable[[str], Sketch] = duplicates.sketch
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clipping and the id of its article; `is_new` when first seen, `is_copy` when another one owns the article."""

    seed: Clipping
    id: str
    is_new: bool = False
    is_copy: bool = False

    @property
    def key(self) -> str:
        """The name of its clipping."""
        return key_of(self.seed.file, self.seed.item)


def claims_of(clippings: Sequence[Clipping], known: Known) -> list[Claim]:
    """Each clipping known by its name; else, renamed or copied, by its bytes; else new."""
    live = {key_of(seed.file, seed.item): seed for seed in clippings}
    referred = _by_reference(known)
    known = replace(known, records=_complete(referred, known))
    owners = _owners(live, referred, known)
    moved = _moved(live, known)
    remembered = {
        key: claim for key, seed in live.items() if (claim := _remembered(key, seed, owners, referred, known))
    }
    remembered = {key: claim for key, claim in remembered.items() if claim.id not in moved.values()}
    remembered |= {key: Claim(seed=live[key], id=article_id) for key, article_id in moved.items()}
    by_bytes = {claim.seed.sha256: claim.id for claim in remembered.values() if not claim.is_copy}
    claimed = set(by_bytes.values())
    orphans = {sha256: article_id for sha256, article_id in _orphans(live, known).items() if article_id not in claimed}
    taken = {record.id for record in known.records.values()} | set(known.existing)
    claims: list[Claim] = []
    for key, seed in sorted(live.items()):
        claim = remembered.get(key) or _by_bytes(key, seed, by_bytes, orphans, taken)
        by_bytes.setdefault(seed.sha256, claim.id)
        taken.add(claim.id)
        claims.append(claim)
    return claims


def _remembered(
    key: str, seed: Clipping, owners: Mapping[str, str], referred: Mapping[str, str], known: Known
) -> Claim | None:
    record = known.records.get(key)
    article_id = record.id if record else referred.get(key)
    if article_id is None:
        return None
    is_copy = owners[article_id] != key
    if is_copy and record and record.sha256 != seed.sha256:
        return None  # it was a copy, and now says something of its own
    return Claim(seed=seed, id=article_id, is_copy=is_copy)


def _complete(referred: Mapping[str, str], known: Known) -> Mapping[str, Record]:
    """The records by the ids that articles bear now, which an editor may change; those lost, by front matter."""
    changed = {
        record.id: referred[key]
        for key, record in known.records.items()
        if record.id not in known.existing and key in referred
        if (seed := known.existing[referred[key]].seed) and seed.sha256 == record.sha256
    }
    lost = {
        key: Record(id=article_id, sha256=seed.sha256)
        for key, article_id in referred.items()
        if key not in known.records and (seed := known.existing[article_id].seed)
    }
    if not changed:
        return lost | dict(known.records)
    return lost | {key: replace(one, id=changed.get(one.id, one.id)) for key, one in known.records.items()}


def _moved(live: Mapping[str, Clipping], known: Known) -> Mapping[str, str]:
    """Articles of clippings that took the name of another one: theirs by the bytes that stood under their own."""
    left = {
        record.sha256: record.id
        for key, record in known.records.items()
        if not record.is_copy and (key not in live or live[key].sha256 != record.sha256)
    }
    moved: dict[str, str] = {}
    for key, seed in sorted(live.items()):
        record = known.records.get(key)
        if record is not None and record.sha256 != seed.sha256 and not record.is_copy and seed.sha256 in left:
            moved[key] = left.pop(seed.sha256)
    return {key: article_id for key, article_id in moved.items() if known.records[key].id != article_id}


def _owners(live: Mapping[str, Clipping], referred: Mapping[str, str], known: Known) -> Mapping[str, str]:
    """The clipping that each article is made of: the one it names, else one that was never a copy, else the first."""
    records = {key: known.records[key] for key in live if key in known.records}
    owners = {referred[key]: key for key in live if key in referred}
    for key in sorted(records, key=lambda key: (records[key].is_copy, key)):
        owners.setdefault(records[key].id, key)
    return owners


def _by_bytes(key: str, seed: Clipping, by_bytes: Mapping[str, str], orphans: dict[str, str], taken: set[str]) -> Claim:
    if seed.sha256 in by_bytes:
        return Claim(seed=seed, id=by_bytes[seed.sha256], is_copy=True)
    if seed.sha256 in orphans:
        return Claim(seed=seed, id=orphans.pop(seed.sha256))
    article_id = seed.sha256[:16]
    if article_id in taken:  # these bytes became an article that has since changed with its clipping
        article_id = digest.short(f"{seed.sha256} {key}".encode())
    return Claim(seed=seed, id=article_id, is_new=True)


def _orphans(live: Mapping[str, Clipping], known: Known) -> dict[str, str]:
    """Ids by the bytes of clippings that are no longer where they were: renamed ones are found here."""
    recorded = {record.sha256: record.id for key, record in known.records.items() if key not in live}
    referred = {
        existing.seed.sha256: article_id
        for article_id, existing in known.existing.items()
        if existing.seed and _reference_key(existing) not in live
    }
    return recorded | referred


def _by_reference(known: Known) -> Mapping[str, str]:
    return {key: article_id for article_id, existing in known.existing.items() if (key := _reference_key(existing))}


def _reference_key(existing: Existing | None) -> str | None:
    reference = existing.seed if existing else None
    return key_of(reference.file, reference.item) if reference else None


def last_seen(claim: Claim, existing: Existing, known: Known) -> str:
    """The digest of the clipping that the article was made of; as recorded, where its editor took `seed:` out."""
    if existing.seed and existing.seed.sha256:
        return existing.seed.sha256
    record = known.records.get(claim.key)
    return record.sha256 if record and record.id == claim.id else ""


def is_settled(claim: Claim, known: Known) -> bool:
    """Whether a claim can be decided without the clipping's text: nothing of it would be written."""
    existing, record = known.existing.get(claim.id), known.records.get(claim.key)
    if claim.is_copy:
        return True
    if claim.is_new:
        return False
    if existing is None:
        return record is None or not record.duplicate_of or record.sha256 == claim.seed.sha256
    if not existing.is_untouched:
        return claim.seed.sha256 == last_seen(claim, existing, known)
    made = existing.seed.written if existing.seed else ""
    return isinstance(claim.seed, Glance) and claim.seed.written == made != ""


def unsettled(clippings: Sequence[Clipping], known: Known) -> frozenset[str]:
    """The files of those clippings that were only glanced at and must be read after all."""
    claims = claims_of(clippings, known)
    return frozenset(
        claim.seed.file for claim in claims if isinstance(claim.seed, Glance) and not is_settled(claim, known)
    )
