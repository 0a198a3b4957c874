"""Every line gets its verdict: by its own words, by its place, or by the editor's say."""

from dataclasses import replace

from kliping import cleaning
from kliping.model import Config, SourceSettings, Verdict

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
LONG = (
    "Air sungai yang meluap sejak malam akhirnya surut pada siang hari, dan warga yang mengungsi ke balai kota "
    "mulai pulang untuk membersihkan rumah mereka bersama-sama."
)
OTHER = (
    "Perahu nelayan dipakai untuk membawa orang tua dan anak-anak dari gang yang masih tergenang sampai ke jalan "
    "besar, tempat truk pengangkut menunggu sejak pagi."
)


def verdicts(*lines: str, config: Config = CONFIG) -> tuple[Verdict, ...]:
    decoded = cleaning.decode("\n".join(lines).encode())
    assert decoded is not None
    return cleaning.clean(decoded, config).ledger.verdicts


def kinds(*lines: str, config: Config = CONFIG) -> list[str]:
    return [verdict.rule or verdict.kind for verdict in verdicts(*lines, config=config)]


def test_a_short_first_line_above_a_paragraph_is_the_title() -> None:
    assert kinds("Air Surut, Warga Pulang", LONG) == ["title", "kept"]


def test_a_first_line_that_ends_with_a_stop_is_no_title() -> None:
    assert kinds("Air surut.", LONG) == ["kept", "kept"]


def test_a_first_line_above_short_lines_is_no_title() -> None:
    assert kinds("Jakarta", "Bandung", "Medan") == ["kept", "kept", "kept"]


def test_a_headline_above_many_short_lines_and_a_paragraph_is_the_title() -> None:
    noise = ("Lokal", "Cuaca", "Air Sungai", "Kota Contoh")
    assert kinds("Air Surut, Warga Mulai Pulang ke Rumah", *noise, LONG)[0] == "title"
    assert kinds("Air Surut", *noise, LONG)[0] == "kept"
    assert kinds("川の水が引いて住民が家に帰り始めた", "天気", "川", "町", "地域", LONG)[0] == "title"


def test_a_long_headline_is_the_title_and_a_lead_sentence_is_none() -> None:
    headline = "Air Sungai yang Meluap Sejak Malam Surut, Warga yang Mengungsi ke Balai Kota Mulai Pulang dan "
    assert kinds(f"{headline}Membersihkan Rumah Mereka Hari Ini", LONG) == ["title", "kept"]
    assert kinds(f"{headline}Membersihkan Rumah Mereka Hari Ini.", LONG) == ["kept", "kept"]
    assert kinds(f"{headline}{headline}", LONG) == ["kept", "kept"]
    assert kinds(f"{headline}Mem-", f"b{LONG}")[0] == "kept"


def test_a_short_line_after_a_label_or_a_break_is_a_heading() -> None:
    assert kinds(LONG, "Baca Juga", "Perahu Menjadi Ojek", "Mereka dibawa ke tepi.")[2] == "heading"
    assert kinds("Mereka dibawa ke tepi.", "", "Perahu Menjadi Ojek", "", LONG)[2] == "heading"


def test_a_short_line_between_two_long_paragraphs_is_a_heading() -> None:
    assert kinds(LONG, "Perahu Menjadi Ojek", OTHER) == ["kept", "heading", "kept"]


def test_ordinary_short_lines_are_no_headings() -> None:
    assert kinds(LONG, "Jakarta", OTHER)[1] == "kept"
    assert kinds(LONG, "1. Perahu karet", OTHER)[1] == "kept"
    assert kinds(LONG, "", "Perahu karet", "", "Tali tambang", "", OTHER)[2:5:2] == ["kept", "kept"]
    assert kinds(LONG, "", "“Kami tunggu,” kata dia", "", OTHER)[2] == "kept"
    assert kinds(LONG, "", "kata dia lagi", "", OTHER)[2] == "kept"
    assert kinds(LONG, "", "Perahu Menjadi Ojek")[2] == "kept"


def test_text_after_a_marker_stays() -> None:
    assert kinds(LONG, "Advertisement", OTHER) == ["kept", "ad-marker", "kept"]


def test_a_byline_counts_below_the_title_only() -> None:
    assert kinds("Water Falls, People Return", "By Sample Name", LONG) == ["title", "byline", "kept"]
    assert kinds(LONG, OTHER, "By Sample Name") == ["kept", "kept", "kept"]


def test_a_bare_date_counts_at_the_head_only() -> None:
    assert kinds("Air Surut", "Senin, 5 Oktober 2020", LONG)[1] == "publication-line"
    assert kinds("Air Surut", LONG, "Senin, 5 Oktober 2020", OTHER)[2] == "heading"
    assert kinds("Air Surut", LONG, "Diterbitkan: 5 Oktober 2020")[2] == "publication-line"


