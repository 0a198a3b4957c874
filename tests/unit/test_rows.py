"""What a run remembers row by row is as if it had been remembered at once; and a run that is killed changes nothing."""

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
    assert dict(found.before()) == {"a": "1", "b": "2", "c": "3"}
    found.stays("a")
    for name in "cdefg":
        found.put(name, f"new {name}")
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


def test_a_run_that_begins_anew_has_nothing_before_it(store: Store) -> None:
    found = Rows(store, KIND, is_blank=True)
    assert dict(found.before()) == {}
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
