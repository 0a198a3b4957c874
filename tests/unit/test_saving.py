"""Texts put in the place of others: whole, on the disk, and over no edit."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kliping import digest, kernel, saving


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_is_written_where_no_file_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "content" / "2020" / "a.md"
    assert saving.replace_text(path, "satu é\r\n", expected=None)
    assert path.read_bytes() == "satu é\r\n".encode()
    assert [file.name for file in path.parent.iterdir()] == ["a.md"]


def test_a_text_replaces_exactly_what_was_expected(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "satu")
    assert saving.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == "dua"


@pytest.mark.parametrize("expected", [None, "dua", ""])
def test_a_file_that_somebody_wrote_meanwhile_is_left(tmp_path: Path, expected: str | None) -> None:
    path = write(tmp_path / "a.md", "an edit")
    assert not saving.replace_text(path, "tiga", expected=expected)
    assert path.read_text("utf-8") == "an edit"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_somebody_deleted_meanwhile_stays_deleted(tmp_path: Path) -> None:
    assert not saving.replace_text(tmp_path / "a.md", "dua", expected="satu")
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_255_bytes_can_be_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / ("東" * 84 + ".md"), "satu")
    assert saving.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == "dua"


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "satu")
    path.chmod(0o600)
    assert saving.replace_text(path, "dua", expected="satu")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("gone.md")
    assert not saving.replace_text(tmp_path / "a.md", "dua", expected=None)
    assert (tmp_path / "a.md").is_symlink()
    assert not (tmp_path / "gone.md").exists()


def test_a_link_stays_a_link_when_its_text_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.md", "satu")
    (tmp_path / "b.md").symlink_to("sub/a.md")
    assert saving.replace_text(tmp_path / "b.md", "dua", expected="satu")
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "sub" / "a.md").read_text("utf-8") == "dua"


@pytest.mark.parametrize("expected", [None, "satu"])
def test_a_file_that_is_written_while_the_text_is_staged_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str | None
) -> None:
    path = tmp_path / "a.md"
    if expected:
        write(path, expected)
    real = Path.write_bytes

    def slow(self: Path, data: bytes) -> int:
        if self != path:
            real(path, b"an edit")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", slow)
    assert not saving.replace_text(path, "dua", expected=expected)
    assert path.read_text("utf-8") == "an edit"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_what_a_killed_run_had_staged_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    for name in (f".a.md.{int(ended.stdout)}.staged", f".b.md.{os.getpid()}.staged", ".c.staged", "d.md"):
        write(tmp_path / name)
    saving.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".b.md.{os.getpid()}.staged", ".c.staged", "d.md"]


def saved(path: Path, text: str, *, in_place: bool) -> None:
    """As editors save: over the file, or as a new one that takes its name."""
    if in_place:
        path.write_text(text, "utf-8")
        return
    new = path.with_name("baru")
    new.write_text(text, "utf-8")
    new.replace(path)


@pytest.mark.parametrize("saves", [["an edit"], ["an edit", "and one more"], ["an edit", "and", "one more"]])
@pytest.mark.parametrize("in_place", [True, False])
def test_a_save_between_the_last_look_and_the_rename_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: list[str], in_place: bool
) -> None:
    path = write(tmp_path / "a.md", "satu")
    real, left = kernel.exchange, list(saves)

    def late(one: Path, other: Path) -> bool:
        if left:
            saved(path, left.pop(0), in_place=in_place)
        return real(one, other)

    monkeypatch.setattr(kernel, "exchange", late)
    assert not saving.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == saves[-1]
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_is_taken_away_after_the_last_look_stays_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.md", "satu")
    real = kernel.exchange

    def late(one: Path, other: Path) -> bool:
        path.unlink(missing_ok=True)
        return real(one, other)

    monkeypatch.setattr(kernel, "exchange", late)
    assert not saving.replace_text(path, "dua", expected="satu")
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_cannot_exchange_names_or_sync_all_does_it_the_old_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_function", lambda _: None)
    wanted = [saving.Wanted(write(tmp_path / f"{number}.md", "satu"), "dua", "satu") for number in range(30)]
    assert saving.replace_texts(wanted) == [True] * 30
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {"dua"}


@pytest.mark.parametrize(("count", "all_at_once"), [(3, False), (30, True)])
def test_many_files_reach_the_disk_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, all_at_once: bool
) -> None:
    synced: list[object] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.setattr(kernel, "sync_file_system", lambda folder: bool([*map(synced.append, [folder])]))
    saving.settle([write(tmp_path / f"{number}") for number in range(count)])
    assert synced == [tmp_path] if all_at_once else len(synced) == count


def test_a_disk_that_cannot_take_a_file_is_told_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error") as caught:
        saving.replace_text(tmp_path / "a.md", "satu", None)
    assert caught.value.filename == str(tmp_path / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_texts_with_one_beginning_are_staged_apart(tmp_path: Path) -> None:
    paths = [tmp_path / f"{'panjang' * 9}-{number}.md" for number in range(3)]
    assert saving.replace_texts([saving.Wanted(path, path.name, None) for path in paths]) == [True] * 3
    assert [path.read_text("utf-8") for path in paths] == [path.name for path in paths]


def test_a_text_is_written_line_by_line_in_place_of_one_that_has_a_digest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "satu")
    wanted = saving.Wanted(path, iter(["dua\n", "tiga\n"]), "", digest.sha256_of(b"satu"))
    assert saving.replace_texts([wanted]) == [True]
    assert path.read_text("utf-8") == "dua\ntiga\n"
    assert saving.replace_texts([replace(wanted, text="empat")]) == [False]
    assert path.read_text("utf-8") == "dua\ntiga\n"
