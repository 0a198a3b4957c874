"""A saved feed: RSS, Atom or RDF; each of its items is an article.

Strategy: what declares entities of its own is refused before any parser sees it; feedparser then reads what
it is given as UTF-8, without asking the network and without cleaning HTML, which `markup` does at the end.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from kliping import addresses, characters, cleaning
from kliping.cleaning.prose import ends_with_stop
from kliping.digest import sha256_of
from kliping.items import Item, moment, plain
from kliping.model import Config, Image, Moment
from kliping.problems import Problem
from kliping.seeds import Reading, refusal

ENDINGS = (".xml", ".rss", ".atom", ".rdf")
LIBRARIES = ("feedparser",)
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
# Codecs of text and not of something else, and those of them that write it in seven bits.
_ENCODING = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|iso|cp|windows|koi|gb|big5|euc|shift|sjis|mac|tis|ascii|us-|latin|hz|x-)"
)
_SEVEN_BITS = re.compile(r"iso-2022|hz")
# Encoding standard 4.2: what these labels say is not what is meant.
_MEANT = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "tis-620": "cp874",
}  # fmt: skip
# XML 1.0, appendix F: "<?xm" in the encodings that no other decoder recognizes.
_BEGINNINGS = {b"\0\0\0<": "utf-32-be", b"<\0\0\0": "utf-32-le", b"\x4c\x6f\xa7\x94": "cp037"}
_SHORT_ENTITY = re.compile(r"""<!ENTITY\s+(\w+)\s+"(&#\w{1,8};|[^"&%<]{0,16})"\s*>""")
_BROKEN = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/!]")
# Some generators forget to say that what they write is HTML; no text begins so.
_BEGINS_AS_HTML = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|img|section|article)(?:\s[^>]*)?>")
_PICTURE = re.compile(r".*\.(?:jpe?g|png|webp|gif|avif)(?:\?.*)?$", re.IGNORECASE)
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
        BytesIO(_mended(text).encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version and not found.entries:
        return refusal("seed-not-a-feed", path, "this is XML, but no RSS, Atom or RDF feed", _HINT)
    if not found.entries:
        return refusal("seed-empty", path, "the feed has no items", _HINT)
    entries = enumerate(found.entries, 1)
    is_strict = str(found.version).startswith("atom")
    return Reading(items=tuple(_item(path, found.feed, entry, number, is_strict, config) for number, entry in entries))


def _text(data: bytes) -> str | None:
    """The file's text, without what XML may not hold; by the encoding that it declares where it is not UTF-8."""
    declared = _DECLARED.search(data[:400])
    label = declared[1].decode().lower() if declared else ""
    # What is written in seven bits is UTF-8 too, but says something else.
    labels = [label, "utf-8-sig"] if _SEVEN_BITS.match(label) else ["utf-8-sig", _MEANT.get(label, label), label]
    for encoding in filter(_ENCODING.match, labels if b"\0" not in data else ()):
        try:
            return characters.legal(data.decode(encoding))
        except (LookupError, UnicodeError):
            continue
    decoded = cleaning.decode(data)
    return characters.legal(_BROKEN.sub("\N{REPLACEMENT CHARACTER}", decoded.text)) if decoded else _rare(data)


def _rare(data: bytes) -> str | None:
    """Text in UTF-32 without a mark, or in a mainframe's encoding: XML can tell these apart by its first bytes."""
    for beginning, encoding in _BEGINNINGS.items():
        if data.startswith(beginning):
            try:
                return characters.legal(data.decode(encoding))
            except UnicodeError:
                return None
    return None


def _mended(text: str) -> str:
    """What feedparser would misread, written so that it does not; the text is in UTF-8 now, whatever it declares."""
    text = _DECLARATION.sub("", text, count=1)
    for name, value in dict(_SHORT_ENTITY.findall(text)).items():
        text = text.replace(f"&{name};", value)
    text = _SHORT_ENTITY.sub("", text)
    return _CAPTION.sub(r"<\1media:caption\2>", text)


def _declares_entities(text: str) -> bool:
    """Whether it declares entities that could be a bomb: a short text without an entity in it is none."""
    if "<!ENTITY" not in text.upper():
        return False
    first = _FIRST_ITEM.search(text)
    head = _SHORT_ENTITY.sub("", text[: first.start()] if first else text)
    return "<!ENTITY" in head.upper() or "<!ENTITY" in _QUOTED.sub("", _SHORT_ENTITY.sub("", text)).upper()


def _item(path: str, feed: Entry, entry: Entry, number: int, is_strict: bool, config: Config) -> Item:
    """An item. A feed `is_strict` that says which of its texts are HTML, as Atom does."""
    url = _absolute(_link(entry), _string(feed, "link"))
    body = _body(entry, is_strict=is_strict)
    digest = _digest(entry, body)
    return Item(
        file=path,
        format="feed",
        place=f"item {number}",
        key=_key(entry, url, digest),
        sha256=digest,
        title=_line(entry, "title", is_strict=is_strict),
        html=body.html,
        text=body.text,
        base=body.base or url or _string(feed, "link"),
        name=plain(_string(_group(entry, "source"), "title")) or _line(feed, "title", is_strict=is_strict),
        url=url,
        author=plain(_authors(entry) or _authors(feed)),
        published=_moment(entry, ("published", "created", "updated"), config),
        updated=_moment(entry, ("updated",), config),
        lang=body.lang or _string(feed, "language"),
        tags=tuple(plain(_string(tag, "term") or _string(tag, "label")) for tag in _groups(entry, "tags")),
        summary=_line(entry, "summary", is_strict=is_strict) if body.is_content else "",
        image=_image(entry, url),
        infer_date=False,
        unread=_unread(entry, config),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """An item's text, as HTML or plain; it `is_content` where a description may stand beside it."""

    html: str = ""
    text: str = ""
    base: str = ""
    lang: str = ""
    is_content: bool = False


def _body(entry: Entry, *, is_strict: bool) -> _Body:
    """An item's longest content, else its description."""
    contents = [each for each in _groups(entry, "content") if re.search("html|text", _string(each, "type"))]
    contents.sort(key=lambda each: -len(_string(each, "value")))
    for detail in (*contents, _group(entry, "summary_detail")):
        value, kind = _string(detail, "value"), _string(detail, "type")
        if value.strip():
            is_literal = is_strict and kind == "text/plain" and not _BEGINS_AS_HTML.match(value)
            is_html = _TAG.search(value) is not None and not is_literal
            return _Body(
                html=value if is_html else "",
                text="" if is_html else _paragraphs(value if is_literal else unescape(value)),
                base=_string(detail, "base"),
                lang=_string(detail, "language"),
                is_content=detail in contents and value.strip() != _string(entry, "summary").strip(),
            )
    return _Body()


def _paragraphs(text: str) -> str:
    """A text a paragraph a line: parted by blank lines, or by the ends of lines where each ends a sentence."""
    parts = re.split(r"\n\s*\n", text)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(parts) == 1 and all(ends_with_stop(line.strip()) for line in lines):
        parts = lines
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in parts)))


