"""Which files of a destination are as they were made, and why the others were made again."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kliping import disk
from kliping.standing import Standing
from kliping.store import Store

PARTS = {"a.html": "kliping=1 page=ab", "b/b.html": "kliping=1 page=cd"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a.html and b/b.html, as it was left."""
    folder = tmp_path / "site"
    (folder / "b").mkdir(parents=True)
    for path in PARTS:
        (folder / path).write_text("x", "utf-8")
    standing(folder).keep(PARTS, list(PARTS), [])
    return folder


NEW = "it is new, or the build before it was not known"


def standing(site: Path, *, is_blank: bool = False) -> Standing:
    return Standing(Store(site.parent / "store.db"), site, is_blank=is_blank)


def look(site: Path, path: str = "a.html") -> str:
    return disk.looks_of_files(site, [path])[path]


def test_a_file_is_current_while_its_parts_and_its_look_are_the_same(site: Path) -> None:
    known = standing(site)
    assert all(known.is_current(path, parts, look(site, path)) for path, parts in PARTS.items())
    assert not known.is_current("a.html", "kliping=1 page=ef", look(site))
    assert not known.is_current("a.html", "kliping=1", look(site))
    assert not known.is_current("a.html", PARTS["a.html"], "2 3")
    assert not known.is_current("a.html", PARTS["a.html"], None)
    assert not known.is_current("c.html", PARTS["a.html"], look(site))


def test_nothing_is_current_elsewhere_or_for_one_who_begins_anew(site: Path) -> None:
    assert not Standing(Store(site.parent / "store.db"), site.parent).is_current("a.html", PARTS["a.html"], look(site))
    assert not standing(site, is_blank=True).is_current("a.html", PARTS["a.html"], look(site))


def test_why_a_file_was_written_is_the_names_of_its_parts_that_changed(site: Path) -> None:
    assert standing(site).why("a.html") == NEW
    parts = {**PARTS, "a.html": "kliping=2 page=ef"}
    standing(site).keep(parts, list(PARTS), [])
    known = standing(site)
    assert (known.why("a.html"), known.why("b/b.html")) == ("kliping, page", "it was changed or deleted by hand")
    assert known.is_current("a.html", parts["a.html"], look(site))


def test_a_file_that_came_out_the_same_keeps_why_it_was_written(site: Path) -> None:
    parts = {**PARTS, "a.html": "kliping=2 page=ab"}
    standing(site).keep(parts, [], ["a.html"])
    known = standing(site)
    assert known.why("a.html") == NEW
    assert known.is_current("a.html", parts["a.html"], look(site))
    assert known.is_current("b/b.html", PARTS["b/b.html"], look(site, "b/b.html"))


def test_a_file_that_is_no_more_is_forgotten(site: Path) -> None:
    standing(site).keep({"a.html": PARTS["a.html"]}, [], [])
    assert (standing(site).why("a.html"), standing(site).why("b/b.html")) == (NEW, "")


def test_a_site_that_nobody_touched_is_known_without_listing_it(site: Path) -> None:
    found = standing(site).ground()
    assert found.is_as_left
    assert (sorted(found.files), sorted(found.folders), found.others) == (["a.html", "b/b.html"], ["b"], ())
    assert found.files == disk.ground(site).files


def add(site: Path) -> None:
    (site / "b" / "new.html").write_text("x", "utf-8")


def add_folder(site: Path) -> None:
    (site / "new").mkdir()


def change(site: Path) -> None:
    (site / "a.html").write_text("yy", "utf-8")


def touch(site: Path) -> None:
    os.utime(site / "a.html")


def lose(site: Path) -> None:
    (site / "b" / "b.html").unlink()


def link(site: Path) -> None:
    (site / "a.html").rename(site.parent / "moved")
    (site / "a.html").symlink_to(site.parent / "moved")


def link_folder(site: Path) -> None:
    (site / "b").rename(site.parent / "moved")
    (site / "b").symlink_to(site.parent / "moved")


@pytest.mark.parametrize("meddle", [add, add_folder, change, touch, lose, link, link_folder])
def test_a_site_that_somebody_touched_is_listed(site: Path, meddle: Callable[[Path], None]) -> None:
    meddle(site)
    found = standing(site).ground()
    assert not found.is_as_left
    assert found == disk.ground(site)
