"""Entries: the same article for every feed, fit for XML, with a name that never changes."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kliping import attributes, entries, moments
from kliping.model import Article, Author, Config, Library, Moment, Source, SourceSettings, Term, Text, Theme

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
ENGLISH = Text(path="en.yaml", text='note: Editor’s note\nowned_by: "This is by {name}."\n')
INDONESIAN = Text(path="id.yaml", text="note: Catatan redaksi\n")
THEME = Theme(layouts={}, locales={"en": ENGLISH, "id": INDONESIAN}, assets={})


def entry(article: Article = ARTICLE, config: Config = CONFIG, sources: tuple[Term, ...] = ()) -> entries.Entry:
    return entries.maker(Library(articles=(article,), sources=sources), config, THEME).entry(article)


def content(**fields: Any) -> str:
    return entry(replace(ARTICLE, **fields)).content


def origin(source: Source, config: Config = CONFIG, sources: tuple[Term, ...] = ()) -> entries.Origin:
    found = entry(replace(ARTICLE, source=source), config, sources).source
    assert found is not None
    return found


# --- Entries -----------------------------------------------------------------------------------------------------


def test_an_entry_tells_of_its_article() -> None:
    made = entry(replace(ARTICLE, tags=("Rivers", "Rain"), note="<p>Note.</p>"))
    assert (made.title, made.url) == ("A sample", "https://example.org/digest/2020/10/05/sample/")
    assert (made.summary, made.lang, made.source) == ("What it says.", "en", None)
    assert [category.name for category in made.categories] == ["Rivers", "Rain"]


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
    assert (made.title, made.summary, made.author) == ("abc", "d e f", "k")
    assert made.content.startswith("<blockquote><p><strong>Editor’s note</strong></p><p>h</p></blockquote><hr><p>g</p>")
    assert [category.name for category in made.categories] == ["i"]
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
    (only,) = entry(replace(ARTICLE, tags=("Rain", "Rain"), section="Rain")).categories
    assert only.name == "Rain"


def test_a_category_knows_its_page_and_its_index() -> None:
    tag, section = entry(replace(ARTICLE, tags=("Banjir Bandang",), section="خبر")).categories
    assert (tag.term, tag.scheme) == ("banjir-bandang", "https://example.org/digest/tags/")
    assert tag.url == "https://example.org/digest/tags/banjir-bandang/"
    assert section.url == "https://example.org/digest/sections/%D8%AE%D8%A8%D8%B1/"


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
    assert content(html='<p><a href="#top">1</a><img src="a.jpg"><img src="/b.jpg"></p>') == (
        '<p><a href="https://example.org/digest/2020/10/05/sample/#top">1</a>'
        '<img src="https://example.org/digest/2020/10/05/sample/a.jpg"><img src="https://example.org/digest/b.jpg"></p>'
    )


def test_the_editors_note_comes_first_and_apart_and_says_so_in_the_articles_language() -> None:
    note = '<p><a href="/about/">Note</a>.</p>'
    whole = '<p><a href="https://example.org/digest/about/">Note</a>.</p></blockquote><hr><p>Text.</p>'
    assert content(note=note) == f"<blockquote><p><strong>Editor’s note</strong></p>{whole}"
    assert content(note=note, lang="id") == f"<blockquote><p><strong>Catatan redaksi</strong></p>{whole}"


def test_the_source_is_named_and_linked_at_the_end() -> None:
    source = Source(name="Wire & <Co>", url="https://wire.example/?a=1&b=2")
    link = '<a href="https://wire.example/?a=1&amp;b=2">Wire &amp; &lt;Co&gt;</a>'
    assert content(source=source) == f"<p>Text.</p><p>This is by {link}.</p>"


def test_a_source_without_an_address_is_linked_to_its_page_here() -> None:
    assert '<a href="https://example.org/digest/">Sample Wire</a>' in content(source=WIRE)


def test_content_of_nothing_is_nothing() -> None:
    assert content(html="") == ""


def test_text_from_right_to_left_says_so() -> None:
    assert content(lang="ar", html="<p>خبر</p>") == '<div lang="ar" dir="rtl"><p>خبر</p></div>'


def test_classes_stay_behind_and_text_that_looks_like_them_does_not() -> None:
    html = '<table><tr><td class="align-right">1</td></tr></table><p>&lt;b class="x"&gt; class="y"</p>'
    assert content(html=html) == '<table><tr><td>1</td></tr></table><p>&lt;b class="x"&gt; class="y"</p>'


def test_footnotes_are_those_of_their_article_alone() -> None:
    html = (
        '<p>A<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><ol>'
        '<li id="fn:1"><p>B <a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>'
    )
    made, other = content(html=html), content(html=html, id="another-id")
    ids = re.findall(r' id="([^"]+)"', made)
    links = re.findall(r' href="https://example.org/digest/2020/10/05/sample/#([^"]+)"', made)
    assert sorted(ids) == sorted(links)
    assert len(set(ids)) == 2
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other))
    assert "class" not in made
    # The page that the links lead to has the same names.
    assert set(re.findall(r' id="([^"]+)"', attributes.with_own_footnotes(html, ARTICLE.id))) == set(ids)


def test_the_size_of_an_entry_counts_what_is_escaped() -> None:
    small, large = entry(), entry(replace(ARTICLE, html="<p>&lt;</p>" * 100))
    assert large.size() - small.size() >= 100 * len("&lt;p&gt;&amp;lt;&lt;/p&gt;") - 50


def test_broken_words_are_told_and_leave_the_text() -> None:
    theme = replace(THEME, locales={"en": Text(path="en.yaml", text="note: {one: x}\n")})
    made = entries.maker(Library(articles=(ARTICLE,)), CONFIG, theme)
    assert made.entry(replace(ARTICLE, source=WIRE)).content.startswith("<p>Text.</p><p><a ")
    assert [problem.code for problem in made.wrong_words("en")] == ["locale-invalid"]
