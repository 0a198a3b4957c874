"""HTML that browsers put up with becomes HTML as it is defined, and says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping import markup
from kliping.conformance import conforming
from kliping.problems import Span
from tests.standards import judges


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("<li>a</li><li>b</li>", "<div>a</div><div>b</div>"),
        ("<blockquote><li>a</li></blockquote>", "<blockquote><div>a</div></blockquote>"),
        ("<ul><p>a</p><li>b</li></ul>", "<ul><li><p>a</p></li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>"),
        ("<ol>a<li>b</li></ol>", "<ol><li>a</li><li>b</li></ol>"),
        ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>"),
        ('<ol><li value="3">a</li></ol>', '<ol><li value="3">a</li></ol>'),
        ('<h2><figure>a<img alt="b"></figure></h2>', '<h2>a<img alt="b"></h2>'),
        ("<b><p>a</p>b</b>", "<p>a</p>b"),
        ("<em><p>a</p>b</em>", "<p>a</p>b"),
        ("<p>a</p><h2>b</h2>\n<h2> </h2>\n<ul>\n<li>c</li>\n</ul>", "<p>a</p><h2>b</h2>\n<ul>\n<li>c</li>\n</ul>"),
        ("<dt>a</dt>", "<div>a</div>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a</dt><dd>b</dd></div></dl>"),
        ('<ul><li value="3">a</li></ul>', "<ul><li>a</li></ul>"),
        ('<p><img src="a"></p>', '<p><img alt="" src="a"></p>'),
    ],
)
def test_entries_stand_in_lists_and_headings_hold_no_blocks(html: str, whole: str) -> None:
    assert conforming(html) == whole


@pytest.mark.parametrize(
    ("levels", "moved"),
    [
        ([3, 3, 4, 2], [2, 2, 3, 2]),
        ([2, 4, 4, 6, 3], [2, 3, 3, 4, 3]),
        ([6, 2, 6], [2, 2, 3]),
        ([2, 3, 4, 5, 6], [2, 3, 4, 5, 6]),
    ],
)
def test_no_heading_skips_a_level(levels: list[int], moved: list[int]) -> None:
    def written(numbers: list[int]) -> str:
        return "\n".join(f"<h{number}>x</h{number}>" for number in numbers)

    assert conforming(written(levels)) == written(moved)


def test_a_heading_that_says_nothing_goes() -> None:
    assert conforming("<p>a</p>\n<h2> </h2>\n<h4><b></b></h4>\n<h3>b</h3>") == "<p>a</p>\n<h2>b</h2>"
    assert conforming('<h3><img alt="" src="a"></h3>') == '<p><img alt="" src="a"></p>\n'
    assert conforming('<h3><img alt="b" src="a"></h3>') == '<h2><img alt="b" src="a"></h2>'


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "[](https://a.example/?a=1&b=2)",
            '<a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>',
        ),
        ("*[](/about)*", '<em><a href="/about">/about</a></em>'),
        ('<a href="/x"> <b></b></a>', '<a href="/x">/x <b></b></a>'),
        ("[&nbsp;](#x)", '<a href="#x">#x&nbsp;</a>'),
        ("[![](p.jpg)](/x)", '<a href="/x"><img alt="/x" src="p.jpg"></a>'),
        ("[![words](p.jpg)](/x)", '<a href="/x"><img alt="words" src="p.jpg"></a>'),
        ("[]() [![](p.jpg)]()", ' <img alt="" src="p.jpg">'),
        ("<a>x</a> [y](/x)", '<a>x</a> <a href="/x">y</a>'),
    ],
)
def test_a_link_without_words_shows_where_it_leads(text: str, whole: str) -> None:
    assert markup.to_html(text, Span(path="a.md")) == f"<p>{whole}</p>"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://a.example/x|y", "https://a.example/x%7Cy"),
        ("https://a.example/?q[]=1&r={2}", "https://a.example/?q%5B%5D=1&amp;r=%7B2%7D"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%20x", "https://a.example/%20x"),
        ("https://a.example/?a\\b", "https://a.example/?a%5Cb"),
        ("https://a.example/#b#c", "https://a.example/#b%23c"),
        ("https://bank.example@evil.example/x", "https://evil.example/x"),
        ("https://[::1]/x", "https://[::1]/x"),
    ],
)
def test_an_address_holds_what_addresses_may(address: str, whole: str) -> None:
    assert markup.to_html(f'<a href="{address}">x</a>', Span(path="a.md")) == f'<p><a href="{whole}">x</a></p>'


TAGS = st.sampled_from("ul ol li p h2 h3 h4 figure blockquote b div".split())
PIECES = st.recursive(
    st.sampled_from(["kata", " ", "<img src=a>", "<br>"]),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=12,
)
HTML = st.lists(PIECES, min_size=1, max_size=4).map("".join)


@given(HTML)
def test_it_says_the_same_and_once_is_enough(text: str) -> None:
    safe = markup.converted(f"<div>{text}</div>", Span(path="a.md"))
    assert isinstance(safe, str)
    assert conforming(safe) == safe
    assert safe.count("kata") == text.count("kata")


def test_the_nu_html_checker_has_nothing_to_say_of_many_odd_texts(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("odd")

    @given(HTML)
    def write(text: str) -> None:
        safe = markup.converted(f"<div>{text}</div>", Span(path="a.md"))
        page = f'<!doctype html><html lang="id"><meta charset="utf-8"><title>x</title><h1>x</h1>{safe}</html>'
        (folder / f"{len(list(folder.iterdir()))}.html").write_text(page, "utf-8")

    write()
    assert len(list(folder.iterdir())) >= 50
    assert judges.nu_messages(folder) == []