def test_blank_lines_are_blank_even_with_marks_that_nobody_sees() -> None:
    assert kinds(LONG, " \u200f\u200b ", OTHER)[1] == "blank"


def test_config_drops_and_keeps_lines_of_its_source() -> None:
    source = SourceSettings(name="Contoh Harian", drop=("Salam  redaksi", "Iklan"), keep=("Iklan", "Baca Juga"))
    config = replace(CONFIG, sources=(source,))
    lines = (f"Contoh Harian, Bandung - {LONG}", "SALAM REDAKSI", "Iklan", "Baca Juga", "Advertisement")
    assert kinds(*lines, config=config) == ["kept", "source-drop", "source-keep", "source-keep", "ad-marker"]


def test_config_has_no_say_in_the_lines_of_another_source() -> None:
    config = replace(CONFIG, sources=(SourceSettings(name="Contoh Harian", drop=("Salam redaksi",)),))
    assert kinds(f"Contoh Kabar, Bandung - {LONG}", "Salam redaksi", config=config)[1] == "kept"


def test_a_dropped_line_always_says_its_rule() -> None:
    lines = ("Advertisement", LONG, "Baca Juga", "(abc/def)", "© 2020 Contoh Harian")
    assert all(verdict.rule for verdict in verdicts(*lines) if verdict.kind == "dropped")


FIRST = "Tiga Jembatan Tua Masuk Daftar Perbaikan Kota"
SECOND = "Warga Menyeberang Pakai Rakit Bambu Sejak Subuh"


def test_headlines_listed_below_a_related_label_go_with_it() -> None:
    assert kinds(LONG, "Baca Juga", FIRST, f"- {SECOND}", OTHER) == [
        "kept",
        "related-label",
        "related-headline",
        "related-headline",
        "kept",
    ]


def test_a_headline_below_a_related_label_goes_whatever_its_colon_and_its_length() -> None:
    assert kinds(LONG, "Baca Juga", FIRST, OTHER) == ["kept", "related-label", "related-headline", "kept"]
    assert kinds(LONG, "Baca Juga:", FIRST, OTHER)[2] == "related-headline"
    assert kinds(LONG, "Baca Juga:", "Rakit Bambu Disiapkan", OTHER)[2] == "related-headline"
    assert kinds(LONG, "Lihat juga", "Rakit Bambu Disiapkan", OTHER)[2] == "related-headline"
    assert kinds(LONG, "Mehr zum Thema", "Fähre sinkt langsam", OTHER)[2] == "related-headline"
    listed = kinds(LONG, "Related stories", "Ferry Sinks Slowly", "Bread Price Rises", OTHER)
    assert listed[2:] == ["related-headline", "related-headline", "kept"]
    assert kinds(LONG, "", "Related stories", "Ferry Sinks Slowly", "", OTHER)[3] == "related-headline"
    assert kinds(LONG, "", "Related stories", "", "Ferry Sinks Slowly", "", OTHER)[4] == "related-headline"


def test_what_is_no_headline_of_a_related_label_stays() -> None:
    assert kinds(LONG, "Saksikan Video Pilihan Berikut Ini:", FIRST, OTHER)[2] == "heading"
    assert kinds(LONG, "Baca Juga:", FIRST)[2] == "kept"
    assert kinds(LONG, "Baca Juga", OTHER, LONG)[2:] == ["kept", "kept"]
    assert kinds(LONG, "Baca Juga", "Siapa yang pulang?", OTHER)[2] == "heading"
    assert kinds(LONG, "Baca Juga", "Rakit bambu disiapkan,", OTHER)[2] == "kept"
    assert kinds(LONG, "Rekomendasi", "Rakit Bambu Disiapkan", OTHER)[2] == "heading"
    assert kinds(LONG, "Related", "Rakit Bambu Disiapkan", OTHER)[2] == "heading"
    # A blank line parts the headlines from the heading of what follows.
    kept = kinds(LONG, "Baca Juga", "Rakit Bambu Disiapkan", "", "Perahu Menjadi Ojek", "", OTHER)
    assert kept[2:5:2] == ["related-headline", "heading"]


def test_sentences_below_a_related_label_stay() -> None:
    assert kinds(LONG, "Baca Juga:", "Air surut pada siang hari.", "Warga pulang.", OTHER)[2:4] == ["kept", "kept"]


def test_who_wrote_it_stands_at_the_end_in_brackets_or_capitals() -> None:
    assert kinds(LONG, OTHER, LONG, "(Bima Rengganis)")[-1] == "byline"
    assert kinds(LONG, OTHER, LONG, "BIMA RENGGANIS | CONTOH")[-1] == "byline"
    assert kinds(LONG, OTHER, LONG, "(Ini teks contoh.)")[-1] == "kept"
    assert kinds("BIMA RENGGANIS | CONTOH", LONG, OTHER, LONG)[0] != "byline"


