"""Feeds in any format: the facts of each, and its entries.

Strategy: a `Feed` is a closed view, composed when its file is stale. Its parts are digests of its own articles and of
what all feeds say of the digest, so that a new article makes those feeds anew that it is in. All formats of a feed
have the same entries: the newest that fit into `feeds.limit` and `feeds.bytes`, whole ones only. What no longer fits
is in the archives, one a month or more (RFC 5005 section 4), which hold all of it and change only when they must.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial

from kliping import addresses, channels, edition_entries, editions, entries
from kliping.channels import Channel, Format
from kliping.entries import Category, Entry, Maker, Origin, line, title_of
from kliping.model import Article, Author, Config, Edition, FeedContent, Later, Library, Page, Theme
from kliping.problems import Problem, Span
from kliping.views import digest_of, name_of, published_asset, root

__all__ = ["Category", "Entry", "Feed", "Origin", "line", "pages", "title_of"]

# What a feed says of itself, in the wordiest format.
_FRAME_BYTES = 6_000
_STYLE, _ICON, _LOGO = "feed.css", "favicon.svg", "touch-icon.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed in one format: `url` is its own address, `home` that of the page it is of. Both are whole, as are all.

    `style` alone is a path on the digest's host. `ttl` are minutes. An archive names the `current` feed that it
    belongs to; `previous` is the archive that goes on where this ends. `rights` is a sentence, `author` nobody where
    the digest names none.
    """

    title: str
    description: str
    url: str
    home: str
    lang: str
    content: FeedContent
    entries: tuple[Entry, ...]
    author: Author
    rights: str = ""
    icon: str = ""
    logo: str = ""
    style: str = ""
    hub: str = ""
    ttl: int = 60
    current: str = ""
    previous: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def updated(self) -> datetime | None:
        """When it last said something new: the clock has no part in it. None without entries."""
        return max((entry.updated for entry in self.entries), default=None)

    def lang_of(self, entry: Entry) -> str:
        """The language of an entry where it is not the feed's own."""
        return entry.lang if entry.lang != self.lang else ""


