"""The reading site: a page for every article, list and index.

Strategy: views are closed, so which pages there are is one sequence below, and rendering is one table:
kind of view → layout.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kliping import markup, views
from kliping.model import Config, Library, Page, Rank, Theme
from kliping.problems import Problem

REVISION = 1

_LAYOUTS: dict[type[views.PageView], str] = {
    views.HomePage: "home.html",
    views.ArticlePage: "article.html",
    views.ListPage: "list.html",
    views.IndexPage: "index.html",
    views.ArchivePage: "archive.html",
    views.NotFoundPage: "404.html",
}


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """All pages that a reader can open."""
    desk = views.set_up(library, config, theme)
    for article, view in views.article_pages(desk):
        yield _page(article.address, view, "article", (article.path,))
    for address, made in _lists(desk):
        yield _page(address, made, "list", (_layout_path(made, theme),))


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render(page.layout, _resolved(page.view), theme)
    return html if isinstance(html, Problem) else html.encode()


def _page(address: str, view: views.PageView, rank: Rank, made_of: tuple[str, ...]) -> Page:
    layout = _LAYOUTS[type(view)]
    return Page(address=address, output="html", view=view, rank=rank, made_of=made_of, layout=layout)


def _lists(desk: views.Desk) -> Iterator[tuple[str, views.PageView]]:
    library = desk.library
    yield from views.home_pages(desk)
    for kind, terms in (("tags", library.tags), ("sources", library.sources), ("sections", library.sections)):
        if terms:
            yield f"{kind}/", views.index_page(desk, terms)
    yield "archive/", views.archive_page(desk)
    languages = views.other_languages(library, desk.config)
    for term in (*library.tags, *library.sources, *library.sections, *library.months, *languages):
        yield from views.list_pages(desk, term)
    yield "404.html", views.not_found_page(desk)


def _layout_path(view: views.PageView, theme: Theme) -> str:
    name = _LAYOUTS[type(view)]
    return theme.layouts[name].path if name in theme.layouts else f"layouts/{name}"


def _resolved(view: views.PageView) -> views.PageView:
    """The view with the links of its article's texts made paths on the digest's host."""
    if not isinstance(view, views.ArticlePage):
        return view
    home = view.site.home
    return replace(
        view,
        body=markup.resolve(view.body, view.href, home),
        note=markup.resolve(view.note, view.href, home),
    )
