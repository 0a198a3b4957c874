"""Decide what becomes of each clipping: a new article, a better one, or nothing.

Strategy: all decisions are made here on values, one clipping after the other in order of their names;
the hands outside then write what was decided. An article that is no longer what ingest wrote belongs to
its editor: it is merged or left, never overwritten.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kliping import addresses, content, digest
from kliping.model import Article, Config, Fate, ItemReport, Moment, Seed, SeedReference
from kliping.problems import Problem, Span
from kliping.records import Record, key_of

# base, ours, theirs → merged, or None where they conflict.
Merge = Callable[[str, str, str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A file of content/ that has an id: it may hold other mistakes."""

    path: str
    text: str
    seed: SeedReference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a decision may look at.

    `existing` are the files of articles by id; `texts` all texts under content/ by path, broken ones too; `bases`
    what ingest wrote, by its digest; `records` of .seeds.yaml.
    """

    existing: Mapping[str, Existing]
    texts: Mapping[str, str]
    bases: Callable[[str], str | None]
    records: Mapping[str, Record]
    merge: Merge
    config: Config
    now: Moment


@dataclass(kw_only=True)
class Decisions:
    """What is to be done, and what to report.

    `writes` are texts by path, `paths` the path that the clipping of a record is written to, `bases` all
    texts as ingest makes them: what a later merge starts from. `taken` are all paths of content/, folded as a
    file system without case folds them.
    """

    writes: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    bases: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)
    items: list[ItemReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def write(self, key: str, path: str, text: str) -> None:
        """Have a clipping's text written."""
        self.paths[key] = path
        self.writes[path] = text
        self.taken.add(_folded(path))


def decide(seeds: Sequence[Seed], known: Known) -> Decisions:
    """What becomes of every seed. Their order does not matter."""
    decisions = Decisions(records=dict(known.records), taken={_folded(path) for path in known.texts})
    for claim in _claims(seeds, known):
        decisions.records[claim.key] = Record(id=claim.id, sha256=claim.seed.sha256, is_copy=claim.is_copy)
        decisions.items.append(_decide_one(claim, known, decisions))
    return decisions


# --- Whose article a clipping is ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A clipping and the id of its article; `is_new` when first seen, `is_copy` when another one owns the article."""

    seed: Seed
    id: str
    is_new: bool = False
    is_copy: bool = False

    @property
    def key(self) -> str:
        return key_of(self.seed.file, self.seed.item)


def _claims(seeds: Sequence[Seed], known: Known) -> list[_Claim]:
    """Each clipping known by its name; else, renamed or copied, by its bytes; else new."""
    live = {key_of(seed.file, seed.item): seed for seed in seeds}
    referred = _by_reference(known)
    owners = _owners(live, referred, known)
    remembered = {
        key: claim for key, seed in live.items() if (claim := _remembered(key, seed, owners, referred, known))
    }
    by_bytes = {claim.seed.sha256: claim.id for claim in remembered.values() if not claim.is_copy}
    claimed = set(by_bytes.values())
    orphans = {sha256: article_id for sha256, article_id in _orphans(live, known).items() if article_id not in claimed}
    taken = {record.id for record in known.records.values()} | set(known.existing)
    claims = []
    for key, seed in sorted(live.items()):
        claim = remembered.get(key) or _by_bytes(key, seed, by_bytes, orphans, taken)
        by_bytes.setdefault(seed.sha256, claim.id)
        taken.add(claim.id)
        claims.append(claim)
    return claims


def _remembered(
    key: str, seed: Seed, owners: Mapping[str, str], referred: Mapping[str, str], known: Known
) -> _Claim | None:
    record = known.records.get(key)
    article_id = record.id if record else referred.get(key)
    if article_id is None:
        return None
    is_copy = owners[article_id] != key
    if is_copy and record and record.sha256 != seed.sha256:
        return None  # it was a copy, and now says something of its own
    return _Claim(seed=seed, id=article_id, is_copy=is_copy)


