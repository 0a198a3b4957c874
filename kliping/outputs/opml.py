"""Lists of feeds that readers take in as a whole (OPML 2.0).

Strategy: `/opml.xml` are the digest's own sources, as far as config.yaml knows their feeds or sites;
`/subscribe/feeds.opml` are the digest's feeds, each in the first format alone: who subscribes to all of them wants
no article three times. No file says when it was made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kliping import addresses, channels, editions, feed, views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 2
EACH_LANGUAGE = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A line of the list: whole addresses of a feed and of the site it is of; either may be empty."""

    text: str
    feed: str
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """A list, and whose it is."""

    title: str
    owner: str
    email: str
    lines: tuple[Outline, ...]


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """The digest's feeds in each language, and once its sources; neither where it is empty."""
    made = {f"{library.prefix}subscribe/feeds.opml": (*_feeds(library, config), *_editions(library, config))}
    if not library.prefix:
        made["opml.xml"] = tuple(_sources(config))
    for address, lines in made.items():
        if lines:
            yield Page(address=address, output="opml", view=_listed(lines, config), rank="feed")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The list as XML."""
    # Loaded here: its parser is of no use to a build that has no stale list, and takes 10 ms to load.
    from xml.etree import ElementTree

    view: Outlines = page.view
    document = ElementTree.Element("opml", {"version": "2.0"})
    head = ElementTree.SubElement(document, "head")
    for name, text in (("title", view.title), ("ownerName", view.owner), ("ownerEmail", view.email)):
        if text:
            ElementTree.SubElement(head, name).text = text
    body = ElementTree.SubElement(document, "body")
    for line in view.lines:
        ElementTree.SubElement(body, "outline", _attributes(line))
    ElementTree.indent(document)
    written: bytes = ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _attributes(line: Outline) -> dict[str, str]:
    """OPML 2.0: type "rss" stands for Atom as well; "link" has the address of a page as its `url`."""
    if not line.feed:
        return {"text": line.text, "type": "link", "url": line.home}
    home = {"htmlUrl": line.home} if line.home else {}
    return {"text": line.text, "title": line.text, "type": "rss", "xmlUrl": line.feed, **home}


def _listed(lines: tuple[Outline, ...], config: Config) -> Outlines:
    author = config.author
    return Outlines(
        title=feed.line(config.title), owner=feed.line(author.name), email=feed.line(author.email), lines=lines
    )


def _feeds(library: Library, config: Config) -> Iterator[Outline]:
    form = next(iter(channels.formats(config)), None)
    title = feed.line(config.title)
    for channel in channels.all_of(library, config) if form else ():
        name = feed.line(views.name_of(channel.term)) if channel.term else ""
        below = config.base_url + addresses.quoted(channel.address)
        yield Outline(text=f"{name} – {title}" if name else title, feed=below + (form.file if form else ""), home=below)


def _editions(library: Library, config: Config) -> Iterator[Outline]:
    if library.editions and channels.OF_EDITIONS in channels.formats(config):
        address = config.base_url + addresses.quoted(channels.editions(library))
        home = config.base_url + addresses.quoted(library.prefix + editions.FOLDER)
        yield Outline(text=f"{feed.line(config.title)} (editions)", feed=address, home=home)


def _sources(config: Config) -> Iterator[Outline]:
    for source in sorted(channels.known_sources(config), key=lambda one: one.name.casefold()):
        yield Outline(text=feed.line(source.name), feed=source.feed, home=source.url)
