"""Markdown clippings: what their front matter lacks is found in the text."""

import pytest

from kliping import seeds
from kliping.model import Seed
from kliping.problems import Problem
from tests import make

LEAD = "The old mill was sold on Monday to a family of clockmakers from the north."


def read(text: str) -> Seed:
    found = seeds.read("seeds/a.md", text.encode(), make.config())
    assert isinstance(found, tuple)
    return found[0]


@pytest.mark.parametrize(
    "head", ["# Mill *of* Ambleford Sold\n\n", "\n# Mill of Ambleford Sold #\n", "Mill of Ambleford Sold\n===\n\n"]
)
def test_the_heading_that_a_text_begins_with_is_its_title(head: str) -> None:
    seed = read(f"{head}{LEAD}\n\n## Before\n\nIt stood empty.\n")
    assert (seed.title, seed.title_origin) == ("Mill of Ambleford Sold", "given")
    assert seed.body == f"{LEAD}\n\n## Before\n\nIt stood empty.\n"
    assert seed.summary == f"{LEAD} It stood empty."


@pytest.mark.parametrize("head", ["## Sold\n\n", "#Sold\n\n", "- # Sold\n\n", "Intro.\n\n# Sold\n\n"])
def test_what_is_no_headline_stays_in_the_body(head: str) -> None:
    seed = read(f"{head}{LEAD}\n")
    assert seed.title_origin == "derived"
    assert seed.body == f"{head}{LEAD}\n"


def test_a_title_of_the_front_matter_leaves_the_body_as_it_is() -> None:
    seed = read(f"---\ntitle: Another\n---\n\n# Mill Sold\n\n{LEAD}\n")
    assert (seed.title, seed.body) == ("Another", f"# Mill Sold\n\n{LEAD}\n")


def test_a_title_is_made_of_the_first_paragraph_and_of_no_heading() -> None:
    assert read(f"## Before\n\n{LEAD}\n").title == LEAD.removesuffix(".")


def test_the_text_tells_the_date_and_the_author_that_the_front_matter_lacks() -> None:
    seed = read(f"# Mill Sold\n\nBy Anna Contoh\n\n{LEAD}\n\nIt was built on 5 October 2020, people say.\n")
    assert seed.date is not None
    assert (seed.date.at.date().isoformat(), seed.date_origin) == ("2020-10-05", "inferred")
    assert seed.source is not None
    assert seed.source.author == "Anna Contoh"


def test_the_front_matter_is_believed_above_the_text() -> None:
    seed = read(
        f"---\ndate: 2021-01-02\nsource: {{author: Budi Contoh}}\n---\nBy Anna Contoh\n\n{LEAD} 5 October 2020.\n"
    )
    assert seed.date is not None
    assert (seed.date.at.date().isoformat(), seed.date_origin) == ("2021-01-02", "given")
    assert seed.source is not None
    assert seed.source.author == "Budi Contoh"


@pytest.mark.parametrize("items", ["- a wheel\n- a stone\n", "- a wheel\n\n- a stone\n", "1. a wheel\n\n2. a stone\n"])
def test_no_list_gets_into_the_summary_by_halves(items: str) -> None:
    assert read(f"{LEAD} They found:\n\n{items}\nNobody lives there.\n").summary == f"{LEAD} Nobody lives there."


def test_words_that_introduce_a_list_are_better_than_no_summary() -> None:
    assert read("They found:\n\n- a wheel\n").summary == "They found:"


def test_a_head_of_paragraphs_gives_title_author_and_moment_each_alone() -> None:
    seed = read(f"Mill Sold\n\nBy Anna Contoh\n\nMarch 12, 2024 at 2:05 PM\n\n{LEAD}\n")
    assert (seed.title, seed.title_origin) == ("Mill Sold", "derived")
    assert seed.date is not None
    assert (seed.date.at.isoformat(), seed.date_origin) == ("2024-03-12T14:05:00+00:00", "inferred")
    assert seed.source is not None
    assert seed.source.author == "Anna Contoh"
    assert seed.summary == f"Mill Sold {LEAD}"


def test_a_byline_and_a_date_may_be_lines_of_one_paragraph() -> None:
    seed = read(f"# Mill Sold\n\n*By Anna Contoh, Staff Writer*\nMarch 12, 2024\n\n{LEAD}\n")
    assert seed.date is not None
    assert seed.date.at.isoformat() == "2024-03-12T00:00:00+00:00"
    assert seed.source is not None
    assert (seed.source.author, seed.summary) == ("Anna Contoh", LEAD)
    assert seed.body.startswith("*By Anna Contoh, Staff Writer*\nMarch 12, 2024\n")


def test_front_matter_in_toml_is_named_and_not_taken_for_text() -> None:
    found = seeds.read("seeds/a.md", b"+++\ntitle = 'Air surut'\n+++\n\nAir sungai surut.\n", make.config())
    assert isinstance(found, Problem)
    assert (found.code, found.severity, found.span.line) == ("seed-toml", "warning", 1)
    assert "---" in found.hint
