"""The sample digest in a real browser: narrow and wide, light and dark, with scripts off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kliping import cli
from tests.browsing import serving
from tests.end_to_end.place import ROOT

PAGES = ("/", "/tags/", "/sources/", "/archive/", "/subscribe/", "/en/", "/ar/", "/404.html")
WIDTHS = (320, 390, 1280)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample digest is served."""
    site = tmp_path_factory.mktemp("browser") / "site"
    assert cli.main(["build", "-s", str(ROOT), "-d", str(site), "-q"]) == 0
    with serving(site) as served:
        yield served


@pytest.fixture(scope="module")
def articles(address: str, browser: Browser) -> list[str]:
    page = browser.new_page()
    page.goto(f"{address}/")
    found: list[str] = page.eval_on_selector_all("main a", "links => links.map(link => link.pathname)")
    page.close()
    return sorted({path for path in found if path.startswith("/2020/")})


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_or_fails_to_load_anything(
    address: str, browser: Browser, articles: list[str], width: int
) -> None:
    assert len(articles) >= 16
    page = browser.new_page(viewport={"width": width, "height": 800})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("requestfailed", lambda request: wrong.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    for path in (*PAGES, *articles):
        page.goto(address + path)
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        assert scrolled <= width, f"{path} is {scrolled} wide at {width}"
    # Leaving a page ends the fetch of its icon, which no test waits for.
    assert [failed for failed in wrong if "ERR_ABORTED" not in failed] == []
    page.close()


def test_pages_hold_no_script(address: str, browser: Browser, articles: list[str]) -> None:
    page = browser.new_page()
    for path in (*PAGES, *articles):
        page.goto(address + path)
        # What is no script runs none: data for programs (HTML 4.12.1, "data block").
        script = 'script:not([type="application/ld+json"])'
        assert page.locator(f"{script}, [onclick], [onload], [onerror]").count() == 0
    page.close()


def test_dark_and_light_differ_and_both_are_legible(address: str, browser: Browser) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}/")
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert _contrast(ink, grounds[-1]) >= 7
        context.close()
    assert grounds[0] != grounds[1]


def test_an_arabic_article_reads_from_right_to_left(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/ar/")
    directions = page.eval_on_selector_all(
        "main [lang=ar], main:lang(ar) article", "found => found.map(each => getComputedStyle(each).direction)"
    )
    assert directions
    assert set(directions) == {"rtl"}
    page.close()


def test_the_first_tab_leads_past_the_navigation(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash.slice(1) === document.querySelector('main').id")
    page.close()


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two `rgb(…)` colours (WCAG 2.2, "contrast ratio")."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(color: str) -> float:
    parts = [int(part) / 255 for part in color.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