def _owners(live: Mapping[str, Seed], referred: Mapping[str, str], known: Known) -> Mapping[str, str]:
    """The clipping that each article is made of: the one it names, else one that was never a copy, else the first."""
    records = {key: known.records[key] for key in live if key in known.records}
    owners = {referred[key]: key for key in live if key in referred}
    for key in sorted(records, key=lambda key: (records[key].is_copy, key)):
        owners.setdefault(records[key].id, key)
    return owners


def _by_bytes(key: str, seed: Seed, by_bytes: Mapping[str, str], orphans: dict[str, str], taken: set[str]) -> _Claim:
    if seed.sha256 in by_bytes:
        return _Claim(seed=seed, id=by_bytes[seed.sha256], is_copy=True)
    if seed.sha256 in orphans:
        return _Claim(seed=seed, id=orphans.pop(seed.sha256))
    article_id = seed.sha256[:16]
    if article_id in taken:  # these bytes became an article that has since changed with its clipping
        article_id = digest.short(f"{seed.sha256} {key}".encode())
    return _Claim(seed=seed, id=article_id, is_new=True)


def _orphans(live: Mapping[str, Seed], known: Known) -> dict[str, str]:
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


# --- What becomes of it ------------------------------------------------------------------------------------------


def _decide_one(claim: _Claim, known: Known, decisions: Decisions) -> ItemReport:
    existing = known.existing.get(claim.id)
    if claim.is_copy:
        return _report(claim, "duplicate", existing, f"the same as the clipping of article {claim.id}")
    if claim.is_new:
        return _write_new(claim, known, decisions)
    if existing is None:
        return _report(claim, "removed", None, "its article was deleted, or cannot be read")
    return _update(claim, existing, known, decisions)


def _write_new(claim: _Claim, known: Known, decisions: Decisions) -> ItemReport:
    seed = claim.seed
    date, origin = (seed.date, seed.date_origin) if seed.date else (known.now, "ingested")
    slug, path = _free_path(seed, claim.id, date.at.astimezone(known.config.zone), decisions.taken)
    text = content.compose(
        seed, article_id=claim.id, slug=slug, date=date, date_origin=origin, draft=known.config.ingest.review
    )
    article, problems = content.parse(text, path, known.config)
    if article is None:
        decisions.records.pop(claim.key)
        return _set_aside(claim, decisions, problems)
    decisions.write(claim.key, path, text)
    decisions.bases.append(text)
    return replace(_report(claim, "ingested", None, ""), article=path)


def _update(claim: _Claim, existing: Existing, known: Known, decisions: Decisions) -> ItemReport:
    is_untouched = content.is_untouched(existing.text)
    if not is_untouched and claim.seed.sha256 == _last_seen(claim, existing, known):
        return _report(claim, "unchanged", existing, "")
    base = existing.text if is_untouched else known.bases(existing.seed.written) if existing.seed else None
    settled = _settled(base, existing, known)
    if settled is None:
        return _report(claim, "unchanged", existing, "its article cannot be read")
    theirs = _composed_again(claim, settled)
    if theirs == existing.text:
        return _report(claim, "unchanged", existing, "")
    article, problems = content.parse(theirs, existing.path, known.config)
    if article is None:
        return _set_aside(claim, decisions, problems)
    decisions.bases.append(theirs)
    if is_untouched:
        decisions.write(claim.key, existing.path, theirs)
        return _report(claim, "ingested", existing, "written again: its clipping or the rules changed")
    return _merge(claim, existing, base, theirs, known, decisions)


def _last_seen(claim: _Claim, existing: Existing, known: Known) -> str:
    """The digest of the clipping that the article was made of; as recorded, where its editor took `seed:` out."""
    record = known.records.get(claim.key)
    return (existing.seed.sha256 if existing.seed else "") or (record.sha256 if record else "")


