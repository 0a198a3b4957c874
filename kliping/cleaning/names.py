"""Tags: the names that an article turns on, by how often and how early they come.

Strategy: in languages that keep capitals for names, a name is a run of capitalised words that no sentence
start explains; words of office part runs. Runs are then held against one another: a name that also stands
alone is split off a longer run, and a surname counts for the full name. What comes once must be in the lead,
or be a full name where few others are found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_letters, ascii_lowercase
from typing import NamedTuple

from kliping.cleaning import arabic, eastasian, german
from kliping.cleaning.lexicon import Vocabulary, folded, kin, vocabulary

MOST_TAGS = 8
_LEAD_BONUS = 1
# An article with fewer tags than this gets full names that come but once.
_FEW = 4
_MOST_FULL = 3

# A capitalised word; Arabic family names bear theirs after the article ("Raed al-Sample"). Of a text without such
# names all words begin with the capital, which is quicker to look for.
_CAPITAL = r"[^\W\d_a-z]"
_REST = rf"(?:[\w'’&-]*\w)?(?:(?<=s)['’](?=\s{_CAPITAL}))?"
_WITH_ARTICLE = re.compile(rf"(?<![\w'’&.-])(?:(?:al|el|an|ar|as|ash|at|az)-)?{_CAPITAL}{_REST}")
_WITHOUT_ARTICLE = re.compile(rf"[A-Z\x80-\U0010ffff](?<={_CAPITAL})(?<![\w'’&.-].){_REST}", re.DOTALL)
_ARTICLE = re.compile(rf"-{_CAPITAL}")
# "Institute for Tidal Biology", "Bank of England", "Ursula van der Sample" are one name.
_GAP = re.compile(" (?:(?:of|for|of the|de|de la|del|da|du|des|van|van der|von|bin|binti|al) )?")
# Romance "de" also joins what is no name ("Juan Muestra de Villaprueba"): there it follows one word at most.
_ROMANCE = frozenset({"es", "fr"})
_ELISION = re.compile(r"\b([dlnsmtjc]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
_TURKISH_SUFFIX = re.compile(r"(?<=\w)['’][a-zçğıöşü]+")
_ORDINARY = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENERS = frozenset('"“‘«([')
# French sets a space between a quotation mark and what is quoted.
_QUOTE_SPACES = " \u202f"
_ENDS = frozenset(".!?:…;")
_LAST_WORD = re.compile(r"(?<![\w'’-])([\w'’-]++)\s$")
_LOOK_BACK = 24
# What is longer is a heading or a list, and no name.
_MOST_WORDS = 8
_MOST_CAPITALS = 0.6
_SMALL_LETTERS, _LETTERS = ascii_lowercase.encode(), ascii_letters.encode()

Name = tuple[str, ...]


class _Run(NamedTuple):
    """Capitalised words in a row. `opens`: the first stands where any word would be capitalised."""

    words: Name
    opens: bool
    paragraph: int
    after_role: bool = False
    after_locative: bool = False


def tags_of(paragraphs: Sequence[str], excluded: Iterable[str], lang: str = "") -> tuple[str, ...]:
    """At most eight names, the weightiest first; the first paragraph is the lead, without its dateline."""
    if paragraphs and arabic.is_arabic(paragraphs[0]):
        return arabic.topics_of(paragraphs, excluded)
    if paragraphs and eastasian.is_east_asian(paragraphs[0]):
        return eastasian.topics_of(paragraphs, excluded)
    if kin(lang) == "de":
        return german.names_of([text for text in paragraphs if not _is_shouted(text)], excluded)
    paragraphs = [_prepared(text, kin(lang)) for text in paragraphs]
    shown = ((number, text) for number, text in enumerate(paragraphs) if not _is_shouted(text))
    runs = [run for number, text in shown for run in _runs(text, number, kin(lang))]
    runs = _without_explained(runs, paragraphs, vocabulary(lang))
    runs = _split(runs, vocabulary(lang))
    unwanted = {tuple(folded(name).split()) for name in excluded}
    return _weightiest(_surnames_joined(runs), unwanted)


def _prepared(text: str, lang: str) -> str:
    """A text in which names stand apart from what their language writes onto them."""
    if lang == "fr":
        return _ELISION.sub(r"\1' ", text)
    return _TURKISH_SUFFIX.sub(" ,", text) if lang == "tr" else text


def _is_shouted(text: str) -> bool:
    # With all characters beyond ASCII taken for capitals, nearly all texts have too few of them, and need no counting.
    plain = text.encode("ascii", "ignore")
    letters, small = (len(plain) - len(plain.translate(None, some)) for some in (_LETTERS, _SMALL_LETTERS))
    others = len(text) - len(plain)
    if letters - small + others < (letters + others) * _MOST_CAPITALS:
        return False
    return sum(map(str.isupper, text)) > sum(map(str.isalpha, text)) * _MOST_CAPITALS


def _runs(text: str, paragraph: int, lang: str) -> Iterable[_Run]:
    """The runs of one paragraph, as they stand."""
    tokens = [token for token in _capitalised(text) if _has_capital(token[0])]
    role_end, at = -2, 0
    while at < len(tokens):
        start = tokens[at].start()
        role = _role_at(text, tokens[at], lang)
        if role:
            role_end = role.end()
            at += sum(token.start() < role_end for token in tokens[at : at + _MOST_WORDS])
            continue
        length = _length(tokens, at, text, lang)
        if length <= _MOST_WORDS:
            run = _run(text, start, tokens[at + length - 1].end(), paragraph, lang)
            yield run._replace(after_role=True) if role_end == start - 1 else run
        at += length


def _capitalised(text: str) -> Iterator[re.Match[str]]:
    return (_WITH_ARTICLE if _ARTICLE.search(text) else _WITHOUT_ARTICLE).finditer(text)


def _run(text: str, start: int, end: int, paragraph: int, lang: str) -> _Run:
    """The run that stands between two places, with what its neighbourhood says of it."""
    words = text[start:end].split(" ")
    is_possessive = words[-1].endswith(("'s", "’s"))
    words[-1] = words[-1][:-2] if is_possessive else words[-1]
    before = text[max(0, start - _LOOK_BACK) : start]
    last = None if before[-2:-1] in _ENDS else _LAST_WORD.search(before)
    last_word = last[1].casefold() if last else ""
    return _Run(
        words=tuple(words),
        opens=(before.rstrip() or ".")[-1] in _ENDS or before.rstrip(_QUOTE_SPACES)[-1:] in _OPENERS,
        paragraph=paragraph,
        after_role=last_word in _last_words_of_roles(lang),
        # "in Jakarta" is a place, "in Falkenrath's hand" is not.
        after_locative=last_word in _locatives(lang) and not is_possessive,
    )


def _has_capital(word: str) -> bool:
    return word[0].isupper() or word.partition("-")[2][:1].isupper()


def _length(tokens: Sequence[re.Match[str]], at: int, text: str, lang: str) -> int:
    """How many words of a paragraph, from one on, are one run."""
    length = 1
    for token, following in pairwise(tokens[at : at + _MOST_WORDS + 2]):
        gap = _GAP.fullmatch(text, token.end(), following.start())
        is_bound = gap is not None and (len(gap[0]) == 1 or lang not in _ROMANCE or _is_romance(gap[0], length))
        # "Armenia's" ends its run: what follows is another name.
        if not is_bound or token[0].endswith(("'s", "’s")) or _role_at(text, following, lang):
            break
        length += 1
    return length


def _is_romance(gap: str, length: int) -> bool:
    return length == 1 and gap.strip().startswith("d")


def _role_at(text: str, token: re.Match[str], lang: str) -> re.Match[str] | None:
    """The words of office that begin with a word."""
    return _roles(lang).match(text, token.start()) if folded(token[0]) in _first_words_of_roles(lang) else None


@cache
def _first_words_of_roles(lang: str) -> frozenset[str]:
    """As a run of letters has them: "Secretary-General" may be one word of it or two."""
    return frozenset(word for role in vocabulary(lang).roles for word in (role[0], role[0].partition("-")[0]))


@cache
def _roles(lang: str) -> re.Pattern[str]:
    """Words of office, the longest first."""
    roles = "|".join(re.escape(" ".join(role)) for role in vocabulary(lang).roles)
    return re.compile(rf"(?:{roles})\b", re.IGNORECASE)


@cache
def _last_words_of_roles(lang: str) -> frozenset[str]:
    return frozenset(role[-1] for role in vocabulary(lang).roles)


@cache
def _locatives(lang: str) -> frozenset[str]:
    return vocabulary(lang).locatives


def _without_explained(runs: Sequence[_Run], paragraphs: Sequence[str], words_of: Vocabulary) -> list[_Run]:
    """Runs without first words that only their sentence's start capitalises."""
    inside = {word for run in runs for word in (run.words[1:] if run.opens else run.words)}
    ordinary = cache(lambda: frozenset(_ORDINARY.findall(" ".join(paragraphs))))  # few texts ask for them
    trimmed = []
    for run in runs:
        words = run.words
        if run.opens and not (words[0] in inside or _is_acronym(words[0]) or _is_full_name(words, inside, ordinary)):
            words = words[1:]
        words = _without_edges(words, words_of)
        if words:
            trimmed.append(run if words == run.words else run._replace(words=words))
    return trimmed


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_full_name(words: Name, inside: set[str], ordinary: Callable[[], frozenset[str]]) -> bool:
    """A first word that never stands in small letters, before one that is known elsewhere as a name."""
    return len(words) == 2 and words[1] in inside and words[0].casefold() not in ordinary()


