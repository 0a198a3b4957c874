"""`make bench`: how well and how fast clippings become articles, and with how much memory.

Strategy: the gold samples are scored, each half apart; text seeds made by rule are ingested on one core, in
growing numbers, for speed and memory; saved pages are read in turn by Kliping and by plain trafilatura. What
counts of the times are the ratios of one run, as machines differ and are busy.
"""

import argparse
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a script: the package and the samples' score stand beside this folder

from kliping import markup, safe_html, seeds  # noqa: E402  # found by the line above
from kliping.model import Config, Seed  # noqa: E402
from kliping.problems import Span  # noqa: E402  # as above
from tests.ingest import score as scores  # noqa: E402
from tests.ingest.score import Score  # noqa: E402

RESULTS = Path(__file__).parent / "INGEST.md"
REMARKS = "## Remarks"
CONFIG = Config(title="Bench", base_url="https://example.org/", lang="id", timezone="Asia/Jakarta")
PAGE_FOLDERS = ("tests/ingest/samples/first", "tests/ingest/samples/second", "tests/unit/data/pages")
PAGE_ENDINGS = {".html", ".htm", ".xhtml"}
ROUNDS = 3
NOISE = ("Advertisement", "Baca Juga", "Saksikan Video Pilihan Berikut Ini:", "SCROLL TO CONTINUE WITH CONTENT")
SYLLABLES = "ba be bi da de di ga ka ke ki la le li ma me mi na ne ni pa ra re ri sa se si ta te ti wa ya".split()
# Thai, Burmese, Japanese and Chinese letters.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u4e00-\u9fff]")
COMMON = "yang dan di ke dari untuk pada dengan ini itu tidak akan juga dalam oleh sudah telah mereka kami".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One ingest in a process of its own: seconds of CPU, and the most memory it had, in MiB."""

    seconds: float
    peak: float


def main() -> int:
    """Print the tables, and write them to INGEST.md above the remarks that stand in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--seeds", type=int, nargs="+", default=[1000, 10_000], help="numbers of text seeds")
    parser.add_argument(
        "--pages", type=Path, metavar="DIR", help="score saved pages with their texts, and nothing else"
    )
    given = parser.parse_args()
    if given.pages:
        print("\n".join([*heading(), "", *compared(given.pages)]))
        return 0
    lines = [*heading(), "", *scored(), "", *texts(given.seeds), "", *pages()]
    RESULTS.write_text("\n".join([*lines, "", *remarks()]) + "\n", "utf-8")
    print("\n".join(lines))
    return 0


def remarks() -> list[str]:
    """What was written by hand below the tables of earlier runs, which stays."""
    told = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    return told[told.index(REMARKS) :] if REMARKS in told else []


def heading() -> list[str]:
    """What this was measured on."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("trafilatura", "readability-lxml", "py3langid"))
    return [
        "# Ingest, as measured by `benchmarks/ingest.py`",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, one core of {os.cpu_count()}; {tools}.",
    ]


# --- How well ----------------------------------------------------------------------------------------------------


def scored() -> list[str]:
    """The gold samples, by set. How each was scored blind, before rules were made with it, is told in their README."""
    rows = [
        "| samples | number | junk removed | lines lost | words altered | facts right |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for half in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh"):
        samples = scores.samples(half)
        total = reduce(Score.__add__, map(score_of, samples), Score())
        removed = f"{total.junk - total.junk_left} of {total.junk} ({1 - total.junk_left / total.junk:.1%})"
        lost, facts = f"{total.lines_lost} of {total.lines}", f"{total.facts_right} of {total.facts}"
        rows.append(f"| {half} set | {len(samples)} | {removed} | {lost} | {total.words_altered} | {facts} |")
    return rows


def score_of(sample: Path) -> Score:
    """One sample's score."""
    return scores.score(read(sample), scores.gold_of(sample))


def read(path: Path) -> tuple[Seed, ...]:
    """The clippings of a file; none where it is set aside."""
    found = seeds.read(f"seeds/{path.name}", path.read_bytes(), CONFIG)
    return found if isinstance(found, tuple) else ()


# --- Plain text: speed and memory ----------------------------------------------------------------------------------


