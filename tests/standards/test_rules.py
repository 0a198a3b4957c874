"""Feeds and lists of feeds before the rules of their specifications, and the rules before what breaks them."""

import subprocess
from urllib.parse import quote

import pytest

from tests.standards.published import BASE, Published
from tests.standards.rules import atom, jsonfeed, modules, opml, rss, rule
from tests.standards.rules.rule import Rule

RSS, ATOM, MODULES, OPML = (tuple(table.rules()) for table in (rss, atom, modules, opml))
JSON = tuple(jsonfeed.rules())
TABLES = {"feed.xml": RSS + MODULES, "atom.xml": ATOM + MODULES, "feeds.opml": OPML, "opml.xml": OPML}
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
    assert jsonfeed.breaches(one, sound.encode(), jsonfeed.ADDRESS) == []
    assert jsonfeed.breaches(one, one.broken.encode(), jsonfeed.ADDRESS)


@pytest.mark.parametrize("text", ['{"items": [], "items": []}', '{"items": NaN}', "[", '\ufeff{"items": []}'])
def test_what_is_no_json_is_no_feed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any: the standard library has several
        jsonfeed.breaches(JSON[0], text.encode(), jsonfeed.ADDRESS)


def test_a_sound_atom_feed_breaks_no_rule_of_the_modules_either() -> None:
    for one in MODULES:
        assert rule.breaches(one, rule.parsed(atom.SOUND.encode()), atom.ADDRESS) == []


# --- What Kliping publishes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_feeds_and_lists_in_xml_break_no_rule(name: str, digest: Published) -> None:
    paths = digest.paths(name)
    assert paths
    for path in paths:
        document = rule.parsed((digest.folder / path).read_bytes())
        found = [each for one in TABLES[name] for each in rule.breaches(one, document, BASE + quote(path))]
        assert found == [], path


def test_feeds_in_json_break_no_rule(digest: Published) -> None:
    paths = digest.paths("feed.json")
    assert paths
    for path in paths:
        document = (digest.folder / path).read_bytes()
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
    for path in (path for path in digest.entries if path.endswith(name) and is_of_everything(path, digest)):
        seen, walked = {entry.guid for entry in digest.entries[path]}, []
        before = previous(path, digest)
        while before:
            walked.append(before)
            seen |= {entry.guid for entry in digest.entries[before]}
            before = previous(before, digest)
        months = [other for other in digest.entries if other.startswith(f"{path.removesuffix(name)}archive/")]
        assert walked == sorted((month for month in months if month.endswith(name)), reverse=True)
        assert walked
        assert seen == {entry.guid for month in walked for entry in digest.entries[month]}


def is_of_everything(path: str, digest: Published) -> bool:
    return f"{path.rpartition('/')[0]}/archive/".lstrip("/") in " ".join(digest.entries) and "archive/" not in path


def previous(path: str, digest: Published) -> str:
    """The archive before a document, by its path; empty where there is none."""
    document = rule.parsed((digest.folder / path).read_bytes())
    names = {"atom": rule.NAMES["atom"]}
    found = document.xpath("//atom:link[@rel = 'prev-archive']/@href", namespaces=names)
    return str(found[0]).removeprefix(BASE) if found else ""
