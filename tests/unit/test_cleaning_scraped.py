"""What whole pages of Indonesian outlets leave around an article and in it goes; what only looks like it stays."""

import pytest

from kliping.cleaning.rules import ruling_of
from tests.unit.scrapes import cleaned, dropped, kept_lines

TITLE = "Bupati Resmikan Jembatan Gantung di Muara Selandra"
LEAD = (
    "MUARA SELANDRA, contohkabar.com - Jembatan gantung sepanjang empat puluh meter itu dibuka pada Senin pagi, "
    "sebelas bulan setelah banjir merobohkan yang lama."
)
MORE = (
    '"Anak-anak tidak perlu lagi naik rakit ke sekolah," kata Kepala Desa Tagor Simaremba, yang berjalan paling depan '
    "bersama cucunya."
)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("No Result", "page-label"),
        ("Kumpulan Berita Muara Selandra", "related-label"),
        ("Pos terkait", "related-label"),
        ("BacaJuga :", "related-label"),
        ("Baca berita tanpa iklan. Gabung Contoh.com+", "subscribe-prompt"),
        ("atau Masuk melalui", "page-tool"),
        ("Sudah Memiliki Akun Masuk di Sini", "page-tool"),
        ("Kami telah mengirimkan link aktivasi melalui email ke pembaca@contoh.example.", "page-tool"),
        ("email: redaksi@contoh.example", "page-tool"),
        ("• Ukuran Font: - +", "page-tool"),
        ("avatar Contoh Kabar", "page-tool"),
        ("image-contoh", "page-tool"),
        ("Dibaca:   Komentar:", "view-count"),
        ("1 day ago 4", "publication-line"),
        ("***4***", "separator"),
        ("contoh.com contoh.com contoh.com", "separator"),
        ("![](https://contoh.example/gambar.jpg?w=1)", "gallery-label"),
        ('[caption id="gambar_1" width="700"] Bupati memotong pita[/caption]', "gallery-label"),
        ("Peta jembatan di Muara Selandra, Minggu (25/2)--Dinas via Contoh", "gallery-label"),
        ("Bupati Memotong Pita Jembatan Gantung Itu--", "gallery-label"),
        ("Produser: Bima Rengganis", "editor-credit"),
        (
            "Baca Juga: Warga Muara Selandra Menunggu Jembatan Baru Sejak Banjir, Kepala Desa: Rakit Kami Sudah Tua "
            "Dari Lomba Rakit, Anak Sekolah Belajar Menyeberang Sendiri Tanpa Ditemani",
            "related-label",
        ),
    ],
)
def test_what_a_page_leaves_in_a_line_of_its_own_falls_under_a_rule(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Tanpa hasil, mereka pulang",
        "Kumpulan berita lama tersimpan di lemari",
        "Kami telah mengirimkan beras ke Muara Selandra.",
        "Kirim lagi berasnya, kata dia",
        "Masuk melalui pintu belakang, kata warga",
        "Produser film itu menolak",
        "Bupati memotong pita -- warga bertepuk tangan",
        "1 day ago they left",
    ],
)
def test_what_only_begins_so_falls_under_none(line: str) -> None:
    assert ruling_of(line) is None


def test_a_whole_menu_goes_with_its_site_and_the_day() -> None:
    menu = ["• Beranda", "• PENDIDIKAN", "• EKONOMI", "• POLITIK", "• HUKUM", "• WISATA & KULINER", "• ESAI"]
    around = ["Contohkabar.com", "Minggu, 26 Oktober 2025", "No Result", "View All Result", "Contohkabar.com"]
    assert kept_lines(*menu, *around, TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]
    shopping = ["• Beras merah", "• Gula aren", "• Cabai rawit"]
    assert kept_lines(TITLE, LEAD, *shopping, MORE) == [TITLE, LEAD, *shopping, MORE]


def test_the_site_of_an_outlet_above_its_headline_goes() -> None:
    assert kept_lines("CONTOHKABAR.COM", TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]


