"""Digests as they are published, with what Kliping's own entries say of each feed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from kliping import cli, library, outputs, pipeline, plan
from kliping.bench import Options, open_digest
from kliping.entries import Entry
from kliping.library import Selection
from kliping.model import File, Page, Tools
from tests import hostile, make

BASE = "https://example.org/digest/"
FEEDS = frozenset({"rss", "atom", "jsonfeed"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Published:
    """A site: the folder it stands in, and the entries of its feeds by their paths in it.

    Readers are shown those at the paths in `shown`.
    """

    folder: Path
    entries: Mapping[str, tuple[Entry, ...]]
    shown: tuple[str, ...]

    def paths(self, *names: str) -> list[str]:
        """The paths of the files that have one of these names or endings."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and path.name.endswith(names))
        return sorted(path.relative_to(self.folder).as_posix() for path in found)


def built(root: Path, folder: Path) -> Published:
    """The site of a digest, as the command makes it."""
    assert cli.main(["build", "-s", str(root), "-d", str(folder), "-b", BASE, "-q"]) == 0
    options = Options(root=root, destination=folder, now=make.moment("2030-01-01"), timer=monotonic, base_url=BASE)
    digest, _ = open_digest(options)
    assert digest is not None
    site, _ = pipeline.plan_site(digest, options)
    entries = _entries(site.pages)
    return Published(folder=folder, entries=entries, shown=tuple(sorted(entries)))


def of_hostile_articles(folder: Path) -> Published:
    """All feeds of the hostile articles, and lists of feeds; and of older ones, for which the feed has no room."""
    feeds = replace(hostile.CONFIG.feeds, limit=len(hostile.HOSTILE) + 1)
    config = replace(hostile.CONFIG, outputs=(*hostile.CONFIG.outputs, "opml"), feeds=feeds)
    older = (make.article(f"Month {month}", date=make.moment(f"2020-0{month}-05")) for month in (9, 8, 5))
    found, _ = library.arrange((*hostile.HOSTILE, *older), config, Selection(now=make.moment("2021-01-01")))
    planned = plan.plan(found, config, hostile.THEME)
    pages = tuple(page for page in planned if page.output in {*FEEDS, "opml"})
    for file in outputs.render([page.whole() for page in pages], Tools(config=config, theme=hostile.THEME)):
        assert isinstance(file, File)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    # Of 5 MB each, those of everything are enough.
    return Published(folder=folder, entries=_entries(pages), shown=("feed.xml", "atom.xml", "feed.json"))


def _entries(pages: tuple[Page, ...]) -> Mapping[str, tuple[Entry, ...]]:
    views: Mapping[str, Any] = {page.address: page.whole().view for page in pages if page.output in FEEDS}
    return {address: view.entries for address, view in views.items()}
