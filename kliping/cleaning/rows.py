"""Headlines of other stories that a page sets among an article's paragraphs, or below them, without a label.

Strategy: a heading stands alone, so several lines set as headlines in a row are a page's, if most of them tell what
somebody did, asked or said, as no names do; a list that a colon announces is the article's own. What a page asks and
answers in points, and what it says of an article a second time and breaks off, is its own too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.related import Shown
from kliping.cleaning.rules import CAPTION, is_title_case
from kliping.cleaning.shapes import is_long

_LEAST_CHARACTERS, _MOST_CHARACTERS = 30, 150
_MOST_MARK = 3
_LEAST_WORDS = 5
_LEAST_IN_ROW = 2
_LEAST_AFTER_COLON = 3
_MARK = re.compile(r"[-–—•*·▪►▶■・]\s+")
_LONE_MARKS = frozenset("- – — • * · ▪".split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Verbs of Indonesian headlines by their beginning or their end: "Digelar", "Menurun", "Lanjutkan".
_VERB = re.compile(r"(?:Me(?:m|n|ng|ny|l|r)|Ber|Ter|Di)[a-z]{4,}|(?!Pe|Ke)[A-Z][a-z]{3,}kan")
_SAID = re.compile(r"[:：]\s(?P<rest>\S.*)")
_QUESTION = re.compile(
    r"(?:Apa|Apakah|Bagaimana|Kapan|Kenapa|Mengapa|Siapa|Siapakah|Di ?mana|Berapa|Mana)\b[^?]{8,150}\?\s\S"
)
_PARTED = re.compile(r"[,:?!] \S")
_LEAST_COPIED = 40
# A heading of an article's own is shorter, or says again what the article says.
_LEAST_ALONE, _LEAST_BROKEN, _LEAST_BELOW = 8, 80, 4
_MOST_SMALL, _TIMES_SHARED = 3, 6


def rows_of(lines: Sequence[Shown]) -> list[int]:
    """Where such rows stand, with the signs of lists that a page left alone in lines beside them."""
    begin = next((at for at, line in enumerate(lines) if line.is_kept and is_long(line.text)), len(lines))
    body = [at for at in range(begin + 1, len(lines)) if not lines[at].is_blank]
    found: list[int] = []
    for is_row, group in groupby(body, lambda at: _is_neutral(lines[at]) or _is_headline(lines[at])):
        row = list(group)
        headlines = [at for at in row if _is_headline(lines[at])]
        before = next((lines[at].text for at in range(row[0] - 1, -1, -1) if lines[at].is_kept), "")
        if is_row and _is_of_page([lines[at].text for at in headlines]) and not before.endswith(":"):
            found += [at for at in row if lines[at].is_kept]
    return found


def answers_of(lines: Sequence[Shown]) -> list[int]:
    """Where a page asks and answers in points, each below a sign of a list that stands alone."""
    body = [at for at, line in enumerate(lines) if not line.is_blank]
    pairs = [
        (mark, at)
        for mark, at in pairwise(body)
        if lines[mark].text in _LONE_MARKS and lines[at].is_kept and _QUESTION.match(lines[at].text)
    ]
    return [at for pair in pairs for at in pair if lines[at].is_kept] if len(pairs) >= _LEAST_IN_ROW else []


def scattered_of(lines: Sequence[Shown]) -> list[int]:
    """Where headlines stand alone between paragraphs, on a page that lists whose its pictures are.

    Such a page sets the article's own headings in few words or without a verb.
    """
    if not any(line.rule == CAPTION and line.text.endswith(":") for line in lines):
        return []
    kept = [at for at, line in enumerate(lines) if line.is_kept][1:]
    between = [at for at in kept if all(near.is_blank for near in (*lines[at - 1 : at], *lines[at + 1 : at + 2]))]
    found = [at for at in between if _is_headline(lines[at]) and _tells(lines[at].text)]
    return found if len(found) > 1 else []


def copies_of(lines: Sequence[Shown]) -> list[int]:
    """Where a page says again how a paragraph above begins, and breaks off within it."""
    told: list[str] = []
    found = []
    for at, line in enumerate(lines):
        if not line.is_kept:
            continue
        is_open = len(line.text) >= _LEAST_COPIED and line.text[-1].isalnum()
        if is_open and any(line.text in text and line.text != text for text in told):
            found.append(at)
        elif is_long(line.text):
            told.append(line.text)
    return found


def strangers_of(lines: Sequence[Shown]) -> list[int]:
    """Where one headline stands alone, of whose words the article has none; at the top a broken teaser goes with it."""
    kept = [at for at, line in enumerate(lines) if line.is_kept]
    begin = next((at for at in kept if is_long(lines[at].text)), len(lines))
    alone = [at for at in kept if at > begin and _is_told_alone(lines[at]) and _is_apart(lines, kept, at)]
    found = [at for at in alone if not _shares(lines, [at])]
    top = kept[:2]
    if len(kept) > _LEAST_BELOW and _is_headline(lines[top[0]]) and _is_broken(lines[top[1]].text):
        found += top if not (_shares(lines, top) or _shares(lines, top[::-1])) else []
    return found


def _is_told_alone(line: Shown) -> bool:
    is_of_two_parts = _PARTED.search(line.text) is not None
    return _is_headline(line) and len(line.text.split()) >= _LEAST_ALONE and is_of_two_parts and _tells(line.text)


def _is_apart(lines: Sequence[Shown], kept: Sequence[int], at: int) -> bool:
    """Whether neither a headline stands beside a line nor a colon before it."""
    number = kept.index(at)
    before, *after = (lines[near] for near in (kept[number - 1], *kept[number + 1 : number + 2]))
    return not (before.text.endswith(":") or any(map(_is_headline, (before, *after))))


def _is_broken(text: str) -> bool:
    """Whether a line is a sentence that breaks off."""
    return len(text) >= _LEAST_BROKEN and text[-1].isalnum() and not is_title_case(text)


def _shares(lines: Sequence[Shown], among: Sequence[int]) -> bool:
    """Whether the first of some lines has more than a word or so in common with all the others."""
    words = _content(lines[among[0]].text)
    others = frozenset(word for at, line in enumerate(lines) if at not in among for word in _content(line.text))
    return len(words & others) > len(words) // _TIMES_SHARED


def _content(text: str) -> frozenset[str]:
    words = map(folded, _WORD.findall(text))
    return frozenset(word for word in words if len(word) > _MOST_SMALL and word not in lexicon().openers)


def _is_neutral(line: Shown) -> bool:
    """Whether a line neither makes a row nor ends it: a sign alone, or what fell under a rule."""
    return not line.is_kept or line.text in _LONE_MARKS


def _is_headline(line: Shown) -> bool:
    """Whether a line is set as a headline, with or without the sign of a list."""
    if not line.is_kept or len(line.text) > _MOST_CHARACTERS + _MOST_MARK:
        return False
    text = _MARK.sub("", line.text, count=1)
    is_sized = _LEAST_CHARACTERS <= len(text) <= _MOST_CHARACTERS and len(text.split()) >= _LEAST_WORDS
    return is_sized and not text[0].isdigit() and text[0] not in "\"“'‘(" and is_title_case(text)


def _is_of_page(headlines: Sequence[str]) -> bool:
    """Whether a row is long enough, and two thirds of it tell something."""
    return len(headlines) >= _LEAST_IN_ROW and 3 * sum(map(_tells, headlines)) >= 2 * len(headlines)


def _tells(headline: str) -> bool:
    """Whether a headline asks, calls, quotes somebody or has a verb; a name does none of these."""
    said = _SAID.search(headline)
    is_said = said is not None and len(said["rest"].split()) >= _LEAST_AFTER_COLON
    return is_said or headline.endswith(("?", "!")) or any(_verbs(headline))


def _verbs(headline: str) -> Iterator[str]:
    words = (word for word in _WORD.findall(headline) if folded(word) not in lexicon().headline_nouns)
    return (word for word in words if folded(word) in lexicon().headline_verbs or _VERB.fullmatch(word))
