"""An article is announced once: its guid and dates stay what they are, whatever becomes of it and of its digest."""

import json
import re
import shutil
from collections.abc import Callable

import feedparser
import pytest

from tests.end_to_end.place import CONFIG, Place, article

Told = dict[str, tuple[str, str]]
PATHS = {"Sungai surut": "content/sungai.md", "Pasar lama": "content/pasar.md"}


def write(place: Place) -> None:
    for title, path in PATHS.items():
        place.write(path, article(title, date="2020-10-05 07:30", tags="[Sungai]"))


def updated_of(entry: feedparser.FeedParserDict) -> str:
    """What feedparser read there: asked as usual, it answers with `published` where there is none."""
    return str(dict.get(entry, "updated", ""))


def told(place: Place) -> dict[str, Told]:
    """By format, the guid of each article with the dates that readers sort and mark by."""
    rss, atom = (feedparser.parse(place.read(f"site/{name}")) for name in ("feed.xml", "atom.xml"))
    items = json.loads(place.read("site/feed.json"))["items"]
    return {
        "rss": {entry.id: (entry.published, updated_of(entry)) for entry in rss.entries},
        "atom": {entry.id: (entry.published, entry.updated) for entry in atom.entries},
        "json": {item["id"]: (item["date_published"], item.get("date_modified", "")) for item in items},
    }


def edited(place: Place, old: str, new: str) -> None:
    path = PATHS["Sungai surut"]
    text = place.read(path)
    assert old in text
    place.write(path, text.replace(old, new))


def moved(place: Place) -> None:
    (place.root / PATHS["Sungai surut"]).rename(place.root / "content/nama-lain.md")


def forgotten(place: Place) -> None:
    shutil.rmtree(place.root / ".kliping")


def with_another_layout(place: Place) -> None:
    place.write("layouts/article.html", "<h1>{{ page.title }}</h1>")


CHANGES: dict[str, tuple[Callable[[Place], object], tuple[str, ...]]] = {
    "a new file name": (moved, ()),
    "a new slug": (lambda place: edited(place, "title:", "slug: lain\ntitle:"), ()),
    "a new title": (lambda place: edited(place, "title: Sungai surut", "title: Air turun"), ()),
    "other tags": (lambda place: edited(place, "[Sungai]", "[Pasar, Kota]"), ()),
    "another text": (lambda place: edited(place, "Air surut.", "Air sudah surut sejak pagi."), ()),
    "another address": (lambda place: place.write("config.yaml", CONFIG.replace("example.org", "example.net")), ()),
    "another permalink": (lambda place: place.write("config.yaml", f"{CONFIG}permalink: /{{slug}}/\n"), ()),
    "another layout": (with_another_layout, ()),
    "a deleted store": (forgotten, ()),
    "everything made anew": (write, ("--force",)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_announces_an_article_again(place: Place, change: str) -> None:
    write(place)
    place.report("build")
    before = told(place)
    assert {len(of_one) for of_one in before.values()} == {2}
    act, options = CHANGES[change]
    act(place)
    place.report("build", *options)
    assert told(place) == before


def test_a_copy_of_a_digest_elsewhere_announces_the_same(place: Place) -> None:
    write(place)
    place.report("build")
    copy = Place(place.root.parent / "elsewhere" / "copy", is_new=False)
    shutil.copytree(place.root / "content", copy.root / "content")
    copy.write("config.yaml", CONFIG)
    copy.report("build", TZ="America/New_York", LC_ALL="C")
    assert told(copy) == told(place)


def test_only_the_article_itself_says_that_it_was_updated(place: Place) -> None:
    write(place)
    place.report("build")
    before = told(place)
    edited(place, "title:", "updated: 2020-10-09 08:00\ntitle:")
    place.report("build")
    now = told(place)
    for name, of_one in now.items():
        changed = [guid for guid in of_one if of_one[guid] != before[name][guid]]
        assert len(changed) == 1
        assert of_one[changed[0]][0] == before[name][changed[0]][0]
        assert "2020-10-09T08:00:00+07:00" in of_one[changed[0]][1]


def test_a_new_article_rewrites_only_its_own_feeds(place: Place) -> None:
    write(place)
    place.report("build")
    before = {path: path.stat().st_mtime_ns for path in (place.root / "site").rglob("*") if path.is_file()}
    place.write("content/baru.md", article("Jembatan baru", date="2020-11-02", tags="[Jembatan]"))
    place.report("build")
    feeds = {
        path.relative_to(place.root / "site").as_posix()
        for path in (place.root / "site").rglob("*")
        if re.search(r"(?:feed|atom)\.(?:xml|json)$", path.name) and before.get(path) != path.stat().st_mtime_ns
    }
    new = {f"{page}{name}" for page in ("", "tags/jembatan/") for name in ("feed.xml", "atom.xml", "feed.json")}
    assert feeds == new | {"archive/2020/11/feed.xml", "archive/2020/11/atom.xml"}


def test_a_feed_that_is_cut_is_told_of(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}feeds: {{bytes: 20000}}\n")
    for number in range(3):
        place.write(f"content/{number}.md", article(f"Kabar {number}", body="Teks panjang sekali. " * 500))
    problems = place.report("build")["problems"]
    assert [(each["code"], each["severity"], each["path"]) for each in problems] == [
        ("feed-cut", "warning", "feed.xml")
    ]
    assert "feeds.bytes" in problems[0]["hint"]
    # Where nothing has changed, what was wrong is still told.
    assert place.report("build")["problems"] == problems
