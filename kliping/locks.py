"""One build of a digest at a time, and one into a destination: locks on folders, which go with who holds them.

Strategy: flock(2) on the folders themselves, so that nothing is left behind; where a file system knows no locks, there
is none.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TAKEN = {errno.EWOULDBLOCK, errno.EACCES}


class BusyError(Exception):
    """Another process holds the lock, and nobody wanted to wait."""


@contextmanager
def held(*folders: Path, waits: bool, tell: Callable[[], None]) -> Iterator[None]:
    """Hold the locks of folders, in their order; `tell` is called where one must be waited for.

    A folder that is not there has none. Raises BusyError where another process holds one and `waits` is not set.
    """
    descriptors = [descriptor for folder in folders if (descriptor := _opened(folder)) is not None]
    try:
        for descriptor in _distinct(descriptors):
            if _is_taken(descriptor):
                if not waits:
                    raise BusyError
                tell()
                with suppress(OSError):
                    fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _opened(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _distinct(descriptors: Iterable[int]) -> list[int]:
    """One for each folder: a process that locks one a second time would wait for itself."""
    by_folder: dict[tuple[int, int], int] = {}
    for descriptor in descriptors:
        told = os.fstat(descriptor)
        by_folder.setdefault((told.st_dev, told.st_ino), descriptor)
    return list(by_folder.values())


def _is_taken(descriptor: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _TAKEN
    return False
