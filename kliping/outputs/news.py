"""What is new, for search engines' news: `/news-sitemap.xml` (Google, "Create a News sitemap").

Strategy: the articles of the last two days, which the library tells, as the clock is its own; those whose home is
elsewhere are left to their owners.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kliping import addresses, feed, views
from kliping import library as shelf
from kliping.model import Article, Config, Later, Library, Page, Theme
from kliping.moments import w3c_datetime
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = False

_MOST = 1000  # of one map
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article: its whole address, its language, when it was published (W3C Datetime), its title."""

    url: str
    lang: str
    published: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsMap:
    """The articles, newest first, of a publication."""

    name: str
    articles: tuple[News, ...]


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """One map; none where nothing is new, as a map without addresses is none (sitemaps.org protocol)."""
    recent = [article for article in library.recent if not shelf.canonical_of(article)][:_MOST]
    if not recent:
        return
    said = (config.title, config.base_url, config.lang)
    parts = {"articles": views.digest_of(map(views.key_of, recent)), "digest": views.digest_of(said)}
    view = Later.of(make=partial(_made, recent, config), parts=parts)
    yield Page(address="news-sitemap.xml", output="news", view=view, rank="map")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The map as XML."""
    # Loaded here: its parser is of no use to a build that has no stale map, and takes 10 ms to load.
    from xml.etree import ElementTree

    view: NewsMap = page.view
    document = ElementTree.Element("urlset", {"xmlns": _MAP, "xmlns:news": _NEWS})
    for article in view.articles:
        element = ElementTree.SubElement(document, "url")
        ElementTree.SubElement(element, "loc").text = article.url
        news = ElementTree.SubElement(element, "news:news")
        publication = ElementTree.SubElement(news, "news:publication")
        ElementTree.SubElement(publication, "news:name").text = view.name
        ElementTree.SubElement(publication, "news:language").text = article.lang
        ElementTree.SubElement(news, "news:publication_date").text = article.published
        ElementTree.SubElement(news, "news:title").text = article.title
    ElementTree.indent(document)
    written: bytes = ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _made(articles: Iterable[Article], config: Config) -> NewsMap:
    return NewsMap(name=feed.line(config.title), articles=tuple(_news(article, config) for article in articles))


def _news(article: Article, config: Config) -> News:
    return News(
        url=config.base_url + addresses.quoted(article.address),
        lang=_language(article.lang if article.lang not in {"", "und"} else config.lang),
        published=w3c_datetime(article.date),
        title=feed.title_of(article),
    )


def _language(lang: str) -> str:
    """The language as Google's schema has it: two or three letters, Chinese by its script."""
    language = lang.lower().split("-")[0]
    if language != "zh":
        return language
    return "zh-tw" if {"tw", "hk", "hant"} & set(lang.lower().split("-")) else "zh-cn"
