"""Texts put down with a mark, with CRLF, or without the last line end are the same texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kliping import line_ends, seal
from tests import make
from tests.unit.desk import PATH, Desk

TEXT = "satu\n\ndua\n"


@pytest.mark.parametrize(
    "put_down", [TEXT, "satu\r\n\r\ndua\r\n", f"\ufeff{TEXT}", "satu\n\ndua", "\ufeffsatu\r\n\r\ndua"]
)
def test_a_text_is_the_same_however_it_is_put_down(put_down: str) -> None:
    assert line_ends.plain(put_down) == TEXT
    assert line_ends.like(TEXT, put_down) == put_down


def test_a_text_with_both_line_ends_is_left_with_both() -> None:
    assert line_ends.plain("satu\r\ndua\n") == "satu\r\ndua\n"


@given(some.text(alphabet="a\r\n\ufeff"))
def test_a_plain_text_stays_plain(text: str) -> None:
    assert line_ends.plain(line_ends.like(line_ends.plain(text), text)) == line_ends.plain(text)


def article() -> str:
    desk = Desk()
    desk.ingest(make.seed())
    return desk.texts[PATH]


@pytest.mark.parametrize("model", ["a\r\n", "\ufeffa\n", "a", "\ufeffa\r\nb"])
def test_a_seal_holds_however_a_file_is_put_down(model: str) -> None:
    text = line_ends.like(article(), model)
    assert text != article()
    assert seal.is_untouched(text)
    assert seal.written_in(text) == seal.written_in(article())


@pytest.mark.parametrize(("old", "new"), [("\n\n", "\r\n\n"), ("lagi hari", "lagi  hari"), ("id\n", "id \n")])
def test_a_seal_breaks_by_any_edit(old: str, new: str) -> None:
    assert not seal.is_untouched(article().replace(old, new, 1))


@given(some.lists(some.text(alphabet="ab", max_size=2)), some.text(alphabet="a\r\n\ufeff"))
def test_lines_are_put_down_as_a_whole_text_is(lines: list[str], model: str) -> None:
    ended = [f"{line}\n" for line in lines]
    assert "".join(line_ends.lines_like(ended, model)) == line_ends.like("".join(ended), model)
