"""The named rules by which a block inside an article's stretch is no part of the article.

Strategy: a rule goes by what the page calls the block (its element, its classes), by how much of it is
links, or by what its metadata says (the title, the author). A container that holds a good part of the
article is never dropped, whatever it is called.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

from kliping.cleaning.heads import dated_byline_of, shown_byline_of
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import byline_of, ruling_of
from kliping.pages.blocks import HEADINGS, Block, key_of, shown, shown_lines

Place = Literal["head", "middle", "tail"]

_MOST_SHARE = 0.2
_MOST_IN_ALL = 0.3
_MOST_TEASER = 0.5
# Readers write more than the article has; a series of pictures from another day is as long as it.
_SHARES = {"comments": 1.0, "gallery": 0.5}
_ELEMENTS = {
    "aside": "aside",
    "figcaption": "caption",
    "nav": "navigation",
    "footer": "footer",
    "form": "form",
    "menu": "navigation",
}
# Words of classes and ids, as they stand between hyphens, underscores and capitals.
_NAMES = {
    "related": "related recirc recirculation more readmore moreon seealso seemore upnext trending popular mostread "
    "mostpopular recommended recommendations suggested suggestions baca lihat terkait relacionada relacionadas "
    "relacionado relacionados teaser teasers nextstory nextarticle nextpost",
    "advertisement": "ad ads adv advert advertisement advertising adslot adunit sponsor sponsored promo promoted "
    "promotion promobox outbrain taboola dfp gpt iklan paid publicidad publicite werbung anzeige anzeigen reklam",
    "share": "share sharing social sharebar addthis sharethis follow",
    "subscribe": "newsletter newsletters subscribe subscription signup paywall donate donation membership",
    "byline": "byline bylines author authors authorbox bio authorbio contributor writer reporter penulis "
    "autor auteur autore yazar",
    "comments": "comment comments disqus replies respond discussion commentaire commentaires comentario comentarios "
    "kommentar kommentare leserkommentare commento commenti komentar reacties yorum yorumlar",
    "tags": "tags taglist tagcloud topics categories keywords breadcrumb breadcrumbs",
    "caption": "caption captions wpcaption imagecaption credit photocredit credits "
    "imageattribution photoattribution mediaattribution copyright",
    "navigation": "nav navigation navbar menu pagination pager controls toolbar toc tableofcontents skip jump",
    "notice": "cookie cookies consent gdpr banner popup modal overlay alert disclaimer hatnote",
    "gallery": "gallery slideshow carousel slider",
    "media": "video videos player podcast audio listen",
    "inset": "inset sidebar callout",
    "published": "timestamp pubdate postdate publishdate datetime readingtime readtime",
}
_RULES = {word: rule for rule, words in _NAMES.items() for word in words.split()}
# Rules that words of many meanings lead to: what is called so may still be a paragraph of the article.
_LOOSE = frozenset({"related", "share", "tags", "navigation", "notice", "gallery", "media", "inset"})
_STATES = frozenset({"no", "has", "with", "without", "is", "hide"})
_HOLDERS = frozenset({"body", "content", "text", "embed", "quote"})
# Joined, these words mean something else than alone.
_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|stand-first|dek|deck|intro|introduction|subtitle|sub-?head(?:line|ing)?|sapo|"
    r"abstract|teaser-?text|excerpt|summary|kicker-?text|chapo|chapeau|entradilla|vorspann)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What asks the reader for something: no part of a text if all of it is set apart, or stands below it with a link.
_PROMPT = re.compile(
    r"\b(?:subscri|sign up|newsletter|follow (?:us|the|our|her|him|me)\b|"
    r"follow \S.{1,60} on (?:twitter|facebook|instagram|threads|google)\b|join (?:us|our)|download our|our app\b|"
    r"berlangganan|bergabung|dapatkan|ikuti (?:kami|kanal|akun)|abonnier|abonnez|inscrivez|suscr[ií]b|s[ií]guenos|"
    r"iscriv|segu(?:i|ici)\b|abone ol|takip et|bültenimize|telegram|whatsapp)|"
    r"اشترك|تابعونا|تابعنا|انضم|メールマガジン|登録|購読",
    re.IGNORECASE,
)
# Who took a picture, at the end of what is said of it.
_CREDIT = re.compile(
    r"[.!?)\s](?:photo |image |picture )?(?:credits?|photo|image|foto|bild)\s?: ?[^.:]\S.{2,50}\Z", re.IGNORECASE
)
# Above a list of what else there is.
_MORE = re.compile(
    r"(?:(?:read|see) )?more (?:from|by|on|about|in)\b.{0,40}[:：]|mehr (?:von|zu[mr]?)\b.{0,40}[:：]|"
    r"(?:plus (?:de|sur)|más (?:de|sobre)|berita lain(?:nya)? (?:dari|tentang))\b.{0,40}[:：]",
    re.IGNORECASE,
)
_MOST_PROMPT = 300
_MOST_LABEL = 40
_MOST_HEADLINE = 160
_LEAST_LINK_WORDS = 4
_CREDITS = frozenset({"byline", "editor-credit"})
_SET_APART = frozenset({"i", "em", "b", "strong", "small"})
_SLANTED = frozenset({"i", "em", "small"})
_MOST_BIO = 500
_MOST_LINE = 60
_MOST_CAPTION = 240
_MOST_CREDIT = 30
_MOST_AROUND = 4
_MOST_HEAD = 100
_LEAST_SENTENCE = 30
_LEAST_LEAD = 40
_LEAST_LEAD_WORDS = 8


class Names(dict[Any, str]):
    """The rules that elements' names fall under, each found out once: a block asks for all that it stands in."""

    def __missing__(self, element: Any) -> str:
        """Find out."""
        rule = self[element] = name_rule(element)
        return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What rules know of the page.

    `opening` is the article's first paragraph, with all that it stands in; `weights` is how much of what the
    libraries found each rule would take if it went by names alone. `names` are of its elements. `host` is its own.
    """

    host: str = ""
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    opening: frozenset[Any] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


def rule_of(block: Block, place: Place, root: Any, total: int, page: Page) -> str:
    """The rule that drops a block; empty where none does. `total` is how long the article's keys are."""
    if block.key in map(key_of, page.titles) and (place == "head" or block.is_heading):
        return "title"
    is_sentence = len(block.text) >= _LEAST_SENTENCE and ends_with_stop(block.text)
    for element in _inside(block, root):
        rule = page.names[element]
        if rule in _LOOSE and element is block.element and is_sentence:
            continue
        if element.tag == "nav" and block.linked > _MOST_TEASER:
            return rule
        if rule and _is_box(rule, element, total, page):
            return rule
    return (
        _linked(block)
        or ("related-label" if is_more(block.text) else "")
        or _listed_below(block)
        or _caption(block)
        or _byline(block, place, page)
        or _prompt(block, place)
        or _author_note(block, place, page)
    )


