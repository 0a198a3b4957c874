"""Seed → Account: how a clipping was read, in numbers and facts, small enough to keep and to report.

Strategy: a table of facts, each with the origin that its format makes likely; a format that knows better
says so in `Seed.origins`.
"""

import json
from collections import Counter
from typing import Any

from kliping.model import Account, Fact, Seed, Verdict

# What plain text has to be read for; other formats state it.
_READ_FROM_TEXT = ("place", "source", "author", "url", "cites", "tags", "image")
_ALWAYS_READ = ("lang", "summary")


def account_of(seed: Seed) -> Account:
    """What there is to tell of how a clipping was read."""
    verdicts = seed.ledger.verdicts if seed.ledger else ()
    return Account(
        format=seed.format,
        verdicts=_ordered(Counter(verdict.kind for verdict in verdicts)),
        dropped=_ordered(Counter(verdict.rule for verdict in verdicts if verdict.kind == "dropped")),
        mended=_ordered(Counter(mend.rule for verdict in verdicts for mend in verdict.mends)),
        facts=_facts(seed, verdicts),
    )


def as_text(account: Account) -> str:
    """An account as JSON, as it is kept and reported."""
    facts = {name: {"value": fact.value, "origin": fact.origin} for name, fact in account.facts.items()}
    counts = {"verdicts": account.verdicts, "dropped": account.dropped, "mended": account.mended}
    return json.dumps({"format": account.format, **counts, "facts": facts})


def _facts(seed: Seed, verdicts: tuple[Verdict, ...]) -> dict[str, Fact]:
    source, image = seed.source, dict(seed.fields).get("image")
    values: dict[str, str | tuple[str, ...]] = {
        "title": seed.title,
        "date": _date(seed),
        "lang": seed.lang,
        "place": seed.place,
        "source": source.name if source else "",
        "url": source.url if source else "",
        "author": source.author if source else "",
        "cites": seed.cites,
        "tags": seed.tags,
        "summary": seed.summary,
        "image": str(image.get("src", "")) if isinstance(image, dict) else str(image or ""),
    }
    usual: dict[str, str] = {
        **dict.fromkeys(_READ_FROM_TEXT, "inferred" if verdicts else "given"),
        **dict.fromkeys(_ALWAYS_READ, "inferred"),
        "title": seed.title_origin,
        "date": seed.date_origin if seed.date else "ingested",
    }
    origins = {**usual, **dict(seed.origins)}
    return {name: Fact(value=value, origin=origins[name]) for name, value in values.items() if value or name == "date"}


def _date(seed: Seed) -> str:
    if seed.date is None:
        return ""
    return seed.date.at.date().isoformat() if seed.date.whole_day else seed.date.at.isoformat()


def _ordered(counts: Counter[Any]) -> dict[str, int]:
    return {str(name): count for name, count in sorted(counts.items())}
