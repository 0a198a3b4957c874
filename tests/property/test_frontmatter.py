"""What is written is read again, and nothing that is read can do harm."""

from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kliping import frontmatter

# Everything but lone surrogates, which UTF-8 cannot hold; breaks and signs far more often than by chance.
SIGNS = st.lists(
    st.sampled_from(
        ["\r\n", "  ", "kata kata", *"\n\r\t \x85\u2028\u2029\ufeff\x00\x7f🙂", *"-#:?!&*|>%@`'\"[]{},=<~\\0"]
    ),
    max_size=30,
).map("".join)
LONG = st.lists(st.one_of(SIGNS, st.sampled_from(["kata", "x" * 90, "kitab"])), max_size=25).map(" ".join)
TEXTS = st.one_of(st.text(), SIGNS, LONG)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2), max_leaves=3
)
KEYS = st.text(st.characters(categories=["Ll", "Lo", "Nd"], include_characters="-_."), min_size=1, max_size=30)


@settings(max_examples=200)
@given(st.dictionaries(KEYS, VALUES, max_size=2))
@example({"a": "x\u2028y"})
@example({"a": "\x85x"})
@example({"a": " lead " + "word " * 40})
@example({"a": " " + "x" * 100 + " y"})
@example({"a": "  two\n lines\n\n"})
@example({"a": {"b": ["\n x\n", ["\n\n"]]}})
def test_what_is_written_is_read_again(values: dict[str, Any]) -> None:
    table, problems = frontmatter.read(frontmatter.write(values), "a.md")
    assert problems == ()
    assert table is not None
    assert frontmatter.plain(table) == values


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=2))
def test_other_readers_of_yaml_read_the_same(values: dict[str, Any]) -> None:
    assert yaml.safe_load(frontmatter.write(values)) == values


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=2), st.text())
def test_front_matter_is_parted_from_any_body(values: dict[str, Any], body: str) -> None:
    front = frontmatter.write(values)
    parts = frontmatter.split(f"---\n{front}---\n{body}")
    assert parts is not None
    assert (parts.front, parts.body) == (front, body)


@settings(max_examples=200)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(list("[]{}-?:,&*!|>'\"%@#ab \n\t\x07é\ud800")), max_size=60).map("".join)
    )
)
def test_any_text_is_read_or_told_of_with_a_place(text: str) -> None:
    table, problems = frontmatter.read(text, "a.md", 2)
    assert (table is None) == bool(problems)
    assert all(problem.span.line >= 2 and problem.span.column >= 1 and problem.text for problem in problems)
