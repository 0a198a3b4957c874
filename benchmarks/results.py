"""What was measured, kept and told: `results.json`, `RESULTS.md` and `RESULTS.svg`.

Strategy: a run adds its number of articles to those known, or puts it in the place of an older run; tables and plot
are made anew of all. Remarks, the one part of `RESULTS.md` that people write, stay as they are.
"""

import json
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import plot
from benchmarks.measuring import Run
from benchmarks.plot import Line

HERE = Path(__file__).parent
KEPT = HERE / "results.json"
TABLES = HERE / "RESULTS.md"
PLOT = HERE / "RESULTS.svg"

COLD = "cold"
UNCHANGED = "nothing changed"
EDITED = "one article edited"
ADDED = "one article added"
LAYOUT = "one word of a layout"

REMARKS = "\n## Remarks\n"

_HEADING = """
# Builds, as measured by `make bench`

Articles of about 5 KB, made by a script (`corpus.py`), become the same site in each generator: pages of articles,
lists in pages of 20 (all, tags, sources, sections, months), indexes, RSS, a site map. How the set-ups differ is
written in `generators.py`. Each case is built by one generator after the other, in rounds; what is shown are medians,
and in brackets the least and the most. A run counts only if what was changed is seen in the site. Memory is the most
at once of all processes together: their shares of it (PSS), looked at every 50 ms or, in large ones, less often; or
the largest single process where the kernel saw more of it. Ratios are to Hugo in the same run.

![Seconds against number of articles](RESULTS.svg)
""".strip()

