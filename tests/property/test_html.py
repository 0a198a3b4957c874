"""Whatever an article's HTML is made of, the Markdown made of it shows the same text, in the same order."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from kliping import markup
from kliping.cleaning import html
from kliping.problems import Span

# Signs that act in Markdown, and words that do not.
_SIGNS = st.sampled_from(
    ["kata", "air", "*", "**", "_", "`", "``", "[", "]", "](", "!", "![", "<", ">", "&", "&amp;", "#", "-", "+", "1.",
     "|", "\\", ":", "~~~", "```", "---", "http://x.test/", "(", ")", "!", " ", " ", "\n", "\xa0", "café", "فعل", "。"]
)  # fmt: skip
_TEXTS = st.lists(_SIGNS, min_size=1, max_size=8).map("".join).map(lambda text: escape(text, quote=False))


def _wrapped(*tags: str) -> "st.SearchStrategy[tuple[str, str]]":
    return st.sampled_from([(f"<{tag}>", f"</{tag.split()[0]}>") for tag in tags])


def _inside(texts: "st.SearchStrategy[str]", *tags: str) -> "st.SearchStrategy[str]":
    parts = st.tuples(_wrapped(*tags), st.lists(texts, min_size=1, max_size=3).map("".join))
    return parts.map(lambda pair: f"{pair[0][0]}{pair[1]}{pair[0][1]}")


_INLINE = st.recursive(
    _TEXTS | st.just("<br>"),
    lambda inner: _inside(inner, "b", "em", "i", "strong", "span", "sup", 'a href="https://contoh.example/a(b)_c_"'),
    max_leaves=8,
)
_BLOCKS = st.recursive(
    _inside(_INLINE, "p", "h2", "h3", "div", "figcaption", "li"),
    lambda inner: _inside(inner, "div", "ul", "ol", "blockquote", "section", "li"),
    max_leaves=8,
)
_CELLS = _inside(_INLINE, "td", "th")
_TABLES = st.lists(st.lists(_CELLS, min_size=2, max_size=2).map("".join), min_size=2, max_size=3).map(
    lambda rows: "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
)


def words(text: str) -> str:
    """A text without its white space, which paragraphs and cells have in their own places."""
    return "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_BLOCKS | _TABLES | _INLINE, max_size=4).map("".join))
def test_no_character_is_lost_added_or_moved(given_html: str) -> None:
    from lxml.html import document_fromstring

    if not given_html.strip():
        return
    made = html.to_markdown(given_html, "https://contoh.example/")
    assert made is not None
    shown = markup.to_html(made, Span(path="x"))
    assert isinstance(shown, str)
    expected = "".join(document_fromstring(markup.legal(given_html)).itertext())
    assert words(markup.to_text(shown)) == words(expected)
