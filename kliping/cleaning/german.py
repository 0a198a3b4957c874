"""Names of a German text, in which every noun has a capital.

Strategy: a capital proves nothing, so a name needs more: two or more words in a row that come again, follow a
word of office or end in a surname that stands alone elsewhere; a single word only as an acronym or as a place
("in Musterhausen", never "im" or "das"). Fewer is better than wrong.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kliping.cleaning.lexicon import folded, lexicon, vocabulary

_MOST_TAGS = 8
_MOST_WORDS = 6
_LEAST = 2
_WORD = re.compile(r"[^\W_][\w'’&-]*")
_PARTICLE = re.compile(r" (?:von|von der|van|zu|zur|am|an der|auf der|ob der|de|del|da|bin) ")
_DETERMINERS = frozenset(
    "der die das dem den des ein eine einem einen einer eines im am zum zur vom beim ins ans aufs kein keine keinen "
    "sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere dieser diese dieses diesem diesen jede "
    "jeder jedes jedem jeden alle allen aller viele vielen mehrere einige mehr "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
)
# Offices are compounds more often than not: "Amtsleiterin", "Dorfschullehrer".
_OFFICE = re.compile(
    r"\w+(?:leiter|meister|sprecher|chef|direktor|präsident|minister|lehrer|pfarrer|richter|händler|inhaber|besitzer|"
    r"forscher|wart|vorsteher|kommandant|verwalter|beauftragter?|rätin|rat|anwalt|anwältin|arzt|ärztin)(?:in)?",
    re.IGNORECASE,
)
_LEAST_AFTER_OFFICE = 2
_RELATIVE = re.compile(r", (?:der|die|dem|den|deren|dessen)\s")
_IN = frozenset({"in", "nach"})
# "die Stadt Musterhausen": the second word names what the first one is.
_KINDS = frozenset(
    "stadt gemeinde landkreis kreis dorf ortsteil stadtteil kleinstadt großstadt hafenstadt bezirk insel".split()
)

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, the word before them, and where they stand."""

    words: Name
    before: str
    paragraph: int
    after_role: bool = False
    is_told_of: bool = False
    """A relative clause follows: "Anna Muster, die …"."""


