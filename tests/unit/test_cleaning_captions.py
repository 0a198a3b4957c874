"""Captions and their credits go from between a headline and the article, and what a page leaves around both."""

import pytest

from tests.unit.scrapes import cleaned, kept_lines

TITLE = "Bupati Resmikan Jembatan Gantung di Muara Selandra"
STANDFIRST = "Jembatan itu menggantikan rakit yang ditarik warga dengan tali."
LEAD = (
    "MUARA SELANDRA, Kabar Contoh - Jembatan gantung sepanjang empat puluh meter itu dibuka pada Senin pagi, sebelas "
    "bulan setelah banjir merobohkan yang lama."
)
PLAIN = (
    "Jembatan gantung sepanjang empat puluh meter itu dibuka pada Senin pagi, sebelas bulan setelah banjir merobohkan "
    "yang lama, dan rakit terakhir ditarik ke darat."
)
MORE = (
    '"Anak-anak tidak perlu lagi naik rakit ke sekolah," kata Kepala Desa Tagor Simaremba, yang berjalan paling depan '
    "bersama cucunya."
)
CAPTION = "Warga menyeberang jembatan gantung di Muara Selandra, Senin (5/10/2020)"


@pytest.mark.parametrize(
    "caption",
    [
        "Bupati Selandra, Tagor Simaremba. (foto istimewa)",
        f"{CAPTION}. (Istimewa)",
        f"{CAPTION} (dok istimewa)",
        f"{CAPTION}. (Sumber: Youtube)",
        "Bupati Selandra, Tagor Simaremba.",
        f"{CAPTION} |",
    ],
)
@pytest.mark.parametrize(
    "lead",
    [
        [LEAD],
        ["Bentara -", PLAIN],
        [f"BENTARA (kabarcontoh.com)- {PLAIN}"],
        [f"KABARCONTOH.COM - {PLAIN}"],
        [f"Kabarcontoh.co, Bentara - {PLAIN}"],
    ],
    ids=["place", "place alone", "domain in brackets", "domain", "domain and place"],
)
def test_a_caption_above_any_kind_of_dateline_goes(caption: str, lead: list[str]) -> None:
    assert kept_lines(TITLE, "", caption, "", *lead, "", MORE) == [TITLE, *lead, MORE]


def test_a_caption_with_its_credit_goes_though_no_headline_stands_above_it() -> None:
    caption = "Para pekerja jembatan gantung di tepi sungai. (Foto : Contoh/Ist)."
    assert kept_lines(caption, LEAD, MORE) == [LEAD, MORE]


def test_a_standfirst_above_the_dateline_stays() -> None:
    assert kept_lines(TITLE, "", STANDFIRST, "", LEAD, "", MORE) == [TITLE, STANDFIRST, LEAD, MORE]


@pytest.mark.parametrize(
    "credit", ["TAGOR SIMAREMBA/KABARCONTOH.COM", "Foto: Kabar Contoh/Tagor Simaremba", "CONTOH/TAGOR"]
)
def test_a_caption_said_above_its_credit_and_below_it_goes(credit: str) -> None:
    assert kept_lines(TITLE, "", CAPTION, credit, CAPTION, "", PLAIN, "", MORE) == [TITLE, PLAIN, MORE]
    refrain = "Rakit itu ditarik lagi"
    assert kept_lines(TITLE, "", refrain, "Tali itu putus lagi", refrain, "", PLAIN, "", MORE)[1:4] == [
        refrain,
        "Tali itu putus lagi",
        refrain,
    ]


def test_a_caption_said_twice_with_the_agency_behind_it_goes_wherever_it_stands() -> None:
    caption = "Residents cross the new bridge at the mouth of the river, October 5, 2020. REUTERS/Mira Sample"
    assert kept_lines(TITLE, "", caption, "", PLAIN, caption, "", MORE) == [TITLE, PLAIN, MORE]
    assert kept_lines(TITLE, "", PLAIN, "", MORE, "", MORE)[2:] == [MORE, MORE]


