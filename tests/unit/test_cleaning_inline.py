"""Noise inside a line is cut out of it, and what only looks like noise stays."""

import pytest

from tests.unit.scrapes import LEAD, MORE, cleaned, dropped, verdicts

BEFORE = "Warga Muara Selandra diminta tenang sampai air surut, kata Tagor Simaremba di kantor KPK."


def kept(text: str) -> list[str]:
    return [each.text for each in verdicts(text) if each.kind != "dropped"]


@pytest.mark.parametrize(
    ("noise", "after", "rule"),
    [
        ("Advertisement", "Juru Bicara KPK menunggu.", "ad-marker"),
        ("ADVERTISEMENT", "“Kami menunggu,” katanya.", "ad-marker"),
        ("Advertisement", '"Kami menunggu," katanya.', "ad-marker"),
        ("Baca Juga", "Juru Bicara KPK menunggu.", "related-label"),
        ("SCROLL TO CONTINUE WITH CONTENT", "Juru Bicara KPK menunggu.", "ad-marker"),
        ("Saksikan Video Pilihan Berikut Ini:", "Juru Bicara KPK menunggu.", "video-label"),
        ("Iklan", "Namun warga tetap pulang.", "ad-marker"),
        ("Publicidad", "La alcaldesa llegó tarde.", "ad-marker"),
        ("Publicité", "Le maire est venu tard.", "ad-marker"),
        ("Anzeige", "Der Bürgermeister kam spät.", "ad-marker"),
        ("Reklam", "Bu karar herkesi sevindirdi.", "ad-marker"),
        ("إعلان", "وقال رئيس البلدية إن الماء انحسر.", "ad-marker"),
        ("【広告】", "市長は学校を訪れた。", "ad-marker"),
        ("[إعلان]", "قال رئيس البلدية إن الماء انحسر.", "ad-marker"),
        ("Baca juga: Dermaga Baru Dibuka Pekan Depan", "Menurut dia, air surut.", "related-label"),
        ("Read also: The last mill is turning again", "The kiln belongs to a baker.", "related-label"),
        ("Lire aussi : Le vieux pont rouvre", "« Nous attendons », dit-il.", "related-label"),
    ],
)
def test_a_marker_between_two_sentences_is_cut_out(noise: str, after: str, rule: str) -> None:
    assert dropped(f"{BEFORE} {noise} {after}") == [(noise, rule)]
    assert kept(f"{BEFORE} {noise} {after}") == [BEFORE, after]


@pytest.mark.parametrize(
    "after",
    [
        "Advertisement budgets fell to almost nothing.",
        "Iklan di televisi meningkat.",
        "Iklan Rokok Contoh dilarang di televisi.",
        "Iklan Ini Dilarang Tayang di Televisi.",
        "Advertisement, kata dia, sudah mahal.",
        "Ia menulis kata Advertisement Juru Bicara di papan.",
        "advertisement Juru Bicara salah tulis.",
        "Baca juga buku ini sebelum berangkat.",
        "Baca juga: begitu bunyi papan itu.",
        "IKLAN ROKOK DILARANG SEMUA.",
        "IKLAN ROKOK dilarang di kota itu.",
        "REKLAM PANOLARI kaldırıldı.",
        "ADVERTISEMENT BOARDS were removed.",
        "ANZEIGE GEGEN Unbekannt wurde erstattet.",
        "PUBLICIDAD EXTERIOR prohibida en la ciudad.",
        "PUBLICITÉ MENSONGÈRE : trois magasins fermés.",
        "Publicidad institucional hubo poca.",
        "Publicité mensongère : la mairie répond.",
        "Anzeige erstatteten drei Anwohner.",
        "Reklam bütçesi bu yıl azaldı.",
        "إعلان حالة الطوارئ لم يأت.",
        "広告費は今年減った。",
        "Video The Cat Ran won the prize.",
        "Ikuti berita terkini di Google News dan radio, kata petugas.",
    ],
)
def test_a_sentence_that_begins_like_a_marker_stays(after: str) -> None:
    assert dropped(f"{BEFORE} {after}") == []


def test_blocks_run_together_without_a_space_are_parted() -> None:
    assert dropped(f"{BEFORE}Baca juga: Dermaga Dibuka Pekan Depan(abc/def)") == [
        ("Baca juga: Dermaga Dibuka Pekan Depan(abc/def)", "related-label")
    ]
    assert dropped(f"{BEFORE}AdvertisementJuru bicara menunggu.") == [("Advertisement", "ad-marker")]
    assert dropped(f"{BEFORE}Baca juga: Dermaga DibukaKapal itu berlayar lagi.") == [
        ("Baca juga: Dermaga Dibuka", "related-label")
    ]


