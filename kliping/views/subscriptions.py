"""The page that tells what feeds there are."""

from collections.abc import Iterator
from functools import partial

from kliping import channels
from kliping.model import Later, Taxonomy
from kliping.views.desk import Desk, common, digest_of, editions_feed, feeds_below, href_of
from kliping.views.kinds import FeedEntry, FeedGroup, SubscribePage

OPML, SOURCES_OPML = "feeds.opml", "opml.xml"


def subscribe_page(desk: Desk) -> Later:
    """All feeds, by what they are of."""
    told = (f"{text} {address}" for _, text, address in _told_of(desk))
    parts = {"list": digest_of((editions_feed(desk), *told)), "digest": desk.digest}
    return Later.of(make=partial(_page, desk), parts=parts, lang=desk.config.lang)


def _page(desk: Desk) -> SubscribePage:
    address = f"{desk.library.prefix}subscribe/"
    groups: dict[Taxonomy, list[FeedEntry]] = {}
    for kind, text, below in _told_of(desk):
        feeds = feeds_below(below, f"{text} – {desk.config.title}", desk.config)
        groups.setdefault(kind, []).append(FeedEntry(text=text, href=href_of(desk, below), feeds=feeds))
    has_files = "opml" in desk.config.outputs
    return SubscribePage(
        **common(desk, address),
        groups=tuple(FeedGroup(kind=kind, entries=tuple(entries)) for kind, entries in groups.items()),
        opml=href_of(desk, address + OPML) if has_files else "",
        editions=editions_feed(desk),
        sources_opml=href_of(desk, SOURCES_OPML) if has_files and channels.known_sources(desk.config) else "",
    )


def _told_of(desk: Desk) -> Iterator[tuple[Taxonomy, str, str]]:
    """What has feeds beside the whole of these pages: its kind, its name or language tag, and its address."""
    library, config = desk.library, desk.config
    for lang, home in library.homes.items() if channels.front(library, config) else ():
        yield "languages", lang, home
    for term in channels.terms(library, config):
        yield term.taxonomy, term.name, term.address
