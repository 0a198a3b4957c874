"""Everything a person can type or write is documented, and everything documented exists."""

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from kliping import arguments, cli, config, content, frontmatter, outputs
from kliping.fields import Reader
from kliping.views import kinds
from tests import make

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def subparsers() -> dict[str, argparse.ArgumentParser]:
    parser = arguments.parser()
    action = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(action.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings} - {"-h", "--help"}


def documented(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def asked_keys(text: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z_.A-Z]+)`", text, re.MULTILINE))


def test_every_command_is_documented() -> None:
    text = documented("commands.md")
    assert [name for name in subparsers() if f"## {name}" not in text] == []
    assert sorted(subparsers()) == sorted(cli.COMMANDS)


def test_every_option_is_documented() -> None:
    text = documented("commands.md")
    known = options(arguments.parser()).union(*(options(parser) for parser in subparsers().values()))
    assert [option for option in sorted(known) if f"`{option}" not in text] == []


def test_every_exit_code_is_documented() -> None:
    codes = {cli.DONE, cli.BROKEN, cli.USAGE, cli.BUG, cli.FAILED, cli.BUSY, cli.INTERRUPTED, cli.TERMINATED}
    assert codes == {int(code) for code in re.findall(r"^\| ([0-9]+) \|", documented("commands.md"), re.MULTILINE)}
    assert codes == {int(code) for code in re.findall(r"\b[0-9]+\b", arguments.parser().epilog or "")}


def test_every_output_is_documented() -> None:
    text = documented("config.md")
    assert [name for name in outputs.names() if f"`{name}`" not in text] == []


def keys_of_config() -> set[str]:
    """Every setting there is, found by asking config.yaml's reader for an impossible one in each group."""
    text = (
        "title: x\nbase_url: https://example.org/\nzzz: 1\n"
        "author: {zzz: 1}\nfeeds: {zzz: 1}\nimages: {zzz: 1}\nmail: {zzz: 1}\ningest: {zzz: 1}\nlimits: {zzz: 1}\n"
        "sources: {NAME: {zzz: 1}}\n"
    )
    _, problems = config.read(text, "config.yaml", ("html",))
    keys = set()
    for problem in problems:
        group = problem.text.split('"')[1].removesuffix("zzz")
        known = problem.hint.removeprefix("known here: ").split(", ")
        keys |= {f"{group}{key}" for key in known}
    return keys - {"author", "feeds", "images", "mail", "ingest", "limits", "sources"}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert asked_keys(documented("config.md")) == keys_of_config()


def test_every_key_of_the_front_matter_is_documented() -> None:
    text = documented("front-matter.md")
    parts = frontmatter.split("---\ntitle: x\ndate: 2020-10-05\n---\n")
    assert parts is not None
    table, _ = frontmatter.read(parts.front, "x.md")
    assert table is not None
    reader = Reader(table)
    content.read_article(reader, parts, "x.md", make.config())
    assert asked_keys(text) >= reader.asked


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_link_between_the_documents_leads_somewhere(page: str) -> None:
    text = re.sub(r"(?m)^ {4}.*$", "", documented(page))  # without examples
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", text)
    assert [link for link in links if not (DOCS / link).exists()] == []


# The kinds of views, and where their fields are told.
_OTHERS = "### page in index.html, archive.html"
_EDITIONS = "### page in edition.html"
VIEWS = {
    kinds.Site: "### site",
    kinds.PageView: "### page, everywhere",
    kinds.HomePage: "### page in home.html",
    kinds.Front: "### page in home.html",
    kinds.Card: "### page in home.html",
    kinds.ArticlePage: "### page in article.html",
    kinds.ListPage: "### page in list.html",
    kinds.IndexPage: _OTHERS,
    kinds.ArchivePage: _OTHERS,
    kinds.SearchPage: _OTHERS,
    kinds.EditionPage: _EDITIONS,
    kinds.EditionsPage: _EDITIONS,
    kinds.SubscribePage: _OTHERS,
    kinds.NotFoundPage: _OTHERS,
    kinds.RedirectPage: _OTHERS,
}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_of_a_view_is_documented(view: type) -> None:
    text = documented("layouts.md")
    start = text.index(VIEWS[view])
    section = text[start : text.find("\n### ", start + 1) if "\n### " in text[start + 1 :] else len(text)]
    inherited = {field.name for field in fields(kinds.PageView)} if view is not kinds.PageView else set()
    names = [field.name for field in fields(view) if field.name not in inherited]
    told = [name for name in names if re.search(rf"`(?:front\.)?{name}[.`]", section)]
    assert told == names


def test_what_is_documented_of_views_exists() -> None:
    rows = re.findall(r"^\|(?: `[a-z0-9.]+` )?\| ?((?:`[a-z_.]+`(?:, )?)+) \|", documented("layouts.md"), re.MULTILINE)
    told = {name.removeprefix("front.") for row in rows for name in re.findall(r"`([a-z_.]+)`", row)}
    known = {field.name for view in VIEWS for field in fields(view)}
    assert told - known == set()
