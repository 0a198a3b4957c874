"""The theme's files, published as they are; of its style sheets what readers need not fetch is left out.

The digest's accent colour is added to `style.css`.
"""

import re
from collections.abc import Iterable

from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 2
EACH_LANGUAGE = False

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_STYLE = "style.css"
_SEARCH = "search.js"


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - every output has this shape
    """A page for every asset; its view is the file's bytes."""
    for path, data in sorted(theme.assets.items()):
        if path == _SEARCH and not config.search:
            continue  # the site has no other script
        view = data + _accent(config.accent) if path == _STYLE else data
        yield Page(address=f"assets/{path}", output="assets", view=view, rank="asset")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001
    """The bytes as they are; a style sheet without its comments and white space."""
    data: bytes = page.view
    if not page.address.endswith(".css"):
        return data
    # Loaded here: only a stale style sheet needs it.
    from rcssmin import cssmin

    minified: bytes = cssmin(data)
    return minified + b"\n"


def _accent(color: str) -> bytes:
    """A rule that comes last and so wins; nothing where the text is no colour."""
    return f":root{{--accent:{color}}}\n".encode() if _COLOR.fullmatch(color) else b""
