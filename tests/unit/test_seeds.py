"""What a file says at its beginning decides which format reads it, and else its name."""

import pytest

from kliping import seeds
from kliping.problems import Problem
from kliping.seeds import Reading
from tests import make

CONFIG = make.config()


@pytest.mark.parametrize(
    ("path", "data", "name"),
    [
        ("seeds/a.txt", b"Air surut.", "text"),
        ("seeds/A.TXT", b"Air surut.", "text"),
        ("seeds/a.md", b"Air surut.", "markdown"),
        ("seeds/a.json", b"3", "data"),
        ("seeds/a.jsonl", b"", "data"),
        ("seeds/a.xml", b"<x/>", "feed"),
        ("seeds/a.txt", b'\xef\xbb\xbf {"title": "a"}', "data"),
        ("seeds/a.txt", b'[{"title": "a"}]', "data"),
        ("seeds/a.txt", b"[1] Air surut, {kata}", "text"),
        ("seeds/a.txt", b'<?xml version="1.0"?>\n<rss version="2.0">', "feed"),
        ("seeds/a.txt", '<?xml version="1.0"?>\n<rss version="2.0">'.encode("utf-16"), "feed"),
        ("seeds/a.json", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("seeds/a.txt", b"<rssx> <feedback>", "text"),
        ("seeds/a", b'{"title": "a"}', "data"),
        (
            "seeds/a.xml",
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<html>',
            "page",
        ),
        ("seeds/a.xml", b'<!-- a --><html xmlns="http://www.w3.org/1999/xhtml">', "page"),
        ("seeds/a.txt", b"\r\n<!doctype html>", "page"),
        ("seeds/a.md", b"<p>kata</p>", "markdown"),
        ("seeds/a.html", b"<rdf:RDF xmlns='x'>", "feed"),
        ("seeds/a.html", b'<?xml version="1.0"?><?xml-stylesheet href="x"?><feed xmlns="x">', "feed"),
        ("seeds/a.txt", b'<CHANNEL HREF="https://contoh.example/">', "feed"),
        ("seeds/a.txt", b"Message-ID: <a@contoh.example>\r\nSubject: a\r\n", "mail"),
        ("seeds/a.txt", b"Subject: a\n folded\nMIME-Version: 1.0\n", "mail"),
        ("seeds/a.txt", b"From: Redaksi\nSubject: a\n\nMIME-Version: 1.0", "text"),
        ("seeds/a.eml", b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related", "page"),
        ("seeds/a.txt", b"MIME-Version: 1.0\nSnapshot-Content-Location: https://contoh.example/", "page"),
        ("seeds/a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related", "page"),
        ("seeds/a.eml", b"MIME-Version: 1.0\nContent-Type: multipart/related", "mail"),
    ],
)
def test_a_format_is_chosen_by_content_and_then_by_ending(path: str, data: bytes, name: str) -> None:
    chosen = seeds.chosen(path, data)
    assert chosen is not None
    assert getattr(chosen, "__name__", "") == f"kliping.seeds.{name}"


@pytest.mark.parametrize(
    "head",
    [
        "a:\n" * 1300,
        "a:\n " * 1000,
        "a: from:" * 500,
        "<!DOCTYPE rss>" * 300,
        "<?a " * 500,
        "<!-- " * 500,
        "<?a?>" * 800,
        "<!---->" * 500,
        " " * 4000,
    ],
)
def test_a_beginning_made_to_be_looked_at_for_long_is_not(head: str) -> None:
    assert seeds.chosen("seeds/a.txt", f"{head}x".encode()) is seeds.format_of(".txt")


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x1f\x8b\x08", "a gzip archive"), (b"PK\x03\x04", "a zip archive, or an office document"),
        (b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n", "a picture"), (b"GIF89a", "a picture"), (b"BZh9", "a bzip2 archive"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["txt", "md", "json", "xml"])
def test_what_is_no_text_is_called_what_it_is_whatever_its_name(beginning: bytes, kind: str, ending: str) -> None:
    problem = seeds.read(f"seeds/a.{ending}", beginning + b"kata", CONFIG)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.text) == ("seed-binary", f"this is {kind}, and no text")


def test_an_unknown_ending_is_named_with_those_that_are_known() -> None:
    problem = seeds.read("seeds/a.docx", b"PK\x03\x04", CONFIG)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.text) == ("seed-unknown-format", 'no seed format for ".docx"')
    assert ".jsonl" in problem.hint


def test_reading_a_file_gives_all_of_it_and_read_the_clippings_alone() -> None:
    data = b'[{"text": "Air surut."}, 3]'
    found = seeds.reading("seeds/a.json", data, CONFIG)
    assert (len(found.items), len(found.refused)) == (1, 1)
    clippings = seeds.read("seeds/a.json", data, CONFIG)
    assert isinstance(clippings, tuple)
    assert [seed.body for seed in clippings] == ["Air surut.\n"]
    assert seeds.reading("seeds/a.txt", b"Air surut.", CONFIG) == Reading(
        seeds=seeds.read("seeds/a.txt", b"Air surut.", CONFIG)  # type: ignore[arg-type]  # it can be read
    )
