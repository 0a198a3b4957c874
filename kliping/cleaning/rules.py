"""The named rules by which a line is dropped, by the lexicon alone.

Strategy: a rule matches a whole line or a label with its headline, never a part of a sentence. "Baca juga:
Judul" goes; "Baca juga buku ini sebelum …" is a sentence and stays, and so does what only looks like one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kliping.cleaning.lexicon import Lexicon, bare, folded, lexicon

_MOST_CHARACTERS = 200
_MOST_SENTENCE = 600
_MOST_HEADLINE = 150
_MOST_NAMES = 80
_LABELLED = re.compile(r"(?P<label>[^:：>|»]{1,60}?)\s?(?:[:：]|>{1,4}|»|\|)\s?(?P<rest>\S.*)")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*,?|[/&|]|[A-Z0-9]{1,6}")
_JOINING = frozenset(
    {"and", "dan", "bin", "binti", "de", "van", "von", "al", "of", "the", "for", "y", "et", "und", "ve"}
)
_NAMING = frozenset({"byline", "editor-credit", "source-line"})
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){0,2}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ENDS = (".", "…", ",", ";")
# What a headline has in small letters is short or joins words; most of its words have capitals.
_LEAST_CAPITALS = 0.75
_LEAST_WORDS = 4
_BRACKETED_NAME = re.compile(r"\(([^()]{3,50})\)")
_SHOUTED_NAMES = re.compile(
    r"[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){1,3}(?: ?[|/] ?[A-Z][A-Z.' -]{1,30}){0,3}|[A-Z][A-Z.'-]+ ?\| ?[A-Z .'-]{3,40}"
)
_BRACKETS = "()[]（）［］"


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that a line falls under, and the names that stand in it (of a byline or a source line)."""

    rule: str
    names: str = ""


def ruling_of(line: str) -> Ruling | None:
    """The rule that drops a mended line, wherever in a text it stands."""
    if len(line) > _MOST_SENTENCE:
        return None
    words = lexicon()
    if words.sentence.fullmatch(line):
        return None if words.said.search(line) else _matched(line, words.sentences)
    if len(line) > _MOST_CHARACTERS:
        return None
    marker = bare(line)
    rule = words.markers.get(marker) or words.labels.get(marker)
    if rule:
        return Ruling(rule)
    return _labelled(line, words) or _credited(line, words) or _patterned(line, words)


def is_title_case(text: str) -> bool:
    """Whether a text is set as headlines are, most of its words with a capital, and ends as none that is a sentence."""
    found: list[str] = re.findall(r"\w[\w'’-]*", text)
    words = [word for word in found if len(word) > 3 or not word.islower()]
    is_long = len(text) > _MOST_HEADLINE
    if is_long or len(words) < _LEAST_WORDS or text.rstrip("\"'”’").endswith((".", ",", ";", ":")):
        return False
    return sum(word[0].isupper() or word[0].isdigit() for word in words) >= len(words) * _LEAST_CAPITALS


def byline_of(line: str) -> Ruling | None:
    """A byline without a colon, "By Name Surname": to be believed only right below a title."""
    for opener in lexicon().byline_openers:
        names = line[len(opener) + 1 :].strip()
        if line.startswith(f"{opener} ") and len(names.split()) > 1 and _are_names(names):
            return Ruling("byline", names.rstrip(","))
    return None


def is_bare_label(line: str) -> bool:
    """Whether a line is a label and nothing more."""
    return bare(line) in lexicon().labels


def is_credit(line: str) -> bool:
    """Whether a line is two or more names and nothing more."""
    return len(line.split()) > 1 and _are_names(line) and not any(map(str.isdigit, line))


def is_closing_credit(line: str) -> bool:
    """Whether a line at the end of an article is who wrote it: "(Nama Contoh)", "NAMA | CONTOH KABAR"."""
    bracketed = _BRACKETED_NAME.fullmatch(line)
    if bracketed:
        return is_credit(bracketed[1]) and not bracketed[1].isupper()
    return _SHOUTED_NAMES.fullmatch(line) is not None


def _labelled(line: str, words: Lexicon) -> Ruling | None:
    match = _LABELLED.fullmatch(line)
    if match is None:
        return _headed(line, words)
    label, rest = bare(match["label"]), match["rest"]
    is_headline = is_title_case(rest) if label in words.cautious else _is_headline(rest)
    if label in words.labels and len(rest) <= _MOST_HEADLINE and is_headline:
        return Ruling(words.labels[label])
    return _named(words.credits.get(label, ""), rest)


def _is_headline(text: str) -> bool:
    """Whether what stands behind a label may be a headline: one that was cut short ends in dots."""
    return not text.endswith(_ENDS) or (text.endswith(("…", "...")) and is_title_case(text.rstrip("….")))


def _headed(line: str, words: Lexicon) -> Ruling | None:
    """A label that no colon parts from its headline: "Baca Juga Tiga Jembatan Dibuka Pekan Depan"."""
    parts = line.split()
    for length in (3, 2):
        rule = words.labels.get(bare(" ".join(parts[:length])))
        if rule == "related-label" and is_title_case(" ".join(parts[length:])):
            return Ruling(rule)
    return None


def _named(rule: str, rest: str) -> Ruling | None:
    """A credit before names; initials and addresses stand for names too."""
    if rule == "photo-credit":
        return Ruling(rule) if "/" in rest and _are_names(rest.replace("/", " / ")) else None
    if rule not in _NAMING:
        return None
    if _are_names(rest):
        return Ruling(rule, rest.rstrip(","))
    return Ruling(rule) if _ADDRESS.fullmatch(rest) or _INITIALS.fullmatch(rest) else None


def _credited(line: str, words: Lexicon) -> Ruling | None:
    """Several credits in one line: "Penulis: Nama | Editor: Nama"."""
    if line.count(":") < 2:
        return None
    found = list(_credits().finditer(line.strip(_BRACKETS)))
    if len(found) < 2 or found[0].start() > 0:
        return None
    inner = line.strip(_BRACKETS)
    ends = [match.start() for match in found[1:]] + [len(inner)]
    named = [
        _named(words.credits[bare(match["label"])], inner[match.end() : end].strip(" |/,"))
        for match, end in zip(found, ends, strict=True)
    ]
    return named[0] if all(named) else None


@cache
def _credits() -> re.Pattern[str]:
    labels = sorted(lexicon().credits, key=len, reverse=True)
    return re.compile(rf"(?:\A|(?<=[\s|/,]))(?P<label>{'|'.join(map(re.escape, labels))})\s?:\s?", re.IGNORECASE)


def _patterned(line: str, words: Lexicon) -> Ruling | None:
    return _matched(line, words.patterns) if words.pattern.fullmatch(line) else None


def _matched(line: str, rules: Iterable[tuple[str, re.Pattern[str]]]) -> Ruling | None:
    return next((Ruling(rule) for rule, pattern in rules if pattern.fullmatch(line)), None)


def _are_names(text: str) -> bool:
    """Up to seven words with capitals and no stop: who a credit names, not what somebody said."""
    parts = text.split()
    if not parts or len(parts) > 7 or len(text) > _MOST_NAMES or text.endswith((".", "?", "!", "؟", ":")):
        return False
    return all(_is_name_word(part) for part in parts)


def _is_name_word(word: str) -> bool:
    if folded(word) in _JOINING:
        return True
    is_small = word[0].islower() and "." not in word
    return _NAME_WORD.fullmatch(word) is not None and not is_small
