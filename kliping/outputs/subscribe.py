"""The page that tells what feeds there are and how to use them, `/subscribe/`.

Strategy: which feeds there are is asked where the outputs that make them ask it (`channels`).
"""

from collections.abc import Iterable

from kliping import channels, views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = True


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """One page, where there are feeds."""
    if channels.are_any(library, config):
        view = views.subscribe_page(views.set_up(library, config, theme))
        address = f"{library.prefix}subscribe/"
        yield Page(address=address, output="subscribe", view=view, rank="list", layout="subscribe.html")


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The page as HTML in UTF-8."""
    # Loaded here: a build with nothing stale must not load Jinja2 and Babel.
    from kliping import theme as layouts

    html = layouts.render(page.layout, views.completed(page.view), theme)
    return html if isinstance(html, Problem) else html.encode()
