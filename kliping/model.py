"""The frozen types that travel through the house: Seed → Article → Library → Page → File.

Strategy: values only. Nothing here reads, writes or decides; tuples instead of lists, so that a value
can be shared by any number of pages and workers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from kliping import digest
from kliping.addresses import slug_of_name
from kliping.problems import Problem

# --- Configuration ---------------------------------------------------------------------------------------------

Rights = Literal["full", "excerpt", "link"]
Rhythm = Literal["daily", "weekly", "monthly", "manual", "none"]
FeedContent = Literal["full", "summary", "both"]
FeedFormat = Literal["rss", "atom", "json"]
FeedSubject = Literal["site", "tags", "sources", "sections", "languages"]
Duplicates = Literal["keep", "draft", "skip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who edits the digest."""

    name: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """`feeds:` of config.yaml: the most items and bytes of a feed, what an item carries, and which feeds there are.

    With `archives`, that of everything is continued by one a month. `hub` is the address of a WebSub hub; `ttl` are the
    minutes for which a reader need not ask again.
    """

    limit: int = 50
    bytes: int = 1_000_000
    content: FeedContent = "both"
    formats: tuple[FeedFormat, ...] = get_args(FeedFormat)
    of: tuple[FeedSubject, ...] = get_args(FeedSubject)
    archives: bool = True
    hub: str = ""
    ttl: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """`ingest:` of config.yaml. With `review`, new articles are drafts until the editor publishes them.

    `duplicates` says what a near copy becomes: an article like any other, a draft, or nothing.
    """

    review: bool = False
    duplicates: Duplicates = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """`sources: NAME:` of config.yaml: a source's addresses, rights and lines to drop or to keep."""

    name: str
    url: str = ""
    feed: str = ""
    rights: Rights = "full"
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`limits:` of config.yaml, in bytes; `image_pixels` in pixels, `seed_seconds` of the processor's time.

    `depth` is how deep an article's Markdown and HTML may nest.
    """

    seed_bytes: int = 5_000_000
    seed_seconds: int = 4
    seed_memory: int = 480 * 2**20
    depth: int = 100
    article_bytes: int = 5_000_000
    image_bytes: int = 20_000_000
    image_pixels: int = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSettings:
    """`images:` of config.yaml: whether pages show pictures of other hosts."""

    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """`mail:` of config.yaml: whom an edition's mail is from, as mail addresses, and how to get no more of them.

    `sender` is "Name <name@example.org>"; `unsubscribe` a web address or one of mailto:. Empty where not known.
    """

    sender: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robot:
    """`robots: NAME:` of config.yaml: the paths that a robot is asked to keep out of; "*" stands for all others."""

    name: str
    disallow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """`languages: TAG:` of config.yaml: a language with pages of its own, and what the digest is called in it."""

    lang: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """config.yaml as read. `base_url` ends with a slash; `timezone` is an IANA name; `lang` a BCP 47 tag."""

    title: str
    base_url: str
    description: str = ""
    lang: str = "en"
    languages: tuple[Language, ...] = ()
    timezone: str = "UTC"
    author: Author = Author()
    accent: str = ""
    permalink: str = "/{year}/{month}/{day}/{slug}/"
    per_page: int = 20
    outputs: tuple[str, ...] = ()
    robots: tuple[Robot, ...] = ()
    editions: Rhythm = "none"
    mail: MailSettings = MailSettings()
    search: bool = False
    images: ImageSettings = ImageSettings()
    feeds: FeedSettings = FeedSettings()
    ingest: IngestSettings = IngestSettings()
    sources: tuple[SourceSettings, ...] = ()
    limits: Limits = Limits()

    @property
    def zone(self) -> ZoneInfo:
        """The digest's time zone."""
        return ZoneInfo(self.timezone)

    def prefix_of(self, lang: str) -> str:
        """Where the pages of a language begin under the root; empty for the digest's own, and one that has none."""
        has_own = lang != self.lang and any(each.lang == lang for each in self.languages)
        return f"{lang.lower()}/" if has_own else ""

    def source(self, name: str) -> SourceSettings | None:
        """The settings of a source; spellings of its name that share a slug are one source."""
        slug = slug_of_name(name)
        return next((source for source in self.sources if slug_of_name(source.name) == slug), None)