# Kliping's wall time and memory, at most, as ratios to Hugo's in the same run.
TARGETS: dict[int, dict[str, tuple[float, float | None]]] = {
    10_000: {COLD: (0.7, 0.5), UNCHANGED: (0.05, 0.3), EDITED: (0.08, 0.3), ADDED: (0.08, 0.3), LAYOUT: (0.4, 0.5)},
    100_000: {COLD: (0.7, None)},
}
# The memory of a cold build, in MiB.
MEMORY_TARGETS = {100_000: 1.2 * 1024, 1_000_000: 6 * 1024}
# Ten times the articles, a cold build, in times of that with a tenth of them.
GROWTH_TARGET = 11
# Files written where an article is added: 25, and 5 for each of its three tags, its source, section and language.
REWRITTEN_TARGET = 25 + 5 * 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What something was measured on."""

    processor: str
    cores: int
    gib: int
    system: str
    python: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a generator made of the articles. `articles` are pages of articles, `pages` all of HTML."""

    files: int
    bytes: int
    pages: int
    articles: int
    feeds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that was measured with one number of articles: runs by case and generator."""

    articles: int
    date: str
    machine: Machine
    versions: Mapping[str, str]
    sites: Mapping[str, Site]
    rewritten: Mapping[str, int]
    runs: Mapping[str, Mapping[str, Sequence[Run]]]

    def median(self, case: str, name: str) -> Run | None:
        """The median of each value, for itself; None where the generator was left out."""
        runs = self.runs.get(case, {}).get(name, ())
        if not runs:
            return None
        return Run(
            wall=statistics.median(run.wall for run in runs),
            cpu=statistics.median(run.cpu for run in runs),
            memory=statistics.median(run.memory for run in runs),
        )


# --- Kept ----------------------------------------------------------------------------------------------------------


def keep(result: Result) -> None:
    """Add a result to those kept."""
    known = {one.articles: one for one in kept()} | {result.articles: result}
    values = [asdict(known[articles]) for articles in sorted(known)]
    KEPT.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


def kept() -> list[Result]:
    """All results, by their number of articles."""
    return [_result(value) for value in json.loads(KEPT.read_text("utf-8"))] if KEPT.exists() else []


def _result(value: dict[str, Any]) -> Result:
    return Result(
        **value
        | {
            "machine": Machine(**value["machine"]),
            "sites": {name: Site(**site) for name, site in value["sites"].items()},
            "runs": {
                case: {name: [Run(**run) for run in runs] for name, runs in of_case.items()}
                for case, of_case in value["runs"].items()
            },
        }
    )


# --- Told ----------------------------------------------------------------------------------------------------------


def publish() -> None:
    """Write tables and plot of all that is kept."""
    known = kept()
    before = TABLES.read_text("utf-8") if TABLES.exists() else ""
    lines = [_HEADING, *(line for result in known for line in ("", *told(result))), *_growth(known)]
    remarks = before.partition(REMARKS)[2]
    TABLES.write_text("\n".join(lines) + "\n" + (REMARKS + remarks if remarks else ""), "utf-8")
    PLOT.write_text(plot.drawn(tuple(lines_of(known))), "utf-8")


def lines_of(known: Sequence[Result]) -> Iterator[Line]:
    """Seconds against articles: cold, and where one article is edited."""
    for case, is_dashed in ((COLD, False), (EDITED, True)):
        for name in ("Kliping", "Hugo", "Pelican"):
            runs = [(result.articles, result.median(case, name)) for result in known]
            points = tuple((articles, run.wall) for articles, run in runs if run)
            if points:
                yield Line(name=name, label=f"{name}, {case}", points=points, is_dashed=is_dashed)


def told(result: Result) -> list[str]:
    """The tables of one number of articles."""
    machine = result.machine
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    rounds = max(len(of_case["Kliping"]) for of_case in result.runs.values())
    return [
        f"## {result.articles:,} articles",
        "",
        f"{result.date}, {machine.processor}, {machine.cores} cores, {machine.gib} GiB, {machine.system}, "
        f"Python {machine.python}; {versions}; rounds: {rounds}.",
        "",
        "| case | generator | wall, s | CPU, s | memory, MiB | wall ÷ Hugo | memory ÷ Hugo |",
        "|---|---|---:|---:|---:|---:|---:|",
        *(_row(result, case, name) for case in result.runs for name in result.runs[case]),
        "",
        *_limits(result),
        "",
        "| generator | files | MiB | pages | feeds | files written for one article added |",
        "|---|---:|---:|---:|---:|---:|",
        *(_site_row(result, name, site) for name, site in result.sites.items()),
    ]


def _row(result: Result, case: str, name: str) -> str:
    walls = [run.wall for run in result.runs[case][name]]
    run, hugo = result.median(case, name), result.median(case, "Hugo")
    assert run is not None  # the row is of a generator that ran
    targets = TARGETS.get(result.articles, {}) if name == "Kliping" else {}
    wall, memory = targets.get(case, (None, None))
    cells = (
        case,
        name,
        f"{run.wall:.2f} ({min(walls):.2f}–{max(walls):.2f})",
        f"{run.cpu:.2f}",
        f"{run.memory:.0f}",
        judged(run.wall / hugo.wall, wall) if hugo else "–",
        judged(run.memory / hugo.memory, memory) if hugo else "–",
    )
    return f"| {' | '.join(cells)} |"


def judged(value: float, most: float | None) -> str:
    """A value beside its target."""
    shown = f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    if most is None:
        return shown
    return f"{shown} (≤ {most:g}: met)" if value <= most else f"**{shown}** (≤ {most:g}: **not met**)"


def _limits(result: Result) -> Iterator[str]:
    """The targets that are no ratios to Hugo."""
    written = result.rewritten.get("Kliping")
    if written is not None:
        yield f"Files that Kliping wrote for one article added: {judged_count(written, REWRITTEN_TARGET)}."
    cold, most = result.median(COLD, "Kliping"), MEMORY_TARGETS.get(result.articles)
    if cold and most:
        yield f"Memory of Kliping's cold build, MiB: {judged_count(round(cold.memory), round(most))}."


def judged_count(value: int, most: int) -> str:
    """A number beside its target."""
    return f"{value:,} (≤ {most:,}: met)" if value <= most else f"**{value:,}** (≤ {most:,}: **not met**)"


def _site_row(result: Result, name: str, site: Site) -> str:
    written = f"{result.rewritten[name]:,}" if name in result.rewritten else "–"
    return f"| {name} | {site.files:,} | {site.bytes / 2**20:.0f} | {site.pages:,} | {site.feeds:,} | {written} |"


def _growth(known: Iterable[Result]) -> Iterator[str]:
    """What ten times the articles cost Kliping, cold."""
    walls = {result.articles: run.wall for result in known if (run := result.median(COLD, "Kliping"))}
    steps = [(few, few * 10) for few in sorted(walls) if few * 10 in walls]
    if steps:
        yield from ("", "## Growth", "", "| Kliping, cold | times the wall time |", "|---|---:|")
    for few, many in steps:
        most = GROWTH_TARGET if few >= 10_000 else None
        yield f"| {few:,} → {many:,} articles | {judged(walls[many] / walls[few], most)} |"
