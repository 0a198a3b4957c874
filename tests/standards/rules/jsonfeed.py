"""JSON Feed 1.1: a table of all its members, and what it asks for beside them.

A feed is judged as text, so that a member that comes twice, or a number that is none, is seen.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.standards.rules.markup import is_harmless, is_nested
from tests.standards.rules.rule import is_fit, is_rfc3339, is_standalone, is_tag, is_type, is_web

ADDRESS = "https://example.org/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"
SOUND: Mapping[str, Any] = {
    "version": VERSION,
    "title": "Contoh",
    "home_page_url": "https://example.org/",
    "feed_url": ADDRESS,
    "description": "Kabar",
    "user_comment": "Untuk pembaca umpan",
    "next_url": "https://example.org/feed-2.json",
    "icon": "https://example.org/icon.png",
    "favicon": "https://example.org/icon.svg",
    "authors": [{"name": "Meja", "url": "https://example.org/", "avatar": "https://example.org/meja.png"}],
    "language": "id",
    "expired": False,
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    "items": [
        {
            "id": "urn:uuid:1",
            "url": "https://example.org/1/",
            "external_url": "https://wire.example/1",
            "title": "Air surut",
            "content_html": '<a href="https://example.org/">Air</a> surut',
            "content_text": "Air surut",
            "summary": "Singkatnya",
            "image": "https://example.org/1.jpg",
            "banner_image": "https://example.org/banner.jpg",
            "date_published": "2020-10-20T07:30:00+07:00",
            "date_modified": "2020-10-21T08:00:00+07:00",
            "authors": [{"name": "Penulis"}],
            "tags": ["A"],
            "language": "ar",
            "attachments": [
                {
                    "url": "https://example.org/1.mp3",
                    "mime_type": "audio/mpeg",
                    "title": "Suara",
                    "size_in_bytes": 1,
                    "duration_in_seconds": 1.5,
                }
            ],
            "_source": {"name": "Wire"},
        },
        {"id": "urn:uuid:2", "content_text": "Pasar"},
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a section asks for, in words of ours; `breaches` of a feed at its address; and a feed that has one."""

    section: str
    says: str
    breaches: Callable[[Any, str], list[Any]]
    broken: str

    @property
    def name(self) -> str:
        return f"JSON Feed 1.1, {self.section}: {self.says}"


def rules() -> Iterator[Rule]:
    """All of them."""
    for where, table in _MEMBERS.items():
        for name, (test, says) in table.items():
            yield _of_member(where, name, test, says)
    for where, name in _REQUIRED:
        yield _of_required(where, name)
    for section, says, breaches, broken in _OTHERS:
        yield Rule(section=section, says=says, breaches=breaches, broken=broken_by(broken))


def parsed(document: bytes) -> Any:
    """A feed, strictly read."""
    return json.loads(document.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)


def breaches(rule: Rule, feed: Any, address: str) -> list[str]:
    """What in a feed that stands at an address breaks a rule."""
    return [f"{rule.name} But: {str(each)[:200]}" for each in rule.breaches(feed, address)]


