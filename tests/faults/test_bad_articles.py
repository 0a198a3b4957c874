"""What an article does to its reader is told of it, and nothing else of the site changes."""

import json
import time
from pathlib import Path

import pytest

from kliping import guard, pipeline, work
from tests.faults.place import Place

HEAVY = "---\nid: heavy\ntitle: Heavy\ndate: 2020-10-05\n---\n" + "[word](https://example.org/) " * 4000


def test_an_article_that_its_reader_cannot_bear_is_named_and_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path)
    pipeline.build(place.options())
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    place.write("content/heavy.md", HEAVY)
    # Less than a child needs to load what reads an article.
    monkeypatch.setattr(work, "BOUNDS", guard.Bounds(seconds=0.02))
    report = pipeline.build(place.options())
    assert [(each.code, each.span.path) for each in report.problems] == [("article-lost", "content/heavy.md")]
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    report = pipeline.build(place.options())
    assert not report.problems
    assert any("heavy" in path.parent.name for path in (tmp_path / "site").rglob("index.html"))


def test_a_gap_that_an_expression_loses_itself_in_is_named_in_time(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.write("content/gap.md", f"---\nid: gap\ntitle: Gap\ndate: 2020-10-05\n---\n\n```{' ' * 95_000}x\n")
    began = time.monotonic()
    report = pipeline.build(place.options())
    assert [(each.code, each.span.path) for each in report.problems] == [("article-lost", "content/gap.md")]
    assert time.monotonic() - began < 30  # on a machine with other work; of the processor's time it takes six seconds


@pytest.mark.parametrize("sign", ["\x80", "\x9f", "\ufffe", "\uffff"])
def test_an_address_that_no_document_may_hold_ends_no_build_with_a_trace(tmp_path: Path, sign: str) -> None:
    place = Place(tmp_path)
    address = f"https://contoh.example/{sign}"
    item = {"title": "Kereta", "text": "Kereta malam ke timur berangkat lagi setiap Jumat.", "url": address}
    place.write("seeds/kereta.json", json.dumps({**item, "image": address}))
    report = pipeline.build(place.options())
    assert not [problem for problem in report.problems if problem.is_error]
    assert [item.fate for item in report.items] == ["ingested"] * 3
    shown = json.dumps(address)
    place.write(
        "content/a.md", f"---\nid: a\ntitle: A\ndate: 2020-10-05\nsource: {{name: B, url: {shown}}}\n---\n\nTeks.\n"
    )
    report = pipeline.build(place.options())
    errors = [problem for problem in report.problems if problem.is_error]
    assert [(each.code, each.span.path) for each in errors] == [("address-invalid", "content/a.md")]
