"""`make bench`: how long a build takes, cold, with nothing changed, and after one edit.

Strategy: a digest of articles made by rule, built in processes of their own, turn by turn; what counts is
the ratio to the cold build of the same run, as machines differ and are busy.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SYLLABLES = "ba be bi da de di ga ka ke ki la le li ma me mi na ne ni pa ra re ri sa se si ta te ti wa ya".split()
ROUNDS = 3


def main() -> int:
    """Print a table: case, seconds (the median of the rounds), and its ratio to the cold build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--articles", type=int, default=1000)
    articles = parser.parse_args().articles
    with TemporaryDirectory() as folder:
        digest = Path(folder)
        write_digest(digest, articles)
        seconds = measured(digest)
    print(f"{articles} articles, {os.cpu_count()} cores, median of {ROUNDS} rounds")
    for case, value in seconds.items():
        print(f"  {case:<16}{value:8.2f} s{value / seconds['cold']:8.2f} × cold")
    return 0


def measured(digest: Path) -> dict[str, float]:
    """Seconds by case, each case in turn in every round."""
    cases: dict[str, Callable[[Path], None]] = {
        "cold": forget,
        "nothing changed": lambda _: None,
        "one edit": edit_one,
    }
    times: dict[str, list[float]] = {case: [] for case in cases}
    for _ in range(ROUNDS):
        for case, prepare in cases.items():
            prepare(digest)
            times[case].append(build(digest))
    return {case: statistics.median(values) for case, values in times.items()}


def build(digest: Path) -> float:
    """The seconds that a build took, start-up and all; with an error when it failed."""
    command = [sys.executable, str(ROOT / "build.py"), "-s", str(digest), "--json"]
    before = os.times().elapsed
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    elapsed = os.times().elapsed - before
    assert json.loads(done.stdout)["articles"] > 0
    return elapsed


def forget(digest: Path) -> None:
    """Remove what earlier builds made."""
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "clean", "-s", str(digest)], check=True, capture_output=True
    )


def edit_one(digest: Path) -> None:
    """Change the text of one article."""
    path = digest / "content" / "0000.md"
    path.write_text(f"{path.read_text('utf-8')}\n{words(random.Random(os.urandom(8)), 20)}.\n", "utf-8")


def write_digest(digest: Path, articles: int) -> None:
    """Articles of about 5 KB over two years, with three of sixty tags and one of eight sources each."""
    chance = random.Random(7)
    (digest / "content").mkdir()
    (digest / "config.yaml").write_text("title: Bench\nbase_url: https://example.org/\n", "utf-8")
    for number in range(articles):
        tags = ", ".join(f"tag {chance.randrange(60)}" for _ in range(3))
        day = f"{2019 + number % 2}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        front = f"id: bench-{number}\ntitle: {words(chance, 9)} {number}\ndate: {day}\ntags: [{tags}]\n"
        source = f"source: {{name: Source {number % 8}}}\n"
        body = "\n\n".join(f"{words(chance, 60).capitalize()}." for _ in range(14))
        (digest / "content" / f"{number:04}.md").write_text(f"---\n{front}{source}---\n\n{body}\n", "utf-8")


def words(chance: random.Random, count: int) -> str:
    """Words of one to four syllables."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


if __name__ == "__main__":
    sys.exit(main())
