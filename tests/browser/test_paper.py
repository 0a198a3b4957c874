"""An article on paper: where its links lead stands below it, each under the number that stands behind its link."""

from pathlib import Path

from playwright.sync_api import Browser

from kliping import cli
from tests.browsing import serving

ARTICLE = """---
id: a
title: Air
date: 2020-10-05
source: {name: Harian, url: https://harian.example/air}
rights: full
note: Menurut [catatan](https://catatan.example/).
image: {src: https://lain.example/a.png, alt: Banjir}
---

![Jauh](https://lain.example/b.png)

Lihat [peta](https://peta.example/?a=1&b=2), [arsip](/archive/) dan [sungai](https://sungai.example/).
"""


def test_links_are_footnotes_on_paper_and_nothing_on_a_screen(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "config.yaml").write_text("title: Contoh\nbase_url: https://example.org/\nlang: id\n", "utf-8")
    assert cli.main(["build", "-s", str(tmp_path), "-q"]) == 0
    with serving(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}/2020/10/05/air/")
        notes = page.locator(".links li")
        assert notes.all_text_contents() == [
            "https://catatan.example/",
            "https://lain.example/b.png",
            "https://peta.example/?a=1&b=2",
            "https://sungai.example/",
        ]
        assert not page.locator(".links").is_visible()
        page.emulate_media(media="print")
        assert page.locator(".links").is_visible()
        is_marked = "a => getComputedStyle(a, '::after').content != 'none'"
        marked = f"[...document.querySelectorAll('.note a, .text a')].filter({is_marked})"
        assert page.evaluate(f"{marked}.map(a => a.textContent)") == ["catatan", "Jauh", "peta", "sungai"]
        page.close()


def test_no_script_that_stands_in_a_page_runs(tmp_path: Path, browser: Browser) -> None:
    """The page's own policy holds on a host that sends none; a page without it shows that the script would run."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "config.yaml").write_text("title: Contoh\nbase_url: https://example.org/\nlang: id\n", "utf-8")
    assert cli.main(["build", "-s", str(tmp_path), "-q"]) == 0
    written = tmp_path / "site/2020/10/05/air/index.html"
    text = written.read_text("utf-8").replace("</body>", "<script>document.title = 'ran'</script></body>")
    written.write_text(text, "utf-8")
    free = tmp_path / "site/free.html"
    free.write_text(text.replace("Content-Security-Policy", "x-none"), "utf-8")
    with serving(tmp_path / "site") as address:
        page = browser.new_page()
        titles = []
        for path in ("/2020/10/05/air/", "/free.html"):
            page.goto(address + path)
            titles.append(page.title())
        page.close()
    assert [title == "ran" for title in titles] == [False, True]
