"""Three-way merges of text, by git, which people have and trust."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kliping.merging import Unmerged

CONFLICT = Unmerged(why="both changed the same lines")
NOT_INSTALLED = Unmerged(why="git, which joins changes, is not installed")
_MOST_CONFLICTS = 127


def merge(base: str, ours: str, theirs: str) -> str | Unmerged:
    """Both changes of `base` in one text; or why not.

    git-merge-file(1): exit status 0 is a clean merge, up to 127 the number of conflicts, anything else an error.
    """
    git = shutil.which("git")
    if git is None:
        return NOT_INSTALLED
    with TemporaryDirectory(prefix="kliping-merge-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode())
        try:
            done = subprocess.run(  # noqa: S603  # fixed words and our own paths
                [git, "merge-file", "-p", *map(str, paths)],
                cwd=folder,  # of no repository, whose settings could stop git
                capture_output=True,
                check=False,
            )
        except OSError as error:
            return Unmerged(why=f"git, which joins changes, cannot be run: {error.strerror}")
    if done.returncode == 0:
        return done.stdout.decode()
    return CONFLICT if 0 < done.returncode <= _MOST_CONFLICTS else _failed(done.stderr)


def _failed(said: bytes) -> Unmerged:
    first = said.decode("utf-8", "replace").strip().partition("\n")[0]
    return Unmerged(why=f"git could not join them: {first}")
