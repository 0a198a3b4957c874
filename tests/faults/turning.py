"""A digest that has two states, and processes that work on it."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from kliping import pipeline
from kliping.bench import Options
from kliping.model import Moment, Report
from tests.end_to_end.place import ROOT, Place, article

NOW = {"SOURCE_DATE_EPOCH": "1603000000"}

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """All files below a folder; none where there is no folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(folder: Path) -> Tree:
    """The files of a site, without Kliping's own."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(".kliping")}


def again(root: Path, command: str = "build") -> Report:
    """The next command, in this process: to start another one takes longer than all that it does."""
    now = Moment(at=datetime.fromtimestamp(int(NOW["SOURCE_DATE_EPOCH"]), UTC))
    options = Options(root=root, destination=root / "site", now=now, timer=lambda: 0.0)
    return pipeline.build(options) if command == "build" else pipeline.ingest_seeds(options)


class Turning(Place):
    """A digest that has two states: every article, the title of the digest, and one article more or less."""

    def __init__(self, root: Path, articles: int = 12, *, is_searched: bool = True) -> None:
        super().__init__(root)
        self.count = articles
        self.is_searched = is_searched

    def turn(self, state: int) -> None:
        settings = f"lang: id\neditions: weekly\nsearch: {'true' if self.is_searched else 'false'}\n"
        self.write("config.yaml", f"title: Keadaan {state}\nbase_url: https://example.org/\n{settings}")
        for number in range(self.count):
            self.write(f"content/{number}.md", article(f"Kabar {number}", body=f"Isi {number}, keadaan {state}.\n"))
        extra = self.root / "content/lagi.md"
        extra.unlink(missing_ok=True)
        if state:
            self.write("content/lagi.md", article("Lagi"))

    def sites(self) -> tuple[Tree, Tree]:
        """What each state comes to; the last is left standing."""
        found = []
        for state in (0, 1):
            self.turn(state)
            assert self.run(**NOW).returncode == 0
            found.append(tree(self.root / "site"))
        return found[0], found[1]

    def begun(self, command: str = "build") -> subprocess.Popen[bytes]:
        line = [sys.executable, str(ROOT / "build.py"), command, "-s", str(self.root), "-q"]
        return subprocess.Popen(line, env={**os.environ, **NOW}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def seconds(self, command: str = "build") -> float:
        start = time.monotonic()
        self.begun(command).wait()
        return time.monotonic() - start


class Kept:
    """A digest as it is now, to be put back at its place."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.copy = place.root.with_name(f"{place.root.name} kept")
        shutil.copytree(place.root, self.copy)

    def put_back(self) -> None:
        shutil.rmtree(self.place.root)
        shutil.copytree(self.copy, self.place.root)