def test_names_between_title_and_publication_line_are_a_byline() -> None:
    lines = verdicts("Air Surut, Warga Pulang", "Bima Rengganis", "Senin, 5 Oktober 2020", LONG)
    assert [line.rule or line.kind for line in lines] == ["title", "byline", "publication-line", "kept"]
    assert kinds("Air Surut, Warga Pulang", "Bima Rengganis", LONG)[1] == "kept"


def test_a_credit_among_the_data_of_a_book_is_no_byline() -> None:
    data = ["Judul: Beras dan Kita", "Penulis: Ratnadewi Sumirang", "Penerbit: Contoh Pustaka"]
    assert kinds(LONG, *data, OTHER) == ["kept"] * 5
    assert kinds(LONG, data[1], OTHER)[1] == "byline"


def test_a_label_whose_headline_goes_on_in_small_letters_below_was_wrapped_text() -> None:
    label = "Read also: Fourteen Rivers That Ran"
    assert kinds(LONG, label, "backwards in a single night", OTHER)[1] == "kept"
    assert kinds(LONG, label, OTHER)[1] == "related-label"


def test_several_credits_may_stand_in_one_line() -> None:
    assert kinds(LONG, "Penulis: Bima Rengganis | Editor: Wicaksana Hadipura")[1] == "byline"
    assert kinds(LONG, "(Reporter: Bima Rengganis/Editor: Wicaksana Hadipura)")[1] == "byline"
    assert kinds(LONG, "Penulis: Bima tidak datang, Editor: ia pulang")[1] == "kept"


def test_headlines_right_below_a_label_go_where_a_short_sentence_follows_apart() -> None:
    lead = (
        "The ice was thick enough to walk on in the morning, and many came to see it before their work began, she said."
    )
    shown = ["Lake Freezes Over Night", "", lead, "", "Read also", "Ducks walk on the ice", "Skates sold out", ""]
    found = verdicts(*shown, "It was gone by noon.")
    assert [verdict.rule for verdict in found if verdict.rule] == ["related-label", *["related-headline"] * 2]
    assert found[-1].kind == "kept"


def test_several_sources_below_each_other_are_the_article_s_own() -> None:
    assert kinds("Air surut di kota", LONG, OTHER, "Sumber: Contoh News", "Sumber: BBC")[-2:] == ["kept", "kept"]
    assert kinds("Air surut di kota", LONG, OTHER, "Sumber: Contoh News")[-1] == "source-line"


def test_home_is_a_menu_only_before_the_names_of_sections() -> None:
    assert kinds("Home Truths", LONG, OTHER) == ["title", "kept", "kept"]
    assert kinds("Home Nasional Daerah", LONG, OTHER) == ["page-label", "kept", "kept"]


def test_a_japanese_sentence_behind_a_picture_s_label_is_a_sentence() -> None:
    assert kinds(LONG, "写真：橋は昨年の洪水で閉鎖された。", OTHER) == ["kept"] * 3
    assert kinds(LONG, "写真：見本新聞社", OTHER) == ["kept", "gallery-label", "kept"]


def test_a_japanese_name_in_brackets_at_the_end_is_who_wrote() -> None:
    assert kinds(LONG, OTHER, LONG, "（山本花子）")[-1] == "byline"
    assert kinds(LONG, OTHER, LONG, "（敬称略）")[-1] == "kept"


def test_credits_in_a_chain_may_stand_in_brackets() -> None:
    assert kinds(LONG, OTHER, "(Reporting by Sample Name; Editing by Other Name)")[-1] == "editor-credit"


def test_a_prompt_to_scroll_takes_no_sentence_with_it() -> None:
    for prompt in ("Scroll untuk melanjutkan", "SCROLL UNTUK LANJUT BACA", "Scroll ke bawah untuk melanjutkan konten"):
        for sentence in ("Menteri Budi berkata harga naik.", "Ali pulang ke rumahnya di Bogor."):
            whole = verdicts(LONG, f"{prompt} {sentence}", OTHER)
            assert [(each.text, each.kind) for each in whole[1:3]] == [(prompt, "dropped"), (sentence, "kept")]
    assert kinds(LONG, "Scroll untuk melanjutkan membaca", OTHER) == ["kept", "ad-marker", "kept"]
    assert kinds(LONG, "Gulir ke bawah untuk melanjutkan membaca artikel ini.", OTHER) == ["kept", "ad-marker", "kept"]


def test_a_heading_in_capitals_below_a_related_headline_is_the_article_s() -> None:
    found = kinds(
        LONG, "", "Baca Juga:", "", "Lonceng Baru untuk Sekolah Lama", "", "DEWAN SEKOLAH MENJAWAB", "", OTHER
    )
    assert found[2:7:2] == ["related-label", "related-headline", "heading"]
