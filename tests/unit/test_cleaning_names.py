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


def test_a_german_office_is_no_part_of_the_name_after_it() -> None:
    text = ["Amtsleiterin Greta Probst und Pfarrer Kaspar Muster kamen.", "Probst blieb, und Muster ging wieder."]
    assert set(tags_of(text, (), "de")) == {"Greta Probst", "Kaspar Muster"}


def test_a_german_surname_may_be_a_word_of_office() -> None:
    text = ["Gestern kam Greta Hofmeister an.", "Dann sprach Greta Hofmeister lange."]
    assert tags_of(text, (), "de") == ("Greta Hofmeister",)
    text = ["Gestern kam das Buch vom Hofmeister Verlag an.", "Dann schrieb Hofmeister Verlag zurück."]
    assert tags_of(text, (), "de") == ("Hofmeister Verlag",)


def test_a_clause_that_tells_of_two_german_nouns_makes_them_a_name() -> None:
    assert tags_of(["Das weiß nur Irma Muster, die jeden Schauer zählt."], (), "de") == ("Irma Muster",)
    assert tags_of(["Das weiß nur die Alte Waage, die jeden Schauer zählt."], (), "de") == ()
    assert tags_of(["Er zählt drei Sorten Münzen, die niemand haben will."], (), "de") == ()
    assert tags_of(["Das weiß nur Irma Muster aus dem Nachbarhaus."], (), "de") == ()


def test_the_place_of_a_german_article_is_no_part_of_a_name() -> None:
    text = ["Seit Januar verkauft Musterhausen Stille an Städter.", "Wieder verkauft Musterhausen Stille an Städter."]
    assert tags_of(text, ("Musterhausen",), "de") == ()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (
            "町には雨が降っていた。課長の試験原ときわさん（３８）が話した。試験原さんは笑っていたという。",
            ("試験原ときわ",),
        ),
        ("町には雨が降っていた。見本花子さん（７２）が町に届けを出し、静かに帰っていったという。", ("見本花子",)),
        ("町には雨が降っていた。生徒のみなさんが来て、生徒のみなさんが帰っていったという。", ()),
        ("町には雨が降っていた。卒業生みなさんが来て、卒業生みなさんが帰っていったという。", ()),
        ("町には雨が降っていた。説明書を読み、説明書を書く。取扱品を見て、取扱品を買うという。", ()),
        ("雨の町には図本船があり、図本船は川を上る。子どもは図本船を待っているという。", ("図本船",)),
    ],
)
def test_japanese_persons_and_compounds_are_names(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of([text], ()) == tags


def test_an_arabic_person_who_speaks_is_named_in_full() -> None:
    text = ["التقت البلدة معلمتها دلال النموذجي صباحا.", "وقالت النموذجي إن الجرس تأخر عن موعده."]
    assert tags_of(text, ()) == ("دلال النموذجي",)
    text = ["جلس الناس في مكتب القاضي صباحا.", "وقال القاضي إن الجرس تأخر عن موعده."]
    assert tags_of(text, ()) == ()
    text = ["التقت البلدة معلمتها دلال النموذجي صباحا.", "وجاء النموذجي إلى المدرسة في موعده."]
    assert tags_of(text, ()) == ()


def test_a_name_with_a_capital_before_it_is_whole() -> None:
    assert cites_of(["Selon Le Quotidien Exemple, l'eau baisse."], "", (), "fr") == ("Le Quotidien Exemple",)
    assert cites_of(["Selon le quotidien Exemple, l'eau baisse."], "", (), "fr") == ("Exemple",)


def test_outlets_that_report_are_cited() -> None:
    assert cites_of(["Sample Wire reported that the orchard was sold."], "", (), "en") == ("Sample Wire",)
    assert cites_of(["Sample Name reported that the orchard was sold."], "", (), "en") == ()
    assert cites_of(["She gave Weekly reports to the board."], "", (), "en") == ()
    assert cites_of(["見本通信の取材に対し、市は水が引いたと答えた。"], "", (), "ja") == ("見本通信",)
    assert cites_of(["وذكرت صحيفة عينة أن النهر انحسر."], "", (), "ar") == ("صحيفة عينة",)
