"""Atom 1.0 (RFC 4287): `/atom.xml`, and one below the page of each tag, source, section and language; archives.

Strategy: as with RSS, feedgen writes, and an extension of ours (`syndication`) adds what it lacks. An entry has its
summary, its whole text, or both, as `feeds.content` says; a summary is text, and the text is escaped HTML.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kliping import feed, syndication
from kliping.model import Config, FeedContent, Library, Page, Theme
from kliping.problems import Problem

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

REVISION = 2
EACH_LANGUAGE = True

# RFC 4287 4.1.1 wants a moment of a feed without entries as well, and the clock may have no part in it.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """All feeds of this format."""
    return feed.pages(library, config, theme, "atom")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The feed as XML."""
    # Loaded here: only a stale feed needs feedgen, which brings lxml and dateutil.
    from feedgen.feed import FeedGenerator

    view: feed.Feed = page.view
    channel = FeedGenerator()
    syndication.extend(channel, view)
    _describe(channel, view)
    for entry in view.entries:
        syndication.add(channel, _entry(entry, view.lang_of(entry), view.content))
    document: bytes = channel.atom_str(pretty=True)
    return document


def _describe(channel: "FeedGenerator", view: feed.Feed) -> None:
    channel.id(view.url)
    channel.title(view.title)
    channel.subtitle(view.description)
    channel.language(view.lang)
    channel.generator("Kliping")
    channel.updated(view.updated or _NEVER)
    # RFC 4287 4.1.1: a feed has an author, or each of its entries has.
    author = {"name": feed.line(view.author.name) or view.title, "email": view.author.email, "uri": view.author.url}
    channel.author({key: value for key, value in author.items() if value})
    channel.link(href=view.url, rel="self", type="application/atom+xml")
    channel.link(href=view.home, rel="alternate", type="text/html")
    if view.icon:
        channel.icon(view.icon)
    if view.logo:
        channel.logo(view.logo)
    if view.rights:
        channel.rights(view.rights)


@lru_cache(maxsize=syndication.REMEMBERED)
def _entry(entry: feed.Entry, lang: str, content: FeedContent) -> Any:
    """The element of an entry; `lang` is empty where it is the feed's own."""
    item = syndication.extended(entry, lang)
    _fill(item, entry, content)
    return item.atom_entry()


def _fill(item: "FeedEntry", entry: feed.Entry, content: FeedContent) -> None:
    item.id(entry.guid)
    item.title(entry.title)
    item.link(href=entry.url)
    item.published(entry.published)
    item.updated(entry.updated)
    item.category(
        [{"term": category.term, "scheme": category.scheme, "label": category.name} for category in entry.categories]
    )
    if entry.author:
        item.author(name=entry.author)
    if content == "summary" and entry.content:
        item.summary(entry.content, type="html")
        return
    has_content = bool(entry.content)
    if has_content:
        item.content(entry.content, type="html")
    if (entry.summary and content != "full") or not has_content:
        # RFC 4287 4.1.1.1: an entry without content is advised to have a summary that says something.
        item.summary(entry.summary or entry.title)
