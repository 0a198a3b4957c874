"""Pieces of a page in a row within a line go, and no sentence is taken for one of them."""

import pytest

from kliping import cleaning
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
BEFORE = "Warga Muara Selandra diminta tenang sampai air surut, kata Tagor Simaremba di balai desa."
AFTER = "Bagas Renggajaya mengatakan warga akan pulang pekan depan."


def dropped(text: str) -> list[tuple[str, str]]:
    decoded = cleaning.decode(text.encode())
    assert decoded is not None
    ledger = cleaning.clean(decoded, CONFIG).ledger
    assert cleaning.rebuild(ledger) == text.encode()
    return [(each.text, each.rule) for each in ledger.verdicts if each.kind == "dropped"]


def kept(text: str) -> str:
    noise = dropped(text)
    for each, _ in noise:
        text = text.replace(each, "", 1)
    return " ".join(text.split())


@pytest.mark.parametrize(
    "row",
    [
        "Bagikan Salin tautan Komentar (3)",
        "Berita Terkait",
        "Link telah disalin",
        "Cetak | Kirim ke Teman | Simpan",
        "Follow us on Facebook",
    ],
)
def test_a_row_of_pieces_goes_before_a_sentence_that_begins_with_a_name(row: str) -> None:
    assert kept(f"{BEFORE} {row} {AFTER}") == f"{BEFORE} {AFTER}"
    assert kept(f"{BEFORE} {row}") == BEFORE


def test_the_head_of_a_page_in_one_line_goes_up_to_the_dateline() -> None:
    head = "Oleh: Yohana Pitaloka Minggu, 5 Juni 2022 | 09.15 Baca 2 menit Dengarkan artikel"
    text = f"Warga Muara Selandra Pulang Lagi\n{head} SELANDRA, CONTOH.com - {AFTER} {BEFORE}"
    assert [text for text, _ in dropped(text)] == [
        "Oleh: Yohana Pitaloka",
        "Minggu, 5 Juni 2022 | 09.15",
        "Baca 2 menit Dengarkan artikel",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Komentar Bagas Renggajaya membuat warga marah lagi.",
        "Aplikasi WhatsApp Bagas Renggajaya diretas orang tak dikenal.",
        "What did he do? Read the news.",
        "Learn about your river first.",
        "Only £5 a week.",
        "“Begini bunyi papan itu. Berita Terkait Bagas Renggajaya selalu dibaca orang,” katanya.",
        "The list is short. Check out How to Walk Home by Jane Millbrook.",
        "Half of them left. (Source: Sample Study, 2013) The rest stayed.",
        "Is it true? [Yes/No] Nobody knew.",
    ],
)
def test_a_sentence_that_people_say_stays(sentence: str) -> None:
    assert dropped(f"{BEFORE} {sentence} {AFTER}") == []


def test_a_point_of_a_list_is_no_piece() -> None:
    assert dropped(f"{BEFORE}\n3. Sembunyikan Kolom Komentar\n{AFTER}") == []


def test_behind_the_last_paragraph_a_credit_makes_no_caption_of_a_sentence() -> None:
    last = "Ia menambahkan, warga akan pulang pekan depan."
    text = f"{BEFORE} {AFTER}\n{last} (Kabarcontoh.com/Sekar Jatiningrum)\nBerita Terkait"
    assert [text for text, _ in dropped(text)] == ["(Kabarcontoh.com/Sekar Jatiningrum)", "Berita Terkait"]
    assert (
        dropped(f"{BEFORE} {AFTER}\nIl a ajouté que les habitants rentreront bientôt. Photo Camille Exemplaire") == []
    )


def test_above_a_paragraph_a_sentence_and_its_credit_are_a_caption() -> None:
    caption = "Warga berkumpul di balai desa Muara Selandra. (Kabarcontoh.com/Sekar Jatiningrum)"
    assert dropped(f"{caption}\n{BEFORE} {AFTER}") == [(caption, "gallery-label")]


@pytest.mark.parametrize("space", ["\N{NARROW NO-BREAK SPACE} ", "\N{THIN SPACE}", "\N{NO-BREAK SPACE}", "  "])
def test_a_marker_goes_behind_whatever_space_a_line_begins_with(space: str) -> None:
    assert kept(f"{space}Advertisement {BEFORE} {AFTER}") == f"{BEFORE} {AFTER}"
