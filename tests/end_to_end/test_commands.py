"""The other commands, and how each of them ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.end_to_end.place import CONFIG, ROOT, SEED, Place, article, run


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


def test_explain_tells_of_files_that_are_no_pages(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}search: true\n")
    place.write("content/a.md", article())
    place.write("static/papan/a.txt", "a")
    place.run("build")
    copied = place.run("explain", "site/papan/a.txt")
    assert "copied as it is\nmade of\n  static/papan/a.txt\nlast written because" in copied.stdout
    index = next((place.root / "site/search/id/2020").rglob("*.pf_index"))
    indexed = place.run("explain", str(index.relative_to(place.root)))
    assert "made by Pagefind\nmade of\n  the articles in id of 2020\nlast written because" in indexed.stdout
    assert "made of\n  layouts/assets/\n" in place.run("explain", "site/assets/style.css").stdout
    assert place.run("explain", "site/search/id/2020/lain").returncode == 2


def test_file_names_that_are_not_utf8_are_wrong_usage(place: Place) -> None:
    place.write("content/a.md", article(tags="[Zürich]"))
    done = place.run("build", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "PYTHONUTF8=1" in done.stderr
    assert place.run("build", PYTHONUTF8="1", LC_ALL="C").returncode == 0


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


@pytest.mark.parametrize(
    "title", [b"Sungai \xff surut", b"Satu\x1b[31m merah", b"!!! ???", b" \n ", "kanan\u202ekiri".encode()]
)
def test_a_title_that_is_no_text_is_wrong_usage(place: Place, title: bytes) -> None:
    done = place.run("new", os.fsdecode(title))
    assert done.returncode == 2
    assert done.stderr.isprintable() or "\x1b" not in done.stderr
    assert place.articles() == []


@pytest.mark.parametrize(
    "title",
    [
        "Dua\nbaris\tjuga", "kata " * 2000, "a" * 10_000, "السلام عليكم: مدينة", "- mulai", "yes", "2020-10-05", "con",
        "Dia bilang: \"ya\" & 'tidak' # bukan - [x] {y}",
    ],
)  # fmt: skip
def test_any_title_that_is_text_reaches_the_page_as_it_was_typed(place: Place, title: str) -> None:
    assert place.run("new", title).returncode == 0
    assert place.report("build", "-D")["articles"] == 1
    (item,) = ElementTree.fromstring(place.read("site/feed.xml")).iter("item")
    assert item.findtext("title") == " ".join(title.split())


def test_arguments_that_are_not_utf_8_reach_no_file(place: Place) -> None:
    assert place.run("build", "-b", os.fsdecode(b"https://example.org/\xff/")).returncode == 2
    done = place.run("explain", os.fsdecode(b"a\xff\x1b[31m"), "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["problems"][0]["path"] == "a\ufffd\x1b[31m"
    assert "\\udc" not in done.stdout


def test_a_mistyped_argument_does_not_drive_the_terminal(place: Place) -> None:
    done = place.run("build", "--\x1b[31mstrict")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("explain", "nothing.txt"), 2, "explain-unknown"),
        (("new", "???"), 2, "title-empty"),
        (("build", "-d", "/proc/kliping"), 74, "failed"),
    ],
)
def test_json_is_told_whatever_went_wrong(place: Place, arguments: tuple[str, ...], code: int, problem: str) -> None:
    done = place.run(*arguments, "--json")
    assert done.returncode == code
    assert [told["code"] for told in json.loads(done.stdout)["problems"]] == [problem]


@pytest.mark.parametrize("command", [("build",), ("ingest",), ("clean",), ("new", "Satu"), ("explain", "x")])
def test_json_is_told_where_there_is_no_digest(place: Place, command: tuple[str, ...]) -> None:
    (place.root / "config.yaml").unlink()
    done = place.run(*command, "--json")
    assert (done.returncode, done.stderr) == (2, "")
    assert [told["code"] for told in json.loads(done.stdout)["problems"]] == ["not-a-digest"]


def test_json_holds_what_other_commands_say(place: Place) -> None:
    assert "a draft" in json.loads(place.run("new", "Satu", "--json").stdout)["text"]
    page = str(place.root / "site/index.html")
    assert json.loads(place.run("explain", page, "--json").stdout)["text"].startswith(f"{page}: ")
    assert json.loads(place.run("clean", "--json").stdout)["text"] == "nothing to remove"


def test_quiet_is_quiet_for_all_but_what_was_asked_for(place: Place) -> None:
    for arguments in (("new", "Satu"), ("build",), ("clean",)):
        done = place.run(*arguments, "-q")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "made by the html output" in place.run("explain", str(place.root / "site/index.html"), "-q").stdout


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_output_that_cannot_be_written_is_told_in_one_line(place: Place, json_too: tuple[str, ...]) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "-s", str(place.root), *json_too]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (74, "kliping: No space left on device\n")


def test_a_closed_standard_output_does_not_stop_a_build(place: Place) -> None:
    command = f"exec {sys.executable} {ROOT / 'build.py'} -s {place.root} >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert (place.root / "site/index.html").exists()


def test_what_to_type_next_is_what_this_person_can_type(place: Place) -> None:
    place.write("seeds/nato.txt", SEED.read_bytes())
    from_there = [sys.executable, str(ROOT / "build.py")]
    elsewhere = place.run().stdout
    assert f"why: kliping explain seeds/nato.txt -s {place.root}\n" in elsewhere
    assert f"look at it: kliping serve -s {place.root}\n" in elsewhere
    there = run(from_there, place.root).stdout
    assert "why: kliping explain seeds/nato.txt\n" in there
    assert "look at it: kliping serve\n" in there
    place.write("Makefile", "")
    place.write("build.py", "")
    in_a_clone = run(from_there, place.root).stdout
    assert "why: .venv/bin/python build.py explain seeds/nato.txt\n" in in_a_clone
    assert "look at it: make serve\n" in in_a_clone
    assert "look at it: kliping serve -s" in place.run().stdout


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


def test_a_digest_that_lies_in_another_site_is_neither_replaced_nor_cleaned_away(place: Place) -> None:
    assert place.run().returncode == 0
    place.write("site/config.yaml", CONFIG)
    kept = place.write("site/content/a.md", article())
    for command in ("build", "clean"):
        done = place.run(command)
        assert (done.returncode, done.stdout) == (2, "")
        assert "a digest of its own: config.yaml, content/" in done.stderr
    assert kept.exists()


@pytest.mark.parametrize("folder", ["site", "site/new"])
def test_no_digest_begins_in_a_built_site(place: Place, folder: str) -> None:
    assert place.run().returncode == 0
    before = sorted(place.root.rglob("*"))
    done = run([sys.executable, str(ROOT / "build.py"), "init", folder], place.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{folder}: a digest cannot begin in site/, a built site: the next build would remove it; name another folder\n"
    )
    assert sorted(place.root.rglob("*")) == before
