"""Lines of rights and of tags, told from sentences about them, as "Copyright 1920 was printed here" is one.

Strategy: such a line is a sign and a name, or a list of a few words each; a sentence has small words and a stop.
"""

import re
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.scripts import is_unspaced

_SIGNS = re.compile(r"copyright|©|\(c\)|（c）|حقوق النشر|(?:19|20)\d\d|[-–—|,]", re.IGNORECASE)
_BEGINS = re.compile(r"\W*(?:copyright|©|\(c\)|حقوق النشر|(?:19|20)\d\d)", re.IGNORECASE)
_SMALL_IN_NAMES = frozenset("and dan of the for by de la le les du des del los der die das und et y ve von pt".split())
_STOPS = (".", "!", "?", "。", "؟")
_MOST_NAME_WORDS, _MOST_UNCASED_WORDS, _MOST_SMALL_NAME = 8, 5, 3
_MOST_TAG_WORDS = 5
_MOST_UNSPACED = 40
_TAGGED = re.compile(r"[^:：]{1,20}[:：]\s?(?P<tags>.+)")
_HASHTAGS = re.compile(r"(?:#(?=\w*[^\W\d])[\w-]{2,40}[ ,]{0,3}){1,15}")
_SHOUTED = re.compile(r"(?:TAGS?|KEYWORDS? ?:) ?(?:[^\s.!?:]+ ?){1,12}")
# "id jembatan, muara selandra, contohkabar": what an agency's pages set below a headline.
_LISTED = re.compile(r"[Ii]d (?P<tags>(?:[^.!?:;]|\.(?=\w))+)\.?")
# "© 2020 Contoh Kabar, a subsidiary of …": no sentence begins with the sign and a year.
_SIGNED = re.compile(r"(?:copyright ?)?© ?(?:19|20)\d\d,? (?-i:[^\W\d_a-z])", re.IGNORECASE)
_PARTING = re.compile(r"[,،、;|#•·]+")


def is_rights(line: str) -> bool:
    """Whether a line says whose the rights are, and nothing else."""
    if "©" in line and _SIGNED.match(line) and not lexicon().said.search(line):
        return True
    phrase = _phrases().search(folded(line))
    if phrase is None:
        return _is_holder(_SIGNS.sub(" ", line))
    if _BEGINS.match(line):
        return True
    plain = folded(line)
    sides = plain[: phrase.start()], plain[phrase.end() :]
    # Folding leaves the length as it is in all but a few letters, where the line is no less one of rights.
    cased = (line[: phrase.start()], line[phrase.end() :]) if len(plain) == len(line) else sides
    return all(_is_holder(_SIGNS.sub(" ", side)) for side in cased)


def is_tags(line: str) -> bool:
    """Whether a line is a list of tags: a few words each, no stop behind them, and nobody who speaks."""
    if _HASHTAGS.fullmatch(line) or _SHOUTED.fullmatch(line):
        return True
    if listed := _LISTED.fullmatch(line):
        return _are_tags(listed["tags"])
    match = _TAGGED.fullmatch(line)
    if match is None or line.rstrip("\"'”’»)").endswith(_STOPS) or lexicon().said.search(line):
        return False
    return _are_tags(match["tags"])


def _are_tags(text: str) -> bool:
    return all(len(tag.split()) <= _MOST_TAG_WORDS for tag in _PARTING.split(text))


def _is_holder(text: str) -> bool:
    """Whether a text is a name, or nothing: no small words but those of names."""
    words = re.findall(r"\S*\w\S*", text)
    if not words:
        return True
    has_stop = text.rstrip().endswith(_STOPS)
    if not any(map(str.isupper, text)) and not any(map(str.islower, text)):
        is_few = len(words) <= _MOST_UNCASED_WORDS and not (is_unspaced(text.strip()[0]) and len(text) > _MOST_UNSPACED)
        return is_few and not has_stop
    small = [word for word in words if word[0].islower() and "." not in word[:-1] and word not in _SMALL_IN_NAMES]
    return len(words) <= (_MOST_NAME_WORDS if not small else 0 if has_stop else _MOST_SMALL_NAME)


@cache
def _phrases() -> re.Pattern[str]:
    """What says that rights are reserved, in any language."""
    return re.compile("|".join(re.escape(phrase) for phrase in lexicon().rights))
