"""The order of the steps.

    config.yaml, layouts/ ─┐
    seeds/ ─▶ ingest ─▶ content/ ─▶ articles ─▶ library ─▶ pages ─▶ files ─▶ site/

Strategy: each step takes values and gives values; what is wrong is gathered on the way and decides, once,
before anything is published.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from kliping import content_files, disk, grounds, locks, publishing, saving, standstill
from kliping.bench import CONTENT, STORE, Bench, Digest, Ingested, Options, Problems, open_digest, opened
from kliping.digest import short
from kliping.model import Article, ItemReport, Report
from kliping.problems import Problem, Span, in_order
from kliping.store import DamagedError

if TYPE_CHECKING:
    from kliping.press import Site
    from kliping.publishing import Published

# `press` is loaded where it is entered: a build with nothing new to make must not wait for it.

Value = TypeVar("Value")


# --- The ways through the house ----------------------------------------------------------------------------------


def build(options: Options) -> Report:
    """seeds/ → content/ → site/. With an error nothing is published, and the old site stands."""
    with _alone(options):
        try:
            return _built(options)
        except DamagedError:  # it is set aside by now, so all is made again
            report = _built(options)
            return replace(report, problems=in_order((*report.problems, _store_set_aside())))


@contextmanager
def _alone(options: Options) -> Iterator[None]:
    """The only run of its digest, on a site that is whole: one that died while it published is finished first."""
    with locks.held(options.root, options.destination, waits=options.waits, tell=options.tell_waiting):
        publishing.finish(options.destination)
        yield


def _built(options: Options) -> Report:
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    misplaced = grounds.why_misplaced(options.destination, options.root)
    if misplaced:
        run.problems.append(misplaced)
        return run.report()
    published = None
    with opened(digest, options) as bench:
        told = run.step("look", _look, bench)
        if told:
            return replace(told, seconds=run.seconds)
        from kliping import press

        ingested = run.step("ingest", _ingest_where_it_can, bench)
        read = run.step("read", press.read, bench)
        site = run.step("plan", press.planned, read, bench)
        searched = run.step("search", press.indexed, site, bench) if digest.config.search else press.Searched()
        rendered = run.step("render", press.render, site, searched, bench, run.is_stopped)
        if rendered and not run.is_stopped:
            published = run.step("publish", press.publish, rendered, bench)
        elif rendered:
            press.drop(rendered, bench)
        run.problems += _of_store(bench)
        report = run.report(ingested, site=site, published=published)
        try:
            bench.inventories.keep()
            if published and not ingested.has_written:
                standstill.keep(bench.store, _ground(bench), bench.inventories, report, site.library.next_change)
        except OSError as error:
            if not published:
                raise
            report = replace(report, problems=in_order({*report.problems, press.not_kept(error)}))
    return report


def ingest_seeds(options: Options) -> Report:
    """seeds/ → content/."""
    with _alone(options):
        return _ingested(options)


def _ingested(options: Options) -> Report:
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    with opened(digest, options, is_whole=False) as bench:
        ingested = run.step("ingest", _ingest, bench)
        bench.inventories.keep()
        run.problems += _of_store(bench)
    return run.report(ingested)


def check(options: Options) -> Report:
    """Everything that is wrong with a digest and with the site as it would be; nothing is written."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    from kliping import press

    with opened(digest, options, keeps=False) as bench:
        read = run.step("read", press.read_as_it_is, bench)
        site = run.step("plan", press.planned, read, bench)
        run.step("check", press.check_all, site, bench)
        return replace(run.report(site=site), pages=len(site.pages))


# --- Steps: each answers its value and the problems on the way to it -----------------------------------------------


def _look(bench: Bench) -> tuple[Report | None, Problems]:
    """What the last run told, if nothing has changed since."""
    if bench.options.force or not bench.standing.ground().is_as_left:
        return None, ()
    return standstill.recall(bench.store, _ground(bench), bench.inventories), ()


def _ground(bench: Bench) -> standstill.Ground:
    """What decides what this run comes to, but for files."""
    options, digest = bench.options, bench.digest
    decisive = (options.base_url, options.drafts, options.future, options.strict, digest.config, digest.theme)
    return standstill.Ground(
        root=digest.root,
        destination=options.destination,
        decisive=short(repr((decisive, disk.revision())).encode("utf-8", "surrogatepass")),
        now=options.now.at,
    )


