"""Headlines of other stories go without a label where they stand in a row; lists and headings of the article stay."""

import pytest

from tests.unit.scrapes import LEAD as HARBOUR
from tests.unit.scrapes import MORE as DRIVER
from tests.unit.scrapes import TITLE as ENGLISH
from tests.unit.scrapes import kept_lines

TITLE = "Bupati Resmikan Jembatan Gantung di Muara Selandra"
LEAD = (
    "Jembatan gantung sepanjang empat puluh meter itu dibuka pada Senin pagi, sebelas bulan setelah banjir merobohkan "
    "yang lama, dan rakit terakhir ditarik ke darat."
)
MORE = (
    '"Anak-anak tidak perlu lagi naik rakit ke sekolah," kata Kepala Desa Tagor Simaremba, yang berjalan paling depan '
    "bersama cucunya."
)
ROW = [
    "Harga Cabai Naik Lagi di Pasar Lama, Pedagang Mengaku Sepi Pembeli",
    "Kapal Ikan Terbakar di Dermaga Barat, Tiga Nelayan Selamat",
    "Wali Kota: Sekolah Libur Dua Hari akibat Asap",
]


@pytest.mark.parametrize("mark", ["", "- ", "• "])
def test_a_row_of_headlines_goes_between_paragraphs_and_at_the_end(mark: str) -> None:
    row = [f"{mark}{headline}" for headline in ROW]
    assert kept_lines(TITLE, LEAD, *row, MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, LEAD, MORE, *row) == [TITLE, LEAD, MORE]


def test_the_signs_of_a_list_that_stand_alone_go_with_it() -> None:
    assert kept_lines(TITLE, LEAD, "-", ROW[0], "-", ROW[1], MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize(
    "row",
    [
        ["Universitas Negeri Muara Selandra, Kampus Barat", "Institut Seni Contoh Raya, Kampus Timur Laut"],
        ["Stadion Utama Gelora Contoh Raya, Bentara", "Terminal Induk Pasar Lama Kota Bentara"],
        ["Rakit ditarik ke darat lebih dulu", "Papan lama dibongkar satu demi satu"],
        ["1. Bupati Memotong Pita di Ujung Jembatan", "2. Warga Menyeberang Sambil Membawa Obor"],
        ['"Kami Menunggu Sebelas Bulan di Seberang"', '"Kami Membawa Rakit Sendiri ke Sana"'],
    ],
    ids=["names", "places", "sentences", "numbered", "quoted"],
)
def test_a_list_of_the_article_stays(row: list[str]) -> None:
    assert kept_lines(TITLE, LEAD, *row, MORE) == [TITLE, LEAD, *row, MORE]


def test_a_list_that_a_colon_announces_stays() -> None:
    announced = "Tiga berita yang paling sering ditempel warga di papan pengumuman desa sepanjang tahun lalu adalah:"
    assert kept_lines(TITLE, LEAD, announced, *ROW, MORE) == [TITLE, LEAD, announced, *ROW, MORE]


def test_one_heading_stays_though_it_is_set_as_a_headline() -> None:
    heading = "Warga Muara Selandra Menunggu Jembatan Sebelas Bulan, Kepala Desa Ikut Menarik Rakit"
    assert kept_lines(TITLE, LEAD, heading, MORE) == [TITLE, LEAD, heading, MORE]
    assert (
        kept_lines(TITLE, LEAD, "Panen Garam Besok Menentukan Harga", MORE)[2] == "Panen Garam Besok Menentukan Harga"
    )


def test_one_headline_of_whose_words_the_article_has_none_goes() -> None:
    assert kept_lines(TITLE, LEAD, ROW[1], MORE) == [TITLE, LEAD, MORE]


def test_another_headline_and_its_broken_teaser_go_from_the_top() -> None:
    teaser = (
        "Tim sepak bola Contoh Raya menang adu penalti setelah seratus dua puluh menit tanpa gol di stadion tua. Duel"
    )
    assert kept_lines("Contoh Raya Menang Adu Penalti, Pelatih Menangis", teaser, LEAD, MORE, LEAD[:-1] + " lagi.") == [
        LEAD,
        MORE,
        LEAD[:-1] + " lagi.",
    ]
    standfirst = (
        "Jembatan gantung di Muara Selandra dibuka sebelas bulan setelah banjir dan rakit terakhir ditarik ke darat"
    )
    assert kept_lines(TITLE, standfirst, LEAD, MORE, LEAD[:-1] + " lagi.")[:2] == [TITLE, standfirst]
    above = "Kamis Malam di Bentara: Siapa Menjaga Mercusuar?"
    assert kept_lines(above, standfirst, LEAD, MORE, LEAD[:-1] + " lagi.")[:2] == [above, standfirst]


def test_what_a_page_asks_and_answers_in_points_goes() -> None:
    asked = [
        "-",
        "Kapan jembatan itu dibangun? Jembatan itu dibangun sesudah banjir besar.",
        "-",
        "Bagaimana warga menyeberang sebelumnya? Mereka naik rakit yang ditarik dengan tali.",
    ]
    assert kept_lines(TITLE, LEAD, *asked, MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, LEAD, *asked[1::2], MORE) == [TITLE, LEAD, *asked[1::2], MORE]


def test_the_beginning_of_a_paragraph_that_is_said_again_and_breaks_off_goes() -> None:
    again = LEAD[: LEAD.index(" merobohkan")]
    assert kept_lines(TITLE, LEAD, MORE, again) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, LEAD, MORE, f"{again}.") == [TITLE, LEAD, MORE, f"{again}."]
    assert kept_lines(TITLE, LEAD[:-1], MORE, LEAD[:-1])[-1] == LEAD[:-1]


def test_headlines_are_told_from_headings_only_where_their_verbs_are_known() -> None:
    talks = ["Discussion of the Beam: What the Crane Could Lift", "Digital Cranes and Their Drivers, Who Are They?"]
    assert kept_lines(ENGLISH, HARBOUR, *talks, DRIVER) == [ENGLISH, HARBOUR, *talks, DRIVER]
