"""A file is read again exactly when it may have changed."""

import os
from pathlib import Path

import pytest

from kliping import disk
from kliping.inventory import Inventory
from kliping.store import Store

OLD = 1_600_000_000_000_000_000


class Folder:
    """A folder with one file, and how often it was read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "a.md"
        self.read = 0
        self.write("satu")

    def write(self, text: str) -> None:
        self.file.write_text(text, "utf-8")

    def digest(self, *, is_blank: bool = False) -> str:
        """What a run finds: the text stands for its digest."""
        inventory = Inventory(Store(self.root / ".kliping/store.db"), self.root, "content", is_blank=is_blank)
        found = inventory.digest_of("a.md", self._read)
        inventory.keep()
        return found

    def _read(self) -> str:
        self.read += 1
        return self.file.read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A folder whose file was written long before the first run looks at it."""
    made = Folder(tmp_path)
    later = iter(range(10**19, 2 * 10**19, 10**18))
    monkeypatch.setattr(disk, "moment_of", lambda _: next(later))
    return made


def test_a_file_is_read_once(folder: Folder) -> None:
    assert [folder.digest(), folder.digest(), folder.digest()] == ["satu"] * 3
    assert folder.read == 1


def test_a_file_that_was_changed_is_read_again_though_its_size_and_its_time_were_kept(folder: Folder) -> None:
    before = folder.file.stat()
    folder.digest()
    folder.write("dua!")
    os.utime(folder.file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.digest() == "dua!"


def test_another_file_of_the_same_size_and_time_is_read(folder: Folder) -> None:
    os.utime(folder.file, ns=(OLD, OLD))
    folder.digest()
    other = folder.root / "b.md"
    other.write_text("tiga", "utf-8")
    os.utime(other, ns=(OLD, OLD))
    other.replace(folder.file)
    assert folder.digest() == "tiga"


def test_a_file_changed_in_the_moment_of_the_look_is_read_until_it_is_older(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "moment_of", lambda _: folder.file.stat().st_mtime_ns)
    folder.digest()
    folder.digest()
    assert folder.read == 2
    monkeypatch.setattr(disk, "moment_of", lambda _: 10**19)
    folder.digest()
    folder.digest()
    assert folder.read == 3


def test_nothing_is_known_to_one_who_begins_anew(folder: Folder) -> None:
    folder.digest()
    folder.digest(is_blank=True)
    assert folder.read == 2


def test_a_file_that_is_gone_is_forgotten(folder: Folder) -> None:
    folder.digest()
    (folder.root / "b.md").write_text("dua", "utf-8")
    store = Store(folder.root / ".kliping/store.db")
    inventory = Inventory(store, folder.root, "content")
    inventory.digest_of("b.md", lambda: "dua")
    inventory.keep()
    assert list(store.recall("file content")) == ["b.md"]


def test_the_clock_of_the_file_system_tells_when_a_file_written_now_was_written(tmp_path: Path) -> None:
    before = disk.moment_of(tmp_path)
    (tmp_path / "a").write_bytes(b"")
    assert before <= (tmp_path / "a").stat().st_mtime_ns <= disk.moment_of(tmp_path)
