"""How a destination becomes exactly the site, and which folders may become one."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from kliping import disk, journal, publishing, saving
from kliping.inventory import Inventory
from kliping.model import File, Laid, Rank
from kliping.publishing import Published
from kliping.store import Store


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def file(path: str, text: str = "x", rank: Rank = "list") -> File:
    return File(path=path, data=text.encode(), rank=rank)


def static_files(root: Path) -> list[str]:
    return list(publishing.static_files(root, Inventory(Store(root / "store.db"), root, "static", hidden=True))[0])


def test_a_pipe_in_static_is_not_published(tmp_path: Path) -> None:
    write(tmp_path / "static" / "a.txt")
    os.mkfifo(tmp_path / "static" / "fifo")
    assert static_files(tmp_path) == ["a.txt"]


def test_hidden_static_files_are_published(tmp_path: Path) -> None:
    write(tmp_path / "static" / ".well-known" / "security.txt")
    assert static_files(tmp_path) == [".well-known/security.txt"]


def test_a_folder_that_is_not_there_or_empty_may_be_published_into(tmp_path: Path) -> None:
    assert publishing.why_refused(tmp_path, "site") is None
    assert publishing.why_refused(tmp_path / "site", "site") is None


def test_a_folder_that_somebody_uses_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "thesis.txt")
    problem = publishing.why_refused(tmp_path, "site")
    assert problem is not None
    assert (problem.code, problem.span.path, problem.is_error) == ("destination-refused", "site", True)
    assert "static/" in problem.hint


def test_a_hidden_file_makes_a_folder_used(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "config")
    assert publishing.why_refused(tmp_path, "site") is not None


def test_a_digests_own_folder_is_refused_though_its_store_is_named_like_the_marker(tmp_path: Path) -> None:
    write(tmp_path / ".kliping" / "store.db")
    assert publishing.why_refused(tmp_path, "site") is not None


def test_a_marked_folder_with_a_digest_in_it_is_refused(tmp_path: Path) -> None:
    publishing.publish([file("config.yaml"), file("a.html")], tmp_path)
    assert publishing.why_refused(tmp_path, "site") is None
    write(tmp_path / "seeds" / "a.txt")
    problem = publishing.why_refused(tmp_path, "site")
    assert problem is not None
    assert (problem.code, problem.span.path) == ("destination-refused", "site")
    assert "config.yaml, seeds/" in problem.text


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    problem = publishing.why_refused(write(tmp_path / "site"), "site")
    assert problem is not None
    assert problem.text == "this is not a folder"


def test_a_folder_with_the_marker_is_ours(tmp_path: Path) -> None:
    publishing.publish([file("index.html")], tmp_path / "site")
    assert publishing.is_ours(tmp_path / "site")


@pytest.mark.parametrize("text", ["", "Mine.\n", "\udcff"])
def test_another_file_of_its_name_is_no_marker(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine").write_text("precious", "utf-8")
    (tmp_path / publishing.MARKER).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert not publishing.is_ours(tmp_path)
    assert publishing.why_refused(tmp_path, "site") is not None


def test_a_link_is_no_marker(tmp_path: Path) -> None:
    publishing.publish([file("a.html")], tmp_path / "site")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / publishing.MARKER).symlink_to(tmp_path / "site" / publishing.MARKER)
    assert not publishing.is_ours(tmp_path / "other")


def test_no_site_is_built_within_another_one(tmp_path: Path) -> None:
    publishing.publish([file("a.html")], tmp_path / "site")
    refused = publishing.why_refused(tmp_path / "site" / "below", "below")
    assert refused is not None
    assert "its next build would remove it" in refused.text
    assert publishing.why_refused(tmp_path / "site", "site") is None


def tree(folder: Path) -> dict[str, str]:
    """All files below, the marker left out."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    return {name: path.read_text("utf-8") for name, path in found.items() if name != publishing.MARKER}


