"""Tags that a page sets below an article in small letters: "… katanya. (abc/def) kereta gantung bentara".

Strategy: nobody writes a name small. Words without a stop, behind what closes an article, are tags if all of them are
written small, few of them join words, and one is a name that the text writes with a capital and never without.
"""

import re

from kliping.cleaning.lexicon import lexicon

_MOST_CHARACTERS = 250
_LEAST_NAME = 3
_TIMES_MORE = 4
_TAIL = re.compile(r"(?<=[)\]])\s+(?P<tags>[a-z\d][^()\[\].!?,:;\"“”]+)\Z")
_WORD = re.compile(r"[a-z\d]+(?:[-'’/&][a-z\d]+)*")


def place_of_small_tags(text: str) -> int | None:
    """Where tags begin at the end of a long line, behind initials or a video's label in brackets."""
    found = _TAIL.search(text, max(0, len(text) - _MOST_CHARACTERS))
    if found is None or not are_small_tags(found["tags"], text[: found.start()]):
        return None
    return found.start("tags")


def are_small_tags(line: str, before: str) -> bool:
    """Whether a line is nothing but such tags of the text before it."""
    words = line.split()
    if not words or len(line) > _MOST_CHARACTERS or not all(map(_WORD.fullmatch, words)):
        return False
    joining = sum(word in lexicon().small_words["id"] for word in words)
    return joining * _TIMES_MORE <= len(words) and any(_is_name(word, before) for word in words)


def _is_name(word: str, text: str) -> bool:
    """Whether a text writes a word with a capital, and never small."""
    if len(word) < _LEAST_NAME or not word.isalpha():
        return False
    is_small = re.search(rf"\b{word}\b", text) is not None
    return not is_small and re.search(rf"\b{word}\b", text, re.IGNORECASE) is not None
