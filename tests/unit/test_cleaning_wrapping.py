"""Hard-wrapped lines become the paragraphs they were; other lines stay what they are."""

import textwrap

import pytest

from kliping import cleaning
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
ONE = (
    "Sungai Selandra meluap pada Minggu malam dan merendam tiga kelurahan di kota itu, memaksa 1.240 warga mengungsi "
    "ke gedung sekolah dan balai kota. Tidak ada korban jiwa dalam peristiwa ini, kata wali kota dalam keterangannya."
)
OTHER = (
    "Perahu nelayan dipakai untuk membawa orang tua dan anak-anak dari gang yang masih tergenang sampai ke jalan "
    "besar, tempat truk pengangkut menunggu sejak pagi. Semua orang sampai di sekolah sebelum hujan turun lagi."
)
JAPANESE = (
    "見本川が四日夜にあふれ、住民およそ三百人が小学校に避難した。けが人はいないという"
    "。水は五日の朝までに引き、橋も流されずに残った。市は堤防を調べ直す考えを示している。"
)


def body(text: str) -> list[str]:
    decoded = cleaning.decode(text.encode())
    assert decoded is not None
    clipping = cleaning.clean(decoded, CONFIG)
    assert cleaning.rebuild(clipping.ledger) == text.encode()
    return clipping.body.rstrip("\n").split("\n\n")


def wrapped(text: str, width: int = 72) -> str:
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_wrapped_lines_are_joined_into_paragraphs(width: int, ending: str) -> None:
    text = f"{wrapped(ONE, width)}\n\n{wrapped(OTHER, width)}\n".replace("\n", ending)
    assert body(text) == [ONE, OTHER]


def test_paragraphs_without_a_blank_line_between_are_parted_where_a_line_stops_short() -> None:
    assert body(f"{wrapped(ONE)}\n{wrapped(OTHER)}\n") == [ONE, OTHER]


def test_an_indented_line_begins_a_paragraph() -> None:
    full = "Semua warga yang rumahnya terendam dibawa ke sekolah di bukit timur ini."
    assert len(full) == 72
    second = wrapped(f"  Lalu {ONE}")
    assert body(f"{wrapped(OTHER)}\n{full}\n{second}\n")[-1].startswith("Lalu Sungai")
    assert not body(f"{wrapped(OTHER)}\n{full}\n{second.strip()}\n")[-1].startswith("Lalu Sungai")


def test_japanese_lines_are_joined_without_a_space() -> None:
    lines = [JAPANESE[at : at + 27] for at in range(0, len(JAPANESE), 27)]
    assert body("\n".join([*lines, "", *lines])) == [JAPANESE, JAPANESE]


def test_noise_between_wrapped_paragraphs_goes() -> None:
    text = f"{wrapped(ONE)}\nAdvertisement\n{wrapped(OTHER)}\n"
    assert body(text) == [ONE, OTHER]


def test_a_label_whose_headline_is_wrapped_goes_whole() -> None:
    label = wrapped("Baca juga: Jembatan Lengkung Ditutup Sementara Karena Arus Sungai yang Masih Deras")
    assert "\n" in label
    assert body(f"{wrapped(ONE)}\n\n{label}\n\n{wrapped(OTHER)}\n") == [ONE, OTHER]


def test_a_word_that_a_line_begins_with_is_no_marker() -> None:
    text = f"{ONE} Semua itu direkam orang di atas jembatan dengan kamera lalu menjadi satu\nvideo."
    head, tail = text.rsplit("\n", 1)
    assert body(f"{wrapped(head, 77)}\n{tail}\n\n{wrapped(OTHER, 77)}")[0].endswith("video.")


def test_a_hyphen_at_a_line_end_stays_unless_the_word_is_whole_elsewhere() -> None:
    text = (
        "Warga setempat bekerja sepanjang malam di tepi sungai yang meluap itu,\n"
        "dibantu para nelayan dan sukarelawan dari kota lain. Perahu milik anak-\n"
        "anak nelayan dipakai pula untuk membawa beras dan selimut bagi warga se-\n"
        "tempat yang rumahnya terendam. Semua orang bekerja tanpa henti dan ber-\n"
        "syukur ketika air surut menjelang pagi hari dan matahari kembali bersinar\n"
        "di atas atap rumah mereka."
    )
    (joined,) = body(text)
    assert "anak-anak nelayan" in joined
    assert "warga setempat yang" in joined
    assert "ber-syukur" in joined


def test_a_hyphen_that_stands_for_a_later_word_keeps_its_space() -> None:
    text = (
        "Die Menschen in der Stadt warteten bis zum frühen Morgen auf die Ost-\n"
        "und die Westfähre, die beide wegen des hohen Wassers nicht fahren konn-\n"
        "ten. Erst gegen acht Uhr kam ein Boot der Feuerwehr und holte die alten\n"
        "Leute aus den Häusern am Ufer, während die anderen zu Fuß in die Schule\n"
        "auf dem Hügel gingen, wo es warm und trocken war."
    )
    assert "Ost- und die" in body(text)[0]


@pytest.mark.parametrize(
    "lines",
    [
        [ONE, OTHER, ONE],
        [
            "Satu kalimat pendek saja.",
            "Lalu kalimat yang lain.",
            "Dan satu lagi di sini.",
            "Tamat.",
            "Selesai.",
            "Pulang.",
        ],
        [
            "Beras, dua puluh karung besar",
            "Selimut",
            "Obat-obatan dari kota",
            "Perahu karet",
            "Tali",
            "Lampu senter baru",
        ],
        [f"Judul berita nomor {number} tentang sungai yang meluap di kota sana" for number in range(10)],
    ],
    ids=["long", "sentences", "list", "headlines"],
)
def test_lines_that_nobody_wrapped_stay_apart(lines: list[str]) -> None:
    assert len(body("\n".join(lines))) == len(lines)


