"""A build after any edits gives what a clean build gives, byte for byte, and writes nothing that did not change."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from kliping import pipeline
from kliping.bench import Options
from kliping.model import Report
from tests import make
from tests.end_to_end.place import ROOT

ARTICLE = """---
id: artikel-{n}
title: Kabar {n}
date: 2020-10-{day:02}
tags: [{tags}]
source: {{name: Contoh {source}}}
aliases: [/lama/{n}/]
---

{body}
"""


# Below what a summary is made of.
TAIL = f"{'Air surut sebelum pagi dan warga pulang ke rumah masing-masing. ' * 5}\n\nTamat.\n"
LETTER = "---\ntitle: Pekan {}\n---\n\nSurat.\n"
BY_HAND = "---\narticles: [artikel-2, artikel-4]\n---\n\nPilihan.\n"


def article(n: int, day: int, tags: str, body: str) -> str:
    return ARTICLE.format(n=n, day=day, tags=tags, source=n % 2, body=body)


class Digest:
    """A digest of four articles on the disk, and the hands of its editor."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0
        self.config = {
            "title": "Contoh",
            "base_url": "https://example.org/",
            "lang": "id",
            "per_page": "2",
            "search": "true",
            "editions": "weekly",
        }
        self.write_config()
        for _ in range(4):
            self.add()

    def write_config(self) -> None:
        text = "".join(f"{key}: {value}\n" for key, value in self.config.items())
        (self.root / "config.yaml").write_text(text, "utf-8")

    def articles(self) -> list[Path]:
        return sorted((self.root / "content").glob("*.md"))

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def replace(self, old: str, new: str) -> None:
        path = self.articles()[0]
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    def add(self) -> None:
        self.count += 1
        n = self.count
        self.write(
            f"content/{n}.md",
            article(n, 1 + n % 28, "Pasar, Banjir" if n % 2 else "Pasar", f"Isi nomor {n}.\n\n{TAIL}"),
        )

    def built(self) -> list[Path]:
        return sorted(path for path in (self.root / "site").rglob("*.html") if path.is_file())


def shortened(digest: Digest) -> None:
    digest.config["per_page"] = "3" if digest.config["per_page"] == "2" else "2"
    digest.write_config()


def with_key(digest: Digest, line: str) -> None:
    if line not in digest.articles()[0].read_text("utf-8"):
        digest.replace("id: artikel", f"{line}\nid: artikel")


def spoiled_index(digest: Digest) -> None:
    for path in list((digest.root / "site").rglob("*.pf_index"))[:1]:
        path.write_bytes(b"rusak")


def turned(digest: Digest, key: str, value: str) -> None:
    digest.config[key] = value
    digest.write_config()


def renamed(digest: Digest) -> None:
    path = digest.articles()[-1]
    path.rename(path.with_name(f"z{path.name}"))


def retitled(digest: Digest) -> None:
    digest.config["title"] += " lain"
    digest.write_config()


def with_layout(digest: Digest) -> None:
    layout = (ROOT / "layouts/list.html").read_text("utf-8")
    digest.write("layouts/list.html", layout + "{# lagi #}\n<!-- lagi -->\n" * (1 + len(digest.built()) % 2))


def with_macro(digest: Digest) -> None:
    macros = (ROOT / "layouts/macros.html").read_text("utf-8")
    digest.write("layouts/macros.html", macros.replace("<time", '<time data-lagi="1"'))


def with_word(digest: Digest) -> None:
    digest.write("layouts/locales/id.yaml", f"archive: Simpanan {len(digest.built())}\n")


def touched(digest: Digest) -> None:
    os.utime(digest.articles()[0], (2_000_000_000, 2_000_000_000))


def illustrated(digest: Digest, color: str) -> None:
    (digest.root / "content/air.jpg").write_bytes(make.photo(color, width=500))
    with_key(digest, "image: {src: air.jpg, alt: Air}")


