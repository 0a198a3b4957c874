"""Three-way merges by git."""

from pathlib import Path

import pytest

from kliping import git
from kliping.merging import Unmerged

BASE = "satu\n\ndua\n\ntiga\n"


def test_changes_of_different_lines_are_joined() -> None:
    assert git.merge(BASE, BASE.replace("satu", "SATU"), BASE.replace("tiga", "TIGA")) == "SATU\n\ndua\n\nTIGA\n"


def test_changes_of_one_line_are_a_conflict() -> None:
    assert git.merge(BASE, BASE.replace("dua", "a"), BASE.replace("dua", "b")) == git.CONFLICT


def test_the_same_change_on_both_sides_is_none() -> None:
    changed = BASE.replace("dua", "DUA")
    assert git.merge(BASE, changed, changed) == changed


@pytest.mark.parametrize("text", ["", "tanpa akhir baris", "a\r\nb\r\n", "كتاب 日本 🙂\n", "<<<<<<< ours\n"])
def test_a_text_comes_through_byte_for_byte(text: str) -> None:
    assert git.merge(text, text, text) == text
    assert git.merge("x\n", text, "x\n") == text


def test_what_git_takes_for_binary_is_not_merged() -> None:
    unmerged = git.merge("a\x00b\n", "a\x00c\n", "d\x00b\n")
    assert isinstance(unmerged, Unmerged)
    assert "could not join" in unmerged.why


def test_without_git_there_is_no_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git.merge(BASE, BASE, BASE) == git.NOT_INSTALLED


def test_the_settings_of_the_repository_around_do_not_keep_git_from_merging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("objects", "refs"):
        (tmp_path / ".git" / name).mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (tmp_path / ".git" / "config").write_text("[broken", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert git.merge(BASE, BASE.replace("satu", "a"), BASE.replace("tiga", "b")) == "a\n\ndua\n\nb\n"


def test_a_git_that_cannot_be_run_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_bytes(b"\x7fnot a program")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    unmerged = git.merge(BASE, BASE, BASE)
    assert isinstance(unmerged, Unmerged)
    assert "cannot be run" in unmerged.why