def test_a_destination_holds_these_files_and_nothing_else(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("index.html"), file("old/index.html"), file("old/deep/a.txt")], site)
    write(site / "by-hand.txt")
    published = publishing.publish([file("index.html"), file("new/index.html", "baru")], site)
    assert tree(site) == {"index.html": "x", "new/index.html": "baru"}
    assert published == Published(written=1, reused=1, removed=3)
    assert sorted(path.name for path in site.iterdir()) == [".kliping", "index.html", "new"]


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a.html"), file("b.html")], site)
    for name in ("a.html", "b.html", publishing.MARKER):
        os.utime(site / name, ns=(1, 1))
    assert publishing.publish([file("a.html"), file("b.html", "y")], site) == Published(written=1, reused=1, removed=0)
    assert (site / "a.html").stat().st_mtime_ns == (site / publishing.MARKER).stat().st_mtime_ns == 1
    assert (site / "b.html").stat().st_mtime_ns > 1


def test_a_file_that_was_changed_or_deleted_by_hand_is_made_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = [file("a.html", "abc"), file("b.html")]
    publishing.publish(files, site)
    (site / "a.html").write_text("abd", encoding="utf-8")
    (site / "b.html").unlink()
    assert publishing.publish(files, site) == Published(written=2, reused=0, removed=0)
    assert tree(site) == {"a.html": "abc", "b.html": "x"}


