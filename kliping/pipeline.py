"""The order of the steps.

    config.yaml, layouts/ ─┐
    seeds/ ─▶ ingest ─▶ content/ ─▶ articles ─▶ library ─▶ pages ─▶ files ─▶ site/

Strategy: each step takes values and gives values; what is wrong is gathered on the way and decides, once,
before anything is published.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kliping import config as configuration
from kliping import content, disk, git, ingest, library, outputs, plan, reader, records, runners
from kliping.cleaning.item import Item
from kliping.library import Selection
from kliping.model import Article, Config, File, ItemReport, Library, Moment, Page, Report, Seed, Theme
from kliping.problems import Problem, Span, in_order
from kliping.reader import Clip
from kliping.seeds import Reading, Refused
from kliping.store import Store

CONFIG = "config.yaml"
RECORDS = "content/.seeds.yaml"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for. `base_url` empty is the digest's own; `timer` counts seconds, for the report only."""

    root: Path
    destination: Path
    now: Moment
    timer: Callable[[], float]
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    workers: int = 1


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


# --- The ways through the house ----------------------------------------------------------------------------------


def build(options: Options) -> Report:
    """seeds/ → content/ → site/. With an error nothing is published, and the old site stands."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    if digest is None:
        return run.report()
    items = run.step("ingest", _ingest, digest, options)
    site = run.step("plan", plan_site, digest, options)
    files = run.step("render", _render, site, digest, options)
    published = None
    if not run.is_stopped:
        published = run.step("publish", _publish, files, options)
    return run.report(items=items, site=site, published=published)


def ingest_seeds(options: Options) -> Report:
    """seeds/ → content/."""
    run = _Run(options)
    digest = run.step("open", open_digest, options)
    items = run.step("ingest", _ingest, digest, options) if digest else ()
    return run.report(items=items)


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


def read_seed(digest: Digest, name: str) -> Reading:
    """What one file gives, named by its path under the digest's root."""
    return _read_seeds(digest, [name])


def plan_site(digest: Digest, options: Options) -> tuple[Site, Problems]:
    """All pages of the site, as content/ has it now."""
    articles, problems = read_articles(digest)
    selection = Selection(now=options.now, drafts=options.drafts, future=options.future)
    arranged, shared_ids = library.arrange(articles, digest.config, selection)
    static = disk.static_files(digest.root)
    pages = plan.plan(arranged, digest.config, digest.theme)
    clashes = plan.clashes(pages, {path: f"static/{path}" for path in static})
    return Site(library=arranged, pages=pages, static=static), (*problems, *shared_ids, *clashes)


def _ingest(digest: Digest, options: Options) -> tuple[tuple[ItemReport, ...], Problems]:
    reading = _read_seeds(digest, _seed_names(digest.root))
    set_aside = tuple(refused.problem for refused in reading.refused)
    texts, text_problems = _content_texts(digest.root)
    recorded, record_problems = _read_records(digest.root)
    if record_problems:
        return (), (*text_problems, *record_problems)
    store = Store(digest.root / ".kliping" / "store.db")
    known = ingest.Known(
        existing=_existing(texts),
        texts=texts,
        bases=store.base,
        records=recorded,
        merge=git.merge,
        config=digest.config,
        now=Moment(at=options.now.at.astimezone(digest.config.zone)),
    )
    decisions = ingest.decide(reading.seeds, known)
    busy = _write_decisions(decisions, texts, digest.root, store)
    items = (*decisions.items, *map(_set_aside_item, reading.refused))
    return items, (*set_aside, *decisions.problems, *busy)


def _render(site: Site, digest: Digest, options: Options) -> tuple[tuple[File, ...], Problems]:
    results = tuple(runners.run(partial(outputs.render, theme=digest.theme), site.pages, options.workers))
    files = [result for result in results if isinstance(result, File)]
    files += [File(path=path, data=source.read_bytes(), rank="asset") for path, source in site.static.items()]
    return tuple(files), tuple(result for result in results if isinstance(result, Problem))


def _publish(files: Sequence[File], options: Options) -> tuple[disk.Published | None, Problems]:
    refused = disk.why_refused(options.destination, str(options.destination))
    return (None, (refused,)) if refused else (disk.publish(files, options.destination), ())


# --- Reading and writing what the steps need -----------------------------------------------------------------------


def _seed_names(root: Path) -> list[str]:
    """All that stands below seeds/, what cannot be read too: it is accounted for."""
    return [path.relative_to(root).as_posix() for path in disk.walk(root / "seeds", strays=True)]


