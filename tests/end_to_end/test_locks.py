"""Two builds of one digest: the second waits for the first, or says that it does not."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT, Place, article

WAITING = "another build of this digest, or into its destination, is running; waiting for its end\n"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """As another build would hold it."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
    os.close(descriptor)


@pytest.mark.parametrize("command", ["build", "ingest"])
def test_who_does_not_wait_ends_at_once(place: Place, command: str) -> None:
    place.write("content/a.md", article())
    with locked(place.root):
        done = place.run(command, "--no-wait")
    assert (done.returncode, done.stderr) == (75, "another build of this digest, or into its destination, is running\n")
    assert not (place.root / "site").exists()
    assert place.run(command, "--no-wait").returncode == 0


def test_two_digests_do_not_build_into_one_destination_at_once(place: Place) -> None:
    place.write("content/a.md", article())
    assert place.run().returncode == 0
    with locked(place.root / "site"):
        done = place.run("--no-wait", "--force")
    assert (done.returncode, "into its destination" in done.stderr) == (75, True)
    assert place.run("--no-wait").returncode == 0


def test_a_digest_that_is_its_own_destination_is_refused_and_does_not_wait_for_itself(place: Place) -> None:
    assert place.run("-d", str(place.root)).returncode == 2


def test_who_waits_says_so_and_goes_on(place: Place) -> None:
    place.write("content/a.md", article())
    with locked(place.root):
        command = [sys.executable, str(ROOT / "build.py"), "-s", str(place.root)]
        build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert build.stderr is not None
        assert build.stderr.readline() == WAITING
        assert build.poll() is None
    try:
        assert build.communicate(timeout=60)[1] == ""
        assert build.returncode == 0
    finally:
        build.kill()
    assert (place.root / "site/index.html").exists()


def test_builds_at_once_are_one_after_the_other(place: Place) -> None:
    for number in range(60):
        place.write(f"content/{number}.md", article(f"Kabar {number}"))
    found: list[tuple[int, str]] = []

    def build(number: int) -> None:
        time.sleep(number * 0.1)
        done = place.run("--force")
        found.append((done.returncode, done.stderr.replace(WAITING, "")))

    builds = [threading.Thread(target=build, args=(number,)) for number in range(4)]
    for each in builds:
        each.start()
    for each in builds:
        each.join()
    assert found == [(0, "")] * 4
    assert len(list((place.root / "site").rglob("index.html"))) > 60
