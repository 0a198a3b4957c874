"""Entries: the same article for every feed, fit for XML, with a name that never changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kliping import feed, moments
from kliping.model import Article, Author, Config, FeedSettings, Library, Moment, Source, SourceSettings, Term

CONFIG = Config(title="Sample Digest", base_url="https://example.org/digest/", author=Author(name="The Editor"))
ARTICLE = Article(
    path="content/sample.md",
    id="sample-id",
    title="A sample",
    date=Moment(at=datetime(2020, 10, 5, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))),
    body="Text.",
    html="<p>Text.</p>",
    slug="sample",
    address="2020/10/05/sample/",
    summary="What it says.",
    lang="en",
)
WIRE = Source(name="Sample Wire")


def entry(article: Article = ARTICLE, config: Config = CONFIG, sources: tuple[Term, ...] = ()) -> feed.Entry:
    return feed.entries(Library(articles=(article,), sources=sources), config)[0]


def origin(source: Source, config: Config = CONFIG, sources: tuple[Term, ...] = ()) -> feed.Origin:
    found = entry(replace(ARTICLE, source=source), config, sources).source
    assert found is not None
    return found


# --- Entries -----------------------------------------------------------------------------------------------------


def test_an_entry_tells_of_its_article() -> None:
    made = entry(replace(ARTICLE, tags=("Rivers", "Rain"), note="<p>Note.</p>"))
    assert (made.title, made.url) == ("A sample", "https://example.org/digest/2020/10/05/sample/")
    assert (made.summary, made.html, made.note) == ("What it says.", "<p>Text.</p>", "<p>Note.</p>")
    assert (made.categories, made.lang, made.source) == (("Rivers", "Rain"), "en", None)


def test_an_address_is_percent_encoded() -> None:
    assert entry(replace(ARTICLE, address="2020/خبر/")).url == "https://example.org/digest/2020/%D8%AE%D8%A8%D8%B1/"


def test_the_guid_comes_from_the_id_alone() -> None:
    moved = replace(ARTICLE, title="B", slug="b", address="b/", path="content/b.md", html="", tags=("b",), source=WIRE)
    moved_config = replace(CONFIG, base_url="https://example.net/", title="Other")
    assert entry(moved, moved_config).guid == entry().guid
    assert entry(replace(ARTICLE, id="another-id")).guid != entry().guid
    assert entry().guid.startswith("urn:uuid:")


def test_an_entry_is_updated_only_when_its_article_says_so() -> None:
    assert entry().updated == entry().published == ARTICLE.date.at
    updated = Moment(at=datetime(2020, 10, 7, tzinfo=UTC))
    assert entry(replace(ARTICLE, updated=updated)).updated == updated.at
    assert entry(replace(ARTICLE, updated=updated)).published == ARTICLE.date.at


def test_an_offset_has_whole_minutes() -> None:
    # Jakarta's local time was 7 h 7 min 12 s before Greenwich's until 1924.
    moment = Moment(at=datetime(1920, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta")))
    assert moments.in_whole_minutes(moment).utcoffset() == timedelta(hours=7, minutes=7)
    west = Moment(at=datetime(1800, 1, 1, tzinfo=timezone(-timedelta(minutes=3, seconds=5))))
    assert moments.in_whole_minutes(west).utcoffset() == -timedelta(minutes=4)


def test_the_first_moment_of_all_can_be_written() -> None:
    assert moments.in_whole_minutes(Moment(at=datetime.min.replace(tzinfo=ZoneInfo("Asia/Jakarta")))).year == 1


def test_a_feed_has_only_the_newest_articles() -> None:
    articles = tuple(replace(ARTICLE, id=f"{number}", title=f"{number}") for number in range(5))
    config = replace(CONFIG, feeds=FeedSettings(limit=2))
    made = feed.entries(Library(articles=articles), config)
    assert [one.title for one in made] == ["0", "1"]
    assert [one.title for one in feed.entries(Library(articles=articles), config, articles[3:])] == ["3", "4"]


# --- Text --------------------------------------------------------------------------------------------------------


def test_text_has_no_character_that_xml_forbids() -> None:
    made = entry(
        replace(
            ARTICLE,
            title="a\x00b\x1b\ud800c\ufffe\uffff",
            summary="d\x0be\nf",
            html="<p>g\x01</p>",
            note="<p>h\x02</p>",
            tags=("i\x03", "\x04"),
            source=Source(name="j\x05", author="k\x06"),
        )
    )
    assert (made.title, made.summary, made.html, made.note) == ("abc", "d e f", "<p>g</p>", "<p>h</p>")
    assert (made.categories, made.author) == (("i",), "k")
    assert made.source is not None
    assert made.source.name == "j"


def test_emoji_and_right_to_left_text_stay() -> None:
    assert entry(replace(ARTICLE, title="خبر 😀 ]]> <b>&")).title == "خبر 😀 ]]> <b>&"


def test_a_title_is_never_empty() -> None:
    untitled = replace(ARTICLE, title=" \x00 ")
    assert entry(untitled).title == "What it says."
    assert entry(replace(untitled, summary="word " * 60)).title == "word " * 19 + "word\u2026"
    assert entry(replace(untitled, summary="")).title == "2020-10-05"


def test_a_tag_named_twice_is_one_category() -> None:
    assert entry(replace(ARTICLE, tags=("Rain", "Rain"))).categories == ("Rain",)


# --- Whose it is -------------------------------------------------------------------------------------------------


def test_the_author_is_the_articles_else_its_source_else_the_editor() -> None:
    assert entry(replace(ARTICLE, source=Source(name="Sample Wire", author="A. Sample"))).author == "A. Sample"
    assert entry(replace(ARTICLE, source=WIRE)).author == "Sample Wire"
    assert entry().author == "The Editor"


@pytest.mark.parametrize(
    ("settings", "url", "expected"),
    [
        (
            SourceSettings(name="sample WIRE", url="https://wire.example/", feed="https://wire.example/rss"),
            "https://wire.example/1",
            "https://wire.example/rss",
        ),
        (
            SourceSettings(name="Sample Wire", url="https://wire.example/"),
            "https://wire.example/1",
            "https://wire.example/1",
        ),
        (SourceSettings(name="Sample Wire", url="https://wire.example/"), "", "https://wire.example/"),
        (None, "", "https://example.org/digest/sources/sample-wire/"),
        (None, "javascript:steal()", "https://example.org/digest/sources/sample-wire/"),
    ],
)
def test_a_source_always_has_an_address(settings: SourceSettings | None, url: str, expected: str) -> None:
    config = replace(CONFIG, sources=(settings,) if settings else ())
    page = Term(taxonomy="sources", key="sample-wire", name="Sample Wire", address="sources/sample-wire/", articles=())
    assert origin(replace(WIRE, url=url), config, (page,)).feed == expected


def test_a_source_without_a_page_is_found_at_the_digest() -> None:
    assert origin(WIRE).feed == "https://example.org/digest/"


def test_a_sources_own_address_is_one_of_the_web_or_none() -> None:
    assert origin(replace(WIRE, url="https://wire.example/1")).url == "https://wire.example/1"
    assert origin(replace(WIRE, url="javascript:steal()")).url == ""


def test_a_source_without_a_name_is_none() -> None:
    assert entry(replace(ARTICLE, source=Source(url="https://wire.example/1"))).source is None


# --- Content -----------------------------------------------------------------------------------------------------


def test_content_has_whole_addresses() -> None:
    made = entry(replace(ARTICLE, html='<p><a href="#fn:1">1</a><img src="a.jpg"><img src="/b.jpg"></p>'))
    assert feed.content(made, CONFIG.base_url) == (
        '<p><a href="https://example.org/digest/2020/10/05/sample/#fn:1">1</a>'
        '<img src="https://example.org/digest/2020/10/05/sample/a.jpg"><img src="https://example.org/digest/b.jpg"></p>'
    )


def test_the_editors_note_comes_first_and_apart() -> None:
    made = entry(replace(ARTICLE, note='<p><a href="/about/">Note</a>.</p>'))
    assert feed.content(made, CONFIG.base_url) == (
        '<blockquote><p><a href="https://example.org/digest/about/">Note</a>.</p></blockquote><hr><p>Text.</p>'
    )


def test_content_of_nothing_is_nothing() -> None:
    assert feed.content(entry(replace(ARTICLE, html="")), CONFIG.base_url) == ""


# --- The feed ----------------------------------------------------------------------------------------------------


def test_a_feed_tells_of_its_digest() -> None:
    made = feed.compose(Library(articles=(ARTICLE,)), replace(CONFIG, description="Of\nsamples", lang="id"), "feed.xml")
    assert (made.title, made.description, made.lang) == ("Sample Digest", "Of samples", "id")
    assert (made.url, made.home) == ("https://example.org/digest/feed.xml", "https://example.org/digest/")


def test_a_feed_without_a_description_has_its_title() -> None:
    assert feed.compose(Library(articles=()), CONFIG, "feed.xml").description == "Sample Digest"


def test_a_feed_is_as_new_as_its_latest_change() -> None:
    changed = replace(ARTICLE, id="old", updated=Moment(at=datetime(2020, 10, 9, tzinfo=UTC)))
    library = Library(articles=(ARTICLE, changed))
    assert feed.compose(library, CONFIG, "feed.xml").updated == datetime(2020, 10, 9, tzinfo=UTC)
    assert feed.compose(Library(articles=()), CONFIG, "feed.xml").updated is None
