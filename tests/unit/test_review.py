"""What an editor's decisions make of a draft's file."""

import pytest

from kliping import content, review
from kliping.problems import Problem
from kliping.records import Record
from kliping.review import Draft
from tests import make

PATH = "content/a.md"
FRONT = """\
---
# diperiksa
id: a1
title: Pasar buka
date: 2020-10-05
tags: [Pasar]  # dua saja
mood: tenang
draft: true
duplicate_of: b2
seed:
  file: seeds/a.txt
  sha256: ab
---

Pasar buka lagi.
"""


def draft(text: str = FRONT) -> Draft:
    (only,) = review.drafts({PATH: text}, make.config())
    return only


def test_the_drafts_of_ingest_are_walked_the_oldest_first() -> None:
    texts = {
        "content/b.md": FRONT,
        "content/a.md": FRONT.replace("2020-10-05", "2020-10-06"),
        "content/new.md": FRONT.replace("seed:\n  file: seeds/a.txt\n  sha256: ab\n", ""),
        "content/published.md": FRONT.replace("draft: true\n", ""),
        "content/broken.md": FRONT.replace("2020-10-05", "kemarin"),
        "content/a.md.new": FRONT,
    }
    assert [one.article.path for one in review.drafts(texts, make.config())] == ["content/b.md", "content/a.md"]


@pytest.mark.parametrize(
    ("answer", "choice"),
    [
        ("p", "publish"),
        (" P ", "publish"),
        ("publish", "publish"),
        ("q", "quit"),
        ("", None),
        ("x", None),
        ("?", "help"),
    ],
)
def test_an_answer_is_a_key_or_its_word(answer: str, choice: str | None) -> None:
    assert review.choice_of(answer) == choice


def test_publishing_takes_out_what_held_the_draft_back_and_nothing_else() -> None:
    assert review.published(draft()) == FRONT.replace("draft: true\nduplicate_of: b2\n", "")


def test_tags_are_changed_and_nothing_else() -> None:
    text = review.retagged(draft(), " Pasar pagi , kota,kota, ")
    assert text == FRONT.replace("tags: [Pasar]  # dua saja\n", "# dua saja\ntags:\n  - Pasar pagi\n  - kota\n")


def test_no_answer_leaves_the_tags_and_a_hyphen_takes_them_out() -> None:
    assert review.retagged(draft(), "  ") == FRONT
    assert review.retagged(draft(), "-") == FRONT.replace("tags: [Pasar]  # dua saja\n", "")


def test_a_tag_that_could_have_no_page_is_refused() -> None:
    wrong = review.retagged(draft(), "kota, !!!")
    assert isinstance(wrong, Problem)
    assert wrong.code == "name-invalid"


def test_front_matter_that_cannot_be_changed_by_lines_is_left_to_the_editor() -> None:
    text = "---\n{id: a, title: a, date: 2020-10-05, draft: true, seed: {file: seeds/a.txt}}\n---\n"
    wrong = review.published(draft(text))
    assert isinstance(wrong, Problem)
    assert wrong.code == "edit-by-hand"


def test_a_rejected_draft_is_remembered_by_all_its_clippings() -> None:
    known = {
        "seeds/a.txt": Record(id="a1", sha256="ab"),
        "seeds/copy.txt": Record(id="a1", sha256="ab", duplicate_of="b2"),
        "seeds/b.txt": Record(id="b2", sha256="cd"),
    }
    after = review.rejected(draft(), known)
    assert {key for key, record in after.items() if record.rejected} == {"seeds/a.txt", "seeds/copy.txt"}
    assert after["seeds/b.txt"] == known["seeds/b.txt"]
    assert review.rejected(draft(), {}) == {"seeds/a.txt": Record(id="a1", sha256="ab", rejected=True)}


def test_what_is_published_is_an_article_without_mistakes() -> None:
    text = review.published(draft())
    assert isinstance(text, str)
    article, problems = content.parse(text, PATH, make.config())
    assert article is not None
    assert (article.draft, article.duplicate_of, problems) == (False, "", ())
