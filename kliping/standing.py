"""What stands in a destination: what each file was made of when it was written, and if it is still that.

Strategy: one line of the store a file, for each destination. A file is current if its parts are what they were and
nobody has touched it since; whatever cannot be read back, or was touched, is made again.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from kliping import digest, keys
from kliping.keys import Parts
from kliping.store import Store

_NEW = "it is new"
_TOUCHED = "it was changed or deleted by hand"


class Standing:
    """What is remembered of one destination. With `is_blank` nothing is believed, and all is made again.

    A file's look is its size and the time of its last change, as `disk.ground` tells them.
    """

    def __init__(self, store: Store, destination: Path, *, is_blank: bool = False) -> None:
        self.store = store
        self.kind = f"site {digest.short(str(destination).encode('utf-8', 'surrogateescape'))}"
        self.is_blank = is_blank
        self.kept = store.recall(self.kind)

    def is_current(self, path: str, parts: Parts, look: str | None) -> bool:
        """Whether a file need not be made again."""
        return not self.is_blank and look is not None and self.kept.get(path, "").startswith(_line(look, parts))

    def why(self, path: str) -> str:
        """Why a file was last written; empty where that is not known."""
        return self.kept.get(path, "").rpartition("\n")[2]

    def keep(
        self, parts: Mapping[str, Parts], written: Collection[str], same: Collection[str], look: Callable[[str], str]
    ) -> None:
        """Remember the files there are now: of those `written` and found the `same`, how they look; and why."""
        whys = {path: self.why(path) for path in same}
        whys |= {path: self._why_written(path, parts[path]) for path in written}
        changed = {path: f"{_line(look(path), parts[path])}{why}" for path, why in whys.items()}
        self.store.update(self.kind, changed, self.kept.keys() - parts.keys())

    def _why_written(self, path: str, parts: Parts) -> str:
        known = self.kept.get(path, "").split("\n")
        if self.is_blank or len(known) != _LINES:
            return _NEW
        before = dict(part.split("=", 1) for part in known[1].split(" ") if "=" in part)
        names = keys.changed(before, parts)
        return ", ".join(names) if names else _TOUCHED


_LINES = 3  # how it looks, what it is made of, why it was written


def _line(look: str, parts: Parts) -> str:
    return f"{look}\n{' '.join([f'{name}={value}' for name, value in parts.items()])}\n"
