"""JSON and JSON Lines: articles as trafilatura, newspaper and news-please write them, and JSON Feed.

Strategy: what each tool calls a thing is a row of one table; the first key that holds something is believed.
JSON Lines is what is no JSON as a whole but is on each line, whatever the file's name ends with.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from kliping import addresses, cleaning
from kliping.digest import sha256_of
from kliping.items import Item, moment, plain
from kliping.model import Config, Image, Moment
from kliping.problems import Problem
from kliping.seeds import Reading, Refused, refusal

ENDINGS = (".json", ".jsonl", ".ndjson")
SIGNS = re.compile(rb'\[?\s*\{\s*"[\w:@.-]{1,60}"\s*:')

# trafilatura calls an article's address "source" and its site "source-hostname"; news-please calls a site its
# "source_domain"; newspaper's are those with "meta_" and "top_"; JSON Feed 1.1 has the rest.
_HTML = ("content_html", "article_html")
_TEXT = ("text", "maintext", "content_text", "raw_text", "cleaned_text")
_TITLE = ("title", "title_page", "title_rss", "headline")
_URL = ("url", "canonical_link", "source", "link", "source_url", "external_url")
_NAME = ("sitename", "source-hostname", "meta_site_name", "source_name", "source", "source_domain", "hostname")
_AUTHOR = ("authors", "author")
_PUBLISHED = ("date_publish", "publish_date", "date_published", "date")
_UPDATED = ("date_modify", "date_modified")
_LANG = ("language", "meta_lang", "lang")
_TAGS = ("tags", "categories", "meta_keywords")
_SUMMARY = ("excerpt", "description", "meta_description", "summary")
_IMAGE = ("image", "image_url", "top_image", "top_img", "banner_image")
_KEY = ("id", "guid", *_URL)

_LISTS = ("items", "articles")
_EXPECTED = 'write an article ({"title": …, "text": …}), a list of them, one a line, or a JSON Feed'
_IS_HTML = re.compile(
    r"\s*<(?:!doctype|html|body|article|section|div|p|h[1-6]|ul|ol|figure|blockquote)\b", re.IGNORECASE
)
_MOST_KEY = 200
_NO_DATES = ("", "0", "null", "None", "N/A")
# 1991 to 2100, between which the web's dates lie.
_FIRST_SECOND, _LAST_MILLISECOND = 662_688_000, 4_102_444_800_000

Object = Mapping[str, Any]


def parse(path: str, data: bytes, config: Config) -> Reading | Problem:
    """The articles of a file, and the items of it that are none."""
    decoded = cleaning.decode(data)
    if decoded is None:
        return refusal("seed-binary", path, "the seed is not text", "save it as UTF-8")
    try:
        loaded = json.loads(decoded.text)
    except RecursionError:
        return _too_deep(path)
    except ValueError as error:
        lines = _lines(decoded.text)
        return _not_json(path, error) if lines is None else _read(lines, {}, path, config)
    if isinstance(loaded, dict) and not _is_feed(loaded):
        return _alone(loaded, path, config)
    feed = loaded if isinstance(loaded, dict) else {}
    items = next((feed[key] for key in _LISTS if key in feed), loaded)
    if not isinstance(items, list):
        return _shape(path, f"this is {_named(items)}, and no article")
    return _read([(f"item {number}", item) for number, item in enumerate(items, 1)], feed, path, config)


def _is_feed(loaded: Object) -> bool:
    return not any(key in loaded for key in (*_HTML, *_TEXT)) and any(
        isinstance(loaded.get(key), list) for key in _LISTS
    )


def _lines(text: str) -> list[tuple[str, Any]] | None:
    """The values of JSON Lines, an exception where a line holds none; None where no line does."""
    found: list[tuple[str, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append((f"line {number}", _loaded(line)))
    return found if any(isinstance(value, dict) for _, value in found) else None


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return error


# --- Files -------------------------------------------------------------------------------------------------------


def _alone(loaded: Object, path: str, config: Config) -> Reading | Problem:
    item = _item(loaded, "", {}, path, config)
    return Reading(items=(item,)) if isinstance(item, Item) else _shape(path, item)


def _read(values: Sequence[tuple[str, Any]], feed: Object, path: str, config: Config) -> Reading | Problem:
    if not values:
        return refusal("seed-empty", path, "there is no article in it", _EXPECTED)
    if not any(isinstance(value, dict) for _, value in values):
        return _shape(path, f"this is a list of {len(values)}, and the first is {_named(values[0][1])}")
    items: list[Item] = []
    refused: list[Refused] = []
    reason = ""
    for place, value in values:
        item = _item(value, place, feed, path, config)
        if isinstance(item, Item):
            items.append(item)
        else:
            reason = reason or item
            key = _key(value, place) if isinstance(value, dict) else place.rpartition(" ")[2]
            refused.append(Refused(item=key, problem=_shape(path, f"{place}: {item}")))
    if not items:
        return _shape(path, f"none of its {len(values)} items is an article; of the first, {reason}")
    return Reading(items=tuple(items), refused=tuple(refused))


def _item(value: Any, place: str, feed: Object, path: str, config: Config) -> Item | str:
    """The item that a value is; or what it is instead. One alone in its file has no place, and needs no key."""
    if isinstance(value, Exception):
        return f"this is not JSON ({_told(value)})"
    if not isinstance(value, dict):
        return f"this is {_named(value)}, and no article"
    html, text = _body(value)
    # As an item of RSS may, one of a feed may tell of an article and give its address alone.
    is_link = bool(feed) and bool(_first(value, _TITLE, _text)) and bool(_first(value, _URL, _address))
    if not html and not text and not is_link:
        return f"none of its keys holds a text: {', '.join(sorted(map(str, value))[:8]) or 'it has none'}"
    return replace(_facts(value, feed, config), file=path, place=place, key=_key(value, place), html=html, text=text)


def _key(item: Object, place: str) -> str:
    """What identifies an item in whatever else its file holds: its id or address, else what it says."""
    if not place:
        return ""
    given = _first(item, _KEY, _text)
    if not given:
        return _digest(item)[:16]
    return given if len(given) <= _MOST_KEY else f"{given[:_MOST_KEY]}-{_digest(item)[:8]}"


def _digest(item: Object) -> str:
    return sha256_of(json.dumps(item, sort_keys=True, separators=(",", ":")).encode())


# --- Items -------------------------------------------------------------------------------------------------------


def _body(value: Object) -> tuple[str, str]:
    """HTML or else text, by what it begins with where its key does not tell."""
    html, text = _first(value, _HTML, _prose), _first(value, _TEXT, _prose)
    return (text, "") if not html and _IS_HTML.match(text) else (html, "" if html else text)


def _facts(value: Object, feed: Object, config: Config) -> Item:
    """What the keys tell of an article; what they do not tell, its feed does."""
    url = _first(value, _URL, _address)
    return Item(
        file="",
        format="data",
        key="",
        sha256=_digest(value),
        title=plain(_first(value, _TITLE, _text)),
        base=url,
        name=_first(value, _NAME, _site) or _text(feed.get("title")) or _host(url),
        url=url,
        author=_first(value, _AUTHOR, _people) or _first(feed, _AUTHOR, _people),
        published=next(_moments(value, _PUBLISHED, config), None),
        updated=next(_moments(value, _UPDATED, config), None),
        unread=(*_unread(value, _PUBLISHED, config), *_unread(value, _UPDATED, config)),
        lang=_first(value, _LANG, _text) or _text(feed.get("language")),
        tags=next((tags for key in _TAGS if (tags := _words(value.get(key)))), ()),
        summary=_first(value, _SUMMARY, _text),
        image=_image(value),
    )


def _first(item: Object, keys: Sequence[str], read: Callable[[Any], str]) -> str:
    return next((found for key in keys if (found := read(item.get(key)))), "")


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _prose(value: Any) -> str:
    return value if isinstance(value, str) and value.strip() else ""


def _address(value: Any) -> str:
    text = _text(value)
    return text if addresses.is_web_address(text) else ""


def _site(value: Any) -> str:
    """A site's name, where it is no address."""
    text = _text(value.get("title") or value.get("name")) if isinstance(value, dict) else _text(value)
    return "" if addresses.is_web_address(text) else text.removeprefix("www.")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _people(value: Any) -> str:
    """Names: a text, a list of texts, JSON Feed's objects with a name; trafilatura parts them by semicolons."""
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for each in value if (name := _people(each))))
    return ", ".join(dict.fromkeys(filter(None, map(str.strip, _text(value).split(";")))))


