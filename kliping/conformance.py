"""Safe HTML → HTML that conforms: what browsers put up with, and the Nu HTML Checker does not.

Strategy: safe HTML is balanced, so it is read by its tags, with what is open at each. Texts with HTML of their own
bring entries outside of lists, blocks in bold, pictures and links without words, headings that skip a level; what they
say stays, word for word, in elements that may stand there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^>]*)>|[^<]+")
_LISTS = frozenset({"ul", "ol"})
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_BLOCKS = frozenset(
    "blockquote caption dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td "
    "tfoot th thead tr ul".split()
)
# What holds phrasing content alone (HTML 3.2.5.2.5) and keeps its meaning if the blocks in it lose theirs.
_OF_PHRASES = frozenset({"h2", "h3", "h4", "h5", "h6", "pre", "summary"})
# What may hold blocks where its parent may (HTML 3.2.5.3, "transparent").
_TRANSPARENT = frozenset({"a", "del", "ins"})
# What stands in one element only; anywhere else it is a block like any other.
_HOMES = {"dd": {"dl"}, "dt": {"dl"}, "figcaption": {"figure"}, "li": _LISTS, "summary": {"details"}}
_VALUE = re.compile(r' value="[^"]*"')
_PICTURE = re.compile(r'<img(?![^>]* alt=")')
_WORDLESS = re.compile(
    r'<h(?P<level>[2-6])\b[^>]*+>(?P<inner>(?:\s++|<(?!/?h[2-6]\b|img\b[^>]* alt="[^"])[^>]*+>)*+)</h(?P=level)>\n?'
)
_HEADING = re.compile(r"<(?P<end>/?)h(?P<level>[2-6])\b")
_DEEPEST = 6
# A link to a place, in which nothing is to be read.
_NAMELESS = re.compile(
    r'(?P<link><a (?=[^>]*href="(?P<address>[^"]*)")[^>]*+>)'
    r'(?P<inner>(?:\s++|&nbsp;|<(?!/?a\b|img\b[^>]* alt="[^"])[^>]*+>)*+)</a>'
)
_NO_WORDS = re.compile(r'(?<=<img alt=)""')
# Text in which nothing of this can be wrong, as most is: paragraphs, quotes and lists of phrases, under headings that
# have words and are all of one level.
_PHRASES = r'(?:[^<]++|</?(?:em|strong|code|br)>|<a href="[^"]*+">|</a>)*+'
_PLAIN = re.compile(
    rf"(?:[^<]++|<p>{_PHRASES}</p>|<h2>(?=[^<]*[^<\s]){_PHRASES}</h2>|<blockquote>\n(?:<p>{_PHRASES}</p>\n)++</blockquote>"
    rf"|<(?P<list>[ou]l)>\n(?:<li>{_PHRASES}</li>\n)++</(?P=list)>)*+"
)


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag, what it is written as (nothing, or another), and whether it was put in."""

    tag: str
    written: str
    is_ours: bool = False


def conforming(html: str) -> str:
    """The same text with lists, headings and pictures as HTML has them."""
    html = _PICTURE.sub('<img alt=""', html) if "<img" in html else html
    html = _NAMELESS.sub(_named, html) if "<a " in html else html
    if _PLAIN.fullmatch(html):
        return html
    return _with_levels("".join(_nested(html)))


def _named(link: re.Match[str]) -> str:
    """A link that says where it leads: a picture without words, or the link itself, by its address (HTML 4.8.4.4.2).

    One that leads nowhere either is none.
    """
    address, inner = link["address"], link["inner"]
    if not address:
        return inner
    said = _NO_WORDS.sub(lambda _: f'"{address}"', inner, count=1) if "<img" in inner else address + inner
    return f"{link['link']}{said}</a>"


def _with_levels(html: str) -> str:
    """No heading is more than a level below the one it stands under, and none says nothing.

    HTML 4.3.11: the page's title is its h1.
    """
    above: list[tuple[int, int]] = []

    def moved(found: re.Match[str]) -> str:
        level = int(found["level"])
        if not found["end"]:
            while above and above[-1][0] >= level:
                above.pop()
            above.append((level, min((above[-1][1] if above else 1) + 1, _DEEPEST)))
        return f"<{found['end']}h{above[-1][1] if above else level}"

    return _HEADING.sub(moved, _WORDLESS.sub(_without_heading, html))


def _without_heading(found: re.Match[str]) -> str:
    """What a heading without words holds: nothing, or pictures."""
    return f"<p>{found['inner']}</p>\n" if "<img" in found["inner"] else ""


def _nested(html: str) -> Iterator[str]:
    """The parts of a text, each where it may stand."""
    parts = list(_PARTS.finditer(html))
    with_blocks = _with_blocks(parts)
    opened: list[_Open] = []
    for at, part in enumerate(parts):
        tag = part["tag"]
        if tag is None:
            yield from _text(part[0], opened)
        elif part["end"]:
            yield from _closed(tag, opened)
        else:
            yield from _begun(part, tag, opened, has_blocks=at in with_blocks)


def _with_blocks(parts: Sequence[re.Match[str]]) -> frozenset[int]:
    """Which of the parts begin an element that holds a block, however deep."""
    found: set[int] = set()
    opened: list[int] = []
    for at, part in enumerate(parts):
        tag = part["tag"]
        if tag is None:
            continue
        if part["end"]:
            if opened:
                opened.pop()
            continue
        if tag in _BLOCKS:
            found.update(opened)
        if tag not in _VOID:
            opened.append(at)
    return frozenset(found)


def _text(text: str, opened: list[_Open]) -> Iterator[str]:
    if opened and opened[-1].written in _LISTS and text.strip():
        opened.append(_Open("li", "li", is_ours=True))
        yield "<li>"
    yield text


def _begun(part: re.Match[str], tag: str, opened: list[_Open], *, has_blocks: bool) -> Iterator[str]:
    if tag == "li" and opened and opened[-1].is_ours:
        yield f"</{opened.pop().written}>"
    if opened and opened[-1].written in _LISTS and tag != "li":
        opened.append(_Open("li", "li", is_ours=True))
        yield "<li>"
    written = _written(tag, opened, has_blocks=has_blocks)
    rest = part["rest"] if written == tag else ""
    if tag == "li" and written == "li" and opened[-1].written == "ul":
        rest = _VALUE.sub("", rest)  # only ordered entries have a number (HTML 4.4.8)
    if tag not in _VOID:
        opened.append(_Open(tag, written))
    if written:
        yield f"<{written}{rest}>"


def _written(tag: str, opened: Sequence[_Open], *, has_blocks: bool) -> str:
    """What an element is written as; nothing where its text alone may stand."""
    if tag in _BLOCKS and any(each.written in _OF_PHRASES for each in opened):
        return ""
    if tag not in _BLOCKS and tag not in _TRANSPARENT and has_blocks:
        return ""
    homes = _HOMES.get(tag)
    around = [each.written for each in opened if each.written][-2:]
    is_group = tag in {"dd", "dt"} and around == ["dl", "div"]  # HTML 4.4.9: a div may hold a name and its values
    return tag if homes is None or is_group or around[-1:] in [[home] for home in homes] else "div"


def _closed(tag: str, opened: list[_Open]) -> Iterator[str]:
    while opened:
        one = opened.pop()
        if one.written:
            yield f"</{one.written}>"
        if one.tag == tag and not one.is_ours:
            return
