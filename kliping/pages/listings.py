"""Lists of other articles on an article's page: a headline that leads elsewhere and a sentence, again and again.

Strategy: such a list may be longer than the article, and the libraries take what is longest. So it is found before
they look: siblings of one kind of which each is a linked headline with a short text below, where the page has prose
elsewhere, and the list stands outside the element that holds most of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from kliping.pages.blocks import BLOCKS, HEADINGS

_LEAST_TEASERS = 3
_LEAST_PROSE = 250
_TEASER_LENGTHS = range(60, 600)
# White space and all.
_MOST_CHARACTERS = 12_000
_LEAST_SUMMARY = 30
_LEAST_HEADLINE_WORDS = 3
# A section's name or a date may stand above the headline.
_MOST_ABOVE = 60
_NOT_TEXT = frozenset({"a", "script", "style", "noscript", "head", "nav", "form", "button", "select", "textarea"})
_OF_TEXT = frozenset({"p", "blockquote"})


def teasers_of(root: Any, address: str) -> list[Any]:
    """The items of a page's lists of other articles; `address` is the page's own."""
    listings = list(_listings(root, address))
    if not listings:
        return []
    left_out = {each for listing in listings for each in listing}
    weights: dict[Any, int] = defaultdict(int)
    _weigh(root, left_out, weights)
    holder = max(weights, key=lambda element: weights[element], default=None)
    if holder is None or weights[holder] < _LEAST_PROSE:
        return []
    apart = (each for each in listings if not any(above is holder for above in each[0].iterancestors()))
    return [item for listing in apart for item in listing]


def _listings(root: Any, address: str) -> Iterator[list[Any]]:
    """The lists, as their items; none that stands within another."""
    seen: set[Any] = set()
    for parent in root.iter():
        if len(parent) < _LEAST_TEASERS or any(above in seen for above in parent.iterancestors()):
            continue
        kinds: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for child in parent:
            if isinstance(child.tag, str) and child.tag in BLOCKS and child.tag not in _OF_TEXT:
                kinds[child.tag, child.get("class") or ""].append(child)
        for items in kinds.values():
            if len(items) >= _LEAST_TEASERS and all(_is_teaser(item, address) for item in items):
                seen.update(items)
                yield items


def _is_teaser(item: Any, address: str) -> bool:
    """Whether an element is a headline that leads to another page of the site, and a short text set apart from it."""
    text = _short_text(item)
    if len(text) not in _TEASER_LENGTHS:
        return False
    links = [(link, " ".join(link.text_content().split())) for link in item.iter("a") if link.get("href")]
    headline, shown = max(links, key=lambda link: len(link[1]), default=(None, ""))
    if headline is None or len(shown.split()) < _LEAST_HEADLINE_WORDS or not _is_set_apart(headline, item):
        return False
    above = text.find(shown)
    has_summary = len(text) - above - len(shown) >= _LEAST_SUMMARY
    return 0 <= above <= _MOST_ABOVE and has_summary and _is_of_site(headline.get("href"), address)


def _short_text(item: Any) -> str:
    """The text of an element; empty for one of many times the length of a teaser, which is asked for at every level."""
    pieces: list[str] = []
    length = 0
    for piece in item.itertext():
        length += len(piece)
        if length > _MOST_CHARACTERS:
            return ""
        pieces.append(piece)
    return " ".join("".join(pieces).split())


def _is_set_apart(link: Any, item: Any) -> bool:
    """Whether a link is a line of its own within an item: in a heading, or with nothing but blocks beside it."""
    if any(above.tag in HEADINGS for above in link.iterancestors() if above is not item):
        return True
    following = link.getnext()
    return not (link.tail or "").strip() and (following is None or following.tag in BLOCKS)


def _is_of_site(href: str, address: str) -> bool:
    try:
        here, there = (urlsplit(each).hostname or "" for each in (address, urljoin(address, href)))
    except ValueError:
        return False
    return here.split(".")[-2:] == there.split(".")[-2:]


def _weigh(root: Any, left_out: set[Any], weights: dict[Any, int]) -> None:
    """How much text each element holds, in its own lines and in its paragraphs, without links and what is left out."""
    # An explicit stack: pages nest deeper than Python calls itself.
    level: list[tuple[Any, Any]] = [(root, root)]
    while level:
        element, block = level.pop()
        if element in left_out or not isinstance(element.tag, str) or element.tag in _NOT_TEXT:
            continue
        block = element if element.tag in BLOCKS else block
        length = len((element.text or "").strip())
        for child in element:
            length += len((child.tail or "").strip())
            level.append((child, block))
        weights[block] += length
        if block.tag in _OF_TEXT and block.getparent() is not None:
            weights[block.getparent()] += length
