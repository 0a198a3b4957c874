"""Whether a sentence begins at a place in a text where no stop says so."""

import re

from kliping.cleaning.lexicon import folded, lexicon

_AHEAD = 60
_CLOSING_CHARACTERS = 300
_LOOKED_BACK = 1_000
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]{2,}?(?:[,.!?…][\"”»“]|[\"”»“],)")
# A quotation mark opens where a space stands before it and none behind it; French ones have spaces on both sides.
_MARK = re.compile(r"(?P<opening>(?:\A|(?<=[\s(\[]))[\"“„»](?=\S)|«)|(?P<closing>[\"“”»])")

_GOING_ON = (",", ":", ";", "(", "&", "-", "–", "/", "«", "“", "„")
_JOINING = frozenset(
    (
        "and or on in at the a an of to for by with from our your dan atau di ke dari oleh untuk dengan pada y o en de "
        "el la los las del al un una et ou sur le les l d des du à und oder auf bei der die das den dem mit von aus "
        "für am im zum zur ve ile"
    ).split()
)


def leads_on(word: str) -> bool:
    """Whether a word needs another one after it, so that neither a sentence nor a piece ends with it."""
    return word.endswith(_GOING_ON) or folded(word) in _JOINING


def opens_sentence(text: str, at: int) -> bool:
    """Whether the word at a place begins a sentence, and is no part of one that began before it."""
    word, _, rest = text[at : at + _AHEAD].partition(" ")
    plain = folded(word.rstrip(","))
    if not word[:1].isupper():
        # Arabic has no capitals, but it joins a new sentence to the last with a letter before its verb.
        return plain.startswith("و") and plain[1:] in lexicon().speech
    is_small = rest[:1].islower() and plain in lexicon().openers
    return is_small or plain in lexicon().openers_alone


def is_addressed(text: str, at: int) -> bool:
    """Whether whom an imperative addresses stands at a place: "Teilen Sie Ihr Brot"."""
    return folded(text[at : at + 10].partition(" ")[0]) in lexicon().formal


def opens_quotation(text: str, at: int) -> bool:
    """Whether somebody is quoted from a place on: a title in quotation marks has no stop or comma at its end."""
    return _QUOTED.match(text, at, at + _CLOSING_CHARACTERS) is not None


def is_quoted(text: str, at: int) -> bool:
    """Whether a place is within a quotation, as far as the last mark before it tells."""
    marks = list(_MARK.finditer(text, max(0, at - _LOOKED_BACK), at))
    return bool(marks) and marks[-1]["opening"] is not None
