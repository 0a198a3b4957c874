"""Which texts are copies: those a person would call so, and none of those that only have something in common."""

import random
import subprocess
import sys
import tracemalloc

import pytest

from kliping import duplicates
from kliping.duplicates import Entry

WORDS = tuple(
    "".join(random.Random(number).choices("bdgjkmnprst", k=1) + random.Random(number + 1).choices("aiueo", k=1))
    + "".join(
        random.Random(number * 3 + place).choice(("ra", "ni", "ko", "lu", "se", "ta")) for place in range(number % 4)
    )
    + "xyzvw"[number % 5]
    for number in range(1500)
)


def story(seed: int, length: int = 200) -> str:
    """A text of its own: paragraphs of forty words."""
    words = random.Random(f"story {seed}").choices(WORDS, k=length)
    return "\n\n".join(" ".join(words[start : start + 40]).capitalize() + "." for start in range(0, length, 40))


def altered(text: str, every: int) -> str:
    """The text with every so manieth word changed."""
    return " ".join("lain" if number % every == every // 2 else word for number, word in enumerate(text.split(), 1))


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


ORIGINAL = story(1)
FIRST, *REST = paragraphs(ORIGINAL)

COPIES = {
    "the same": ORIGINAL,
    "other breaks of lines": ORIGINAL.replace("\n\n", " ").replace(" ", "\n", 30),
    "other case, quotes and stops": ORIGINAL.upper().replace(".", ' " '),
    "a word changed here and there": altered(ORIGINAL, 20),
    "a typing mistake mended": ORIGINAL.replace(ORIGINAL.split()[90], "dibenarkan", 1),
    "the last paragraph cut": "\n\n".join([FIRST, *REST[:-1]]),
    "a lead of the second outlet's": f"{' '.join(WORDS[:30])}.\n\n{ORIGINAL}",
    "links where there were none": ORIGINAL.replace(" ", " [kata](https://a.example/b/c) ", 1).replace("kata ", ""),
    "emphasis": ORIGINAL.replace(FIRST, f"**{FIRST}**"),
    "one paragraph told in other words": "\n\n".join([story(77, 30), *REST]),
}

BOILERPLATE = story(500, 100)
NO_COPIES = {
    "another story": story(2),
    "a follow-up that quotes two paragraphs": "\n\n".join([story(3, 120), *REST[:2], story(4, 80)]),
    "a long report with the whole of it inside": f"{story(5, 200)}\n\n{ORIGINAL}",
    "its first half": "\n\n".join([FIRST, *REST[:1]]),
    "every third word changed": altered(ORIGINAL, 3),
    "every ninth word changed, so that half its sentences say something else": altered(ORIGINAL, 9),
    "its words in another order": " ".join(sorted(ORIGINAL.split())),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_out(name: str) -> None:
    assert duplicates.likeness(ORIGINAL, COPIES[name]) > 0.6
    assert duplicates.likeness(COPIES[name], ORIGINAL) > 0.6


@pytest.mark.parametrize("name", NO_COPIES)
def test_what_only_has_something_in_common_is_no_copy(name: str) -> None:
    assert duplicates.likeness(ORIGINAL, NO_COPIES[name]) == 0
    assert duplicates.likeness(NO_COPIES[name], ORIGINAL) == 0


@pytest.mark.parametrize("own", [30, 60, 120])
def test_shared_boilerplate_makes_no_copies(own: int) -> None:
    one, other = (f"{story(number, own)}\n\n{BOILERPLATE}" for number in (7, 8))
    assert duplicates.likeness(one, other) == 0


def report(day: int, figures: tuple[int, ...]) -> str:
    """A daily report on one pattern, as authorities give them out."""
    total, new, recovered, died, tested, regions = figures
    return (
        f"Pemerintah kembali menyampaikan perkembangan harian pada hari ke-{day}. Juru bicara mengatakan seluruh "
        f"kasus kini menjadi {total} orang setelah ada penambahan {new} orang dalam satu hari. Dari jumlah itu pasien "
        f"yang dinyatakan sembuh bertambah menjadi {recovered} orang, sedangkan yang meninggal dunia {died} orang. "
        f"Laboratorium sudah memeriksa {tested} contoh, di {regions} daerah ada kasus baru.\n\n{story(600, 120)}"
    )


def test_two_days_reports_on_one_pattern_are_told_apart_by_their_figures() -> None:
    one = report(41, (12_111, 415, 9_213, 310, 80_211, 24))
    assert duplicates.likeness(one, report(42, (12_598, 487, 9_377, 322, 83_015, 27))) == 0
    assert duplicates.likeness(one, one.replace("kembali ", "")) > 0.6


def test_short_texts_are_copies_only_where_they_say_the_same() -> None:
    short = "Pasar pagi di kota tua dibuka lagi mulai hari Senin ini."
    assert duplicates.likeness(short, short.replace(" ini", "\n\nini")) == 1
    assert duplicates.likeness(short, short.replace("Senin", "Selasa")) == 0
    assert duplicates.likeness("Foto.", "Foto.") == 0
    assert duplicates.likeness("", "") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "東京の市場は月曜日の朝に再び開いた。市場を運営する組合によると、六か月ぶりの営業となる。",
            "大阪の港では火曜日に新しい船が公開された。建造には三年を要し、来春に就航する予定だという。",
        ),
        (
            "ตลาดเช้าในเมืองเก่าเปิดอีกครั้งในวันจันทร์หลังจากปิดไปหกเดือนผู้ค้ากลับมาขายผัก",
            "เรือลำใหม่จะออกเดินทางจากท่าเรือในฤดูใบไม้ผลิหลังจากสร้างมาสามปีเต็มบริษัทกล่าว",
        ),
    ],
)
def test_scripts_without_spaces_are_compared_by_their_characters(one: str, other: str) -> None:
    assert duplicates.sketch(one).size > 20
    assert duplicates.likeness(one, f"{one[:3]}{one[4:]}") > 0.6
    assert duplicates.likeness(one, other) == 0


