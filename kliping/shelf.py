"""A shelf for values that are wanted again, but not all at once.

Strategy: a temporary file that has no name once it is large, so that it is gone with its process, however that ends.
"""

import pickle
from collections.abc import Callable
from functools import partial
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TypeVar

Value = TypeVar("Value")

_IN_MEMORY = 16 * 2**20  # bytes; a shelf that holds less never touches the disk


class Shelf:
    """Values laid by; use it in a `with` statement. It unpickles nothing but what it pickled itself."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by __exit__

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def lay_by(self, value: Value) -> Callable[[], Value]:
        """What gives the value again, for as long as the shelf is open."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        start = self._file.seek(0, SEEK_END)
        self._file.write(data)
        return partial(self._taken, start, len(data))

    def _taken(self, start: int, size: int) -> Value:  # type: ignore[type-var]  # of the value laid by there
        self._file.seek(start)
        value: Value = pickle.loads(self._file.read(size))  # noqa: S301  # our own bytes, from a file without a name
        return value
