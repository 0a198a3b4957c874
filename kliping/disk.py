"""Every read of files and folders, and copies to where nothing is."""

import errno
import os
import re
import stat
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from kliping import grounds
from kliping.digest import short
from kliping.model import Text, Theme
from kliping.problems import Problem, Span

# What is staged of a site lies in this folder of it.
STAGE = ".kliping-staged"
# What decides how a clipping is read, how its article is written, and how pages come out.
_LIBRARIES = (
    "babel", "charset-normalizer", "css-inline", "feedgen", "feedparser", "ftfy", "htmldate", "jinja2", "lxml",
    "markdown", "markupsafe", "nh3", "pillow", "py3langid", "pyyaml", "rcssmin", "readability-lxml", "trafilatura",
)  # fmt: skip


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


def is_there(path: Path) -> bool:
    """Whether anything stands at a path, and be it a link that leads nowhere."""
    return os.path.lexists(path)


def read_text(path: Path, name: str) -> str | Problem:
    """A file's text, which must be UTF-8; `name` is what a problem calls it."""
    if not path.is_file():  # a pipe would be waited for without end
        hint = "put a text file in its place, or take it away"
        return Problem(code="not-a-file", span=Span(path=name), text="this is not a regular file", hint=hint)
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        said = (error.strerror or "it cannot be read").lower()
        hint = "give yourself the right to read it, or take it away"
        return Problem(code="file-unreadable", span=Span(path=name), text=f"this cannot be read: {said}", hint=hint)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(
            code="not-utf-8",
            span=Span(path=name, line=line),
            text=f"the byte {error.object[error.start]:#04x} is not UTF-8",
            hint="save the file as UTF-8",
        )


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, however large it is."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class Lines:
    """The lines of a text file, each with its LF, read one by one.

    Then the SHA-256 of the whole is known, and a `model`: a short text whose lines end as they do. Raises OSError and
    UnicodeDecodeError as it is read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sha256 = ""
        self.model = ""

    def __iter__(self) -> Iterator[str]:
        whole, count, ended_by_both, first, last = sha256(), 0, 0, b"", b""
        with self._path.open("rb") as file:
            for line in file:
                whole.update(line)
                first, last = first or line, line
                count += line.endswith(b"\n")
                ended_by_both += line.endswith(b"\r\n")
                yield line.decode()
        self.sha256 = whole.hexdigest()
        mark = "\ufeff" if first.startswith(BOM_UTF8) else ""
        end = "\r\n" if count and count == ended_by_both else "\n" if count else ""
        rest = "" if last.endswith(b"\n") else "…"
        self.model = f"{mark}{end}{rest}" if last else ""


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


def theme_names(root: Path) -> dict[str, bool]:
    """The files of the theme by their names under layouts/, and whether the digest has its own."""
    found = {path.relative_to(folder).as_posix(): folder for folder, path in _theme_files(root)}
    return {name: found[name] == root / "layouts" for name in sorted(found)}


def copy_file(path: Path, target: Path) -> bool:
    """Copy a file to where nothing is; whether it was."""
    if is_there(target):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
    return True


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
    return short(b"\0".join([*parts, *(name.encode() for name in _versions())]))


def _versions() -> list[str]:
    """The libraries that are installed here, each with its version, as its folder of metadata is named (PEP 427).

    Python's own way to ask for them, `importlib.metadata`, takes a tenth of a build that has nothing to do.
    """
    wanted = tuple(f"{name.replace('-', '_')}-" for name in _LIBRARIES)
    names = (entry.name.lower() for folder in sys.path for entry in _listed(folder))
    return sorted(name for name in names if name.endswith(".dist-info") and name.startswith(wanted))


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        return _entries(folder or ".")
    except OSError:  # such as an archive
        return []


def starter() -> Path:
    """What a new digest begins with."""
    return Path(__file__).parent / "starter"


def scan(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder; nothing where there is none."""
    return _entries(str(folder))


def names(folder: Path, like: re.Pattern[str]) -> list[str]:
    """The names in a folder that are like some; none where there is none."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if like.fullmatch(entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []


# --- What is said of it, and what stands there ------------------------------------------------------------------


def told(error: OSError, folder: Path, name: str) -> OSError:
    """An error of writing under the name that a person knows: where writing is forbidden, that of the folder."""
    if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return OSError(error.errno, error.strerror, name)
    advice = "choose another one" if error.errno == errno.EROFS else "give yourself the right to, or choose another one"
    said = f"{error.strerror}: Kliping must write in this folder; {advice}"
    return OSError(error.errno, said, str(folder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What stands in a built site: its files by path, each with its look; its folders; and what is neither.

    Links, and what lies behind links to folders, are none of its files. The stage beside the site is none of it.
    `is_as_left` tells that nobody but Kliping has touched it.
    """

    files: Mapping[str, str]
    folders: frozenset[str]
    others: tuple[str, ...]
    is_as_left: bool = False


def ground(folder: Path) -> Ground:
    """What stands in a folder. A look is a size in bytes and the time of the last change, in nanoseconds."""
    files: dict[str, str] = {}
    folders: set[str] = set()
    others: list[str] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        for entry in _entries(f"{folder}/{inside}"):
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_dir(follow_symlinks=False):
                if name != STAGE:
                    folders.add(name)
                    waiting.append(name)
            elif entry.is_file(follow_symlinks=False):
                files[name] = _look(entry.stat(follow_symlinks=False))
            else:
                others.append(name)
    return Ground(files=files, folders=frozenset(folders), others=tuple(others))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders around some files, by path as they are."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


# Asked of every file and folder in every run, where a Path, or a function for each, would cost more than the question.


def looks_of_files(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The looks of files by their paths below a folder, as `ground` tells them; empty of what is none."""
    looks = {}
    for path in paths:
        try:
            told = os.lstat(f"{folder}/{path}")
        except OSError:
            looks[path] = ""
        else:
            looks[path] = _look(told) if stat.S_ISREG(told.st_mode) else ""
    return looks


def looks_of_folders(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """When a file last came into folders, or went, in nanoseconds; empty where there is none, or a link."""
    looks = {}
    for path in paths:
        try:
            told = os.lstat(f"{folder}/{path}")
        except OSError:
            looks[path] = ""
        else:
            looks[path] = f"{told.st_mtime_ns}" if stat.S_ISDIR(told.st_mode) else ""
    return looks


def _look(told: os.stat_result) -> str:
    return f"{told.st_size} {told.st_mtime_ns}"


def look_closely(path: str) -> tuple[str, int]:
    """The look of one file with the time of its last change of any kind (its name, its times); and the latest of them.

    A tool may set a file's time back, as `cp -p` and `touch -r` do; the other time it cannot.
    """
    told = os.stat(path)  # noqa: PTH116
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}", max(told.st_mtime_ns, told.st_ctime_ns)


def moment_of(folder: Path) -> int:
    """What time it is by the clock of a folder's file system, in nanoseconds: that of files written from now on."""
    mark = folder / ".looked"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_bytes(b"")
        os.utime(mark)
    except OSError as error:
        raise told(error, folder, error.filename or str(mark)) from error
    return mark.stat().st_mtime_ns


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
