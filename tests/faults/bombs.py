"""Files that are small and become large, that are large, or that nest: as clippings, articles and pictures.

Each clipping comes with how the reason begins for which it is set aside, or with how many articles it is; with neither
where it depends on the machine whether there is time enough to read it.
"""

import base64
import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.faults import pictures

_TEXT = "Air sungai {} yang meluap sejak malam akhirnya surut, dan warga mulai pulang ke rumah."
_MILLION = 1_000_000
_LARGE = 50_000_000

_GZIP = "this is a gzip archive, and no text"
_TOO_LARGE = "it has more than the 5,000,000 bytes that a seed may have"
_ENTITIES = "it declares XML entities, as a bomb does; they are not expanded"

Made = Callable[[], bytes | str]
Bomb = tuple[Made, str | int | None]


def _feed(head: str, text: str) -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>x</title>{text}</channel></rss>'


def _item(text: str) -> str:
    return f"<item><title>Pasar</title><link>https://contoh.example/1</link><description>{text}</description></item>"


def _zip(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return written.getvalue()


def _mail(kind: str, encoding: str, body: bytes) -> bytes:
    head = f"From: a@b.example\nSubject: Pasar\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
    return f"{head}Content-Encoding: gzip\n\n".encode() + body + b"\n"


def _mhtml(body: bytes, encoding: str = "base64", kind: str = "text/html") -> bytes:
    part = f"--b\nContent-Type: {kind}\nContent-Location: https://a.example/\nContent-Transfer-Encoding: {encoding}\n\n"
    head = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    return f"{head}{part}".encode() + body + b"\n--b--\n"


def _page(inside: str) -> str:
    text = "".join(f"<p>{_TEXT.format(word)}</p>" for word in ("Satu", "Dua", "Tiga"))
    return (
        f"<!doctype html><html><head><title>Pasar</title></head><body><article>{text}{inside}</article></body></html>"
    )


def _laughs(depth: int, width: int) -> str:
    first = '<!ENTITY l0 "ha">'
    return first + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * width}">' for n in range(1, depth))


@cache
def _gzipped() -> bytes:
    return gzip.compress(b"kata " * 20 * _MILLION)


def _zeros(millions: int = 100) -> bytes:
    return b"\0" * millions * _MILLION


_ALIASES = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{'*a, ' * 9}]\n" for n in range(9))
_MERGES = "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n} {{<<: [{'*a, ' * 9}]}}\n" for n in range(9))


def _markdown(front: str, body: str = _TEXT) -> str:
    return f"---\n{front}\n---\n\n{body}\n"


