"""The rules of the house: who may import whom, and which rooms may not touch the world."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kliping"

# The hands: the only rooms that read, write, start processes, know the time or the environment.
HANDS = {
    "arguments",
    "cli",
    "cluster",
    "compiled",
    "disk",
    "git",
    "grounds",
    "guard",
    "indexer",
    "installation",
    "interruption",
    "journal",
    "kernel",
    "locks",
    "pools",
    "progress",
    "publishing",
    "runners",
    "saving",
    "serve",
    "shelf",
    "store",
    "terminal",
    "__main__",
}
# These order the hands about, and hold paths for them.
PLANNERS = {
    "pipeline", "bench", "gathering", "explain", "intake", "content_files", "picture_files", "memory", "desk",
    "closing", "press",
}  # fmt: skip

FORBIDDEN_CALLS = {"open", "input", "print", "exec", "eval", "__import__"}
FORBIDDEN_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rename", "rmdir", "touch", "exists",
    "is_file", "is_dir", "iterdir", "glob", "rglob", "stat", "resolve", "cwd", "home", "now", "utcnow", "today",
    "localtime", "getenv",
}  # fmt: skip
FORBIDDEN_MODULES = {
    "os", "time", "subprocess", "socket", "shutil", "tempfile", "random", "secrets", "sqlite3", "multiprocessing",
    "threading", "urllib.request", "http", "locale", "platform", "getpass",
}  # fmt: skip


def rooms() -> list[Path]:
    """The modules that must be pure."""
    found = sorted(PACKAGE.rglob("*.py"))
    return [path for path in found if path.stem not in HANDS | PLANNERS or path.parent != PACKAGE]


def impurities(tree: ast.AST) -> Iterator[str]:
    """What a module does that only the hands may."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"import {name.name}" for name in node.names if name.name in FORBIDDEN_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN_MODULES:
            yield f"from {node.module} import"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield f"{node.func.id}()"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not is_ours(node.func):
            yield from (f".{name}()" for name in FORBIDDEN_METHODS if name == node.func.attr)
        elif isinstance(node, ast.Attribute) and node.attr == "environ":
            yield ".environ"


def is_ours(method: ast.Attribute) -> bool:
    """Whether this is `safe_html.resolve`, which resolves addresses and not paths."""
    return isinstance(method.value, ast.Name) and (method.value.id, method.attr) == ("safe_html", "resolve")


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.relative_to(ROOT)))
def test_a_pure_room_does_not_touch_the_world(room: Path) -> None:
    assert list(impurities(ast.parse(room.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "guilty", ["open('x')", "import time", "from os import environ", "datetime.now()", "Path('x').read_text()"]
)
def test_the_test_of_purity_sees_a_guilty_room(guilty: str) -> None:
    assert list(impurities(ast.parse(guilty)))


def test_imports_go_down_only() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_its_place_in_the_house() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    placed = {room.strip() for layer in contracts[0]["layers"] for room in layer.split("|")}
    found = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found - {"__init__", "__main__"} == placed


def test_a_build_with_nothing_to_render_loads_no_renderer() -> None:
    script = "import sys, kliping.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"jinja2", "markdown", "feedgen", "nh3", "babel", "ftfy", "py3langid", "numpy", "lxml", "starlette"}
    assert heavy & set(loaded.stdout.split()) == set()


def test_no_module_is_a_junk_drawer() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in {"common", "util", "utils", "helpers", "misc"}]


_EXTRA = re.compile(r"^(?P<package>[A-Za-z0-9._-]+)\[(?P<extra>[A-Za-z0-9._-]+)\]")


def test_an_extra_that_is_spelled_in_two_ways_is_asked_for_by_us_as_well() -> None:
    """Else pip 23.2, which Python 3.11 brings, ends with an AssertionError instead of installing Kliping."""
    pinned = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    spellings = defaultdict(set)
    for requirement in (found for name in pinned for found in metadata.requires(name) or ()):
        if asked := _EXTRA.match(requirement):
            spellings[asked["package"], re.sub("[._-]+", "-", asked["extra"])].add(asked["extra"])
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    both_ways = {f"{package}[{extra}]" for (package, extra), ways in spellings.items() if len(ways) > 1}
    assert {requirement for requirement in both_ways if not any(own.startswith(requirement) for own in ours)} == set()
