"""A digest with all there is: clippings of every format, pictures, notes, editions, mail, books, search, feeds."""

import json
from email.message import EmailMessage
from pathlib import Path

from tests import make
from tests.end_to_end.place import Place

CONFIG = """title: Contoh
base_url: https://example.org/digest/
lang: id
timezone: Asia/Jakarta
languages: {id: , en: {title: Sample}, ar: }
search: %(search)s
editions: weekly
images: {remote: true}
author: {name: Meja, email: meja@digest.example}
mail: {unsubscribe: "https://lists.example/leave"}
feeds: {hub: "https://hub.example/"}
ingest: {duplicates: keep}
sources:
  Contoh Harian: {url: "https://harian.example/", feed: "https://harian.example/rss.xml", rights: excerpt}
"""
_TEXT = "{} sungai yang meluap sejak malam akhirnya surut, kata warga pada Senin, 5 Oktober 2020, di balai kampung."
_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<link rel="canonical" href="https://wire.example/{title}"><link rel="stylesheet" href="https://cdn.example/a.css">
<meta property="og:image" content="https://cdn.example/a.jpg"><script src="https://cdn.example/a.js"></script></head>
<body><article><h1>{title}</h1><p>The bell of the harbour rang on Monday, 5 October 2020, for the first time.</p>
<img src="https://cdn.example/b.jpg" alt="A bell"><p>Nobody complained, said the harbour master of that town.</p>
<iframe src="https://video.example/1"></iframe></article></body></html>
"""
_ITEM = "<item><title>{0}</title><link>https://kabar.example/{0}</link><description>{1}</description></item>"
_FEED = (
    '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "https://dtd.example/rss.dtd"><rss version="2.0"><channel>'
    "<title>Kabar</title>{}</channel></rss>"
)
_ARTICLE = """---
id: {number}
title: "{title}"
date: 2020-10-{number}
lang: {lang}
tags: [Sungai, Pasar]
section: Kota
source: {{name: Contoh Kabar, url: "https://kabar.example/{number}"}}
image: {{src: a.jpg, alt: Pasar}}
note: Baca juga [ini](https://lain.example/).
aliases: [/lama/{number}/]
---

Air surut.[^1] ![Jauh](https://cdn.example/{number}.png)

![Dekat](b.png "Keterangan")

[^1]: Kata warga.
"""


def mail() -> bytes:
    """A mail with an article."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Kabar <kabar@kabar.example>", "Pasar sore"
    message["Date"], message["Message-ID"] = "Mon, 05 Oct 2020 10:00:00 +0700", "<1@kabar.example>"
    message.set_content(_TEXT.format("Air mail") + "\n")
    return message.as_bytes()


def place(root: Path, *, search: bool) -> Place:
    """Such a digest, not built."""
    made = Place(root)
    made.write("config.yaml", CONFIG % {"search": str(search).lower()})
    made.write("seeds/teks.txt", "Sungai surut\n\n" + _TEXT.format("Air teks") + "\n")
    made.write("seeds/halaman.html", _PAGE.format(title="Harbour"))
    made.write("seeds/tanda.md", "---\ntitle: Pasar tanda\n---\n\n" + _TEXT.format("Air tanda") + "\n")
    made.write("seeds/surat.eml", mail())
    made.write("seeds/kanal.xml", _FEED.format("".join(_ITEM.format(n, _TEXT.format(f"Air {n}")) for n in "abc")))
    item = {"title": "Pasar benda", "text": _TEXT.format("Air benda"), "image": "https://cdn.example/c.jpg"}
    made.write("seeds/benda.json", json.dumps(item))
    made.write("seeds/baris.jsonl", "\n".join(json.dumps({"text": _TEXT.format(f"Air {n}")}) for n in range(3)))
    for number, lang in ((11, "id"), (12, "en"), (13, "ar"), (14, "ja")):
        made.write(f"content/{number}.md", _ARTICLE.format(number=number, lang=lang, title=f"Kabar {number}"))
    made.write("content/a.jpg", make.photo("teal", 700))
    made.write("content/b.png", make.photo("olive", 300, "PNG"))
    made.write("content/editions/2020-W41.md", "---\ntitle: Pekan air\n---\n\nPembaca yang baik.\n")
    made.write("static/halo.txt", "Halo.\n")
    return made