EDITS: dict[str, Callable[[Digest], object]] = {
    "add": Digest.add,
    "delete": lambda digest: digest.articles()[0].unlink(),
    "edit": lambda digest: digest.replace("Isi nomor", "Isi yang lain, nomor"),
    "edit the end": lambda digest: digest.replace("Tamat.", "Tamat lagi."),
    "retag": lambda digest: digest.replace("tags: [Pasar", "tags: [NATO, Pasar"),
    "re-date": lambda digest: digest.replace("date: 2020-10-0", "date: 2020-09-0"),
    "retitle": lambda digest: digest.replace("title: Kabar", "title: Berita"),
    "draft": lambda digest: digest.replace("title: Kabar", "draft: true\ntitle: Berita"),
    "rename": renamed,
    "fewer a page": shortened,
    "another name": retitled,
    "a layout": with_layout,
    "a macro": with_macro,
    "a word": with_word,
    "touch": touched,
    "a static file": lambda digest: digest.write("static/a.txt", f"{len(digest.articles())}"),
    "spoil a page": lambda digest: digest.built()[0].write_text("rusak", "utf-8"),
    "lose a page": lambda digest: digest.built()[-1].unlink(),
    "lose the store": lambda digest: shutil.rmtree(digest.root / ".kliping"),
    "another language": lambda digest: with_key(digest, "lang: en"),
    "another year": lambda digest: digest.replace("date: 2020-10", "date: 2019-10"),
    "a section": lambda digest: with_key(digest, "section: Kota"),
    "an index spoiled": spoiled_index,
    "no search": lambda digest: turned(digest, "search", "false"),
    "pages in two languages": lambda digest: turned(digest, "languages", "[id, en]"),
    "pages in one language": lambda digest: turned(digest, "languages", "[]"),
    "a translation": lambda digest: with_key(digest, "translation_of: artikel-2"),
    "a version": lambda digest: with_key(digest, "duplicate_of: artikel-3"),
    "robots": lambda digest: turned(digest, "robots", "{SampleBot: [/]}"),
    "a colour": lambda digest: turned(digest, "accent", '"#226688"'),
    "an excerpt": lambda digest: with_key(digest, "rights: excerpt"),
    "news": lambda digest: digest.replace("date: 2020-10-0", "date: 2020-10-2"),
    "another rhythm": lambda digest: turned(digest, "editions", "monthly"),
    "no editions": lambda digest: turned(digest, "editions", "none"),
    "a letter": lambda digest: digest.write("content/editions/2020-W40.md", LETTER.format(len(digest.built()))),
    "an edition by hand": lambda digest: digest.write("content/editions/pasar.md", BY_HAND),
    "a picture": lambda digest: illustrated(digest, "teal"),
    "another picture": lambda digest: illustrated(digest, "maroon"),
    "pictures of others": lambda digest: turned(digest, "images", "{remote: true}"),
    "few feeds": lambda digest: turned(digest, "feeds", "{formats: [atom], of: [site, sources], limit: 2}"),
    "nothing": lambda _: None,
}


def build(root: Path, destination: str = "site", *, force: bool = False) -> Report:
    report = pipeline.build(
        Options(
            root=root, destination=root / destination, now=make.moment(make.NOW), timer=lambda: 0.0, force=force,
        )
    )  # fmt: skip
    assert not [problem for problem in report.problems if problem.is_error], report.problems
    return report


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Sequences are short as they are, and each takes seconds: to shrink one would take minutes.
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.sampled_from(sorted(EDITS)), max_size=6))
@example(["a layout", "a macro", "a word", "another name"])
@example(["re-date", "retag", "delete", "rename", "add", "add"])
@example(["another language", "another year", "an index spoiled", "a section"])
@example(["another language", "a translation", "pages in two languages", "edit", "pages in one language", "a version"])
@example(["pages in two languages", "robots"])
@example(["pages in two languages", "another language", "news", "robots", "a colour", "an excerpt"])
@example(["a picture", "a letter", "another picture", "an edition by hand", "few feeds", "another rhythm"])
@example(["a letter", "pages in two languages", "another language", "pictures of others", "no editions", "a picture"])
@example(["edit the end", "a letter", "edit the end", "an edition by hand", "edit the end"])
@example(["spoil a page", "nothing", "lose a page", "lose the store", "touch"])
def test_a_build_after_edits_is_a_clean_build(edits: list[str]) -> None:
    with TemporaryDirectory() as folder:
        digest = Digest(Path(folder))
        build(digest.root)
        for edit in edits:
            if digest.articles():
                EDITS[edit](digest)
            build(digest.root)
        build(digest.root, "clean", force=True)
        assert tree(digest.root / "site") == tree(digest.root / "clean")
        times = {path: path.stat().st_mtime_ns for path in (digest.root / "site").rglob("*")}
        again = build(digest.root)
        assert (again.written, again.removed, again.reused) == (0, 0, again.pages)
        assert {path: path.stat().st_mtime_ns for path in times} == times
