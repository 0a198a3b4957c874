"""Entries: articles as all feeds tell of them.

Strategy: an article becomes an entry once, whatever the format: text that any XML or JSON may hold, moments that any
feed's grammar can write, a name that never changes, and HTML that says the same wherever it is read. What was made
lately is remembered, since an article is in the feeds of its tags, its source and its section, in each format.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import escape

from kliping import addresses, attributes, characters, digest, renditions, safe_html, words
from kliping.library import canonical_of
from kliping.model import Article, Config, Library, Theme
from kliping.moments import in_whole_minutes
from kliping.problems import Problem
from kliping.views import Picture, digest_of, direction, illustrated, key_of, shortened, text_key_of, without_lost

_TITLE_CHARACTERS = 100
_REMEMBERED = 2_000
# What an entry takes in the wordiest format beside its texts.
_FRAME_BYTES = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose article it is. `feed` is an address for it and never empty; `url`, the article's first home, may be.

    `home` is the source's own site, or its page here.
    """

    name: str
    url: str
    feed: str
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A tag or section: `url` is that of its page, `scheme` that of the index it is in, `term` its slug."""

    name: str
    term: str
    url: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """An article's own picture: its whole address, its media type, its size in pixels (0: not known), and whose it is.

    `type` is empty where it is not known.
    """

    url: str
    type: str = ""
    width: int = 0
    height: int = 0
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed tells of it.

    `guid` is permanent and `published` never moves by itself; `updated` is `published` until the editor says
    otherwise. `title` is never empty. `content` is safe HTML in which every address is whole: the editor's note, the
    text, and whose it is. `lang` is empty where it is not known, `elsewhere` the address of the whole article where
    only some of it is shown here.
    """

    title: str
    url: str
    guid: str
    published: datetime
    updated: datetime
    author: str
    categories: tuple[Category, ...]
    summary: str
    content: str
    lang: str
    elsewhere: str = ""
    source: Origin | None = None
    media: Media | None = None

    @property
    def is_updated(self) -> bool:
        """Whether the editor says that it changed."""
        return self.updated != self.published

    def size(self) -> int:
        """At most so many bytes it takes in any format: what XML escapes is counted as escaped."""
        names = (f"{category.name}{category.term}{category.url}{category.scheme}" for category in self.categories)
        origin = self.source and f"{self.source.name}{self.source.url}{self.source.feed}{self.source.home}"
        told = (self.title, self.url, self.url, self.author, self.summary, self.elsewhere, *names, origin or "")
        return _FRAME_BYTES + sum(map(_escaped_bytes, told)) + _escaped_bytes(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes the entries of one library. `key` is a digest of all it makes them with, but for the articles.

    `homes` are the addresses of the sources' pages by slug.
    """

    library: Library
    config: Config
    theme: Theme
    homes: dict[str, str]
    key: str

    def entry(self, article: Article) -> Entry:
        """An article as an entry."""
        key = (self.key, key_of(article), text_key_of(article), article.address, self._home(article))
        return _entry(_Asked(key=key, article=article, maker=self))

    def key_of(self, article: Article) -> str:
        """A digest of all that the entry of an article says, beside `key`."""
        return f"{key_of(article)} {text_key_of(article)} {self._home(article)}"

    def says(self, lang: str, word: str) -> str:
        """A word of the interface; empty where there is none."""
        return _words(_Same(self.theme), lang).said.get(word, "")

    def wrong_words(self, lang: str) -> tuple[Problem, ...]:
        """What is wrong with the locale files of a language."""
        return _words(_Same(self.theme), lang).problems

    def _home(self, article: Article) -> str:
        return self.homes.get(addresses.slug_of_name(article.source.name), "") if article.source else ""


def maker(library: Library, config: Config, theme: Theme) -> Maker:
    """What makes the entries of a library."""
    asked_for = (config.base_url, config.lang, config.author, config.sources, config.images, config.feeds.content)
    return Maker(
        library=library,
        config=config,
        theme=theme,
        homes={term.key: term.address for term in library.sources},
        key=digest_of((*map(repr, asked_for), library.prefix, _digest_of_words(_Same(theme)))),
    )


# --- One entry ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An entry that is asked for, known by the key alone."""

    key: tuple[str, ...]
    article: Article = field(compare=False)
    maker: Maker = field(compare=False)


@lru_cache(maxsize=_REMEMBERED)
def _entry(asked: _Asked) -> Entry:
    article, made = asked.article, asked.maker
    config, source = made.config, article.source
    origin = _origin(article, made)
    name = origin.name if origin else ""
    url = config.base_url + addresses.quoted(article.address)
    return Entry(
        title=title_of(article),
        url=url,
        guid=digest.guid(article.id),
        published=in_whole_minutes(article.date),
        updated=in_whole_minutes(article.updated or article.date),
        author=(line(source.author) if source else "") or name or line(config.author.name),
        categories=_categories(article, made),
        summary=line(article.summary),
        content=_content(article, url, origin, made),
        lang="" if article.lang == "und" else article.lang,
        elsewhere=canonical_of(article),
        source=origin,
        media=_media(article, made),
    )


def title_of(article: Article) -> str:
    """The title; without one the beginning of the summary, and without that the day."""
    return line(article.title) or shortened(line(article.summary), _TITLE_CHARACTERS) or f"{article.date.at:%Y-%m-%d}"


def _categories(article: Article, made: Maker) -> tuple[Category, ...]:
    """The tags and then the section, each once."""
    named = [("tags", tag) for tag in article.tags] + [("sections", article.section)]
    found: dict[str, Category] = {}
    for taxonomy, name in named:
        shown, slug = line(name), addresses.slug_of_name(name)
        if shown:
            scheme = f"{made.config.base_url}{made.library.prefix}{taxonomy}/"
            url = f"{scheme}{addresses.quoted(slug)}/" if slug else scheme
            found.setdefault(shown, Category(name=shown, term=slug or shown, url=url, scheme=scheme))
    return tuple(found.values())


def _origin(article: Article, made: Maker) -> Origin | None:
    """The source with the address of its feed; else of the article there, of its site, of its page here."""
    source = article.source
    name = line(source.name) if source else ""
    if source is None or not name:
        return None
    settings = made.config.source(source.name)
    page = made.config.base_url + addresses.quoted(made.homes.get(addresses.slug_of_name(source.name), ""))
    site = settings.url if settings and addresses.is_web_address(settings.url) else ""
    known = (settings.feed if settings else "", source.url, site)
    feed = next(filter(addresses.is_web_address, known), page)
    url = source.url if addresses.is_web_address(source.url) else ""
    return Origin(name=name, url=url, feed=feed, home=site or page)


def _media(article: Article, made: Maker) -> Media | None:
    """The article's own picture, where pages show it."""
    image = article.image
    if image is None:
        return None
    credit = line(image.credit)
    original = dict(article.pictures).get(image.src)
    if original:
        shown = renditions.fallback(original)
        url = made.config.base_url + addresses.quoted(shown.address)
        return Media(url=url, type=shown.type, width=shown.width, height=shown.height, credit=credit)
    is_shown = made.config.images.remote and addresses.is_web_address(image.src)
    return Media(url=image.src, credit=credit) if is_shown else None


# --- Its text ----------------------------------------------------------------------------------------------------


def _content(article: Article, url: str, origin: Origin | None, made: Maker) -> str:
    """The editor's note, marked as such, in a quotation before a rule; the text, or its summary; and whose it is.

    Readers show an entry in the direction of their own pages unless it says otherwise.
    """
    lang = article.lang if article.lang not in {"", "und"} else made.config.lang
    note = f"<blockquote>{_marked(made.says(lang, 'note'))}{article.note}</blockquote><hr>" if article.note else ""
    owner = _owner(made.says(lang, "owned_by"), origin) if origin else ""
    body = _brief(article) if made.config.feeds.content == "summary" else made.library.html_of(article)
    text = characters.legal(without_lost(note + body, article, made.config) + owner)
    if text and direction(lang) == "rtl":
        text = f'<div lang="{escape(lang)}" dir="rtl">{text}</div>'
    own = attributes.with_own_footnotes(attributes.without_classes(text), article.id)
    return _illustrated(own, article, url, made.config)


def _brief(article: Article) -> str:
    return f"<p>{escape(article.summary, quote=False)}</p>" if article.summary else ""


def _illustrated(html: str, article: Article, url: str, config: Config) -> str:
    """The text with whole addresses, and its pictures in the one size that all programs read."""
    found = dict(article.pictures)
    shown = {src: renditions.fallback(found[src]) for src in article.shows if src in found}
    known = {src: config.base_url + addresses.quoted(one.address) for src, one in shown.items()}
    pictures = {
        known[src]: Picture(src=known[src], whole=known[src], alt="", credit="", width=one.width, height=one.height)
        for src, one in shown.items()
    }
    resolved = safe_html.resolve(html, url, config.base_url, known)
    return attributes.without_classes(
        illustrated(resolved, pictures, remote=config.images.remote, home=config.base_url)
    )


def _marked(word: str) -> str:
    return f"<p><strong>{escape(word, quote=False)}</strong></p>" if word else ""


def _owner(sentence: str, origin: Origin) -> str:
    """The sentence that names the source, with a link to the article there; the name alone without a sentence."""
    name = f'<a href="{escape(origin.url or origin.home)}">{escape(origin.name, quote=False)}</a>'
    return f"<p>{escape(sentence or '{name}', quote=False).replace('{name}', name)}</p>"


# --- Words -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a language that have no plural; none where its locale file is broken."""

    said: dict[str, str]
    problems: tuple[Problem, ...] = ()


class _Same:
    """A theme as the key of a cache: the same object, not an equal one, for its texts are long."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.theme is self.theme

    def __hash__(self) -> int:
        return id(self.theme)


@lru_cache(maxsize=64)
def _words(key: _Same, lang: str) -> _Words:
    try:
        found = words.of_language(key.theme, lang)
        english = words.of_language(key.theme, words.FALLBACK)
    except words.LocaleError as error:
        return _Words(said={}, problems=(error.problem,))
    return _Words(said={name: word for name, word in {**english, **found}.items() if isinstance(word, str)})


@lru_cache(maxsize=4)
def _digest_of_words(key: _Same) -> str:
    texts = (key.theme.locales, key.theme.own_locales)
    return digest_of(repr((name, text.text)) for of_one in texts for name, text in sorted(of_one.items()))


def line(text: str) -> str:
    """The text on one line, without the characters that XML forbids."""
    return " ".join(characters.legal(text).split())


def _escaped_bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
