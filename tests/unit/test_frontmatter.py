"""Front matter: YAML by events, its caps, the places of its problems, and back to YAML."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml

from kliping import frontmatter
from kliping.frontmatter import Table
from kliping.problems import Problem


def read(text: str, first_line: int = 1) -> Any:
    """What a YAML text says, as plain values."""
    table, problems = frontmatter.read(text, "a.md", first_line)
    assert problems == ()
    assert table is not None
    return frontmatter.plain(table)


def problem_of(text: str, first_line: int = 1) -> Problem:
    table, problems = frontmatter.read(text, "a.md", first_line)
    assert table is None
    (problem,) = problems
    return problem


def place_of(problem: Problem) -> tuple[str, int, int]:
    return problem.code, problem.span.line, problem.span.column


# --- Where the front matter ends ---------------------------------------------------------------------------------


def test_a_file_is_parted_at_the_two_fences() -> None:
    parts = frontmatter.split("---\ntitle: a\n---\n\nBody\n---\nmore\n")
    assert parts is not None
    assert (parts.front, parts.front_line, parts.body, parts.body_line) == ("title: a\n", 2, "\nBody\n---\nmore\n", 4)


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: a\n---\nb", "---\r\ntitle: a\r\n---\r\nb", "\ufeff---\ntitle: a\n---\nb", "---  \ntitle: a\n...\nb"],
)
def test_line_ends_a_byte_order_mark_and_trailing_spaces_do_not_matter(text: str) -> None:
    parts = frontmatter.split(text)
    assert parts is not None
    assert parts.front.strip() == "title: a"
    assert parts.body == "b"


def test_front_matter_may_be_empty_and_so_may_the_body() -> None:
    parts = frontmatter.split("---\n---")
    assert parts is not None
    assert (parts.front, parts.body) == ("", "")


@pytest.mark.parametrize("text", ["", "Body", "--- \ntitle: a\n", "----\ntitle: a\n---\n", "\n---\ntitle: a\n---\n"])
def test_a_file_that_does_not_begin_with_a_closed_fence_has_none(text: str) -> None:
    assert frontmatter.split(text) is None


def test_an_indented_line_of_hyphens_ends_nothing() -> None:
    parts = frontmatter.split("---\nnote: |\n  a\n  ---\n  b\n---\nBody")
    assert parts is not None
    assert parts.front == "note: |\n  a\n  ---\n  b\n"


# --- What it says ------------------------------------------------------------------------------------------------


def test_scalars_stay_the_text_that_was_written() -> None:
    text = "a: no\nb: 017\nc: 1:30\nd: 2024-12-04\ne: 1e3\nf: 0x10\ng: ~\nh: yes\ni: .inf\n"
    assert read(text) == {
        "a": "no",
        "b": "017",
        "c": "1:30",
        "d": "2024-12-04",
        "e": "1e3",
        "f": "0x10",
        "g": "~",
        "h": "yes",
        "i": ".inf",
    }


def test_lists_and_groups_are_read_in_both_styles() -> None:
    assert read("tags: [a, b]\nsource: {name: c}\nmore:\n  - d\n  - e: f\n") == {
        "tags": ["a", "b"],
        "source": {"name": "c"},
        "more": ["d", {"e": "f"}],
    }


def test_every_value_knows_its_place() -> None:
    table, _ = frontmatter.read("title: a\nkota: été\n", "a.md", 2)
    assert table is not None
    span = table.values["kota"].span
    assert (span.path, span.line, span.column, span.length) == ("a.md", 3, 7, 3)
    assert table.keys["kota"].span.column == 1


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "~"[:0]])
def test_an_empty_text_is_an_empty_mapping(text: str) -> None:
    assert read(text) == {}


def test_quotes_and_blocks_are_told_from_plain_text() -> None:
    table, _ = frontmatter.read('a: x\nb: "x"\nc: |\n  x\n', "a.md")
    assert table is not None
    assert [getattr(table.values[key], "plain", None) for key in "abc"] == [True, False, False]


def test_read_yaml_answers_any_kind_of_value() -> None:
    assert frontmatter.read_yaml("- a\n- b\n", "x.yaml") == (["a", "b"], ())
    assert frontmatter.read_yaml("a: [", "x.yaml")[0] is None


# --- What it refuses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? "])
def test_hostile_nesting_is_an_error_and_no_crash(nest: str) -> None:
    assert problem_of(nest * (50_000 // len(nest))).code == "yaml-too-deep"


def test_twenty_deep_is_read_and_deeper_is_not() -> None:
    nested: Any = "x"
    for _ in range(19):
        nested = [nested]
    assert read("a: " + "[" * 19 + "x" + "]" * 19) == {"a": nested}
    assert place_of(problem_of("a: " + "[" * 20 + "x" + "]" * 20)) == ("yaml-too-deep", 1, 24)


def test_more_than_64_kilobytes_are_not_read() -> None:
    problem = problem_of("a: " + "x" * 65_536, first_line=2)
    assert (problem.code, problem.span.line) == ("yaml-too-long", 2)
    assert read("a: " + "x" * (65_536 - 3))["a"].startswith("xxx")


def test_an_alias_bomb_is_defused_at_its_first_anchor() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))
    assert place_of(problem_of(bomb)) == ("yaml-alias", 1, 4)


def test_a_merge_bomb_is_defused() -> None:
    assert place_of(problem_of("a: 1\nb:\n  <<: *a\n")) == ("yaml-alias", 3, 7)


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system [x]", "!!binary aGk=", "!mine x", "!!str x"])
def test_tags_are_refused(value: str) -> None:
    assert place_of(problem_of(f"title: {value}\n", first_line=2)) == ("yaml-tag", 2, 8)


def test_a_key_given_twice_is_told_with_both_places() -> None:
    problem = problem_of("title: a\ndate: b\ntitle: c\n", first_line=2)
    assert place_of(problem) == ("key-duplicate", 4, 1)
    assert "line 2" in problem.hint
    assert problem.excerpt == "title: c"


def test_all_duplicate_keys_are_told_at_once_nested_ones_too() -> None:
    _, problems = frontmatter.read("a: 1\na: 2\nb: {c: 1, c: 2}\n", "a.md")
    assert [place_of(problem) for problem in problems] == [("key-duplicate", 2, 1), ("key-duplicate", 3, 11)]


def test_a_key_must_be_a_word() -> None:
    assert place_of(problem_of("a: 1\n? [b, c]\n: d\n")) == ("yaml-key", 2, 3)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "'title: a'\n"])
def test_what_is_no_mapping_is_told_so(text: str) -> None:
    assert place_of(problem_of(text, first_line=2)) == ("yaml-not-a-mapping", 2, 1)


def test_a_second_document_is_refused() -> None:
    problem = problem_of("a: 1\n--- \nb: 2\n")
    assert (problem.code, problem.span.line) == ("yaml-two-documents", 2)


def test_broken_yaml_is_told_with_its_line_and_column() -> None:
    problem = problem_of("title: Banjir: air naik\n", first_line=2)
    assert place_of(problem) == ("yaml-syntax", 2, 14)
    assert problem.excerpt == "title: Banjir: air naik"
    assert "quotes" in problem.hint


def test_a_tab_for_indentation_is_told_on_its_line() -> None:
    assert problem_of("a:\n\tb: 1\n").span.line == 2


def test_a_control_character_is_found_where_it_stands_whatever_stands_before_it() -> None:
    problem = problem_of("title: kéé\nkota: été\x07x\n", first_line=2)
    assert place_of(problem) == ("yaml-syntax", 3, 10)


def test_a_lone_surrogate_does_not_stop_the_reader() -> None:
    assert read("a: x\ud800y\n") == {"a": "x?y"}


# --- Writing -----------------------------------------------------------------------------------------------------


def test_what_is_written_is_readable_by_people() -> None:
    written = frontmatter.write(
        {
            "title": "Pasar: buka",
            "date": date(2020, 10, 5),
            "at": datetime(2020, 10, 5, 7, 30, tzinfo=UTC),
            "tags": ["satu", "دوم"],
            "source": {"name": "Contoh Harian"},
            "draft": True,
            "summary": "kata " * 30 + "akhir",
        }
    )
    assert written == (
        "title: 'Pasar: buka'\n"
        "date: 2020-10-05\n"
        "at: 2020-10-05 07:30:00+00:00\n"
        "tags:\n"
        "  - satu\n"
        "  - دوم\n"
        "source:\n"
        "  name: Contoh Harian\n"
        "draft: true\n"
        "summary: >-\n"
        "  kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata\n"
        "  kata kata kata kata kata kata kata kata kata kata akhir\n"
    )


@pytest.mark.parametrize(
    "text", ["no", "017", "1:30", "2024-12-04", "~", "", "null", "=", "<<", "1_000", "0x1F", ".nan"]
)
def test_a_text_that_other_readers_would_take_for_something_else_is_quoted(text: str) -> None:
    assert yaml.safe_load(frontmatter.write({"a": text})) == {"a": text}
    table = frontmatter.read(frontmatter.write({"a": text}), "a.md")[0]
    assert isinstance(table, Table)
    assert not getattr(table.values["a"], "plain", True)


def test_a_value_that_comes_twice_is_written_out_twice() -> None:
    tags = ["a"]
    assert frontmatter.write({"a": tags, "b": tags}) == "a:\n  - a\nb:\n  - a\n"


def test_a_key_given_twice_is_told_beside_what_ends_the_reading() -> None:
    table, problems = frontmatter.read("a: 1\na: 2\nb: c: d\n", "a.md")
    assert table is None
    assert [place_of(problem) for problem in problems] == [("key-duplicate", 2, 1), ("yaml-syntax", 3, 5)]
