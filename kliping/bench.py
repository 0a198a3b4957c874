"""What one run works with: what was asked for, the digest, and what stays open between its steps.

Strategy: opened once and handed to every step, so that each file is looked at once and the store is one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TypeVar

from kliping import config as configuration
from kliping import disk, outputs, saving
from kliping.inventory import Inventory
from kliping.model import Config, ItemReport, Moment, Proposal, Propose, Theme, Tools, Workshop
from kliping.problems import Problem, Span
from kliping.runners import Runner
from kliping.standing import Standing
from kliping.standstill import Inventories
from kliping.store import Store

CONFIG = "config.yaml"
CONTENT = "content"
STORE = ".kliping/store.db"

Problems = tuple[Problem, ...]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for. `base_url` empty is the digest's own; `timer` counts seconds, for the report only.

    `workers` are so many processes, or those of a Dask cluster at `tcp://HOST:PORT`. `propose` finds the lines that a
    source's clippings share. With `accounts` the report tells how each clipping was read. `watch` hears how many of a
    step's things are done, and of how many. A run `waits` for another of the same digest, and `tell_waiting` says so.
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
    accounts: bool = False
    workers: int | str = 1
    propose: Propose = lambda _: ()
    watch: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    waits: bool = True
    tell_waiting: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest, opened: its root, config.yaml and layouts/ as read."""

    root: Path
    config: Config
    theme: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What one run works with: the digest, what was asked for, and what stays open between its steps."""

    digest: Digest
    options: Options
    store: Store
    inventories: Inventories
    standing: Standing
    runner: Runner

    def watched(self, what: str, results: Iterable[Value], total: int) -> Iterator[Value]:
        """The results of a step, counted for whoever waits."""
        for done, result in enumerate(results, start=1):
            self.options.watch(what, done, total)
            yield result


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of the clippings, and the lines that may be dropped from more of them."""

    items: Sequence[ItemReport] = ()
    proposals: tuple[Proposal, ...] = ()
    has_written: bool = False


def open_digest(options: Options) -> tuple[Digest | None, Problems]:
    """The digest at a root; None with what is wrong with its config.yaml or layouts/."""
    path = options.root / CONFIG
    if not disk.is_there(path):
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


@contextmanager
def opened(digest: Digest, options: Options, *, keeps: bool = True, is_whole: bool = True) -> Iterator[Bench]:
    """What a run works with, and closed after it; one that `keeps` nothing only looks.

    With `is_whole` what is known of files is held, as a build asks of all of them at once.

    Where nothing can be written in a digest's folder, nothing is known of earlier runs, or remembered.
    """
    with saving.place_to_write((digest.root / STORE).parent) as folder:
        store = Store(folder / PurePath(STORE).name)
        try:
            yield _bench(digest, options, store, keeps=keeps, is_whole=is_whole)
        finally:
            store.close()


def _bench(digest: Digest, options: Options, store: Store, *, keeps: bool, is_whole: bool) -> Bench:
    blank = options.force
    known = {
        of: Inventory(store, digest.root, of, is_blank=blank, hidden=of == "static", keeps=keeps, is_whole=is_whole)
        for of in ("content", "seeds", "static")
    }
    theme = digest.theme
    if keeps:
        workshop = Workshop(folder=str(store.path.with_name("layouts")), code=disk.revision())
        theme = replace(theme, workshop=workshop)
    return Bench(
        digest=digest,
        options=options,
        store=store,
        inventories=Inventories(**known),
        standing=Standing(store, options.destination, is_blank=blank),
        runner=Runner(options.workers, Tools(config=digest.config, theme=theme), disk.revision),
    )


def _not_a_digest(root: Path) -> Problem:
    return Problem(
        code="not-a-digest",
        span=Span(path=str(root / CONFIG)),
        text="there is no such file, so this is not a digest's folder",
        hint="name the folder with --source DIR, or make a new digest with: kliping init DIR",
    )
