"""Digests whose every field carries a vector, one article each; what a field refuses by name is taken back there."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from tests.end_to_end.place import Place

PER_DAY = 12
CONFIG = """title: Contoh
base_url: https://example.org/
lang: id
timezone: Asia/Jakarta
permalink: /a/{id}/
per_page: 1000
editions: daily
search: %(search)s
images: {remote: true}
author: {name: Meja}
mail: {sender: "Meja <meja@digest.example>"}
feeds: {limit: 1000, bytes: 50000000, of: [site]}
"""
_ESCAPED = re.compile(r"[^\x20-\x7e\xa1-\u1fff\u3000-\ud7ff]")
# Where each field stands in the front matter, for the problems that name a line.
_SUB_KEYS = {"name": "source.name", "url": "source.url", "author": "source.author"} | {
    key: f"image.{key}" for key in ("src", "alt", "credit")
}


def quoted(text: str) -> str:
    """A text as YAML reads it in double quotes (YAML 1.2, 7.3.1), controls and all."""
    told = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\U{ord(found[0]):08x}", told)


@dataclass(slots=True)
class Hostile:
    """One article. Each field has its candidates: the next is tried where one is refused, and none after the last."""

    number: int
    vector: str
    prose: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text, remote = self.vector, f"https://h.example/{self.vector}"
        self.fields = {
            "title": [text, f"Judul {text.encode().hex()}"],
            "summary": [text],
            "section": [text],
            "place": [text],
            "tags": [text],
            "cites": [text],
            "note": [self.prose],
            "slug": [text],
            "aliases": [text],
            "source.name": [text, "Contoh Harian"],
            "source.url": [text, remote],
            "source.author": [text],
            "image.src": [text, remote, "/images/dot.png"],
            "image.alt": [text],
            "image.credit": [text],
            "body": [self.prose, "Kosong."],
        }

    @property
    def path(self) -> str:
        return f"content/{self.number:04}.md"

    def lines(self) -> list[str]:
        """The front matter, each field on a line of its own."""
        day = 1 + self.number // PER_DAY
        date = f"{2010 + day // 300}-{1 + day % 300 // 25:02}-{1 + day % 25:02}"
        head = [f"id: v{self.number:04}", f"date: {date}", f"lang: {'en' if self.number % 7 == 0 else 'id'}"]
        plain = [
            f"{name}: [{quoted(values[0])}]" if name in {"tags", "cites", "aliases"} else f"{name}: {quoted(values[0])}"
            for name, values in self.fields.items()
            if values and "." not in name and name != "body"
        ]
        for group in ("source", "image"):
            keys = {name: values for name, values in self.fields.items() if name.startswith(f"{group}.") and values}
            plain += [f"{group}:", *(f"  {name.split('.')[1]}: {quoted(values[0])}" for name, values in keys.items())]
        return ["---", *head, *plain, "---"]

    def text(self) -> str:
        around = f"Kabar kelompok{self.number // 20} nomor{self.number} dimulai."
        return "\n".join((*self.lines(), "", around, "", *self.fields["body"][:1], "", "Tamat.", ""))

    def refuse(self, line: int) -> str:
        """Take back what stands on a line; its name."""
        lines = self.lines()
        key = lines[line - 1].split(":")[0] if 0 < line <= len(lines) else "body"
        name = _SUB_KEYS[key.strip()] if key.startswith(" ") else key
        assert self.fields.get(name), (self.path, line, lines)
        self.fields[name].pop(0)
        return name


@dataclass(frozen=True, slots=True)
class Made:
    """A digest that was built: its articles, and how many of each field were refused by name."""

    site: Path
    articles: Sequence[Hostile]
    refused: Counter[str]


def build(
    place: Place, vectors: Iterable[str], dot: bytes, *, search: bool, as_prose: Callable[[str], str] = str
) -> Made:
    """A site of all of them; `as_prose` makes Markdown of one."""
    place.write("config.yaml", CONFIG % {"search": str(search).lower()})
    place.write("static/images/dot.png", dot)
    articles = [Hostile(number, vector, as_prose(vector)) for number, vector in enumerate(vectors)]
    by_path = {article.path: article for article in articles}
    refused: Counter[str] = Counter()
    stale = set(by_path)
    for _ in range(8):
        for path in stale:
            place.write(path, by_path[path].text())
        report = place.report("build")
        errors = {(each["path"], each["line"]) for each in report["problems"] if each["severity"] == "error"}
        if not errors:
            return Made(place.root / "site", articles, refused)
        stale = {path for path, _ in errors}
        for path, line in sorted(errors, reverse=True):  # the last line first, for a line that goes moves those below
            assert path in by_path, report["problems"][:3]
            refused[by_path[path].refuse(line)] += 1
    raise AssertionError(errors)


# --- Clippings ------------------------------------------------------------------------------------------------------

_CLIPPING = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{escaped}"><meta property="og:site_name" content="{escaped}">
<meta name="keywords" content="{escaped}"><meta name="description" content="{escaped}">
<link rel="canonical" href="{escaped}"><meta property="og:image" content="{escaped}">
<script type="application/ld+json">{data}</script></head><body><article><h1>{title}</h1>
<p>Pasar pagi nomor {number} di tepi sungai dibuka lagi pada Senin, 5 Oktober 2020, setelah tiga pekan banjir.</p>
<p>Para pedagang kelompok {number} datang sejak subuh dan menata dagangan di kios yang baru dicat oleh warga.</p>
<p>Warga nomor {number} berkata: {vector} begitu kata mereka pada sore itu.</p>
<div>{vector}</div>
<p>Pengelola pasar nomor {number} mengatakan air naik sampai lutut, sehingga semua lantai harus dibersihkan.</p>
</article></body></html>
"""


def clipping(number: int, vector: str) -> str:
    """A saved page with a vector in its head, in its text, and in what it says to programs."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": vector, "author": {"name": vector}}
    return _CLIPPING.format(
        number=number,
        vector=vector,
        title=f"Pasar {number} {escape(vector)}",
        escaped=escape(vector),
        data=json.dumps(data).replace("</", "<\\/"),
    )


def ingest(place: Place, vectors: Sequence[str]) -> Path:
    """A site made of clippings as HTML."""
    place.write("config.yaml", CONFIG % {"search": "false"} + "ingest: {duplicates: keep}\n")
    for number, vector in enumerate(vectors):
        place.write(f"seeds/{number:04}.html", clipping(number, vector).encode("utf-8", "replace"))
    report = place.report("build")
    assert not [each for each in report["problems"] if each["severity"] == "error"]
    seeds = report["seeds"]
    assert seeds["found"] == len(vectors)
    assert seeds["ingested"] > len(vectors) * 9 // 10, [each for each in seeds["items"] if each["fate"] != "ingested"]
    return place.root / "site"
