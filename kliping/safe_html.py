"""Safe HTML → plain text, and the same with other addresses, pictures or marks.

Strategy: what leaves `sanitizer` is always balanced, has its attributes in double quotes, and `<` and `>` escaped
everywhere else. So short patterns read it exactly, as long as nothing else writes it.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape
from urllib.parse import urljoin

from kliping import sanitizer

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
_HTML_SPACE = re.compile(r"[ \t\n\f\r]+")

# What is rare stands first, so that a text is looked through for it at once.
_NOT_ABSOLUTE = re.compile(r'="(?:(?<= href=")|(?<= src="))(?!https?:|mailto:)')
_NOT_FROM_ROOT = re.compile(r'="(?:(?<= href=")|(?<= src="))(?!https?:|mailto:|#|//)')


def to_text(html: str) -> str:
    """Safe HTML as plain text on one line: white space folded, no-break spaces kept, footnote marks left out."""
    parted = _TAG.sub(_parting, _FOOTNOTE_MARK.sub("", html))
    return _HTML_SPACE.sub(" ", unescape(parted)).strip()


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
    return "" if tag[1] in sanitizer.INLINE else " "


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
    address = partial(_resolved, base=base, root=root or urljoin(base, "/"), is_whole=is_whole, known=known or {})
    return sanitizer.resolved(html, address)


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
