"""How running text writes a place that a dateline sets in capitals: Jakarta, Diyarbakır, Saint-Modèle-sur-Seine.

Strategy: as the text itself has it, else as it is known; else with a capital for each part that is not a small word.
"""

import re

from kliping.cleaning.lexicon import folded, kin, lexicon

_TURKISH = re.compile("[ĞŞİ]")
# Within a name of several parts, and never at its beginning: Saint-Modèle-sur-Seine.
WITHIN = frozenset("am an auf bei der den en et im in la le les lès lez sous sur ob de des du aux à".split())


def readable(place: str, lead: str, lang: str) -> str:
    """The place as running text has it: Jakarta, not JAKARTA. Short words in capitals are abbreviations."""
    if not any(map(_is_shouted, place.split(" "))):
        return place
    if place.isupper() and folded(place) in lexicon().places:
        # DIYARBAKIR may be Diyarbakir or Diyarbakır: who wrote the list knows.
        return lexicon().places[folded(place)]
    at = folded(lead).find(folded(place)) if len(folded(lead)) == len(lead) else -1
    named = lead[at : at + len(place)] if at >= 0 else ""
    is_turkish = kin(lang) == "tr" or _TURKISH.search(place) is not None
    if named[:1].isupper() and not named.isupper() and (not is_turkish or _turkish_upper(named) == place):
        return named
    # "LONDON/PARIS", "SAN JOSE, Calif.": each for itself.
    parts = re.split(r"(/|, )", place)
    return "".join(_part(part, is_turkish) if part not in {"/", ", "} else part for part in parts)


def _part(place: str, is_turkish: bool) -> str:
    """One place of several. "SAN JOSE": beside a long word in capitals a short one is none of initials."""
    words = place.split(" ")
    is_whole = place.isupper() and any(map(_is_shouted, words))
    small = [_small(word) if at else word for at, word in enumerate(words)]
    return " ".join(
        _capitalised(word, is_turkish) if word.isupper() and (is_whole or _is_shouted(word)) else word for word in small
    )


def _small(word: str) -> str:
    """A word within a place: "des", not "DES"."""
    return word.lower() if word.isupper() and word.lower() in WITHIN else word


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()


def _turkish_small(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word.strip(",")) > 3


def _capitalised(word: str, is_turkish: bool) -> str:
    known = lexicon().places.get(folded(word.strip(",")))
    if is_turkish:
        plain = "-".join(part[:1] + _turkish_small(part[1:]) for part in word.split("-"))
        return word.replace(word.strip(","), known) if known else plain
    parts = [
        part.lower() if at and part.lower() in WITHIN else part.capitalize() for at, part in enumerate(word.split("-"))
    ]
    plain = "-".join(parts).replace("i\u0307", "i")
    return word.replace(word.strip(","), known) if known else plain
