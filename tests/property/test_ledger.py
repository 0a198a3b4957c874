"""Nothing of a clipping is lost: its ledger gives its bytes back, whatever they are."""

import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kliping import cleaning
from kliping.cleaning.mend import _SOUND, _unscrambled, mend, undo
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
TESTS = Path(__file__).parents[1]
SEEDS = sorted((TESTS.parent / "seeds").rglob("*.txt"))
SEEDS += sorted((TESTS / "unit" / "data").rglob("*.txt"))

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

# The forms that scraped text comes in: noise run into a line, lines set to a width, other scripts.
SENTENCES = st.sampled_from(
    [
        "Air sungai surut pada Senin (5/10/2020), kata wali kota.",
        "Wir warten auf das Boot.",
        "Örnek Irmağı’nda su çekildi.",
        "水は朝までに引いた。",
        "انحسر الماء صباح الاثنين.",
        "Advertisement budgets fell.",
    ]
)
MARKERS = st.sampled_from(
    [
        "Advertisement",
        "Baca Juga",
        "Baca juga: Dermaga Dibuka",
        "Iklan",
        "(abc/def)",
        "【広告】",
        "إعلان",
        "© 2020",
        "Lire aussi :",
        "[Gambas:Video Contoh]",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Penulis: Nama Contoh | Editor: Nama Lain",
        "Ikuti berita terkini Contoh.com di Google News, klik di sini.",
        "Simak juga Video: Air Surut",
        "- Anzeige -",
        "(Baca juga: Air Surut)",
    ]
)
GAPS = st.sampled_from([" ", "\xa0", "  ", " \xa0", "", "Â ", "\t"])
RUN_TOGETHER = st.lists(st.tuples(st.one_of(SENTENCES, MARKERS, NOISE), GAPS), min_size=3, max_size=14).map(
    lambda parts: "".join(map("".join, parts))
)


@st.composite
def wrapped(draw: st.DrawFn) -> str:
    """Sentences set to a width, with line ends, indents and trailing spaces of any kind."""
    width = draw(st.integers(40, 90))
    ending = draw(st.sampled_from(["\n", "\r\n", " \n", "\n  ", "-\n"]))
    paragraphs = draw(st.lists(RUN_TOGETHER, min_size=1, max_size=4))
    return "\n\n".join(ending.join(textwrap.wrap(f"{text} {text} {text}", width)) for text in paragraphs)


def rebuilt(data: bytes) -> bytes | None:
    decoded = cleaning.decode(data)
    return cleaning.rebuild(cleaning.clean(decoded, CONFIG).ledger) if decoded else None


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_seed_comes_back_byte_for_byte(path: Path) -> None:
    assert rebuilt(path.read_bytes()) == path.read_bytes()


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1256"]))
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
@given(st.one_of(RUN_TOGETHER, wrapped()), st.sampled_from(["utf-8", "utf-16", "cp1252", "cp1254", "cp932"]))
@example("Air surut.\xa0Advertisement\xa0\xa0Juru bicara pulang.", "utf-8")
def test_parts_and_joined_lines_come_back_byte_for_byte(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    # Only what cannot be read, or is full of controls, is refused.
    is_refusable = encoding != "utf-8" or not data.strip() or "\x07" in text or "\x1b" in text
    assert rebuilt(data) in ({data, None} if is_refusable else {data})


@settings(max_examples=500, deadline=None)
@given(st.one_of(RUN_TOGETHER, wrapped(), TEXTS))
def test_no_letter_is_lost_between_the_ledger_and_the_article(text: str) -> None:
    decoded = cleaning.decode(text.encode("utf-8", "ignore"))
    assume(decoded is not None)
    assert decoded is not None
    clipping = cleaning.clean(decoded, CONFIG)
    stays = [each for each in clipping.ledger.verdicts if each.kind in {"kept", "heading"}]
    letters = Counter(character for each in stays for character in each.text if character.isalpha())
    # An entity that escapes markup ("&amp;") adds letters; none may be missing.
    assert not letters - Counter(character for character in clipping.body if character.isalpha())


@settings(max_examples=500, deadline=None)
@given(st.one_of(RUN_TOGETHER, wrapped()))
def test_verdicts_are_in_order_and_within_their_lines(text: str) -> None:
    decoded = cleaning.decode(text.encode())
    assume(decoded is not None)
    assert decoded is not None
    verdicts = cleaning.clean(decoded, CONFIG).ledger.verdicts
    places = [(each.line, each.column) for each in verdicts]
    assert places == sorted(set(places))
    assert all(each.rule for each in verdicts if each.kind == "dropped")
    assert not verdicts or not verdicts[0].joins


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
