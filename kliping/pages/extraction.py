"""What the libraries take for a page's main text.

Strategy: trafilatura as it comes, without its own fallbacks; where that found next to nothing, or some
element holds at least twice as much running text, trafilatura with them and then readability are asked, and
believed only where they find more than twice as much. Both get trees, never addresses, so that neither fetches
anything; their answers are used as evidence of which blocks belong to the article.
"""

import logging
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import readability
from lxml import etree, html
from trafilatura import bare_extraction

from kliping.pages.blocks import Block, key_of

# They log what they could not do; it is told in the ledger, and a clipping is no reason to write to the terminal.
for _name in ("trafilatura", "readability", "htmldate", "justext", "courlan", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_LEAST_PARAGRAPH = 60
_LEAST_TEXT = 250
_MOST_LINKED = 0.3
# Each look takes seconds at a page of more; of that its own structure must tell where the article is.
_MOST_ELEMENTS = 10_000
# A short text is in a long one by chance: it must be a whole line of what was extracted.
_LEAST_KEY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A main text as keys: all of it as one, and its lines each."""

    whole: str
    lines: frozenset[str]

    def has(self, key: str) -> bool:
        """Whether a block with this key is part of it."""
        return bool(key) and (key in self.lines or (len(key) >= _LEAST_KEY and key in self.whole))


def extract(root: Any, blocks: Sequence[Block]) -> Extraction:
    """The main text of a page, whose tree has not been changed; `blocks` are its blocks."""
    standing = _most_prose(blocks)
    prose = sum(len(block.key) for block in standing)
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        return extraction_of([block.text for block in standing])
    found = _by_trafilatura(root, is_fast=True)
    for look_again in (partial(_by_trafilatura, is_fast=False), _by_readability):
        if len(found.whole) < _LEAST_TEXT or 2 * len(found.whole) < prose:
            other = look_again(root)
            found = other if len(other.whole) > 2 * len(found.whole) else found
    if prose >= _LEAST_TEXT and not any(found.has(block.key) for block in blocks):
        return extraction_of([block.text for block in standing])
    return found


def extraction_of(pieces: Sequence[str]) -> Extraction:
    """Pieces of text, in order, as an extraction."""
    keys = [key for key in map(key_of, pieces) if key]
    return Extraction(whole="".join(keys), lines=frozenset(keys))


def _most_prose(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs of the element with most of them; readability, too, weighs elements by their paragraphs."""
    paragraphs: dict[Any, list[Block]] = {}
    for block in blocks:
        if block.above and len(block.text) >= _LEAST_PARAGRAPH and block.linked <= _MOST_LINKED:
            paragraphs.setdefault(block.above[0], []).append(block)
    return max(paragraphs.values(), key=lambda found: sum(len(block.key) for block in found), default=[])


def _by_trafilatura(root: Any, *, is_fast: bool) -> Extraction:
    # Not its precision mode: that loses last lines and whole sections, and what it drops has a named rule here.
    try:
        document = bare_extraction(root, fast=is_fast, include_comments=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, etree.LxmlError):
        document = None
    body = getattr(document, "body", None)
    return extraction_of(["".join(element.itertext()) for element in body] if body is not None else [])


def _by_readability(root: Any) -> Extraction:
    try:
        summary = readability.Document(deepcopy(root)).summary(html_partial=True)
        tree = html.fromstring(summary)
    except (readability.readability.Unparseable, ValueError, etree.LxmlError):
        return extraction_of([])
    leaves = (each.text_content() for each in tree.iter("p", "li", "h2", "h3", "h4", "blockquote", "pre", "td", "div"))
    lines = extraction_of(tuple(leaves)).lines
    return Extraction(whole=key_of(tree.text_content()), lines=lines)
