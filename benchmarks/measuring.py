"""What a command costs: seconds, seconds of CPU, and memory, of all its processes.

Strategy: the kernel counts the CPU of a process and of all that it waited for. Memory is looked at while the command
runs: a process's share of what it has in memory (PSS: pages that several have are divided among them), summed over
the tree of processes. A look at a large process takes a while, so looks are spaced to cost a fiftieth of a core at
most. What falls between two looks is caught by the kernel's own mark for the largest single process.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread

_EVERY = 0.05
_SHARE = 1 / 50
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: seconds on the clock, seconds of CPU, and the most memory at once, in MiB."""

    wall: float
    cpu: float
    memory: float


class CommandError(Exception):
    """A command that ended with an error; what it said."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder, after the disk has come to rest.

    Python keeps what it compiles of its modules, as it does for whoever has not told it otherwise.
    """
    os.sync()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment)
        with _Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            told = said.read().decode(errors="replace")
            raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{told}")
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=watch.most / 1024)


class _Watch:
    """Looks at the memory of a tree of processes, from time to time, in a thread. `most` is in KiB."""

    def __init__(self, root: int) -> None:
        self.most = 0
        self._root = root
        self._done = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            start = time.perf_counter()
            processes = list(_tree(self._root))
            self.most = max(self.most, sum(map(_share, processes)), *map(_mark, processes))
            pause = max(_EVERY, (time.perf_counter() - start) / _SHARE)


def _tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    # Processes end while they are looked at.
    with suppress(OSError):
        for task in (_PROC / str(root) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _mark(process: int) -> int:
    """The most that a process has had so far, in KiB: since it became this program, as `ru_maxrss` does not know it."""
    with suppress(OSError):
        for line in (_PROC / str(process) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def _share(process: int) -> int:
    """A process's share of memory, in KiB; nothing once it has ended."""
    with suppress(OSError):
        for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
