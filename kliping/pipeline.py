"""The order of the steps.

    config.yaml, layouts/ ─┐
    seeds/ ─▶ ingest ─▶ content/ ─▶ articles ─▶ library ─▶ pages ─▶ files ─▶ site/

Strategy: each step takes values and gives values; what is wrong is gathered on the way and decides, once,
before anything is published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kliping import (
    addresses,
    content,
    disk,
    gathering,
    git,
    grounds,
    ingest,
    intake,
    library,
    outputs,
    plan,
    publishing,
    runners,
)
from kliping import config as configuration
from kliping.claims import Known, Shelved
from kliping.keys import Keys, Parts
from kliping.library import Selection
from kliping.memory import Memory, Propose
from kliping.model import Article, Config, File, ItemReport, Library, Moment, Page, Proposal, Report, Theme
from kliping.problems import Problem, Span, in_order
from kliping.seeds import Refused
from kliping.shelf import Shelf
from kliping.standing import Standing
from kliping.store import Store

CONFIG = "config.yaml"
STORE = ".kliping/store.db"

# So many clippings are decided before what was decided is written.
_PORTION = 500

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for. `base_url` empty is the digest's own; `timer` counts seconds, for the report only.

    `propose` finds the lines that a source's clippings share.
    """

    root: Path
    destination: Path
    now: Moment
    timer: Callable[[], float]
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    force: bool = False
    workers: int = 1
    propose: Propose = lambda _: ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest, opened: its root, config.yaml and layouts/ as read."""

    root: Path
    config: Config
    theme: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a build would publish: the library and all its pages, and static/ by path under the destination."""

    library: Library
    pages: tuple[Page, ...]
    static: Mapping[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The files that were made, the paths of those that are `standing` as they are, and the parts of all by path."""

    files: tuple[File, ...]
    standing: frozenset[str]
    parts: Mapping[str, Parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of the clippings, and the lines that may be dropped from more of them."""

    items: tuple[ItemReport, ...] = ()
    proposals: tuple[Proposal, ...] = ()


# --- The ways through the house ----------------------------------------------------------------------------------


def build(options: Options) -> Report:
    """seeds/ → content/ → site/. With an error nothing is published, and the old site stands."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    misplaced = grounds.why_misplaced(options.destination, options.root)
    if misplaced:
        run.problems.append(misplaced)
        return run.report()
    ingested = run.step("ingest", _ingest, digest, options)
    site = run.step("plan", partial(plan_site, keeps=True), digest, options)
    rendered = run.step("render", _render, site, digest, options)
    published = None
    if not run.is_stopped:
        published = run.step("publish", _publish, rendered, digest, options)
    return run.report(ingested, site=site, published=published)


def ingest_seeds(options: Options) -> Report:
    """seeds/ → content/."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    return run.report(run.step("ingest", _ingest, digest, options) if digest else Ingested())


# --- Steps: each answers its value and the problems on the way to it -----------------------------------------------

Problems = tuple[Problem, ...]


def open_digest(options: Options) -> tuple[Digest | None, Problems]:
    """The digest at a root; None with what is wrong with its config.yaml or layouts/."""
    path = options.root / CONFIG
    if not path.is_file():
        return None, (_not_a_digest(options.root),)
    text = disk.read_text(path, CONFIG)
    if isinstance(text, Problem):
        return None, (text,)
    config, problems = configuration.read(text, CONFIG, outputs.names())
    theme, theme_problems = disk.read_theme(options.root)
    if config is None:
        return None, (*problems, *theme_problems)
    config = replace(config, base_url=options.base_url or config.base_url)
    return Digest(root=options.root, config=config, theme=theme), (*problems, *theme_problems)


def plan_site(digest: Digest, options: Options, *, keeps: bool = False) -> tuple[Site, Problems]:
    """All pages of the site, as content/ has it now; with `keeps` what was read of it is remembered."""
    articles, problems = read_articles(digest, is_blank=options.force, keeps=keeps)
    selection = Selection(now=options.now, drafts=options.drafts, future=options.future)
    arranged, shared_ids = library.arrange(articles, digest.config, selection)
    static, strays = publishing.static_files(digest.root)
    pages = plan.plan(arranged, digest.config, digest.theme)
    clashes = plan.clashes(pages, {path: f"static/{path}" for path in static})
    return Site(library=arranged, pages=pages, static=static), (*problems, *shared_ids, *strays, *clashes)


def _ingest(digest: Digest, options: Options) -> tuple[Ingested, Problems]:
    texts, text_problems = intake.content_texts(digest.root)
    remembered, record_problems = intake.read_records(digest.root)
    if record_problems:
        return Ingested(), (*text_problems, *record_problems)
    store = Store(digest.root / STORE)
    memory = Memory(store, digest.root, digest.config, is_blank=options.force)
    existing = memory.existing(texts)
    known = Known(
        existing=existing,
        texts=texts,
        bases=store.base,
        records=remembered.records,
        merge=git.merge,
        config=digest.config,
        now=Moment(at=options.now.at.astimezone(digest.config.zone)),
        sketch=memory.sketch,
        unread=intake.unread(texts, existing, text_problems),
    )
    with Shelf() as shelf:
        clippings, refused = gathering.gather(digest.root, digest.config, memory, known, shelf)
        portions = ingest.portions(clippings, known, _PORTION)
        done = intake.carry_out(portions, known, remembered, digest.root, store, memory.learn)
        read = [clipping for clipping in clippings if isinstance(clipping, Shelved)]
        proposals = memory.proposals(
            (each.load() for each in read), options.propose, is_all=len(read) == len(clippings)
        )
    memory.keep(done.glances, refused)
    items = (*done.items, *map(_set_aside_item, refused))
    set_aside = (each.problem for each in refused)
    return Ingested(items=items, proposals=proposals), (*text_problems, *set_aside, *done.problems)


def _render(site: Site, digest: Digest, options: Options) -> tuple[Rendered, Problems]:
    """The files that are stale; all others stand as they are."""
    made_by = Keys(digest.theme, disk.revision())
    standing, looks = _standing(digest, options), disk.looks(options.destination)
    parts = {addresses.file_of(page.address): made_by.of(page) for page in site.pages}
    parts |= {path: {"file": disk.look(source)} for path, source in site.static.items()}
    current = frozenset(path for path, of_one in parts.items() if standing.is_current(path, of_one, looks.get(path)))
    stale = [page for page in site.pages if addresses.file_of(page.address) not in current]
    results = tuple(runners.run(partial(outputs.render, theme=digest.theme), stale, options.workers))
    files = [result for result in results if isinstance(result, File)]
    copied = ((path, source) for path, source in site.static.items() if path not in current)
    files += [File(path=path, data=source.read_bytes(), rank="asset") for path, source in copied]
    problems = tuple(result for result in results if isinstance(result, Problem))
    return Rendered(files=tuple(files), standing=current, parts=parts), problems


def _publish(rendered: Rendered, digest: Digest, options: Options) -> tuple[publishing.Published | None, Problems]:
    refused = publishing.why_refused(options.destination, str(options.destination))
    if refused:
        return None, (refused,)
    published = publishing.publish(rendered.files, options.destination, rendered.standing)
    _standing(digest, options).keep(rendered.parts, disk.looks(options.destination), published.paths)
    return published, ()


def why_written(digest: Digest, options: Options, path: str) -> str:
    """Why a file of the destination was last written; empty where that is not known."""
    return _standing(digest, options).why(path)


def _standing(digest: Digest, options: Options) -> Standing:
    return Standing(Store(digest.root / STORE), options.destination, is_blank=options.force)


# --- Reading and writing what the steps need -----------------------------------------------------------------------


def read_articles(digest: Digest, *, is_blank: bool = False, keeps: bool = False) -> tuple[list[Article], Problems]:
    """All articles of content/ that can be read, drafts included.

    With `is_blank` whatever is remembered of them; with `keeps` they are remembered, for the next run.
    """
    texts, problems = intake.content_texts(digest.root)
    memory = Memory(Store(digest.root / STORE), digest.root, digest.config, is_blank=is_blank)
    articles, found = memory.parsed(texts)
    if keeps:
        memory.keep_parsed()
    return articles, (*problems, *found)


def problems_of(digest: Digest, path: str, text: str) -> Problems:
    """What is wrong with one file of content/."""
    return content.parse(text, path, digest.config)[1]


# --- Problems of whole files ---------------------------------------------------------------------------------------


def _not_a_digest(root: Path) -> Problem:
    return Problem(
        code="not-a-digest",
        span=Span(path=str(root / CONFIG)),
        text="there is no such file, so this is not a digest's folder",
        hint="name the folder with --source DIR, or make a new digest with: kliping init DIR",
    )


def _set_aside_item(refused: Refused) -> ItemReport:
    problem = refused.problem
    return ItemReport(file=problem.span.path, item=refused.item, fate="set_aside", reason=problem.text)


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