@pytest.mark.parametrize("indent", ["   ", "\t", "      "])
@pytest.mark.parametrize("head", ["", "Sungai Selandra Surut\n\n"])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_with_an_indent_are_joined(width: int, head: str, indent: str) -> None:
    paragraphs = [
        "\n".join(textwrap.wrap(text, width, initial_indent=indent, break_on_hyphens=False))
        for text in (ONE, OTHER, ONE.replace("Minggu", "Senin"))
    ]
    assert body(head + "\n".join(paragraphs) + "\n") == [ONE, OTHER, ONE.replace("Minggu", "Senin")]


def test_a_text_that_is_indented_as_a_whole_is_joined() -> None:
    paragraphs = [textwrap.indent(wrapped(text, 68), "    ") for text in (ONE, OTHER)]
    assert body("\n\n".join(paragraphs) + "\n") == [ONE, OTHER]


@pytest.mark.parametrize("label", ["Topik terkait", "Baca juga: Sebuah judul"])
def test_a_label_right_above_a_paragraph_and_a_verse_leave_wrapped_text_wrapped(label: str) -> None:
    head = "Air Surut di Kota\n\nOleh Anna Contoh\n12 Maret 2021\n\n"
    verse = "Mawar itu merah\nLangit itu biru"
    text = f"{head}{wrapped(ONE)}\n\n{label}\n{wrapped(OTHER)}\n\n{verse}\n\n{wrapped(ONE)}\n"
    assert body(text) == [ONE, OTHER, *verse.split("\n"), ONE]


SHORT = {
    "en": (
        "The council of Sampletown opened a new library on Monday, and children could borrow a book and a video.",
        "The mayor said that the building had cost less than the bridge, and that the town would keep its share.",
        "Two hundred people came on the first day, most of them pupils of the school beside the river and parents.",
    ),
    "de": (
        "Der Rat von Musterstadt hat am Montag eine neue Bücherei eröffnet, in der Kinder schon Bücher leihen konnten.",
        "Die Bürgermeisterin sagte, das Haus habe weniger gekostet als die Brücke, und die Stadt behalte ihren Anteil.",
        "Zweihundert Menschen kamen am ersten Tag, die meisten von ihnen Kinder der Schule am Fluss und ihre Eltern.",
    ),
    "id": (
        "Wali kota Contoh membuka perpustakaan baru pada Senin pagi, dan anak-anak sudah bisa pinjam buku dan video.",
        "Gedung itu lebih murah dari jembatan, kata wali kota dalam pidatonya, dan kota akan menjaga bagiannya nanti.",
        "Acara itu dihadiri ratusan warga di halaman balai kota pada hari Rabu, 14 Februari 2024 pukul 10.32 WIB.",
    ),
}


@pytest.mark.parametrize("lang", SHORT)
@pytest.mark.parametrize("width", [66, 72])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_paragraphs_of_two_lines_are_joined_too(lang: str, width: int, between: str) -> None:
    text = between.join(wrapped(each, width) for each in SHORT[lang])
    assert body(f"Perpustakaan dibuka\n\n{text}\n") == list(SHORT[lang])


@pytest.mark.parametrize("end", ["video.", "share.", "comments.", "foto.", "Rabu, 14 Februari 2024 pukul 10.32 WIB."])
def test_a_line_that_ends_the_sentence_above_it_is_no_line_of_a_page(end: str) -> None:
    above = "The mayor opened a library on Monday, and there each of the children who came saw the"
    assert body(f"A new library opens\n\n{above}\n{end}\n\n{SHORT['en'][1]}\n")[0] == f"{above} {end}"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The boats are in the harbour and the sea is calm tonight,",
            "the lamps along the water are a thin yellow light.",
        ),
        (
            "Council opens a new library beside the old river harbour",
            "Two hundred children came on the first day of June",
        ),
        ("The bridge is closed until the end of the year.", "Buses go by the northern road until it opens again."),
        (
            "Sampletown 3, Examplebury 1 after extra time played in rain",
            "Port Sample 0, Villetest 0 and a penalty missed.",
        ),
    ],
)
def test_verses_and_headlines_stay_lines(lines: tuple[str, str]) -> None:
    first, second = lines
    found = body(f"Of the harbour\n\n{first}\n{second}\n\n{first}\n{second}\n\n{SHORT['en'][1]}\n")
    assert not any(first in each and second in each for each in (line for part in found for line in part.split("\n")))


def test_a_page_s_line_within_a_wrapped_paragraph_goes() -> None:
    lines = wrapped(ONE).split("\n")
    found = body("\n".join([*lines[:1], "Advertisement", *lines[1:], "", wrapped(OTHER), ""]))
    assert " ".join(found) == f"{ONE} {OTHER}"


def test_a_word_of_a_page_s_that_ends_a_wrapped_line_stays() -> None:
    text = (
        f"{ONE} Warga membaca pengumuman itu di papan yang bertuliskan Advertisement dan pulang ke rumah masing-masing."
    )
    for width in range(60, 80):
        assert body(f"{wrapped(text, width)}\n\n{wrapped(OTHER, width)}\n") == [text, OTHER]
