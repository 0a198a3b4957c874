"""What is read here, what only under guard, and what becomes of what cannot be borne."""

from dataclasses import replace

import pytest

from kliping import reader
from kliping.items import Item
from kliping.model import Limits, Seed
from kliping.reader import Clip
from kliping.seeds import Refused
from tests import make

CONFIG = make.config()
LINE = "Air sungai yang meluap sejak malam akhirnya surut.\n"


def clip(text: str | bytes, name: str = "seeds/a.txt") -> Clip:
    return Clip(name=name, data=text.encode() if isinstance(text, str) else text)


def item(key: str = "1", place: str = "item 1", title: str = "", text: str = "", html: str = "") -> Item:
    file = "seeds/a.json"
    return Item(file=file, format="data", key=key, sha256="x", place=place, title=title, text=text, html=html)


@pytest.mark.parametrize("text", [LINE, LINE * 1_900, "\r\n".join([LINE] * 20), "", "[1] Kota (A) * B\n" * 300])
def test_short_plain_text_needs_no_guard(text: str) -> None:
    assert reader.is_harmless(clip(text))


def test_what_cannot_be_read_needs_none() -> None:
    assert reader.is_harmless(Clip(name="seeds/a.html", data="permission denied"))


@pytest.mark.parametrize(
    "guarded",
    [
        clip(LINE * 3_000),
        clip("a" * 20_000),
        clip("[" * 2_000),
        clip("a\n" * 4_000),
        clip(LINE.encode("utf-16")),
        clip(LINE, "seeds/a.md"),
        clip(LINE, "seeds/a.json"),
        clip('<rss version="2.0"></rss>'),
        clip('{"title": "a"}'),
    ],
)
def test_all_else_does(guarded: Clip) -> None:
    assert not reader.is_harmless(guarded)


def test_a_file_without_bytes_is_told_with_its_reason() -> None:
    (refused,) = reader.read(Clip(name="seeds/a.txt", data="permission denied"), CONFIG).refused
    assert (refused.problem.code, refused.problem.text) == ("seed-unreadable", "permission denied")
    assert (refused.problem.span.path, refused.problem.severity) == ("seeds/a.txt", "warning")


def test_a_clipping_is_finished_where_its_body_is_converted_in_no_time() -> None:
    assert reader.is_finished(make.seed())
    assert not reader.is_finished(make.seed("[" * 2_000))
    assert not reader.is_finished(make.seed("a" * 200_000))
    assert not reader.is_finished(item(text=LINE))


def test_an_item_is_made_a_clipping() -> None:
    made = reader.finish(item(text=LINE, title="Air"), CONFIG)
    assert isinstance(made, Seed)
    assert (made.file, made.item, made.title) == ("seeds/a.json", "1", "Air")


LISTS = "<ul><li>a" * 60 + " <b>a</b>" * 600


@pytest.mark.parametrize("found", [make.seed(f"{'> ' * 300}x" + " *" * 2_000), item(title="Air", html=LISTS)])
def test_what_nests_deeper_than_the_settings_allow_is_refused(found: Seed | Item) -> None:
    refused = reader.finish(found, replace(CONFIG, limits=Limits(depth=50)))
    assert isinstance(refused, Refused)
    assert refused.problem.code == "seed-unbearable"
    assert "deep" in refused.problem.text


def test_what_an_item_lacks_is_told_with_its_place() -> None:
    refused = reader.finish(item(title="Air"), CONFIG)
    assert isinstance(refused, Refused)
    assert (refused.item, refused.problem.text) == ("1", "item 1: it has no text")


def test_whatever_is_lost_is_named_by_its_file_and_its_item() -> None:
    jobs = (clip(LINE), replace(make.seed(), item="b"), item(), item(place="", key=""))
    found = [reader.lost(job, "it crashed") for job in jobs]
    assert [(each.problem.span.path, each.item, each.problem.text) for each in found] == [
        ("seeds/a.txt", "", "it crashed"),
        ("seeds/pasar.txt", "b", "it crashed"),
        ("seeds/a.json", "1", "item 1: it crashed"),
        ("seeds/a.json", "", "it crashed"),
    ]
