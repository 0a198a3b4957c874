"""Which parts an index is made of, and what can be found in them."""

from dataclasses import replace
from typing import Any

from kliping import library, search
from kliping.library import Selection
from kliping.model import Article, Config, Library
from tests import make


def arranged(*articles: Article, **settings: Any) -> tuple[Library, Config]:
    config = make.config(**{"search": True, "outputs": ("html", "search"), **settings})
    return library.arrange(articles, config, Selection(now=make.moment("2022-01-01")))[0], config


def several() -> list[Article]:
    return [
        make.article(f"Kabar {lang} {year}", lang=lang, date=make.moment(f"{year}-05-01"))
        for year in (2019, 2020)
        for lang in ("id", "en")
    ]


def folders(*articles: Article, **settings: Any) -> list[str]:
    return [part.folder for part in search.parts(*arranged(*articles, **settings))]


def keys(*articles: Article) -> dict[str, str]:
    return {part.folder: part.key for part in search.parts(*arranged(*articles))}


def test_there_is_a_part_for_each_language_and_year_the_newest_first() -> None:
    assert folders(*several()) == ["search/en/2020/", "search/en/2019/", "search/id/2020/", "search/id/2019/"]


def test_what_reads_the_indexes_lies_beside_the_newest_of_each_language() -> None:
    parts = search.parts(*arranged(*several()))
    assert [part.folder for part in parts if part.has_core] == ["search/en/2020/", "search/id/2020/"]


def test_nothing_is_searched_unless_that_is_wanted() -> None:
    assert folders(*several(), search=False) == []
    assert folders(*several(), outputs=("html",)) == []
    assert folders() == []


def test_an_article_changes_the_part_that_it_is_in_and_no_other() -> None:
    first, *others = several()
    before = keys(first, *others)
    for changed in (replace(first, html="<p>Lain.</p>"), replace(first, title="Judul lain")):
        after = keys(changed, *others)
        assert [folder for folder in before if before[folder] != after[folder]] == ["search/id/2019/"]
    assert [folder for folder in before if before[folder] != keys(*others).get(folder)] == ["search/id/2019/"]


def test_a_large_year_is_parted_and_a_new_article_changes_its_last_part(monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "_MOST", 2)
    many = [make.article(f"Kabar {day}", date=make.moment(f"2020-05-{day:02}")) for day in range(1, 6)]
    before, after = keys(*many), keys(*many, make.article("Baru", date=make.moment("2020-06-01")))
    assert list(before) == ["search/en/2020-3/", "search/en/2020-2/", "search/en/2020/"]
    assert [folder for folder in before if before[folder] != after[folder]] == ["search/en/2020-3/"]


def test_only_what_an_article_s_page_shows_can_be_found() -> None:
    shown = make.article("Terbuka", html="<p>Teks <b>utuh</b>.</p>", tags=("Pasar",), place="Bandung")
    hidden = make.article("Tertutup", html="<p>Rahasia.</p>", rights="link", summary="Ringkas")
    found, config = arranged(shown, hidden)
    (part,) = search.parts(found, config)
    told = dict(search.documents(part, found))
    assert "<p>Teks <b>utuh</b>.</p>" in told["2020/10/05/terbuka/index.html"]
    assert "Bandung · Pasar" in told["2020/10/05/terbuka/index.html"]
    assert "Rahasia" not in told["2020/10/05/tertutup/index.html"]


def test_titles_and_names_are_text() -> None:
    found, config = arranged(make.article("<script>x</script>", slug="x", tags=("<b>",), html=""))
    ((_, html),) = search.documents(search.parts(found, config)[0], found)
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
