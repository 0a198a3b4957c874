"""A saved feed: RSS, Atom or RDF; each of its items is an article.

Strategy: what declares entities of its own is refused before any parser sees it; feedparser then reads what
it is given as UTF-8, without asking the network and without cleaning HTML, which `markup` does at the end.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from kliping import addresses, cleaning, markup
from kliping.digest import sha256_of
from kliping.items import Item, moment, plain
from kliping.model import Config, Image, Moment
from kliping.problems import Problem
from kliping.seeds import Reading, refusal

ENDINGS = (".xml", ".rss", ".atom", ".rdf")
SIGNS = re.compile(
    rb"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+(?:rss|rdf)\b[^>\[]*(?>\[|>))*+(?:<!ENTITY|<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>])",
    re.IGNORECASE | re.DOTALL,
)

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# Outside of these, "<!ENTITY" can only declare one; articles tell of it inside.
_QUOTED = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_FIRST_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)\b")
# feedparser takes a picture's description for one of the article's.
_CAPTION = re.compile(r"<(/?)media:description\b[^>]*?(/?)>")
_BROKEN = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/!]")
_MOST_KEY = 200
_HINT = "save the feed again from its address, or its articles as pages"

Entry = Mapping[str, Any]


def parse(path: str, data: bytes, config: Config) -> Reading | Problem:
    """The items of a feed."""
    text = _text(data)
    if text is None:
        return refusal("seed-binary", path, "the seed is not text", _HINT)
    if _declares_entities(text):
        hint = "take the <!DOCTYPE …> out of the file if you trust it: no feed needs one"
        return refusal("seed-entities", path, "it declares XML entities, as a bomb does; they are not expanded", hint)
    # feedparser takes a second that a run without new feeds need not spend.
    import feedparser

    found = feedparser.parse(
        BytesIO(_CAPTION.sub(r"<\1media:caption\2>", _DECLARATION.sub("", text, count=1)).encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version and not found.entries:
        return refusal("seed-not-a-feed", path, "this is XML, but no RSS, Atom or RDF feed", _HINT)
    if not found.entries:
        return refusal("seed-empty", path, "the feed has no items", _HINT)
    entries = enumerate(found.entries, 1)
    return Reading(items=tuple(_item(path, found.feed, entry, number, config) for number, entry in entries))


def _text(data: bytes) -> str | None:
    """The file's text, without what XML may not hold; by the encoding that it declares where it is not UTF-8."""
    declared = _DECLARED.search(data[:400])
    encodings = ["utf-8-sig", *([declared[1].decode()] if declared else [])]
    for encoding in encodings if b"\0" not in data else []:
        try:
            return markup.legal(data.decode(encoding))
        except (LookupError, UnicodeError):
            continue
    decoded = cleaning.decode(data)
    return markup.legal(_BROKEN.sub("\N{REPLACEMENT CHARACTER}", decoded.text)) if decoded else None


def _declares_entities(text: str) -> bool:
    if "<!ENTITY" not in text.upper():
        return False
    first = _FIRST_ITEM.search(text)
    head = text[: first.start()] if first else text
    return "<!ENTITY" in head.upper() or "<!ENTITY" in _QUOTED.sub("", text).upper()


def _item(path: str, feed: Entry, entry: Entry, number: int, config: Config) -> Item:
    url = _absolute(_string(entry, "link"), _string(feed, "link"))
    body, base, lang = _body(entry)
    is_html = _TAG.search(body) is not None
    digest = _digest(entry, body)
    return Item(
        file=path,
        format="feed",
        place=f"item {number}",
        key=_key(entry, url, number, digest),
        sha256=digest,
        title=plain(_string(entry, "title")),
        html=body if is_html else "",
        text="" if is_html else _unescaped(body),
        base=base or url or _string(feed, "link"),
        name=plain(_string(_group(entry, "source"), "title") or _string(feed, "title")),
        url=url,
        author=plain(_authors(entry) or _authors(feed)),
        published=_moment(entry, ("published", "created", "updated"), config),
        updated=_moment(entry, ("updated",), config),
        lang=lang or _string(feed, "language"),
        tags=tuple(plain(_string(tag, "term") or _string(tag, "label")) for tag in _groups(entry, "tags")),
        summary=_summary(entry, body),
        image=_image(entry, url),
        infer_date=False,
    )


