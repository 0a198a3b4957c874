"""Texts put in the place of others: whole, on the disk before they have their names, and over no edit.

Strategy: what is written is first a whole file beside its place, and synced; then the two exchange names at once, and
what came out is looked at: a save that came between goes back. What a run that was killed has left is swept away.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from kliping import digest, disk, kernel

# From so many files on, all of the file system is sooner on the disk than each of them.
_MANY = 16
# What some file systems answer for folders; and those without hard links.
_CANNOT_SYNC = {errno.EINVAL, errno.EOPNOTSUPP}
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
_STAGED = re.compile(r"\..*\.(?P<pid>\d{1,9})\.staged", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is to stand at a path, in place of `expected` (None: of no file).

    A text that is too long to hold is given line by line, and what it replaces by its SHA-256.
    """

    path: Path
    text: str | Iterable[str]
    expected: str | None
    sha256: str = ""

    @property
    def expected_digest(self) -> str:
        """The SHA-256 of what is to be replaced; empty for no file."""
        return self.sha256 or ("" if self.expected is None else digest.sha256_of(self.expected.encode()))


def replace_text(path: Path, text: str, expected: str | None) -> bool:
    """Put a text in place of `expected` (None: of no file); False where something else stands there by now."""
    return replace_texts([Wanted(path, text, expected)])[0]


def replace_texts(wanted: Sequence[Wanted]) -> list[bool]:
    """Put texts in place; for each False where something else than expected stands there by now.

    All are staged, and on the disk, before the first is renamed: a machine that dies then leaves each as it was or as
    it is to be. Each is compared last, so that next to no time passes between the look and the rename.
    """
    staged = [_beside(each.path, number) for number, each in enumerate(wanted)]
    folders = {each.path.parent for each in wanted}
    made = {folder for each in folders for folder in _folders_to_make(each)}
    at = ""
    try:
        for folder in sorted(folders):
            at = str(folder / "_")
            folder.mkdir(parents=True, exist_ok=True)
        for each, waiting in zip(wanted, staged, strict=True):
            at = str(each.path)
            _write(waiting, each.text)
        settle(staged)
        done = []
        for each, waiting in zip(wanted, staged, strict=True):
            at = str(each.path)
            done.append(_put(each, waiting))
        settle(sorted({*(path.parent for path in made), *folders}))
        return done
    except OSError as error:
        raise disk.told(error, Path(at).parent, at) from error
    finally:
        for waiting in staged:
            with suppress(OSError):  # it is gone; or the disk fails, and what stays is swept away later
                waiting.unlink()


def _write(path: Path, text: str | Iterable[str]) -> None:
    if isinstance(text, str):
        path.write_bytes(text.encode())
        return
    with path.open("wb") as file:
        file.writelines(line.encode() for line in text)


def _beside(path: Path, number: int) -> Path:
    # 40 characters are at most 160 bytes, of the 255 that a name may have.
    return path.with_name(f".{path.name[:40]}.{number}.{os.getpid()}.staged")


def _folders_to_make(folder: Path) -> Iterator[Path]:
    while not folder.exists():
        yield folder
        folder = folder.parent


def _put(wanted: Wanted, staged: Path) -> bool:
    path, expected = wanted.path, wanted.expected_digest
    if not expected:
        return _put_new(staged, path)
    if not path.exists() or disk.digest_of(path) != expected:
        return False
    shutil.copymode(path, staged)
    return _put_over(staged, Path(os.path.realpath(path)), expected)  # a link stays one


def _put_over(staged: Path, path: Path, expected: str) -> bool:
    """Give a staged file the name of another one, and look at what came out: what is not `expected` is put back."""
    left = disk.digest_of(staged)
    try:
        if not kernel.exchange(staged, path):
            staged.replace(path)
            return True
        put = disk.digest_of(staged)
        if put == expected:
            return True
        while True:  # an editor has saved since we looked: what came out goes back
            kernel.exchange(staged, path)
            came = disk.digest_of(staged)
            if came == left:
                return False
            left, put = put, came  # and once more meanwhile
    except FileNotFoundError:  # or has taken it away
        return False


def settle(paths: Iterable[Path]) -> None:
    """See to it that files, and the names in folders, are on the disk and not in memory alone.

    Raises OSError where the disk cannot take them.
    """
    others = iter(paths)
    some = list(islice(others, _MANY + 1))
    if len(some) > _MANY and kernel.sync_file_system(some[0].parent):
        return
    for path in chain(some, others):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC:
                raise OSError(error.errno, error.strerror, str(path)) from error
        finally:
            os.close(descriptor)


def _put_new(staged: Path, path: Path) -> bool:
    """Give a staged file its name; False where that is taken, and be it by a link that leads nowhere."""
    if os.path.lexists(path):
        return False
    try:
        os.link(staged, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        staged.replace(path)
    return True


def may_write(folder: Path) -> bool:
    """Whether files can be made in a folder; of one that is not there, whether it can be made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


@contextmanager
def place_to_write(folder: Path) -> Iterator[Path]:
    """A folder, or one for the time being where nothing can be written in that."""
    if may_write(folder):
        yield folder
        return
    with TemporaryDirectory(prefix="kliping-") as instead:
        yield Path(instead)


def sweep(folder: Path) -> None:
    """Remove what was staged in a folder by runs that were killed."""
    for name in disk.names(folder, _STAGED):
        staged = _STAGED.fullmatch(name)
        if staged and not _is_running(int(staged["pid"])):
            (folder / name).unlink(missing_ok=True)


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
