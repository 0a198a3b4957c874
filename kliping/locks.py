"""One build of a digest at a time: a lock on its folder, which goes with the process that holds it.

Strategy: flock(2) on the folder itself, so that nothing is left behind; where a file system knows no locks, there is
none.
"""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TAKEN = {errno.EWOULDBLOCK, errno.EACCES}


class BusyError(Exception):
    """Another process holds the lock, and nobody wanted to wait."""


@contextmanager
def held(folder: Path, *, waits: bool, tell: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a folder; `tell` is called once where it must be waited for.

    A folder that is not there has none. Raises BusyError where another process holds it and `waits` is not set.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        if _is_taken(descriptor):
            if not waits:
                raise BusyError
            tell()
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _TAKEN
    return False
