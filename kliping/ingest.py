"""Decide what becomes of each clipping: a new article, a better one, or nothing.

Strategy: all decisions are made here on values, one clipping after the other in order of their names;
the hands outside then write what was decided. An article that is no longer what ingest wrote belongs to
its editor: it is merged or left, never overwritten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from kliping import accounts, addresses, claims, content, line_ends, merging, near, owners, places, seal
from kliping.claims import Claim, Claims, Clipping, Existing, Known, Shelved
from kliping.duplicates import Copy
from kliping.glances import Glance
from kliping.merging import Unmerged
from kliping.model import Article, Fate, ItemReport, Seed
from kliping.places import Taken
from kliping.problems import Problem, Span
from kliping.records import Record, Recorded


@dataclass(kw_only=True)
class Decisions:
    """What is to be done, and what to report.

    `writes` are texts by path, `references` what is known of those that were parsed, `replaced` what each is to replace
    (None: no file), `paths` the path that the clipping of a record is written to, `bases` all texts as ingest makes
    them: what a later merge starts from. `taken` are all paths of content/. `written` are the seals of articles as
    ingest makes them, by clipping; `glances` of clippings that were read.
    """

    writes: dict[str, str] = field(default_factory=dict)
    references: dict[str, content.Reference] = field(default_factory=dict)
    replaced: dict[str, str | None] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    bases: list[str] = field(default_factory=list)
    taken: Taken = field(compare=False)
    records: Recorded
    items: list[ItemReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    glances: list[Glance] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def write_article(self, key: str, article: Article, text: str, replaced: str | None) -> None:
        """Have a clipping's article written, of which this is the text."""
        self.references[article.path] = content.reference_of(article, text)
        self.write(key, article.path, text, replaced)

    def write(self, key: str, path: str, text: str, replaced: str | None) -> None:
        """Have a clipping's text written, if by then `replaced` stands there still."""
        self.paths[key] = path
        self.writes[path] = text
        self.replaced[path] = replaced
        self.taken.add(path)


def decide(clippings: Sequence[Clipping], known: Known) -> Decisions:
    """What becomes of every clipping. Their order does not matter."""
    claimed = owners.claims_of(claims.by_name(map(_laid_by, clippings)), known)
    (decisions,) = portions(claimed, known, len(clippings) or 1)
    return decisions


def portions(claimed: Claims, known: Known, size: int) -> Iterator[Decisions]:
    """What becomes of every clipping, of so many at a time, for whoever cannot hold the texts of all.

    `records` and `taken` are the same objects in all portions, and whole after the last one.
    """
    records, taken = Recorded(known.records, known.table()), Taken(known)
    copies = near.copies_of(claimed, known)
    waiting = iter(claimed)
    is_first = True
    while (those := list(islice(waiting, size))) or is_first:
        decisions = Decisions(records=records, taken=taken)
        for claim in those:
            _take_up(claim, known, copies, decisions)
        yield decisions
        is_first = False


def _laid_by(clipping: Clipping) -> Clipping:
    return claims.shelved(clipping, lambda: clipping.body, lambda: clipping) if isinstance(clipping, Seed) else clipping


def _opened(clipping: Clipping) -> tuple[Seed | None, Glance]:
    """The clipping itself, where it was read, and what a glance at it tells."""
    if isinstance(clipping, Glance):
        return None, clipping
    seed = clipping.load() if isinstance(clipping, Shelved) else clipping
    account = accounts.account_of(seed)
    packed, dropped = accounts.as_text(account), sum(account.dropped.values())
    return seed, Glance(file=seed.file, item=seed.item, sha256=seed.sha256, account=packed, dropped=dropped)


def _take_up(claim: Claim, known: Known, copies: Mapping[str, Copy], decisions: Decisions) -> None:
    """Decide one claim, and put down all that follows."""
    seed, glance = _opened(claim.seed)
    if claim.stands_at:
        decisions.items.append(_told(claim, glance, "unchanged", claim.stands_at, "", claim.duplicate_of))
        return
    record = replace(_record(claim, known, copies), is_copy=claim.is_copy)
    if record != claim.record:
        decisions.records[claim.key] = record
    item = _decide_one(claim, seed, known, copies, decisions)
    duplicate_of = claim.id if claim.is_copy else record.duplicate_of
    decisions.items.append(_told(claim, glance, item.fate, item.article, item.reason, duplicate_of))
    if seed is not None:
        decisions.glances.append(replace(glance, written=decisions.written.get(claim.key, "")))


