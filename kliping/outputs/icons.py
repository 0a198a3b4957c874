"""The digest's sign, its initial on its accent colour: `/assets/favicon.svg`, and `/assets/touch-icon.png`.

Strategy: a theme that has a file of that name has its own sign, which is published with the other assets.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from html import escape

from kliping.colors import contrast
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = False

ICON, TOUCH_ICON = "favicon.svg", "touch-icon.png"
_ACCENT = "#9b1c1c"  # the built-in theme's
_INK, _PAPER = "#1d1b18", "#ffffff"
# What phones show on their home screen (Apple, "Specifying a webpage icon for Web Clip").
_TOUCH_SIDE = 180
_SHEET = (
    (36, 36, 144, 48),
    (36, 66, 84, 144),
    (96, 66, 144, 76),
    (96, 89, 144, 99),
    (96, 112, 144, 122),
    (96, 134, 144, 144),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A letter on a ground, in colours as "#rrggbb"."""

    initial: str
    ground: str
    ink: str


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:  # noqa: ARG001 - as all outputs
    """Both icons, as far as the theme has none of its own."""
    ground = config.accent or _ACCENT
    ink = max((_PAPER, _INK), key=partial(contrast, ground))
    sign = Sign(initial=_initial(config.title), ground=ground, ink=ink)
    for name in (ICON, TOUCH_ICON):
        if name not in theme.assets:
            yield Page(address=f"assets/{name}", output="icons", view=sign, rank="asset")


def render(page: Page, theme: Theme) -> bytes | Problem:  # noqa: ARG001 - as all outputs
    """The icon as SVG in UTF-8, or as PNG of 180 by 180 pixels."""
    return _png(page.view) if page.address.endswith(".png") else _svg(page.view)


def _initial(title: str) -> str:
    """The first letter or digit; empty where there is none."""
    return next((each.upper() for each in title if each.isalnum()), "")


def _svg(sign: Sign) -> bytes:
    letter = (
        '<text x="16" y="16" dy=".36em" text-anchor="middle" font-family="Georgia,Noto Serif,serif" font-size="22" '
        f'font-weight="700" fill="{sign.ink}">{escape(sign.initial)}</text>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="4" fill="{sign.ground}"/>{letter if sign.initial else ""}</svg>\n'
    ).encode()


def _png(sign: Sign) -> bytes:
    # Loaded here: only a stale touch icon needs it.
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (_TOUCH_SIDE, _TOUCH_SIDE), sign.ground)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=120)
    middle = (_TOUCH_SIDE / 2, _TOUCH_SIDE / 2)
    # The font that comes with Pillow has Latin letters alone; a sheet of newspaper stands for all others.
    if sign.initial.isascii() and sign.initial:
        draw.text(middle, sign.initial, fill=sign.ink, font=font, anchor="mm")
    else:
        for box in _SHEET:
            draw.rectangle(box, fill=sign.ink)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
