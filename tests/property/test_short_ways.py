"""What looks first, or counts otherwise, finds what looking at everything finds."""

import re
import unicodedata
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from kliping import addresses, duplicates
from kliping.cleaning import dates, inline, names
from kliping.cleaning.decoding import _controls
from kliping.cleaning.lexicon import lexicon

ASCII = st.text(st.characters(max_codepoint=127), max_size=60) | st.text("aB1'_ -", max_size=20)
WORDS = ["Air", "naik", "al-Contoh", "Raed al-Contoh", "MEDAN", "l'Eau", "James' Hall", "Élan", "anak-anak", "A.B", "-"]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=12).map(" ".join)
WITHOUT_SPACES = re.compile(r"\w+")


@given(TEXTS)
def test_a_capitalised_word_is_found_by_its_capital(text: str) -> None:
    expected = [found.span() for found in names._WITH_ARTICLE.finditer(text)]
    assert [found.span() for found in names._capitalised(text)] == expected


@given(TEXTS)
def test_a_text_is_shouted_if_most_of_its_letters_are_capitals(text: str) -> None:
    capitals, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    assert names._is_shouted(text) == (capitals > letters * names._MOST_CAPITALS)


@given(ASCII)
def test_words_of_ascii_are_those_that_the_pattern_finds(text: str) -> None:
    assert duplicates._tokens(text) == WITHOUT_SPACES.findall(text.casefold().replace("_", " "))


@given(st.lists(st.sampled_from(["air", "naik", "hujan", "水", "é", "\ud800"]), max_size=12))
def test_a_shingle_is_the_hash_of_five_words_joined(words: list[str]) -> None:
    runs = [words[at : at + duplicates.SHINGLE] for at in range(max(1, len(words) - duplicates.SHINGLE + 1))]
    expected = [crc32(" ".join(run).encode("utf-8", "replace")) for run in runs if run]
    assert duplicates._shingles(words) == expected


@given(ASCII)
def test_a_title_in_ascii_has_the_words_that_any_title_would_have(title: str) -> None:
    assert addresses._ascii_words(title) == addresses._words(title)


@given(
    TEXTS
    | ASCII
    | st.sampled_from(["5 Oktober", "٥ تشرين الأول ٢٠٢٠", "2020年10月5日", "７月４日", "0/0", "4 Mei 2024"])
)
def test_a_date_is_missed_in_no_text(text: str) -> None:
    assert dates._may_hold_date(text) or not list(dates.statements(dates.prepared(text)))


@given(st.text(st.characters(max_codepoint=300)))
def test_controls_are_counted(text: str) -> None:
    expected = sum(unicodedata.category(one) == "Cc" and one not in "\t\n\v\f\r\x1b" and one < "\x80" for one in text)
    assert _controls(text) == expected


def test_every_marker_label_and_credit_may_open_what_is_noise() -> None:
    words = lexicon()
    every = (*words.inline_sure, *words.inline_opener, *words.inline_labels, *words.inline_credits, "* Iklan *")
    assert [word for word in every if not inline._may_open(f"Air naik. {word} Air", len("Air naik. "))] == []