def test_a_caption_above_the_dateline_that_tells_who_is_where_goes() -> None:
    caption = "Bupati Wicaksana Hadipura (kanan) memotong pita di jembatan gantung Muara Selandra, Senin pagi. CONTOH"
    assert kept_lines(TITLE, caption, caption, LEAD, MORE) == [TITLE, LEAD, MORE]
    told = "Kepala Desa Tagor Simaremba (kanan) dan cucunya menunggu di seberang sungai sejak subuh, kata mereka."
    assert kept_lines(TITLE, LEAD, told, MORE) == [TITLE, LEAD, told, MORE]


def test_a_teaser_that_a_page_says_twice_below_its_label_goes() -> None:
    teaser = "Harga beras turun, dan pasar lama buka sampai malam."
    assert kept_lines("Headline", teaser, teaser, LEAD, MORE) == [LEAD, MORE]
    assert kept_lines("Headline", teaser, LEAD, MORE) == [teaser, LEAD, MORE]


def test_a_sentence_in_brackets_above_the_closing_initials_goes() -> None:
    teaser = "(Setelah delapan tahun, rakit tua itu resmi dilelang.)"
    assert kept_lines(TITLE, LEAD, MORE, teaser, "(abc/def)") == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, LEAD, teaser, MORE, "(abc/def)") == [TITLE, LEAD, teaser, MORE]


def test_short_initials_close_an_article_and_nothing_else() -> None:
    assert kept_lines(TITLE, LEAD, f"{MORE} (Sug)") == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, f"{LEAD} (Ya)", MORE) == [TITLE, f"{LEAD} (Ya)", MORE]
    assert kept_lines(TITLE, LEAD, f"{MORE} (Raja)") == [TITLE, LEAD, f"{MORE} (Raja)"]


def test_labels_of_credits_whose_names_were_lost_go() -> None:
    clipping = cleaned(TITLE, "Reporter", "", "Editor", "", "Wicaksana Hadipura", LEAD, MORE)
    assert [each.rule for each in clipping.ledger.verdicts if each.text in {"Reporter", "Editor"}] == [
        "byline",
        "editor-credit",
    ]
    assert kept_lines(TITLE, "Oleh :", LEAD, MORE) == [TITLE, LEAD, MORE]


def test_the_day_and_the_number_of_comments_may_be_points() -> None:
    clipping = cleaned(TITLE, "- 30 January 2019", "- 0", LEAD, MORE)
    assert [each.rule for each in clipping.ledger.verdicts][1:3] == ["publication-line", "publication-line"]
    assert clipping.date is not None
    assert kept_lines(TITLE, LEAD, "- 0", MORE) == [TITLE, LEAD, "- 0", MORE]


BEFORE = "Warga diminta tenang sampai air surut, kata dokter Laras di kantor bupati."


def test_a_headline_ends_before_what_somebody_is_though_it_was_written_small_before() -> None:
    label = "Baca juga: Pesan Kepala Desa Muara Selandra untuk Warga"
    assert dropped(f"{BEFORE} {label} Dokter Laras menambahkan, warga boleh pulang setelah hujan reda.") == [
        (label, "related-label")
    ]


def test_a_headline_ends_before_whom_a_sentence_goes_on_to_tell_apart() -> None:
    label = "Baca juga: Perahu Karet Dikirim ke Muara Selandra akibat Banjir"
    assert dropped(f"{BEFORE} {label} Dokter yang bertugas di sana menjelaskan bahwa warga boleh pulang.") == [
        (label, "related-label")
    ]


def test_a_headline_that_asks_may_go_on_and_be_left_open() -> None:
    label = "Baca juga: Bisakah Perahu Karet Dipakai Sendiri? Ini Penjelasannya…"
    assert dropped(f"{BEFORE} {label} Petugas yang menunggu di dermaga menjelaskan caranya.") == [
        (label, "related-label")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["CONTOH KABAR/NAMA RENGGANIS", "Warga Muara Selandra menyeberang di atas jembatan baru."],
        ["Kolase Contoh Kabar", "Warga Muara Selandra menyeberang di atas jembatan baru."],
        [f"{TITLE} Bupati memotong pita di ujung jembatan itu."],
        ["Bupati Wicaksana Hadipura di ujung jembatan. (contoh/Bima Rengganis)"],
        ["Suasana peresmian jembatan di Muara Selandra, 5 Oktober 2020. TEMPO/Bima Rengganis"],
    ],
)
def test_a_caption_and_its_credit_go_from_above_the_dateline(lines: list[str]) -> None:
    assert kept_lines(TITLE, *lines, LEAD, MORE) == [TITLE, LEAD, MORE]