# --- Seeds -----------------------------------------------------------------------------------------------------

VerdictKind = Literal["kept", "heading", "title", "dropped", "blank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One repair: at `offset` (characters) of the mended text, `new` stands where `old` stood."""

    offset: int
    old: str
    new: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one line of a seed, or of a part of it.

    `text` is the line as mended, `ending` its line end as found; undoing `mends` gives the line as found.
    `rule` names why: of a dropped line always, of others where there is something to say. A line with noise
    inside it has a verdict for each part; `column` is where a part begins in the mended line, from 1.
    `joins` says that the text goes on in the paragraph of the verdict before, as hard-wrapped lines do.
    """

    line: int
    text: str
    kind: VerdictKind
    rule: str = ""
    mends: tuple[Mend, ...] = ()
    ending: str = ""
    column: int = 1
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Every line of a seed with its verdict; with the encoding and the byte order mark, the seed's bytes again.

    Of a page: every block that has text, with the line of the file on which it begins. Its markup is not kept,
    so that a page's ledger tells what became of its text but does not give its bytes back.
    """

    encoding: str
    mark: bytes
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A point in time with its zone; `whole_day` where only a date was given (then `at` is its midnight)."""

    at: datetime
    whole_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whose article it is."""

    name: str = ""
    url: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The picture of an article."""

    src: str
    alt: str = ""
    credit: str = ""


# An opaque image, one with a transparent ground, and one that moves.
ImageKind = Literal["photo", "drawing", "animation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An image file of content/ or static/, by its path under the digest's root, with what it holds.

    `width` and `height` are in pixels, as it is to be looked at. `read` gives its bytes, none where it is gone.
    """

    path: str
    sha256: str
    width: int
    height: int
    kind: ImageKind
    read: Callable[[], bytes] = field(compare=False, repr=False)


TitleOrigin = Literal["given", "derived"]
DateOrigin = Literal["given", "inferred", "ingested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One clipping, read and cleaned, before it becomes an article.

    `file` is its path under the digest's root, `item` its key within a file of many (else empty), `sha256`
    of its own bytes. `body` is Markdown. No `date` means that none was found. `fields` are front matter
    that came with the clipping and that Kliping has no better name for, as `(key, value)` pairs. `origins`
    are where facts were found, by their names, where the format can tell better than `accounts` supposes. `unread`
    are values that came with it and could not be read, with their keys.
    """

    file: str
    sha256: str
    format: str
    body: str
    title: str
    title_origin: TitleOrigin
    item: str = ""
    date: Moment | None = None
    date_origin: DateOrigin = "inferred"
    lang: str = "und"
    source: Source | None = None
    place: str = ""
    cites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    fields: tuple[tuple[str, Any], ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    ledger: Ledger | None = None
    unread: tuple[str, ...] = ()


# --- Articles --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReference:
    """`seed:` of the front matter: the clipping an article was made of.

    `sha256` is of the item's bytes; `written` is the digest of the whole file as ingest wrote it, without
    its own line.
    """

    file: str
    item: str = ""
    sha256: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One file of content/. `path` is under the digest's root; `html` is its body, safe to publish.

    `id` is permanent; `duplicate_of` that of the article it is a near copy of. `summary` is plain text, `note`
    safe HTML. `address` is given by the library ("2020/10/05/slug/"), empty before. `extra` are the editor's own
    keys. `shows` are the addresses of pictures in its body, as written there, but for those of other hosts; `pictures`
    are the image files of these and of `image`, by such addresses. Of many articles only cards are held: then `body`
    and `html` are empty, `text` is the name that the store keeps the HTML under, and `key` a digest of all the rest.
    """

    path: str
    id: str
    title: str
    date: Moment
    body: str
    html: str
    slug: str
    address: str = ""
    updated: Moment | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    section: str = ""
    source: Source | None = None
    place: str = ""
    cites: tuple[str, ...] = ()
    image: Image | None = None
    note: str = ""
    rights: Rights | None = None
    draft: bool = False
    pinned: bool = False
    expires: Moment | None = None
    translation_of: str = ""
    seed: SeedReference | None = None
    title_origin: TitleOrigin = "given"
    date_origin: DateOrigin = "given"
    duplicate_of: str = ""
    shows: tuple[str, ...] = ()
    pictures: tuple[tuple[str, Original], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    key: str = ""


# --- Editions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """One file of content/editions/: what its editor decided of the edition `name`.

    `number` 0 and `date` None are not decided; `articles` are ids, None where it carries those of its period. `letter`
    is safe HTML.
    """

    path: str
    name: str
    lang: str
    number: int = 0
    title: str = ""
    date: Moment | None = None
    articles: tuple[str, ...] | None = None
    letter: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPart:
    """The articles of a section in an edition; `section` is empty for those of none."""

    section: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What appeared in a period, or was put together, as one whole.

    `name` is that of its period ("2020-W41"), which runs from the day `begins` to the day `ends`, or what its editor
    calls it; `date` is when it appeared. `briefs` are articles that are only linked to. `letter` is safe HTML.
    """

    name: str
    number: int
    date: Moment
    parts: tuple[EditionPart, ...]
    briefs: tuple[Article, ...] = ()
    address: str = ""
    begins: Moment | None = None
    ends: Moment | None = None
    title: str = ""
    letter: str = ""
    path: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, in their order."""
        return (*(article for part in self.parts for article in part.articles), *self.briefs)


# --- Library ---------------------------------------------------------------------------------------------------

Taxonomy = Literal["tags", "sources", "sections", "languages", "months"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One tag, source, section, language or month, with its articles newest first.

    `key` identifies it within its taxonomy: a slug, a language tag, "2020-10". `name` is what a reader
    sees (for languages and months the layouts find the words). `url` is a source's own site.
    """

    taxonomy: Taxonomy
    key: str
    name: str
    address: str
    articles: tuple[Article, ...]
    url: str = ""


Reason = Literal["draft", "future", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An article that is not published, and why."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that may be published, rights applied, newest first by date and then id, and its indexes.

    `tags`, `sources` and `sections` are in order of name; `languages` by number of articles, the digest's
    own first; `months` and `editions` newest first. `recent` are those of the last two days.
    `texts` are the articles' HTML by `Article.text`, each read when it is asked for.
    The clock changes nothing before `next_change`.

    Of a digest with pages in several languages it is `trees`, a library for each, the digest's own language first: then
    only they have indexes. A tree's pages stand under its `prefix` ("en/"); `homes` are all prefixes by language.
    `translations` and `versions` are, by id, all articles that tell the same in other languages, and in other words; of
    the whole digest, in a tree as well.
    """

    articles: tuple[Article, ...]
    lang: str = ""
    prefix: str = ""
    homes: Mapping[str, str] = field(default_factory=dict)
    trees: tuple["Library", ...] = ()
    translations: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    versions: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    tags: tuple[Term, ...] = ()
    sources: tuple[Term, ...] = ()
    sections: tuple[Term, ...] = ()
    languages: tuple[Term, ...] = ()
    months: tuple[Term, ...] = ()
    recent: tuple[Article, ...] = ()
    editions: tuple[Edition, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    next_change: datetime | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def html_of(self, article: Article) -> str:
        """The body of an article, wherever it is kept."""
        return self.texts[article.text] if article.text else article.html


# --- Pages and files -------------------------------------------------------------------------------------------

# The order in which files reach the destination, so that no link is ever published before its target.
Rank = Literal["asset", "article", "list", "feed", "map"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A view that is made only when its page is stale: what it is made of tells that by itself.

    `made_of` tells its parts, digests by name, on one line, as there are very many; with the same parts `make` gives
    the same view. `lang` is the language of its words.
    """

    make: Callable[[], Any]
    made_of: str
    lang: str = ""

    @classmethod
    def of(cls, make: Callable[[], Any], parts: Mapping[str, str], lang: str = "") -> "Later":
        """A view that is made of these parts."""
        return cls(make=make, made_of=digest.line_of(parts), lang=lang)

    @property
    def parts(self) -> Mapping[str, str]:
        """Its parts by name."""
        return digest.parts_of(self.made_of)

    def parts_and(self, name: str, part: str) -> Mapping[str, str]:
        """Its parts and another one, whose name must be its own: what took another's place would be the only one."""
        if name in self.parts:
            raise ValueError(f'there is a part "{name}" already')
        return {**self.parts, name: part}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered: everything it may show is in `view`, and nothing else is at hand.

    `address` is under the digest's root ("tags/nato/", "feed.xml"); `output` names the module of
    `kliping.outputs` that renders it, `layout` the layout it does so with, if any; `made_of` are the paths of the
    files it tells of, for messages.
    """

    address: str
    output: str
    view: Any
    rank: Rank
    made_of: tuple[str, ...] = ()
    layout: str = ""

    def whole(self) -> "Page":
        """The page with its view made."""
        return replace(self, view=self.view.make()) if isinstance(self.view, Later) else self


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be published: `path` is under the destination, with forward slashes; `problems` came up on the way."""

    path: str
    data: bytes
    rank: Rank
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A file that waits beside its place; or that `is_same`, as its very bytes stand there."""

    path: str
    rank: Rank
    is_same: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text file as read: `path` is what messages call it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The folder in which what is compiled of layouts is kept, if any; and a digest of the code that compiles it."""

    folder: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """layouts/ as read: `layouts` and `locales` by name ("article.html", "id"), `assets` by path under assets/.

    A digest's own layouts and assets are already laid over the built-in ones; its `own_locales` are laid over
    `locales` word by word. They are compiled in the `workshop`.
    """

    layouts: Mapping[str, Text]
    locales: Mapping[str, Text]
    assets: Mapping[str, bytes]
    own_locales: Mapping[str, Text] = field(default_factory=dict)
    workshop: Workshop = Workshop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What any worker needs, whatever it is asked to do."""

    config: Config
    theme: Theme


# --- Report ----------------------------------------------------------------------------------------------------

Fate = Literal["ingested", "merged", "unchanged", "duplicate", "removed", "set_aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a clipping tells of itself, and where that was found: given, derived, inferred, or a place in it."""

    value: str | tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a clipping was read: its lines by their verdict, the dropped and the mended by rule, and its facts.

    No verdicts where the format has no lines to judge.
    """

    format: str
    verdicts: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    mended: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """What became of one clipping: its `article` is the path it was written to or stands in.

    `duplicate_of` is the id of the article that it is a copy of; `dropped` are so many lines. `account` is an `Account`
    as `accounts.as_text` packs it, empty where the clipping could not be read, or nobody asked for it.
    """

    file: str
    fate: Fate
    item: str = ""
    article: str = ""
    reason: str = ""
    duplicate_of: str = ""
    dropped: int = 0
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A line that stands in `count` of the `of` clippings of a source: one to drop, if its editor says so."""

    source: str
    line: str
    count: int
    of: int


# Finds the lines that many clippings of a source share.
Propose = Callable[[Iterable[Seed]], Sequence[Proposal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. `seconds` by step; `pages` are all files of the site, written or reused."""

    articles: int = 0
    pages: int = 0
    written: int = 0
    reused: int = 0
    removed: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    items: Sequence[ItemReport] = ()
    proposals: tuple[Proposal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