def _without_edges(words: Name, words_of: Vocabulary) -> Name:
    """A run without what is no name at either end: days, months, common words, adjectives of nations."""
    while words and (_is_common(words[0], words_of) or words[0].islower()):
        words = words[1:]
    while words and (_is_common(words[-1], words_of) or words[-1].islower()):
        words = words[:-1]
    return words


def _is_common(word: str, words_of: Vocabulary) -> bool:
    return len(word) == 1 or folded(word) in words_of.common


def _split(runs: Sequence[_Run], words_of: Vocabulary) -> list[_Run]:
    """Runs parted where one of their ends stands alone elsewhere ("Rusia Sergei Lavrov", "NATO Jens Stoltenberg")."""
    alone = {run.words for run in runs}
    lasts = {run.words[-1] for run in runs if len(run.words) == 1}
    parted = []
    for run in runs:
        parts = _parts(run, alone, lasts, words_of) if len(run.words) > 1 else (run.words,)
        parted += [run] if len(parts) == 1 else [run._replace(words=_without_edges(words, words_of)) for words in parts]
    return parted


def _parts(run: _Run, alone: set[Name], lasts: set[str], words_of: Vocabulary) -> tuple[Name, ...]:
    for at in range(len(run.words) - 1, 0, -1):
        head, tail = _without_edges(run.words[:at], words_of), _without_edges(run.words[at:], words_of)
        is_person = len(tail) > 1 and tail in alone and (run.after_role or tail[-1] in lasts)
        is_office = run.after_role and head in alone and (len(tail) > 1 or tail in alone)
        is_team = head in alone and len(head) > 1 and len(tail) > 1 and tail[-1] in lasts
        if is_person or is_office or is_team:
            return head, tail
    return (run.words,)


