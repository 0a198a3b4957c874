"""The headlines that stand in lines of their own below a related-story label.

Strategy: short lines without a final stop right below the label, before a paragraph, are its headlines. A label
of one word may be a heading of the article's own: it needs a colon or more than one headline. Where the first
headline follows at once, a blank line ends the list, and what comes after it is the article's heading.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from kliping.cleaning.lexicon import bare
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import is_bare_label, is_title_case, rule_of_pattern
from kliping.cleaning.scripts import is_unspaced
from kliping.cleaning.shapes import are_long, is_headline, is_short, is_worded

# A list of related stories is no longer than this.
_MOST_RELATED = 5
_LEAST_POINTED = 6
# A teaser; what is longer is a paragraph.
_MOST_DOUBLED = 240
_MOST_POINT = 150
_LEAST_SMALL = 4
_MOST_LABEL_WORDS = 6
_LABELS = frozenset({"related-label", "page-label"})
_LIST_MARK = re.compile(r"[-–—•*·▪►]+\s*|\d{1,2}[.)]\s")
# A headline in a list, and not a word of one.
_HEADLINE_MARK = re.compile(r"[-–—•*·▪►▶■・]\s?(?=\S.{9})")


class Shown(NamedTuple):
    """A line as it stands between others: `rule` is the one that dropped it."""

    text: str
    is_kept: bool
    is_blank: bool
    rule: str


def headlines_of(lines: Sequence[Shown]) -> list[int]:
    """Where the headlines of related stories stand."""
    labels = (at for at, line in enumerate(lines) if line.rule in _LABELS)
    return [at for label in labels for at in _doubled(lines, label) or _listed(lines, label)]


def _listed(lines: Sequence[Shown], label: int) -> list[int]:
    """The headlines below a label."""
    if not _is_label(lines[label]):
        return []
    return list(_set_alike(lines, _without_title(lines, label, _below(lines, label))))


def _doubled(lines: Sequence[Shown], label: int) -> list[int]:
    """What a page says twice right below a label, a headline or a sentence on another story."""
    first, second, *_ = *_visible(lines, label)[:2], label, label
    is_same = first < second and lines[first].is_kept and lines[first].text == lines[second].text
    is_same = is_same and len(lines[first].text) <= _MOST_DOUBLED
    return [first, second] if is_same else []


def _is_label(line: Shown) -> bool:
    """Whether a line is a label and nothing more: "Next article" is one too, though mostly nothing stands below it."""
    if line.rule not in _LABELS:
        return False
    is_short_one = ":" not in line.text and len(line.text.split()) <= _MOST_LABEL_WORDS and line.text[0].isalpha()
    return is_bare_label(line.text) or (is_short_one and rule_of_pattern(line.text) == "related-label")


def _without_title(lines: Sequence[Shown], label: int, found: list[int]) -> list[int]:
    """Those below a label; at the top of a page not the last, if a blank line parts it: it is the headline."""
    has_title = any(line.is_kept and is_worded(line.text) for line in lines[:label])
    is_apart = bool(found) and found[-1] > 0 and lines[found[-1] - 1].is_blank
    return found[:-1] if is_apart and not has_title and _leads_to_paragraph(lines, found[-1]) else found


def _set_alike(lines: Sequence[Shown], found: Sequence[int]) -> Iterator[int]:
    """Those that are set like the first: a heading in capitals that stands below headlines is the article's own."""
    return takewhile(lambda at: lines[at].text.isupper() == lines[found[0]].text.isupper(), found)


def _below(lines: Sequence[Shown], label: int) -> list[int]:
    visible = _visible(lines, label)
    titled = list(takewhile(lambda at: lines[at].is_kept and is_title_case(_plain(lines[at].text)), visible))
    if len(titled) > 1 or (titled and _HEADLINE_MARK.match(lines[titled[0]].text)):
        return titled
    return _pointed(lines, label, titled) or _bulleted(lines, label) or _short(lines, label)