def test_a_credit_and_the_caption_below_it_go_as_a_block_of_their_own() -> None:
    credit = "Instagram Kabar Contoh"
    assert kept_lines(TITLE, "", STANDFIRST, "", credit, CAPTION, "", PLAIN, "", MORE) == [
        TITLE,
        STANDFIRST,
        PLAIN,
        MORE,
    ]
    # Without a standfirst the line might be the article's first.
    assert CAPTION in kept_lines(TITLE, "", credit, CAPTION, "", PLAIN, "", MORE)


def test_the_credit_of_an_agency_goes_from_behind_a_paragraph() -> None:
    assert kept_lines(TITLE, f"{MORE} Tagor Simaremba/AFP", PLAIN)[1] == MORE
    told = f"{MORE} Kabar ini dari Tagor/AFP dan dari warga."
    assert kept_lines(TITLE, told, PLAIN)[1] == told


@pytest.mark.parametrize("again", [f"{TITLE} - Contoh.co BENTARA", f"{TITLE} | Kabar Contoh"])
def test_the_headline_and_the_name_of_the_page_go_from_below_the_headline(again: str) -> None:
    assert kept_lines(TITLE, "", again, "", PLAIN, "", MORE) == [TITLE, PLAIN, MORE]


def test_a_headline_that_goes_on_or_is_said_again_as_it_is_stays() -> None:
    longer = f"{TITLE} - rakit terakhir ditarik ke darat"
    assert kept_lines(TITLE, "", longer, "", PLAIN, "", MORE)[1] == longer
    assert kept_lines(TITLE, "", TITLE, "", PLAIN, "", MORE)[:2] == [TITLE, TITLE]


@pytest.mark.parametrize(
    "line",
    [
        "Oleh Mira Sample, Senin, 5 Oktober 2020 | 10:15 WIB",
        "By Mira Sample, Senin, 5 Oktober 2020 | 10:15 WIB",
        "Mira Sample Contoh — Kabar Contoh 5 Oktober 2020 10:15",
        "Senin, 5 Oktober 2020 / 10:15 WIB",
    ],
)
def test_who_wrote_and_when_goes_as_one_line(line: str) -> None:
    found = cleaned(TITLE, line, PLAIN, MORE, zone="Asia/Jakarta")
    assert [each.text for each in found.ledger.verdicts if each.kind in {"kept", "title"}] == [TITLE, PLAIN, MORE]
    assert found.date is not None
    assert found.date.at.isoformat() == "2020-10-05T10:15:00+07:00"


def test_a_line_on_who_came_and_when_stays() -> None:
    told = "Dibuka oleh bupati sendiri, Senin, 5 Oktober 2020"
    assert told in kept_lines(TITLE, told, PLAIN, MORE)


def test_one_name_a_line_goes_from_above_the_newsroom() -> None:
    head = [TITLE, "Kabar Contoh - 05/10/2020, 10:15 WIB", "Mira Sample,", "Tagor", "Tim Redaksi"]
    assert kept_lines(*head, PLAIN, MORE) == [TITLE, PLAIN, MORE]


@pytest.mark.parametrize("standfirst", [STANDFIRST, STANDFIRST.rstrip(".")])
def test_what_an_article_is_about_goes_from_between_the_day_and_the_headline(standfirst: str) -> None:
    head = ["Minggu, 4 Oktober 2020", "", "Jembatan", "", TITLE, "", standfirst, "", "Instagram @kabarcontoh", CAPTION]
    assert kept_lines(*head, "", PLAIN, "", MORE) == [TITLE, standfirst, PLAIN, MORE]


@pytest.mark.parametrize(
    "last",
    ["Sumber:", "via Contoh", "RAKIT | KABAR | TS", "KEYWORD :Jembatan Gantung Muara Selandra Rakit Tagor", "(03/TS)"],
)
def test_what_a_page_leaves_in_the_last_line_goes(last: str) -> None:
    assert kept_lines(TITLE, PLAIN, MORE, last) == [TITLE, PLAIN, MORE]


@pytest.mark.parametrize(
    "last", ["Via Mira Contoh", "Sumber: rakit yang ditarik tali.", "Rakit | Jembatan | Tali", "(pasal 3/2)"]
)
def test_a_last_line_of_the_article_stays(last: str) -> None:
    assert last in kept_lines(TITLE, PLAIN, MORE, last)