class TwiceError(ValueError):
    """A member comes twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise TwiceError([name for name, _ in pairs])
    return dict(pairs)


def _no_number(name: str) -> Any:
    raise ValueError(name)


# --- Members -----------------------------------------------------------------------------------------------------


def _said(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _text(test: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and test(value)


def _list(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(test, value))


def _object(value: Any) -> bool:
    return isinstance(value, dict)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


_SAYS = (_said, "a text that says something")
_WEB = (_text(is_web), "a whole address")
_DATE = (_text(is_rfc3339), "a moment of RFC 3339")
_LANGUAGE = (_text(is_tag), "a tag of BCP 47")
_OBJECTS = (_list(_object), "a list of objects")
_MEMBERS: Mapping[str, Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "Top-level": {
        "version": (lambda value: value == VERSION, "the address of the version that this is"),
        **dict.fromkeys(("title", "description", "user_comment"), _SAYS),
        **dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), _WEB),
        **dict.fromkeys(("authors", "hubs", "items"), _OBJECTS),
        "language": _LANGUAGE,
        "expired": (lambda value: isinstance(value, bool), "true or false"),
    },
    "Items": {
        **dict.fromkeys(("id", "title", "content_html", "content_text", "summary"), _SAYS),
        **dict.fromkeys(("url", "external_url", "image", "banner_image"), _WEB),
        **dict.fromkeys(("date_published", "date_modified"), _DATE),
        **dict.fromkeys(("authors", "attachments"), _OBJECTS),
        "tags": (_list(_said), "a list of texts that say something"),
        "language": _LANGUAGE,
    },
    "Authors": {"name": _SAYS, "url": _WEB, "avatar": _WEB},
    "Hubs": {"type": _SAYS, "url": _WEB},
    "Attachments": {
        "url": _WEB,
        "mime_type": (_text(is_type), "a media type"),
        "title": _SAYS,
        "size_in_bytes": (_number, "a number"),
        "duration_in_seconds": (_number, "a number"),
    },
}
_REQUIRED = (
    *(("Top-level", name) for name in ("version", "title", "items")),
    *(("Items", "id"), ("Hubs", "type"), ("Hubs", "url"), ("Attachments", "url"), ("Attachments", "mime_type")),
)


def _all(where: str, feed: Any) -> list[Any]:
    """The objects of a kind in a feed."""
    items = _objects(feed, "items")
    return {
        "Top-level": [feed],
        "Items": items,
        "Authors": [author for one in (feed, *items) for author in _objects(one, "authors")],
        "Hubs": _objects(feed, "hubs"),
        "Attachments": [attachment for item in items for attachment in _objects(item, "attachments")],
    }[where]


def _objects(one: Any, name: str) -> list[Any]:
    """Those in a list; none where it is no such list, of which another rule says so."""
    found = one.get(name)
    return found if isinstance(found, list) and all(map(_object, found)) else []


def _of_member(where: str, name: str, test: Callable[[Any], bool], says: str) -> Rule:
    return Rule(
        section=where,
        says=f"{name} is {says}.",
        breaches=lambda feed, _: [one[name] for one in _all(where, feed) if name in one and not test(one[name])],
        broken=broken_by(lambda feed: _all(where, feed)[0].update({name: None})),
    )


def _of_required(where: str, name: str) -> Rule:
    return Rule(
        section=where,
        says=f"{name} must be there.",
        breaches=lambda feed, _: [one for one in _all(where, feed) if name not in one],
        broken=broken_by(lambda feed: _all(where, feed)[0].pop(name)),
    )


# --- What goes beyond one member -----------------------------------------------------------------------------------


def broken_by(change: Callable[[Any], Any]) -> str:
    """The sound feed with a change, as text."""
    feed = json.loads(json.dumps(SOUND))
    change(feed)
    return json.dumps(feed)


def _unknown(feed: Any, _: str) -> list[str]:
    found = {where: _all(where, feed) for where in _MEMBERS}
    return [
        f"{where}: {name}"
        for where, ones in found.items()
        for one in ones
        for name in one
        if name not in _MEMBERS[where] and not re.fullmatch("_[a-zA-Z][^. ]*", name)
    ]


def _htmls(feed: Any) -> list[str]:
    return [item["content_html"] for item in _all("Items", feed) if isinstance(item.get("content_html"), str)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_Breaches = Callable[[Any, str], list[Any]]
_OTHERS: tuple[tuple[str, str, _Breaches, Callable[[Any], Any]], ...] = (
    ("Extensions", "A member of one's own has a name with an underscore and a letter first.",
     _unknown, lambda feed: feed["items"][0].update({"source": {}})),
    ("Extensions", "A member of one's own is an object.",
     lambda feed, _: [one for where in _MEMBERS for each in _all(where, feed) for name, one in each.items()
                      if name.startswith("_") and not _object(one)],
     lambda feed: feed["items"][0].update({"_source": "Wire"})),
    ("Top-level", "author, of version 1, has become authors.",
     lambda feed, _: [one["author"] for one in (feed, *_all("Items", feed)) if "author" in one],
     lambda feed: feed.update({"author": {"name": "Meja"}})),
    ("Top-level", "feed_url is where the feed is.",
     lambda feed, address: [feed.get("feed_url")] if feed.get("feed_url") != address else [],
     lambda feed: feed.update({"feed_url": "https://example.org/f.json"})),
    ("Top-level", "next_url is not the feed itself.",
     lambda feed, address: [feed["next_url"]] if feed.get("next_url") == address else [],
     lambda feed: feed.update({"next_url": ADDRESS})),
    ("Items", "No two items have the same id.",
     lambda feed, _: [] if len({item.get("id") for item in feed["items"]}) == len(feed["items"]) else ["ids"],
     lambda feed: feed["items"][1].update({"id": "urn:uuid:1"})),
    ("Items", "content_html or content_text must be there.",
     lambda feed, _: [item for item in _all("Items", feed) if not {"content_html", "content_text"} & set(item)],
     lambda feed: feed["items"][1].pop("content_text")),
    ("Items", "HTML runs, styles, frames and asks for nothing.",
     lambda feed, _: [html for html in _htmls(feed) if not is_harmless(html)],
     lambda feed: feed["items"][0].update({"content_html": "<form></form>"})),
    ("Items", "In HTML what is opened is closed, in order.",
     lambda feed, _: [html for html in _htmls(feed) if not is_nested(html)],
     lambda feed: feed["items"][0].update({"content_html": "<p><b>Air</p>"})),
    ("Items", "Addresses in HTML are whole.",
     lambda feed, _: [html for html in _htmls(feed) if not is_standalone(html)],
     lambda feed: feed["items"][0].update({"content_html": '<img src="/1.jpg">'})),
    ("Authors", "An author has a name, url or avatar.",
     lambda feed, _: [one for one in _all("Authors", feed) if not {"name", "url", "avatar"} & set(one)],
     lambda feed: feed["items"][0].update({"authors": [{}]})),
    ("Suggestions for publishers", "Texts have no control characters and none that are no characters.",
     lambda feed, _: [text for text in _texts(feed) if not is_fit(text) or _CONTROLS.search(text)],
     lambda feed: feed.update({"title": "Con\x01toh"})),
)  # fmt: skip
