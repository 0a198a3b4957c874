"""Files: what is read, what is refused, and what is written."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kliping import disk, kernel
from kliping.problems import Problem


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path, *, hidden: bool = False) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in disk.walk(folder, hidden=hidden)]


# --- Walking -----------------------------------------------------------------------------------------------------


def test_files_are_found_in_order_of_path_whatever_their_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "C.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["C.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "seeds") == []


def test_hidden_files_and_folders_are_passed_over_unless_asked_for(tmp_path: Path) -> None:
    for name in (".hidden", ".git/config", "a.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a.txt"]
    assert names(tmp_path, hidden=True) == [".git/config", ".hidden", "a.txt"]


def test_links_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    folder = tmp_path / "seeds"
    write(folder / "a.txt")
    (folder / "file.txt").symlink_to(secret)
    (folder / "relative.txt").symlink_to("../secret.txt")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "gone.txt").symlink_to("/nowhere/at/all")
    assert names(folder) == ["a.txt"]


def test_links_within_the_folder_are_followed_to_files_from_any_depth(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "sub" / "c.txt").symlink_to("../a.txt")
    assert names(tmp_path) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    seeds = write(tmp_path / "seeds" / "a.txt").parent
    (seeds / "b.txt").symlink_to(secret)
    (seeds / "c").symlink_to(tmp_path)
    (seeds / "d.txt").symlink_to("a.txt")
    reasons = [disk.read_regular(seeds / name, 10, within=seeds) for name in ("a.txt", "b.txt", "c", "d.txt")]
    assert reasons == [b"x", "it is a link out of the folder", "it is a link out of the folder", b"x"]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert names(tmp_path) == ["a.txt"]
    assert disk.read_regular(tmp_path / "self", 10) == "too many levels of symbolic links"


# --- Reading -----------------------------------------------------------------------------------------------------


def test_a_file_is_read_up_to_one_byte_more_than_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "0123456789")
    assert disk.read_regular(path, 10) == b"0123456789"
    assert disk.read_regular(path, 9) == b"0123456789"
    assert disk.read_regular(path, 4) == b"01234"


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert disk.read_regular(tmp_path / "fifo", 10) == "not a regular file"
    assert disk.read_regular(tmp_path, 10) == "not a regular file"
    assert disk.read_regular(tmp_path / "none", 10) == "no such file or directory"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refusing)  # root may read any file
    assert disk.read_regular(path, 10) == "permission denied"


@pytest.mark.parametrize("now", ["0123456789 more", "0123", "9876543210"])
def test_a_file_that_changes_while_it_is_read_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    path = write(tmp_path / "a.txt", "0123456789")
    os.utime(path, (1, 1))
    seen: list[int] = []
    look = os.fstat

    def meddling(number: int) -> os.stat_result:
        if seen:
            path.write_text(now, "utf-8")
        seen.append(number)
        return look(number)

    monkeypatch.setattr("os.fstat", meddling)
    assert disk.read_regular(path, 100) == "it changed while it was read"


def test_a_text_must_be_utf_8_and_its_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"satu\ndua \xe9\n")
    problem = disk.read_text(tmp_path / "a.md", "content/a.md")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span.path, problem.span.line) == ("not-utf-8", "content/a.md", 2)
    assert "0xe9" in problem.text


def test_a_text_keeps_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("satu\r\ndua é\n".encode())
    assert disk.read_text(tmp_path / "a.md", "a.md") == "satu\r\ndua é\n"


def test_a_pipe_in_place_of_a_text_does_not_hold_the_build_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    problem = disk.read_text(tmp_path / "a.md", "content/a.md")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span.path) == ("not-a-file", "content/a.md")


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("gone.md")
    problem = disk.read_text(tmp_path / "a.md", "content/a.md")
    assert isinstance(problem, Problem)
    assert problem.code == "not-a-file"


def test_a_digests_own_layouts_win_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builtin = tmp_path / "builtin"
    for name in ("page.html", "article.html", "locales/id.yaml", "assets/style.css"):
        write(builtin / name, "built in")
    for name in ("article.html", "locales/su.yaml", "assets/own.css"):
        write(tmp_path / "layouts" / name, "own")
    monkeypatch.setattr(disk, "builtin_layouts", lambda: builtin)
    theme, problems = disk.read_theme(tmp_path)
    assert problems == ()
    assert {name: text.text for name, text in theme.layouts.items()} == {"page.html": "built in", "article.html": "own"}
    assert {name: text.text for name, text in theme.locales.items()} == {"id": "built in"}
    assert {name: text.text for name, text in theme.own_locales.items()} == {"su": "own"}
    assert theme.assets == {"style.css": b"built in", "own.css": b"own"}
    assert theme.layouts["article.html"].path == "layouts/article.html"


def test_a_layout_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "x.html").write_bytes(b"\xff")
    _, problems = disk.read_theme(tmp_path)
    assert [(problem.code, problem.span.path) for problem in problems] == [("not-utf-8", "layouts/x.html")]


# --- Replacing a text --------------------------------------------------------------------------------------------


def test_a_text_is_written_where_no_file_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "content" / "2020" / "a.md"
    assert disk.replace_text(path, "satu é\r\n", expected=None)
    assert path.read_bytes() == "satu é\r\n".encode()
    assert [file.name for file in path.parent.iterdir()] == ["a.md"]


def test_a_text_replaces_exactly_what_was_expected(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "satu")
    assert disk.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == "dua"


@pytest.mark.parametrize("expected", [None, "dua", ""])
def test_a_file_that_somebody_wrote_meanwhile_is_left(tmp_path: Path, expected: str | None) -> None:
    path = write(tmp_path / "a.md", "an edit")
    assert not disk.replace_text(path, "tiga", expected=expected)
    assert path.read_text("utf-8") == "an edit"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_somebody_deleted_meanwhile_stays_deleted(tmp_path: Path) -> None:
    assert not disk.replace_text(tmp_path / "a.md", "dua", expected="satu")
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_255_bytes_can_be_replaced(tmp_path: Path) -> None:
    path = write(tmp_path / ("東" * 84 + ".md"), "satu")
    assert disk.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == "dua"


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "satu")
    path.chmod(0o600)
    assert disk.replace_text(path, "dua", expected="satu")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("gone.md")
    assert not disk.replace_text(tmp_path / "a.md", "dua", expected=None)
    assert (tmp_path / "a.md").is_symlink()
    assert not (tmp_path / "gone.md").exists()


def test_a_link_stays_a_link_when_its_text_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.md", "satu")
    (tmp_path / "b.md").symlink_to("sub/a.md")
    assert disk.replace_text(tmp_path / "b.md", "dua", expected="satu")
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "sub" / "a.md").read_text("utf-8") == "dua"


@pytest.mark.parametrize("expected", [None, "satu"])
def test_a_file_that_is_written_while_the_text_is_staged_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str | None
) -> None:
    path = tmp_path / "a.md"
    if expected:
        write(path, expected)
    real = Path.write_bytes

    def slow(self: Path, data: bytes) -> int:
        if self != path:
            real(path, b"an edit")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", slow)
    assert not disk.replace_text(path, "dua", expected=expected)
    assert path.read_text("utf-8") == "an edit"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_what_a_killed_run_had_staged_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    for name in (f".a.md.{int(ended.stdout)}.staged", f".b.md.{os.getpid()}.staged", ".c.staged", "d.md"):
        write(tmp_path / name)
    disk.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".b.md.{os.getpid()}.staged", ".c.staged", "d.md"]


def saved(path: Path, text: str, *, in_place: bool) -> None:
    """As editors save: over the file, or as a new one that takes its name."""
    if in_place:
        path.write_text(text, "utf-8")
        return
    new = path.with_name("baru")
    new.write_text(text, "utf-8")
    new.replace(path)


@pytest.mark.parametrize("saves", [["an edit"], ["an edit", "and one more"], ["an edit", "and", "one more"]])
@pytest.mark.parametrize("in_place", [True, False])
def test_a_save_between_the_last_look_and_the_rename_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: list[str], in_place: bool
) -> None:
    path = write(tmp_path / "a.md", "satu")
    real, left = kernel.exchange, list(saves)

    def late(one: Path, other: Path) -> bool:
        if left:
            saved(path, left.pop(0), in_place=in_place)
        return real(one, other)

    monkeypatch.setattr(kernel, "exchange", late)
    assert not disk.replace_text(path, "dua", expected="satu")
    assert path.read_text("utf-8") == saves[-1]
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_is_taken_away_after_the_last_look_stays_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.md", "satu")
    real = kernel.exchange

    def late(one: Path, other: Path) -> bool:
        path.unlink(missing_ok=True)
        return real(one, other)

    monkeypatch.setattr(kernel, "exchange", late)
    assert not disk.replace_text(path, "dua", expected="satu")
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_cannot_exchange_names_or_sync_all_does_it_the_old_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_function", lambda _: None)
    wanted = [disk.Wanted(write(tmp_path / f"{number}.md", "satu"), "dua", "satu") for number in range(30)]
    assert disk.replace_texts(wanted) == [True] * 30
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {"dua"}


@pytest.mark.parametrize(("count", "all_at_once"), [(3, False), (30, True)])
def test_many_files_reach_the_disk_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, all_at_once: bool
) -> None:
    synced: list[object] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.setattr(kernel, "sync_file_system", lambda folder: bool([*map(synced.append, [folder])]))
    disk.settle([write(tmp_path / f"{number}") for number in range(count)])
    assert synced == [tmp_path] if all_at_once else len(synced) == count


def test_a_disk_that_cannot_take_a_file_is_told_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error") as caught:
        disk.replace_text(tmp_path / "a.md", "satu", None)
    assert caught.value.filename == str(tmp_path / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_texts_with_one_beginning_are_staged_apart(tmp_path: Path) -> None:
    paths = [tmp_path / f"{'panjang' * 9}-{number}.md" for number in range(3)]
    assert disk.replace_texts([disk.Wanted(path, path.name, None) for path in paths]) == [True] * 3
    assert [path.read_text("utf-8") for path in paths] == [path.name for path in paths]


# --- Publishing --------------------------------------------------------------------------------------------------


# --- Copying ----------------------------------------------------------------------------------------


def test_a_folder_is_copied_with_its_files_renamed(tmp_path: Path) -> None:
    write(tmp_path / "from" / "gitignore", "site/")
    write(tmp_path / "from" / "seeds" / "a.txt")
    copied = disk.copy_new(tmp_path / "from", tmp_path / "into", lambda name: name.replace("gitignore", ".gitignore"))
    assert copied == (tmp_path / "into" / ".gitignore", tmp_path / "into" / "seeds" / "a.txt")
    assert (tmp_path / "into" / ".gitignore").read_text("utf-8") == "site/"


def test_a_copy_replaces_nothing_and_begins_nothing(tmp_path: Path) -> None:
    write(tmp_path / "from" / "a.txt", "new")
    write(tmp_path / "from" / "b.txt", "new")
    standing = write(tmp_path / "into" / "b.txt", "old")
    assert disk.copy_new(tmp_path / "from", tmp_path / "into", lambda name: name) == standing
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["b.txt"]


def test_the_starter_and_the_built_in_layouts_are_there() -> None:
    assert (disk.starter() / "config.yaml").is_file()
    assert disk.builtin_layouts().name == "layouts"


def test_the_revision_follows_the_versions_of_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = disk.revision.__wrapped__()
    assert before == disk.revision.__wrapped__()
    (tmp_path / "Jinja2-99.dist-info").mkdir()
    (tmp_path / "unrelated-1.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    changed = disk.revision.__wrapped__()
    (tmp_path / "Jinja2-99.dist-info").rmdir()
    assert changed != before
    assert disk.revision.__wrapped__() == before


def test_every_library_that_decides_is_found_with_its_version() -> None:
    assert len(disk._versions()) >= len(disk._LIBRARIES)
