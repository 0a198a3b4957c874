"""A site written to its destination, as one whole.

Strategy: all changed files are staged on the same file system before the first is renamed into place, so that nobody
ever reads half a file; the rename loop is the one place a journal has to enclose.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from kliping import disk, grounds, interruption
from kliping.model import File, Rank
from kliping.problems import Problem, Span

MARKER = ".kliping"
_STAGE = ".kliping-staged"
_MARKER_TEXT = "Made by Kliping, which keeps this folder: what it did not write here, it removes.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How many files of a destination were written, left as they were, and removed; and which were written."""

    written: int
    reused: int
    removed: int
    paths: frozenset[str] = field(default=frozenset(), compare=False)


def why_refused(destination: Path, name: str) -> Problem | None:
    """What speaks against publishing into a folder: a digest, or something else without Kliping's marker."""
    inhabited = grounds.why_inhabited(destination, name)
    if inhabited:
        return inhabited
    if not destination.exists() or (destination.is_dir() and (is_ours(destination) or not disk.scan(destination))):
        return None
    return Problem(
        code="destination-refused",
        span=Span(path=name),
        text="this folder holds files that Kliping did not write" if destination.is_dir() else "this is not a folder",
        hint="empty it, or name another with --destination; what a site needs beside its pages goes into static/",
    )


def is_ours(destination: Path) -> bool:
    """Whether a folder carries Kliping's marker: then it is Kliping's whole."""
    return (destination / MARKER).is_file()


def site_around(folder: Path) -> Path | None:
    """The built site that a folder is, or lies in."""
    real = folder.resolve()
    return next((around for around in (real, *real.parents) if is_ours(around)), None)


def publish(files: Iterable[File], destination: Path, standing: Collection[str] = ()) -> Published:
    """Make a destination hold these files and those `standing` there, and nothing else.

    Of these files, those with the same bytes are not touched.
    """
    destination.mkdir(parents=True, exist_ok=True)
    if not is_ours(destination):
        (destination / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    in_order = sorted(files, key=lambda file: (get_args(Rank).index(file.rank), file.path))
    links = _linked_folders(destination)
    changed = [
        file
        for file in in_order
        if not links.isdisjoint((destination / file.path).parents) or not _holds(destination / file.path, file.data)
    ]
    try:
        _stage(changed, destination / _STAGE)
        # Half a site is none: an interruption that comes now comes too late.
        with suppress(KeyboardInterrupt), interruption.held_back():
            for file in changed:
                _put(destination / _STAGE / file.path, destination / file.path, destination)
            removed = _remove_others(destination, {*standing, *(file.path for file in in_order)})
    except OSError as error:
        raise disk.told(error, destination, error.filename or str(destination)) from error
    finally:
        shutil.rmtree(destination / _STAGE, ignore_errors=True)
    return Published(
        written=len(changed),
        reused=len(standing) + len(in_order) - len(changed),
        removed=removed,
        paths=frozenset(file.path for file in changed),
    )


def remove_built(root: Path, destination: Path) -> tuple[Path, ...]:
    """Remove the site and the store, only what is Kliping's; the folders that were removed."""
    ours = [folder for folder in (destination,) if is_ours(folder)]
    ours += [folder for folder in (root / ".kliping",) if folder.is_dir() and not folder.is_symlink()]
    for folder in ours:
        shutil.rmtree(folder)
    return tuple(ours)


def static_files(root: Path) -> tuple[Mapping[str, Path], tuple[Problem, ...]]:
    """The files of static/, published as they are, by their path under the destination; and what else is there."""
    found, strays = grounds.survey(root, "static", hidden=True)
    files = {path.relative_to(root / "static").as_posix(): path for path in found}
    return {name: path for name, path in files.items() if name.partition("/")[0] not in {MARKER, _STAGE}}, strays


def _linked_folders(destination: Path) -> set[Path]:
    """Links to folders: they will be removed, so what seems to stand behind them does not."""
    return {
        Path(folder, name)
        for folder, folders, _ in os.walk(destination)
        for name in folders
        if Path(folder, name).is_symlink()
    }


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _stage(files: Iterable[File], stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    for file in files:
        staged = stage / file.path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(file.data)


def _put(staged: Path, target: Path, destination: Path) -> None:
    """Rename a staged file into place, over whatever stands in the way within the destination."""
    for folder in reversed(target.relative_to(destination).parents[:-1]):  # the destination itself may be a link
        in_the_way = destination / folder
        if in_the_way.is_symlink() or in_the_way.is_file():
            in_the_way.unlink()
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _remove_others(destination: Path, kept: set[str]) -> int:
    removed = 0
    for folder, folders, names in os.walk(destination, topdown=False):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*names, *links):
            path = Path(folder, name)
            relative = path.relative_to(destination).as_posix()
            if relative not in kept and relative != MARKER:
                path.unlink()
                removed += 1
        if Path(folder) != destination and not disk.scan(Path(folder)):
            Path(folder).rmdir()
    return removed
