"""The words that rules and facts go by, as data: lexicon/<lang>.yaml → one frozen `Lexicon`.

Strategy: all languages are read together, once. Pages mix languages ("Advertisement" on an Indonesian one),
and a marker of one language says nothing in another, so every text is held against all of them.
"""

import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kliping import frontmatter

LANGUAGES = ("id", "en", "ar")

_EDGES = " \t.·•*:|<>«»‹›→▶►()[]{}-–—_=~…،"
# Vowel marks and the stretching of letters are written or not, at will; so are the hamzas of alef.
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_ALEFS = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All languages' words, folded as `folded` folds, in the shapes that rules ask for."""

    markers: Mapping[str, str]
    """Whole line → rule."""
    labels: Mapping[str, str]
    """Label → rule; alone, or before a colon and a headline."""
    credits: Mapping[str, str]
    """Label before a colon and names → rule."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """Rule, and what whole lines match it."""
    byline_openers: tuple[str, ...]
    published: tuple[str, ...]
    orders: Mapping[str, str]
    """Language → the order of a numeric date, DMY or MDY, where it has one."""
    weekdays: Mapping[str, int]
    """Name → number, Monday 0."""
    months: Mapping[str, int]
    cites_always: tuple[str, ...]
    cites_outlet: tuple[str, ...]
    introducers: tuple[str, ...]
    outlet_words: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]
    locatives: frozenset[str]
    generic: frozenset[str]
    speech: frozenset[str]
    roles: tuple[tuple[str, ...], ...]
    """Each as its words, the longest first."""
    not_names: frozenset[str]
    abbreviations: Mapping[str, frozenset[str]]
    """Language → what a stop may follow without ending a sentence."""


def folded(text: str) -> str:
    """A text as words are compared: without case, Arabic vowel marks and the variants of alef."""
    if text.isascii():
        return text.lower()
    return _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", text).casefold()).translate(_ALEFS)


def bare(line: str) -> str:
    """A line as markers are compared: folded, without what a page sets around a marker."""
    return " ".join(folded(line).strip(_EDGES).split())


@cache
def lexicon() -> Lexicon:
    """The lexicon of all languages."""
    tables = {lang: _table(lang) for lang in LANGUAGES}
    every = tuple(tables.values())
    weekdays = [table["weekdays"] for table in every]
    months = [table["months"] for table in every]
    return Lexicon(
        markers=_rules(every, "markers"),
        labels=_rules(every, "labels"),
        credits=_rules(every, "credits"),
        patterns=_patterns(every),
        byline_openers=_words(every, "byline_openers"),
        published=_longest_first(map(bare, _words(every, "published"))),
        orders={lang: table["order"] for lang, table in tables.items() if table["order"]},
        weekdays={folded(name): day for week in weekdays for day, names in enumerate(week) for name in names},
        months={folded(name): month for year in months for month, names in enumerate(year, 1) for name in names},
        cites_always=_longest_first(table for each in every for table in each["cites"]["always"]),
        cites_outlet=_longest_first(table for each in every for table in each["cites"]["outlet"]),
        introducers=_longest_first(_words(every, "introducers")),
        outlet_words=frozenset(map(folded, _words(every, "outlet_words"))),
        outlets=frozenset(map(folded, _words(every, "outlets"))),
        places=frozenset(map(folded, _words(every, "places"))),
        locatives=frozenset(map(folded, _words(every, "locatives"))),
        generic=frozenset(map(folded, _words(every, "generic"))),
        speech=frozenset(map(folded, _words(every, "speech"))),
        roles=_roles(every),
        not_names=frozenset(map(folded, _words(every, "not_names"))),
        abbreviations={lang: frozenset(_words((table,), "abbreviations")) for lang, table in tables.items()},
    )


def _table(lang: str) -> dict[str, Any]:
    path = f"lexicon/{lang}.yaml"
    data = pkgutil.get_data("kliping.cleaning", path)
    table, problems = frontmatter.read((data or b"").decode(), path)
    if table is None:
        # Our own file: a mistake in it is a bug, not the editor's.
        raise ValueError(f"{path}: {problems}")
    return {key: _plain(node) for key, node in table.values.items()}


def _plain(node: frontmatter.Node) -> Any:
    match node:
        case frontmatter.Scalar():
            return node.text
        case frontmatter.Sequence():
            return [_plain(item) for item in node.items]
        case frontmatter.Table():
            return {key: _plain(value) for key, value in node.values.items()}


def _words(tables: Iterable[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    """A list's entries, or a text's words."""
    found = [table.get(key, []) for table in tables]
    return tuple(word for words in found for word in (words.split() if isinstance(words, str) else words))


def _rules(tables: Iterable[Mapping[str, Any]], key: str) -> Mapping[str, str]:
    return {bare(text): rule for table in tables for rule, texts in table.get(key, {}).items() for text in texts}


def _patterns(tables: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_rule: dict[str, list[str]] = {}
    for table in tables:
        for rule, patterns in table.get("patterns", {}).items():
            by_rule.setdefault(rule, []).extend(patterns)
    return tuple((rule, re.compile("|".join(patterns), re.IGNORECASE)) for rule, patterns in by_rule.items())


def _roles(tables: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(role.split()) for role in _longest_first(map(folded, _words(tables, "roles"))))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
