"""The pictures of articles, below `/pictures/`: in several widths, as AVIF and WebP, and once as JPEG or PNG.

Strategy: a file a rendition, named by what its original holds, so that it is made once and may be kept by browsers
for as long as they like.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kliping import renditions
from kliping.model import Config, Later, Library, Original, Page, Theme
from kliping.problems import Problem
from kliping.renditions import Rendition

REVISION = 1
EACH_LANGUAGE = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """An image file's bytes, and what is to be made of them."""

    path: str
    data: bytes
    rendition: Rendition


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """All renditions of all pictures that an article shows; of pictures that are the same, once."""
    found: dict[str, Page] = {}
    for article in library.articles:
        for _, original in article.pictures:
            for rendition in renditions.renditions(original):
                found.setdefault(rendition.address, _page(original, rendition))
    return found.values()


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The image in its format."""
    # Loaded here: only a stale picture needs it.
    from kliping import images

    view: Exposure = page.view
    wanted = view.rendition
    made = images.rendered(view.data, wanted.width, wanted.height, wanted.format)
    return made if isinstance(made, bytes) else images.unusable(view.path, made)


def _page(original: Original, rendition: Rendition) -> Page:
    parts = {"original": original.sha256, "as": f"{rendition.format} {rendition.width} × {rendition.height}"}
    view = Later.of(make=partial(_exposure, original, rendition), parts=parts)
    return Page(address=rendition.address, output="pictures", view=view, rank="asset", made_of=(original.path,))


def _exposure(original: Original, rendition: Rendition) -> Exposure:
    return Exposure(path=original.path, data=original.read(), rendition=rendition)
