"""Noise inside a line: "… KPK. Advertisement Juru Bicara …", where a page's blocks were run together.

Strategy: a marker is one only in its exact form, where a sentence has ended, and before what must be another:
a capital, a quotation, a further marker or the line's end. Forms that are common words too are cut only before
a word that begins sentences and no name. Of "Baca juga: Judul" the headline goes along where its end is sure.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kliping.cleaning.closing import is_row_of_labels
from kliping.cleaning.compounds import begins_anew, is_seam
from kliping.cleaning.lexicon import bare, folded, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rights import is_rights
from kliping.cleaning.rules import ruling_of
from kliping.cleaning.scripts import size

# Blocks that were run together without a space leave a stop right before a capital or a bracket. All signs stand at
# the beginning, so that a text is looked through for them at once.
_BOUNDARY = re.compile(
    """[.!?…؟۔。！？:：)\\]](?:(?<=[.!?…؟۔])["'”’»)\\]]*+(?:\\s++|(?=[A-Z(\\[]))|(?<=[。！？])[」』”’）]*+\\s*+"""
    """|(?<=[:：])\\s++(?=["“«]?\\Z)|(?<=[)\\]])\\s++(?=[(\\[A-Z]))"""
)
_INITIALS = re.compile(r"[(\[][a-z]{2,4}(?:[/*-][a-z]{2,4}){1,3}[)\]](?:\Z|\s*(?=[(\[A-Z]))")
_BRACKETED = re.compile(r"[(\[]\s?(?P<label>[^()\[\]:：]{2,40}?)\s?[:：]\s?[^()\[\]]{3,150}[)\]](?:\s++|\Z)")
# Blocks that were run together with nothing between them: "…AdvertisementJuru bicara", "ADVERTISEMENTJuru bicara".
_GLUED = r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z]{5})(?=[A-Z][a-z])"
_GLUED_SENTENCE = re.compile(r"(?<=[a-z0-9?!])(?=[A-Z][a-z]+,? [a-z])")
_DASHES = "-–—*•"
# A word with a capital and three without, after one that ends nothing: prose that may begin within a prompt's line.
_PROSE_WITHIN = re.compile(r"(?<=[^\W\d_])\s(?=[^\W\d_a-z][^\W\d_A-Z]*(?: [^\W\d_A-Z][^\W\d_A-Z]*){3})")
_JOINING = frozenset(
    "and or on in at the of to for dan atau di ke dari y o en de et ou sur und oder auf bei ve".split()
)
_OPENING = 3
_BAR = re.compile(r"[|/]\s*+")
_COPYRIGHT = re.compile(r"(?:Copyright )?(?:©|\([Cc]\) ?(?:19|20)\d\d).{0,100}\Z")
_BRACKETS_OR_RIGHTS = "([©C"
_QUOTES = "\"“«‘'„「『¡¿"
_MOST_HEADLINE = 150
# A short line without a stop is a headline, in which every word may have a capital.
_MOST_TITLE = 120
# A word with a capital, a short one without, and one with a capital again.
_SMALL_BETWEEN = re.compile(r"[A-Z][\w'’-]* [a-z]{2,5} [A-Z]")
_STOP = re.compile(r"[.!?…؟۔。！？]")
_STOP_BEFORE_SPACE = re.compile(r"[.!?…؟۔][\"'”’»)\]]*(?=\s)")
_TAIL_CHARACTERS = 200
# What has more noise than this in one line is no article, and stays as it is from there on.
_MOST_ACRONYM = 4
_MOST_CUTS = 5_000
# A new sentence in the midst of words without a stop: a capital after a small word.
_FRESH = re.compile(r"(?<=[^\W\d_A-Z]) (?:[\"“«]\s?(?=[^\W\d_a-z])|(?P<word>[^\W\d_a-z][^\W\d_]*),? (?=[^\W\d_]))")


class Cut(NamedTuple):
    """What is noise in a text: from `start` to `end`, with the space after it."""

    start: int
    end: int


