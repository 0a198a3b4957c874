"""Everything that a folder of clippings can do to its reader, at once: each is named, and the good ones are read."""

import gzip
import json
import os
from typing import Any

import pytest

from tests.end_to_end.place import Place
from tests.faults.memory import Memory

TEXT = "Air sungai {} yang meluap sejak malam akhirnya surut, dan warga mulai pulang ke rumah.\n"
FEED = '<rss version="2.0"><channel><title>Contoh</title>{}</channel></rss>'
ITEM = "<item><title>Pasar {}</title><link>https://contoh.example/{}</link><description>Buka lagi.</description></item>"
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f"<!DOCTYPE rss [{LAUGHS}]>" + FEED.format("<item><title>&l9;</title></item>")
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Contoh"}
DEEP_ITEMS = [{"id": "a", "content_html": "<div>" * 200_000}, {"id": "b", "content_text": TEXT.format("Barat")}]
LONGEST = "n" * 251 + ".txt"

TANGLED = "lists, quotes or tags nest more than 100 deep"
ENTITIES = "it declares XML entities, as a bomb does; they are not expanded"
GZIP = "this is a gzip archive, and no text"

# Its name, its bytes, and why it is set aside.
BAD: dict[str, tuple[str | bytes, str]] = {
    "besar.txt": (b"kata " * 10_000_000, "it has more than the 5,000,000 bytes that a seed may have"),
    "besar.json": (b"[" + b"1," * 5_000_000, "it has more than the 5,000,000 bytes that a seed may have"),
    "arsip.txt": (gzip.compress(b"kata " * 1_000), GZIP),
    "bom.xml": (gzip.compress(b"\0" * 100_000_000), GZIP),
    "tawa.xml": (BOMB, ENTITIES),
    "tawa.txt": (BOMB.encode("utf-16"), ENTITIES),
    "angka.json": ("3", "this is a number, and no article"),
    "angka-angka.json": ("[1, 2]", "this is a list of 2, and the first is a number"),
    "lain.json": ('{"kata": 1}', "none of its keys holds a text: kata"),
    "rusak.json": ('{"text": "x', "this is not JSON (unterminated string starting at, line 1, column 10)"),
    "dalam.json": ("[" * 200_000, "its JSON nests too deep to be read"),
    "jalin.md": ("<b>" * 25_000, TANGLED),
    "kosong.txt": (b"\xef\xbb\xbf\r\n", "there is nothing but white space in it"),
    "biner.txt": (b"\0\1\2\3" * 1_000, "the seed is not text"),
    "surat.docx": (b"PK\x03\x04kata", 'no seed format for ".docx"'),
    "tanpa": ("kata", 'no seed format for "tanpa"'),
    "kanal-kosong.rss": (FEED.format(""), "the feed has no items"),
    "bukan.xml": ("<urlset></urlset>", "this is XML, but no RSS, Atom or RDF feed"),
}

# Its name, its bytes, and how many articles it is.
GOOD: dict[str, tuple[str | bytes, int]] = {
    "baris.txt": ("kata " * 200_000, 1),
    "kata.txt": ("k" * 1_000_000, 1),
    "kurung.txt": ("[" * 64_000, 1),
    "kurung.md": ("![" * 32_000, 1),
    LONGEST: (TEXT.format("Timur"), 1),
    "aa.txt": (TEXT.format("Utara"), 1),
    "zz.txt": (TEXT.format("Selatan"), 1),
    "zz.md": ("---\ntitle: Satu\n---\n\n" + TEXT.format("Tengah"), 1),
    "kanal.rss": (FEED.format(ITEM.format("pagi", 1) + ITEM.format("sore", 2)), 2),
    "zz.jsonl": ("\n".join(json.dumps({"text": TEXT.format(name)}) for name in ("Satu", "Dua", "Tiga")), 3),
}


@pytest.fixture
def bad(place: Place) -> Place:
    """A digest with all of it."""
    for name, (data, _) in (BAD | {name: (data, "") for name, (data, _) in GOOD.items()}).items():
        place.write(f"seeds/{name}", data)
    seeds = place.root / "seeds"
    place.write("seeds/campur.json", json.dumps({**JSON_FEED, "items": [*DEEP_ITEMS, 5]}))
    place.write("rahasia.txt", TEXT)
    os.mkfifo(seeds / "pipa.txt")
    (seeds / "tautan.txt").symlink_to("../rahasia.txt")
    (seeds / "tautan").symlink_to("/etc")
    (seeds / "putaran.txt").symlink_to("putaran.txt")
    return place


LEFT = {
    ("campur.json", "a"): "item 1: elements nest more than 250 deep, or too many of them do",
    ("campur.json", "3"): "item 3: this is a number, and no article",
    ("pipa.txt", ""): "this is neither a file nor a folder",
    ("tautan.txt", ""): "this link leads out of the folder",
    ("tautan", ""): "this link leads out of the folder",
    ("putaran.txt", ""): "this link leads in a circle",
}


def test_all_that_is_bad_is_named_and_all_that_is_good_is_ingested(bad: Place) -> None:
    with Memory(str(bad.root)) as memory:
        report = bad.report("ingest")
    seeds = report["seeds"]
    expected = {(f"seeds/{name}", ""): why for name, (_, why) in BAD.items()}
    expected |= {(f"seeds/{name}", item): why for (name, item), why in LEFT.items()}
    assert _reasons(seeds["items"]) == expected
    assert seeds["ingested"] == sum(count for _, count in GOOD.values()) + 1
    assert len(bad.articles()) == seeds["ingested"]
    assert_accounted_for(seeds)
    assert {problem["path"] for problem in report["problems"]} == {name for name, _ in expected}
    memory.assert_little()


def test_a_second_run_changes_nothing_and_names_it_all_again(bad: Place) -> None:
    (bad.root / "seeds/besar.txt").unlink()
    first = bad.report("ingest")["seeds"]
    second = bad.report("ingest")["seeds"]
    assert_accounted_for(second)
    assert (second["unchanged"], second["ingested"]) == (first["ingested"], 0)
    assert _reasons(second["items"]) == _reasons(first["items"])


def test_explain_bears_what_ingest_bears(place: Place) -> None:
    place.write("seeds/jalin.md", BAD["jalin.md"][0])
    place.write("seeds/campur.json", json.dumps({**JSON_FEED, "items": [*DEEP_ITEMS, 5]}))
    told = place.run("explain", "seeds/jalin.md")
    assert (told.returncode, TANGLED in told.stderr + told.stdout) == (1, True)
    mixed = place.run("explain", "seeds/campur.json")
    assert mixed.returncode == 0
    assert "Air sungai Barat" in mixed.stdout
    assert "item 1: elements nest more than 250 deep, or too many of them do" in mixed.stdout


def assert_accounted_for(seeds: dict[str, Any]) -> None:
    fates = ("ingested", "merged", "unchanged", "duplicates", "removed", "set_aside")
    assert seeds["found"] == sum(seeds[fate] for fate in fates) == len(seeds["items"])


def _reasons(items: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    return {(item["file"], item["item"]): item["reason"] for item in items if item["fate"] == "set_aside"}
