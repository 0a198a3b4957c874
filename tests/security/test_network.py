"""A build asks nobody: it runs to its end where every socket of the Internet's fails, and makes none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT, Place
from tests.security import everything

# PEP 578: told of every socket, whatever makes it; and a process that forks or starts another one is followed.
_HOOK = """
import os, socket, sys

def heard(event, arguments):
    asked = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
    if event == "socket.__new__":
        asked = arguments[1] in (socket.AF_INET, socket.AF_INET6)
    frame = sys._getframe(1) if asked else None
    while frame and frame.f_code.co_name != "_has_ipv6":
        frame = frame.f_back
    # As it is imported, urllib3 looks whether this machine has IPv6, by a socket that it neither connects nor sends on.
    if frame:
        raise OSError("there is no network")
    if asked:
        told = os.open(os.environ["KLIPING_TOLD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(told, f"{event} {arguments!r}\\n".encode())
        os.close(told)
        raise OSError("there is no network")

sys.addaudithook(heard)
with open(os.environ["KLIPING_TOLD"] + ".processes", "a") as processes:
    processes.write(f"{os.getpid()}\\n")
"""


def hooked(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that has no network, and tells what it asks for."""
    folder = tmp_path / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_HOOK, "utf-8")
    return {"PYTHONPATH": str(folder), "KLIPING_TOLD": str(tmp_path / "told")}


def alone() -> list[str]:
    """What starts a process without any network, its own host's included, where this system lets us."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        done = subprocess.run([*command, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return command if done.returncode == 0 else []


@pytest.fixture
def digest(tmp_path: Path) -> Place:
    return everything.place(tmp_path / "digest", search=True)


def test_a_build_of_everything_makes_no_socket(digest: Place, tmp_path: Path) -> None:
    environment = hooked(tmp_path)
    for arguments in (("build",), ("build", "--force", "-j", "2"), ("check",)):
        command = [*alone(), sys.executable, str(ROOT / "build.py"), *arguments, "-s", str(digest.root)]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert not (tmp_path / "told").exists(), (tmp_path / "told").read_text()
    assert len(set((tmp_path / "told.processes").read_text().split())) >= 3
    site = {path.relative_to(digest.root / "site").as_posix() for path in (digest.root / "site").rglob("*")}
    assert {"feed.xml", "atom.xml", "feed.json", "search/index.html", "editions.xml", "opml.xml"} <= site
    assert any(name.startswith("pictures/") for name in site)
    assert any(name.endswith("pagefind.js") for name in site)
    assert any(name.endswith(".epub") for name in site)
    assert len(digest.articles()) >= 4 + 11


def test_whoever_asks_is_heard(tmp_path: Path) -> None:
    asking = "import socket; socket.create_connection(('127.0.0.1', 9))"
    environment = {**os.environ, **hooked(tmp_path)}
    for code in (asking, "import socket; socket.socket(socket.AF_INET6)"):
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
        assert b"there is no network" in done.stderr
    assert len((tmp_path / "told").read_text().splitlines()) == 2
