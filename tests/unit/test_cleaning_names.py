"""Tags and cites are names that the text turns on, and nothing else."""

import pytest

from kliping.cleaning.cites import cites_of
from kliping.cleaning.names import tags_of


def test_a_surname_counts_for_the_full_name() -> None:
    text = ["Kemarin Sari Contohwati datang.", "Lalu Contohwati pulang, dan Contohwati tidur."]
    assert tags_of(text, ()) == ("Sari Contohwati",)


def test_words_of_office_part_names() -> None:
    text = ["Warga Loria bertemu Menteri Luar Negeri Loria Sari Contohwati.", "Orang Loria dan Contohwati sepakat."]
    assert set(tags_of(text, ())) == {"Loria", "Sari Contohwati"}


def test_a_place_is_not_the_surname_of_what_bears_its_name() -> None:
    text = ["Lembaga Bank Loria tutup.", "Semua tutup di Loria dan ke Loria orang pulang.", "Kata Bank Loria, begitu."]
    assert set(tags_of(text, ())) == {"Bank Loria", "Loria"}


def test_the_start_of_a_sentence_makes_no_name() -> None:
    text = ["Banjir datang lagi. Banjir surut. Banjir pergi.", "Monday came. The man left. The man slept on Monday."]
    assert tags_of(text, ()) == ()


def test_once_is_enough_only_in_the_lead() -> None:
    assert tags_of(["Kemarin di Loria hujan.", "Kemarin di Taramba kering."], ()) == ("Loria",)


def test_where_few_names_come_twice_full_names_that_come_once_are_tags() -> None:
    few = ["Air sungai surut.", "Menurut warga, Tagor Simaremba dan Sarwo Ginanjar ikut. Siang itu Bentara sepi."]
    assert tags_of(few, ()) == ("Tagor Simaremba", "Sarwo Ginanjar")
    many = ["Rivertown, Wheatfield, Lembayung, Sanabil dan Keranji.", *few[1:]]
    assert not {"Tagor Simaremba", "Sarwo Ginanjar"} & set(tags_of(many, ()))


def test_what_is_a_fact_already_is_no_tag() -> None:
    assert tags_of(["Kemarin di Loria dan di Taramba hujan."], ("Loria",)) == ("Taramba",)


def test_there_are_eight_tags_at_most() -> None:
    names = " dan ".join(f"Nama{letter * 3}" for letter in "abcdefghij")
    assert len(tags_of([f"Hadir {names}.", f"Pulang {names}."], ())) == 8


def test_a_headline_in_capitals_names_nobody() -> None:
    assert tags_of(["WARGA LORIA MENGUNGSI KE BALAI KOTA", "WARGA LORIA PULANG"], ()) == ()


def test_one_name_may_hold_small_words() -> None:
    text = [
        "We saw the Institute for Sample Studies and Raed al-Sample.",
        "The Institute for Sample Studies hired al-Sample.",
    ]
    assert set(tags_of(text, ())) == {"Institute for Sample Studies", "Raed al-Sample"}


def test_arabic_phrases_that_recur_are_topics() -> None:
    text = [
        "قال سكان إن وادي السنابل جميل.",
        "وعاد الناس إلى وادي السنابل في المساء.",
        "وقالت الحكومة وقالت الشرطة وقالت البلدية",
    ]
    assert tags_of(text, ()) == ("وادي السنابل",)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("ujar dia seperti dikutip Al Arabiya, Senin (5/10/2020).", ("Al Arabiya",)),
        ("ujar dia seperti dikutip dari Warna Pagi Senin (5/10).", ("Warna Pagi",)),
        ("Dilaporkan Daily Sabah, Kamis 1 Oktober 2020, begitu.", ("Daily Sabah",)),
        ("Dilansir contohkabar.test, air surut.", ("contohkabar.test",)),
        ("seperti dikutip dari Antara, Jumat (13/11/2020).", ("Antara",)),
        ("seperti dikutip dari Antara Lain yang surut.", ()),
        ("Mengutip Stoltenberg, air surut.", ()),
        ("Menurut Sari Contohwati, air surut.", ()),
        ("seperti dikutip Presiden Contohwati.", ()),
        ("The river fell, according to the Sample Times.", ("Sample Times",)),
        ("The river fell, according to Sari Contohwati.", ()),
        ("as reported by Sample News and others", ("Sample News",)),
        ("نقلا عن وكالة عينة أن النهر", ("وكالة عينة",)),
        ("نقلا عن مصادر محلية", ()),
    ],
)
def test_outlets_are_cited_and_persons_are_not(text: str, cites: tuple[str, ...]) -> None:
    assert cites_of([text], "") == cites


def test_an_article_does_not_cite_its_own_source() -> None:
    assert cites_of(["dikutip Contoh Harian, lalu dikutip CONTOH HARIAN"], "Contoh Harian") == ()
