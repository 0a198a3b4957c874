"""Every read and every write of files.

Strategy: whatever is written is first a whole temporary file on the same file system and then renamed
into place, so that nobody ever reads half a file. Publishing stages all changed files before it renames
the first; the rename loop is the one place a journal has to enclose.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import get_args

from kliping import grounds, interruption
from kliping.digest import short
from kliping.model import File, Rank, Text, Theme
from kliping.problems import Problem, Span

MARKER = ".kliping"
_STAGE = ".kliping-staged"
_STAGED = re.compile(r"\..*\.(?P<pid>\d{1,9})\.staged", re.DOTALL)
# What decides how a clipping is read, how its article is written, and how pages come out.
_LIBRARIES = (
    "babel", "charset-normalizer", "feedgen", "feedparser", "ftfy", "htmldate", "jinja2", "lxml", "markdown",
    "markupsafe", "nh3", "py3langid", "pyyaml", "readability-lxml", "trafilatura",
)  # fmt: skip
_MARKER_TEXT = "Made by Kliping, which keeps this folder: what it did not write here, it removes.\n"


# --- Reading ---------------------------------------------------------------------------------------------------


def walk(folder: Path, *, hidden: bool = False) -> Iterator[Path]:
    """All files below a folder, in order of path; hidden ones only if asked for."""
    return grounds.walk(folder, hidden=hidden)


def _leads_out(path: Path, root: str) -> bool:
    return os.path.commonpath((root, os.path.realpath(path))) != root


def read_regular(path: Path, limit: int, within: Path | None = None) -> bytes | str:
    """A file's bytes, at most one more than `limit`; or why it cannot be read, in a few words.

    With `within`, a link that leads out of that folder is not followed.
    """
    try:
        if within and path.is_symlink() and _leads_out(path, os.path.realpath(within)):
            return "it is a link out of the folder"
        if not stat.S_ISREG(path.stat().st_mode):
            return "not a regular file"
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(limit + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        return (error.strerror or "cannot be read").lower()
    is_changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    if is_changed or len(data) != min(before.st_size, limit + 1):
        return "it changed while it was read"
    return data


def read_text(path: Path, name: str) -> str | Problem:
    """A file's text, which must be UTF-8; `name` is what a problem calls it."""
    if not path.is_file():  # a pipe would be waited for without end
        hint = "put a text file in its place, or take it away"
        return Problem(code="not-a-file", span=Span(path=name), text="this is not a regular file", hint=hint)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(
            code="not-utf-8",
            span=Span(path=name, line=line),
            text=f"the byte {error.object[error.start]:#04x} is not UTF-8",
            hint="save the file as UTF-8",
        )


