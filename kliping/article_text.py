"""An article as read, as text to be kept; and back, equal to what it was.

Strategy: JSON of its fields in their order; moments as ISO 8601 with their offsets, since a zone is the digest's own.
What is kept is a card: the body stays in its file, and its HTML is kept apart, under the name `Article.text`.
"""

import json
import sys
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from kliping import digest
from kliping.model import Article, Image, Moment, SeedReference, Source

_NOT_KEPT = frozenset({"body", "html", "pictures", "text", "key"})
_NAMES = tuple(field.name for field in fields(Article) if field.name not in _NOT_KEPT)
_MOMENTS = ("date", "updated", "expires")
_TUPLES = ("aliases", "tags", "cites", "shows")
# What many articles say alike is held once.
_ALIKE = ("lang", "section", "place")
_ALL_ALIKE = ("tags", "cites")
_PARTS: tuple[tuple[str, type], ...] = (("source", Source), ("image", Image), ("seed", SeedReference))


def as_text(article: Article) -> str | None:
    """An article's card as JSON; None where JSON would not give back the same, as with some of an editor's own keys."""
    try:
        text = json.dumps([_plain(getattr(article, name)) for name in _NAMES], separators=(",", ":"))
    except (TypeError, ValueError):
        return None
    # All but the editor's own keys is of kinds that JSON, or this module, gives back.
    return text if not article.extra or from_text(text).extra == article.extra else None


def from_text(text: str, name: str = "") -> Article:
    """The card that `as_text` made the text of; `name` is what its HTML is kept under."""
    values: dict[str, Any] = dict(zip(_NAMES, json.loads(text), strict=True))
    for moment in _MOMENTS:
        if values[moment]:
            at, whole_day = values[moment]
            values[moment] = Moment(at=datetime.fromisoformat(at), whole_day=whole_day)
    for names in _TUPLES:
        values[names] = tuple(values[names])
    for names in _ALL_ALIKE:
        values[names] = tuple(map(sys.intern, values[names]))
    for alike in _ALIKE:
        values[alike] = sys.intern(values[alike])
    if values["source"]:
        values["source"]["name"] = sys.intern(values["source"]["name"])
    for part, kind in _PARTS:
        if values[part]:
            values[part] = kind(**values[part])
    return Article(body="", html="", text=name, key=digest.short(text.encode()), **values)


def _plain(value: Any) -> Any:
    match value:
        case Moment():
            return [value.at.isoformat(), value.whole_day]
        case Source() | Image() | SeedReference():
            return asdict(value)
    return value
