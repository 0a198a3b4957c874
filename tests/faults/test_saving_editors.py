"""An editor who saves while ingest runs: in the file or by a new one in its place, no save is lost.

Strategy: every clipping changes each round, so that ingest has every article to write or to join; what an editor adds
is a line with a number, and all numbers must be there in the end.
"""

import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.turning import Turning, again

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
SAVES, A_ROUND = (100, 4) if IS_SOAK else (12, 4)
ARTICLES = 6

Tell = Callable[[str], None]


def clipping(number: int, version: int) -> str:
    day = f"Jakarta ({number + 1}/10/2020)"
    return f"Judul {number}\n\n{day} - Kalimat nomor {number}, kabar ke-{version}.\n\nSekian nomor {number}.\n"


def save(path: Path, number: int, *, in_place: bool) -> None:
    text = f"{path.read_text('utf-8')}\nSunting {number}.\n"
    if in_place:
        path.write_text(text, "utf-8")
        return
    new = path.with_name(f".{path.name}.swp")
    new.write_text(text, "utf-8")
    new.replace(path)


def test_no_save_is_lost_while_ingest_runs(tmp_path: Path, tell: Tell) -> None:
    chance = random.Random(3)
    place = Turning(tmp_path / "digest")
    place.write("config.yaml", "title: x\nbase_url: https://example.org/\nlang: id\n")
    turn(place, 0)
    longest = place.seconds("ingest")
    during = 0
    for first in range(0, SAVES, A_ROUND):
        turn(place, first + 1)
        ingest = place.begun("ingest")
        start = time.monotonic()
        for number, wait in enumerate(sorted(chance.uniform(0.3, 1) for _ in range(A_ROUND)), start=first):
            time.sleep(max(0.0, start + wait * longest - time.monotonic()))
            save(chance.choice(place.articles()), number, in_place=number % 2 == 0)
            during += ingest.poll() is None
        assert ingest.wait() == 0
        again(place.root, "ingest")
    found = re.findall(r"Sunting (\d+)\.", "".join(path.read_text("utf-8") for path in place.articles()))
    tell(f"saves: {SAVES}, {during} while ingest ran, {SAVES - len(set(found))} lost")
    assert sorted(set(found), key=int) == [str(number) for number in range(SAVES)]
    assert during > SAVES // 3


def turn(place: Turning, version: int) -> None:
    for number in range(ARTICLES):
        place.write(f"seeds/{number}.txt", clipping(number, version))
