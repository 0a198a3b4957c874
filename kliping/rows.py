"""What a run remembers of one kind, name by name, for who cannot hold all of it.

Strategy: what is new is written some at a time, under another kind, and takes the place of the old in one go when the
run comes to its end; so one that is killed leaves what was remembered before it.
"""

from collections.abc import Iterator

from kliping.store import Store

_AT_ONCE = 1000  # values held to be written


class Rows:
    """The rows of a kind: those before this run, and those that it names. With `is_blank` there were none before."""

    def __init__(self, store: Store, kind: str, *, is_blank: bool = False) -> None:
        self._store = store
        self._kind = kind
        self._staged = f"{kind} staged"
        self._is_blank = is_blank
        self._has_staged = False
        self._named: set[str] = set()
        self._new: dict[str, str] = {}

    def before(self) -> Iterator[tuple[str, str]]:
        """Names with their values as they were remembered; never all at once."""
        return iter(()) if self._is_blank else self._store.each(self._kind)

    def stays(self, name: str) -> None:
        """Have a row remembered as it is."""
        self._named.add(name)

    def put(self, name: str, value: str) -> None:
        """Have a row remembered with this value."""
        self._named.add(name)
        self._new[name] = value
        if len(self._new) >= _AT_ONCE:
            self._stage()

    def drop(self, name: str) -> None:
        """Have a row forgotten, whatever was said of it before."""
        self._named.discard(name)

    def settle(self) -> None:
        """Remember the rows that were named, and no others."""
        self._stage()
        gone = [name for name in self._store.names(self._kind, self._staged) if name not in self._named]
        if self._has_staged or gone:
            self._store.settle(self._staged, self._kind, gone)
        self._has_staged = False

    def _stage(self) -> None:
        if self._new and not self._has_staged:
            self._store.remember(self._staged, {})  # what a run that was killed left there
            self._has_staged = True
        self._store.update(self._staged, self._new, ())
        self._new = {}
