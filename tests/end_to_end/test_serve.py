"""The local server: it shows the digest, and what changes."""

import itertools
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from tests.end_to_end.place import ROOT, Place, article


@contextmanager
def serving(place: Place, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server's address, and its process; it must end well, and quietly, when it is interrupted."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "-p", "0", "-s", str(place.root), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/\S*", line)))
        try:
            yield address, server
        except BaseException:
            server.kill()  # or a test that fails would wait for it without end
            raise
        server.send_signal(signal.SIGINT)
        _, told = server.communicate(timeout=10)
        assert (server.returncode, "Traceback" in told, "Cancel" in told) == (0, False, False), told


@pytest.fixture
def served(place: Place) -> Iterator[tuple[Place, str, subprocess.Popen[str]]]:
    place.write("content/sungai.md", article())
    with serving(place) as (address, server):
        yield place, address, server


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


def test_a_page_elsewhere_reads_nothing_and_an_own_one_does(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    for origin in ("https://attacker.example", "http://127.0.0.1", "http://localhost:1", "null", ""):
        for path in ("", "feed.xml", ".kliping/events"):
            status, page = get(f"{address}{path}", Origin=origin)
            assert (status, "Sungai" in page) == (403, False), (origin, path)
    for host in ("127.0.0.1", "localhost"):
        status, page = get(address, Host=host, Origin=address.replace("127.0.0.1", host).rstrip("/"))
        assert (status, "Sungai surut" in page) == (200, True), host


def test_nobody_else_s_machine_can_ask(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    port = int(address.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(ConnectionRefusedError):  # another address of this machine's own
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_nothing_outside_the_site_is_served(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    (place.root / ".kliping/serve/keluar.yaml").symlink_to(place.root / "config.yaml")
    (place.root / ".kliping/serve/keluar").symlink_to(place.root)
    outside = ["../../config.yaml", "%2e%2e/%2e%2e/config.yaml", "..%2f..%2fconfig.yaml", "keluar.yaml"]
    for path in (*outside, "keluar/config.yaml", "%2fetc%2fpasswd", "/etc/passwd"):
        status, page = get(f"{address}{path}")
        assert (status, "base_url" in page, "root:" in page) == (404, False, False), path


def test_a_folder_without_a_page_is_not_listed(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    place.write(".kliping/serve/berkas/rahasia.txt", "x")
    for path in ("berkas", "berkas/", "assets/", "2020/"):
        status, page = get(f"{address}{path}")
        assert (status, "rahasia" in page, "touch-icon" in page.partition("<main")[2]) == (404, False, False), path


def test_no_link_out_of_the_site_is_served(served: tuple[Place, str, object]) -> None:
    place, address, _ = served
    shown = place.root / ".kliping/serve"
    (shown / "keluar.yaml").symlink_to("../../config.yaml")
    (shown / "induk").symlink_to("../..", target_is_directory=True)
    for path in ("keluar.yaml", "induk/config.yaml"):
        assert "base_url" in (shown / path).read_text("utf-8")
        assert get(f"{address}{path}")[0] == 404


def test_no_other_machine_is_answered(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    port = int(address.rsplit(":", 1)[1].strip("/"))
    # Another address of this machine, which a server for all of them would answer at.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=10)


LAYOUT = '{% extends "base.html" %}{% block main %}<h1>Hilang</h1>{% endblock %}'


@pytest.mark.parametrize(
    ("name", "text", "address", "shown"),
    [
        ("layouts/404.html", LAYOUT, "tidak/ada", "Hilang"),
        ("static/berkas/daftar.txt", "Daftar.", "berkas/daftar.txt", "Daftar."),
        ("seeds/pasar.txt", "Contoh Harian, Bandung (5/10/2020) - Pasar buka lagi pagi ini.\n", "", "Pasar buka"),
    ],
)
def test_a_folder_made_while_serving_is_noticed_and_so_is_what_changes_in_it(
    served: tuple[Place, str, object], name: str, text: str, address: str, shown: str
) -> None:
    place, home, _ = served
    place.write(name, text)
    assert eventually(lambda: shown in get(home + address)[1])
    place.write(name, text.replace(shown, f"{shown} juga"))
    assert eventually(lambda: f"{shown} juga" in get(home + address)[1])


def test_settings_saved_as_a_new_file_are_noticed_each_time(served: tuple[Place, str, object]) -> None:
    place, home, _ = served
    for title in ("Kabar", "Berita"):
        place.write("config.new", place.read("config.yaml").replace("Contoh", title)).replace(
            place.root / "config.yaml"
        )
        assert eventually(lambda title=title: title in get(home)[1])  # type: ignore[misc]
        place.write("config.new", place.read("config.yaml").replace(title, "Contoh")).replace(
            place.root / "config.yaml"
        )
        assert eventually(lambda: "Contoh" in get(home)[1])


def test_ctrl_c_ends_the_server_at_once_though_a_browser_listens(place: Place) -> None:
    place.write("content/sungai.md", article())
    with serving(place) as (address, server):
        listener = urllib.request.urlopen(f"{address}.kliping/events", timeout=30)
        server.send_signal(signal.SIGINT)
        with listener:
            assert listener.read() == b""
        assert server.wait(10) == 0


def test_a_mistake_is_told_in_the_terminal_and_the_mend_is_built(place: Place) -> None:
    place.write("content/sungai.md", article())
    with serving(place) as (address, server):
        assert server.stderr is not None
        place.write("content/sungai.md", article(date="kemarin"))
        assert "content/sungai.md:4:7: error[date-invalid]" in server.stderr.readline()
        assert "Sungai surut" in get(address)[1]
        place.write("content/sungai.md", article("Sungai pasang"))
        assert eventually(lambda: "Sungai pasang" in get(address)[1])


def test_a_base_url_s_path_is_where_the_site_is_served(place: Place) -> None:
    place.write("content/sungai.md", article())
    with serving(place, "-b", "https://example.org/digest/") as (address, _):
        assert address.endswith("/digest/")
        assert 'href="/digest/2020/10/05/sungai-surut/"' in get(address)[1]
        assert get(address + "2020/10/05/sungai-surut/")[0] == 200
        assert get(address.removesuffix("digest/")) == get(address)
        assert get(address + "tidak/ada")[0] == 404


def test_a_port_in_use_is_told_in_one_line(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = place.run("serve", "-p", str(port))
    assert (done.returncode, done.stdout) == (74, "")
    assert done.stderr == f"port {port}: in use already; name another one with --port\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("data.json", "application/json"),
        ("tidak/ada", "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_as_what_they_are_and_asked_about_without_their_bytes(
    place: Place, path: str, kind: str
) -> None:
    place.write("content/sungai.md", article())
    place.write("static/data.json", "{}")
    with serving(place) as (address, _):
        port = int(address.rsplit(":", 1)[1].strip("/"))
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("HEAD", f"/{path}")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Content-Type")) == (404 if "ada" in path else 200, kind)
        assert int(answer.getheader("Content-Length") or 0) > 0
        assert answer.read() == b""
        connection.close()


def test_a_folder_s_address_without_its_slash_leads_to_the_folder(served: tuple[Place, str, object]) -> None:
    _, address, _ = served
    with urllib.request.urlopen(f"{address}2020/10/05/sungai-surut", timeout=10) as answer:
        assert answer.url == f"{address}2020/10/05/sungai-surut/"


def test_a_digest_that_is_broken_from_the_start_shows_its_problems_and_no_older_preview(place: Place) -> None:
    place.write("content/sungai.md", article())
    with serving(place) as (address, _):
        assert "Sungai surut" in get(address)[1]
    place.write("content/sungai.md", article(rights="<semua>"))
    with serving(place) as (address, _):
        status, page = get(address)
        assert status == 503
        assert "content/sungai.md:5:9: error[choice-unknown]: &quot;&lt;semua&gt;&quot; does not fit here" in page
        assert "Sungai surut" not in page
        assert get(f"{address}feed.xml")[0] == 503
        place.write("content/sungai.md", article("Sungai pasang"))
        assert eventually(lambda: get(address)[0] == 200 and "Sungai pasang" in get(address)[1])


def test_a_file_that_is_replaced_while_it_is_asked_for_comes_whole(served: tuple[Place, str, object]) -> None:
    place, home, _ = served
    assert eventually(lambda: get(home)[0] == 200)  # the first build has ended, and another would take the file away
    site = place.root / ".kliping" / "serve"
    ended = threading.Event()

    def replace() -> None:
        for number in itertools.count():
            if ended.is_set():
                return
            (site / "baru").write_text("x" * (number % 50))
            (site / "baru").replace(site / "berkas.txt")

    (site / "berkas.txt").write_text("x")
    writer = threading.Thread(target=replace)
    writer.start()
    try:
        for _ in range(300):
            status, text = get(f"{home}berkas.txt")
            assert (status, set(text) <= {"x"}) == (200, True)
    finally:
        ended.set()
        writer.join()
