"""Image files as they are, and as they are published."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from kliping import images
from kliping.images import Measured
from tests.faults import pictures

PIXELS = 1_000_000


def file(
    width: int = 60, height: int = 40, name: str = "JPEG", mode: str = "RGB", color: Any = 0, **more: Any
) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height), color).save(written, name, **more)
    return written.getvalue()


def opened(data: bytes | str) -> Image.Image:
    assert isinstance(data, bytes), data
    return Image.open(io.BytesIO(data))


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made.get_ifd(0x8825)[2] = (6.0, 10.0, 0.0)  # a latitude
    return made


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_file_is_known_by_its_bytes(name: str) -> None:
    assert images.measured(file(name=name), PIXELS) == Measured(width=60, height=40, kind="photo")


def test_a_photo_taken_sideways_is_measured_upright() -> None:
    assert images.measured(file(exif=exif(6)), PIXELS) == Measured(width=40, height=60, kind="photo")


def test_what_is_transparent_is_a_drawing_and_what_only_could_be_is_none() -> None:
    clear, opaque = (
        file(name="PNG", mode="RGBA", color=(9, 9, 9, 0)),
        file(name="PNG", mode="RGBA", color=(9, 9, 9, 255)),
    )
    kinds = [found.kind for data in (clear, opaque) if isinstance(found := images.measured(data, PIXELS), Measured)]
    assert kinds == ["drawing", "photo"]


def test_what_moves_is_an_animation_and_stays_one() -> None:
    frames = [Image.new("RGB", (20, 10), color) for color in ("red", "green", "blue")]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], duration=100)
    assert images.measured(written.getvalue(), PIXELS) == Measured(width=20, height=10, kind="animation")
    made = opened(images.rendered(written.getvalue(), 20, 10, "webp"))
    assert (made.format, getattr(made, "n_frames", 1)) == ("WEBP", 3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "SVG"),
        (b"no image", "no image in JPEG"),
        (b"", "no image in JPEG"),
        (file(400, 400)[:300], "damaged"),
        (file(2000, 600), "2000 × 600 pixels"),
        (file(name="BMP"), "no image in JPEG"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(data: bytes, why: str) -> None:
    found = images.measured(data, PIXELS)
    assert isinstance(found, str)
    assert why in found


@pytest.mark.parametrize("make", [pictures.png_head, pictures.jpeg_head, pictures.gif_head, pictures.webp_head])
def test_a_bomb_is_refused_before_it_is_decoded(make: Callable[[int, int], bytes]) -> None:
    """60,000 by 60,000 pixels in a few bytes, or the most that a format can say: its head alone says so."""
    found = images.measured(make(60_000, 60_000), PIXELS)
    assert isinstance(found, str)
    assert "pixels" in found


@pytest.mark.parametrize(("name", "mode"), [("WEBP", "RGB"), ("AVIF", "RGB"), ("PNG", "RGBA")])
def test_what_is_held_twice_may_have_half_as_many_pixels(name: str, mode: str) -> None:
    assert isinstance(images.measured(file(1000, 500, name, mode), PIXELS), Measured)
    assert images.measured(file(1000, 501, name, mode), PIXELS) == "it has 1000 × 501 pixels, and 500,000 may be read"


@pytest.mark.parametrize(
    ("width", "frames", "is_read"), [(500, 8, True), (500, 9, False), (501, 2, False), (10, 20_001, False)]
)
def test_the_pixels_of_all_frames_are_counted(width: int, frames: int, *, is_read: bool) -> None:
    found = images.measured(pictures.gif(width, 500 if width > 10 else 10, frames), PIXELS)
    assert isinstance(found, Measured) == is_read
    assert is_read or found == (
        f"it has {frames:,} frames of {width} × {500 if width > 10 else 10} pixels, "
        "and 250,000 in each and 2,000,000 in all may be read"
    )


@pytest.mark.parametrize("name", ["avif", "webp", "jpeg", "png"])
def test_only_pixels_are_published(name: str) -> None:
    profile = b"no profile at all"
    data = file(600, 400, exif=exif(6), icc_profile=profile, comment=b"taken at home")
    made = opened(images.rendered(data, 200, 300, name))
    assert (made.format, made.size) == (name.upper(), (200, 300))
    assert not made.getexif()
    assert not {"icc_profile", "comment", "exif", "xmp"} & made.info.keys()


def test_colours_become_those_of_a_screen() -> None:
    """A file in CMYK is shown in red, green and blue."""
    made = opened(images.rendered(file(mode="CMYK", color=(0, 255, 255, 0)), 60, 40, "png")).convert("RGB")
    red, green, blue = made.getpixel((5, 5))  # type: ignore[misc]  # an image in RGB
    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize("name", ["avif", "webp", "jpeg", "png"])
def test_the_same_pixels_give_the_same_bytes(name: str) -> None:
    data = file(900, 500, color="teal")
    assert images.rendered(data, 480, 267, name) == images.rendered(file(900, 500, color="teal"), 480, 267, name)


def test_a_file_that_breaks_later_is_told_and_not_raised() -> None:
    assert isinstance(images.rendered(b"", 10, 10, "webp"), str)
