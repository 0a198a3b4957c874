"""Review by transcript: what is typed, what is told, and what stands afterwards."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.place import ROOT, Place

CONFIG = "title: Contoh\nbase_url: https://example.org/\nlang: id\ntimezone: Asia/Jakarta\ningest: {review: true}\n"
TITLES = ("Pasar pagi dibuka lagi", "Jembatan tua diperbaiki", "Perpustakaan menambah buku")


def clipping(number: int) -> str:
    return (
        f"Contoh Harian, Bandung - {TITLES[number]} setelah enam bulan, kata Rina Contoh ({number + 5}/10/2020).\n"
        "Advertisement\n"
        f"Warga menyambut kabar nomor {number} itu dengan gembira di balai kota.\n"
    )


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Three drafts, the oldest first."""
    place = Place(tmp_path_factory.mktemp("review") / "digest")
    place.write("config.yaml", CONFIG)
    for number in range(3):
        place.write(f"seeds/{number}.txt", clipping(number))
    place.run("ingest")
    assert [draft_of(path) for path in place.articles()] == [True] * 3
    return place


@pytest.fixture
def drafts(ingested: Place, tmp_path: Path) -> Place:
    """A copy of them, to decide on."""
    shutil.copytree(ingested.root, tmp_path / "digest")
    return Place(tmp_path / "digest", is_new=False)


def draft_of(path: Path) -> bool:
    return "\ndraft: true\n" in path.read_text("utf-8")


