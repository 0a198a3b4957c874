"""How much memory the processes of a run take."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# KiB, for each.
MOST = 512 * 1024


@contextmanager
def _always(act: Callable[[], None]) -> Iterator[None]:
    """Do something again and again meanwhile."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(0.00001):
            act()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class Memory:
    """The most memory, in KiB, that each process of a run has had: those that name its folder, and their children."""

    def __init__(self, name: str) -> None:
        self.peaks: dict[int, int] = {}
        self._before = {int(path.name) for path in Path("/proc").glob("[0-9]*")}
        self._name = name.encode()
        self._watching = _always(self._look)

    def __enter__(self) -> "Memory":
        self._watching.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._watching.__exit__(None, None, None)

    def _look(self) -> None:
        time.sleep(0.05)
        ours: set[int] = set()
        for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
            with suppress(OSError, LookupError):
                fields = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
                if int(fields["PPid"]) in ours or self._name in (folder / "cmdline").read_bytes():
                    ours.add(int(folder.name))
                    self.peaks[int(folder.name)] = int(fields["VmHWM"].split()[0])

    def assert_little(self) -> None:
        """No process of the run has had more than what is promised."""
        assert self.peaks
        assert max(self.peaks.values()) < MOST, self.peaks
