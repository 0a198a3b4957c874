"""JSON and JSON Lines, by the keys of the tools that write them; what is none of these is named."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from kliping import cleaning, seeds
from kliping.model import Config, Moment, Seed, Source, SourceSettings
from kliping.seeds import Reading, Refused
from tests import make

CONFIG = make.config(timezone="Asia/Jakarta")
TEXT = "Air sungai yang meluap sejak malam akhirnya surut.\nWarga Taramba mulai pulang ke rumah masing-masing."
TRAFILATURA = {
    "title": "Air Surut", "author": "Nama Satu; Nama Dua", "hostname": "contoh.example", "date": "2020-10-05",
    "fingerprint": "a", "id": None, "text": TEXT, "raw_text": "tidak", "language": "id", "image": "https://contoh.example/f.jpg",
    "source": "https://contoh.example/1", "source-hostname": "Contoh Harian", "excerpt": "Ringkas.",
    "categories": "Banjir", "tags": "Sungai;Taramba",
}  # fmt: skip
NEWSPAPER = {
    "title": "Air Surut", "authors": ["Nama Satu"], "publish_date": "2020-10-05T10:15:00+07:00", "text": TEXT,
    "top_image": "https://contoh.example/f.jpg", "meta_lang": "id", "meta_site_name": "Contoh Harian", "summary": "",
    "meta_description": "Ringkas.", "meta_keywords": ["Sungai", "Taramba", ""], "source_url": "https://contoh.example",
    "url": "https://contoh.example/1",
}  # fmt: skip
NEWS_PLEASE: dict[str, Any] = {
    "title": "Air Surut", "authors": [], "date_publish": "2020-10-05 10:15:00", "date_modify": "2020-10-06 08:00:00",
    "maintext": TEXT, "text": None, "source_domain": "www.contoh.example", "url": "https://contoh.example/1",
    "language": "id", "image_url": "https://contoh.example/f.jpg", "description": "Ringkas.",
}  # fmt: skip
JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Contoh Harian", "language": "id-ID",
    "authors": [{"name": "Nama Redaktur"}],
    "items": [
        {
            "id": "urn:contoh:1", "url": "https://contoh.example/1", "title": "Air Surut", "tags": ["Sungai"],
            "content_html": '<p>Air surut. <a href="/2">Warga</a> pulang.</p><script>x()</script>',
            "date_published": "2020-10-05T10:15:00+07:00", "date_modified": "2020-10-05T12:00:00Z",
            "image": "https://contoh.example/f.jpg",
        },
        {"id": 2, "content_text": TEXT, "external_url": "https://lain.example/2", "authors": [{"name": "Nama Dua"}]},
    ],
}  # fmt: skip


def whole(data: Any, path: str = "seeds/contoh.json") -> tuple[tuple[Seed, ...], tuple[Refused, ...]]:
    """All that a file gives, its items made."""
    text = data if isinstance(data, str) else json.dumps(data)
    found = seeds.reading(path, text.encode("utf-8", "surrogatepass"), CONFIG)
    assert isinstance(found, Reading)
    made = [seeds.make(item, CONFIG) for item in found.items]
    refused = (*found.refused, *(each for each in made if isinstance(each, Refused)))
    return tuple(each for each in made if isinstance(each, Seed)), refused


def only(data: Any, path: str = "seeds/contoh.json") -> Seed:
    (seed,), refused = whole(data, path)
    assert not refused
    return seed


def moment(text: str) -> Moment:
    return make.moment(text, "Asia/Jakarta")


@pytest.mark.parametrize("data", [TRAFILATURA, NEWSPAPER, NEWS_PLEASE], ids=["trafilatura", "newspaper", "news-please"])
def test_what_each_tool_writes_becomes_the_same_article(data: dict[str, Any]) -> None:
    seed = only(data)
    assert (seed.title, seed.title_origin, seed.format, seed.item) == ("Air Surut", "given", "data", "")
    assert seed.body == TEXT.replace("\n", "\n\n") + "\n"
    assert (seed.lang, seed.summary) == ("id", "Ringkas.")
    assert seed.source is not None
    assert seed.source.url == "https://contoh.example/1"
    assert seed.date is not None
    assert (seed.date.at.date().isoformat(), seed.date_origin) == ("2020-10-05", "given")
    assert dict(seed.fields)["image"] == {"src": "https://contoh.example/f.jpg"}


def test_the_facts_of_trafilatura() -> None:
    seed = only(TRAFILATURA)
    assert seed.source == Source(name="Contoh Harian", url="https://contoh.example/1", author="Nama Satu, Nama Dua")
    assert seed.tags == ("Sungai", "Taramba")
    assert seed.date == moment("2020-10-05")


def test_the_facts_of_newspaper() -> None:
    seed = only(NEWSPAPER)
    assert seed.source == Source(name="Contoh Harian", url="https://contoh.example/1", author="Nama Satu")
    assert (seed.tags, seed.date) == (("Sungai", "Taramba"), moment("2020-10-05 10:15+07:00"))


def test_the_facts_of_news_please() -> None:
    seed = only(NEWS_PLEASE)
    assert seed.source == Source(name="contoh.example", url="https://contoh.example/1")
    assert seed.date == moment("2020-10-05 10:15")
    assert dict(seed.fields)["updated"] == moment("2020-10-06 08:00").at


def test_the_items_of_json_feed_have_their_feed_s_facts_where_they_lack_their_own() -> None:
    (first, second), refused = whole(JSON_FEED)
    assert not refused
    assert first.body == "Air surut. [Warga](https://contoh.example/2) pulang.\n"
    assert (first.item, first.lang, first.tags) == ("urn:contoh:1", "id", ("Sungai",))
    assert first.source == Source(name="Contoh Harian", url="https://contoh.example/1", author="Nama Redaktur")
    assert dict(first.fields)["updated"] == datetime(2020, 10, 5, 12, tzinfo=UTC)
    assert (second.item, second.title) == ("2", "Air sungai yang meluap sejak malam akhirnya surut")
    assert second.source == Source(name="Contoh Harian", url="https://lain.example/2", author="Nama Dua")


def test_a_text_is_cleaned_as_a_text_file_is_and_has_its_ledger() -> None:
    seed = only({"title": "Air Surut", "text": f"{TEXT}\nAdvertisement\nBaca Juga\n# Satu *bintang*"})
    assert "Advertisement" not in seed.body
    assert r"\# Satu \*bintang\*" in seed.body
    assert seed.ledger is not None
    assert cleaning.rebuild(seed.ledger).decode() == f"{TEXT}\nAdvertisement\nBaca Juga\n# Satu *bintang*"


def test_a_first_line_that_repeats_the_title_goes_and_another_stays() -> None:
    assert only({"title": "Air Surut", "text": f"Air surut\n{TEXT}"}).body == TEXT.replace("\n", "\n\n") + "\n"
    other = only({"title": "Air Surut", "text": f"Warga pulang\n{TEXT}"})
    assert other.body.startswith("Warga pulang\n\nAir sungai")
    assert (other.title, other.ledger and other.ledger.verdicts[0].kind) == ("Air Surut", "kept")
    assert only({"title": "Air surut.", "text": "Air surut."}).body == "Air surut.\n"


def test_a_text_that_begins_with_a_tag_is_html() -> None:
    assert only({"title": "Air Surut", "text": "<p>Air <b>surut</b>.</p>"}).body == "Air **surut**.\n"


def test_a_first_heading_that_repeats_the_title_goes() -> None:
    assert only({"title": "Air Surut", "content_html": "<h1>Air surut</h1><p>Isi.</p>"}).body == "Isi.\n"


@pytest.mark.parametrize("path", ["seeds/contoh.jsonl", "seeds/contoh.json", "seeds/contoh.txt"])
def test_lines_of_json_are_articles_whatever_the_file_is_called(path: str) -> None:
    lines = "\n".join(json.dumps({"title": f"Air {number}", "text": TEXT}) for number in range(3))
    found, refused = whole(f"{lines}\n\n", path)
    assert [seed.title for seed in found] == ["Air 0", "Air 1", "Air 2"]
    assert not refused


def test_a_list_is_articles() -> None:
    found, _ = whole([TRAFILATURA, NEWSPAPER])
    assert [seed.item for seed in found] == [f"https://contoh.example/1~{seed.sha256[:8]}" for seed in found]


def test_a_bad_item_among_good_ones_is_named_and_the_good_ones_are_read() -> None:
    data = [
        {"text": TEXT},
        3,
        {"title": "x"},
        {"text": TEXT, "id": "b"},
        None,
        {"title": "y", "content_html": "<p></p>"},
    ]
    found, refused = whole(data)
    assert [seed.item for seed in found] == [found[0].sha256[:16], "b"]
    assert [each.problem.text for each in refused] == [
        "item 2: this is a number, and no article",
        "item 3: none of its keys holds a text: title",
        "item 5: this is null, and no article",
        "item 6: it has no text",
    ]
    assert refused[0].item == "2"


def test_a_bad_line_among_good_ones_is_named() -> None:
    found, refused = whole(f'{json.dumps({"text": TEXT})}\n{{"text": \n', "seeds/contoh.jsonl")
    assert len(found) == 1
    assert refused[0].problem.text == "line 2: this is not JSON (expecting value, line 1, column 10)"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        ("3", "seed-shape", "this is a number, and no article"),
        ('"kata"', "seed-shape", "this is a text, and no article"),
        ("null", "seed-shape", "this is null, and no article"),
        ("[1, 2]", "seed-shape", "this is a list of 2, and the first is a number"),
        ("[]", "seed-empty", "there is no article in it"),
        ('{"a": 1, "b": 2}', "seed-shape", "none of its keys holds a text: a, b"),
        ("{}", "seed-shape", "none of its keys holds a text: it has none"),
        ('{"items": []}', "seed-empty", "there is no article in it"),
        ('{"text": ', "seed-not-json", "this is not JSON (expecting value, line 1, column 10)"),
        ("kata", "seed-not-json", "this is not JSON (expecting value, line 1, column 1)"),
        ("1" * 5000, "seed-not-json", "this is not JSON (a number is too long)"),
        ("[" * 200_000, "seed-too-deep", "its JSON nests too deep to be read"),
        ('{"a":' * 200_000, "seed-too-deep", "its JSON nests too deep to be read"),
    ],
)
def test_another_shape_is_named_with_what_was_expected(data: str, code: str, said: str) -> None:
    found, (refused,) = whole(data)
    assert not found
    assert (refused.problem.code, refused.problem.text, refused.problem.severity) == (code, said, "warning")
    assert "JSON Feed" in refused.problem.hint


def test_an_item_is_known_by_its_bytes_however_its_keys_are_ordered() -> None:
    one, other = only({"title": "a", "text": TEXT}), only({"text": TEXT, "title": "a"})
    assert one.sha256 == other.sha256 != only({"title": "b", "text": TEXT}).sha256


def test_an_item_without_an_id_is_known_by_what_it_says_wherever_it_stands() -> None:
    one, other = {"text": TEXT}, {"text": f"{TEXT} Lagi."}
    before, after = whole([one])[0], whole([other, one])[0]
    assert before[0].item == after[1].item != after[0].item
    assert len({seed.item for seed in whole([one, one])[0]}) == 2


def test_what_could_not_stand_in_front_matter_is_left_out() -> None:
    seed = only(
        {
            "title": "Air\nSurut \x00", "text": f"{TEXT} \ud800", "language": "bahasa", "url": "javascript:x",
            "date": "lusa", "image": "f.jpg", "tags": ["!!!", "Air", "Air"], "sitename": "---", "author": {"name": 3},
            "id": "a\n" * 300,
        }
    )  # fmt: skip
    assert (seed.title, seed.tags, seed.lang, seed.date) == ("Air Surut", ("Air",), "id", None)
    assert seed.source == Source(author="3")
    assert seed.fields == ()
    assert "\N{REPLACEMENT CHARACTER}" in seed.body


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-10-05", moment("2020-10-05")),
        ("2020-10-05T10:15:00.123Z", make.moment("2020-10-05 10:15+00:00")),
        ("2020-10-05 10:15", moment("2020-10-05 10:15")),
        ("Mon, 05 Oct 2020 10:15:00 +0200", make.moment("2020-10-05 10:15+02:00")),
        ("Mon, 05 Oct 2020 10:15:00 GMT", make.moment("2020-10-05 10:15+00:00")),
        ("Senin, 5 Oktober 2020 10:15 WIT", make.moment("2020-10-05 10:15+09:00")),
        ("Mon, 99 Oct 2020 10:15:00 GMT", None),
        ("", None),
    ],
)
def test_a_date_is_read_however_a_tool_writes_it(written: str, expected: Moment | None) -> None:
    assert only({"text": "Air surut.", "date": written}).date == expected


@pytest.mark.parametrize("value", [1617235200, 1617235200000, 1617235200.0])
def test_a_number_is_a_moment_since_1970(value: float) -> None:
    text = json.dumps({"title": "River falls", "text": "The river fell on Thursday.", "date": value})
    found = seeds.read("seeds/contoh.json", text.encode(), Config(title="", base_url=""))
    assert isinstance(found, tuple)
    assert found[0].date == Moment(at=datetime(2021, 4, 1, tzinfo=UTC))


def test_a_date_that_cannot_be_read_is_told_of() -> None:
    items = [
        {"title": "One", "text": "The river fell on Thursday.", "date": "2021-02-30", "date_modified": ""},
        {"title": "Two", "text": "The river rose on Friday.", "date": "2021-03-01", "date_modified": None},
        {"title": "Three", "text": "The river stood on Sunday.", "date_publish": "soon", "date": "2021-03-01"},
        {"title": "Four", "text": "The river ran dry on Monday.", "date": 20210301, "date_modified": True},
    ]
    found = seeds.read("seeds/contoh.json", json.dumps(items).encode(), Config(title="", base_url=""))
    assert isinstance(found, tuple)
    assert [seed.unread for seed in found] == [('item 1: date "2021-02-30"',), (), (), ('item 4: date "20210301"',)]


@pytest.mark.parametrize(
    "body", [{"text": f"{TEXT}\nKabar dari muara.\n"}, {"content_html": "<p>Kabar dari muara.</p>"}]
)
def test_lines_that_config_leaves_out_of_a_source_go_from_its_texts_and_from_no_other_ones(
    body: dict[str, str],
) -> None:
    sources = (SourceSettings(name="Contoh Harian", drop=("Kabar dari muara.",)),)
    config = make.config(timezone="Asia/Jakarta", sources=sources)
    bodies = {}
    for name in ("Contoh Harian", "Contoh Lain"):
        item = {"title": "Air Surut", "url": "https://contoh.example/1", "sitename": name, **body}
        found = seeds.read("seeds/contoh.json", json.dumps(item).encode(), config)
        assert isinstance(found, tuple)
        bodies[name] = found[0].body
    assert "Kabar dari muara" not in bodies["Contoh Harian"]
    assert "Kabar dari muara" in bodies["Contoh Lain"]


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ({"authors": ["Nama Contoh", {"name": "Nama Lain"}]}, "Nama Contoh, Nama Lain"),
        ({"author": "By Nama Contoh"}, "Nama Contoh"),
        ({"author": "Oleh Nama Contoh"}, "Nama Contoh"),
        ({"author": ["Nama Contoh", "https://contoh.example/nama", "nama@contoh.example"]}, "Nama Contoh"),
        ({"author": ["admin", "Nama Contoh"]}, "Nama Contoh"),
        ({"author": "Nama Contoh (nama@contoh.example)"}, "Nama Contoh"),
        ({"author": "Nama Contoh <nama@contoh.example>"}, "Nama Contoh"),
        ({"author": "von Contoh"}, "von Contoh"),
        ({"author": "Byron Contoh"}, "Byron Contoh"),
        ({"author": "Staff Contoh"}, "Staff Contoh"),
    ],
)
def test_authors_are_people(told: dict[str, Any], author: str) -> None:
    source = only({"title": "Air surut", "text": TEXT, **told}).source
    assert source is not None
    assert source.author == author


@pytest.mark.parametrize(
    "told", ["admin", "Redaksi", "WEBMASTER", "https://contoh.example/nama", "nama@contoh.example"]
)
def test_what_is_no_name_is_no_author(told: str) -> None:
    assert only({"title": "Air surut", "text": TEXT, "author": told}).source is None


@pytest.mark.parametrize("told", ["xx", "zz-ZZ", "Indonesian", ""])
def test_a_language_that_there_is_not_is_found_out(told: str) -> None:
    assert only({"title": "Air surut", "text": TEXT, "language": told}).lang == "id"


def test_tags_are_eight_at_most_and_their_spellings_one() -> None:
    told = ["Pasar", "pasar", "PASAR", *(f"Topik {number}" for number in range(20))]
    assert only({"title": "Air surut", "text": TEXT, "tags": told}).tags == (
        "Pasar",
        *(f"Topik {number}" for number in range(7)),
    )


def test_an_item_of_a_feed_may_give_its_address_alone() -> None:
    item = {"id": "1", "title": "Air surut", "url": "https://contoh.example/1"}
    (seed,), refused = whole({"version": "https://jsonfeed.org/version/1.1", "title": "Contoh", "items": [item]})
    assert not refused
    assert (seed.title, seed.source and seed.source.url) == ("Air surut", "https://contoh.example/1")
    _, refused = whole([{"title": "Air surut", "url": "https://contoh.example/1"}, {"title": "Lain", "text": TEXT}])
    assert len(refused) == 1
