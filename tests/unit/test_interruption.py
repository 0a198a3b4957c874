"""Where an interruption waits a moment, and what it leaves."""

import os
import signal
from pathlib import Path

import pytest

from kliping import disk, interruption, journal, publishing
from kliping.model import File


def test_an_interruption_waits_for_the_end_of_what_must_not_be_cut() -> None:
    done = []

    def work() -> None:
        with interruption.held_back():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")
        done.append("too much")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interruption_wins_over_what_fails_because_of_it() -> None:
    def work() -> None:
        with interruption.held_back():
            signal.raise_signal(signal.SIGINT)
            raise EOFError

    with pytest.raises(KeyboardInterrupt):
        work()


def test_sigterm_is_an_interruption_of_its_own_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        interruption.heed()
        with pytest.raises(interruption.Terminated):
            os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)  # it was heard
    finally:
        signal.signal(signal.SIGTERM, before)


def published(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name != publishing.MARKER}


def interrupt(*_: object) -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interruption_before_anything_is_in_place_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish([File(path="a.html", data=b"old", rank="list")], tmp_path)
    make = disk.ground

    def interrupted(destination: Path) -> disk.Ground:
        found = make(destination)
        monkeypatch.setattr(publishing, "_holds", interrupt)
        return found

    monkeypatch.setattr(disk, "ground", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publishing.publish([File(path="a.html", data=b"new", rank="list")], tmp_path)
    assert published(tmp_path) == {"a.html": b"old"}


def test_an_interruption_while_files_are_moved_comes_too_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [File(path=name, data=b"new", rank="list") for name in ("a.html", "b.html")]
    put = journal._put

    def interrupted(staged: Path, target: str) -> None:
        interrupt()
        put(staged, target)

    monkeypatch.setattr(journal, "_put", interrupted)
    publishing.publish(files, tmp_path)
    assert published(tmp_path) == {"a.html": b"new", "b.html": b"new"}
