"""Searching a digest in a real browser: across years and languages, and without leaving the site."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kliping import cli, views
from kliping.model import Config
from tests.browsing import serving

ARTICLE = """---
id: {id}
title: {title}
date: {date}
lang: {lang}
source: {{name: {source}}}
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
        source = "Contoh Kabar" if id_ == "b" else "Contoh Harian"
        told = ARTICLE.format(id=id_, title=title, date=date, lang=lang, rights=rights, text=text, source=source)
        (root / f"content/{id_}.md").write_text(told, "utf-8")
    served = root / "served"
    assert cli.main(["build", "-s", str(root), "-d", str(served / "digest"), "-q"]) == 0
    policy = views.policy(Config(title="", base_url="", search=True))
    with serving(served, {"Content-Security-Policy": policy}) as served_at:
        yield served_at


def found(browser: Browser, address: str, words: str, **choices: str) -> dict[str, str]:
    """Titles by address; and nothing was asked of any other host, or failed."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong: list[str] = []
    page.on("requestfailed", lambda request: wrong.append(f"{request.url} failed"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(f"{address}/digest/search/")
    page.fill("#asked", words)
    for name, value in choices.items():
        page.select_option(f"#{name}", value)
    # Not `wait_for_function`, which has the page evaluate a text: its policy forbids that.
    for _ in range(600):
        if page.evaluate("document.querySelector('#found li') || document.querySelector('#told').textContent"):
            break
        page.wait_for_timeout(50)
    links: list[list[str]] = []
    while links != (links := _shown(page)):  # answers to what was asked before may come in between
        page.wait_for_timeout(400)
    assert wrong == []
    page.close()
    assert all(url.startswith(address) for url in asked)
    return dict(links)


def _shown(page: Page) -> list[list[str]]:
    shown: list[list[str]] = page.eval_on_selector_all(
        "#found a", "links => links.map(link => [link.pathname, link.textContent])"
    )
    return shown


def test_one_search_finds_articles_of_all_years_and_languages(browser: Browser, address: str) -> None:
    assert found(browser, address, "zamrud") == {
        "/digest/2019/05/01/pasar-pagi-buka-lagi/": "Pasar pagi buka lagi",
        "/digest/2020/06/01/jembatan-zamrud-selesai/": "Jembatan zamrud selesai",
        "/digest/2020/07/01/the-zamrud-bell-rings/": "The zamrud bell rings",
        ARABIC: BELL,
    }


@pytest.mark.parametrize(
    ("choices", "titles"),
    [
        ({"language": "id"}, {"Pasar pagi buka lagi", "Jembatan zamrud selesai"}),
        ({"year": "2020"}, {"Jembatan zamrud selesai", "The zamrud bell rings", BELL}),
        ({"source": "Contoh Kabar"}, {"Jembatan zamrud selesai"}),
        ({"language": "id", "year": "2019"}, {"Pasar pagi buka lagi"}),
        ({"language": "ar", "year": "2019"}, set()),
    ],
)
def test_a_language_a_source_and_a_year_can_be_asked_for(
    browser: Browser, address: str, choices: dict[str, str], titles: set[str]
) -> None:
    assert set(found(browser, address, "zamrud", **choices).values()) == titles


def test_a_choice_without_words_finds_all_there_is(browser: Browser, address: str) -> None:
    assert set(found(browser, address, "", source="Contoh Kabar").values()) == {"Jembatan zamrud selesai"}


def test_the_keyboard_reaches_everything(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/digest/search/?q=listening")
    page.wait_for_selector("#found li")
    page.focus("#asked")
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert reached == ["language", "source", "year", "The zamrud bell rings"]
    page.close()


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
