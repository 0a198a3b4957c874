"""What an article does to its reader is told of it, and nothing else of the site changes."""

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
