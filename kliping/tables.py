"""Mappings and sequences that may be too long to hold as they are: what they promise, and those that are held.

Strategy: who decides asks for a table, and does not know where it stands: in a test in memory, in a run of a hundred
thousand clippings on the disk. What is only read from its beginning to its end is packed.
"""

import marshal
import zlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

Value = TypeVar("Value")

_AT_ONCE = 500  # values packed together
_FAST = 1  # zlib's first level takes a third of the time of the usual one


class Table(MutableMapping[str, Value]):
    """A mapping that keeps the order in which it was made, as a dict does, and can be read by the order of its keys."""

    @abstractmethod
    def in_order(self) -> Iterator[tuple[str, Value]]:
        """All keys with their values, by key."""


class Held(dict[str, Value], Table[Value]):
    """A table in memory."""

    def in_order(self) -> Iterator[tuple[str, Value]]:
        """All keys with their values, by key."""
        return iter(sorted(self.items(), key=lambda one: one[0]))


def in_order(mapping: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """All keys of a mapping with their values, by key."""
    return mapping.in_order() if isinstance(mapping, Table) else iter(sorted(mapping.items(), key=lambda one: one[0]))


def joined(*sides: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Each key that any of some mappings has, read by key, with what each has of it, or None."""
    end = ("", None)
    heads = [next(side, end) for side in sides]
    while True:
        keys = [head[0] for head in heads if head is not end]
        if not keys:
            return
        key = min(keys)
        row = []
        for number, head in enumerate(heads):
            if head is not end and head[0] == key:
                row.append(head[1])
                heads[number] = next(sides[number], end)
            else:
                row.append(None)
        yield key, row


class Packed(Sequence[Value]):
    """Values that are read one after the other, some hundred of them packed at a time.

    `pack` makes a plain value of each: texts, numbers, None, and tuples of these. Names of files take a tenth so.
    """

    def __init__(
        self,
        values: Iterable[Value] = (),
        pack: Callable[[Value], Any] = lambda value: value,
        unpack: Callable[[Any], Value] = lambda plain: plain,
    ) -> None:
        self._pack = pack
        self._unpack = unpack
        self._packs: list[bytes] = []
        self._last: list[Any] = []
        self.extend(values)

    def append(self, value: Value) -> None:
        """Put a value at the end."""
        self._last.append(self._pack(value))
        if len(self._last) == _AT_ONCE:
            self._packs.append(zlib.compress(marshal.dumps(self._last), _FAST))
            self._last = []

    def extend(self, values: Iterable[Value]) -> None:
        """Put values at the end."""
        for found in some(iter(values), _AT_ONCE):
            if self._last or len(found) < _AT_ONCE:
                for value in found:
                    self.append(value)
            else:
                self._packs.append(zlib.compress(marshal.dumps([*map(self._pack, found)]), _FAST))

    def __len__(self) -> int:
        return len(self._packs) * _AT_ONCE + len(self._last)

    def __iter__(self) -> Iterator[Value]:
        for pack in self._packs:
            yield from map(self._unpack, _unpacked(pack))
        yield from map(self._unpack, self._last)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | Sequence[Value]:
        """A value, or some."""
        if isinstance(place, slice):
            return tuple(self)[place]
        number, inside = divmod(range(len(self))[place], _AT_ONCE)
        values = self._last if number == len(self._packs) else _unpacked(self._packs[number])
        return self._unpack(values[inside])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _unpacked(pack: bytes) -> list[Any]:
    values: list[Any] = marshal.loads(zlib.decompress(pack))  # noqa: S302  # our own, of this run
    return values


def some(values: Iterator[Value], size: int) -> Iterator[list[Value]]:
    """The values, so many at a time."""
    while found := list(islice(values, size)):
        yield found
