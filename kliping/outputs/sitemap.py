"""The site map for search engines (sitemaps.org protocol 0.9): `/sitemap.xml`.

Strategy: outputs do not know one another, so the map is made of the library, not of the pages: articles from
the oldest, then home, indexes and lists, each with the moment of the newest article on it. A digest too large
for one map has one for each month and one for its lists, and `/sitemap.xml` lists them, so that a new article
changes few. What has its home elsewhere is on no map.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from kliping import addresses, channels, editions, views
from kliping import library as shelf
from kliping.model import Article, Config, Later, Library, Moment, Page, Term, Theme
from kliping.moments import w3c_datetime
from kliping.problems import Problem

REVISION = 2
EACH_LANGUAGE = False

# sitemaps.org protocol: "no more than 50,000 URLs". Well below it, the other limit of 50 MB is kept as well.
_MOST = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """An address under the digest's root, and when it last changed, if that is known."""

    address: str
    modified: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """A map of pages or, as an index, of maps. `home` is the whole address of the digest's root."""

    home: str
    locations: tuple[Location, ...]
    is_index: bool = False


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """One map or, for a large digest, an index and its maps."""
    trees = shelf.trees_of(library, config)
    articles = _articles(library.articles)
    lists = tuple(chain.from_iterable(_lists(tree, settings) for tree, settings in trees))
    if len(articles) + len(lists) <= _MOST:
        yield _page("sitemap.xml", SiteMap(home=config.base_url, locations=articles + lists))
        return
    months = groupby(reversed(library.articles), key=lambda article: f"{article.date.at.astimezone(config.zone):%Y-%m}")
    by_month = (_maps(month, _articles(tuple(of_month)[::-1])) for month, of_month in months)
    maps = dict(chain(_maps("lists", lists), *by_month))
    for name, part in maps.items():
        yield _page(name, SiteMap(home=config.base_url, locations=part))
    index = tuple(Location(address=name) for name in sorted(maps))
    yield _page("sitemap.xml", SiteMap(home=config.base_url, locations=index, is_index=True))


def _maps(name: str, locations: Sequence[Location]) -> Iterator[tuple[str, tuple[Location, ...]]]:
    """The maps of a month or of the lists: one, unless that is too long; counted from the oldest, early ones stay."""
    for number, start in enumerate(range(0, len(locations), _MOST), start=1):
        yield f"sitemap-{name}{f'-{number}' if number > 1 else ''}.xml", tuple(locations[start : start + _MOST])


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The map as XML: addresses percent-encoded, moments as W3C Datetime."""
    # Loaded here: its parser is of no use to a build that has no stale map, and takes 10 ms to load.
    from xml.etree import ElementTree

    view: SiteMap = page.view
    root, one = ("sitemapindex", "sitemap") if view.is_index else ("urlset", "url")
    document = ElementTree.Element(root, {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for location in view.locations:
        element = ElementTree.SubElement(document, one)
        ElementTree.SubElement(element, "loc").text = view.home + addresses.quoted(location.address)
        if location.modified:
            ElementTree.SubElement(element, "lastmod").text = w3c_datetime(location.modified)
    ElementTree.indent(document)
    written: bytes = ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _page(address: str, view: SiteMap) -> Page:
    parts = {"page": views.digest_of((view.home, *map(_told, view.locations)))}
    return Page(address=address, output="sitemap", view=Later.of(make=lambda: view, parts=parts), rank="map")


def _told(location: Location) -> str:
    """All that a location says."""
    modified = location.modified
    return f"{location.address} {modified.at.isoformat()} {modified.whole_day}" if modified else location.address


def _articles(newest_first: Sequence[Article]) -> tuple[Location, ...]:
    """Those at home here, from the oldest."""
    at_home = (article for article in reversed(newest_first) if not shelf.canonical_of(article))
    return tuple(Location(address=article.address, modified=_changed(article)) for article in at_home)


def _lists(library: Library, config: Config) -> Iterator[Location]:
    for address in _indexes(library, config):
        yield Location(address=library.prefix + address, modified=_newest(library.articles))
    for term in _terms(library, config):
        yield Location(address=term.address, modified=_newest(term.articles))
    for edition in library.editions:
        yield Location(address=edition.address, modified=edition.date)


def _indexes(library: Library, config: Config) -> Iterator[str]:
    yield ""
    yield "archive/"
    if "subscribe" in config.outputs and channels.are_any(library, config):
        yield "subscribe/"
    for address, terms in (("tags/", library.tags), ("sources/", library.sources), ("sections/", library.sections)):
        if terms:
            yield address
    if library.editions:
        yield editions.FOLDER


def _terms(library: Library, config: Config) -> Iterable[Term]:
    languages = shelf.other_languages(library, config)
    return chain(library.tags, library.sources, library.sections, languages, library.months)


def _changed(article: Article) -> Moment:
    return article.updated or article.date


def _newest(articles: Sequence[Article]) -> Moment | None:
    """When anything on a list last changed: they are in order of date, and few were updated."""
    dated = next((article.date for article in articles if not article.updated), None)
    updated = (article.updated for article in articles if article.updated)
    return max((moment for moment in (dated, *updated) if moment), default=None)
