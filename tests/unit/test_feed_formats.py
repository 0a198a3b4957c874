"""RSS, Atom and JSON Feed: the same hostile articles, read by parsers of other people, say the same in all three."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import feedparser
import pytest
from lxml import etree

from kliping import library, outputs
from kliping.library import Selection
from kliping.model import Author, FeedContent, FeedSettings, Source
from tests import make
from tests.hostile import CONFIG, HOSTILE, THEME, rendered

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
}
TITLES = {
    "controls": "ab c",
    "surrogates": "ab",
    "untitled": "2020-10-05",
}

BARE = next(article for article in HOSTILE if article.slug == "bare")


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as a reader sees it."""

    title: str
    url: str
    published: str
    author: str
    tags: tuple[str, ...]
    html: str
    lang: str


def in_rss(document: bytes) -> Mapping[str, Seen]:
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True))
    return {
        item.findtext("guid"): Seen(
            item.findtext("title"),
            item.findtext("link"),
            str(feedparser.datetimes._parse_date(item.findtext("pubDate"))[:6]),
            item.findtext("dc:creator", "", NAMES),
            tuple(each.text for each in item.findall("category")),
            item.findtext("content:encoded", "", NAMES) or item.findtext("description", ""),
            item.findtext("dc:language", "", NAMES),
        )
        for item in root.iterfind("channel/item")
    }


def in_atom(document: bytes) -> Mapping[str, Seen]:
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True))
    return {
        entry.findtext("atom:id", "", NAMES): Seen(
            entry.findtext("atom:title", "", NAMES),
            entry.xpath("atom:link[not(@rel)]/@href", namespaces=NAMES)[0],
            str(feedparser.datetimes._parse_date(entry.findtext("atom:published", "", NAMES))[:6]),
            entry.findtext("atom:author/atom:name", "", NAMES),
            tuple(each.get("label") for each in entry.iterfind("atom:category", NAMES)),
            entry.findtext("atom:content", "", NAMES),
            entry.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        )
        for entry in root.iterfind("atom:entry", NAMES)
    }


def in_json(document: bytes) -> Mapping[str, Seen]:
    return {
        item["id"]: Seen(
            item["title"],
            item["url"],
            str(feedparser.datetimes._parse_date(item["date_published"])[:6]),
            item["authors"][0]["name"],
            tuple(item.get("tags", ())),
            item.get("content_html", ""),
            item.get("language", ""),
        )
        for item in json.loads(document)["items"]
    }


READERS = {"rss": in_rss, "atom": in_atom, "jsonfeed": in_json}


def test_all_formats_say_the_same_of_hostile_articles() -> None:
    rss, atom, jsonfeed = (READERS[name](rendered(name)) for name in READERS)
    assert len(rss) == len(HOSTILE)
    assert rss == atom == jsonfeed


@pytest.mark.parametrize("name", READERS)
def test_hostile_articles_lose_only_what_no_document_may_hold(name: str) -> None:
    found = {one.url.split("/")[-2]: one for one in READERS[name](rendered(name)).values()}
    for slug, title in TITLES.items():
        assert found[slug].title == title
    assert found["cdata"].title == "x ]]> y <![CDATA[ z"
    assert found["signs"].title == '<b>1 < 2 & "3"</b> &amp;'
    assert found["signs"].html.startswith("<p>1 &lt; 2 &amp;amp; 3</p>")
    assert found["emoji"].html.startswith("<p>👩🏽‍🚒 \U0001f6a8</p>")
    assert (found["rtl"].lang, found["signs"].lang) == ("ar", "")
    assert found["rtl"].html.startswith('<div lang="ar" dir="rtl"><p>نص</p>')
    assert found["odd-name"].tags == ("A & B",)
    assert found["nameless"].author == "The Editor"
    assert len(found["large"].html) > 4_500_000
    assert 'href="https://example.org/digest/2020/10/05/links/#x"' in found["links"].html
    assert 'href="https://example.org/digest/2020/10/05/y/"' in found["links"].html
    assert 'src="https://example.org/digest/z.jpg"' in found["links"].html


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_reads_hostile_articles_without_complaint(name: str) -> None:
    # libxml2 and so feedparser's SAX parser end at texts of 10 MB; this one is half of it.
    found = feedparser.parse(rendered(name))
    assert not found.bozo
    assert len(found.entries) == len(HOSTILE)
    assert all(entry.id.startswith("urn:uuid:") for entry in found.entries)
    assert found.feed.title == "Contoh &amp; &lt;Uji&gt;" or found.feed.title == "Contoh & <Uji>"


