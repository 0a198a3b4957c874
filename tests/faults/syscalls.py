"""Kliping under strace: its system calls counted, and one of them made to kill it, to fail, or to be late.

Strategy: the main thread alone is traced. It writes every file of a digest itself; workers, readers and Pagefind hand
back what they made. So the calls of a run come in the same numbers each time, and the one that is meant is named by
its number among those of its name. What a run writes into pipes and its terminal is not counted, and neither is
SQLite's `-shm`, which is memory that has a name.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.place import ROOT, Place
from tests.faults.turning import NOW

# What changes a disk, or waits for it.
CHANGES = tuple(
    "write writev pwrite64 ftruncate sendfile copy_file_range fsync fdatasync syncfs "
    "rename renameat renameat2 link linkat symlink unlink unlinkat rmdir mkdir mkdirat".split()
)
READS = ("openat", "read", "pread64", "getdents64")
_CALL = re.compile(r"(?P<name>\w+)\((?P<rest>.*)")


class Call(NamedTuple):
    """The so-manieth call of a name in a run, from 1; `text` is what strace says of it.

    `path` is the digest's file that it is about, if any, and `turn` its number among those of its name about that.
    """

    name: str
    number: int
    text: str
    path: str
    turn: int

    @property
    def chosen(self) -> tuple[list[str], int]:
        """What strace must look for to meet this call again, and how often it meets others before, from 1.

        Calls about one file come in the same number always. One that is staged bears the number of a process.
        """
        return (["-P", self.path], self.turn) if self.path and ".staged" not in self.path else ([], self.number)

    def __str__(self) -> str:
        return f"{self.name} {self.number}: {self.text[:200]}"


class Run(NamedTuple):
    """How a run ended, what it printed, and its calls in order."""

    code: int
    said: str
    calls: tuple[Call, ...]


def traced(place: Place, *arguments: str, names: Iterable[str] = CHANGES, options: Iterable[str] = ()) -> Run:
    """A run of Kliping on a digest, with its calls of these names; `options` as strace has them."""
    strace = shutil.which("strace")
    assert strace, "no strace: make test installs it, or says how"
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        line = [strace, "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join(names)}"]
        line += [*options, sys.executable, str(ROOT / "build.py"), *arguments, "-s", str(place.root)]
        environment = {**os.environ, **NOW, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        done = subprocess.run(
            line, cwd=place.root.parent, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        return Run(done.returncode, done.stdout + done.stderr, tuple(_calls(log.read_text("utf-8", "replace"), place)))


def calls_on(place: Place, *arguments: str, names: Iterable[str] = CHANGES) -> list[Call]:
    """The calls of a run on files of the digest."""
    run = traced(place, *arguments, names=names)
    assert run.code == 0, run.said
    return [call for call in run.calls if call.path and not call.path.endswith("-shm")]


def killed(place: Place, call: Call, *arguments: str) -> None:
    """A run that is killed as it makes this call, which is not carried out; all before it are."""
    run = traced(place, *arguments, names=[call.name], options=_injected(call, "signal=KILL"))
    assert run.code == -9, (call, run.said)


def failed(place: Place, call: Call, error: str, *arguments: str) -> Run:
    """A run in which this call fails with an error."""
    run = traced(place, *arguments, names=[call.name], options=_injected(call, f"error={error}"))
    assert [each.path for each in run.calls if "(INJECTED)" in each.text], (call, run.said)
    return run


def _injected(call: Call, what: str) -> list[str]:
    looked_for, number = call.chosen
    return [*looked_for, "-e", f"inject={call.name}:{what}:when={number}"]


def spread(calls: list[Call], most: int) -> list[Call]:
    """At most so many of the calls, from all over the run."""
    step = max(1, len(calls) / most)
    return [calls[int(number * step)] for number in range(min(most, len(calls)))]


def _calls(log: str, place: Place) -> Iterable[Call]:
    counted: Counter[tuple[str, str]] = Counter()
    within = re.compile(f'[<"](?P<path>{re.escape(str(place.root))}(?:/[^>"]*)?)[>"]')
    for found in filter(None, map(_CALL.match, log.splitlines())):
        name, about = found["name"], within.search(found["rest"])
        path = about["path"] if about else ""
        counted.update({(name, ""), (name, path)})
        yield Call(name, counted[name, ""], found["rest"], path, counted[name, path])
