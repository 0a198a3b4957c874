"""Feeds: which there are, which entries each has, what each is made of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from kliping import channels, feed, library
from kliping.library import Selection
from kliping.model import Article, Config, FeedSettings, Library, Page, Theme
from tests import make

THEME = Theme(layouts={}, locales={}, assets={})
OUTPUTS = ("rss", "atom", "jsonfeed")
ARTICLES = tuple(
    make.article(
        f"Kabar {number}",
        date=make.moment(f"2020-{number:02}-05"),
        tags=("Pasar", "Sungai") if number % 2 else ("Pasar",),
        section="Kota",
        lang="id" if number < 10 else "en",
    )
    for number in range(1, 13)
)


def settings(**fields: Any) -> Config:
    return make.config(outputs=OUTPUTS, lang="id", feeds=FeedSettings(**fields))


def arranged(articles: Iterable[Article], config: Config) -> Library:
    return library.arrange(articles, config, Selection(now=make.moment("2021-01-01")))[0]


def pages(config: Config | None = None, output: str = "rss", articles: Iterable[Article] = ARTICLES) -> dict[str, Page]:
    config = config or settings()
    made = [
        page
        for tree, own in library.trees_of(arranged(articles, config), config)
        for page in feed.pages(tree, own, THEME, output)
    ]
    return {page.address: page for page in made}


def composed(address: str, config: Config | None = None, articles: Iterable[Article] = ARTICLES) -> feed.Feed:
    output = {"feed": "rss", "atom": "atom"}[address.rpartition("/")[2][:4]] if address.endswith("xml") else "jsonfeed"
    made: feed.Feed = pages(config, output, articles)[address].whole().view
    return made


def titles(view: feed.Feed) -> list[str]:
    return [entry.title for entry in view.entries]


# --- Which there are ---------------------------------------------------------------------------------------------


def test_there_is_a_feed_of_everything_and_below_each_list() -> None:
    found = [address for address in pages() if not address.startswith("archive/")]
    assert found == [
        "feed.xml",
        "en/feed.xml",
        "sections/kota/feed.xml",
        "tags/pasar/feed.xml",
        "tags/sungai/feed.xml",
    ]
    assert pages(output="atom").keys() == {address.replace("feed.xml", "atom.xml") for address in pages()}
    assert pages(output="jsonfeed").keys() == {address.replace("feed.xml", "feed.json") for address in found}


def test_the_settings_say_which_feeds_there_are() -> None:
    assert list(pages(settings(of=("tags",)))) == ["tags/pasar/feed.xml", "tags/sungai/feed.xml"]
    assert pages(settings(formats=("atom",))) == {}
    assert pages(settings(formats=("atom",)), "atom")
    assert not [address for address in pages(settings(archives=False)) if address.startswith("archive/")]
    assert [address for address in pages(settings()) if address.startswith("archive/")]


def test_a_language_with_pages_of_its_own_has_its_feeds_below_its_prefix() -> None:
    config = replace(settings(), languages=(make.language("id"), make.language("en")))
    found = pages(config)
    assert {"feed.xml", "en/feed.xml", "tags/pasar/feed.xml", "en/tags/pasar/feed.xml"} <= found.keys()
    assert titles(composed("en/tags/pasar/feed.xml", config)) == ["Kabar 12", "Kabar 11", "Kabar 10"]
    assert "en/archive/2020/12/feed.xml" in found
    assert "archive/2020/12/feed.xml" not in found


def test_a_feed_tells_what_it_is_of() -> None:
    view = composed("tags/sungai/feed.xml")
    assert view.title == "Sungai – Contoh"
    assert view.url == "https://example.org/tags/sungai/feed.xml"
    assert view.home == "https://example.org/tags/sungai/"
    assert titles(view) == ["Kabar 11", "Kabar 9", "Kabar 7", "Kabar 5", "Kabar 3", "Kabar 1"]
    assert composed("en/feed.xml").lang == "en"
    assert composed("feed.xml").description == composed("feed.xml").title == "Contoh"


def test_a_feed_is_as_new_as_its_latest_change() -> None:
    changed = replace(ARTICLES[0], updated=make.moment("2021-01-01"))
    assert composed("feed.xml", articles=(*ARTICLES[1:], changed)).updated == make.moment("2021-01-01").at
    assert composed("feed.xml", articles=()).updated is None


# --- Which entries -----------------------------------------------------------------------------------------------


def test_a_feed_has_only_the_newest_articles() -> None:
    assert titles(composed("feed.xml", settings(limit=2))) == ["Kabar 12", "Kabar 11"]


@pytest.mark.parametrize("address", ["feed.xml", "atom.xml", "feed.json"])
def test_a_feed_is_cut_by_whole_articles_and_says_so_once(address: str) -> None:
    large = [replace(article, html=f"<p>{'<b>x</b>' * 2_000}</p>") for article in ARTICLES]
    view = composed(address, settings(bytes=150_000), large)
    assert titles(view) == ["Kabar 12", "Kabar 11", "Kabar 10"]
    assert [problem.code for problem in view.problems] == (["feed-cut"] if address == "feed.xml" else [])
    assert titles(composed(address, settings(bytes=1), large)) == ["Kabar 12"]
    assert len(titles(composed(address, settings(bytes=150_000, content="summary"), large))) == 12


def test_all_formats_have_the_same_entries() -> None:
    assert composed("feed.xml").entries == composed("atom.xml").entries == composed("feed.json").entries


# --- Archives ----------------------------------------------------------------------------------------------------


def test_a_months_archive_has_all_of_it_and_leads_to_the_month_before() -> None:
    articles = [*ARTICLES[:3], *(make.article(f"Lagi {day}", date=make.moment("2020-05-09")) for day in range(60))]
    view = composed("archive/2020/05/feed.xml", settings(bytes=1, limit=1), articles)
    assert len(view.entries) == 60
    assert view.current == "https://example.org/feed.xml"
    assert view.previous == "https://example.org/archive/2020/03/feed.xml"
    assert view.hub == ""
    assert composed("archive/2020/01/feed.xml", articles=articles).previous == ""


def test_the_feed_of_everything_leads_to_the_archive_of_its_oldest_entrys_month() -> None:
    assert composed("feed.xml", settings(limit=3)).previous == "https://example.org/archive/2020/10/feed.xml"
    assert composed("atom.xml", settings(limit=3)).previous == "https://example.org/archive/2020/10/atom.xml"
    assert composed("feed.json").previous == ""
    large = [replace(article, html="<p>x</p>" * 9_000) for article in ARTICLES]
    assert composed("feed.xml", settings(bytes=1), large).previous == "https://example.org/archive/2020/12/feed.xml"
    assert composed("tags/pasar/feed.xml").previous == ""


def test_a_large_month_has_several_archives_and_a_new_article_changes_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "_MOST_IN_ARCHIVE", 2)
    days = [make.article(f"Hari {day}", date=make.moment(f"2020-11-{day:02}")) for day in (21, 22, 23, 24)]
    articles = (*ARTICLES, *days)
    parts = ("feed.xml", "feed-2.xml", "feed-3.xml")
    oldest, middle, newest = (composed(f"archive/2020/11/{part}", articles=articles) for part in parts)
    assert (titles(newest), titles(middle)) == (["Hari 24"], ["Hari 23", "Hari 22"])
    assert titles(oldest) == ["Hari 21", "Kabar 11"]
    assert newest.previous == middle.url == "https://example.org/archive/2020/11/feed-2.xml"
    assert (middle.previous, middle.title) == (oldest.url, "2020-11 (2) – Contoh")
    assert oldest.previous == "https://example.org/archive/2020/10/feed.xml"
    assert composed("archive/2020/12/feed.xml", articles=articles).previous == newest.url
    assert composed("feed.xml", settings(limit=2), articles).previous == newest.url
    one_more = (*articles, make.article("Hari 25", date=make.moment("2020-11-25")))
    now, before = (pages(articles=some) for some in (one_more, articles))
    in_november = {a for a in now if a.startswith("archive/2020/11/") and now[a].view.parts != before[a].view.parts}
    assert in_november == {"archive/2020/11/feed-3.xml"}


def test_the_archives_together_hold_every_article() -> None:
    view = composed("feed.xml", settings(limit=1))
    met = titles(view)
    while view.previous:
        view = composed(view.previous.removeprefix("https://example.org/"), settings(limit=1))
        met += titles(view)
    assert sorted(set(met)) == sorted(article.title for article in ARTICLES)


# --- What they are made of ---------------------------------------------------------------------------------------


def changed(after: Iterable[Article], config: Config | None = None, later: Config | None = None) -> set[str]:
    """The feeds in any format that would be made anew."""
    before = {a: page.view.parts for one in OUTPUTS for a, page in pages(config, one).items()}
    now = {a: page.view.parts for one in OUTPUTS for a, page in pages(later or config, one, after).items()}
    return {address for address in now if now[address] != before.get(address)}


def test_a_new_article_makes_those_feeds_anew_that_it_is_in() -> None:
    new = make.article("Baru", date=make.moment("2020-12-20"), tags=("Sungai",), lang="id")
    below = ("", "tags/sungai/", "archive/2020/12/")
    expected = {f"{page}{file}" for page in below for file in ("feed.xml", "atom.xml", "feed.json")}
    assert changed((*ARTICLES, new)) == expected - {"archive/2020/12/feed.json"}


def test_an_edited_text_makes_only_its_own_feeds_anew() -> None:
    edited = replace(ARTICLES[1], html="<p>Other.</p>")  # of February, tagged Pasar alone
    assert {a for a in changed((ARTICLES[0], edited, *ARTICLES[2:])) if a.endswith("feed.xml")} == {
        "feed.xml",
        "tags/pasar/feed.xml",
        "sections/kota/feed.xml",
        "archive/2020/02/feed.xml",
    }


def test_an_article_too_old_for_the_main_feed_is_in_its_months_archive_alone() -> None:
    old = make.article("Lama", date=make.moment("2020-02-01"), lang="id")
    assert changed((*ARTICLES, old), settings(limit=3)) == {"archive/2020/02/feed.xml", "archive/2020/02/atom.xml"}


def test_a_month_that_appears_changes_the_archive_after_it() -> None:
    sparse = [article for article in ARTICLES if article.date.at.month != 6]
    config = settings(limit=1)
    before = pages(config, articles=sparse)
    now = pages(config)
    found = {a for a in before if now[a].view.parts != before[a].view.parts}
    assert "archive/2020/07/feed.xml" in found
    assert "archive/2020/05/feed.xml" not in found


def test_what_all_feeds_say_makes_all_anew() -> None:
    everything = {address for one in OUTPUTS for address in pages(output=one)}
    for later in (settings(hub="https://hub.example/"), settings(ttl=5), replace(settings(), title="B")):
        assert changed(ARTICLES, settings(), later) == everything


def test_the_feed_of_a_language_is_called_by_its_own_name() -> None:
    assert composed("en/feed.xml").title == "English – Contoh"
