"""The way of many clippings: what is told of each, which are copies, and what a run need not do again."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.place import CONFIG, ROOT, SEED, Place

HEAVY = ("numpy", "py3langid", "ftfy", "markdown", "nh3", "jinja2", "lxml", "trafilatura", "charset_normalizer")
WORDS = "pasar kota jembatan sungai warga kantor sekolah buku hari lampu jalan kapal taman rumah petani harga".split()


def text(number: int, length: int = 120) -> str:
    """A clipping that says something of its own."""
    words = random.Random(number).choices(WORDS, k=length)
    lines = [" ".join(words[start : start + 30]).capitalize() + "." for start in range(0, length, 30)]
    return f"Contoh Harian, Bandung - {lines[0]}\n" + "\n".join(["Advertisement", *lines[1:]]) + "\n"


def contents(place: Place) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (place.root / "content").rglob("*") if path.is_file()}


def modules(place: Place) -> list[str]:
    """The heavy libraries that an ingest loads."""
    script = (
        "import sys\nfrom kliping import cli\n"
        f"cli.main(['ingest', '-q', '-s', {str(place.root)!r}])\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.split()


# --- The report --------------------------------------------------------------------------------------------------


def test_the_report_tells_how_each_clipping_was_read(place: Place) -> None:
    place.write("seeds/nato.txt", SEED.read_bytes())
    (item,) = place.report("ingest")["seeds"]["items"]
    assert item["format"] == "text"
    assert item["dropped"]["ad-marker"] >= 1
    assert item["verdicts"]["dropped"] == sum(item["dropped"].values())
    assert item["verdicts"]["kept"] > 5
    assert item["mended"]
    assert item["facts"]["title"] == {"value": item["facts"]["title"]["value"], "origin": "derived"}
    assert item["facts"]["date"]["value"].startswith("2020-10-05")
    assert item["facts"]["lang"]["value"] == "id"
    assert {"source", "tags", "summary", "place"} <= item["facts"].keys()
    (again,) = place.report("ingest")["seeds"]["items"]
    assert {**again, "fate": "ingested"} == item


def test_the_summary_counts_the_dropped_lines_and_says_how_to_see_them(place: Place) -> None:
    place.write("seeds/a.txt", text(1))
    place.write("seeds/b.txt", text(2))
    for _ in range(2):
        told = place.run("ingest").stdout
        assert "2 lines were dropped" in told
        assert "explain seeds/a.txt" in told
    assert "Advertisement  [ad-marker]" in place.run("explain", "seeds/a.txt").stdout


# --- Near copies -------------------------------------------------------------------------------------------------


def copied(place: Place, policy: str) -> None:
    place.write("config.yaml", CONFIG + f"ingest: {{duplicates: {policy}}}\n")
    place.write("seeds/satu.txt", text(1))
    place.write("seeds/tiru.txt", text(1).replace("Contoh Harian", "Contoh Kabar").replace("sekolah", "madrasah", 2))
    place.write("seeds/lain.txt", text(3))


@pytest.mark.parametrize(("policy", "articles", "drafts"), [("keep", 3, 0), ("draft", 3, 1), ("skip", 2, 0)])
def test_a_near_copy_is_not_published_twice(place: Place, policy: str, articles: int, drafts: int) -> None:
    copied(place, policy)
    report = place.report("ingest")
    (copy,) = [item for item in report["seeds"]["items"] if item["duplicate_of"]]
    assert copy["file"] == "seeds/tiru.txt"
    assert len(place.articles()) == articles
    assert sum("\ndraft: true\n" in path.read_text("utf-8") for path in place.articles()) == drafts
    before = contents(place)
    for arguments in (("ingest",), ("ingest", "--force"), ("build",)):
        again = place.report(*arguments)["seeds"]
        assert again["unchanged"] + again["duplicates"] == again["found"] == 3
        assert contents(place) == before
    shutil.rmtree(place.root / ".kliping")
    place.run("ingest")
    assert contents(place) == before


def test_a_wrong_policy_is_told_with_the_ones_there_are(place: Place) -> None:
    place.write("config.yaml", CONFIG + "ingest: {duplicates: maybe}\n")
    done = place.run("ingest")
    assert done.returncode == 1
    assert "keep, draft, skip" in done.stderr


# --- What need not be read again ---------------------------------------------------------------------------------


def test_a_run_with_nothing_new_reads_no_clipping_and_loads_no_library(place: Place) -> None:
    for number in range(5):
        place.write(f"seeds/{number}.txt", text(number))
    place.write("seeds/salinan.txt", text(4))
    place.write("seeds/berita.md", "---\ntitle: Pasar buka\ndate: 2020-10-06\n---\n\nPasar `buka` lagi.\n")
    assert "markdown" in modules(place)
    assert modules(place) == []
    review = place.articles()[0]
    review.write_text(review.read_text("utf-8").replace("lang: id\n", "lang: id\nmood: tenang\n"), "utf-8")
    assert modules(place) == []


def test_other_rules_read_everything_again(place: Place) -> None:
    place.write("seeds/a.txt", text(1))
    place.run("ingest")
    rules = 'sources: {Contoh Harian: {keep: ["Advertisement"]}}\n'
    place.write("config.yaml", CONFIG + rules)
    assert place.report("ingest")["seeds"]["ingested"] == 1
    assert "\nAdvertisement\n" in place.articles()[0].read_text("utf-8")


def test_an_edit_a_deletion_a_new_name_and_a_copy_are_seen_all_the_same(place: Place) -> None:
    for number in range(4):
        place.write(f"seeds/{number}.txt", text(number))
    place.run("ingest")
    items = {item["file"]: item["article"] for item in place.report("ingest")["seeds"]["items"]}
    (place.root / items["seeds/0.txt"]).unlink()
    place.write("seeds/1.txt", text(1) + "Kalimat tambahan di akhir berita.\n")
    (place.root / "seeds/2.txt").rename(place.root / "seeds/baru.txt")
    shutil.copy(place.root / "seeds/3.txt", place.root / "seeds/salinan.txt")
    fates = {item["file"]: item["fate"] for item in place.report("ingest")["seeds"]["items"]}
    assert fates == {
        "seeds/0.txt": "removed", "seeds/1.txt": "ingested", "seeds/3.txt": "unchanged",
        "seeds/baru.txt": "ingested", "seeds/salinan.txt": "duplicate",
    }  # fmt: skip
    assert "tambahan" in (place.root / items["seeds/1.txt"]).read_text("utf-8")


def test_an_article_restored_to_an_earlier_state_is_written_as_its_clipping_is_now(place: Place) -> None:
    place.write("seeds/a.txt", text(1))
    place.run("ingest")
    (path,) = place.articles()
    earlier = path.read_bytes()
    place.write("seeds/a.txt", text(1) + "Kalimat tambahan di akhir berita.\n")
    place.run("ingest")
    path.write_bytes(earlier)
    assert place.report("ingest")["seeds"]["ingested"] == 1
    assert "tambahan" in path.read_text("utf-8")


def test_what_is_set_aside_is_told_at_every_run(place: Place) -> None:
    place.write("seeds/a.txt", text(1))
    place.write("seeds/b.pdf", b"%PDF-1.4")
    first = place.report("ingest")
    assert (first["seeds"]["set_aside"], len(first["problems"])) == (1, 1)
    again = place.report("ingest")
    assert (again["seeds"]["set_aside"], again["problems"]) == (1, first["problems"])


def test_a_spoiled_memory_is_no_memory(place: Place) -> None:
    place.write("seeds/a.txt", text(1))
    place.run("ingest")
    before = contents(place)
    (place.root / ".kliping/store.db").write_bytes(b"spoiled" * 999)
    assert place.report("ingest")["seeds"]["unchanged"] == 1
    assert contents(place) == before


def test_a_kill_in_the_middle_of_an_ingest_loses_nothing(place: Place) -> None:
    for number in range(60):
        place.write(f"seeds/{number:02}.txt", text(number))
    command = [sys.executable, str(ROOT / "build.py"), "ingest", "-q", "-s", str(place.root)]
    with subprocess.Popen(command) as run:
        while not place.articles() and run.poll() is None:
            pass
        run.kill()
    assert place.articles()
    report = place.report("ingest")
    assert report["seeds"]["found"] == 60
    assert report["seeds"]["removed"] == report["seeds"]["set_aside"] == 0
    assert len(place.articles()) == 60
    assert json.loads(place.run("ingest", "--json").stdout)["seeds"]["unchanged"] == 60
