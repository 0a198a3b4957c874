"""A site written to its destination, as one whole.

Strategy: all changed files are staged on the same file system before the first is renamed into place, so that nobody
ever reads half a file; and what is to be done is written down before it is begun, so that a run that dies in the midst
of it is finished by the next. What stands in a destination is looked at once, before. Whoever makes a file lays it in
the stage, in any process; what goes into new folders waits in such folders, which come into place whole.
"""

import os
import shutil
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

from kliping import digest, disk, grounds, interruption, journal
from kliping.disk import Ground
from kliping.inventory import Inventory
from kliping.model import File, Laid, Rank
from kliping.problems import Problem, Span

MARKER = ".kliping"
STAGE = disk.STAGE
_RANKS = get_args(Rank)
_NEW, _STANDING = "new", "standing"  # the folders of the stage for what goes into new folders, and into others
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
        is_file = marker.is_file() and not marker.is_symlink()  # a pipe would be waited for without end
        return is_file and marker.read_text("utf-8").startswith(_MARKED_BY)
    except (OSError, UnicodeDecodeError):
        return False


def site_around(folder: Path) -> Path | None:
    """The built site that a folder is, or lies in."""
    real = folder.resolve()
    return next((around for around in (real, *real.parents) if is_ours(around)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What lies ready to be moved into a destination, and which files stand there already.

    `changed` are files by path, in order of their ranks. `made` is what there was not before: the destination itself,
    or its marker.
    """

    changed: Mapping[str, Rank]
    same: frozenset[str] = frozenset()
    made: tuple[Path, ...] = ()


def publish(files: Iterable[File], destination: Path, standing: Collection[str] = ()) -> Published:
    """Make a destination hold these files and those `standing` there, and nothing else.

    Of these files, those with the same bytes are not touched.
    """
    ground = disk.ground(destination)
    laid = (lay(file, destination, ground) for file in files)
    return put_in_place(stage(laid, destination), destination, ground, standing)


def lay(file: File, destination: Path, ground: Ground) -> Laid:
    """Write a file beside its destination, unless that has it already. The stage must have been begun."""
    is_same = _holds(ground, destination, file)
    if not is_same:
        _write(destination / STAGE / _waiting(file.path, ground), file.data)
    return Laid(path=file.path, rank=file.rank, is_same=is_same, problems=file.problems)


def _waiting(path: str, ground: Ground) -> str:
    """Where in the stage a file waits."""
    is_in_new = any(folder not in ground.folders for folder in _around(path))
    return f"{_NEW}/{path}" if is_in_new else f"{_STANDING}/{digest.long(os.fsencode(path))}"


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def stage(laid: Generator[Laid, None, None], destination: Path) -> Staged:
    """All files that are laid beside a destination, as they are made; it stands as it was."""
    found: list[Laid] = []
    made = tuple(path for path in (destination / MARKER, destination) if not path.exists())
    try:
        with closing(laid):  # so that nobody lays another file once all are dropped
            _begin(destination)
            found += laid
    except BaseException as error:
        drop(destination, made)
        if isinstance(error, OSError):
            raise disk.told(error, destination, error.filename or str(destination)) from error
        raise
    changed = sorted((_RANKS.index(one.rank), one.path, one.rank) for one in found if not one.is_same)
    return Staged(
        changed={path: rank for _, path, rank in changed},
        same=frozenset(one.path for one in found if one.is_same),
        made=made,
    )


def drop(destination: Path, made: Iterable[Path] = ()) -> None:
    """Forget what was staged, and take away what was `made` for it."""
    journal.drop(destination / STAGE)
    for path in made:
        with suppress(OSError):  # it was not made after all, or somebody has put something there
            path.rmdir() if path == destination else path.unlink()


def put_in_place(staged: Staged, destination: Path, ground: Ground, standing: Collection[str] = ()) -> Published:
    """Move what was staged into a destination, and remove what is neither of it nor `standing`."""
    moves = _moves(staged.changed, ground)
    steps = journal.of(moves, ground, {*standing, *staged.same, *staged.changed, MARKER})
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


def _moves(changed: Mapping[str, Rank], ground: Ground) -> dict[str, str]:
    """What is to be renamed, in order: files, and in place of them new folders in which all are of one rank."""
    ranks: dict[str, Rank | None] = {}
    for path, rank in changed.items():
        for folder in _around(path):
            ranks[folder] = rank if ranks.get(folder, rank) == rank else None
    whole = {folder for folder, rank in ranks.items() if rank and folder not in ground.folders}
    found = {}
    for path in changed:
        folder = next((folder for folder in _around(path) if folder in whole), "")
        found[folder or path] = f"{_NEW}/{folder}" if folder else _waiting(path, ground)
    return found


def _around(path: str) -> Iterator[str]:
    """The folders around a file, the outermost first."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


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
