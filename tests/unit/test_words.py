"""Locale files: which words there are, and what is wrong with them."""

import pytest

from kliping import words
from kliping.model import Text, Theme
from kliping.words import LocaleError, Words

ENGLISH = 'by: "By {name}"\ncount: {one: "{count} item", other: "{count} items"}\nhello: Hello\n'


def read(own: str, lang: str = "id", built_in: str = "hello: Halo\n") -> Words:
    theme = Theme(
        layouts={},
        locales={
            "en": Text(path="layouts/locales/en.yaml", text=ENGLISH),
            "id": Text(path="layouts/locales/id.yaml", text=built_in),
        },
        own_locales={lang: Text(path=f"layouts/locales/{lang}.yaml", text=own)},
        assets={},
    )
    return words.of_language(theme, lang)


def test_own_words_are_laid_over_the_built_in_ones() -> None:
    assert read('by: "Oleh {name}"\n') == {"by": "Oleh {name}", "hello": "Halo"}


def test_words_that_english_does_not_have_may_name_anything() -> None:
    assert read('own: "{a} {b}"\n')["own"] == "{a} {b}"


def test_a_form_that_says_the_number_in_words_may_leave_it_out() -> None:
    assert read('count: {one: "satu", other: "{count} buah"}\n')


@pytest.mark.parametrize("lang", ["id", "en", "de", "id-ID"])
@pytest.mark.parametrize(
    ("own", "place", "text", "hint"),
    [
        ('\nby: "Oleh {nama}"\n', (2, 5), '"by" is not given {nama}', 'did you mean "name"?'),
        ('by: "Oleh {name} {n}"\n', (1, 5), '"by" is not given {n}', "known: {name}"),
        ("by: Oleh\n", (1, 5), '"by" leaves out {name}', "write {name} where it belongs in the text"),
        ('by: "Oleh { name }"\n', (1, 5), '"by" leaves out {name}', "write {name} where it belongs in the text"),
        ('hello: "Halo {name}"\n', (1, 8), '"hello" is not given {name}', "take the braces out"),
        (
            "count: {one: satu, other: buah}\n",
            (1, 27),
            '"count" leaves out {count}',
            "write {count} where it belongs in the text",
        ),
        ('count:\n  one: "{n} buah"\n  other: "{count} buah"\n', (2, 8), '"count" is not given {n}', "known: {count}"),
    ],
)
def test_a_word_that_is_filled_in_otherwise_than_the_english_one_is_told_at_its_place(
    own: str, place: tuple[int, int], text: str, hint: str, lang: str
) -> None:
    with pytest.raises(LocaleError) as raised:
        read(own, lang)
    problem = raised.value.problem
    assert (problem.code, problem.span.path) == ("locale-name", f"layouts/locales/{lang}.yaml")
    assert (problem.span.line, problem.span.column) == place
    assert (problem.text, problem.hint) == (text, hint)
    assert problem.excerpt == own.split("\n")[place[0] - 1]


def test_what_is_no_word_is_told_at_its_key() -> None:
    with pytest.raises(LocaleError) as raised:
        read("hello: Halo\nby: [a]\n")
    problem = raised.value.problem
    assert (problem.code, problem.span.line, problem.span.column) == ("locale-invalid", 2, 1)
