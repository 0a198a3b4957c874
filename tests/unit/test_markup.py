"""Markup: what an editor may write, and what never comes through."""

import subprocess
import sys

import pytest

from kliping import characters, markup, safe_html
from kliping.problems import Problem, Span
from kliping.rendering.work import TooTangledError, Work

SPAN = Span(path="content/sample.md", line=7)


def html(text: str, prefix: str = "") -> str:
    converted = markup.to_html(text, SPAN, prefix=prefix)
    assert isinstance(converted, str)
    return converted


# --- What an editor may write ------------------------------------------------------------------------------------


def test_a_paragraph_is_a_paragraph() -> None:
    assert html("Plain *and* **strong**.") == "<p>Plain <em>and</em> <strong>strong</strong>.</p>"


def test_nothing_is_nothing() -> None:
    assert html(" \n") == ""


def test_quotation_marks_stay_as_they_were_written() -> None:
    assert html("\"straight\" -- and 'single'...") == "<p>\"straight\" -- and 'single'...</p>"


def test_headings_make_way_for_the_title_of_the_page() -> None:
    assert html("# One\n\n## Two\n\n###### Six") == "<h2>One</h2>\n<h3>Two</h3>\n<h4>Six</h4>"


def test_headings_that_begin_below_the_title_stay() -> None:
    assert html("## Two\n\n### Three") == "<h2>Two</h2>\n<h3>Three</h3>"


def test_a_heading_written_in_html_makes_way_too() -> None:
    assert html('<h1 class="big">One</h1>') == "<h2>One</h2>"


def test_code_that_speaks_of_headings_is_left_alone() -> None:
    assert html("`<h1>`") == "<p><code>&lt;h1&gt;</code></p>"


def test_a_list_begins_with_its_number() -> None:
    assert html("3. c\n4. d") == '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'
    assert html("1. a\n2. b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"


def test_a_table_aligns_its_cells_by_class() -> None:
    table = html("a|b|c\n:-|:-:|-:\n1|2|3")
    assert '<th class="align-left">a</th>\n<th class="align-center">b</th>\n<th class="align-right">c</th>' in table
    assert "style" not in table


def test_a_definition_list_is_one() -> None:
    assert html("Term\n:   Meaning") == "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"


def test_fenced_code_keeps_its_signs_and_has_no_class() -> None:
    assert html('```python\nx = "<b>"\n```') == '<pre><code>x = "&lt;b&gt;"\n</code></pre>'


def test_a_footnote_and_its_mark_lead_to_each_other() -> None:
    text = html("Word[^a].\n\n[^a]: Note.")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in text
    assert '<li id="fn:a">' in text
    assert '<a class="footnote-backref" href="#fnref:a">\u21a9\ufe0e</a>' in text
    assert '<div class="footnote">' in text


def test_a_footnote_named_with_words_has_an_id_without_spaces() -> None:
    text = html("Word[^see also].\n\n[^see also]: Note.")
    assert 'href="#fn:see-also"' in text
    assert 'id="fn:see-also"' in text


def test_two_texts_on_one_page_do_not_share_ids() -> None:
    text = html("Word[^1] and[^1].\n\n[^1]: Note.", prefix="note-")
    for expected in ('id="fn:note-1"', 'href="#fn:note-1"', 'id="fnref:note-1"', 'id="fnref2:note-1"'):
        assert expected in text
    assert ":1" not in text


def test_a_text_that_had_to_be_cleaned_twice_has_its_prefix_once() -> None:
    text = html("Word&#1;[^1].\n\n[^1]: Note.", prefix="note-")
    assert 'id="fn:note-1"' in text


def test_footnotes_of_one_text_are_not_those_of_the_next() -> None:
    html("Word[^1].\n\n[^1]: Note.\n\n[link]: https://example.org/")
    assert html("Word[^1] and [link].") == "<p>Word[^1] and [link].</p>"


def test_a_language_and_direction_may_be_given() -> None:
    assert html('<p lang="ar" dir="rtl">خبر</p>') == '<p lang="ar" dir="rtl">خبر</p>'
    assert html('<p lang="a b" dir="up">x</p>') == "<p>x</p>"


def test_a_link_keeps_its_credit_and_its_title() -> None:
    assert (
        html('[a](https://example.org/?b=1&c "T")') == '<p><a href="https://example.org/?b=1&amp;c" title="T">a</a></p>'
    )


# --- What never comes through ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("word <script>steal()</script>", "<p>word </p>"),
        ("word <style>p { display: none }</style>", "<p>word </p>"),
        ('<p onclick="steal()" style="color: red" class="big" id="top">word</p>', "<p>word</p>"),
        ("[word](javascript:steal())", "<p><a>word</a></p>"),
        ("[word](JaVaScRiPt:steal())", "<p><a>word</a></p>"),
        ('<a href="java&#9;script:steal()">word</a>', "<p><a>word</a></p>"),
        ('<a href="java&#1;script:steal()">word</a>', "<p><a>word</a></p>"),
        ('<a href="&#1;javascript:steal()">word</a>', "<p><a>word</a></p>"),
        ("[word](<\u00a0javascript:steal()>)", "<p><a>word</a></p>"),
        ("[word](data:text/html,steal)", "<p><a>word</a></p>"),
        ("[word](vbscript:steal)", "<p><a>word</a></p>"),
        ("![word](data:image/svg+xml,steal)", "<p>word</p>"),
        ('<img src=x onerror="steal()" alt="word">', '<p><img src="x" alt="word"></p>'),
        ('word <iframe src="https://example.net/"></iframe>', "<p>word </p>"),
        ('<form action="https://example.net/"><input name="q"><b>word</b></form>', "<b>word</b>"),
        ('word <meta http-equiv="refresh" content="0; url=https://example.net/">', "<p>word </p>"),
        ('<base href="https://example.net/">word', "<p>word</p>"),
        ('word <svg onload="steal()"><circle r="1"/></svg>', "<p>word </p>"),
        ('<a href="/x" target="_blank" ping="https://example.net/">word</a>', '<p><a href="/x">word</a></p>'),
        ("word<!-- secret -->", "<p>word</p>"),
        ("word <object data=steal></object><embed src=steal>", "<p>word </p>"),
        ('<p background="javascript:steal()">word</p>', "<p>word</p>"),
    ],
)
def test_only_what_is_named_comes_through(text: str, safe: str) -> None:
    assert html(text) == safe


