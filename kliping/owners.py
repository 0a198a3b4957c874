"""Whose article each clipping is: known by its name; else, renamed or copied, by its bytes; else new.

Strategy: clippings, records and articles are read side by side in order of their names, so that none of them need be
held; what is out of the ordinary is put into tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kliping import digest
from kliping.claims import Claims, Clipping, Existing, Known, Owned
from kliping.glances import Glance
from kliping.model import SeedReference
from kliping.records import Record, key_of
from kliping.tables import Table, in_order, joined


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
