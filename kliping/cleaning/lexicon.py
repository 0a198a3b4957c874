"""The words that rules and facts go by, as data: lexicon/<lang>.yaml → frozen `Lexicon` and `Vocabulary`.

Strategy: what a page leaves is one `Lexicon` of all languages, for pages mix them ("Advertisement" on an
Indonesian one), and a marker of one says nothing in another. What tells names from words is a `Vocabulary`
of one language: "die" and "un" are articles here, a verb and an organisation there.
"""

import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from kliping import frontmatter
from kliping.cleaning.beginnings import Alternatives, Within

LANGUAGES = ("id", "en", "ar", "es", "fr", "de", "tr", "ja")
# For a text in no language of ours: the article words of many languages together would be half of all names.
_UNKNOWN = ("id", "en", "ar")
# Languages that share most words with one of ours, and that a short text is easily taken for.
_KIN = {
    "ms": "id",
    "jv": "id",
    "su": "id",
    "gl": "es",
    "ca": "es",
    "ast": "es",
    "oc": "fr",
    "wa": "fr",
    "lb": "de",
    "az": "tr",
}

# Languages of which one file would be too long.
_FILES = {"en": ("en", "en-patterns"), "id": ("id", "id-patterns")}

# Their sentences begin with a capital, and their nouns do not (German's do, but its list holds no nouns alone).
_CASED = ("id", "en", "es", "fr", "tr")

_GERMAN_ENDINGS = ("zeitung", "nachrichten", "rundfunk", "tagblatt", "tageblatt", "anzeiger", "kurier")

_EDGES = " \t.·•*:|<>«»‹›→▶►()[]{}-–—_=~…،【】［］（）〔〕「」■◆◇●○▼▲▽△＝：＞＜。、"
# Vowel marks and the stretching of letters are written or not, at will; so are the hamzas of alef.
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
# Capitals of the dotless i and the dotted one are each other's in Turkish; as words are compared, all are one.
_LETTERS = str.maketrans("أإآı", "اااi")

