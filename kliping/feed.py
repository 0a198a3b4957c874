"""The entries that all feeds share, and the facts of a feed.

Strategy: an article becomes an entry once, whatever the format: text that any XML or JSON may hold, moments
that any feed's grammar can write, and a name that never changes. A `Feed` is a closed view, composed when its
file is stale. Its entries hold safe HTML as the article has it; `content` resolves it when the feed is rendered,
for that takes nh3.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kliping import addresses, digest, markup
from kliping.model import Article, Config, FeedContent, Later, Library
from kliping.moments import in_whole_minutes
from kliping.views import digest_of, key_of, shortened, text_key_of

_TITLE_CHARACTERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose article it is. `feed` is an address for it and never empty; `url`, the article's first home, may be."""

    name: str
    url: str
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed tells of it.

    `guid` is permanent and `published` never moves by itself; `updated` is `published` until the editor says
    otherwise. `title` is never empty. `html` and `note` are safe HTML with addresses as on the article's page.
    """

    title: str
    url: str
    guid: str
    published: datetime
    updated: datetime
    author: str
    categories: tuple[str, ...]
    summary: str
    html: str
    note: str
    lang: str
    source: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed in any format: `url` is its own address, `home` that of the pages it is of, `root` the digest's.

    All are whole.
    """

    title: str
    description: str
    url: str
    home: str
    root: str
    lang: str
    content: FeedContent
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime | None:
        """When it last said something new: the clock has no part in it. None without entries."""
        return max((entry.updated for entry in self.entries), default=None)


def later(library: Library, config: Config, address: str) -> Later:
    """The feed of the whole digest, to be composed where what it is made of has changed."""
    chosen = library.articles[: config.feeds.limit]
    homes = {term.key: term.address for term in library.sources}
    sources = (addresses.slug_of_name(article.source.name) for article in chosen if article.source)
    asked_for = (config.base_url, config.lang, config.feeds, config.author, config.sources)
    parts = {
        "articles": digest_of(map(key_of, chosen)),
        "text": digest_of(map(text_key_of, chosen)),
        "names": digest_of(homes.get(slug, "") for slug in sources),
        "digest": digest_of((config.title, config.description, *map(repr, asked_for))),
    }
    return Later(make=partial(compose, library, config, address), parts=parts)


def compose(library: Library, config: Config, address: str) -> Feed:
    """The feed of the whole digest, at an address under its root."""
    title = line(config.title) or config.base_url
    return Feed(
        title=title,
        description=line(config.description) or title,
        url=config.base_url + addresses.quoted(address),
        home=config.base_url + addresses.quoted(library.prefix),
        root=config.base_url,
        lang=config.lang,
        content=config.feeds.content,
        entries=entries(library, config),
    )


def entries(library: Library, config: Config, articles: tuple[Article, ...] | None = None) -> tuple[Entry, ...]:
    """The newest articles as entries, at most `feeds.limit`: of the library, or of some of it in its order."""
    chosen = library.articles if articles is None else articles
    homes = {term.key: term.address for term in library.sources}
    newest = chosen[: config.feeds.limit]
    return tuple(_entry(article, library.html_of(article), config, homes) for article in newest)


def content(entry: Entry, root: str) -> str:
    """The whole text of an entry with whole addresses: the editor's note first, in a quotation before a rule."""
    note = f"<blockquote>{entry.note}</blockquote><hr>" if entry.note else ""
    return markup.resolve(note + entry.html, entry.url, root)


def _entry(article: Article, html: str, config: Config, homes: dict[str, str]) -> Entry:
    source = article.source
    origin = _origin(article, config, homes)
    name = origin.name if origin else ""
    return Entry(
        title=title_of(article),
        url=config.base_url + addresses.quoted(article.address),
        guid=digest.guid(article.id),
        published=in_whole_minutes(article.date),
        updated=in_whole_minutes(article.updated or article.date),
        author=(line(source.author) if source else "") or name or line(config.author.name),
        categories=tuple(dict.fromkeys(filter(None, map(line, article.tags)))),
        summary=line(article.summary),
        html=markup.legal(html),
        note=markup.legal(article.note),
        lang=article.lang,
        source=origin,
    )


def title_of(article: Article) -> str:
    """The title; without one the beginning of the summary, and without that the day."""
    return line(article.title) or shortened(line(article.summary), _TITLE_CHARACTERS) or f"{article.date.at:%Y-%m-%d}"


def _origin(article: Article, config: Config, homes: dict[str, str]) -> Origin | None:
    """The source with the address of its feed; else of the article there, of its site, of its page here."""
    source = article.source
    name = line(source.name) if source else ""
    if source is None or not name:
        return None
    settings = config.source(source.name)
    page = config.base_url + addresses.quoted(homes.get(addresses.slug_of_name(source.name), ""))
    known = (settings.feed if settings else "", source.url, settings.url if settings else "")
    feed = next(filter(addresses.is_web_address, known), page)
    return Origin(name=name, url=source.url if addresses.is_web_address(source.url) else "", feed=feed)


def line(text: str) -> str:
    """The text on one line, without the characters that XML forbids."""
    return " ".join(markup.legal(text).split())
