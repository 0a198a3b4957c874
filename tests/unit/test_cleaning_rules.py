"""A rule matches the marker, never the sentence around it."""

import pytest

from kliping.cleaning.rules import Ruling, byline_of, ruling_of


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "ad-marker"),
        ("ADVERTISEMENT", "ad-marker"),
        ("- Iklan -", "ad-marker"),
        ("[إعلان]", "ad-marker"),
        ("SCROLL TO CONTINUE WITH CONTENT", "ad-marker"),
        ("Scroll down untuk melanjutkan membaca", "ad-marker"),
        ("Baca Juga", "related-label"),
        ("Baca juga: Banjir Surut, Warga Pulang", "related-label"),
        ("Read also: What mud remembers?", "related-label"),
        ("اقرأ أيضاً: ماذا يتذكر الطين؟", "related-label"),
        ("Saksikan Video Pilihan Berikut Ini:", "video-label"),
        ("Galeri Foto", "gallery-label"),
        ("Bagikan artikel ini", "share-prompt"),
        ("Follow us on Twitter", "follow-prompt"),
        ("Sign up for our newsletter", "subscribe-prompt"),
        ("Tulis Komentar", "comment-prompt"),
        ("12 Comments", "comment-prompt"),
        ("© 2020 Contoh Harian", "copyright-line"),
        ("جميع الحقوق محفوظة", "copyright-line"),
        ("(abc/def)", "editor-initials"),
        ("(mno)", "editor-initials"),
        ("4 min read", "reading-time"),
        ("Waktu baca: 3 menit", "reading-time"),
        ("Editor: Contoh Penyunting", "editor-credit"),
        ("Foto: Contoh Kabar/Bima Rengganis", "photo-credit"),
        ("[Gambas:Video Contoh]", "embed-label"),
        ("Halaman 2 dari 3", "page-label"),
        ("Tonton juga Video 'Air Surut di Bentara'", "video-label"),
        ("Ikuti berita terkini Contoh.com di Google News, klik di sini.", "follow-prompt"),
        ("Artikel ini telah tayang di Contoh.com dengan judul Air Surut, https://contoh.com/a.", "republication-note"),
        ("Baca Juga Tiga Jembatan Tua Masuk Daftar Perbaikan", "related-label"),
        ("Tags: banjir, Bentara", "tag-line"),
        ("***", "separator"),
    ],
)
def test_a_marker_alone_is_dropped(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Iklan di televisi meningkat",
        "Advertisement budgets fell to almost nothing this year.",
        "Baca juga buku ini sebelum berangkat ke sana.",
        "Baca juga: begitu bunyi papan itu. Semua orang tertawa.",
        "Read more slowly, the new timetable says.",
        "Video itu menyebar dalam sehari.",
        "Copyright law is changing",
        "Comment was not available.",
        "Sumber air bersih masih langka.",
        "Sumber: kami tidak tahu dari mana.",
        "Penulis: Saya tidak pernah berkata begitu.",
        "Oleh sebab itu, mereka pulang",
        "Foto: Warga mengungsi ke balai kota",
        "(NATO)",
        "(abc) begitu katanya",
        "4 min read out loud, he said",
        "12 comments were deleted",
        "إعلان حالة الطوارئ لم يأت بعد",
        "Share this article of faith with anyone",
        "Cek informasi penerima di laman beras.example.id.",
        "Bergabung dengan grup ini sejak 2015, relawan membantu warga.",
        "Ikuti berita terkini di Google News dan radio, kata petugas.",
        "Baca: Bismillah sebelum memasak",
        "Baca Juga lalu ditutup",
        "Foto: Warga Mengungsi",
        "Dilarang mengambil foto tanpa izin petugas.",
    ],
)
def test_a_sentence_that_contains_a_marker_stays(line: str) -> None:
    assert ruling_of(line) is None


@pytest.mark.parametrize(
    ("line", "rule", "names"),
    [
        ("Oleh: Nama Contoh", "byline", "Nama Contoh"),
        ("Penulis : Nama Contoh dan Nama Lain", "byline", "Nama Contoh dan Nama Lain"),
        ("By: Sample Name", "byline", "Sample Name"),
        ("بقلم: اسم تجريبي", "byline", "اسم تجريبي"),
        ("Sumber: Contoh Harian", "source-line", "Contoh Harian"),
        ("Source: Sample Wire", "source-line", "Sample Wire"),
    ],
)
def test_a_credit_is_dropped_and_remembered(line: str, rule: str, names: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert (ruling.rule, ruling.names) == (rule, names)


def test_a_byline_without_a_colon_names_two_words_at_least() -> None:
    assert byline_of("By Sample Name") is not None
    assert byline_of("By Monday") is None
    assert byline_of("By dawn the water had gone") is None


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 1920 was printed on the first page, in red ink.",
        "Copyright 2019 was the year the law changed, said the librarian.",
        "© was the sign on his door.",
        "(c) is what he wrote below every letter.",
        "© كانت العلامة الوحيدة على باب بيته القديم.",
        "Alle Rechte vorbehalten stand auf dem Schild an der Tür.",
        "Tags: that is what the soldiers called their plates, she said.",
        "Tag: itu nama anjingnya, kata dia.",
        "Tags: that is what the soldiers called their plates",
    ],
)
def test_a_sentence_about_rights_or_tags_stays(line: str) -> None:
    assert ruling_of(line) is None


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("© 2020 Contoh Harian", "copyright-line"),
        ("© dpx", "copyright-line"),
        ("Copyright 2020 Sample Courier Ltd.", "copyright-line"),
        ("Copyright © 2020 PT. Contoh Media Tbk.", "copyright-line"),
        ("© 2020-2021 contohkabar.test", "copyright-line"),
        ("© 2020 Sample Courier. All rights reserved. No part of it may be printed again.", "copyright-line"),
        ("Sample Courier. All rights reserved.", "copyright-line"),
        ("Alle Rechte vorbehalten. Muster-Zeitung", "copyright-line"),
        ("© 2020 صحيفة عينة", "copyright-line"),
        ("© 見本新聞社", "copyright-line"),
        ("Tags: banjir, Muara Selandra, air sungai", "tag-line"),
        ("Tag : #banjir #sungai", "tag-line"),
    ],
)
def test_a_line_of_rights_or_tags_goes(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter: it closes on Friday, and only 40 places are left, she told readers.",
        "Sign up for our newsletter: counts are held on the first Sunday of each month at Marsh Lane.",
    ],
)
def test_a_sentence_that_goes_on_behind_a_prompt_stays(line: str) -> None:
    assert ruling_of(line) is None


def test_a_prompt_that_goes_on_to_speak_to_the_reader_goes() -> None:
    assert ruling_of("Sign up for our newsletter: get the best of our reporting in your inbox every day.")


def test_a_source_line_of_several_outlets_names_the_first() -> None:
    assert ruling_of("Sumber: Contoh Harian + Sample Wire") == Ruling("source-line", "Contoh Harian")


@pytest.mark.parametrize(("line", "name"), [("Quelle: dpa", "dpa"), ("Sumber: Antara", "Antara")])
def test_a_source_line_names_its_agency_in_small_letters_too(line: str, name: str) -> None:
    assert ruling_of(line) == Ruling("source-line", name)
