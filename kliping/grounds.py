"""What lies in a digest's folders: their own files, and what is none of them; and where a site may not go.

Strategy: nothing is followed out of a folder, and nothing but hidden names is passed over in silence: whatever is
no file of the folder is told by name, as an article behind a link must not look as if it had been deleted.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kliping.problems import Problem, Span
from kliping.tables import Packed

# What is no file of a folder, by its code: what it is, and what to do.
_STRAYS = {
    "link-outside": ("this link leads out of the folder", "put the file itself in its place, or take the link away"),
    "link-broken": ("this link leads to nothing that can be read", "put a file in its place, or take the link away"),
    "link-loop": ("this link leads in a circle", "put a file in its place, or take the link away"),
    "link-to-folder": ("a link to a folder is not followed", "put the folder's files here, or take the link away"),
    "not-a-file": ("this is neither a file nor a folder", "put a file in its place, or take it away"),
    "no-folder": ("this is no folder", "rename it, and make a folder of this name"),
    "folder-closed": ("this folder cannot be listed", "give yourself the right to read it, or take it away"),
}

# What a digest cannot do without, and a site must not stand in.
_OWN_FOLDERS = ("seeds", "content", "static", "layouts", ".git", ".kliping")
_CONFIG = "config.yaml"


def walk(folder: Path, *, hidden: bool = False) -> Iterator[Path]:
    """All files below a folder, in order of path; hidden ones only if asked for."""
    return (Path(path) for path, code in _entries(folder, hidden=hidden) if not code)


def survey(root: Path, name: str, *, hidden: bool = False) -> tuple[Sequence[str], tuple[Problem, ...]]:
    """The files of a folder of the digest's, by path under its root, in order; and a warning for whatever else it has.

    Paths are texts here, with forward slashes, and packed: a digest may have a hundred thousand of them.
    """
    start = len(f"{root / '_'}") - 1
    names: Packed[str] = Packed()
    strays = []
    for path, code in _entries(root / name, hidden=hidden):
        if code:
            strays.append(_stray(path[start:], code))
        else:
            names.append(path[start:])
    return names, tuple(strays)


def _entries(folder: Path, *, hidden: bool) -> Iterator[tuple[str, str]]:
    """All that is below a folder but folders: each with the code of why it is no file of it, or nothing."""
    if folder.is_symlink() and not folder.exists():
        yield str(folder), "link-broken"
        return
    yield from _below(str(folder), os.path.realpath(folder), hidden=hidden)


def _below(folder: str, top: str, *, hidden: bool) -> Iterator[tuple[str, str]]:
    others: dict[str, os.DirEntry[str]] = {}
    try:
        with os.scandir(folder) as scanned:
            names = sorted(_named(scanned, others))
    except FileNotFoundError:
        return
    except NotADirectoryError:
        yield folder, "no-folder"
        return
    except PermissionError:
        yield folder, "folder-closed"
        return
    for name in names:
        path = f"{folder.rstrip('/')}/{name}"
        if name.startswith(".") and not hidden:
            continue
        if name not in others:
            yield path, ""
        elif others[name].is_dir(follow_symlinks=False):
            yield from _below(path, top, hidden=hidden)
        else:
            yield path, _code_of_link(path, top) if others[name].is_symlink() else "not-a-file"


def _named(scanned: Iterable[os.DirEntry[str]], others: dict[str, os.DirEntry[str]]) -> Iterator[str]:
    """The names of all that is in a folder, a third of what entries take; those `others` that are no files are kept."""
    for entry in scanned:
        if not entry.is_file(follow_symlinks=False):
            others[entry.name] = entry
        yield entry.name


def _code_of_link(path: str, top: str) -> str:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        return "link-loop" if error.errno == errno.ELOOP else "link-broken"
    if os.path.commonpath((top, os.path.realpath(path))) != top:
        return "link-outside"
    if stat.S_ISDIR(mode):
        return "link-to-folder"
    return "" if stat.S_ISREG(mode) else "not-a-file"


def _stray(name: str, code: str) -> Problem:
    text, hint = _STRAYS[code]
    return Problem(code=code, span=Span(path=name), text=text, hint=hint, severity="warning")


# --- Where a site may not go ------------------------------------------------------------------------------------


def why_misplaced(destination: Path, root: Path) -> Problem | None:
    """What speaks against a site in a place, whatever is there: it would swallow the digest, or a part of it.

    Folders are compared as the file system knows them, so that neither links nor capitals hide one.
    """
    if destination == root / ".kliping" / "serve":  # where `serve` builds what it shows
        return None
    site = _chain(destination)
    for name in ("", *_OWN_FOLDERS):
        own = _chain(root / name)
        shown = f"{name}/" if name else "the digest itself"
        if own[0] == site[0]:
            return _misplaced(destination, f"this is {shown}")
        if name and own[0] in site:
            return _misplaced(destination, f"this lies in {shown}")
        if site[0] in own:
            return _misplaced(destination, f"this folder holds {shown}")
    return None


def why_inhabited(destination: Path, name: str) -> Problem | None:
    """What speaks against a site where another digest stands: it would be removed with all that was not built."""
    folders = [folder for folder in _OWN_FOLDERS if (destination / folder).is_dir()]
    if not folders or not (destination / _CONFIG).is_file():
        return None
    return Problem(
        code="destination-refused",
        span=Span(path=name),
        text=f"this folder holds a digest of its own: {_CONFIG}, {', '.join(f'{folder}/' for folder in folders)}",
        hint="move that digest elsewhere, or name another folder with --destination",
    )


def _chain(path: Path) -> list[object]:
    """A place and all folders around it, from the inside out, each by what it is on the disk, else by its path."""
    real = Path(os.path.realpath(path))
    return [_identity(one) for one in (real, *real.parents)]


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return str(path)
    return found.st_dev, found.st_ino


def _misplaced(destination: Path, why: str) -> Problem:
    return Problem(
        code="destination-refused",
        span=Span(path=str(destination)),
        text=f"{why}, which a site would replace",
        hint="name another with --destination, such as site/ in the digest's folder",
    )