def test_a_standfirst_above_the_dateline_stays() -> None:
    standfirst = "Sebelas bulan warga menyeberang dengan rakit, dan kini tidak lagi."
    assert kept_lines(TITLE, standfirst, LEAD, MORE) == [TITLE, standfirst, LEAD, MORE]


def test_what_an_article_is_about_goes_from_above_its_headline() -> None:
    headline = "Jembatan Gantung Muara Selandra Dibuka Lagi Sebelas Bulan Setelah Banjir"
    standfirst = "Sebelas bulan warga menyeberang dengan rakit, dan kini tidak lagi."
    by = "Penulis: Bima Rengganis | Editor: Wicaksana Hadipura"
    assert kept_lines("Banjir Muara Selandra", headline, standfirst, by, LEAD, MORE) == [
        headline,
        standfirst,
        LEAD,
        MORE,
    ]
    assert kept_lines("Banjir Muara Selandra", headline, standfirst, LEAD, MORE)[0] == "Banjir Muara Selandra"
    assert kept_lines("Berita Daerah", headline, LEAD, MORE) == [headline, LEAD, MORE]


def test_names_between_the_publication_line_and_the_newsroom_are_bylines() -> None:
    clipping = cleaned(
        TITLE, "Contoh.com - 22/01/2021, 13:59 WIB", "Mira Rengganis,", "Bima Hadipura", "Tim Redaksi", LEAD
    )
    assert [each.rule for each in clipping.ledger.verdicts][2:4] == ["byline", "byline"]
    assert clipping.source is not None
    assert clipping.source.author == "Mira Rengganis"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Editor: bima rengganis", "editor-credit"),
        ("Penulis: mira rengganis | Editor: Bima hadipura Edy", "byline"),
        ("(mg4/abc/def)", "editor-initials"),
        ("Laporan oleh Bima Rengganis", "byline"),
        ("Artikel ini ditulis oleh: Bima Rengganis", "byline"),
        ("Baca kisah inspiratif penjaga pintu air di sini", "related-label"),
        ("BeritaBaca Juga:", "related-label"),
    ],
)
def test_who_wrote_and_what_to_read_are_told_in_many_ways(line: str, rule: str) -> None:
    clipping = cleaned(TITLE, line, LEAD, MORE)
    assert [each.rule for each in clipping.ledger.verdicts][1] == rule


@pytest.mark.parametrize(
    "line", ["Editor: masih belum dicari", "Penulis: kami tidak tahu siapa", "Sumber: mata air lama"]
)
def test_a_label_before_words_that_are_no_name_stays(line: str) -> None:
    assert ruling_of(line) is None


def test_a_day_and_who_posted_it_are_a_publication_line() -> None:
    clipping = cleaned(TITLE, "Senin, 9 Juni 2025 oleh redaktur", LEAD, MORE)
    assert [each.rule for each in clipping.ledger.verdicts][1] == "byline"
    assert clipping.date is not None


