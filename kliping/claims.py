"""Whose article each clipping is: known by its name; else, renamed or copied, by its bytes; else new.

Strategy: names and digests are enough for this, so a clipping that was only glanced at is claimed like one
that was read. Clippings, records and articles are read side by side in order of their names, so that neither need be
held; what is out of the ordinary is put into tables.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kliping import digest, duplicates
from kliping.content import Reference
from kliping.duplicates import Sketch
from kliping.glances import Glance
from kliping.merging import Merge
from kliping.model import Config, Moment, Seed, SeedReference
from kliping.records import Record, key_of
from kliping.tables import Held, Table, in_order, joined


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


def claims_of(clippings: Table[Clipping], known: Known) -> Claims:
    """Each clipping known by its name; else, renamed or copied, by its bytes; else new."""
    owned: Owned = known.table()
    first_seen: Table[str] = known.table()
    names = _Names(clippings, known)
    for key, (seed, record, article) in names.all():
        if record is None and article is None:
            first_seen[key] = seed.sha256
        elif seed and record and article and _is_as_it_was(seed, record, article):
            owned[key] = record.id, False, False, article[1], record.duplicate_of
        else:
            names.odd[key] = ""
    _put_remembered(names, owned, first_seen)
    if first_seen:
        _put_by_bytes(names, owned, first_seen)
    for key in first_seen:
        names.odd[key] = ""
    return Claims(clippings=clippings, owned=owned, odd=names.odd, records=known.records)


# An article by the name of its clipping: its id and its path; the digest that it names of its clipping, and its seal
# if it is untouched.
_Article = tuple[str, str, str, str]


def _is_as_it_was(seed: Clipping, record: Record, article: _Article) -> bool:
    """Whether a clipping, its record and its article all say what they said, so that nothing is to be done."""
    article_id, _, sha256, sealed = article
    is_recorded = record.id == article_id and record.sha256 == seed.sha256 and not (record.is_copy or record.rejected)
    if not is_recorded or not isinstance(seed, Glance):
        return False
    return seed.written == sealed if sealed else sha256 == seed.sha256


class _Names:
    """What clippings, records and articles say of each name of a clipping, side by side.

    `articles` are by the clipping that each says it is made of. Of the `odd` names it is found out one step after the
    other who owns what; of the others all three say the same.
    """

    def __init__(self, clippings: Table[Clipping], known: Known) -> None:
        self.clippings = clippings
        self.known = known
        self.articles = _by_reference(known)
        self.odd: Table[str] = known.table()
        self.ids: dict[str, str] = {}

    def all(self) -> Iterator[tuple[str, list[Any]]]:
        """Each name with its clipping, its record and the article that says it is made of it; or None."""
        return joined(self.clippings.in_order(), in_order(self.known.records), self.articles.in_order())

    def read(self) -> Iterator[tuple[str, Clipping | None, Record | None, str | None]]:
        """The same of the odd names, as it is recorded."""
        for key, _ in self.odd.in_order():
            article = self.articles.get(key)
            yield key, self.clippings.get(key), self.known.records.get(key), article[0] if article else None

    def each(self) -> Iterator[tuple[str, Clipping | None, Record]]:
        """Each odd name with its clipping and its record, by the id that its article bears now."""
        for key, seed, record, article_id in self.read():
            if record is not None:
                yield key, seed, replace(record, id=self.ids.get(record.id, record.id))
            elif article_id is not None:  # its record was lost
                yield key, seed, Record(id=article_id, sha256=self.seed_of(article_id).sha256)

    def recorded_last(self) -> Iterator[tuple[str, Clipping | None, Record]]:
        """The same, those first whose record was lost: where two say what is another's, what is recorded counts."""
        for is_recorded in (False, True):
            yield from (each for each in self.each() if (each[0] in self.known.records) == is_recorded)

    def named_by(self, article_id: str) -> str | None:
        """The clipping that an article says it is made of, where there is one, and no other article says so too."""
        key = _reference_key(self.known.existing.get(article_id))
        article = self.articles.get(key) if key is not None and key in self.clippings else None
        return key if article is not None and article[0] == article_id else None

    def seed_of(self, article_id: str) -> SeedReference:
        """What an article says of its clipping."""
        return self.known.existing[article_id].seed or SeedReference(file="")


def _put_remembered(names: _Names, owned: Owned, first_seen: Table[str]) -> None:
    """Put down who owns the clippings that were seen before, under the names that are odd."""
    names.ids = _ids_changed(names)
    moved = _moved(names)
    owners = _owners(names)
    taken = {*moved.values()}
    if taken:
        for key, owner in owned.items():
            if owner[0] in taken:
                names.odd[key] = ""
    for key, seed, record in names.each():
        if seed is None:
            continue
        is_copy = owners.get(record.id, key) != key
        says_its_own = is_copy and record.sha256 != seed.sha256  # it was a copy
        if key in moved:
            owned[key] = moved[key], False, False, "", ""
        elif says_its_own or record.id in taken:
            first_seen[key] = seed.sha256
            owned.pop(key, None)
        else:
            owned[key] = record.id, False, is_copy, "", ""


def _ids_changed(names: _Names) -> dict[str, str]:
    """The ids that articles bear now, which an editor may change, by those that are recorded."""
    return {
        record.id: article_id
        for _, _, record, article_id in names.read()
        if record and article_id and record.id not in names.known.existing
        if names.seed_of(article_id).sha256 == record.sha256
    }


