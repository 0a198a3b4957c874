"""What stands in a destination: what each file was made of when it was written, and if it is still that.

Strategy: one line of the store a file, for each destination. A file is current if its parts are what they were and
nobody has touched it since; whatever cannot be read back, or was touched, is made again.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from kliping import digest, disk, keys
from kliping.disk import Ground
from kliping.store import Store

_FOLDERS = ""  # what is remembered of all folders, under the name that no file has
_NEW = "it is new, or the build before it was not known"
_TOUCHED = "it was changed or deleted by hand"


class Standing:
    """What is remembered of one destination. With `is_blank` nothing is believed, and all is made again.

    A file's look is its size and the time of its last change, as `disk.ground` tells them; a folder's is the
    time when a file last came into it or went.
    """

    def __init__(self, store: Store, destination: Path, *, is_blank: bool = False) -> None:
        self.store = store
        self.destination = destination
        self._ground: Ground | None = None
        self._folders: dict[str, str] = {}
        self.kind = f"site {digest.short(str(destination).encode('utf-8', 'surrogateescape'))}"
        self.is_blank = is_blank
        self.kept = store.recall(self.kind)

    def ground(self) -> Ground:
        """What stands in the destination, looked at once: as it was left, if looks tell so, else all of it listed."""
        if self._ground is None:
            files = {path: kept.partition("\n")[0] for path, kept in self.kept.items() if path}
            self._folders = disk.looks_of_folders(self.destination, ("", *sorted(disk.folders_of(files))))
            is_as_left = self.kept.get(_FOLDERS) == _digest_of(self._folders)
            if is_as_left and disk.looks_of_files(self.destination, files) == files:
                self._ground = Ground(files=files, folders=frozenset(self._folders) - {""}, others=(), is_as_left=True)
            else:
                self._ground = disk.ground(self.destination)
        return self._ground

    def is_current(self, path: str, made_of: str, look: str | None) -> bool:
        """Whether a file, `made_of` parts as `digest.line_of` tells them, need not be made again."""
        return not self.is_blank and look is not None and self.kept.get(path, "").startswith(f"{look}\n{made_of}\n")

    def current_below(self, folder: str, made_of: str) -> tuple[str, ...]:
        """The files below a folder, if all that are remembered are made of these parts and stand as they were."""
        looks = self.ground().files
        known = tuple(path for path in self.kept if path.startswith(folder))
        return known if all(self.is_current(path, made_of, looks.get(path)) for path in known) else ()

    def why(self, path: str) -> str:
        """Why a file was last written; empty where that is not known."""
        return self.kept.get(path, "").rpartition("\n")[2]

    def keep(self, made_of: Mapping[str, str], written: Collection[str], same: Collection[str]) -> None:
        """Remember the files there are now: of those `written` and found the `same`, how they look; and why."""
        gone = self.kept.keys() - made_of.keys() - {_FOLDERS}
        whys = {path: self.why(path) for path in same}
        whys |= {path: self._why_written(path, made_of[path]) for path in written}
        looks = disk.looks_of_files(self.destination, whys)
        changed = {path: f"{looks[path]}\n{made_of[path]}\n{why}" for path, why in whys.items()}
        changed[_FOLDERS] = _digest_of(self._folders_now(made_of, (*written, *gone)))
        self.store.update(self.kind, changed, gone)

    def _folders_now(self, paths: Iterable[str], changed: Iterable[str]) -> dict[str, str]:
        """How all folders look now; those in a site that was as it was left and where nothing changed still do."""
        touched = {"", *disk.folders_of(changed)}
        as_left = self._folders if self._ground and self._ground.is_as_left else {}
        still = {folder: look for folder, look in as_left.items() if folder not in touched}
        folders = ["", *sorted(disk.folders_of(paths))]
        anew = disk.looks_of_folders(self.destination, (folder for folder in folders if folder not in still))
        return {folder: still.get(folder) or anew[folder] for folder in folders}

    def _why_written(self, path: str, made_of: str) -> str:
        known = self.kept.get(path, "").split("\n")
        if self.is_blank or len(known) != _LINES:
            return _NEW
        names = keys.changed(known[1], made_of)
        return ", ".join(names) if names else _TOUCHED


_LINES = 3  # how it looks, what it is made of, why it was written


def _digest_of(folders: Mapping[str, str]) -> str:
    return digest.short("\n".join(folders.values()).encode())