def _is_box(rule: str, element: Any, total: int, page: Page) -> bool:
    """Whether an element that a rule's name fits is small enough to be a box beside the article, not a part of it.

    What stands apart from the article's opening may be longer.
    """
    is_apart = bool(page.opening) and element not in page.opening
    is_teaser = is_apart and rule == "related" and _is_teaser(element)
    most = (_MOST_TEASER if is_teaser else _SHARES.get(rule, _MOST_SHARE) if is_apart else _MOST_SHARE) * total
    # A wall that is put around each few paragraphs of an article hides one box at a time.
    is_rare = is_teaser or page.weights.get(rule, 0) <= max(most, _MOST_IN_ALL * total)
    return is_rare and len(key_of(shown(element))) <= most


def _is_teaser(element: Any) -> bool:
    """Whether what an element says first is a heading that leads elsewhere."""
    heading = next(element.iter(*HEADINGS), None)
    return heading is not None and (heading.find(".//a[@href]") is not None or heading.getparent().tag == "a")


def weights_of(blocks: Iterable[Block], root: Any, names: Names) -> Mapping[str, int]:
    """How much of some blocks each rule would take by names alone."""
    weights: dict[str, int] = {}
    for block in blocks:
        for rule in {names[element] for element in _inside(block, root)}:
            weights[rule] = weights.get(rule, 0) + len(block.key)
    return weights


