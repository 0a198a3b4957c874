"""Files: what is read, what is refused, and what is copied."""

import os
from pathlib import Path

import pytest

from kliping import digest, disk, line_ends
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


# --- Copying ----------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\r\n", "\ufeffa\r\nb", "a\r\nb\n", "\ufeff", "é\n\n"])
def test_lines_read_one_by_one_tell_what_the_whole_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(text.encode())
    lines = disk.Lines(path)
    assert "".join(lines) == text
    assert lines.sha256 == disk.digest_of(path) == digest.sha256_of(text.encode())
    assert line_ends.like("satu\ndua\n", lines.model) == line_ends.like("satu\ndua\n", text)


def test_lines_that_are_not_utf_8_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a\n\xff\n")
    with pytest.raises(UnicodeDecodeError):
        list(disk.Lines(tmp_path / "a"))
