"""The page to search on, `/search/`: the indexes are asked in the browser, and nothing leaves it.

Strategy: the indexes are made beside, of the same parts (`search.parts`); here are their addresses.
"""

from collections.abc import Iterable

from kliping import search, views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = True


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """One page, where there is something to search."""
    parts = search.parts(library, config)
    if parts:
        view = views.search_page(
            views.set_up(library, config, theme), ((part.lang, part.year, part.folder) for part in parts)
        )
        address = f"{library.prefix}search/"
        yield Page(address=address, output="search", view=view, rank="list", layout="search.html")


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render(page.layout, page.view, theme)
    return html if isinstance(html, Problem) else html.encode()
