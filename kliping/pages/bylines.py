"""Who wrote a page's article, as the page shows it.

Strategy: the byline above the text, a name in a box that the page calls the author's, then the credits below the
text. Names in a page's metadata stand above all of these, but for those of the outlet itself.
"""

import re
from collections.abc import Iterator, Sequence

from kliping.cleaning.dateline import is_outlet
from kliping.cleaning.heads import bare_byline_of, head_byline_of, labelled_names
from kliping.cleaning.rules import is_credit, ruling_of
from kliping.pages.blocks import Block, shown
from kliping.pages.boilerplate import name_rule

_MOST_LINKED = 0.5
# Share buttons and tags stand between a text and its credits.
_BELOW = 16
_LABELLED = re.compile(r"[^:：]{2,30}[:：]")
_AFTER_NAME = re.compile(r"\s+[-–—|/•·]\s")
_OF_OUTLETS = re.compile(
    r"\b(?:pt|tbk|inc|ltd|media|news|newsroom|redaksi|tim|team|staff|online|digital|network|group|cyber|press)\b",
    re.IGNORECASE,
)
_BOLD = frozenset({"b", "strong"})
_MOST_NAMES = 3
_WORD = re.compile(r"[^\W\d_]{3,}")
_LABELS_OF_HOSTS = frozenset({"www", "com", "net", "org"})


def byline_of(head: Sequence[Block], end: Sequence[Block]) -> str:
    """The names above an article, else those below it; empty where there are none. `end` is its last block, and on."""
    texts = [block.text for block in head]
    found = (*map(_named, texts), *_paired(texts), *map(_boxed, head), _signed(end[:2]), *_credited(end[1:]))
    return next(filter(None, found), "")


def people_of(authors: Sequence[str], site: str, host: str) -> tuple[str, ...]:
    """Of the authors that metadata names those that are people, not the outlet: "Contoh Media" of contoh.example."""
    names = {word.casefold() for word in _WORD.findall(f"{site} {host}")} - _LABELS_OF_HOSTS
    return tuple(each for each in authors if not (_OF_OUTLETS.search(each) and _shares_word(each, names)))


def _shares_word(author: str, names: set[str]) -> bool:
    return not names.isdisjoint(word.casefold() for word in _WORD.findall(author))


def _named(text: str) -> str:
    ruling = head_byline_of(text) or ruling_of(text)
    return ruling.names if ruling and ruling.rule == "byline" else ""


def _paired(texts: Sequence[str]) -> Iterator[str]:
    """Names on a line of their own, with what somebody did above or below."""
    return (ruling.names for ruling in labelled_names(texts).values() if ruling.rule == "byline")


def _boxed(block: Block) -> str:
    """A name in a box that is called the author's, with or without the outlet: "Name Surname - Contoh Kabar"."""
    if not any(name_rule(element) == "byline" for element in (block.element, *block.above[:2])):
        return ""
    ruling = bare_byline_of(_AFTER_NAME.split(block.text)[0])
    return ruling.names if ruling else ""


def _signed(end: Sequence[Block]) -> str:
    """A name in capitals, and in bold, that stands beside the last paragraph and signs it."""
    if len(end) < 2 or end[1].element.getparent() is not end[0].element.getparent():
        return ""
    text = end[1].text
    bold = "".join(shown(each) for each in end[1].element if each.tag in _BOLD)
    is_name = text.isupper() and text == bold and ruling_of(text) is None and not is_outlet(text, {})
    return text.title() if is_name and is_credit(text) and len(text.split()) <= _MOST_NAMES else ""


def _credited(below: Sequence[Block]) -> Iterator[str]:
    return (_named(block.text) for block in below[:_BELOW] if _is_credit(block))


def _is_credit(block: Block) -> bool:
    return block.linked <= _MOST_LINKED and _LABELLED.match(block.text) is not None
