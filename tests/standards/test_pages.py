"""Public judges of pages find nothing: the Nu HTML Checker, axe and Lighthouse; and pages are small."""

import gzip
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kliping import cli
from tests.browsing import serving
from tests.end_to_end.place import ROOT
from tests.standards import judges

# Of HTML and style sheet together, gzipped: what a reader fetches to read.
MOST_BYTES = 8 * 1024
# Every layout, every language and direction.
SHOWN = (
    "",
    "tags/",
    "sources/",
    "archive/",
    "archive/2020/10/",
    "search/",
    "subscribe/",
    "editions/",
    "editions/2020-W43/",
    "editions/2020-W43/mail.html",
    "404.html",
    "en/",
    "ar/",
    "sources/sample-wire/",
)
# A table of 320 pixels is a phone's; forced colours are a reader's own.
LOOKS = [
    {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "forced_colors": forced}
    for width in (320, 390, 1280)
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active"))
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample digest as it is published, with search."""
    root = tmp_path_factory.mktemp("sample")
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    settings = (ROOT / "config.yaml").read_text("utf-8")
    (root / "config.yaml").write_text(f"{settings}\nsearch: true\n", "utf-8")
    assert cli.main(["build", "-s", str(root), "-q"]) == 0
    return root / "site"


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digest of three languages, below a path of its host."""
    site = tmp_path_factory.mktemp("host") / "digest"
    root = shutil.copytree(ROOT / "tests/golden/three-languages", tmp_path_factory.mktemp("three") / "digest")
    assert cli.main(["build", "-s", str(root), "-d", str(site), "-q"]) == 0
    return site


@pytest.fixture(scope="module")
def articles(sample: Path) -> list[str]:
    """An article of each language."""
    found: dict[str, str] = {}
    for page in sorted(sample.glob("2020/**/index.html")):
        html = page.read_text("utf-8")
        lang = next((lang for lang in ("ar", "en") if f'<article class="article" lang="{lang}"' in html), "id")
        found.setdefault(lang, f"{page.parent.relative_to(sample).as_posix()}/")
    assert set(found) == {"ar", "en", "id"}
    return list(found.values())


def test_the_nu_html_checker_finds_nothing(sample: Path, below_a_path: Path) -> None:
    assert judges.nu_messages(sample) == []
    assert judges.nu_messages(below_a_path, below_a_path.parent) == []


def test_the_nu_html_checker_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<!doctype html><html><head><title>x</title></head><body><img src=a></body></html>"
    )
    (tmp_path / "b.css").write_text("a { colour: red }")
    messages = judges.nu_messages(tmp_path)
    assert any("alt" in each for each in messages)
    assert any("colour" in each for each in messages)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
def test_axe_finds_nothing(sample: Path, articles: list[str], browser: Browser, look: dict[str, object]) -> None:
    with serving(sample) as address:
        context = browser.new_context(**look)  # type: ignore[arg-type]  # a dictionary of its own options
        page = context.new_page()
        for path in (*SHOWN, *articles):
            page.goto(f"{address}/{path}")
            page.evaluate(judges.axe())
            found = page.evaluate("axe.run().then(run => run.violations.map(each => [each.id, each.nodes[0].html]))")
            assert (path, found) == (path, [])
        context.close()


def test_axe_finds_nothing_where_texts_are_wide_and_links_say_nothing(tmp_path: Path, browser: Browser) -> None:
    columns = 16
    table = "\n".join(("|".join(["kata-kata"] * columns), "|".join(["---"] * columns), "|".join(["angka"] * columns)))
    text = f"{table}\n\n```\n{'kode ' * 80}\n```\n\n[](https://example.org/x) [![](https://example.org/p.png)](/y)"
    note = "".join(f"  {line}\n" for line in table.splitlines())
    (tmp_path / "content").mkdir()
    front = f"id: a\ntitle: Lebar\ndate: 2020-10-05\nnote: |\n{note}"
    (tmp_path / "content/a.md").write_text(f"---\n{front}---\n\n{text}\n", "utf-8")
    (tmp_path / "config.yaml").write_text("title: Contoh\nbase_url: https://example.org/\nlang: id\n", "utf-8")
    assert cli.main(["build", "-s", str(tmp_path), "-q"]) == 0
    with serving(tmp_path / "site") as address:
        page = browser.new_page(viewport={"width": 320, "height": 900})
        page.goto(f"{address}/2020/10/05/lebar/")
        page.evaluate(judges.axe())
        found = page.evaluate("axe.run().then(run => run.violations.map(each => [each.id, each.nodes[0].html]))")
        assert found == []
        assert page.evaluate("document.querySelectorAll(':is(.text, .note) table').length") == 2
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()


def test_axe_would_find_something(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src=a><p style='color:#999'>Some words to read.</p></body></html>")
    page.evaluate(judges.axe())
    found = page.evaluate("axe.run().then(run => run.violations.map(each => each.id))")
    assert {"image-alt", "color-contrast", "html-has-lang"} <= set(found)
    page.close()


def test_lighthouse_gives_full_marks(sample: Path, articles: list[str], tmp_path: Path) -> None:
    with serving(sample) as address:
        for path in ("", articles[0]):
            scores = judges.lighthouse_scores(f"{address}/{path}", tmp_path)
            assert scores == {"accessibility": 100, "best-practices": 100, "seo": 100}


def test_lighthouse_gives_full_marks_where_no_script_may_run(below_a_path: Path, tmp_path: Path) -> None:
    """Without search the policy is stricter, and Lighthouse asks for robots.txt from within the page."""
    with serving(below_a_path) as address:
        assert judges.lighthouse_scores(f"{address}/", tmp_path, ("seo",)) == {"seo": 100}


def test_what_a_reader_fetches_is_small(sample: Path) -> None:
    style = _gzipped(sample / "assets/style.css")
    for page in (sample / "index.html", *sample.glob("2020/**/index.html")):
        assert _gzipped(page) + style <= MOST_BYTES, page


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))
