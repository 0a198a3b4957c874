"""Bombs in every place: each is named, what stands beside it is published, and no process takes too much memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.end_to_end.place import ROOT, Place, article
from tests.faults.bombs import ARTICLES, CLIPPINGS, LARGEST, PICTURES
from tests.faults.memory import Memory
from tests.faults.pictures import large
from tests.faults.test_bad_seeds import assert_accounted_for

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
ONE_IN = 1 if IS_SOAK else 6
# For all of them together, on a machine with other work.
_PATIENCE = 1_200

Tell = Callable[[str], None]


def report(place: Place, command: str) -> dict[str, Any]:
    line = [sys.executable, str(ROOT / "build.py"), command, "--json", "-s", str(place.root)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_clippings_that_are_bombs_are_named_and_all_others_ingested(place: Place, tell: Tell) -> None:
    tried = [*CLIPPINGS][ONE_IN // 2 :: ONE_IN]
    for name in tried:
        place.write(f"seeds/{name}", CLIPPINGS[name][0]())
    place.write("seeds/zz.txt", "Kereta malam ke timur\n\nKereta malam ke timur berangkat lagi setiap Jumat.\n")
    with Memory(str(place.root)) as memory:
        told = report(place, "ingest")["seeds"]
    memory.assert_little()
    assert_accounted_for(told)
    found: dict[str, list[dict[str, str]]] = {}
    for item in told["items"]:
        found.setdefault(item["file"].removeprefix("seeds/"), []).append(item)
    assert found.keys() == {*tried, "zz.txt"}
    assert {item["fate"] for item in found["zz.txt"]} == {"ingested"}
    wrong = {name: found[name][:2] for name in tried if not _is_as_it_should_be(CLIPPINGS[name][1], found[name])}
    assert wrong == {}
    named = sum(items[0]["fate"] == "set_aside" for items in found.values())
    most = max(memory.peaks.values()) // 1024
    tell(f"bombs: {len(tried)} clippings, {named} named, the others ingested; at most {most} MiB a process")


def _is_as_it_should_be(expected: str | int | None, items: list[dict[str, str]]) -> bool:
    if isinstance(expected, int):
        return [item["fate"] for item in items] == ["ingested"] * expected
    (item,) = items
    return expected is None or (item["fate"] == "set_aside" and item["reason"].startswith(expected))


def test_articles_that_are_bombs_are_named_and_nothing_is_published(place: Place, tell: Tell) -> None:
    for name, (make, _) in ARTICLES.items():
        place.write(f"content/{name}", make())
    place.write("content/zz.md", article())
    with Memory(str(place.root)) as memory:
        told = report(place, "build")
    memory.assert_little()
    errors = {each["path"]: each["code"] for each in told["problems"] if each["severity"] == "error"}
    assert errors == {f"content/{name}": code for name, (_, code) in ARTICLES.items()}
    assert not (place.root / "site").exists()
    tell(f"bombs: {len(ARTICLES)} articles, all named; at most {max(memory.peaks.values()) // 1024} MiB a process")


def test_pictures_that_are_bombs_are_named_and_their_articles_published(place: Place, tell: Tell) -> None:
    for number, (name, make) in enumerate(PICTURES.items()):
        place.write(f"content/{name}", make())
        text = article(
            f"Kabar {number}", body=f"![Pasar]({name})\n\nAir surut.\n", image=f"{{src: {name}, alt: Pasar}}"
        )
        place.write(f"content/{number}.md", text)
    with Memory(str(place.root)) as memory:
        told = report(place, "build")
    memory.assert_little()
    assert {(each["path"], each["code"]) for each in told["problems"]} == {
        (f"content/{number}.md", "image-unusable") for number in range(len(PICTURES))
    }
    assert len([*(place.root / "site").glob("2*/*/*/*/index.html")]) == len(PICTURES)
    assert not (place.root / "site/pictures").exists()
    tell(f"bombs: {len(PICTURES)} pictures, all named; at most {max(memory.peaks.values()) // 1024} MiB a process")


def test_the_largest_pictures_that_may_be_take_no_more_memory_than_is_promised(place: Place, tell: Tell) -> None:
    largest = LARGEST if IS_SOAK else LARGEST[:1]
    for number, (name, mode, width) in enumerate(largest):
        place.write(f"content/{number}.{name.lower()}", large(name, mode, width))
        place.write(
            f"content/{number}.md", article(f"Kabar {number}", image=f"{{src: {number}.{name.lower()}, alt: Pasar}}")
        )
    with Memory(str(place.root)) as memory:
        told = report(place, "build")
    memory.assert_little()
    assert told["problems"] == []
    tell(f"bombs: {len(largest)} of the largest pictures; at most {max(memory.peaks.values()) // 1024} MiB a process")