def read_theme(root: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The built-in layouts, with a digest's own laid over them file by file."""
    layouts: dict[str, Text] = {}
    problems = list(grounds.survey(root, "layouts")[1])
    locales: dict[Path, dict[str, Text]] = {builtin_layouts(): {}, root / "layouts": {}}
    assets: dict[str, bytes] = {}
    for folder, path in _theme_files(root):
        name = path.relative_to(folder).as_posix()
        if name.startswith("assets/"):
            assets[name.removeprefix("assets/")] = path.read_bytes()
            continue
        shown = f"layouts/{name}"
        text = read_text(path, shown)
        if isinstance(text, Problem):
            problems.append(text)
        elif name.startswith("locales/"):
            locales[folder][path.stem] = Text(path=shown, text=text)
        else:
            layouts[name] = Text(path=shown, text=text)
    builtin, own = locales[builtin_layouts()], locales[root / "layouts"]
    theme = Theme(layouts=layouts, locales=builtin, assets=assets, own_locales={} if own is builtin else own)
    return theme, tuple(problems)


def _theme_files(root: Path) -> Iterator[tuple[Path, Path]]:
    for folder in dict.fromkeys((builtin_layouts(), root / "layouts")):
        if folder.is_dir():
            yield from ((folder, path) for path in walk(folder))


def builtin_layouts() -> Path:
    """The default theme: inside the package where it was installed, at the top level of a checkout."""
    package = Path(__file__).parent
    installed = package / "layouts"
    return installed if installed.is_dir() else package.parent / "layouts"


@cache
def revision() -> str:
    """A digest of what reads and renders: Kliping's own code and data, and the versions of the libraries it uses."""
    package = Path(__file__).parent
    ours = [path for path in walk(package) if path.suffix in {".py", ".yaml"} and "layouts" not in path.parts]
    parts = [path.relative_to(package).as_posix().encode() + path.read_bytes() for path in ours]
    return short(b"\0".join([*parts, *(_version(name).encode() for name in _LIBRARIES)]))


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def starter() -> Path:
    """What a new digest begins with."""
    return Path(__file__).parent / "starter"


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []


# --- Writing ---------------------------------------------------------------------------------------------------


def replace_text(path: Path, text: str, expected: str | None) -> bool:
    """Put a text in place of `expected` (None: of no file); False where something else stands there by now.

    Staged first and compared then, so that next to no time passes between the last look and the rename.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # 40 characters are at most 160 bytes, of the 255 that a name may have.
    staged = path.with_name(f".{path.name[:40]}.{os.getpid()}.staged")
    try:
        staged.write_bytes(text.encode())
        if expected is None:
            return _put_new(staged, path)
        if not path.exists() or path.read_bytes() != expected.encode():
            return False
        shutil.copymode(path, staged)
        staged.replace(os.path.realpath(path))  # a link stays one
        return True
    except OSError as error:
        raise _told(error, path.parent, error.filename or str(path)) from error
    finally:
        staged.unlink(missing_ok=True)


def _told(error: OSError, folder: Path, name: str) -> OSError:
    """An error of writing under the name that a person knows: where writing is forbidden, that of the folder."""
    if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return OSError(error.errno, error.strerror, name)
    said = f"{error.strerror}: Kliping must write in this folder; give yourself the right to, or choose another one"
    return OSError(error.errno, said, str(folder))


def _put_new(staged: Path, path: Path) -> bool:
    """Give a staged file its name; False where that is taken, and be it by a link that leads nowhere."""
    if os.path.lexists(path):
        return False
    try:
        os.link(staged, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        staged.replace(path)
    return True


def sweep(folder: Path) -> None:
    """Remove what was staged in a folder by runs that were killed."""
    for entry in _scan(folder):
        staged = _STAGED.fullmatch(entry.name)
        if staged and not _is_running(int(staged["pid"])):
            Path(entry.path).unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def remove_text(path: Path, expected: str) -> bool:
    """Remove a file that holds `expected`; False where something else stands there by now."""
    if not path.is_file() or path.read_bytes() != expected.encode():
        return False
    path.unlink()
    return True


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
    if not destination.exists() or (destination.is_dir() and (is_ours(destination) or not _scan(destination))):
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


def looks(folder: Path) -> dict[str, str]:
    """All files below a folder, by path, each with its size in bytes and the time of its last change, in nanoseconds.

    Links, and what lies behind links to folders, are none of its files.
    """
    found: dict[str, str] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        for entry in _scan(folder / inside):
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            elif entry.is_file(follow_symlinks=False):
                found[name] = _look(entry.stat(follow_symlinks=False))
    return found


def look(path: Path) -> str:
    """The size of one file and the time of its last change, as `looks` tells them."""
    return _look(path.stat())


def _look(told: os.stat_result) -> str:
    return f"{told.st_size} {told.st_mtime_ns}"


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
        raise _told(error, destination, error.filename or str(destination)) from error
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


def copy_new(folder: Path, into: Path, rename: Callable[[str], str]) -> tuple[Path, ...] | Path:
    """Copy a folder's files into another one; or, touching nothing, the first that already stands there."""
    targets = {path: into / rename(path.relative_to(folder).as_posix()) for path in walk(folder)}
    standing = next((target for target in targets.values() if target.exists()), None)
    if standing is not None:
        return standing
    for path, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return tuple(targets.values())


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
        if Path(folder) != destination and not _scan(Path(folder)):
            Path(folder).rmdir()
    return removed
