"""Feeds and sitemap.xml of the sample digest, before other people's readers."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from tests.standards.pages import references
from tests.standards.published import BASE, Published

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def site(sample: Published) -> Path:
    return sample.folder


def test_feedparser_reads_the_feed_without_complaint(site: Path) -> None:
    feed = feedparser.parse(str(site / "feed.xml"))
    assert not feed.bozo
    assert feed.feed.language == "id"
    assert len(feed.entries) >= 16
    assert all(entry.id.startswith("urn:uuid:") and not entry.guidislink for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)


def test_xmllint_accepts_all_feeds_and_maps(site: Path) -> None:
    found = sorted(map(str, site.rglob("*.xml")))
    assert len(found) > 20
    subprocess.run(["xmllint", "--noout", *found], check=True)


def test_feedparser_reads_every_feed_without_complaint(site: Path) -> None:
    for path in (*site.rglob("feed.xml"), *site.rglob("atom.xml")):
        feed = feedparser.parse(str(path))
        assert not feed.bozo, path
        assert feed.version == ("rss20" if path.name == "feed.xml" else "atom10")
        assert feed.entries, path


def test_all_formats_have_the_same_entries(site: Path) -> None:
    for path in site.rglob("feed.json"):
        items = json.loads(path.read_bytes())["items"]
        told = [(item["id"], item["title"], item["url"], item["content_html"]) for item in items]
        for name in ("feed.xml", "atom.xml"):
            entries = feedparser.parse(
                str(path.with_name(name)), sanitize_html=False, resolve_relative_uris=False
            ).entries
            assert [(e.id, e.title, e.link, e.content[0].value) for e in entries] == told, path


def test_every_address_in_the_feed_is_absolute(site: Path) -> None:
    channel = ElementTree.parse(str(site / "feed.xml")).getroot().find("channel")
    assert channel is not None
    items = channel.findall("item")
    addresses = [item.findtext("link") or "" for item in items]
    addresses += [source.get("url", "") for item in items for source in item.findall("source")]
    addresses += [address for item in items for address in references(item.findtext(CONTENT) or "")]
    assert len(addresses) > len(items) * 2
    assert [address for address in addresses if not urlsplit(address).scheme or not urlsplit(address).netloc] == []


def test_every_item_says_whose_it_is_and_carries_its_whole_text(site: Path) -> None:
    for entry in feedparser.parse(str(site / "feed.xml")).entries:
        assert entry.author
        assert entry.source.title
        assert entry.content[0].value.count("<p>") >= 5
        assert entry.summary


def test_the_feed_names_itself_and_dates_itself_by_its_newest_article(site: Path) -> None:
    feed = feedparser.parse(str(site / "feed.xml")).feed
    assert {"rel": "self", "href": f"{BASE}feed.xml", "type": "application/rss+xml"} in feed.links
    assert feed.updated == "Sun, 25 Oct 2020 00:00:00 +0700"


def test_every_address_of_the_sitemap_is_a_page(site: Path) -> None:
    found = ElementTree.parse(str(site / "sitemap.xml")).getroot().iterfind("{*}url/{*}loc")
    for location in found:
        address = (location.text or "").removeprefix(BASE)
        assert (site / f"{unquote(address)}index.html").is_file(), address