def _read_seeds(digest: Digest, names: Sequence[str]) -> Reading:
    """What files of seeds/ give; whatever they do to their reader, each is told of."""
    found: list[Seed | Item] = []
    seeds: list[Seed] = []
    refused: list[Refused] = []
    clips = (_clip(digest, name) for name in names)
    for reading in runners.guarded(partial(reader.read, config=digest.config), clips, reader.is_harmless):
        if isinstance(reading, runners.Lost):
            refused.append(reader.lost(reading.job, reading.reason))
        else:
            found += [*reading.seeds, *reading.items]
            refused += reading.refused
    # What cannot be converted is set aside here, and never reaches content/.
    for seed in runners.guarded(partial(reader.finish, config=digest.config), found, reader.is_finished):
        match seed:
            case runners.Lost():
                refused.append(reader.lost(seed.job, seed.reason))
            case Refused():
                refused.append(seed)
            case _:
                seeds.append(seed)
    return Reading(seeds=tuple(seeds), refused=tuple(refused))


def _clip(digest: Digest, name: str) -> Clip:
    data = disk.read_regular(digest.root / name, digest.config.limits.seed_bytes, within=digest.root / "seeds")
    return Clip(name=name, data=data)


def _content_texts(root: Path) -> tuple[dict[str, str], Problems]:
    """All texts below content/ by path under the root: articles, and new versions put beside them."""
    texts: dict[str, str] = {}
    problems = []
    for path in disk.walk(root / "content"):
        name = path.relative_to(root).as_posix()
        if ".md" not in path.suffixes:
            continue
        text = disk.read_text(path, name)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            texts[name] = text
    return texts, tuple(problems)


def read_articles(digest: Digest) -> tuple[list[Article], Problems]:
    """All articles of content/ that can be read, drafts included."""
    texts, problems = _content_texts(digest.root)
    parsed = [content.parse(text, path, digest.config) for path, text in texts.items() if path.endswith(".md")]
    found = [article for article, _ in parsed if article is not None]
    return found, (*problems, *(problem for _, of_one in parsed for problem in of_one))


def _existing(texts: Mapping[str, str]) -> dict[str, ingest.Existing]:
    references = {path: content.reference(text, path) for path, text in texts.items() if path.endswith(".md")}
    return {
        reference[0]: ingest.Existing(path=path, text=texts[path], seed=reference[1])
        for path, reference in references.items()
        if reference is not None
    }


def _read_records(root: Path) -> tuple[Mapping[str, records.Record], Problems]:
    path = root / RECORDS
    text = disk.read_text(path, RECORDS) if path.exists() else ""
    return ({}, (text,)) if isinstance(text, Problem) else records.read(text, RECORDS)


def _write_decisions(decisions: ingest.Decisions, texts: Mapping[str, str], root: Path, store: Store) -> Problems:
    """Merge bases first, then articles, then the record of them: a crash between two of these loses nothing."""
    bases = {digest: text for text in decisions.bases if (digest := content.written_in(text))}
    store.keep_bases(bases, wanted=[content.written_in(text) for text in texts.values()])
    busy = [
        path
        for path, text in decisions.writes.items()
        if not disk.replace_text(root / path, text, expected=texts.get(path))
    ]
    kept = {key: record for key, record in decisions.records.items() if decisions.paths.get(key) not in busy}
    recorded = records.write(kept)
    path = root / RECORDS
    standing = path.read_text("utf-8") if path.exists() else None
    if recorded != (standing or ""):
        disk.replace_text(path, recorded, expected=standing)
    return tuple(_changed_meanwhile(path) for path in busy)


# --- Problems of whole files ---------------------------------------------------------------------------------------


def _not_a_digest(root: Path) -> Problem:
    return Problem(
        code="not-a-digest",
        span=Span(path=str(root / CONFIG)),
        text="there is no such file, so this is not a digest's folder",
        hint="name the folder with --source DIR, or make a new digest with: kliping init DIR",
    )


def _changed_meanwhile(path: str) -> Problem:
    return Problem(
        code="changed-meanwhile",
        span=Span(path=path),
        text="somebody wrote this file while ingest ran, so ingest left it",
        hint="run ingest again",
        severity="warning",
    )


def _set_aside_item(refused: Refused) -> ItemReport:
    problem = refused.problem
    return ItemReport(file=problem.span.path, item=refused.item, fate="set_aside", reason=problem.text)


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
        items: tuple[ItemReport, ...] = (),
        site: Site | None = None,
        published: disk.Published | None = None,
    ) -> Report:
        return Report(
            articles=len(site.library.articles) if site else 0,
            pages=published.written + published.reused if published else 0,
            written=published.written if published else 0,
            reused=published.reused if published else 0,
            removed=published.removed if published else 0,
            seconds=self.seconds,
            items=items,
            left_out=site.library.left_out if site else (),
            problems=in_order(self.problems),
        )