@pytest.mark.parametrize(
    "line",
    [
        "copy-link-circle",
        "sosmed-whatsapp-white",
        "zoom-in-whitePerbesar",
        "Comment",
        "0 comments:",
        "![]() |",
        "Terverifikasi Administratif dan Faktual oleh Dewan Pers",
        "Standings provided by Contoh",
        "© 2020 KabarContoh.com, a subsidiary of Contoh Media. All Right Reserved",
        "Tengok di video tentang jembatan itu, oleh wartawan Kabar Contoh, Mira Sample berikut ini.",
    ],
)
def test_the_words_of_a_page_go(line: str) -> None:
    assert kept_lines(TITLE, PLAIN, line, MORE) == [TITLE, PLAIN, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "mata-mata",
        "rumah-rumah putih",
        "Rakit | Jembatan |",
        "Lihat di video itu, kata Mira, bagaimana rakit berikut talinya hanyut terbawa banjir.",
    ],
)
def test_what_only_looks_like_them_stays(line: str) -> None:
    assert line in kept_lines(TITLE, PLAIN, line, MORE)


def test_the_address_that_an_article_was_copied_from_goes_from_its_head_alone() -> None:
    address = "https://www.example.org/kabar/2020/10/jembatan-gantung-dibuka"
    assert kept_lines(TITLE, "", address, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", LEAD, "", MORE, "", address, "", PLAIN) == [TITLE, LEAD, MORE, address, PLAIN]


def test_a_label_that_tells_what_an_article_is_stays_in_the_headline() -> None:
    title = "Berita Terkini : Jembatan Gantung di Muara Selandra Dibuka"
    assert kept_lines(title, "", PLAIN, "", MORE) == [title, PLAIN, MORE]
    assert kept_lines("Baca juga: Kapal Ikan Terbakar di Dermaga Barat", "", PLAIN, "", MORE) == [PLAIN, MORE]


def test_a_caption_of_names_joined_by_small_words_goes() -> None:
    caption = "Kepala Dinas Jalan dan Jembatan Wilayah 1 Selandra dan Bentara, Tagor."
    assert kept_lines(TITLE, "", caption, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize(
    "caption", [f"{CAPTION}.-Mira Sample-", "-WARGA menyeberang jembatan gantung di Muara Selandra.-"]
)
def test_a_caption_between_dashes_goes_wherever_it_stands(caption: str) -> None:
    assert kept_lines(TITLE, "", PLAIN, "", caption, "", MORE) == [TITLE, PLAIN, MORE]
    told = "- Warga menyeberang jembatan gantung itu - lalu pulang -"
    assert told in kept_lines(TITLE, "", PLAIN, "", told, "", MORE)


SCATTERED = ["Bupati Sebut Rakit Terakhir Akan Dibawa ke Museum", "Warga Seberang Minta Jembatan Kedua Tahun Depan"]


def test_the_source_of_a_picture_goes_with_its_label_and_caption() -> None:
    listed = [CAPTION, "Sumber :", "  • Mira Sample"]
    assert kept_lines(TITLE, "", *listed, "", PLAIN, "", MORE) == [TITLE, PLAIN, MORE]
    assert kept_lines(TITLE, "", PLAIN, "", CAPTION, "", "Photo :", "• KABAR FOTO/Mira Sample", "", MORE) == [
        TITLE,
        PLAIN,
        MORE,
    ]


def test_several_sources_and_a_source_of_words_stay() -> None:
    listed = ["Sumber :", "• Badan Pusat Contoh", "• Dinas Jembatan Selandra"]
    assert kept_lines(TITLE, PLAIN, MORE, *listed)[-3:] == listed
    told = ["Sumber :", "• air yang mengalir di bawah jembatan itu"]
    assert kept_lines(TITLE, PLAIN, *told, MORE)[2:4] == told


def test_headlines_alone_between_paragraphs_go_where_a_page_lists_the_source_of_its_pictures() -> None:
    credit = [CAPTION, "Sumber :", "  • Mira Sample", ""]
    heading = "Sejarah Rakit di Muara Selandra"
    told = [PLAIN, "", SCATTERED[0], "", MORE, "", heading, "", PLAIN[:-1] + " lagi.", "", SCATTERED[1], "", MORE]
    stays = [PLAIN, MORE, heading, PLAIN[:-1] + " lagi.", MORE]
    assert kept_lines(TITLE, "", *credit, *told) == [TITLE, *stays]
    assert SCATTERED[0] in kept_lines(TITLE, "", *told)
    assert SCATTERED[0] in kept_lines(TITLE, "", *credit, *told[:5])


def test_whose_the_picture_is_goes_from_below_the_headline() -> None:
    assert kept_lines("Rakit Terakhir", "Foto: KabarContoh", PLAIN, MORE) == ["Rakit Terakhir", PLAIN, MORE]
    assert "Foto: KabarContoh" in kept_lines("Rakit Terakhir", PLAIN, "Foto: KabarContoh", "Ukuran: besar", MORE)


def test_when_and_who_reported_goes_as_one_line() -> None:
    assert kept_lines(TITLE, "SENIN, 5 OKTOBER 2020 | 10:15 WIB | LAPORAN: MIRA SAMPLE", PLAIN, MORE) == [
        TITLE,
        PLAIN,
        MORE,
    ]


def test_the_day_that_a_crawler_sets_before_a_headline_goes() -> None:
    assert kept_lines(f"date 2020-10-05 {TITLE}", "", PLAIN, "", MORE) == [TITLE, PLAIN, MORE]
    dated = f"Sensus 2020-10-05 {TITLE}"
    assert kept_lines(dated, "", PLAIN, "", MORE)[0] == dated


def test_a_teaser_that_breaks_off_goes_from_below_the_closing_initials() -> None:
    teaser = "WARGA di seberang sungai menunggu jembatan kedua yang dijanjikan bupati sejak tahun lal"
    assert kept_lines(TITLE, PLAIN, f"{MORE} (Contoh/P-4)", teaser)[-1] == MORE
    assert kept_lines(TITLE, PLAIN, f"{MORE} (Contoh/P-4)", f"{teaser}u.")[-1] == f"{teaser}u."


def test_a_tool_goes_from_above_the_headline() -> None:
    assert kept_lines("Salin Artikel", "", TITLE, "", PLAIN, "", MORE) == [TITLE, PLAIN, MORE]


def test_the_address_of_an_article_goes_from_the_head_of_the_foot() -> None:
    address = "https://kabar.example.org/2020/10/05/jembatan-gantung"
    assert kept_lines(TITLE, PLAIN, MORE, "", address, "", "Bagikan artikel ini melalui") == [TITLE, PLAIN, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Teks: Mira Sample",
        "oleh -",
        "by -20 Views",
        "Source link",
        "Di saat situasi tidak menentu, KabarContoh.com tetap berkomitmen memberikan fakta jernih. Ikuti terus update "
        "terkini dan notifikasi penting di Aplikasi KabarContoh.com. Download di sini",
    ],
)
def test_more_words_of_a_page_go(line: str) -> None:
    assert kept_lines(TITLE, PLAIN, line, MORE) == [TITLE, PLAIN, MORE]


@pytest.mark.parametrize(
    "line", ["Teks: warga menyalin surat bupati.", "oleh karena itu", "Salin artikel itu, katanya"]
)
def test_what_begins_as_they_do_stays(line: str) -> None:
    assert line in kept_lines(TITLE, PLAIN, line, MORE)


def test_a_headline_with_a_word_of_outlets_above_the_publication_line_stays() -> None:
    title = "Mira Sample and Tagor Simaremba set to drop big news on the bridge, and the village waits"
    head = ["Rakit Terakhir", title, "Senin, 5 Oktober 2020 10:15 WIB"]
    assert kept_lines(*head, PLAIN, MORE) == ["Rakit Terakhir", title, PLAIN, MORE]


def test_a_paragraph_said_twice_below_a_label_stays() -> None:
    paragraph = f"{PLAIN} {MORE}"
    assert kept_lines(TITLE, "", "Baca juga: Kapal Ikan Terbakar di Dermaga Barat", "", paragraph, "", paragraph) == [
        TITLE,
        paragraph,
        paragraph,
    ]


@pytest.mark.parametrize(
    "between",
    [
        ["Minggu, 04 Oktober 2020 | 18:07 WIB"],
        ["oleh Kabar12 diperbarui 05 Okt 2020, 03:02 WIB", "Diterbitkan 05 Okt 2020, 03:02 WIB"],
        ["id jembatan, gantung, muara selandra, kabarcontoh.com."],
    ],
    ids=["moment", "author and moments", "tags"],
)
def test_a_headline_goes_where_it_is_said_again_below_what_a_page_says_of_the_article(between: list[str]) -> None:
    assert kept_lines(TITLE, "", *between, TITLE, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]


def test_a_headline_that_is_said_again_among_the_paragraphs_stays() -> None:
    lines = [TITLE, "", "Minggu, 04 Oktober 2020 | 18:07 WIB", "", LEAD, "", TITLE, "", MORE]
    assert kept_lines(*lines) == [TITLE, LEAD, TITLE, MORE]


@pytest.mark.parametrize(
    "lead", [LEAD, f"KABARCONTOH – {PLAIN}", f"KABAR CONTOH — {PLAIN}"], ids=["place", "outlet", "outlet of two words"]
)
def test_names_behind_what_a_picture_shows_go_with_it_above_the_first_paragraph(lead: str) -> None:
    assert kept_lines(TITLE, "", f"{CAPTION}. (Tagor Simaremba)", "", lead, "", MORE) == [TITLE, lead, MORE]
    remark = f"{CAPTION}. (Bersambung)"
    assert kept_lines(TITLE, "", remark, "", lead, "", MORE)[1] == remark


def test_what_a_bracket_stands_behind_stays_where_no_paragraph_opens_with_a_dateline() -> None:
    line = f"{CAPTION}. (Komite Jembatan)"
    assert kept_lines(TITLE, "", line, "", PLAIN, "", MORE)[1] == line


def test_a_credit_behind_a_dash_goes_from_between_headline_and_dateline() -> None:
    assert kept_lines(TITLE, "- contohTV", LEAD, MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "- CONTOH/Tagor Simaremba", LEAD, MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "- Rakit", "- Tali", LEAD, MORE)[1:3] == ["- Rakit", "- Tali"]
    assert kept_lines(TITLE, "- rakit yang lama", LEAD, MORE)[1] == "- rakit yang lama"
    assert kept_lines(TITLE, "- Rakit", PLAIN, MORE)[1] == "- Rakit"


@pytest.mark.parametrize(
    "standfirst",
    [
        "Rakit, dari kebanggaan kini menjelma menjadi cerita lama Bentara.",
        "Warga menunggu jembatan itu sebelas bulan di Muara Selandra.",
        "The ferry stopped for good on the day that the bridge was opened in Villetest.",
    ],
)
def test_a_standfirst_that_ends_with_a_name_stays_above_the_dateline(standfirst: str) -> None:
    assert kept_lines(TITLE, "", standfirst, "", LEAD, "", MORE) == [TITLE, standfirst, LEAD, MORE]


def test_names_alone_go_from_above_the_dateline() -> None:
    for names in ("Menteri Contoh (Mencontoh) Tagor Simaremba.", "Bupati Selandra, Tagor bin Simaremba."):
        assert kept_lines(TITLE, "", names, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize("credit", ["(KCSelandra/Tagor Simaremba)", "(Kabarcontoh.com/Tagor Simaremba)"])
def test_a_caption_goes_with_the_credit_that_stands_in_brackets_behind_it(credit: str) -> None:
    lines = [TITLE, "", f"{CAPTION}. {credit}", f"{CAPTION}. {credit}", "", LEAD, "", MORE]
    assert kept_lines(*lines) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", STANDFIRST, "", LEAD, "", f"{MORE} {credit}") == [TITLE, STANDFIRST, LEAD, MORE]


def test_a_caption_that_ends_with_a_photographer_or_a_day_above_one_goes() -> None:
    assert kept_lines(TITLE, "", f"{CAPTION}. Foto/Tagor Simaremba", "", LEAD, "", MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", f"{CAPTION}.", "FOTO: Tagor Simaremba", "", LEAD, MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", STANDFIRST, "FOTO: Tagor Simaremba", "", LEAD, MORE)[1] == STANDFIRST


def test_what_is_said_around_the_photographer_goes_however_it_is_spaced() -> None:
    again = CAPTION.replace(" gantung ", "  gantung ")
    assert kept_lines(TITLE, "", again, "Foto: Kabar/Tagor Simaremba", CAPTION, "", LEAD, MORE) == [TITLE, LEAD, MORE]