def cuts_of(text: str) -> list[Cut]:
    """The noise inside a text, in order."""
    if len(text) <= _MOST_TITLE and not _STOP.search(text):
        return []
    cuts: list[Cut] = []
    for start in _boundaries(text):
        if cuts and start < cuts[-1].end:
            continue
        while len(cuts) < _MOST_CUTS and (end := _end_of_noise(text, start)) > start:
            cuts.append(Cut(start, end))
            start = end
    cuts = _with_anywhere(text, _with_foot(text, cuts))
    # "Jangan ketinggalan! Video pilihan": what is noise as a whole is not taken apart.
    return [] if cuts and ruling_of(text) else cuts


def _with_foot(text: str, cuts: list[Cut]) -> list[Cut]:
    """The cuts, and what a page sets below an article, where it stands behind the last sentence of a long line."""
    if ends_with_stop(text):
        return cuts
    stop = max((match.end() for match in _STOP_BEFORE_SPACE.finditer(text)), default=0)
    foot = text[stop:]
    if not stop or len(foot) > _TAIL_CHARACTERS or not is_row_of_labels(foot):
        return cuts
    start = stop + len(foot) - len(foot.lstrip())
    return [*(cut for cut in cuts if cut.end <= start), Cut(start, len(text))]


def _with_anywhere(text: str, cuts: list[Cut]) -> list[Cut]:
    """The cuts, and what no person writes, wherever it stands: "[Gambas:Video]"."""
    found = [Cut(match.start(), match.end()) for match in lexicon().inline_anywhere.finditer(text)]
    found = [each for each in found if not any(cut.start < each.end and each.start < cut.end for cut in cuts)]
    return sorted(cuts + found[: _MOST_CUTS - len(cuts)]) if found else cuts


def _boundaries(text: str) -> Iterator[int]:
    """Where a sentence may begin."""
    if size(text) > _MOST_TITLE or ends_with_stop(text):
        yield 0
    places = {match.end() for match in _BOUNDARY.finditer(text)}
    if ":" in text:
        # Nobody writes "Baca juga:" with a capital in the midst of a sentence.
        places |= {match.end() for match in _label_within().finditer(text)}
    yield from sorted(places)


def _end_of_noise(text: str, start: int) -> int:
    """Where the marker that stands at a place ends, with the space after it; the place itself where there is none."""
    if start == len(text) or text[start].islower():
        return start
    sentence_end = _end_of_sentence(text, start)
    if sentence_end:
        return sentence_end
    marked_end = _end_of_marked(text, start) if _may_open(text, start) else 0
    if marked_end:
        return marked_end
    return _end_of_bracketed(text, start) if text[start] in _BRACKETS_OR_RIGHTS else start


def _end_of_marked(text: str, start: int) -> int:
    """Where a label with its headline, a marker or a credit ends; 0 where there is none."""
    label = _labels().match(text, start)
    headline_end = _end_of_headline(text, label.end()) if label else 0
    if headline_end:
        return headline_end
    marker = _markers().match(text, start)
    return marker.end() if marker and _is_noise(text, marker) else _end_of_credit(text, start)


def _end_of_bracketed(text: str, start: int) -> int:
    """Where a label or initials in brackets, or what is told of rights, ends; the place itself where there is none."""
    bracketed = _BRACKETED.match(text, start)
    if bracketed and start and bare(bracketed["label"]) in lexicon().labels and " " in bracketed["label"].strip():
        return bracketed.end()
    initials = _INITIALS.match(text, start)
    if initials and start:
        return initials.end()
    is_tail = len(text) - start <= _TAIL_CHARACTERS and _COPYRIGHT.match(text, start) and is_rights(text[start:])
    return len(text) if is_tail and start else start


def _end_of_sentence(text: str, start: int) -> int:
    """Where a sentence of the page's own ends, with the space after it; 0 where there is none."""
    match = lexicon().sentence.match(text, start)
    if match is None or match.end() == start or lexicon().said.search(match[0]):
        return 0
    end = _before_prose(text, start, match.end())
    rest = text[end:].lstrip()
    if rest and rest[0].isalnum() and not rest[0].isupper():
        return 0
    return len(text) - len(rest)


