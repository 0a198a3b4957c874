"""Layouts as compiled are kept, and never believed where they may be something else."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest

from kliping import compiled, theme
from kliping.model import Text, Theme, Workshop
from tests.unit.test_theme import View, a_theme


def made_in(folder: Path, layout: str = "{{ page.title }}!", code: str = "1") -> Theme:
    return replace(a_theme({"page.html": layout}), workshop=Workshop(folder=str(folder), code=code))


def rendered(of: Theme) -> str:
    """What a process that has just begun makes of it."""
    compiled.kept_in.cache_clear()
    html = theme.render("page.html", View(title="x"), of)
    assert isinstance(html, str), html
    return html


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The layouts that were compiled, in order."""
    asked: list[str] = []
    real = jinja2.Environment._generate

    def generate(self: jinja2.Environment, source: Any, name: Any, *rest: Any, **named: Any) -> str:
        asked.append(str(name))
        return real(self, source, name, *rest, **named)

    monkeypatch.setattr(jinja2.Environment, "_generate", generate)
    return asked


def test_a_layout_is_compiled_once_for_all_runs(tmp_path: Path, times: list[str]) -> None:
    assert [rendered(made_in(tmp_path / "layouts")) for _ in range(3)] == ["x!", "x!", "x!"]
    assert times == ["page.html"]


def test_a_layout_that_changed_is_compiled_again(tmp_path: Path, times: list[str]) -> None:
    assert [rendered(made_in(tmp_path, text)) for text in ("a", "b", "a")] == ["a", "b", "a"]
    assert len(times) == 3


def test_what_other_code_compiled_is_not_believed(tmp_path: Path, times: list[str]) -> None:
    assert [rendered(made_in(tmp_path, code=code)) for code in ("1", "2", "2")] == ["x!", "x!", "x!"]
    assert len(times) == 2


@pytest.mark.parametrize("at", [0, 5, 40, -1])
def test_what_is_damaged_is_compiled_again(tmp_path: Path, times: list[str], at: int) -> None:
    rendered(made_in(tmp_path))
    (kept,) = tmp_path.iterdir()
    data = bytearray(kept.read_bytes())
    data[at] ^= 1
    kept.write_bytes(data)
    assert rendered(made_in(tmp_path)) == "x!"
    assert len(times) == 2


def test_a_pipe_is_nothing_that_was_kept(tmp_path: Path) -> None:
    rendered(made_in(tmp_path))
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert rendered(made_in(tmp_path)) == "x!"
    assert kept.is_file()


def test_what_cannot_be_kept_is_rendered_all_the_same(tmp_path: Path) -> None:
    assert rendered(made_in(tmp_path / "no" / "folder")) == "x!"
    assert not list(tmp_path.iterdir())


def test_without_a_folder_it_is_kept_for_the_process_alone(times: list[str]) -> None:
    compiled.kept_in.cache_clear()
    for _ in range(2):  # each is another theme to Jinja2
        theme.render("page.html", View(title="x"), a_theme({"page.html": "{{ page.title }}"}))
    assert times == ["page.html"]


def test_two_layouts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    own, builtin = Text(path="layouts/page.html", text="own"), Text(path="layouts/page.html", text="built-in")
    shown = [rendered(replace(made_in(tmp_path), layouts={"page.html": text})) for text in (own, builtin, own)]
    assert shown == ["own", "built-in", "own"]