# "…" and "¶" in the patterns of a lexicon: what stands within a sentence, in whose domains and addresses stops end
# nothing; and where a sentence ends, which is not behind an initial or a title. "‥" begins with names.
_SHORT = (r"\b[^\W\d_]", r"\b(?:dr|ir|mr|ms|st)", r"\bmrs", r"\bprof")
_POINT_OF_SHORT = "|".join(rf"(?<={short})\." for short in _SHORT)
_POINT = "".join(f"(?<!{short})" for short in _SHORT) + r"\."
_WITHIN = rf"(?:[^.!?:]|[.!?](?=[\w/&=])|{_POINT_OF_SHORT}|:(?=\s?http|/)){{0,160}}?"
_NAMES = r"(?:,? (?-i:[A-Z0-9@\"“])[\w.@\"”]*){0,3}"
_END = rf"(?:(?:[!?]|{_POINT})[.!?]*[\"'”’)\]]{{0,2}}(?=\s|\Z|[A-Z(\[])|(?=\s*\Z))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All languages' words, folded as `folded` folds, in the shapes that rules ask for."""

    sections: frozenset[str]
    """What pages call their sections."""
    markers: Mapping[str, str]
    """Whole line → rule."""
    labels: Mapping[str, str]
    """Label → rule; alone, or before a colon and a headline."""
    cautious: frozenset[str]
    """Labels behind which only what is set as a headline is one."""
    credits: Mapping[str, str]
    """Label before a colon and names → rule."""
    patterns: Mapping[str, str]
    """Rule → what whole lines match it, as an expression: compiling it takes long, and few lines match any."""
    pattern: Alternatives
    """Any of them."""
    sentences: Mapping[str, str]
    """Rule → what sentences of a page's own match it, alone in a line or within one, as an expression."""
    sentence: Alternatives
    """Any of them."""
    said: re.Pattern[str]
    """A word that tells who speaks."""
    addressing: re.Pattern[str]
    """A word for the reader, or for the page itself."""
    narrating: re.Pattern[str]
    """A word with which something happens or happened, as in a story and in no prompt."""
    byline_openers: tuple[str, ...]
    offices: frozenset[str]
    """The last word of what a writer is: "Local Reporter"."""
    offices_first: frozenset[str]
    """Its first word: "Redactora jefe"."""
    newsrooms: tuple[str, ...]
    """What stands for a name in a byline that has none: "our newsroom"."""
    credited: tuple[str, ...]
    """What stands before names in a credit without a colon: "Editing by"."""
    published: tuple[str, ...]
    """What stands before the moment of an article, or of its last change."""
    updated: frozenset[str]
    """Those of them that tell of a change."""
    page_words: Mapping[str, Mapping[str, str]]
    """Language → the words that pages are furnished with, folded → what each is: do, thing, kind or small."""
    page_stems: Mapping[str, Mapping[str, str]]
    """The same, of words with endings; of the languages that write small words so."""
    rights: tuple[str, ...]
    """What says that all rights are reserved."""
    relative: re.Pattern[str]
    """How long ago, in words: "2 hours ago"."""
    orders: Mapping[str, str]
    """Language → the order of a numeric date, DMY, MDY or YMD, where it has one."""
    weekdays: Mapping[str, int]
    """Name → number, Monday 0."""
    weekdays_after: tuple[str, ...]
    """The names that may stand behind their date."""
    months: Mapping[str, int]
    months_first: tuple[str, ...]
    """The names that may stand before their day."""
    inline_anywhere: Within
    """What no person writes, with the space behind it."""
    ad_words: tuple[str, ...]
    """What stands in brackets for an advertisement."""
    inline_sure: tuple[str, ...]
    inline_opener: tuple[str, ...]
    inline_seam: tuple[str, ...]
    """What is a marker only in a text without spaces."""
    inline_glued: frozenset[str]
    """Those of them behind which not even a space need stand."""
    inline_compounds: tuple[str, ...]
    """What goes on from such a marker as one word with it."""
    marker_languages: Mapping[str, str]
    """Marker of one word → its language."""
    goes_on: Mapping[str, frozenset[str]]
    """Language, of those whose compounds are one word → what says that its marker before an office is none."""
    formal: frozenset[str]
    """Pronouns with a capital within a sentence, as after an imperative: "Teilen Sie"."""
    sentence_articles: frozenset[str]
    small_words: Mapping[str, frozenset[str]]
    """Language → its words that are no names."""
    inline_labels: tuple[str, ...]
    """Labels as they stand before a colon and a headline inside a line."""
    inline_credits: tuple[str, ...]
    openers: frozenset[str]
    """Words that, with a capital and a small word after them, begin a sentence and no name."""
    speech: frozenset[str]
    """Verbs after which a person is named."""
    bodies: frozenset[str]
    """What the names of offices and bodies begin with."""
    headline_verbs: frozenset[str]
    """What headlines tell with, besides verbs that show it by their form."""
    headline_nouns: frozenset[str]
    """What only looks like such a verb."""
    openers_alone: frozenset[str]
    """Words that do so whatever comes after them, in a language whose nouns have capitals."""
    outlet_words: frozenset[str]
    outlets: frozenset[str]
    places: Mapping[str, str]
    """Folded name → as it is written."""
    place_endings: tuple[str, ...]
    """What German places end in."""
    no_places: frozenset[str]
    """Words that end so, and name none."""
    abbreviations: Mapping[str, frozenset[str]]
    """Language → what a stop may follow without ending a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one language and of English by which facts are known."""

    cites_always: tuple[str, ...]
    cites_outlet: tuple[str, ...]
    cites_after: tuple[str, ...]
    introducers: tuple[str, ...]
    articles: frozenset[str]
    locatives: frozenset[str]
    generic: frozenset[str]
    speech: frozenset[str]
    roles: tuple[tuple[str, ...], ...]
    """Each as its words, the longest first."""
    not_names: frozenset[str]
    common: frozenset[str]
    """Those, and the names of days and months."""


def folded(text: str) -> str:
    """A text as words are compared: without case, Arabic vowel marks and the variants of alef and of i."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFC", text).casefold().replace("i\u0307", "i")
    return _ARABIC_MARKS.sub("", plain).translate(_LETTERS)


@lru_cache(maxsize=64)  # each rule asks for that of the same line
def bare(line: str) -> str:
    """A line as markers are compared: folded, without what a page sets around a marker."""
    return " ".join(folded(line).strip(_EDGES).split())


def kin(lang: str) -> str:
    """The language of ours that a language's words are those of; empty where there is none."""
    lang = _KIN.get(lang, lang)
    return lang if lang in LANGUAGES else ""


