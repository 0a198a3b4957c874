"""HTML of which no element swallows the text after it.

Strategy: read tags as a browser does (HTML 13.2.5). What is closed and no text, a script, a style, a comment, goes
whole. Of what is no element of HTML, or one whose text a cleaner would drop together with it, only the tags go. What
begins like a tag and never ends is text, and its `<` is escaped. Nothing here makes HTML safe; that is for whoever
comes after.
"""

import re
from collections.abc import Iterator

# Their text is none: where they are closed, they go whole.
_NO_TEXT = frozenset({"script", "style"})
# The elements of HTML, also those of former times, whose content is read as HTML. All others lose their tags: some
# have content that is read in a way of its own (`textarea`), is no part of the page (`template`) or is of another
# language (`svg`, `mi`), and a cleaner drops it; the rest are no elements at all, and mean nothing.
_ELEMENTS = frozenset(
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption "
    "figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html i image img input ins kbd label legend "
    "li link listing main map mark marquee menu meta meter nav nobr object ol optgroup option output p param picture "
    "pre progress q rp rt ruby s samp search section select small source span strike strong sub summary sup table "
    "tbody td tfoot th thead time tr track tt u ul var video wbr".split()
)

_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
# A tag begun inside a value, or a blank line, shows that a quotation mark was forgotten: no value holds them.
_IN_VALUE = r"<(?![a-zA-Z/!?])|\n(?![ \t]*\n)"
_VALUE = (
    rf"""(?:"(?:[^"<\n]|{_IN_VALUE})*+"|'(?:[^'<\n]|{_IN_VALUE})*+'|(?!["'])(?:[^\t\n\f\r <>]|<(?![a-zA-Z/!?]))*+)"""
)
_ATTRIBUTE = rf"[^\t\n\f\r /<>][^\t\n\f\r /<>=]*+(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+{_VALUE}|(?![\t\n\f\r ]*+=))"
_GAP = r"(?:[\t\f\r /]|\n(?![ \t]*\n))++"
_TAG = re.compile(rf"<(?P<slash>/?)(?P<name>{_NAME})(?:{_GAP}|{_ATTRIBUTE})*+>")
_DOCTYPE = re.compile(r"<!doctype[^<>\n]{0,200}>", re.IGNORECASE)
_COMMENT_ENDS = re.compile(r"--!?>")
_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])[^>]*+>", re.IGNORECASE) for name in _NO_TEXT}
_OPENS = "<"


def freed(html: str) -> str:
    """The HTML with all text that it holds outside closed scripts, styles and comments where a reader sees it."""
    return "".join(_pieces(html)) if _OPENS in html else html


def _pieces(html: str) -> Iterator[str]:
    ends = _Ends(html)
    done = 0
    while (start := html.find(_OPENS, done)) >= 0:
        yield html[done:start]
        shown, done = _markup(html, start, ends)
        yield shown
    yield html[done:]


def _markup(html: str, start: int, ends: "_Ends") -> tuple[str, int]:
    """What stands for the markup that begins at `start`, and where it ends."""
    if html.startswith("<!--", start):
        end = ends.of_comment(start)
        return ("", end) if end else _as_text(start)
    tag = _TAG.match(html, start)
    if tag is None:
        doctype = _DOCTYPE.match(html, start)
        return ("", doctype.end()) if doctype else _as_text(start)
    name = tag["name"].lower()
    if name in _ELEMENTS:
        return tag[0], tag.end()
    is_opened = name in _NO_TEXT and not tag["slash"] and not tag[0].endswith("/>")
    return "", (ends.of(name, tag.end()) if is_opened else 0) or tag.end()


def _as_text(start: int) -> tuple[str, int]:
    return "&lt;", start + len(_OPENS)


class _Ends:
    """Where comments, scripts and styles of one text end; what was not found once is not looked for again."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.missing: set[str] = set()

    def of_comment(self, start: int) -> int:
        """The end of the comment that begins at `start`, 0 where there is none."""
        # HTML 13.2.5.43: `<!-->` and `<!--->` are whole comments.
        for empty in ("<!-->", "<!--->"):
            if self.html.startswith(empty, start):
                return start + len(empty)
        return self._search("!--", _COMMENT_ENDS, start + len("<!--"))

    def of(self, name: str, start: int) -> int:
        """The end of the end tag of a script or style whose content begins at `start`, 0 where there is none."""
        return self._search(name, _ENDS[name], start)

    def _search(self, what: str, end: re.Pattern[str], start: int) -> int:
        found = None if what in self.missing else end.search(self.html, start)
        if found is None:
            self.missing.add(what)
            return 0
        return found.end()
