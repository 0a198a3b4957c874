"""What an article does to its reader is told of it, and nothing else of the site changes."""

from pathlib import Path

import pytest

from kliping import guard, pipeline, runners
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
    monkeypatch.setattr(runners, "_BOUNDS", guard.Bounds(seconds=0.02))
    report = pipeline.build(place.options())
    assert [(each.code, each.span.path) for each in report.problems] == [("article-lost", "content/heavy.md")]
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    report = pipeline.build(place.options())
    assert not report.problems
    assert any("heavy" in path.parent.name for path in (tmp_path / "site").rglob("index.html"))
