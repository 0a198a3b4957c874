"""Alternatives are told apart by how a text begins, and then match what all of them would."""

import re
from itertools import chain, pairwise
from pathlib import Path

import pytest

from kliping.cleaning import decode
from kliping.cleaning.beginnings import Alternatives, Within, beginnings, held, prefixes
from kliping.cleaning.lexicon import lexicon

SAMPLES = Path(__file__).parents[1] / "ingest" / "samples"
_BOUNDARY = re.compile(r"(?<=[.!?\u2026\u3002:,])\s?|\s(?=[^\W\d_a-z])")


@pytest.mark.parametrize(
    ("expression", "begins"),
    [
        ("share this", "s"),
        ("Share|(?:e-?)mail|©", "se©"),
        ("(?:our )?(?:news|(?:mail)?list)", "onml"),
        ("(?-i:Follow) us", "f"),
        ("(?-i:[A-C])x", "abc"),
        (r"[(\[]photo", "(["),
        (r"\(photo|\[x", "(["),
        (r"\d{1,2} of", "0"),
        ("[0-9٠-٩]{1,3} min", "0"),
        ("a{0,2}b+c", "ab"),
        (r"\bso|(?!the)they|(?<=a)x", "stx"),
        ("İndir|ılık", "i"),
    ],
)
def test_the_beginnings_of_an_expression_are_read_off_it(expression: str, begins: str) -> None:
    assert beginnings(expression) == frozenset(begins)


@pytest.mark.parametrize(
    "expression", [".{3}x", "a?", "a|", "(?:a|b*)", r"\w+", "[^a]", "(?:a|.)b", r"(?:\S x)?", "(?=a)"]
)
def test_what_may_begin_with_anything_has_no_beginnings(expression: str) -> None:
    assert beginnings(expression) is None


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        (r".{0,80}\ball rights reserved", "all r"),
        ("[^.]{0,40}(?:our )?newsletter?s", "lette"),
        (r".{3}\bALL(?:x)?THE", "all"),
        (".{3}(?:abcd|efgh)", ""),
        (".abcd|.efgh", ""),
        (".ab?cde", "cde"),
        (".ab{2}cd", ""),
        (r".{4,90}\S \|", " |"),
        (r".{4,90} \(foto ?: ?[^()]{3,60}\)", " (foto"),
        (r"[^\]】]{2,20}x", ""),
        (".[/|]b{2,}", ""),
        (".1a2", ""),
        (".{0,60}محفوظة.{0,60}", "محفوظة"),
        (".{0,9}\u7121\u65ad\u8ee2\u8f09", "\u7121\u65ad\u8ee2\u8f09"),
    ],
)
def test_an_expression_tells_what_a_text_must_hold(expression: str, needed: str) -> None:
    assert held(expression) == needed


def test_the_first_that_matches_counts_and_those_that_begin_with_anything_come_last() -> None:
    found = Alternatives([".{4}", "ab", "abc", "x"])
    assert [match and match[0] for match in map(found.match, ("ABCD", "xyz", "q", "wxyz"))] == ["AB", "x", None, "wxyz"]
    assert found.match("..abc", 2) is not None
    assert found.fullmatch("abc") is not None
    assert found.fullmatch("abx") is None
    assert found.fullmatch("wab, w", 1, 3) is not None
    assert found.match("") is None


def test_those_that_begin_with_any_capital_are_tried_where_a_text_holds_what_they_need() -> None:
    found = Alternatives(["(?-i:[A-Z])[^|]{2,20} \\|", "(?-i:[A-Z])\\w+ is on whatsapp"])
    assert found.fullmatch("Warta kota |") is not None
    assert found.match("Lihat: Warta is on WhatsApp", 7) is not None
    assert found.fullmatch("Warta kota") is None


def test_on_every_sample_they_match_what_one_expression_of_all_matches() -> None:
    words = lexicon()
    sentence, pattern = (
        re.compile("|".join(each.values()), re.IGNORECASE) for each in (words.sentences, words.patterns)
    )
    texts = [
        decode(path.read_bytes()) for path in sorted(SAMPLES.rglob("*")) if path.suffix in {".txt", ".text", ".eml"}
    ]
    lines = list(dict.fromkeys(chain.from_iterable(text.text.splitlines() for text in texts if text)))
    assert len(lines) > 500
    matched = 0
    for line in (line.strip() for line in lines if len(line) < 1000):
        assert bool(words.pattern.fullmatch(line)) == bool(pattern.fullmatch(line))
        assert bool(words.sentence.fullmatch(line)) == bool(sentence.fullmatch(line))
        for at in {0, *(found.end() for found in _BOUNDARY.finditer(line))}:
            ours, whole = words.sentence.match(line, at), sentence.match(line, at)
            assert (ours and ours.span()) == (whole and whole.span())
            matched += ours is not None
    assert matched > 50


@pytest.mark.parametrize(
    ("expression", "begins"),
    [
        ("share", {"sha"}),
        ("ab?c", {"abc", "ac"}),
        ("(?:e-?)?mail|by", {"e-m", "ema", "mai", "by"}),
        (r"\d{1,2} of", {"000", "00 ", "0 o"}),
        ("a+b", {"ab", "aab", "aaa"}),
        ("(?:ab|c)+d", {"aba", "abc", "abd", "cab", "cca", "ccc", "ccd", "cd"}),
        (r"so.{3}", {"so"}),
        ("(?-i:[A-Z])[a-z]", {chr(one) + chr(other) for one in range(97, 123) for other in range(97, 123)}),
        (r"[\]x]a", {"]a", "xa"}),
        ("a|", {"a", ""}),
    ],
)
def test_the_first_three_characters_of_an_expression_are_read_off_it(expression: str, begins: set[str]) -> None:
    assert prefixes(expression) == begins


def test_of_very_many_beginnings_fewer_characters_are_told() -> None:
    told = prefixes("[a-z]{3}")
    assert told >= frozenset(map(chr, range(97, 123)))
    assert max(map(len, told)) < 3


def test_an_expression_matches_no_text_that_begins_otherwise() -> None:
    words = lexicon()
    for expression in chain(words.sentence.expressions, words.pattern.expressions):
        likely = prefixes(expression)
        for text in texts_like(expression):
            if re.match(expression, text, re.IGNORECASE):
                assert any(text.lower().translate(DIGITS).startswith(begin) for begin in likely), expression


DIGITS = str.maketrans("123456789", "0" * 9)


def texts_like(expression: str) -> list[str]:
    """Some texts that an expression may match: what is left of it without its signs."""
    plain = re.sub(r"\(\?(?:-?i)?:?|[()\[\]?*+^$]|\{\d*,?\d*\}|\\[bBAZ]", "", expression)
    choices = [choice.replace("\\d", "1").replace("\\s", " ").replace("\\", "") for choice in plain.split("|")]
    return [*choices, *(f"{one}{other}" for one, other in pairwise(choices))]


@pytest.mark.parametrize(
    "text", ["ab 12 cde", "cde ab", "AB", "xab  1cdey", "", "(Foto: x) ab", "abcde"]
)  # fmt: skip
def test_what_is_looked_for_anywhere_is_found_as_one_expression_of_all_finds_it(text: str) -> None:
    expressions = ("ab\\d?", r"\(Foto: [a-z]\)", "cde")
    whole = re.compile(rf"(?:{'|'.join(expressions)})\s*+")
    found = Within(expressions, r"\s*+")
    assert [match.span() for match in found.finditer(text)] == [match.span() for match in whole.finditer(text)]
    for at in range(len(text) + 1):
        assert bool(found.match(text, at)) == bool(whole.match(text, at))
