"""Three-way merges of text, by git, which people have and trust."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Both changes of `base` in one text; None where they touch the same lines, or where git is not at hand.

    git-merge-file(1): exit status 0 is a clean merge, a positive one the number of conflicts.
    """
    git = shutil.which("git")
    if git is None:
        return None
    with TemporaryDirectory(prefix="kliping-merge-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode())
        done = subprocess.run(  # noqa: S603  # fixed words and our own paths
            [git, "merge-file", "-p", *map(str, paths)], capture_output=True, check=False
        )
    return done.stdout.decode() if done.returncode == 0 else None
