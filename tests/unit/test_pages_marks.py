"""What inline elements of a page say: raised, lowered, quoted and struck words."""

import pytest

from kliping.cleaning import Clipping
from kliping.model import Config
from kliping.pages import Surroundings, read_fragment


def read(html: str) -> Clipping:
    found = read_fragment(html, Surroundings(), Config(title="", base_url=""))
    assert isinstance(found, Clipping)
    return found


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> of them", "10⁶ of them"),
        ("10<sup>−3</sup> m<sup>2</sup>", "10⁻³ m²"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO₂ and H₂O"),
        ("x<sup>n+k</sup> and x<sub>i,1</sub>", "x^(n+k) and x\\_(i,1)"),
        ("x<sup>n</sup>", "xⁿ"),
        ("the 3<sup>rd</sup> of M<sup>me</sup> Loe", "the 3rd of Mme Loe"),
        ("1<sup>o</sup> and 2<sup>a</sup>", "1º and 2ª"),
        ("Lamp<sup>TM</sup>", "Lamp™"),
        ("a note<sup><a href='#n1'>1</a></sup>", "a note¹"),
        ("a note<sup>[1]</sup> and<sup>*</sup>", "a note[1] and\\*"),
        ("no<sup></sup>thing", "nothing"),
        ("He <q>came</q>.", "He “came”."),
        ("<q>He said <q>no</q> to <b>all</b></q>", "“He said ‘no’ to **all**”"),
        ("<q>«Ça va»</q>", "«Ça va»"),
    ],
)
def test_text_keeps_what_its_elements_mean(html: str, text: str) -> None:
    assert read(f"<p>{html}</p>").body.rstrip() == text


def test_a_raised_link_stays_one() -> None:
    html = "<p>as told<sup><a href='https://harbour.example/a'>2</a></sup> before</p>"
    assert read(html).body == "as told[²](https://harbour.example/a) before\n"


def test_struck_words_stay_struck_and_are_told_nowhere_else() -> None:
    first = "The old crane on the quay costs <s>forty</s> <del>fifty</del> sixty crowns a day, the harbour board said."
    found = read(f"<p>{first}</p><p>It costs <strike>nothing</strike> more than that in the summer months.</p>")
    assert "<s>forty</s> <del>fifty</del> sixty" in found.body
    assert "<s>nothing</s>" in found.body
    assert found.summary.startswith("The old crane on the quay costs sixty crowns")


def test_a_paragraph_that_is_struck_as_a_whole_stays() -> None:
    assert read("<p>One.</p><p><s>All of it.</s></p>").body == "One.\n\n<s>All of it.</s>\n"
