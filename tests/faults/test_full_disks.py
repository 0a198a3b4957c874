"""Disks that are full: a message, the old site or the new one, every edit; and room makes it good.

Strategy: a digest stands on a disk in memory, of which a file leaves just so much room. What the smallest disks cannot
hold at all is not built there yet.
"""

import errno
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2, copytree, disk_usage, rmtree

import pytest

from tests.end_to_end.place import ROOT, Place, article
from tests.faults.disks import KIB, disk, resize
from tests.faults.turning import NOW, Tree, again, published, tree

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
LARGE = 64 * KIB * KIB
ALL = [int(256 * KIB * 32 ** (step / 15)) for step in range(16)]  # 256 KB to 8 MB
SIZES = list(enumerate(ALL))[:: 1 if IS_SOAK else 7]
DRAFTS = 6

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Known:
    """A digest before a command, and after it: files of content/, and of the site. `needs` is how much room."""

    before: Path
    content: Tree
    site: Tree
    new_content: Tree
    new_site: Tree
    needs: int


def run(root: Path, command: str) -> tuple[int, str]:
    """How a command ended, and what it said; to `review`, that all drafts are to be published."""
    line = [sys.executable, str(ROOT / "build.py"), command, "-s", str(root)]
    typed = "p\n" * DRAFTS if command == "review" else ""
    done = subprocess.run(
        line, input=typed, env={**os.environ, **NOW}, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


def written(root: Path, state: int) -> None:
    """A digest in one of two states, with clippings in the second."""
    place = Place(root)
    settings = "ingest: {review: true}\nsearch: false\n"
    place.write("config.yaml", f"title: Keadaan {state}\nbase_url: https://example.org/\nlang: id\n{settings}")
    for number in range(3):
        place.write(f"content/{number}.md", article(f"Kabar {number}", body=f"Isi {number}, keadaan {state}.\n" * 200))
    for number in range(DRAFTS if state else 1):
        place.write(f"seeds/{number}.txt", f"Judul {number}\n\nJakarta (5/10/2020) - {f'Kalimat {number}. ' * 400}\n")


@pytest.fixture(scope="module", params=["build", "ingest", "review"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Known]:
    """The command, and what it comes to where there is room: on a disk as well, as the store knows places by name."""
    before = tmp_path_factory.mktemp("full") / "before"
    with disk(before.with_name("disk"), LARGE) as around:
        root = around / "digest"
        written(root, 0)
        assert run(root, "build")[0] == 0
        written(root, 1)
        if request.param == "review":
            assert run(root, "ingest")[0] == 0
        copytree(root, before)
        content, site, used = tree(root / "content"), published(root / "site"), disk_usage(around).used
        assert run(root, request.param)[0] == 0
        needs = 2 * (disk_usage(around).used - used) + 200 * KIB
        return request.param, Known(before, content, site, tree(root / "content"), published(root / "site"), needs)


def laid(around: Path, known: Known, room: int) -> Path:
    """Put the digest on a disk, with the site if that has room, and fill what is left but for some."""
    root = around / "digest"
    for name in ("content", "seeds", "config.yaml"):
        source = known.before / name
        copytree(source, root / name) if source.is_dir() else copy2(source, root / name)
    try:
        for name in ("site", ".kliping"):
            copytree(known.before / name, root / name)
    except OSError:  # the disk is too small for it
        rmtree(root / "site")
        rmtree(root / ".kliping", ignore_errors=True)
    free = disk_usage(around).free - room
    if free > 0:
        (around / "filler").write_bytes(b"x" * free)
    return root


def test_a_full_disk_is_told_and_loses_nothing_and_room_makes_it_good(
    known: tuple[str, Known], tmp_path: Path, tell: Tell
) -> None:
    command, digest = known
    codes: Counter[int] = Counter()
    for step, size in SIZES:
        with disk(tmp_path / f"{size}", size) as around:
            root = laid(around, digest, digest.needs * step // (len(ALL) - 1))
            old = published(root / "site")
            code, said = run(root, command)
            codes[code] += 1
            assert code in {0, 74}, (size, said)
            assert "Traceback" not in said, (size, said)
            assert code == 0 or "space" in said or "full" in said, (size, said)
            for name, data in published(root / "site").items():
                assert data in (old.get(name), digest.new_site.get(name)), (size, name)
            for name, data in digest.content.items():
                assert (root / "content" / name).read_bytes() in (data, digest.new_content[name]), (size, name)
            (around / "filler").unlink(missing_ok=True)
            resize(around, LARGE)
            is_good = run(root, command)[0] == 0 if command == "review" else again(root, command).problems == ()
            assert is_good, size
            assert tree(root / "content") == digest.new_content, size
            assert published(root / "site") == (digest.new_site if old or command == "build" else {}), size
    tell(f"full disks: {len(SIZES)} sizes for {command}, exit codes {dict(sorted(codes.items()))}")
    assert set(codes) == {0, 74}


@pytest.mark.parametrize("step", ["kliping.standing.Standing.keep", "kliping.standstill.keep"])
def test_a_store_that_is_full_is_told_of_where_the_site_is_new(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, 0)
    again(tmp_path)
    (tmp_path / "content/0.md").write_text(article("Kabar 0", body="Isi yang lain."), "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(step, full)
        (problem,) = again(tmp_path).problems
    assert (problem.code, problem.severity) == ("store-not-kept", "warning")
    assert "No space left" in problem.text
    site = published(tmp_path / "site")
    assert any(b"Isi yang lain." in data for data in site.values())
    assert again(tmp_path).problems == ()
    assert published(tmp_path / "site") == site
