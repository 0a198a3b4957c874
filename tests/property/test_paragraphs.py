"""The short way from Markdown to HTML gives what the long one gives, to the byte."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kliping import markup, paragraphs
from kliping.cleaning import escape
from kliping.conformance import conforming
from kliping.problems import Span

SPAN = Span(path="content/sample.md")
SIGNS = [*"\\`*_{}[]()>#+-.!|~:=<&;\"'@/\t\x02\x85\xa0\u2028\ufeff", "](", "[^1]", "&amp;", "AT&T", "---", "~~~", "1)"]
WORDS = st.sampled_from(["Air", "naik", "2020.", "1.000", "élan", "水位", "الماء", "http://a.example/b_c", "#1", "C++"])
SIGNED = st.tuples(WORDS, st.sampled_from(SIGNS), st.booleans()).map(
    lambda made: f"{made[0]}{made[1]}" if made[2] else f"{made[1]}{made[0]}"
)
PLAIN = st.lists(WORDS | WORDS | WORDS | SIGNED | st.text(max_size=3), min_size=1, max_size=8).map(" ".join)
BLOCKS = (
    PLAIN.map(escape.markdown)
    | PLAIN.map(lambda text: f"## {escape.heading(text)}")
    | PLAIN
    | st.tuples(st.integers(1, 7), PLAIN).map(lambda made: f"{'#' * made[0]} {made[1]}")
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(["", "\n", "\n\n", " "]))
def test_the_short_way_ends_where_the_long_one_does(text: str, end: str) -> None:
    short = paragraphs.to_html(text + end)
    assert short is None or conforming(short) == markup.converted(text + end, SPAN)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join).map(escape.markdown))
def test_words_that_were_escaped_go_the_short_way(text: str) -> None:
    assume(text.strip() == text)
    assert paragraphs.to_html(f"{text}\n\n{text}\n") is not None
