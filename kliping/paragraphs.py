"""Markdown as most articles are written → the HTML that Python-Markdown and nh3 make of it.

Strategy: blocks parted by one blank line: paragraphs, headings, short lists and quotations, in which nothing is marked
but emphasis and links to the web. Each block is told by one expression that leaves no sign unexplained; its HTML is
known beforehand then, and is a hundred times cheaper so. A text with any other block is none of its business.
"""

import re
from collections.abc import Callable

# Signs of Markdown and HTML; white space that is folded, and what no document may hold or is written as an entity.
_SIGNS = r"\\`*_\[<&\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_ESCAPED = r"\\[\\`*_{}\[\]()>#+.!|-]"
_WITHIN_WORD = r"(?<=[^\W_])_(?=[^\W_])"
_PLAIN = rf"[^{_SIGNS}]++|{_ESCAPED}|{_WITHIN_WORD}|&(?=\s)"
# Words within a mark, which neither begin nor end with a space, and in which nothing is marked again.
_MARKED = rf"(?![\s^])[^{_SIGNS}\]]++(?<=\S)"
_STRONG = rf"(?<!\*)\*\*{_MARKED}\*\*(?!\*)"
_EMPHASIS = rf"(?<!\*)\*{_MARKED}\*(?!\*)"
_ADDRESS = r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9/._~%?=#-]*)?"
_LINK = rf"(?<!!)\[{_MARKED}\]\({_ADDRESS}\)"
_TEXT = rf"(?:{_PLAIN})++(?<=\S)"
_RICH = rf"(?:{_PLAIN}|{_STRONG}|{_EMPHASIS}|{_LINK})++(?<=\S)"
# What a line must not begin with, lest it be another kind of block.
_BEGINS = r"(?![#>+:~=|\s-]|\d+\.\s)"

_PARAGRAPH = re.compile(_BEGINS + _TEXT)
_RICH_PARAGRAPH = re.compile(_BEGINS + _RICH)
_HEADING = re.compile(rf"(#{{2,6}}) ((?=[^\s#])(?![^\n]*#){_TEXT})")
_ITEM = re.compile(rf"[*-] ({_BEGINS}{_RICH})")
_QUOTE = re.compile(rf"> ({_BEGINS}{_RICH})")
_MARK = re.compile(
    rf"\\(?P<escaped>.)|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|\[(?P<text>[^\]]+)\]\((?P<href>{_ADDRESS})\)"
)
# A longer text may have so many blocks that Python-Markdown's work on them is counted, and refused.
_MOST_CHARACTERS = 50_000


def to_html(text: str) -> str | None:
    """The safe HTML of a Markdown text; None where it takes Python-Markdown to make it."""
    if not text:
        return ""
    if len(text) > _MOST_CHARACTERS:
        return None
    made: list[str] = []
    for block in text.strip("\n").split("\n\n"):
        html = _KINDS.get(block[:1], _paragraph)(block)
        if html is None or (made and html.startswith(_JOINED) and made[-1][:_TAG] == html[:_TAG]):
            return None
        made.append(html)
    return "\n".join(made)


def _paragraph(block: str) -> str | None:
    if _PARAGRAPH.fullmatch(block):
        return f"<p>{_shown(block)}</p>"
    lines = [_rich(line) for line in block.split("\n") if _RICH_PARAGRAPH.fullmatch(line)]
    return f"<p>{joined}</p>" if (joined := _all_of(lines, block)) is not None else None


def _all_of(lines: list[str], block: str) -> str | None:
    """The lines of a block, if all of them were told; a table or an underlined heading begins with two lines."""
    is_whole = len(lines) == block.count("\n") + 1
    return "\n".join(lines) if is_whole and not (len(lines) > 1 and "|" in block) else None


def _heading(block: str) -> str | None:
    found = _HEADING.fullmatch(block)
    return f"<h{len(found[1])}>{_shown(found[2])}</h{len(found[1])}>" if found else None


def _list(block: str) -> str | None:
    items = [_ITEM.fullmatch(line) for line in block.split("\n")]
    if not all(items):
        return None
    return "\n".join(["<ul>", *(f"<li>{_rich(item[1])}</li>" for item in items if item), "</ul>"])


def _list_or_emphasis(block: str) -> str | None:
    return _list(block) if block.startswith("* ") else _paragraph(block)


def _quote(block: str) -> str | None:
    found = _QUOTE.fullmatch(block)
    return f"<blockquote>\n<p>{_rich(found[1])}</p>\n</blockquote>" if found else None


_KINDS: dict[str, Callable[[str], str | None]] = {"#": _heading, "-": _list, "*": _list_or_emphasis, ">": _quote}
# Lists that follow one another are one to Markdown, and so are quotations.
_JOINED = ("<ul>", "<blockquote>")
_TAG = len("<ul>")


def _shown(words: str) -> str:
    """Words without marks, but for escapes."""
    plain = words.replace("&", "&amp;").replace(">", "&gt;") if "&" in words or ">" in words else words
    return _MARK.sub(_marked, plain) if "\\" in plain else plain


def _rich(words: str) -> str:
    plain = words.replace("&", "&amp;").replace(">", "&gt;") if "&" in words or ">" in words else words
    return _MARK.sub(_marked, plain) if "\\" in plain or "*" in plain or "[" in plain else plain


def _marked(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "escaped":
            return found["escaped"]
        case "strong":
            return f"<strong>{found['strong']}</strong>"
        case "em":
            return f"<em>{found['em']}</em>"
    return f'<a href="{found["href"]}">{found["text"]}</a>'
