"""Odd names, links and pipes: nothing beside the digest is read or written, and every name is used or told."""

import hashlib
import os
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.end_to_end.place import Place
from tests.security.names import names

SECRET = "rahasia-di-luar-digest"
_CLIPPING = "Kabar nomor {}\n\nAir sungai nomor {} yang meluap sejak malam akhirnya surut pada 5 Oktober 2020.\n"
_ARTICLE = "---\nid: a{0}\ntitle: Kabar {0}\ndate: 2020-10-05\nslug: kabar-{0}\n---\n\nAir surut {0}.\n"


def canary(folder: Path) -> Mapping[str, tuple[str, int]]:
    """Every file beside the digest: its digest, and when it was written."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in found}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A digest, and beside it what it must not touch."""
    for name in ("rahasia.txt", "rahasia.md", "rahasia.css", "dalam/rahasia.txt"):
        path = tmp_path / "canary" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nid: s\ntitle: {SECRET}\ndate: 2020-10-05\n---\n\n{SECRET} {SECRET}\n", "utf-8")
    (tmp_path / "canary/rahasia.png").write_bytes(make.photo("red", 333, "PNG"))
    made = Place(tmp_path / "digest")
    made.write("content/biasa.md", _ARTICLE.format("biasa"))
    return made


def put(place: Place, room: str, ending: str, text: Callable[[int], str]) -> list[bytes]:
    """Files of all odd names in a room."""
    folder = os.fsencode(place.root / room)
    (place.root / room).mkdir(parents=True, exist_ok=True)
    made = names(ending)
    for number, name in enumerate(made):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH123, PTH118  # names that are no text
            file.write(text(number).encode())
    return made


def lead_out(place: Place, room: str, ending: str) -> None:
    """Links out of the tree, in circles and in chains, and a pipe."""
    folder = place.root / room
    folder.mkdir(exist_ok=True)
    outside = place.root.parent / "canary"
    (folder / f"mutlak{ending}").symlink_to(outside / f"rahasia{ending}")
    (folder / f"nisbi{ending}").symlink_to(f"../../canary/rahasia{ending}")
    (folder / "map").symlink_to(outside, target_is_directory=True)
    (folder / "dalam").mkdir()
    (folder / "dalam/naik").symlink_to("../../../canary", target_is_directory=True)
    (folder / f"rantai{ending}").symlink_to(f"nisbi{ending}")
    (folder / f"putar{ending}").symlink_to(f"putar{ending}")
    (folder / "akar").symlink_to("/", target_is_directory=True)
    os.mkfifo(folder / f"pipa{ending}")


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def assert_apart(place: Place, before: Mapping[str, tuple[str, int]]) -> None:
    """Nothing outside was written, and nothing of it is in the digest."""
    assert canary(place.root.parent / "canary") == before
    assert sorted(path.name for path in place.root.parent.iterdir()) == ["canary", "digest"]
    for room in ("site", "content", ".kliping"):
        assert not any(SECRET.encode() in data for data in files(place.root / room)), room