def names_of(paragraphs: Sequence[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """At most eight names, the weightiest first."""
    unwanted = {tuple(folded(name).split()) for name in excluded}
    runs = [run for number, text in enumerate(paragraphs) for run in _runs(text, number)]
    runs = [part for run in runs for part in _without_place(run, unwanted)]
    singles, several = defaultdict[Name, list[_Run]](list), defaultdict[Name, list[_Run]](list)
    for run in runs:
        (several[_stemmed(run.words)] if len(run.words) > 1 else singles[run.words]).append(run)
    names = {name for name, own in several.items() if _is_name(name, own, singles)}
    names |= {name for name, own in singles.items() if len(own) >= _LEAST and _is_single(name[0], own)}
    return _weightiest(runs, names, unwanted)


def _without_place(run: _Run, unwanted: set[Name]) -> Iterable[_Run]:
    """A run without the fact it begins with, which the next noun only follows: "verkauft Musterhausen Stille"."""
    if len(run.words) == _LEAST and (folded(run.words[0]),) in unwanted:
        return (replace(run, words=run.words[:1]), replace(run, words=run.words[1:], before=folded(run.words[0])))
    return (run,)


def _runs(text: str, paragraph: int) -> Iterable[_Run]:
    tokens = list(_WORD.finditer(text))
    at = 0
    while at < len(tokens):
        length = _length(tokens, at, text)
        if length:
            words = tuple(text[tokens[at].start() : tokens[at + length - 1].end()].split(" "))
            before = text[tokens[at - 1].start() : tokens[at].start()] if at else ""
            is_told_of = _RELATIVE.match(text, tokens[at + length - 1].end()) is not None
            yield from (replace(run, is_told_of=is_told_of) for run in _trimmed(words, before.strip(), paragraph))
        at += max(1, length)


def _length(tokens: Sequence[re.Match[str]], at: int, text: str) -> int:
    if not tokens[at][0][0].isupper():
        return 0
    length = 1
    following = tokens[at : at + 2 * _MOST_WORDS]
    for token, other in pairwise(following):
        gap = text[token.end() : other.start()]
        if other[0][0].isupper() and gap == " ":
            length += 1
            continue
        # "Ursula van der Muster", "Frankfurt am Main": small words within a name.
        rest = next((each for each in following[length : length + 3] if each[0][0].isupper()), None)
        is_bound = rest is not None and _PARTICLE.fullmatch(text, token.end(), rest.start())
        if is_bound and rest is not None:
            length = following.index(rest) + 1
        break
    return length


def _trimmed(words: Name, before: str, paragraph: int) -> Iterable[_Run]:
    """A run without common words and words of office at its edges; they bear witness of the name after them."""
    before = before.casefold()
    after_role = False
    while words and (_is_role(words) or _is_common(words[0])):
        after_role = _is_role(words)
        before, words = folded(words[0]), words[1:]
    while words and (_is_common(words[-1]) or words[-1][0].islower()):
        words = words[:-1]
    if words and len(words) <= _MOST_WORDS:
        yield _Run(words=words, before=before, paragraph=paragraph, after_role=after_role)


def _is_role(words: Name) -> bool:
    """Whether a run begins with a word of office; a compound only before a whole name, as surnames are such words."""
    is_compound = len(words) > _LEAST_AFTER_OFFICE and _OFFICE.fullmatch(words[0]) is not None
    return is_compound or folded(words[0]) in _roles()


@cache
def _roles() -> frozenset[str]:
    return frozenset(role[0] for role in vocabulary("de").roles if len(role) == 1)


def _is_common(word: str) -> bool:
    plain = folded(word)
    calendar = plain in lexicon().weekdays or plain in lexicon().months
    return len(word) == 1 or word[0].isdigit() or calendar or plain in vocabulary("de").not_names


def _stemmed(words: Name) -> Name:
    """A name without the s of its genitive, where that is certain enough: "Anna Musters"."""
    last = words[-1]
    return (*words[:-1], last[:-1]) if last.endswith("s") and not last.endswith("ss") and len(last) > 4 else words


def _is_name(name: Name, own: Sequence[_Run], singles: Mapping[Name, Sequence[_Run]]) -> bool:
    if any(run.before[-1:].isdigit() for run in own):
        return False
    is_surname_known = own[0].words[-1:] in singles or name[-1:] in singles
    # Two nouns in a row within a sentence are a name, if what stands before them is no more than a small word.
    is_person = len(name) == _LEAST and any(run.is_told_of and run.before.isalpha() for run in own)
    is_certain = len(own) >= _LEAST or any(run.after_role for run in own)
    return is_certain or ((is_surname_known or is_person) and not _has_determiner(own))


def _is_single(word: str, own: Sequence[_Run]) -> bool:
    if len(word) > 1 and word.isupper():
        return True
    places = sum(run.before in _IN for run in own)
    is_place = folded(word) in lexicon().places or places >= _LEAST or any(run.before in _KINDS for run in own)
    return is_place and not _has_determiner(own)


def _has_determiner(runs: Iterable[_Run]) -> bool:
    return any(run.before in _DETERMINERS for run in runs)


def _weightiest(runs: Sequence[_Run], names: set[Name], unwanted: set[Name]) -> tuple[str, ...]:
    full = {name[-1]: name for name in sorted(names, reverse=True) if len(name) > 1 and not name[-1].isupper()}
    counts: Counter[Name] = Counter()
    lead: set[Name] = set()
    for run in runs:
        name = _stemmed(run.words) if _stemmed(run.words) in names else run.words
        if len(name) == 1 and name not in names:
            name = full.get(name[0], full.get(_stemmed(name)[0], name))
        if name in names:
            counts[name] += 1
            lead |= {name} if run.paragraph == 0 else set()
    wanted = [name for name in counts if tuple(map(folded, name)) not in unwanted]
    wanted.sort(key=lambda name: -counts[name] - (name in lead))
    return tuple(" ".join(name) for name in wanted[:_MOST_TAGS])
