"""What hosts that read such files are told: `/_headers` and `/_redirects` (Netlify, Cloudflare Pages).

Strategy: both are texts of lines, by path from the root of the host. The policy lets a page load what the digest has
itself, and pictures of other hosts where these are shown; scripts only where there is search, and none that stands in
a page.
"""

from collections.abc import Iterable, Iterator

from kliping import addresses, renditions, views
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 3
EACH_LANGUAGE = False


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """Both files; redirects only where an article has moved."""
    yield Page(address="_headers", output="hosting", view="\n".join(_headers(config)), rank="asset")
    moved = "\n".join(_redirects(library, config))
    if moved:
        yield Page(address="_redirects", output="hosting", view=moved, rank="map")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The text in UTF-8."""
    text: str = page.view
    return f"{text}\n".encode()


def _headers(config: Config) -> Iterator[str]:
    root = views.root(config)
    yield f"{root}*"
    yield f"  Content-Security-Policy: {views.policy(config)}; frame-ancestors 'none'"
    yield "  X-Content-Type-Options: nosniff"
    yield "  Referrer-Policy: strict-origin-when-cross-origin"
    yield f"{root}assets/*"
    yield "  Cache-Control: public, max-age=86400"
    yield f"{root}{renditions.FOLDER}*"  # what is in such a file, its name tells
    yield "  Cache-Control: public, max-age=31536000, immutable"
    yield f"{root}*.xml"
    yield "  Cache-Control: public, max-age=600"


def _redirects(library: Library, config: Config) -> Iterator[str]:
    """Permanent ones, from each former address of an article."""
    root = views.root(config)
    for article in library.articles:
        for alias in dict.fromkeys(article.aliases):
            yield f"{root}{addresses.quoted(alias)} {root}{addresses.quoted(article.address)} 301"
