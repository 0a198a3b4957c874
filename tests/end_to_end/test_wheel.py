"""The installed package: it carries its layouts, and starts a digest in an empty folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT, run


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel was installed, alone; what it depends on is this environment's."""
    place = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(place), str(ROOT)], check=True, timeout=120
    )
    (wheel,) = place.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(place / "lib"), str(wheel)], check=True, timeout=120)
    return place / "lib"


def test_a_new_digest_builds_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    kliping = [sys.executable, str(installed / "bin" / "kliping")]
    begun = run([*kliping, "init", "my-digest"], tmp_path, PYTHONPATH=str(installed))
    assert begun.returncode == 0, begun.stderr
    digest = tmp_path / "my-digest"
    assert (digest / ".gitignore").read_text("utf-8").split() == ["/site/", "/.kliping/"]
    built = run([*kliping, "build"], digest, PYTHONPATH=str(installed))
    assert built.returncode == 0, built.stderr
    assert "2 ingested" in built.stdout
    assert (digest / "site" / "assets" / "style.css").stat().st_size > 1000
    assert (digest / "site" / "feed.xml").exists()


def test_init_touches_nothing_that_stands_there(installed: Path, tmp_path: Path) -> None:
    kliping = [sys.executable, str(installed / "bin" / "kliping")]
    (tmp_path / "config.yaml").write_text("title: Mine\n", "utf-8")
    done = run([*kliping, "init", "."], tmp_path, PYTHONPATH=str(installed))
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_the_package_runs_as_a_module(installed: Path, tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "kliping", "--version"], tmp_path, PYTHONPATH=str(installed))
    assert done.stdout.startswith("kliping ")