CLIPPINGS: Mapping[str, Bomb] = {
    # XML
    "tawa.rss": (lambda: _feed(f"<!DOCTYPE rss [{_laughs(10, 10)}]>", _item("&l9;")), _ENTITIES),
    "kuadrat.rss": (lambda: _feed(f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>', _item("&a;" * 50_000)), _ENTITIES),
    "berkas.rss": (lambda: _feed('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', _item("&a;")), _ENTITIES),
    "jauh.rss": (
        lambda: _feed('<!DOCTYPE rss [<!ENTITY % a SYSTEM "https://a.example/a.dtd">%a;]>', _item("x")),
        _ENTITIES,
    ),
    "tawa.html": (
        lambda: f"<!DOCTYPE html [{_laughs(10, 10)}]>{_page('&l9;')}",
        "the page declares entities of its own",
    ),
    "tawa.xhtml": (
        lambda: f'<?xml version="1.0"?><!DOCTYPE html [{_laughs(10, 10)}]>{_page("&l9;")}',
        "the page declares entities of its own",
    ),
    "tawa16.rss": (lambda: _feed(f"<!DOCTYPE rss [{_laughs(10, 10)}]>", _item("&l9;")).encode("utf-16"), _ENTITIES),
    "atribut.rss": (
        lambda: _feed("", _item("x").replace("<item>", "<item " + " ".join(f'a{n}="x"' for n in range(300_000)) + ">")),
        None,
    ),
    "dalam.rss": (lambda: _feed("", _item("<a>" * 500_000)), None),
    # Archives, under names that they do not have
    "gzip.txt": (lambda: _gzipped(), _GZIP),
    "gzip.html": (lambda: _gzipped(), _GZIP),
    "gzip.json": (lambda: gzip.compress(b"[" * 50 * _MILLION), _GZIP),
    "gzip.eml": (lambda: _gzipped(), _GZIP),
    "gzip.md": (lambda: _gzipped(), _GZIP),
    "gzip-dua-kali.xml": (lambda: gzip.compress(gzip.compress(_zeros())), _GZIP),
    "bzip.txt": (lambda: bz2.compress(_zeros(20)), "this is a bzip2 archive, and no text"),
    "xz.txt": (lambda: lzma.compress(_zeros(20)), "this is an xz archive, and no text"),
    "zip.txt": (lambda: _zip("a.txt", _zeros()), "this is a zip archive, or an office document, and no text"),
    "naskah.docx": (lambda: _zip("word/document.xml", _zeros()), 'no seed format for ".docx"'),
    "naskah.html": (
        lambda: _zip("word/document.xml", _zeros()),
        "this is a zip archive, or an office document, and no text",
    ),
    "zlib.txt": (lambda: zlib.compress(_zeros()), "the seed is not text"),
    # Mails and saved pages that say that what they hold is compressed, or written in a way that grows
    "gzip-dalam.eml": (
        lambda: _mail("text/html", "base64", base64.encodebytes(_gzipped())),
        "the mail holds no article",
    ),
    "gzip-dalam.mhtml": (lambda: _mhtml(base64.encodebytes(_gzipped())), "the seed is not text"),
    "basis.eml": (lambda: _mail("text/plain", "base64", base64.encodebytes(b"kata " * 700_000)), 1),
    "basis.mhtml": (
        lambda: _mhtml(base64.encodebytes(_page("<p>kata</p>" * 200_000).encode())),
        "more than 40,000 tags, or 200 attributes of one",
    ),
    "kutip.eml": (lambda: _mail("text/plain", "quoted-printable", b"=6B" * 1_600_000), 1),
    "uu.eml": (lambda: _mail("text/plain", "x-uuencode", b"begin 644 a\n" + (b"M" + b"8" * 60 + b"\n") * 70_000), None),
    "dalam.eml": (
        lambda: b"Content-Type: message/rfc822\n\n" * 100_000 + b"x",
        "more messages inside one another than are read",
    ),
    "bagian.eml": (lambda: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 500_000, None),
    "dalam.mhtml": (
        lambda: b"From: <Saved by Blink>\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 80_000,
        "more than the 500,000 characters of text that are read",
    ),
    "nama.eml": (
        lambda: (
            b"Content-Disposition: attachment" + b"".join(b";\n filename*%d=a" % n for n in range(200_000)) + b"\n\nx"
        ),
        "the mail holds no article",
    ),
    # YAML and JSON
    "alias.md": (lambda: _markdown(_ALIASES), "anchors and aliases are not read here"),
    "gabung.md": (lambda: _markdown(_MERGES), "anchors and aliases are not read here"),
    "dalam.md": (lambda: _markdown("a: " + "[" * 60_000), "nested more than 20 deep"),
    "panjang.md": (lambda: _markdown("a: " + "x" * 3 * _MILLION), "3,000,004 characters of YAML"),
    "kunci.md": (lambda: _markdown("\n".join(f"k{n}: 1" for n in range(6_000))), 1),
    "dalam.json": (lambda: '{"a":' * _MILLION, "its JSON nests too deep to be read"),
    "dalam-berpasangan.json": (lambda: "[" * _MILLION + "]" * _MILLION, "its JSON nests too deep to be read"),
    "lebar.json": (lambda: json.dumps([0] * 1_600_000), "this is a list of 1600000, and the first is a number"),
    "angka.json": (lambda: f'{{"text": {"9" * 4 * _MILLION}}}', "this is not JSON"),
    "kunci.json": (lambda: "{" + ",".join(f'"k{n}":[]' for n in range(350_000)) + "}", "none of its keys holds a text"),
    "lolos.json": (lambda: '{"text": "' + "\\u6c34" * 800_000 + '"}', 1),
    "banyak.jsonl": (lambda: "\n".join(["{}"] * _MILLION), None),
    # Text
    **{
        f"besar{ending}": (lambda: b"kata " * (_LARGE // 5), _TOO_LARGE)
        for ending in (".txt", ".md", ".html", ".eml", ".rss", ".json")
    },
    "baris.txt": (lambda: _TEXT.format("Satu") + "\n\n" + "kata " * 200_000, 1),
    "baris.md": (lambda: _markdown("title: Pasar", "kata " * 200_000), 1),
    "baris.html": (
        lambda: _page(f"<p>{'kata ' * 200_000}</p>"),
        "more than the 500,000 characters of text that are read",
    ),
    "baris.json": (lambda: json.dumps({"title": "Pasar", "text": "kata " * 200_000}), 1),
    "baris.eml": (lambda: _mail("text/plain", "8bit", b"kata " * 200_000), 1),
    "baris.rss": (lambda: _feed("", _item("kata " * 200_000)), 1),
    "kata.txt": (lambda: "k" * _MILLION, 1),
    "kata.html": (lambda: _page(f"<p>{'k' * _MILLION}</p>"), "more than the 500,000 characters of text that are read"),
    "baris-baris.txt": (lambda: "kata\n" * 900_000, "900,000 lines are more than the 50,000 that an article may have"),
    "utf32.txt": (lambda: ("kata " * 200_000).encode("utf-32"), 1),
    "utf16.txt": (lambda: ("air " * 500_000).encode("utf-16"), 1),
    "petak.html": (lambda: _page("<table>" + "<tr><td>x" * 300_000), "more than 40,000 tags, or 200 attributes of one"),
    "gambar.html": (lambda: _page(f'<img src="data:image/png;base64,{"A" * 4 * _MILLION}" alt="x">'), 1),
    "sel.html": (
        lambda: _page('<table><tr><td colspan="1000" rowspan="65534">x</td></tr></table>' * 50_000),
        "more than 40,000 tags, or 200 attributes of one",
    ),
    "dalam.html": (lambda: _page("<div>" * 700_000), "elements nest more than 250 deep, or too many of them do"),
}

# Each with what an error says of it.
ARTICLES: Mapping[str, tuple[Made, str]] = {
    "besar.md": (lambda: _markdown("id: a\ntitle: A\ndate: 2020-10-05", "kata " * (_LARGE // 5)), "article-too-large"),
    "alias.md": (lambda: _markdown(_ALIASES), "yaml-alias"),
    "gabung.md": (lambda: _markdown(_MERGES), "yaml-alias"),
    "dalam.md": (lambda: _markdown("a: " + "[" * 60_000), "yaml-too-deep"),
    "panjang.md": (lambda: _markdown("a: " + "x" * 3 * _MILLION), "yaml-too-long"),
    "jalin.md": (lambda: _markdown("id: c\ntitle: C\ndate: 2020-10-05", "<b>" * 25_000), "markup-too-deep"),
    "petak.md": (
        lambda: _markdown("id: e\ntitle: E\ndate: 2020-10-05", "|a" * _MILLION + "\n" + "|-" * _MILLION),
        "markup-too-tangled",
    ),
}

PICTURES: Mapping[str, Made] = {
    "kepala.png": lambda: pictures.png_head(100_000, 100_000),
    "kepala.jpg": lambda: pictures.jpeg_head(65_000, 65_000),
    "kepala.gif": lambda: pictures.gif_head(65_000, 65_000),
    "kepala.webp": lambda: pictures.webp_head(16_383, 16_383),
    "kepala.avif": lambda: pictures.avif_head(100_000, 100_000),
    "kepala-kecil.webp": lambda: pictures.webp_head(7_000, 7_000),
    "bingkai.gif": lambda: pictures.gif(100, 100, 500_000),
    "bingkai-besar.gif": lambda: pictures.gif(5_000, 5_000, 20),
    "arsip.png": lambda: _gzipped(),
    "besar.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 30 * _MILLION,
}

# Format, mode and width of square pictures that the limits let through.
LARGEST = (
    ("JPEG", "RGB", 7_000),
    ("PNG", "RGB", 7_000),
    ("PNG", "RGBA", 5_000),
    ("PNG", "P", 7_000),
    ("JPEG", "CMYK", 7_000),
    ("WEBP", "RGB", 5_000),
    ("AVIF", "RGB", 5_000),
    ("GIF", "P", 7_000),
)
