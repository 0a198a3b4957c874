"""Which files of a destination are as they were made, and why the others were made again."""

from pathlib import Path

import pytest

from kliping.standing import Standing
from kliping.store import Store

PARTS = {"a.html": {"kliping": "1", "page": "ab"}, "b.html": {"kliping": "1", "page": "cd"}}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The store of a digest whose site holds a.html and b.html."""
    made = Store(tmp_path / "store.db")
    Standing(made, tmp_path).keep(PARTS, ["a.html", "b.html"], [], lambda path: f"1 {path}")
    return made


def current(store: Store, folder: Path, *, is_blank: bool = False) -> list[str]:
    standing = Standing(store, folder, is_blank=is_blank)
    return [path for path, parts in PARTS.items() if standing.is_current(path, parts, f"1 {path}")]


def test_a_file_is_current_while_its_parts_and_its_look_are_the_same(store: Store, tmp_path: Path) -> None:
    assert current(store, tmp_path) == ["a.html", "b.html"]
    standing = Standing(store, tmp_path)
    assert not standing.is_current("a.html", {"kliping": "1", "page": "ef"}, "1 a.html")
    assert not standing.is_current("a.html", {"kliping": "1"}, "1 a.html")
    assert not standing.is_current("a.html", PARTS["a.html"], "2 a.html")
    assert not standing.is_current("a.html", PARTS["a.html"], None)
    assert not standing.is_current("c.html", PARTS["a.html"], "1 c.html")


def test_nothing_is_current_elsewhere_or_for_one_who_begins_anew(store: Store, tmp_path: Path) -> None:
    assert current(store, tmp_path / "elsewhere") == []
    assert current(store, tmp_path, is_blank=True) == []


def test_why_a_file_was_written_is_the_names_of_its_parts_that_changed(store: Store, tmp_path: Path) -> None:
    assert Standing(store, tmp_path).why("a.html") == "it is new"
    parts = {**PARTS, "a.html": {"kliping": "2", "page": "ef"}}
    Standing(store, tmp_path).keep(parts, ["a.html", "b.html"], [], lambda path: f"3 {path}")
    standing = Standing(store, tmp_path)
    assert (standing.why("a.html"), standing.why("b.html")) == ("kliping, page", "it was changed or deleted by hand")
    assert standing.is_current("a.html", parts["a.html"], "3 a.html")


def test_a_file_that_came_out_the_same_keeps_why_it_was_written(store: Store, tmp_path: Path) -> None:
    parts = {**PARTS, "a.html": {"kliping": "2", "page": "ab"}}
    Standing(store, tmp_path).keep(parts, [], ["a.html"], lambda path: f"5 {path}")
    standing = Standing(store, tmp_path)
    assert standing.why("a.html") == "it is new"
    assert standing.is_current("a.html", parts["a.html"], "5 a.html")
    assert standing.is_current("b.html", parts["b.html"], "1 b.html")


def test_a_file_that_is_no_more_is_forgotten(store: Store, tmp_path: Path) -> None:
    Standing(store, tmp_path).keep({"a.html": PARTS["a.html"]}, [], [], lambda _: "")
    assert (Standing(store, tmp_path).why("a.html"), Standing(store, tmp_path).why("b.html")) == ("it is new", "")
