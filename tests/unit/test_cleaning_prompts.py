"""Prompts, labels and credits of every language: each goes by its rule, and what only looks like one stays."""

import pytest

from kliping import cleaning
from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.rules import closing_credit_of, ruling_of
from kliping.model import Config, Verdict

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Europe/Berlin")
JAPANESE = (
    "町の水車は洪水のあと止まったままで、鍵を持っていた人を覚えている者は谷に一人もいない。"
    "パン屋は初めから閉まっていなかったと考えている。"
)
GERMAN = (
    "Die Mühle am Fluss steht seit dem Hochwasser still, und niemand im Tal erinnert sich daran, wer den Schlüssel hat."
    " Der Bäcker meint, sie sei nie verschlossen gewesen."
)


def verdicts(*lines: str) -> tuple[Verdict, ...]:
    decoded = cleaning.decode("\n".join(lines).encode())
    assert decoded is not None
    ledger = cleaning.clean(decoded, CONFIG).ledger
    assert cleaning.rebuild(ledger) == "\n".join(lines).encode()
    return ledger.verdicts


def dropped(*lines: str) -> list[str]:
    return [each.text for each in verdicts(*lines) if each.kind == "dropped"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Comments (3)", "comment-prompt"),
        ("Kommentare lesen (12)", "comment-prompt"),
        ("Yorumlar (0)", "comment-prompt"),
        ("Comentarios [4]", "comment-prompt"),
        ("Réagir à cet article", "comment-prompt"),
        ("Baca komentar (7)", "comment-prompt"),
        ("التعليقات (5)", "comment-prompt"),
        ("コメントを読む", "comment-prompt"),
        ("Video: Eine Minute am Fluss", "video-label"),
        ("Video haber: Suyun bir günü", "video-label"),
        ("Vídeo: Un día en el río", "video-label"),
        ("Foto: El Ejemplo de la Tarde / Berta Muestra", "photo-credit"),
        ("Crédit photo : Exemple Presse", "photo-credit"),
        ("Photo credit: Sample Wire", "photo-credit"),
        ("Bildnachweis: Muster-Zeitung", "photo-credit"),
        ("Sumber foto: Contoh Kabar", "photo-credit"),
        ("写真提供：見本新聞", "photo-credit"),
        ("Temas relacionados", "related-label"),
        ("Related topics", "related-label"),
        ("Thèmes associés", "related-label"),
        ("関連キーワード", "related-label"),
        ("(Publicité)", "ad-marker"),
        ("Continue reading →", "page-label"),
        ("Haberin tamamını oku", "page-label"),
        ("続きはこちら", "page-label"),
        ("SON DAKİKA HABERLERİ İÇİN TIKLAYIN", "follow-prompt"),
        ("Click here for breaking news", "follow-prompt"),
        ("Hier klicken für aktuelle Nachrichten", "follow-prompt"),
        ("Cliquez ici pour suivre toute l'actualité", "follow-prompt"),
        ("Haz clic aquí para ver las últimas noticias", "follow-prompt"),
        ("اضغط هنا لمتابعة آخر الأخبار", "follow-prompt"),
        ("速報はこちら", "follow-prompt"),
        ("Dapatkan update berita pilihan setiap hari dari Contoh Kabar.", "follow-prompt"),
        ("Follow Sample Courier on Facebook and X", "follow-prompt"),
        ("Additional reporting by Sample Name; Editing by Other Name", "editor-credit"),
        ("Editing by Other Name.", "editor-credit"),
        ("Reportage de Jeanne Exemplaire; Édité par Odile Spécimen", "editor-credit"),
        ("Mitarbeit: Greta Beispiel", "editor-credit"),
        ("Kucing penjaga stasiun itu tidur di loket. Foto: Nama Contoh/contoh", "gallery-label"),
        ("Perpustakaan menerima ribuan buku. FOTO/DOK.CONTOHnews", "gallery-label"),
        ("Swimmers at the steps on Sunday. Photograph: Sample Name/The Sampler", "gallery-label"),
        ("Die Mühle am Fluss steht seit dem Hochwasser still. Foto: Greta Beispiel / mus", "gallery-label"),
        ("Editör: S.K.", "editor-credit"),
        ("Redaktion: A. B. C.", "editor-credit"),
    ],
)
def test_what_a_page_says_of_itself_is_dropped(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Comments (three of them) were read aloud",
        "Kommentare lesen (12) und schreiben",
        "Banjir (12)",
        "Loading (12)",
        "Yorumlar (0) gösteriyor ki kimse okumadı",
        "Réagir à cet article de loi",
        "Video: a sentence about the river, and its end.",
        "Foto: El río bajó / la gente volvió a casa",
        "Crédit photo : on ne sait pas à qui",
        "Crédit photo : On ne sait / Rien de plus",
        "Bild: Menschen am Fluss",
        "Temas: así llaman aquí a las canciones.",
        "Topics:",
        "Temas:",
        "Topics changed twice in one evening",
        "(Publicité mensongère)",
        "Continue reading aloud, she said",
        "Click here is what the sign says",
        "Son dakika haberleri için radyoyu açtı",
        "Dapatkan hasilnya di papan pengumuman desa.",
        "Dapatkan berita pilihan setiap hari, kata guru itu.",
        "Follow the river on foot",
        "Follow Me on the Road to Villetest",
        "Follow Sample Name on Facebook, the poster said, and she did",
        "Reporting by the river took three days",
        "Editing by hand, she found the mistake",
        "Editing by Other Name; the rest is lost",
        "Editör: Kimse bilmiyor.",
        "速報はこちらの予想を超えた",
        "Warga membaca papan di gerbang itu. Foto: Dilarang",
        "Ich sah das Rad. Bild: eine Mühle ohne Wasser.",
    ],
)
def test_a_sentence_with_the_words_of_a_prompt_stays(line: str) -> None:
    assert ruling_of(line) is None


