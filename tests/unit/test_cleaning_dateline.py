"""A dateline is one in every part, or none."""

import pytest

from kliping.cleaning.dateline import dateline_of

LEADS = frozenset({"Pemimpin", "Polisi", "Presiden", "The", "Warga", "قال", "La", "Der", "大臣"})


@pytest.mark.parametrize(
    ("text", "source", "place"),
    [
        ("Liputan6.com, Ankara - Pemimpin", "Liputan6.com", "Ankara"),
        ("KOMPAS.com - Polisi", "KOMPAS.com", ""),
        ("Jakarta, CNN Indonesia -- Presiden", "CNN Indonesia", "Jakarta"),
        ("Jakarta (ANTARA) - Polisi", "ANTARA", "Jakarta"),
        ("JAKARTA, Oct 5 (Sample Wire) - The minister", "Sample Wire", "Jakarta"),
        ("FENBY, March 12 (Sample Wire) - The minister", "Sample Wire", "Fenby"),
        ("الواحة - (وكالة عينة): قال", "وكالة عينة", "الواحة"),
        ("LONDON (Sample Wire) — The minister", "Sample Wire", "London"),
        ("LONDON/PARIS (Sample Wire) - The minister", "Sample Wire", "London/Paris"),
        ("(Sample Wire) -- The minister", "Sample Wire", ""),
        ("SAN SAMPLO, Calif. — The minister", "", "San Samplo, Calif"),
        ("SAN SAMPLO, Calif. (Sample Wire) — The minister", "Sample Wire", "San Samplo, Calif."),
        ("TOKYO, Japan - The minister", "", "Tokyo, Japan"),
        ("Brest (Finistère) - La mairie", "", "Brest"),
        ("BERLIN taz | Der Rat", "taz", "Berlin"),
        ("【東京共同】大臣", "共同", "東京"),
        ("BANDUNG, contohkabar.test - Warga", "contohkabar.test", "Bandung"),
        ("القاهرة (وكالة عينة) - قال", "وكالة عينة", "القاهرة"),
        ("القاهرة - وكالة عينة: قال", "وكالة عينة", "القاهرة"),
        ("CONTOHKABAR.CO.ID, BANDUNG -- Warga", "CONTOHKABAR.CO.ID", "Bandung"),
        ("Jakarta - Presiden hadir", "", "Jakarta"),
        ("LONDON—The minister", "", "London"),
        ("JAKARTA, 5 Oktober 2020 - Polisi", "", "Jakarta"),
        ("Musterhausen (dpx-Muster) - The minister", "dpx-Muster", "Musterhausen"),
        ("BANDUNG, (CONTOH KABAR) - Warga", "CONTOH KABAR", "Bandung"),
        ("BANDUNG, contohkabar.test -Warga", "contohkabar.test", "Bandung"),
        ("Contohkabar.test– Warga", "Contohkabar.test", ""),
        ("CONTOHKABAR.CO, Bandung-Warga", "CONTOHKABAR.CO", "Bandung"),
        ("contohkabar.test | BANDUNG - Warga", "contohkabar.test", "Bandung"),
        ("CONTOHKABAR.CO.ID - BANDUNG. Warga", "CONTOHKABAR.CO.ID", "Bandung"),
        ("Contohkabar.test, Bandung: Warga", "Contohkabar.test", "Bandung"),
        ("Bandung: Warga", "", "Bandung"),
        ("BANDUNG, ContohNews - Warga", "ContohNews", "Bandung"),
        ("Bandung, kumparan - Warga", "kumparan", "Bandung"),
        ("KBRN, Bandung: Warga", "KBRN", "Bandung"),
        ("RMOL. Warga", "RMOL", ""),
    ],
)
def test_a_dateline_gives_source_and_place(text: str, source: str, place: str) -> None:
    dateline = dateline_of(text)
    assert dateline is not None
    assert (dateline.source, dateline.place) == (source, place)
    assert text[dateline.end :].split()[0] in {
        "Pemimpin",
        "Polisi",
        "Presiden",
        "The",
        "Warga",
        "قال",
        "La",
        "Der",
        "大臣",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Indonesia - Malaysia sepakat berdamai.",
        "Jakarta - Bandung ditempuh dua jam.",
        "Haus Muster (alt-Bau) - Ein Steg",
        "(Sample Wire) said - and meant - it.",
        "(Anm. der Redaktion) - Der Rat",
        "Mayor (left) - The council",
        "JOHN SAMPLE, Builder - The man",
        "RAT neu | Der Markt",
        "Sample Hall (pre-Fire) - The door",
        "NATO - the alliance - met again, and NATO said so.",
        "He said - and meant - it.",
        "Presiden hadir - kata dia.",
        "Jakarta - begitu kata orang - macet.",
        "PERINGATAN — begitu bunyinya.",
        "Menurut dia (Budi) - begitulah.",
        "Kota itu (yang lama sekali ditinggalkan) - sepi.",
        "Jakarta",
        "Jakarta - ",
        "Jakarta-Bandung ditempuh dua jam.",
        "Contoh Mutu, Bandung -Warga menolak.",
        "Catatan, Bandung: Warga menolak.",
        "Catatan: Warga menolak.",
        "KTP. Warga menolak.",
        "Contohtoko.test, Kertaloka and others agreed.",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


def test_a_source_of_the_config_bears_witness() -> None:
    assert dateline_of("Bandung, Warna Pagi - Hujan turun") is None
    dateline = dateline_of("Bandung, WARNA PAGI - Hujan turun", ("Warna Pagi",))
    assert dateline is not None
    assert (dateline.source, dateline.place) == ("Warna Pagi", "Bandung")


def test_a_name_before_the_words_of_a_sentence_is_a_place_in_indonesian() -> None:
    found = dateline_of("Kertaloka - Sebanyak 48 anak kembali ke sekolah.", (), "id")
    assert found is not None
    assert found.place == "Kertaloka"
    assert dateline_of("Kertaloka - Malaysia sepakat membangun jembatan.", (), "id") is None
    assert dateline_of("Pemerintah - Sebanyak 48 anak kembali ke sekolah.", (), "id") is None
    assert dateline_of("Kommentar - Wenn die Stadt baut, baut sie lange.", (), "de") is None


@pytest.mark.parametrize(
    ("text", "place", "lead"),
    [
        ("Contohkabar.test, Bandung Wali Kota Contoh menolak", "Bandung", "Wali Kota Contoh menolak"),
        ("Contohkabar.test, Bandung Barat Warga menolak", "Bandung Barat", "Warga menolak"),
        ("Contohkabar.test, Kertaloka Warga menolak", "Kertaloka", "Warga menolak"),
        ("Contohkabar.test, Tanjung Loka Warga menolak", "Tanjung Loka", "Warga menolak"),
        ("Contohkabar.test, Kertaloka Bupati Budi Contoh menolak", "", "Kertaloka Bupati Budi Contoh menolak"),
        ("CONTOHKABAR.CO, Warga menolak", "", "Warga menolak"),
    ],
)
def test_indonesian_portals_leave_out_the_dash(text: str, place: str, lead: str) -> None:
    found = dateline_of(text, (), "id")
    assert found is not None
    assert (found.source.lower().partition(".")[0], found.place, text[found.end :]) == ("contohkabar", place, lead)
    assert dateline_of(text, (), "en") is None