def test_marks_of_indic_and_arabic_scripts_belong_to_their_words() -> None:
    assert duplicates.sketch("हिन्दी में समाचार पढ़ें आज ही").size == 2
    assert duplicates.sketch("كُتُب جديدة في المكتبة اليوم").size == 1


# --- Addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://www.harian.example/a/b",
        "http://harian.example/a/b/",
        "https://HARIAN.example:443/a/b#atas",
        "https://harian.example/a/b?utm_source=x&utm_medium=y&fbclid=z",
        "https://harian.example/a/b/amp/",
        "https://harian.example/a/b/index.html",
    ],
)
def test_spellings_of_one_address_are_one(url: str) -> None:
    assert duplicates.normalised(url) == "harian.example/a/b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x?page=1", "https://a.example/x?page=2"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example/x", "https://a.example/X"),
        ("https://a.example:8080/x", "https://a.example/x"),
    ],
)
def test_other_addresses_are_others(one: str, other: str) -> None:
    assert duplicates.normalised(one) != duplicates.normalised(other)


@pytest.mark.parametrize(
    "url", ["", "https://a.example", "https://www.a.example/?utm_source=x", "ftp://a.example/b", "a"]
)
def test_a_front_page_is_nobody_s_address(url: str) -> None:
    assert duplicates.normalised(url) == ""


def test_the_order_of_a_query_does_not_matter() -> None:
    assert duplicates.normalised("https://a.example/x?b=2&a=1") == duplicates.normalised("https://a.example/x?a=1&b=2")


# --- Among many --------------------------------------------------------------------------------------------------


def entries(texts: dict[str, str], addresses: dict[str, str] | None = None) -> list[Entry]:
    return [
        Entry(id=name, sketch=duplicates.sketch(text), address=(addresses or {}).get(name, ""))
        for name, text in texts.items()
    ]


def test_the_earlier_is_the_original_and_what_stands_is_earlier_than_all() -> None:
    texts = {"a": altered(ORIGINAL, 30), "b": story(2), "c": ORIGINAL, "d": altered(story(2), 25)}
    found = duplicates.copies((), entries(texts), texts.__getitem__)
    assert {name: copy.of for name, copy in found.items()} == {"c": "a", "d": "b"}
    standing = {"z": ORIGINAL}
    found = duplicates.copies(entries(standing), entries(texts), (texts | standing).__getitem__)
    assert {name: copy.of for name, copy in found.items()} == {"a": "z", "c": "z", "d": "b"}
    assert "%" in found["a"].why


def test_a_copy_is_nobody_s_original() -> None:
    twice = altered(altered(ORIGINAL, 18), 17)
    texts = {"a": ORIGINAL, "b": altered(ORIGINAL, 18), "c": twice}
    assert duplicates.likeness(texts["b"], twice)
    found = duplicates.copies((), entries(texts), texts.__getitem__)
    assert {copy.of for copy in found.values()} == {"a"}


def test_one_address_is_one_article_whatever_it_said_when_it_was_saved() -> None:
    texts = {"a": story(1), "b": story(2), "c": altered(story(2), 25)}
    found = duplicates.copies((), entries(texts, {"a": "x.example/1", "b": "x.example/1"}), texts.__getitem__)
    assert found["b"].of == "a"
    assert "address" in found["b"].why


def test_the_address_of_a_copy_stands_for_its_original() -> None:
    told = {"a": story(1, 120), "b": story(1, 120), "c": story(2, 120)}
    addresses = {"b": "sample.test/a", "c": "sample.test/a"}
    found = duplicates.copies((), entries(told, addresses), told.__getitem__)
    assert {name: copy.of for name, copy in found.items()} == {"b": "a", "c": "a"}
    assert found["c"].why == "saved from the same address as a copy of it"


def test_many_copies_of_one_text_are_all_found() -> None:
    texts = {f"{number:03}": altered(ORIGINAL, 50 + number % 50) for number in range(200)}
    found = duplicates.copies((), entries(texts), texts.__getitem__)
    assert len(found) == 199
    assert {copy.of for copy in found.values()} == {"000"}


def test_a_copy_is_found_among_many_that_share_a_long_boilerplate() -> None:
    texts = {f"{number:03}": f"{story(number, 120)}\n\n{BOILERPLATE}" for number in range(150)}
    texts["copy"] = altered(texts["070"], 30)
    asked: list[str] = []

    def body_of(name: str) -> str:
        asked.append(name)
        return texts[name]

    found = duplicates.copies((), entries(texts), body_of)
    assert {name: copy.of for name, copy in found.items()} == {"copy": "070"}
    assert len(asked) < len(texts) * 6  # all pairs would be 11,325


def test_memory_holds_sketches_and_no_texts() -> None:
    tracemalloc.start()
    try:
        made = [
            Entry(id=f"{number:016x}", sketch=duplicates.sketch(story(number, 120)), address="")
            for number in range(2000)
        ]
        duplicates.copies((), made, lambda name: story(int(name, 16), 120))
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 2000 * 500
    assert most < 2000 * 1000 + 12_000_000  # the map of samples seen takes eight megabytes, however many there are


def test_sketches_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "from kliping import duplicates; print(duplicates.sketch('satu dua tiga empat lima enam ' * 3).samples.hex())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(made) == 1
