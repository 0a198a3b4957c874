"""Folders that nobody may write in: a build makes do with the articles there are, and says so."""

from pathlib import Path

from tests.end_to_end.place import Place, article
from tests.faults.disks import read_only
from tests.faults.turning import NOW, published, tree

CLOSED = ".kliping: warning[store-closed]: nothing can be written in this folder"
SKIPPED = "content/: warning[ingest-skipped]: nothing can be written in this folder"


def digest(tmp_path: Path) -> Place:
    place = Place(tmp_path / "digest")
    place.write("content/sungai.md", article())
    place.write("seeds/pasar.txt", "Pasar buka\n\nContoh Harian, Bandung (5/10/2020) - Pasar buka lagi pagi ini.\n")
    return place


def test_a_build_whose_articles_cannot_be_written_skips_ingest_with_a_word(tmp_path: Path) -> None:
    place = digest(tmp_path)
    with read_only(place.root / "content"), read_only(place.root / "seeds"):
        done = place.run("--no-wait", **NOW)
        assert (done.returncode, SKIPPED in done.stderr) == (0, True), done.stderr
        assert place.run("--strict", **NOW).returncode == 1
        counts = place.report("build", **NOW)["seeds"]
        assert (counts["found"], counts["set_aside"]) == (1, 1)
    assert "Sungai surut" in place.read("site/index.html")
    assert [path.name for path in place.articles()] == ["sungai.md"]
    assert place.run(**NOW).stderr == ""
    assert "Pasar buka" in place.read("site/index.html")


def test_a_digest_that_is_read_only_as_a_whole_is_built_elsewhere_and_checked(tmp_path: Path) -> None:
    place = digest(tmp_path)
    assert place.run(**NOW).returncode == 0
    before, site = tree(place.root), published(place.root / "site")
    with read_only(place.root):
        for _ in range(2):
            done = place.run("-d", str(tmp_path / "www"), **NOW)
            assert (done.returncode, SKIPPED in done.stderr) == (0, True), done.stderr
        assert published(tmp_path / "www") == site
        assert place.run("check", **NOW).returncode == 0
        assert place.run(**NOW).returncode == 0  # there is nothing to write
    assert tree(place.root) == before


def test_a_build_that_can_remember_nothing_says_so(tmp_path: Path) -> None:
    place = digest(tmp_path)
    assert place.run(**NOW).stderr == ""
    place.write("content/hujan.md", article("Hujan reda"))
    with read_only(place.root / ".kliping"):
        done = place.run(**NOW)
        assert (done.returncode, CLOSED in done.stderr) == (0, True), done.stderr
    assert "Hujan reda" in place.read("site/index.html")
    assert place.run(**NOW).stderr == ""


def test_ingest_says_where_it_may_not_write(tmp_path: Path) -> None:
    place = digest(tmp_path)
    with read_only(place.root / "content"):
        done = place.run("ingest", **NOW)
    assert (done.returncode, "Traceback" in done.stderr) == (74, False)
    assert "Kliping must write in this folder" in done.stderr
