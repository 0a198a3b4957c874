"""What pages say to programs: JSON-LD in schema.org's words."""

import json
from typing import Any

from kliping import library, views
from kliping.library import Selection
from kliping.model import Article, Image, Source, Theme
from kliping.outputs import html
from tests import make

THEME = Theme(layouts={}, locales={}, assets={})
BASE = "https://example.org/digest/"


def said(*articles: Article, at: str) -> dict[str, dict[str, Any]]:
    """The things of the page at an address, by type."""
    config = make.config(base_url=BASE, lang="id", outputs=("html",))
    arranged, _ = library.arrange(articles, config, Selection(now=make.moment("2021-01-01")))
    page = next(page for page in html.pages(arranged, config, THEME) if page.address == at)
    data = views.completed(page.whole().view).data
    whole = json.loads(data) if data else {"@graph": []}
    return {thing["@type"]: thing for thing in whole.get("@graph", [whole])}


WHOLE = make.article(
    "Pasar",
    section="Kota",
    tags=("Pasar", "Air"),
    cites=("Sample Times",),
    place="Contohjaya",
    updated=make.moment("2020-10-06 10:15"),
    image=Image(src="/img/pasar.jpg", alt="Pasar"),
    source=Source(name="Sample Wire", url="https://wire.example/1", author="Sari Contoh"),
)


def test_an_article_is_news_of_another_outlet_that_the_digest_publishes() -> None:
    article = said(WHOLE, at="2020/10/05/pasar/")["NewsArticle"]
    assert article == {
        "@type": "NewsArticle",
        "headline": "Pasar",
        "url": f"{BASE}2020/10/05/pasar/",
        "datePublished": "2020-10-05",
        "dateModified": "2020-10-06T10:15:00+00:00",
        "inLanguage": "en",
        "description": "Pasar, in short.",
        "image": f"{BASE}img/pasar.jpg",
        "author": {"@type": "Person", "name": "Sari Contoh"},
        "publisher": {"@type": "Organization", "name": "Contoh", "url": BASE},
        "sourceOrganization": {"@type": "Organization", "name": "Sample Wire"},
        "isBasedOn": "https://wire.example/1",
        "citation": ["Sample Times"],
        "articleSection": "Kota",
        "keywords": ["Pasar", "Air"],
        "contentLocation": {"@type": "Place", "name": "Contohjaya"},
    }


def test_a_trail_leads_from_the_front_page() -> None:
    steps = said(WHOLE, at="2020/10/05/pasar/")["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Contoh", BASE),
        (2, "Kota", f"{BASE}sections/kota/"),
        (3, "Pasar", f"{BASE}2020/10/05/pasar/"),
    ]
    listed = said(WHOLE, at="tags/air/")["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in listed] == ["Contoh", "Air"]


def test_an_article_without_a_source_is_the_digest_s_own() -> None:
    article = said(make.article("Pasar"), at="2020/10/05/pasar/")["NewsArticle"]
    assert article["author"] == {"@type": "Organization", "name": "Contoh"}
    assert not {"isBasedOn", "sourceOrganization", "citation", "image", "keywords"} & set(article)


def test_lists_are_collections_and_what_is_not_there_says_nothing() -> None:
    for address, name in (("", "Contoh"), ("tags/pasar/", "Pasar"), ("archive/", "Contoh")):
        found = said(WHOLE, at=address)["CollectionPage"]
        assert (found["name"], found["url"]) == (name, BASE + address)
    assert said(WHOLE, at="404.html") == {}


def test_nothing_in_it_ends_its_script() -> None:
    hostile = "</script><!-- <script> &amp; ]]>"
    config = make.config(outputs=("html",))
    arranged, _ = library.arrange([make.article(hostile, slug="x")], config, Selection(now=make.moment("2021-01-01")))
    page = next(page for page in html.pages(arranged, config, THEME) if page.address == "2020/10/05/x/")
    data = views.completed(page.whole().view).data
    assert not set("<>&") & set(data)
    assert json.loads(data)["@graph"][0]["headline"] == hostile


def test_what_is_shown_in_part_has_its_home_elsewhere() -> None:
    config = make.config(outputs=("html",))
    for rights, canonical in (("full", "https://example.org/2020/10/05/x/"), ("excerpt", "https://wire.example/1")):
        article = make.article("X", slug="x", rights=rights, source=Source(name="W", url="https://wire.example/1"))
        arranged, _ = library.arrange([article], config, Selection(now=make.moment("2021-01-01")))
        page = next(page for page in html.pages(arranged, config, THEME) if page.address == "2020/10/05/x/")
        assert page.whole().view.canonical == canonical
