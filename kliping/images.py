"""Image files: what they are, and the same in another size and format.

Strategy: what a file is, its bytes say and not its name. Pixels are all that goes from the original into what is
published: no EXIF, so no place where a photo was taken, and no colour profile, as colours are turned into sRGB.

All encoders run on one thread with fixed settings, so that the same image gives the same bytes.
"""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kliping.model import ImageKind
from kliping.problems import Problem, Span

if TYPE_CHECKING:
    from PIL.Image import Image

Made = TypeVar("Made")

# What browsers show and people have. SVG is a document that may hold scripts, and is not read.
_READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# The decoders of these hold a picture twice. So does whoever makes one smaller that has a transparent ground.
_HELD_TWICE = ("WEBP", "AVIF")
# What moves is encoded frame by frame, and a frame is held six times then.
_OF_FRAME, _OF_FRAMES = 4, 2
_SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}

_last: dict[bytes, "Image"] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What an image file is: its size in pixels as it is to be looked at, and of what kind."""

    width: int
    height: int
    kind: ImageKind


def measured(data: bytes, most_pixels: int) -> Measured | str:
    """What an image file holds; or why it cannot be used, in a few words. It is decoded as a whole."""
    if _is_svg(data):
        return "SVG is a document, and may hold scripts"
    return _tried(lambda: _measured(data, most_pixels))


def _is_svg(data: bytes) -> bool:
    """Whether a file is an SVG drawing, or some other document in XML."""
    return data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!DOCTYPE", b"<!--"))


def rendered(data: bytes, width: int, height: int, name: str) -> bytes | str:
    """An image file's pixels in another size and format; or why that cannot be made, in a few words."""
    return _tried(lambda: _rendered(data, width, height, name))


def unusable(path: str, why: str) -> Problem:
    """What to tell of an image file that could be measured, and cannot be rendered."""
    hint = "open it in a program for images and save it again"
    return Problem(code="image-unusable", span=Span(path=path), text=why, hint=hint)


def _tried(act: Callable[[], Made | str]) -> Made | str:
    """What `act` answers; decoders raise whatever they like over a broken file."""
    # Loaded here: a build in which no picture changed must not wait for Pillow.
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow's own word on too many pixels
            return act()
    except UnidentifiedImageError:
        return "it is no image in JPEG, PNG, WebP, AVIF or GIF"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "it has too many pixels"
    except Exception as error:
        return f"it is damaged, or cut short ({type(error).__name__})"


def _measured(data: bytes, most_pixels: int) -> Measured | str:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_READ) as image:
        too_many = _too_many(image, most_pixels)
        if too_many:
            return too_many
        if _frames(image) > 1:
            return Measured(width=image.width, height=image.height, kind="animation")
        upright = _upright(image)
        kind: ImageKind = "drawing" if upright.mode == "RGBA" else "photo"
        return Measured(width=upright.width, height=upright.height, kind=kind)


def _too_many(image: "Image", most_pixels: int) -> str:
    """What an image has too many of, before any is decoded; nothing where it has not."""
    pixels = image.width * image.height
    most = most_pixels // 2 if image.format in _HELD_TWICE or _has_ground(image) else most_pixels
    if pixels > most:
        return f"it has {image.width} × {image.height} pixels, and {most:,} may be read"
    frames = _frames(image)
    if frames == 1 or (pixels <= most_pixels // _OF_FRAME and pixels * frames <= most_pixels * _OF_FRAMES):
        return ""
    most_of_all = f"{most_pixels // _OF_FRAME:,} in each and {most_pixels * _OF_FRAMES:,} in all"
    return f"it has {frames:,} frames of {image.width} × {image.height} pixels, and {most_of_all} may be read"


def _frames(image: "Image") -> int:
    frames: int = getattr(image, "n_frames", 1)
    return frames


def _rendered(data: bytes, width: int, height: int, name: str) -> bytes:
    from PIL import Image

    written = io.BytesIO()
    if name == "webp" and _is_moving(data):
        with Image.open(io.BytesIO(data), formats=_READ) as moving:
            moving.save(written, "WEBP", save_all=True, quality=75, method=3, exif=b"", icc_profile=b"", xmp=b"")
        return written.getvalue()
    image = _decoded(data)
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image.save(written, name.upper(), **_SETTINGS[name])
    return written.getvalue()


def _is_moving(data: bytes) -> bool:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_READ) as image:
        return _frames(image) > 1


def _decoded(data: bytes) -> "Image":
    """The pixels of an image, kept for its next rendition, and dropped before those of another are decoded."""
    from PIL import Image

    if data not in _last:
        _last.clear()
        with Image.open(io.BytesIO(data), formats=_READ) as image:
            _last[data] = _upright(image)
    return _last[data]


def _upright(image: "Image") -> "Image":
    """An image as it is to be looked at, in sRGB, and nothing but its pixels.

    It is changed in place where it can be: each copy of what a camera takes has two hundred megabytes.
    """
    from PIL import ImageOps

    ImageOps.exif_transpose(image, in_place=True)
    turned = _in_srgb(image)
    has_ground = _has_ground(turned)
    plain = _of_mode(turned, "RGBA" if has_ground else "RGB")
    if has_ground and plain.getchannel("A").getextrema() == (255, 255):  # it could be transparent, and is not
        plain = plain.convert("RGB")
    plain.info.clear()
    return plain


def _has_ground(image: "Image") -> bool:
    """Whether what lies behind an image may be seen through it."""
    return "A" in image.mode or "transparency" in image.info


def _of_mode(image: "Image", mode: str) -> "Image":
    return image if image.mode == mode else image.convert(mode)


def _in_srgb(image: "Image") -> "Image":
    """An image with its colours as a screen shows them, where it says in which colours it is."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        own, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, screen, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
