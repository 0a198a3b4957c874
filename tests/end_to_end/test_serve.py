"""The local server: it shows the digest, and what changes."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.end_to_end.place import ROOT, Place, article


@pytest.fixture
def served(place: Place) -> Iterator[tuple[Place, str, subprocess.Popen[str]]]:
    place.write("content/sungai.md", article())
    command = [sys.executable, str(ROOT / "build.py"), "serve", "-p", "0", "-s", str(place.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        yield place, address, server
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def eventually(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.1)
    return happened()


def test_the_site_is_served_with_its_own_addresses(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    status, home = get(address)
    assert status == 200
    assert "Sungai surut" in home
    assert "new EventSource" in home
    assert f"{address}feed.xml" in home
    assert not (place.root / "site").exists()
    assert "EventSource" not in place.read(".kliping/serve/index.html")


def test_what_is_not_there_is_answered_with_the_404_page(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    status, page = get(f"{address}tidak/ada/")
    assert status == 404
    assert "Contoh" in page


def test_a_change_is_built_and_served(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    time.sleep(1)
    place.write("content/sungai.md", article("Sungai pasang"))
    assert eventually(lambda: "Sungai pasang" in get(address)[1])


def test_a_mistake_is_told_to_the_browser_and_the_old_site_stands(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    time.sleep(1)
    place.write("content/sungai.md", article(date="kemarin"))

    def told() -> bool:
        with urllib.request.urlopen(f"{address}.kliping/events", timeout=10) as events:
            return "date-invalid" in events.readline().decode()

    assert eventually(told)
    assert "Sungai surut" in get(address)[1]


def test_another_host_s_name_reads_nothing(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    status, page = get(address, Host="attacker.example")
    assert status == 400
    assert "Sungai" not in page


def test_nothing_outside_the_site_is_served(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    for path in ("../../config.yaml", "%2e%2e/%2e%2e/config.yaml", "..%2f..%2fconfig.yaml"):
        assert "base_url" not in get(f"{address}{path}")[1]
