"""Whatever a page holds, its Markdown says the same, runs nothing, and links to whole addresses only."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from kliping import markup, safe_html
from kliping.model import Config
from kliping.pages import body_text
from kliping.pages.blocks import make_plain, shown
from kliping.pages.inline import Context
from kliping.pages.markdown import to_markdown
from kliping.problems import Problem, Span
from kliping.seeds import page

CONFIG = Config(title="Contoh", base_url="https://example.org/")
BASE = "https://sample.test/a/"

SIGNS = st.sampled_from(
    "kata * ** _a_ `x` [b] (c) 1. 2020. # - + > | a|b &lt;g> &amp; &amp;lt; \\ \\* http://x.y/z ~~~ --- === : ![i](j) "
    "[k]: [^1] *m*n* __o__ ``` a@b.c &lt;a@b.c&gt;".split()
)
TEXTS = st.lists(SIGNS, min_size=1, max_size=4).map(" ".join)
INLINES = st.recursive(
    TEXTS | st.just("<br>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["b", "i", "em", "code", "span", "a href='/x(1)'", "a href='javascript:x'", "p onclick='x()'"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h3", "pre", "div"]), INLINES),
    lambda inner: st.builds(
        lambda wrap, parts: wrap[0] + wrap[1].join(parts) + wrap[2],
        st.sampled_from(
            [
                ("<ul><li>", "</li><li>", "</li></ul>"),
                ("<ol><li>", "</li><li>", "</li></ol>"),
                ("<blockquote>", "", "</blockquote>"),
                ("<table><tr><td>", "</td><td>", "</td></tr><tr><td>x</td></tr></table>"),
                ("<dl><dt>a</dt><dd>", "</dd><dd>", "</dd></dl>"),
                ("<figure>", "<img src='/i.png' onerror='x()'>", "<script>alert(1)</script></figure>"),
            ]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
PAGES = st.lists(BLOCKS, min_size=1, max_size=4).map("".join)


def without_space(text: str) -> str:
    # Cells of a table inside a list are parted by a dash.
    return re.sub(r"[\s–]+", "", text)


def converted(body: str) -> tuple[str, str]:
    """What a page shows, and its Markdown as safe HTML."""
    root = html.document_fromstring(f"<html><body>{body}</body></html>")
    make_plain(root)
    text = shown(root.find("body"))
    safe = markup.to_html(to_markdown(root.find("body"), Context(base=BASE)), Span(path="x"))
    assert isinstance(safe, str)
    return text, safe


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_markdown_says_what_the_page_shows(body: str) -> None:
    text, safe = converted(body)
    assert without_space(safe_html.to_text(safe)) == without_space(text)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_nothing_runs_and_every_link_is_whole(body: str) -> None:
    _, safe = converted(body)
    tree = html.fromstring(f"<div>{safe}</div>")
    assert not tree.xpath("//script|//iframe|//@*[starts-with(name(), 'on')]")
    for address in tree.xpath("//@href|//@src"):
        assert str(address).startswith(("https://", "http://", "mailto:"))


@settings(max_examples=60, deadline=None)
@given(PAGES, st.binary(max_size=40))
def test_any_page_is_answered(body: str, noise: bytes) -> None:
    data = b"<html><body><article>" + noise + body.encode() + b"</article>"
    found = page.parse("seeds/x.html", data, CONFIG)
    assert isinstance(found, Problem) or len(found) == 1
    assert body_text(data) == body_text(data)
