"""The life of a clipping and its article, through edits, deletions and a lost store."""

import shutil
from pathlib import Path

from tests.end_to_end.place import SEED, Place

EDITS = (("title: >-\n", "title: Judul dari penyunting\nsubtitle: >-\n"), ("  - NATO\n", "  - NATO\n  - Diplomasi\n"))
SENTENCE = "Kalimat ini ditulis oleh penyunting."


def ingested(place: Place) -> Path:
    shutil.copy(SEED, place.write("seeds/stoltenberg.txt", ""))
    assert place.run("ingest").returncode == 0
    (article,) = place.articles()
    return article


def edited(article: Path) -> str:
    text = article.read_text("utf-8")
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new, 1)
    text = text.replace("tidak harmonis.\n", f"tidak harmonis.\n\n{SENTENCE}\n")
    article.write_text(text, "utf-8")
    return text


def with_new_last_line(place: Place) -> None:
    seed = place.root / "seeds" / "stoltenberg.txt"
    seed.write_bytes(seed.read_bytes() + b"\nKedua pihak bertemu lagi pekan depan di Jenewa, kata juru bicara itu.")


def test_ingest_is_idempotent(place: Place) -> None:
    before = ingested(place).read_bytes()
    again = place.report("ingest")
    assert again["seeds"]["unchanged"] == again["seeds"]["found"] == 1
    assert place.articles()[0].read_bytes() == before


def test_an_edit_and_a_changed_clipping_are_joined(place: Place) -> None:
    article = ingested(place)
    edited(article)
    with_new_last_line(place)
    assert place.report("ingest")["seeds"]["merged"] == 1
    text = article.read_text("utf-8")
    assert SENTENCE in text
    assert "Judul dari penyunting" in text
    assert "Diplomasi" in text
    assert "bertemu lagi pekan depan" in text


def test_without_the_store_an_edit_is_left_and_the_new_version_put_beside(place: Place) -> None:
    article = ingested(place)
    text = edited(article)
    with_new_last_line(place)
    shutil.rmtree(place.root / ".kliping")
    report = place.report("ingest")
    assert article.read_text("utf-8") == text
    beside = article.with_name(f"{article.name}.new")
    assert "bertemu lagi pekan depan" in beside.read_text("utf-8")
    assert [problem["code"] for problem in report["problems"]] == ["new-version-beside"]
    before = beside.read_bytes()
    place.run("ingest")
    assert (article.read_text("utf-8"), beside.read_bytes()) == (text, before)


def test_taking_the_new_version_s_seed_lines_settles_it(place: Place) -> None:
    article = ingested(place)
    text = edited(article)
    with_new_last_line(place)
    shutil.rmtree(place.root / ".kliping")
    place.run("ingest")
    beside = article.with_name(f"{article.name}.new")
    old, new = (part[part.index("seed:\n") : part.index("---\n\n")] for part in (text, beside.read_text("utf-8")))
    article.write_text(text.replace(old, new), "utf-8")
    beside.unlink()
    report = place.report("ingest")
    assert report["seeds"]["unchanged"] == 1
    assert not report["problems"]
    assert not beside.exists()


def test_a_deleted_article_stays_deleted(place: Place) -> None:
    ingested(place).unlink()
    shutil.rmtree(place.root / ".kliping")
    assert place.report("ingest")["seeds"]["removed"] == 1
    assert place.articles() == []


def test_an_article_may_be_moved_and_renamed(place: Place) -> None:
    article = ingested(place)
    moved = place.write("content/pilihan/nato.md", article.read_bytes())
    article.unlink()
    assert place.report("ingest")["seeds"]["unchanged"] == 1
    assert place.articles() == [moved]


def test_an_exact_copy_is_reported_and_not_written_twice(place: Place) -> None:
    ingested(place)
    shutil.copy(SEED, place.root / "seeds" / "salinan.txt")
    report = place.report("ingest")
    assert (report["seeds"]["duplicates"], report["seeds"]["unchanged"]) == (1, 1)
    assert len(place.articles()) == 1


def test_what_was_found_is_accounted_for_to_the_last_clipping(place: Place) -> None:
    ingested(place)
    shutil.copy(SEED, place.root / "seeds" / "salinan.txt")
    for name, data in (("kosong.txt", b""), ("gambar.txt", b"\x00\x01PNG"), ("laporan.pdf", b"%PDF-1.4")):
        place.write(f"seeds/{name}", data)
    place.write("seeds/sub/folder/berita.md", "---\ntitle: Pasar buka\ndate: 2020-10-06\n---\n\nPasar buka lagi.\n")
    seeds = place.report("ingest")["seeds"]
    fates = ("ingested", "merged", "unchanged", "duplicates", "removed", "set_aside")
    assert seeds["found"] == sum(seeds[fate] for fate in fates) == len(seeds["items"]) == 6
    assert seeds["set_aside"] == 3


def test_a_clipping_that_cannot_be_read_stops_only_a_strict_run(place: Place) -> None:
    ingested(place)
    place.write("seeds/gambar.txt", b"\x00\x01PNG")
    assert place.run("build").returncode == 0
    assert place.run("build", "--strict").returncode == 1


def test_comments_and_unknown_keys_of_the_editor_survive_a_merge(place: Place) -> None:
    article = ingested(place)
    lines = "# diperiksa ulang\nplace: Ankara  # ya\nmood: tegang\n"
    article.write_text(article.read_text("utf-8").replace("place: Ankara\n", lines), "utf-8")
    with_new_last_line(place)
    assert place.report("ingest")["seeds"]["merged"] == 1
    assert lines in article.read_text("utf-8")


def test_with_review_new_articles_are_drafts(place: Place) -> None:
    place.write("config.yaml", place.read("config.yaml") + "ingest: {review: true}\n")
    assert "draft: true\n" in ingested(place).read_text("utf-8")
    report = place.report("build")
    assert report["left_out"] == [{"path": place.articles()[0].relative_to(place.root).as_posix(), "reason": "draft"}]


def test_a_line_that_a_source_always_adds_can_be_dropped_and_kept_by_config(place: Place) -> None:
    rules = 'sources:\n  Liputan6.com:\n    drop: ["Dalam kunjungannya ke ibu kota Ankara, Turki, Jens Stoltenberg'
    place.write(
        "config.yaml",
        place.read("config.yaml") + f'{rules} menyampaikan rasa prihatinnya."]\n    keep: ["Baca Juga"]\n',
    )
    text = ingested(place).read_text("utf-8")
    assert "rasa prihatinnya" not in text
    assert "\n\nBaca Juga\n\n" in text


def test_a_copy_of_a_renamed_clipping_stays_a_copy_and_never_takes_the_article(place: Place) -> None:
    text = edited(ingested(place))
    (place.root / "seeds/stoltenberg.txt").rename(place.root / "seeds/z-nama-baru.txt")
    place.run("ingest")
    copy = place.write("seeds/a-salinan.txt", SEED.read_bytes())
    for _ in range(2):
        assert place.report("ingest")["seeds"]["duplicates"] == 1
    copy.write_bytes(SEED.read_bytes().replace(b"Ankara", b"Istanbul"))
    seeds = place.report("ingest")["seeds"]
    assert (seeds["ingested"], seeds["unchanged"]) == (1, 1)
    assert text in {path.read_text("utf-8") for path in place.articles()}
