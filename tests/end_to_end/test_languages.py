"""A digest with pages in several languages: a tree for each, and ways from one to the others."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest

from tests.end_to_end.place import Place, article
from tests.make import photo
from tests.standards.pages import references

BASE = "https://example.org/digest/"
CONFIG = f"""title: Contoh
base_url: {BASE}
lang: id
timezone: Asia/Jakarta
search: true
per_page: 2
languages:
  en: {{title: Clippings, description: What the papers say}}
  id:
  ar:
"""


@pytest.fixture
def built(place: Place) -> Place:
    """Articles in three languages, two of them told in two; and one in a language without pages of its own."""
    place.write("config.yaml", CONFIG)
    for number in range(1, 5):
        place.write(f"content/id{number}.md", article(f"Kabar {number}", tags="[Pasar]", lang="id", section="Kota"))
    place.write("content/en1.md", article("The river", tags="[Market]", lang="en", translation_of="kabar-1"))
    place.write("content/en2.md", article("The bridge", lang="en", image="{src: /img/a.png, alt: Jembatan}"))
    place.write("content/ar1.md", article("النهر", lang="ar", translation_of="kabar-1", body="ماء."))
    place.write("content/fr1.md", article("Le fleuve", lang="fr"))
    place.write("static/img/a.png", photo(name="PNG"))
    done = place.run()
    assert (done.returncode, done.stderr) == (0, "")
    return place


def page(place: Place, path: str) -> str:
    return place.read(f"site/{path}index.html")


def titles(html: str) -> set[str]:
    return set(re.findall(r"<h[23](?: class=\"long\")?><a [^>]*>(.*?)</a></h[23]>", html.partition("<footer")[0]))


def test_each_language_has_its_own_articles_and_lists(built: Place) -> None:
    assert titles(page(built, "")) == {"Le fleuve", "Kabar 4"}
    assert titles(page(built, "en/")) == {"The river", "The bridge"}
    assert titles(page(built, "ar/")) == {"النهر"}
    assert "Le fleuve" in page(built, "fr/")
    for path, tags in (("tags/", {"Pasar"}), ("en/tags/", {"Market"})):
        assert set(re.findall(r"<bdi>([^<]*)</bdi></a> <span class=\"count\"", page(built, path))) == tags
    for path in ("archive/2020/10/", "en/archive/2020/10/", "ar/archive/2020/10/", "en/404.html", "en/search/"):
        assert (built.root / "site" / path).exists(), path
    assert not (built.root / "site/en/sections").exists()
    assert '<html lang="ar" dir="rtl">' in page(built, "ar/")
    assert '<h1 class="name">Clippings</h1>' in page(built, "en/")


def test_each_language_has_its_own_feed(built: Place) -> None:
    for path, title, wanted in (
        ("en/feed.xml", "Clippings", {"The river", "The bridge"}), ("ar/feed.xml", "Contoh", {"النهر"})
    ):  # fmt: skip
        feed = feedparser.parse(built.read(f"site/{path}"))
        assert (feed.feed.title, feed.feed.link) == (title, BASE + path.removesuffix("feed.xml"))
        assert {entry.title for entry in feed.entries} == wanted
        assert f'href="{BASE}{path}"' in page(built, path.removesuffix("feed.xml"))


def test_translations_lead_to_one_another_and_are_told_to_search_engines(built: Place) -> None:
    group = {
        "id": f"{BASE}2020/10/05/kabar-1/",
        "en": f"{BASE}en/2020/10/05/the-river/",
        "ar": f"{BASE}ar/2020/10/05/النهر/",
    }
    for lang, address in group.items():
        html = page(built, address.removeprefix(BASE))
        told = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', html))
        assert {lang: unquote(href) for lang, href in told.items()} == group
        shown = dict(re.findall(r'<a href="([^"]*)" hreflang="(\w+)"', html))
        assert {unquote(href): lang for href, lang in shown.items()} == {
            other.removeprefix("https://example.org"): name for name, other in group.items() if name != lang
        }
    assert "hreflang" not in page(built, "2020/10/05/kabar-2/")


def test_the_navigation_leads_from_language_to_language(built: Place) -> None:
    for path in ("", "en/", "ar/2020/10/05/النهر/"):
        assert {"/digest/", "/digest/en/", "/digest/ar/"} <= set(references(page(built, path)))
    homes = re.findall(r'hreflang="(\w+)" href="([^"]*)"', page(built, "en/"))
    assert homes[:3] == [("id", BASE), ("en", f"{BASE}en/"), ("ar", f"{BASE}ar/")]


def test_every_address_leads_to_a_file_and_every_page_is_on_the_map(built: Place) -> None:
    site = built.root / "site"
    for file in site.rglob("*.html"):
        for address in references(file.read_text("utf-8")):
            if address.startswith(("/", BASE)):
                path = unquote(address.removeprefix("https://example.org").removeprefix("/digest/"))
                target = site / (f"{path}index.html" if not path or path.endswith("/") else path)
                assert target.is_file(), (file, address)
    names = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    locations = ElementTree.fromstring(built.read("site/sitemap.xml")).findall("url/loc", names)
    mapped = {unquote((each.text or "").removeprefix(BASE)) for each in locations}
    pages = {f"{file.parent.relative_to(site)}/".removeprefix("./") for file in site.rglob("index.html")}
    assert mapped == {path for path in pages if "search/" not in path and "/page/" not in f"/{path}"}


def test_a_former_address_speaks_its_article_s_language_and_other_languages_are_led_to(built: Place) -> None:
    built.write("content/en3.md", article("The mill", lang="en", aliases="[/en/old/]"))
    assert built.run("-q").returncode == 0
    moved = page(built, "en/old/")
    assert '<html lang="en"' in moved
    assert "This article has moved" in moved
    assert '<a href="/digest/fr/"' in page(built, "")


def test_what_stands_in_no_tree_is_an_error_of_the_settings(place: Place) -> None:
    place.write("config.yaml", CONFIG.replace("lang: id", "lang: fr"))
    done = place.run()
    assert done.returncode == 1
    assert "languages-without-own" in done.stderr
    assert not Path(place.root / "site").exists()