def unfound_rule(block: Block, place: Place, root: Any) -> str:
    """The rule that drops a block which no library took for text; empty where none does."""
    is_line = not block.is_heading and len(block.text) <= _MOST_LINE and not ends_with_stop(block.text)
    if place != "middle" and is_line:
        return "before-article" if place == "head" else "after-article"
    around = islice(_inside(block, root), _MOST_AROUND)
    is_short = len(block.text) <= _MOST_CAPTION and block.tag in {"p", "div", "span"}
    return "caption" if is_short and any(_is_picture_with(block, element) for element in around) else ""


def _around(block: Block) -> Iterator[Any]:
    return islice((block.element, *block.above), _MOST_AROUND)


def _is_picture_with(block: Block, element: Any) -> bool:
    """Whether an element shows a picture and says nothing but what the block says, and who took it."""
    if element.find(".//img") is None:
        return False
    credits_ = (each for each in element.iter("div", "p", "span") if name_rule(each) in {"byline", "caption"})
    others = sum(len(shown(each)) for each in credits_ if each is not block.element)
    return len(shown(element)) - others <= len(block.text) + _MOST_CREDIT


def is_lead(block: Block) -> bool:
    """Whether a block above the article's text is its lead: called so, or a sentence in the article's own header."""
    if len(block.text) < _LEAST_LEAD or block.linked > 0.2:
        return False
    if block.is_heading:
        return block.tag in {"h2", "h3"} and _follows_title(block) and len(block.text.split()) >= _LEAST_LEAD_WORDS
    if any(name_rule(element) for element in (block.element, *block.above[:2])):
        return False
    if any(_LEAD.search(element.get("class") or "") for element in (block.element, *block.above[:2])):
        return True
    is_described = block.element.get("itemprop") == "description" and _follows_title(block)
    if is_described or _LEAD.search(block.element.get("id") or ""):
        return True
    in_header = any(element.tag == "header" and _has_headline(element) for element in block.above)
    return in_header and block.tag == "p" and ends_with_stop(block.text) and len(block.text) > 2 * _LEAST_LEAD


def _has_headline(header: Any) -> bool:
    """Whether a header holds a headline; within an article, one of the second level may be it."""
    in_article = next(header.iterancestors("article"), None) is not None
    return header.find(".//h1") is not None or (in_article and header.find(".//h2") is not None)


def _follows_title(block: Block) -> bool:
    before = block.element.getprevious()
    return before is not None and before.tag == "h1"


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
    # A heading's id is made of its own words, for links to it.
    named = "" if element.tag in HEADINGS else element.get("id") or ""
    return _of_names(f"{element.get('class') or ''} {named} {element.get('itemprop') or ''}")


@lru_cache(maxsize=10_000)
def _of_names(names: str) -> str:
    for name in names.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        for word in (*parts, "".join(parts)):
            if word in _RULES and not _is_harmless(parts, word):
                return _RULES[word]
    return ""


def _is_harmless(parts: list[str], word: str) -> bool:
    """Names of layouts and states that hold such a word: "has-no-ads", "more-content", "social-embed"."""
    found = set(parts)
    return bool(_STATES & found) or (_RULES[word] in _LOOSE and bool(_HOLDERS & found))


