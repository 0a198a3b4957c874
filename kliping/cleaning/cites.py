"""The outlets that an article quotes: "seperti dikutip Al Arabiya", "according to the Sample Times".

Strategy: a name after an attribution. Some attributions are only ever said of outlets; after the others
("according to", "menurut") a person is likelier, so the name itself must look like an outlet's.
"""

import re
from collections.abc import Iterable
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon

_DOMAIN = r"(?:[\w-]{3,30}\.){1,3}(?:[a-z]{2,6}|[A-Z]{2,6})"
_NAME = rf"(?:{_DOMAIN}\b|[A-Z][\w'’&-]*(?:\s(?:{_DOMAIN}\b|of\s(?:the\s)?[A-Z][\w'’&-]*|[A-Z][\w'’&-]*)){{0,4}})"
_ARABIC_NAME = r"[\u0621-\u064a]+(?:\s[\u0621-\u064a]+){0,3}"
_ARABIC = re.compile("[\u0621-\u064a]")


def cites_of(paragraphs: Iterable[str], source: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Outlets in the order in which they are first quoted, without the article's own source."""
    names = {folded(name) for name in known}
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        plain = paragraph.casefold()
        if not any(verb in plain for verb in _verbs()):
            continue
        for match in _attributions().finditer(paragraph):
            name = _outlet(match, names)
            if name and folded(name) != folded(source):
                found.setdefault(folded(name), name)
    return tuple(found.values())


def _outlet(match: re.Match[str], known: set[str]) -> str:
    if match["arabic"]:
        return _arabic_outlet(match["arabic"], match["arabic_introducer"] is not None, known)
    name = _without_day(match["name"])
    if not name or _begins_with_role(name):
        return ""
    is_introduced = match["introducer"] is not None and folded(match["introducer"]) != "the"
    is_certain = is_introduced or folded(match["verb"]) in lexicon().cites_always
    return name if is_certain or _looks_like_outlet(name, known) else ""


def _arabic_outlet(words: str, is_introduced: bool, known: set[str]) -> str:
    """Arabic names have no capitals: one is known by the word before it, from a list, or not at all."""
    name = []
    for word in words.split():
        if folded(word) in lexicon().not_names and folded(word) not in lexicon().outlet_words:
            break
        name.append(word)
    whole = " ".join(name[:3])
    if is_introduced and name:
        return " ".join(name[:2])
    if name and folded(name[0]) in lexicon().outlet_words and len(name) > 1:
        return whole
    listed = (" ".join(name[:length]) for length in (3, 2, 1))
    return next((each for each in listed if folded(each) in known or folded(each) in lexicon().outlets), "")


def _looks_like_outlet(name: str, known: set[str]) -> bool:
    words = folded(name).split()
    is_listed = folded(name) in known or folded(name) in lexicon().outlets
    return is_listed or re.fullmatch(_DOMAIN, name) is not None or any(word in lexicon().outlet_words for word in words)


def _without_day(name: str) -> str:
    """A name up to the weekday that follows it ("Antara Senin (5/10)")."""
    words = name.split()
    days = [index for index, word in enumerate(words) if folded(word) in lexicon().weekdays]
    return " ".join(words[: days[0]] if days else words).removesuffix("'s").removesuffix("’s")


def _begins_with_role(name: str) -> bool:
    words = tuple(folded(name).split())
    return any(words[:length] in _roles() for length in (1, 2, 3)) or words[0] in lexicon().not_names


@cache
def _roles() -> frozenset[tuple[str, ...]]:
    return frozenset(lexicon().roles)


@cache
def _verbs() -> tuple[str, ...]:
    """The shortest words of which one is in every attribution: quicker to look for than the expression."""
    verbs = sorted({verb.casefold() for verb in (*lexicon().cites_always, *lexicon().cites_outlet)}, key=len)
    return tuple(verb for index, verb in enumerate(verbs) if not any(short in verb for short in verbs[:index]))


@cache
def _attributions() -> re.Pattern[str]:
    words = lexicon()
    verbs = [*words.cites_always, *words.cites_outlet]
    latin = "|".join(re.escape(verb) for verb in verbs if not _ARABIC.search(verb))
    arabic = "|".join(re.escape(verb) for verb in verbs if _ARABIC.search(verb))
    openers = "|".join(re.escape(word) for word in words.introducers if not _ARABIC.search(word))
    arabic_openers = "|".join(re.escape(word) for word in words.introducers if _ARABIC.search(word))
    # Case counts for names and for nothing else.
    return re.compile(
        rf"\b(?P<verb>(?i:{latin}))\s(?:(?:dari|oleh)\s)?(?:(?P<introducer>(?i:{openers}))\s)?(?P<name>{_NAME})"
        rf"|\bو?(?:{arabic})\s?(?:(?P<arabic_introducer>{arabic_openers})\s)?(?P<arabic>{_ARABIC_NAME})"
    )
