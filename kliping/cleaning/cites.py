"""The outlets that an article quotes: "seperti dikutip Al Arabiya", "according to the Sample Times".

Strategy: a name after an attribution. Some attributions are only ever said of outlets; after the others
("according to", "menurut") a person is likelier, so the name itself must look like an outlet's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kliping.cleaning.lexicon import folded, is_outlet_word, kin, lexicon, vocabulary

_DOMAIN = r"[\w-]{3,30}\.(?:[\w-]{2,30}\.){0,2}(?:[a-z]{2,6}|[A-Z]{2,6})"
_WORD = r"[A-ZÀ-ÖØ-ÞĞİŞŒ][\w'’&-]*"
_SMALL = r"(?:of(?:\sthe)?|de(?:\sla|\slos|\slas)?|del|du|des)"
_NAME = rf"(?:{_DOMAIN}\b|{_WORD}(?:\s(?:{_DOMAIN}\b|{_SMALL}\s{_WORD}|d['’]{_WORD}|{_WORD})){{0,4}})"
# "L'Écho" is an echo with its article.
_ELIDED = re.compile(r"\b[ld]['’]")
# Turkish writes cases onto names behind an apostrophe, and says "according to" behind the name.
_BARE_WORD = r"[A-ZÀ-ÖØ-ÞĞİŞŒ][\w&-]*"
_BARE_NAME = rf"{_BARE_WORD}(?:\s{_BARE_WORD}){{0,3}}"
_ARABIC_NAME = r"[\u0621-\u064a]+(?:\s[\u0621-\u064a]+){0,3}"
_ARABIC = re.compile("[\u0621-\u064a]")
_JAPANESE = re.compile(
    r"(?:地元|同|各)?(?P<name>[一-龥々ァ-ヴーA-Za-z]{1,12}?(?:新聞社?|通信社?|テレビ|放送|ニュース|新報|日報|時報))"
    r"(?:の(?:報道|取材|記事))?(?:によると|によれば|の(?:取材|質問)に(?:対し|応じ|答え)|が[^。、]{0,8}(?:報じ|伝え)|は[^。「]{0,16}(?:報じ|伝え))"
)


def cites_of(paragraphs: Iterable[str], source: str, known: Iterable[str] = (), lang: str = "") -> tuple[str, ...]:
    """Outlets in the order in which they are first quoted, without the article's own source."""
    paragraphs = tuple(paragraphs)
    names = {folded(name) for name in known}
    whole = "\n".join(paragraphs).casefold()
    verbs = [verb for verb in _verbs(kin(lang)) if verb in whole]
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        for name in _cited(paragraph, verbs, names, kin(lang)):
            if name and folded(name) != folded(source):
                found.setdefault(folded(name), name)
    return tuple(found.values())


def _cited(paragraph: str, verbs: Sequence[str], known: set[str], lang: str) -> Iterator[str]:
    """The outlets of one paragraph; `verbs` are those of which one may stand in it."""
    plain = paragraph.casefold()
    if any(verb in plain for verb in verbs):
        for match in _attributions(lang).finditer(paragraph):
            yield _outlet(match, known, lang)
    if "報" in paragraph or "によ" in paragraph or "伝え" in paragraph or "取材" in paragraph:
        yield from (match["name"] for match in _JAPANESE.finditer(paragraph))
    if vocabulary(lang).cites_after and any(verb in plain for verb in vocabulary(lang).cites_after):
        names = (match["name"] for match in _attributions_after(lang).finditer(paragraph))
        yield from (name for name in names if _looks_like_outlet(name, known))


def _outlet(match: re.Match[str], known: set[str], lang: str) -> str:
    if match["arabic"]:
        return _arabic_outlet(match["arabic"], match["arabic_introducer"] or "", known)
    name = _without_day(match["name"])
    # "antara" is "between", and "Antara" alone a news agency.
    if not name or (_begins_with_role(name, lang) and not is_outlet_word(folded(name))):
        return ""
    words = vocabulary(lang)
    introducer = match["introducer"] or ""
    if introducer[:1].isupper() and introducer.split()[-1][0].isupper():
        # "selon Le Quotidien Exemple": with capitals it is the beginning of the name.
        name = f"{introducer} {name}"
    is_introduced = match["introducer"] is not None and match["introducer"].casefold() not in words.articles
    is_certain = is_introduced or folded(match["verb"]) in words.cites_always
    return name if is_certain or _looks_like_outlet(name, known) else ""


