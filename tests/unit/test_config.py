"""config.yaml: its keys, its defaults, and every mistake with its place."""

import pytest

from kliping import config
from kliping.model import Author, Config, FeedSettings, IngestSettings, Language, Limits, Robot, SourceSettings
from kliping.problems import Problem

OUTPUTS = ("html", "rss", "sitemap")
LEAST = "title: Contoh\nbase_url: https://example.org/\n"


def read(text: str) -> Config:
    found, problems = config.read(text, "config.yaml", OUTPUTS)
    assert problems == ()
    assert found is not None
    return found


def problems_of(text: str) -> tuple[Problem, ...]:
    found, problems = config.read(text, "config.yaml", OUTPUTS)
    assert found is None
    return problems


def places(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in problems_of(text)]


def test_every_key_but_two_has_a_default() -> None:
    assert read(LEAST) == Config(title="Contoh", base_url="https://example.org/", outputs=OUTPUTS)


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read(f"\ufeff{LEAST}").title == "Contoh"


def test_every_key_is_read() -> None:
    text = """\
title: Contoh
base_url: https://example.org/kliping
description: Berita pilihan
lang: id
timezone: Asia/Jakarta
author:
  name: Redaksi
  email: redaksi@example.org
  url: https://example.org/kami/
accent: "#9B1C1C"
permalink: /{lang}/{section}/{year}-{month}-{day}-{slug}-{id}/
per_page: 10
outputs: [rss, html]
feeds: {limit: 5, bytes: 9_000, content: summary, formats: [atom], of: [tags, site], hub: "https://hub.example/",
  archives: false, ttl: 30}
ingest: {review: true, duplicates: skip}
sources:
  Contoh Harian:
    url: https://harian.example.org/
    feed: https://harian.example.org/feed.xml
    rights: excerpt
    drop: [Iklan]
    keep:
      - Baca juga
limits: {seed_bytes: 1000, article_bytes: 2000}
"""
    assert read(text) == Config(
        title="Contoh",
        base_url="https://example.org/kliping/",
        description="Berita pilihan",
        lang="id",
        timezone="Asia/Jakarta",
        author=Author(name="Redaksi", email="redaksi@example.org", url="https://example.org/kami/"),
        accent="#9b1c1c",
        permalink="/{lang}/{section}/{year}-{month}-{day}-{slug}-{id}/",
        per_page=10,
        outputs=("rss", "html"),
        feeds=FeedSettings(
            limit=5,
            bytes=9000,
            content="summary",
            formats=("atom",),
            of=("site", "tags"),
            archives=False,
            hub="https://hub.example/",
            ttl=30,
        ),
        ingest=IngestSettings(review=True, duplicates="skip"),
        sources=(
            SourceSettings(
                name="Contoh Harian",
                url="https://harian.example.org/",
                feed="https://harian.example.org/feed.xml",
                rights="excerpt",
                drop=("Iklan",),
                keep=("Baca juga",),
            ),
        ),
        limits=Limits(seed_bytes=1000, article_bytes=2000),
    )


def test_the_settings_of_a_source_are_found_whatever_its_case() -> None:
    found = read(LEAST + "sources:\n  Contoh Harian:\n    rights: link\n").source("CONTOH HARIAN")
    assert found is not None
    assert found.rights == "link"


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("tittle: x", "key-unknown", 1),
        ("lang: indonesian", "language-invalid", 7),
        ("timezone: Asia/Jakata", "timezone-unknown", 11),
        ("timezone: ../../etc/passwd", "timezone-unknown", 11),
        ("author: Redaksi", "mapping-invalid", 9),
        ("author: {nam: x}", "key-unknown", 10),
        ("author: {url: example.org}", "address-invalid", 15),
        ("accent: red", "color-invalid", 9),
        ("accent: '#fff; } body { x'", "color-invalid", 9),
        ("per_page: 0", "number-invalid", 11),
        ("per_page: many", "number-invalid", 11),
        ("outputs: [html, rs]", "output-unknown", 17),
        ("feeds: {limit: 5000}", "number-invalid", 16),
        ("feeds: {content: all}", "choice-unknown", 18),
        ("feeds: {bytes: 0}", "number-invalid", 16),
        ("feeds: {ttl: 99999}", "number-invalid", 14),
        ("feeds: {hub: hub.example}", "address-invalid", 14),
        ("feeds: {formats: [rss, jsno]}", "choice-unknown", 24),
        ("feeds: {of: months}", "choice-unknown", 13),
        ("feeds: {size: 5}", "key-unknown", 9),
        ("ingest: {review: yes}", "flag-invalid", 18),
        ("ingest: {reviews: true}", "key-unknown", 10),
        ("ingest: {duplicates: maybe}", "choice-unknown", 22),
        ("sources: [a]", "mapping-invalid", 10),
        ("sources: {a: {rights: none}}", "choice-unknown", 23),
        ("sources: {a: {drop: {b: c}}}", "list-invalid", 21),
        ("sources: {a: {right: full}}", "key-unknown", 15),
        ("limits: {seed_bytes: 5 MB}", "number-invalid", 22),
        ("limits: {seeds: 5}", "key-unknown", 10),
        ("title: again", "key-duplicate", 1),
        ("description: a: b", "yaml-syntax", 15),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(line: str, code: str, column: int) -> None:
    (problem,) = problems_of(f"{LEAST}{line}\n")
    assert (problem.code, problem.span.line, problem.span.column) == (code, 3, column)
    assert problem.excerpt == line
    assert problem.hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("tittle: x", 'did you mean "title"?'),
        ("timezone: Asia/Jakata", 'did you mean "Asia/Jakarta"?'),
        ("outputs: [html, rs]", 'did you mean "rss"?'),
        ("feeds: {limt: 5}", 'did you mean "limit"?'),
        ("feeds: {formats: jsno}", 'did you mean "json"?'),
        ("feeds: {of: months}", "write some of: site, tags, sources, sections, languages"),
    ],
)
def test_a_near_word_is_offered(line: str, hint: str) -> None:
    assert problems_of(f"{LEAST}{line}\n")[0].hint == hint


