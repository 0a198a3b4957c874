"""Feeds before three readers of other people's: each sees what the entries say, whatever the format."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from kliping.entries import Entry
from tests.standards.published import Published
from tests.standards.readers import READERS, Seen, seen

Sights = Mapping[tuple[str, str], tuple[Seen, ...]]
ALL = [(name, reader) for name, readers in READERS.items() for reader in readers]
# What feed-extractor decodes once more in titles: the entities of @std/html, which it brings along.
AGAIN = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&apos;": "'", "&nbsp;": "\xa0"}


@pytest.fixture(scope="session")
def sights(sample: Published, three_languages: Published, hostile: Published) -> Mapping[Published, Sights]:
    """What readers see in each digest."""
    return {one: seen(one.folder, one.shown) for one in (sample, three_languages, hostile)}


@pytest.fixture
def sight(digest: Published, sights: Mapping[Published, Sights]) -> Sights:
    return sights[digest]


def moment(at: datetime) -> str:
    """As JavaScript writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def told(entry: Entry) -> Seen:
    """What an entry says, to whoever reads it as its format means it."""
    return Seen(title=entry.title, date=moment(entry.published), guid=entry.guid, link=entry.url, text=entry.content)


def told_to(reader: str, name: str, entry: Entry) -> Seen:
    """What a reader can be told of an entry: all of it, but for feed-extractor's own faults in XML."""
    whole = told(entry)
    if reader != "feed-extractor" or name == "feed.json":
        return whole
    # The XML parser has decoded a title; feed-extractor takes it for HTML and decodes it once more, in RSS, where a
    # title may be meant so, and in Atom, where its type is "text" (RFC 4287 3.1.1.1) and it may not.
    again = replace(whole, title=re.sub("|".join(AGAIN), lambda found: AGAIN[found[0]], whole.title))
    # Of Atom it takes `updated` for the date of publication, where there is one, and there always is.
    return replace(again, date=moment(entry.updated)) if name == "atom.xml" else again


def differences(found: tuple[Seen, ...], wanted: tuple[Seen, ...]) -> list[str]:
    """Where they differ, in short: a text may have 5 MB, and pytest would compare it letter by letter."""
    numbers = [f"{len(found)} entries for {len(wanted)}"] if len(found) != len(wanted) else []
    pairs = [(ours, theirs, field.name) for ours, theirs in zip(wanted, found, strict=False) for field in fields(Seen)]
    return numbers + [
        f"{ours.guid}: {name}: {getattr(theirs, name)[:200]!r} for {getattr(ours, name)[:200]!r}"
        for ours, theirs, name in pairs
        if getattr(ours, name) != getattr(theirs, name)
    ]


@pytest.mark.parametrize(("name", "reader"), ALL)
def test_a_reader_sees_what_the_entries_say(name: str, reader: str, digest: Published, sight: Sights) -> None:
    paths = [path for path in digest.shown if path.endswith(name)]
    # The sample alone has editions.
    assert name in paths or name == "editions.xml"
    for path in paths:
        wanted = tuple(told_to(reader, name, entry) for entry in digest.entries[path])
        assert differences(sight[path, reader], wanted) == [], path


def test_readers_were_shown_a_feed_of_editions(sample: Published) -> None:
    assert sample.entries["editions.xml"]
    assert "editions.xml" in sample.shown


def test_every_reader_was_shown_every_feed(digest: Published, sight: Sights) -> None:
    assert {"feed.xml", "atom.xml", "feed.json"} <= set(digest.shown)
    assert set(sight) == {(path, reader) for path in digest.shown for reader in READERS[path.rpartition("/")[2]]}


def test_the_three_formats_look_the_same_to_a_reader_of_all(sight: Sights) -> None:
    assert ("feed.json", "feedsmith") in sight
    for (path, reader), entries in sight.items():
        if reader == "feedsmith" and path.endswith("feed.json"):
            for name in ("feed.xml", "atom.xml"):
                assert differences(sight[path.removesuffix("feed.json") + name, reader], entries) == [], path


def test_a_reader_s_own_faults_are_what_they_are_said_to_be(three_languages: Published, hostile: Published) -> None:
    changed = [entry for entry in three_languages.entries["feed.xml"] if entry.is_updated]
    assert [told_to("feed-extractor", "atom.xml", entry).date for entry in changed] == ["2020-10-21T01:00:00.000Z"]
    (signs,) = (entry for entry in hostile.entries["feed.xml"] if entry.title.startswith("<b>"))
    assert told(signs).title == '<b>1 < 2 & "3"</b> &amp;'
    assert told_to("feed-extractor", "feed.xml", signs).title == '<b>1 < 2 & "3"</b> &'
