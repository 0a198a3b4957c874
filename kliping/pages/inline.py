"""The inside of a block → one line of Markdown: text, emphasis, code, links, pictures, line breaks.

Strategy: flatten first, into runs of text that know their styles and their link; then write the runs, with
white space outside the markers. A marker that would touch another one is left out rather than risked:
the words stay whatever their looks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from kliping import addresses
from kliping.cleaning import escape
from kliping.pages.marks import STRUCK

_STRONG = frozenset({"b", "strong"})
_EMPHASIS = frozenset({"i", "em", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_SPACE = re.compile(r"[ \t\n\f\r]+")
_SETEXT = re.compile(r"^([=-])(?=[=-]*\s*$)")
# An even number of backslashes before a sign are backslashes, and do not escape it.
_BRACKETS = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]])")
_BREAK = "\n"
# Escapes mean nothing inside code, and Python-Markdown takes some of what stands there for markup all the same.
_NOT_CODE = re.compile(r"[&\n\\]")
_BACKTICKS = re.compile("`+")
_LAST_STAR = re.compile(r"(?:(?<=\s)|^)\*$")
_MARKERS = re.compile(r"(?<!\\)((?:\\\\)*)([*_])")
_LAZY = ("data-src", "data-original", "data-lazy-src", "src", "data-srcset", "srcset")
_SMALL = re.compile(r"0*[0-9]{1,2}(?:px)?")
_LEAST_SIDE = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a block's addresses are relative to, the pictures that are shown elsewhere, and a figure's caption."""

    base: str = ""
    skipped: frozenset[str] = frozenset()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    struck: str = ""
    href: str = ""
    image: str = ""


def line_of(element: Any, context: Context) -> str:
    """An element without blocks as one line; a break in it is two spaces and a line end."""
    runs = _tidied(_runs(element, _Run(text=""), context))
    has_links = any(run.href or run.image for run in runs)
    written = _written(runs, has_links=has_links)
    lines = [_alone(line.strip(" \t\n\f\r")) for line in written.split(_BREAK)]
    return "  \n".join(line for line in lines if line)


def picture(element: Any, base: str) -> str:
    """The whole address of an img element's picture; empty for what only decorates or counts."""
    sides = [element.get(side) or "" for side in ("width", "height")]
    if any(_SMALL.fullmatch(side) and int(side.removesuffix("px")) < _LEAST_SIDE for side in sides):
        return ""
    for name in _LAZY:
        first = (element.get(name) or "").strip().split(",")[0].split()
        address = web_address(first[0], base) if first else ""
        # Beside a page that a browser saved whole lie its pictures, in a folder that is no part of any address.
        if address and "_files/" not in first[0]:
            return address
    return ""


def web_address(address: str, base: str) -> str:
    """An address as a whole web address, fit to stand between brackets of Markdown; empty if it is none."""
    try:
        whole = urljoin(base, _SPACE.sub("%20", address.strip()))
    except ValueError:
        return ""
    whole = whole.replace("(", "%28").replace(")", "%29").replace("\\", "%5C").replace('"', "%22")
    return whole if addresses.is_web_address(whole) else ""


# --- Elements → runs ---------------------------------------------------------------------------------------------


def _runs(element: Any, style: _Run, context: Context) -> Iterator[_Run]:
    if element.text:
        yield replace(style, text=_SPACE.sub(" ", element.text))
    for child in element:
        if isinstance(child.tag, str):
            yield from _of_child(child, style, context)
        if child.tail:
            yield replace(style, text=_SPACE.sub(" ", child.tail))


def _of_child(child: Any, style: _Run, context: Context) -> Iterator[_Run]:
    if child.tag == "br":
        yield replace(style, text=_BREAK)
    elif child.tag == "img":
        source = picture(child, context.base)
        if source and source not in context.skipped:
            yield replace(style, text=_alt(child, context), image=_image(source, child, context))
    else:
        yield from _runs(child, _styled(child, style, context), context)


