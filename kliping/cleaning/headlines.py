"""Where a headline ends that a label carries with it inside a long line: "Baca juga: Dermaga Dibuka Menurut dia …".

Strategy: what has a stop behind it is a sentence, and it begins somewhere: with a quotation, or a word that begins
sentences and has a small one after it. Else it begins with whom or what it tells of, right before the first small word
that no headline has: an office, a body, or a name that the text has told before. Where none of these is there, the end
is not sure.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import takewhile

from kliping.cleaning.lexicon import LANGUAGES, folded, lexicon, vocabulary
from kliping.cleaning.openers import is_addressed, leads_on, opens_sentence
from kliping.cleaning.prose import are_sentence

_MOST_HEADLINE = 150
_MOST_TOLD = 5_000
_LEAST_WORDS = 3
_QUOTES = "\"“«‘'„「『¡¿"
_STOP = re.compile(r"[.!?…؟۔](?=[\"'”’»)\]]*(?:\s|\Z))|[.!?](?=[A-Z][a-z])|[。！？]")
_BETWEEN = re.compile(r"(?<=[\w?!\"'”’)]) ")
_GLUED = re.compile(r"(?<=[a-z0-9?!])(?:(?=[A-Z][a-z]+(?P<sentence>,? [a-z])?)|(?=[\"“](?P<quotation>[A-Z])))")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LEAST_PARTED = 4
# A new sentence in the midst of words without a stop: a capital after a small word.
_FRESH = re.compile(
    r"(?<=[^\W\d_]|[\d?!\"”]) (?:[\"“«]\s?(?=[^\W\d_a-z])|(?P<word>[^\W\d_a-z][^\W\d_]*+)(?=,? [^\W\d_]))"
)
# A word with a capital, a short one without, and one with a capital again.
_SMALL_BETWEEN = re.compile(r"[A-Z][\w'’-]* (?P<small>[a-z]{2,5}) [A-Z]")
# The number of a list's item.
_ITEM = re.compile(r"(?<=[^\W\d_]|[?!]) (?=\d{1,2}\. ?[A-Z][a-z])")
_ITEM_CHARACTERS = 6
_WORD = re.compile(r"\S+")
_BREAKS = (",", ":", ";", "?", "!", ")", '"', "”")
# Behind a time of day they begin nothing: "pukul 12.00 Wita".
_ZONES = frozenset("wib wita wit".split())
# What stands before the last point of three.
_OMITTED = ("..", "…")
_POINTING = frozenset("itu ini tersebut".split())
_RELATIVE = frozenset({"yang"})
# How a headline goes on that has asked: "Ini Caranya…".
_LEFT_OPEN = re.compile(r"(?:[A-Z\d][\w'’-]* ?){1,6}(?:…|\.{3})")


def end_of_headline(
    text: str, start: int, label: int, is_next: Callable[[str, int], bool], *, is_sure: bool = False
) -> int:
    """Where the headline ends that stands behind a label, with the space after it; 0 where that is not sure.

    `label` is where the label begins, and `is_next` tells whether noise stands at a place. `is_sure` asks for an end
    that words of the article alone do not prove.
    """
    rest = text[start : start + _MOST_HEADLINE + 1]
    first = rest[:3].lstrip(_QUOTES + " \u202f")[:1]
    if not first.isalnum() or first.islower():
        return 0
    stop = _STOP.search(rest.rstrip("?!"))
    within = rest[: stop.start()] if stop else rest
    following = (start + match.end() for match in _BETWEEN.finditer(within))
    found = next((at for at in following if is_next(text, at)), 0)
    if found:
        return found
    if len(rest) <= _MOST_HEADLINE and stop is None:
        return len(text)
    if stop and stop[0] in "?!" and _is_set_as_headline(within):
        return _end_of_answer(text, start + stop.end(), is_next)
    if stop and within.endswith(_OMITTED) and _is_headline(within):
        return _past_space(text, start + stop.end())
    seam = _seam(text, label, within)
    if seam:
        return start + seam
    opening = next(_openings(text, start, within), 0) or _item_of_list(text, start, within)
    return opening or (0 if is_sure else _beginning_of_subject(text, start, label, within))


def _end_of_answer(text: str, at: int, is_next: Callable[[str, int], bool]) -> int:
    """Where a headline ends that asked and may go on: "Air Naik? Simak Cara Pindahkan Perahu Warga menunggu …".

    It has, where another block or a full stop comes behind more words that are set as a headline.
    """
    begin = _past_space(text, at)
    left_open = _LEFT_OPEN.match(text, begin)
    if left_open:
        return _past_space(text, left_open.end())
    stop = _STOP.search(text, begin, begin + _MOST_HEADLINE)
    within = text[begin : stop.start() if stop else begin + _MOST_HEADLINE]
    following = (begin + match.end() for match in _BETWEEN.finditer(within))
    found = next((place for place in following if is_next(text, place)), 0) or next(_openings(text, begin, within), 0)
    end = found or _item_of_list(text, begin, within) or (stop.end() if stop else 0)
    return _past_space(text, end) if end and _is_headline(text[begin:end]) else begin


def _past_space(text: str, at: int) -> int:
    """The place itself, or the one behind the space there."""
    return next((place for place in range(at, len(text)) if not text[place].isspace()), len(text))


def _item_of_list(text: str, start: int, within: str) -> int:
    """Where an item of a list begins behind words that are set as a headline: "Cara Pindahkan Perahu 1. Buka tali"."""
    item = _ITEM.search(text, start, start + len(within) + _ITEM_CHARACTERS)
    return item.end() if item and _is_set_as_headline(text[start : item.start()]) else 0


def _seam(text: str, label: int, within: str) -> int:
    """Where another block begins behind a headline with nothing between them; 0 where none is sure to.

    Without a small word behind it, only the first place counts: the article may have begun there.
    """
    for number, match in enumerate(_GLUED.finditer(within)):
        at = match.end()
        if match["sentence"]:
            return at
        if number == 0 and _is_set_as_headline(within[:at]) and _may_be_seam(text, label, within, match):
            return at
    return 0


def _may_be_seam(text: str, label: int, within: str, match: re.Match[str]) -> bool:
    at = match.end()
    if match["quotation"]:
        return within.count('"', 0, at) % 2 == 0
    return _is_opener(_WORD.match(within, at)) or _is_parted(text, label, within, at)


def _is_opener(word: re.Match[str] | None) -> bool:
    return word is not None and folded(word[0]) in lexicon().openers


def _is_parted(text: str, label: int, within: str, at: int) -> bool:
    """Whether what stands before a seam is a word that the text has by itself, and never with what stands behind it."""
    last = _LAST_WORD.search(within, 0, at)
    word = _WORD.match(within, last.start()) if last else None
    if last is None or word is None or len(last[0]) < _LEAST_PARTED or text.count(word[0]) > 1:
        return False
    told = f"{text[max(0, label - _MOST_TOLD) : label]} {within[: last.start()]}"
    return re.search(rf"\b{re.escape(last[0])}\b", told, re.IGNORECASE) is not None


def _openings(text: str, start: int, within: str) -> Iterator[int]:
    """Where a sentence begins with a quotation, or with a word that begins sentences."""
    for match in _FRESH.finditer(within):
        at = start + match.start() + 1
        if folded(match["word"] or "") in _ZONES:
            continue
        is_opener = match["word"] is not None and opens_sentence(text, at) and not is_addressed(text, at)
        if match["word"] is None or (is_opener and not _runs_on(text, at)):
            yield at


def _is_set_as_headline(text: str) -> bool:
    """Whether most of its words have a capital, as no sentence's have."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return len(words) > 2 and 3 * sum(word[0].isupper() for word in words) > 2 * len(words)


