"""A shelf for values that are wanted again, but not all at once.

Strategy: temporary files that have no name once they are large, so that they are gone with their process, however that
ends. Values alone stand one after the other; tables of them are SQLite's, which holds little more of one than is used.
"""

import errno
import marshal
import pickle
import sqlite3
from collections.abc import Callable, ItemsView, Iterator, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Generic, TypeVar

from kliping.tables import Table

Value = TypeVar("Value")

_IN_MEMORY = 16 * 2**20  # bytes; a shelf that holds less never touches the disk
_AT_ONCE = 500  # entries of a table written or read together
_CACHE = "PRAGMA cache_size = -1000"  # KiB that SQLite holds of one table


@dataclass(frozen=True, slots=True)
class Taker(Generic[Value]):
    """What gives a value again, for as long as its shelf is open: its first byte there, and how many it has."""

    shelf: "Shelf"
    start: int
    size: int

    def __call__(self) -> Value:
        """The value."""
        value: Value = self.shelf.taken(self.start, self.size)
        return value


class Shelf:
    """Values laid by; use it in a `with` statement. It unpickles nothing but what it pickled itself."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by __exit__
        self._tables: list[LaidTable[Any]] = []

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        for table in self._tables:
            table.close()

    def lay_by(self, value: Value) -> Taker[Value]:
        """What gives the value again, for as long as the shelf is open."""
        data = _pickled(value)
        start = self._file.seek(0, SEEK_END)
        self._file.write(data)
        return Taker(self, start, len(data))

    def taken(self, start: int, size: int) -> Any:
        """The value that stands there."""
        self._file.seek(start)
        return pickle.loads(self._file.read(size))  # noqa: S301  # our own bytes, from a file without a name

    def table(
        self,
        pack: Callable[[Value], Any] = lambda value: value,
        unpack: Callable[[Any], Value] = lambda plain: plain,
    ) -> "LaidTable[Value]":
        """A table on the shelf. `pack` makes a plain value: texts, bytes, numbers, None, and tuples of these."""
        made = LaidTable(pack, unpack)
        self._tables.append(made)
        return made


def _pickled(value: object) -> bytes:
    data = BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(value)
    return data.getvalue()


class _Pickler(pickle.Pickler):
    """A pickler to which a dataclass is its values: Python's own way with frozen ones takes five times as long."""

    def reducer_override(self, value: object) -> Any:
        """How a value that is none of Python's own is made again."""
        if isinstance(value, type) or not is_dataclass(value):
            return NotImplemented
        kind: type[Any] = type(value)
        return _made, (kind, *(getattr(value, name) for name in _names_of(kind)))


def _made(kind: type[Any], *values: object) -> object:
    """A value of a dataclass, with what it had; what it is made with is not asked again."""
    made: object = object.__new__(kind)
    for name, value in zip(_names_of(kind), values, strict=True):
        object.__setattr__(made, name, value)
    return made


_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names_of(kind: type[Any]) -> tuple[str, ...]:
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(each.name for each in fields(kind))
    return found


class LaidTable(Table[Value]):
    """A table in a file without a name; a few hundred of its entries are in memory."""

    def __init__(self, pack: Callable[[Value], Any], unpack: Callable[[Any], Value]) -> None:
        self._pack = pack
        self._unpack = unpack
        self._new: dict[str, Value] = {}
        self._asked: tuple[str, Value] | None = None  # who asks for one mostly asks again
        with _told():
            # sqlite.org/inmemorydb.html: without a name it is a file that goes with whoever opened it.
            self._database = sqlite3.connect("", isolation_level=None)
            self._database.execute(_CACHE)
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("CREATE TABLE entry (place INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)")
            self._database.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __getitem__(self, key: str) -> Value:
        if key in self._new:
            return self._new[key]
        if self._asked and self._asked[0] == key:
            return self._asked[1]
        found = self._one("SELECT value FROM entry WHERE key = ?", key)
        if found is None:
            raise KeyError(key)
        self._asked = key, self._value(found[0])
        return self._asked[1]

    def __contains__(self, key: object) -> bool:
        if key in self._new or (self._asked and self._asked[0] == key):
            return True
        return self._one("SELECT 1 FROM entry WHERE key = ?", str(key)) is not None

    def _one(self, select: str, key: str) -> tuple[Any, ...] | None:
        try:  # asked so often that a `with` statement would be half of it
            row: tuple[Any, ...] | None = self._database.execute(select, (_encoded(key),)).fetchone()
        except sqlite3.Error as error:
            raise _as_error(error) from error
        return row

    def __setitem__(self, key: str, value: Value) -> None:
        self._asked = None
        self._new[key] = value
        if len(self._new) >= _AT_ONCE:
            self._write()

    def __delitem__(self, key: str) -> None:
        self._asked = None
        is_new = self._new.pop(key, None) is not None
        with _told():
            gone = self._database.execute("DELETE FROM entry WHERE key = ?", (_encoded(key),)).rowcount
        if not gone and not is_new:
            raise KeyError(key)

    def __len__(self) -> int:
        self._write()
        with _told():
            (count,) = self._database.execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._entries())

    def items(self) -> ItemsView[str, Value]:
        """All keys with their values, as they were put in."""
        return _Items(self)

    def values(self) -> ValuesView[Value]:
        """All values, as they were put in."""
        return _Values(self)

    def entries(self) -> Iterator[tuple[str, Value]]:
        """All keys with their values, as they were put in."""
        return ((key, self._value(value)) for key, value in self._entries())

    def in_order(self) -> Iterator[tuple[str, Value]]:
        """All keys with their values, by key."""
        more, last = ">=", b""
        unpack, loads = self._unpack, marshal.loads
        while True:
            self._write()
            with _told():
                rows = self._database.execute(_BY_KEY[more], (last, _AT_ONCE)).fetchall()
            for key, value in rows:
                yield _decoded(key), unpack(loads(value))
            if not rows:
                return
            more, last = ">", rows[-1][0]

    def _entries(self) -> Iterator[tuple[str, bytes]]:
        place = 0
        while True:
            self._write()
            with _told():
                select = "SELECT place, key, value FROM entry WHERE place > ? ORDER BY place LIMIT ?"
                rows = self._database.execute(select, (place, _AT_ONCE)).fetchall()
            if not rows:
                return
            for _, key, value in rows:
                yield _decoded(key), value
            place = rows[-1][0]

    def _value(self, data: bytes) -> Value:
        return self._unpack(marshal.loads(data))  # noqa: S302  # our own bytes, from a file without a name

    def _write(self) -> None:
        if self._new:
            rows = [(_encoded(key), marshal.dumps(self._pack(value))) for key, value in self._new.items()]
            put = "INSERT INTO entry (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            with _told():
                self._database.executemany(put, rows)
            self._new = {}


# A text's UTF-8 has the order of its characters, lone surrogates among them.
_BY_KEY = {
    ">=": "SELECT key, value FROM entry WHERE key >= ? ORDER BY key LIMIT ?",
    ">": "SELECT key, value FROM entry WHERE key > ? ORDER BY key LIMIT ?",
}


class _Items(ItemsView[str, Value]):
    def __init__(self, table: LaidTable[Value]) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return self._table.entries()


class _Values(ValuesView[Value]):
    def __init__(self, table: LaidTable[Value]) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[Value]:
        return (value for _, value in self._table.entries())


def _encoded(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def _decoded(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


@contextmanager
def _told() -> Iterator[None]:
    """A full disk, and whatever else a file can do, as files tell it."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_error(error) from error


def _as_error(error: sqlite3.Error) -> OSError:
    return OSError(errno.EIO, str(error), "a temporary file")
