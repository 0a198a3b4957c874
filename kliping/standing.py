"""What stands in a destination: what each file was made of when it was written, and if it is still that.

Strategy: one line of the store a file, for each destination. A file is current if its parts are what they were and
nobody has touched it since; whatever cannot be read back, or was touched, is made again.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from kliping import digest, disk, keys
from kliping.disk import Ground
from kliping.keys import Parts
from kliping.store import Store

_FOLDERS = ""  # what is remembered of all folders, under the name that no file has
_NEW = "it is new"
_TOUCHED = "it was changed or deleted by hand"


class Standing:
    """What is remembered of one destination. With `is_blank` nothing is believed, and all is made again.

    A file's look is its size and the time of its last change, as `disk.ground` tells them; a folder's is the
    time when a file last came into it or went.
    """

    def __init__(self, store: Store, destination: Path, *, is_blank: bool = False) -> None:
        self.store = store
        self.destination = destination
        self.kind = f"site {digest.short(str(destination).encode('utf-8', 'surrogateescape'))}"
        self.is_blank = is_blank
        self.kept = store.recall(self.kind)

    def ground(self) -> Ground:
        """What stands in the destination: as it was left, where a look tells so, else folder by folder."""
        files = {path: kept.partition("\n")[0] for path, kept in self.kept.items() if path}
        folders = disk.folders_of(files)
        kept_folders = self.kept.get(_FOLDERS, "")
        if kept_folders and kept_folders == self._look_at(folders) and all(map(self._is_untouched, files.items())):
            return Ground(files=files, folders=frozenset(folders), others=(), is_as_left=True)
        return disk.ground(self.destination)

    def _is_untouched(self, file: tuple[str, str]) -> bool:
        path, look = file
        return self._look_of(path) == look

    def _look_at(self, folders: Collection[str]) -> str:
        """A digest of when files last came into folders or went; empty where one is gone."""
        looks = [disk.look_at_folder(f"{self.destination}/{folder}") for folder in ("", *sorted(folders))]
        return digest.short("\n".join(looks).encode()) if all(looks) else ""

    def is_current(self, path: str, parts: Parts, look: str | None) -> bool:
        """Whether a file need not be made again."""
        return not self.is_blank and look is not None and self.kept.get(path, "").startswith(_line(look, parts))

    def why(self, path: str) -> str:
        """Why a file was last written; empty where that is not known."""
        return self.kept.get(path, "").rpartition("\n")[2]

    def keep(self, parts: Mapping[str, Parts], written: Collection[str], same: Collection[str]) -> None:
        """Remember the files there are now: of those `written` and found the `same`, how they look; and why."""
        look = self._look_of
        whys = {path: self.why(path) for path in same}
        whys |= {path: self._why_written(path, parts[path]) for path in written}
        changed = {path: f"{_line(look(path), parts[path])}{why}" for path, why in whys.items()}
        changed[_FOLDERS] = self._look_at(disk.folders_of(parts))
        self.store.update(self.kind, changed, self.kept.keys() - parts.keys() - {_FOLDERS})

    def _look_of(self, path: str) -> str:
        return disk.look_at_file(f"{self.destination}/{path}")

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
