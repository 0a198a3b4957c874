"""Builds and ingests killed from outside at any moment, many at once, and read from while they publish.

Strategy: a digest goes back and forth between two states, and what each comes to is known. After a kill every file of
the site is that of one state or the other, and whole; after the next command all are of one.
"""

import os
import random
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browsing import serving
from tests.faults.turning import NOW, Turning, tree

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
KILLS = 200 if IS_SOAK else 25
ROUNDS = 50 if IS_SOAK else 1
PUBLISHES, ANSWERS = (100, 10_000) if IS_SOAK else (12, 1_000)
ARTICLES = 12

Tell = Callable[[str], None]


@pytest.fixture
def turning(tmp_path: Path) -> Turning:
    return Turning(tmp_path / "digest")


def test_a_killed_build_leaves_old_and_new_files_whole_and_the_next_one_finishes(turning: Turning, tell: Tell) -> None:
    chance = random.Random(7)
    sites = turning.sites()
    turning.turn(0)
    longest = turning.seconds()
    died = 0
    for number in range(KILLS):
        state = (number + 1) % 2
        turning.turn(state)
        build = turning.begun()
        time.sleep(chance.uniform(0, longest))
        build.kill()
        died += build.wait() != 0
        for name, data in tree(turning.root / "site").items():
            if not name.startswith(".kliping"):
                assert data in (sites[0].get(name), sites[1].get(name)), (number, name)
        assert turning.run(**NOW).returncode == 0
        assert tree(turning.root / "site") == sites[state], number
    tell(f"kills: {KILLS} of builds, {died} before their end")
    assert died > KILLS // 3


def test_a_killed_ingest_loses_no_edit_and_the_next_one_finishes(tmp_path: Path, tell: Tell) -> None:
    chance = random.Random(11)
    place = Turning(tmp_path / "digest")
    place.write("config.yaml", "title: x\nbase_url: https://example.org/\nlang: id\n")
    for number in range(ARTICLES):
        place.write(f"seeds/{number}.txt", f"Judul {number}\n\nJakarta - Kalimat nomor {number} dari sebuah klip.\n")
    assert place.run("ingest", **NOW).returncode == 0
    longest = place.seconds("ingest")
    died = 0
    for number in range(KILLS):
        for index, path in enumerate(place.articles()):
            if index % 3 == number % 3:
                text = path.read_text("utf-8")
                path.write_text(f"{text}\nSunting {number}.\n", "utf-8")
        edited = {path: path.read_text("utf-8") for path in place.articles()}
        place.write(f"seeds/baru{number}.txt", f"Baru {number}\n\nBandung - Klip baru nomor {number} tiba.\n")
        ingest = place.begun("ingest")
        time.sleep(chance.uniform(0, longest))
        ingest.kill()
        died += ingest.wait() != 0
        report = place.report("ingest", **NOW)
        counts = report["seeds"]
        kinds = ("ingested", "merged", "unchanged", "duplicates", "removed", "set_aside")
        assert counts["found"] == sum(counts[kind] for kind in kinds) == ARTICLES + number + 1
        assert {path: path.read_text("utf-8") for path in edited} == edited
    assert len(place.articles()) == ARTICLES + KILLS
    assert sum(path.read_text("utf-8").count("Sunting") for path in place.articles()) > KILLS
    assert not [path for path in (place.root / "content").rglob("*") if path.name.endswith(".staged")]
    tell(f"kills: {KILLS} of ingests, {died} before their end")
    assert died > KILLS // 3


@pytest.mark.parametrize("count", [2, 8])
def test_builds_at_once_come_to_one_whole_site(turning: Turning, count: int, tell: Tell) -> None:
    sites = turning.sites()
    for number in range(ROUNDS):
        turning.turn(number % 2)
        builds = [turning.begun() for _ in range(count)]
        assert [build.wait() for build in builds] == [0] * count
        assert tree(turning.root / "site") == sites[number % 2], number
    tell(f"builds at once: {ROUNDS} rounds of {count}")


def test_a_reader_who_asks_while_builds_publish_never_gets_half_a_file_or_none(turning: Turning, tell: Tell) -> None:
    sites = turning.sites()
    both = sorted(sites[0].keys() & sites[1].keys() - {".kliping-site"})
    pages = [name for name in both if name.endswith((".html", ".xml", ".json"))]
    wrong: list[str] = []
    answers = 0
    is_over = threading.Event()

    def read(address: str, chance: random.Random) -> None:
        nonlocal answers
        while not is_over.is_set() or answers < ANSWERS:
            name = chance.choice(pages)
            try:
                with urllib.request.urlopen(f"{address}/{quote(name)}") as answer:
                    data = answer.read()
            except OSError as error:
                data = b""
                wrong.append(f"{name}: {error}")
            if data not in (sites[0][name], sites[1][name]):
                wrong.append(name)
            answers += 1

    with serving(turning.root / "site") as address:
        readers = [threading.Thread(target=read, args=(address, random.Random(seed))) for seed in (1, 2)]
        for reader in readers:
            reader.start()
        for number in range(PUBLISHES):
            turning.turn(number % 2)
            assert turning.run(**NOW).returncode == 0
        is_over.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    tell(f"reader: {answers} answers through {PUBLISHES} publishes, {len(wrong)} broken")
    assert answers >= ANSWERS