def test_a_headline_ends_before_a_word_that_only_begins_sentences() -> None:
    label = "Baca juga: Cara Menarik Rakit Bersama Anak agar Semua Selamat"
    assert dropped(f"{BEFORE} {label} Ketika mudik Lebaran tahun lalu, warga masih naik rakit.") == [
        (label, "related-label")
    ]
    label = "Baca juga: Enam Akibat Rakit Kelebihan Muatan"
    assert dropped(f"{BEFORE} {label} Tentu saja ini membuat warga menunggu lama.") == [(label, "related-label")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Bupati Muara Selandra Tagor Simaremba. (instagram @kabarcontoh)", "gallery-label"),
        ("Bupati Menarik Rakit Terakhir ke Darat (TikTok)", "gallery-label"),
        ("Rakit di tepi sungai (Facebook/Kabar Contoh)", "gallery-label"),
        ("Selanjutnya: Bupati menambahkan....", "page-label"),
        ("Berikutnya: Rakit lama dijual…", "page-label"),
        ("Login untuk memaksimalkan pengalaman membaca Kabar Contoh", "subscribe-prompt"),
        ("Masuk untuk menikmati pengalaman membaca tanpa gangguan.", "subscribe-prompt"),
        ("id jembatan, gantung, muara selandra, kabarcontoh.com.", "tag-line"),
        ("id berita selandra,Bupati Selandra,Jembatan gantung", "tag-line"),
        ("© 2020 KABARcontoh Network,a subsidiary of Contoh Media.", "copyright-line"),
        ("© 2020, Kabar Contoh dan mitra-mitra dari grupnya.", "copyright-line"),
        ("Berkomentarlah secara bijaksana dan bertanggung jawab.", "comment-prompt"),
        ("Terima kasih. Kami sudah menerima laporan Anda.", "comment-prompt"),
        ("Kami akan menghapus komentar yang bertentangan dengan panduan ini.", "comment-prompt"),
        ('Baca artikel detikcontoh, "Jembatan Gantung Dibuka, Rakit Ditarik"', "republication-note"),
        ("Baca artikel detikcontoh, Jembatan Dibukaselengkapnyahttps://contoh.example/jembatan", "republication-note"),
    ],
)
def test_what_other_pages_leave_in_a_line_of_its_own_falls_under_a_rule(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Kabar itu mula-mula tersebar lewat akun bupati (Instagram).",
        "Bupati berbicara lewat siaran langsung (TikTok) selama satu jam",
        "Selanjutnya: bupati menarik rakit terakhir ke darat.",
        "Selanjutnya: Jembatan Gantung di Muara Selandra.",
        "Selanjutnya bupati menambahkan....",
        "Masuk untuk menikmati air terjun itu gratis, katanya.",
        "Ide bupati, rakit, dan tali dibahas warga, kata kepala desa.",
        "id pelanggan dicatat, lalu disimpan petugas desa. Warga menunggu.",
        "© 2020 tertulis di balik kartu pos yang ditemukan di rakit.",
        '© 2020 Kabar Contoh, kata warga sambil membaca tulisan pada rakit, "itu palsu".',
        "Berkomentarlah, kata bupati kepada warga yang diam.",
        "Kami sudah menerima laporan warga tentang rakit itu.",
        "Kami akan menghapus pungutan di jembatan itu.",
        'Baca artikel detikcontoh, "Jembatan Gantung Dibuka", kata bupati kepada warga.',
        "Baca artikel detikcontoh, dan warga tahu sebabnya.",
    ],
)
def test_what_only_looks_like_a_line_of_other_pages_falls_under_no_rule(line: str) -> None:
    assert ruling_of(line) is None


def test_where_an_article_was_published_goes_whole_though_a_headline_in_it_seems_to_end() -> None:
    note = (
        "Artikel ini telah tayang di KabarContoh.id dengan judul Jembatan Berduka, Wartawan Senior Tagor Simaremba "
        "Meninggal Dunia, https://contoh.example/2020/10/05/jembatan-berduka"
    )
    assert kept_lines(f"{LEAD} {note}.Penulis: Bima Rengganis | Editor: Tagor Simaremba") == [LEAD]
    told = f"{LEAD} Artikel ini telah tayang di papan desa sejak Senin, kata wartawan senior Tagor Simaremba kemarin."
    assert kept_lines(told) == [told]


def test_credits_that_were_run_together_go_before_what_a_page_offers() -> None:
    offer = "Penulis : Bima RengganisEditor : Ni Tagor SimarembaKompascom+ baca berita tanpa iklan"
    assert kept_lines(f"{LEAD} {MORE} {offer}") == [f"{LEAD} {MORE}"]
    told = f"{LEAD} Warga desa Kompascom+ baca berita tanpa iklan, dan bupati tertawa lama sekali."
    assert kept_lines(told) == [told]


def test_an_article_named_without_a_stop_before_it_goes_alone() -> None:
    named = 'Baca artikel detikcontoh, "Jembatan Gantung Dibuka, Rakit Ditarik"'
    begun = "Bupati Selandra memotong pita jembatan gantung itu pada Senin pagi. Rakit ditarik ke darat hari ini"
    assert kept_lines(f"{begun} {named} Sejumlah warga menonton dari tepi sungai.") == [
        begun,
        "Sejumlah warga menonton dari tepi sungai.",
    ]


