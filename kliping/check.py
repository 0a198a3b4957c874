"""What is wrong with a site as it would be: links, tags, pictures, colours, addresses that are gone, feeds.

Strategy: every page is looked through once for what it links to, what can be linked to in it, and its pictures; then
the links are followed. What stands in an article is told at its place there, anything else at its layout.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from kliping import addresses, safe_html
from kliping.addresses import slug_of_name
from kliping.colors import contrast
from kliping.model import Article, Config, Library, Page, Term
from kliping.moments import w3c_datetime
from kliping.problems import Problem, Span, place_of

# The built-in theme's paper, and how much a link must stand out from it (WCAG 2.2, 1.4.3).
_PAPER, _LEAST_CONTRAST = "#fdfcf8", 4.5
_ARTICLE = 'property="og:type" content="article"'
_PUBLISHED = re.compile(r'property="article:published_time" content="([^"]*)"')
_OPENING = 120  # characters of a text that tell it from others of its day
_NEAR, _LETTERS_MORE = 0.6, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen on a page: addresses in it, the fragments it has, and the pictures without words for them."""

    page: Page
    links: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    bare_pictures: tuple[str, ...] = ()


def look(page: Page, data: bytes) -> Seen:
    """Look through a page; of what is no HTML nothing is seen."""
    if not addresses.file_of(page.address).endswith(".html"):
        return Seen(page=page)
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    return Seen(
        page=page,
        links=tuple(dict.fromkeys(reader.links)),
        ids=frozenset(reader.ids),
        bare_pictures=tuple(dict.fromkeys(reader.bare_pictures)),
    )


def site(
    seen: Collection[Seen], library: Library, config: Config, others: Collection[str], texts: Mapping[str, str]
) -> Iterator[Problem]:
    """All that is wrong; `others` are the paths of the files that are no pages, `texts` the articles' by path."""
    trees = library.trees or (library,)
    yield from _links(seen, config, frozenset(others), texts)
    yield from (problem for one in seen for problem in _pictures(one, texts))
    yield from (problem for tree in trees for problem in (*_tags_alike(tree.tags), *_spellings(tree.tags)))
    yield from _strangers(library.articles)
    yield from _accent(config)


def gone(published: Iterable[tuple[str, str]], library: Library) -> Iterator[Problem]:
    """Articles that will be no more: `published` are pages that stand and are not made any more, with their texts."""
    nearest = _Nearest(article.address for article in library.articles)
    paths = {article.address: article.path for article in library.articles}
    for path, text in published:
        if _ARTICLE not in text:
            continue
        address = path.removesuffix("index.html")
        near = _same_text(text, library) or nearest.to(address)
        moved = f"if it has moved, add to {paths[near]}: aliases: [/{address}]" if near else ""
        told = f"/{address} was published and is not made any more"
        yield _warning("address-gone", Span(path=path), told, moved or "readers may still have its address")


def _same_text(page: str, library: Library) -> str:
    """The address of the one article of that moment whose text a page has; empty where there is none."""
    moments, text = set(_PUBLISHED.findall(page)), safe_html.to_text(page)
    of_moment = (article for article in library.articles if w3c_datetime(article.date) in moments)
    same = [one.address for one in of_moment if safe_html.to_text(library.html_of(one))[:_OPENING] in text]
    return same[0] if len(same) == 1 else ""


def feed(page: Page, data: bytes) -> Iterator[Problem]:
    """What keeps programs from reading a feed, a list of feeds or a map; or readers from telling articles apart."""
    read = _READERS.get(page.address.rpartition(".")[2])
    if read is None or page.rank not in {"feed", "map"}:
        return
    try:
        guids, moments = read(data)
    except ValueError as error:
        hint = "this is a mistake in Kliping; please report it"
        yield _error("feed-invalid", Span(path=page.address), str(error), hint)
        return
    for guid in dict.fromkeys(guid for guid in guids if guids.count(guid) > 1):
        hint = "two articles have the same id; give one of them another"
        yield _error("feed-invalid", Span(path=page.address), f'"{guid}" stands for several articles', hint)
    if len(moments) < len(guids):
        hint = "this is a mistake in Kliping; please report it"
        yield _error("feed-invalid", Span(path=page.address), "an article has no date", hint)


