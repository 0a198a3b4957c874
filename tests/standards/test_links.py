"""Every address in every page leads somewhere, at the root and under a sub-path."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kliping import cli
from tests.end_to_end.place import ROOT
from tests.standards.pages import ids, references

BASES = ["https://example.org/", "https://example.org/a/sub%20path/"]


@pytest.fixture(scope="module", params=BASES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    base: str = request.param
    destination = tmp_path_factory.mktemp("site") / "digest"
    assert cli.main(["build", "-s", str(ROOT), "-d", str(destination), "-b", base, "-q"]) == 0
    return destination, base


def file_at(site: Path, base: str, address: str) -> Path | None:
    """The file behind an address of the digest; None for one of somebody else's."""
    parts = urlsplit(address)
    root = urlsplit(base)
    if parts.scheme and (parts.scheme, parts.netloc) != (root.scheme, root.netloc):
        return None
    path = unquote(parts.path)
    assert path.startswith(unquote(root.path)), address
    name = path.removeprefix(unquote(root.path))
    return site / (f"{name}index.html" if not name or name.endswith("/") else name)


def test_every_internal_address_and_fragment_is_there(built: tuple[Path, str]) -> None:
    site, base = built
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        html = page.read_text("utf-8")
        for address in references(html):
            if address.startswith("#"):
                assert address in {"#", "#top"} or unquote(address[1:]) in ids(html), (page, address)
                continue
            target = file_at(site, base, address)
            assert target is None or target.is_file(), (page, address)


def test_every_page_leads_to_the_feed(built: tuple[Path, str]) -> None:
    site, base = built
    for page in site.rglob("index.html"):
        html = page.read_text("utf-8")
        if 'http-equiv="refresh"' not in html:
            assert f'type="application/rss+xml" href="{base}feed.xml"' in html or f"{base}feed.xml" in references(html)
