"""Publishing: what is written, what is left alone, and what stops it."""

import os
import shutil
from pathlib import Path

import pytest

from tests import transcripts
from tests.end_to_end.place import ROOT, Place, article, run


def site(place: Place) -> dict[str, bytes]:
    return transcripts.files(place.root, "site")


def times(place: Place) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (place.root / "site").rglob("*") if path.is_file()}


@pytest.fixture
def river(place: Place) -> Place:
    place.write("content/sungai.md", article())
    return place


def test_a_second_build_writes_no_file(river: Place) -> None:
    assert river.report()["written"] > 0
    before = times(river)
    again = river.report()
    assert (again["written"], again["removed"]) == (0, 0)
    assert times(river) == before


def test_an_edit_rewrites_only_what_shows_it(river: Place) -> None:
    river.write("content/pasar.md", article("Pasar buka", "2020-10-01"))
    river.run()
    before = times(river)
    river.write("content/sungai.md", article(body="Air surut pagi ini."))
    river.run()
    untouched = {path for path, time in times(river).items() if before.get(path) == time}
    assert river.root / "site/2020/10/01/pasar-buka/index.html" in untouched
    assert river.root / "site/assets/style.css" in untouched
    assert "pagi ini" in river.read("site/2020/10/05/sungai-surut/index.html")


def test_an_error_publishes_nothing_and_leaves_the_old_site(river: Place) -> None:
    river.run()
    before = site(river)
    river.write("content/pasar.md", article("Pasar buka", "kemarin"))
    done = river.run()
    assert done.returncode == 1
    assert 'content/pasar.md:4:7: error[date-invalid]: "kemarin" is not a date' in done.stderr
    assert "Traceback" not in done.stderr
    assert site(river) == before


def test_a_deleted_article_s_pages_go(river: Place) -> None:
    river.write("content/pasar.md", article("Pasar buka", "2020-10-01"))
    river.run()
    (river.root / "content/pasar.md").unlink()
    assert river.report()["removed"] > 0
    assert not (river.root / "site/2020/10/01").exists()


def test_a_file_changed_or_added_or_deleted_by_hand_is_made_right(river: Place) -> None:
    river.run()
    before = site(river)
    river.write("site/index.html", "spoiled")
    river.write("site/extra/mine.html", "mine")
    (river.root / "site/feed.xml").unlink()
    river.run()
    assert site(river) == before


def test_a_folder_without_the_marker_is_refused_and_left(river: Place) -> None:
    river.write("site/notes.txt", "mine")
    done = river.run()
    assert done.returncode == 2
    assert "destination-refused" in done.stderr
    assert site(river) == {"site/notes.txt": b"mine"}


def test_the_digest_s_own_folder_is_no_destination(river: Place) -> None:
    before = transcripts.files(river.root, "content")
    assert river.run("build", "-d", str(river.root)).returncode == 2
    assert transcripts.files(river.root, "content") == before


def test_a_digest_anywhere_builds_anywhere_under_a_sub_path(river: Place, tmp_path: Path) -> None:
    away = tmp_path / "elsewhere" / "out"
    done = river.run("build", "-d", str(away), "-b", "https://example.org/digest/")
    assert done.returncode == 0, done.stderr
    home = (away / "index.html").read_text("utf-8")
    assert 'href="/digest/2020/10/05/sungai-surut/"' in home
    assert 'href="/digest/assets/style.css' in home
    assert not (river.root / "site").exists()


@pytest.mark.parametrize("option", [{"TZ": "America/Los_Angeles"}, {"LC_ALL": "C"}, {"PYTHONHASHSEED": "7"}])
def test_the_same_inputs_give_the_same_bytes(river: Place, option: dict[str, str]) -> None:
    shutil.copytree(ROOT / "seeds", river.root / "seeds")
    river.run(SOURCE_DATE_EPOCH=transcripts.NOW)
    before = site(river) | transcripts.files(river.root, "content")
    shutil.rmtree(river.root / "site")
    shutil.rmtree(river.root / "content/2020")
    (river.root / "content/.seeds.yaml").unlink()
    river.run("build", "-j", "1", SOURCE_DATE_EPOCH=transcripts.NOW, **option)
    assert site(river) | transcripts.files(river.root, "content") == before


