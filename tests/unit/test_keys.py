"""What a page depends on, part by part."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from kliping import digest, keys
from kliping.keys import Keys
from kliping.model import Later, Page, Text, Theme


@dataclass(frozen=True)
class View:
    site: str
    lang: str
    title: str


def text(name: str, said: str) -> Text:
    return Text(path=f"layouts/{name}", text=said)


THEME = Theme(
    layouts={
        "list.html": text("list.html", '{% extends "base.html" %}'),
        "base.html": text("base.html", "{%- import 'macros.html' as m %}"),
        "macros.html": text("macros.html", "a"),
        "other.html": text("other.html", "b"),
        "any.html": text("any.html", "{% include page.kind %}"),
    },
    locales={"en": text("locales/en.yaml", "a: a"), "pt": text("pt", "b: b"), "id": text("id", "c: c")},
    assets={},
)
PAGE = Page(address="a/", output="html", view=View("Contoh", "pt-BR", "Satu"), rank="list", layout="list.html")


def of(page: Page = PAGE, theme: Theme = THEME, code: str = "1") -> str:
    return Keys(theme, code).of(page)


def with_layout(name: str) -> Theme:
    return replace(THEME, layouts={**THEME.layouts, name: text(name, "lain")})


def with_locale(name: str, own: bool = False) -> Theme:
    changed = {name: text(name, "lain: lain")}
    return replace(THEME, own_locales=changed) if own else replace(THEME, locales={**THEME.locales, **changed})


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({}, ()),
        ({"page": replace(PAGE, view=View("Contoh", "pt-BR", "Dua"))}, ("page",)),
        ({"page": replace(PAGE, view=View("Lain", "pt-BR", "Satu"))}, ("digest",)),
        ({"page": replace(PAGE, view=View("Contoh", "id", "Satu"))}, ("page", "words")),
        ({"page": replace(PAGE, layout="other.html")}, ("layouts",)),
        ({"theme": with_layout("list.html")}, ("layouts",)),
        ({"theme": with_layout("macros.html")}, ("layouts",)),
        ({"theme": with_layout("other.html")}, ()),
        ({"theme": with_locale("pt")}, ("words",)),
        ({"theme": with_locale("en")}, ("words",)),
        ({"theme": with_locale("pt-BR", own=True)}, ("words",)),
        ({"theme": with_locale("id")}, ()),
        ({"code": "2"}, ("kliping",)),
    ],
)
def test_a_page_is_stale_exactly_when_one_of_its_parts_changed(changed: dict[str, Any], names: tuple[str, ...]) -> None:
    assert keys.changed(of(), of(**changed)) == names


def using(tag: str) -> Theme:
    return replace(THEME, layouts={**THEME.layouts, "any.html": text("any.html", tag)})


@pytest.mark.parametrize(
    "tag",
    [
        "{% include page.kind %}",
        '{% include "other-" ~ page.lang ~ ".html" ignore missing %}',
        '{% include "macros.html" if page.title == "Satu" else "base.html" %}',
        "{% extends 'other-' ~ page.lang %}",
        '{%- from "other-" ~ page.lang import a -%}',
        '{% include ["macros.html", "base.html"] %}',
    ],
)
def test_a_layout_that_includes_by_a_worked_out_name_depends_on_all(tag: str) -> None:
    page, before = replace(PAGE, layout="any.html"), using(tag)
    after = replace(before, layouts={**before.layouts, "other.html": text("other.html", "lain")})
    assert keys.changed(of(page, before), of(page, after)) == ("layouts",)


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "macros.html" %}',
        "{%- include 'macros.html' ignore missing with context -%}",
        '{% import "macros.html" as m without context %}',
        '{% from "macros.html" import a as b,\n  c with context %}',
    ],
)
def test_a_layout_depends_on_those_that_it_names(tag: str) -> None:
    page, before = replace(PAGE, layout="any.html"), using(tag)
    for name, stale in (("other.html", ()), ("macros.html", ("layouts",))):
        after = replace(before, layouts={**before.layouts, name: text(name, "lain")})
        assert keys.changed(of(page, before), of(page, after)) == stale


def test_no_part_takes_the_place_of_another() -> None:
    view = Later.of(make=lambda: None, parts={"texts": "a"})
    assert view.parts_and("book", "b") == {"texts": "a", "book": "b"}
    with pytest.raises(ValueError, match="texts"):
        view.parts_and("texts", "b")


def test_the_view_of_a_file_without_a_layout_may_be_anything() -> None:
    for view in (b"\x00", "kata", "\ud800", ("a", 1)):
        page = Page(address="a.txt", output="assets", view=view, rank="asset")
        assert sorted(digest.parts_of(of(page))) == ["kliping", "page"]
        assert of(page) == of(page)
