"""The reading site: a page for every article, list and index.

Strategy: views are closed, so which pages there are is one sequence below, each with the layout that fills it.
Most views are made later, when their page is stale.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from kliping import views
from kliping.library import other_languages
from kliping.model import Config, Later, Library, Page, Rank, Theme
from kliping.problems import Problem

REVISION = 2
EACH_LANGUAGE = True


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """All pages that a reader can open."""
    desk = views.set_up(library, config, theme)
    for article, view in views.article_pages(desk):
        yield _page(article.address, "article.html", view, "article", article.path)
    for edition, view in views.edition_pages(desk):
        yield _page(edition.address, "edition.html", view, "list", edition.path or _path_of("edition.html", theme))
    for address, layout, listed in _lists(desk):
        yield _page(address, layout, listed, "list", _path_of(layout, theme))


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render(page.layout, views.completed(page.view), theme)
    return html if isinstance(html, Problem) else html.encode()


def _page(address: str, layout: str, view: Any, rank: Rank, made_of: str) -> Page:
    return Page(address=address, output="html", view=view, rank=rank, made_of=(made_of,), layout=layout)


def _lists(desk: views.Desk) -> Iterator[tuple[str, str, views.PageView | Later]]:
    """The address, layout and view of every page that is no article's."""
    library = desk.library
    for address, home in views.home_pages(desk):
        yield address, "home.html" if address == library.prefix else "list.html", home
    for kind, terms in (("tags", library.tags), ("sources", library.sources), ("sections", library.sections)):
        if terms:
            yield f"{library.prefix}{kind}/", "index.html", views.index_page(desk, terms)
    if library.editions:
        yield f"{library.prefix}editions/", "editions.html", views.editions_page(desk)
    yield f"{library.prefix}archive/", "archive.html", views.archive_page(desk)
    languages = other_languages(library, desk.config)
    for term in (*library.tags, *library.sources, *library.sections, *library.months, *languages):
        for address, listed in views.list_pages(desk, term):
            yield address, "list.html", listed
    yield f"{library.prefix}404.html", "404.html", views.not_found_page(desk)


def _path_of(layout: str, theme: Theme) -> str:
    return theme.layouts[layout].path if layout in theme.layouts else f"layouts/{layout}"
