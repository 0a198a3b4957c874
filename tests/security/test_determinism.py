"""The same inputs give the same bytes, whatever the clock, the time zone, the locale, the hash seed and the workers."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT, Place
from tests.security import everything

EPOCH = "1767225600"  # the first of January 2026
YEARS = 365 * 86_400
# What asks for the time gets that of another year.
_CLOCK = """
import datetime, os, time

_shift = int(os.environ["KLIPING_SHIFT"])
_time, _time_ns = time.time, time.time_ns
time.time = lambda: _time() + _shift
time.time_ns = lambda: _time_ns() + _shift * 1_000_000_000
_gmtime, _localtime, _strftime = time.gmtime, time.localtime, time.strftime
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.strftime = lambda form, at=None: _strftime(form, time.localtime() if at is None else at)
_real = datetime.datetime

class _Alike(type):
    def __instancecheck__(cls, one):
        return isinstance(one, _real)

class _Shifted(_real, metaclass=_Alike):
    @classmethod
    def now(cls, tz=None):
        return _real.now(tz) + datetime.timedelta(seconds=_shift)
    @classmethod
    def utcnow(cls):
        return _real.utcnow() + datetime.timedelta(seconds=_shift)

_Shifted.__name__ = _Shifted.__qualname__ = "datetime"
_Shifted.__module__ = "datetime"
datetime.datetime = _Shifted
"""

# Each: time zone, years by which the clock is wrong, locale, hash seed, workers.
MACHINES = (
    ("UTC", 0, "C.UTF-8", "0", "1"),
    ("Asia/Jakarta", 10, "C", "1", "2"),
    ("America/St_Johns", -10, "C.UTF-8", "2", "4"),
    ("Pacific/Kiritimati", 3, "C", "3", "1"),
    ("Pacific/Pago_Pago", -3, "id_ID.UTF-8", "4", "2"),
    ("Asia/Kathmandu", 0, "tr_TR.UTF-8", "random", "4"),
)


def tree(root: Path) -> Mapping[str, str]:
    """All files below a folder, with their digests."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    folder = tmp_path / "clock"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_CLOCK, "utf-8")
    return folder


def built(digest: Path, clock: Path, machine: tuple[str, int, str, str, str]) -> Mapping[str, str]:
    """What a machine makes of a digest: content/ and site/."""
    zone, years, locale, seed, workers = machine
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("LC_")},
        "PYTHONPATH": str(clock),
        "KLIPING_SHIFT": str(years * YEARS),
        "TZ": zone,
        "LC_ALL": locale,
        "LANG": locale,
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": EPOCH,
    }
    command = [sys.executable, str(ROOT / "build.py"), "build", "-j", workers, "-s", str(digest)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {f"{room}/{name}": of for room in ("site", "content") for name, of in tree(digest / room).items()}


def test_six_machines_make_the_same_bytes(tmp_path: Path, clock: Path, tell: Callable[[str], None]) -> None:
    first: Mapping[str, str] = {}
    for number, machine in enumerate(MACHINES):
        place = everything.place(tmp_path / str(number) / "digest", search=True)
        made = built(place.root, clock, machine)
        first = first or made
        assert {name for name in made.keys() | first.keys() if made.get(name) != first.get(name)} == set(), machine
    assert len(first) > 150
    tell(f"determinism: {len(first)} files, the same on {len(MACHINES)} machines")


def test_a_digest_that_was_built_elsewhere_is_built_again_to_the_same_bytes(tmp_path: Path, clock: Path) -> None:
    place = everything.place(tmp_path / "digest", search=False)
    first = built(place.root, clock, MACHINES[1])
    moved = Place(tmp_path / "other", is_new=False)
    shutil.copytree(place.root, moved.root)
    assert built(moved.root, clock, MACHINES[2]) == first


def test_the_clock_of_such_a_machine_is_wrong(clock: Path) -> None:
    code = "import time, datetime; print(int(time.time()), datetime.datetime.now().year, time.strftime('%Y'))"
    environment = {**os.environ, "PYTHONPATH": str(clock)}
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**environment, "KLIPING_SHIFT": str(shift)},
            capture_output=True, text=True, check=True,
        ).stdout.split()
        for shift in (0, 10 * YEARS)
    ]  # fmt: skip
    assert int(told[1][0]) - int(told[0][0]) > 9 * YEARS
    assert int(told[1][1]) - int(told[0][1]) in {9, 10}
    assert told[1][1] == told[1][2]
