"""A build on a Dask cluster: the same site, whatever becomes of its workers."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kliping import runners
from tests.end_to_end.place import ROOT, Place, article

NEVER = "tcp://127.0.0.1:9"  # the discard port: nobody answers there


class Cluster:
    """A scheduler and its workers, on this machine alone."""

    def __init__(self, folder: Path, code: Path = ROOT) -> None:
        self.folder = folder
        self.code = code
        self.processes: list[subprocess.Popen[str]] = []
        self.address = ""

    def start(self, module: str, *arguments: str, until: str) -> subprocess.Popen[str]:
        """Start one of them; it runs when it says so."""
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            *arguments,
            "--host",
            "127.0.0.1",
            "--no-dashboard",
        ]
        log = self.folder / f"{len(self.processes)}.log"
        environment = {**os.environ, "PYTHONPATH": str(self.code)}
        with log.open("w") as out:
            started = subprocess.Popen(command, stdout=out, stderr=out, cwd=self.folder, env=environment, text=True)
        self.processes.append(started)
        deadline = time.monotonic() + 60
        while not (found := re.search(until, log.read_text("utf-8"))) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert found, log.read_text("utf-8")
        self.address = self.address or found[1]
        return started

    def add_worker(self) -> subprocess.Popen[str]:
        return self.start("dask_worker", self.address, "--nthreads", "2", "--no-nanny", until="(Registered to)")


@contextmanager
def started(folder: Path, workers: int, code: Path = ROOT) -> Iterator[Cluster]:
    """A scheduler and so many workers, which run the code of a folder."""
    made = Cluster(folder, code)
    try:
        made.start("dask_scheduler", "--port", "0", until=r"Scheduler at:\s+(tcp://127\.0\.0\.1:[0-9]+)")
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for process in reversed(made.processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


@pytest.fixture
def many(place: Place) -> Place:
    """Enough articles for a cluster to be asked."""
    for number in range(runners.POOL_PAYS_FROM + 20):
        place.write(
            f"content/{number:03}.md", article(f"Berita {number}", body=f"Air *surut* {number}, kata `petugas`.")
        )
    return place


def site(folder: Path) -> dict[str, bytes]:
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_makes_the_same_site(many: Place, cluster: Cluster) -> None:
    for folder, workers in (("here", "1"), ("there", cluster.address)):
        done = many.run("-d", str(many.root / folder), "-j", workers, "--force")
        assert (done.returncode, done.stderr) == (0, "")
    here = site(many.root / "here")
    assert site(many.root / "there") == here
    assert len(here) > runners.POOL_PAYS_FROM


# The moments of a build that takes a second and a half here: before it connects, and from then on.
@pytest.mark.parametrize("moment", [0.5, 0.7, 0.9, 1.0, 1.1, 1.2, 1.5])
def test_what_a_worker_had_when_it_died_is_done_again(many: Place, cluster: Cluster, moment: float) -> None:
    doomed = cluster.add_worker()
    death = threading.Timer(moment, doomed.kill)
    death.start()
    done = many.run("-q", "-j", cluster.address, "--force")
    death.join()
    assert (done.stderr, done.returncode) == ("", 0)
    assert len(list((many.root / "site").rglob("*.html"))) > runners.POOL_PAYS_FROM


def test_a_scheduler_that_does_not_answer_is_told(many: Place) -> None:
    done = many.run("-j", NEVER)
    assert (done.returncode, done.stderr) == (74, f"{NEVER}: no Dask scheduler answers\n")
    assert not (many.root / "site").exists()


def test_a_scheduler_without_workers_is_told(many: Place, tmp_path: Path) -> None:
    with started(tmp_path, 0) as idle:
        done = many.run("-j", idle.address)
    assert (done.returncode, done.stderr) == (74, f"{idle.address}: this Dask scheduler has no workers\n")


def test_workers_without_kliping_are_told(many: Place, tmp_path: Path) -> None:
    with started(tmp_path, 1, tmp_path) as bare:
        done = many.run("-j", bare.address)
    assert (done.returncode, done.stderr) == (74, f"{bare.address}: its workers have no Kliping\n")


def test_workers_with_another_kliping_are_told(many: Place, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kliping", tmp_path / "kliping")
    (tmp_path / "kliping" / "more.py").write_text("NEW = True\n")
    with started(tmp_path, 1, tmp_path) as other:
        done = many.run("-j", other.address)
    said = "its workers run another Kliping, or other versions of its libraries; install the same there"
    assert (done.returncode, done.stderr) == (74, f"{other.address}: {said}\n")
    assert not (many.root / "site").exists()


@pytest.mark.parametrize("address", ["tcp://", "tcp://host", "http://127.0.0.1:1", "0"])
def test_an_address_that_is_none_is_wrong_usage(place: Place, address: str) -> None:
    done = place.run("-j", address)
    assert done.returncode == 2
    assert "no address tcp://HOST:PORT" in done.stderr


def test_few_pages_are_made_here_and_no_cluster_is_asked(place: Place) -> None:
    place.write("content/a.md", article("Satu"))
    assert place.run("-j", NEVER).returncode == 0
