"""Escaped text renders as itself: what a clipping says is never taken for markup."""

import html
import re

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kliping.cleaning import escape

EXTENSIONS = ["tables", "footnotes", "def_list", "fenced_code"]
# Characters that mean something to Markdown come up far more often than by chance.
MARKUP = st.sampled_from([*"#*_<>[]()`\\+-=|:.!&;~^{}\"'1239٢ /", "](", "]: ", "[^", "&lt;", "&#", "  ", "http://"])
WORDS = st.sampled_from(
    ["a", "kata", "Â", "x_y", "NATO", "نص", "<b>", "</b>", "<!--", "-->", "2020.", "https://a.b/c_d"]
)
ANY = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
LINES = st.lists(st.one_of(MARKUP, WORDS, ANY), min_size=1, max_size=24).map(
    lambda parts: " ".join("".join(parts).split())
)


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


def shown(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@settings(max_examples=1500, deadline=None)
@given(LINES)
@example("2020. Tahun")
@example("٢. نص")
@example("- - -")
@example("a\\")
@example(": x")
@example("~~~")
@example("\\|")
@example("<#@<b>")
@example("[a]: http://b.c")
@example("[^1]: x")
@example("&amp; &copy; &#39;")
def test_a_paragraph_shows_exactly_its_text(text: str) -> None:
    page = rendered(escape.markdown(text))
    assert shown(page).strip() == text
    assert not text or re.fullmatch(r"<p>[^<]*</p>", page)


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, min_size=2, max_size=4))
def test_paragraphs_do_not_act_on_one_another(lines: list[str]) -> None:
    texts = [line for line in lines if line]
    page = rendered("\n\n".join(escape.markdown(text) for text in texts))
    assert [html.unescape(part) for part in re.findall(r"<p>([^<]*)</p>", page)] == texts
    assert page.count("<") == 2 * len(texts)


@settings(max_examples=400, deadline=None)
@given(LINES)
@example("C#")
@example("# a ##")
@example("a \\#")
def test_a_heading_shows_exactly_its_text(text: str) -> None:
    page = rendered(f"## {escape.heading(text)}")
    assert not text or page == f"<h2>{html.escape(text, quote=False)}</h2>" or shown(page) == text
    assert page.count("<") == 2