def _pointed(lines: Sequence[Shown], label: int, titled: list[int]) -> list[int]:
    """One long headline to which its label's colon points, whatever follows it."""
    is_followed = titled and any(not line.is_blank for line in lines[titled[0] + 1 : titled[0] + _MOST_RELATED])
    is_long = is_followed and len(lines[titled[0]].text.split()) >= _LEAST_POINTED
    return titled if is_long and _has_colon(lines[label].text) else []


def _visible(lines: Sequence[Shown], label: int) -> list[int]:
    below = range(label + 1, min(len(lines), label + 1 + 2 * _MOST_RELATED))
    return [at for at in below if not lines[at].is_blank][:_MOST_RELATED]


def _bulleted(lines: Sequence[Shown], label: int) -> list[int]:
    """The lines right below a label of several words that begin as a list and end as headlines do."""
    if _is_one_word(lines[label].text):
        return []
    return list(takewhile(lambda at: _is_bulleted(lines[at]), _visible(lines, label)))


def _is_bulleted(line: Shown) -> bool:
    is_headline = is_short(line.text) or (len(line.text) <= _MOST_POINT and line.text[-1].isalnum())
    return line.is_kept and _HEADLINE_MARK.match(line.text) is not None and is_headline


def _short(lines: Sequence[Shown], label: int) -> list[int]:
    """The short lines right below a label that a paragraph follows."""
    found = list(_short_below(lines, label))
    if not found or not (_leads_to_paragraph(lines, found[-1]) or _leads_to_label(lines, found[-1])):
        return []
    if len(found) == 1 and _may_be_heading(lines, found[0]):
        return []
    return found if _has_colon(lines[label].text) or len(found) > 1 or not _is_one_word(lines[label].text) else []


def _may_be_heading(lines: Sequence[Shown], at: int) -> bool:
    """Whether a line between blank ones is of so few words, and small ones, that it may be the article's heading.

    A page leaves a label without its headline as often as with it.
    """
    text = lines[at].text
    is_between = lines[at - 1].is_blank and at + 1 < len(lines) and lines[at + 1].is_blank
    return is_between and len(text.split()) < _LEAST_SMALL and text.split()[-1].isalpha() and not _has_capitals(text)


def _has_capitals(text: str) -> bool:
    """Whether most words begin with a capital, as in headlines that are set so."""
    words = text.split()
    return 2 * sum(word[0].isupper() for word in words[1:]) > len(words) - 1


def _short_below(lines: Sequence[Shown], label: int) -> Iterator[int]:
    follows_at_once = label + 1 < len(lines) and not lines[label + 1].is_blank
    last = label
    for at in _visible(lines, label):
        is_apart = follows_at_once and at > last + 1
        if is_apart or not lines[at].is_kept or not _may_be_headline(_plain(lines[at].text)):
            return
        yield at
        last = at


def _leads_to_paragraph(lines: Sequence[Shown], last: int) -> bool:
    """Whether a paragraph follows, or after a blank line a heading and a paragraph."""
    is_parted = last + 1 < len(lines) and lines[last + 1].is_blank
    after = [line for line in lines[last + 1 : last + 6] if not line.is_blank][: 1 + is_parted]
    if is_parted and after and after[0].is_kept and ends_with_stop(after[0].text):
        return True
    if is_parted and len(after) > 1 and after[0].is_kept and _may_be_headline(after[0].text):
        after = after[1:]
    return bool(after) and after[0].is_kept and are_long(after[0].text)


def _leads_to_label(lines: Sequence[Shown], last: int) -> bool:
    """Whether the next label follows at once, as "Next article" below the headline of the one before."""
    return last + 1 < len(lines) and _is_label(lines[last + 1])


def _has_colon(label: str) -> bool:
    return label.rstrip().endswith((":", "："))


def _may_be_headline(text: str) -> bool:
    return bool(text) and is_headline(text) and not ends_with_stop(text)


def _is_one_word(label: str) -> bool:
    return len(bare(label).split()) < 2 and not is_unspaced(label.strip("【】［］■◆")[:1])


def _plain(text: str) -> str:
    return _LIST_MARK.sub("", text)