def _arabic_outlet(words: str, introducer: str, known: set[str]) -> str:
    """Arabic names have no capitals: one is known by the word before it, from a list, or not at all."""
    is_introduced = bool(introducer)
    name = []
    for word in words.split():
        if folded(word) in vocabulary("ar").not_names and folded(word) not in lexicon().outlet_words:
            break
        name.append(word)
    whole = " ".join(name[:3])
    if is_introduced and name:
        # "صحيفة عينة": what has no article of its own is a name together with its kind.
        kind = "" if name[0].startswith("ال") else introducer
        return f"{kind} {' '.join(name[:2])}".strip()
    if name and folded(name[0]) in lexicon().outlet_words and len(name) > 1:
        return whole
    listed = (" ".join(name[:length]) for length in (3, 2, 1))
    return next((each for each in listed if folded(each) in known or folded(each) in lexicon().outlets), "")


def _looks_like_outlet(name: str, known: set[str]) -> bool:
    # "Muster-Zeitung" is of two words, "Musterzeitung" of one.
    words = _ELIDED.sub(" ", folded(name).replace("-", " ")).split()
    is_listed = folded(name) in known or folded(name) in lexicon().outlets
    return is_listed or re.fullmatch(_DOMAIN, name) is not None or any(map(is_outlet_word, words))


def _without_day(name: str) -> str:
    """A name up to the weekday that follows it ("Antara Senin (5/10)")."""
    words = name.split()
    days = [index for index, word in enumerate(words) if folded(word) in lexicon().weekdays]
    return " ".join(words[: days[0]] if days else words).removesuffix("'s").removesuffix("’s")


def _begins_with_role(name: str, lang: str) -> bool:
    words = tuple(folded(name).split())
    return any(words[:length] in _roles(lang) for length in (1, 2, 3)) or words[0] in vocabulary(lang).not_names


@cache
def _roles(lang: str) -> frozenset[tuple[str, ...]]:
    return frozenset(vocabulary(lang).roles)


@cache
def _verbs(lang: str) -> tuple[str, ...]:
    """The shortest words of which one is in every attribution: quicker to look for than the expression."""
    words = vocabulary(lang)
    verbs = sorted({verb.casefold() for verb in (*words.cites_always, *words.cites_outlet)}, key=len)
    return tuple(verb for index, verb in enumerate(verbs) if not any(short in verb for short in verbs[:index]))


@cache
def _attributions(lang: str) -> re.Pattern[str]:
    words = vocabulary(lang)
    verbs = [*words.cites_always, *words.cites_outlet]
    latin = _alternatives(verb for verb in verbs if not _ARABIC.search(verb))
    arabic = _alternatives(verb for verb in verbs if _ARABIC.search(verb))
    openers = _alternatives(word for word in (*words.introducers, *words.articles) if not _ARABIC.search(word))
    arabic_openers = _alternatives(word for word in words.introducers if _ARABIC.search(word))
    # Case counts for names and for nothing else.
    return re.compile(
        rf"\b(?P<verb>(?i:{latin}))\s(?:(?:dari|oleh)\s)?(?:(?P<introducer>(?i:{openers}))\s)?(?:l['’])?(?P<name>{_NAME})"
        rf"|\bو?(?:{arabic})\s?(?:(?P<arabic_introducer>{arabic_openers})\s)?(?P<arabic>{_ARABIC_NAME})"
    )


@cache
def _attributions_after(lang: str) -> re.Pattern[str]:
    verbs = _alternatives(vocabulary(lang).cites_after)
    return re.compile(rf"(?P<name>{_BARE_NAME})(?:['’]\w{{1,8}})?,?\s(?:\w{{1,20}}\s){{0,2}}(?:{verbs})\b")


def _alternatives(words: Iterable[str]) -> str:
    """Words as one expression, the longest first; one that matches nothing where there is no word."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
