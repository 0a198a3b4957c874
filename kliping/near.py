"""Which clippings are near copies of an article, or of an earlier clipping.

Strategy: only a clipping that is new, or was a copy and has changed, is judged, against everything in content/
and against its fellows in order of age; so a run with nothing new compares nothing. What content/ holds as a copy
is nobody's original.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from kliping import content, duplicates
from kliping.claims import Claim, Known, Shelved
from kliping.duplicates import Copy, Entry

_LAST = datetime.max.replace(tzinfo=UTC)


def copies_of(claimed: Sequence[Claim], known: Known) -> dict[str, Copy]:
    """The clippings that are near copies of an article or of an earlier clipping, by their keys."""
    judged = {claim.id: claim for claim in claimed if is_judged(claim, known)}
    if not judged:
        return {}
    read = {claim.id: claim.seed for claim in judged.values() if isinstance(claim.seed, Shelved)}

    def body_of(article_id: str) -> str:
        return read[article_id].load().body if article_id in read else content.body_of(known.existing[article_id].text)

    standing = (
        Entry(
            id=article_id,
            sketch=known.sketch(body_of(article_id)),
            address=duplicates.normalised(existing.reference.url),
        )
        for article_id, existing in known.existing.items()
        if article_id not in judged and existing.reference.duplicate_of not in known.existing
    )
    arriving = [
        Entry(id=claim.id, sketch=known.sketch(body_of(claim.id)), address=duplicates.normalised(read[claim.id].url))
        for claim in sorted(judged.values(), key=_by_age)
        if claim.id in read
    ]
    return {judged[article_id].key: copy for article_id, copy in duplicates.copies(standing, arriving, body_of).items()}


def is_judged(claim: Claim, known: Known) -> bool:
    """Whether it is to be found out if a clipping is a near copy: a new one, and one that was one and has changed."""
    record, existing = known.records.get(claim.key), known.existing.get(claim.id)
    was_copy = record is not None and record.duplicate_of != "" and record.sha256 != claim.seed.sha256
    return claim.is_new or (was_copy and not claim.is_copy and (existing is None or existing.is_untouched))


def _by_age(claim: Claim) -> tuple[datetime, str]:
    seed = claim.seed
    return (seed.at if isinstance(seed, Shelved) and seed.at else _LAST), claim.key
