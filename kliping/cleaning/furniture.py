"""Short lines of nothing but a page's own words: "Lihat Semua Berita", "View 12 more replies", "Most read this week".

Strategy: what pages set between paragraphs is put together from few words, in ever new ways. A line all of whose words
are of one language's list, and that names a thing of a page and something more, is no article's; a single word that is
of no page, a point of a list or a sentence that somebody says keeps it. Names may stand in a prompt, "Follow Contoh
Kabar on WhatsApp", where both what to do and where are told.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.scripts import is_unspaced

_MOST_CHARACTERS = 90
_MOST_WORDS = 12
_MOST_UNSPACED = 40
_MOST_NAMES = 3
_LEAST_TOLD, _LEAST_UNPROMPTED = 2, 3
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)]\s|[-–—•*·▪►]\s|[\"“«„「『>])")
_REMARK = re.compile(r"\w ?\([^)]*\) ?\w")
_EDGES = " \t.·•*:|<>«»‹›→▶►()[]{}-–—_~…!?,;؟،&+/'’\"“”"
_CLOSED = (".", ";", ",", "…", "،", "؛")
_NUMBER = re.compile(r"[+~]?[\d٠-٩][\d٠-٩.,:]*(?:rb|jt|k|m|%|x)?\+?")
_PARTS = re.compile(r"[-'’‑]")
_BEFORE_NOUNS = re.compile("[وفبكل]?ال(?=.{3})|لل(?=.{3})|[وبل](?=.{3})")
_VERB_LAST = frozenset({"de", "tr"})
_LEAST_STEM, _MOST_ENDING = 3, 8
_LEAST_ELIDED = 2
_UNSPACED_MARKS = r"[\s\d・/／｜|（）()\[\]【】「」!！?？:：>＞»▶０-９]"
_UNSPACED = "ja"  # the one language here that parts no words
# What a headline begins with, and no prompt: "The Full Story".
_OPENERS = frozenset({"the", "a", "an"})
DO, THING, SMALL = "do", "thing", "small"


def is_furniture(line: str) -> bool:
    """Whether a mended line is made of a page's own words alone."""
    if len(line) > _MOST_CHARACTERS:
        return False
    if is_unspaced(line[0]) or is_unspaced(line[-1]):
        return len(line) <= _MOST_UNSPACED and not _ITEM.match(line) and _is_unspaced_furniture(line)
    languages = _languages(line.split(None, 1)[0].strip(_EDGES))
    if not languages or _ITEM.match(line) or _REMARK.search(line):
        return False
    words = [word for each in line.split() if (word := each.strip(_EDGES))]
    if not words or len(words) > _MOST_WORDS:
        return False
    return any(_is_made_of(words, lang, line) for lang in languages)


def _languages(word: str) -> Collection[str]:
    """The languages in whose lists a word may be: most lines begin with one that is in none."""
    plain = folded(word)
    if plain.isalpha() and plain.isascii():
        stemmed = (lang for lang, stems in lexicon().page_stems.items() if _of_stem(plain, stems))
        return dict.fromkeys((*_by_word().get(plain, ()), *stemmed))
    return [lang for lang, known in _spaced().items() if _kind(word, known, lang)]


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    """Word → the languages in whose lists it is."""
    every = {word for known in _spaced().values() for word in known}
    return {word: tuple(lang for lang, known in _spaced().items() if word in known) for word in every}


def _is_made_of(words: list[str], lang: str, line: str) -> bool:
    known = lexicon().page_words[lang]
    kinds = [_kind(word, known, lang) for word in words]
    has_names = "" in kinds
    if has_names and not _may_name(words, kinds):
        return False
    told = [kind for kind in kinds if kind and kind != SMALL]
    prompt = kinds[-1] if lang in _VERB_LAST and kinds[-1] == DO else kinds[0]
    if not _are_told(prompt, told) or folded(words[0]) in _OPENERS:
        return False
    # A sentence with a stop is one of a page's own only where it tells readers what to do.
    return not line.endswith(_CLOSED) or (kinds[0] == DO and not has_names)


def _are_told(prompt: str, told: Sequence[str]) -> bool:
    """Whether too much is told for a heading: "New photos" may be one, "Share photos" and "Photo gallery" not."""
    least = _LEAST_TOLD if prompt == DO or told.count(THING) >= _LEAST_TOLD else _LEAST_UNPROMPTED
    return THING in told and len(told) >= least


def _may_name(words: list[str], kinds: list[str]) -> bool:
    """Whether the words that are of no list may be an outlet's or a writer's name, in one run of capitals."""
    at = [index for index, kind in enumerate(kinds) if not kind]
    is_run = at[-1] - at[0] == len(at) - 1 < _MOST_NAMES
    return is_run and kinds[0] == DO and all(words[index][0].isupper() or "@" in words[index] for index in at)


def _kind(word: str, known: Mapping[str, str], lang: str) -> str:
    """What a word is in a language's list; empty where it is in none."""
    if _NUMBER.fullmatch(word):
        return SMALL
    plain = folded(word)
    kind = known.get(plain, "")
    if kind:
        return kind
    if lang == "ar":
        return known.get(_BEFORE_NOUNS.sub("", plain, count=1), "")
    parts = [part for part in _PARTS.split(plain) if part]
    if len(parts) > 1:
        return _of_parts(parts, known, lang)
    stems = lexicon().page_stems.get(lang)
    return _of_stem(plain, stems) if stems else ""


def _of_parts(parts: list[str], known: Mapping[str, str], lang: str) -> str:
    """What "l'article", "editor's", "Facebook'ta" and "WhatsApp-Kanal" are: the last part tells, endings do not."""
    if lang in lexicon().page_stems or parts[1:] == ["s"]:
        return _kind(parts[0], known, lang)
    if len(parts[0]) <= _LEAST_ELIDED:
        return _kind(parts[1], known, lang)
    kinds = [_kind(part, known, lang) for part in parts]
    return kinds[-1] if all(kinds) else ""


def _of_stem(word: str, stems: Mapping[str, str]) -> str:
    """What a word is by its stem, in a language that writes its small words as endings."""
    ends = range(len(word), max(_LEAST_STEM, len(word) - _MOST_ENDING) - 1, -1)
    return next((stems[word[:end]] for end in ends if word[:end] in stems), "")


@cache
def _spaced() -> Mapping[str, Mapping[str, str]]:
    """The lists of the languages that part words."""
    return {lang: words for lang, words in lexicon().page_words.items() if lang != _UNSPACED}


def _is_unspaced_furniture(line: str) -> bool:
    if line.endswith(("。", "、")) or not _all_unspaced().fullmatch(line):
        return False
    known = lexicon().page_words[_UNSPACED]
    told = [kind for match in _unspaced().finditer(line) if (kind := known[folded(match[0])]) != SMALL]
    # A verb stands behind its thing.
    return _are_told(DO if DO in told else "", told)


@cache
def _all_unspaced() -> re.Pattern[str]:
    return re.compile(rf"(?:{_unspaced().pattern}|{_UNSPACED_MARKS})+", re.IGNORECASE)


@cache
def _unspaced() -> re.Pattern[str]:
    words = sorted(lexicon().page_words[_UNSPACED], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
