"""What Linux can do with files and Python has no name for, asked of the C library.

Strategy: each answers whether it was done; where the system or the file system cannot, the caller has another way.
"""

import errno
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD: a path is meant from the folder of this process, as Python means it
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


def sync_file_system(folder: Path) -> bool:
    """syncfs(2): all that was written on a folder's file system reaches the disk. It is one wait for any number."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return _called("syncfs", descriptor, of=folder)
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """renameat2(2): two files take each other's name, at once. Raises FileNotFoundError where one is gone."""
    return _called("renameat2", _HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE, of=other)


def _called(name: str, *arguments: Any, of: Path) -> bool:
    function = _function(name)
    if function is None:
        return False
    if function(*arguments) == 0:
        return True
    import ctypes  # loaded by now

    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(of))


@cache
def _function(name: str) -> Callable[..., int] | None:
    # Loaded here: a build that has nothing to do must not wait for it.
    import ctypes

    found: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return found