def test_what_no_person_writes_is_cut_out_wherever_it_stands() -> None:
    assert dropped(f"{BEFORE} Air [Gambas:Video Contoh] surut.") == [("[Gambas:Video Contoh]", "embed-label")]


def test_a_sentence_of_the_page_ends_before_the_article_goes_on() -> None:
    prompt = "Ikuti berita terkini Contoh.com di Google News, klik di sini."
    assert dropped(f"{BEFORE} {prompt} Air surut.") == [(prompt, "follow-prompt")]
    prompt = "Ikuti berita terkini di Google News"
    assert dropped(f"{BEFORE} {prompt} Warga menunggu air surut. Air surut.") == [(prompt, "follow-prompt")]
    # In German any word may be a noun: what follows the prompt may be the end of it.
    prompt = "Melden Sie sich für unseren Newsletter mit"
    assert dropped(f"{BEFORE} {prompt} Neuigkeiten aus der ganzen Gegend um Musterhausen am See an.") == []


def test_credits_at_the_end_of_a_line_are_cut_off() -> None:
    names = "Penulis: Bima Rengganis | Editor: Wicaksana Hadipura"
    assert dropped(f"{BEFORE} {names}") == [(names, "byline")]
    assert dropped(f"{BEFORE} Penulis: Bima Rengganis belum menjawab.") == []


def test_markers_in_a_row_are_parts_of_their_own() -> None:
    parts = verdicts(f'{BEFORE} Advertisement Baca Juga "Kami menunggu," katanya.\n')
    assert [(each.line, each.column, each.text) for each in parts[1:]] == [
        (1, 91, "Advertisement"),
        (1, 105, "Baca Juga"),
        (1, 115, '"Kami menunggu," katanya.'),
    ]
    assert [each.ending for each in parts] == ["", "", "", "\n"]


def test_a_marker_at_either_end_of_a_paragraph_is_cut_off() -> None:
    assert dropped(f"Advertisement {BEFORE} {BEFORE} Advertisement") == [("Advertisement", "ad-marker")] * 2
    assert dropped(f"{BEFORE} (abc/def)") == [("(abc/def)", "editor-initials")]
    assert dropped(f"{BEFORE} © 2020 Contoh Harian") == [("© 2020 Contoh Harian", "copyright-line")]


def test_a_short_headline_may_begin_like_a_marker() -> None:
    assert dropped("Advertisement Budgets Fall in Town") == []


def test_a_headline_whose_end_is_not_sure_stays() -> None:
    text = f"{BEFORE} Baca juga: Dermaga Baru Dibuka Kapal itu berlayar tiga kali sehari dari Tanjung Melur."
    assert dropped(text) == []


@pytest.mark.parametrize(
    ("headline", "after"),
    [
        ("Dermaga Baru Dibuka di Muara Selandra", "Menurut dia, air surut pada Senin siang."),
        (
            "Tarif Naik Rp 5.000 Mulai Pekan Depan",
            "Kepala Pelabuhan Bagas Renggajaya mengatakan air surut pada Senin siang.",
        ),
        ("7 Dermaga di Muara Selandra Ditutup", "Tagor Simaremba mengatakan air surut pada Senin siang."),
        ("Kapal Kandas, Penumpang Pindah Perahu", "“Kami menunggu di sini,” kata seorang warga."),
    ],
)
def test_a_headline_ends_where_its_label_is_followed_by_whom_a_sentence_tells_of(headline: str, after: str) -> None:
    assert dropped(f"{BEFORE} Baca juga: {headline} {after}") == [(f"Baca juga: {headline}", "related-label")]
    assert kept(f"{BEFORE} Baca juga: {headline} {after}") == [BEFORE, after]


@pytest.mark.parametrize(
    "after",
    [
        "Residents of Port Ellery cleared the drain on Monday.",
        "Penumpang di Muara Selandra mengatakan air surut pada Senin siang.",
        "Sekar Jatiningrum mengatakan air surut pada Senin siang.",
    ],
)
def test_a_sentence_that_begins_with_names_not_told_before_is_not_cut_into(after: str) -> None:
    assert dropped(f"{BEFORE} Baca juga: Dermaga Baru Dibuka Pekan Depan di Muara {after}") == []


def test_a_headline_without_a_colon_goes_where_a_sentence_is_sure_to_begin() -> None:
    noise = "Baca Juga Dermaga Baru Dibuka, Warga Diminta Waspada"
    assert dropped(f"{BEFORE} {noise} Menurut dia, air surut.") == [(noise, "related-label")]
    assert dropped(f"{BEFORE} Baca Juga Juru Bicara KPK Tagor Simaremba menunggu.") == [("Baca Juga", "related-label")]