def _surnames_joined(runs: Sequence[_Run]) -> list[_Run]:
    """Runs in which a surname alone has become the full name that came before it."""
    places = {run.words for run in runs if run.after_locative}
    full: dict[str, Name] = {}
    joined = []
    for run in runs:
        words = run.words
        if len(words) > 1 and not _is_acronym(words[-1]):
            full.setdefault(words[-1], words)
        elif len(words) == 1 and words not in places:
            words = full.get(words[0], words)
        joined.append(run if words == run.words else run._replace(words=words))
    return joined


def _weightiest(runs: Sequence[_Run], unwanted: set[Name]) -> tuple[str, ...]:
    counts: Counter[Name] = Counter()
    spelling: dict[Name, str] = {}
    keys = [_key(run.words) for run in runs]
    in_lead = {key for key, run in zip(keys, runs, strict=True) if run.paragraph == 0}
    for key, run in zip(keys, runs, strict=True):
        counts[key] += 1
        spelling.setdefault(key, " ".join(run.words))
    names = [name for name in counts if name not in unwanted and (counts[name] > 1 or name in in_lead)]
    # Python sorts stably and the counter is in order of appearance: equals stay as they came.
    names.sort(key=lambda name: -counts[name] - (_LEAD_BONUS if name in in_lead else 0))
    once = dict.fromkeys(key for key, run in zip(keys, runs, strict=True) if _is_full(run))
    names += [name for name in once if name not in unwanted and name not in names][: max(0, _FEW - len(names))]
    return tuple(spelling[name] for name in names[:MOST_TAGS])


def _is_full(run: _Run) -> bool:
    """Whether a run that comes once is a name all the same: two or three words, within a sentence or after a role."""
    is_of_words = all(word[0].isupper() and word.isalpha() and not word.isupper() for word in run.words)
    return 1 < len(run.words) <= _MOST_FULL and is_of_words and (run.after_role or not run.opens)


def _key(words: Name) -> Name:
    return tuple(map(folded, words))
