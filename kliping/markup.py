"""Markdown → safe HTML.

Strategy: Python-Markdown may answer whatever it likes, for `sanitizer` comes last; before it, text is freed from
elements that would take it along.
"""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kliping import paragraphs, sanitizer
from kliping.characters import legal
from kliping.conformance import conforming
from kliping.problems import Problem, Span
from kliping.rawtext import freed

if TYPE_CHECKING:
    from kliping.rendering import Converter

# The deepest that elements may nest. Markdown's own recursion ends at a depth that depends on who calls it, and
# readers' parsers give up at some 250; no text that a person wrote comes near.
DEPTH = 100
_OPENS_OR_CLOSES = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that have no end tag, or that the next of their kind ends (HTML 13.1.2.4): they nest only in others.
_ENDED_BY_OTHERS = frozenset("br col dd dt hr img input li option p tbody td tfoot th thead tr wbr".split())

# Names with a hyphen are custom elements', and what has attributes a program wrote; HTML's and SVG's own are below.
_LIKE_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9:-])[^<>=]*>")
_HTML = sanitizer.INLINE.union(
    sanitizer.BLOCKS,
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

_SIMPLE_CHARACTERS = 100_000
# What begins something in Markdown. Python-Markdown looks for the end of each through all that follows:
# a thousand brackets take it a tenth of a second, four thousand 1.6 s, and 64,000 more than five minutes.
_OPENERS = "[`<*_&!"
_MOST_OPENERS = 1_000
_MOST_LINES = 3_000
# Expressions for fences, lists and the like try every way to part such a one.
_SPACES = " " * 500
_GAP = re.compile(r"[ \t]{500}")


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
    return sanitizer.cleaned(_with_aligned_cells(_below_title(html)), prefix)


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


def is_simple(text: str) -> bool:
    """Whether Markdown is converted in no time, whatever it says: what is not may keep Python-Markdown busy."""
    is_small = len(text) <= _SIMPLE_CHARACTERS and text.count("\n") <= _MOST_LINES
    is_even = _SPACES not in text and not ("\t" in text and _GAP.search(text))
    return is_small and sum(map(text.count, _OPENERS)) <= _MOST_OPENERS and is_even


@cache
def _markdown() -> "Converter":
    # Loaded here: a build with nothing new to convert must not wait for Markdown.
    from kliping.rendering import Converter

    return Converter()