def _owners(names: _Names) -> Table[str]:
    """The clipping that each article is made of: the one it names, else one that was never a copy, else the first."""
    owners: Table[str] = names.known.table()
    copies: Table[str] = names.known.table()
    for key, seed, record in names.each():
        if seed is not None:
            owner = names.named_by(record.id)
            side = owners if owner or not record.is_copy else copies
            side.setdefault(record.id, owner or key)
    for article_id, key in copies.items():
        owners.setdefault(article_id, key)
    return owners


def _moved(names: _Names) -> Mapping[str, str]:
    """Articles of clippings that took the name of another one: theirs by the bytes that stood under their own."""
    left: Table[str] = names.known.table()
    changed: Table[tuple[str, str]] = names.known.table()
    for key, seed, record in names.recorded_last():
        if not record.is_copy and (seed is None or seed.sha256 != record.sha256):
            left[record.sha256] = record.id
            if seed is not None:
                changed[key] = seed.sha256, record.id
    moved = {}
    for key, (sha256, recorded) in changed.in_order() if left else ():
        article_id = left.pop(sha256, recorded)
        if article_id != recorded:
            moved[key] = article_id
    return moved


def _put_by_bytes(names: _Names, owned: Owned, first_seen: Table[str]) -> None:
    """Put down who owns what is seen for the first time: the article of the same bytes, else it is new."""
    # Their digests, and the ids that they would have; of no account where nothing was seen before.
    wanted: Table[str] = names.known.table()
    has_more = bool(owned or names.odd or names.known.records)
    for sha256 in first_seen.values() if has_more else ():
        wanted[sha256] = wanted[_id_of(sha256)] = ""
    by_bytes: Table[str] = names.known.table()
    alike: Table[str] = names.known.table()  # whose articles copies of what is first seen may be
    for key, (seed, owner) in joined(names.clippings.in_order(), owned.in_order()) if has_more else ():
        if owner is not None and seed.sha256 in wanted:
            side, name = (alike, key) if owner[2] else (by_bytes, seed.sha256)
            side[name] = owner[0]
    orphans = _orphans(names, wanted, owned)
    taken: Table[str] = names.known.table()
    for record in names.known.records.values() if wanted else ():
        if record.id in wanted and record.id not in names.ids:
            taken[record.id] = ""
    for key, (sha256, article_id) in joined(first_seen.in_order(), alike.in_order()):
        if sha256 is None:
            by_bytes.setdefault(names.clippings[key].sha256, article_id)
        else:
            owner = _by_bytes(key, sha256, by_bytes, orphans, taken, names.known)
            owned[key] = (*owner, "", "")
            taken[owner[0]] = ""
            by_bytes.setdefault(sha256, owner[0])


def _by_bytes(
    key: str, sha256: str, by_bytes: Table[str], orphans: Table[str], taken: Table[str], known: Known
) -> tuple[str, bool, bool]:
    if sha256 in by_bytes:
        return by_bytes[sha256], False, True
    if sha256 in orphans:
        return orphans.pop(sha256), False, False
    article_id = _id_of(sha256)
    if article_id in taken or article_id in known.existing:
        # these bytes became an article that has since changed with its clipping
        article_id = digest.short(f"{sha256} {key}".encode())
    return article_id, True, False


def _id_of(sha256: str) -> str:
    return sha256[:16]


def _orphans(names: _Names, wanted: Table[str], owned: Owned) -> Table[str]:
    """Ids by the bytes of clippings that are no longer where they were: renamed ones are found here."""
    orphans: Table[str] = names.known.table()
    is_gone = False
    for _, seed, record in names.recorded_last():
        is_gone = is_gone or seed is None
        if seed is None and record.sha256 in wanted:
            orphans[record.sha256] = record.id
    for article_id, existing in names.known.existing.items() if is_gone else ():
        key, seen = _reference_key(existing), existing.seed
        if seen and key not in names.clippings and seen.sha256 in wanted:
            orphans[seen.sha256] = article_id
    if not orphans:
        return orphans
    by_bytes: Table[str] = names.known.table()
    for _, (seed, owner) in joined(names.clippings.in_order(), owned.in_order()):
        if owner is not None and not owner[2]:
            by_bytes[seed.sha256] = owner[0]
    claimed: Table[str] = names.known.table()
    for article_id in by_bytes.values():
        claimed[article_id] = ""
    free: Table[str] = names.known.table()
    for sha256, article_id in orphans.items():
        if article_id not in claimed:
            free[sha256] = article_id
    return free


def _by_reference(known: Known) -> Table[_Article]:
    """Articles by the names of the clippings that they say they are made of."""
    articles: Table[_Article] = known.table()
    for article_id, existing in known.existing.items():
        seed = existing.seed
        if seed:
            # One that is untouched has a seal.
            sealed = seed.written if existing.is_untouched else ""
            articles[key_of(seed.file, seed.item)] = article_id, existing.path, seed.sha256, sealed
    return articles


def _reference_key(existing: Existing | None) -> str | None:
    reference = existing.seed if existing else None
    return key_of(reference.file, reference.item) if reference else None


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
        return record is None or not record.duplicate_of or record.sha256 == claim.seed.sha256
    if not existing.is_untouched:
        return claim.seed.sha256 == last_seen(claim, existing)
    made = existing.seed.written if existing.seed else ""
    return isinstance(claim.seed, Glance) and claim.seed.written == made != ""


def unsettled(claimed: Claims, known: Known) -> frozenset[str]:
    """The files of those clippings that were only glanced at and must be read after all."""
    return frozenset(
        claim.seed.file for claim in claimed.of_odd() if isinstance(claim.seed, Glance) and not is_settled(claim, known)
    )
