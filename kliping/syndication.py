"""What feeds in XML have and feedgen has not: an extension of its own (RFC 5005, WebSub, Atom's and RSS 1.0's modules).

Strategy: feedgen makes the elements it knows; then it asks the extension, which adds the others, puts the style sheet
before the document, and takes out what a digest must not have: the time of the build. feedgen gives Atom's elements
no name space but that of the document, and so do we.

An article is in the feeds of its tags, its source and its section, so outputs remember the elements they made of
entries lately. All this is called where a feed is rendered, and loads feedgen and lxml there.
"""

from collections.abc import Iterator
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING, Any

from kliping.entries import Media
from kliping.feed import Entry, Feed

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
UPDATES = "http://purl.org/rss/1.0/modules/syndication/"
REMEMBERED = 2_000  # elements of entries
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HOUR, _DAY, _WEEK = 60, 24 * 60, 7 * 24 * 60  # minutes


def extend(channel: "FeedGenerator", feed: Feed) -> None:
    """Give a feed of feedgen's what it lacks, and Dublin Core.

    By its class: feedgen looks for the name of an extension among all modules, for each feed and item.
    """
    from feedgen.ext.dc import DcExtension  # heavy, and only stale feeds need it
    from feedgen.ext.media import MediaExtension

    channel.register_extension("dc", DcExtension, atom=False)
    if any(entry.media for entry in feed.entries):
        channel.register_extension("media", MediaExtension)
    channel.register_extension("kliping", _OfFeed)
    channel.kliping.feed = feed


def extended(entry: Entry, lang: str) -> "FeedEntry":
    """An entry of feedgen's, with what it lacks, to be filled. `lang` is empty where it is the feed's own."""
    # Heavy, and only stale feeds need it. In this order: the second needs what the first loads of lxml.
    from feedgen.entry import FeedEntry
    from feedgen.ext.dc import DcEntryExtension

    made = FeedEntry()
    made.register_extension("dc", DcEntryExtension, atom=False)
    if entry.media:
        _show(made, entry.media)
    made.register_extension("kliping", _OfEntry)
    made.kliping.entry, made.kliping.lang = entry, lang
    return made


def _show(made: "FeedEntry", picture: Media) -> None:
    """An article's picture, with its type and size (Media RSS 1.5.1)."""
    from feedgen.ext.media import MediaEntryExtension  # heavy, and only stale feeds need it

    made.register_extension("media", MediaEntryExtension)
    sized = {"width": str(picture.width), "height": str(picture.height)} if picture.width else {}
    kind = {"type": picture.type} if picture.type else {}
    made.media.content({"url": picture.url, "medium": "image", **kind, **sized}, group=None)


def add(channel: "FeedGenerator", element: Any) -> None:
    """Add the element of an entry to a feed, the last: feedgen puts it before the others, unless told."""
    channel.add_entry(_Made(element), order="append")


class _Made:
    """An entry that was made before, for another feed: feedgen asks for its element alone."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def register_extension(self, *_: Any) -> None:
        """It has what it needs."""

    def rss_entry(self) -> Any:
        return deepcopy(self.element)

    atom_entry = rss_entry


def rhythm(ttl: int) -> tuple[str, int]:
    """How often a feed may be asked for, in RSS 1.0's terms: a period, and how many times in it."""
    for period, minutes in (("hourly", _HOUR), ("daily", _DAY)):
        if ttl <= minutes:
            return period, max(1, round(minutes / ttl))
    return "weekly", max(1, round(_WEEK / ttl))


class _OfFeed:
    """The extension of a feed. feedgen makes it without arguments; `feed` is given to it then."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {"fh": HISTORY, "sy": UPDATES}

    def extend_rss(self, rss: Any) -> Any:
        channel = rss[0]
        if not self.feed.updated:
            # feedgen sets it to the time of the build if it is not told.
            channel.remove(channel.find("lastBuildDate"))
        rss.set(_LANG, self.feed.lang)
        for rel, href in _links(self.feed):
            _added(channel, f"{{{ATOM}}}link", rel=rel, href=href)
        period, frequency = rhythm(self.feed.ttl)
        _added(channel, f"{{{UPDATES}}}updatePeriod", period)
        _added(channel, f"{{{UPDATES}}}updateFrequency", str(frequency))
        return self._finished(rss, channel)

    def extend_atom(self, feed: Any) -> Any:
        for rel, href in _links(self.feed):
            _added(feed, "link", rel=rel, href=href)
        return self._finished(feed, feed)

    def _finished(self, document: Any, channel: Any) -> Any:
        from lxml import etree  # heavy, and only stale feeds need it

        if self.feed.current:
            _added(channel, f"{{{HISTORY}}}archive")
        if self.feed.style:
            style = f'type="text/css" href="{escape(self.feed.style)}"'
            document.addprevious(etree.ProcessingInstruction("xml-stylesheet", style))
        return document


class _OfEntry:
    """The extension of an entry. feedgen makes it without arguments; `entry` and `lang` are given to it then."""

    entry: Entry
    lang: str

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, item: Any) -> Any:
        if self.entry.is_updated:
            _added(item, f"{{{ATOM}}}updated", self.entry.updated.isoformat())
        return self._credited(item)

    def extend_atom(self, entry: Any) -> Any:
        if self.lang:
            entry.set(_LANG, self.lang)
        if self.entry.elsewhere:
            # feedgen forgets what an entry's link is for.
            _added(entry, "link", rel="related", href=self.entry.elsewhere)
        origin = self.entry.source
        if origin:
            # RFC 4287 4.2.11: what is known of the feed that it comes from, and that it changed when this appeared.
            source = _added(entry, "source")
            _added(source, "id", origin.feed)
            _added(source, "title", origin.name)
            _added(source, "link", rel="alternate", href=origin.home)
            _added(source, "updated", self.entry.published.isoformat())
        return self._credited(entry)

    def _credited(self, item: Any) -> Any:
        """With whose the picture is, which feedgen has no element for.

        What it shows has one as well, media:description; feedparser takes that for the text of the entry.
        """
        picture, shown = self.entry.media, item.find(f"{{{MEDIA}}}content")
        if picture and picture.credit and shown is not None:
            _added(shown, f"{{{MEDIA}}}credit", picture.credit)
        return item


def _links(feed: Feed) -> Iterator[tuple[str, str]]:
    """WebSub 4: the hub. RFC 5005 4: the feed that an archive is of, and the archive before."""
    named = (("hub", feed.hub), ("current", feed.current), ("prev-archive", feed.previous))
    yield from ((rel, href) for rel, href in named if href)


def _added(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    from lxml import etree  # heavy, and only stale feeds need it

    element = etree.SubElement(parent, name, attributes)
    element.text = text or None
    return element