def _is_headline(text: str) -> bool:
    """Whether it is set so, and no word in it is written small but those that headlines write so."""
    return _is_set_as_headline(text) and not any(map(_tells, text.split()))


def _runs_on(text: str, at: int) -> bool:
    """Whether a headline goes on at a place: set in capitals but for its small words, "Naik Lagi di Pasar"."""
    found = _SMALL_BETWEEN.match(text, at)
    if found is None or folded(text[at:].partition(" ")[0]) in lexicon().openers_alone:
        return False
    return found["small"] in _small() or found["small"] in lexicon().openers or leads_on(found["small"])


def _beginning_of_subject(text: str, start: int, label: int, within: str) -> int:
    """Where the sentence begins of which only what it tells of has capitals; 0 where that is not sure."""
    words = list(_WORD.finditer(within))
    told = text[max(0, label - _MOST_TOLD) : label]
    at = next((number for number, word in enumerate(words) if number and _tells(word[0])), 0)
    if at <= _LEAST_WORDS or not _is_sentence(words[at:]):
        return 0
    # "Warga yang mengungsi": what joins them is written small in headlines too.
    end = at - (words[at - 1][0] in _RELATIVE)
    named = _named_before(words[_LEAST_WORDS:end], told)
    names = [word[0].rstrip(",") for word in named]
    before = words[end - len(names) - 1][0]
    # What a small word leads on to may be the headline's last word, or within what the sentence tells of.
    first = int(before[0].islower())
    if first and _is_told(" ".join(names), told):
        return 0
    number = _first_told(names, first, told, words[end][0])
    return start + named[number].start() if number is not None else 0