def _linked(block: Block) -> str:
    """A paragraph that is nothing but a link, or a label and a link, leads elsewhere.

    Headings are not asked: those of a list of places or books are links often enough.
    """
    if block.tag not in {"p", "div", "li"} or len(block.text) <= 12:
        return ""
    if block.linked > 0.9:
        return "link-only"
    links = [shown(link) for link in block.element.iter("a") if link.get("href")]
    if len(links) != 1 or len(links[0].split()) < _LEAST_LINK_WORDS or block.tag == "li":
        return ""
    label = block.text.removesuffix(links[0]).rstrip()
    # Somebody who asks is named with a colon, too, but a headline is short.
    return (
        "related-link"
        if len(links[0]) <= _MOST_HEADLINE and len(label) <= _MOST_LABEL and label.endswith((":", "："))
        else ""
    )


def is_more(text: str) -> bool:
    """Whether a line only announces what else there is to read: "More from Sample Post:"."""
    return _MORE.fullmatch(text.strip()) is not None


def _listed_below(block: Block) -> str:
    """A label with nothing but links below it, a line each: what else there is to read."""
    if block.tag not in {"p", "div"} or block.linked <= _MOST_TEASER or block.element.find(".//br") is None:
        return ""
    label, *others = shown_lines(block.element)
    links = {" ".join(shown(link).split()) for link in block.element.iter("a") if link.get("href")}
    is_label = label not in links and len(label) <= _MOST_LABEL and not ends_with_stop(label)
    return "related-link" if is_label and others and links.issuperset(others) else ""


def _caption(block: Block) -> str:
    """A line in italics or small letters right below a picture that stands by itself; one with a picture's credit."""
    is_line = block.tag in {"p", "div", "td"} and len(block.text) <= _MOST_CAPTION
    if is_line and _CREDIT.search(block.text) and any(_is_picture_with(block, each) for each in _around(block)):
        return "caption"
    if not is_line or "".join(shown(each) for each in block.element if each.tag in _SLANTED) != block.text:
        return ""
    before = next((each for each in block.element.itersiblings(preceding=True) if _shows(each)), None)
    return "caption" if before is not None and not shown(before) else ""


def _shows(element: Any) -> bool:
    """Whether an element shows anything: text, or a picture."""
    return isinstance(element.tag, str) and (
        element.tag == "img" or element.find(".//img") is not None or bool(shown(element))
    )


def _byline(block: Block, place: Place, page: Page) -> str:
    """The author's name: above the first paragraph with anything, elsewhere with little more than a date.

    Credits may be set as a table; the rules for lines never see one.
    """
    if len(block.text) > _MOST_HEAD:
        return ""
    if block.tag == "table":
        ruling = ruling_of(block.text)
        return ruling.rule if ruling and ruling.rule in _CREDITS else ""
    if ends_with_stop(block.text):
        # No sentence is a name and a date of publication, wherever it stands.
        return "byline" if dated_byline_of(block.text) else ""
    if place == "head" and (byline_of(block.text) or shown_byline_of(block.text)):
        return "byline"
    names = [key for key in map(key_of, page.authors) if key and key in block.key]
    is_mostly = any(3 * len(name) > len(block.key) for name in names)
    return "byline" if names and (place == "head" or is_mostly) else ""


def _prompt(block: Block, place: Place) -> str:
    """A paragraph all in italics or bold, or one with a link below the article, that asks for something."""
    if len(block.text) > _MOST_PROMPT or not _PROMPT.search(block.text):
        return ""
    apart = sum(len(shown(each)) for each in block.element if each.tag in _SET_APART)
    is_apart = apart > 0.9 * len(block.text)
    return "prompt" if is_apart or (place == "tail" and block.linked > 0) else ""


def _author_note(block: Block, place: Place, page: Page) -> str:
    """Below the last paragraph a text that begins with the author's name tells of the author."""
    if place != "tail" or len(block.text) > _MOST_BIO:
        return ""
    names = [key_of(author) for author in page.authors]
    return "author-note" if any(name and block.key.startswith(name) for name in names) else ""