def same(name: str) -> str:
    """A name as reports write it: what is no text is a replacement character."""
    return unicodedata.normalize("NFC", "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in name))


def built(place: Place) -> list[dict[str, Any]]:
    """Build until nothing is wrong, by removing the files that are named; all that was told."""
    told: list[dict[str, Any]] = []
    for _ in range(6):
        report = place.report("build")
        told += report["problems"]
        wrong = {same(each["path"]) for each in report["problems"] if each["severity"] == "error"}
        if not wrong:
            return told
        for path in [*place.root.rglob("*")]:
            if same(path.relative_to(place.root).as_posix()) in wrong:
                path.unlink()
    raise AssertionError(wrong)


def test_clippings_of_odd_names_are_all_accounted_for(place: Place, tell: Callable[[str], None]) -> None:
    made = put(place, "seeds", ".txt", lambda number: _CLIPPING.format(number, number))
    lead_out(place, "seeds", ".txt")
    before = canary(place.root.parent / "canary")
    report = place.report("build")
    items = report["seeds"]["items"]
    reported = {same(item["file"]) for item in items}
    hidden = {name for name in made if name.startswith(b".")}
    lost = [name for name in made if same(f"seeds/{os.fsdecode(name)}") not in reported and name not in hidden]
    assert lost == []
    assert len(made) >= 250
    assert {item["fate"] for item in items if "mutlak" in item["file"] or "nisbi" in item["file"]} == {"set_aside"}
    assert report["seeds"]["ingested"] >= 250
    assert_apart(place, before)
    tell(f"names: {len(made)} of clippings, {report['seeds']['ingested']} ingested, the others told, or hidden")


def test_articles_of_odd_names_are_published_or_named(place: Place, tell: Callable[[str], None]) -> None:
    made = put(place, "content", ".md", _ARTICLE.format)
    lead_out(place, "content", ".md")
    before = canary(place.root.parent / "canary")
    told = {same(each["path"]) for each in built(place)}
    published = b"".join(files(place.root / "site"))
    lost = [
        name
        for number, name in enumerate(made)
        if f"/kabar-{number}/".encode() not in published and same(f"content/{os.fsdecode(name)}") not in told
    ]
    assert [name for name in lost if not name.startswith(b".")] == []
    assert_apart(place, before)
    tell(f"names: {len(made)} of articles, {len(told)} told")


def test_static_files_of_odd_names_are_copied_or_named(place: Place, tell: Callable[[str], None]) -> None:
    made = put(place, "static", ".css", lambda number: f"/* halo {number} */\n")
    lead_out(place, "static", ".css")
    before = canary(place.root.parent / "canary")
    told = {same(each["path"]) for each in built(place)}
    copied = set(files(place.root / "site"))
    lost = [
        name
        for number, name in enumerate(made)
        if f"/* halo {number} */\n".encode() not in copied and same(f"static/{os.fsdecode(name)}") not in told
    ]
    assert [name for name in lost if not name.startswith(b".")] == []
    assert_apart(place, before)
    tell(f"names: {len(made)} of static files, {len(told)} told")


def test_pictures_are_taken_from_content_alone(place: Place) -> None:
    outside = place.root.parent / "canary"
    (place.root / "content/tautan.png").symlink_to(outside / "rahasia.png")
    (place.root / "content/map").symlink_to(outside, target_is_directory=True)
    addresses = (
        "../../canary/rahasia.png", "..%2f..%2fcanary%2frahasia.png", "%2e%2e/%2e%2e/canary/rahasia.png", "tautan.png",
        "map/rahasia.png", str(outside / "rahasia.png"), f"file://{outside}/rahasia.png", "/../../canary/rahasia.png",
        "..\\..\\canary\\rahasia.png", "./../../canary/rahasia.png",
        "/%2e%2e/canary/rahasia.png", "a/../../../canary/rahasia.png",
    )  # fmt: skip
    for number, address in enumerate(addresses):
        body = f"![x](<{address}>)\n\n<img src='{address}' alt='x'>\n"
        place.write(f"content/g{number}.md", _ARTICLE.format(f"g{number}") + body)
        image = f"image: {{src: '{address}', alt: x}}\n---\n\nTeks.\n"
        place.write(f"content/h{number}.md", f"---\nid: h{number}\ntitle: H{number}\ndate: 2020-10-05\n{image}")
    before = canary(outside)
    told = built(place)
    assert_apart(place, before)
    assert not (place.root / "site/pictures").exists()
    assert {each["path"] for each in told} >= {f"content/g{number}.md" for number in (0, 3, 4)}


def test_a_picture_of_an_odd_name_is_found_or_named(place: Place) -> None:
    made = [name for name in names(".png") if b"\n" not in name and b"\r" not in name][:60:2]
    data = make.photo("teal", 200, "PNG")
    for number, name in enumerate(made):
        (place.root / "content" / os.fsdecode(name)).write_bytes(data)
        shown = "".join(f"%{byte:02X}" for byte in name)
        place.write(f"content/g{number}.md", _ARTICLE.format(f"g{number}") + f"![x]({shown})\n")
    told = {each["path"] for each in built(place)}
    for number in range(len(made)):
        page = place.root / f"site/2020/10/05/kabar-g{number}/index.html"
        assert (page.exists() and "/pictures/" in page.read_text("utf-8")) or f"content/g{number}.md" in told