def test_a_format_among_data_is_no_label_of_a_video() -> None:
    assert dropped("Audio: Opus, zwei Spuren", "Video: Zwei Stunden", GERMAN) == []


@pytest.mark.parametrize(
    ("before", "noise", "after"),
    [
        ("The stairs lead to a shrine.", "Read more", "The stairs join the harbour to the upper market."),
        ("Le brouillard coûte sept euros.", "(Publicité)", "Une cliente a débouché la sienne en plein mois d'août."),
        ("La niebla cuesta siete euros.", "[PUBLICIDAD]", "Una clienta abrió la suya en pleno mes de agosto."),
        ("The plate says sorry to the river, in whose way it has stood since then.", "Continue reading →", ""),
        ("La station météo annonce que les averses tomberont de côté.", "Lire la suite", ""),
        ("تأخر القرار عشر دقائق كاملة.", "اقرأ أيضا", "وذكرت صحيفة عينة أن معلمة البلدة رفضت تأخير الجرس."),
        ("تأخر القرار عشر دقائق كاملة.", "شاهد أيضا", "وأضافت المعلمة أن الجرس يقرع عند وصول الحافلة."),
        ("Das Amt zieht im Herbst um.", "Mehr zum Thema", "Der Kiosk am Markt hat kein Vordach und keinen Keller."),
    ],
)
def test_a_marker_within_one_line_is_cut_out(before: str, noise: str, after: str) -> None:
    text = f"{before} {before} {before} {noise} {after}".strip()
    assert dropped(text) == [noise]


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more into it than that and you will end up with a shrine.",
        "Read more, The Mill's librarian says, and sleep less.",
        "Mehr zum Thema Regen weiß in der Stadt nur eine Frau.",
        "Lesen Sie auch Bücher, steht an der Tür.",
        "Das könnte Sie auch interessieren, sagt ein Schild.",
        "Lire la suite demande du courage.",
        "اقرأ أيضا في عيون التلاميذ، تقول المعلمة.",
        "اقرأ أيضا وتأمل في هذا القول القديم.",
        "(Publicité mensongère ou non) Elle a été retirée.",
        "Continue reading the river, The Boatman said.",
    ],
)
def test_a_sentence_within_one_line_that_begins_like_a_marker_stays(sentence: str) -> None:
    before = "The stairs lead to a shrine above the harbour of the town. " * 2
    assert dropped(f"{before}{sentence} The stairs join the harbour to the upper market.") == []


def test_headlines_in_a_list_below_their_label_go() -> None:
    items = ("・町営の水たまり、今年も開放される", "・長靴の寄付、百足を超える見込み")
    assert dropped(JAPANESE, "【関連記事】", *items, JAPANESE) == ["【関連記事】", *items]
    assert dropped(JAPANESE, "【関連記事】", items[0], JAPANESE) == ["【関連記事】", items[0]]


def test_a_list_below_anything_else_stays() -> None:
    assert dropped(GERMAN, "Drei Dinge", "• Ein Schlüssel aus Eisen", "• Eine Tür aus Holz", GERMAN) == []
    # One word is a heading of the article's own as often as a label.
    assert dropped(GERMAN, "Empfohlen", "• Ein Schlüssel aus Eisen", GERMAN) == ["Empfohlen"]
    assert dropped(JAPANESE, "【関連記事】", "・水車は三つあり、どれも動かない。", JAPANESE) == ["【関連記事】"]


