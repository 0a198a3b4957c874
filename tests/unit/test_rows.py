"""What a run remembers row by row is as if it had been remembered at once; and a run that is killed changes nothing."""

import random
from pathlib import Path

import pytest

from kliping import rows
from kliping.rows import Rows
from kliping.store import Store

KIND = "seed"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(rows, "_AT_ONCE", 2)
    found = Store(tmp_path / "store.db")
    found.remember(KIND, {"a": "1", "b": "2", "c": "3"})
    return found


def kept(store: Store) -> dict[str, str]:
    return Store(store.path).recall(KIND)


def test_what_a_run_names_is_remembered_and_nothing_else(store: Store) -> None:
    found = Rows(store, KIND)
    assert [found.get(name) for name in "bacd"] == ["2", "1", "3", None]
    found.stays("a")
    for name in "cdefg":
        found.put(name, f"new {name}")
    assert [found.get(name) for name in "acg"] == ["1", "new c", "new g"]
    found.drop("e")
    found.settle()
    assert kept(store) == {"a": "1", "c": "new c", "d": "new d", "f": "new f", "g": "new g"}


def test_a_run_that_does_not_come_to_its_end_changes_nothing(store: Store) -> None:
    before = kept(store)
    killed = Rows(store, KIND)
    for name in "axyz":
        killed.put(name, "half")
    assert kept(store) == before
    after = Rows(store, KIND)
    after.put("a", "whole")
    after.settle()
    assert kept(store) == {"a": "whole"}
    assert not list(store.names(f"{KIND} staged"))


@pytest.mark.parametrize("order", ["forwards", "backwards", "at random"])
def test_any_row_is_found_in_any_order(store: Store, order: str) -> None:
    rows = {f"{number:04}": f"{number}" for number in range(1000)}
    store.remember(KIND, rows)
    names = [f"{number:04}" for number in range(-5, 1010)]
    if order == "backwards":
        names.reverse()
    elif order == "at random":
        random.Random(7).shuffle(names)
    found = Rows(store, KIND)
    assert {name: value for name in names if (value := found.get(name)) is not None} == rows


@pytest.mark.parametrize("is_whole", [False, True])
def test_a_name_that_is_no_text_is_not_remembered_and_hides_no_other(store: Store, *, is_whole: bool) -> None:
    found = Rows(store, KIND, is_whole=is_whole)
    assert [found.get(name) for name in ("\udcff", "a", "\udcff", "c")] == [None, "1", None, "3"]


def test_a_row_that_was_named_in_part_of_a_run_goes_with_those_that_were_not(store: Store) -> None:
    found = Rows(store, KIND)
    found.stays("a")
    found.stays("a")
    found.stays("c")
    is_named = found.named()
    assert [is_named(name) for name in "abc"] == [True, False, True]
    found.settle()
    assert kept(store) == {"a": "1", "c": "3"}


def test_a_run_that_begins_anew_has_nothing_before_it(store: Store) -> None:
    found = Rows(store, KIND, is_blank=True)
    assert found.get("a") is None
    found.put("b", "new")
    found.settle()
    assert kept(store) == {"b": "new"}


def test_a_run_with_nothing_new_does_not_write(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "settle", lambda *_: pytest.fail("it wrote"))
    found = Rows(store, KIND)
    for name in "abc":
        found.stays(name)
    found.settle()
    assert kept(store) == {"a": "1", "b": "2", "c": "3"}
