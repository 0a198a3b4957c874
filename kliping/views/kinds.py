"""What each page may show, as values: the kinds of views and what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kliping import addresses
from kliping.model import Moment, Rights, Taxonomy

Direction = Literal["ltr", "rtl"]
ListKind = Taxonomy | Literal["home"]


class Extra(dict[str, Any]):
    """The editor's own keys of an article: one that an article does not have is empty, not an error."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text and where it leads; `lang` and `dir` only where the text's are not the page's own."""

    text: str
    href: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed to subscribe to; `href` is absolute, since it is carried elsewhere; `format` is what people call it."""

    title: str
    href: str
    type: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who edits the digest; `href` leads to their site or mailbox, and may be empty."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says of the digest. Empty addresses are of pages that it has not; `url` is `root` as a whole one.

    The navigation names the `sections` where they are few, else it leads to `all_sections`. With `has_remote_pictures`
    pages show those of other hosts. `policy` is the Content-Security-Policy of all pages.
    """

    title: str
    description: str
    lang: str
    dir: Direction
    root: str
    home: str
    url: str
    style: str
    icon: str
    touch_icon: str
    editor: Editor | None = None
    feeds: tuple[Feed, ...] = ()
    sections: tuple[Link, ...] = ()
    all_sections: str = ""
    tags: str = ""
    sources: str = ""
    archive: str = ""
    editions: str = ""
    search: str = ""
    subscribe: str = ""
    languages: tuple[Link, ...] = ()
    has_remote_pictures: bool = False
    policy: str = ""

    def __hash__(self) -> int:
        """By what is enough: layouts keep what they made of it by it, page after page."""
        return hash((self.home, self.lang))

    def whole(self, href: str) -> str:
        """The whole address of a page or file of the digest; another host's is whole already."""
        return self.url + addresses.in_ascii(href.removeprefix(self.root)) if href.startswith("/") else href

    def here(self, href: str) -> str:
        """The address if the navigation leads to it, else nothing: it looks the same from all other pages."""
        places = (self.all_sections, self.tags, self.sources, self.editions, self.archive, self.search)
        is_place = href in places or any(link.href == href for link in (*self.sections, *self.languages))
        return href if is_place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A picture in one format: its media type, and its addresses with their widths, as `srcset` has them."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image with its address made absolute: `src` on the digest's host, `whole` for elsewhere.

    `src` is empty where it is another host's and not to be shown: then only a link to `whole` may lead there.
    `width` and `height` are in pixels, 0 where they are not known; `variants` the same in better formats.
    """

    src: str
    whole: str
    alt: str
    credit: str
    width: int = 0
    height: int = 0
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article as other pages show it. `lang` and `dir` only where they differ from the page's own.

    In an edition it has the editor's `note` too, as safe HTML with whole addresses and as text, and the `original`
    address of what is only linked to or excerpted.
    """

    href: str
    title: str
    date: Moment
    lang: str = ""
    dir: str = ""
    summary: str = ""
    source: str = ""
    section: str = ""
    place: str = ""
    picture: Picture | None = None
    pinned: bool = False
    note: str = ""
    note_text: str = ""
    original: str = ""

    def __hash__(self) -> int:
        """By what is enough, as for a digest."""
        return hash((self.href, self.lang, len(self.summary)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Cards by weight: the lead, those beside it, a row or two of columns, and briefs.

    `opening` is how the lead's text goes on after its summary, in paragraphs, where no picture takes the place.
    """

    lead: Card | None = None
    opening: tuple[str, ...] = ()
    beside: tuple[Card, ...] = ()
    columns: tuple[Card, ...] = ()
    briefs: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The cards of one day."""

    date: Moment
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an index: a tag, source, section or month with its number of articles."""

    text: str
    href: str
    count: int
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries under their first letter, or under none."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the calendar; without an address where it has no article."""

    date: Moment
    href: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Twelve months."""

    date: Moment
    count: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in a language, by its whole address."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What every page has: its language, its address here, and the absolute one (empty where it has none).

    `feeds` are those of this page beside the digest's. `alternates` are whole addresses of the same in other languages,
    and its own. `data` is what it says to programs: JSON-LD, safe within a script element. `policy` is the site's,
    which lets that through.
    """

    site: Site
    lang: str
    dir: Direction
    href: str
    canonical: str
    description: str
    feeds: tuple[Feed, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    data: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(PageView):
    """The front page. `dated` is the newest article's date."""

    front: Front
    total: int
    dated: Moment | None = None
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(PageView):
    """One article. `body` and `note` are safe HTML, their links still relative to `href`.

    `pictures` are those of its body, by their addresses as they are written there; `links` the whole addresses that
    its links lead to, in their order, for who reads it on paper.

    `own_lang` and `own_dir` only where they differ from the page's own. `standfirst` is empty where it
    would only repeat how the body begins; `original` is the article's address at its source.
    """

    title: str
    date: Moment
    body: str
    own_lang: str = ""
    own_dir: str = ""
    updated: Moment | None = None
    standfirst: str = ""
    note: str = ""
    author: str = ""
    source: Link | None = None
    original: str = ""
    original_host: str = ""
    section: Link | None = None
    place: str = ""
    picture: Picture | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    cites: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    rights: Rights = "full"
    newer: Link | None = None
    older: Link | None = None
    translations: tuple[Link, ...] = ()
    versions: tuple[Link, ...] = ()
    extra: Extra


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(PageView):
    """A list's own address (`number` 0, with its `total`) or one of its numbered pages.

    `cites` are the outlets that a source's articles quote, the most quoted first.
    """

    kind: ListKind
    key: str
    name: str
    days: tuple[Day, ...]
    home: str
    number: int = 0
    total: int = 0
    month: Moment | None = None
    cites: tuple[Link, ...] = ()
    url: str = ""
    host: str = ""
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage(PageView):
    """All tags, sources or sections."""

    kind: Taxonomy
    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(PageView):
    """The calendar: years, newest first, each with its twelve months."""

    years: tuple[Year, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What has feeds of its own: its name (of a language the tag), its page, and its feeds, one a format."""

    text: str
    href: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedGroup:
    """All tags, sources, sections or languages with their feeds."""

    kind: Taxonomy
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage(PageView):
    """What feeds there are beside `site.feeds`. `opml` is a file of all, `sources_opml` of the sources' own.

    `editions` is the feed of editions, if there is one.
    """

    groups: tuple[FeedGroup, ...]
    opml: str = ""
    editions: str = ""
    sources_opml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSection:
    """The cards of a section in an edition; its `name` is nothing for those of none."""

    name: Link | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEntry:
    """An edition as other pages name it. `begins` and `ends` are its first and its last day, where it has them."""

    href: str
    number: int
    title: str
    date: Moment
    begins: Moment | None
    ends: Moment | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage(PageView):
    """One edition. `letter` is safe HTML, its links still relative to `href`; `title` may be empty.

    `briefs` are articles that are only linked to. `mail` and `epub` are the addresses of its other forms.
    """

    number: int
    name: str
    title: str
    date: Moment
    sections: tuple[EditionSection, ...]
    briefs: tuple[Card, ...]
    total: int
    begins: Moment | None = None
    ends: Moment | None = None
    letter: str = ""
    mail: str = ""
    epub: str = ""
    newer: EditionEntry | None = None
    older: EditionEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage(EditionPage):
    """An edition as a mail: `letter` has whole addresses, `letter_text` is the same as plain text.

    So many articles are `left_out` where all would make it too long. `unsubscribe` may be empty.
    """

    letter_text: str = ""
    left_out: int = 0
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsPage(PageView):
    """All editions, the newest first. `feed` is the address of theirs, if they have one."""

    editions: tuple[EditionEntry, ...]
    total: int
    feed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A part of what can be searched: its language, its year, and the folder of its index."""

    lang: str
    year: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(PageView):
    """The page to search on: its script, the indexes by language, the newest first, and what can be asked for."""

    script: str
    indexes: tuple[Index, ...]
    languages: tuple[str, ...]
    years: tuple[Moment, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(PageView):
    """What a web server answers with when there is no page."""

    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(PageView):
    """A former address of an article, which leads to `target`."""

    target: str
    title: str
