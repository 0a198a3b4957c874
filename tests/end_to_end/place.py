"""A digest in a scratch folder, and Kliping run on it as a person runs it: as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_3bb94d981bd9ed3b.txt"


CONFIG = "title: Contoh\nbase_url: https://example.org/\nlang: id\ntimezone: Asia/Jakarta\n"


class Place:
    """A digest's folder."""

    def __init__(self, root: Path, *, is_new: bool = True) -> None:
        self.root = root
        if is_new:
            self.write("config.yaml", CONFIG)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def articles(self) -> list[Path]:
        return sorted((self.root / "content").rglob("*.md"))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`python build.py …` on this digest, from somewhere else."""
        command = [sys.executable, str(ROOT / "build.py"), *arguments, "-s", str(self.root)]
        return run(command, self.root.parent, **environment)

    def report(self, *arguments: str, **environment: str) -> dict[str, Any]:
        """The report of a run, as `--json` prints it."""
        done = self.run(*arguments, "--json", **environment)
        assert done.returncode in {0, 1}, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report


def run(command: list[str], where: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process, in a folder, with what it printed."""
    return subprocess.run(
        command, cwd=where, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


def article(title: str = "Sungai surut", date: str = "2020-10-05", body: str = "Air surut.", **fields: str) -> str:
    """The text of an article."""
    front = {"id": title.casefold().replace(" ", "-"), "title": title, "date": date, **fields}
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in front.items()), f"---\n\n{body}\n"])
