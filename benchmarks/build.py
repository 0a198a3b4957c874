"""`make bench`: how long builds take, beside Hugo and Pelican.

Strategy: the same articles are written for each generator, and each case is built by one after the other, A B A B, so
that whatever else the machine does falls on all; what counts are ratios of medians. A case first says what must be
seen in the built site that was not there before, and a run counts only if it is.
"""

import argparse
import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import measuring, results
from benchmarks.corpus import Article, Corpus
from benchmarks.generators import HUGO, KLIPING, PELICAN, Generator, Place
from benchmarks.measuring import Run
from benchmarks.results import ADDED, COLD, EDITED, LAYOUT, UNCHANGED, Machine, Result, Site


def main() -> int:
    """Measure each number of articles, and write what is known of all numbers so far."""
    options = arguments().parse_args()
    for articles in options.articles:
        chosen = generators(articles, options.hugo_up_to, options.pelican_up_to)
        result = measured(articles, chosen, options.cases, options.rounds, options.folder)
        results.keep(result)
        print("\n".join(results.told(result)))
    results.publish()
    return 0


def arguments() -> argparse.ArgumentParser:
    """What can be typed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--articles", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each case is built (3)")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES), metavar="CASE", help="those alone")
    parser.add_argument("--hugo-up-to", type=int, default=100_000, metavar="N", help="more without Hugo (100000)")
    parser.add_argument("--pelican-up-to", type=int, default=1000, metavar="N", help="more without Pelican (1000)")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="with room for 50 KB an article and generator")
    return parser


def generators(articles: int, hugo_up_to: int, pelican_up_to: int) -> list[Generator]:
    """Kliping, and those peers that so many articles are not too many for."""
    peers = ((HUGO, hugo_up_to), (PELICAN, pelican_up_to))
    return [KLIPING, *(peer for peer, most in peers if articles <= most)]


# --- Cases ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sight:
    """Texts to be seen in files of the site once it is built; where they are `new`, not before."""

    texts: tuple[tuple[str, str], ...]
    is_new: bool = True

    def check(self, site: Path, *, built: bool) -> None:
        """Whether all are seen as they should be, before a build or after it."""
        for path, text in self.texts:
            file = site / path
            seen = file.is_file() and text in file.read_text("utf-8")
            if seen != (built or not self.is_new):
                wrong = "is not there" if built else "is there before"
                sys.exit(f'nothing measured: "{text}" {wrong} in {file}')


def cold(place: Place, corpus: Corpus, turn: int) -> Sight:  # noqa: ARG001 - as all cases
    """No store, no site."""
    place.forget()
    return Sight(tuple(_page_of(corpus.article(number)) for number in (0, corpus.size - 1)))


def unchanged(place: Place, corpus: Corpus, turn: int) -> Sight:  # noqa: ARG001 - as all cases
    """Built a moment ago."""
    return Sight((_page_of(corpus.article(0)),), is_new=False)


def edited(place: Place, corpus: Corpus, turn: int) -> Sight:
    """One sentence more in one article."""
    article = corpus.article((corpus.size // 2 + turn) % corpus.size)
    sentence = f"This sentence came in round {turn + 1}."
    place.write(replace(article, body=f"{article.body}\n{sentence}\n"))
    return Sight(((f"{article.address}index.html", sentence),))


def added(place: Place, corpus: Corpus, turn: int) -> Sight:
    """One article more, newer than all others: on its page, on the front page and in the lists of its tags."""
    article = corpus.article(corpus.size + turn)
    place.write(article)
    lists = [f"tags/{tag.lower().replace(' ', '-')}/index.html" for tag in article.tags]
    return Sight((_page_of(article), *((path, article.address) for path in ("index.html", *lists))))


def layout(place: Place, corpus: Corpus, turn: int) -> Sight:  # noqa: ARG001 - as all cases
    """One word changed in the layout that all pages use."""
    word = place.change_layout()
    page, _ = _page_of(corpus.article(0))
    return Sight(tuple((path, word) for path in (page, "index.html", "tags/index.html", "404.html")))


CASES: dict[str, Callable[[Place, Corpus, int], Sight]] = {
    COLD: cold,
    UNCHANGED: unchanged,
    EDITED: edited,
    ADDED: added,
    LAYOUT: layout,
}


def _page_of(article: Article) -> tuple[str, str]:
    return f"{article.address}index.html", article.title


# --- Measuring -----------------------------------------------------------------------------------------------------


def measured(
    articles: int, chosen: Sequence[Generator], cases: Sequence[str], rounds: int, folder: Path | None
) -> Result:
    """Some cases with so many articles, in a folder that is removed at the end."""
    corpus = Corpus(articles)
    runs: dict[str, dict[str, list[Run]]] = {case: {one.name: [] for one in chosen} for case in cases}
    rewritten: dict[str, int] = defaultdict(int)
    sites: dict[str, Site] = {}
    with TemporaryDirectory(dir=folder, prefix="bench-") as home:
        places = [Place(generator, Path(home) / generator.name) for generator in chosen]
        write(corpus, places)
        for turn, case, place in in_turn(places, cases, rounds):
            name = place.generator.name
            run, files = built(place, CASES[case](place, corpus, turn))
            runs[case][name].append(run)
            print(f"{articles:,} articles, round {turn + 1}, {case}, {name}: {run.wall:.2f} s", file=sys.stderr)
            if name not in sites:
                sites[name] = survey(place.site)
            if case == ADDED:
                rewritten[name] = max(files, rewritten[name])
    check_alike(sites, articles)
    return Result(
        articles=articles,
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        versions={generator.name: generator.version() for generator in chosen},
        sites=sites,
        rewritten=dict(rewritten),
        runs=runs,
    )


def write(corpus: Corpus, places: Sequence[Place]) -> None:
    """Every article, for every generator."""
    for place in places:
        place.set_up()
    for number in range(corpus.size):
        article = corpus.article(number)
        for place in places:
            place.write(article)


def in_turn(places: Sequence[Place], cases: Sequence[str], rounds: int) -> Iterator[tuple[int, str, Place]]:
    """In every round each case, and each case by one generator after the other."""
    for turn in range(rounds):
        for case in cases:
            for place in places:
                yield turn, case, place


def built(place: Place, sight: Sight) -> tuple[Run, int]:
    """A build that shows what it must, and the number of files it wrote to the site."""
    sight.check(place.site, built=False)
    mark = place.folder / "mark"
    mark.write_bytes(b"")
    time.sleep(0.02)  # coarser than the clock of any file system
    run = measuring.run(place.command, place.folder)
    sight.check(place.site, built=True)
    began = mark.stat().st_ctime_ns
    return run, sum(file.stat().st_ctime_ns > began for file in files_of(place.site))


def survey(site: Path) -> Site:
    """What stands in a site."""
    paths = bytes_ = articles = pages = feeds = 0
    for file in files_of(site):
        name = os.path.relpath(file.path, site)
        paths += 1
        bytes_ += file.stat().st_size
        pages += name.endswith(".html")
        articles += name[:4].isdigit()
        is_feed = name.endswith(".xml")
        feeds += is_feed and b"<rss" in Path(file.path).read_bytes()[:1000]
    return Site(files=paths, bytes=bytes_, pages=pages, articles=articles, feeds=feeds)


def files_of(folder: Path | str) -> Iterator["os.DirEntry[str]"]:
    """All files below a folder."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from files_of(entry.path)
        else:
            yield entry


def check_alike(sites: dict[str, Site], articles: int) -> None:
    """All sites have all articles, and as many feeds as one another; else their times say nothing of one another."""
    if {site.articles for site in sites.values()} != {articles} or len({site.feeds for site in sites.values()}) > 1:
        sys.exit(f"the sites are not alike: {sites}")


def machine() -> Machine:
    """What this is measured on."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return Machine(
        processor=next(models, platform.machine()),
        cores=os.cpu_count() or 1,
        gib=round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        system=platform.system(),
        python=platform.python_version(),
    )


if __name__ == "__main__":
    sys.exit(main())