def _before_prose(text: str, start: int, end: int) -> int:
    """Where a sentence of the page's own ends if no stop parts it from one of the article's that follows it."""
    places = [place.start() for place in _PROSE_WITHIN.finditer(text, start, end)]
    places = [place for place in places if text[start:place].rpartition(" ")[2] not in _JOINING]
    whole = lexicon().sentence.fullmatch
    return next((place for place in reversed(places) if whole(text, start, place)), end)


def _is_next(text: str, at: int) -> bool:
    """Whether what stands at a place is noise again, so that a headline or a credit before it has ended."""
    marker = _markers().match(text, at)
    if marker and not marker["opener"] and _is_noise(text, marker):
        return True
    is_label = _labels().match(text, at) is not None or _credit().match(text, at) is not None
    return is_label or lexicon().inline_anywhere.match(text, at) is not None or _end_of_sentence(text, at) > 0


def _end_of_credit(text: str, start: int) -> int:
    """Where "Penulis: Nama" ends, if nothing but noise or the line's end comes after it; else 0."""
    credit = _credit().match(text, start)
    if credit is None or not start:
        return 0
    end = credit.end()
    while end < len(text):
        bar = _BAR.match(text, end)
        end = bar.end() if bar else end
        if not _is_next(text, end) and not _COPYRIGHT.match(text, end):
            return 0
        following = _credit().match(text, end)
        if following is None:
            break
        end = following.end()
    return end


def _is_noise(text: str, marker: re.Match[str]) -> bool:
    end = marker.end()
    if end == len(text):
        return marker["seam"] != "PR"
    if marker["seam"]:
        return is_seam(text, end, marker["seam"])
    following = _markers().match(text, end)
    # Of one word, either may be a noun of a name: "Advertisement Video Weekly".
    is_several = " " in marker[0].strip()
    if _labels().match(text, end) or (following and (is_several or _is_noise(text, following))):
        return True
    if marker["opener"]:
        return _opens_sentence(text, end) and not _is_addressed(text, end)
    if marker[0].strip() in lexicon().marker_languages and text[end - 1].isspace():
        return begins_anew(text, end, marker[0].strip(), _opens_sentence(text, end))
    first = text[end : end + 3].lstrip(_QUOTES + " \u202f")[:1]
    return first.isalpha() and not first.islower() and not (marker[0].isupper() and _is_shouted(text, end))


def _is_shouted(text: str, at: int) -> bool:
    """Whether words in capitals go on at a place: "IKLAN ROKOK DILARANG", "IKLAN ROKOK dilarang".

    An acronym may begin a sentence of its own, "IKLAN KPK menahan", and a town in capitals a dateline.
    """
    word, _, rest = text[at : at + 60].partition(" ")
    following = rest.partition(" ")[0]
    is_word = len(word) > _MOST_ACRONYM and word.isalpha()
    return word.isupper() and (following.isupper() or (is_word and following[:1].isalpha()) or following == ":")


def _is_addressed(text: str, at: int) -> bool:
    """Whether whom an imperative addresses stands at a place: "Teilen Sie Ihr Brot"."""
    return folded(text[at : at + 10].partition(" ")[0]) in lexicon().formal


def _opens_sentence(text: str, at: int) -> bool:
    """Whether the word at a place begins a sentence, and is no part of one that began before it."""
    word, _, rest = text[at : at + 60].partition(" ")
    plain = folded(word.rstrip(","))
    if not word[:1].isupper():
        # Arabic has no capitals, but it joins a new sentence to the last with a letter before its verb.
        return plain.startswith("و") and plain[1:] in lexicon().speech
    is_small = rest[:1].islower() and plain in lexicon().openers
    return is_small or plain in lexicon().openers_alone


