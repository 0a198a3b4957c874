"""Tags in small letters below an article are known by a name that the article writes with a capital."""

import pytest

from kliping.cleaning.small_tags import are_small_tags, place_of_small_tags
from tests.unit.scrapes import dropped

ARTICLE = "Wali Kota Bentara menutup pasar ikan selama sepekan. Air di Bentara naik setinggi lutut."
TAGS = "bentara pasar ikan banjir 2021"


def test_tags_are_words_written_small_and_one_of_them_is_a_name() -> None:
    assert are_small_tags(TAGS, ARTICLE)
    assert are_small_tags("banjir-bentara bentara", ARTICLE)


@pytest.mark.parametrize(
    "line",
    [
        "pasar ikan banjir",  # no name of the article's
        "Bentara pasar ikan",
        "bentara pasar ikan.",
        "air di bentara itu naik lagi",  # a sentence, carelessly written
        "bentara, pasar, ikan",
        "",
    ],
)
def test_what_may_be_the_article_s_is_none(line: str) -> None:
    assert not are_small_tags(line, ARTICLE)


def test_a_name_that_the_article_writes_small_as_well_proves_nothing() -> None:
    assert not are_small_tags(TAGS, f"{ARTICLE} Ada pula desa bentara kecil.")


def test_tags_are_looked_for_behind_a_bracket_only() -> None:
    assert place_of_small_tags(f"{ARTICLE} (abc/def) {TAGS}") == len(f"{ARTICLE} (abc/def) ")
    assert place_of_small_tags(f"{ARTICLE} {TAGS}") is None


@pytest.mark.parametrize("closing", ["(abc/def)", "[Gambas:Video Contoh]"])
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_they_go_behind_initials_or_a_video_on_one_line_or_below_it(closing: str, between: str) -> None:
    rules = {"(abc/def)": "editor-initials", "[Gambas:Video Contoh]": "embed-label"}
    text = f"{ARTICLE}{between}{closing}{between}{TAGS}"
    assert dropped(text) == [(closing, rules[closing]), (TAGS, "tag-line")]


def test_a_last_line_in_small_letters_stays_where_nothing_closes_the_article() -> None:
    assert dropped(f"{ARTICLE}\n\n{TAGS}") == []