@pytest.mark.parametrize("content", ["full", "summary", "both"])
def test_every_item_of_a_json_feed_has_an_id_and_a_text(content: FeedContent) -> None:
    config = replace(CONFIG, feeds=replace(CONFIG.feeds, content=content))
    found = json.loads(rendered("jsonfeed", config))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    for item in found["items"]:
        # JSON Feed 1.1: "content_html and content_text are each optional strings, but one or both must be present."
        assert item["id"]
        assert ("content_html" in item) != ("content_text" in item)


@pytest.mark.parametrize("content", ["full", "both"])
def test_an_article_without_a_text_has_its_summary_whatever_the_settings(content: FeedContent) -> None:
    config = replace(CONFIG, feeds=replace(CONFIG.feeds, content=content))
    for article, summary in ((make.article("Kabar", html="", summary="Singkatnya"), "Singkatnya"), (BARE, BARE.title)):
        atom = etree.fromstring(rendered("atom", config, (article,)))
        assert atom.findtext("atom:entry/atom:summary", "", NAMES) == summary
        item = etree.fromstring(rendered("rss", config, (article,))).find("channel/item")
        assert item.findtext("description", "") == article.summary
        assert json.loads(rendered("jsonfeed", config, (article,)))["items"][0]["content_text"] == summary


def test_an_update_moves_no_other_date() -> None:
    changed = tuple(replace(article, updated=make.moment("2020-12-01")) for article in HOSTILE)
    for name, read in READERS.items():
        assert read(rendered(name)) == read(rendered(name, articles=changed))
    told = json.loads(rendered("jsonfeed", articles=changed))["items"]
    assert {item["date_modified"] for item in told} == {"2020-12-01T00:00:00+00:00"}
    assert not any("date_modified" in item for item in json.loads(rendered("jsonfeed"))["items"])
    entries = feedparser.parse(rendered("atom", articles=changed)).entries
    assert {entry.updated for entry in entries} == {"2020-12-01T00:00:00+00:00"}


# --- What a feed says of itself ----------------------------------------------------------------------------------


def links(document: bytes) -> dict[str, str]:
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True))
    channel = root if root.find("channel") is None else root.find("channel")
    return {each.get("rel"): each.get("href") for each in channel.iterfind("atom:link", NAMES)}


