"""Which feeds a digest has: of what, in which formats, at which addresses.

Strategy: pages name feeds, and outputs make them; both ask here. A feed stands below the page that it is of.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kliping.library import other_languages
from kliping.model import Article, Config, FeedFormat, Library, SourceSettings, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of feeds: the output that makes it, its file below a page, its media type, and what people call it."""

    name: FeedFormat
    output: str
    file: str
    type: str
    title: str


FORMATS = (
    Format(name="rss", output="rss", file="feed.xml", type="application/rss+xml", title="RSS"),
    Format(name="atom", output="atom", file="atom.xml", type="application/atom+xml", title="Atom"),
    Format(name="json", output="jsonfeed", file="feed.json", type="application/feed+json", title="JSON Feed"),
)
OF_EDITIONS = FORMATS[0]
_ARCHIVED = ("rss", "atom")  # RFC 5005 is for XML
_MOST_IN_ARCHIVE = 1000  # articles: some 7 MB, and no more than one page may take to be made


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed tells of: the page it stands below, and that page's articles, newest first.

    `term` is None for the whole digest, or all of it in one language. `is_archive` where it holds all of a month, or a
    `part` of one that is too large; they are counted from the oldest.
    """

    address: str
    articles: tuple[Article, ...]
    term: Term | None = None
    is_archive: bool = False
    part: int = 1

    def file(self, form: Format) -> str:
        """The address of its feed in a format: "feed.xml", "archive/2020/10/feed-2.xml"."""
        stem, dot, ending = form.file.rpartition(".")
        return f"{self.address}{form.file}" if self.part == 1 else f"{self.address}{stem}-{self.part}{dot}{ending}"


def formats(config: Config) -> tuple[Format, ...]:
    """The formats that are made: wanted by `feeds.formats` and among the outputs."""
    return tuple(each for each in FORMATS if each.name in config.feeds.formats and each.output in config.outputs)


def front(library: Library, config: Config) -> Channel | None:
    """The feed of everything on these pages, if there is one."""
    wanted = {"site", "languages"} if library.prefix else {"site"}
    if not wanted.intersection(config.feeds.of):
        return None
    return Channel(address=library.prefix, articles=library.articles)


def terms(library: Library, config: Config) -> Iterator[Term]:
    """The languages, sections, sources and tags that have feeds of their own, in this order: those of few first."""
    of_all = (other_languages(library, config), library.sections, library.sources, library.tags)
    yield from (term for of_one in of_all for term in of_one if term.taxonomy in config.feeds.of)


def editions(library: Library) -> str:
    """The address of the feed of editions: what services that send mails read is RSS."""
    return f"{library.prefix}editions.xml"


def all_of(library: Library, config: Config) -> Iterator[Channel]:
    """All that is told of in feeds, but for archives."""
    whole = front(library, config)
    if whole:
        yield whole
    for term in terms(library, config):
        yield Channel(address=term.address, articles=term.articles, term=term)


def are_any(library: Library, config: Config) -> bool:
    """Whether these pages have feeds."""
    return bool(formats(config)) and next(all_of(library, config), None) is not None


def known_sources(config: Config) -> tuple[SourceSettings, ...]:
    """The sources of which config.yaml names the feed or the site."""
    return tuple(source for source in config.sources if source.feed or source.url)


def archives(library: Library, config: Config, form: Format) -> Iterator[Channel]:
    """A month each, the newest first: those of the feed of everything, where its format has archives."""
    if config.feeds.archives and form.name in _ARCHIVED and front(library, config):
        for term in library.months:
            yield from _parts(term)


def _parts(month: Term) -> Iterator[Channel]:
    """A month as one archive or several, the newest first; all but the newest hold as many articles, so they stay."""
    ends = range(len(month.articles), 0, -_MOST_IN_ARCHIVE)
    for part, end in reversed([*enumerate(ends, start=1)]):
        articles = month.articles[max(0, end - _MOST_IN_ARCHIVE) : end]
        yield Channel(address=month.address, articles=articles, term=month, is_archive=True, part=part)
