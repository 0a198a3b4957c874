"""Problems: their order, their hints, and how a terminal shows them."""

from dataclasses import replace

from kliping.problems import Problem, Span, describe, did_you_mean, in_order, printable

PROBLEM = Problem(
    code="date-invalid",
    span=Span(path="content/banjir.md", line=4, column=7, length=10),
    text='"2024-13-40" is not a date',
    hint="write YYYY-MM-DD, such as 2024-12-04",
    excerpt="date: 2024-13-40",
)


def test_a_problem_is_shown_with_its_place_its_line_and_carets_below() -> None:
    assert describe(PROBLEM) == (
        'content/banjir.md:4:7: error[date-invalid]: "2024-13-40" is not a date\n'
        "  4 | date: 2024-13-40\n"
        "    |       ^^^^^^^^^^ write YYYY-MM-DD, such as 2024-12-04"
    )


def test_the_margin_grows_with_the_line_number() -> None:
    shown = describe(replace(PROBLEM, span=replace(PROBLEM.span, line=1234)))
    assert shown.splitlines()[1:] == [
        "  1234 | date: 2024-13-40",
        "       |       ^^^^^^^^^^ write YYYY-MM-DD, such as 2024-12-04",
    ]


def test_a_problem_without_an_excerpt_shows_its_hint_on_a_line_of_its_own() -> None:
    problem = Problem(code="x", span=Span(path="config.yaml"), text="wrong", hint="mend it")
    assert describe(problem) == "config.yaml: error[x]: wrong\n    mend it"


def test_a_problem_without_a_hint_ends_after_its_text() -> None:
    problem = Problem(code="x", span=Span(path="a.md", line=3), text="wrong", severity="warning")
    assert describe(problem) == "a.md:3: warning[x]: wrong"


def test_only_an_error_is_an_error() -> None:
    assert PROBLEM.is_error
    assert not replace(PROBLEM, severity="warning").is_error


def test_carets_stand_below_the_characters_even_after_wide_and_combining_ones() -> None:
    wide = describe(replace(PROBLEM, excerpt="日本: x", span=replace(PROBLEM.span, column=5, length=1)))
    assert wide.splitlines()[2].startswith("    |       ^")
    combining = describe(replace(PROBLEM, excerpt="e\u0301: x", span=replace(PROBLEM.span, column=5, length=1)))
    assert combining.splitlines()[2].startswith("    |    ^")


def test_carets_never_run_past_the_line() -> None:
    shown = describe(replace(PROBLEM, hint="", span=replace(PROBLEM.span, column=7, length=5_000)))
    assert shown.splitlines()[2].count("^") == len("2024-13-40")


def test_a_place_past_the_end_of_its_line_still_gets_one_caret() -> None:
    shown = describe(replace(PROBLEM, hint="", excerpt="ab", span=replace(PROBLEM.span, column=99)))
    assert shown.splitlines()[2].count("^") == 1


def test_of_a_very_long_line_only_the_part_around_the_place_is_shown() -> None:
    excerpt = "a" * 10_000 + "HERE" + "b" * 10_000
    shown = describe(replace(PROBLEM, excerpt=excerpt, span=replace(PROBLEM.span, column=10_001, length=4)))
    _, line, carets = shown.splitlines()
    assert len(line) < 120
    assert line.index("HERE") == carets.index("^^^^")


def test_no_control_character_of_a_file_reaches_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;x\x07\x9b31m\u202eabc\u2066\x00\ud800\r"
    shown = describe(replace(PROBLEM, excerpt=hostile, text=hostile, hint=hostile, span=Span(path=hostile, line=1)))
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\x00\ud800\r")
    shown.encode()


def test_printable_text_keeps_its_lines_and_letters() -> None:
    assert printable("satu\ndua\tكتاب 日本") == "satu\ndua كتاب 日本"


def test_the_arabic_letter_mark_does_not_reorder_what_a_person_reads() -> None:
    assert printable("a\u061cb") == "a\ufffdb"


def test_problems_are_sorted_by_file_line_and_column_and_each_told_once() -> None:
    def at(path: str, line: int, column: int) -> Problem:
        return Problem(code="x", span=Span(path=path, line=line, column=column), text="wrong")

    ordered = [at("a.md", 1, 2), at("a.md", 2, 1), at("a.md", 10, 1), at("b.md", 1, 1)]
    assert in_order([*reversed(ordered), *ordered]) == tuple(ordered)


def test_the_nearest_known_word_is_offered() -> None:
    assert did_you_mean("tittle", ["title", "date"]) == 'did you mean "title"?'


def test_case_does_not_hide_a_near_word() -> None:
    assert did_you_mean("asia/jakarta", ["Asia/Jakarta", "Asia/Tokyo"]) == 'did you mean "Asia/Jakarta"?'


def test_a_word_of_its_own_is_not_taken_for_a_mistake() -> None:
    assert did_you_mean("stars", ["tags", "title"]) == ""


def test_a_word_like_no_other_gets_no_hint() -> None:
    assert did_you_mean("zzzz", ["title", "date"]) == ""
