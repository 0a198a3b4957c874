"""The sample clippings, against what a careful editor made of each before any rule ran on it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kliping import cleaning, markup, safe_html, seeds
from kliping.model import Seed
from kliping.problems import Problem, Span
from tests import make

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "seeds" / "contoh"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text("utf-8"))
TEXTS = sorted(name for name in EXPECTED if name.endswith(".txt"))


def read(name: str) -> Seed:
    found = seeds.read(f"seeds/contoh/{name}", (SAMPLES / name).read_bytes(), make.config(timezone="Asia/Jakarta"))
    assert not isinstance(found, Problem)
    return found[0]


def lines(seed: Seed, kind: str) -> list[int]:
    assert seed.ledger is not None
    return [verdict.line for verdict in seed.ledger.verdicts if verdict.kind == kind]


def test_every_sample_has_its_gold() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", TEXTS)
def test_exactly_the_noise_is_dropped_and_each_line_by_its_rule(name: str) -> None:
    ledger = read(name).ledger
    assert ledger is not None
    dropped = [{"line": each.line, "rule": each.rule} for each in ledger.verdicts if each.kind == "dropped"]
    assert dropped == EXPECTED[name]["dropped"]


@pytest.mark.parametrize("name", TEXTS)
def test_headings_and_headlines_are_seen(name: str) -> None:
    seed, gold = read(name), EXPECTED[name]
    assert lines(seed, "heading") == gold.get("headings", [])
    assert lines(seed, "title") == ([gold["title_line"]] if "title_line" in gold else [])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_facts_are_found(name: str) -> None:
    seed, gold = read(name), EXPECTED[name]
    assert seed.date is not None
    assert seed.source is not None
    found = {
        "lang": seed.lang,
        "date": seed.date.at.date(),
        "title": seed.title,
        "source": seed.source.name,
        "author": seed.source.author,
        "place": seed.place,
        "cites": list(seed.cites),
    }
    assert found == {"author": "", "place": "", "cites": []} | {key: gold[key] for key in found if key in gold}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_tags_are_names_and_topics_of_the_text(name: str) -> None:
    seed, gold = read(name), EXPECTED[name]
    wanted = len(gold["tags_any"]) if name.endswith(".md") else 3
    assert len(set(seed.tags) & set(gold["tags_any"])) >= wanted
    assert not set(seed.tags) & set(gold["tags_never"])
    assert len(seed.tags) <= 8


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_only_looks_like_noise_or_markup_reaches_the_reader(name: str) -> None:
    html = markup.to_html(read(name).body, Span(path=name))
    assert isinstance(html, str)
    text = f"{read(name).title} {safe_html.to_text(html)}"
    assert [kept for kept in EXPECTED[name]["keeps"] if kept not in text] == []


@pytest.mark.parametrize("path", [*SAMPLES.glob("*.txt"), *(ROOT / "seeds").glob("*.txt")], ids=lambda path: path.name)
def test_the_ledger_gives_the_clipping_back_byte_for_byte(path: Path) -> None:
    found = seeds.read(path.name, path.read_bytes(), make.config())
    assert not isinstance(found, Problem)
    assert found[0].ledger is not None
    assert cleaning.rebuild(found[0].ledger) == path.read_bytes()
