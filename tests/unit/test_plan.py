"""Addresses that clash are errors, all told at once."""

import pytest

from kliping import plan
from kliping.model import Library, Page, Theme
from kliping.problems import Problem
from tests import make


def clash_of(*pages: Page, static: dict[str, str] | None = None) -> Problem:
    (problem,) = plan.clashes(pages, static or {})
    assert problem.code == "address-duplicate"
    assert problem.is_error
    return problem


def test_pages_at_addresses_of_their_own_do_not_clash() -> None:
    pages = [make.page(""), make.page("tags/"), make.page("tags/nato/"), make.page("feed.xml")]
    assert plan.clashes(pages, {"images/a.jpg": "static/images/a.jpg"}) == ()


def test_two_articles_may_not_share_an_address() -> None:
    problem = clash_of(make.page("2020/10/05/a/", "content/b.md"), make.page("2020/10/05/a/", "content/a.md"))
    assert problem.span.path == "content/b.md"
    assert problem.text == "/2020/10/05/a/ is also the address of content/a.md"


def test_an_alias_may_not_stand_on_a_page_of_the_site() -> None:
    assert "tags" in clash_of(make.page("tags/"), make.page("tags/", "content/a.md", output="redirects")).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tags/", "tags/"), ("caf\u00e9/", "cafe\u0301/"), ("stra\u00dfe/", "strasse/"), ("\u0390/", "\u03aa\u0301/")],
)
def test_addresses_that_one_file_system_takes_for_the_same_clash(one: str, other: str) -> None:
    clash_of(make.page(one, "content/a.md"), make.page(other, "content/b.md"))


def test_a_file_may_not_stand_where_a_folder_must_be() -> None:
    problem = clash_of(make.page("arsip", "content/a.md"), make.page("arsip/2020/10/", "content/b.md"))
    assert {"content/a.md", "content/b.md"} == {problem.span.path, problem.text.rpartition(" ")[2]}


def test_a_folder_is_in_the_way_whatever_its_case_and_order() -> None:
    problem = clash_of(make.page("arsip/2020/", "content/b.md"), static={"ARSIP": "static/ARSIP"})
    assert problem.text == "/arsip/2020/, the address of content/b.md, lies below that of static/ARSIP"


def test_a_static_file_may_not_replace_a_page() -> None:
    problem = clash_of(make.page("", output="html"), static={"index.html": "static/index.html"})
    assert "static/index.html" in problem.span.path + problem.text


def test_of_three_at_one_address_two_are_told_of() -> None:
    pages = [make.page("a/", f"content/{name}.md") for name in "abc"]
    assert [problem.span.path for problem in plan.clashes(pages, {})] == ["content/b.md", "content/c.md"]


def test_the_order_of_pages_does_not_decide_what_is_told() -> None:
    pages = [make.page("a/", "content/a.md"), make.page("a/", "content/b.md")]
    assert plan.clashes(pages, {}) == plan.clashes(reversed(pages), {})


def test_only_the_outputs_of_the_digest_are_planned_in_order_of_address() -> None:
    theme = Theme(layouts={}, locales={}, assets={})
    config = make.config(outputs=("robots", "rss"))
    pages = plan.plan(Library(articles=()), config, theme)
    assert {page.output for page in pages} <= {"robots", "rss"}
    assert [page.address for page in pages] == sorted(page.address for page in pages)
    assert plan.plan(Library(articles=()), make.config(), theme) == ()
