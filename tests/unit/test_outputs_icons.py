"""The digest's sign: its initial on its accent colour, as SVG and as PNG."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from kliping.model import Config, Library, Theme
from kliping.outputs import icons
from tests import make

NO_THEME = Theme(layouts={}, locales={}, assets={})


def made(config: Config, theme: Theme = NO_THEME) -> dict[str, bytes]:
    found = {page.address: icons.render(page, theme) for page in icons.pages(Library(articles=()), config, theme)}
    assert all(isinstance(data, bytes) for data in found.values())
    return {address: data for address, data in found.items() if isinstance(data, bytes)}


@pytest.mark.parametrize(
    ("title", "initial"), [("harbour digest", "H"), ("«قصاصات»", "ق"), ("新聞", "新"), ("<b>", "B"), ("…", None)]
)
def test_the_sign_is_the_initial_on_the_accent_colour(title: str, initial: str | None) -> None:
    svg = ElementTree.fromstring(made(make.config(title=title, accent="#226688"))["assets/favicon.svg"])
    names = {"": "http://www.w3.org/2000/svg"}
    ground = svg.find("rect", names)
    assert ground is not None
    assert (ground.get("fill"), svg.findtext("text", None, names)) == ("#226688", initial)


@pytest.mark.parametrize(("accent", "ink"), [("#226688", (255, 255, 255)), ("#ffee88", (29, 27, 24))])
@pytest.mark.parametrize("title", ["Harbour", "قصاصات"])
def test_the_touch_icon_has_ink_that_can_be_read(title: str, accent: str, ink: tuple[int, int, int]) -> None:
    image = Image.open(io.BytesIO(made(make.config(title=title, accent=accent))["assets/touch-icon.png"]))
    assert (image.format, image.size) == ("PNG", (180, 180))
    colors = {color for _, color in image.convert("RGB").getcolors(maxcolors=9999) or ()}
    assert ink in colors
    assert image.convert("RGB").getpixel((0, 0)) == tuple(bytes.fromhex(accent[1:]))


def test_a_theme_s_own_sign_wins() -> None:
    assert list(made(make.config(), Theme(layouts={}, locales={}, assets={"favicon.svg": b"<svg/>"}))) == [
        "assets/touch-icon.png"
    ]
