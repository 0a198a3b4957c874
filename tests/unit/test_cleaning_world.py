"""What pages of the world set around their articles goes by its place or its words, and nothing else goes."""

import pytest

from kliping.cleaning.rules import ruling_of
from tests.unit.scrapes import LEAD, MORE, TITLE
from tests.unit.scrapes import kept_lines as kept


@pytest.mark.parametrize("lead", ["PORT ELLERY, Calif. (SWA) — ", "VILLETEST, Tenn. (AP) - "])
def test_the_agency_of_a_dateline_stays_behind_the_stop_of_a_state(lead: str) -> None:
    assert kept(TITLE, lead + LEAD, MORE) == [TITLE, lead + LEAD, MORE]


def test_the_headline_below_a_label_at_the_top_of_a_page_stays_where_a_blank_line_parts_it() -> None:
    headline = "More Bells Ring Than Harbour Council Has Ever Counted Before"
    assert kept("Next Up:", "", headline, "", LEAD, MORE) == [headline, LEAD, MORE]
    assert kept(TITLE, "", LEAD, "", "Read also:", "", "Bridge opens a day late", "", MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Also read - Villa Sample’s special gift would melt your heart",
        "Also Read | Fake Bell Racket Busted in Villetest: Four Arrested; Nine Bells Found.",
        "Conozca más: (Video) El campanero de Villaprueba vuelve a su torre",
    ],
)
def test_a_label_may_be_parted_from_its_headline_by_a_dash_or_a_bar(line: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == "related-label"


@pytest.mark.parametrize(
    "line", ["See also - the bridge", "Video - the bell rang twice before noon", "Also read - he said."]
)
def test_a_dash_behind_a_word_of_a_label_parts_more_than_headlines(line: str) -> None:
    assert ruling_of(line) is None


def test_a_headline_between_the_articles_before_and_after_goes() -> None:
    between = ["Voriger Artikel", "Wildente blockiert Fähre", "Nächster Artikel", "Zwei Glocken geklaut", ""]
    assert kept(TITLE, "", LEAD, "", *between, MORE) == [TITLE, LEAD, MORE]


def test_the_points_below_what_is_most_read_go() -> None:
    points = ["- Did you see the bell? Here is what we know about it", "- Ferry carries its last passenger"]
    assert kept(TITLE, LEAD, MORE, "Most Read Nation & World Stories", *points) == [TITLE, LEAD, MORE]


def test_a_row_of_sections_goes_and_a_line_with_other_words_stays() -> None:
    assert kept("World Business Sport Culture Travel Science", TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]
    assert ruling_of("World Business Sport Culture Travel and the bell") is None


def test_the_way_to_an_article_goes_and_a_line_that_says_more_than_the_headline_stays() -> None:
    assert kept(f"World Business {TITLE}", "", TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]
    assert f"Four boats hurt {TITLE}" in kept(f"Four boats hurt {TITLE}", "", TITLE, LEAD, MORE)


def test_the_day_of_a_visit_parts_no_section_from_the_headline() -> None:
    assert kept("Thursday, 18 December 2025", "Crime", "", TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("spot_img", "page-tool"),
        ("movie_image:", "page-tool"),
        ("hero-image", "page-tool"),
        ("c22ca0cc-e3e0-11e7-a840-5972c6b11446", "page-tool"),
        ("]]>", "page-tool"),
        (":", "separator"),
        ("Story Continued Below", "ad-marker"),
        ("PTI", "source-line"),
        ("Please follow and like us:", "follow-prompt"),
        ("Follow @samplebiz for more", "follow-prompt"),
        (
            "Get more updates from Villetest, Music and Web Series along with Latest News at Sample Times.",
            "follow-prompt",
        ),
        ("Keep yourself updated on the harbour with our round-the-clock coverage.", "follow-prompt"),
        (
            "The views expressed in this opinion article are solely those of their author and are not endorsed by us.",
            "republication-note",
        ),
        ("sample-day online correspondent |", "byline"),
        ("(Mira Sample/Sample Wire via AP)", "photo-credit"),
        ("Wir haben festgestellt, dass Sie den Hohen Kontrast-Modus nutzen.", "page-tool"),
        ("Diese Funktion steht nur unseren Abonnenten zur Verfügung.", "subscribe-prompt"),
        ("Hier geht es zu allen aktuellen Polizeimeldungen.", "follow-prompt"),
        ("Titelfoto: Kreisfeuerwehr Musterhausen (Muster)", "photo-credit"),
        ("Foto: Max Muster (Archiv), via Muster Nachrichtenagentur", "photo-credit"),
        ("Mehr aus Polizei", "related-label"),
        ("Vous devez bénéficier d'un abonnement premium pour lire l'article.", "subscribe-prompt"),
        ("Il vous reste 90% de l'article à lire.", "subscribe-prompt"),
        ("Connectez-vous ou créez un compte pour pouvoir commenter cet article.", "comment-prompt"),
        ("Temps de lecture : < 1 minute", "reading-time"),
        ("| Durée : 1:20", "reading-time"),
        ("Vidéo suivante dans 5 secondes", "page-tool"),
        ("- mis à jour", "publication-line"),
        ("par EXEMPLE", "byline"),
        ("A continuación en 5 segundos", "page-tool"),
        ("Leer noticia completa en El Ejemplo.", "follow-prompt"),
        ("¡Haz clic y únete a nuestros canales en WhatsApp®!", "follow-prompt"),
        ("/ FOTO: POLICÍA DE MUESTRA.", "photo-credit"),
        ("Türkçe karakter kullanılmayan ve büyük harflerle yazılmış yorumlar onaylanmamaktadır.", "comment-prompt"),
        ("كلمات دلالية: جسر الميناء الجرس القديم", "tag-line"),
        ("(10月5日11時05分)", "publication-line"),
        ("[見本news] https://example.org/", "source-line"),
        ("Our website is temporarily unavailable in your location.", "page-tool"),
        ("We are working hard to get it back online.", "page-tool"),
        ("Dieser News-Ticker ist geschlossen.", "page-label"),
        ("Lisez la suite pour 1€", "subscribe-prompt"),
        ("Rejoignez-nous et faites vivre l’information de qualité.", "subscribe-prompt"),
        ("ضع علامة للتحقق من أنك لست روبوتا", "page-tool"),
        ("ホーム 火災・放火", "page-tool"),
        ("ご利用上の不明点は ヘルプセンター にお問い合わせください。", "page-tool"),
        ("Source: sample.example", "source-line"),
        (">> Read more trending news", "page-words"),
        ("showPaywall:", "page-tool"),
        (":format(webp)/cloud-1.images.example.org/sample/QXJ7KH5A7WQ.jpg)", "page-tool"),
        ("Hits: 12", "view-count"),
        ("— Mira Sample 🔔 (@mirasample) July 6, 2022", "embed-label"),
        ("Symbolfoto. Foto: picture-alliance/ dpa/Max Muster", "photo-credit"),
        ("Rückfragen bitte an:", "page-label"),
        ("Connectez-vous à votre compte Exemple pour participer à la conversation.", "comment-prompt"),
        ("Article original publié sur exemple.fr", "republication-note"),
        ("publié le 3 septembre à 18h36, Odile Exemple, Presse Exemple", "publication-line"),
        ("Enviar Sugerencia", "page-tool"),
        ("المشاهدات : 159", "view-count"),
        ("からの記事と詳細 ( 見本市の鐘が鳴る | 見本放送 )", "republication-note"),
        ("本文へ移動", "page-tool"),
    ],
)
def test_what_pages_of_the_world_leave_goes_by_its_rule(line: str, rule: str) -> None:
    ruling = ruling_of(line)
    assert ruling is not None
    assert ruling.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "The views expressed in the hall were loud, and nobody wrote them down.",
        "Hier geht es um den alten Hafen.",
        "Titelfoto des Kalenders: der Hafen",
        "Vous devez traverser le pont à pied.",
        "Connectez-vous à la rivière, dit le meunier.",
        "Mantente lejos del puente.",
        "Keep yourself warm on the bridge.",
        "Sie können den Hafen jederzeit besuchen.",
        "par EXEMPLE le pont est tombé",
        "見本市(10月5日)が開かれた。",
        "Foto: El puente",
        "Wir haben festgestellt, dass die Brücke im Winter marode geworden ist.",
        "Sigue la búsqueda de la campana que alguien vendió en Facebook.",
        "Vous devez être inscrit sur les listes de la commune pour voter.",
        "Küfür, hakaret ve tehdit içeren mektuplar yazdı.",
        "This site is no longer accessible to hikers.",
        "Vertrag mit Muster Plus",
        "The sports team",
        "Location: Village Hall",
        "Weitere Informationen gibt es bei der Gemeinde.",
        "見本花火大会(8月5日)",
        "We are working hard on the bridge, the mayor said.",
        "Rejoignez-nous sur le pont, dit le maire.",
        "ホームに列車が入った。",
        "【鐘楼冒頭発言】",
        "【質疑応答】",
        ">> Who rang the bell?",
        "iPhone",
        "Enviar una carta al alcalde",
    ],
)
def test_a_sentence_that_begins_like_one_of_them_stays(line: str) -> None:
    assert ruling_of(line) is None


def test_a_headline_behind_a_label_stays_where_nothing_else_can_be_what_the_article_is_called() -> None:
    shown = "En vídeo: una campana cae del campanario de Villaprueba"
    assert kept(shown, "Campana", LEAD, MORE)[0] == shown
    assert kept(TITLE, shown, LEAD, MORE) == [TITLE, LEAD, MORE]


def test_a_known_section_goes_above_a_headline_of_two_sentences() -> None:
    headline = "Did the bell ring again? Harbour council says it was the wind"
    assert kept("Politics", headline, LEAD, MORE)[0] == headline


def test_a_day_may_be_set_as_english_themes_set_it_in_any_language() -> None:
    assert kept(TITLE, "Freitag, Mai 2, 2025", LEAD, MORE) == [TITLE, LEAD, MORE]
