"""Public judges of pages, as npm has them; `make test` installs them beside this file."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.browsing import ARGUMENTS, chromium

_MODULES = Path(__file__).parent / "node_modules"
_NU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_AXE = _MODULES / "axe-core" / "axe.min.js"
_LIGHTHOUSE = _MODULES / "lighthouse" / "cli" / "index.js"


def nu_messages(site: Path) -> list[str]:
    """What the Nu HTML Checker says of every page and style sheet of a site, infos included."""
    assert _NU.is_file(), "no Nu HTML Checker: make test installs it"
    command = ["java", "-jar", str(_NU), "--format", "json", "--skip-non-html", "--also-check-css", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')}: {each['type']}: {each['message']}" for each in messages]


def axe() -> str:
    """The script of axe-core, which runs in a page."""
    assert _AXE.is_file(), "no axe-core: make test installs it"
    return _AXE.read_text("utf-8")


def lighthouse_scores(address: str, folder: Path) -> dict[str, float]:
    """Lighthouse's scores of a page, 0 to 100, but for its speed, which depends on the machine."""
    assert _LIGHTHOUSE.is_file(), "no Lighthouse: make test installs it"
    report = folder / "lighthouse.json"
    categories = "accessibility,best-practices,seo"
    flags = " ".join(("--headless", f"--user-data-dir={folder / 'profile'}", *ARGUMENTS))
    command = ["node", str(_LIGHTHOUSE), address, "--quiet", f"--only-categories={categories}"]
    command += ["--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * each["score"]) for name, each in found.items()}
