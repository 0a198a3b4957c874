"""The order of the steps.

    config.yaml, layouts/ ─┐
    seeds/ ─▶ ingest ─▶ content/ ─▶ articles ─▶ library ─▶ pages ─▶ files ─▶ site/

Strategy: each step takes values and gives values; what is wrong is gathered on the way and decides, once,
before anything is published.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from kliping import (
    addresses,
    articles,
    catalog,
    content_files,
    disk,
    edition_files,
    grounds,
    library,
    locks,
    outputs,
    picture_files,
    plan,
    publishing,
    standstill,
)
from kliping.bench import CONTENT, STORE, Bench, Digest, Ingested, Options, Problems, open_digest, opened
from kliping.digest import short
from kliping.disk import Ground
from kliping.guard import Lost
from kliping.keys import Keys, Parts
from kliping.library import Selection
from kliping.model import Article, EditionFile, File, Library, Page, Report
from kliping.problems import Problem, Span, in_order
from kliping.store import DamagedError

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a build would publish: the library and all its pages, and static/ by path under the destination."""

    library: Library
    pages: tuple[Page, ...]
    static: Mapping[str, publishing.Static]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """The files of indexes that were made, and what those of all indexes are made of, by path."""

    files: tuple[File, ...] = ()
    parts: Mapping[str, Parts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The files that were made, the paths of those that are `standing` as they are, and the parts of all by path.

    `ground` is the destination as it was found. Nothing is staged where nothing may be published.
    """

    standing: frozenset[str]
    parts: Mapping[str, Parts]
    ground: Ground
    staged: publishing.Staged | None = None


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
        ingested = run.step("ingest", _ingest_where_it_can, bench)
        read = run.step("read", _articles, bench)
        site = run.step("plan", _planned, read, bench)
        searched = run.step("search", _searched, site, bench) if digest.config.search else Searched()
        rendered = run.step("render", _render, site, searched, bench, run.is_stopped)
        if rendered and not run.is_stopped:
            published = run.step("publish", _publish, rendered, bench)
        elif rendered and rendered.staged:
            publishing.drop(options.destination, rendered.staged.made)
        run.problems += [_store_set_aside()] if bench.store.is_set_aside else []
        bench.inventories.keep()
        report = run.report(ingested, site=site, published=published)
        if published and not ingested.has_written:
            standstill.keep(bench.store, _ground(bench), bench.inventories, report, site.library.next_change)
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
    with opened(digest, options) as bench:
        ingested = run.step("ingest", _ingest, bench)
        bench.inventories.keep()
    return run.report(ingested)


def check(options: Options) -> Report:
    """Everything that is wrong with a digest and with the site as it would be; nothing is written."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    with opened(digest, options, keeps=False) as bench:
        read = run.step("read", _articles_as_they_are, bench)
        site = run.step("plan", _planned, read, bench)
        run.step("check", _checked, site, bench)
        return replace(run.report(site=site), pages=len(site.pages))


# --- Steps: each answers its value and the problems on the way to it -----------------------------------------------


def plan_site(digest: Digest, options: Options) -> tuple[Site, Problems]:
    """All pages of the site, as content/ has it now; nothing is remembered of it."""
    with opened(digest, options, keeps=False) as bench:
        read, problems = _articles(bench, keeps=False)
        site, more = _planned(read, bench)
    return site, (*problems, *more)


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
    if disk.may_write(bench.digest.root / CONTENT):
        return _ingest(bench)
    return Ingested(), (_not_ingested(),) if bench.inventories.seeds.files()[0] else ()


def _planned(read: Iterable[Article], bench: Bench) -> tuple[Site, Problems]:
    digest, options = bench.digest, bench.options
    selection = Selection(now=options.now, drafts=options.drafts, future=options.future)
    articles, picture_problems = _illustrated(read, bench)
    files, file_problems = _edition_files(bench)
    arranged, arranged_problems = library.arrange(articles, digest.config, selection, bench.store.texts(), files)
    static, strays = publishing.static_files(digest.root, bench.inventories.static)
    pages = plan.plan(arranged, digest.config, digest.theme)
    clashes = plan.clashes(pages, {path: f"static/{path}" for path in static})
    return Site(library=arranged, pages=pages, static=static), (
        *picture_problems,
        *file_problems,
        *arranged_problems,
        *strays,
        *clashes,
    )


def _edition_files(bench: Bench) -> tuple[tuple[EditionFile, ...], Problems]:
    texts, _ = content_files.texts(bench.digest.root, bench.inventories.content)
    keeps, blank = bench.inventories.content.keeps, bench.options.force
    return edition_files.read(texts, bench.digest.config, bench.store, keeps=keeps, is_blank=blank)


def _illustrated(read: Iterable[Article], bench: Bench) -> tuple[Iterable[Article], Problems]:
    digest, known = bench.digest, bench.inventories
    if "pictures" not in digest.config.outputs:
        return read, ()
    return picture_files.shown(read, digest.config, digest.root, known.content, known.static, bench.store)


def _searched(site: Site, bench: Bench) -> tuple[Searched, Problems]:
    """The indexes to search, made anew where one of their articles changed or somebody touched a file."""
    from kliping import indexer, search  # only digests that are searched need them

    files: list[File] = []
    parts: dict[str, Parts] = {}
    for part in search.parts(site.library, bench.digest.config):
        made_of = {"kliping": disk.revision(), "articles": part.key}
        standing = bench.standing.current_below(part.folder, made_of)
        parts |= dict.fromkeys(standing, made_of)
        if standing:
            continue
        try:
            made = indexer.index(search.documents(part, site.library), with_core=part.has_core)
        except indexer.NotIndexedError as error:
            return Searched(), (_not_indexed(part.folder, str(error)),)
        files += (File(path=part.folder + name, data=data, rank="asset") for name, data in made.items())
        parts |= dict.fromkeys((part.folder + name for name in made), made_of)
    return Searched(files=tuple(files), parts=parts), ()


def _render(site: Site, searched: Searched, bench: Bench, is_stopped: bool) -> tuple[Rendered | None, Problems]:
    """The files that are stale, staged beside the site; all others stand as they are."""
    destination = bench.options.destination
    refused = publishing.why_refused(destination, str(destination))
    if refused:
        return None, (refused,)
    made_by = Keys(bench.digest.theme, disk.revision())
    standing, ground = bench.standing, bench.standing.ground()
    parts = {addresses.file_of(page.address): made_by.of(page) for page in site.pages}
    parts |= {path: {"file": sha256} for path, (_, sha256) in site.static.items()}
    parts |= searched.parts
    current = frozenset(
        path for path, of_one in parts.items() if standing.is_current(path, of_one, ground.files.get(path))
    )
    stale = [page for page in site.pages if addresses.file_of(page.address) not in current]
    results = bench.watched("pages", bench.runner.run(outputs.render, stale, Page.whole), len(stale))
    copied = {path: source for path, (source, _) in site.static.items() if path not in current}
    problems: list[Problem] = []
    files = chain(_files(results, problems), map(_copied, copied, copied.values()), searched.files)
    rendered = Rendered(standing=current, parts=parts, ground=ground)
    if is_stopped:  # what is wrong with the layouts is told all the same
        deque(files, maxlen=0)
        return rendered, tuple(problems)
    return replace(rendered, staged=publishing.stage(files, destination, ground)), tuple(problems)


def _files(results: Iterable[File | Problem | Lost], problems: list[Problem]) -> Iterator[File]:
    """The files among some results; what is no file joins the problems."""
    for result in results:
        match result:
            case File():
                problems += result.problems
                yield result
            case Lost():
                problems.append(_page_lost(result))
            case Problem():
                problems.append(result)


def _copied(path: str, source: Path) -> File:
    return File(path=path, data=source.read_bytes(), rank="asset")


def _publish(rendered: Rendered, bench: Bench) -> tuple[publishing.Published, Problems]:
    destination, staged = bench.options.destination, rendered.staged or publishing.Staged(changed={})
    published = publishing.put_in_place(staged, destination, rendered.ground, rendered.standing)
    bench.standing.keep(rendered.parts, published.paths, staged.same)
    return published, ()


def _articles_as_they_are(bench: Bench) -> tuple[list[Article], Problems]:
    return _articles(bench, keeps=False)


def _checked(site: Site, bench: Bench) -> tuple[None, Problems]:
    """Every page is made, looked at, and forgotten."""
    from kliping import check  # only this command needs it

    config = bench.digest.config
    problems: list[Problem] = []
    seen: list[check.Seen] = []
    made = bench.watched("pages", bench.runner.run(outputs.render, site.pages, Page.whole), len(site.pages))
    for page, result in zip(site.pages, made, strict=True):
        if isinstance(result, File):
            seen.append(check.look(page, result.data))
            problems += (*result.problems, *check.feed(page, result.data))
        else:
            problems.append(_page_lost(result) if isinstance(result, Lost) else result)
    files = {addresses.file_of(page.address) for page in site.pages}.union(site.static)
    texts, _ = content_files.texts(bench.digest.root, bench.inventories.content)
    problems += check.site(seen, site.library, config, files, texts)
    problems += check.gone(_no_longer_made(files, bench), site.library)
    return None, tuple(problems)


def _no_longer_made(files: Collection[str], bench: Bench) -> Iterator[tuple[str, str]]:
    """The pages that stand in the destination and are not among the site's files, with their texts."""
    destination = bench.options.destination
    for path in bench.standing.ground().files if publishing.is_ours(destination) else ():
        if path.endswith("index.html") and path not in files:
            yield path, (destination / path).read_text("utf-8", "replace")


def why_written(digest: Digest, options: Options, path: str) -> str:
    """Why a file of the destination was last written; empty where that is not known."""
    with opened(digest, options, keeps=False) as bench:
        return bench.standing.why(path)


# --- Reading and writing what the steps need -----------------------------------------------------------------------


def read_articles(digest: Digest, options: Options) -> tuple[list[Article], Problems]:
    """All articles of content/ that can be read, drafts included; nothing is remembered of them."""
    with opened(digest, options, keeps=False) as bench:
        return _articles(bench, keeps=False)


def _articles(bench: Bench, *, keeps: bool = True) -> tuple[list[Article], Problems]:
    texts, problems = content_files.texts(bench.digest.root, bench.inventories.content)

    def parse(jobs: Sequence[articles.Job], whole: catalog.Whole) -> Iterator[articles.Parsed | Lost]:
        return bench.watched("articles", bench.runner.run(articles.parse, jobs, whole, articles.is_harmless), len(jobs))

    blank = bench.options.force
    found, more = catalog.read(texts, bench.digest.config, bench.store, parse, keeps=keeps, is_blank=blank)
    return found, (*problems, *more)


def read_texts(digest: Digest, options: Options) -> content_files.Texts:
    """The texts below content/."""
    with opened(digest, options, keeps=False) as bench:
        return content_files.texts(digest.root, bench.inventories.content)[0]


# --- Problems of whole files ---------------------------------------------------------------------------------------


def _store_set_aside() -> Problem:
    return Problem(
        code="store-damaged",
        span=Span(path=STORE),
        text="this could not be read, so it was put aside as store.damaged and begun anew",
        hint="nothing is lost by it; store.damaged may go",
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


def _not_indexed(folder: str, said: str) -> Problem:
    return Problem(
        code="search-failed",
        span=Span(path=folder),
        text=f"Pagefind made no index: {said}",
        hint="set search: false in config.yaml to build without one",
    )


def _page_lost(lost: Lost) -> Problem:
    page: Page = lost.job
    return Problem(
        code="page-lost",
        span=Span(path=page.made_of[0] if page.made_of else page.address),
        text=f"its page could not be made: {lost.reason}",
        hint="take out half of it and build again, to find what is too much",
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
        site: Site | None = None,
        published: publishing.Published | None = None,
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