def is_outlet_word(word: str) -> bool:
    """Whether a folded word is of those that outlets are named with, or ends in one, as German's do."""
    return word in lexicon().outlet_words or word.endswith(_GERMAN_ENDINGS)


@cache
def lexicon() -> Lexicon:
    """What pages leave, in all languages."""
    tables = _tables()
    every = tuple(tables.values())
    patterns, sentences = _patterns(every, "patterns"), _patterns(every, "sentences")
    return Lexicon(
        sections=frozenset(map(bare, _words(every, "sections"))),
        markers=_rules(every, "markers"),
        labels=_rules(every, "labels"),
        cautious=frozenset(map(bare, _words(every, "cautious"))),
        credits=_rules(every, "credits"),
        patterns={rule: "|".join(each) for rule, each in patterns.items()},
        pattern=Alternatives(chain.from_iterable(patterns.values())),
        sentences={rule: "|".join(each) for rule, each in sentences.items()},
        sentence=Alternatives(chain.from_iterable(sentences.values())),
        said=re.compile(rf"\b(?:{'|'.join(_words(every, 'said'))})\b", re.IGNORECASE),
        addressing=re.compile(rf"\b(?:{'|'.join(_words(every, 'addressing'))})\b", re.IGNORECASE),
        narrating=re.compile(rf"\b(?:{'|'.join(_words(every, 'narrating'))})\b", re.IGNORECASE),
        byline_openers=_words(every, "byline_openers"),
        offices=frozenset(map(folded, _words(every, "offices"))),
        offices_first=frozenset(map(folded, _words(every, "offices_first"))),
        newsrooms=_words(every, "newsrooms"),
        credited=_longest_first(_words(every, "credited")),
        page_words={lang: _page_words(table, "") for lang, table in tables.items()},
        page_stems={lang: stems for lang, table in tables.items() if (stems := _page_words(table, "~"))},
        rights=tuple(text for text, rule in _rules(every, "markers").items() if rule == "copyright-line"),
        relative=re.compile("|".join(map(folded, _words(every, "relative")))),
        published=_longest_first(map(bare, (*_words(every, "published"), *_words(every, "updated")))),
        updated=frozenset(map(bare, _words(every, "updated"))),
        orders={lang: table["order"] for lang, table in tables.items() if table["order"]},
        weekdays=_numbered(every, "weekdays", 0),
        weekdays_after=tuple(_numbered([table for table in every if "weekday_after" in table], "weekdays", 0)),
        months=_numbered(every, "months", 1),
        months_first=tuple(_numbered([table for table in every if "month_first" in table], "months", 1)),
        inline_anywhere=Within(_words([table["inline"] for table in every], "anywhere"), r"\s*+"),
        ad_words=_longest_first(form for table in every for text in _ad_words(table) for form in _cased(text)),
        inline_sure=_longest_first(_words([table["inline"] for table in every], "sure")),
        inline_opener=_longest_first(_words([table["inline"] for table in every], "opener")),
        inline_labels=_longest_first(form for text in _texts(every, "labels") for form in _cased(text)),
        inline_credits=_longest_first(form for text in _texts(every, "credits") for form in _cased(text)),
        inline_seam=_longest_first(_words([table["inline"] for table in every], "seam")),
        inline_glued=frozenset(_words([table["inline"] for table in every], "glued")),
        inline_compounds=_words([table["inline"] for table in every], "compounds"),
        marker_languages={word: lang for lang, table in tables.items() for word in _nouns(table)},
        goes_on={lang: frozenset(table["goes_on"]) for lang, table in tables.items() if "goes_on" in table},
        formal=frozenset(map(folded, _words(every, "formal"))),
        sentence_articles=frozenset(map(folded, _words(every, "articles"))),
        small_words={lang: frozenset(map(folded, _words((table,), "not_names"))) for lang, table in tables.items()},
        openers=frozenset(map(folded, _words([tables[lang] for lang in _CASED], "not_names")))
        - frozenset(map(folded, _words(every, "capitals"))),
        speech=frozenset(map(folded, _words(every, "speech"))),
        bodies=frozenset(map(folded, _words(every, "bodies"))),
        headline_verbs=frozenset(map(folded, _words(every, "headline_verbs"))),
        headline_nouns=frozenset(map(folded, _words(every, "headline_nouns"))),
        openers_alone=frozenset(map(folded, _words(every, "openers"))),
        outlet_words=frozenset(map(folded, _words(every, "outlet_words"))),
        outlets=frozenset(map(folded, _words(every, "outlets"))),
        places={folded(place): place for place in reversed(_words(every, "places"))},
        place_endings=_words(every, "place_endings"),
        no_places=frozenset(map(folded, _words(every, "no_places"))),
        abbreviations={lang: frozenset(_words((table,), "abbreviations")) for lang, table in tables.items()},
    )


