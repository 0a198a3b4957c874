"""A page's tree without what was dropped: what is left is the article, its pictures among it.

Strategy: the kept blocks stay whole, what they stand in stays without its own text, all else goes. A
picture has no words to be judged by: it stays if it stands between two kept blocks, and in nothing that
is called an advertisement, a teaser and the like.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from kliping.pages.boilerplate import name_rule
from kliping.pages.selection import NOT_ARTICLE, Case

_BESIDE_PICTURES = frozenset({"caption", "gallery", NOT_ARTICLE})


def prune(tree: Any, article: Any, cases: Sequence[Case]) -> None:
    """Take out of a plain tree what is not of the article; `tree` is changed."""
    blocks = [case.block.element for case in cases if case.is_kept]
    pictures = list(_pictures(article, cases))
    captions = [each for picture in pictures for each in _captions(picture)]
    whole = {*blocks, *pictures, *captions}
    around = {above for element in whole for above in element.iterancestors()}
    _strip(tree.find("body"), whole, around)


def _strip(element: Any, whole: set[Any], around: set[Any]) -> None:
    element.text = None
    for child in list(element):
        child.tail = None
        if child not in whole and child not in around:
            element.remove(child)
        elif child not in whole:
            _strip(child, whole, around)


def _pictures(article: Any, cases: Sequence[Case]) -> Iterator[Any]:
    """The pictures of the article's stretch; one that stands just above the first block opens it."""
    kept = {case.block.element for case in cases if case.is_kept}
    refused = _refused(cases)
    seen = 0
    for element in article.iter():
        if element in kept:
            seen += 1
        elif element.tag == "img" and seen < len(kept) and not _is_aside(element, article, refused):
            yield element


def _refused(cases: Sequence[Case]) -> frozenset[Any]:
    """What holds words, and none but those that a rule dropped: a picture beside them goes with them."""
    kept = {each for case in cases if case.is_kept for each in (case.block.element, *case.block.above)}
    captioned = {each for case in cases if case.rule == "caption" for each in case.block.above}
    dropped = [case for case in cases if not case.is_kept and case.rule not in _BESIDE_PICTURES]
    # Who took a picture is named beside what is said of it.
    others = [case.block for case in dropped if case.rule != "byline" or captioned.isdisjoint(case.block.above[:2])]
    return frozenset(each for block in others for each in (block.element, *block.above)) - kept


def _is_aside(element: Any, article: Any, refused: frozenset[Any]) -> bool:
    for above in element.iterancestors():
        if above is article:
            return False
        if above in refused or name_rule(above) not in {"", *_BESIDE_PICTURES}:
            return True
    return False


def _captions(picture: Any) -> Iterator[Any]:
    figure = next(picture.iterancestors("figure"), None)
    if figure is not None:
        yield from figure.iter("figcaption")
