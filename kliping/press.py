"""The steps from content/ to site/: articles, library, pages, files.

Strategy: each step takes values and gives values, with the problems on the way to them; nothing is moved into place
before all is made. This room brings all that makes a site, so it is entered only where something has changed.
"""

from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from kliping import (
    addresses,
    articles,
    catalog,
    content_files,
    disk,
    edition_files,
    library,
    outputs,
    picture_files,
    plan,
    publishing,
)
from kliping.bench import STORE, Bench, Problems
from kliping.digest import line_of
from kliping.disk import Ground
from kliping.guard import Lost
from kliping.keys import Keys
from kliping.library import Selection
from kliping.model import Article, EditionFile, File, Laid, Library, Page, Tools
from kliping.problems import Problem, Span

Step = Callable[[Sequence[Page], Tools], Sequence[File | Laid | Problem]]
Made = Generator[File | Laid, None, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What stands in content/: all articles that can be read, drafts included, and what is decided of editions."""

    articles: list[Article]
    editions: tuple[EditionFile, ...]


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
    made_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The files that were made, the paths of those that are `standing` as they are, and the parts of all by path.

    `ground` is the destination as it was found. Nothing is staged where nothing may be published.
    """

    standing: frozenset[str]
    made_of: Mapping[str, str]
    ground: Ground
    staged: publishing.Staged | None = None


# --- Steps --------------------------------------------------------------------------------------------------------


def read(bench: Bench, *, keeps: bool = True) -> tuple[Contents, Problems]:
    """What stands in content/: parsed where its files have changed."""
    config, content = bench.digest.config, bench.inventories.content
    texts, problems = content_files.texts(bench.digest.root, content)

    def parse(jobs: Sequence[articles.Job], whole: catalog.Whole) -> Iterator[articles.Parsed | Lost]:
        return bench.watched("articles", bench.runner.run(articles.parse, jobs, whole, articles.is_harmless), len(jobs))

    blank = bench.options.force
    found, more = catalog.read(texts, config, bench.store, parse, keeps=keeps, is_blank=blank)
    files, of_files = edition_files.read(texts, config, bench.store, keeps=content.keeps, is_blank=blank)
    return Contents(articles=found, editions=files), (*problems, *more, *of_files)


def planned(read: Contents, bench: Bench) -> tuple[Site, Problems]:
    """The library of the articles, with its pictures and editions, and all pages there are to be."""
    digest, options = bench.digest, bench.options
    selection = Selection(now=options.now, drafts=options.drafts, future=options.future)
    articles, picture_problems = _illustrated(read.articles, bench)
    texts = bench.store.texts()
    arranged, arranged_problems = library.arrange(articles, digest.config, selection, texts, read.editions)
    static, strays = publishing.static_files(digest.root, bench.inventories.static)
    pages = plan.plan(arranged, digest.config, digest.theme)
    clashes = plan.clashes(pages, {path: f"static/{path}" for path in static})
    return Site(library=arranged, pages=pages, static=static), (
        *picture_problems,
        *arranged_problems,
        *strays,
        *clashes,
    )


def _illustrated(read: Iterable[Article], bench: Bench) -> tuple[Iterable[Article], Problems]:
    digest, known = bench.digest, bench.inventories
    if "pictures" not in digest.config.outputs:
        return read, ()
    return picture_files.shown(read, digest.config, digest.root, known.content, known.static, bench.store)


def indexed(site: Site, bench: Bench) -> tuple[Searched, Problems]:
    """The indexes to search, made anew where one of their articles changed or somebody touched a file."""
    from kliping import indexer, search  # only digests that are searched need them

    files: list[File] = []
    made_of: dict[str, str] = {}
    for part in search.parts(site.library, bench.digest.config):
        parts = line_of({"kliping": disk.revision(), "articles": part.key})
        standing = bench.standing.current_below(part.folder, parts)
        made_of |= dict.fromkeys(standing, parts)
        if standing:
            continue
        try:
            made = indexer.index(search.documents(part, site.library), with_core=part.has_core)
        except indexer.NotIndexedError as error:
            return Searched(), (_not_indexed(part.folder, str(error)),)
        files += (File(path=part.folder + name, data=data, rank="asset") for name, data in made.items())
        made_of |= dict.fromkeys((part.folder + name for name in made), parts)
    return Searched(files=tuple(files), made_of=made_of), ()


def render(site: Site, searched: Searched, bench: Bench, is_stopped: bool) -> tuple[Rendered | None, Problems]:
    """The files that are stale, staged beside the site; all others stand as they are."""
    destination = bench.options.destination
    refused = publishing.why_refused(destination, str(destination))
    if refused:
        return None, (refused,)
    made_by = Keys(bench.digest.theme, disk.revision())
    standing, ground = bench.standing, bench.standing.ground()
    made_of = {addresses.file_of(page.address): made_by.of(page) for page in site.pages}
    made_of |= {path: line_of({"file": sha256}) for path, (_, sha256) in site.static.items()}
    made_of |= searched.made_of
    current = frozenset(
        path for path, parts in made_of.items() if standing.is_current(path, parts, ground.files.get(path))
    )
    stale = spread([page for page in site.pages if addresses.file_of(page.address) not in current])
    rendered = Rendered(standing=current, made_of=made_of, ground=ground)
    problems: list[Problem] = []
    if is_stopped:  # what is wrong with the layouts is told all the same
        deque(_pages(stale, outputs.render, bench, problems), maxlen=0)
        return rendered, tuple(problems)
    lay = partial(_render_and_lay, destination=destination, ground=ground)
    made = _pages(stale, lay if bench.runner.is_here else outputs.render, bench, problems)
    copied = {path: source for path, (source, _) in site.static.items() if path not in current}
    files = _laid(made, chain(map(_copied, copied, copied.values()), searched.files), destination, ground)
    return replace(rendered, staged=publishing.stage(files, destination)), tuple(problems)


def spread(pages: Sequence[Page]) -> list[Page]:
    """Pages with all feeds far from one another: some take as long as a whole batch of other pages may."""
    feeds = [page for page in pages if page.rank == "feed"]
    others = iter([page for page in pages if page.rank != "feed"])
    apart = (len(pages) - len(feeds)) // len(feeds) if feeds else 0
    found = [one for feed in feeds for one in (feed, *islice(others, apart))]
    return [*found, *others]


def _render_and_lay(pages: Sequence[Page], tools: Tools, destination: Path, ground: Ground) -> list[Laid | Problem]:
    """The files of some pages, laid where they are made: a step for `runners`, on the destination's own machine."""
    made = outputs.render(pages, tools)
    return [publishing.lay(one, destination, ground) if isinstance(one, File) else one for one in made]


def _pages(stale: Sequence[Page], step: Step, bench: Bench, problems: list[Problem]) -> Made:
    """The files of some pages as a step makes them; what is no file joins the problems."""
    outputs.get_ready(stale)
    for result in bench.watched("pages", bench.runner.run(step, stale, Page.whole), len(stale)):
        match result:
            case File() | Laid():
                problems += result.problems
                yield result
            case Lost():
                problems.append(_page_lost(result))
            case Problem():
                problems.append(result)


def _laid(pages: Made, others: Iterable[File], destination: Path, ground: Ground) -> Generator[Laid, None, None]:
    """All files, laid; those of the cluster's workers, and those that nobody makes, here."""
    with closing(pages):  # and with it the workers who make them
        for file in pages:
            yield publishing.lay(file, destination, ground) if isinstance(file, File) else file
    for other in others:
        yield publishing.lay(other, destination, ground)


def _copied(path: str, source: Path) -> File:
    return File(path=path, data=source.read_bytes(), rank="asset")


def publish(rendered: Rendered, bench: Bench) -> tuple[publishing.Published, Problems]:
    """What was staged, moved into place; a warning where it cannot be remembered."""
    destination, staged = bench.options.destination, rendered.staged or publishing.Staged(changed={})
    published = publishing.put_in_place(staged, destination, rendered.ground, rendered.standing)
    try:
        bench.standing.keep(rendered.made_of, published.paths, staged.same)
    except OSError as error:
        return published, (not_kept(error),)
    return published, ()


def not_kept(error: OSError) -> Problem:
    """What a run found out of files cannot be remembered, though its site is in its place."""
    return Problem(
        code="store-not-kept",
        span=Span(path=STORE),
        text=f"the site is published, but what is known of its files could not be kept: {error.strerror}",
        hint="make room, or let this folder be written; until then builds do again what they did",
        severity="warning",
    )


def drop(rendered: Rendered, bench: Bench) -> None:
    """Forget what was staged."""
    if rendered.staged:
        publishing.drop(bench.options.destination, rendered.staged.made)


def read_as_it_is(bench: Bench) -> tuple[Contents, Problems]:
    """What stands in content/, of which nothing is remembered."""
    return read(bench, keeps=False)


def check_all(site: Site, bench: Bench) -> tuple[None, Problems]:
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
