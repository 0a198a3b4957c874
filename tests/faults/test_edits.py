"""What editors do to an article, together with whatever may happen to its clipping: no edit is lost."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kliping import ingest, line_ends, pipeline
from kliping.ingest import Decisions
from tests.faults.place import BUKU, PASAR, Place

Edit = Callable[[str], str]
Event = Callable[[Place], object]


def replaced(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def without_key(key: str) -> Edit:
    def edit(text: str) -> str:
        lines = text.split("\n")
        first = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        last = next(number for number in range(first + 1, len(lines)) if not lines[number].startswith(" "))
        return "\n".join(lines[:first] + lines[last:])

    return edit


def reordered(text: str) -> str:
    title = next(line for line in text.split("\n") if line.startswith("title:"))
    return text.replace(f"{title}\n", "", 1).replace("seed:\n", f"{title}\nseed:\n", 1)


EDITS: dict[str, Edit] = {
    "title": replaced("title: Pasar pagi buka lagi", "title: Judul dari penyunting"),
    "tags": replaced("lang: id\n", "lang: id\ntags:\n  - Dari penyunting\n"),
    "body": replaced("kios yang baru dicat", "kios yang lama"),
    "last line": lambda text: f"{text.rstrip()} Tamat.\n",
    "comment": replaced("lang: id\n", "lang: id  # sudah dicek\n# oleh penyunting\n"),
    "unknown key": replaced("lang: id\n", "lang: id\nmood: tenang\n"),
    "key order": reordered,
    "no summary": without_key("summary"),
    "no id": without_key("id"),
    "no seed": without_key("seed"),
    "other id": lambda text: text.replace(text.split("\n")[1], "id: dari-penyunting", 1),
    "bad yaml": replaced("title: ", "title: [a: "),
    "no fence": replaced("\n---\n", "\n"),
    "duplicate key": replaced("lang: id\n", "lang: id\nlang: id\n"),
    "bad date": replaced("date: 2020-10-05", "date: 2020-13-45"),
    "empty": lambda _: "",
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "crlf and body": lambda text: text.replace("kios yang baru dicat", "kios yang lama").replace("\n", "\r\n"),
    "mark": lambda text: f"\ufeff{text}",
    "mark and body": lambda text: f"\ufeff{text}".replace("kios yang baru dicat", "kios yang lama"),
    "no last line end": lambda text: text.rstrip("\n"),
}


def changed(old: str, new: str) -> Event:
    def happen(place: Place) -> None:
        assert old in PASAR
        place.write("seeds/pasar.txt", PASAR.replace(old, new))

    return happen


def swapped(place: Place) -> None:
    place.write("seeds/pasar.txt", BUKU)
    place.write("seeds/buku.txt", PASAR)


def renamed(place: Place) -> None:
    (place.root / "seeds/pasar.txt").rename(place.root / "seeds/a-baru.txt")


def moved_over_the_other(place: Place) -> None:
    (place.root / "seeds/pasar.txt").replace(place.root / "seeds/buku.txt")


def without_store(place: Place) -> None:
    shutil.rmtree(place.root / ".kliping")


def without_records(place: Place) -> None:
    (place.root / "content/.seeds.yaml").unlink()


def all_at_once(*events: Event) -> Event:
    return lambda place: [event(place) for event in events]


elsewhere = changed("musim hujan berikutnya", "bulan depan")
same_line = changed("kios yang baru dicat", "kios yang baru dibangun")

EVENTS: dict[str, Event] = {
    "nothing": lambda _: None,
    "elsewhere": elsewhere,
    "same line": same_line,
    "seed renamed": renamed,
    "seed renamed and changed": all_at_once(elsewhere, renamed),
    "seed deleted": lambda place: (place.root / "seeds/pasar.txt").unlink(),
    "seeds swapped": swapped,
    "seed over another": moved_over_the_other,
    "no store": without_store,
    "no store, changed": all_at_once(without_store, elsewhere),
    "no records": without_records,
    "no records, changed": all_at_once(without_records, elsewhere),
    "no records, swapped": all_at_once(without_records, swapped),
    "nothing left, changed": all_at_once(without_store, without_records, same_line),
}


# Each edit with what touches most, and each event with the edits that change how an article is known.
CORE = ("elsewhere", "same line", "seeds swapped", "nothing left, changed")
DEEP = ("body", "other id", "empty", "no seed")
CASES = [(edit, event) for edit in EDITS for event in (EVENTS if edit in DEEP else CORE)]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    fresh = Place(tmp_path)
    fresh.ingest()
    return fresh


def added(before: str, after: str) -> set[str]:
    """The lines that an edit brought in."""
    return set(after.splitlines()) - set(before.splitlines())


def removed(before: str, after: str) -> set[str]:
    """The lines that an edit took away: those of `seed:` only ingest writes."""
    gone = set(before.splitlines()) - set(after.splitlines())
    return {line for line in gone if line.strip() and not line.startswith(("  sha256", "  written", "  file"))}


@pytest.mark.parametrize(("edit", "event"), CASES)
def test_no_edit_is_lost_whatever_happens_to_its_clipping(place: Place, edit: str, event: str) -> None:
    path = place.article()
    before = path.read_text("utf-8")
    ours = EDITS[edit](before)
    path.write_bytes(ours.encode())
    EVENTS[event](place)
    items = place.ingest()
    after = path.read_bytes().decode()
    if after != ours:
        assert line_ends.plain(ours) == before or "merged" in {item.fate for item in items.values()}
        assert added(before, ours) <= set(after.splitlines())
        assert not removed(before, ours) & set(after.splitlines())
        assert ("\r\n" in after, after[:1] == "\ufeff") == ("\r\n" in ours, ours[:1] == "\ufeff")
    settled = place.content()
    assert {item.fate for item in place.ingest().values()} <= {"unchanged", "set_aside", "duplicate", "removed"}
    assert place.content() == settled


@pytest.mark.parametrize("edit", EDITS)
def test_an_article_keeps_its_clipping_whatever_its_editor_does(place: Place, edit: str) -> None:
    path = place.article()
    path.write_bytes(EDITS[edit](path.read_text("utf-8")).encode())
    for event in ("nothing", "elsewhere"):
        EVENTS[event](place)
        item = place.ingest()["seeds/pasar.txt"]
        assert item.fate in {"unchanged", "merged", "set_aside", "ingested"}
        assert item.fate != "ingested" or line_ends.plain(path.read_bytes().decode()).count("bulan depan") == 1
    assert len([name for name in place.content() if name.endswith(".md")]) == 2


def test_clippings_that_swapped_names_keep_their_articles(place: Place) -> None:
    before = {word: place.article(word).read_text("utf-8") for word in ("pasar", "perpustakaan")}
    swapped(place)
    place.ingest()
    for word, text in before.items():
        assert place.article(word).read_text("utf-8").partition("\n---\n")[2] == text.partition("\n---\n")[2]
    assert {item.fate for item in place.ingest().values()} == {"unchanged"}


# --- A clone, a link, a hand in between ----------------------------------------------------------------------------


def test_an_article_that_a_clone_brought_untouched_can_be_merged_later(place: Place) -> None:
    without_store(place)
    place.ingest()
    path = place.article()
    path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
    elsewhere(place)
    assert place.ingest()["seeds/pasar.txt"].fate == "merged"
    assert "kios yang lama" in path.read_text("utf-8")


def test_an_article_that_was_moved_out_and_linked_back_is_neither_deleted_nor_unpublished(place: Place) -> None:
    pipeline.build(place.options())
    page = next((place.root / "site").rglob("pasar-pagi-buka-lagi/index.html"))
    path, outside = place.article(), place.root.with_name(f"{place.root.name}-outside.md")
    path.rename(outside)
    path.symlink_to(outside)
    records = (place.root / "content/.seeds.yaml").read_bytes()
    elsewhere(place)
    item = place.ingest()["seeds/pasar.txt"]
    assert (item.fate, place.codes()) == ("set_aside", ["link-outside"])
    assert path.name in item.reason
    report = pipeline.build(place.options())
    assert [(one.code, one.severity) for one in report.problems] == [("link-outside", "error")]
    assert page.exists()
    assert path.is_symlink()
    assert set((place.root / "content/.seeds.yaml").read_bytes().split()) >= {b'"seeds/pasar.txt":'}
    assert records.count(b"\n") == (place.root / "content/.seeds.yaml").read_bytes().count(b"\n")


def test_strays_in_seeds_are_set_aside_and_counted(place: Place) -> None:
    (place.root / "seeds/gone.txt").symlink_to("nowhere")
    (place.root / "seeds/out").symlink_to(place.root.parent)
    os.mkfifo(place.root / "seeds/pipe.txt")
    items = place.ingest()
    assert {file for file, item in items.items() if item.fate == "set_aside"} == {
        "seeds/gone.txt", "seeds/out", "seeds/pipe.txt",
    }  # fmt: skip
    assert len(items) == 5
    assert place.codes() == ["link-broken", "link-outside", "not-a-file"]


@pytest.mark.parametrize("folder", ["static", "layouts"])
def test_strays_in_other_folders_are_told_of_and_stop_nothing(place: Place, folder: str) -> None:
    place.write(f"{folder}/a.txt", "x")
    (place.root / folder / "out.txt").symlink_to("/etc/hostname")
    report = pipeline.build(place.options())
    assert [(one.code, one.span.path) for one in report.problems] == [("link-outside", f"{folder}/out.txt")]
    assert report.pages


def test_without_git_the_true_reason_is_given(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place.article()
    path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
    elsewhere(place)
    monkeypatch.setenv("PATH", str(place.root / "seeds"))
    assert "git, which joins changes, is not installed" in place.ingest()["seeds/pasar.txt"].reason


def test_what_is_written_while_ingest_runs_is_left_and_settled_by_the_next_run(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, records = place.article(), place.root / "content/.seeds.yaml"
    path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
    elsewhere(place)
    place.write("seeds/kereta.txt", "Kereta malam ke timur\n\nKereta malam ke timur berangkat lagi setiap Jumat.\n")
    line = '"seeds/z.txt": {"id": "x", "sha256": "y", "rejected": true}\n'
    real = ingest.portions

    def slow(*arguments: Any) -> Iterator[Decisions]:
        for decisions in real(*arguments):
            path.write_text(path.read_text("utf-8").replace("sampai lutut", "sampai bahu"), "utf-8")
            records.write_text(records.read_text("utf-8") + line, "utf-8")
            yield decisions

    monkeypatch.setattr(ingest, "portions", slow)
    assert place.ingest()["seeds/pasar.txt"].fate == "set_aside"
    assert place.codes() == ["changed-meanwhile", "changed-meanwhile"]
    assert line in records.read_text("utf-8")
    monkeypatch.undo()
    assert place.ingest()["seeds/pasar.txt"].fate == "merged"
    text = path.read_text("utf-8")
    assert all(word in text for word in ("kios yang lama", "sampai bahu", "bulan depan"))
    assert line in records.read_text("utf-8")


def test_records_with_crlf_are_kept_up_to_date_and_keep_it(place: Place) -> None:
    records = place.root / "content/.seeds.yaml"
    records.write_bytes(records.read_bytes().replace(b"\n", b"\r\n"))
    elsewhere(place)
    before = records.read_bytes()
    place.ingest()
    assert records.read_bytes() != before
    assert records.read_bytes().count(b"\n") == records.read_bytes().count(b"\r\n")
    assert place.codes() == []


def test_a_clipping_stays_on_record_though_its_article_was_busy(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    path, records = place.article(), place.root / "content/.seeds.yaml"
    before = records.read_bytes()
    elsewhere(place)
    real = ingest.portions

    def slow(*arguments: Any) -> Iterator[Decisions]:
        for decisions in real(*arguments):
            path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
            yield decisions

    monkeypatch.setattr(ingest, "portions", slow)
    place.ingest()
    assert records.read_bytes() == before


def test_what_an_article_was_made_of_is_kept_while_it_is_out_of_reach(place: Place) -> None:
    path, outside = place.article(), place.root.with_name(f"{place.root.name}-outside.md")
    path.write_text(EDITS["body"](path.read_text("utf-8")), "utf-8")
    path.rename(outside)
    path.symlink_to(outside)
    place.write("seeds/buku.txt", BUKU.replace("dua belas", "tiga belas"))
    assert place.ingest()["seeds/buku.txt"].fate == "ingested"
    outside.replace(path)
    elsewhere(place)
    assert place.ingest()["seeds/pasar.txt"].fate == "merged"


def test_names_with_white_space_or_other_bytes_are_known_at_the_next_ingest_even_without_records(place: Place) -> None:
    names = [b" a.txt", b"b  b.txt", b"c\tc .txt", b"d\nd.txt", b"e\xc2\xa0e.txt", b"f\xff.txt", b"sub  sub/ g.txt"]
    for number, name in enumerate(names):
        path = place.root / "seeds" / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Kabar nomor {number}\n\nIsinya hanya tentang angka {number * 1111} dan lain-lain.\n", "utf-8")
    assert [item.fate for item in place.ingest().values()].count("ingested") == len(names)
    before = place.content()
    for event in ("nothing", "no records"):
        EVENTS[event](place)
        assert {item.fate for item in place.ingest().values()} == {"unchanged"}
        assert place.content() == before
