"""The first words of what pages leave: whether a piece of a page may begin at a place, told before it is looked for.

Strategy: a text has hundreds of places where one might begin, and few of them begin as one of a page's does.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.scripts import is_unspaced

_OPENING, _MOST_WORDS = 3, 50
_DASHES = "-–—"
_EDGES = " \t.·•*:|<>«»‹›→▶►[]{}-–—_~…!?,;؟،&+/'’\"“”#"
_SIGNS = frozenset("([（【［＜©#*>»▶►•")
_BINDING = re.compile("[-'’]")
_BEFORE_COLON = frozenset({":"})
_LEADING = re.compile(r"(?:\\W\S*|\(\?(?:-i)?:|\\\*\? \?)*(?P<words>[^\W\d_]{2,}(?:\|[^\W\d_]{2,})*)")


def may_begin(text: str, at: int) -> bool:
    """Whether a piece may begin at a place, by its first two words: quicker to tell than whether one does."""
    opening = text[at : at + _OPENING]
    if opening.isalpha() and opening.isascii():
        return opening in _openings() and _is_beginning(text[at : at + _MOST_WORDS])
    character = opening[0]
    if character in _DASHES:
        bare_at = at + len(opening) - len(opening.lstrip(f"{_DASHES} "))
        return bare_at < len(text) and text[bare_at] not in _DASHES and may_begin(text, bare_at)
    if character.isdigit() or character in _SIGNS:
        return True
    return text[at : at + 2] in _beginnings() if is_unspaced(character) else _is_beginning(text[at : at + _MOST_WORDS])


def is_page_word(word: str) -> bool:
    """Whether a word is of those that pages are furnished with, in any language."""
    parts = _BINDING.split(folded(word.strip(_EDGES)))
    return any(part in _page_words() for part in parts)


def is_page_thing(word: str) -> bool:
    """Whether a word names a thing that there is on pages."""
    return _page_words().get(folded(word.strip(_EDGES))) == "thing"


def _is_beginning(ahead: str) -> bool:
    """Whether a text begins with words that pieces begin with."""
    first, *rest = ahead.split(None, 2)
    following = _beginnings().get(folded(first.strip(_EDGES)))
    if following is _BEFORE_COLON:
        return ":" in ahead
    return following is not None and (not following or folded("".join(rest[:1]).strip(_EDGES)) in following)


@cache
def _page_words() -> Mapping[str, str]:
    """The words of all languages, and what each is."""
    return {word: kind for known in lexicon().page_words.values() for word, kind in known.items()}


@cache
def _openings() -> frozenset[str]:
    """The first characters of what pages leave, in any case."""
    forms = {form for word in _beginnings() for form in (word, word.capitalize(), word.upper())}
    return frozenset(form[:_OPENING] if len(form) >= _OPENING else f"{form} " for form in forms)


@cache
def _beginnings() -> Mapping[str, frozenset[str]]:
    """The first word of what pages leave → the second ones, where the first is of no page or in every sentence.

    None are told of a word that is a page's by itself; of one that sentences begin with as well, a colon must tell.
    """
    words = lexicon()
    small = frozenset(word for known in words.small_words.values() for word in known)
    found: dict[str, set[str]] = {}
    for text in (*words.markers, *words.labels, *words.credits, *words.published, *words.byline_openers):
        first, second, *_ = *(word.strip(_EDGES) for word in folded(text).split()), "", ""
        found.setdefault(first[:2] if is_unspaced(first[:1] or " ") else first, set()).add(second)
    leading = {folded(text).split()[0] for text in (*words.credits, *words.published, *words.weekdays)}
    patterns = {folded(word) for each in words.pattern.expressions for word in _leading(each)}
    of_pages = {word for word, kind in _page_words().items() if kind != "small"}
    alone = {first for first, seconds in found.items() if "" in seconds}
    sure = leading | ((patterns | of_pages | alone) - small)
    whole: dict[str, frozenset[str]] = {first: frozenset(seconds) for first, seconds in found.items()}
    return whole | dict.fromkeys(sure, frozenset()) | dict.fromkeys(leading & small, _BEFORE_COLON)


def _leading(expression: str) -> Sequence[str]:
    """The words that an expression of a lexicon begins with, where it begins with words."""
    found = _LEADING.match(expression)
    return found["words"].split("|") if found else ()
