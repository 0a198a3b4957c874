"""A clipping in each language: its noise goes, its look-alikes stay, its facts are found."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kliping import cleaning
from kliping.cleaning import Clipping
from kliping.cleaning.cites import cites_of
from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.dates import first_date, publication
from kliping.cleaning.lexicon import LANGUAGES, folded
from kliping.cleaning.names import tags_of
from kliping.cleaning.prose import sentences
from kliping.cleaning.rules import byline_of, ruling_of
from kliping.model import Config

CLIPPINGS = Path(__file__).parent / "data" / "clippings"
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Europe/Berlin")


@dataclass(frozen=True)
class Sample:
    text: str
    dropped: list[str]
    facts: dict[str, object]
    tags: set[str]
    never: set[str] = field(default_factory=set)
    heading: str = ""


SAMPLES = {
    "es": Sample(
        (CLIPPINGS / "es.txt").read_text("utf-8"),
        ["publication-line", "byline", "ad-marker", "related-label", "share-prompt", "copyright-line"],
        {
            "lang": "es",
            "source": "Agencia Ejemplo",
            "author": "Lucía Ejemplar",
            "place": "Villaprueba",
            "cites": ("Diario de Muestra",),
        },
        {"Carmen Ensayo"},
        {"Publicidad", "El", "Ensayo al Diario de Muestra"},
    ),
    "fr": Sample(
        (CLIPPINGS / "fr.txt").read_text("utf-8"),
        ["publication-line", "byline", "ad-marker", "related-label", "reading-time", "comment-prompt"],
        {
            "lang": "fr",
            "source": "Agence Exemple",
            "author": "Jeanne Exemplaire",
            "place": "Ville-Test",
            "cites": ("Courrier de Ville-Test",),
        },
        {"Odile Spécimen", "Association des Bateliers"},
        {"Nous", "L", "Aucun", "Publicité"},
    ),
    "de": Sample(
        (CLIPPINGS / "de.txt").read_text("utf-8"),
        ["publication-line", "byline", "ad-marker", "related-label", "reading-time", "comment-prompt"],
        {
            "lang": "de",
            "source": "dpx",
            "author": "Greta Beispiel",
            "place": "Musterhausen",
            "cites": ("Muster-Zeitung",),
        },
        {"Anna Probst", "Testdorf"},
        {"Wasser", "Feuerwehr", "Boote", "Menschen", "Anzeige", "Bürgermeisterin", "Schule"},
    ),
    "tr": Sample(
        (CLIPPINGS / "tr.txt").read_text("utf-8"),
        ["publication-line", "ad-marker", "related-label", "editor-credit"],
        {"lang": "tr", "source": "ÖRNEK AJANSI", "author": "", "place": "Örnekköy", "cites": ("Deneme Gazetesi",)},
        {"Işıl Denemeci", "Sınamaköy"},
        {"Reklam", "Belediye Başkanı", "Sınamaköy'e", "Ekim"},
    ),
    "ja": Sample(
        (CLIPPINGS / "ja.txt").read_text("utf-8"),
        ["publication-line", "ad-marker", "related-label", "copyright-line"],
        {"lang": "ja", "source": "見本新聞", "author": "", "place": "東京", "cites": ("例示通信",)},
        {"見本川", "試験花子", "例示漁協"},
        {"広告", "市長", "堤防"},
        "橋が残った理由",
    ),
}


def cleaned(text: str, encoding: str = "utf-8") -> Clipping:
    decoded = cleaning.decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    clipping = cleaning.clean(decoded, CONFIG)
    assert cleaning.rebuild(clipping.ledger) == text.encode(encoding)
    return clipping


@pytest.mark.parametrize("lang", SAMPLES)
def test_noise_goes_by_its_rule_and_look_alikes_stay(lang: str) -> None:
    sample = SAMPLES[lang]
    clipping = cleaned(sample.text)
    verdicts = clipping.ledger.verdicts
    assert [each.rule for each in verdicts if each.kind == "dropped"] == sample.dropped
    assert verdicts[0].kind == "title"
    assert [each.text for each in verdicts if each.kind == "heading"] == [sample.heading][: bool(sample.heading)]


@pytest.mark.parametrize("lang", SAMPLES)
def test_facts_are_found_in_every_language(lang: str) -> None:
    clipping = cleaned(SAMPLES[lang].text)
    assert clipping.source is not None
    assert clipping.date is not None
    assert clipping.date.at.strftime("%Y-%m-%d %H:%M") == "2020-10-05 10:15"
    assert {
        "lang": clipping.lang,
        "source": clipping.source.name,
        "author": clipping.source.author,
        "place": clipping.place,
        "cites": clipping.cites,
    } == SAMPLES[lang].facts


@pytest.mark.parametrize("lang", SAMPLES)
def test_tags_are_names_in_every_language(lang: str) -> None:
    tags = set(cleaned(SAMPLES[lang].text).tags)
    assert SAMPLES[lang].tags <= tags
    assert not tags & SAMPLES[lang].never
    assert len(tags) <= 8


@pytest.mark.parametrize(
    ("lang", "encoding"),
    [
        ("es", "cp1252"),
        ("fr", "cp1252"),
        ("de", "cp1252"),
        ("tr", "cp1254"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        *((lang, encoding) for lang in SAMPLES for encoding in ("utf-16", "utf-16-le", "utf-8-sig")),
    ],
)
def test_every_encoding_of_a_language_is_read(lang: str, encoding: str) -> None:
    text = SAMPLES[lang].text.replace("\n", "\r\n")
    # These old pages have no narrow spaces; nor has anybody typed one.
    clipping = cleaned(text, encoding)
    assert clipping.lang == lang
    assert clipping.body == cleaned(SAMPLES[lang].text).body


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("PUBLICIDAD", "ad-marker"),
        ("Te puede interesar: Vuelve el tren", "related-label"),
        ("Síguenos en Instagram", "follow-prompt"),
        ("Suscríbete a nuestro boletín semanal", "subscribe-prompt"),
        ("Tiempo de lectura: 3 minutos", "reading-time"),
        ("3 comentarios", "comment-prompt"),
        ("À lire aussi : Le train revient", "related-label"),
        ("Partager sur Facebook", "share-prompt"),
        ("Abonnez-vous à notre newsletter du soir", "subscribe-prompt"),
        ("3 min de lecture", "reading-time"),
        ("© Exemple 2020. Tous droits réservés", "copyright-line"),
        ("En images", "gallery-label"),
        ("Mehr zum Thema: Der Zug kommt zurück", "related-label"),
        ("Folgen Sie uns auf Instagram", "follow-prompt"),
        ("Bilderstrecke", "gallery-label"),
        ("Alle Rechte vorbehalten.", "copyright-line"),
        ("5 Kommentare", "comment-prompt"),
        ("İlgili Haberler", "related-label"),
        ("ilgili haberler", "related-label"),
        ("PAYLAŞ", "share-prompt"),
        ("Okuma süresi: 3 dk", "reading-time"),
        ("Tüm hakları saklıdır", "copyright-line"),
        ("Foto Galeri", "gallery-label"),
        ("【広告】", "ad-marker"),
        ("＜広告＞", "ad-marker"),
        ("関連記事", "related-label"),
        ("この記事は3分で読めます", "reading-time"),
        ("コメント（12件）", "comment-prompt"),
        ("この記事をシェア", "share-prompt"),
        ("禁無断転載", "copyright-line"),
    ],
)
def test_a_marker_of_each_language_is_dropped(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Publicidad engañosa en la calle mayor",
        "Compartir la mesa es costumbre",
        "Fotos: Así quedó el río",
        "Lee también este libro antes de ir",
        "Síguenos, dijo el guía a todos.",
        "Por eso volvieron a casa",
        "Publicité mensongère",
        "Partager le pain est une coutume",
        "Lire aussi ce livre avant de partir.",
        "Suivre le fleuve prend trois jours",
        "Anzeige gegen Unbekannt",
        "Teilen ist eine alte Sitte",
        "Von dort aus ging es weiter",
        "Kommentare gab es keine.",
        "Reklam bütçesi azaldı",
        "Paylaşmak eski bir gelenek",
        "Video herkesi güldürdü",
        "Yorum yapmak istemedi.",
        "広告費は減った",
        "関連はないという",
        "写真を撮る人もいた",
        "共有地の草を刈る",
    ],
)
def test_a_sentence_with_a_marker_of_its_language_stays(line: str) -> None:
    assert ruling_of(line) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("el lunes 5 de octubre de 2020", "es"),
        ("el 5 de octubre del 2020", "es"),
        ("el 5/10/2020", "es"),
        ("lundi 5 octobre 2020", "fr"),
        ("le 5/10/2020", "fr"),
        ("le 05.10.2020", "fr"),
        ("am Montag, den 5. Oktober 2020", "de"),
        ("am 5.10.2020", "de"),
        ("am 5. 10. 2020", "de"),
        ("Mo., 5.10.2020", "de"),
        ("5 Ekim 2020 Pazartesi günü", "tr"),
        ("5 Ekim 2020'de", "tr"),
        ("05.10.2020 tarihinde", "tr"),
        ("２０２０年１０月５日（月）に", "ja"),
        ("令和2年10月5日", "ja"),
        ("2020/10/05", "ja"),
        ("昨日の2020年10月5日、", "ja"),
    ],
)
def test_the_fifth_of_october_is_read_in_each_language(text: str, lang: str) -> None:
    moment = first_date([text], lang, CONFIG.zone)
    assert moment is not None
    assert moment.at.date().isoformat() == "2020-10-05"


def test_the_first_of_a_month_and_of_an_era_is_read() -> None:
    for text, day in (
        ("le 1er octobre 2020", "2020-10-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
    ):
        moment = first_date([text], "fr", CONFIG.zone)
        assert moment is not None
        assert moment.at.date().isoformat() == day


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("el martes 5 de octubre de 2020", "es"),
        ("mardi 5 octobre 2020", "fr"),
        ("Dienstag, 5. Oktober 2020", "de"),
        ("5 Ekim 2020 Salı", "tr"),
        ("2020年10月5日（火）", "ja"),
        ("2020年13月5日", "ja"),
        ("ayer", "es"),
        ("gestern", "de"),
        ("昨日", "ja"),
        ("hier, demain et aujourd'hui", "fr"),
        ("dün akşam", "tr"),
    ],
)
def test_a_wrong_weekday_or_a_relative_day_is_no_date(text: str, lang: str) -> None:
    assert first_date([text], lang, CONFIG.zone) is None


@pytest.mark.parametrize(
    ("line", "lang", "hours"),
    [
        ("Publicado el 5 de octubre de 2020 a las 15:05", "es", (15, 5)),
        ("Publié le 5 octobre 2020 à 15h05", "fr", (15, 5)),
        ("Aktualisiert am 5. Oktober 2020 um 15.05 Uhr", "de", (15, 5)),
        ("Yayınlanma: 5 Ekim 2020 Pazartesi, 15:05", "tr", (15, 5)),
        ("更新：2020年10月5日（月）午後3時5分", "ja", (15, 5)),
    ],
)
def test_a_publication_line_is_read_in_each_language(line: str, lang: str, hours: tuple[int, int]) -> None:
    moment = publication(line, lang, CONFIG.zone)
    assert moment is not None
    assert (moment.at.hour, moment.at.minute) == hours


@pytest.mark.parametrize(
    ("text", "source", "place", "author"),
    [
        ("Madrid (Agencia Ejemplo).- El alcalde", "Agencia Ejemplo", "Madrid", ""),
        ("MADRID, 5 oct (Agencia Ejemplo) - El alcalde", "Agencia Ejemplo", "Madrid", ""),
        ("PARIS (Agence Exemple) – Le maire", "Agence Exemple", "Paris", ""),
        ("Berlin (dpx) - Der Senat", "dpx", "Berlin", ""),
        ("Frankfurt am Main (dpx/lmn) - Der Magistrat", "dpx/lmn", "Frankfurt am Main", ""),
        ("DİYARBAKIR (ÖA) - Vali", "ÖA", "Diyarbakır", ""),
        ("İZMİR - Vali", "", "İzmir", ""),
        ("【東京＝見本新聞】市長は", "見本新聞", "東京", ""),
        ("（東京＝見本通信）市長は", "見本通信", "東京", ""),
        ("［東京　５日　見本通信］ - 市長は", "見本通信", "東京", ""),
        ("【ロンドン＝見本太郎】首相は", "", "ロンドン", "見本太郎"),
    ],
)
def test_a_dateline_of_each_language(text: str, source: str, place: str, author: str) -> None:
    dateline = dateline_of(text)
    assert dateline is not None
    assert (dateline.source, dateline.place, dateline.author) == (source, place, author)
    assert text[dateline.end :].split()[0] in {"El", "Le", "Der", "Vali", "市長は", "首相は"}


@pytest.mark.parametrize(
    "text",
    [
        "【速報】市長が辞任",
        "（見本＝仮名）と書いた",
        "Musterhausen (red) - Der Zug",
        "Das Haus (alt) - leer",
        "Vino y pan.- Era la cena",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert dateline_of(text) is None


@pytest.mark.parametrize(
    ("text", "lang", "cites"),
    [
        ("El agua bajó, según informó la agencia Ejemplo Sur.", "es", ("Ejemplo Sur",)),
        ("El agua bajó, según Carmen Ensayo.", "es", ()),
        ("D'après le journal Exemple du Soir, l'eau baisse.", "fr", ("Exemple du Soir",)),
        ("Selon Odile Spécimen, l'eau baisse.", "fr", ()),
        ("Das berichtete die Musterzeitung am Montag.", "de", ("Musterzeitung",)),
        ("Das berichtete Anna Probst am Montag.", "de", ()),
        ("Laut Polizei fiel das Wasser.", "de", ()),
        ("Örnek Ajansı'nın haberine göre su çekildi.", "tr", ("Örnek Ajansı",)),
        ("Işıl Denemeci'ye göre su çekildi.", "tr", ()),
        ("地元の見本新聞によると、水は引いた。", "ja", ("見本新聞",)),
        ("市によると、水は引いた。", "ja", ()),
    ],
)
def test_outlets_are_cited_in_each_language(text: str, lang: str, cites: tuple[str, ...]) -> None:
    assert cites_of([text], "", (), lang) == cites


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("Am 5. Oktober kam Dr. Probst. Sie blieb.", "de", 2),
        ("El Sr. Ensayo llegó. Se fue.", "es", 2),
        ("« Nous partons. » Le maire reste.", "fr", 2),
        ("« Nous partons ! » a dit le maire.", "fr", 1),
        ("Prof. Dr. Denemeci geldi. Gitti.", "tr", 2),
        ("「行こう。すぐに。」と市長は言った。誰も動かなかった。", "ja", 2),
        ("市長は言った。「行こう。」誰も動かなかった。", "ja", 3),
    ],
)
def test_sentences_end_by_the_rules_of_their_language(text: str, lang: str, parts: int) -> None:
    assert len(list(sentences(text, lang))) == parts


def test_german_nouns_are_no_names() -> None:
    text = ["Das Wasser stieg, und mit dem Wasser kam der Schlamm. Wasser und Schlamm lagen im Keller des Hauses."] * 2
    assert tags_of(text, (), "de") == ()


def test_an_article_of_one_language_is_a_name_in_another() -> None:
    text = ["The envoys met the UN in Loria.", "The UN left Loria."]
    assert set(tags_of(text, (), "en")) == {"UN", "Loria"}


def test_dotted_and_dotless_i_are_one_in_comparisons() -> None:
    assert folded("İLGİLİ KIRMIZI") == folded("ilgili kırmızı") == "ilgili kirmizi"


def test_bylines_without_a_colon_in_each_language() -> None:
    for line in ("Por Lucía Ejemplar", "Par Jeanne Exemplaire", "Von Greta Beispiel"):
        assert byline_of(line) is not None
    for line in ("Por eso volvieron", "Par exemple ici", "Von dort aus"):
        assert byline_of(line) is None


def test_there_are_eight_lexicons() -> None:
    assert len(LANGUAGES) == 8


def test_a_second_article_becomes_a_section() -> None:
    text = (
        "Contoh Harian, Bandung - Sungai Selandra surut pada Senin dan warga pulang ke rumah "
        "masing-masing dengan truk.\n"
        "Jembatan Dibuka Lagi\n"
        "Contoh Harian, Semarang - Jembatan Lengkung dibuka lagi untuk pejalan kaki setelah "
        "diperiksa selama dua hari penuh.\n"
    )
    clipping = cleaned(text)
    assert "## Jembatan Dibuka Lagi" in clipping.body
    assert clipping.place == "Bandung"


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        ("KIRKLARELİ (Örnek Ajansı) - Köprü", "tr", "Kırklareli"),
        ("YUKARIHİSAR (Örnek Ajansı) - Köprü", "tr", "Yukarıhisar"),
        ("YUKARIHİSAR (ÖA) - Köprü", "", "Yukarıhisar"),
        ("AŞAĞIPINAR (Örnek Ajansı) - Köprü", "tr", "Aşağıpınar"),
        ("VAUCRESSON-LES-BOIS (Exemple Presse) - Le pont", "fr", "Vaucresson-les-Bois"),
        ("VAUCRESSON-LES-BOIS, Exemple Presse -- Le pont", "fr", "Vaucresson-les-Bois"),
        ("VILLETEST DES BOIS (Exemple Presse) - Le pont", "fr", "Villetest des Bois"),
        ("VAUCRESSON-LES-BOIS - Le pont", "fr", "Vaucresson-les-Bois"),
        ("KIRKLARELİ - Köprü", "tr", "Kırklareli"),
        ("YUKARIHİSAR (ÖA) - Köprü, Yukarihisar yazısı", "tr", "Yukarıhisar"),
        ("YUKARIHISAR (ÖA) - Köprü, Yukarıhisar'da", "", "Yukarıhisar"),
        ("KIRKPINAR-YUKARIHİSAR (ÖA) - Köprü", "tr", "Kırkpınar-Yukarıhisar"),
    ],
)
def test_a_shouted_place_is_written_as_its_language_does(text: str, lang: str, place: str) -> None:
    dateline = dateline_of(text, (), lang)
    assert dateline is not None
    assert dateline.place == place


@pytest.mark.parametrize(
    ("text", "source", "place"),
    [("【虚川町・見本新聞】町長は", "見本新聞", "虚川町"), ("【見本通信】町長は", "見本通信", "")],
)
def test_a_japanese_dateline_in_brackets_gives_its_source(text: str, source: str, place: str) -> None:
    dateline = dateline_of(text, (), "ja")
    assert dateline is not None
    assert (dateline.source, dateline.place, text[dateline.end :]) == (source, place, "町長は")


@pytest.mark.parametrize(
    "text", ["【速報・号外】町長は", "【見本】町長は", "【新聞】町長は", "（見本新聞）と町長は", "【ニュース】町長は"]
)
def test_other_japanese_brackets_are_no_dateline(text: str) -> None:
    assert dateline_of(text, (), "ja") is None


@pytest.mark.parametrize(
    ("text", "lang", "cites"),
    [
        ("Le pont est fermé, selon le Courrier d'Armorique.", "fr", ("Courrier d'Armorique",)),
        ("Le pont est fermé, selon le Courrier d’Armorique.", "fr", ("Courrier d’Armorique",)),
        ("Le pont est fermé, d'après L'Écho d'Antan, qui cite le maire.", "fr", ("L'Écho d'Antan",)),
        ("Selon le Journal d'Exemple, le pont est fermé.", "fr", ("Journal d'Exemple",)),
        ("Selon le Journal d'Exemple d'hier, le pont est fermé.", "fr", ("Journal d'Exemple",)),
        ("Selon Odile d'Armorique, le pont est fermé.", "fr", ()),
        ("Air surut, seperti dikutip dari Harian Melati.", "id", ("Harian Melati",)),
        ("Air surut, seperti dikutip dari Harian Melati, Senin (5/10).", "id", ("Harian Melati",)),
        ("Air surut, seperti dikutip dari harian Melati.", "id", ("Melati",)),
    ],
)
def test_outlets_are_cited_by_their_whole_name(text: str, lang: str, cites: tuple[str, ...]) -> None:
    assert cites_of([text], "", (), lang) == cites
