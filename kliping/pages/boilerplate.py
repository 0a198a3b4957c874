"""The named rules by which a block inside an article's stretch is no part of the article.

Strategy: a rule goes by what the page calls the block (its element, its classes), by how much of it is
links, or by what its metadata says (the title, the author). A container that holds a good part of the
article is never dropped, whatever it is called.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kliping.cleaning.prose import ends_with_stop
from kliping.pages.blocks import Block, key_of, shown

Place = Literal["head", "middle", "tail"]

_MOST_SHARE = 0.2
_ELEMENTS = {"aside": "aside", "figcaption": "caption", "nav": "navigation", "footer": "footer", "form": "form", "menu": "navigation"}
# Words of classes and ids, as they stand between hyphens, underscores and capitals.
_NAMES = {
    "related": "related recirc recirculation more readmore moreon seealso seemore upnext trending popular mostread "
    "mostpopular recommended recommendations suggested suggestions baca lihat terkait",
    "advertisement": "ad ads adv advert advertisement advertising adslot adunit sponsor sponsored promo promoted promotion "
    "promobox outbrain taboola dfp gpt iklan paid",
    "share": "share sharing social sharebar addthis sharethis follow",
    "subscribe": "newsletter newsletters subscribe subscription signup paywall donate donation membership",
    "byline": "byline bylines author authors authorbox bio authorbio contributor writer reporter  penulis",
    "comments": "comment comments disqus replies respond discussion",
    "tags": "tags taglist tagcloud topics categories keywords breadcrumb breadcrumbs",
    "caption": "caption captions wpcaption imagecaption credit photocredit credits attribution copyright",
    "navigation": "nav navigation navbar menu pagination pager toolbar toc tableofcontents skip jump",
    "notice": "cookie cookies consent gdpr banner popup modal overlay alert disclaimer hatnote",
    "gallery": "gallery slideshow carousel slider",
    "published": "timestamp pubdate postdate publishdate datetime readingtime readtime",
}
_RULES = {word: rule for rule, words in _NAMES.items() for word in words.split()}
# Joined, these words mean something else than alone.
_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|stand-first|dek|deck|intro|introduction|subtitle|sub-?head(?:line|ing)?|sapo|"
    r"abstract|teaser-?text|excerpt|summary|kicker-?text|chapo|chapeau|entradilla|vorspann)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_BIO = 500
_MOST_HEAD = 100
_LEAST_LEAD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What rules know of the page."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def rule_of(block: Block, place: Place, root: Any, total: int, page: Page) -> str:
    """The rule that drops a block; empty where none does. `total` is how long the article's keys are."""
    if block.key in map(key_of, page.titles) and (place == "head" or block.is_heading):
        return "title"
    for element in _inside(block, root):
        rule = name_rule(element)
        if rule and len(key_of(shown(element))) <= _MOST_SHARE * total:
            return rule
    return _linked(block) or (_at_head(block, page) if place == "head" else "") or _at_tail(block, place, page)


def is_lead(block: Block, root: Any) -> bool:
    """Whether a block above the article's text is its lead: called so, or a sentence in the article's own header."""
    if len(block.text) < _LEAST_LEAD or block.is_heading or block.linked > 0.2:
        return False
    if any(name_rule(element) for element in (block.element, *block.above[:2])):
        return False
    if any(_LEAD.search(element.get("class") or "") for element in (block.element, *block.above[:2])):
        return True
    in_header = any(element.tag == "header" and element.find(".//h1") is not None for element in block.above)
    return in_header and block.tag == "p" and ends_with_stop(block.text) and len(block.text) > 2 * _LEAST_LEAD


def _inside(block: Block, root: Any) -> Iterator[Any]:
    """The block's element and those it stands in, up to the root of the article."""
    yield block.element
    for element in block.above:
        if element is root:
            return
        yield element


def name_rule(element: Any) -> str:
    """The rule that an element's name or class falls under."""
    if any(above.tag == "blockquote" for above in (element, element.getparent()) if above is not None):
        return ""  # who is quoted stands in a footer, an embedded post in a box called "social"
    if element.tag in _ELEMENTS:
        return _ELEMENTS[element.tag]
    if element.get("role") in {"navigation", "complementary", "contentinfo", "search"}:
        return "navigation"
    return _by_class(element)


def _by_class(element: Any) -> str:
    for name in f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        for word in (*parts, "".join(parts)):
            if word in _RULES and not _is_harmless(parts, word):
                return _RULES[word]
    return ""


def _is_harmless(parts: list[str], word: str) -> bool:
    """Names of layouts and states that hold such a word: "no-ads", "has-caption", "social-body"."""
    return bool({"no", "has", "with", "without", "is", "hide"} & set(parts)) or (
        bool({"body", "content", "text", "embed", "quote"} & set(parts)) and word not in {"ads", "newsletter"}
    )


def _linked(block: Block) -> str:
    """A paragraph that is nothing but a link leads elsewhere; what quotes or lists sources has other words too."""
    is_one = block.tag in {"p", "div", "h2", "h3", "h4", "h5", "h6", "li", "strong"}
    return "link-only" if is_one and block.linked > 0.9 and len(block.text) > 12 else ""


def _at_head(block: Block, page: Page) -> str:
    """Above the first paragraph stand the author's name and the like."""
    is_short = len(block.text) <= _MOST_HEAD and not ends_with_stop(block.text)
    if is_short and any(key_of(author) in block.key for author in page.authors if key_of(author)):
        return "byline"
    return ""


def _at_tail(block: Block, place: Place, page: Page) -> str:
    """Below the last paragraph a text that begins with the author's name tells of the author."""
    if place != "tail" or len(block.text) > _MOST_BIO:
        return ""
    names = [key_of(author) for author in page.authors]
    return "author-note" if any(name and block.key.startswith(name) for name in names) else ""
