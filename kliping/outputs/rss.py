"""RSS 2.0: `/feed.xml`, and one below the page of each tag, source, section and language; archives by month.

Strategy: feedgen writes, from entries that are already fit for XML; what it lacks, and what it would do by itself and
a digest must not have, is the business of an extension of ours (`syndication`).

`feeds.content` says what an item carries. `both`: its summary as `description` and the whole text as
`content:encoded`. `full`: the whole text as `description`, which more readers know ("On items with no summary,
the full content should be stored in description", W3C Feed Validator); so too where there is no summary.
`summary`: its summary, with the editor's note and whose it is. HTML is escaped, not put in CDATA: no text can end an
escape.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from kliping import feed, syndication
from kliping.model import Config, FeedContent, Library, Page, Theme
from kliping.problems import Problem

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

REVISION = 3
EACH_LANGUAGE = True

_SQUARE = str.maketrans("()", "[]")


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """All feeds of this format."""
    return feed.pages(library, config, theme, "rss")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The feed as XML."""
    # Loaded here: only a stale feed needs feedgen, which brings lxml and dateutil.
    from feedgen.feed import FeedGenerator

    view: feed.Feed = page.view
    channel = FeedGenerator()
    syndication.extend(channel, view)
    _describe(channel, view)
    for entry in view.entries:
        syndication.add(channel, _item(entry, view.lang_of(entry), view.content))
    document: bytes = channel.rss_str(pretty=True)
    return document


def _describe(channel: "FeedGenerator", view: feed.Feed) -> None:
    channel.title(view.title)
    channel.description(view.description)
    channel.language(view.lang)
    channel.generator("Kliping")
    channel.ttl(view.ttl)
    # RSS Best Practices Profile 6.1: a feed says its own address. feedgen takes the last link for the channel's.
    channel.link(href=view.url, rel="self", type="application/rss+xml")
    channel.link(href=view.home, rel="alternate")
    if view.logo:
        channel.image(url=view.logo, title=view.title, link=view.home)
    if view.rights:
        channel.copyright(view.rights)
    if view.author.email:
        # RSS 2.0: a mail address, and RSS Best Practices Profile 4.1.1.9: the name in brackets behind it.
        # A bracket of the name's own would end it early (RFC 822 3.4.3).
        name = feed.line(view.author.name).translate(_SQUARE)
        channel.managingEditor(f"{view.author.email} ({name})" if name else view.author.email)
    if view.updated:
        channel.lastBuildDate(view.updated)


@lru_cache(maxsize=syndication.REMEMBERED)
def _item(entry: feed.Entry, lang: str, content: FeedContent) -> Any:
    """The element of an entry; `lang` is empty where it is the feed's own."""
    item = syndication.extended(entry, lang)
    _fill(item, entry, lang)
    _tell(item, entry, content)
    return item.rss_entry()


def _fill(item: "FeedEntry", entry: feed.Entry, lang: str) -> None:
    item.title(entry.title)
    item.link(href=entry.url)
    # RSS 2.0, guid: a urn: is no address to go to.
    item.guid(entry.guid, permalink=False)
    item.pubDate(entry.published)
    item.category([{"term": category.name, "scheme": category.url} for category in entry.categories])
    if entry.author:
        # RSS 2.0 wants a mail address in `author`; a name belongs in dc:creator.
        item.dc.dc_creator(entry.author)
    if lang:
        item.dc.dc_language(lang)
    if entry.source:
        item.source(url=entry.source.feed, title=entry.source.name)


def _tell(item: "FeedEntry", entry: feed.Entry, content: FeedContent) -> None:
    """Summary and text, as `feeds.content` says. feedgen writes the text as `description` where there is no other."""
    if content == "summary":
        if entry.content:
            item.description(entry.content, isSummary=True)
        return
    if entry.summary and (content != "full" or not entry.content):
        # A description is HTML, and a summary is not.
        item.description(escape(entry.summary, quote=False), isSummary=True)
    if entry.content:
        item.content(entry.content)