def _line(group: Entry, key: str, *, is_strict: bool) -> str:
    """A title or a description on one line, without markup. Atom says when it has none: then its signs are signs."""
    value, kind = _string(group, key), _string(_group(group, f"{key}_detail"), "type")
    return " ".join(value.split()) if is_strict and kind == "text/plain" else plain(value)


def _key(entry: Entry, url: str, digest: str) -> str:
    """What identifies an item in whatever else its feed holds: its guid or address, else what it says."""
    given = " ".join((_string(entry, "id") or url).split())
    if not given:
        return digest[:16]
    return given if len(given) <= _MOST_KEY else f"{given[:_MOST_KEY]}-{digest[:8]}"


def _digest(entry: Entry, body: _Body) -> str:
    """Of what an item says: feedparser keeps no bytes, and a feed's own date changes at every visit."""
    said = [_string(entry, key) for key in ("id", "link", "title", "published", "updated", "author", "summary")]
    tags = [_string(tag, "term") for tag in _groups(entry, "tags")]
    return sha256_of(json.dumps([*said, body.html or body.text, tags]).encode())


def _moment(entry: Entry, keys: Sequence[str], config: Config) -> Moment | None:
    """The first date that can be read. feedparser knows more shapes, but makes up what follows a year."""
    for key in keys:
        text = _string(entry, key).strip()
        if text:
            found = moment(text, config) or (None if text[:4].isdecimal() else _in_utc(entry.get(f"{key}_parsed")))
            if found:
                return found
    return None


def _unread(entry: Entry, config: Config) -> tuple[tuple[str, str], ...]:
    """The dates that an item gives and nobody can read, with their keys."""
    given = [(key, _string(entry, key).strip()) for key in ("published", "updated")]
    return tuple((key, text) for key, text in given if text and not _moment(entry, (key,), config))


def _in_utc(parsed: Any) -> Moment | None:
    """A date as feedparser gives it, if it does."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return Moment(at=datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except (ValueError, TypeError):
        return None


def _link(entry: Entry) -> str:
    """An item's address; feedparser makes one of any guid, but only one that is an address can be (RSS 2.0, guid)."""
    link, guid = _string(entry, "link"), _string(entry, "id")
    is_made = entry.get("guidislink") is True and link.endswith(guid) and not addresses.is_web_address(guid)
    return "" if is_made else link


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
        kind = _string(media, "medium") or _string(media, "type") or _PICTURE.sub("image", _string(media, "url"))
        if kind.startswith("image"):
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