def _named_before(words: list[re.Match[str]], told: str) -> list[re.Match[str]]:
    """The last words that may be a name's; a comma may stand behind one of two words that was told of before."""
    last = [word[0] for word in words[-2:]]
    is_name = len(last) > 1 and last[0][0].isupper() and last[1].endswith(",")
    is_parted = is_name and _is_told(" ".join(last)[:-1], told)
    before = words[:-1] if is_parted else words
    named = list(takewhile(lambda word: _may_be_named(word[0]), reversed(before)))[::-1]
    return [*named, words[-1]] if is_parted else named


def _first_told(names: list[str], first: int, before: str, following: str) -> int | None:
    """The first word of an office, a body or a name, or a thing, that was told of before.

    What somebody is may have been written small there: "kata dokter Nama" before "Dokter Nama menambahkan".
    """
    for number in range(first, len(names)):
        name = " ".join(names[number:])
        is_title = number < len(names) - 1 and _is_told(name[0].lower() + name[1:], before)
        if folded(names[number]) in _heads() or is_title or _is_told(name, before):
            return number
    is_thing = len(names) > first and following in _POINTING and _is_told(names[-1].lower(), before)
    return len(names) - 1 if is_thing else None


def _is_told(name: str, before: str) -> bool:
    return name in before and re.search(rf"\b{re.escape(name)}\b", before) is not None


def _tells(word: str) -> bool:
    """Whether a word is written small, and is none that headlines write so."""
    plain = word.rstrip(",")
    return plain[:1].islower() and plain.isalpha() and not leads_on(plain) and folded(plain) not in _small()


def _may_be_named(word: str) -> bool:
    return word[0].isupper() and not word.endswith(_BREAKS)


def _is_sentence(words: list[re.Match[str]]) -> bool:
    return are_sentence(len(words), sum(word[0][0].islower() for word in words))


@cache
def _heads() -> frozenset[str]:
    """The words that offices and bodies begin with."""
    roles = {role[0] for lang in LANGUAGES for role in vocabulary(lang).roles}
    return lexicon().bodies.union(roles)


@cache
def _small() -> frozenset[str]:
    """What headlines write small."""
    return frozenset(
        (
            "yang saat usai akibat tanpa jadi jika bukan tentang antara terhadap sebagai demi hingga karena bagi agar "
            "per vs atas lewat soal bin binti al akan as after into over is are than but not off up out via que se con "
            "por para como sin sobre ante tras entre su qui par pour dans avec sans chez est plus ist wird nach vor "
            "ohne gegen wegen da için olan gibi"
        ).split()
    )
