"""Nothing of a clipping is lost: its ledger gives its bytes back, whatever they are."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kliping import cleaning
from kliping.cleaning.mend import _SOUND, _unscrambled, mend, undo
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").rglob("*.txt"))

NOISE = st.sampled_from(
    [
        "\xa0",
        "Â",
        "Â\xa0",
        "Â ",
        "â€œ",
        "â€™",
        "Ã©",
        "\t",
        "  ",
        " ",
        "\u202f",
        "\ufeff",
        "\u200b",
        "\x1b[0m",
        "\x07",
        "e\u0301",
    ]
)
WORDS = st.sampled_from(["kata", "senjata.", "Advertisement", "Baca Juga", "نص", "2020.", "#1", "»", "!"])
LINES = st.lists(st.one_of(NOISE, WORDS, st.characters(exclude_categories=["Cs"])), max_size=12).map("".join)
ENDINGS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", ""])
TEXTS = st.lists(st.tuples(LINES, ENDINGS), max_size=8).map(lambda lines: "".join(map("".join, lines)))


def rebuilt(data: bytes) -> bytes | None:
    decoded = cleaning.decode(data)
    return cleaning.rebuild(cleaning.clean(decoded, CONFIG).ledger) if decoded else None


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_seed_comes_back_byte_for_byte(path: Path) -> None:
    assert rebuilt(path.read_bytes()) == path.read_bytes()


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1256"]))
@example("satu\r\ndua\rtiga\n", "utf-8-sig")
@example("\ufeff\ufeffsatu", "utf-8")
def test_any_text_comes_back_byte_for_byte(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    back = rebuilt(data)
    # Only what cannot be read is refused, and UTF-8 without controls can.
    if encoding == "utf-8" and text.isprintable():
        assert back == data
    assert back in {data, None}


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200))
@example(b"kata \xc3\xa9 kata \xc3\xa9 kata \xc3\xa9 kata \xc3\xa9 kata \xc3\xa9 kata \xc3\xa9 kata \xc3")
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    assert rebuilt(data) in {data, None}


@settings(max_examples=1500, deadline=None)
@given(LINES)
@example(" Â\xa0 x\xa0\xa0")
def test_every_mend_can_be_undone(line: str) -> None:
    assume("\n" not in line)
    text, mends = mend(line)
    assert undo(text, mends) == line
    for done in mends:
        assert text[done.offset : done.offset + len(done.new)] == done.new
        assert done.old != done.new


@settings(max_examples=1500, deadline=None)
@given(st.from_regex(_SOUND, fullmatch=True))
def test_what_is_not_shown_to_ftfy_would_not_have_been_changed_by_it(line: str) -> None:
    from ftfy import fix_encoding

    assert fix_encoding(line) == line == _unscrambled(line)
