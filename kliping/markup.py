"""Markdown → safe HTML; safe HTML → plain text; safe HTML with its addresses resolved.

Strategy: Python-Markdown may answer whatever it likes, for nh3 comes last and lets through only what the
tables below name; before it, text is freed from elements that would take it along. What leaves nh3 is safe
HTML: always balanced, attributes in double quotes, `<` and `>` escaped everywhere else. So short patterns read
it exactly, as long as nothing but nh3 writes it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from kliping import paragraphs
from kliping.characters import legal
from kliping.conformance import conforming
from kliping.problems import Problem, Span
from kliping.rawtext import freed

if TYPE_CHECKING:
    from nh3 import Cleaner

    from kliping.rendering import Converter

_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
_BLOCKS = frozenset(
    "blockquote br caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary "
    "table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"class", "href"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": {"class"},
    "img": {"alt", "height", "src", "width"},
    "li": {"id", "value"},
    "ol": {"reversed", "start", "type"},
    "sup": {"id"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = frozenset({"http", "https", "mailto"})
_ALIGNED = frozenset({"align-left", "align-center", "align-right"})
_CLASSES = {
    "a": frozenset({"footnote-ref", "footnote-backref"}),
    "div": frozenset({"footnote"}),
    "td": _ALIGNED,
    "th": _ALIGNED,
}
_NUMBER = re.compile(r"-?[0-9]{1,9}")
# HTML 4.5.14: of what a time element may say, a day or a moment of it.
_DATETIME = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)
_VALUES = {
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile("[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "scope": re.compile("col|row|colgroup|rowgroup"),
    "type": re.compile("[1aAiI]"),
    **dict.fromkeys(("start", "value"), _NUMBER),
    # HTML 4.9.11 and 4.9.4: no more than 1,000 columns and 65,534 rows.
    **dict.fromkeys(("colspan", "span"), re.compile("[1-9][0-9]{0,2}")),
    "rowspan": re.compile("[1-9][0-9]{0,3}"),
    **dict.fromkeys(("height", "width"), re.compile("[1-9][0-9]{0,8}")),
    "datetime": _DATETIME,
}
_LINE_ENDS = re.compile(r"[\t\n\r]")
# URL standard 4.3, "URL code points"; a "%" that escapes nothing and a second "#" are no part of an address either.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/?&=._~+,;!*'()$-]*(?:#[A-Za-z0-9:/?&=._~+,;!*'()$-]*)?")
_HOST = re.compile(r"(?:https?:)?//[^/?#]*")
_USER = re.compile(r"\A((?:https?:)?//)[^/?#]*@")
_NOT_IN_ADDRESSES = re.compile(r"[\[\]{}|^`\"<>]|%(?![0-9A-Fa-f]{2})")
_BACKSLASH = "\\"
_FOOTNOTE = re.compile(r"(#?fn(?:ref[0-9]*)?:)(.+)", re.DOTALL)

# The deepest that elements may nest. Markdown's own recursion ends at a depth that depends on who calls it, and
# readers' parsers give up at some 250; no text that a person wrote comes near.
DEPTH = 100
_OPENS_OR_CLOSES = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that have no end tag, or that the next of their kind ends (HTML 13.1.2.4): they nest only in others.
_ENDED_BY_OTHERS = frozenset("br col dd dt hr img input li option p tbody td tfoot th thead tr wbr".split())

# Names with a hyphen are custom elements', and what has attributes a program wrote; HTML's and SVG's own are below.
_LIKE_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9:-])[^<>=]*>")
_HTML = _INLINE.union(
    _BLOCKS,
    "acronym address applet area article aside audio base basefont bgsound big blink body button canvas center".split(),
    "command datalist dialog dir embed fieldset font footer form frame frameset h1 head header hgroup html".split(),
    "iframe image input isindex keygen label legend link listing main map marquee math menu menuitem meta".split(),
    "meter nav nobr noembed noframes noscript object optgroup option output param picture plaintext portal".split(),
    "progress rb rtc script search section select slot source spacer strike style svg template textarea title".split(),
    "track tt video xmp animate circle clippath defs desc ellipse filter foreignobject g line mask path".split(),
    "pattern polygon polyline rect stop symbol text tspan use view".split(),
)
_HEADING = re.compile(r"(</?h)([1-6])\b", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"<h1\b", re.IGNORECASE)
_ALIGNMENT = re.compile(r'(<t[dh]) style="text-align: (left|center|right);"')

# HTML 4.8.3: an img must have a src; where it was refused, its alt text stays.
_PICTURE_LESS = re.compile(r'<img(?![^>]* src=")(?:[^>]* alt="([^">]*)")?[^>]*>')

_IMAGE = re.compile("<img[^>]*>")
_SCROLLS = re.compile(r"<(?:table|pre)\b")
_LONE_OR_NOT = re.compile("<p>(?P<alone><img[^>]*>)</p>|<img[^>]*>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_WEB_LINK = re.compile(r'<a [^>]*href="(http[^"]*)"')
_ELSEWHERE = re.compile(r"[a-z]+:|//")

_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>")
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>[^<]*</a>', re.DOTALL)
# No entry of a list; and whether one follows.
_PARAGRAPH = re.compile(r"(?<!<li>\n)(<p>.*?</p>)(\n<[ou]l\b)?", re.DOTALL)
_LEAD_PARAGRAPHS = 3
_SIMPLE_CHARACTERS = 100_000
# What begins something in Markdown. Python-Markdown looks for the end of each through all that follows:
# a thousand brackets take it a tenth of a second, four thousand 1.6 s, and 64,000 more than five minutes.
_OPENERS = "[`<*_&!"
_MOST_OPENERS = 1_000
_MOST_LINES = 3_000
_HTML_SPACE = re.compile(r"[ \t\n\f\r]+")

_NOT_ABSOLUTE = re.compile(r' (?:href|src)="(?!https?:|mailto:)')
_NOT_FROM_ROOT = re.compile(r' (?:href|src)="(?!https?:|mailto:|#|//)')


# --- Markdown → safe HTML ----------------------------------------------------------------------------------------


def to_html(text: str, span: Span, *, prefix: str = "", depth: int = DEPTH) -> str | Problem:
    """Markdown as safe HTML for an article's page; a problem at `span` where it cannot be converted.

    Elements may nest `depth` deep, at most `DEPTH`. `prefix` goes into the ids of footnotes, for a second text on the
    same page ("note-": `fn:note-1`). The title of the page is its h1, so a text that has headings of that level has all
    of them moved down by one.
    """
    short = paragraphs.to_html(text)
    return converted(text, span, prefix=prefix, depth=depth) if short is None else conforming(short)


def converted(text: str, span: Span, *, prefix: str = "", depth: int = DEPTH) -> str | Problem:
    """The same, by Python-Markdown and nh3."""
    converter = _markdown()  # not below: a library that is missing is no mistake of the text
    try:
        html = freed(_with_no_tags_shown(_converted(converter, legal(text))))
    except Exception as error:  # whatever Python-Markdown trips over, other articles must not
        _markdown.cache_clear()
        return _failed(span, error)
    if _depth(html) > depth:
        return _too_deep(span, depth)
    return _clean(_with_aligned_cells(_below_title(html)), prefix)


def _converted(converter: "Converter", text: str) -> str:
    converter.reset()
    return converter.convert(text)


def _with_no_tags_shown(html: str) -> str:
    """What looks like a tag and is none of HTML's shows itself: "List<String>", "<John Smith>"."""
    return _LIKE_TAG.sub(lambda found: found[0] if found["name"].lower() in _HTML else f"&lt;{found[0][1:]}", html)