def _merge(
    claim: _Claim, existing: Existing, base: str | None, theirs: str, known: Known, decisions: Decisions
) -> ItemReport:
    path = existing.path
    merged = _joined(base, existing.text, theirs, known.merge) if base is not None else None
    if merged is not None and content.parse(merged, path, known.config)[0] is not None:
        decisions.write(claim.key, path, merged)
        return _report(claim, "merged", existing, "your edit and the changed clipping were joined")
    beside = _path_beside(path, theirs, known)
    if known.texts.get(beside) != theirs:
        decisions.write(claim.key, beside, theirs)
    why = "both changed the same lines" if base is not None else "what it was made of is no longer at hand"
    decisions.problems.append(_beside_problem(path, beside, why))
    return _report(claim, "set_aside", existing, f"{why}: the new version is {beside}")


def _joined(base: str, ours: str, theirs: str, merge: Merge) -> str | None:
    alike = content.resealed(base, theirs), content.resealed(ours, theirs)
    if alike[0] is None or alike[1] is None:
        return merge(base, ours, theirs)
    return merge(alike[0], alike[1], theirs)


def _settled(base: str | None, existing: Existing, known: Known) -> Article | None:
    """The article as ingest first wrote it, or as it stands where that is not at hand."""
    texts = (base, existing.text) if base is not None else (existing.text,)
    parsed = (content.parse(text, existing.path, known.config)[0] for text in texts)
    return next((article for article in parsed if article is not None), None)


def _composed_again(claim: _Claim, settled: Article) -> str:
    """The article's file as its clipping makes it now; slug, draft and a date of ingest stay as first written."""
    seed = claim.seed
    is_found = seed.date is not None and settled.date_origin != "ingested"
    return content.compose(
        seed,
        article_id=claim.id,
        slug=settled.slug,
        date=seed.date if seed.date is not None and is_found else settled.date,
        date_origin=seed.date_origin if is_found else settled.date_origin,
        draft=settled.draft,
    )


# --- Paths and reports -------------------------------------------------------------------------------------------


def _free_path(seed: Seed, article_id: str, at: datetime, taken: set[str]) -> tuple[str, str]:
    """A slug and a path of content/ that no other article has; `taken` are folded paths."""
    given = addresses.slugify(str(dict(seed.fields).get("slug", "")))
    stem = given or addresses.slugify(seed.title) or article_id
    day = f"{at:%Y-%m-%d}"
    number = 1
    while True:
        slug = stem if number == 1 else f"{stem}-{number}"
        path = f"content/{day[:4]}/{day}-{slug}.md"
        if _folded(path) not in taken:
            return slug, path
        number += 1


def _path_beside(path: str, theirs: str, known: Known) -> str:
    """Where a new version goes that must not replace the editor's: never over a file somebody may have edited."""
    number = 1
    while True:
        beside = f"{path}.new" if number == 1 else f"{path}.new{number}"
        standing = known.texts.get(beside)
        if standing is None or standing == theirs or content.is_untouched(standing):
            return beside
        number += 1


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _report(claim: _Claim, fate: Fate, existing: Existing | None, reason: str) -> ItemReport:
    path = existing.path if existing else ""
    return ItemReport(file=claim.seed.file, item=claim.seed.item, fate=fate, article=path, reason=reason)


def _set_aside(claim: _Claim, decisions: Decisions, problems: Sequence[Problem]) -> ItemReport:
    first = next(problem for problem in problems if problem.is_error)
    decisions.problems.append(
        Problem(
            code="seed-unusable",
            span=Span(path=claim.seed.file),
            text=f"its article would be broken: {first.text}",
            hint=first.hint,
            severity="warning",
        )
    )
    return _report(claim, "set_aside", None, first.text)


def _beside_problem(path: str, beside: str, why: str) -> Problem:
    return Problem(
        code="new-version-beside",
        span=Span(path=path),
        text=f"its clipping changed, and so did you: {why}",
        hint=f"take what you want from {beside}, its seed: lines too, then delete it",
        severity="warning",
    )
