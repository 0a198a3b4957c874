"""The moves that make one site of another, written down before the first of them.

Strategy: a journal stands beside what is staged, and is there from one moment to the next, whole. Each of its steps can
be taken again: what was moved is no longer staged, what was removed is no longer there. So whoever finds one carries it
out, from wherever it was left.
"""

import errno
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kliping import disk, saving
from kliping.disk import Ground

NAME = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What is to be done in a destination, in this order; all paths are those under it.

    `in_the_way` are files and links where folders must be, `folders` those that are new. `moves` are what is staged,
    files and whole folders, by their paths; `gone` files that go, and `left` folders that go if they are empty then.
    """

    in_the_way: tuple[str, ...]
    folders: tuple[str, ...]
    moves: Mapping[str, str]
    gone: tuple[str, ...]
    left: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return any((self.in_the_way, self.folders, self.moves, self.gone, self.left))


def of(moves: Mapping[str, str], ground: Ground, kept: set[str]) -> Journal:
    """What makes a destination hold `kept`, some of which is staged, and nothing else of what stands on its ground."""
    around = disk.folders_of(kept)
    return Journal(
        in_the_way=tuple(sorted(around.intersection((*ground.files, *ground.others)))),
        folders=tuple(sorted(disk.folders_of(moves) - ground.folders)),
        moves=moves,
        gone=tuple(path for path in (*ground.files, *ground.others) if path not in kept),
        left=tuple(sorted(ground.folders - around, reverse=True)),
    )


def write(journal: Journal, stage: Path) -> None:
    """Put it beside what is staged, which reaches the disk before."""
    stage.mkdir(exist_ok=True)
    saving.settle(_all_of(stage))
    draft = stage / f"{NAME}.draft"
    draft.write_text(json.dumps(asdict(journal)), encoding="ascii")
    saving.settle([draft])
    draft.rename(stage / NAME)
    saving.settle([stage])


def read(stage: Path) -> Journal | None:
    """The journal that a run has left; None where there is none, or one that cannot be believed."""
    if not is_folder(stage) or not (stage / NAME).is_file():  # a pipe would be waited for without end
        return None
    try:
        found = json.loads((stage / NAME).read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None
    try:
        of_each: dict[str, Any] = {name: value if name == "moves" else tuple(value) for name, value in found.items()}
        journal = Journal(**of_each)
        return journal if all(map(_is_below, _paths(journal))) else None
    except (TypeError, AttributeError):
        return None


def carry_out(journal: Journal, destination: Path, stage: Path) -> int:
    """Do what is written, as far as it has not been done; how many files were removed."""
    for path in journal.in_the_way:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            (destination / path).unlink()
    for folder in journal.folders:
        (destination / folder).mkdir(parents=True, exist_ok=True)
    for path, waiting in journal.moves.items():
        _put(stage / waiting, f"{destination}/{path}")
    removed = sum(_removed(destination / path) for path in journal.gone)
    for folder in journal.left:
        with suppress(OSError):  # gone, or not empty
            (destination / folder).rmdir()
    changed = (destination / folder for folder in _changed(journal))
    saving.settle(folder for folder in changed if folder.is_dir())
    return removed


def drop(stage: Path) -> None:
    """Forget what was staged; its journal first, as it is nothing without it.

    What stands there and is no folder, such as a link to one, is somebody's mistake, and goes itself.
    """
    with suppress(OSError):
        (stage / NAME if is_folder(stage) else stage).unlink()
    if is_folder(stage):
        shutil.rmtree(stage, ignore_errors=True)


def is_folder(path: Path) -> bool:
    """Whether a folder stands there itself, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _put(staged: Path, target: str) -> None:
    """Rename what is staged into place, over whatever stands there; what is no longer staged has been."""
    try:
        staged.replace(target)
    except IsADirectoryError:
        shutil.rmtree(target)
        staged.replace(target)
    except FileNotFoundError:
        if staged.exists():
            raise
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        for inner in disk.scan(staged):  # somebody has made the same folder meanwhile
            _put(Path(inner.path), f"{target}/{inner.name}")


def _removed(path: Path) -> bool:
    # It may be gone, or have become a folder, where one of the files needed its place.
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        path.unlink()
        return True
    return False


def _changed(journal: Journal) -> list[str]:
    """The folders in which a name came or went."""
    paths = (*journal.in_the_way, *journal.folders, *journal.moves, *journal.gone, *journal.left)
    return sorted({path.rpartition("/")[0] for path in paths})


def _all_of(folder: Path) -> Iterator[Path]:
    """A folder with all that is below it."""
    yield folder
    for entry in disk.scan(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _all_of(Path(entry.path))
        else:
            yield Path(entry.path)


def _paths(journal: Journal) -> tuple[str, ...]:
    named = (*journal.in_the_way, *journal.folders, *journal.gone, *journal.left)
    return (*named, *journal.moves, *journal.moves.values())


def _is_below(path: str) -> bool:
    """Whether a path stays in its folder, whoever wrote the journal."""
    return bool(path) and not path.startswith("/") and ".." not in PurePosixPath(path).parts
