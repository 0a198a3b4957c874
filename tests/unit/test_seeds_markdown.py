"""Markdown clippings: what their front matter lacks is found in the text."""

import pytest

from kliping import seeds
from kliping.model import Seed
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
