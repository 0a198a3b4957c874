"""An index is the same for the same pages, and holds no more than a browser needs."""

import json

import pytest

from kliping import indexer

PAGE = (
    '<!doctype html><html lang="{lang}"><title>A</title><body><main data-pagefind-body><h1>A</h1><p>{text}</p></main>'
)


def pages(lang: str = "id") -> list[tuple[str, str]]:
    return [(f"2020/{n}/index.html", PAGE.format(lang=lang, text=f"Air naik {n}.")) for n in range(20)]


def test_the_same_pages_give_the_same_index_in_whatever_order_they_come() -> None:
    assert indexer.index(pages(), with_core=True) == indexer.index(reversed(pages()), with_core=True)


def test_what_reads_an_index_is_there_where_it_is_wanted() -> None:
    names = set(indexer.index(pages(), with_core=True))
    assert {"pagefind.js", "wasm.id.pagefind", "pagefind-entry.json"} <= names
    assert not {name for name in names if "ui" in name or "unknown" in name}
    assert not {name for name in indexer.index(pages(), with_core=False) if name.endswith((".js", ".pagefind"))}


def test_a_language_that_pagefind_does_not_know_is_read_all_the_same() -> None:
    assert "wasm.unknown.pagefind" in indexer.index(pages("jv"), with_core=True)


def test_the_entry_counts_all_pages() -> None:
    entry = json.loads(indexer.index(pages(), with_core=False)["pagefind-entry.json"])
    assert entry["languages"]["id"]["page_count"] == 20


def test_what_pagefind_cannot_do_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "_program", lambda: "/bin/false")
    with pytest.raises(indexer.NotIndexedError):
        indexer.index(pages(), with_core=True)
