"""Typed reading of fields: what each type takes, and the place of what does not fit."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from kliping import frontmatter
from kliping.fields import Reader, read_moment, usual_language, with_excerpts
from kliping.model import Moment
from kliping.problems import Problem, Span

JAKARTA = ZoneInfo("Asia/Jakarta")
Size = Literal["small", "large"]


def reader(text: str) -> Reader:
    table, problems = frontmatter.read(text, "a.md", 2)
    assert problems == ()
    assert table is not None
    return Reader(table)


def told(source: Reader) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in source.problems]


# --- Texts -------------------------------------------------------------------------------------------------------


def test_a_text_has_its_white_space_folded() -> None:
    fields = reader("title: |\n  Air\n    naik \n")
    assert fields.text("title") == "Air naik"


def test_prose_keeps_its_lines() -> None:
    assert reader("note: |\n  Satu\n\n  Dua\n").prose("note") == "Satu\n\nDua"


@pytest.mark.parametrize("value", ["", " ~"])
def test_a_null_is_a_key_that_is_not_there(value: str) -> None:
    fields = reader(f"title:{value}\n")
    assert "title" not in fields
    assert fields.text("title", "x") == "x"


def test_an_empty_text_in_quotes_is_there() -> None:
    fields = reader("title: ''\n")
    assert "title" in fields
    assert fields.text("title", "x") == ""


def test_a_list_where_a_text_belongs_is_told() -> None:
    fields = reader("title: [a]\n")
    assert fields.text("title") == ""
    assert told(fields) == [("text-invalid", 2, 8)]


def test_one_text_alone_is_a_list_of_one_and_each_is_listed_once() -> None:
    assert reader("tags: NATO\n").texts("tags") == ("NATO",)
    assert reader("tags: [a,  b , a, '', ]\n").texts("tags") == ("a", "b")
    assert reader("title: x\n").texts("tags") == ()


@pytest.mark.parametrize(("value", "column"), [("{a: b}", 7), ("[a, [b]]", 11), ("[a, {b: c}]", 11)])
def test_a_list_of_something_else_than_texts_is_told_at_the_first_that_is_none(value: str, column: int) -> None:
    fields = reader(f"tags: {value}\n")
    assert fields.texts("tags") == ()
    assert told(fields) == [("list-invalid", 2, column)]


# --- Flags, numbers, words ---------------------------------------------------------------------------------------


def test_a_flag_is_true_or_false() -> None:
    assert reader("draft: true").flag("draft") is True
    assert reader("draft: False").flag("draft", True) is False
    assert reader("x: y").flag("draft", True) is True


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "1", "y"])
def test_other_spellings_of_a_flag_are_asked_to_be_written_so(word: str) -> None:
    fields = reader(f"draft: {word}")
    assert fields.flag("draft") is False
    assert told(fields) == [("flag-invalid", 2, 8)]
    assert fields.problems[0].hint == "write true or false"


def test_a_number_is_decimal_even_with_a_leading_zero() -> None:
    assert reader("n: 017").number("n", 1) == 17
    assert reader("n: 1_000").number("n", 1) == 1_000
    assert reader("x: y").number("n", 5) == 5


@pytest.mark.parametrize("value", ["0", "1001", "-1", "1.5", "0x10", "1:30", "ten", "٣", "9" * 16])
def test_what_is_no_number_in_its_range_is_told(value: str) -> None:
    fields = reader(f"n: {value}")
    assert fields.number("n", 20, least=1, most=1000) == 20
    assert told(fields) == [("number-invalid", 2, 4)]
    assert "from 1 to 1000" in fields.problems[0].hint


def test_a_choice_is_one_of_its_words() -> None:
    assert reader("size: large").choice("size", Size, "small") == "large"
    fields = reader("size: Large")
    assert fields.choice("size", Size, "small") == "small"
    assert told(fields) == [("choice-unknown", 2, 7)]
    assert "small, large" in fields.problems[0].hint


def test_choices_are_some_words_each_once_in_their_own_order() -> None:
    assert reader("sizes: [large, small, large]").choices("sizes", Size, ()) == ("small", "large")
    assert reader("sizes: large").choices("sizes", Size, ()) == ("large",)
    assert reader("sizes: []").choices("sizes", Size, ("small",)) == ("small",)
    fields = reader("sizes: [small, huge]")
    fields.choices("sizes", Size, ())
    assert told(fields) == [("choice-unknown", 2, 16)]


def test_norwegian_is_a_language() -> None:
    assert reader("lang: no").language("lang") == "no"
    assert reader("lang: pt-BR").language("lang") == "pt-BR"


@pytest.mark.parametrize("value", ["english", "e", "en_US", "12", "en/.."])
def test_what_is_no_language_tag_is_told(value: str) -> None:
    fields = reader(f"lang: {value}")
    assert fields.language("lang", "id") == "id"
    assert told(fields) == [("language-invalid", 2, 7)]


def test_an_address_must_be_whole() -> None:
    assert reader("url: https://example.org/a").web_address("url") == "https://example.org/a"
    fields = reader("url: javascript:alert(1)")
    assert fields.web_address("url") == ""
    assert told(fields) == [("address-invalid", 2, 6)]


def test_an_empty_text_where_something_belongs_is_told_at_its_key() -> None:
    fields = reader("lang: ''\nper_page: ''\n")
    fields.language("lang")
    fields.number("per_page", 1)
    assert told(fields) == [("language-invalid", 2, 1), ("number-invalid", 3, 1)]


# --- Moments -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-12-04 10:15", datetime(2024, 12, 4, 10, 15, tzinfo=JAKARTA)),
        ("2024-12-04T10:15:30", datetime(2024, 12, 4, 10, 15, 30, tzinfo=JAKARTA)),
        ("2024-12-04T10:15:30.123Z", datetime(2024, 12, 4, 10, 15, 30, tzinfo=UTC)),
        ("2024-12-04t10:15:30+07:00", datetime(2024, 12, 4, 10, 15, 30, tzinfo=timezone(timedelta(hours=7)))),
        ("2023-11-12 00:00:00 +0000", datetime(2023, 11, 12, tzinfo=UTC)),
        ("2023-11-12 00:00:00 -0330", datetime(2023, 11, 12, 3, 30, tzinfo=UTC)),
        ("2024-1-5 7:05 +7", datetime(2024, 1, 5, 0, 5, tzinfo=UTC)),
    ],
)
def test_a_date_and_time_is_read_in_the_forms_of_hugo_and_jekyll(text: str, at: datetime) -> None:
    moment = read_moment(text, JAKARTA)
    assert moment is not None
    assert moment.at == at
    assert not moment.whole_day


def test_a_date_alone_is_the_whole_day_in_the_digests_zone() -> None:
    assert read_moment("2024-12-04", JAKARTA) == Moment(at=datetime(2024, 12, 4, tzinfo=JAKARTA), whole_day=True)


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-40",
        "2023-02-29",
        "2024-12-04 24:00",
        "2024-12-04 10:60",
        "2024-12-04 10:15 +24:00",
        "2024-12-04 10:15 +99",
        "2024-12-04 10:15 +07:60",
        "0001-01-01",
        "0000-01-01",
        "9999-12-31",
        "20241204",
        "04/12/2024",
        "5 October 2020",
        "2024-12",
        "2024",
        "yesterday",
        "2024-12-04 10",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_moment(text, JAKARTA) is None


@pytest.mark.parametrize("text", ["0002-01-01 00:00 +23:59", "9998-12-31 23:59 -23:59"])
def test_a_moment_at_the_edge_of_the_calendar_can_still_be_turned_to_any_zone(text: str) -> None:
    moment = read_moment(text, UTC)
    assert moment is not None
    assert moment.at.astimezone(timezone(timedelta(hours=-23))) == moment.at
    assert moment.at.astimezone(timezone(timedelta(hours=23))) == moment.at


def test_a_bad_date_is_told_at_its_place() -> None:
    fields = reader("date: 2024-13-40\n")
    assert fields.moment("date", UTC) is None
    (problem,) = fields.problems
    assert told(fields) == [("date-invalid", 2, 7)]
    assert problem.span.length == 10
    assert problem.text == '"2024-13-40" is not a date'


# --- Groups and the rest -----------------------------------------------------------------------------------------


def test_a_problem_inside_a_group_names_the_whole_way_to_it() -> None:
    fields = reader("source:\n  url: [x]\n")
    fields.inside("source").web_address("url")
    assert told(fields) == [("address-invalid", 3, 8)]
    assert '"source.url"' in fields.problems[0].text


def test_a_text_where_a_group_belongs_is_told() -> None:
    fields = reader("feeds: 50\n")
    assert fields.inside("feeds").text("limit") == ""
    assert told(fields) == [("mapping-invalid", 2, 8)]


def test_a_group_that_is_not_there_is_empty() -> None:
    fields = reader("title: x\n")
    assert fields.inside("source").text("name") == ""
    assert fields.problems == []


def test_groups_are_all_keys_each_with_its_own_reader() -> None:
    fields = reader("A:\n  n: 1\nB:\n")
    assert {name: group.number("n", 0) for name, group in fields.groups().items()} == {"A": 1, "B": 0}


def test_the_rest_are_the_keys_nobody_asked_for_as_python_values() -> None:
    fields = reader(
        "title: x\na: 5\nb: 017\nc: no\nd: true\ne: 1.5\nf: '5'\ng: [1, ~, 2024-12-04]\nh: {i: null}\n"
        "j: 1:30\nk: -3\nl: 1e5\n"
    )
    fields.text("title")
    assert fields.rest() == {
        "a": 5,
        "b": "017",
        "c": "no",
        "d": True,
        "e": 1.5,
        "f": "5",
        "g": [1, None, "2024-12-04"],
        "h": {"i": None},
        "j": "1:30",
        "k": -3,
        "l": "1e5",
    }


def test_a_number_of_a_thousand_digits_stays_a_text() -> None:
    assert reader(f"n: {'9' * 5_000}").rest() == {"n": "9" * 5_000}


def test_an_unknown_key_may_be_refused_with_the_nearest_known() -> None:
    fields = reader("tittle: x\nfeeds:\n  limt: 5\n")
    fields.text("title")
    fields.inside("feeds").number("limit", 1)
    fields.inside("feeds").refuse_rest()
    fields.refuse_rest()
    assert ("key-unknown", 2, 1) in told(fields)
    assert fields.problems[-1].hint == 'did you mean "title"?'
    assert fields.problems[-1].is_error


def test_an_unknown_key_like_no_other_is_refused_with_all_that_are_known() -> None:
    fields = reader("zzzz: x\n")
    fields.text("title")
    fields.refuse_rest()
    assert fields.problems[0].hint == "known here: title"


def test_of_the_editors_own_keys_only_a_near_one_gets_a_warning() -> None:
    fields = reader("tittle: x\nmood: calm\n")
    fields.text("title")
    fields.warn_of_near_rest()
    assert told(fields) == [("key-unknown", 2, 1)]
    assert fields.problems[0].severity == "warning"


@pytest.mark.parametrize("text", ["other: x\n", "title:\n", "title: ' '\n"])
def test_a_required_key_may_be_neither_missing_nor_empty(text: str) -> None:
    fields = reader(text)
    fields.require("title", "title-missing", "add it")
    assert [problem.code for problem in fields.problems] == ["title-missing"]


def test_a_long_value_is_told_shortened() -> None:
    fields = reader(f"lang: {'x' * 500}\n")
    fields.language("lang")
    assert len(fields.problems[0].text) < 100


def test_a_problem_gets_the_line_it_stands_on() -> None:
    problem = Problem(code="x", span=Span(path="a.md", line=2, column=1), text="wrong")
    without = Problem(code="x", span=Span(path="a.md", line=9, column=1), text="wrong")
    told_of = with_excerpts([problem, without], "satu\ndua\n")
    assert [one.excerpt for one in told_of] == ["dua", ""]


@pytest.mark.parametrize(
    ("tag", "usual"),
    [
        ("en-GB", "en"),
        ("id-ID", "id"),
        ("es-419", "es"),
        ("en", "en"),
        ("pt-BR", "pt-BR"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("sr-Latn", "sr-Latn"),
        ("de-DE-1996", "de-DE-1996"),
    ],
)
def test_a_region_that_makes_no_difference_in_writing_is_left_out(tag: str, usual: str) -> None:
    assert usual_language(tag) == usual