def test_title_and_base_url_must_be_there() -> None:
    assert [code for code, _, _ in places("")] == ["title-missing", "base-url-missing"]


def test_all_mistakes_are_told_at_once() -> None:
    text = "title: Contoh\nbase_url: example.org\nper_page: x\nfeeds:\n  limit: x\nzzz: 1\n"
    assert places(text) == [
        ("address-invalid", 2, 11),
        ("number-invalid", 3, 11),
        ("number-invalid", 5, 10),
        ("key-unknown", 6, 1),
    ]


# --- base_url ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["https://example.org", "https://example.org/", "https://example.org///"])
def test_a_base_url_ends_with_one_slash(text: str) -> None:
    assert config.base_url(text) == "https://example.org/"


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https://example.org/?a=b",
        "https://example.org/#top",
        "https://example.org/?",
        "https://example.org/#",
        "https://example.org/../x/",
        "javascript://example.org/",
    ],
)
def test_a_base_url_is_http_without_query_or_fragment(text: str) -> None:
    assert config.base_url(text) is None


# --- Permalinks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["/{slug}/", "/berita/{year}/{slug}/", "/{id}/", "/{year}{month}-{slug}/"])
def test_a_permalink_holds_a_slug_or_an_id(text: str) -> None:
    assert read(f"{LEAST}permalink: '{text}'\n").permalink == text


@pytest.mark.parametrize(
    "text",
    [
        "/{year}/",
        "/{slug}",
        "{slug}/",
        "/{title}/{slug}/",
        "/{slug.__class__}/",
        "/{slug!r}/",
        "/{slug:>9999999}/",
        "/{}/{slug}/",
        "/{{slug}}/",
        "/{slug/",
        "/a//{slug}/",
        "/../{slug}/",
        "/./{slug}/",
        "/a b/{slug}/",
        "/a?b/{slug}/",
        "/a%2e/{slug}/",
        "/",
    ],
)
def test_any_other_permalink_is_told(text: str) -> None:
    (problem,) = problems_of(f"{LEAST}permalink: '{text}'\n")
    assert (problem.code, problem.span.line, problem.span.column) == ("permalink-invalid", 3, 12)


# --- base_url in other scripts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("https://contöh.example/", "https://xn--conth-mua.example/"),
        ("https://例え.example:8443/berita", "https://xn--r8jz45g.example:8443/berita/"),
        ("https://example.org/日報/%41~b/", "https://example.org/%E6%97%A5%E5%A0%B1/%41~b/"),
        ("http://[::1]:80/é", "http://[::1]:80/%C3%A9/"),
    ],
)
def test_a_base_url_in_another_script_is_written_in_ascii(written: str, read_as: str) -> None:
    assert config.base_url(written) == read_as
    assert config.base_url(read_as) == read_as


@pytest.mark.parametrize(
    "text", ["https://a..é/", "https://-é.example/", "https://nama:é@é.example/", "https://é@x.example/"]
)
def test_a_host_that_has_no_form_in_ascii_is_no_base_url(text: str) -> None:
    assert config.base_url(text) is None


def test_a_key_given_twice_hides_no_other_mistake() -> None:
    text = "title: Contoh\nbase_url: example.org\ntitle: again\nper_page: x\nper_page: y\n"
    assert sorted(places(text), key=lambda place: place[1]) == [
        ("address-invalid", 2, 11),
        ("key-duplicate", 3, 1),
        ("number-invalid", 4, 11),
        ("key-duplicate", 5, 1),
    ]


def test_a_mistake_in_a_list_is_told_at_its_entry() -> None:
    (problem,) = problems_of(f"{LEAST}outputs: [html, rsss]\n")
    assert (problem.span.line, problem.span.column, problem.span.length) == (3, 17, 4)


def test_languages_are_a_list_or_a_group_for_each_and_the_digest_s_own_comes_first() -> None:
    own = f"{LEAST}lang: id\n"
    assert [each.lang for each in read(f"{own}languages: [en, id]\n").languages] == ["id", "en"]
    named = read(f"{own}languages:\n  en: {{title: Clippings}}\n  id:\n")
    assert named.languages == (Language(lang="id"), Language(lang="en", title="Clippings"))
    assert (named.prefix_of("id"), named.prefix_of("en"), named.prefix_of("fr")) == ("", "en/", "")
    assert places(f"{own}languages: [en]\n") == [("languages-without-own", 4, 12)]
    assert places(f"{own}languages: [id, english language]\n") == [("language-invalid", 4, 17)]
    assert places(f"{own}languages: {{id: , EN-us: }}\n")[0][:2] == ("language-invalid", 4)


def test_robots_have_names_and_paths() -> None:
    found = read(f'{LEAST}robots:\n  SampleBot: [/]\n  "*": [/search/, /tags/]\n').robots
    assert found == (Robot(name="SampleBot", disallow=("/",)), Robot(name="*", disallow=("/search/", "/tags/")))
    assert places(f"{LEAST}robots:\n  Sample Bot: [/]\n") == [("robot-invalid", 4, 15)]
    assert places(f"{LEAST}robots:\n  SampleBot: [search]\n") == [("robot-invalid", 4, 15)]