def review(place: Place, typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`review` with a transcript on standard input."""
    clean = {key: value for key, value in os.environ.items() if key not in {"VISUAL", "EDITOR"}}
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "review", "-s", str(place.root)],
        input=typed, env={**clean, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def editor(place: Place, old: str, new: str) -> str:
    """An editor that a program plays."""
    script = place.write(
        "editor.py",
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        f"path.write_text(path.read_text('utf-8').replace({old!r}, {new!r}), 'utf-8')\n",
    )
    return f"{sys.executable} {script}"


def test_each_draft_is_shown_and_decided(drafts: Place) -> None:
    first, second, third = drafts.articles()
    done = review(drafts, "p\nr\ns\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert not draft_of(first)
    assert not second.exists()
    assert draft_of(third)
    assert "1 published, 1 rejected, 1 skipped; 1 draft waits" in done.stdout
    for shown in (TITLES[0], "Contoh Harian", "2020-10-05", "1 of 3", "2  Advertisement  [ad-marker]"):
        assert shown in done.stdout


def test_what_was_rejected_stays_so_also_without_the_store(drafts: Place) -> None:
    review(drafts, "r\nq\n")
    assert '"rejected": true' in drafts.read("content/.seeds.yaml")
    for _ in range(2):
        report = drafts.report("ingest")
        assert (report["seeds"]["removed"], report["seeds"]["unchanged"]) == (1, 2)
        assert report["seeds"]["items"][0]["reason"] == "rejected"
        drafts.run("clean")
    assert len(drafts.articles()) == 2


def test_a_rejected_clipping_that_changes_stays_rejected(drafts: Place) -> None:
    review(drafts, "r\nq\n")
    drafts.write("seeds/0.txt", clipping(0) + "Tambahan.\n")
    assert drafts.report("ingest")["seeds"]["removed"] == 1


def test_a_published_draft_stays_published_when_it_is_ingested_again(drafts: Place) -> None:
    review(drafts, "p\nq\n")
    path = drafts.articles()[0]
    before = path.read_bytes()
    assert drafts.report("ingest")["seeds"]["unchanged"] == 3
    assert drafts.report("ingest", "--force")["seeds"]["unchanged"] == 3
    assert path.read_bytes() == before
    drafts.write("seeds/0.txt", clipping(0) + "Balai kota menutup acara itu pada sore hari.\n")
    assert drafts.report("ingest")["seeds"]["merged"] == 1
    assert "sore hari" in path.read_text("utf-8")
    assert not draft_of(path)


@pytest.mark.parametrize("typed", ["", "q\n", "p", "p\n"])
def test_leaving_at_any_point_keeps_what_was_decided_and_loses_nothing(drafts: Place, typed: str) -> None:
    done = review(drafts, typed)
    assert done.returncode == 0
    assert [draft_of(path) for path in drafts.articles()] == [not typed.startswith("p"), True, True]


def test_a_kill_in_the_middle_loses_nothing(drafts: Place) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "review", "-s", str(drafts.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as walk:
        assert walk.stdin is not None
        assert walk.stdout is not None
        walk.stdin.write("p\n")
        walk.stdin.flush()
        while "2 of 3" not in walk.stdout.readline():
            pass
        walk.send_signal(signal.SIGKILL)
    assert [draft_of(path) for path in drafts.articles()] == [False, True, True]
    assert drafts.report("ingest")["seeds"]["unchanged"] == 3
    assert "1 of 2" in review(drafts, "q\n").stdout


def test_an_interrupt_is_leaving(drafts: Place) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "review", "-s", str(drafts.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as walk:
        assert walk.stdout is not None
        while "1 of 3" not in walk.stdout.readline():
            pass
        walk.send_signal(signal.SIGINT)
        rest = walk.stdout.read()
    assert walk.returncode == 0
    assert "nothing decided; 3 drafts wait" in rest


def test_tags_are_changed_beside_an_editor_s_own_words(drafts: Place) -> None:
    path = drafts.articles()[0]
    before = path.read_text("utf-8")
    path.write_text(before.replace("lang: id\n", "# diperiksa ulang\nlang: id\nmood: tenang  # ya\n"), "utf-8")
    done = review(drafts, "t\nPasar, kota tua\nt\n!!!\nq\n")
    text = path.read_text("utf-8")
    assert "tags:\n  - Pasar\n  - kota tua\n" in text
    assert "# diperiksa ulang\nlang: id\nmood: tenang  # ya\n" in text
    assert "name-invalid" in done.stdout
    assert "Pasar, kota tua" in done.stdout


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_a_draft_is_edited_in_the_person_s_own_editor(drafts: Place, name: str) -> None:
    done = review(drafts, "e\np\nq\n", **{name: editor(drafts, "gembira", "riang")})
    path = drafts.articles()[0]
    assert "riang" in path.read_text("utf-8")
    assert not draft_of(path)
    assert "as it is now" in done.stdout


def test_a_mistake_made_in_the_editor_is_told(drafts: Place) -> None:
    done = review(drafts, "e\nq\n", EDITOR=editor(drafts, "date: 2020-10-05", "date: kemarin"))
    assert "date-invalid" in done.stdout


def test_a_draft_that_was_broken_in_the_editor_may_be_edited_again_and_is_named_until_it_is(drafts: Place) -> None:
    path = drafts.articles()[0]
    breaks = editor(drafts, "date: 2020-10-05", "date: [2020")
    done = review(drafts, "e\np\nq\n", EDITOR=breaks)
    assert "is no longer a draft" not in done.stdout
    assert "somebody wrote this file meanwhile" in done.stdout  # it is not published as it was shown
    assert (done.returncode, "yaml-syntax" in done.stderr) == (1, True)
    later = review(drafts, "q\n")
    assert (later.returncode, path.name in later.stderr) == (1, True)
    mends = editor(drafts, "date: [2020", "date: 2020-10-05")
    assert "[2020" in path.read_text("utf-8")
    assert subprocess.run([*mends.split(), str(path)], check=False).returncode == 0
    assert review(drafts, "p\nq\n").returncode == 0
    assert not draft_of(path)


def test_without_an_editor_it_is_said(drafts: Place) -> None:
    done = review(drafts, "e\nq\n")
    assert "VISUAL or EDITOR" in done.stdout
    assert "no-such-editor" in review(drafts, "e\nq\n", EDITOR="no-such-editor").stdout


def test_what_no_key_means_is_answered_with_the_keys(drafts: Place) -> None:
    done = review(drafts, "x\n\nq\n")
    assert done.stdout.count("publish: the article goes into the next build") == 2
    assert [draft_of(path) for path in drafts.articles()] == [True] * 3


def test_a_near_copy_is_shown_with_the_article_it_copies(place: Place) -> None:
    text = clipping(0) + "\n".join(f"Kalimat nomor {number} tentang pasar di kota tua." for number in range(20))
    place.write("seeds/satu.txt", text)
    place.write("seeds/tiru.txt", text.replace("balai kota", "alun-alun"))
    place.run("ingest")
    original, copy = sorted(place.articles(), key=draft_of)
    found = original.read_text("utf-8").split("\nid: ")[1].split()[0] if "\nid: " in original.read_text("utf-8") else ""
    assert found
    done = review(place, "p\n")
    assert f"copy of   {found}" in done.stdout
    assert "duplicate_of" not in copy.read_text("utf-8")
    before = copy.read_bytes()
    assert place.report("ingest")["seeds"]["unchanged"] == 2
    assert copy.read_bytes() == before


def test_nothing_of_a_draft_drives_the_terminal(place: Place) -> None:
    place.write("config.yaml", CONFIG)
    place.write("seeds/jahat.txt", "Contoh Harian, Jakarta - \x1b[31mMerah\x1b[0m dan \x9b2J \u202eterbalik\u202c.\n")
    place.run("ingest")
    assert not set("\x1b\x9b\u202e") & set(review(place, "q\n").stdout)


def test_a_clipping_s_path_outside_of_seeds_is_not_read(drafts: Place) -> None:
    path = drafts.articles()[0]
    drafts.write("secret.txt", "Advertisement\nRahasia sekali.\n")
    path.write_text(path.read_text("utf-8").replace("file: seeds/0.txt", "file: seeds/../secret.txt"), "utf-8")
    done = review(drafts, "q\n")
    assert "its clipping is gone" in done.stdout


def test_with_no_draft_there_is_nothing_to_ask(place: Place) -> None:
    done = review(place, "")
    assert done.stdout == "no drafts of ingest's wait for you\n"
