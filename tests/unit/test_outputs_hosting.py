"""What hosts are told: headers for every page, and where moved articles are."""

from kliping import views
from kliping.model import Article, Config, Library, Theme
from kliping.outputs import hosting
from tests import make

THEME = Theme(layouts={}, locales={}, assets={})
BASE = "https://example.org/digest/"


def made(config: Config, *articles: Article) -> dict[str, str]:
    found: dict[str, str] = {}
    for page in hosting.pages(Library(articles=articles), config, THEME):
        data = hosting.render(page, THEME)
        assert isinstance(data, bytes)
        found[page.address] = data.decode()
    return found


def rules(config: Config) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in views.policy(config).split("; "))


def test_no_script_runs_but_that_of_search() -> None:
    without, with_search = rules(make.config()), rules(make.config(search=True))
    assert without["default-src"] == "'none'"
    assert "script-src" not in without
    assert without["connect-src"] == "'self'"
    assert (with_search["script-src"], with_search["connect-src"]) == ("'self' 'wasm-unsafe-eval'", "'self'")
    assert not any("unsafe-inline" in value for value in (*without.values(), *with_search.values()))


def test_paths_are_those_of_the_host() -> None:
    lines = made(make.config(base_url=BASE))["_headers"].splitlines()
    paths = ["/digest/*", "/digest/assets/*", "/digest/pictures/*", "/digest/*.xml"]
    assert [line for line in lines if not line.startswith(" ")] == paths
    assert f"  Content-Security-Policy: {views.policy(make.config())}; frame-ancestors 'none'" in lines


def test_a_moved_article_is_told_with_its_addresses_escaped() -> None:
    moved = make.article("Air", address="2020/10/05/air/", aliases=("lama/", "قديم/", "lama/"))
    assert made(make.config(base_url=BASE), moved)["_redirects"] == (
        "/digest/lama/ /digest/2020/10/05/air/ 301\n/digest/%D9%82%D8%AF%D9%8A%D9%85/ /digest/2020/10/05/air/ 301\n"
    )
    assert "_redirects" not in made(make.config(), make.article("Air"))
