"""Former addresses: for each alias of an article, a small page that leads to it.

Strategy: hosts without redirect rules serve these; they need no script, and tell search engines by
`canonical` where the article is.
"""

from collections.abc import Iterable
from urllib.parse import unquote

from kliping import views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """A page for every alias."""
    desk = views.set_up(library, config, theme)
    for article in library.articles:
        for address in dict.fromkeys(filter(None, map(address_of, article.aliases))):
            view = views.redirect_page(desk, article, address)
            yield Page(address=address, output="redirects", view=view, rank="list", made_of=(article.path,))


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render("redirect.html", page.view, theme)
    return html if isinstance(html, Problem) else html.encode()


def address_of(alias: str) -> str:
    """An alias ("/lama", "/2020/lama.html") as an address ("lama/", "2020/lama.html").

    Empty for one that leads nowhere below the digest's root: another host, "..", the root itself.
    """
    path = unquote(alias)
    parts = path.strip("/").split("/")
    if path.startswith("//") or "\\" in path or any(part in {"", ".", ".."} or ":" in part for part in parts):
        return ""
    is_file = parts[-1].lower().endswith((".html", ".htm"))
    return "/".join(parts) + ("" if is_file else "/")