def test_several_workers_give_the_same_bytes_as_one(place: Place) -> None:
    for number in range(420):
        place.write(f"content/{number:03}.md", article(f"Berita {number}"))
    place.run("build", "-j", "1")
    before = site(place)
    shutil.rmtree(place.root / "site")
    assert place.run("build", "-j", "2").returncode == 0
    assert site(place) == before


def test_drafts_and_the_future_are_left_out_unless_asked_for(place: Place) -> None:
    place.write("content/draf.md", article("Masih draf", draft="true"))
    place.write("content/nanti.md", article("Nanti saja", "2999-01-01"))
    place.write("content/lewat.md", article("Sudah lewat", expires="2020-10-06"))
    plain = place.report()
    assert plain["articles"] == 0
    assert {left["reason"] for left in plain["left_out"]} == {"draft", "future", "expired"}
    assert not any(b"Masih draf" in data for data in site(place).values())
    assert place.report("build", "-D", "-F")["articles"] == 2


def test_aliases_lead_to_the_article(place: Place) -> None:
    place.write("content/sungai.md", article(aliases="[/lama/sungai/, /lama.html]"))
    place.run()
    for name in ("site/lama/sungai/index.html", "site/lama.html"):
        assert "https://example.org/2020/10/05/sungai-surut/" in place.read(name)


def test_static_files_are_copied_as_they_are(river: Place) -> None:
    river.write("static/gambar/peta.png", b"\x89PNG")
    river.write("static/.well-known/security.txt", "Contact: mailto:a@example.org\n")
    river.run()
    assert (river.root / "site/gambar/peta.png").read_bytes() == b"\x89PNG"
    assert (river.root / "site/.well-known/security.txt").exists()


def test_two_articles_may_not_share_an_address(river: Place) -> None:
    river.write("content/lagi.md", article().replace("id: sungai-surut", "id: lain"))
    done = river.run()
    assert done.returncode == 1
    assert "content/sungai.md" in done.stderr
    assert "content/lagi.md" in done.stderr


def test_rights_keep_a_text_out_of_every_file(place: Place) -> None:
    secret = "Paragraf yang tidak boleh disalin."
    place.write("content/a.md", article("Kutipan saja", body=secret, rights="excerpt", summary="Ringkasnya begini"))
    place.write("content/b.md", article("Tautan saja", body=secret, rights="link", summary="Juga rahasia"))
    place.run()
    published = b"\n".join(site(place).values()).decode(errors="replace")
    assert secret not in published
    assert "Juga rahasia" not in published
    assert "Ringkasnya begini" in published


def test_a_digest_s_own_layout_wins_file_by_file(river: Place) -> None:
    river.write("layouts/404.html", '{% extends "base.html" %}{% block main %}<h1>Hilang</h1>{% endblock %}')
    assert river.run().returncode == 0
    assert "<h1>Hilang</h1>" in river.read("site/404.html")
    assert (river.root / "site/assets/style.css").exists()


def test_a_build_reads_no_clock_but_the_given_one(river: Place) -> None:
    river.write("content/nanti.md", article("Nanti saja", "2020-10-26"))
    assert river.report(SOURCE_DATE_EPOCH=transcripts.NOW)["articles"] == 1
    assert river.report(SOURCE_DATE_EPOCH=str(int(transcripts.NOW) + 86_400))["articles"] == 2


def test_build_without_its_environment_says_make_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    shutil.copytree(ROOT / "kliping", tmp_path / "kliping")
    bare = os.environ.get("KLIPING_BARE_PYTHON", "python3")
    done = run([bare, "-S", "-E", "build.py"], tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "make" in done.stderr


def test_files_that_are_one_file_elsewhere_are_told_with_both_names(place: Place) -> None:
    composed, parted = "caf\u00e9", "cafe\u0301"
    for number, name in enumerate(("Banjir", "banjir", composed, parted)):
        place.write(f"content/{name}.md", article(f"Kabar {number}", aliases=f"[/{name}/]"))
    place.write("content/Foto.png", "")
    place.write("content/foto.PNG", "")
    told = place.run().stderr
    for name, other in (("banjir", "Banjir"), (composed, parted)):
        assert f"content/{name}.md: warning[name-alike]" in told
        assert f"take this for content/{other}.md" in told
        assert f"/{name}/ is also the address of content/{other}.md" in told or f"of content/{name}.md" in told
    assert "take this for content/Foto.png" in told
    assert not (place.root / "site").exists()
