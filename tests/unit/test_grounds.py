"""What lies in a digest's folders and is none of their files; and where a site may not go."""

import os
import socket
from pathlib import Path

import pytest

from kliping import grounds


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def strays(root: Path, name: str = "seeds") -> dict[str, str]:
    return {problem.span.path: problem.code for problem in grounds.survey(root, name)[1]}


# --- What is no file of a folder ---------------------------------------------------------------------------------


def test_everything_that_is_no_file_of_a_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = write(tmp_path / "outside.txt")
    folder = tmp_path / "seeds"
    write(folder / "a.txt")
    write(folder / "sub" / "b.txt")
    (folder / "file.txt").symlink_to(outside)
    (folder / "sub" / "up.txt").symlink_to("../../outside.txt")
    (folder / "all").symlink_to(tmp_path)
    (folder / "gone.txt").symlink_to("/nowhere/at/all")
    (folder / "self").symlink_to("self")
    (folder / "inner").symlink_to("sub")
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/null")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
    assert strays(tmp_path) == {
        "seeds/all": "link-outside",
        "seeds/device.txt": "link-outside",
        "seeds/file.txt": "link-outside",
        "seeds/gone.txt": "link-broken",
        "seeds/inner": "link-to-folder",
        "seeds/pipe.txt": "not-a-file",
        "seeds/self": "link-loop",
        "seeds/socket.txt": "not-a-file",
        "seeds/sub/up.txt": "link-outside",
    }
    files, problems = grounds.survey(tmp_path, "seeds")
    assert files == ("seeds/a.txt", "seeds/sub/b.txt")
    assert {problem.severity for problem in problems} == {"warning"}
    assert all(problem.hint for problem in problems)


def test_a_link_to_a_file_of_the_same_folder_is_a_file(tmp_path: Path) -> None:
    write(tmp_path / "seeds" / "sub" / "a.txt")
    (tmp_path / "seeds" / "b.txt").symlink_to("sub/a.txt")
    assert grounds.survey(tmp_path, "seeds")[0] == ("seeds/b.txt", "seeds/sub/a.txt")
    assert strays(tmp_path) == {}


def test_a_folder_that_is_itself_a_link_may_lie_anywhere_but_not_nowhere(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest" / "seeds").symlink_to("../elsewhere")
    (tmp_path / "digest" / "content").symlink_to("../unmounted")
    assert grounds.survey(tmp_path / "digest", "seeds")[0] == ("seeds/a.txt",)
    assert strays(tmp_path / "digest") == {}
    assert strays(tmp_path / "digest", "content") == {"content": "link-broken"}


def test_hidden_names_and_folders_that_are_not_there_are_no_strays(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / ".#lock").symlink_to("gone")
    assert strays(tmp_path) == strays(tmp_path, "static") == {}


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "seeds" / "closed" / "a.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert strays(tmp_path) == {"seeds/closed": "folder-closed"}


# --- Where a site may not go -------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A digest whose static/ is a link to a folder elsewhere."""
    for name in ("digest/content", "digest/.git", "assets/images", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "digest" / "static").symlink_to("../assets")
    (tmp_path / "link").symlink_to("digest/content")
    return tmp_path / "digest"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (".", "this is the digest itself"),
        ("..", "holds the digest itself"),
        ("/", "holds the digest itself"),
        ("content", "this is content/"),
        ("content/2020/new", "lies in content/"),
        ("seeds/site", "lies in seeds/"),
        ("layouts", "this is layouts/"),
        (".git/site", "lies in .git/"),
        (".kliping", "this is .kliping/"),
        (".kliping/site", "lies in .kliping/"),
        ("static/site", "lies in static/"),
        ("../assets", "this is static/"),
        ("../assets/images", "lies in static/"),
        ("../link", "this is content/"),
        ("../link/site", "lies in content/"),
        ("site/../content", "this is content/"),
    ],
)
def test_a_site_may_not_swallow_what_the_digest_is_made_of(root: Path, place: str, why: str) -> None:
    problem = grounds.why_misplaced(root / place, root)
    assert problem is not None
    assert problem.code == "destination-refused"
    assert why in problem.text
    assert problem.hint


@pytest.mark.parametrize("place", ["site", "public/site", "../site", "../elsewhere", ".kliping/serve", "content2"])
def test_any_other_place_will_do(root: Path, place: str) -> None:
    assert grounds.why_misplaced(root / place, root) is None


def test_a_folder_around_a_linked_part_of_the_digest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "share" / "assets").mkdir(parents=True)
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest" / "static").symlink_to("../share/assets")
    problem = grounds.why_misplaced(tmp_path / "share", tmp_path / "digest")
    assert problem is not None
    assert "holds static/" in problem.text
