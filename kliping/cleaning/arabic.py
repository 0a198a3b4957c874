"""Topics of an Arabic text, which has no capitals to tell names by.

Strategy: what recurs and is no common word. Particles are written onto words ("والقاهرة", "للقاهرة"), so a
word counts for its bare form, but only where that form stands in the text by itself. Fewer is better than
wrong.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, pairwise

from kliping.cleaning.lexicon import folded, lexicon, vocabulary

_MOST = 5
_MOST_WEIGHED = 100
_LEAST_WORD = 3
_LEAST_LETTERS = 3
_LEAST_PHRASE = 2
_WORD = re.compile("[\u0621-\u064a\u064b-\u0652\u0670]{2,}|[^\\s\u0621-\u064a\u064b-\u0652\u0670]+")
_LETTER = re.compile("[\u0621-\u064a]")
# One, or one after another: and, so, with, for, like; "for the" swallows the article's alef.
_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "و", "ف", "ب", "ل", "ك")
_ARTICLE = "ال"
_LEAST_FAMILY = 5
# Nouns of that make.
_NOT_FAMILIES = frozenset(
    "النادي القاضي المحامي الجندي الاهالي الصحفي الشرطي الراعي المشتري التالي الوالي المفتي الوصي".split()
)


def is_arabic(text: str) -> bool:
    """Whether a text is written in Arabic script, by its first letters."""
    if not _LETTER.search(text[:200]):
        return False
    letters = [character for character in text[:200] if character.isalpha()]
    return sum(_LETTER.match(character) is not None for character in letters) * 2 > len(letters)


def topics_of(paragraphs: Sequence[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """Phrases that come twice, the longest first, and names that come three times."""
    texts = [[folded(word) for word in _WORD.findall(text)] for text in paragraphs]
    standing = {word for words in texts for word in words}
    texts = [[_bare(word, standing) for word in words] for words in texts]
    unwanted = {word for name in excluded for word in folded(name).split()}
    spelling = _spellings(paragraphs)
    phrases: list[tuple[str, ...]] = []
    for size in (5, 4, 3, 2):
        # A part of a longer phrase that has been found is none of its own.
        phrases += [name for name in _counted(texts, size, _LEAST_PHRASE, unwanted) if not _is_within(name, phrases)]
    speakers = _speakers(texts)
    words = [name for name in _counted(texts, 1, _LEAST_WORD, unwanted) if _is_proper(name[0], standing, speakers)]
    words = [name for name in words if not _is_within(name, phrases)]
    persons = [name for name in _persons(texts, standing, speakers) if not set(name) & unwanted]
    phrases = [name for name in phrases if not _is_within(name, persons)] + persons
    words = [name for name in words if not _is_within(name, persons)]
    return tuple(" ".join(spelling.get(word, word) for word in name) for name in [*phrases, *words][:_MOST])


def _counted(texts: Sequence[Sequence[str]], size: int, least: int, unwanted: set[str]) -> list[tuple[str, ...]]:
    counts: Counter[tuple[str, ...]] = Counter()
    for words in texts:
        counts.update(zip(*(words[shift:] for shift in range(size)), strict=False))
    found = (name for name, count in counts.most_common() if count >= least and _is_topic(name, unwanted))
    return list(islice(found, _MOST_WEIGHED))


def _is_within(name: tuple[str, ...], longer: Iterable[tuple[str, ...]]) -> bool:
    return any(len(set(name) & set(each)) >= min(2, len(name)) for each in longer)


def _speakers(texts: Iterable[Sequence[str]]) -> set[str]:
    """Who is named after a verb of speech: the next word, and the one after it, which may be a family's name."""
    verbs = vocabulary("ar").speech
    speakers: set[str] = set()
    for words in texts:
        for verb, one, other in zip(words, words[1:], words[2:], strict=False):
            if verb.removeprefix("و") in verbs and not _is_common(one):
                speakers |= {one, other}
    return speakers


def _persons(texts: Sequence[Sequence[str]], standing: set[str], speakers: set[str]) -> list[tuple[str, ...]]:
    """Full names, each once: a word of no other use before a family's name that comes again, and speaks."""
    counts = Counter(word for words in texts for word in words)
    found: dict[str, tuple[str, ...]] = {}
    for words in texts:
        for first, family in pairwise(words):
            is_family = family in speakers and counts[family] >= _LEAST_PHRASE and _is_family(family, standing)
            if is_family and counts[first] == 1 and _is_first_name(first, standing):
                found.setdefault(family, (first, family))
    return list(found.values())


def _is_family(word: str, standing: set[str]) -> bool:
    """Most families' names are made with the article and an ending, as few nouns are that can speak."""
    is_made = word.startswith(_ARTICLE) and word.endswith("ي") and len(word) > _LEAST_FAMILY
    return (
        is_made and word not in _NOT_FAMILIES and not _is_common(word) and word.removeprefix(_ARTICLE) not in standing
    )


def _is_first_name(word: str, standing: set[str]) -> bool:
    words = vocabulary("ar")
    is_word = _is_common(word) or word in words.speech or word in words.generic or word.startswith(_ARTICLE)
    return len(word) >= _LEAST_LETTERS and not is_word and _ARTICLE + word not in standing


def _is_proper(word: str, standing: set[str], speakers: set[str]) -> bool:
    """A common noun comes with the article and without it; a name one way, and with the article it is a speaker's."""
    if word in vocabulary("ar").generic:
        return False
    if word.startswith(_ARTICLE):
        return word in speakers and word.removeprefix(_ARTICLE) not in standing
    return _ARTICLE + word not in standing


def _is_topic(name: tuple[str, ...], unwanted: set[str]) -> bool:
    return all(
        len(word) >= _LEAST_LETTERS and _LETTER.match(word) and word not in unwanted and not _is_common(word)
        for word in name
    )


def _is_common(word: str) -> bool:
    common = _common()
    return word in common or word.removeprefix(_ARTICLE) in common or _ARTICLE + word in common


@cache
def _common() -> frozenset[str]:
    words = vocabulary("ar")
    return words.not_names | _calendar() | words.locatives | lexicon().outlet_words


@cache
def _calendar() -> frozenset[str]:
    names = [*lexicon().weekdays, *lexicon().months]
    return frozenset(word for name in names for word in name.split())


def _bare(word: str, standing: set[str]) -> str:
    """A word without the particle written onto it, if it stands without one elsewhere or is a common word."""
    for particle in _PARTICLES:
        rest = word.removeprefix(particle)
        bare = _ARTICLE + rest if len(particle) > 1 else rest
        if rest != word and len(rest) > 2 and (bare in standing or _is_common(bare)):
            return bare
    return word


def _spellings(paragraphs: Sequence[str]) -> dict[str, str]:
    """Folded word → as it is first written."""
    spelling: dict[str, str] = {}
    for text in paragraphs:
        for word in _WORD.findall(text):
            spelling.setdefault(folded(word), word)
    return spelling
