"""What web servers and robots look for at the root: `/robots.txt`, `/.nojekyll`.

Strategy: the text of each file is its view.
"""

from collections.abc import Iterable

from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = False

_MAPS = {"sitemap": "sitemap.xml", "news": "news-sitemap.xml"}


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
    """Everything may be read but for what config.yaml asks robots to keep out of; the maps say what there is.

    RFC 9309 2.2: a group of lines for each robot; where a robot has one of its own, the others' say nothing to it.
    """
    asked = {robot.name: robot.disallow for robot in config.robots}
    groups = [_group(name, paths) for name, paths in {**asked, "*": asked.get("*", ())}.items()]
    maps = [f"Sitemap: {config.base_url}{_MAPS[name]}" for name in _MAPS if name in config.outputs]
    return "\n".join([*groups, *(f"{each}\n" for each in ["\n".join(maps)] if each)])


def _group(name: str, paths: Iterable[str]) -> str:
    rules = [f"Disallow: {path}" for path in paths] or ["Allow: /"]
    return "\n".join([f"User-agent: {name}", *rules, ""])