def _told(claim: Claim, glance: Glance, fate: Fate, article: str, reason: str, duplicate_of: str) -> ItemReport:
    return ItemReport(
        file=claim.seed.file,
        fate=fate,
        item=claim.seed.item,
        article=article,
        reason=reason,
        duplicate_of=duplicate_of,
        dropped=glance.dropped,
        account=glance.account,
    )


def _record(claim: Claim, known: Known, copies: Mapping[str, Copy]) -> Record:
    """What is remembered of a clipping; what was found and said of it before stays while it stays the same."""
    seed, before = claim.seed, claim.record
    copy = copies.get(claim.key)
    if copy is not None:
        is_skipped = known.config.ingest.duplicates == "skip" and claim.id not in known.existing
        return Record(id=claim.id, sha256=seed.sha256, duplicate_of=copy.of, skipped=is_skipped)
    if before is None or before.id != claim.id or near.is_judged(claim, known):
        return Record(id=claim.id, sha256=seed.sha256)
    is_gone = claim.id not in known.existing
    return replace(before, sha256=seed.sha256, rejected=before.rejected and is_gone, skipped=before.skipped and is_gone)


# --- What becomes of it ------------------------------------------------------------------------------------------


def _decide_one(
    claim: Claim, seed: Seed | None, known: Known, copies: Mapping[str, Copy], decisions: Decisions
) -> ItemReport:
    existing = known.existing.get(claim.id)
    if claim.is_copy:
        return _report(claim, "duplicate", existing, f"the same as the clipping of article {claim.id}")
    if existing is None and not claim.is_new and not near.is_judged(claim, known):
        return _gone(claim, known)
    if seed is None:
        return _glanced_at(claim, existing, known, decisions)
    if existing is None:
        return _write_new(claim, seed, known, copies.get(claim.key), decisions)
    existing = existing.taken_up()
    if content.reference(existing.text, existing.path) != existing.reference:
        return _changed(claim, existing, decisions)
    return _update(claim, seed, existing, known, copies.get(claim.key), decisions)


def _near(copy: Copy, known: Known) -> str:
    original = known.existing.get(copy.of)
    return f"a copy of {original.path if original else f'the new article {copy.of}'}: {copy.why}"


def _glanced_at(claim: Claim, existing: Existing | None, known: Known, decisions: Decisions) -> ItemReport:
    """A clipping that nothing is to be written of; if anything is, whoever glanced at it has missed a change."""
    if claims.is_settled(claim, known):
        return _report(claim, "unchanged", existing, "")
    return _changed(claim, existing, decisions)


def _changed(claim: Claim, existing: Existing | None, decisions: Decisions) -> ItemReport:
    """A clipping or an article that is by now another one than was claimed: it is left for the next run."""
    decisions.records.put_back(claim.key)
    return _report(claim, "set_aside", existing, "it changed while ingest ran: run ingest again")


def _gone(claim: Claim, known: Known) -> ItemReport:
    """A clipping that has no article, and is to have none."""
    record = claim.record
    if record is not None and record.duplicate_of and not record.rejected:
        return _report(claim, "duplicate", None, f"a copy of article {record.duplicate_of}, as found before")
    if record is not None and record.rejected:
        return _report(claim, "removed", None, "rejected")
    if known.unread:
        return _report(claim, "set_aside", None, f"its article may be {min(known.unread)}, which cannot be read")
    return _report(claim, "removed", None, "its article was deleted")