def pages(library: Library, config: Config, theme: Theme, output: str) -> Iterator[Page]:
    """All feeds that an output makes: of everything, of the terms that have one, the archives; and of the editions."""
    form = next(each for each in channels.FORMATS if each.output == output)
    if form.name not in config.feeds.formats:
        return
    desk = _Desk.of(entries.maker(library, config, theme), form)
    for channel in (*channels.all_of(library, config), *channels.archives(library, config, form)):
        yield Page(address=channel.file(form), output=output, view=desk.later(channel), rank="feed")
    if library.editions and form == channels.OF_EDITIONS:
        address = channels.editions(library)
        yield Page(address=address, output=output, view=desk.of_editions(), rank="feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all feeds of a library in one format are made with. `archives` are in their order, the newest first."""

    maker: Maker
    form: Format
    digest: str
    archives: tuple[Channel, ...]

    @classmethod
    def of(cls, maker: Maker, form: Format) -> "_Desk":
        config, theme = maker.config, maker.theme
        icons = (published_asset(name, config, theme) for name in (_STYLE, _ICON, _LOGO))
        said = (config.title, config.description, repr(config.feeds), maker.key, *icons)
        archives = tuple(channels.archives(maker.library, config, form))
        return cls(maker=maker, form=form, digest=digest_of(said), archives=archives)

    def later(self, channel: Channel) -> Later:
        """The feed of a channel, to be composed where what it is made of has changed."""
        newest = channel.articles if channel.is_archive else channel.articles[: self.maker.config.feeds.limit]
        term = channel.term
        named = (channel.address, str(channel.part), term.name if term else "")
        before = self._before(channel) if channel.is_archive else ""
        parts = {
            "articles": digest_of(map(self.maker.key_of, newest)),
            "feed": digest_of((*named, before)),
            "digest": self.digest,
        }
        key = (parts["articles"], self.digest, *named)
        chosen = _Chosen(key=key, is_complete=channel.is_archive, articles=newest, maker=self.maker)
        return Later.of(make=partial(self._composed, channel, chosen), parts=parts)

    def of_editions(self) -> Later:
        """The feed of the newest editions, whole ones, as mail services read it."""
        library, maker = self.maker.library, self.maker
        newest = library.editions[: maker.config.feeds.limit]
        told = (repr(replace(edition, parts=(), briefs=())) for edition in newest)
        articles = (maker.key_of(article) for edition in newest for article in edition.articles)
        parts = {"editions": digest_of(told), "articles": digest_of(articles), "digest": self.digest}
        return Later.of(make=partial(self._editions, newest), parts=parts)

    def _editions(self, newest: tuple[Edition, ...]) -> Feed:
        maker = self.maker
        every = self._composed(
            Channel(address=maker.library.prefix + editions.FOLDER, articles=()), _Chosen.none(maker)
        )
        name = maker.says(maker.config.lang, "editions")
        return replace(
            every,
            title=f"{every.title} – {name}" if name else every.title,
            url=self._whole(channels.editions(maker.library)),
            content="full",
            entries=tuple(edition_entries.entry(edition, maker) for edition in newest),
        )

    def _before(self, channel: Channel) -> str:
        """The archive before an archive."""
        older = (one for one in self.archives if (one.address, one.part) < (channel.address, channel.part))
        return self._archive(next(older, None))

    def _going_on(self, channel: Channel, told: int) -> str:
        """The archive that goes on where a feed of so many entries ends: the one that has its oldest entry."""
        if channel.term or not told:
            return ""
        oldest = channel.articles[told - 1]
        with_it = (archive for archive in self.archives if any(one is oldest for one in archive.articles))
        return self._archive(next(with_it, None))

    def _archive(self, archive: Channel | None) -> str:
        return self._whole(archive.file(self.form)) if archive else ""

    def _composed(self, channel: Channel, chosen: "_Chosen") -> Feed:
        config, maker = self.maker.config, self.maker
        cut = _cut(chosen)
        previous = self._before(channel) if channel.is_archive else self._going_on(channel, len(cut.entries))
        title = line(config.title) or config.base_url
        term, whole = channel.term, self._whole
        name = line(name_of(term)) if term else ""
        name = f"{name} ({channel.part})" if channel.part > 1 else name
        current = whole(maker.library.prefix + self.form.file) if channel.is_archive else ""
        return Feed(
            title=f"{name} – {title}" if name else title,
            description=line(config.description) or title,
            url=whole(channel.file(self.form)),
            home=whole(channel.address),
            lang=config.lang if term is None or term.taxonomy != "languages" else term.key,
            content=config.feeds.content,
            entries=cut.entries,
            author=config.author,
            rights=self._rights(),
            icon=self._asset(_ICON),
            logo=self._asset(_LOGO),
            style=published_asset(_STYLE, config, maker.theme),
            hub="" if channel.is_archive else config.feeds.hub,
            ttl=config.feeds.ttl,
            current=current,
            previous=previous,
            problems=(*self._wrong_words(cut), *self._left_out(channel, cut)),
        )

    def _rights(self) -> str:
        """Whose the articles are, and who chose them; nothing where the digest names nobody."""
        config, says = self.maker.config, self.maker.says
        if not config.author.name:
            return ""
        edited = says(config.lang, "edited_by").replace("{name}", line(config.author.name))
        return line(f"{says(config.lang, 'rights_notice')} {edited}")

    def _asset(self, name: str) -> str:
        path = published_asset(name, self.maker.config, self.maker.theme)
        return self.maker.config.base_url + path.removeprefix(root(self.maker.config)) if path else ""

    def _whole(self, address: str) -> str:
        return self.maker.config.base_url + addresses.quoted(address)

    def _wrong_words(self, cut: "_Cut") -> tuple[Problem, ...]:
        langs = dict.fromkeys((self.maker.config.lang, *(entry.lang for entry in cut.entries if entry.lang)))
        return tuple(problem for lang in langs for problem in self.maker.wrong_words(lang))

    def _left_out(self, channel: Channel, cut: "_Cut") -> tuple[Problem, ...]:
        """A word on the articles that did not fit, at one of the formats that leave them out."""
        if not cut.left_out or self.form != next(iter(channels.formats(self.maker.config)), self.form):
            return ()
        most = self.maker.config.feeds.bytes
        many = "articles do" if cut.left_out > 1 else "article does"
        text = f"{cut.left_out} {many} not fit into {most:,} bytes"
        hint = "raise feeds.bytes in config.yaml, or lower feeds.limit"
        span = Span(path=channel.file(self.form))
        return (Problem(code="feed-cut", span=span, text=text, hint=hint, severity="warning"),)


# --- Which entries -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The articles of a feed, known by the key alone: all formats have the same."""

    key: tuple[str, ...]
    is_complete: bool
    articles: tuple[Article, ...] = field(compare=False)
    maker: Maker = field(compare=False)

    @classmethod
    def none(cls, maker: Maker) -> "_Chosen":
        """No articles."""
        return cls(key=(), is_complete=True, articles=(), maker=maker)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """The entries of a feed, and how many more there would be without `feeds.bytes`."""

    entries: tuple[Entry, ...]
    left_out: int = 0


@lru_cache(maxsize=2)
def _cut(chosen: _Chosen) -> _Cut:
    """The newest entries that fit. An archive is complete, whatever its size (RFC 5005 section 4)."""
    settings = chosen.maker.config.feeds
    made = tuple(map(chosen.maker.entry, chosen.articles))
    if chosen.is_complete:
        return _Cut(entries=made)
    room = settings.bytes - _FRAME_BYTES
    for count, entry in enumerate(made):
        room -= entry.size()
        if room < 0 and count:
            return _Cut(entries=made[:count], left_out=len(made) - count)
    return _Cut(entries=made)