def vocabulary(lang: str) -> Vocabulary:
    """The words of a language and of English, which all others borrow from; of a few for an unknown one."""
    return _vocabulary(kin(lang))


@cache
def _vocabulary(lang: str) -> Vocabulary:
    tables = [_tables()[each] for each in dict.fromkeys((lang, "en") if lang else _UNKNOWN)]
    not_names = frozenset(map(folded, _words(tables, "not_names")))
    cites = [table["cites"] for table in tables]
    return Vocabulary(
        cites_always=_longest_first(_words(cites, "always")),
        cites_outlet=_longest_first(_words(cites, "outlet")),
        cites_after=_longest_first(_words(cites, "after")),
        introducers=_longest_first(_words(tables, "introducers")),
        articles=frozenset(_words(tables, "articles")),
        locatives=frozenset(map(folded, _words(tables, "locatives"))),
        generic=frozenset(map(folded, _words(tables, "generic"))),
        speech=frozenset(map(folded, _words(tables, "speech"))),
        roles=_roles(tables),
        not_names=not_names,
        common=not_names.union(lexicon().weekdays, lexicon().months),
    )


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return {lang: _table(lang) for lang in LANGUAGES}


def _table(lang: str) -> dict[str, Any]:
    return {key: value for name in _FILES.get(lang, (lang,)) for key, value in _part(name).items()}


def _part(name: str) -> dict[str, Any]:
    path = f"lexicon/{name}.yaml"
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


def _texts(tables: Iterable[Mapping[str, Any]], key: str) -> Iterable[str]:
    return (text for table in tables for texts in table[key].values() for text in texts)


def _ad_words(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The markers of an advertisement that are one word: of several, none is set in brackets."""
    return tuple(text for text in table["markers"]["ad-marker"] if " " not in text)


def _nouns(table: Mapping[str, Any]) -> list[str]:
    """The sure markers of one word that is not in capitals."""
    return [word for word in table["inline"]["sure"] if word.isalpha() and not word.isupper()]


def _cased(text: str) -> tuple[str, ...]:
    """A label as it stands in a line: as listed, with one capital, or in capitals."""
    return text, text[:1].upper() + text[1:].lower(), text.upper()


def _numbered(tables: Iterable[Mapping[str, Any]], key: str, first: int) -> dict[str, int]:
    lists = [table[key] for table in tables]
    return {folded(name): number for names in lists for number, each in enumerate(names, first) for name in each}


def _rules(tables: Iterable[Mapping[str, Any]], key: str) -> Mapping[str, str]:
    return {bare(text): rule for table in tables for rule, texts in table.get(key, {}).items() for text in texts}


def _page_words(table: Mapping[str, Any], ending: str) -> dict[str, str]:
    """The words of a page that end as given, without that: "~" stands for any ending."""
    listed: Mapping[str, str] = table["page"]
    # A word that is in several lists is what the last of these makes it: "comment" is done, and is a thing.
    found = ((word, kind) for kind in ("small", "kind", "do", "thing") for word in listed[kind].split())
    return {folded(word.rstrip("~")): kind for word, kind in found if word.endswith("~") == bool(ending)}


def _patterns(tables: Iterable[Mapping[str, Any]], key: str) -> Mapping[str, Sequence[str]]:
    by_rule: dict[str, list[str]] = {}
    for table in tables:
        for rule, patterns in table.get(key, {}).items():
            words = table.get("continues", [])
            by_rule.setdefault(rule, []).extend(_expression(pattern, words) for pattern in patterns)
    return by_rule


def _expression(pattern: str, continues: Iterable[str]) -> str:
    """A pattern of a lexicon as a regular expression."""
    goes_on = rf"{_NAMES}(?:,? (?:{'|'.join(continues)})\b…)?"
    return pattern.replace("‥", goes_on).replace("…", _WITHIN).replace("¶", _END)


def _roles(tables: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(role.split()) for role in _longest_first(map(folded, _words(tables, "roles"))))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
