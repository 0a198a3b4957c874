"""The map for search engines, and the files that robots and web servers look for."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from kliping.model import Article, Config, Library, Moment, Page, Robot, Source, Taxonomy, Term, Theme
from kliping.outputs import news, robots, sitemap

THEME = Theme(layouts={}, locales={}, assets={})
CONFIG = Config(title="Sample Digest", base_url="https://example.org/digest/", lang="id", outputs=("robots", "sitemap"))
HOME = CONFIG.base_url
NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def article(name: str, day: int, *, updated: Moment | None = None, whole_day: bool = False) -> Article:
    at = datetime(2020, 10, day, 9, 30, tzinfo=timezone(timedelta(hours=7)))
    return Article(
        path=f"content/{name}.md",
        id=name,
        title=name,
        date=Moment(at=at, whole_day=whole_day),
        updated=updated,
        body="",
        html="",
        slug=name,
        address=f"2020/10/{name}/",
    )


NEW, OLD = article("baru", 7), article("lama", 5)


def term(taxonomy: Taxonomy, key: str, address: str, *articles: Article) -> Term:
    return Term(taxonomy=taxonomy, key=key, name=key, address=address, articles=articles)


LIBRARY = Library(
    articles=(NEW, OLD),
    tags=(term("tags", "خبر", "tags/خبر/", OLD),),
    sources=(term("sources", "wire", "sources/wire/", NEW, OLD),),
    sections=(term("sections", "city", "sections/city/", NEW),),
    languages=(term("languages", "id", "", NEW), term("languages", "ar", "ar/", OLD)),
    months=(term("months", "2020-10", "archive/2020/10/", NEW, OLD),),
)


def pages(library: Library = LIBRARY, config: Config = CONFIG) -> dict[str, Page]:
    return {page.address: page for page in sitemap.pages(library, config, THEME)}


def xml(page: Page) -> bytes:
    rendered = sitemap.render(page.whole(), THEME)
    assert isinstance(rendered, bytes)
    return rendered


def entries(page: Page) -> dict[str | None, str | None]:
    document = ElementTree.fromstring(xml(page))
    return {found.findtext("loc", None, NAMES): found.findtext("lastmod", None, NAMES) for found in document}


def mapped(library: Library = LIBRARY) -> dict[str | None, str | None]:
    return entries(pages(library)["sitemap.xml"])


# --- sitemap.xml -------------------------------------------------------------------------------------------------


def test_the_map_has_every_page_with_its_newest_article() -> None:
    new, old = "2020-10-07T09:30:00+07:00", "2020-10-05T09:30:00+07:00"
    assert mapped() == {
        f"{HOME}2020/10/lama/": old,
        f"{HOME}2020/10/baru/": new,
        HOME: new,
        f"{HOME}archive/": new,
        f"{HOME}tags/": new,
        f"{HOME}sources/": new,
        f"{HOME}sections/": new,
        f"{HOME}tags/%D8%AE%D8%A8%D8%B1/": old,
        f"{HOME}sources/wire/": new,
        f"{HOME}sections/city/": new,
        f"{HOME}ar/": old,
        f"{HOME}archive/2020/10/": new,
    }


def test_the_digests_own_language_is_at_home_and_there_once() -> None:
    assert xml(pages()["sitemap.xml"]).count(f"<loc>{HOME}</loc>".encode()) == 1


def test_an_index_without_entries_is_not_there() -> None:
    assert set(mapped(Library(articles=(NEW,)))) == {f"{HOME}2020/10/baru/", HOME, f"{HOME}archive/"}


def test_a_digest_without_articles_has_a_home() -> None:
    assert mapped(Library(articles=())) == {HOME: None, f"{HOME}archive/": None}


def test_an_updated_article_changed_when_it_was_updated() -> None:
    updated = replace(OLD, updated=Moment(at=datetime(2020, 10, 9, tzinfo=UTC)))
    found = mapped(Library(articles=(NEW, updated)))
    assert found[f"{HOME}2020/10/lama/"] == found[HOME] == "2020-10-09T00:00:00+00:00"


def test_a_day_is_written_as_a_day() -> None:
    assert mapped(Library(articles=(article("hari", 5, whole_day=True),)))[HOME] == "2020-10-05"


def test_one_map_is_enough_for_most() -> None:
    page = pages()["sitemap.xml"]
    assert list(pages()) == ["sitemap.xml"]
    assert (page.output, page.rank) == ("sitemap", "map")


def test_a_large_digest_has_several_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 6)
    made = pages()
    names = ["sitemap-2020-10.xml", "sitemap-lists-2.xml", "sitemap-lists.xml"]
    assert sorted(made) == [*names, "sitemap.xml"]
    assert b"<sitemapindex " in xml(made["sitemap.xml"])
    assert list(entries(made["sitemap.xml"])) == [f"{HOME}{name}" for name in names]
    parts = [entries(made[name]) for name in names]
    assert [len(part) for part in parts] == [2, 4, 6]
    assert {**parts[0], **parts[1], **parts[2]} == mapped_at_once(monkeypatch)


def mapped_at_once(monkeypatch: pytest.MonkeyPatch) -> dict[str | None, str | None]:
    monkeypatch.undo()
    return mapped()


def test_a_new_article_leaves_the_early_maps_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 5)
    september = datetime(2020, 9, 1, tzinfo=UTC)
    days = tuple(
        replace(article(f"a{day}", day), date=Moment(at=september + timedelta(days=day))) for day in range(20, 0, -1)
    )
    older = term("months", "2020-09", "archive/2020/09/", *days)
    before, after = (
        pages(Library(articles=(*new, *days), months=(term("months", "2020-10", "archive/2020/10/", *new), older)))
        for new in ((OLD,), (NEW, OLD))
    )
    changed = {name for name in after if name not in before or xml(before[name]) != xml(after[name])}
    assert changed == {"sitemap-2020-10.xml", "sitemap-lists.xml"}


def test_what_has_its_home_elsewhere_is_on_no_map() -> None:
    source = Source(name="Sample Wire", url="https://wire.example/1")
    elsewhere = replace(NEW, rights="excerpt", source=source)
    without = Library(articles=(elsewhere, OLD), recent=(elsewhere, OLD))
    assert f"{HOME}{NEW.address}" not in mapped(without)
    assert f"{HOME}{OLD.address}" in mapped(without)
    assert [found for found in news_of(without) if NEW.address in found] == []
    assert f"{HOME}{NEW.address}" in mapped(Library(articles=(replace(elsewhere, rights="full"),)))


# --- news-sitemap.xml --------------------------------------------------------------------------------------------


def news_of(library: Library) -> dict[str, tuple[str, ...]]:
    """Each article's address → the publication's name and language, the date and the title."""
    (page,) = news.pages(library, CONFIG, THEME)  # nothing where nothing is new
    data = news.render(page.whole(), THEME)
    assert isinstance(data, bytes)
    names = {**NAMES, "news": "http://www.google.com/schemas/sitemap-news/0.9"}
    paths = ("publication/news:name", "publication/news:language", "publication_date", "title")
    return {
        found.findtext("loc", "", names): tuple(found.findtext(f"news:news/news:{path}", "", names) for path in paths)
        for found in ElementTree.fromstring(data)
    }


def test_news_are_the_recent_articles() -> None:
    assert news_of(Library(articles=(NEW, OLD), recent=(replace(NEW, lang="zh-Hant"), replace(OLD, lang="ar")))) == {
        f"{HOME}2020/10/baru/": ("Sample Digest", "zh-tw", "2020-10-07T09:30:00+07:00", "baru"),
        f"{HOME}2020/10/lama/": ("Sample Digest", "ar", "2020-10-05T09:30:00+07:00", "lama"),
    }
    assert list(news.pages(Library(articles=(NEW, OLD)), CONFIG, THEME)) == []


def test_xmllint_accepts_the_map() -> None:
    document = xml(pages()["sitemap.xml"])
    done = subprocess.run(["xmllint", "--noout", "-"], input=document, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert document.endswith(b"</urlset>\n")


# --- robots.txt and .nojekyll ------------------------------------------------------------------------------------


def rendered(config: Config = CONFIG) -> dict[str, tuple[str, bytes]]:
    made: dict[str, tuple[str, bytes]] = {}
    for page in robots.pages(LIBRARY, config, THEME):
        data = robots.render(page, THEME)
        assert isinstance(data, bytes)
        assert page.output == "robots"
        made[page.address] = (page.rank, data)
    return made


def test_robots_may_read_everything_and_are_told_of_the_map() -> None:
    expected = b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/digest/sitemap.xml\n"
    assert rendered()["robots.txt"] == ("map", expected)


def test_a_map_that_is_not_made_is_not_told_of() -> None:
    assert rendered(replace(CONFIG, outputs=("robots",)))["robots.txt"] == ("map", b"User-agent: *\nAllow: /\n")


def test_jekyll_is_told_to_stay_away() -> None:
    assert rendered()[".nojekyll"] == ("asset", b"")


def test_robots_are_asked_to_keep_out_of_what_the_settings_say() -> None:
    asked = (Robot(name="ExampleBot", disallow=("/",)), Robot(name="*", disallow=("/search/", "/tags/")))
    config = replace(CONFIG, outputs=("robots", "sitemap", "news"), robots=asked)
    assert rendered(config)["robots.txt"][1].decode() == (
        "User-agent: ExampleBot\nDisallow: /\n\n"
        "User-agent: *\nDisallow: /search/\nDisallow: /tags/\n\n"
        f"Sitemap: {HOME}sitemap.xml\nSitemap: {HOME}news-sitemap.xml\n"
    )
    only_one = rendered(replace(CONFIG, outputs=("robots",), robots=asked[:1]))["robots.txt"][1]
    assert only_one == b"User-agent: ExampleBot\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
