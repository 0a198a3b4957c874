"""Mends are local, named, and leave the text's own characters alone."""

import pytest

from kliping.cleaning.lines import read_lines
from kliping.cleaning.mend import mend, undo
from kliping.model import Mend


def rules(line: str) -> list[str]:
    return [done.rule for done in mend(line)[1]]


def test_an_ordinary_line_is_left_alone() -> None:
    assert mend('"Kami khawatir" – kata dia, 10% lebih…') == ('"Kami khawatir" – kata dia, 10% lebih…', ())


def test_each_no_break_space_is_one_mend() -> None:
    text, mends = mend("era\xa0Perang\xa0Dunia")
    assert text == "era Perang Dunia"
    assert mends == (
        Mend(offset=3, old="\xa0", new=" ", rule="no-break-space"),
        Mend(offset=10, old="\xa0", new=" ", rule="no-break-space"),
    )


@pytest.mark.parametrize("line", ["senjata.Â", "senjata.Â Lalu", "kata”Â", "kataÂ"])
def test_a_stray_circumflex_goes(line: str) -> None:
    assert mend(line)[0] == line.replace("Â", "")
    assert rules(line)[0] == "stray-a-circumflex"


@pytest.mark.parametrize("line", ["Âme sœur", "PÂQUES", "une Â", "5Âx", "TÂRGU MUREȘ"])
def test_a_circumflex_of_the_text_stays(line: str) -> None:
    assert mend(line)[0] == line


def test_mojibake_is_mended_where_it_is() -> None:
    text, mends = mend("â€œKami tunggu,â€\x9d kata dia di cafÃ© itu")
    assert text == "“Kami tunggu,” kata dia di café itu"
    assert {done.rule for done in mends} == {"mojibake"}
    assert len(mends) == 3


def test_what_ftfy_would_prettify_stays() -> None:
    assert mend("，ﬁ &lt;b&gt; “x”")[0] == "，ﬁ &lt;b&gt; “x”"


def test_escaped_markup_stays_escaped_where_something_else_is_mended() -> None:
    assert mend("cafÃ© &lt;script&gt;")[0] == "café &lt;script&gt;"


def test_a_narrow_space_before_french_punctuation_stays() -> None:
    assert mend("Pourquoi\u202f?") == ("Pourquoi\u202f?", ())


def test_white_space_is_folded_and_edges_are_bare() -> None:
    text, mends = mend("  satu \t dua\ttiga ")
    assert text == "satu dua tiga"
    assert [done.rule for done in mends] == ["edge-space", "white-space", "white-space", "edge-space"]


def test_controls_go() -> None:
    assert mend("sa\x07tu\ufeff \x1b[31mdua") == (
        "satu dua",
        (
            Mend(offset=2, old="\x07", new="", rule="control-character"),
            Mend(offset=4, old="\ufeff", new="", rule="control-character"),
            Mend(offset=5, old="\x1b[31m", new="", rule="control-character"),
        ),
    )


@pytest.mark.parametrize(
    "line", ["kata " * 200_000, "é\xa0" * 100_000, "â€œ" * 60_000], ids=["plain", "spaces", "mojibake"]
)
def test_a_line_of_hundreds_of_thousands_of_characters_is_mended_and_can_be_undone(line: str) -> None:
    assert undo(*mend(line)) == line


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u2029\u2029"])
def test_a_text_without_line_ends_has_those_of_unicode(separator: str) -> None:
    lines = read_lines(f"Air naik.{separator}Advertisement{separator}Air surut.\r\n")
    assert [line.text for line in lines if line.text] == ["Air naik.", "Advertisement", "Air surut."]
    assert [line.ending for line in lines if line.text] == [separator[0], separator[0], "\r\n"]


def test_unicodes_ends_of_lines_are_spaces_where_there_are_others() -> None:
    (first, second) = read_lines("Air\u2028naik.\nAir surut.")
    assert (first.text, second.text) == ("Air naik.", "Air surut.")


@pytest.mark.parametrize("codec", ["cp1256", "cp1252", "latin-1"])
def test_arabic_that_was_read_wrongly_is_mended(codec: str) -> None:
    arabic = "افتتحت بلدية المثال يوم الاثنين سوقا جديدا"
    if codec == "cp1252":
        arabic = "البلدية كانت تعمل"  # of letters that windows-1252 has room for
    scrambled = arabic.encode().decode(codec)
    text, mends = mend(scrambled)
    assert text == arabic
    assert undo(text, mends) == scrambled


@pytest.mark.parametrize("arabic", ["طبيب طويل يطبخ طعاما طازجا", "ظل طائر", "ط ظ ط ظ ط ظ"])
def test_true_arabic_stays(arabic: str) -> None:
    assert mend(arabic)[0] == arabic