def _below_title(html: str) -> str:
    if not _FIRST_HEADING.search(html):
        return html
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, 6)}", html)


def _with_aligned_cells(html: str) -> str:
    """A class where the tables extension writes a style: styles are not let through."""
    return _ALIGNMENT.sub(r'\1 class="align-\2"', html)


def _clean(html: str, prefix: str) -> str:
    """nh3 comes last; what can only be mended after it (`&#1;` decoded, a picture refused) is cleaned once more."""
    safe = _cleaner(prefix).clean(html)
    mended = _PICTURE_LESS.sub(r"\1", legal(safe))
    return conforming(safe if mended == safe else _cleaner("").clean(mended))


def _depth(html: str) -> int:
    """At least how deep elements nest once nh3 has balanced them; each kind is counted alone, since tags may cross."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for slash, name in _OPENS_OR_CLOSES.findall(html):
        tag = name.lower()
        if tag in _ENDED_BY_OTHERS or (slash and not opened[tag]):
            continue
        step = -1 if slash else 1
        opened[tag] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _too_deep(span: Span, depth: int = DEPTH) -> Problem:
    return Problem(
        code="markup-too-deep",
        span=span,
        text=f"lists, quotes or tags nest more than {depth} deep",
        hint="close what was opened, or write a backslash before signs that mean nothing",
    )


def _too_tangled(span: Span) -> Problem:
    return Problem(
        code="markup-too-tangled",
        span=span,
        text="signs that may begin a link, a tag, code or a heading follow one another in their thousands",
        hint="close what was opened, part long paragraphs by blank lines, or write a backslash before such signs",
    )


def _failed(span: Span, error: Exception) -> Problem:
    # Told by name: their module loads Markdown.
    match type(error).__name__:
        case "RecursionError" | "TooNestedError":
            return _too_deep(span)
        case "TooTangledError":
            return _too_tangled(span)
    return Problem(
        code="markup-failed",
        span=span,
        text=f"Python-Markdown cannot read this text ({type(error).__name__})",
        hint="take out half of it and build again, to find the line",
    )


# --- The tools -----------------------------------------------------------------------------------------------------


@cache
def _markdown() -> "Converter":
    # Loaded here: a build with nothing new to convert must not wait for Markdown.
    from kliping.rendering import Converter

    return Converter()


@cache
def _cleaner(prefix: str) -> "Cleaner":
    return _make_cleaner(prefix, None)


def _make_cleaner(prefix: str, resolved: Callable[[str], str | None] | None) -> "Cleaner":
    # Loaded here: a build with nothing new to convert must not wait for nh3.
    from nh3 import Cleaner

    return Cleaner(
        tags=_INLINE | _BLOCKS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, prefix),
        url_schemes=_SCHEMES,
        url_relative=resolved,
        # No `target` comes through, so no page is ever an opener; and a link without `nofollow` credits its source.
        link_rel=None,
    )


def _attribute(prefix: str, tag: str, name: str, value: str) -> str | None:
    """What becomes of an allowed attribute; None drops it. nh3 has judged the schemes of addresses by then."""
    match name:
        case "href" | "src":
            return _address(value, prefix)
        case "id":
            return _footnote(value, prefix)
        case "class":
            return " ".join(word for word in value.split() if word in _CLASSES.get(tag, ())) or None
        case "title":
            return value or None
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


def _address(value: str, prefix: str) -> str:
    """The address as it can stand in HTML.

    URL standard 4.4: line ends and the spaces around an address are no part of it. nh3 has read it that way too;
    to take out anything else here would make an address that nh3 has not judged. What no address may hold is escaped,
    and who somebody says to be at another host is left out: readers would take the name for the host.
    """
    address = _LINE_ENDS.sub("", value).strip(" ").replace(" ", "%20")
    if not _PLAIN_ADDRESS.fullmatch(address):
        address = _escaped(address)
    return _footnote(address, prefix) or address


def _escaped(address: str) -> str:
    """An address without a user's name, and with what no address may hold escaped."""
    address = _USER.sub(r"\1", address)
    host = found[0] if (found := _HOST.match(address)) else ""
    path, mark, fragment = address[len(host) :].partition("#")
    path, asked, query = path.partition("?")  # in a path a backslash is a slash
    rest = f"{path}{asked}{query.replace(_BACKSLASH, '%5C')}{mark}{fragment.replace('#', '%23')}"
    return host + _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), rest)


