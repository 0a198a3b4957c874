"""Editions before public judges: EPUBCheck, and the Nu HTML Checker for mails and pages."""

from pathlib import Path

import pytest

from kliping import cli
from tests.end_to_end.place import Place, article
from tests.make import photo
from tests.standards import judges

# Markdown and HTML that are hard for XHTML: entities, void elements, names, quotes, tables, ruby, footnotes.
HARD = """Satu&nbsp;dua &mdash; *tiga*<br>empat <!-- tidak --> & < >

![Air](air.jpg "Judul & \\"kutip\\"") ![Jauh](https://lain.example/a.jpg) ![Gambar](/tanda.svg)

| a | b |
|---|:-:|
| 1 | 2 |

<ruby>漢<rt>kan</rt></ruby> <details><summary>x</summary>y</details>

1. satu
    - dua

Kaki[^a b] dan [lagi](#fn:1), [ke luar](https://lain.example/?a=1&b=2).

[^a b]: Catatan *kaki*.

\x08```
kode <b>&amp;</b>
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of a digest in three languages, with texts that are hard to write as XML."""
    place = Place(tmp_path_factory.mktemp("editions"))
    place.write(
        "config.yaml",
        "title: Kliping & <Kawan>\nbase_url: https://example.org/digest/\nlang: id\neditions: weekly\n"
        "languages: [id, en, ar]\nauthor: {name: Meja, email: meja@example.org}\n",
    )
    place.write("content/air.jpg", photo())
    place.write(
        "content/editions/2020-W41.md", "---\ntitle: Pekan & <b>\n---\n\nSurat[^1] ![x](air.jpg)\n\n[^1]: Kaki.\n"
    )
    place.write("content/kendali.md", article('"Bel \\a \\x85 \\uFFFE lonceng"', section='"Kota \\e"', id="kendali"))
    place.write("static/tanda.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for lang in ("id", "en", "ar"):
        place.write(f"content/{lang}/air.jpg", photo(width=300, name="PNG"))
        for number, rights in enumerate(("full", "excerpt", "link", "full")):
            source = "{name: Harian & <Sore>, url: https://harian.example/a?b=1&c=2}"
            told = article(
                f"{lang} {number} & <i>",
                lang=lang,
                rights=rights,
                source=source,
                body=HARD,
                note='"Catatan *meja* &amp; <br> lain"',
                section="Kota & <Desa>" if number else '""',
                image="{src: air.jpg, alt: Air & <lumpur>, credit: N & N}",
            )
            place.write(f"content/{lang}/{number}.md", told)
    assert cli.main(["build", "-s", str(place.root), "-q"]) == 0
    return place.root / "site"


def test_epubcheck_finds_nothing(site: Path) -> None:
    books = sorted(site.rglob("*.epub"))
    assert len(books) == 3
    for book in books:
        assert judges.epubcheck_messages(book) == []


def test_epubcheck_would_find_something(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a.epub"
    broken.write_bytes(min(site.rglob("*.epub")).read_bytes().replace(b"<dc:language>", b"<dc:languish>", 1))
    assert judges.epubcheck_messages(broken)


def test_the_nu_html_checker_finds_nothing(site: Path) -> None:
    found = judges.nu_messages(site / "editions", site.parent)
    assert found == []