def texts(numbers: Sequence[int]) -> list[str]:
    """Seeds a second, and what memory does as they grow in number."""
    rows = [
        "| text seeds | first ingest | seeds a second | peak memory | nothing changed | peak memory |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for number in numbers:
        with TemporaryDirectory() as folder:
            write_seeds(Path(folder), number)
            first, again = ingest(Path(folder)), ingest(Path(folder))
        speed = f"{number / first.seconds:.0f}"
        rows.append(
            f"| {number:,} | {first.seconds:.1f} s | {speed} | {first.peak:.0f} MiB "
            f"| {again.seconds:.2f} s | {again.peak:.0f} MiB |"
        )
    return rows


def ingest(digest: Path) -> Run:
    """Ingest a digest on one core. Seconds are those of the CPU: what else the machine does is left out."""
    command = [sys.executable, str(ROOT / "build.py"), "ingest", "-s", str(digest), "-j", "1", "-q"]
    # As for whoever has not told Python otherwise, what it compiles of its modules is kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    measure = [sys.executable, "-c", _MEASURE, *on_one_core(command)]
    process = subprocess.Popen(measure, stdout=subprocess.PIPE, env=environment)
    told, _ = process.communicate()
    if process.returncode:
        sys.exit(f"ingest ended with {process.returncode}")
    seconds, peak = told.split()[-2:]
    return Run(seconds=float(seconds), peak=int(peak) / 1024)


# In a process of its own, so that its "children" are this one ingest.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""


def on_one_core(command: Sequence[str]) -> list[str]:
    """A command, held to one core where the system can do that."""
    return ["taskset", "-c", "0", *command] if hasattr(os, "sched_setaffinity") else [*command]


def write_seeds(digest: Path, number: int) -> None:
    """Clippings of about 4 KB as they are scraped: a dateline, ten paragraphs, a heading, and noise between them."""
    chance = random.Random(7)
    (digest / "config.yaml").write_text(
        "title: Bench\nbase_url: https://example.org/\nlang: id\ntimezone: Asia/Jakarta\n", "utf-8"
    )
    for position in range(number):
        folder = digest / "seeds" / f"{position // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{position:06}.txt").write_text(clipping(chance), "utf-8")


def clipping(chance: random.Random) -> str:
    """One made-up clipping."""
    day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/2020"
    who = f"{word(chance).capitalize()} {word(chance).capitalize()}"
    lead = f"Contoh Kabar, {word(chance).capitalize()} - Wali kota {who} mengatakan {sentence(chance)} ({day})."
    paragraphs = [" ".join(sentence(chance).capitalize() + "." for _ in range(4)) for _ in range(10)]
    paragraphs[3:3] = [NOISE[0], NOISE[1]]
    paragraphs[7:7] = [NOISE[2], sentence(chance)[:40].strip().title()]
    return "\n".join((lead, *paragraphs, chance.choice(NOISE))) + "\n"


def sentence(chance: random.Random) -> str:
    """Some fourteen words, a third of them common ones."""
    return " ".join(chance.choice(COMMON) if chance.random() < 0.35 else word(chance) for _ in range(14))


def word(chance: random.Random) -> str:
    """Two to four syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


# --- Saved pages, beside trafilatura -------------------------------------------------------------------------------


def pages() -> list[str]:
    """Saved pages a second, by Kliping and by plain trafilatura in turn."""
    import trafilatura  # heavy, and only for this table

    files = [path for folder in PAGE_FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in PAGE_ENDINGS]
    ways: dict[str, Callable[[Path], object]] = {
        "kliping": read,
        "trafilatura": lambda path: trafilatura.bare_extraction(path.read_bytes(), with_metadata=True),
    }
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, way in ways.items():
            start = time.process_time()
            for path in files:
                way(path)
            if turn:  # the first warms up
                speeds[name].append(len(files) / (time.process_time() - start))
    median = {name: statistics.median(values) for name, values in speeds.items()}
    ratio = median["kliping"] / median["trafilatura"]
    return [
        f"| {len(files)} saved pages, {ROUNDS} rounds | pages a second |",
        "|---|---:|",
        *(f"| {name} | {speed:.1f} |" for name, speed in median.items()),
        f"| ratio | {ratio:.2f} |",
    ]


# --- Saved pages of others, with their texts -----------------------------------------------------------------------


def compared(folder: Path) -> list[str]:
    """How near to `txt/NAME.txt` comes what is read of `html/NAME.html`, by Kliping and by plain trafilatura.

    By runs of four words, as article-extraction-benchmark has it; of letters, where words are not parted by spaces.
    Precision and recall are means over pages.
    """
    import trafilatura

    pairs = [(page, folder / "txt" / f"{page.stem}.txt") for page in sorted((folder / "html").glob("*.html"))]
    pairs = [(page, text) for page, text in pairs if text.is_file()]
    ways: dict[str, Callable[[Path], str]] = {
        "kliping": _text_of,
        "trafilatura": lambda page: trafilatura.extract(page.read_bytes(), include_comments=False) or "",
    }
    rows = [f"| {len(pairs)} saved pages | precision | recall | F1 |", "|---|---:|---:|---:|"]
    for name, way in ways.items():
        found = [_overlap(way(page), text.read_text("utf-8", "replace")) for page, text in pairs]
        precision, recall = (statistics.mean(each) for each in zip(*found, strict=True))
        rows.append(
            f"| {name} | {precision:.3f} | {recall:.3f} | {2 * precision * recall / (precision + recall):.3f} |"
        )
    return rows


def _text_of(page: Path) -> str:
    html = "\n".join(str(markup.to_html(seed.body, Span(path=page.name))) for seed in read(page))
    return safe_html.to_text(html)


def _overlap(found: str, expected: str) -> tuple[float, float]:
    """Precision and recall of runs of four words."""
    one, other = _runs(found), _runs(expected)
    shared = (one & other).total()
    return shared / max(1, one.total()), shared / max(1, other.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w" if _WITHOUT_SPACES.search(text) else r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


if __name__ == "__main__":
    sys.exit(main())