def _ingest(bench: Bench) -> tuple[Ingested, Problems]:
    is_recorded = (bench.digest.root / content_files.RECORDS).exists()
    if not is_recorded and not any(bench.inventories.seeds.files()):
        return Ingested(), ()
    from kliping import harvest  # heavy: all that reads clippings, of which there may be none

    return harvest.ingest(bench)


def _ingest_where_it_can(bench: Bench) -> tuple[Ingested, Problems]:
    """A build makes do with the articles there are, where nothing can be written beside them."""
    if saving.may_write(bench.digest.root / CONTENT):
        return _ingest(bench)
    names = bench.inventories.seeds.files()[0]
    skipped = _not_ingested()
    items = tuple(ItemReport(file=name, fate="set_aside", reason=skipped.text) for name in names)
    return Ingested(items=items), (skipped,) if names else ()


# --- What others ask for -------------------------------------------------------------------------------------------


def read_articles(digest: Digest, options: Options) -> tuple[list[Article], Problems]:
    """All articles of content/ that can be read, drafts included; nothing is remembered of them."""
    from kliping import press

    with opened(digest, options, keeps=False) as bench:
        read, problems = press.read_as_it_is(bench)
    return read.articles, problems


def read_texts(digest: Digest, options: Options) -> content_files.Texts:
    """The texts below content/."""
    with opened(digest, options, keeps=False) as bench:
        return content_files.texts(digest.root, bench.inventories.content)[0]


def plan_site(digest: Digest, options: Options) -> tuple["Site", Problems]:
    """All pages of the site, as content/ has it now; nothing is remembered of it."""
    from kliping import press

    with opened(digest, options, keeps=False) as bench:
        read, problems = press.read_as_it_is(bench)
        site, more = press.planned(read, bench)
    return site, (*problems, *more)


def why_written(digest: Digest, options: Options, path: str) -> str:
    """Why a file of the destination was last written; empty where that is not known."""
    with opened(digest, options, keeps=False) as bench:
        return bench.standing.why(path)


# --- Problems of whole files ---------------------------------------------------------------------------------------


def _of_store(bench: Bench) -> list[Problem]:
    """What keeps this run, or the next, from knowing what was done before."""
    if bench.store.is_set_aside:
        return [_store_set_aside(is_newer=bench.store.is_of_another_version)]
    root = bench.digest.root
    is_closed = saving.may_write(root) and not saving.may_write((root / STORE).parent)
    return [_store_closed()] if is_closed else []


def _store_closed() -> Problem:
    return Problem(
        code="store-closed",
        span=Span(path=str(PurePath(STORE).parent)),
        text="nothing can be written in this folder, so every build makes all anew",
        hint="let it be written, or remove it",
        severity="warning",
    )


def _store_set_aside(*, is_newer: bool = False) -> Problem:
    why = "was written by another version of Kliping" if is_newer else "could not be read"
    return Problem(
        code="store-damaged",
        span=Span(path=STORE),
        text=f"this {why}, so it was put aside as store.damaged and begun anew",
        hint="the site comes out the same; but where you edited an article, a changed clipping now makes a .md.new "
        "beside it in place of a merged one, as what ingest wrote is not known any more",
        severity="warning",
    )


def _not_ingested() -> Problem:
    return Problem(
        code="ingest-skipped",
        span=Span(path=f"{CONTENT}/"),
        text="nothing can be written in this folder, so clippings were not ingested",
        hint="the site is built of the articles there are; run ingest where you may write",
        severity="warning",
    )


_NOTHING = Ingested()


# --- One run -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Gathers the problems and the seconds of the steps."""

    options: Options
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def step(self, name: str, act: Callable[..., tuple[Value, Problems]], *arguments: Any) -> Value:
        """What a step answers; its problems and its time are kept."""
        start = self.options.timer()
        value, problems = act(*arguments)
        self.seconds[name] = self.options.timer() - start
        self.problems.extend(problems)
        return value

    @property
    def is_stopped(self) -> bool:
        """Whether what is wrong so far keeps the site from being published."""
        return any(problem.is_error or self.options.strict for problem in self.problems)

    def report(
        self,
        ingested: Ingested = _NOTHING,
        site: "Site | None" = None,
        published: "Published | None" = None,
    ) -> Report:
        return Report(
            articles=len(site.library.articles) if site else 0,
            pages=published.written + published.reused if published else 0,
            written=published.written if published else 0,
            reused=published.reused if published else 0,
            removed=published.removed if published else 0,
            seconds=self.seconds,
            items=ingested.items,
            proposals=ingested.proposals,
            left_out=site.library.left_out if site else (),
            problems=in_order(self.problems),
        )
