"""The store: what is lost with it can be computed again, and it never stands in the way."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from kliping.store import DamagedError, Store, name_of_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a digest has its store; nothing is there yet."""
    return tmp_path / ".kliping" / "store.db"


def test_what_was_kept_is_found_by_its_digest(path: Path) -> None:
    Store(path).keep_bases([("ab", "satu كتاب 🙂\r\n"), ("cd", "")])
    assert Store(path).base("ab") == "satu كتاب 🙂\r\n"
    assert Store(path).base("cd") == ""
    assert Store(path).base("ef") is None


def test_a_store_is_not_begun_for_nothing(path: Path) -> None:
    assert Store(path).base("ab") is None
    Store(path).keep_bases([])
    Store(path).forget_bases(["ab"])
    assert not path.parent.exists()


def test_bases_that_no_article_is_made_of_are_forgotten(path: Path) -> None:
    Store(path).keep_bases([("ab", "satu"), ("cd", "dua"), ("ef", "tiga")])
    Store(path).forget_bases(["cd", "ef"])
    assert [Store(path).base(written) for written in ("ab", "cd", "ef")] == [None, "dua", "tiga"]


def test_any_number_of_bases_is_kept_a_portion_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kliping.store._AT_ONCE", 2)
    Store(path).keep_bases((f"{n}", "satu") for n in range(5))
    assert [n for n in range(9) if Store(path).has_base(f"{n}")] == [0, 1, 2, 3, 4]


def test_a_base_may_be_kept_twice(path: Path) -> None:
    for _ in range(2):
        Store(path).keep_bases([("ab", "satu")])
    assert Store(path).base("ab") == "satu"


def test_what_is_remembered_of_a_kind_is_recalled_by_name(path: Path) -> None:
    assert Store(path).recall("seed") == {}
    assert not path.parent.exists()
    Store(path).remember("seed", {"a": "1", "كتاب\n": "2"})
    Store(path).remember("sketch", {"a": "3"})
    assert Store(path).recall("seed") == {"a": "1", "كتاب\n": "2"}
    Store(path).remember("seed", {"a": "4"})
    assert (Store(path).recall("seed"), Store(path).recall("sketch")) == ({"a": "4"}, {"a": "3"})


def test_a_name_that_is_not_utf_8_is_not_remembered_and_stops_nobody(path: Path) -> None:
    Store(path).remember("seed", {"\udce9": "1", "b": "2"})
    assert Store(path).recall("seed") == {"b": "2"}


def test_remembering_the_same_again_does_not_touch_the_store(path: Path) -> None:
    Store(path).remember("seed", {"a": "1"})
    before = path.stat().st_mtime_ns
    Store(path).remember("seed", {"a": "1"})
    assert path.stat().st_mtime_ns == before


def test_a_store_of_an_earlier_kliping_keeps_its_bases(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE base (written TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID")
        database.execute("INSERT INTO base VALUES ('ab', ?)", (zlib.compress(b"satu"),))
        database.execute("PRAGMA user_version = 1")
    Store(path).remember("seed", {"a": "1"})
    assert (Store(path).base("ab"), Store(path).recall("seed")) == ("satu", {"a": "1"})
    assert not path.with_suffix(".damaged").exists()


def begun(path: Path) -> None:
    Store(path).keep_bases([("ab" * 8, "satu " * 100), *((f"{n:016}", "dua " * 500) for n in range(500))])


def garbled(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def damaged_inside(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def of_another_make(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE base (something TEXT)")


def with_a_spoiled_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE base SET text = x'00ff'")


FLAWS = [garbled, cut, damaged_inside, of_another_version, of_another_make, with_a_spoiled_text]


@pytest.mark.parametrize("spoil", FLAWS)
def test_a_store_that_cannot_be_read_knows_nothing(path: Path, spoil: object) -> None:
    begun(path)
    assert callable(spoil)
    spoil(path)
    assert Store(path).base("ab" * 8) is None


@pytest.mark.parametrize("spoil", FLAWS[:-1])
def test_a_store_that_cannot_be_read_is_set_aside_and_begun_anew(path: Path, spoil: object) -> None:
    begun(path)
    assert callable(spoil)
    spoil(path)
    spoiled = path.read_bytes()[100:]  # the header counts its openings
    Store(path).keep_bases([("cd", "dua")])
    assert Store(path).base("cd") == "dua"
    assert Store(path).base("ab" * 8) is None
    assert path.with_suffix(".damaged").read_bytes()[100:] == spoiled


def test_a_store_that_another_build_is_writing_is_not_set_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(path)
    monkeypatch.setattr("kliping.store._PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OSError, match="locked"):
            Store(path).keep_bases([("cd", "dua")])
    assert not path.with_suffix(".damaged").exists()
    assert Store(path).base("ab" * 8) is not None


def test_a_text_is_kept_under_the_digest_of_its_own(path: Path) -> None:
    name = name_of_text("<p>Air naik.</p>")
    Store(path).update("card", {}, (), {name: "<p>Air naik.</p>"})
    Store(path).update("card", {}, (), {name: "<p>Air naik.</p>"})
    texts = Store(path).texts()
    assert (texts[name], list(texts), len(texts)) == ("<p>Air naik.</p>", [name], 1)
    Store(path).forget_texts([])
    assert Store(path).kept_texts() == frozenset()


@pytest.mark.parametrize("damage", ["UPDATE text SET text = 'x'", "DELETE FROM text", "DROP TABLE text"])
def test_a_text_that_is_not_what_was_kept_sets_the_store_aside(path: Path, damage: str) -> None:
    name = name_of_text("satu")
    store = Store(path)
    store.update("card", {}, (), {name: "satu"})
    store._within(lambda database: database.execute(damage))
    with pytest.raises(DamagedError):
        store.texts()[name]
    assert store.is_set_aside
    assert path.with_suffix(".damaged").exists()
    assert not path.exists()


def test_a_folder_in_the_place_of_the_store_is_set_aside(path: Path) -> None:
    (path / "inside").mkdir(parents=True)
    store = Store(path)
    store.keep_bases([("cd", "dua")])
    assert (store.base("cd"), store.is_set_aside) == ("dua", True)
    assert (path.with_suffix(".damaged") / "inside").is_dir()