def test_a_no_break_space_before_a_scheme_does_not_bring_it_back() -> None:
    # Not a scheme to a browser as long as the space stands there; so nothing may take it out.
    assert html('<a href="&nbsp;javascript:x">word</a>') == '<p><a href="&nbsp;javascript:x">word</a></p>'


def test_no_id_but_a_footnotes_comes_through() -> None:
    assert html('<ul id="masthead"><li id="fn:1">x</li></ul>') == '<ul><li id="fn:1">x</li></ul>'


def test_no_class_but_those_named_comes_through() -> None:
    table = html('<table><tr><td class="align-left masthead">x</td><td class="masthead">y</td></tr></table>')
    assert '<td class="align-left">x</td><td>y</td>' in table


def test_spaces_in_an_address_are_escaped() -> None:
    assert html("[a](<b c.html>)") == '<p><a href="b%20c.html">a</a></p>'


def test_line_ends_and_spaces_around_an_address_are_no_part_of_it() -> None:
    assert html('<a href=" b.h&#10;tml ">a</a>') == '<p><a href="b.html">a</a></p>'


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    assert html("a\x01b\x0bc\ud800d\ufffee") == "<p>ab cde</p>"
    assert html("a&#1;b&#x1F;c") == "<p>ab c</p>"


def test_a_separator_among_them_becomes_a_space() -> None:
    assert characters.legal("one\x0btwo\x00three\x85four\tfive\n") == "one twothree four\tfive\n"


# --- What is never lost ------------------------------------------------------------------------------------------

