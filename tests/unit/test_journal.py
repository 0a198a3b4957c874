"""What makes one site of another can be done from whatever point it was left at."""

import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kliping import journal, publishing, saving
from kliping.model import File

OLD = {"a.html": "lama", "b/index.html": "lama", "c": "lama", "d/e/f.html": "lama", "g/h.html": "lama"}
NEW = {"a.html": "baru", "b/index.html": "baru", "c/index.html": "baru", "d/e": "baru", "i.html": "baru"}
NEW |= {"n/o/p.html": "baru", "n/q/r.html": "baru"}


class _DiedError(BaseException):
    """The machine is off."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the disk: what is written in the order of settling is seen in tests/faults/."""
    monkeypatch.setattr(saving, "settle", lambda _: None)


def files(site: dict[str, str]) -> list[File]:
    return [File(path=path, data=text.encode(), rank="list") for path, text in site.items()]


def tree(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_text("utf-8") for name, path in found.items() if name != publishing.MARKER}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Let the machine die at a step that changes the disk, and all after it."""
    counted = itertools.count()

    def step(real: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any, **named: Any) -> Any:
            if next(counted) >= at:
                raise _DiedError
            return real(*arguments, **named)

        return taken

    for name in ("replace", "unlink", "mkdir", "rmdir", "rename", "write_text", "write_bytes"):
        monkeypatch.setattr(Path, name, step(getattr(Path, name)))
    monkeypatch.setattr(shutil, "rmtree", step(shutil.rmtree))


def deaths(tmp_path: Path) -> Iterator[Path]:
    """Sites whose machine died while they were published, at each step; the last one did not."""
    for at in itertools.count():
        site = tmp_path / str(at)
        publishing.publish(files(OLD), site)
        with pytest.MonkeyPatch.context() as patched:
            dying(patched, at)
            has_died = died(site)
        yield site
        if not has_died:
            return


def died(site: Path) -> bool:
    try:
        publishing.publish(files(NEW), site)
    except _DiedError:
        return True
    return False


def test_a_site_whose_machine_died_at_any_step_is_whole_when_it_is_finished(tmp_path: Path) -> None:
    found = []
    for site in deaths(tmp_path):
        publishing.finish(site)
        assert tree(site) in (OLD, NEW)
        found.append(tree(site) == NEW)
    assert found == sorted(found), "a step before the journal changed the site"
    assert len(found) > 20
    assert {True, False} == set(found)


def test_a_finished_site_has_no_folders_but_its_own(tmp_path: Path) -> None:
    for site in deaths(tmp_path):
        publishing.finish(site)
        if tree(site) == NEW:
            assert folders(site) == {"b", "c", "d", "n", "n/o", "n/q"}


def test_what_is_finished_is_finished_once(tmp_path: Path) -> None:
    for site in deaths(tmp_path):
        publishing.finish(site)
        before = tree(site)
        publishing.finish(site)
        assert tree(site) == before


def journal_at(site: Path, **fields: object) -> None:
    publishing.publish(files({"a.html": "x"}), site)
    steps = {"in_the_way": [], "folders": [], "moves": {}, "gone": [], "left": [], **fields}
    (site / publishing.STAGE).mkdir()
    (site / publishing.STAGE / journal.NAME).write_text(json.dumps(steps))


@pytest.mark.parametrize("path", ["../luar.txt", "/luar.txt", "a/../../luar.txt", ""])
@pytest.mark.parametrize("step", ["in_the_way", "gone", "moves"])
def test_a_journal_that_leads_out_of_the_site_is_not_believed(tmp_path: Path, step: str, path: str) -> None:
    (tmp_path / "luar.txt").write_text("milik orang")
    journal_at(tmp_path / "site", **{step: {path: "0/0"} if step == "moves" else [path]})
    assert journal.read(tmp_path / "site" / publishing.STAGE) is None
    publishing.finish(tmp_path / "site")
    assert (tmp_path / "luar.txt").read_text() == "milik orang"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"moves": {}}', '{"moves": 1, "gone": 2}'])
def test_half_a_journal_is_none(tmp_path: Path, text: str) -> None:
    journal_at(tmp_path)
    (tmp_path / publishing.STAGE / journal.NAME).write_text(text)
    assert journal.read(tmp_path / publishing.STAGE) is None
    publishing.finish(tmp_path)
    assert tree(tmp_path)["a.html"] == "x"


def test_nothing_is_finished_where_kliping_s_marker_is_not(tmp_path: Path) -> None:
    journal_at(tmp_path, gone=["a.html"])
    (tmp_path / publishing.MARKER).unlink()
    publishing.finish(tmp_path)
    assert (tmp_path / "a.html").exists()


def test_names_that_are_not_utf_8_are_written_down(tmp_path: Path) -> None:
    publishing.publish(files({"a.html": "x"}), tmp_path)
    odd = tmp_path / "b\udce9.html"
    odd.write_text("x")
    assert publishing.publish(files({"a.html": "y"}), tmp_path).removed == 1
    assert not odd.exists()


def test_a_disk_that_fails_while_files_are_moved_leaves_the_rest_to_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish(files(OLD), tmp_path)
    real = Path.replace

    def fail(path: Path, target: str) -> Path:
        if target.endswith("i.html"):
            raise OSError(28, "No space left on device", target)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        publishing.publish(files(NEW), tmp_path)
    monkeypatch.undo()
    publishing.finish(tmp_path)
    assert tree(tmp_path) == NEW


@pytest.mark.parametrize("is_first", [True, False])
def test_a_disk_that_fails_before_the_journal_is_there_leaves_the_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    site = tmp_path / "site"
    if not is_first:
        publishing.publish(files(OLD), site)

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "settle", fail)
    with pytest.raises(OSError, match="No space left") as caught:
        publishing.publish(files(NEW), site)
    assert caught.value.filename == str(site)
    assert not (site / publishing.STAGE).exists()
    assert site.exists() is not is_first
    assert tree(site) == ({} if is_first else OLD)


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("what", ["link", "pipe", "file"])
def test_what_stands_in_the_place_of_the_stage_goes_and_nothing_behind_it(
    tmp_path: Path, what: str, is_first: bool
) -> None:
    site, diary = tmp_path / "site", tmp_path / "mine" / journal.NAME
    diary.parent.mkdir()
    diary.write_text("my own diary")
    publishing.publish(files({} if is_first else OLD), site)
    stage = site / publishing.STAGE
    make: dict[str, Callable[[], object]] = {
        "link": lambda: stage.symlink_to(diary.parent),
        "pipe": lambda: os.mkfifo(stage),
        "file": lambda: stage.write_text("x"),
    }
    make[what]()
    publishing.finish(site)
    assert not os.path.lexists(stage)
    make[what]()
    publishing.publish(files(NEW), site)
    assert tree(site) == NEW
    assert [(path.name, path.read_text()) for path in diary.parent.iterdir()] == [(journal.NAME, "my own diary")]


def test_a_pipe_is_no_journal_and_no_marker(tmp_path: Path) -> None:
    publishing.publish(files(OLD), tmp_path)
    (tmp_path / publishing.STAGE).mkdir()
    os.mkfifo(tmp_path / publishing.STAGE / journal.NAME)
    publishing.finish(tmp_path)
    (tmp_path / publishing.MARKER).unlink()
    os.mkfifo(tmp_path / publishing.MARKER)
    assert not publishing.is_ours(tmp_path)


def test_a_staged_file_that_cannot_be_moved_is_no_file_that_has_been(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_text("x")
    with pytest.raises(FileNotFoundError):
        journal._put(staged, str(tmp_path / "gone" / "a.html"))


def test_a_new_folder_that_somebody_makes_meanwhile_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publishing.publish(files(OLD), tmp_path)
    real = journal.carry_out

    def later(steps: journal.Journal, destination: Path, stage: Path) -> int:
        (destination / "n" / "o").mkdir(parents=True)
        (destination / "n" / "o" / "p.html").write_text("somebody's")
        return real(steps, destination, stage)

    monkeypatch.setattr(journal, "carry_out", later)
    publishing.publish(files(NEW), tmp_path)
    assert tree(tmp_path) == NEW


def test_a_site_with_nothing_to_change_writes_no_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publishing.publish(files(OLD), tmp_path)
    monkeypatch.setattr(saving, "settle", lambda _: pytest.fail("something was written"))
    assert publishing.publish(files(OLD), tmp_path).reused == len(OLD)
