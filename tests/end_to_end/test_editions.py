"""Editions as a reader, a subscriber and a mail program meet them."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import feedparser
import pytest

from tests.end_to_end.place import Place, article
from tests.make import photo

CONFIG = """title: Kliping
base_url: https://example.org/digest/
lang: id
timezone: Asia/Jakarta
editions: weekly
mail: {sender: "Meja <meja@example.org>", unsubscribe: "https://example.org/keluar"}
"""
LETTER = "---\ntitle: Pekan banjir\n---\n\nPembaca, lihat [arsip](/archive/).\n"
NOW = {"SOURCE_DATE_EPOCH": "1603000000"}  # 18 October 2020, a Sunday: one week is over, another runs


@pytest.fixture
def weekly(place: Place) -> Place:
    place.write("config.yaml", CONFIG)
    place.write("content/air.jpg", photo())
    place.write("content/a.md", article("Air & <lumpur>", image="{src: air.jpg, alt: Air}", section="Kota"))
    place.write("content/b.md", article("Bel", date="2020-10-06", lang="ar", body="ماء[^1].\n\n[^1]: نص."))
    place.write("content/c.md", article("Cerita", date="2020-10-13"))
    place.write("content/editions/2020-W41.md", LETTER)
    return place


def built(place: Place, *arguments: str) -> None:
    done = place.run(*arguments, **NOW)
    assert (done.returncode, done.stderr) == (0, "")


def message(place: Place) -> EmailMessage:
    data = (place.root / "site/editions/2020-W41/mail.eml").read_bytes()
    return email.message_from_bytes(data, policy=email.policy.default)


def book(place: Place) -> dict[str, str]:
    with ZipFile(place.root / "site/editions/2020-W41/kliping-2020-W41.epub") as archive:
        return {each.filename: archive.read(each).decode("utf-8", "replace") for each in archive.infolist()}


def test_an_edition_has_a_page_and_stands_in_the_list_and_on_the_map(weekly: Place) -> None:
    built(weekly)
    page = weekly.read("site/editions/2020-W41/index.html")
    assert "Pekan banjir" in page
    assert '<a href="/digest/archive/">arsip</a>' in page
    assert "Air &amp; &lt;lumpur&gt;" in page
    assert "5–11 Okt" in page
    assert 'href="/digest/editions/2020-W41/kliping-2020-W41.epub"' in page
    assert "2020-W41" in weekly.read("site/editions/index.html")
    assert "https://example.org/digest/editions/2020-W41/" in weekly.read("site/sitemap.xml")
    assert not (weekly.root / "site/editions/2020-W42").exists()
    assert 'href="/digest/editions/"' in weekly.read("site/index.html")


def test_the_next_one_appears_by_the_clock_alone(weekly: Place) -> None:
    built(weekly)
    later = weekly.report(SOURCE_DATE_EPOCH="1603040400")  # Monday
    assert later["problems"] == []
    assert (weekly.root / "site/editions/2020-W42/index.html").is_file()


def test_the_mail_says_it_in_two_forms_with_whole_addresses(weekly: Place) -> None:
    built(weekly)
    mail = message(weekly)
    assert (mail["From"], mail["List-Unsubscribe"]) == ("Meja <meja@example.org>", "<https://example.org/keluar>")
    assert mail["Subject"] == "Kliping – Pekan banjir · 5–11 Okt 2020"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert html
    text, page = plain.get_content(), html.get_content()
    assert "Air & <lumpur>" in text
    assert "&amp;" not in text
    assert "https://example.org/digest/2020/10/05/air-lumpur/" in text
    assert re.findall(r'(?:href|src)="(?!https://|mailto:|#)([^"]*)"', page) == []
    assert 'class="title" style="' in page
    assert "prefers-color-scheme: dark" in page
    assert page.split() == weekly.read("site/editions/2020-W41/mail.html").split()


def test_without_anybody_to_be_from_there_is_no_message(weekly: Place) -> None:
    weekly.write("config.yaml", CONFIG.partition("mail:")[0])
    built(weekly)
    assert not (weekly.root / "site/editions/2020-W41/mail.eml").exists()
    assert (weekly.root / "site/editions/2020-W41/mail.html").is_file()


def test_a_long_mail_is_cut_by_whole_articles(weekly: Place) -> None:
    for number in range(200):
        summary = f"Ringkasan {number} " + "kata " * 80
        weekly.write(f"content/n{number}.md", article(f"Nomor {number}", date="2020-10-07", summary=summary.strip()))
    built(weekly)
    page = weekly.read("site/editions/2020-W41/mail.html")
    assert 80_000 < len(page.encode()) <= 100_000
    shown = page.count('class="entry"')
    assert f"{202 - shown} artikel lagi" in page
    assert page.rstrip().endswith("</html>")


def test_the_book_has_whole_texts_and_their_pictures(weekly: Place) -> None:
    built(weekly)
    files = book(weekly)
    assert next(iter(files)) == "mimetype"
    assert files["mimetype"] == "application/epub+zip"
    articles = [text for name, text in files.items() if "article-" in name]
    assert sum('src="pictures/' in text for text in articles) == 1
    assert any('dir="rtl"' in text and 'href="#fn-' in text for text in articles)
    assert "Pembaca, lihat" in files["EPUB/title.xhtml"]
    assert [name for name in files if name.startswith("EPUB/pictures/")]


def test_the_feed_announces_an_edition_once(weekly: Place) -> None:
    built(weekly)
    (first,) = feedparser.parse(weekly.read("site/editions.xml")).entries
    assert first.title == "Pekan banjir · 5–11 Okt 2020"
    assert "Pembaca, lihat" in first.description
    weekly.write("content/editions/2020-W41.md", LETTER.replace("Pekan banjir", "Judul lain"))
    weekly.write("config.yaml", CONFIG.replace("/digest/", "/"))
    weekly.write("content/d.md", article("Datang terlambat", date="2020-10-08"))
    built(weekly, "--force")
    (second,) = feedparser.parse(weekly.read("site/editions.xml")).entries
    assert (second.id, second.published) == (first.id, first.published)


def test_what_is_closed_stays_as_it_is(weekly: Place) -> None:
    closed = weekly.run("new", "--edition", "2020-W41", **NOW)
    assert closed.stdout.startswith("content/editions/2020-W41.md: edition 1, with 2 articles")
    text = weekly.read("content/editions/2020-W41.md")
    assert text.endswith("\nPembaca, lihat [arsip](/archive/).\n")
    weekly.write("content/d.md", article("Datang terlambat", date="2020-10-08"))
    assert "edition-left-out" in weekly.run(**NOW).stderr
    assert "Datang terlambat" not in weekly.read("site/editions/2020-W41/index.html")
    again = weekly.run("new", "--edition", "2020-W41", **NOW)
    assert (again.returncode, weekly.read("content/editions/2020-W41.md")) == (1, text)
    assert "closed already" in again.stderr


def test_each_language_s_edition_is_closed_by_itself(weekly: Place) -> None:
    weekly.write("config.yaml", f"{CONFIG}languages: [id, ar]\n")
    done = weekly.run("new", "--edition", "ar/2020-W41", **NOW)
    assert done.stdout.startswith("content/editions/ar/2020-W41.md: edition 1, with 1 article;")
    text = weekly.read("content/editions/ar/2020-W41.md")
    assert "lang: ar" in text
    assert "- bel" in text
    weekly.write("content/e.md", article("Terlambat", date="2020-10-08", lang="ar"))
    weekly.run(**NOW)
    assert "Terlambat" not in weekly.read("site/ar/editions/2020-W41/index.html")
    assert weekly.read("content/editions/2020-W41.md") == LETTER
    assert weekly.run("new", "--edition", "fr/2020-W41", **NOW).returncode == 1


def test_the_letter_is_whole_in_plain_text(weekly: Place) -> None:
    lists = "- satu\n- [dua](https://dua.example/)\n\nLalu:\n\n1. a\n2. b\n"
    letter = f"## Pokok\n\n{lists}\n| x | y |\n|---|---|\n| 1 | 2 |\n\n    kode\n"
    weekly.write("content/editions/2020-W41.md", f"---\ntitle: T\n---\n\n{letter}")
    built(weekly)
    body = message(weekly).get_body(("plain",))
    assert body
    text = body.get_content().replace("\r\n", "\n")
    wanted = ("Pokok\n", "- satu\n- dua (https://dua.example/)\n", "1. a\n2. b\n", "1 | 2\n", "kode\n")
    assert [each for each in wanted if each not in text] == []


def test_a_letter_that_is_too_long_is_cut_with_the_way_to_the_rest(weekly: Place) -> None:
    weekly.write("content/editions/2020-W41.md", "---\ntitle: T\n---\n\n" + "Kata demi kata saja.\n\n" * 6000)
    built(weekly)
    page = weekly.read("site/editions/2020-W41/mail.html")
    assert len(page.encode()) <= 100_000
    assert page.count('class="entry"') == 2
    assert weekly.read("site/editions/2020-W41/index.html").count("Kata demi kata saja.") == 6000


def test_a_mail_that_cannot_be_made_shorter_is_made_as_it_is(weekly: Place) -> None:
    """One article whose note alone is too long, beside a letter that is not: nothing can be taken out any more."""
    note = '"' + "kata " * 11_000 + '"'
    for path in ("a", "b"):
        weekly.write(f"content/{path}.md", article(f"Panjang {path}", date="2020-10-07", note=note))
    weekly.write("content/editions/2020-W41.md", "---\ntitle: T\n---\n\n" + "Kata demi kata. " * 3400 + "\n")
    built(weekly)
    page = weekly.read("site/editions/2020-W41/mail.html")
    assert page.count('class="entry"') == 1
    assert len(page.encode()) > 100_000


def test_the_editor_s_note_goes_with_its_article_into_every_form(weekly: Place) -> None:
    source = "{name: Harian, url: https://harian.example/x}"
    note = '"Catatan [redaksi](/archive/)"'
    weekly.write("content/d.md", article("Hanya tautan", date="2020-10-08", rights="link", source=source, note=note))
    built(weekly)
    body = message(weekly).get_body(("plain",))
    assert body
    assert "> Catatan redaksi (https://example.org/digest/archive/)" in body.get_content()
    for name in ("editions/2020-W41/index.html", "editions/2020-W41/mail.html", "editions.xml"):
        text = weekly.read(f"site/{name}").replace("&lt;", "<").replace("&gt;", ">")
        assert 'Catatan <a href="https://example.org/digest/archive/"' in text
        assert "https://harian.example/x" in text


def test_the_feed_of_editions_is_found(weekly: Place) -> None:
    built(weekly)
    for name in ("subscribe/index.html", "subscribe/feeds.opml", "editions/index.html"):
        assert "editions.xml" in weekly.read(f"site/{name}")


def test_an_edition_file_is_no_article_and_ingest_leaves_it(weekly: Place) -> None:
    weekly.write("seeds/a.txt", "Judul klip\n\nJakarta - Air sungai surut pada Senin pagi, kata petugas di pos.\n")
    report = weekly.report(**NOW)
    assert report["problems"] == []
    assert report["articles"] == 4
    assert weekly.read("content/editions/2020-W41.md") == LETTER


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tanpa kepala\n", "front-matter-missing"),
        ("---\nnumber: satu\n---\n", "number-invalid"),
        ("---\narticles: {a: b}\n---\n", "list-invalid"),
        ("---\ndate: besok\n---\n", "date-invalid"),
    ],
)
def test_a_mistake_in_an_edition_s_file_is_told_at_its_line(weekly: Place, text: str, code: str) -> None:
    weekly.write("content/editions/2020-W41.md", text)
    report = weekly.report(**NOW)
    assert [(each["code"], each["path"]) for each in report["problems"]] == [(code, "content/editions/2020-W41.md")]
    assert not (weekly.root / "site").exists()


def test_each_language_has_editions_of_its_own(weekly: Place) -> None:
    built(weekly)
    before = feedparser.parse(weekly.read("site/editions.xml")).entries[0].id
    weekly.write("config.yaml", f"{CONFIG}languages: [id, ar]\n")
    built(weekly)
    assert "Bel" in weekly.read("site/ar/editions/2020-W41/index.html")
    assert "Bel" not in weekly.read("site/editions/2020-W41/index.html")
    assert 'dir="rtl"' in weekly.read("site/ar/editions/2020-W41/mail.html")[:200]
    own, other = (feedparser.parse(weekly.read(f"site/{tree}editions.xml")).entries[0].id for tree in ("", "ar/"))
    assert own == before != other


def test_the_same_edition_gives_the_same_bytes(weekly: Place, tmp_path: Path) -> None:
    made = []
    for name, environment in (
        ("one", {"TZ": "UTC"}),
        ("two", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}),
    ):
        weekly.run("--force", "-d", str(tmp_path / name), **{**NOW, **environment})
        made.append({path.name: path.read_bytes() for path in (tmp_path / name / "editions/2020-W41").iterdir()})
    assert set(made[0]) == {"index.html", "mail.html", "mail.eml", "kliping-2020-W41.epub"}
    assert made[0] == made[1]