def test_a_mend_at_a_cut_is_kept_with_its_side() -> None:
    parts = verdicts(f"{BEFORE}\xa0Advertisement\xa0\xa0Juru\xa0Bicara KPK menunggu.")
    assert [each.text for each in parts] == [BEFORE, "Advertisement", "Juru Bicara KPK menunggu."]


def test_a_cut_clipping_reads_as_paragraphs() -> None:
    clipping = cleaned(f"{BEFORE} Advertisement Juru Bicara KPK menunggu.")
    assert clipping.body == f"{BEFORE}\n\nJuru Bicara KPK menunggu.\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Teilen Sie diesen Artikel mit der Nachbarin, stand auf dem Zettel.",
        "Teilen Sie Ihr Brot, bat der Pfarrer.",
        "Sie rief. Anzeige Müller gegen Meier wurde verlesen.",
        "Sie rief. Anzeige Bürgermeister Müller gegen Meier wurde verlesen.",
        "He resigned. Advertisement Director Jane Millbrook took over.",
        "Advertisement Director Jane Millbrook took over.",
        "She won. Advertisement Weekly called her a star.",
        "Advertisement Weekly called her a star.",
        "She won. Advertisement Video Weekly called her a star.",
        "She left. Photos I took that day are lost.",
        "She left. Photos American soldiers took that day are lost.",
        "Gitti. Video Türk polisine verildi.",
        "Ia pulang. Advertisement Director Bank Pala itu tidak menjawab.",
        "Ia pulang. Advertisement Weekly memuat ceritanya di halaman depan untuk warga.",
        "She left. Advertisement “Buy One” ran for weeks.",
        "彼は去った。PR会社が動いた。",
        "彼は去った。PR 会社が動いた。",
        "彼は去った。広告 費用が増えた。",
        "彼は去った。広告 町長の机に 置かれた。",
        "彼は去った。スポンサーリンクが増えた。",
        "彼は去った。スポンサーリンク収入は減った。",
        "彼は去った。続きを読む人は少ない。",
        "He went home. © was the sign on his door.",
        "She left. PR Director Jane Millbrook took over.",
    ],
)
def test_a_marker_that_could_be_read_on_from_stays(sentence: str) -> None:
    assert dropped(sentence) == []
    assert " ".join(kept(sentence)) == sentence


@pytest.mark.parametrize(
    ("before", "noise", "after"),
    [
        ("Ia pulang.", "Advertisement", "Juru Bicara KPK menunggu."),
        ("Ia pulang dan tidak menjawab.", "Advertisement", "Tagor Simaremba menunggu di sana."),
        ("He resigned.", "Advertisement", "The mayor took over."),
        ("He resigned.", "Advertisement", "The Mayor took over."),
        ("He resigned.", "Advertisement", "“We are waiting,” she said."),
        ("He resigned.", "ADVERTISEMENT", "Director Jane Millbrook took over."),
        ("Er ging.", "Anzeige", "Sie blieb noch lange."),
        ("Er ging.", "Anzeige", "Pfarrerin Walburga Muster blieb noch lange."),
        ("Er ging.", "Lesen Sie auch", "Anzeige erstattet hatte niemand."),
        ("He resigned.", "Advertisement", "Advertisement of it was late."),
        ("Er ging.", "Teilen", "Der Pfarrer blieb noch lange."),
        ("船は海へ帰った。", "広告", "町長の机は空だった。"),
        ("船は海へ帰った。", "広告", "「待とう」と町長は言った。"),
        ("船は海へ帰った。", "PR", "町長の机は空だった。"),
        ("船は海へ帰った。", "スポンサーリンク", "町長の机は空だった。"),
        ("船は海へ帰った。町長の机は空だった。", "続きを読む", ""),
    ],
)
@pytest.mark.parametrize("space", [" ", "\u3000"])
def test_a_marker_from_which_nothing_can_be_read_on_is_cut_out(before: str, noise: str, after: str, space: str) -> None:
    glue = "" if noise in {"スポンサーリンク", "続きを読む"} else space if after[:1] > "\u2fff" else " "
    text = f"{before}{'' if before.endswith('。') else ' '}{noise}{glue}{after}"
    assert [each.rstrip() for each, _ in dropped(text)] == [noise]
    assert kept(text) == [each for each in (before, after) if each]


