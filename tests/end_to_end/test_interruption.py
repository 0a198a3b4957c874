"""Ctrl-C and SIGTERM in the middle of a build: at once, quietly, and leaving nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kliping import runners
from tests import transcripts
from tests.end_to_end.place import ROOT, Place, article

# The build itself, and its workers.
FIRST_WORKER, BOTH_WORKERS = 2, 3
SAID = "interrupted: nothing was published\n"

Send = Callable[[int, int], None]


def as_timeout_does(process: int, number: int) -> None:
    """To the process, then to all."""
    os.kill(process, number)
    time.sleep(0.001)
    os.killpg(process, number)


def session(leader: int) -> list[int]:
    """The processes that a build started, itself included, by what the kernel says of them (proc(5), "stat")."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and is_of(leader, path)]


def is_of(leader: int, process: Path) -> bool:
    try:
        fields = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return False  # it has ended meanwhile
    return int(fields[3]) == leader and fields[0] not in "ZX"


def eventually(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happened()


def started(place: Place, processes: int) -> subprocess.Popen[str]:
    """A build that has so many processes by now, in a process group of its own."""
    command = [sys.executable, str(ROOT / "build.py"), "-j", "2", "-s", str(place.root)]
    build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert eventually(lambda: len(session(build.pid)) >= processes)
    return build


@pytest.fixture
def many(place: Place) -> Place:
    """Enough articles for a pool, and long enough for it to be at work when it is interrupted."""
    body = "Air surut *pelan* di hilir, kata `petugas`.\n\n" * 60
    for number in range(runners.POOL_PAYS_FROM + 100):
        place.write(f"content/{number:03}.md", article(f"Berita {number}", body=body))
    return place


@pytest.mark.parametrize("processes", [FIRST_WORKER, BOTH_WORKERS])
@pytest.mark.parametrize(
    ("send", "number", "code"),
    [
        (os.killpg, signal.SIGINT, 130), (os.kill, signal.SIGINT, 130),
        (os.killpg, signal.SIGTERM, 143), (os.kill, signal.SIGTERM, 143), (as_timeout_does, signal.SIGTERM, 143),
    ],
    ids=["Ctrl-C", "SIGINT-to-the-parent", "SIGTERM-to-all", "SIGTERM-to-the-parent", "SIGTERM-twice"],
)  # fmt: skip
def test_an_interrupted_build_ends_quietly_and_leaves_nothing(
    many: Place, send: Send, number: int, code: int, processes: int
) -> None:
    build = started(many, processes)
    try:
        send(build.pid, number)
        printed = build.communicate(timeout=20)
        assert (build.returncode, *printed) == (code, "", SAID)
        assert eventually(lambda: session(build.pid) == [])
    finally:
        for process in session(build.pid):
            os.kill(process, signal.SIGKILL)
    names = {name for name in transcripts.files(many.root, ".") if not name.startswith(".kliping/")}
    assert names == {"config.yaml", *(f"content/{path.name}" for path in many.articles())}


def test_workers_end_with_a_build_that_was_killed(many: Place) -> None:
    build = started(many, FIRST_WORKER)
    try:
        build.kill()
        build.communicate(timeout=20)
        assert eventually(lambda: session(build.pid) == [])
    finally:
        for process in session(build.pid):
            os.kill(process, signal.SIGKILL)


def test_an_interruption_is_told_as_json_where_that_is_asked_for(many: Place) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--json", "-j", "2", "-s", str(many.root)]
    build = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert eventually(lambda: len(session(build.pid)) >= FIRST_WORKER)
    os.killpg(build.pid, signal.SIGINT)
    try:
        assert '"code": "interrupted"' in build.communicate(timeout=20)[0]
    finally:
        build.kill()
