"""HTML as feeds carry it: what may stand in it, read with the standard library's own parser."""

from functools import lru_cache
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# What W3C's validator calls a risk: what runs, loads or frames something, or asks for something.
_RISKS = frozenset(
    "script style iframe frame frameset object embed applet form input button base meta link noscript".split()
)


class _Reading(HTMLParser):
    """The elements that are open, and what was found wrong on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.risks: list[str] = []
        self.unmatched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.risks += [tag] if tag in _RISKS else []
        for name, value in attrs:
            runs = (value or "").strip().casefold().startswith(("javascript:", "vbscript:"))
            self.risks += [name] if name == "style" or name.startswith("on") or runs else []
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unmatched.append(tag)


@lru_cache(maxsize=8)
def _read(html: str) -> _Reading:
    reading = _Reading()
    reading.feed(html)
    reading.close()
    return reading


def is_harmless(html: str) -> bool:
    """HTML without what runs, styles, frames or asks."""
    return not _read(html).risks


def is_nested(html: str) -> bool:
    """HTML in which every element that is opened is closed, in order."""
    return not _read(html).open and not _read(html).unmatched
