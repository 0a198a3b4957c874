"""What `check` says of feeds; the rest of it is tested as a command."""

import json

import pytest

from kliping import check
from kliping.model import Page, Rank

RSS = "<rss version='2.0'><channel>{}</channel></rss>"
ITEM = "<item><guid>{}</guid><pubDate>Mon, 05 Oct 2020 09:30:00 +0000</pubDate></item>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
ENTRY = "<entry><id>{}</id><published>2020-10-05T09:30:00Z</published></entry>"
VERSION = "https://jsonfeed.org/version/1.1"


def told(address: str, text: str, rank: Rank = "feed") -> list[str]:
    page = Page(address=address, output="x", view=None, rank=rank)
    problems = list(check.feed(page, text.encode()))
    assert all((problem.code, problem.span.path) == ("feed-invalid", address) for problem in problems)
    return [problem.text for problem in problems]


def json_feed(*guids: str, **fields: str) -> str:
    items = [{"id": guid, "date_published": "2020-10-05T09:30:00Z"} for guid in guids]
    return json.dumps({"version": VERSION, "items": items, **fields})


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("feed.xml", RSS.format(ITEM.format("a") + ITEM.format("b"))),
        ("atom.xml", ATOM.format(ENTRY.format("a") + ENTRY.format("b"))),
        ("feed.json", json_feed("a", "b")),
        ("opml.xml", '<opml version="2.0"><body/></opml>'),
        ("sitemap.xml", "<urlset/>"),
    ],
)
def test_a_sound_feed_has_nothing_wrong(address: str, text: str) -> None:
    assert told(address, text) == []


@pytest.mark.parametrize(
    ("address", "text", "said"),
    [
        ("feed.xml", "<rss>", "this is no XML: "),
        ("subscribe/feeds.opml", "<opml>", "this is no XML: "),
        ("sitemap.xml", "x", "this is no XML: "),
        ("feed.json", "{", "this is no JSON: "),
        ("feed.json", json_feed(version=""), "this is no JSON Feed"),
        ("feed.xml", RSS.format(ITEM.format("a") * 2), '"a" stands for several articles'),
        ("atom.xml", ATOM.format(ENTRY.format("a") * 2), '"a" stands for several articles'),
        ("feed.json", json_feed("a", "a"), '"a" stands for several articles'),
        ("feed.xml", RSS.format("<item><guid>a</guid></item>"), "an article has no date"),
        ("feed.json", json.dumps({"version": VERSION, "items": [{"id": "a"}]}), "an article has no date"),
    ],
)
def test_what_is_wrong_with_a_feed_is_told(address: str, text: str, said: str) -> None:
    (problem,) = told(address, text, "map" if address == "sitemap.xml" else "feed")
    assert problem.startswith(said)


def test_what_is_no_feed_is_not_looked_at() -> None:
    assert told("assets/data.json", "{", "asset") == []
    assert told("subscribe/", "<", "list") == []
