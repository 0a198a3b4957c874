"""Sentences end where they end; title and summary are not reworded."""

import pytest

from kliping.cleaning import summarize
from kliping.cleaning.prose import sentences, title_of


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("Satu. Dua? Tiga!", "id", ["Satu.", "Dua?", "Tiga!"]),
        ('"Satu." Lalu dua.', "id", ['"Satu."', "Lalu dua."]),
        ("Dr. Contoh tiba. Ia pulang.", "id", ["Dr. Contoh tiba.", "Ia pulang."]),
        ("J. Sample of the U.S. Navy left. He sang.", "en", ["J. Sample of the U.S. Navy left.", "He sang."]),
        ("Harganya Rp1.240 di contoh.test hari ini.", "id", ["Harganya Rp1.240 di contoh.test hari ini."]),
        ('"Mau ke mana?" tanya dia.', "id", ['"Mau ke mana?" tanya dia.']),
        ("ماذا حدث؟ لا نعلم.", "ar", ["ماذا حدث؟", "لا نعلم."]),
        ("一。二。", "zh", ["一。", "二。"]),
    ],
)
def test_a_sentence_ends_at_its_stop(text: str, lang: str, parts: list[str]) -> None:
    assert list(sentences(text, lang)) == parts


def test_a_title_is_the_lead_sentence_without_its_stop() -> None:
    assert title_of("Air surut. Warga pulang.", "id") == "Air surut"
    assert title_of("Akankah air surut? Warga menunggu.", "id") == "Akankah air surut?"


def test_a_summary_takes_sentences_while_they_fit() -> None:
    one, two, three = f"{'a' * 99}.", f"{'b' * 98}.", "C."
    assert summarize(f"{one} {two.capitalize()} {three}", "id") == f"{one} {two.capitalize()}"


def test_a_summary_always_has_the_first_sentence() -> None:
    first = f"{'kata ' * 60}akhir."
    assert summarize(f"{first} Lagi.", "id") == first


def test_a_summary_goes_on_into_the_next_paragraph() -> None:
    assert summarize("Satu.\nDua.", "id") == "Satu. Dua."
    assert summarize("", "id") == ""


def test_a_sentence_without_end_is_cut_between_words() -> None:
    summary = summarize("kata " * 100_000, "id")
    assert len(summary) <= 601
    assert summary.endswith("kata…")
