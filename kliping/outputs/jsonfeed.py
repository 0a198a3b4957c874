"""JSON Feed 1.1 (jsonfeed.org): `/feed.json`, and one below the page of each tag, source, section and language.

Strategy: the same entries as in the other formats, as a table of texts. What is empty is left out.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from kliping import feed
from kliping.model import Config, FeedContent, Library, Page, Theme
from kliping.problems import Problem

REVISION = 2
EACH_LANGUAGE = True

_REMEMBERED = 2_000
_VERSION = "https://jsonfeed.org/version/1.1"


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """All feeds of this format."""
    return feed.pages(library, config, theme, "jsonfeed")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The feed as JSON in UTF-8, an item a line."""
    view: feed.Feed = page.view
    # With `indent`, Python's encoder takes ten times as long.
    items = ",\n".join(_item(entry, view.lang_of(entry), view.content) for entry in view.entries)
    # "items" must be there, even where there are none.
    return f'{_written(_feed(view))[:-1]}, "items": [\n{items}\n]}}\n'.encode()


def _written(members: Mapping[str, Any]) -> str:
    return json.dumps(members, ensure_ascii=False)


def _feed(view: feed.Feed) -> Mapping[str, Any]:
    """What a feed says of itself."""
    author = {"name": feed.line(view.author.name), "url": view.author.url}
    told = {
        "version": _VERSION,
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.url,
        "description": view.description,
        "icon": view.logo,
        "favicon": view.icon,
        "authors": [_filled(author)] if author["name"] else [],
        "language": view.lang,
        "hubs": [{"type": "WebSub", "url": view.hub}] if view.hub else [],
    }
    return _filled(told)


@lru_cache(maxsize=_REMEMBERED)
def _item(entry: feed.Entry, lang: str, content: FeedContent) -> str:
    """An entry as JSON; it is in the feeds of its tags, its source and its section. `lang` as in `Feed.lang_of`."""
    members = _filled(
        {
            "id": entry.guid,
            "url": entry.url,
            # "the URL of a page elsewhere", where this is a pointer to it: readers lead there first.
            "external_url": entry.elsewhere,
            "title": entry.title,
            "image": entry.media.url if entry.media else "",
            **_told(entry, content),
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat() if entry.is_updated else "",
            "authors": [{"name": entry.author}] if entry.author else [],
            "tags": [category.name for category in entry.categories],
            "language": lang,
            "_source": _source(entry.source),
        }
    )
    return _written(members)


def _told(entry: feed.Entry, content: FeedContent) -> Mapping[str, str]:
    """Summary and text, as `feeds.content` says. One of `content_html` and `content_text` must be there."""
    summary = entry.summary if content == "both" else ""
    if entry.content:
        return {"summary": summary, "content_html": entry.content}
    return {"content_text": entry.summary or entry.title}


def _source(origin: feed.Origin | None) -> Mapping[str, str]:
    """Whose it is: a member of our own, whose name begins with an underscore as such names must."""
    if origin is None:
        return {}
    return _filled({"name": origin.name, "url": origin.url, "feed": origin.feed, "home": origin.home})


def _filled(members: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in members.items() if value}
