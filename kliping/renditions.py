"""The sizes and formats in which an image is published, and where.

Strategy: widths in steps that browsers choose from (HTML 4.8.4.2), none larger than the image is; AVIF and WebP, and
one size in a format that every program reads. Names bear the digest of the original, so a changed one is another file.
"""

from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from kliping import addresses
from kliping.model import Original

WIDTHS = (480, 800, 1200, 1600)
FOLDER = "pictures/"

# What others show of a page, in messages and in feeds: as wide as the Open Graph protocol's readers ask for.
_FALLBACK = 1200
_WIDEST_IN_BOOKS = 800
# A width so near the next one is not worth a file.
_NEARLY = 0.9
_FORMATS = {"photo": "jpeg", "drawing": "png", "animation": "webp"}
_NAMES = {"jpeg": "jpg"}
_STEM_LETTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """An image as it is published at an address under the digest's root; `width` and `height` in pixels.

    `format` is as Pillow calls it in small letters, and with "image/" before it the media type.
    """

    address: str
    width: int
    height: int
    format: str

    @property
    def type(self) -> str:
        """Its media type."""
        return f"image/{self.format}"


def fallback(original: Original) -> Rendition:
    """What is shown where nothing can be chosen: a photo as JPEG, what has a transparent ground as PNG."""
    widths = [width for width in _widths(original) if width <= _FALLBACK]
    return _rendition(original, widths[-1] if widths else original.width, _FORMATS[original.kind])


def for_books(original: Original) -> Rendition:
    """The one that a book has, named within it: a photo as JPEG, all else as PNG, which every reader of books knows."""
    width, name = min(original.width, _WIDEST_IN_BOOKS), "jpeg" if original.kind == "photo" else "png"
    address = f"{FOLDER}{original.sha256[:12]}.{_NAMES.get(name, name)}"
    return Rendition(address=address, width=width, height=_height(original, width), format=name)


def choices(original: Original) -> tuple[tuple[Rendition, ...], ...]:
    """What a browser may choose from: a group a format, the smaller format first, in growing widths."""
    if original.kind == "animation":
        return ()
    return tuple(tuple(_rendition(original, width, name) for width in _widths(original)) for name in ("avif", "webp"))


def renditions(original: Original) -> tuple[Rendition, ...]:
    """All files that are made of an image."""
    return (*chain.from_iterable(choices(original)), fallback(original))


def _widths(original: Original) -> tuple[int, ...]:
    """The widths of an image's renditions; an animation keeps its own."""
    if original.kind == "animation":
        return (original.width,)
    widest = min(original.width, WIDTHS[-1])
    return (*(width for width in WIDTHS if width < widest * _NEARLY), widest)


def _rendition(original: Original, width: int, name: str) -> Rendition:
    stem = addresses.slugify(PurePosixPath(original.path).stem[:_STEM_LETTERS])
    address = f"{FOLDER}{stem}-{original.sha256[:12]}-{width}.{_NAMES.get(name, name)}"
    return Rendition(
        address=address.replace(f"{FOLDER}-", FOLDER), width=width, height=_height(original, width), format=name
    )


def _height(original: Original, width: int) -> int:
    """How high an image of that width is."""
    return max(1, round(original.height * width / original.width))
