"""The other commands, and how each of them ends."""

import json

import pytest

from tests.end_to_end.place import SEED, Place, article


def test_explain_prints_the_verdict_on_every_line_of_a_seed(place: Place) -> None:
    place.write("seeds/nato.txt", SEED.read_bytes())
    place.run("ingest")
    done = place.run("explain", "seeds/nato.txt")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    numbers = [int(line[:5]) for line in lines if line[:5].strip().isdigit()]
    assert numbers == list(range(1, 22))
    assert "    3  dropped Advertisement  [ad-marker]" in lines
    assert "   12  heading Rusia Siap Jadi Penengah Armenia dan Azerbaijan" in done.stdout
    assert "[stray-a-circumflex]" in done.stdout
    assert "content/2020/2020-10-05-pemimpin-nato" in lines[0]


def test_explain_tells_of_an_article_and_of_a_page(place: Place) -> None:
    place.write("content/sungai.md", article())
    place.run()
    assert "/2020/10/05/sungai-surut/" in place.run("explain", "content/sungai.md").stdout
    told = place.run("explain", str(place.root / "site/2020/10/05/sungai-surut/index.html")).stdout
    assert "content/sungai.md" in told


def test_explain_of_something_else_is_wrong_usage(place: Place) -> None:
    done = place.run("explain", "nothing.txt")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_new_makes_a_draft_that_builds(place: Place) -> None:
    done = place.run("new", "Sungai: surut & tenang")
    assert done.returncode == 0
    (path,) = place.articles()
    assert "draft: true" in path.read_text("utf-8")
    assert place.report("build", "-D")["articles"] == 1
    assert place.run("new", "Sungai: surut & tenang").returncode == 1
    assert len(place.articles()) == 1


def test_clean_removes_only_what_kliping_wrote(place: Place) -> None:
    place.write("content/sungai.md", article())
    place.write("seeds/nato.txt", SEED.read_bytes())
    place.run()
    place.write("mine/notes.txt", "mine")
    assert place.run("clean").returncode == 0
    assert not (place.root / "site").exists()
    assert not (place.root / ".kliping").exists()
    assert place.read("mine/notes.txt") == "mine"
    assert len(place.articles()) == 2
    place.write("site/notes.txt", "mine")
    assert place.run("clean").returncode == 0
    assert place.read("site/notes.txt") == "mine"


def test_json_is_one_object_on_stdout_also_when_something_is_wrong(place: Place) -> None:
    place.write("content/sungai.md", article(date="kemarin"))
    done = place.run("build", "--json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["path"], problem["line"], problem["column"]) == (
        "date-invalid", "content/sungai.md", 4, 7,
    )  # fmt: skip


def test_quiet_prints_nothing_but_problems(place: Place) -> None:
    place.write("content/sungai.md", article())
    done = place.run("build", "-q")
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize(
    "arguments",
    [("biuld",), ("build", "--no-such-option"), ("build", "-j", "none"), ("build", "-b", "example.org"), ("new",)],
)
def test_wrong_usage_exits_2_without_a_trace(place: Place, arguments: tuple[str, ...]) -> None:
    done = place.run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_what_is_not_a_digest_s_folder_is_said_in_words(place: Place) -> None:
    (place.root / "config.yaml").unlink()
    done = place.run()
    assert done.returncode == 2
    assert "not a digest's folder" in done.stderr
    assert list(place.root.iterdir()) == []


def test_nothing_printed_carries_a_clipping_s_control_characters(place: Place) -> None:
    place.write("seeds/jahat.txt", "Contoh Harian, Jakarta - \x1b[31mMerah\x1b[0m dan \x9b2J \u202eterbalik\u202c.\n")
    for arguments in (("build", "-v"), ("explain", "seeds/jahat.txt")):
        done = place.run(*arguments)
        printed = done.stdout + done.stderr
        assert not set("\x1b\x9b\u202e") & set(printed)


def test_a_folder_that_cannot_be_written_is_reading_or_writing_failed(place: Place) -> None:
    place.write("content/sungai.md", article())
    place.write(".kliping", "a file where a folder must be")
    place.write("seeds/nato.txt", SEED.read_bytes())
    done = place.run()
    assert done.returncode == 74
    assert "Traceback" not in done.stderr
