"""Feeds as a browser shows them: with a style sheet that says what they are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kliping import cli
from tests.browsing import serving
from tests.end_to_end.place import ROOT

SAYS = {"/feed.xml": "Ini sebuah umpan.", "/en/atom.xml": "This is a feed.", "/ar/feed.xml": "هذه خلاصة."}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample digest is served."""
    site = tmp_path_factory.mktemp("feeds") / "site"
    assert cli.main(["build", "-s", str(ROOT), "-d", str(site), "-q"]) == 0
    with serving(site) as served:
        yield served


@pytest.mark.parametrize("path", SAYS)
def test_a_feed_says_what_it_is_and_can_be_read(address: str, browser: Browser, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}{path}")
    said = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
    assert SAYS[path] in said
    shown = page.evaluate("document.documentElement.innerText ?? document.documentElement.textContent")
    assert "Kliping" in shown
    visible = "[...document.querySelectorAll('{}')].map(each => getComputedStyle(each).display)"
    assert set(page.evaluate(visible.format("item > title, entry > title"))) == {"block"}
    assert set(page.evaluate(visible.format("guid, category, content, generator"))) == {"none"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == ("rtl" if "ar" in path else "ltr")
    page.close()
