"""What a page says of itself in its head: JSON-LD, OpenGraph, meta and link elements.

Strategy: for each fact the sources are asked in a fixed order, the most exact first, and the first that
says something in the right shape is believed. Nothing here looks at the article's text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from kliping import addresses
from kliping.cleaning import dates
from kliping.fields import language_tag, read_moment, usual_language
from kliping.model import Moment
from kliping.pages.linked import Linked, read_linked, text_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "article.published", "publish-date",
    "publishdate", "content_publisheddate", "pubdate", "publication_date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")
_AUTHORS = (
    "author",
    "content_author",
    "parsely-author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_BY = re.compile(r"\A(?:by|oleh|von|par|por|di|door)\s*:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"://|@|\A\S+\.[a-z]{2,6}\Z")
_LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})((?:[-_][a-zA-Z0-9]{2,8})*)\s*")
# ISO 639 withdrew these codes in 1989; Java and what is built on it still writes them.
_RENAMED = {"in": "id", "iw": "he", "ji": "yi"}
# Left by Internet Explorer and Chrome, and by SingleFile, in a comment above everything else.
_SAVED_FROM = re.compile(r"saved from url=\(\d{4,5}\)\s*(\S+)|^\s*url:\s*(\S+)", re.MULTILINE)
_LATER = timedelta(days=1)
_MOST_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's facts as its head gives them; empty where it gives none.

    `base` is what its relative addresses are relative to. `titles` are what the headline may be, and `images` what
    its picture may be, the best first; `image_alt` is of the first.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    base: str = ""
    images: tuple[str, ...] = ()
    image_alt: str = ""
    lang: str = ""
    published: Moment | None = None
    updated: Moment | None = None
    body: str = ""


def read_metadata(root: Any, address: str, zone: tzinfo) -> Metadata:
    """A page's metadata; `address` is where it was saved from, as its envelope says."""
    metas = _metas(root)
    saved = address or _saved_from(root)
    url = _url(root, metas, saved)
    scripts = [each.text_content() for each in root.iter("script") if "ld+json" in (each.get("type") or "").lower()]
    linked = read_linked(scripts, url)
    url = url or _web(linked.url, saved) or next(filter(None, _marked_urls(root)), "")
    base = _base(root, saved or url)
    published = _moment((linked.published, *_all(metas, _PUBLISHED), *_times(root, "datePublished")), zone)
    modified = _moment((linked.modified, *_all(metas, _MODIFIED), *_times(root, "dateModified")), zone)
    site = _first(metas, _SITES[:1]) or linked.publisher or _first(metas, _SITES)
    return Metadata(
        titles=_titles(root, metas, linked),
        authors=_authors(linked.authors or _all(metas, _AUTHORS), site),
        site=site,
        url=url,
        base=base,
        images=_images((*_all(metas, _IMAGES), linked.image), base),
        image_alt=_first(metas, ("og:image:alt", "twitter:image:alt")),
        lang=_language(root, metas, linked),
        published=published,
        updated=modified if published and modified and modified.at - published.at >= _LATER else None,
        body=linked.body,
    )


