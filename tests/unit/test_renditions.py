"""In which sizes, formats and under which names a picture is published."""

import pytest

from kliping import renditions
from kliping.model import ImageKind, Original


def original(width: int, height: int, path: str = "content/a/Banjir Besar.JPG", kind: ImageKind = "photo") -> Original:
    return Original(path=path, sha256="0123456789abcdef" * 4, width=width, height=height, kind=kind, read=bytes)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (4000, [480, 800, 1200, 1600]),
        (1250, [480, 800, 1250]),
        (850, [480, 850]),
        (300, [300]),
        (1, [1]),
    ],
)
def test_no_rendition_is_wider_than_the_picture_or_hardly_narrower(width: int, widths: list[int]) -> None:
    groups = renditions.choices(original(width, width))
    assert [[one.width for one in group] for group in groups] == [widths, widths]
    assert [group[0].type for group in groups] == ["image/avif", "image/webp"]


def test_heights_follow_and_are_never_nothing() -> None:
    assert [one.height for one in renditions.choices(original(1600, 1200))[0]] == [360, 600, 900, 1200]
    assert renditions.fallback(original(2000, 1)).height == 1


@pytest.mark.parametrize(
    ("kind", "name", "width"), [("photo", "jpeg", 1200), ("drawing", "png", 1200), ("animation", "webp", 3000)]
)
def test_one_size_is_for_programs_that_know_no_other(kind: ImageKind, name: str, width: int) -> None:
    found = renditions.fallback(original(3000, 2000, kind=kind))
    assert (found.format, found.width) == (name, width)


def test_names_hold_the_file_its_digest_and_its_width() -> None:
    assert renditions.fallback(original(300, 200)).address == "pictures/banjir-besar-0123456789ab-300.jpg"
    assert renditions.fallback(original(300, 200, "static/…/___.png")).address == "pictures/0123456789ab-300.jpg"
    assert all(one.address.isascii() for one in renditions.renditions(original(300, 200)))
