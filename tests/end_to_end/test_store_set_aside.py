"""A store that cannot be read, or that a newer Kliping wrote, is put aside with a word, by whatever runs first."""

import sqlite3
from pathlib import Path

import pytest

from tests.end_to_end.place import Place, article

SEED = "Pasar buka\n\nContoh Harian, Bandung (5/10/2020) - Pasar buka lagi pagi ini.\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "digest")
    place.write("content/sungai.md", article())
    place.write("seeds/pasar.txt", SEED)
    assert place.run("build").returncode == 0
    return place


def newer(store: Path) -> None:
    with sqlite3.connect(store) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()


@pytest.mark.parametrize("command", ["build", "ingest"])
def test_one_of_a_newer_kliping_is_told_as_such(place: Place, command: str) -> None:
    newer(place.root / ".kliping" / "store.db")
    done = place.run(command)
    assert done.returncode == 0
    assert "this was written by another version of Kliping, so it was put aside as store.damaged" in done.stderr
    assert "a changed clipping now makes a .md.new" in done.stderr
    assert (place.root / ".kliping" / "store.damaged").is_file()


@pytest.mark.parametrize("command", ["build", "ingest"])
def test_one_that_is_no_store_is_told_as_such(place: Place, command: str) -> None:
    for path in (place.root / ".kliping").glob("store.db*"):
        path.write_bytes(b"junk" * 500)
    done = place.run(command)
    assert done.returncode == 0
    assert "this could not be read, so it was put aside as store.damaged" in done.stderr
