"""Public judges of pages, as npm has them; `make test` installs them beside this file."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.browsing import ARGUMENTS, chromium, serving

_MODULES = Path(__file__).parent / "node_modules"
_NU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# As Debian has it: the program that it installs beside needs more of Java.
_EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
_AXE = _MODULES / "axe-core" / "axe.min.js"
_LIGHTHOUSE = _MODULES / "lighthouse" / "cli" / "index.js"


def nu_messages(site: Path, host: Path | None = None) -> list[str]:
    """What the Nu HTML Checker says of every page and style sheet of a site, infos included.

    Pages are served, as their policies are of a host; of `host`, where the site is below a path of it.
    """
    assert _NU.is_file(), "no Nu HTML Checker: make test installs it"
    root = host or site
    pages = [quote(path.relative_to(root).as_posix()) for path in sorted(site.rglob("*.html"))]
    sheets = list(map(str, sorted(site.rglob("*.css"))))
    with serving(root) as address:
        found = _nu(f"{address}/{page}" for page in pages)
    return found + (_nu(["--css", *sheets]) if sheets else [])


def _nu(arguments: Iterable[str]) -> list[str]:
    # It reads no loopback address unless it is told that it may.
    allowed = ("-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all")
    command = ["java", *allowed, "-jar", str(_NU), "--format", "json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')}: {each['type']}: {each['message']}" for each in messages]


def epubcheck_messages(book: Path) -> list[str]:
    """What EPUBCheck says of a book, warnings included."""
    program = ["java", "-jar", str(_EPUBCHECK)] if _EPUBCHECK.is_file() else ["epubcheck"]
    done = subprocess.run(
        [*program, "--json", "-", str(book)], capture_output=True, text=True, check=False, timeout=120
    )
    messages: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("{") :])["messages"]
    return [f"{each['severity']}: {each['message']} {each['locations'][:1]}" for each in messages]


def axe() -> str:
    """The script of axe-core, which runs in a page."""
    assert _AXE.is_file(), "no axe-core: make test installs it"
    return _AXE.read_text("utf-8")


# Its fourth, performance, depends on the machine: it is a benchmark's.
LIGHTHOUSE = ("accessibility", "best-practices", "seo")


def lighthouse_scores(address: str, folder: Path, categories: Iterable[str] = LIGHTHOUSE) -> dict[str, float]:
    """Lighthouse's scores of a page, 0 to 100."""
    assert _LIGHTHOUSE.is_file(), "no Lighthouse: make test installs it"
    report = folder / "lighthouse.json"
    flags = " ".join(("--headless", f"--user-data-dir={folder / 'profile'}", *ARGUMENTS))
    command = ["node", str(_LIGHTHOUSE), address, "--quiet", f"--only-categories={','.join(categories)}"]
    command += ["--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * each["score"]) for name, each in found.items()}
