"""Kliping, Hugo and Pelican, each set up to make the same site of the same articles.

Strategy: what a generator is told stands in `setups/NAME/`, as its users would write it; here is how an article
looks to it, what starts it, and what it leaves behind. Addresses, lists, twenty articles to a page of a list,
indexes, months, neighbours, site map, robots.txt and feeds are the same, and so are style sheet and icon.

Where they differ:

- Kliping's own layouts make its pages: a front page by weight, the current place marked in the navigation, words
  in the digest's language. The peers' layouts write the same parts, more plainly; Hugo's navigation is made once.
- Kliping cleans all HTML of articles, and checks that no two pages share an address. The peers do not.
- Hugo splits no site map; Kliping does from 40,000 addresses on. Pelican's is a template of ours.
- A list's numbered pages count from the oldest article in Kliping, from the newest in the peers. They are as many.
- Sections are folders to Hugo, and months a taxonomy at `/archive/2020-10/`. Pelican's authors are the sources.
- Hugo keeps nothing from one build to the next. Pelican keeps what it read of articles. Kliping keeps its store.
- Neighbours are told to Pelican by a function in its settings.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import SECTIONS, Article

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".venv-bench"
SETUPS = Path(__file__).parent / "setups"

# What has a feed in RSS, the same in every setup: `site`, and of `tags`, `sources` and `sections` each one. It is
# here that more are asked for, and in setups/kliping/config.yaml.
FEEDS: tuple[str, ...] = ("site",)

_EDITION = re.compile(r"edition-(\d+)")
_FOOT = '<p class="small">Printed as edition-0.</p>\n</footer>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """How one of them is used. All paths are under the folder it works in.

    `program` is what starts it, without the wrappers that others put around it; `arguments` build the site, and
    `{folder}` in them is that folder. `layout` is the one that all pages use, `made` what builds leave behind, the
    site first. `complete` adds to a copy of the setup what would be the same in several. `path_of` and
    `front_matter_of` are of an article.
    """

    name: str
    program: Callable[[], list[str]]
    arguments: tuple[str, ...]
    version_argument: str
    layout: str
    made: tuple[str, ...]
    complete: Callable[[Path], None]
    path_of: Callable[[Article], str]
    front_matter_of: Callable[[Article], str]

    def version(self) -> str:
        """Its version, as it tells it itself."""
        command = [*self.program(), self.version_argument]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = re.search(r"\d+(?:\.\d+)+", told)
        return found[0] if found else told.strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A generator with its folder."""

    generator: Generator
    folder: Path

    @property
    def command(self) -> list[str]:
        """What builds the site, quietly, from the folder."""
        return [*self.generator.program(), *(each.format(folder=self.folder) for each in self.generator.arguments)]

    @property
    def site(self) -> Path:
        """Where it builds to."""
        return self.folder / self.generator.made[0]

    def set_up(self) -> None:
        """Make the folder, ready for articles."""
        shutil.copytree(SETUPS / self.generator.name.lower(), self.folder)
        self.generator.complete(self.folder)

    def write(self, article: Article) -> None:
        """Put an article where the generator looks for it, or there anew."""
        path = self.folder / self.generator.path_of(article)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{self.generator.front_matter_of(article)}\n{article.body}", "utf-8")

    def forget(self) -> None:
        """Take away whatever earlier builds left.

        It is put aside and not removed: for some minutes ext4 gives no inode anew that was freed, and searches on; the
        more was removed between two builds, the longer each file that the next one makes would take.
        """
        aside = self.folder.with_name(f"{self.folder.name}-aside") / f"{time.monotonic_ns()}"
        for name in self.generator.made:
            if (self.folder / name).exists():
                aside.mkdir(parents=True, exist_ok=True)
                (self.folder / name).rename(aside / name)

    def change_layout(self) -> str:
        """Change one word that all pages show; the new word."""
        path = self.folder / self.generator.layout
        text = path.read_text("utf-8")
        [number] = _EDITION.findall(text)
        word = f"edition-{int(number) + 1}"
        path.write_text(_EDITION.sub(word, text), "utf-8")
        return word


# --- Kliping -------------------------------------------------------------------------------------------------------


def _kliping(folder: Path) -> None:
    """Its own frame of all pages, but for a word to change."""
    frame = (ROOT / "layouts" / "base.html").read_text("utf-8")
    (folder / "layouts").mkdir()
    (folder / "layouts" / "base.html").write_text(frame.replace("</footer>", _FOOT), "utf-8")


