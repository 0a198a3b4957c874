"""What web servers and robots look for at the root: `/robots.txt`, `/.nojekyll`.

Strategy: the text of each file is its view.
"""

from collections.abc import Iterable

from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """Both files."""
    yield Page(address="robots.txt", output="robots", view=_robots(config), rank="map")
    # GitHub Pages runs Jekyll over a site, which leaves out names that begin with "_", unless this is there.
    yield Page(address=".nojekyll", output="robots", view="", rank="asset")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The text in UTF-8 (RFC 9309 2.3)."""
    text: str = page.view
    return text.encode()


def _robots(config: Config) -> str:
    """Everything may be read (RFC 9309 2.2), and the map says what there is, if one is made."""
    sitemap = f"\nSitemap: {config.base_url}sitemap.xml\n" if "sitemap" in config.outputs else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
