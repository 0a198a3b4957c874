"""Each guard is taken away in turn, in a copy of the tree, and the test that is there for it fails."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT
from tests.security.conftest import IS_SOAK
from tests.security.guards import GUARDS, Guard

# What pytest answers where tests ran and some failed; that none could be run is another answer.
_FAILED = 1
# For a test that waits for what does not come once its guard is gone.
_SECONDS = 120
_TREE = ("kliping", "layouts", "tests", "seeds", "build.py", "pyproject.toml", "config.yaml")

# Of each kind one that takes no time.
TRIED = GUARDS if IS_SOAK else tuple(guard for guard in GUARDS if guard.name.startswith(("nh3", "no link", "tags")))


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree."""
    copy = tmp_path_factory.mktemp("guards") / "tree"
    for name in _TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy2(ROOT / name, copy / name)
    (copy / "tests/standards/node_modules").symlink_to(ROOT / "tests/standards/node_modules")
    return copy


def without(guard: Guard, tree: Path) -> str:
    """The text of the guard's file without it."""
    text = (tree / guard.file).read_text("utf-8")
    assert text.count(guard.old) == 1, f"{guard.name}: this stands no longer in {guard.file}: {guard.old}"
    made = text.replace(guard.old, guard.new)
    if guard.file.endswith(".py"):
        compile(made, guard.file, "exec")
    return made


def tried(guard: Guard, tree: Path) -> tuple[int, str]:
    """What the guard's test says there."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", guard.test]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "KLIPING_"))}
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    return done.returncode, done.stdout[-2_000:]


def test_there_is_a_guard_for_each_kind_of_harm_and_none_twice() -> None:
    assert len(GUARDS) >= 40
    assert len({guard.name for guard in GUARDS}) == len({(guard.file, guard.old) for guard in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_every_guard_stands_where_it_is_said_to(guard: Guard) -> None:
    assert without(guard, ROOT) != (ROOT / guard.file).read_text("utf-8")
    path, _, name = guard.test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_a_tree_that_nothing_was_taken_from_passes(copied: Path) -> None:
    assert tried(GUARDS[0], copied)[0] == 0


@pytest.mark.parametrize("guard", TRIED, ids=lambda guard: guard.name)
def test_without_a_guard_its_test_fails(guard: Guard, copied: Path, tell: Callable[[str], None]) -> None:
    path = copied / guard.file
    whole = path.read_text("utf-8")
    path.write_text(without(guard, copied), "utf-8")
    try:
        code, said = tried(guard, copied)
    finally:
        path.write_text(whole, "utf-8")
    assert code == _FAILED, said
    assert " failed" in said, said
    tell(f"guards: without “{guard.name}”, {guard.test.rpartition('::')[2]} fails")
