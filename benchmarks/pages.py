"""`make bench`: what Lighthouse says of the sample digest's pages, their speed included, and what a reader fetches.

Strategy: the sample is built and served as it is; each page is judged several times, and the median counts, since
machines are busy.
"""

import gzip
import platform
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kliping import cli
from tests.browsing import running, serving
from tests.standards import judges

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "PAGES.md"
CATEGORIES = ("performance", *judges.LIGHTHOUSE)
ROUNDS = 3


def main() -> None:
    """Print the table, and write it to PAGES.md."""
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        assert cli.main(["build", "-s", str(ROOT), "-d", str(site), "-q"]) == 0
        lines = [*heading(), *rows(site, Path(folder))]
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def heading() -> list[str]:
    """What this was measured on, and the head of the table."""
    return [
        "# Pages, as measured by `benchmarks/pages.py`",
        "",
        f"Lighthouse on Chromium, {platform.machine()}, the sample digest; the median of {ROUNDS} runs. Sizes: HTML",
        "and style sheet together, gzipped; requests are without pictures.",
        "",
        f"| page | {' | '.join(CATEGORIES)} | bytes | requests |",
        f"|---|{'---:|' * len(CATEGORIES)}---:|---:|",
    ]


def rows(site: Path, folder: Path) -> Iterator[str]:
    """A row a page: the front page, and an article."""
    article = min(site.glob("2020/*/*/*/index.html")).parent.relative_to(site).as_posix() + "/"
    style = _gzipped(site / "assets/style.css")
    with serving(site) as address:
        for name, path in (("front page", ""), ("article", article)):
            runs = [judges.lighthouse_scores(f"{address}/{path}", folder, CATEGORIES) for _ in range(ROUNDS)]
            scores = [f"{statistics.median(run[each] for run in runs):.0f}" for each in CATEGORIES]
            size = _gzipped(site / path / "index.html") + style
            yield f"| {name} | {' | '.join(scores)} | {size:,} | {_requests(f'{address}/{path}')} |"


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def _requests(address: str) -> int:
    with running() as browser:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return len(asked)


if __name__ == "__main__":
    main()
