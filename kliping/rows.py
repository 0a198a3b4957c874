"""What a run remembers of one kind, name by name, for who cannot hold all of it.

Strategy: what is new is written some at a time, under another kind, and takes the place of the old in one go when the
run comes to its end; so one that is killed leaves what was remembered before it. Of a row that stays, eight bytes are
held.
"""

from array import array
from collections.abc import Callable

from kliping.store import Store, is_sound

_AT_ONCE = 1000  # values held to be written
_BITS = 2**64 - 1
_MOST_AHEAD = 256
_AFTER_ALL = "\U0010ffff" * 2


class Rows:
    """The rows of a kind: those before this run, and those that it names. With `is_blank` there were none before.

    With `is_whole` all are read at once, for who asks of most of them and has the memory.
    """

    def __init__(self, store: Store, kind: str, *, is_blank: bool = False, is_whole: bool = False) -> None:
        self._store = store
        self._kind = kind
        self._staged = f"{kind} staged"
        self._is_blank = is_blank
        self._has_staged = False
        self._whole = store.recall(kind) if is_whole and not is_blank else {} if is_whole else None
        # By a number for each: were two names to share theirs, a row that is gone would be remembered for a while.
        self._named = array("Q")
        self._dropped: set[str] = set()
        self._window = _Window(store, kind)
        self._new: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """What a row holds: as this run put it, else as it was remembered."""
        if name in self._new:
            return self._new[name]
        if self._whole is not None:
            return self._whole.get(name)
        staged = self._store.value(self._staged, name) if self._has_staged else None
        return self._window.get(name) if staged is None and not self._is_blank else staged

    def stays(self, name: str) -> None:
        """Have a row remembered as it is."""
        self._named.append(hash(name) & _BITS)
        self._dropped.discard(name)

    def put(self, name: str, value: str) -> None:
        """Have a row remembered with this value."""
        self.stays(name)
        self._new[name] = value
        if len(self._new) >= _AT_ONCE:
            self._stage()

    def drop(self, name: str) -> None:
        """Have a row forgotten, whatever was said of it before."""
        self._dropped.add(name)

    def settle(self) -> None:
        """Remember the rows that were named, and no others."""
        self._stage()
        gone = [*self._dropped, *self._not_named()]
        if self._has_staged or gone:
            self._store.settle(self._staged, self._kind, gone)
        self._has_staged = False
        self._window = _Window(self._store, self._kind)

    @property
    def has_named(self) -> bool:
        """Whether this run named any row."""
        return bool(self._named)

    def named(self) -> Callable[[str], bool]:
        """What tells of a name whether this run named it."""
        named = {*self._named}
        return lambda name: hash(name) & _BITS in named

    def _not_named(self) -> list[str]:
        """The rows that were there before and are not named."""
        is_same = not self._has_staged and len({*self._named}) == self._store.count(self._kind)
        is_named = self.named()
        return [] if is_same else [name for name in self._store.names(self._kind) if not is_named(name)]

    def _stage(self) -> None:
        if self._new and not self._has_staged:
            self._store.remember(self._staged, {})  # what a run that was killed left there
            self._has_staged = True
        self._store.update(self._staged, self._new, ())
        if self._whole is not None:
            self._whole |= self._new
        self._new = {}


class _Window:
    """Some rows of a kind that follow one another: who asks for one often asks for the next."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._rows: dict[str, str] = {}
        self._first, self._last = _AFTER_ALL, ""
        self._asked = 0
        self._size = 1

    def get(self, name: str) -> str | None:
        if not self._first <= name <= self._last:
            if not is_sound(name):
                return None
            self._move(name)
        self._asked += 1
        return self._rows.get(name)

    def _move(self, name: str) -> None:
        """Look at this row and at those after it: at many, if most of those looked at were asked for."""
        self._size = min(_MOST_AHEAD, self._size * 4) if self._asked * 2 > self._size else 1
        self._rows = dict(self._store.following(self._kind, name, self._size))
        is_end = len(self._rows) < self._size
        self._first, self._last = name, _AFTER_ALL if is_end else max(self._rows)
        self._asked = 0