def test_paragraphs_that_a_scrape_joined_with_commas_are_parted() -> None:
    text = 'Air naik sejak pagi.,,Warga pindah ke bukit.,"Kami membawa ayam," kata Tagor.,Sebanyak 40 orang ikut.'
    assert dropped(text) == [(",,", "separator"), (",", "separator"), (",", "separator")]
    assert kept(text) == [
        "Air naik sejak pagi.",
        "Warga pindah ke bukit.",
        '"Kami membawa ayam," kata Tagor.',
        "Sebanyak 40 orang ikut.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Air naik sejak pagi.,Warga pindah ke bukit, tetapi ayamnya tidak.",  # once: a slip
        "Tagor, S.H.,M.Hum. dan Sulastri, S.T.,M.T. menunggu di bukit.",
        "Air naik 1,5 meter, lalu turun 1,2 meter, lalu naik lagi.",
    ],
)
def test_commas_of_the_text_s_own_stay(text: str) -> None:
    assert dropped(text) == []


@pytest.mark.parametrize(
    ("headline", "after"),
    [
        ("Pompa Bentara Diganti Pompa Angin", '"Kami menunggu angin," kata dia.'),
        ("Pompa Lama Dipindah ke Pasar Bentara", "Di pasar itu pompa dipakai mencuci ikan."),
        ("Pompa Lama Dipindah ke Pasar Bentara", "Posisi kedua diberikan kepada pompa tangan."),
        ("Pompa Angin Belum Tersembunyi", "Hasil Uji Pompa di Bentara ditulis dengan kapur."),
    ],
)
def test_a_headline_set_close_to_what_follows_it_ends_at_the_seam(headline: str, after: str) -> None:
    before = f"{BEFORE} Pasar Bentara ditutup."
    assert dropped(f"{before} Baca juga: {headline}{after}") == [(f"Baca juga: {headline}", "related-label")]
    assert kept(f"{before} Baca juga: {headline}{after}") == [before, after]


@pytest.mark.parametrize(
    "text",
    [
        # Where the first seam is none for sure, no later one may be taken: the article may go on from it.
        "Baca juga: Pompa Belum TersembunyiCatatan Uji Pompa di BentaraPosisi Pompa Nilai satu Tangan 8 dua Angin 7.",
        "Baca juga: Cara Warga Muara Selandra Memakai TabunganKu Untuk Pompa Angin sore tadi.",
    ],
)
def test_a_headline_whose_seam_is_not_sure_stays(text: str) -> None:
    assert dropped(f"{BEFORE} {text}") == []


def test_a_label_behind_what_no_person_writes_is_one() -> None:
    script = "googletag.cmd.push(function() { googletag.display('x'); });"
    text = f"{BEFORE} {script} Baca juga: Dermaga Baru Dibuka Pekan Depan Menurut dia, air surut."
    assert dropped(text) == [
        (script, "ad-marker"),
        ("Baca juga: Dermaga Baru Dibuka Pekan Depan", "related-label"),
    ]


def test_a_video_whose_title_says_that_somebody_speaks_is_none_of_his_words() -> None:
    label = "Simak juga Video 'Tagor Simaremba Ungkap Sebab Air Surut':"
    assert dropped(f"{BEFORE}\n\n{label}") == [(label, "video-label")]
    assert dropped(f"{BEFORE} Simak video 'Air Surut', ujar Tagor.") == []


def test_the_title_of_a_video_goes_with_it() -> None:
    title = "Air Surut di Muara Selandra:[Gambas:Video Contoh]"
    assert dropped(f"{BEFORE}{title}") == [(title, "video-label")]
    sentence = "Begini Tagor menjelaskan surutnya air kepada warga:"
    assert kept(f"{BEFORE} {sentence} [Gambas:Video Contoh]") == [f"{BEFORE} {sentence}"]


@pytest.mark.parametrize(
    "note",
    [
        "This post was originally published on the blog of the U.S. Harbour Office.",
        "This post was originally published on the harbour blog by Andrea M. Sample of St. Nowhere.",
        "This post was originally published on the harbour blog by Dr. Sample.",
    ],
)
def test_a_republication_note_ends_behind_no_initial_or_title(note: str) -> None:
    assert dropped(f"{LEAD}\n{MORE}\n{note}") == [(note, "republication-note")]
    assert dropped(f"{LEAD} {note} {MORE}") == [(note, "republication-note")]


def test_a_republication_note_ends_with_its_address() -> None:
    note = 'Artikel ini telah tayang di Contoh.com dengan judul "Air Surut, Warga Pulang", https://contoh.example/air.'
    text = f"{BEFORE} {note} Penulis : Bima Rengganis Editor : Sulastri Andanawarih"
    assert [rule for _, rule in dropped(text)] == ["republication-note", "byline"]
    assert kept(text) == [BEFORE]
