"""Topics of a Japanese or Chinese text, which has neither capitals nor spaces to tell names by.

Strategy: what recurs and looks like a name: katakana with a middle dot, characters before a word such as 市長
or さん, characters that end in what places and bodies end in, compounds of three characters or more, titles in 『』
and 《》; a person's age proves a name at once. A surname counts for the full name. Fewer is better than wrong.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon, vocabulary

_MOST = 5
_MOST_WEIGHED = 100
_LEAST = 2
_LEAST_WORD = 3
_CJK = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_KATAKANA = re.compile("[ァ-ヴー]{2,20}(?:[・＝=][ァ-ヴー]{2,20}){1,3}")
_LOAN = re.compile("(?<![ァ-ヴー・])[ァ-ヴー]{3,12}(?![ァ-ヴー・])")
_TITLE = re.compile("[『《]([^『』《》]{2,30})[』》]")
_ACRONYM = re.compile("(?<![A-Za-z])[A-Z]{2,8}(?![A-Za-z])")
_KANA = re.compile("[\u3041-\u30ff]")
# With an age or さん behind it, kana may end a name: 見本ときわさん（３８）. Particles begin none.
_WITH_KANA = "[一-龥々]{2,4}(?![のをがにもへ])[ぁ-ん]{2,4}"
_AGED = re.compile(
    rf"(?<![一-龥々])([一-龥々]{{3,6}}?|{_WITH_KANA}?)(?:さん|氏|記者)?[（(][0-9０-９]{{1,3}}(?:歳)?[）)]"
)
_WITH_TITLE = re.compile(rf"(?<![一-龥々])({_WITH_KANA}?)(?:さん|氏)")
_EVERYONE = ("みな", "たち", "みん")
# A compound of the article's own; what counts or dates is none.
_COMPOUND = re.compile("(?<![一-龥々ァ-ヴー])[一-龥々]{3,6}(?![一-龥々ァ-ヴー])")
_COUNTING = re.compile("[一二三四五六七八九十百千万年月日時分人歳円件回目前後中内外間約数今同各]")
_CERTAIN = 2
# Before a name, and no part of it.
_PREFIXES = ("同", "各", "全", "旧", "新", "元", "前", "約", "毎", "当")


def is_east_asian(text: str) -> bool:
    """Whether a text is written in Chinese characters or kana, by its first letters."""
    if not _CJK.search(text[:200]):
        return False
    letters = [character for character in text[:200] if character.isalpha()]
    return sum(_CJK.match(character) is not None for character in letters) * 2 > len(letters)


def topics_of(paragraphs: Sequence[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """Names that recur, the most frequent first."""
    text = "\n".join(paragraphs)
    unwanted = {folded(name) for name in excluded} | vocabulary("ja").not_names | set(_weekdays())
    found: Counter[str] = Counter()
    for pattern in (_KATAKANA, _TITLE, _ACRONYM):
        found.update(match[match.re.groups] for match in pattern.finditer(text))
    if _KANA.search(text):
        # In Chinese, which has no kana between its words, nothing says where a name begins.
        found.update(match[1] for match in _persons().finditer(text))
        found.update(match[1] for match in _WITH_TITLE.finditer(text) if not _is_everyone(match[1]))
        found.update(_without_prefix(match[0]) for match in _bodies().finditer(text))
        found.update({match[1]: _CERTAIN for match in _AGED.finditer(text) if not _is_everyone(match[1])})
        compounds = Counter(name for name in _COMPOUND.findall(text) if not _COUNTING.search(name))
        found.update({name: count for name, count in compounds.items() if count >= _LEAST_WORD and name not in found})
        _join_surnames(found, text)
        loans = Counter(_LOAN.findall(text))
        found.update({name: count for name, count in loans.items() if count >= _LEAST_WORD})
    names = [name for name, count in found.most_common(_MOST_WEIGHED) if count >= _LEAST and len(name) > 1]
    names = [name for name in names if folded(name) not in unwanted and not _is_within(name, names)]
    return tuple(names[:_MOST])


def _is_everyone(name: str) -> bool:
    """生徒のみなさん names nobody."""
    return any(word in name for word in _EVERYONE)


def _join_surnames(found: Counter[str], text: str) -> None:
    """A surname alone counts for the full name, which an age has proved."""
    for match in _AGED.finditer(text):
        name = match[1]
        for surname in [each for each in found if each != name and name.startswith(each)]:
            found[name] += found.pop(surname)


def _is_within(name: str, names: Iterable[str]) -> bool:
    return any(name != other and name in other for other in names)


def _without_prefix(name: str) -> str:
    return name[1:] if name.startswith(_PREFIXES) and len(name) > 3 else name


def _weekdays() -> Iterable[str]:
    return (name for name in lexicon().weekdays if _CJK.match(name))


@cache
def _persons() -> re.Pattern[str]:
    titles = "|".join(re.escape(" ".join(role)) for role in vocabulary("ja").roles if _CJK.match(role[0]))
    return re.compile(rf"(?<![一-龥々])([一-龥々]{{2,5}}?)(?={titles})")


@cache
def _bodies() -> re.Pattern[str]:
    ends = sorted((word for word in vocabulary("ja").generic if _CJK.match(word)), key=len, reverse=True)
    return re.compile(rf"(?<![一-龥々ァ-ヴー])[一-龥々ァ-ヴー]{{2,10}}?(?:{'|'.join(ends)})(?![一-龥々ァ-ヴー])")
