"""Which clippings are near copies of an article, or of an earlier clipping.

Strategy: only a clipping that is new, or was a copy and has changed, is judged, against everything in content/
and against its fellows in order of age; so a run with nothing new compares nothing. What content/ holds as a copy
is nobody's original.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from kliping import claims, content, duplicates
from kliping.claims import Claim, Claims, Known, Shelved
from kliping.duplicates import Copy, Entry
from kliping.tables import Table

_LAST = datetime.max.replace(tzinfo=UTC)


def copies_of(claimed: Claims, known: Known) -> Mapping[str, Copy]:
    """The clippings that are near copies of an article or of an earlier clipping, by their keys."""
    judged: Table[str] = known.table()  # keys, by the ids of their articles
    by_age: Table[str] = known.table()
    for claim in claimed.of_odd():
        if is_judged(claim, known):
            judged[claim.id] = claim.key
            if isinstance(claim.seed, Shelved):
                by_age[f"{_age(claim.seed)} {claim.key}"] = claim.id
    if not judged:
        return {}

    def read(article_id: str) -> Shelved | None:
        key = judged.get(article_id)
        seed = claimed.clippings[key] if key is not None else None
        return seed if isinstance(seed, Shelved) else None

    def body_of(article_id: str) -> str:
        seed = read(article_id)
        return seed.body() if seed else content.body_of(known.existing[article_id].text)

    def standing() -> Iterator[Entry]:
        for article_id, existing in known.existing.items():
            reference = existing.reference
            if article_id not in judged and not (reference.duplicate_of and reference.duplicate_of in known.existing):
                sketch = known.sketch(existing.path, reference.body, partial(body_of, article_id))
                yield Entry(id=article_id, sketch=sketch, address=duplicates.normalised(reference.url))

    def arriving() -> Iterator[Entry]:
        for _, article_id in by_age.in_order():
            seed = read(article_id)
            if seed:
                body = seed.body()
                sketch = known.sketch("", content.digest_of_body(body), partial(str, body))
                yield Entry(id=article_id, sketch=sketch, address=duplicates.normalised(seed.url))

    found = duplicates.copies(standing(), arriving(), body_of, known.table)
    return {judged[article_id]: copy for article_id, copy in found.items()}


def is_judged(claim: Claim, known: Known) -> bool:
    """Whether it is to be found out if a clipping is a near copy.

    That is a new one, one that was a copy and has changed, and one that was left out as a copy and no longer should be.
    """
    if claims.is_wanted_again(claim, known):
        return True
    record = claim.record
    was_copy = record is not None and record.duplicate_of != "" and record.sha256 != claim.seed.sha256
    if claim.is_new or not was_copy or claim.is_copy:
        return claim.is_new
    existing = known.existing.get(claim.id)
    return existing is None or existing.is_untouched


def _age(seed: Shelved) -> str:
    """When a clipping was published, as texts are put in order."""
    return (seed.at or _LAST).astimezone(UTC).isoformat(timespec="microseconds")
