"""Markdown that is paragraphs and headings of words alone → the HTML that Python-Markdown and nh3 make of it.

Strategy: one expression tells whether a text is such, as most of what ingest writes is: blocks of one line, parted by
one blank line, in which nothing begins a link, a tag, a list, a quote or code, and every sign that might is escaped.
Of these the HTML is known beforehand, and is a hundred times cheaper so. All other texts are none of its business.
"""

import re

# Signs of Markdown and HTML; white space that is folded, and what no document may hold or is written as an entity.
_SIGNS = r"\\`*_\[<&\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_ESCAPED = r"\\[\\`*_{}\[\]()>#+.!|-]"
_WITHIN_WORD = r"(?<=[^\W_])_(?=[^\W_])"
_TEXT = rf"(?:[^{_SIGNS}]++|{_ESCAPED}|{_WITHIN_WORD}|&(?=\s))++(?<=\S)"
_PARAGRAPH = rf"(?![#>+:~\s-]|\d+\.\s){_TEXT}"
_HEADING = rf"#{{2,6}} (?=[^\s#])(?![^\n]*#){_TEXT}"
_BLOCK = rf"(?:{_PARAGRAPH}|{_HEADING})"
_DOCUMENT = re.compile(rf"\n*+{_BLOCK}(?:\n\n{_BLOCK})*+\n*+")
_UNESCAPED = re.compile(r"\\(.)")
# A longer text may have so many blocks that Python-Markdown's work on them is counted, and refused.
_MOST_CHARACTERS = 50_000


def to_html(text: str) -> str | None:
    """The safe HTML of a Markdown text; None where it takes Python-Markdown to make it."""
    if not text:
        return ""
    if len(text) > _MOST_CHARACTERS or not _DOCUMENT.fullmatch(text):
        return None
    plain = text.replace("&", "&amp;").replace(">", "&gt;") if "&" in text or ">" in text else text
    return "\n".join(map(_block, plain.strip("\n").split("\n\n")))


def _block(block: str) -> str:
    hashes = len(block) - len(block.lstrip("#"))
    tag, words = (f"h{hashes}", block[hashes + 1 :]) if hashes else ("p", block)
    shown = _UNESCAPED.sub(r"\1", words) if "\\" in words else words
    return f"<{tag}>{shown}</{tag}>"
