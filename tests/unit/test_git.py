"""Three-way merges by git."""

import pytest

from kliping import git

BASE = "satu\n\ndua\n\ntiga\n"


def test_changes_of_different_lines_are_joined() -> None:
    assert git.merge(BASE, BASE.replace("satu", "SATU"), BASE.replace("tiga", "TIGA")) == "SATU\n\ndua\n\nTIGA\n"


def test_changes_of_one_line_are_a_conflict() -> None:
    assert git.merge(BASE, BASE.replace("dua", "a"), BASE.replace("dua", "b")) is None


def test_the_same_change_on_both_sides_is_none() -> None:
    changed = BASE.replace("dua", "DUA")
    assert git.merge(BASE, changed, changed) == changed


@pytest.mark.parametrize("text", ["", "tanpa akhir baris", "a\r\nb\r\n", "كتاب 日本 🙂\n", "<<<<<<< ours\n"])
def test_a_text_comes_through_byte_for_byte(text: str) -> None:
    assert git.merge(text, text, text) == text
    assert git.merge("x\n", text, "x\n") == text


def test_what_git_takes_for_binary_is_not_merged() -> None:
    assert git.merge("a\x00b\n", "a\x00c\n", "d\x00b\n") is None


def test_without_git_there_is_no_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git.merge(BASE, BASE, BASE) is None