def test_feeds_name_their_hub_themselves_and_their_archive() -> None:
    for name, file in (("rss", "feed.xml"), ("atom", "atom.xml")):
        found = links(rendered(name))
        assert found["hub"] == "https://hub.example/"
        assert found["self"] == f"https://example.org/digest/{file}"
        assert found["prev-archive"] == f"https://example.org/digest/archive/2020/10/{file}"
        assert "current" not in found
        without = replace(CONFIG, feeds=replace(CONFIG.feeds, archives=False))
        assert "prev-archive" not in links(rendered(name, without))
    told = json.loads(rendered("jsonfeed"))
    assert told["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert told["feed_url"] == "https://example.org/digest/feed.json"
    assert "hubs" not in json.loads(rendered("jsonfeed", replace(CONFIG, feeds=FeedSettings())))


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_archive_says_that_it_is_one(name: str) -> None:
    found, _ = library.arrange(HOSTILE, CONFIG, Selection(now=make.moment("2021-01-01")))
    (page,) = (page for page in outputs.module(name).pages(found, CONFIG, THEME) if page.address.startswith("archive/"))
    data = outputs.module(name).render(page.whole(), THEME)
    assert isinstance(data, bytes)
    assert len(etree.fromstring(data, etree.XMLParser(huge_tree=True)).findall(".//fh:archive", NAMES)) == 1
    assert links(data)["current"] == f"https://example.org/digest/{page.address.rpartition('/')[2]}"
    assert not etree.fromstring(rendered(name), etree.XMLParser(huge_tree=True)).findall(".//fh:archive", NAMES)


def test_feeds_show_the_digests_sign_and_rights_and_style() -> None:
    icon, logo = (f"https://example.org/digest/assets/{name}" for name in ("favicon.svg", "touch-icon.png"))
    atom = etree.fromstring(rendered("atom", articles=()))
    assert [atom.findtext(f"atom:{name}", "", NAMES) for name in ("icon", "logo")] == [icon, logo]
    assert atom.findtext("atom:rights", "", NAMES) == "Theirs. Edited by The Editor."
    channel = etree.fromstring(rendered("rss", articles=())).find("channel")
    assert channel.findtext("image/url") == logo
    assert channel.findtext("image/title") == channel.findtext("title") == "Contoh & <Uji>"
    assert channel.findtext("copyright") == "Theirs. Edited by The Editor."
    told = json.loads(rendered("jsonfeed", articles=()))
    assert (told["favicon"], told["icon"], told["items"]) == (icon, logo, [])
    for name in ("rss", "atom"):
        second = rendered(name, articles=()).splitlines()[1]
        assert second == b'<?xml-stylesheet type="text/css" href="/digest/assets/feed.css"?>'


def test_a_feed_of_nobody_has_no_rights_and_no_clock() -> None:
    nobody = replace(CONFIG, author=Author(), outputs=("rss", "atom", "jsonfeed"))
    atom = etree.fromstring(rendered("atom", nobody, ()))
    assert atom.find("atom:rights", NAMES) is None
    assert atom.findtext("atom:updated", "", NAMES) == "1970-01-01T00:00:00+00:00"
    assert atom.findtext("atom:author/atom:name", "", NAMES) == "Contoh & <Uji>"
    for name in READERS:
        assert rendered(name, nobody, ()) == rendered(name, nobody, ())
        assert b"xml-stylesheet" not in rendered(name, nobody, ())


def test_an_entry_names_the_feed_it_comes_from() -> None:
    atom = etree.fromstring(rendered("atom", articles=HOSTILE[:1]))
    source = atom.find("atom:entry/atom:source", NAMES)
    assert source.findtext("atom:id", "", NAMES) == "https://wire.example/rss?a=1&b=2"
    assert source.findtext("atom:title", "", NAMES) == "Wire"
    assert source.find("atom:link", NAMES).get("href") == "https://wire.example/"
    (item,) = json.loads(rendered("jsonfeed", articles=HOSTILE[:1]))["items"]
    assert item["_source"]["feed"] == "https://wire.example/rss?a=1&b=2"


def test_a_link_to_another_page_is_told_as_one() -> None:
    link = replace(HOSTILE[0], rights="link")
    (item,) = json.loads(rendered("jsonfeed", articles=(link,)))["items"]
    assert item["external_url"] == "https://wire.example/1"
    related = etree.fromstring(rendered("atom", articles=(link,))).find("atom:entry/atom:link[@rel='related']", NAMES)
    assert related.get("href") == "https://wire.example/1"


def test_a_feed_of_summaries_has_the_note_and_the_source_in_every_format() -> None:
    config = replace(CONFIG, feeds=replace(CONFIG.feeds, content="summary"))
    told = make.article(
        "Kabar", html="<p>Panjang.</p>", summary="1 < 2", note="<p>Kata meja.</p>", source=Source(name="Harian")
    )
    atom = etree.fromstring(rendered("atom", config, (told,))).find("atom:entry/atom:summary", NAMES)
    item = etree.fromstring(rendered("rss", config, (told,))).find("channel/item")
    (found,) = json.loads(rendered("jsonfeed", config, (told,)))["items"]
    texts = {atom.text, item.findtext("description"), found["content_html"]}
    assert len(texts) == 1
    text = texts.pop()
    assert text.index("Kata meja.") < text.index("1 &lt; 2") < text.index("Harian")
    assert "Panjang" not in text
    assert atom.get("type") == "html"
