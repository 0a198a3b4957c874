"""A plain text clipping becomes a seed; what cannot be one is named, with what to do."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kliping import cleaning, seeds
from kliping.digest import sha256_of
from kliping.model import Config, Limits, Moment, Seed, Source
from kliping.problems import Problem

ROOT = Path(__file__).parents[2]
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
REAL = ROOT / "seeds" / "000_3bb94d981bd9ed3b.txt"
LEAD = "Air sungai yang meluap sejak malam akhirnya surut, dan warga mulai pulang."


def read(text: str | bytes, path: str = "seeds/contoh.txt", config: Config = CONFIG) -> Seed:
    found = seeds.read(path, text.encode() if isinstance(text, str) else text, config)
    assert isinstance(found, tuple)
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def real() -> Seed:
    return read(REAL.read_bytes(), "seeds/000_3bb94d981bd9ed3b.txt")


def test_the_real_seed_drops_its_four_lines_and_no_other(real: Seed) -> None:
    assert real.ledger is not None
    assert [(each.line, each.text, each.rule) for each in real.ledger.verdicts if each.kind == "dropped"] == [
        (3, "Advertisement", "ad-marker"),
        (4, "Baca Juga", "related-label"),
        (11, "Saksikan Video Pilihan Berikut Ini:", "video-label"),
        (21, "Advertisement", "ad-marker"),
    ]


def test_the_real_seed_has_one_heading(real: Seed) -> None:
    assert real.ledger is not None
    assert [(each.line, each.text) for each in real.ledger.verdicts if each.kind == "heading"] == [
        (12, "Rusia Siap Jadi Penengah Armenia dan Azerbaijan")
    ]
    assert {each.kind for each in real.ledger.verdicts} == {"kept", "heading", "dropped"}


def test_the_real_seed_is_mended_where_it_is_broken_and_nowhere_else(real: Seed) -> None:
    assert real.ledger is not None
    mends = [(each.line, mend) for each in real.ledger.verdicts for mend in each.mends]
    spaces = [(line, mend.old, mend.new) for line, mend in mends if mend.rule == "no-break-space"]
    assert [line for line, _, _ in spaces] == [8, 8, 8, 13, 13, 15, 16, 16, 19, 19]
    assert {(old, new) for _, old, new in spaces} == {("\xa0", " ")}
    others = [(line, mend.old, mend.new, mend.rule) for line, mend in mends if mend.rule != "no-break-space"]
    assert others == [(14, "Â", "", "stray-a-circumflex")]


def test_the_real_seed_comes_out_to_the_letter(real: Seed) -> None:
    assert real.body == (Path(__file__).parent / "data" / "real_seed_body.md").read_text("utf-8")
    for typo in ("Huungan", "Nargono-Karabakh", "Nagorno-Karabkah", 'pertikaian" ujar'):
        assert typo in real.body


def test_the_real_seed_tells_its_facts(real: Seed) -> None:
    lead = "Pemimpin NATO Jens Stoltenberg berharap Turki bisa membantu meredakan konflik antara Azerbaijan dan Armenia"
    assert (real.title, real.title_origin) == (lead, "derived")
    assert real.date == Moment(at=datetime(2020, 10, 5, tzinfo=ZoneInfo("Asia/Jakarta")), whole_day=True)
    assert (real.date_origin, real.lang, real.place) == ("inferred", "id", "Ankara")
    assert real.source == Source(name="Liputan6.com")
    assert real.cites == ("Al Arabiya", "Daily Sabah")
    assert real.summary == f"{lead}. Konflik di daerah Nagorno-Karabakh masih terus mengklaim korban jiwa."
    assert (real.format, real.sha256) == ("text", sha256_of(REAL.read_bytes()))


def test_the_real_seed_is_tagged_with_what_it_turns_on(real: Seed) -> None:
    assert set(real.tags) == {
        "Armenia",
        "Azerbaijan",
        "Turki",
        "Rusia",
        "Jens Stoltenberg",
        "Nagorno-Karabakh",
        "Sergei Lavrov",
        "NATO",
    }


def test_the_real_seed_comes_back_from_its_ledger(real: Seed) -> None:
    assert real.ledger is not None
    assert cleaning.rebuild(real.ledger) == REAL.read_bytes()


def test_a_given_title_is_not_repeated_in_the_body() -> None:
    seed = read(f"Air Surut, Warga Pulang\n\n{LEAD}\n")
    assert (seed.title, seed.title_origin) == ("Air Surut, Warga Pulang", "given")
    assert seed.body == f"{LEAD}\n"


def test_a_publication_line_gives_the_date_and_a_byline_the_author() -> None:
    seed = read(f"Air Surut, Warga Pulang\nSenin, 5 Oktober 2020 10:15 WIB\nOleh: Nama Contoh\n{LEAD}\n")
    assert seed.date is not None
    assert seed.date.at.isoformat() == "2020-10-05T10:15:00+07:00"
    assert (seed.date.whole_day, seed.date_origin) == (False, "given")
    assert seed.source == Source(author="Nama Contoh")


def test_a_dateline_gives_the_date_with_the_year_of_the_text() -> None:
    seed = read("TARAMBA, Oct 6 (Sample Wire) - Water fell on Monday, October 5, 2020, and people went home to sleep.")
    assert seed.date is not None
    assert (seed.date.at.date().isoformat(), seed.date_origin) == ("2020-10-06", "given")
    assert (seed.source, seed.place) == (Source(name="Sample Wire"), "Taramba")
    assert seed.title == "Water fell on Monday, October 5, 2020, and people went home to sleep"
    assert seed.body.startswith("TARAMBA, Oct 6 (Sample Wire) - Water")


def test_a_source_line_gives_the_source() -> None:
    assert read(f"{LEAD}\nSumber: Contoh Harian").source == Source(name="Contoh Harian")


def test_no_date_is_better_than_a_wrong_one() -> None:
    assert read(LEAD).date is None


def test_markup_in_a_clipping_is_text() -> None:
    seed = read(f"{LEAD}\n<script>alert(1)</script> *bintang* [tautan](javascript:x)\n2020. Tahun itu")
    assert "&lt;script>" in seed.body
    assert r"\*bintang\* \[tautan](javascript:x)" in seed.body
    assert r"2020\. Tahun itu" in seed.body


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("seeds/kosong.txt", b"", "seed-empty"),
        ("seeds/kosong.txt", b"\xef\xbb\xbf \r\n\t", "seed-empty"),
        ("seeds/iklan.txt", b"Advertisement\nBaca Juga\n", "seed-empty"),
        ("seeds/gambar.txt", b"\x89PNG\r\n\x1a\n\0\0", "seed-binary"),
        ("seeds/nul.txt", b"ka\0ta\0ka\0ta", "seed-binary"),
        ("seeds/besar.txt", b"kata " * 300, "seed-too-large"),
        ("seeds/berkas.docx", b"kata", "seed-unknown-format"),
        ("seeds/berkas", b"kata", "seed-unknown-format"),
    ],
)
def test_a_seed_that_cannot_be_read_is_set_aside_with_its_reason(path: str, data: bytes, code: str) -> None:
    config = replace(CONFIG, limits=Limits(seed_bytes=1000))
    problem = seeds.read(path, data, config)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity, problem.span.path) == (code, "warning", path)
    assert problem.text
    assert problem.hint


def test_a_text_of_more_lines_than_an_article_has_is_set_aside() -> None:
    problem = seeds.read("seeds/log.txt", b"kata\n" * 50_001, CONFIG)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.text.partition(" ")[0]) == ("seed-too-many-lines", "50,001")


def test_an_ending_in_capitals_is_known() -> None:
    assert read(LEAD, "seeds/CONTOH.TXT").format == "text"


def test_every_format_has_endings_and_a_parser() -> None:
    assert {".txt", ".md"} <= set(seeds.endings())
    assert len(seeds.endings()) == len(set(seeds.endings()))
    for ending in seeds.endings():
        parser = seeds.format_of(ending)
        assert parser is not None
        assert callable(parser.parse)