def test_files_arrive_after_what_they_link_to_and_deletions_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publishing.publish([file("old.html")], site)
    arrived: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        assert (site / "old.html").exists()
        arrived.append(Path(target).name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    ranks: list[Rank] = ["map", "feed", "list", "article", "asset"]
    publishing.publish([file(f"{rank}.x", rank=rank) for rank in ranks], site)
    assert arrived == ["asset.x", "article.x", "list.x", "feed.x", "map.x"]
    assert not (site / "old.html").exists()


def test_nothing_arrives_before_everything_is_staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a.html", "lama")], site)

    def full(self: Path, data: bytes) -> int:
        if b"dua" in data:
            raise OSError(28, "No space left on device")
        with self.open("wb") as opened:
            return opened.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        publishing.publish([file("a.html", "satu", rank="asset"), file("b.html", "dua")], site)
    monkeypatch.undo()
    assert (site / "a.html").read_text("utf-8") == "lama"
    publishing.publish([file("a.html", "satu")], site)
    assert tree(site) == {"a.html": "satu"}


def test_new_folders_come_whole_in_the_order_of_their_ranks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a/old.html")], site)
    seen: list[journal.Journal] = []
    real = journal.carry_out

    def watched(steps: journal.Journal, destination: Path, stage: Path) -> int:
        seen.append(steps)
        return real(steps, destination, stage)

    monkeypatch.setattr(journal, "carry_out", watched)
    new = [
        file("2022/05/x/index.html", rank="article"),
        file("2022/06/y/index.html", rank="article"),
        file("a/new.html"),
        file("en/2022/z/index.html", rank="article"),
        file("en/tags/u/index.html", rank="list"),
        file("feed.xml", rank="feed"),
    ]
    publishing.publish([file("a/old.html"), *reversed(new)], site)
    (steps,) = seen
    assert list(steps.moves) == ["2022", "en/2022", "a/new.html", "en/tags", "feed.xml"]
    assert steps.folders == ("en",)
    assert tree(site) == dict.fromkeys(["a/old.html", *(each.path for each in new)], "x")


def test_every_file_is_on_the_disk_before_its_folder_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[list[str]] = []
    monkeypatch.setattr(saving, "settle", lambda paths: settled.append([path.name for path in paths]))
    publishing.publish([file("a/b/c.html", rank="article"), file("d.html")], tmp_path)
    assert {"a", "b", "c.html"} < set(settled[0])
    assert len(settled[0]) == len({publishing.STAGE, "new", "a", "b", "c.html", "standing", "d.html"})


def test_a_name_that_is_no_utf_8_is_staged_as_any_other(tmp_path: Path) -> None:
    publishing.publish([file("a\udce9.txt"), file("b\udce9/c.txt")], tmp_path)
    assert sorted(map(os.fsencode, tree(tmp_path))) == [b"a\xe9.txt", b"b\xe9/c.txt"]


def test_nobody_lays_a_file_once_all_are_dropped(tmp_path: Path) -> None:
    ended: list[bool] = []

    def laid() -> Generator[Laid, None, None]:
        try:
            yield publishing.lay(file("a/b.html"), tmp_path, disk.ground(tmp_path))
            raise OSError(28, "No space left on device")
        finally:
            ended.append((tmp_path / publishing.STAGE).exists())

    with pytest.raises(OSError, match="No space left"):
        publishing.stage(laid(), tmp_path)
    assert ended == [True]
    assert not (tmp_path / publishing.STAGE).exists()


def test_a_folder_in_the_way_of_a_file_makes_way(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a/b/c.html")], site)
    publishing.publish([file("a", "file")], site)
    assert tree(site) == {"a": "file"}


def test_a_file_in_the_way_of_a_folder_makes_way(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a")], site)
    publishing.publish([file("a/b/c.html", "deep")], site)
    assert tree(site) == {"a/b/c.html": "deep"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    publishing.publish([file("a/index.html"), file("b.html")], site)
    write(outside / "index.html", "outside")
    for name in ("a/index.html", "b.html"):
        (site / name).unlink()
    (site / "a").rmdir()
    (site / "a").symlink_to(outside)
    (site / "b.html").symlink_to(outside / "index.html")
    publishing.publish([file("a/index.html", "baru"), file("b.html", "baru")], site)
    assert tree(site) == {"a/index.html": "baru", "b.html": "baru"}
    assert not (site / "a").is_symlink()
    assert not (site / "b.html").is_symlink()
    assert (outside / "index.html").read_text("utf-8") == "outside"


def test_a_link_to_a_folder_with_the_same_files_is_no_reason_to_lose_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = [file("a/index.html"), file("a/b/deep.html")]
    publishing.publish(files, site)
    (site / "a").rename(tmp_path / "moved")
    (site / "a").symlink_to(tmp_path / "moved")
    publishing.publish(files, site)
    assert tree(site) == {"a/index.html": "x", "a/b/deep.html": "x"}
    assert not (site / "a").is_symlink()
    assert (tmp_path / "moved" / "index.html").exists()


def test_a_link_to_a_file_with_the_same_bytes_is_no_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a.html")], site)
    (site / "a.html").rename(tmp_path / "moved.html")
    (site / "a.html").symlink_to(tmp_path / "moved.html")
    publishing.publish([file("a.html")], site)
    assert not (site / "a.html").is_symlink()


def test_links_that_no_page_is_are_removed_and_what_they_lead_to_is_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a.html")], site)
    kept = write(tmp_path / "outside" / "kept.txt")
    (site / "file").symlink_to(kept)
    (site / "folder").symlink_to(kept.parent)
    (site / "gone").symlink_to("/nowhere/at/all")
    assert publishing.publish([file("a.html")], site).removed == 3
    assert tree(site) == {"a.html": "x"}
    assert kept.exists()


def test_a_destination_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    publishing.publish([file("a/b.html")], tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "www") == {"a/b.html": "x"}


def test_what_a_crash_left_staged_is_not_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish([file("a.html")], site)
    write(site / ".kliping-staged" / "b.html")
    publishing.publish([file("a.html"), file("c.html")], site)
    assert sorted(tree(site)) == ["a.html", "c.html"]


def test_only_what_kliping_wrote_is_cleaned(tmp_path: Path) -> None:
    publishing.publish([file("a.html")], tmp_path / "site")
    write(tmp_path / ".kliping" / "store.db")
    write(tmp_path / "content" / "a.md")
    assert publishing.remove_built(tmp_path, tmp_path / "site") == (tmp_path / "site", tmp_path / ".kliping")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_destination_without_the_marker_is_not_cleaned(tmp_path: Path) -> None:
    write(tmp_path / "site" / "thesis.txt")
    assert publishing.remove_built(tmp_path, tmp_path / "site") == ()
    assert (tmp_path / "site" / "thesis.txt").exists()


def test_a_built_site_is_found_from_below_it(tmp_path: Path) -> None:
    publishing.publish([file("a/b.html")], tmp_path / "site")
    (tmp_path / "link").symlink_to("site/a")
    assert publishing.site_around(tmp_path / "link" / "new") == tmp_path / "site"
    write(tmp_path / ".kliping" / "store.db")
    assert publishing.site_around(tmp_path / "digest") is None


def test_a_folder_that_may_not_be_written_in_is_told_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish([file("a.html")], tmp_path / "site")

    def refuse(path: Path, _: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(PermissionError, match="give yourself the right") as article:
        saving.replace_text(tmp_path / "a.md", "x", None)
    with pytest.raises(PermissionError, match="give yourself the right") as site:
        publishing.publish([file("b.html")], tmp_path / "site")
    assert (article.value.filename, site.value.filename) == (str(tmp_path), str(tmp_path / "site"))