def _styled(element: Any, style: _Run, context: Context) -> _Run:
    if element.tag == "a":
        return replace(style, href=style.href or _href(element, context.base))
    return replace(
        style,
        strong=style.strong or element.tag in _STRONG,
        emphasis=style.emphasis or element.tag in _EMPHASIS,
        code=style.code or element.tag in _CODE,
        struck=style.struck or (element.tag if element.tag in STRUCK else ""),
    )


def _href(element: Any, base: str) -> str:
    """A link within the page leads nowhere once the text stands elsewhere."""
    address = (element.get("href") or "").strip()
    if address.lower().startswith("mailto:") and re.fullmatch(r"mailto:[\w.+-]+@[\w.-]+", address, re.IGNORECASE):
        return address
    return "" if address.startswith("#") or not address else web_address(address, base)


def _alt(element: Any, context: Context) -> str:
    return _SPACE.sub(" ", element.get("alt") or context.caption).strip()


def _image(source: str, element: Any, context: Context) -> str:
    """Where a picture has words of its own, its caption is its title."""
    title = context.caption.replace("\\", "").replace('"', "”") if _alt(element, Context()) else ""
    return f'{source} "{title}"' if title else source


def _tidied(runs: Iterator[_Run]) -> list[_Run]:
    """Runs of one style joined; blank ones carry no style."""
    plain = (run if run.text.strip() or run.image else _Run(text=run.text, href=run.href) for run in runs)
    joined: list[_Run] = []
    for _, group in groupby(plain, key=lambda run: replace(run, text="")):
        same = list(group)
        joined += same if same[0].image or len(same) == 1 else [replace(same[0], text="".join(r.text for r in same))]
    return joined


# --- Runs → Markdown ---------------------------------------------------------------------------------------------


def _written(runs: list[_Run], *, has_links: bool) -> str:
    text = ""
    for href, group in groupby(runs, key=lambda run: run.href):
        linked = "".join(_styles(list(group), has_links=has_links))
        inner = linked.strip()
        if not href or not inner:
            text += linked
            continue
        before, after = linked[: len(linked) - len(linked.lstrip())], linked[len(linked.rstrip()) :]
        text += f"{before}[{inner.replace(_BREAK, ' ')}]({href}){after}"
    return text


def _styles(runs: list[_Run], *, has_links: bool) -> Iterator[str]:
    ended = ""
    for run in runs:
        inner = run.text.strip()
        at = run.text.find(inner)
        before, after = run.text[:at], run.text[at + len(inner) :]
        markers = "**" * run.strong + "*" * run.emphasis
        # A line end inside a marker, or a marker that touches another, is read in unforeseen ways.
        is_marked = bool(markers and inner) and _BREAK not in inner and not (ended + before).endswith("*")
        run = replace(run, text=inner, code=run.code and not (ended + before).endswith("`"))
        piece = _piece(run, has_links=has_links, is_marked=is_marked)
        ended = f"{before}{markers}{piece}{markers}{after}" if is_marked else f"{before}{piece}{after}"
        yield ended


def _piece(run: _Run, *, has_links: bool, is_marked: bool) -> str:
    if run.struck and run.text:
        tag = "del" if run.struck == "del" else "s"
        return f"<{tag}>{_piece(replace(run, struck=''), has_links=has_links, is_marked=is_marked)}</{tag}>"
    if run.image:
        return f"![{_bracketless(escape.inline(run.text))}]({run.image})"
    if run.code and run.text and not _NOT_CODE.search(run.text):
        return _code(run.text)
    text = _BREAK.join(map(escape.inline, run.text.split(_BREAK)))
    if is_marked:
        text = _MARKERS.sub(r"\1\\\2", text)
    return _bracketless(text) if has_links else text


def _code(text: str) -> str:
    """A code span, between more backticks than the code has in a row (CommonMark 6.1)."""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _bracketless(text: str) -> str:
    return _BRACKETS.sub(r"\1\\\2", text)


def _alone(line: str) -> str:
    """A line as it can stand alone: no sign at its start or its end acts for want of the neighbour it had."""
    line = _LAST_STAR.sub(r"\\*", line)
    if line == ":":
        return "&#58;"
    if line.startswith("* "):
        return f"\\{line}"
    return _SETEXT.sub(lambda found: f"&#{ord(found[1])};", escape.at_start(line))