def _footnote(value: str, prefix: str) -> str | None:
    """The id of a footnote, or the link to it, with the prefix; no other id is let through."""
    found = _FOOTNOTE.fullmatch(value)
    return found and f"{found[1]}{prefix}{'-'.join(found[2].replace('%20', ' ').split())}"


# --- Safe HTML → text, and with other addresses --------------------------------------------------------------------


def to_text(html: str) -> str:
    """Safe HTML as plain text on one line: white space folded, no-break spaces kept, footnote marks left out."""
    parted = _TAG.sub(_parting, _FOOTNOTE_MARK.sub("", html))
    return _HTML_SPACE.sub(" ", unescape(parted)).strip()


# Expressions for fences, lists and the like try every way to part such a one.
_GAP = re.compile(r"[ \t]{500}")


def is_simple(text: str) -> bool:
    """Whether Markdown is converted in no time, whatever it says: what is not may keep Python-Markdown busy."""
    is_small = len(text) <= _SIMPLE_CHARACTERS and text.count("\n") <= _MOST_LINES
    may_have_gap = "  " in text or "\t" in text
    is_even = not (may_have_gap and _GAP.search(text))
    return is_small and sum(map(text.count, _OPENERS)) <= _MOST_OPENERS and is_even


def pictures(html: str) -> tuple[tuple[str, str], ...]:
    """The address and the words of each picture of safe HTML, but for those of other hosts."""
    found = (_attributes(each) for each in _IMAGE.findall(html)) if "<img" in html else ()
    return tuple((one["src"], one.get("alt", "")) for one in found if not _ELSEWHERE.match(one["src"]))


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag of safe HTML, by name."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def illustrated(html: str, show: Callable[[dict[str, str], bool, bool], str | None]) -> str:
    """Safe HTML with other HTML in the place of its pictures: what `show` makes of one's attributes, by name.

    One that it makes nothing of stays. It is told as well whether the picture is a paragraph alone, in whose place its
    answer stands then, and whether it stands in a link.
    """
    if "<img" not in html:
        return html

    def shown(found: re.Match[str]) -> str:
        is_linked = html.rfind("<a ", 0, found.start()) > html.rfind("</a>", 0, found.start())
        made = show(_attributes(found[0]), bool(found["alone"]), is_linked)
        return found[0] if made is None else made

    return _LONE_OR_NOT.sub(shown, html)


