"""What is written is read again, and nothing that is read can do harm."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kliping import frontmatter
from kliping.frontmatter import editing, writing

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


# What an article's keys mostly hold, and what only looks like it.
PIECES = (
    'Kata word no On null 12 1:30 1e5 0x1f 2020-10-05 +1 ~ = << - kata: #1 a, (c) "d" 5% é ي 中、 – -e ? \u2028 🙂 [ !'
)
COMMON = st.lists(st.sampled_from([*PIECES.split(" "), "x" * 60, "", "\xa0"]), max_size=30).map(" ".join)


@settings(max_examples=300)
@given(st.dictionaries(COMMON, COMMON | st.lists(COMMON, max_size=3) | st.dictionaries(COMMON, COMMON, max_size=2)))
@example({"a": datetime(2020, 10, 5, 7, tzinfo=UTC), "b": date(2020, 10, 5)})
def test_what_is_written_quickly_is_what_pyyaml_writes(values: dict[str, Any]) -> None:
    assert frontmatter.write(values) == writing.dump(values)


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=2))
def test_other_readers_of_yaml_read_the_same(values: dict[str, Any]) -> None:
    assert yaml.safe_load(frontmatter.write(values)) == values


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=2), st.text())
@example({"a": "\n"}, "")
@example({"a": {"b": ["satu\n\n"]}}, "")
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


# --- Edits -------------------------------------------------------------------------------------------------------

# How people write values: each as the lines that follow its key.
WRITTEN = st.sampled_from(
    [
        " true\n", " true  # for now\n", "\n", " # nothing yet\n", " ~\n", " satu dua\n", ' "satu: #dua"  # mine\n',
        " 'it''s'\n", " [a, b]  # c\n", " [a,\n  # in\n  b\n]\n", " {name: a, url: b}\n", "\n  - a\n  # in\n  - b\n",
        "\n- a\n- b\n", "\n  name: a\n  # in\n  url: b\n", " |\n  satu\n  # text\n\n  dua\n", " >-\n  satu\n  dua\n",
        " |+\n  satu\n\n", " satu\n  dua\n  tiga\n", ' "satu\n  dua"\n', "\n  - - a\n    - b: c\n", " []\n",
        "\n  - |\n    satu\n    dua\n", "\n  key: >\n    satu\n",
    ]
)  # fmt: skip
BETWEEN = st.sampled_from(["", "", "", "# a word\n", "\n", "# two\n# lines\n\n"])
CHANGES = st.one_of(st.none(), TEXTS, st.lists(TEXTS, max_size=3), st.booleans())
NAMES = ("draft", "tags", "title", "mood")


@settings(max_examples=300)
@given(
    written=st.lists(st.tuples(st.sampled_from(NAMES), BETWEEN, WRITTEN), unique_by=lambda one: one[0], max_size=4),
    last=BETWEEN,
    body=st.text(),
    changes=st.dictionaries(st.sampled_from(NAMES), CHANGES, max_size=2),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
@example(
    written=[("draft", "", " |+\n  satu\n\n"), ("tags", "# a word\n", " [a, b]\n")],
    last="", body="", changes={"draft": None}, line_end="\n",
)  # fmt: skip
@example(
    written=[("tags", "", " |+\n  satu\n\n"), ("draft", "", " |+\n  satu\n\n")],
    last="", body="", changes={"draft": None}, line_end="\n",
)  # fmt: skip
@example(
    written=[("title", "", " |+\n  satu\n\n"), ("draft", "", " true\n"), ("tags", "\n", " true\n")],
    last="", body="", changes={"draft": None}, line_end="\n",
)  # fmt: skip
def test_an_edit_changes_its_keys_and_not_one_byte_beside_them(
    written: list[tuple[str, str, str]], last: str, body: str, changes: dict[str, Any], line_end: str
) -> None:
    pieces = [
        (key, before.replace("\n", line_end), f"{key}:{value}".replace("\n", line_end))
        for key, before, value in written
    ]
    front = "".join(before + value for _, before, value in pieces) + last.replace("\n", line_end)
    text = f"---{line_end}{front}---{line_end}{body}"
    table, _ = frontmatter.read(front, "a.md")
    edited = frontmatter.edit(text, changes)
    if table is None:  # two of these styles side by side may be no YAML at all
        assert edited is None
        return
    assert edited is not None
    assert edited.startswith(f"---{line_end}")
    rest = edited
    for key, before, value in pieces:
        kept = before if key in changes else before + value
        assert kept.rstrip() in rest
        rest = rest[rest.index(kept.rstrip()) + len(kept.rstrip()) :]
    assert edited.endswith(f"---{line_end}{body}")
    parts, after = frontmatter.split(edited), dict(frontmatter.plain(table))
    assert parts is not None
    changed, problems = frontmatter.read(parts.front, "a.md")
    assert problems == ()
    assert changed is not None
    for key, new in changes.items():
        if new is None:
            after.pop(key, None)
        else:
            after[key] = frontmatter.read_yaml(frontmatter.write({key: new}), "a.md")[0][key]
    assert frontmatter.plain(changed) == after


@settings(max_examples=200)
@given(
    written=st.lists(st.tuples(st.sampled_from(NAMES), BETWEEN, WRITTEN), unique_by=lambda one: one[0], min_size=1),
    body=st.text(),
)
def test_a_key_that_is_taken_out_leaves_exactly_the_rest(written: list[tuple[str, str, str]], body: str) -> None:
    pieces = [(key, before, f"{key}:{value}") for key, before, value in written]
    text = "---\n" + "".join(before + value for _, before, value in pieces) + f"---\n{body}"
    gone = pieces[len(pieces) // 2]
    left = "".join(before + ("" if key == gone[0] else value) for key, before, value in pieces)
    edited = frontmatter.edit(text, {gone[0]: None})
    assert edited is not None
    expected = f"---\n{left}---\n{body}"
    if any("|+" in value for _, _, value in pieces):
        # Blank lines after a text that keeps them are part of it, so which of them stay depends on whose they were.
        edited, expected = (re.sub(r"\n\n+", "\n", each) for each in (edited, expected))
    assert edited == expected


@given(st.text())
def test_what_is_no_front_matter_is_not_edited(text: str) -> None:
    assert frontmatter.edit(text, {"draft": None}) is None or frontmatter.split(text) is not None


def test_keys_that_share_a_line_are_not_edited() -> None:
    for front in ("{draft: true, title: a}\n", "? draft\n: true\n"):
        assert frontmatter.edit(f"---\n{front}---\n", {"draft": None}) is None


def test_an_edit_that_would_change_more_than_its_keys_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "_whole_lines", lambda front, _: (0, len(front)))
    assert frontmatter.edit("---\ndraft: true\ntitle: a\n---\n", {"draft": None}) is None


def test_an_edit_of_nothing_is_nothing() -> None:
    text = "---\ntitle: a  # mine\n---\nBody.\n"
    assert frontmatter.edit(text, {}) == text
    assert frontmatter.edit(text, {"draft": None}) == text
