"""Feeds and lists of feeds before the rules of their specifications, and the rules before what breaks them."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from kliping.model import Author, FeedContent
from tests.hostile import CONFIG, HOSTILE, rendered
from tests.standards.published import BASE, Published
from tests.standards.rules import atom, jsonfeed, modules, opml, rss, rule
from tests.standards.rules.rule import Rule

RSS, ATOM, MODULES, OPML = (tuple(table.rules()) for table in (rss, atom, modules, opml))
JSON = tuple(jsonfeed.rules())
TABLES = {
    "feed.xml": RSS + MODULES,
    "editions.xml": RSS + MODULES,
    "atom.xml": ATOM + MODULES,
    "feeds.opml": OPML,
    "opml.xml": OPML,
}
SOUND = {
    **dict.fromkeys(RSS + MODULES, (rss.SOUND, rss.ADDRESS)),
    **dict.fromkeys(ATOM, (atom.SOUND, atom.ADDRESS)),
    **dict.fromkeys(OPML, (opml.SOUND, opml.ADDRESS)),
}


# --- The rules ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", SOUND, ids=lambda one: one.name)
def test_a_rule_about_xml_finds_what_breaks_it_and_only_that(one: Rule) -> None:
    sound, address = SOUND[one]
    part, instead = one.broken
    assert part in sound
    assert rule.breaches(one, rule.parsed(sound.encode()), address) == []
    assert rule.breaches(one, rule.parsed(sound.replace(part, instead, 1).encode()), address)


@pytest.mark.parametrize("one", JSON, ids=lambda one: one.name)
def test_a_rule_about_json_finds_what_breaks_it_and_only_that(one: jsonfeed.Rule) -> None:
    sound = jsonfeed.broken_by(lambda _: None)
    assert jsonfeed.breaches(one, jsonfeed.parsed(sound.encode()), jsonfeed.ADDRESS) == []
    assert jsonfeed.breaches(one, jsonfeed.parsed(one.broken.encode()), jsonfeed.ADDRESS)


@pytest.mark.parametrize("text", ['{"items": [], "items": []}', '{"items": NaN}', "[", '\ufeff{"items": []}'])
def test_what_is_no_json_is_no_feed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any: the standard library has several
        jsonfeed.parsed(text.encode())


def test_a_sound_atom_feed_breaks_no_rule_of_the_modules_either() -> None:
    for one in MODULES:
        assert rule.breaches(one, rule.parsed(atom.SOUND.encode()), atom.ADDRESS) == []


# --- What Kliping publishes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_feeds_and_lists_in_xml_break_no_rule(name: str, digest: Published) -> None:
    paths = digest.paths(name)
    # The sample alone has editions.
    assert paths or name == "editions.xml"
    for path in paths:
        document = rule.parsed((digest.folder / path).read_bytes())
        found = [each for one in TABLES[name] for each in rule.breaches(one, document, BASE + quote(path))]
        assert found == [], path


@pytest.mark.parametrize("content", ["full", "summary"])
def test_feeds_of_whole_texts_or_of_summaries_alone_break_no_rule(content: FeedContent) -> None:
    config = replace(CONFIG, feeds=replace(CONFIG.feeds, content=content))
    articles = tuple(article for article in HOSTILE if article.slug != "large")
    for output, name in (("rss", "feed.xml"), ("atom", "atom.xml")):
        document = rule.parsed(rendered(output, config, articles))
        assert [each for one in TABLES[name] for each in rule.breaches(one, document, BASE + name)] == []
    told = jsonfeed.parsed(rendered("jsonfeed", config, articles))
    assert [each for one in JSON for each in jsonfeed.breaches(one, told, f"{BASE}feed.json")] == []


@pytest.mark.parametrize(
    "author",
    [
        Author(),
        Author(name="Meja"),
        Author(email="meja@example.org"),
        Author(name="Meja (Kota) :)", email="meja@example.org"),
        Author(name="A & <B>", email="meja@example.org", url="https://example.org/meja/"),
        Author(url="https://example.org/meja/"),
    ],
    ids=lambda author: f"{author.name} {author.email} {author.url}",
)
def test_whoever_edits_a_digest_is_named_as_the_rules_want_it(author: Author) -> None:
    config, articles = replace(CONFIG, author=author), HOSTILE[:1]
    for output, name in (("rss", "feed.xml"), ("atom", "atom.xml")):
        document = rule.parsed(rendered(output, config, articles))
        assert [each for one in TABLES[name] for each in rule.breaches(one, document, BASE + name)] == []
    told = jsonfeed.parsed(rendered("jsonfeed", config, articles))
    assert [each for one in JSON for each in jsonfeed.breaches(one, told, f"{BASE}feed.json")] == []


def test_feeds_in_json_break_no_rule(digest: Published) -> None:
    paths = digest.paths("feed.json")
    assert paths
    for path in paths:
        document = jsonfeed.parsed((digest.folder / path).read_bytes())
        found = [each for one in JSON for each in jsonfeed.breaches(one, document, BASE + quote(path))]
        assert found == [], path


def test_xmllint_accepts_all_xml(digest: Published) -> None:
    # --huge: texts of more than 10 MB; the one of 5 MB is below that, and no reader needs to be told.
    found = [str(digest.folder / path) for path in digest.paths(".xml", ".opml")]
    done = subprocess.run(["xmllint", "--noout", *found], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_archives_lead_from_month_to_month_and_hold_every_article(name: str, digest: Published) -> None:
    """RFC 5005 section 4: who follows prev-archive from the feed has seen all there ever was."""
    for prefix in ("", "en/", "ar/"):
        months = sorted(path for path in digest.entries if path.startswith(f"{prefix}archive/") and path.endswith(name))
        walked = list(before(prefix + name, digest)) if months else []
        assert walked == months[::-1][len(months) - len(walked) :]
        seen = {entry.guid for path in (prefix + name, *walked) for entry in digest.entries.get(path, ()) if months}
        assert seen == {entry.guid for path in months for entry in digest.entries[path]}
        assert bool(walked) == bool(months)


def test_the_archives_of_older_months_are_reached_one_by_one(hostile: Published) -> None:
    months = [f"archive/2020/{month}/atom.xml" for month in ("09", "08", "05")]
    assert list(before("atom.xml", hostile)) == months


def before(path: str, digest: Published) -> Iterator[str]:
    """The archives before a document, each by its path."""
    document = rule.parsed((digest.folder / path).read_bytes())
    found = document.xpath("//atom:link[@rel = 'prev-archive']/@href", namespaces={"atom": rule.NAMES["atom"]})
    for href in found:
        yield str(href).removeprefix(BASE)
        yield from before(str(href).removeprefix(BASE), digest)