def _write_new(claim: Claim, seed: Seed, known: Known, copy: Copy | None, decisions: Decisions) -> ItemReport:
    settings = known.config.ingest
    if copy is not None and settings.duplicates == "skip":
        return _report(claim, "duplicate", None, _near(copy, known))
    date, origin = (seed.date, seed.date_origin) if seed.date else (known.now, "ingested")
    slug, path = places.free_path(seed, claim.id, date.at.astimezone(known.config.zone), decisions.taken, known.config)
    is_held = copy is not None and settings.duplicates == "draft"
    text = content.compose(
        seed,
        article_id=claim.id,
        slug=slug,
        date=date,
        date_origin=origin,
        draft=settings.review or is_held,
        duplicate_of=copy.of if copy is not None and is_held else "",
    )
    article, problems = content.parse(text, path, known.config)
    if article is None:
        decisions.records.pop(claim.key)
        return _set_aside(claim, decisions, problems)
    decisions.problems += _unread(seed)
    decisions.write_article(claim.key, article, text, replaced=None)
    decisions.bases.append(text)
    decisions.written[claim.key] = seal.written_in(text)
    said = f"{'a draft, ' if is_held else ''}{_near(copy, known)}" if copy else ""
    return replace(_report(claim, "ingested", None, said), article=path)


def _update(
    claim: Claim, seed: Seed, existing: Existing, known: Known, copy: Copy | None, decisions: Decisions
) -> ItemReport:
    if not existing.is_untouched and claims.is_settled(claim, known):
        decisions.bases.extend(_base_again(claim, seed, existing, known))
        return _report(claim, "unchanged", existing, "")
    written = existing.seed.written if existing.seed else ""
    base = existing.text if existing.is_untouched else known.bases(written) if written else None
    settled = _settled(base, existing, known)
    if settled is None:
        return _report(claim, "unchanged", existing, "its article cannot be read")
    judged = _released(_judged_anew(claim, settled, copy, known), existing, known)
    theirs = line_ends.like(_composed_again(seed, judged), existing.text)
    if theirs == existing.text:
        decisions.written[claim.key] = seal.written_in(theirs)
        return _report(claim, "unchanged", existing, "")
    article, problems = content.parse(theirs, existing.path, known.config)
    if article is None:
        return _set_aside(claim, decisions, problems)
    decisions.problems += _unread(seed)
    decisions.bases.append(theirs)
    if existing.is_untouched:
        decisions.write_article(claim.key, article, theirs, replaced=existing.text)
        decisions.written[claim.key] = seal.written_in(theirs)
        return _report(claim, "ingested", existing, "written again: its clipping or the rules changed")
    return _merge(claim, seed, existing, base, theirs, known, decisions)


def _judged_anew(claim: Claim, settled: Article, copy: Copy | None, known: Known) -> Article:
    """The article, no longer held back as a copy where its clipping has come to say something of its own."""
    if not near.is_judged(claim, known) or not settled.duplicate_of:
        return settled
    if copy is None:
        return replace(settled, duplicate_of="", draft=known.config.ingest.review)
    return replace(settled, duplicate_of=copy.of)


def _released(settled: Article, existing: Existing, known: Known) -> Article:
    """The article, no longer held back as a copy where copies are kept by now and its editor has not touched it."""
    is_held = settled.draft and settled.duplicate_of and existing.is_untouched
    if not is_held or known.config.ingest.duplicates != "keep":
        return settled
    return replace(settled, duplicate_of="", draft=known.config.ingest.review)


def _merge(
    claim: Claim, seed: Seed, existing: Existing, base: str | None, theirs: str, known: Known, decisions: Decisions
) -> ItemReport:
    path = existing.path
    merged = _joined(base, existing, theirs, known)
    if isinstance(merged, str):
        decisions.write(claim.key, path, merged, replaced=existing.text)
        return _report(claim, "merged", existing, "your edit and the changed clipping were joined")
    new = _as_decided(seed, existing, theirs, known)
    decisions.bases.append(new)
    beside, standing = places.beside(path, new, known)
    if standing != new:
        decisions.write(claim.key, beside, new, replaced=standing)
    decisions.problems.append(_beside_problem(path, beside, merged.why))
    return _report(claim, "set_aside", existing, f"{merged.why}: the new version is {beside}")


def _joined(base: str | None, existing: Existing, theirs: str, known: Known) -> str | Unmerged:
    """The editor's article with the change of its clipping; or why they were not joined."""
    if base is None:
        return Unmerged(why="what it was made of is no longer at hand")
    if content.parse(existing.text, existing.path, known.config)[0] is None:
        return Unmerged(why="as it stands it cannot be read")
    merged = merging.joined(base, existing.text, theirs, known.merge)
    if isinstance(merged, Unmerged):
        return merged
    article, problems = content.parse(merged, existing.path, known.config)
    first = next((problem.text for problem in problems if problem.is_error), "")
    return merged if article is not None else Unmerged(why=f"joined, they would be broken: {first}")