def test_a_word_above_the_headline_that_a_page_says_of_its_player_goes() -> None:
    assert kept_lines("Sukses", "", TITLE, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", LEAD, "", "Sukses", "", MORE) == [TITLE, LEAD, "Sukses", MORE]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("(jun/nt/*)", "editor-initials"),
        ("(abc/**)", "editor-initials"),
        ("Red: Bima Rengganis", "editor-credit"),
        ("Rep : Tagor Simaremba Putra", "editor-credit"),
        ('0 Komentar untuk "Warga Muara Selandra Menunggu Jembatan Baru."', "comment-prompt"),
        ("Belum ada komentar di artikel ini, jadilah yang pertama untuk memberikan komentar.", "comment-prompt"),
        ("08 - Des - 2020, 11:52", "publication-line"),
        ("<123>", "page-label"),
        ("---|", "gallery-label"),
        ("![]() |", "gallery-label"),
        ("Text Sizes", "page-tool"),
        ("Baca Juga Rakit Muara Selandra Ditarik ke Darat di https://contoh.example/rakit", "related-label"),
        ("Artikel ini bisa dilihat di : https://contoh.example/jembatan", "republication-note"),
        (
            "News Contohzone memberikan berita terkini dengan akurat dan terpercaya. Ikuti informasi terbaru tentang "
            "politik dan sosial.",
            "follow-prompt",
        ),
    ],
)
def test_what_pages_of_yet_others_leave_falls_under_a_rule(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "(rakit/tali/perahu)",
        "(*rakit lama)",
        "Red: merah dalam bahasa Inggris",
        "Red: Merah",
        "0 komentar untuk bupati sampai Senin pagi.",
        "Belum ada komentar di kantor desa itu sampai Senin pagi, kata warga.",
        "08 - Desember - 2020, katanya",
        "<1990>",
        "- - -|lagu itu",
        "![] (tanda itu)",
        "Baca juga rakit Muara Selandra yang ditulis di https://contoh.example/rakit",
        "Artikel ini bisa dilihat di perpustakaan desa.",
        "Kabar Contoh memberikan berita terkini dengan akurat kepada warga, kata bupati.",
    ],
)
def test_what_only_looks_like_pages_of_yet_others_falls_under_no_rule(line: str) -> None:
    assert ruling_of(line) is None


def test_a_credit_beside_a_moment_is_none_of_a_list_of_data() -> None:
    credit, moment = "Rep: Bima Rengganis/ Red: Tagor Simaremba", "Senin 05 Okt 2020 13:58 WIB"
    assert kept_lines(TITLE, "", credit, "", moment, "", LEAD, "", MORE) == [TITLE, LEAD, MORE]
    listed = ["Judul: Rakit Muara Selandra", "Penulis: Bima Rengganis", "Tahun terbit: sejak tiga tahun lalu"]
    assert kept_lines(TITLE, "", LEAD, "", *listed, "", MORE)[2:5] == listed


def test_initials_with_a_star_go_from_the_end_of_a_paragraph() -> None:
    assert kept_lines(TITLE, "", LEAD, "", f"{MORE} (jun/nt/*)") == [TITLE, LEAD, MORE]


def test_images_without_an_address_leave_no_mark_of_theirs() -> None:
    assert kept_lines(TITLE, "", LEAD, "", "![]() |", "---|", "", MORE) == [TITLE, LEAD, MORE]


def test_a_heading_of_few_small_words_below_a_label_without_its_headline_stays() -> None:
    lines = (TITLE, "", LEAD, "", "Baca Juga", "", "Cerita rakit lama", "", LEAD, "", MORE)
    assert "Cerita rakit lama" in kept_lines(*lines)
    headline = "Rakit Lama Selandra Ditarik"
    assert headline not in kept_lines(*(headline if line == "Cerita rakit lama" else line for line in lines))


def test_how_other_stories_begin_goes_from_below_an_article() -> None:
    begun = [
        "Bupati menutup penyeberangan rakit di hulu sungai setelah warga memilih lewat…",
        "Sebelas bulan sejak banjir merobohkan jembatan, sekolah di seberang sungai kembali […]",
        "Kepala desa menyimpan rakit terakhir di halaman balai supaya anak-anak dapat…",
    ]
    assert kept_lines(TITLE, "", LEAD, "", MORE, "", *begun) == [TITLE, LEAD, MORE]
    assert kept_lines(TITLE, "", LEAD, "", MORE, "", *begun[:2])[-2:] == begun[:2]
    assert kept_lines(TITLE, "", LEAD, "", *begun, "", MORE)[2:5] == begun
    said = [f"“{line}”" for line in begun]
    assert kept_lines(TITLE, "", LEAD, "", MORE, "", *said)[-3:] == said


def test_a_credit_ends_before_a_prompt_that_begins_with_a_capital_as_names_do() -> None:
    offer = (
        "Download aplikasi Kabarcontoh.com untuk akses berita lebih mudah dan cepat: Android: https://contoh.example/a"
    )
    for names in ("Bima Rengganis", "Bima K. Rengganis", "Bima Tagor Putra Rengganis"):
        assert kept_lines(f"{LEAD} {MORE} Penulis : Tagor Simaremba Editor : {names} {offer}") == [f"{LEAD} {MORE}"]
    told = f"{LEAD} Editor : Bima Rengganis Download lagu dilarang di desa itu, kata kepala desa kepada warga kemarin."
    assert kept_lines(told) == [told]


def test_what_a_page_offers_goes_with_its_addresses() -> None:
    offer = "Kompascom+ baca berita tanpa iklan: https://contoh.example/p Download aplikasi: https://contoh.example/a"
    assert kept_lines(f"{LEAD} {MORE} {offer}") == [f"{LEAD} {MORE}"]
    assert ruling_of("Download aplikasi: https://contoh.example/a") is not None


@pytest.mark.parametrize(
    "line",
    [
        "Download aplikasi itu gratis, kata bupati.",
        "Unduh aplikasi desa gratis sekarang, ujar kepala desa.",
        "Gratis 3 bulan, katanya",
    ],
)
def test_who_tells_of_an_offer_is_no_page(line: str) -> None:
    assert ruling_of(line) is None


def test_a_stock_picture_goes_from_within_a_line() -> None:
    shown = "1. Rakit bambu Lihat Foto Ilustrasi rakit(shutterstock) Selain ringan, rakit itu mudah diperbaiki warga."
    kept = kept_lines(f"{LEAD} {shown}")
    assert kept == [f"{LEAD} 1. Rakit bambu", "Selain ringan, rakit itu mudah diperbaiki warga."]
    told = f"{LEAD} Warga dapat melihat di Lihat Foto Selandra (nama studio itu) sejak Senin, kata pemiliknya."
    assert kept_lines(told) == [told]


def test_a_headline_ends_before_a_word_with_which_a_storyteller_begins() -> None:
    headline = "Baca juga: 4 Alasan Rakit Bambu Lebih Menyenangkan bagi Warga"
    begun = "Nah, dilansir dari papan desa, berikut cara memperbaikinya pada musim hujan."
    assert kept_lines(f"{LEAD} {headline} {begun}") == [LEAD, begun]


def test_a_name_in_a_credit_may_end_in_an_initial() -> None:
    assert ruling_of("Editor : Ni Luh Rengganis F.") is not None
    assert ruling_of("Penulis: Bima R.") is not None
    for line in ("Sumber: Vitamin C.", "Editor : sebuah jabatan golongan F.", "Penulis: Bima Rengganis."):
        assert ruling_of(line) is None


@pytest.mark.parametrize("begun", ["Sebaiknya, warga", "Idealnya, warga", "Semestinya warga"])
def test_a_headline_ends_before_an_adverb_that_begins_a_sentence(begun: str) -> None:
    told = f"{begun} memeriksa tali rakit sebelum menyeberang pada musim hujan."
    assert kept_lines(f"{LEAD} Baca juga: 4 Tali Rakit Bambu Selandra {told}") == [LEAD, told]


def test_a_page_that_thanks_for_reading_goes_from_within_a_line() -> None:
    thanks = "Terima kasih telah membaca Kabarcontoh.com."
    assert kept_lines(f"{LEAD} {thanks} {MORE}") == [LEAD, MORE]
    assert ruling_of(thanks) is not None
    for told in ("Terima kasih telah membaca surat itu.", "Terima kasih telah membaca Kabarcontoh.com, kata bupati."):
        assert kept_lines(f"{LEAD} {told} {MORE}") == [f"{LEAD} {told} {MORE}"]
