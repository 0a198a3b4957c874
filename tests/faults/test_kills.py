"""Ingest killed between any two writes, and on a disk that is full: the next run makes it good."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kliping import store
from tests.faults.place import Place
from tests.faults.test_edits import EDITS, elsewhere

# More than the steps of one run here; the test sees to it that it is.
STEPS = 60


class _KilledError(BaseException):
    """Ends a run on the spot, as a signal would; what cleans up on the way out must not, so it is held back."""


class Kill:
    """Counts the steps of a run that change the disk, and ends it at one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.at, self.count = at, 0
        for owner, name in (
            (Path, "write_bytes"),
            (Path, "replace"),
            (Path, "unlink"),
            (os, "link"),
            (store, "_worked"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count >= self.at:  # and so do all steps after it: nothing of a killed run is done
                raise _KilledError
            return real(*arguments, **named)

        return step


def edited(tmp_path: Path) -> Place:
    """A digest with an edit to join and a clipping to begin with."""
    place = Place(tmp_path)
    place.ingest()
    path = place.article()
    path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
    elsewhere(place)
    place.write("seeds/kereta.txt", "Kereta malam ke timur\n\nKereta malam ke timur berangkat lagi setiap Jumat.\n")
    return place


def kept(place: Place) -> list[str]:
    """The files of content/; what is staged by a process that runs, as this one does, is never swept away."""
    return [name for name in place.content() if not name.endswith(".staged")]


def is_whole(place: Place) -> bool:
    text = place.article().read_text("utf-8")
    return "kios yang lama" in text and "bulan depan" in text and len(kept(place)) == 4


def test_a_run_that_is_killed_at_any_step_loses_nothing(tmp_path: Path) -> None:
    ended = []
    for at in range(1, STEPS + 1):
        place = edited(tmp_path / str(at))
        with pytest.MonkeyPatch.context() as patched:
            kill = Kill(patched, at)
            try:
                place.ingest()
                ended.append(kill.count)
            except _KilledError:
                pass
        assert "kios yang lama" in place.article().read_text("utf-8")
        place.ingest()
        assert is_whole(place), at
        settled = place.content()
        place.ingest()
        assert place.content() == settled
    assert ended, "a run has more steps than were tried"


def test_a_full_disk_loses_nothing_and_is_told_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = edited(tmp_path)

    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.is_relative_to(tmp_path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, data)

    before = place.content()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        place.ingest()
    assert caught.value.filename
    monkeypatch.undo()
    assert place.content() == before
    place.ingest()
    assert is_whole(place)


def test_what_a_killed_run_left_is_swept_away_though_nothing_is_to_be_written(tmp_path: Path) -> None:
    place = edited(tmp_path)
    place.ingest()
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = place.write(f"content/..seeds.yaml.0.{int(ended.stdout)}.staged", "old records")
    place.ingest()
    assert not left.exists()
