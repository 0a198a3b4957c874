"""The other commands, and how each of them ends."""

import json
import sys

import pytest

from tests.end_to_end.place import ROOT, SEED, Place, article, run


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
    [
        ("biuld",),
        ("serve", "-p", "80000"),
        ("build", "--no-such-option"),
        ("build", "-j", "none"),
        ("build", "-b", "example.org"),
        ("new",),
    ],
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


def test_options_count_before_the_command_as_after_it(place: Place) -> None:
    place.write("content/sungai.md", article())
    done = run([sys.executable, str(ROOT / "build.py"), "-s", str(place.root), "-q", "build"], place.root.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (place.root / "site/index.html").exists()


def test_a_digest_s_own_words_are_laid_over_the_built_in_ones(place: Place) -> None:
    place.write("content/sungai.md", article())
    place.write("layouts/locales/id.yaml", "archive: Lemari arsip\n")
    assert place.run().returncode == 0
    home = place.read("site/index.html")
    assert "Lemari arsip" in home
    assert "Berlangganan" in home


def test_an_editor_s_own_key_is_empty_where_an_article_has_none(place: Place) -> None:
    place.write("content/sungai.md", article(mood="tenang"))
    place.write("content/pasar.md", article("Pasar buka"))
    layout = '{% extends "base.html" %}{% block main %}<p>{% if page.extra.mood %}{{ page.extra.mood }}{% endif %}!</p>'
    place.write("layouts/article.html", layout + "{% endblock %}")
    assert place.run().returncode == 0
    assert "<p>tenang!</p>" in place.read("site/2020/10/05/sungai-surut/index.html")
    assert "<p>!</p>" in place.read("site/2020/10/05/pasar-buka/index.html")


def test_a_time_that_is_none_is_wrong_usage(place: Place) -> None:
    done = place.run(SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


@pytest.mark.parametrize("folder", [".", "..", "static", "content/site", ".kliping", "link"])
def test_a_site_that_would_swallow_a_part_of_the_digest_is_refused_and_not_cleaned(place: Place, folder: str) -> None:
    place.write("content/a.md", article())
    (place.root / "link").symlink_to("content")
    for name in {"content", folder}:
        place.write(f"{name}/.kliping" if name != ".kliping" else ".kliping/store.txt", "a marker")
    before = {path for path in place.root.rglob("*") if not path.is_dir()}
    for command in ("build", "clean"):
        done = place.run(command, "-d", str(place.root / folder))
        assert (done.returncode, done.stdout) == (2, "")
        assert "destination-refused" in done.stderr
    assert {path for path in place.root.rglob("*") if not path.is_dir()} == before
