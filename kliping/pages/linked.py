"""What a page says of its article in JSON-LD (schema.org).

Strategy: every block is read as far as it can be, all nodes are looked at wherever they hang, and the one
that is an article of this page's speaks. What has the wrong shape is as good as missing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

_MOST_CHARACTERS = 2_000_000
_MOST_NODES = 5_000
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|Reportage\w*|\w*Posting|Review|\w*NewsStory)")
# A listing or a product page has these, and an article's page only for its surroundings.
_NOT_ARTICLE = frozenset({"JobPosting", "WebPage"})
# Some systems wrap the block in a comment or in CDATA, some end it like a statement.
_OPENING = re.compile(r"\s*(?:<!--|/\*|//)?\s*(?:<!\[CDATA\[)?\s*(?:\*/)?")
_CLOSING = ("-->", "*/", "]]>", "//", "/*", ";")
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One article as JSON-LD tells it; what it does not tell is empty."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    image: str = ""
    url: str = ""
    lang: str = ""
    body: str = ""


def read_linked(scripts: list[str], address: str = "") -> Linked:
    """The article of a page's JSON-LD blocks; the one at `address` where there are several."""
    nodes = [node for text in scripts for node in _nodes(_loaded(text))]
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return Linked()
    here = [node for node in articles if address and _address(node).rstrip("/") == address.rstrip("/")]
    # A node that has an id and nothing else only refers to the one that tells more.
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return _linked((here or articles)[0], by_id)


def text_of(value: Any) -> str:
    """A text, or the first of a list, without markup and with white space folded."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    return " ".join(_TAG.sub(" ", unescape(value)).split()) if isinstance(value, str) else ""


def _linked(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Linked:
    return Linked(
        headline=text_of(node.get("headline")) or text_of(node.get("name")),
        authors=tuple(dict.fromkeys(filter(None, _names(node.get("author"), by_id)))),
        publisher=next(filter(None, _names(node.get("publisher"), by_id)), ""),
        published=text_of(node.get("datePublished")) or text_of(node.get("dateCreated")),
        modified=text_of(node.get("dateModified")),
        image=_image(node.get("image"), by_id) or _image(node.get("thumbnailUrl"), by_id),
        url=_address(node),
        lang=text_of(node.get("inLanguage")),
        body=text_of(node.get("articleBody")),
    )


def _loaded(text: str) -> Any:
    bare = _unwrapped(text) if len(text) <= _MOST_CHARACTERS else ""
    try:
        # Line ends stand inside strings often enough.
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _unwrapped(text: str) -> str:
    opening = _OPENING.match(text)
    bare = text[opening.end() if opening else 0 :].rstrip()
    while ending := next((each for each in _CLOSING if bare.endswith(each)), ""):
        bare = bare.removesuffix(ending).rstrip()
    return bare


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All objects, those further out first."""
    level, seen = [value], 0
    while level and seen < _MOST_NODES:
        here = [node for each in level for node in (each if isinstance(each, list) else [each])]
        found = [node for node in here if isinstance(node, dict)]
        yield from found
        seen += len(here)
        inside = [node for node in here if isinstance(node, list)]
        level = inside + [part for node in found for part in node.values() if isinstance(part, (dict, list))]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    texts = [name.rpartition("/")[2] for name in names if isinstance(name, str)]
    is_named = any(_ARTICLE.fullmatch(text) and text not in _NOT_ARTICLE for text in texts)
    return is_named and bool(node.get("headline") or node.get("name") or node.get("articleBody"))


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            node = by_id.get(str(part.get("@id")), part) if "name" not in part else part
            names = node.get("name")
            yield from map(text_of, names if isinstance(names, list) else [names])
        else:
            yield text_of(part)


def _image(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        return next(filter(None, (_image(part, by_id) for part in value)), "")
    if isinstance(value, dict):
        node = by_id.get(str(value.get("@id")), value) if "url" not in value else value
        return text_of(node.get("url") or node.get("contentUrl"))
    return text_of(value)


def _address(node: dict[str, Any]) -> str:
    page = node.get("mainEntityOfPage")
    named = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return text_of(node.get("url")) or text_of(named)
