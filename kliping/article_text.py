"""An article as read, as text to be kept; and back, equal to what it was.

Strategy: JSON of its fields; moments as ISO 8601 with their offsets, since a zone is the digest's own.
"""

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from kliping.model import Article, Image, Moment, SeedReference, Source

_MOMENTS = ("date", "updated", "expires")
_TUPLES = ("aliases", "tags", "cites")
_PARTS: dict[str, type] = {"source": Source, "image": Image, "seed": SeedReference}


def as_text(article: Article) -> str | None:
    """The article as JSON; None where JSON would not give back the same, as with some keys of the editor's own."""
    try:
        text = json.dumps({field.name: _plain(getattr(article, field.name)) for field in fields(article)})
    except (TypeError, ValueError):
        return None
    return text if from_text(text) == article else None


def from_text(text: str) -> Article:
    """The article that `as_text` made the text of."""
    values: dict[str, Any] = json.loads(text)
    for name in _MOMENTS:
        values[name] = values[name] and Moment(at=datetime.fromisoformat(values[name][0]), whole_day=values[name][1])
    for name in _TUPLES:
        values[name] = tuple(values[name])
    for name, kind in _PARTS.items():
        values[name] = values[name] and kind(**values[name])
    return Article(**values)


def _plain(value: Any) -> Any:
    match value:
        case Moment():
            return [value.at.isoformat(), value.whole_day]
        case Source() | Image() | SeedReference():
            return asdict(value)
    return value
