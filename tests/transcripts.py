"""Digests with what is expected of them: run one, and see what came out.

A folder of tests/golden/ or tests/broken/ is a digest. Its `expected/` holds `transcript.txt` (the
command's output and exit code) and, for golden ones, `content/` and `site/` as they must come out.
"""

import contextlib
import io
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from kliping import cli

HERE = Path(__file__).parent
# 25 October 2020, 12:00 UTC: the day of the newest sample.
NOW = "1603627200"

Tree = Mapping[str, bytes]


def cases(kind: str) -> list[Path]:
    """The digests of tests/golden or tests/broken, in order of name."""
    return sorted(path for path in (HERE / kind).iterdir() if path.is_dir() and not path.name.startswith("_"))


def run(case: Path, workplace: Path) -> dict[str, bytes]:
    """Build a copy of a digest; the transcript, and what is in content/ and site/ afterwards."""
    digest = workplace / "digest"
    shutil.copytree(case, digest, ignore=shutil.ignore_patterns("expected"))
    transcript = transcript_of(["build", "-s", str(digest)], workplace)
    tree = {"transcript.txt": transcript.encode()}
    if not case.is_relative_to(HERE / "golden"):
        return tree
    return tree | files(digest, "content") | files(digest, "site")


def expected(case: Path) -> dict[str, bytes]:
    """What `run` must answer."""
    folder = case / "expected"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def accept(case: Path, tree: Tree) -> None:
    """Make this what is expected."""
    folder = case / "expected"
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files(root: Path, folder: str) -> dict[str, bytes]:
    """The files below root/folder, by path from root."""
    found = sorted((root / folder).rglob("*"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def transcript_of(arguments: list[str], workplace: Path) -> str:
    """What a command prints and its exit code, without times and without this machine's paths."""
    out = io.StringIO()
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = NOW
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = cli.main(arguments)
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH") if before is None else os.environ.update(SOURCE_DATE_EPOCH=before)
    told = out.getvalue().replace(f"{workplace}/", "")
    return f"{re.sub(r'in [0-9.]+ s', 'in N s', told)}exit code {code}\n"