def _metas(root: Any) -> Mapping[str, tuple[str, ...]]:
    """The contents of the meta elements by name, property or itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = text_of(meta.get("content"))
        for name in ("property", "name", "itemprop", "http-equiv"):
            if content and meta.get(name) and (name != "itemprop" or not _is_listed(meta)):
                found.setdefault(meta.get(name).strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _is_listed(element: Any) -> bool:
    """Whether what an element says is of an item in a list (schema.org), so of something else than the article."""
    item = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
    return item is not None and (item.get("itemtype") or "").endswith("ItemList")


def _all(metas: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> tuple[str, ...]:
    """The contents under the names, in their order."""
    return tuple(content for name in names for content in metas.get(name, ()))


def _first(metas: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> str:
    return next((content for content in _all(metas, names) if len(content) <= _MOST_TEXT), "")


# --- Addresses ---------------------------------------------------------------------------------------------------


def _url(root: Any, metas: Mapping[str, tuple[str, ...]], saved: str) -> str:
    """The canonical address. One that names the whole site is believed only where nothing names the page."""
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    given = [_web(link or "", saved) for link in (*links, *metas.get("og:url", ()), saved)]
    found = [address for address in given if address]
    return next((address for address in found if urlsplit(address).path.strip("/")), found[0] if found else "")


def _marked_urls(root: Any) -> Iterator[str]:
    """The addresses that microdata gives its articles (schema.org), those of what stands inside them left out."""
    for each in root.iter("a", "link", "meta"):
        if each.get("itemprop") in {"url", "mainEntityOfPage"}:
            item = next((above for above in each.iterancestors() if above.get("itemscope") is not None), None)
            if item is not None and (item.get("itemtype") or "").endswith("Article") and not item.get("itemprop"):
                yield _web(each.get("href") or each.get("content") or "")


def _base(root: Any, address: str) -> str:
    base = next((each.get("href") for each in root.iter("base") if each.get("href")), "")
    return _web(base, address) or address


def _images(addresses: tuple[str, ...], base: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_web(each, base) for each in addresses))))


def _saved_from(root: Any) -> str:
    comments = [each.text or "" for each in root.itersiblings(preceding=True) if not isinstance(each.tag, str)]
    comments += [each.text or "" for each in root[:1] if not isinstance(each.tag, str)]
    found = (_SAVED_FROM.search(comment) for comment in comments)
    return next((_web(match[1] or match[2]) for match in found if match), "")


def _web(address: str, base: str = "") -> str:
    """A whole web address; empty for anything else."""
    try:
        whole = urljoin(base, address.strip().replace(" ", "%20")) if address.strip() else ""
    except ValueError:
        return ""
    return whole if addresses.is_web_address(whole) else ""


# --- Names -------------------------------------------------------------------------------------------------------


def _titles(root: Any, metas: Mapping[str, tuple[str, ...]], linked: Linked) -> tuple[str, ...]:
    title = root.find(".//title")
    told = text_of(title.text_content()) if title is not None else ""
    given = (linked.headline, _first(metas, ("og:title", "twitter:title", "dc.title")), told)
    return tuple(dict.fromkeys(filter(None, given)))


def _authors(names: tuple[str, ...], site: str) -> tuple[str, ...]:
    """People's names: no addresses, and not the outlet's own."""
    bare = (_BY.sub("", name) for name in names)
    wanted = [name for name in bare if not _ADDRESS.search(name) and len(name) <= 100]
    return tuple(dict.fromkeys(name for name in wanted if name.casefold() != site.casefold()))[:8]


def _language(root: Any, metas: Mapping[str, tuple[str, ...]], linked: Linked) -> str:
    given = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    for tag in (*given, linked.lang, *_all(metas, ("og:locale", "content-language", "language"))):
        match = _LANGUAGE.fullmatch(tag or "")
        if match:
            code = match[1].lower()
            tag = language_tag(_RENAMED.get(code, code) + match[2].replace("_", "-")) or code
            return usual_language(tag)
    return ""


# --- Dates -------------------------------------------------------------------------------------------------------


def _times(root: Any, itemprop: str) -> Iterator[str]:
    for element in root.iter("time", "span", "abbr"):
        if itemprop in (element.get("itemprop") or "").split():
            yield text_of(element.get("datetime") or element.get("content") or element.text_content())


def _moment(texts: tuple[str, ...], zone: tzinfo) -> Moment | None:
    """The first text that is a date, in any of the ways that pages write them."""
    return next(filter(None, (moment_of(text, zone) for text in texts)), None)


def moment_of(text: str, zone: tzinfo) -> Moment | None:
    """ISO 8601 as Moment reads it, RFC 5322, or a date in words."""
    if len(text) > 80:
        return None
    found = read_moment(text, zone)
    if found:
        return found
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return dates.publication(text, "", zone)
    return Moment(at=at if at.tzinfo else at.replace(tzinfo=zone))
