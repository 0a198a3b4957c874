"""Who wrote a page's article, as the page shows it.

Strategy: the byline above the text, names that the page marks as the author's, a name in a box that it calls so, then
the credits below the text, and what is marked right above the headline. Names in a page's metadata stand above all of
these, but for those of the outlet itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from kliping.cleaning.dateline import is_outlet
from kliping.cleaning.heads import bare_byline_of, head_byline_of, labelled_names, shown_byline_of
from kliping.cleaning.rules import is_credit, ruling_of
from kliping.pages.blocks import Block, shown
from kliping.pages.boilerplate import name_rule

_MOST_LINKED = 0.5
# Share buttons and tags stand between a text and its credits.
_BELOW = 16
_LABELLED = re.compile(r"[^:：]{2,30}[:：]")
_AFTER_NAME = re.compile(r"\s+[-–—|/•·]\s")
_OF_PEOPLE = re.compile(
    r"/(?:authors?|autor(?:es)?|auteurs?|penulis|writers?|contributors?|reporters?|journalistes?)/", re.IGNORECASE
)
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i", "cite"})
_OF_OUTLETS = re.compile(
    r"\b(?:pt|tbk|inc|ltd|media|news|newsroom|redaksi|tim|team|staff|online|digital|network|group|cyber|press)\b",
    re.IGNORECASE,
)
_BOLD = frozenset({"b", "strong"})
_MOST_NAMES = 3
_WORD = re.compile(r"[^\W\d_]{3,}")
_LABELS_OF_HOSTS = frozenset({"www", "com", "net", "org"})


def byline_of(head: Sequence[Block], end: Sequence[Block], near: Sequence[Block] = ()) -> str:
    """The names above an article, else those below it; empty where there are none.

    `end` is its last block, and on; `near` stands right above the headline.
    """
    texts = [block.text for block in head]
    own = chain(map(_named, texts), _paired(texts), map(_marked, head), map(_boxed, head))
    below = chain(map(_signed, (end[:2],)), _credited(end[1:]))
    beside = (_marked(block) for block in near if block.linked <= _MOST_LINKED)
    return next(filter(None, chain(own, below, beside)), "")


def people_of(authors: Sequence[str], site: str, host: str) -> tuple[str, ...]:
    """Of the authors that metadata names those that are people, not the outlet: "Contoh Media" of contoh.example."""
    names = {word.casefold() for word in _WORD.findall(f"{site} {host}")} - _LABELS_OF_HOSTS
    return tuple(each for each in authors if not (_OF_OUTLETS.search(each) and _shares_word(each, names)))


def _shares_word(author: str, names: set[str]) -> bool:
    return not names.isdisjoint(word.casefold() for word in _WORD.findall(author))


def _named(text: str) -> str:
    ruling = shown_byline_of(text) or head_byline_of(text) or ruling_of(text)
    return ruling.names if ruling and ruling.rule == "byline" else ""


def _paired(texts: Sequence[str]) -> Iterator[str]:
    """Names on a line of their own, with what somebody did above or below."""
    return (ruling.names for ruling in labelled_names(texts).values() if ruling.rule == "byline")


def _marked(block: Block) -> str:
    """The names that a page marks as the author's: in a link, in microdata (schema.org), or by what it calls them."""
    marked = [each for each in block.element.iter() if isinstance(each.tag, str) and _is_marked(each)]
    inner = [each for each in marked if not any(each in set(other.iterancestors()) for other in marked)]
    rulings = [bare_byline_of(_AFTER_NAME.split(shown(each).strip())[0]) for each in inner]
    return ", ".join(dict.fromkeys(ruling.names for ruling in rulings if ruling and not ruling_of(ruling.names)))


def _is_marked(element: Any) -> bool:
    """Whether an element is said to be an author's name."""
    is_said = "author" in (*(element.get("rel") or "").split(), *(element.get("itemprop") or "").split())
    is_called = element.tag in _INLINE and name_rule(element) == "byline"
    return is_said or is_called or (element.tag == "a" and _OF_PEOPLE.search(element.get("href") or "") is not None)


def _boxed(block: Block) -> str:
    """A name in a box that is called the author's, with or without the outlet: "Name Surname - Contoh Kabar"."""
    boxes = [element for element in (block.element, *block.above[:2]) if name_rule(element) == "byline"]
    # What holds the headline is the article, whatever it is called.
    if all(box.find(".//h1") is not None for box in boxes):
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
    lines = (_credit_line(block) for block in below[:_BELOW] if block.linked <= _MOST_LINKED)
    return (_named(line) for line in lines if _LABELLED.match(line))


def _credit_line(block: Block) -> str:
    """A block's text; with a colon behind a label in bold that comes without one: "<b>Author</b> Name Surname"."""
    first = next(iter(block.element), None)
    label = shown(first).strip() if first is not None and first.tag in _BOLD else ""
    names = block.text.strip().removeprefix(label).strip()
    is_labelled = bool(label) and names != block.text.strip() and not names.startswith((":", "："))
    return f"{label.rstrip(':：')}: {names}" if is_labelled else block.text