def _end_of_headline(text: str, start: int) -> int:
    """Where the headline after a label ends: at the line's end, at a marker, or where a sentence is seen to begin."""
    rest = text[start : start + _MOST_HEADLINE + 1]
    first = rest[:3].lstrip(_QUOTES + " \u202f")[:1]
    if not first.isalpha() or first.islower():
        return 0
    stop = _STOP.search(rest.rstrip("?!"))
    within = rest[: stop.start()] if stop else rest
    for match in re.finditer(r"(?<=[\w?!\"'”’)]) ", within):
        if _is_next(text, start + match.end()):
            return start + match.end()
    if len(rest) <= _MOST_HEADLINE and stop is None:
        return len(text)
    if stop and stop[0] in "?!" and _is_set_as_headline(within):
        return start + stop.end() + len(rest[stop.end() :]) - len(rest[stop.end() :].lstrip())
    glued = _GLUED_SENTENCE.search(within)
    if glued:
        return start + glued.end()
    for match in _FRESH.finditer(within):
        at = start + match.start() + 1
        if match["word"] is None or (_opens_sentence(text, at) and not _runs_on(text, at)):
            return at
    return 0


def _is_set_as_headline(text: str) -> bool:
    """Whether most of its words have a capital, as no sentence's have."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return len(words) > 2 and 3 * sum(word[0].isupper() for word in words) > 2 * len(words)


def _runs_on(text: str, at: int) -> bool:
    """Whether a headline goes on at a place: set in capitals but for its small words, "Naik Lagi di Pasar"."""
    return bool(_SMALL_BETWEEN.match(text, at)) and folded(text[at:].partition(" ")[0]) not in lexicon().openers_alone


def _may_open(text: str, at: int) -> bool:
    """Whether what stands at a place begins as some marker, label or credit does: quicker to tell than which."""
    return text[at : at + _OPENING] in _openings() or text[at : at + 2] in _openings() or text[at] in _openings()


@cache
def _openings() -> frozenset[str]:
    words = lexicon()
    every = (*words.inline_sure, *words.inline_opener, *words.inline_seam, *words.inline_labels, *words.inline_credits)
    return frozenset((*(word[:_OPENING] for word in every), *_DASHES, *"(["))


@cache
def _markers() -> re.Pattern[str]:
    sure, opener = (_alternatives(words) for words in (lexicon().inline_sure, lexicon().inline_opener))
    seam = rf"(?<=[。！？」』）”’\s])(?:{_alternatives(lexicon().inline_seam)})"
    bracketed = rf"\((?:{_alternatives(lexicon().ad_words)})\)|\[(?:{_alternatives(lexicon().ad_words)})\]"
    dashed = rf"[{_DASHES}] ?(?:{sure}|{opener}) ?[{_DASHES}]"
    return re.compile(
        rf"(?:(?P<seam>{seam})(?:\s++|\Z|(?<=ク)(?=\w))"
        rf"|(?:(?P<sure>{sure}|{bracketed}|{dashed})|(?P<opener>{opener})(?: ?[→»>…]{{1,3}})?)"
        rf"(?:\s++|\Z|(?<=[】］）\])])|{_GLUED}))"
    )


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(lexicon().inline_labels)})\s?[:：]\s?")


@cache
def _label_within() -> re.Pattern[str]:
    """Labels of several words before a colon, wherever they stand."""
    words = tuple(word for word in lexicon().inline_labels if " " in word and word[0].isupper())
    return re.compile(rf"\s(?<=\w\s)\s*+(?=(?:{_alternatives(words)})\s?[:：])")


@cache
def _credit() -> re.Pattern[str]:
    """A credit and the names in it, up to the next credit or the end of the names."""
    labels = _alternatives(lexicon().inline_credits)
    word = rf"(?!(?:{labels})\s?:)[A-Z][\w'’.-]*+"
    return re.compile(rf"(?:{labels})\s?:\s?{word}(?:,? (?:dan |and )?{word}){{0,4}}(?:\s++|\Z|(?=[|]))")


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)
