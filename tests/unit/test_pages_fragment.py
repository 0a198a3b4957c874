"""The HTML of an article without a page becomes Markdown by the rules for pages, and every block is accounted for."""

import pytest

from kliping import cleaning, pages
from kliping.cleaning import syndication
from kliping.model import SourceSettings
from kliping.pages import Refused, Surroundings
from tests import make

CONFIG = make.config(
    sources=(SourceSettings(name="Contoh Harian", drop=("Kabar dari tepi sungai",), keep=("Read more",)),)
)
AROUND = Surroundings(base="https://contoh.example/kabar/1", title="Air Surut", source="Contoh Harian")
LONG = "Air sungai yang meluap sejak malam akhirnya surut, dan warga mulai pulang ke rumah masing-masing."


def read(html: str, around: Surroundings = AROUND) -> cleaning.Clipping:
    found = pages.read_fragment(html, around, CONFIG)
    assert isinstance(found, cleaning.Clipping)
    return found


def test_structure_survives_and_addresses_become_whole() -> None:
    html = f'<p>{LONG} <a href="/2">Lagi</a></p><h3>Sesudahnya</h3><ul><li>satu</li><li><b>dua</b></li></ul>loose'
    assert read(html).body == (
        f"{LONG} [Lagi](https://contoh.example/2)\n\n### Sesudahnya\n\n- satu\n- **dua**\n\nloose\n"
    )


def test_every_block_has_its_verdict() -> None:
    found = read(
        f"<h2>Air Surut</h2><p>{LONG}</p><p>Advertisement</p><p>The post <a>A</a> appeared first on <a>B</a>.</p>"
    )
    assert [(each.kind, each.rule) for each in found.ledger.verdicts] == [
        ("title", ""), ("kept", ""), ("dropped", "ad-marker"), ("dropped", "feed-footer"),
    ]  # fmt: skip
    assert found.body == f"{LONG}\n"


def test_what_the_editor_says_of_a_source_stands_above_the_rules() -> None:
    html = f"<p>{LONG}</p><p>Kabar dari tepi sungai</p><p>{LONG} Lagi.</p><p>Read more</p>"
    assert read(html).body == f"{LONG}\n\n{LONG} Lagi.\n\nRead more\n"
    assert "tepi sungai" in read(html, Surroundings(source="Lain")).body


def test_a_picture_stays_wherever_it_stands_but_the_one_above_the_article() -> None:
    pictures = '<img src="/a.jpg" alt="satu"><p>Air surut.</p><img src="/b.jpg" alt="dua">'
    around = Surroundings(base=AROUND.base, image="https://contoh.example/a.jpg")
    assert read(pictures, around).body == "Air surut.\n\n![dua](https://contoh.example/b.jpg)\n"
    assert "a.jpg" in read(pictures).body
    pixel = '<p>Air surut.</p><img src="/t.gif" width="1" height="1">'
    assert read(pixel).body == "Air surut.\n"


def test_a_box_of_other_articles_goes_with_its_pictures() -> None:
    box = '<div class="related-posts"><img src="/c.jpg" alt="tiga"><p>Satu judul lain</p></div>'
    assert read(f"<p>{LONG}</p><p>{LONG}</p>{box}<p>{LONG}</p>").body == f"{LONG}\n\n{LONG}\n\n{LONG}\n"


@pytest.mark.parametrize("void", ["<embed src='x'>", "<source src='x'>", "<track src='x'>"])
def test_what_stands_behind_an_element_that_holds_nothing_is_not_lost(void: str) -> None:
    assert read(f"<p>Air {void} surut.</p>").body == "Air surut.\n"


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<!-- kata -->", "<script>kata</script>"])
def test_what_shows_nothing_is_nothing(html: str) -> None:
    found = pages.read_fragment(html, AROUND, CONFIG)
    assert not isinstance(found, Refused)
    assert found is None or not found.body


def test_what_nests_too_deep_is_refused() -> None:
    assert isinstance(pages.read_fragment("<div>" * 5_000, AROUND, CONFIG), Refused)


def test_html_may_tell_of_entities() -> None:
    assert read("<p>Tulis <!ENTITY a> begitu.</p>").body.startswith("Tulis &lt;!ENTITY")


@pytest.mark.parametrize(
    "text",
    [
        "The post Air Surut appeared first on Contoh Harian.",
        "Der Beitrag Wasser sinkt erschien zuerst auf Muster.",
        "L’article Eau est apparu en premier sur Exemple.",
        "Continue reading Air Surut →",
        "Baca selengkapnya",
        "(Read more…)",
    ],
)
def test_a_feed_s_footer_is_known(text: str) -> None:
    assert syndication.is_footer(text)


@pytest.mark.parametrize(
    "text", ["The post office appeared first.", "Read moreover the signs.", "Selengkapnyalah.", f"Read more {LONG * 3}"]
)
def test_a_sentence_is_no_footer(text: str) -> None:
    assert not syndication.is_footer(text)
