"""A site written to its destination, as one whole.

Strategy: all changed files are staged on the same file system before the first is renamed into place, so that nobody
ever reads half a file; and what is to be done is written down before it is begun, so that a run that dies in the midst
of it is finished by the next. What stands in a destination is looked at once, before.
"""

import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

from kliping import digest, disk, grounds, interruption, journal
from kliping.disk import Ground
from kliping.inventory import Inventory
from kliping.model import File, Rank
from kliping.problems import Problem, Span

MARKER = ".kliping"
STAGE = disk.STAGE
_RANKS = get_args(Rank)
_A_FOLDER = 1000  # staged files in one folder
_MARKED_BY = "Made by Kliping"
_MARKER_TEXT = f"{_MARKED_BY}, which keeps this folder: what it did not write here, it removes.\n"


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
    around = site_around(destination.parent)
    if around:
        return Problem(
            code="destination-refused",
            span=Span(path=name),
            text=f"this lies in {around}, which is a site that Kliping keeps: its next build would remove it",
            hint="name a folder elsewhere with --destination",
        )
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
    marker = destination / MARKER
    try:
        return not marker.is_symlink() and marker.read_text("utf-8").startswith(_MARKED_BY)
    except (OSError, UnicodeDecodeError):
        return False


def site_around(folder: Path) -> Path | None:
    """The built site that a folder is, or lies in."""
    real = folder.resolve()
    return next((around for around in (real, *real.parents) if is_ours(around)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What lies ready to be moved into a destination, and which files stand there already.

    `changed` tells of files by path, in order, where in the stage they are. `made` is what there was not before: the
    destination itself, or its marker.
    """

    changed: Mapping[str, str]
    same: frozenset[str] = frozenset()
    made: tuple[Path, ...] = ()


def publish(files: Iterable[File], destination: Path, standing: Collection[str] = ()) -> Published:
    """Make a destination hold these files and those `standing` there, and nothing else.

    Of these files, those with the same bytes are not touched.
    """
    ground = disk.ground(destination)
    return put_in_place(stage(files, destination, ground), destination, ground, standing)


def stage(files: Iterable[File], destination: Path, ground: Ground) -> Staged:
    """Write files beside a destination, each as it comes, so that they are never all held; it stands as it was."""
    folder = destination / STAGE
    staged: list[tuple[int, str, str]] = []
    same: set[str] = set()
    made = tuple(path for path in (destination / MARKER, destination) if not path.exists())
    try:
        _begin(destination)
        for file in files:
            if _holds(ground, destination, file):
                same.add(file.path)
                continue
            number = len(staged)
            waiting = f"{number // _A_FOLDER}/{number}"
            if not number % _A_FOLDER:
                (folder / waiting).parent.mkdir(parents=True)
            (folder / waiting).write_bytes(file.data)
            staged.append((_RANKS.index(file.rank), file.path, waiting))
    except BaseException as error:
        drop(destination, made)
        if isinstance(error, OSError):
            raise disk.told(error, destination, error.filename or str(destination)) from error
        raise
    return Staged(changed={path: waiting for _, path, waiting in sorted(staged)}, same=frozenset(same), made=made)


def drop(destination: Path, made: Iterable[Path] = ()) -> None:
    """Forget what was staged, and take away what was `made` for it."""
    journal.drop(destination / STAGE)
    for path in made:
        with suppress(OSError):  # it was not made after all, or somebody has put something there
            path.rmdir() if path == destination else path.unlink()


def put_in_place(staged: Staged, destination: Path, ground: Ground, standing: Collection[str] = ()) -> Published:
    """Move what was staged into a destination, and remove what is neither of it nor `standing`."""
    steps = journal.of(staged.changed, ground, {*standing, *staged.same, *staged.changed, MARKER})
    removed = 0
    # Half a site is none: an interruption that comes now comes too late.
    with suppress(KeyboardInterrupt), interruption.held_back():
        if steps:
            _write_down(steps, staged, destination)
            removed = _carry_out(steps, destination)
        drop(destination)
    return Published(
        written=len(staged.changed),
        reused=len(standing) + len(staged.same),
        removed=removed,
        paths=frozenset(staged.changed),
    )


def finish(destination: Path) -> None:
    """Carry out what a run that died while it published had written down, and forget what it had only staged."""
    if not is_ours(destination):
        return
    with suppress(KeyboardInterrupt), interruption.held_back():
        steps = journal.read(destination / STAGE)
        if steps:
            _carry_out(steps, destination)
        drop(destination)


def _write_down(steps: journal.Journal, staged: Staged, destination: Path) -> None:
    try:
        journal.write(steps, destination / STAGE)
    except OSError as error:
        drop(destination, staged.made)
        raise disk.told(error, destination, error.filename or str(destination)) from error


def _carry_out(steps: journal.Journal, destination: Path) -> int:
    """Do what is written down. Where the disk fails, it stays so: the next run goes on from there."""
    try:
        return journal.carry_out(steps, destination, destination / STAGE)
    except OSError as error:
        raise disk.told(error, destination, error.filename or str(destination)) from error


def remove_built(root: Path, destination: Path) -> tuple[Path, ...]:
    """Remove the site and the store, only what is Kliping's; the folders that were removed."""
    ours = [folder for folder in (destination,) if is_ours(folder)]
    ours += [folder for folder in (root / ".kliping",) if folder.is_dir() and not folder.is_symlink()]
    for folder in ours:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise disk.told(error, folder, str(folder)) from error
    return tuple(ours)


class Static(NamedTuple):
    """A file of static/, and the digest of its bytes."""

    path: Path
    sha256: str


def _digest_of(path: Path) -> str:
    return digest.sha256_of(path.read_bytes())


def static_files(root: Path, inventory: Inventory) -> tuple[Mapping[str, Static], tuple[Problem, ...]]:
    """The files of static/, published as they are, by their path under the destination; and what else is there."""
    found, strays = inventory.files()
    files = {}
    for path in found:
        sha256 = inventory.digest_of(path, partial(_digest_of, root / path))
        name = path.removeprefix("static/")
        if name.partition("/")[0] not in {MARKER, STAGE}:
            files[name] = Static(root / path, sha256)
    return files, strays


def _begin(destination: Path) -> None:
    destination.mkdir(parents=True, exist_ok=True)
    if not is_ours(destination):
        (destination / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    drop(destination)


def _holds(ground: Ground, destination: Path, file: File) -> bool:
    """Whether a destination has a file with the same bytes already."""
    look = ground.files.get(file.path, "")
    if look.partition(" ")[0] != str(len(file.data)):
        return False
    try:
        return (destination / file.path).read_bytes() == file.data
    except OSError:
        return False
