"""What readers are told of feeds: the page, the heads of pages, and lists that readers take in."""

from typing import Any
from xml.etree import ElementTree

from kliping import library, plan
from kliping.library import Selection
from kliping.model import Author, Config, FeedSettings, Page, SourceSettings, Theme
from kliping.outputs import opml
from kliping.views import ListPage, kinds
from tests import make

THEME = Theme(layouts={}, locales={}, assets={})
BASE = "https://example.org/digest/"
ARTICLES = (
    make.article("Kabar 1", tags=("A & B",), section="Kota", lang="id"),
    make.article("Kabar 2", tags=("Sungai",), lang="en"),
)


def settings(**fields: Any) -> Config:
    outputs = ("html", "rss", "atom", "jsonfeed", "subscribe", "opml")
    return make.config(**{"base_url": BASE, "lang": "id", "outputs": outputs, "title": "Contoh & Uji", **fields})


def pages(config: Config | None = None, *articles: Any) -> dict[str, Page]:
    config = config or settings()
    arranged, _ = library.arrange(articles or ARTICLES, config, Selection(now=make.moment("2021-01-01")))
    return {page.address: page for page in plan.plan(arranged, config, THEME)}


def view_of(address: str, config: Config | None = None) -> Any:
    return pages(config)[address].whole().view


# --- The page ----------------------------------------------------------------------------------------------------


def test_the_page_names_every_feed_in_every_format() -> None:
    view: kinds.SubscribePage = view_of("subscribe/")
    told = {feed.href for group in view.groups for entry in group.entries for feed in entry.feeds}
    told |= {feed.href for feed in view.site.feeds}
    names = ("feed.xml", "atom.xml", "feed.json")
    made = {BASE + address for address, page in pages().items() if address.endswith(names)}
    assert told == {address for address in made if "/archive/" not in address}
    assert [group.kind for group in view.groups] == ["languages", "sections", "tags"]
    assert (view.href, view.opml, view.sources_opml) == ("/digest/subscribe/", "/digest/subscribe/feeds.opml", "")


def test_each_language_has_a_page_that_leads_to_the_others() -> None:
    config = settings(languages=(make.language("id"), make.language("en")))
    view: kinds.SubscribePage = view_of("en/subscribe/", config)
    assert view.site.subscribe == "/digest/en/subscribe/"
    languages = next(group for group in view.groups if group.kind == "languages")
    assert [(entry.text, entry.href) for entry in languages.entries] == [("id", "/digest/"), ("en", "/digest/en/")]
    assert languages.entries[1].feeds[0].href == f"{BASE}en/feed.xml"


def test_without_feeds_there_is_no_page() -> None:
    for config in (settings(outputs=("html", "subscribe", "opml")), settings(feeds=FeedSettings(of=("sources",)))):
        found = pages(config)
        assert "subscribe/" not in found
        assert found[""].whole().view.site.subscribe == ""


def test_the_page_changes_only_with_what_it_names() -> None:
    before = pages()["subscribe/"].view.parts
    more = make.article("Kabar 3", tags=("Sungai",), section="Kota", lang="en")
    assert pages(None, *ARTICLES, more)["subscribe/"].view.parts == before
    other = make.article("Kabar 3", tags=("Pasar",), lang="en")
    assert pages(None, *ARTICLES, other)["subscribe/"].view.parts != before


# --- The heads of pages ------------------------------------------------------------------------------------------


def test_a_list_names_its_own_feeds_and_no_other_page_does() -> None:
    tag: ListPage = view_of("tags/a-b/")
    assert [(feed.title, feed.href) for feed in tag.feeds] == [
        ("A & B – Contoh & Uji (RSS)", f"{BASE}tags/a-b/feed.xml"),
        ("A & B – Contoh & Uji (Atom)", f"{BASE}tags/a-b/atom.xml"),
        ("A & B – Contoh & Uji (JSON Feed)", f"{BASE}tags/a-b/feed.json"),
    ]
    assert view_of("en/").feeds[0].title == "English – Contoh & Uji (RSS)"
    for address in ("", "tags/", "archive/", "archive/2020/10/", "2020/10/05/kabar-1/"):
        assert view_of(address).feeds == ()
    assert view_of("tags/a-b/", settings(feeds=FeedSettings(of=("site",)))).feeds == ()


# --- OPML --------------------------------------------------------------------------------------------------------


def outlines(address: str, config: Config) -> list[dict[str, str]]:
    data = opml.render(pages(config)[address].whole(), THEME)
    assert isinstance(data, bytes)
    root = ElementTree.fromstring(data)
    assert root.attrib == {"version": "2.0"}
    assert root.findtext("head/title") == "Contoh & Uji"
    return [line.attrib for line in root.iterfind("body/outline")]


def test_a_file_lists_all_feeds_once() -> None:
    lines = outlines("subscribe/feeds.opml", settings(author=Author(name="A\x00")))
    assert [line["xmlUrl"] for line in lines] == [
        f"{BASE}{page}feed.xml" for page in ("", "en/", "sections/kota/", "tags/a-b/", "tags/sungai/")
    ]
    assert {line["type"] for line in lines} == {"rss"}
    assert lines[3]["text"] == "A & B – Contoh & Uji"
    atom = outlines("subscribe/feeds.opml", settings(feeds=FeedSettings(formats=("json", "atom"))))
    assert atom[0]["xmlUrl"] == f"{BASE}atom.xml"


def test_another_file_lists_the_sources_whose_feed_or_site_is_known() -> None:
    sources = (
        SourceSettings(name="Wire & Co", feed="https://wire.example/rss", url="https://wire.example/"),
        SourceSettings(name="courier", url="https://courier.example/"),
        SourceSettings(name="Nameless"),
    )
    assert outlines("opml.xml", settings(sources=sources)) == [
        {"text": "courier", "type": "link", "url": "https://courier.example/"},
        {
            "text": "Wire & Co",
            "title": "Wire & Co",
            "type": "rss",
            "xmlUrl": "https://wire.example/rss",
            "htmlUrl": "https://wire.example/",
        },
    ]
    assert "opml.xml" not in pages()
    assert view_of("subscribe/", settings(sources=sources)).sources_opml == "/digest/opml.xml"
