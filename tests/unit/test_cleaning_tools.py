"""Buttons, boxes and notices of a page go by their rule as whole lines, in every language; sentences like them stay."""

import pytest

from kliping.cleaning.rules import ruling_of


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (
            "page-tool",
            "Listen to this article: 3 min 12 sec|LISTEN|Artikel anhören|Escuchar|Écouter l’article|Haberi Dinle"
            "|Dengarkan artikel ini|الاستماع إلى المقال 02:41|この記事を聴く",
        ),
        (
            "page-tool",
            "Font size|A+ A-|Schriftgröße|Tamaño de letra|Taille du texte|Yazı boyutu|Ukuran huruf|حجم الخط|文字サイズ",
        ),
        (
            "page-tool",
            "Save|Merken|Guardar|Enregistrer|Kaydet|Simpan|طباعة|保存|Print|Twittern|Tuitear|Tweeter|Tweetle",
        ),
        (
            "page-tool",
            "Report an error|Fehler melden|Reportar un error|Signaler une erreur|Hata bildir|أبلغ عن خطأ|誤りを報告",
        ),
        ("comment-prompt", "3 تعليقات|12 تعليق"),
        (
            "view-count",
            "1,204 views|Okunma: 1.846|Dibaca 1.204 kali|1.204 Aufrufe|1.204 visitas|1204 vues|閲覧数：1,204回",
        ),
        ("view-count", "عدد المشاهدات: 1204"),
        (
            "related-label",
            "Most viewed|Meistgelesene Artikel|Las más leídas|Les plus consultés|Çok okunan haberler"
            "|Paling banyak dibaca|الأكثر قراءة|よく読まれている記事|Mirá también",
        ),
        (
            "page-label",
            "Next article|Nächster Artikel|Siguiente noticia|Article suivant|Sonraki Haber|المقال التالي|次の記事へ"
            "|（次ページに続く）|Reuse this content|Sobre la firma",
        ),
        (
            "subscribe-prompt",
            "Skip past newsletter promotion|after newsletter promotion|Free weekly newsletter|Sign up to The Sample"
            "|Nur für Abonnenten|Solo para suscriptores|Il vous reste 41 % de cet article à lire.|Abonelere özel"
            "|Khusus pelanggan|للمشتركين فقط|この記事は有料記事です。残り312文字|ログインして続きを読む",
        ),
        (
            "ad-marker",
            "(Publicité)|- Publicidad -|＜PR＞|ここから広告です|ここまで広告です|La suite après cette publicité",
        ),
        (
            "embed-label",
            "External content|Empfohlener redaktioneller Inhalt|Contenido externo|Contenu externe|Harici içerik"
            "|Konten eksternal|محتوى خارجي|外部コンテンツを表示",
        ),
        ("tag-line", "Archivado en: Faros · Muestra|Filed under: Lighthouses, Sample|Classé dans : Phares, Exemple"),
        (
            "photo-credit",
            "(Crédit photo : Le Courrier Exemple)|Foto: gentileza Municipalidad de Muestra"
            "|FOTOĞRAF: ÖRNEK POSTASI - AYŞE ÖRNEK",
        ),
        ("gallery-label", "View image in fullscreen|Archivbild|صورة أرشيفية|【写真】鈴を手にする見本の店主"),
        ("video-label", "WATCH: The mill from above|VIDÉO. Le moulin vu du ciel|شاهد.. الطاحونة من فوق"),
        ("follow-prompt", "Join our WhatsApp channel|Únete a nuestro canal de WhatsApp|انضم إلى قناتنا على واتساب"),
        ("editor-credit", "Reporting by Sample Name in Villetest; Editing by Other Name|Tim Redaksi"),
    ],
)
def test_what_a_page_sets_around_an_article_goes_by_its_rule(rule: str, lines: str) -> None:
    for line in lines.split("|"):
        ruling = ruling_of(line)
        assert ruling is not None, line
        assert ruling.rule == rule, line


@pytest.mark.parametrize(
    "line",
    [
        "Listen.",
        "(Crédit photo : le courrier attend encore)",
        "Listen to this article of faith, the miller said",
        "Save the mill before the river takes it",
        "Merken wird es niemand, meinte der Bäcker",
        "Merken!",
        "Escuchar el río, dice el molinero, basta para dormir",
        "Écouter l’article lu par sa fille l’a fait rire",
        "Haberi dinleyen köylüler güldü",
        "الاستماع إلى المقال متعة، كما يقول الطحان",
        "保存する鈴は三つだけだと店主は言う",
        "Font size was the only thing on which they agreed",
        "3 تعليقات كتبها الطحان على الجدار",
        "1,204 views of the river hang in the mill",
        "Most viewed the flood as a blessing",
        "Las más leídas eran las cartas del molinero",
        "Next article in the contract is about the key",
        "Reuse this content of the barrel, the miller advised",
        "Sign up to the choir before Sunday",
        "After newsletter promotion failed, they rang the bell",
        "この記事は有料記事ですと書いた札を店主は外した",
        "La suite après cette publicité fut moins solennelle",
        "ここから広告ですかと尋ねる客も多い",
        "External content of the barrel was water",
        "Archivado en: el molino, y allí sigue, dijo la molinera.",
        "Foto que se le saca, foto que sale movida",
        "Watch: the river never sleeps.",
    ],
)
def test_a_sentence_that_only_looks_like_one_stays(line: str) -> None:
    assert ruling_of(line) is None