def _kliping_front_matter(article: Article) -> str:
    return "\n".join(
        (
            "---",
            f"id: bench-{article.number}",
            f"title: {article.title}",
            f"date: {article.date:%Y-%m-%d %H:%M:%S}+00:00",
            f"slug: {article.slug}",
            f"section: {article.section}",
            f"summary: {article.summary}",
            "tags:",
            *(f"  - {tag}" for tag in article.tags),
            "source:",
            f"  name: {article.source}",
            "---\n",
        )
    )


KLIPING = Generator(
    name="Kliping",
    program=lambda: [sys.executable, str(ROOT / "build.py")],
    arguments=("--quiet",),
    version_argument="--version",
    layout="layouts/base.html",
    made=("site", ".kliping"),
    complete=_kliping,
    path_of=lambda article: f"content/{article.path}",
    front_matter_of=_kliping_front_matter,
)


# --- Hugo ----------------------------------------------------------------------------------------------------------


def _hugo_program() -> list[str]:
    """The binary itself: the package from PyPI starts it from a script in Python."""
    [binary] = (TOOLS / "lib").glob("python*/site-packages/hugo/binaries/hugo")
    return [str(binary)]


def _hugo(folder: Path) -> None:
    """Sections, which are folders; the look of Kliping's pages; the feeds that are asked for."""
    for section in SECTIONS:
        index = folder / "content" / "sections" / section.lower() / "_index.md"
        index.parent.mkdir()
        index.write_text(f"---\ntitle: {section}\n---\n", "utf-8")
    shutil.copytree(ROOT / "layouts" / "assets", folder / "static" / "assets")
    with (folder / "hugo.toml").open("a", encoding="utf-8") as settings:
        settings.writelines(map(_hugo_feeds, FEEDS))


def _hugo_feeds(of: str) -> str:
    """Settings that give each page of a taxonomy, or each section, a feed; the site's is among the others."""
    if of == "site":
        return ""
    return f'\n[[cascade]]\noutputs = ["html", "rss"]\n[cascade.target]\npath = "/{of}/*"\nkind = "{{term,section}}"\n'


def _hugo_front_matter(article: Article) -> str:
    return "\n".join(
        (
            "---",
            f"id: bench-{article.number}",
            f"title: {article.title}",
            f"date: {article.date:%Y-%m-%dT%H:%M:%S}Z",
            f"slug: {article.slug}",
            f"summary: {article.summary}",
            "tags:",
            *(f"  - {tag}" for tag in article.tags),
            f"sources: [{article.source}]",
            f'months: ["{article.date:%Y-%m}"]',
            "---\n",
        )
    )


HUGO = Generator(
    name="Hugo",
    program=_hugo_program,
    arguments=("--quiet", "--cacheDir", "{folder}/cache"),  # it wants a whole path
    version_argument="version",
    layout="layouts/baseof.html",
    made=("public", "resources", "cache"),
    complete=_hugo,
    path_of=lambda article: f"content/sections/{article.section.lower()}/{article.path}",
    front_matter_of=_hugo_front_matter,
)


# --- Pelican -------------------------------------------------------------------------------------------------------

_PELICAN_FEEDS = {
    "site": "",
    "tags": 'TAG_FEED_RSS = "tags/{slug}/feed.xml"\n',
    "sources": 'AUTHOR_FEED_RSS = "sources/{slug}/feed.xml"\n',
    "sections": 'CATEGORY_FEED_RSS = "sections/{slug}/feed.xml"\n',
}


def _pelican(folder: Path) -> None:
    """The look of Kliping's pages, and the feeds that are asked for."""
    shutil.copytree(ROOT / "layouts" / "assets", folder / "theme" / "static")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.writelines(_PELICAN_FEEDS[of] for of in FEEDS)


def _pelican_front_matter(article: Article) -> str:
    return "\n".join(
        (
            f"Title: {article.title}",
            f"Date: {article.date:%Y-%m-%d %H:%M:%S}",
            f"Slug: {article.slug}",
            f"Category: {article.section}",
            f"Authors: {article.source}",
            f"Tags: {', '.join(article.tags)}",
            f"Summary: {article.summary}\n",
        )
    )


PELICAN = Generator(
    name="Pelican",
    program=lambda: [str(TOOLS / "bin" / "python"), "-m", "pelican"],
    arguments=("content", "--settings", "pelicanconf.py", "--output", "output", "--quiet"),
    version_argument="--version",
    layout="theme/templates/base.html",
    made=("output", "cache"),
    complete=_pelican,
    path_of=lambda article: f"content/{article.path}",
    front_matter_of=_pelican_front_matter,
)
