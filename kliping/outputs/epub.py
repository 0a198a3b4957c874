"""An edition as a book: EPUB 3.3 (W3C), the whole texts of its articles with their pictures.

Strategy: layouts below `epub/` make its pages, as XHTML; what articles hold is HTML, and made XML here. Nothing is
compressed, so that the same edition gives the same bytes whatever wrote them.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from kliping import renditions, safe_html, views
from kliping.model import Article, Config, Edition, Later, Library, Original, Page, Theme
from kliping.problems import Problem
from kliping.renditions import Rendition

REVISION = 1
EACH_LANGUAGE = True

_LAYOUT = "epub/package.opf"
_PARTS = ("epub/nav.xhtml", "epub/title.xhtml", "epub/article.xhtml", "epub/book.css")
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the book, and what it is made of; `path` is the original's, for messages."""

    id: str
    path: str
    data: bytes
    rendition: Rendition

    @property
    def file(self) -> str:
        """Where it stands in the book."""
        return self.rendition.address

    @property
    def type(self) -> str:
        """Its media type."""
        return self.rendition.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An article of the book, for its layout: `body` and `note` are XHTML, `picture` is a file of the book's."""

    site: views.Site
    lang: str
    dir: str
    id: str
    file: str
    title: str
    article: views.ArticlePage
    body: str
    note: str
    own_lang: str = ""
    own_dir: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The chapters of a section; those of none have no name."""

    name: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that a book holds. `identifier` and `modified` are as its package wants them (EPUB 3.3, 5.5.3)."""

    site: views.Site
    lang: str
    dir: str
    edition: views.EditionPage
    identifier: str
    modified: str
    languages: tuple[str, ...]
    letter: str
    parts: tuple[Part, ...]
    pictures: tuple[Picture, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in their order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """One book an edition."""
    desk = views.set_up(library, config, theme)
    texts = views.digest_of(theme.layouts[name].text for name in _PARTS if name in theme.layouts)
    for edition, view in views.edition_pages(desk):
        make = partial(_book, desk, edition, view)
        later = Later.of(make=make, parts=view.parts_and("book", texts), lang=config.lang)
        address = views.epub_of(desk, edition)
        yield Page(address=address, output="epub", view=later, rank="list", layout=_LAYOUT)


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The book's file: a ZIP archive whose first member says what it is (EPUB 3.3, 4.2)."""
    book: Book = page.view
    files: dict[str, bytes] = {"META-INF/container.xml": _CONTAINER.encode()}
    for name, made in _files(book, theme):
        if isinstance(made, Problem):
            return made
        files[f"EPUB/{name}"] = made
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        archive.writestr(_member("mimetype"), b"application/epub+zip")
        for name, data in files.items():
            archive.writestr(_member(name), data)
    return written.getvalue()


def _member(name: str) -> ZipInfo:
    """A member of the archive, whose time is always the same."""
    return ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))


def _files(book: Book, theme: Theme) -> Iterator[tuple[str, bytes | Problem]]:
    # Loaded here: a build with nothing stale must load neither Jinja2 nor Pillow.
    from kliping import images
    from kliping import theme as layouts

    def made(layout: str, view: Any) -> bytes | Problem:
        text = layouts.render(layout, view, theme)
        return text if isinstance(text, Problem) else text.strip().encode() + b"\n"

    yield "package.opf", made(_LAYOUT, book)
    yield "nav.xhtml", made("epub/nav.xhtml", book)
    yield "title.xhtml", made("epub/title.xhtml", book)
    yield "book.css", theme.layouts["epub/book.css"].text.encode()
    for chapter in book.chapters:
        yield chapter.file, made("epub/article.xhtml", chapter)
    for picture in book.pictures:
        wanted = picture.rendition
        data = images.rendered(picture.data, wanted.width, wanted.height, wanted.format)
        yield picture.file, data if isinstance(data, bytes) else images.unusable(picture.path, data)


# --- What is in it -------------------------------------------------------------------------------------------------


def _book(desk: views.Desk, edition: Edition, view: Later) -> Book:
    page: views.EditionPage = view.make()
    pictures = _Pictures()
    numbers = iter(range(1, len(edition.articles) + 1))
    sections = [(part.section, part.articles) for part in edition.parts]
    parts = tuple(
        Part(name=name, chapters=tuple(_chapter(desk, article, next(numbers), pictures) for article in articles))
        for name, articles in (*sections, ("", edition.briefs))
        if articles
    )
    whole = page.canonical
    return Book(
        site=page.site,
        lang=page.lang,
        dir=page.dir,
        edition=page,
        identifier=uuid5(NAMESPACE_URL, whole).urn,
        modified=f"{edition.date.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        languages=tuple(dict.fromkeys((page.lang, *(each.lang for each in edition.articles if each.lang != "und")))),
        letter=xhtml(safe_html.resolve(page.letter, whole, desk.config.base_url), whole, ()),
        parts=parts,
        pictures=tuple(pictures.found.values()),
    )


class _Pictures:
    """The pictures of a book, each once however many articles show it."""

    def __init__(self) -> None:
        self.found: dict[str, Picture] = {}

    def file_of(self, original: Original) -> str:
        """Where a picture stands in the book."""
        if original.sha256 not in self.found:
            self.found[original.sha256] = Picture(
                id=f"picture-{len(self.found) + 1}",
                path=original.path,
                data=original.read(),
                rendition=renditions.for_books(original),
            )
        return self.found[original.sha256].file


def _chapter(desk: views.Desk, article: Article, number: int, pictures: _Pictures) -> Chapter:
    page = views.article_page(desk, article)
    whole = page.site.whole(page.href)
    found = {src: pictures.file_of(original) for src, original in article.pictures}
    home = desk.config.base_url
    shown = {file: views.Picture(src=file, whole=file, alt="", credit="") for file in found.values()}
    body, note = (
        views.illustrated(safe_html.resolve(html, whole, home, found), shown, remote=False, home=home)
        for html in (page.body, page.note)
    )
    own = article.image.src if article.image else ""
    return Chapter(
        site=page.site,
        lang=page.lang,
        dir=page.dir,
        own_lang=page.own_lang,
        own_dir=page.own_dir,
        id=f"article-{number}",
        file=f"article-{number}.xhtml",
        title=page.title,
        article=replace(page, standfirst=views.standfirst(page)),
        body=xhtml(body, whole, found.values()),
        note=xhtml(note, whole, found.values()),
        picture=found.get(own, ""),
    )


def xhtml(html: str, page: str, files: Iterable[str]) -> str:
    """Safe HTML as XHTML in a `div`; of pictures that are not among the book's files, their words are left.

    Its addresses are whole, but for those of files; links to places on its `page` stay in the book.
    """
    from lxml import etree  # heavy, as is all that renders
    from lxml.html import fragment_fromstring

    if not html:
        return ""
    root = fragment_fromstring(html, create_parent="div")
    known = set(files)
    for picture in list(root.iter("img")):
        if picture.get("src") not in known:
            picture.tag = "span"
            picture.text = picture.get("alt") or ""
            for name in list(picture.attrib):
                del picture.attrib[name]
    for element in root.iter():
        # A name in XML has no colon (Namespaces in XML 1.0, 7).
        if element.get("id"):
            element.set("id", element.get("id").replace(":", "-"))
        if element.get("href", "").startswith(f"{page}#"):
            element.set("href", element.get("href").removeprefix(page).replace(":", "-"))
        if element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang"))
    places = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    for element in root.iter("a"):
        if element.get("href", "").startswith("#") and element.get("href") not in places:
            del element.attrib["href"]
    return str(etree.tostring(root, method="xml", encoding="unicode"))