# --- Feeds -------------------------------------------------------------------------------------------------------


def _in_xml(data: bytes) -> tuple[list[str], list[str]]:
    """The guids and dates in RSS and Atom; none in other XML. Raises ValueError where it is none."""
    # Loaded here: only this command needs it.
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - our own output, which holds no entities
    except ElementTree.ParseError as error:
        raise ValueError(f"this is no XML: {error}") from error
    items = (("channel/item", "guid", "pubDate"), ("{*}entry", "{*}id", "{*}published"))
    found = [(each.findtext(guid), each.findtext(date)) for path, guid, date in items for each in root.iterfind(path)]
    return [guid or "" for guid, _ in found], [date for _, date in found if date]


def _in_json(data: bytes) -> tuple[list[str], list[str]]:
    """The same in JSON Feed. Raises ValueError where it is none."""
    try:
        told = json.loads(data)
    except ValueError as error:
        raise ValueError(f"this is no JSON: {error}") from error
    if not str(told.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise ValueError("this is no JSON Feed: it names no version")
    items = told.get("items", [])
    return [item.get("id", "") for item in items], [
        item["date_published"] for item in items if "date_published" in item
    ]


_READERS = {"xml": _in_xml, "opml": _in_xml, "json": _in_json}


# --- Links -------------------------------------------------------------------------------------------------------


def _links(
    seen: Collection[Seen], config: Config, others: frozenset[str], texts: Mapping[str, str]
) -> Iterator[Problem]:
    ids = {addresses.file_of(one.page.address): one.ids for one in seen}
    nearest = _Nearest(one.page.address for one in seen)
    told: set[str] = set()
    # What is wrong in an article is wrong on every list that shows it, and told once.
    for one in sorted(seen, key=lambda each: each.page.rank != "article"):
        for link in one.links:
            path, fragment = _target(link, one.page, config)
            if path is None or (path in ids and not fragment) or (link in told and one.page.rank != "article"):
                continue
            place = _place(one.page, link, texts, urlsplit(config.base_url).path)
            if path not in ids and path not in others:
                near = nearest.to(path.removesuffix("index.html"))
                hint = f"did you mean /{near}?" if near else "nothing is published there"
                told.add(link)
                yield _error("link-dead", place, f'"{link}" leads nowhere', hint)
            elif fragment and path in ids and unquote(fragment) not in ids[path]:
                hint = f"/{path.removesuffix('index.html')} has no such place"
                yield _error("fragment-dead", place, f'"{link}" leads to no place on its page', hint)


def _target(link: str, page: Page, config: Config) -> tuple[str | None, str]:
    """The file of the site that a link leads to, and the place in it; None for one that leads elsewhere."""
    try:
        parts, base = urlsplit(link), urlsplit(config.base_url)
    except ValueError:
        return None, ""
    if parts.scheme and (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return None, ""
    if not parts.scheme and parts.netloc:
        return None, ""
    if not parts.path:
        return (addresses.file_of(page.address), parts.fragment) if parts.fragment else (None, "")
    path, root = unquote(parts.path), unquote(base.path or "/")
    if not path.startswith(root):
        return None, ""  # another site on the same host
    return addresses.file_of(path.removeprefix(root)), parts.fragment


def _place(page: Page, written: str, texts: Mapping[str, str], root: str = "/") -> Span:
    """Where an address stands in the article, as far as it can be found there; else the layout."""
    path = page.made_of[0] if page.made_of else page.address
    text = texts.get(path, "")
    below = f"/{unquote(written).removeprefix(root)}"
    tail = below.rstrip("/").rpartition("/")[2]
    return place_of((written, unquote(written), below, tail), text, path)


class _Nearest:
    """The address whose last part is most like another's."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_slug = {_slug(address): address for address in known}

    def to(self, address: str) -> str:
        """The address that may be meant; empty where none is like it."""
        slug = _slug(address)
        # Few have nearly its length, and to compare with all takes half a second of a large digest.
        alike = [known for known in self._by_slug if abs(len(known) - len(slug)) <= _LETTERS_MORE]
        return next((self._by_slug[near] for near in get_close_matches(slug, alike, n=1, cutoff=_NEAR)), "")


def _slug(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


# --- Pictures, tags, colours ---------------------------------------------------------------------------------------


def _pictures(one: Seen, texts: Mapping[str, str]) -> Iterator[Problem]:
    # Of the digest's own pictures their articles tell.
    for src in filter(addresses.is_web_address, one.bare_pictures) if one.page.rank == "article" else ():
        hint = "write what it shows: ![What it shows](address), or alt: in image:"
        yield _warning(
            "alt-missing", _place(one.page, src, texts), "a picture without words for who cannot see it", hint
        )


def _tags_alike(tags: Iterable[Term]) -> Iterator[Problem]:
    """Tags that differ by hyphens, marks or a plural's s alone."""
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in tags:
        groups[_plain(term.key)].append(term)
    for alike in groups.values():
        most, *rest = sorted(alike, key=lambda term: (-len(term.articles), term.key))
        for term in rest:
            text = f'the tag "{term.name}" ({len(term.articles)}) is nearly "{most.name}" ({len(most.articles)})'
            hint = f'write "{most.name}" in all of them'
            yield _warning("tags-alike", Span(path=term.articles[0].path), text, hint)


def _spellings(tags: Iterable[Term]) -> Iterator[Problem]:
    """Tags that are one, and written in several ways."""
    for term in tags:
        written = Counter(name for article in term.articles for name in article.tags if slug_of_name(name) == term.key)
        for name in sorted(written.keys() - {term.name}):
            path = next(article.path for article in term.articles if name in article.tags)
            text = f'the tag "{term.name}" ({written[term.name]}) is also written "{name}" ({written[name]})'
            yield _warning("tags-alike", Span(path=path), text, f'write "{term.name}" in all of them')


def _strangers(articles: Collection[Article]) -> Iterator[Problem]:
    """Articles that name one as their original that is not published."""
    known = {article.id for article in articles}
    for article in articles:
        for key, named in (("translation_of", article.translation_of), ("duplicate_of", article.duplicate_of)):
            if named and named not in known:
                text = f'{key} names "{named}", which no published article has as its id'
                yield _warning("id-unknown", Span(path=article.path), text, "write the id of the other article")


def _plain(slug: str) -> str:
    letters = unicodedata.normalize("NFKD", slug.replace("-", ""))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"(?<=[a-z]{4})s\Z", "", plain)


def _accent(config: Config) -> Iterator[Problem]:
    found = contrast(config.accent, _PAPER) if config.accent else _LEAST_CONTRAST
    if found < _LEAST_CONTRAST:
        text = f"links in this colour stand out from the paper by {found:.1f} to 1, and {_LEAST_CONTRAST} are wanted"
        hint = "newer browsers darken it by themselves; for the others, choose a darker one"
        yield _warning("accent-faint", Span(path="config.yaml"), text, hint)


def _error(code: str, span: Span, text: str, hint: str) -> Problem:
    return Problem(code=code, span=span, text=text, hint=hint)


def _warning(code: str, span: Span, text: str, hint: str) -> Problem:
    return Problem(code=code, span=span, text=text, hint=hint, severity="warning")


class _Reader(HTMLParser):
    """A page's links, the places in it, and its pictures without words."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = {"", "top"}
        self.bare_pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.links += [found[name] for name in ("href", "src") if name in found and found.get("rel") != "canonical"]
        self.ids.add(found.get("id", ""))
        if tag == "img" and not found.get("alt", "").strip():
            self.bare_pictures.append(found.get("src", ""))