def _words(value: Any) -> tuple[str, ...]:
    """Tags: a list, or a text that parts them by semicolons or commas."""
    parts = value if isinstance(value, list) else re.split("[;,]", _text(value))
    return tuple(word for part in parts if (word := _text(part)))


def _moments(item: Object, keys: Sequence[str], config: Config) -> Iterator[Moment]:
    for key in keys:
        value = item.get(key)
        found = moment(value, config) if isinstance(value, str) else _since_1970(value)
        if found:
            yield found


def _unread(item: Object, keys: Sequence[str], config: Config) -> tuple[tuple[str, str], ...]:
    """The dates of which none can be read, with their keys; what stands for no date is not meant as one."""
    if any(_moments(item, keys, config)):
        return ()
    return tuple((key, text) for key in keys if (text := _text(item.get(key))) not in _NO_DATES)


def _since_1970(value: Any) -> Moment | None:
    """A number as the seconds, or the milliseconds, since 1970 (POSIX time)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not _FIRST_SECOND <= value < _LAST_MILLISECOND:
        return None
    return Moment(at=datetime.fromtimestamp(value if value < _LAST_MILLISECOND / 1000 else value / 1000, UTC))


def _image(item: Object) -> Image | None:
    for key in _IMAGE:
        value = item.get(key)
        src = _address(value.get("url") if isinstance(value, dict) else value)
        if src:
            return Image(src=src)
    return None


# --- What is wrong -----------------------------------------------------------------------------------------------


def _not_json(path: str, error: ValueError) -> Problem:
    line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
    return refusal("seed-not-json", path, f"this is not JSON ({_told(error)})", _EXPECTED, line)


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, line {error.lineno}, column {error.colno}"
    return "it nests too deep" if isinstance(error, RecursionError) else "a number is too long"


def _too_deep(path: str) -> Problem:
    return refusal("seed-too-deep", path, "its JSON nests too deep to be read", _EXPECTED)


def _shape(path: str, text: str) -> Problem:
    return refusal("seed-shape", path, text, _EXPECTED)


def _named(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), "no JSON")
