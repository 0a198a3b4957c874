"""No script from an article runs: all vectors in all fields, through every output, in Chromium without a policy."""

import json
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests import make
from tests.end_to_end.place import Place
from tests.security import digests
from tests.security.digests import Made
from tests.security.driving import driving
from tests.security.vectors import SCRIPT, TEMPLATE_ANSWER, VECTORS

Tell = Callable[[str], None]

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ENTRIES_A_PAGE = 60
_BARE = "<!doctype html><meta charset=utf-8><title>Reader</title><body>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A site of articles that carry a vector in every field."""
    place = Place(tmp_path_factory.mktemp("fields") / "digest")
    return digests.build(place, VECTORS, make.photo(name="PNG"), search=True)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, one_in: int) -> Path:
    """A site of clippings as HTML that carry them, or a part of them."""
    return digests.ingest(Place(tmp_path_factory.mktemp("clippings") / "digest"), VECTORS[:: 1 + one_in // 4])


def addresses(site: Path, pattern: str, one_in: int = 1) -> list[str]:
    """Files of a site, or one of so many, as addresses from its root."""
    found = sorted(path.relative_to(site).as_posix() for path in site.glob(pattern))
    assert found, pattern
    # The first number is one that lets every kind of vector come up whatever order they stand in.
    return [f"/{name}" for name in found[one_in // 2 :: one_in]]


def assert_nothing_runs(browser: Browser, site: Path, paths: list[str], what: str, tell: Tell) -> None:
    with driving(browser, site) as driver:
        driver.drive(paths)
    assert driver.ran == []
    assert driver.odd == []
    assert driver.pages == len(paths)
    tell(f"{what}: {driver.pages} documents, {driver.elements} elements, 0 executions")


# --- The hooks ------------------------------------------------------------------------------------------------------


def test_there_are_at_least_five_hundred_vectors() -> None:
    assert len(VECTORS) >= 500


def test_the_same_vectors_run_where_nothing_is_cleaned(
    tmp_path: Path, browser: Browser, one_in: int, tell: Tell
) -> None:
    tried = VECTORS[:: 5 if one_in > 1 else 1]
    for number, vector in enumerate(tried):
        (tmp_path / f"{number}.html").write_bytes((_BARE + vector).encode("utf-8", "replace"))
    with driving(browser, tmp_path) as driver:
        driver.drive([f"/{number}.html" for number in range(len(tried))])
    ran = {message.split()[4] for message in driver.ran}
    assert len(ran) > 50
    tell(f"raw control: {len(ran)} of {len(tried)} vectors ran")


def test_the_policy_of_pages_is_off_while_they_are_judged(made: Made, browser: Browser) -> None:
    page = made.site / "a/v0000/index.html"
    free = made.site / "free.html"
    free.write_text(page.read_text("utf-8").replace("</body>", f"{SCRIPT}</body>"), "utf-8")
    with driving(browser, made.site) as driver:
        driver.drive(["/free.html"])
    free.unlink()
    assert len(driver.ran) == 1


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_fields_that_take_no_text_refuse_it_by_name(made: Made, tell: Tell) -> None:
    assert made.refused["slug"] == made.refused["aliases"] == len(VECTORS)
    assert not made.refused.keys() & {"title", "summary", "body", "note", "source.author", "image.alt", "cites"}
    told = ", ".join(f"{name} {count}" for name, count in sorted(made.refused.items()))
    tell(f"vectors: {len(VECTORS)}, in 16 fields of an article; refused by name: {told}")


def test_nothing_runs_on_articles(made: Made, browser: Browser, one_in: int, tell: Tell) -> None:
    paths = addresses(made.site, "a/*/index.html", one_in)
    assert_nothing_runs(browser, made.site, paths, "articles", tell)


def test_nothing_runs_on_pages_of_many_articles(made: Made, browser: Browser, one_in: int, tell: Tell) -> None:
    whole = ("index.html", "en/index.html", "tags/index.html", "sources/index.html", "sections/index.html", "404.html")
    paths = [f"/{name}" for name in whole if (made.site / name).exists()]
    assert len(paths) == len(whole)
    paths += addresses(made.site, "subscribe/index.html") + addresses(made.site, "archive/**/*.html")
    paths += addresses(made.site, "editions/index.html") + addresses(made.site, "editions/*/index.html", one_in)
    for kind in ("tags", "sources", "sections"):
        paths += addresses(made.site, f"{kind}/*/index.html", one_in * 2 - 1)
    assert_nothing_runs(browser, made.site, paths, "home, lists, indexes", tell)


def test_nothing_runs_on_pages_made_of_clippings(ingested: Path, browser: Browser, one_in: int, tell: Tell) -> None:
    whole = ("/index.html", "/tags/index.html", "/sources/index.html")
    paths = [*addresses(ingested, "a/*/index.html", one_in), *whole]
    assert_nothing_runs(browser, ingested, paths, "articles of HTML clippings", tell)


# --- Feeds ----------------------------------------------------------------------------------------------------------


def entries(site: Path) -> Iterator[str]:
    """All that feeds declare to be HTML, as a reader shows it; and titles, which are text."""
    for item in ElementTree.parse(site / "feed.xml").iter("item"):
        yield f"<h2>{escape(item.findtext('title') or '')}</h2>{item.findtext('description')}{item.findtext(_CONTENT)}"
    for entry in ElementTree.parse(site / "atom.xml").iter(f"{_ATOM}entry"):
        for part in entry:
            if part.tag.removeprefix(_ATOM) in {"title", "summary", "content", "rights"}:
                yield part.text or "" if part.get("type") == "html" else escape(part.text or "")
        yield "".join(f'<a href="{escape(link.get("href", ""))}">k</a>' for link in entry.iter(f"{_ATOM}link"))
    for item in json.loads((site / "feed.json").read_text("utf-8"))["items"]:
        yield item["content_html"]
        yield "".join(f'<a href="{escape(item[key])}">k</a>' for key in ("url", "external_url", "image") if key in item)


def as_read(site: Path) -> list[str]:
    """Bare pages of what feeds hold."""
    told = list(entries(site))
    (site / "reader").mkdir(exist_ok=True)
    names = []
    for first in range(0, len(told), _ENTRIES_A_PAGE):
        names.append(f"/reader/{first}.html")
        text = "<hr>".join(told[first : first + _ENTRIES_A_PAGE])
        (site / names[-1].lstrip("/")).write_text(_BARE + text, "utf-8")
    return names


@pytest.mark.parametrize("kind", ["fields", "clippings"])
def test_nothing_runs_in_feeds(made: Made, ingested: Path, browser: Browser, kind: str, tell: Tell) -> None:
    site = made.site if kind == "fields" else ingested
    feeds = [f"/{name}" for name in ("feed.xml", "atom.xml", "editions.xml", "opml.xml")]
    assert_nothing_runs(browser, site, as_read(site) + feeds, f"feeds, from {kind}", tell)


# --- Mails, books, search -------------------------------------------------------------------------------------------


def test_nothing_runs_in_mails(made: Made, browser: Browser, one_in: int, tell: Tell) -> None:
    paths = addresses(made.site, "editions/*/mail.html", max(1, one_in // 2))
    assert_nothing_runs(browser, made.site, paths, "mails", tell)


def test_nothing_runs_in_books(made: Made, browser: Browser, tmp_path: Path, one_in: int, tell: Tell) -> None:
    for number, book in enumerate(sorted(made.site.glob("editions/*/*.epub"))):
        with zipfile.ZipFile(book) as opened:
            opened.extractall(tmp_path / f"{number:03}")
    chapters = addresses(tmp_path, "*/**/*.xhtml", one_in)
    assert_nothing_runs(browser, tmp_path, chapters, "chapters of books", tell)


def test_nothing_runs_in_what_search_finds(made: Made, browser: Browser, one_in: int, tell: Tell) -> None:
    groups = range(0, len(VECTORS) // 20, one_in)
    shown = 0
    with driving(browser, made.site) as driver:
        for group in groups:
            page = driver.open(f"/search/?q=kelompok{group}")
            page.wait_for_selector("#found li")
            shown += page.locator("#found li").count()
            assert page.evaluate("document.querySelectorAll('#found :not(li, a, p)').length") == 0
            assert page.eval_on_selector_all("#found a", "all => all.every(each => each.protocol === 'http:')")
            page.close()
    assert driver.ran == []
    assert shown >= 10 * len(groups)
    tell(f"search: {shown} results of {len(groups)} searches, 0 executions")


# --- Templates ------------------------------------------------------------------------------------------------------


def test_no_field_is_taken_for_a_template(made: Made) -> None:
    texts = [path for path in made.site.rglob("*") if path.suffix in {".html", ".xml", ".json", ".eml", ".opml"}]
    assert [path.name for path in texts if TEMPLATE_ANSWER.encode() in path.read_bytes()] == []