def _base_again(claim: Claim, seed: Seed, existing: Existing, known: Known) -> list[str]:
    """What an edited article was made of, if that is lost, and its clipping still gives it: then it has its seal."""
    written = existing.seed.written if existing.seed else ""
    ours = content.parse(existing.text, existing.path, known.config)[0]
    if not written or ours is None or known.bases(written) is not None:
        return []
    record = claim.record
    choices = product(
        (ours.draft, not ours.draft),
        (ours.duplicate_of, record.duplicate_of if record else ""),
        (ours.slug, addresses.slugify(seed.title)),
    )
    again = (
        _composed_again(seed, replace(ours, draft=draft, duplicate_of=of, slug=slug)) for draft, of, slug in choices
    )
    return next(([text] for text in again if seal.written_in(text) == written), [])


def _as_decided(seed: Seed, existing: Existing, theirs: str, known: Known) -> str:
    """The new version for its editor to look at: with what the editor has decided of the article."""
    ours, new = (content.parse(text, existing.path, known.config)[0] for text in (existing.text, theirs))
    if ours is None or new is None:
        return theirs
    decided = replace(new, id=ours.id, draft=ours.draft, duplicate_of=ours.duplicate_of)
    return line_ends.like(_composed_again(seed, decided), existing.text)


def _settled(base: str | None, existing: Existing, known: Known) -> Article | None:
    """The article as ingest first wrote it, or as it stands where that is not at hand."""
    texts = (base, existing.text) if base is not None else (existing.text,)
    parsed = (content.parse(text, existing.path, known.config)[0] for text in texts)
    return next((article for article in parsed if article is not None), None)


def _composed_again(seed: Seed, settled: Article) -> str:
    """The article's file as its clipping makes it now; slug, draft and a date of ingest stay as first written."""
    is_found = seed.date is not None and settled.date_origin != "ingested"
    return content.compose(
        seed,
        article_id=settled.id,
        slug=settled.slug,
        date=seed.date if seed.date is not None and is_found else settled.date,
        date_origin=seed.date_origin if is_found else settled.date_origin,
        draft=settled.draft,
        duplicate_of=settled.duplicate_of,
    )


# --- Reports --------------------------------------------------------------------------------------------------


def _report(claim: Claim, fate: Fate, existing: Existing | None, reason: str) -> ItemReport:
    path = existing.path if existing else ""
    return ItemReport(file=claim.seed.file, item=claim.seed.item, fate=fate, article=path, reason=reason)


def _set_aside(claim: Claim, decisions: Decisions, problems: Sequence[Problem]) -> ItemReport:
    first = next(problem for problem in problems if problem.is_error)
    decisions.problems.append(
        Problem(
            code="seed-unusable",
            span=Span(path=claim.seed.file),
            text=f"its article would be broken: {first.text}{_of_line(first)}",
            hint=first.hint,
            severity="warning",
        )
    )
    return _report(claim, "set_aside", None, f"{first.text}{_of_line(first)}")


def _of_line(problem: Problem) -> str:
    """The line of an article that is not there for anybody to look at."""
    line = problem.excerpt.strip()
    return f" ({line})" if line and line not in problem.text else ""


def _unread(seed: Seed) -> Iterator[Problem]:
    """A word on each value of a clipping that its article has to do without."""
    for told in seed.unread:
        yield Problem(
            code="seed-value-unread",
            span=Span(path=seed.file),
            text=f"{told} is no date that can be read",
            hint="write it as 2024-03-12 or 2024-03-12T14:05:00+07:00, or set `date:` in the article",
            severity="warning",
        )


def _beside_problem(path: str, beside: str, why: str) -> Problem:
    return Problem(
        code="new-version-beside",
        span=Span(path=path),
        text=f"its clipping changed, and so did you: {why}",
        hint=f"take what you want from {beside}, its seed: lines too, then delete it",
        severity="warning",
    )
