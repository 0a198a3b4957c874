"""A Python that lacks something: one line that says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kliping import runners
from tests.end_to_end.place import ROOT, SEED, Place, article, run

# Takes a package away from every process that finds this file (docs.python.org/3/library/site.html).
WITHOUT = """
import os, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == os.environ["MISSING"] or name == os.environ["MISSING"]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""
MAKE = "run make, then .venv/bin/python build.py"


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """A folder for PYTHONPATH."""
    folder = tmp_path / "lacking"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WITHOUT, "utf-8")
    return folder


@pytest.mark.parametrize(
    "package",
    ["yaml", "ftfy", "charset_normalizer", "py3langid", "markdown", "nh3", "jinja2", "babel", "feedgen", "lxml"],
)  # fmt: skip
def test_whatever_is_missing_is_told_in_one_line(place: Place, lacking: Path, package: str) -> None:
    place.write("seeds/nato.txt", SEED.read_bytes())
    place.write("seeds/lama.txt", "Contoh Kabar, Bandung – Air “surut” pagi ini.\n".encode("cp1252"))
    place.write("content/sungai.md", article(body="Air `surut`."))
    done = place.run(PYTHONPATH=str(lacking), MISSING=package)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{package} is not installed here: {MAKE}\n")


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "watchfiles"])
def test_serve_tells_what_it_misses(place: Place, lacking: Path, package: str) -> None:
    done = place.run("serve", "-p", "0", PYTHONPATH=str(lacking), MISSING=package)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{package} is not installed here: {MAKE}\n")


def test_a_python_without_dask_is_told_how_to_install_it(place: Place, lacking: Path) -> None:
    for number in range(runners.POOL_PAYS_FROM + 10):
        place.write(f"content/{number:03}.md", article(f"Berita {number}"))
    done = place.run("build", "-j", "tcp://127.0.0.1:9", PYTHONPATH=str(lacking), MISSING="distributed")
    assert (done.returncode, done.stdout) == (2, "")
    [needed, command] = done.stderr.removeprefix("distributed is not installed here: ").split("; ")
    assert needed == "-j tcp:// needs it"
    assert command == f"{sys.executable} -m pip install distributed\n"


def test_what_is_missing_in_a_worker_is_told_as_well(place: Place, lacking: Path) -> None:
    for number in range(runners.POOL_PAYS_FROM + 10):
        place.write(f"content/{number:03}.md", article(f"Berita {number}"))
    done = place.run("build", "-j", "2", PYTHONPATH=str(lacking), MISSING="jinja2")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"jinja2 is not installed here: {MAKE}\n")


def test_a_missing_module_of_our_own_is_our_mistake(place: Place, lacking: Path) -> None:
    place.write("content/sungai.md", article())
    done = place.run(PYTHONPATH=str(lacking), MISSING="kliping.outputs.rss")
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "This is a mistake in Kliping" in done.stderr


@pytest.mark.parametrize(
    ("package", "advice"),
    [
        ("yaml", "install Kliping again with pip, which brings all that it needs"),
        ("jinja2", "install Kliping again with pip, which brings all that it needs"),
        ("watchfiles", "install Kliping with its extra, kliping[serve]"),
    ],
)
def test_an_installed_kliping_says_how_to_install_it(
    place: Place, lacking: Path, tmp_path: Path, package: str, advice: str
) -> None:
    place.write("content/sungai.md", article())
    shutil.copytree(ROOT / "kliping", tmp_path / "lib" / "kliping")
    shutil.copytree(ROOT / "layouts", tmp_path / "lib" / "kliping" / "layouts")
    command = [sys.executable, "-m", "kliping", "serve" if package == "watchfiles" else "build", "-s", str(place.root)]
    done = run(command, tmp_path / "lib", PYTHONPATH=str(lacking), MISSING=package)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{package} is not installed here: {advice}\n")


def test_a_python_that_is_too_old_is_told_so() -> None:
    script = "import sys; sys.version_info = (3, 9); import runpy; runpy.run_path('build.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer" in done.stderr
