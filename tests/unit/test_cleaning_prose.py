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


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("id", "PT. Maju Contoh membuka pabrik di kota itu."),
        ("id", "Kata Budi Contoh, M.Si. di balai kota, pasar dibuka."),
        ("es", "La embajada de EE. UU. cerró el lunes."),
        ("es", "El tren sale a las 5 p. m. de Villa Ejemplo."),
        ("de", "Dr. h. c. Max Muster hat den Markt eröffnet."),
        ("de", "Viele Händler, z. B. Bäcker, kamen."),
        ("en", "Sample! Inc. opened a market."),
        ("en", "Mt. Sample erupted on Monday."),
        ("fr", "L'amphore date de 120 av. J.-C. selon eux."),
        ("ja", "見本娘。が月曜日に歌った。"),
    ],
)
def test_no_sentence_ends_within_what_is_shortened_or_named(lang: str, first: str) -> None:
    second = "次の日は雨だった。" if lang == "ja" else "Air 2020."
    assert list(sentences(f"{first} {second}", lang)) == [first, second]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Was it open? No."),
        ("en", "They shouted: fire! Ships left."),
        ("id", "Air surut. PT itu tutup."),
        ("de", "Das war gut. Zwei kamen."),
        ("ja", "歌った。もう一度歌った。"),
    ],
)
def test_sentences_end_where_they_did(lang: str, text: str) -> None:
    assert len(list(sentences(text, lang))) == 2


def test_a_title_holds_a_quotation_to_its_end() -> None:
    lead = "“We opened. Nobody believed us,” said the mayor. Then it rained."
    assert title_of(lead, "en") == "“We opened. Nobody believed us,” said the mayor"
    assert title_of("“We opened. Nobody came", "en") == "“We opened"
