"""Former addresses: for each alias of an article, a small page that leads to it.

Strategy: hosts without redirect rules serve these; they need no script, and tell search engines by
`canonical` where the article is.
"""

from collections.abc import Iterable

from kliping import views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = True


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """A page for every alias."""
    desk = views.set_up(library, config, theme)
    for article in library.articles:
        for address in dict.fromkeys(article.aliases):
            view = views.redirect_page(desk, article, address)
            made_of = (article.path,)
            yield Page(
                address=address, output="redirects", view=view, rank="list", made_of=made_of, layout="redirect.html"
            )


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render(page.layout, page.view, theme)
    return html if isinstance(html, Problem) else html.encode()
