"""Builds and ingests whose machine dies, or whose disk fails, at one system call: the next command makes it good.

Strategy: a digest is put back to the same state before each run, whose calls were counted once. After a kill no file of
the site is half of anything; after the next command, and be it a build that refuses, the site is one whole build.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.place import Place, article
from tests.faults import syscalls
from tests.faults.syscalls import Call
from tests.faults.turning import NOW, Kept, Tree, Turning, again, published, tree

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
SOME = 8
FAILURES = 100 if IS_SOAK else 10
ARTICLES = 4

Tell = Callable[[str], None]

# What may answer a call with an error, and with which (errno(3)).
ERRORS = {
    "EIO": "openat read getdents64 pread64 write pwrite64 ftruncate fsync fdatasync syncfs "
    "rename renameat2 link unlink mkdir",
    "ENOSPC": "openat write pwrite64 fsync syncfs rename renameat2 link mkdir",
    "EROFS": "openat rename renameat2 link unlink mkdir",
    "EACCES": "openat rename renameat2 link unlink mkdir",
    "EMFILE": "openat",
}


def some(calls: list[Call]) -> list[Call]:
    return calls if IS_SOAK else syscalls.spread(calls, SOME)


class Digest:
    """A digest that is about to be built or ingested, and what it must come to."""

    def __init__(self, place: Place, command: str) -> None:
        self.place = place
        self.command = command
        self.kept = Kept(place)
        self.old = published(place.root / "site")
        self.edits = tree(place.root / "content")
        self.calls = syscalls.calls_on(place, command, names=(*syscalls.CHANGES, *syscalls.READS))
        self.changes = [call for call in self.calls if call.name in syscalls.CHANGES]
        self.new = published(place.root / "site")
        self.content = tree(place.root / "content")
        self.clippings = [f"seeds/{name}" for name in tree(place.root / "seeds")]

    def is_of_both(self) -> bool:
        """Whether each file of the site is that of the old or of the new one."""
        files = published(self.place.root / "site").items()
        return all(data in (self.old.get(name), self.new.get(name)) for name, data in files)

    def whole(self) -> Tree:
        """The site after a build that refuses."""
        bad = self.place.write("content/salah.md", article("Salah", date="kemarin"))
        assert "date-invalid" in [problem.code for problem in again(self.place.root).problems]
        bad.unlink()
        return published(self.place.root / "site")


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    place = Turning(tmp_path_factory.mktemp("building") / "digest", ARTICLES, is_searched=False)
    place.write("static/berkas.txt", "Berkas.")
    place.turn(1)
    assert place.run(**NOW).returncode == 0
    place.turn(0)
    place.write("static/lain/berkas.txt", "Lain.")
    return Digest(place, "build")


@pytest.fixture(scope="module")
def ingesting(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """Clippings that are new, changed, and gone; articles that are edited, and one of them rejected."""
    place = Place(tmp_path_factory.mktemp("ingesting") / "digest")
    place.write("config.yaml", "title: x\nbase_url: https://example.org/\nlang: id\n")
    for number in range(ARTICLES):
        place.write(f"seeds/{number}.txt", clipping(number))
    assert place.run("ingest", **NOW).returncode == 0
    first, second, third, _ = place.articles()
    for path in (first, second):
        path.write_text(path.read_text("utf-8") + "\nSunting.\n", "utf-8")
    third.unlink()
    for number in (0, 3):
        place.write(f"seeds/{number}.txt", clipping(number).replace("Kalimat", "Kalimat lain"))
    for number in (7, 8):
        place.write(f"seeds/{number}.txt", clipping(number))
    return Digest(place, "ingest")


def clipping(number: int) -> str:
    day = f"{number + 1}/10/2020"
    return f"Judul {number}\n\nJakarta ({day}) - Kalimat nomor {number} dari sebuah klip.\n\nSekian nomor {number}.\n"


def settled(digest: Digest) -> Tree:
    """content/ after the next ingest, whose report must account for every clipping."""
    report = again(digest.place.root, "ingest")
    assert sorted(item.file for item in report.items) == sorted(digest.clippings)
    assert {item.fate for item in report.items} <= {"ingested", "merged", "unchanged", "removed"}
    return tree(digest.place.root / "content")


def edits_stand(digest: Digest) -> bool:
    """Whether each article is what it was, or what ingest makes of it, and none of them is gone."""
    now = tree(digest.place.root / "content")
    articles = [name for name in digest.edits if name.endswith(".md")]
    return all(now.get(name) in (digest.content[name], digest.edits[name]) for name in articles)


def test_a_build_killed_at_any_change_of_the_disk_leaves_one_whole_site_to_the_next_command(
    building: Digest, tell: Tell
) -> None:
    wholes: Counter[bool] = Counter()
    for call in some(building.changes):
        building.kept.put_back()
        syscalls.killed(building.place, call, "build")
        assert building.is_of_both(), call
        assert tree(building.place.root / "content") == building.edits, call
        whole = building.whole()
        assert whole in (building.old, building.new), call
        wholes[whole == building.new] += 1
        assert again(building.place.root).problems == (), call
        assert published(building.place.root / "site") == building.new, call
    tell(f"kills by system call: {sum(wholes.values())} of {len(building.changes)} of a build, {wholes[True]} finished")
    assert len(wholes) == 2


def test_an_ingest_killed_at_any_change_of_the_disk_loses_no_edit_and_the_next_one_finishes(
    ingesting: Digest, tell: Tell
) -> None:
    calls = some(ingesting.changes)
    for call in calls:
        ingesting.kept.put_back()
        syscalls.killed(ingesting.place, call, "ingest")
        assert edits_stand(ingesting), call
        assert settled(ingesting) == ingesting.content, call
    tell(f"kills by system call: {len(calls)} of {len(ingesting.changes)} of an ingest")


def failures(digest: Digest, most: int) -> list[tuple[str, Call]]:
    """Calls that fail, from all over a run: of each error and name as many."""
    kinds = [(error, name) for error, names in ERRORS.items() for name in names.split()]
    found = [(error, [call for call in digest.calls if call.name == name]) for error, name in kinds]
    of_each = [[(error, call) for call in syscalls.spread(calls, -(-most // len(kinds)) + 1)] for error, calls in found]
    turns = [each[turn] for turn in range(most) for each in of_each if turn < len(each)]
    return turns[:: max(1, len(turns) // most)][:most]


def test_a_build_whose_disk_fails_says_so_and_the_next_one_finishes(building: Digest, tell: Tell) -> None:
    codes: Counter[int] = Counter()
    for error, call in failures(building, FAILURES // 2):
        building.kept.put_back()
        run = syscalls.failed(building.place, call, error, "build")
        codes[run.code] += 1
        assert "Traceback" not in run.said, (error, call, run.said)
        assert run.code in {0, 1, 74}, (error, call, run.said)
        assert run.code == 0 or run.said.strip(), (error, call)
        assert building.is_of_both(), (error, call)
        assert tree(building.place.root / "content") == building.edits, (error, call)
        whole = building.whole()
        assert whole == building.new if run.code == 0 else whole in (building.old, building.new), (error, call)
        assert again(building.place.root).problems == (), (error, call)
        assert published(building.place.root / "site") == building.new, (error, call)
    tell(f"failing calls: {sum(codes.values())} of builds, exit codes {dict(sorted(codes.items()))}")
    assert codes[74]


def test_an_ingest_whose_disk_fails_says_so_and_loses_no_edit(ingesting: Digest, tell: Tell) -> None:
    codes: Counter[int] = Counter()
    for error, call in failures(ingesting, FAILURES // 2):
        ingesting.kept.put_back()
        run = syscalls.failed(ingesting.place, call, error, "ingest")
        codes[run.code] += 1
        assert "Traceback" not in run.said, (error, call, run.said)
        assert run.code in {0, 1, 74}, (error, call, run.said)
        assert edits_stand(ingesting), (error, call)
        assert settled(ingesting) == ingesting.content, (error, call)
    tell(f"failing calls: {sum(codes.values())} of ingests, exit codes {dict(sorted(codes.items()))}")
    assert codes[74]


def order_of(calls: list[Call], name: str, *marks: str) -> list[int]:
    return [place for place, call in enumerate(calls) if call.name == name and all(mark in call.text for mark in marks)]


STAGES = ("/.kliping-staged/new/", "/.kliping-staged/standing/")


def test_a_site_is_on_the_disk_before_its_journal_and_moved_before_that_is_forgotten(building: Digest) -> None:
    calls = building.changes
    staged = [place for stage in STAGES for place in order_of(calls, "write", stage)]
    drafted = order_of(calls, "write", "/.kliping-staged/journal")
    (noted,) = order_of(calls, "rename", "/.kliping-staged/journal")
    synced = [place for name in ("fsync", "syncfs") for place in order_of(calls, name, "/site")]
    moved = [place for stage in STAGES for place in order_of(calls, "rename", stage)]
    gone = order_of(calls, "unlink", f"{building.place.root}/site/2")
    (forgotten,) = [place for place in order_of(calls, "unlink", "/.kliping-staged/journal") if place > noted]
    assert max(staged) < min(moved)
    assert any(max(staged) < place < min(drafted) for place in synced), "what is staged is not on the disk"
    assert any(max(drafted) < place < noted for place in synced), "the journal's text is not on the disk"
    assert any(noted < place < min(moved) for place in synced), "the journal is not on the disk"
    assert any(max(moved) < place < forgotten for place in synced), "the names are not on the disk"
    assert max(moved) < min(gone) < forgotten


def test_an_article_is_on_the_disk_before_it_has_its_name(ingesting: Digest) -> None:
    calls = ingesting.changes
    written = order_of(calls, "write", ".staged")
    named = sorted([*order_of(calls, "link", ".staged"), *order_of(calls, "renameat2", ".staged")])
    for place in named:
        before = [each for each in written if each < place]
        assert any(max(before) < each < place for each in order_of(calls, "fsync", ".staged")), calls[place]
        assert any(each > place for each in order_of(calls, "fsync", "/content")), calls[place]
    assert len(named) >= ARTICLES


def test_a_build_that_has_nothing_to_do_waits_for_no_disk(tmp_path: Path) -> None:
    place = Turning(tmp_path / "digest", 1)
    place.turn(0)
    for _ in range(2):
        assert place.run(**NOW).returncode == 0
    changes = syscalls.calls_on(place, "build")
    assert not [call for call in changes if call.name in {"fsync", "syncfs", "rename"}], changes