OPENERS = (
    "<style> <script> <STYLE media='all'> <script/> <template> <textarea> <title> <svg> <math> <math><mi> <noscript> "
    "<iframe> <xmp> <plaintext> <noembed> <noframes> <select> <select><option> <object> <!-- <!doctype <! <? "
    '<![CDATA[ </ <div\ttitle="x> <svg><style> <math><annotation-xml> <table><colgroup> <table><template> <frameset>'
).split(" ")


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("form", ["{} Hujan reda.", "Kata {} Hujan reda.", '{}\n\nHujan reda.\n\n> Kata "satu" > dua.'])
def test_nothing_that_is_not_closed_takes_the_text_along(opener: str, form: str) -> None:
    assert "Hujan reda." in safe_html.to_text(html(form.format(opener)))


@pytest.mark.parametrize("name", ["template", "textarea", "title", "svg", "math", "noscript", "iframe", "xmp"])
def test_text_inside_an_element_that_is_not_let_through_stays(name: str) -> None:
    assert html(f"Kata <{name}>hujan *reda*</{name}> lagi.") == "<p>Kata hujan <em>reda</em> lagi.</p>"


@pytest.mark.parametrize(
    "closed",
    ["<script>steal()</script>", "<STYLE>p { color: red }</style\t>", "<!-- secret -->", "<!doctype html>"],
)
def test_what_is_closed_and_no_text_goes_whole(closed: str) -> None:
    assert "".join(html(f"<p>Kata</p>{closed}<p>lagi</p>").split()) == "<p>Kata</p><p>lagi</p>"


def test_an_unclosed_script_does_not_hide_a_closed_style() -> None:
    assert html("<div><script>Satu <style>p {}</style> dua</div>") == "<div>Satu  dua</div>"


def test_a_quotation_mark_that_is_forgotten_does_not_make_an_address_of_the_rest() -> None:
    text = html('[a](b "c (d) e. Hujan *reda*.')
    assert text == '<p>[a](b "c (d) e. Hujan <em>reda</em>.</p>'


# --- What cannot be converted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["* " * 600 + "a", "> " * 600 + "a", "> " * 120 + "a", "<div>" * 150, "<i></b>" * 150])
def test_what_nests_too_deep_is_a_problem_with_its_place(text: str) -> None:
    problem = markup.to_html(text, SPAN)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span, problem.is_error) == ("markup-too-deep", SPAN, True)
    assert problem.hint


# Each was minutes or more, since its length counted twice.
TANGLED = {
    "links without an end": "[a](" * 20_000,
    "addresses with one quotation mark": '[a](b"' * 20_000,
    "pictures without an end": "![a](" * 20_000,
    "headings without blank lines": "# a\n" * 20_000,
    "underlined headings": "a\n=\n" * 20_000,
    "a heading of signs": "#" * 200_000 + "a",
    "fences without an end": "```a\n" * 100_000,
    "ends of tags without an end": "</a" * 200_000,
    "instructions without an end": "\n<?" * 200_000,
    "quoted tags": '<a b="<a " ' * 50_000,
    "code of every length": " ".join("`" * length for length in range(1, 600)),
    "entities in one line": "&amp;" * 100_000,
    "code in one line": "`a` " * 80_000,
    "one footnote": "[^1]" * 10_000 + "\n\n[^1]: a",
}


def test_the_steps_that_a_text_takes_are_counted() -> None:
    work = Work()
    work.begin(1_000)
    work.spend(work.left)
    with pytest.raises(TooTangledError):
        work.spend(1)


@pytest.mark.parametrize("text", TANGLED.values(), ids=TANGLED)
def test_what_needs_more_work_than_its_length_explains_is_a_problem_with_its_place(text: str) -> None:
    problem = markup.to_html(text, SPAN)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span, problem.is_error) == ("markup-too-tangled", SPAN, True)
    assert problem.hint


@pytest.mark.parametrize(
    "signs", ["[", "[a", "[![", "![", "<![CDATA[", "<!--", "<a ", "a <b\n", "[^", "<http://a", "]", "*a "]
)
def test_signs_that_mean_nothing_are_text_however_many_they_are(signs: str) -> None:
    assert safe_html.to_text(html(signs * 10_000)).startswith(signs.strip())


