"""The named rules by which a line is dropped, by the lexicon alone.

Strategy: a rule matches a whole line or a label with its headline, never a part of a sentence. "Baca juga:
Judul" goes; "Baca juga buku ini sebelum …" is a sentence and stays, and so does what only looks like one.
"""

import re
from dataclasses import dataclass

from kliping.cleaning.lexicon import Lexicon, bare, folded, lexicon

_MOST_CHARACTERS = 200
_MOST_HEADLINE = 150
_MOST_NAMES = 80
_LABELLED = re.compile(r"(?P<label>[^:]{1,60}?)\s?[:：]\s?(?P<rest>\S.*)")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*,?|[/&|]|[A-Z0-9]{1,6}")
_JOINING = frozenset({"and", "dan", "bin", "binti", "de", "van", "von", "al", "of", "the", "for"})
_NAMING = frozenset({"byline", "editor-credit", "source-line"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that a line falls under, and the names that stand in it (of a byline or a source line)."""

    rule: str
    names: str = ""


def ruling_of(line: str) -> Ruling | None:
    """The rule that drops a mended line, wherever in a text it stands."""
    if len(line) > _MOST_CHARACTERS:
        return None
    words = lexicon()
    marker = bare(line)
    rule = words.markers.get(marker) or words.labels.get(marker)
    if rule:
        return Ruling(rule)
    return _labelled(line, words) or _patterned(line, words)


def byline_of(line: str) -> Ruling | None:
    """A byline without a colon, "By Name Surname": to be believed only right below a title."""
    for opener in lexicon().byline_openers:
        names = line[len(opener) + 1 :].strip()
        if line.startswith(f"{opener} ") and len(names.split()) > 1 and _are_names(names):
            return Ruling("byline", names.rstrip(","))
    return None


def _labelled(line: str, words: Lexicon) -> Ruling | None:
    match = _LABELLED.fullmatch(line)
    if match is None:
        return None
    label, rest = bare(match["label"]), match["rest"]
    if label in words.labels and len(rest) <= _MOST_HEADLINE and not rest.endswith((".", "…", ",", ";")):
        return Ruling(words.labels[label])
    rule = words.credits.get(label, "")
    return Ruling(rule, rest.rstrip(",")) if rule in _NAMING and _are_names(rest) else None


def _patterned(line: str, words: Lexicon) -> Ruling | None:
    return next((Ruling(rule) for rule, pattern in words.patterns if pattern.fullmatch(line)), None)


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
