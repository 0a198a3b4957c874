"""Layouts: what they can say, and how their mistakes are told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kliping import theme, tongues
from kliping.model import Text, Theme
from kliping.problems import Problem
from tests import make

LAYOUTS = Path(__file__).parents[2] / "layouts"
ENGLISH = """\
hello: Hello, {name}!
items: {one: '{count} item', other: '{count} items'}
only: only English
and: this & that
"""
INDONESIAN = "hello: Halo, {name}!\nitems: {other: '{count} benda'}\n"
ARABIC = "items: {zero: none, one: one, two: two, few: '{count} few', many: '{count} many', other: '{count} other'}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """As much of a view as a layout needs."""

    lang: str = "en"
    site: str = "Contoh"
    title: str = ""
    given: Any = None


def a_theme(layouts: dict[str, str], locales: dict[str, str] | None = None) -> Theme:
    texts = {name: Text(path=f"layouts/{name}", text=text) for name, text in layouts.items()}
    words = locales or {"en": ENGLISH, "id": INDONESIAN, "ar": ARABIC}
    return Theme(
        layouts=texts,
        locales={name: Text(path=f"layouts/locales/{name}.yaml", text=text) for name, text in words.items()},
        assets={},
    )


def rendered(layout: str, **fields: Any) -> str:
    html = theme.render("page.html", View(**fields), a_theme({"page.html": layout}))
    assert isinstance(html, str), html
    return html


def problem(layout: str, name: str = "page.html", **other: str) -> Problem:
    found = theme.render(name, View(title="x"), a_theme({"page.html": layout, **other}))
    assert isinstance(found, Problem), found
    return found


# --- Rendering ---------------------------------------------------------------------------------------------------


def test_a_layout_sees_the_page_and_the_site() -> None:
    assert rendered("{{ site }}: {{ page.title }}", title="Air") == "Contoh: Air"


def test_everything_is_escaped_whatever_the_layout_is_called() -> None:
    layouts = {"feed.j2": "{{ page.title }}"}
    assert theme.render("feed.j2", View(title="<b>"), a_theme(layouts)) == "&lt;b&gt;"


def test_layouts_extend_and_import_each_other() -> None:
    layouts = {
        "base.html": "[{% block main %}{% endblock %}]",
        "m.html": "{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}",
        "page.html": "{% extends 'base.html' %}{% import 'm.html' as m %}"
        "{% block main %}{{ m.twice(page.title) }}{% endblock %}",
    }
    assert theme.render("page.html", View(title="a"), a_theme(layouts)) == "[aa]"


def test_two_themes_of_the_same_names_do_not_share_their_layouts() -> None:
    first, second = a_theme({"page.html": "1"}), a_theme({"page.html": "2"})
    assert [theme.render("page.html", View(), each) for each in (first, second, first)] == ["1", "2", "1"]


def test_no_layout_can_ask_chance() -> None:
    assert problem("{{ [1, 2]|random }}").text == 'there is no filter "random"'
    assert "did you mean" not in problem("{{ [1, 2]|random }}").hint
    assert problem("{{ lipsum() }}").code == "layout-unknown-name"


# --- Words -------------------------------------------------------------------------------------------------------


def test_words_are_those_of_the_pages_language() -> None:
    assert rendered("{{ words('hello', name='Ani') }}", lang="id") == "Halo, Ani!"


def test_words_of_a_region_are_those_of_its_language() -> None:
    assert rendered("{{ words('hello', name='Ani') }}", lang="id-ID") == "Halo, Ani!"


def test_a_missing_word_is_taken_from_english_and_so_are_all_of_an_unknown_language() -> None:
    assert rendered("{{ words('only') }}", lang="id") == "only English"
    assert rendered("{{ words('items', count=2) }}", lang="tlh") == "2 items"


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [
        ("en", 1, "1 item"),
        ("en", 1200, "1,200 items"),
        ("id", 1200, "1.200 benda"),
        ("ar", 0, "none"),
        ("ar", 2, "two"),
        ("ar", 3, "3 few"),
        ("ar", 11, "11 many"),
        ("ar", 100, "100 other"),
    ],
)
def test_the_count_chooses_the_plural_form(lang: str, count: int, expected: str) -> None:
    assert rendered("{{ words('items', count=page.given) }}", lang=lang, given=count) == expected


def test_what_is_filled_into_a_word_is_escaped_but_markup_made_by_a_layout_stays() -> None:
    assert rendered("{{ words('hello', name='<b>') }}") == "Hello, &lt;b&gt;!"
    assert rendered("{{ words('hello', name='<b>'|safe) }}") == "Hello, <b>!"


def test_a_word_is_text_and_no_markup() -> None:
    assert rendered("{{ words('and') }}") == "this &amp; that"


def test_a_value_is_not_searched_for_names_again() -> None:
    assert rendered("{{ words('hello', name='{name}') }}") == "Hello, {name}!"


# --- Dates and numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "style", "expected"),
    [
        ("id", "weekday", "Senin, 5 Oktober 2020"),
        ("en", "weekday", "Monday, October 5, 2020"),
        ("ar", "weekday", "الاثنين، 5 أكتوبر 2020"),
        ("id", "long", "5 Oktober 2020"),
        ("id", "short", "5 Okt 2020"),
        ("ar", "short", "5 أكتوبر 2020"),
        ("id", "month", "Oktober 2020"),
        ("id", "month-name", "Okt"),
        ("id", "year", "2020"),
    ],
)
def test_dates_are_written_in_the_pages_language(lang: str, style: str, expected: str) -> None:
    layout = f"{{{{ date(page.given, '{style}') }}}}"
    assert rendered(layout, lang=lang, given=make.moment("2020-10-05")) == expected


def test_a_time_is_told_with_its_zone_where_it_is_known() -> None:
    layout = "{{ date(page.given, 'moment') }}|{{ time(page.given) }}|{{ iso(page.given) }}"
    given = make.moment("2020-10-05 14:30", zone="Asia/Jakarta")
    assert rendered(layout, lang="id", given=given) == "5 Oktober 2020 14.30 WIB|14.30 WIB|2020-10-05T14:30+07:00"


def test_a_zone_without_a_short_name_is_not_told() -> None:
    given = make.moment("2020-10-05 14:30", zone="Asia/Tashkent")
    assert rendered("{{ time(page.given) }}", lang="id", given=given) == "14.30"


def test_a_whole_day_has_no_time() -> None:
    layout = "{{ date(page.given, 'moment') }}|{{ time(page.given) }}|{{ iso(page.given) }}"
    assert rendered(layout, lang="id", given=make.moment("2020-10-05")) == "5 Oktober 2020||2020-10-05"


def test_numbers_are_written_in_the_pages_language() -> None:
    assert rendered("{{ number(1234) }}", lang="id") == "1.234"


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert rendered("{{ language('id') }} {{ language('en') }} {{ language('ar') }}") == "Indonesia English العربية"


# --- Mistakes ----------------------------------------------------------------------------------------------------


def test_a_layout_that_does_not_compile_is_told_with_its_line() -> None:
    found = problem("one\n{% if page.title %}\nthree {{ page.title }\n")
    assert (found.code, found.span.path, found.span.line) == ("layout-syntax", "layouts/page.html", 3)
    assert found.excerpt == "three {{ page.title }"


def test_an_unknown_field_is_told_with_the_near_one() -> None:
    found = problem("one\n\n<h1>{{ page.titel }}</h1>\n")
    assert (found.code, found.span.line) == ("layout-unknown-name", 3)
    assert (found.text, found.hint) == ('View has no "titel"', 'did you mean "title"?')
    assert found.excerpt == "<h1>{{ page.titel }}</h1>"


def test_an_unknown_name_is_told_with_the_near_one() -> None:
    found = problem("{{ pages }}")
    assert (found.text, found.hint) == ('there is no "pages" here', 'did you mean "page"?')


def test_an_unknown_name_like_no_other_is_told_with_those_there_are() -> None:
    assert problem("{{ xyzzy }}").hint == "known: page, site, words, date, time, iso, days, number, language, once"


def test_a_mistake_in_an_imported_layout_is_told_at_its_own_line() -> None:
    broken = "{# a macro #}\n{% macro show(page) %}\n{{ page.nothing }}\n{% endmacro %}\n"
    found = problem("{% import 'm.html' as m %}\n{{ m.show(page) }}", **{"m.html": broken})
    assert (found.span.path, found.span.line) == ("layouts/m.html", 3)


def test_a_missing_layout_is_told_by_its_name_or_where_it_is_asked_for() -> None:
    found = problem("", name="home.html")
    assert (found.code, found.span.path, found.span.line) == ("layout-missing", "layouts/home.html", 0)
    found = problem("\n{% include 'pag.html' %}")
    assert (found.code, found.span.path, found.span.line) == ("layout-missing", "layouts/page.html", 2)
    assert found.hint == 'did you mean "page.html"?'


def test_an_unknown_word_is_told_with_the_near_one() -> None:
    found = problem("\n{{ words('helo') }}")
    assert (found.code, found.span.line, found.hint) == ("word-unknown", 2, 'did you mean "hello"?')


def test_any_other_failure_of_a_layout_is_told_at_its_line() -> None:
    found = problem("\n\n{{ 1 + page.title }}")
    assert (found.code, found.span.line) == ("layout-failed", 3)
    assert "TypeError" in found.text


def test_an_unknown_style_of_dates_is_told() -> None:
    layouts = a_theme({"page.html": "{{ date(page.given, 'tiny') }}"})
    found = theme.render("page.html", View(given=make.moment("2020-10-05")), layouts)
    assert isinstance(found, Problem)
    assert found.code == "layout-failed"
    assert found.text.startswith('no style "tiny"')


@pytest.mark.parametrize(
    ("layout", "text", "hint"),
    [
        ("{{ page.title|upperr }}", 'there is no filter "upperr"', 'did you mean "upper"?'),
        ("{% if page.title is strng %}{% endif %}", 'there is no test "strng"', 'did you mean "string"?'),
        ("{% if page.title|upperr %}{% endif %}", 'there is no filter "upperr"', 'did you mean "upper"?'),
        ("{{ page.title|xyzzy }}", 'there is no filter "xyzzy"', "Jinja2's own filters are there"),
    ],
)
def test_an_unknown_filter_or_test_is_told_with_the_near_one(layout: str, text: str, hint: str) -> None:
    found = problem(f"\n{layout}\n")
    assert (found.code, found.span.line, found.text, found.hint) == ("layout-unknown-name", 2, text, hint)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ("date(page.title)", "date() wants a moment, such as page.date, not 'x'"),
        ("time()", "time() wants a moment, such as page.date, not nothing"),
        ("iso(page.given)", "iso() wants a moment, such as page.date, not nothing"),
        ("number(page.title)", "number() wants a number, not 'x'"),
        ("language(3)", "language() wants a language tag, such as page.lang, not '3'"),
        ("words()", "words() wants the name of a word, not nothing"),
        ("words", "words is a function: write words(…)"),
        ("once", "once is a function: write once(…)"),
    ],
)
def test_a_function_says_what_it_wants(call: str, text: str) -> None:
    found = problem(f"\n{{{{ {call} }}}}")
    assert (found.code, found.span.line, found.text) == ("layout-failed", 2, text)


def test_an_unknown_name_that_is_given_to_a_function_is_told_as_such() -> None:
    assert problem("{{ date(page.titel) }}").text == 'View has no "titel"'


@pytest.mark.parametrize("word", ["include", "extends", "import"])
def test_a_layout_that_includes_itself_is_told_so(word: str) -> None:
    found = problem(f"\n{{% {word} 'page.html' {'as m' if word == 'import' else ''} %}}")
    assert (found.code, found.span.line, found.text) == ("layout-failed", 2, "this layout includes itself")
    assert found.hint


def test_layouts_that_include_one_another_are_named() -> None:
    found = problem("{% include 'b.html' %}", **{"b.html": "{% include 'page.html' %}", "c.html": ""})
    assert found.text == "these layouts include one another: layouts/b.html, layouts/page.html"


def test_a_macro_without_end_is_told() -> None:
    found = problem("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")
    assert found.text == "a macro or a loop here calls itself"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello: [", "yaml"),
        ("- hello\n", "locale-invalid"),
        ("hello: [a, b]\n", "locale-invalid"),
        ("hello: {one: item}\n", "locale-invalid"),
    ],
)
def test_a_broken_locale_file_is_told_by_its_path(text: str, code: str) -> None:
    found = theme.render("page.html", View(), a_theme({"page.html": ""}, {"en": text}))
    assert isinstance(found, Problem)
    assert found.code.startswith(code)
    assert found.span.path == "layouts/locales/en.yaml"


def test_an_error_that_no_layout_had_a_part_in_is_ours() -> None:
    with pytest.raises(AttributeError):
        theme.render("page.html", object(), a_theme({"page.html": ""}))


# --- The built-in locales ----------------------------------------------------------------------------------------


def locales() -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted(LAYOUTS.glob("locales/*.yaml"))}


def test_all_locales_have_the_same_words() -> None:
    keys = {lang: set(words) for lang, words in locales().items()}
    assert set(keys) >= {"ar", "en", "id"}
    assert all(words == keys["en"] for words in keys.values())


def test_every_word_of_every_locale_names_only_what_the_english_one_names() -> None:
    english = locales()["en"]
    for lang, words in locales().items():
        for key, word in words.items():
            assert names_in(word) <= names_in(english[key]), (lang, key)


def test_every_locale_has_the_plural_forms_of_its_language() -> None:
    for lang, words in locales().items():
        wanted = {*tongues.locale_of(lang).plural_form.tags, "other"}
        for key, word in words.items():
            assert not isinstance(word, dict) or set(word) == wanted, (lang, key)


def names_in(word: str | dict[str, str]) -> set[str]:
    forms = [word] if isinstance(word, str) else list(word.values())
    return {part.split("}")[0] for form in forms for part in form.split("{")[1:]}
