"""RSS 2.0: what a subscriber's reader finds, whatever the articles hold."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from kliping.model import Article, Author, Config, FeedContent, FeedSettings, Library, Moment, Page, Source, Theme
from kliping.outputs import rss

ROOT = Path(__file__).parents[2]
THEME = Theme(layouts={}, locales={}, assets={})
CONFIG = Config(
    title="Sample Digest",
    base_url="https://example.org/digest/",
    description="Samples & more",
    lang="id",
    author=Author(name="The Editor", email="desk@example.org"),
)
ARTICLE = Article(
    path="content/sample.md",
    id="sample-id",
    title="A sample",
    date=Moment(at=datetime(2020, 10, 5, 9, 30, tzinfo=UTC)),
    body="Text.",
    html='<p>Text with a <a href="/about/">link</a>.</p>',
    slug="sample",
    address="2020/10/05/sample/",
    summary="What it says: 1 < 2 & 3.",
    tags=("Rivers", "Rain"),
    source=Source(name="Sample Wire", url="https://wire.example/1", author="A. Sample"),
)
HOSTILE = "\x00\x1b]]>\ud800 <script>&amp; \u202eخبر 😀 \ufffe\u2028"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
LINK = "{http://www.w3.org/2005/Atom}link"
TEXT = (
    '<p>Text with a <a href="https://example.org/digest/about/">link</a>.</p>'
    '<p><a href="https://wire.example/1">Sample Wire</a></p>'
)


def pages(*articles: Article, config: Config = CONFIG) -> list[Page]:
    return list(rss.pages(Library(articles=articles), config, THEME))


def xml(*articles: Article, config: Config = CONFIG) -> bytes:
    (page,) = pages(*articles, config=config)
    rendered = rss.render(page.whole(), THEME)
    assert isinstance(rendered, bytes)
    return rendered


def channel(*articles: Article, config: Config = CONFIG) -> ElementTree.Element:
    found = ElementTree.fromstring(xml(*articles, config=config)).find("channel")
    assert found is not None
    return found


def item(article: Article = ARTICLE, config: Config = CONFIG) -> dict[str, str | None]:
    (found,) = channel(article, config=config).findall("item")
    return {element.tag: element.text for element in found}


def parsed(document: bytes) -> Mapping[str, Any]:
    found: Mapping[str, Any] = feedparser.parse(document)
    assert not found["bozo"]
    return found


def carrying(content: FeedContent) -> Config:
    return replace(CONFIG, feeds=FeedSettings(content=content))


# --- The channel -------------------------------------------------------------------------------------------------


def test_there_is_one_feed_at_its_address() -> None:
    (page,) = pages(ARTICLE)
    assert (page.address, page.output, page.rank) == ("feed.xml", "rss", "feed")


def test_the_channel_tells_of_its_digest() -> None:
    found = channel(ARTICLE)
    texts = {element.tag: element.text for element in found}
    assert texts["title"] == "Sample Digest"
    assert texts["link"] == "https://example.org/digest/"
    assert texts["description"] == "Samples & more"
    assert texts["language"] == "id"
    assert texts["generator"] == "Kliping"
    assert (texts["ttl"], texts["managingEditor"]) == ("60", "desk@example.org (The Editor)")
    assert found.findtext("{http://purl.org/rss/1.0/modules/syndication/}updatePeriod") == "hourly"
    own = found.find(LINK)
    assert own is not None
    assert own.attrib == {"href": "https://example.org/digest/feed.xml", "rel": "self", "type": "application/rss+xml"}


def test_the_channel_is_as_new_as_its_newest_article() -> None:
    assert channel(ARTICLE).findtext("lastBuildDate") == "Mon, 05 Oct 2020 09:30:00 +0000"


def test_a_channel_without_articles_has_no_moment() -> None:
    assert channel().find("lastBuildDate") is None
    assert not channel().findall("item")
    assert parsed(xml())["feed"]["title"] == "Sample Digest"


def test_items_are_newest_first() -> None:
    older = replace(ARTICLE, id="older", title="Older", date=Moment(at=ARTICLE.date.at - timedelta(days=1)))
    assert [found.findtext("title") for found in channel(ARTICLE, older).findall("item")] == ["A sample", "Older"]


def test_there_are_no_more_items_than_wanted() -> None:
    articles = [replace(ARTICLE, id=f"{number}") for number in range(60)]
    assert len(channel(*articles).findall("item")) == 50


# --- Items -------------------------------------------------------------------------------------------------------


def test_an_item_tells_of_its_article() -> None:
    found = item()
    assert found["title"] == "A sample"
    assert found["link"] == "https://example.org/digest/2020/10/05/sample/"
    assert found["pubDate"] == "Mon, 05 Oct 2020 09:30:00 +0000"
    assert found[CREATOR] == "A. Sample"
    assert found["source"] == "Sample Wire"
    assert found[CONTENT] == TEXT


def test_the_guid_is_no_address() -> None:
    guid = channel(ARTICLE).find("item/guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert guid.text
    assert guid.text.startswith("urn:uuid:")


def test_the_source_has_its_address() -> None:
    source = channel(ARTICLE).find("item/source")
    assert source is not None
    assert source.attrib == {"url": "https://wire.example/1"}
    bare = channel(replace(ARTICLE, source=Source(name="Sample Wire"))).find("item/source")
    assert bare is not None
    assert bare.attrib == {"url": "https://example.org/digest/"}


def test_an_article_of_nobody_is_by_nobody() -> None:
    found = item(replace(ARTICLE, source=None), replace(CONFIG, author=Author()))
    assert CREATOR not in found
    assert "source" not in found


def test_every_tag_is_a_category() -> None:
    assert [found.text for found in channel(ARTICLE).findall("item/category")] == ["Rivers", "Rain"]


def test_a_summary_is_text_and_a_description_is_html() -> None:
    assert item()["description"] == "What it says: 1 &lt; 2 &amp; 3."


def test_the_description_comes_before_the_text() -> None:
    # W3C Feed Validator, NeedDescriptionBeforeContent: some readers take the last of the two.
    tags = list(item())
    assert tags.index("description") < tags.index(CONTENT)


def test_a_feed_of_full_texts_has_them_where_all_readers_look() -> None:
    found = item(config=carrying("full"))
    assert found["description"] == TEXT
    assert CONTENT not in found


def test_a_feed_of_summaries_has_no_text_but_says_whose_it_is() -> None:
    found = item(config=carrying("summary"))
    assert found["description"] == (
        '<p>What it says: 1 &lt; 2 &amp; 3.</p><p><a href="https://wire.example/1">Sample Wire</a></p>'
    )
    assert CONTENT not in found


def test_a_text_without_a_summary_is_the_description() -> None:
    found = item(replace(ARTICLE, summary=""))
    assert found["description"] == TEXT
    assert CONTENT not in found


def test_an_article_of_which_only_the_link_may_be_shown_is_an_item() -> None:
    found = item(replace(ARTICLE, summary="", html=""))
    assert found["title"] == "A sample"
    assert found["description"] == '<p><a href="https://wire.example/1">Sample Wire</a></p>'
    assert CONTENT not in found
    assert "description" not in item(replace(ARTICLE, summary="", html="", source=None))


def test_an_item_in_another_language_says_so_and_no_other() -> None:
    assert item(replace(ARTICLE, lang="ar"))["{http://purl.org/dc/elements/1.1/}language"] == "ar"
    assert "{http://purl.org/dc/elements/1.1/}language" not in item(replace(ARTICLE, lang="id"))


def test_a_category_has_the_address_of_its_list() -> None:
    found = channel(ARTICLE).find("item/category")
    assert found is not None
    assert found.attrib == {"domain": "https://example.org/digest/tags/rivers/"}


def test_an_update_is_told_only_where_the_article_says_so() -> None:
    updated = "{http://www.w3.org/2005/Atom}updated"
    assert updated not in item()
    changed = replace(ARTICLE, updated=Moment(at=ARTICLE.date.at + timedelta(days=1)))
    assert item(changed)[updated] == "2020-10-06T09:30:00+00:00"
    assert item(changed)["pubDate"] == item()["pubDate"]


# --- Whatever the articles hold ----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["full", "summary", "both"])
def test_hostile_text_makes_a_sound_feed(content: FeedContent) -> None:
    hostile = replace(
        ARTICLE,
        title=HOSTILE,
        summary=HOSTILE,
        html=f"<p>]]&gt;{HOSTILE[:7]}</p>",
        note="<p>Note ]]&gt;</p>",
        tags=(HOSTILE,),
        source=Source(name=HOSTILE, author=HOSTILE, url="https://wire.example/?a=1&b=2"),
    )
    config = replace(carrying(content), title=HOSTILE, description=HOSTILE)
    found = channel(hostile, config=config)
    assert found.findtext("title") == found.findtext("item/title") == "]]> <script>&amp; \u202eخبر 😀"
    assert parsed(xml(hostile, config=config))["entries"][0]["id"].startswith("urn:uuid:")


def test_xmllint_accepts_the_feed() -> None:
    done = subprocess.run(["xmllint", "--noout", "-"], input=xml(ARTICLE), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_finds_what_was_written() -> None:
    (entry,) = parsed(xml(ARTICLE))["entries"]
    assert entry["title"] == "A sample"
    assert entry["author"] == "A. Sample"
    assert entry["guidislink"] is False
    assert entry["published_parsed"][:5] == (2020, 10, 5, 9, 30)
    assert [tag["term"] for tag in entry["tags"]] == ["Rivers", "Rain"]
    assert entry["source"]["href"] == "https://wire.example/1"
    assert entry["content"][0]["value"] == TEXT


def test_the_same_articles_make_the_same_bytes() -> None:
    assert xml(ARTICLE) == xml(ARTICLE)
    assert xml(ARTICLE).endswith(b"</rss>\n")
    assert xml() == xml()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_feed_can_be_the_first_that_a_process_renders(name: str) -> None:
    # feedgen's modules load in one order only.
    code = (
        "from tests import make; from kliping.model import Library, Theme; "
        f"from kliping.outputs import {name} as output; theme = Theme(layouts={{}}, locales={{}}, assets={{}}); "
        "pages = output.pages(Library(articles=(make.article(),)), make.config(), theme); "
        "print(len(output.render(next(iter(pages)).whole(), theme)) > 500)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_planning_a_feed_loads_nothing_heavy() -> None:
    heavy = "{'feedgen', 'lxml', 'jinja2', 'markdown', 'nh3'}"
    code = f"import sys, kliping.outputs.rss; print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
