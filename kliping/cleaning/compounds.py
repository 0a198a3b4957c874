"""Whether a word could be read on from the marker before it, as in "Advertisement Director Jane Millbrook".

Strategy: a marker of one word is a noun too, and a noun may be the first of a name or a title. It is a page's only
before what begins a sentence in any case, or where its language is another than the text's. A Japanese text
has no spaces: one behind a marker is the seam between two blocks, where the sentence after it has none.
"""

import re
from functools import cache

from kliping.cleaning.lexicon import LANGUAGES, folded, lexicon, vocabulary
from kliping.cleaning.scripts import is_unspaced

_WORDS = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]{2,}?(?:[,.!?…][\"”»“]|[\"”»“],)")
_NEXT_CHARACTERS = 60
_CLOSING_CHARACTERS = 300
_MOST_ROLE_WORDS = 3
# Of the words that only one language has: so many of another, and so many times more than of the marker's.
_LEAST_FOREIGN, _TIMES_MORE = 2, 2
_JAPANESE_SENTENCE = re.compile(r"[^。！？]*")
_SENTENCE = re.compile(r"[^.!?]*")
_HIRAGANA = re.compile("[\u3041-\u309f]")


def begins_anew(text: str, at: int, marker: str, opens: bool) -> bool:
    """Whether what stands behind a noun that is a marker cannot belong to it; `opens` tells of its first word."""
    ahead = text[at : at + _NEXT_CHARACTERS]
    # "Advertisement Advertisement of the closure": nobody says a word twice.
    if opens or ahead.startswith(f"{marker} ") or _QUOTED.match(text, at, at + _CLOSING_CHARACTERS):
        return True
    words = [folded(word) for word in _WORDS.findall(ahead)[:_MOST_ROLE_WORDS]]
    if not words or not ahead[:1].isupper():
        return False
    if words[0] in lexicon().sentence_articles:
        return True
    own = lexicon().marker_languages[marker]
    if own in lexicon().goes_on and _is_role(words, own):
        sentence = _SENTENCE.match(text, at)
        return sentence is not None and lexicon().goes_on[own].isdisjoint(sentence[0].split())
    if words[0] in _named(own):
        return False
    return _is_foreign_role(words, own) or _is_foreign(text, own)


def is_seam(text: str, at: int, marker: str) -> bool:
    """Whether a Japanese marker ends where another block begins."""
    following = text[at : at + 1]
    if not is_unspaced(following) or text[at:].startswith(lexicon().inline_compounds):
        return False
    if not text[at - 1].isspace():
        return marker in lexicon().inline_glued and not _HIRAGANA.match(following)
    sentence = _JAPANESE_SENTENCE.match(text, at)
    return sentence is not None and not any(map(str.isspace, sentence[0].strip()))


def _is_role(words: list[str], lang: str) -> bool:
    return any(head in vocabulary(lang).roles for head in _heads(words))


def _is_foreign_role(words: list[str], own: str) -> bool:
    """Whether words begin with an office of another language: "Advertisement Juru Bicara"."""
    return any(head in _roles_beside(own) for head in _heads(words))


def _heads(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[:length]) for length in range(1, len(words) + 1)]


def _is_foreign(text: str, own: str) -> bool:
    """Whether the small words of a text are those of another language than the marker's."""
    words = [folded(word) for word in _WORDS.findall(text) if word.islower()]
    counts = {lang: sum(word in lexicon().small_words[lang] for word in words) for lang in LANGUAGES}
    most = max(count for lang, count in counts.items() if lang != own)
    return most >= _LEAST_FOREIGN and most > counts[own] * _TIMES_MORE


@cache
def _named(lang: str) -> frozenset[str]:
    """What a language begins the second half of a name with: offices, and what outlets are called."""
    return frozenset(role[0] for role in vocabulary(lang).roles) | lexicon().outlet_words


@cache
def _roles_beside(own: str) -> frozenset[tuple[str, ...]]:
    others = {role for lang in LANGUAGES for role in vocabulary(lang).roles}
    return frozenset(others.difference(vocabulary(own).roles))
