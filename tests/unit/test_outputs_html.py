"""The reading site: which pages there are, and what stands on them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from kliping import addresses, library
from kliping.library import Selection
from kliping.model import Article, Config, Image, Library, Page, Source, Text, Theme
from kliping.outputs import assets, html, redirects
from kliping.problems import Problem
from tests import make

LAYOUTS = Path(__file__).parents[2] / "layouts"
BASE = "https://example.org/digest/"


@cache
def theme() -> Theme:
    """The built-in theme."""
    return Theme(
        layouts={
            path.name: Text(path=f"layouts/{path.name}", text=path.read_text()) for path in LAYOUTS.glob("*.html")
        },
        locales={
            path.stem: Text(path=f"layouts/locales/{path.name}", text=path.read_text())
            for path in LAYOUTS.glob("locales/*.yaml")
        },
        assets={path.name: path.read_bytes() for path in LAYOUTS.glob("assets/*")},
    )


def arrange(*articles: Article, **settings: Any) -> tuple[Library, Config]:
    config = make.config(**{"base_url": BASE, "outputs": ("assets", "html", "rss"), **settings})
    arranged, _ = library.arrange(articles, config, Selection(now=make.moment("2021-01-01")))
    return arranged, config


def site(*articles: Article, **settings: Any) -> dict[str, str]:
    """Every page of the site: address → HTML."""
    return {page.address: shown(page) for page in html.pages(*arrange(*articles, **settings), theme())}


def shown(page: Page) -> str:
    data = html.render(page.whole(), theme())
    assert isinstance(data, bytes), data
    return data.decode()


def several(count: int) -> Iterator[Article]:
    """Articles of three languages, two sources and two sections."""
    for number in range(count):
        yield make.article(
            f"Kabar nomor {number}",
            date=make.moment(f"2020-{1 + number % 9:02}-{1 + number % 27:02} 08:00"),
            lang=("id", "en", "ar")[number % 3],
            tags=("NATO", "Été")[: 1 + number % 2],
            section=("Ekonomi", "Budaya")[number % 2],
            source=Source(name=("Contoh Harian", "Sample Wire")[number % 2], url="https://harian.contoh.test/1"),
            cites=("Sample Wire", "Kantor Misal"),
            note='<p>Lihat <a href="/archive/">arsip</a>.</p>',
            place="Rembang",
            image=Image(src="/assets/favicon.svg", alt="Kapal") if number % 4 == 0 else None,
        )


# --- Which pages -------------------------------------------------------------------------------------------------


def test_the_pages_of_a_small_digest() -> None:
    one = make.article("Air", lang="id", tags=("NATO",), section="Ekonomi", source=Source(name="Contoh Harian"))
    assert set(site(one, lang="en")) == {
        "",
        "2020/10/05/air/",
        "404.html",
        "archive/",
        "archive/2020/10/",
        "id/",
        "sections/",
        "sections/ekonomi/",
        "sources/",
        "sources/contoh-harian/",
        "tags/",
        "tags/nato/",
    }


def test_an_empty_digest_has_a_front_page_an_archive_and_a_404() -> None:
    assert set(site()) == {"", "archive/", "404.html"}


def test_an_article_is_made_of_its_file_and_ranks_before_lists() -> None:
    pages = {page.address: page for page in html.pages(*arrange(make.article("Air")), theme())}
    assert (pages["2020/10/05/air/"].rank, pages["2020/10/05/air/"].made_of) == (
        "article",
        ("content/2020/2020-10-05-air.md",),
    )
    assert (pages["archive/"].rank, pages["archive/"].made_of) == ("list", ("layouts/archive.html",))


def test_planning_loads_neither_jinja_nor_babel_nor_markdown() -> None:
    code = (
        "import sys; from kliping.outputs import assets, html, redirects;"
        "from kliping.model import Config, Library, Theme;"
        "theme = Theme(layouts={}, locales={}, assets={});"
        "config = Config(title='x', base_url='https://example.org/');"
        "[list(each.pages(Library(articles=()), config, theme)) for each in (assets, html, redirects)];"
        "print({'jinja2', 'babel', 'markdown', 'nh3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# --- What stands on them -----------------------------------------------------------------------------------------


@cache
def full_site() -> dict[str, str]:
    return site(*several(25), per_page=4, lang="id", title="Kliping & Uji")


def test_every_page_tells_its_language_title_feed_and_style() -> None:
    for address, page in full_site().items():
        assert re.search(r'<html lang="(id|en|ar)" dir="(ltr|rtl)">', page), address
        assert len(re.findall(r"<title>[^<]*Kliping &amp; Uji</title>", page)) == 1, address
        feed = (
            f'<link rel="alternate" type="application/rss+xml" title="Kliping &amp; Uji (RSS)" href="{BASE}feed.xml">'
        )
        assert feed in page, address
        assert '<link rel="stylesheet" href="/digest/assets/style.css">' in page, address
        assert page.count("<h1") == 1, address


def test_every_page_but_404_has_its_canonical_address() -> None:
    for address, page in full_site().items():
        found = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
        assert found == ([] if address == "404.html" else [BASE + addresses.quoted(address)])


def test_every_link_inside_the_digest_leads_to_a_page() -> None:
    pages = full_site()
    for address, page in pages.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', page):
            target = urljoin(BASE + address, link).split("#")[0]
            if not target.startswith("https://example.org/") or "/assets/" in target or target.endswith("/feed.xml"):
                continue
            assert unquote(target.removeprefix(BASE)) in pages, (address, link)


def test_every_article_can_be_reached_from_the_front_page_by_older_links_alone() -> None:
    pages = full_site()
    found: set[str] = set()
    address: str | None = ""
    while address is not None:
        links = [unquote(link.removeprefix("/digest/")) for link in re.findall(r'href="([^"]*)"', pages[address])]
        found.update(links)
        older = re.search(r'href="/digest/([^"]*)" rel="prev"', pages[address])
        address = older[1] if older else None
    assert {address for address in pages if address.startswith("2020/")} <= found


def test_headings_leave_out_no_level() -> None:
    for address, page in full_site().items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        steps = [after - before for before, after in pairwise(levels)]
        assert levels[0] == 1, address
        assert max(steps, default=0) <= 1, address


def test_ids_are_unique_and_labels_lead_to_them() -> None:
    for address, page in full_site().items():
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address
        assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids), address


def test_the_page_one_is_on_is_marked_in_the_navigation() -> None:
    assert '<a href="/digest/tags/" aria-current="page">' in full_site()["tags/"]
    assert "aria-current" not in full_site()[""]


def test_an_article_in_another_language_says_so() -> None:
    page = site(make.article("مطر", lang="ar", slug="matar"), lang="id")["2020/10/05/matar/"]
    assert '<html lang="id" dir="ltr">' in page
    assert '<article class="article" lang="ar" dir="rtl">' in page


def test_the_list_of_a_language_speaks_it() -> None:
    page = site(make.article("مطر", lang="ar"), lang="id")["ar/"]
    assert '<html lang="ar" dir="rtl">' in page
    assert "مقال واحد" in page
    assert '<article class="item">' in page


def test_links_in_a_text_and_a_note_hold_under_a_sub_path() -> None:
    body = (
        '<p><a href="/tags/">a</a> <a href="#fn">b</a> <a href="c.pdf">c</a> <a href="https://example.net/">d</a></p>'
    )
    page = site(make.article("Air", html=body, note='<p><a href="/archive/">e</a></p>'))["2020/10/05/air/"]
    for link in ("/digest/tags/", "#fn", "/digest/2020/10/05/air/c.pdf", "https://example.net/", "/digest/archive/"):
        assert f'<a href="{link}">' in page


def test_a_title_is_never_markup() -> None:
    page = site(make.article("<script>alert(1)</script>", slug="air", summary="<b>"))[""]
    assert "<script>alert" not in page
    assert page.count("<script") == page.count('<script type="application/ld+json">') == 1
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;" in page


def test_names_in_a_sentence_keep_their_own_direction() -> None:
    article = make.article("Air", source=Source(name="Acme Inc.", author="J. Smith Jr."), lang="ar")
    page = site(article)["2020/10/05/air/"]
    assert "<bdi>J. Smith Jr.</bdi>" in page
    assert page.count("Acme Inc.</a></bdi>") == 2


def test_an_excerpt_leads_to_the_whole_article() -> None:
    source = Source(name="Contoh Harian", url="https://harian.contoh.test/air")
    cut = site(make.article("Air", rights="excerpt", source=source))["2020/10/05/air/"]
    link = '<a href="https://harian.contoh.test/air">Read the whole article at <bdi>Contoh Harian</bdi></a>'
    assert f'<p class="onward apart">{link}' in cut
    assert "onward" not in site(make.article("Air", source=source))["2020/10/05/air/"]


def test_only_the_front_page_of_all_pages_carries_the_newest_date() -> None:
    dated = [address for address, page in full_site().items() if 'class="dateline"' in page]
    assert dated == [""]


def test_a_mistake_in_a_layout_is_told_and_no_page_is_made() -> None:
    broken = Theme(
        layouts={**theme().layouts, "404.html": Text(path="layouts/404.html", text="{{ page.nope }}")},
        locales=theme().locales,
        assets={},
    )
    page = next(page for page in html.pages(*arrange(), broken) if page.address == "404.html")
    found = html.render(page, broken)
    assert isinstance(found, Problem)
    assert (found.code, found.span.path) == ("layout-unknown-name", "layouts/404.html")


# --- Former addresses --------------------------------------------------------------------------------------------


def test_a_former_address_leads_to_the_article() -> None:
    article = make.article("Air", aliases=("lama/", "lama/"))
    (page,) = redirects.pages(*arrange(article), theme())
    data = redirects.render(page, theme())
    assert isinstance(data, bytes)
    assert (page.address, page.made_of) == ("lama/", (article.path,))
    assert '<meta http-equiv="refresh" content="0; url=/digest/2020/10/05/air/">' in data.decode()
    assert f'<link rel="canonical" href="{BASE}2020/10/05/air/">' in data.decode()


# --- Assets ------------------------------------------------------------------------------------------------------


def published(**settings: Any) -> dict[str, bytes]:
    pages = assets.pages(
        *arrange(**settings), Theme(layouts={}, locales={}, assets={"style.css": b"a{}\n", "b/c.svg": b"<svg/>"})
    )
    return {page.address: bytes(assets.render(page, theme())) for page in pages}  # type: ignore[arg-type]


def test_assets_are_published_as_they_are() -> None:
    assert published() == {"assets/style.css": b"a{}\n", "assets/b/c.svg": b"<svg/>"}


def test_the_accent_colour_comes_last_in_the_style_sheet_and_nowhere_else() -> None:
    coloured = published(accent="#0b5fff")
    assert coloured["assets/style.css"] == b"a{}:root{--accent:#0b5fff}\n"
    assert coloured["assets/b/c.svg"] == b"<svg/>"


def test_an_accent_that_is_no_colour_is_not_written() -> None:
    assert published(accent="red}body{display:none")["assets/style.css"] == b"a{}\n"
