"""Safe HTML: its text, and what becomes of its addresses."""

import pytest

from kliping import markup, safe_html
from kliping.problems import Span

HOME = "https://example.org/digest/"
PAGE = f"{HOME}2020/10/05/sample/"


def html(text: str) -> str:
    converted = markup.to_html(text, Span(path="content/sample.md"))
    assert isinstance(converted, str)
    return converted


# --- Text --------------------------------------------------------------------------------------------------------


def test_text_is_on_one_line_with_its_blocks_parted() -> None:
    text = safe_html.to_text(html("# One\n\nTwo *three*four\nfive\n\n* six\n* seven"))
    assert text == "One Two threefour five six seven"


def test_text_has_its_signs_back() -> None:
    assert safe_html.to_text(html('1 < 2 & "3" > `<b>`')) == '1 < 2 & "3" > <b>'


def test_text_is_not_parted_by_signs_in_attributes() -> None:
    assert safe_html.to_text(html('one [two](a "x > y")three')) == "one twothree"


def test_text_leaves_footnote_marks_out() -> None:
    text = safe_html.to_text(html("Word[^1].\n\n[^1]: Note."))
    assert text == "Word. Note."


def test_text_keeps_its_no_break_spaces() -> None:
    assert safe_html.to_text(html("10\u00a0km")) == "10\u00a0km"


# --- Addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "whole", "path"),
    [
        ("a.jpg", f"{PAGE}a.jpg", "/digest/2020/10/05/sample/a.jpg"),
        ("../other/", f"{HOME}2020/10/05/other/", "/digest/2020/10/05/other/"),
        ("/img/a.jpg", f"{HOME}img/a.jpg", "/digest/img/a.jpg"),
        ("/", HOME, "/digest/"),
        ("?q=1", f"{PAGE}?q=1", "/digest/2020/10/05/sample/?q=1"),
        ("#fn:1", f"{PAGE}#fn:1", "#fn:1"),
        ("//example.net/a", "https://example.net/a", "//example.net/a"),
        ("https://example.net/a", "https://example.net/a", "https://example.net/a"),
        ("HTTP://example.net/a", "HTTP://example.net/a", "HTTP://example.net/a"),
        ("mailto:desk@example.net", "mailto:desk@example.net", "mailto:desk@example.net"),
    ],
)
def test_addresses_are_resolved(address: str, whole: str, path: str) -> None:
    text = html(f"[a]({address})")
    assert safe_html.resolve(text, PAGE, HOME) == f'<p><a href="{whole}">a</a></p>'
    assert safe_html.resolve(text, "/digest/2020/10/05/sample/", "/digest/") == f'<p><a href="{path}">a</a></p>'


def test_among_others_a_fragment_stays_one_on_its_page() -> None:
    text = safe_html.resolve(html("[a](b) [c](#fn:1) [d](//example.net/)"), "/x/", "/")
    assert text == '<p><a href="/x/b">a</a> <a href="#fn:1">c</a> <a href="//example.net/">d</a></p>'


def test_the_root_is_the_hosts_where_no_other_is_given() -> None:
    assert 'src="https://example.org/a.jpg"' in safe_html.resolve(html("![a](/a.jpg)"), PAGE)
    assert 'src="/a.jpg"' in safe_html.resolve(html("![a](/a.jpg)"), "/digest/x/")


def test_what_is_no_address_at_all_is_no_link() -> None:
    assert safe_html.resolve(html("[a](<//[b>)"), PAGE, HOME) == "<p><a>a</a></p>"


def test_resolving_changes_nothing_but_addresses() -> None:
    text = html("# A\n\nb[^1] ![c](/d.jpg)\n\na|b\n:-:|-\n1|2\n\n[^1]: Note.")
    resolved = safe_html.resolve(text, PAGE, HOME)
    assert resolved.replace(f"{PAGE}#", "#").replace(f"{HOME}d.jpg", "/d.jpg") == text


def test_resolving_where_there_is_nothing_to_resolve_answers_the_same_text() -> None:
    text = html("[a](https://example.org/) [b](#fn:1)")
    assert safe_html.resolve(text, "/digest/x/", "/digest/") is text