def test_brackets_that_nest_too_deep_are_a_problem() -> None:
    problem = markup.to_html("[" * 5000 + "]" * 5000, SPAN)
    assert isinstance(problem, Problem)
    assert problem.code == "markup-too-deep"


def test_what_is_refused_does_not_depend_on_what_came_before() -> None:
    markup._markdown.cache_clear()
    text = "[a](b (c " * 480
    alone = markup.to_html(text, SPAN)
    assert markup.to_html(text, SPAN) == markup.to_html(text, SPAN) == alone


@pytest.mark.parametrize(
    ("part", "times"),
    [
        ('Hujan *reda* di [kota](https://example.org/a) itu, kata `warga` & "camat" (lihat di bawah).\n\n', 3000),
        ("Hujan reda di kota itu.\n", 10_000),
        ("* satu\n", 5000),
        ("> satu\n\n", 3000),
        ("    satu\n\n", 3000),
        ("## Judul\nHujan reda.\n\n", 3000),
        ("```\nsatu\n```\n\n", 1000),
        ('<p class="a">satu</p>\n\n', 1000),
        ("a\n:   b\n\n", 2000),
    ],
)
def test_long_texts_that_people_write_are_converted(part: str, times: int) -> None:
    assert html(part * times)


def test_long_tables_and_many_footnotes_are_converted() -> None:
    assert html("a|b\n-|-\n" + "c|d\n" * 5000).count("<tr>") == 5001
    notes = "".join(f"Kata[^{n}].\n\n[^{n}]: Catatan.\n\n" for n in range(1000))
    assert html(notes).count('class="footnote-ref"') == 1000


def test_a_footnote_that_is_long_belongs_together_wherever_it_stands() -> None:
    before = "Kata.\n\n" * 499
    text = html(f"{before}[^1]: Satu.\n\n    Dua.\n\n    Tiga.\n\nAkhir[^1].")
    assert "<p>Satu.</p>\n<p>Dua.</p>\n<p>Tiga." in text


def test_depth_does_not_depend_on_how_deep_the_caller_stands() -> None:
    def deeper(frames: int) -> str | Problem:
        return deeper(frames - 1) if frames else markup.to_html("> " * 110 + "a", SPAN)

    assert deeper(0) == deeper(300)


def test_many_elements_side_by_side_are_not_deep() -> None:
    assert html("<p>a<br>\n\n" * 300).count("<br>") == 300
    assert html("* a\n" * 300).count("<li>") == 300


def test_after_a_problem_the_next_text_is_converted_as_ever() -> None:
    before = html("* a\n* b")
    markup.to_html("* " * 600 + "a", SPAN)
    assert html("* a\n* b") == before


def test_whatever_markdown_trips_over_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*texts: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(type(markup._markdown()), "convert", stumble)
    problem = markup.to_html("`a`", SPAN)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span) == ("markup-failed", SPAN)
    assert "ZeroDivisionError" in problem.text


def test_a_build_with_nothing_to_convert_loads_neither_markdown_nor_nh3() -> None:
    code = "import sys, kliping.markup; print({'markdown', 'nh3'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("text", ["Generic List<String> and Vec<u8>", "a mail from <John Smith> wrote"])
def test_what_only_looks_like_a_tag_is_shown(text: str) -> None:
    assert safe_html.to_text(html(text)) == text


def test_tags_that_are_not_let_through_are_not_shown() -> None:
    assert html("a <font>b</font> <x-card>c</x-card> <svg><g><path d='M0'></path></g></svg>") == "<p>a b c </p>"


def test_a_list_keeps_its_numbers() -> None:
    listed = '<ol reversed type="a" start="5"><li>a</li></ol>'
    assert set(html(listed).partition(">")[0].split()) == {"<ol", 'reversed=""', 'type="a"', 'start="5"'}


@pytest.mark.parametrize("gap", [" " * 500, "\t" * 500, " \t" * 250])
def test_a_text_with_a_long_gap_may_keep_markdown_busy(gap: str) -> None:
    assert not markup.is_simple(f"a{gap}b")
    assert markup.is_simple(f"a{gap[:-1]}b{gap[:-1]}c")