@pytest.mark.parametrize("line", ["（水車かなえ）", "（試験花子）", "（例示はなこ記者）", "(Sample Name)"])
def test_who_wrote_an_article_may_stand_in_brackets_at_its_end(line: str) -> None:
    ruling = closing_credit_of(line)
    assert ruling is not None
    assert (ruling.rule, ruling.names) == ("byline", line.strip("（）()").removesuffix("記者"))


@pytest.mark.parametrize(
    "line", ["（敬称略）", "（写真は市役所）", "（つづく）", "（以下、続報）", "（水車は動かない。）", "（水車）"]
)
def test_a_remark_in_brackets_stays(line: str) -> None:
    assert closing_credit_of(line) is None


def test_a_reporter_in_brackets_is_the_author() -> None:
    decoded = cleaning.decode("\n".join((JAPANESE, JAPANESE, JAPANESE, "（水車かなえ）")).encode())
    assert decoded is not None
    source = cleaning.clean(decoded, CONFIG).source
    assert source is not None
    assert source.author == "水車かなえ"


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        ("IĞDELİK (Örnek Ajansı) - Köprü", "tr", "Iğdelik"),
        ("KIRPINAR (Örnek Ajansı) - Köprü", "tr", "Kırpınar"),
        ("SAINT-MODÈLE-LE-HAUT (Exemple Presse) - Le pont", "fr", "Saint-Modèle-le-Haut"),
        ("McVILLETEST (Sample Wire) - The bridge at McVilletest", "en", "McVILLETEST"),
        ("MCVILLETEST (Sample Wire) - The bridge at McVilletest", "en", "McVilletest"),
        ("Musterhausen. Die Brücke", "de", "Musterhausen"),
        ("Berlin. Die Brücke", "de", "Berlin"),
    ],
)
def test_a_place_in_capitals_is_written_as_its_language_writes_it(text: str, lang: str, place: str) -> None:
    dateline = dateline_of(text, (), lang)
    assert dateline is not None
    assert dateline.place == place


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Innenstadt. Die Brücke", "de"),
        ("Totenstill. Die Brücke", "de"),
        ("Musterhausen. die Brücke", "de"),
        ("Musterhausen. Die Brücke", "en"),
        ("Das Leben. Die Brücke", "de"),
    ],
)
def test_a_short_sentence_is_no_dateline(text: str, lang: str) -> None:
    assert dateline_of(text, (), lang) is None


@pytest.mark.parametrize(
    "words",
    [
        "Abmelden",
        "Unsubscribe",
        "Se désabonner",
        "Berhenti berlangganan",
        "Darse de baja",
        "إلغاء الاشتراك",
        "Abonelikten çık",
        "配信停止",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}.",
        "[ {} ]",
        "{}: https://example.org/u/1",
        "{} <https://example.org/u/1>",
        "[{}](https://example.org/u/1)",
        "{} (mailto:u@example.org)",
    ],
)
def test_how_to_leave_a_newsletter_is_no_part_of_an_article(words: str, form: str) -> None:
    line = form.format(words)
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == "subscribe-prompt"
    assert dropped(GERMAN, GERMAN, line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Abmelden mussten sich alle.",
        "Unsubscribe, she said, and the letters stopped.",
        "Se désabonner prend une minute.",
        "Berhenti berlangganan koran membuatnya sedih.",
        "Darse de baja cuesta dinero.",
        "إلغاء الاشتراك ليس سهلا.",
        "Abonelikten çıkmak kolay değil.",
        "配信停止を求める声が出た。",
        "The mill (https://example.org/u/1)",
        "Video https://example.org/u/1",
    ],
)
def test_a_sentence_about_leaving_a_newsletter_stays(line: str) -> None:
    assert ruling_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Follow Sample Radio on Facebook, X, or Instagram. Send your story ideas to ideas@sample.test",
        "Getty Images A river with a mill and two boats in front of it",
        "الكلمات الدالة: طاحونة، نهر",
        "Ajouter à vos sélections",
    ],
)
def test_prompts_and_labels_of_large_outlets_go(line: str) -> None:
    assert ruling_of(line) is not None


@pytest.mark.parametrize(
    "line", ["Getty Images said that the mill was never photographed", "Getty Images A Bigger Archive"]
)
def test_what_is_told_of_a_picture_agency_stays(line: str) -> None:
    assert ruling_of(line) is None