def reachable(html: str) -> str:
    """Safe HTML whose tables and code, which scroll where they are wide, take the keyboard's focus (WCAG 2.1.1)."""
    return _SCROLLS.sub(r'\g<0> tabindex="0"', html) if "<table" in html or "<pre" in html else html


def web_links(html: str) -> tuple[str, ...]:
    """The whole addresses that links of safe HTML lead to, in their order."""
    return tuple(map(unescape, _WEB_LINK.findall(html)))


def lead(html: str, most: int = _LEAD_PARAGRAPHS) -> str:
    """The first paragraphs of safe HTML as plain text, one a line, without what is no running text."""
    text, _, _ = html.partition('<div class="footnote">')
    found = _PARAGRAPH.findall(text)[:most]
    told = [_without_introduction(to_text(each)) if is_before_list else to_text(each) for each, is_before_list in found]
    return "\n".join(filter(None, told)) or "\n".join(to_text(each) for each, _ in found)


def _without_introduction(text: str) -> str:
    """A paragraph without the words at its end that introduce a list."""
    if not text.endswith((":", "：")):
        return text
    before, stop, _ = text.rpartition(". ")
    return f"{before}." if stop else ""


def _parting(tag: re.Match[str]) -> str:
    return "" if tag[1] in _INLINE else " "


def resolve(html: str, base: str, root: str | None = None, known: Mapping[str, str] | None = None) -> str:
    """Safe HTML with every address resolved against `base`, the address of the page it belongs to.

    What is `known` leads where is said there.

    `base` and `root` are whole addresses (then everything becomes one, fragments too: for feeds and mail) or
    paths on the digest's host (then fragments stay). An address from the root ("/img/a.jpg") means the
    digest's root: `root`, or else that of the host.
    """
    is_whole = "://" in base
    if not (_NOT_ABSOLUTE if is_whole else _NOT_FROM_ROOT).search(html):
        return html
    resolved = partial(_resolved, base=base, root=root or urljoin(base, "/"), is_whole=is_whole, known=known or {})
    return _make_cleaner("", resolved).clean(html)


def _resolved(address: str, *, base: str, root: str, is_whole: bool, known: Mapping[str, str]) -> str | None:
    """A relative address as a whole one or as a path; None where it is no address at all (RFC 3986 5.2)."""
    if address in known:
        return known[address]
    if not is_whole and address.startswith(("#", "//")):
        return address
    try:
        if address.startswith("/") and not address.startswith("//"):
            return urljoin(root, address.lstrip("/"))
        return urljoin(base, address)
    except ValueError:  # such as an unclosed [ of an IPv6 host
        return None
