"""RSS 2.0: `/feed.xml`, the newest articles of the digest.

Strategy: feedgen writes, from entries that are already fit for XML; what it would do by itself and a digest
must not have (the clock) is taken out again by an extension of ours.

`feeds.content` says what an item carries. `both`: its summary as `description` and the whole text as
`content:encoded`. `full`: the whole text as `description`, which more readers know ("On items with no summary,
the full content should be stored in description", W3C Feed Validator); so too where there is no summary.
`summary`: its summary alone. HTML is escaped, not put in CDATA: no text can end an escape.
"""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from kliping import feed
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

REVISION = 1
EACH_LANGUAGE = True


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """The feed of the whole digest."""
    address = f"{library.prefix}feed.xml"
    yield Page(address=address, output="rss", view=feed.later(library, config, address), rank="feed")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The feed as XML."""
    # Loaded here: only a stale feed needs feedgen, which brings lxml and dateutil.
    from feedgen.feed import FeedGenerator

    view: feed.Feed = page.view
    channel = FeedGenerator()
    channel.load_extension("dc", atom=False)
    _describe(channel, view)
    for entry in view.entries:
        # feedgen puts a new entry before the others, unless told.
        _add(channel.add_entry(order="append"), entry, view)
    document: bytes = channel.rss_str(pretty=True)
    return document


def _describe(channel: "FeedGenerator", view: feed.Feed) -> None:
    channel.title(view.title)
    channel.description(view.description)
    channel.language(view.lang)
    channel.generator("Kliping")
    # RSS Best Practices Profile 6.1: a feed says its own address. feedgen takes the last link for the channel's.
    channel.link(href=view.url, rel="self", type="application/rss+xml")
    channel.link(href=view.home, rel="alternate")
    if view.updated:
        channel.lastBuildDate(view.updated)
    else:
        channel.register_extension("timeless", _Timeless, atom=False)


def _add(item: "FeedEntry", entry: feed.Entry, view: feed.Feed) -> None:
    item.title(entry.title)
    item.link(href=entry.url)
    # RSS 2.0, guid: a urn: is no address to go to.
    item.guid(entry.guid, permalink=False)
    item.pubDate(entry.published)
    for category in entry.categories:
        item.category(term=category)
    if entry.author:
        # RSS 2.0 wants a mail address in `author`; a name belongs in dc:creator.
        item.dc.dc_creator(entry.author)
    if entry.source:
        item.source(url=entry.source.feed, title=entry.source.name)
    _fill(item, entry, view)


def _fill(item: "FeedEntry", entry: feed.Entry, view: feed.Feed) -> None:
    """Summary and text, as `feeds.content` says. feedgen writes the text as `description` where there is no other."""
    if entry.summary and view.content != "full":
        # A description is HTML, and a summary is not.
        item.description(escape(entry.summary, quote=False), isSummary=True)
    text = feed.content(entry, view.root) if view.content != "summary" else ""
    if text:
        item.content(text)


class _Timeless:
    """An extension that leaves out lastBuildDate, which feedgen sets to the time of the build if it is not told."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, rss: Any) -> Any:
        channel = rss[0]
        channel.remove(channel.find("lastBuildDate"))
        return rss