def _body(entry: Entry) -> tuple[str, str, str]:
    """An item's longest content, else its description; with the base of its addresses, and its language."""
    contents = [each for each in _groups(entry, "content") if re.search("html|text", _string(each, "type"))]
    contents.sort(key=lambda each: -len(_string(each, "value")))
    details = [*contents, _group(entry, "summary_detail")]
    for detail in details:
        value = _string(detail, "value")
        if value.strip():
            return _as_html(value, _string(detail, "type")), _string(detail, "base"), _string(detail, "language")
    return "", "", ""


def _as_html(value: str, kind: str) -> str:
    """Atom says when its text is no HTML: then its signs are signs."""
    if kind == "text/plain" and _TAG.search(value) is not None:
        return value.replace("&", "&amp;").replace("<", "&lt;")
    return value


def _unescaped(text: str) -> str:
    return "\n\n".join(filter(None, (plain(part) for part in re.split(r"\n\s*\n", text))))


def _summary(entry: Entry, body: str) -> str:
    """A description, where it is not the body itself."""
    summary = _string(entry, "summary")
    return "" if not summary.strip() or summary.strip() == body.strip() else plain(summary)


def _key(entry: Entry, url: str, number: int, digest: str) -> str:
    """What identifies an item as long as it is there: its guid or address, else its place and its digest."""
    given = " ".join((_string(entry, "id") or url).split())
    if not given:
        return f"{number}-{digest[:8]}"
    return given if len(given) <= _MOST_KEY else f"{given[:_MOST_KEY]}-{digest[:8]}"


def _digest(entry: Entry, body: str) -> str:
    """Of what an item says: feedparser keeps no bytes, and a feed's own date changes at every visit."""
    said = [_string(entry, key) for key in ("id", "link", "title", "published", "updated", "author", "summary")]
    tags = [_string(tag, "term") for tag in _groups(entry, "tags")]
    return sha256_of(json.dumps([*said, body, tags]).encode())


def _moment(entry: Entry, keys: Sequence[str], config: Config) -> Moment | None:
    return next((found for key in keys if (found := moment(_string(entry, key), config))), None)


def _authors(entry: Entry) -> str:
    names = [_string(author, "name") for author in _groups(entry, "authors")]
    return ", ".join(dict.fromkeys(filter(None, names))) or _string(entry, "author")


def _image(entry: Entry, base: str) -> Image | None:
    """The picture that an item brings: Media RSS, an enclosure, or an image of its own."""
    for found in _pictures(entry):
        src = _absolute(_string(found, "url") or _string(found, "href"), base)
        if src:
            return Image(src=src, alt=plain(_string(entry, "media_caption")), credit=_credit(entry))
    return None


def _pictures(entry: Entry) -> Iterator[Entry]:
    for media in _groups(entry, "media_content"):
        if _string(media, "medium") == "image" or _string(media, "type").startswith("image/"):
            yield media
    for link in _groups(entry, "links"):
        if _string(link, "rel") == "enclosure" and _string(link, "type").startswith("image/"):
            yield link
    yield _group(entry, "image")
    yield from _groups(entry, "media_thumbnail")


def _credit(entry: Entry) -> str:
    credits_ = [_string(each, "content") or _string(each, "value") for each in _groups(entry, "media_credit")]
    return plain(next(filter(None, credits_), ""))


def _absolute(address: str, base: str) -> str:
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return whole if addresses.is_web_address(whole) else ""


# --- feedparser's values, whatever they are ------------------------------------------------------------------------


def _string(group: Entry, key: str) -> str:
    # What is not in it feedparser answers from elsewhere, with a warning.
    value = group.get(key) if key in group else None
    return value if isinstance(value, str) else ""


def _group(entry: Entry, key: str) -> Entry:
    value = entry.get(key)
    return value if isinstance(value, Mapping) else {}


def _groups(entry: Entry, key: str) -> list[Entry]:
    value = entry.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
