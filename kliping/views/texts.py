"""Plain text for places that are too small for all of it.

Strategy: what a text says is compared by its letters and digits alone, so that case, dashes and quotation
marks do not part two texts that say the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kliping import safe_html

_OPENING_CHARACTERS = 400
_OPENING_SEARCHED = 20_000
_ENDS_SENTENCE = '.!?\u2026\u061f\u06d4\u3002\uff01\uff1f"\u201d\u00bb'
_WORTH_STARTING = 120  # characters; less of a paragraph than this is not worth its first line
_START_CHARACTERS = 2_000  # of HTML, in which a text says what its summary does if it says it at its start
_DATELINE_LETTERS = 80  # what may stand before a summary at the beginning of its text
_NO_LETTERS = re.compile(r"[\W_]+")
# What stands for each character of ASCII: its small letter, or nothing.
_ASCII_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)


def shortened(text: str, characters: int) -> str:
    """At most so many characters, ending with a whole word and an ellipsis where it was cut."""
    if len(text) <= characters:
        return text
    if not characters:
        return ""
    whole, space, _ = text[:characters].rpartition(" ")
    # Chinese, Japanese and Thai part their words by nothing.
    kept = whole if space and len(whole) > characters // 2 else text[: characters - 1]
    return kept.rstrip(" ,;:.-\u2013\u2014") + "\u2026"


def beyond_title(summary: str, title: str) -> str:
    """A summary without its first sentence where that is the title, as it is when the title was derived."""
    said = letters(title)
    if not said or not letters(summary).startswith(said):
        return summary
    rest = _after(summary, len(said))
    return rest.lstrip(_ENDS_SENTENCE + " ") if rest[:1] in _ENDS_SENTENCE else summary


def _after(text: str, count: int) -> str:
    """What follows the first `count` letters and digits of a text."""
    told = 0
    for index, character in enumerate(text):
        if told >= count:
            return text[index:]
        told += len(letters(character))
    return ""


def opening(html: str, summary: str) -> tuple[str, ...]:
    """How a text goes on after its summary, in paragraphs of plain text.

    The summary may begin after the dateline; where the text does not begin with it, the text is told from its start.
    """
    before_heading = html.split("<h", 1)[0]
    paragraphs = [safe_html.to_text(found) for found in _PARAGRAPH.findall(before_heading[:_OPENING_SEARCHED])]
    said = letters(summary)
    start = "".join(map(letters, paragraphs)).find(said)
    told = start + len(said) if 0 <= start <= _DATELINE_LETTERS else 0
    kept: list[str] = []
    for text in _beyond(paragraphs, told):
        room = _OPENING_CHARACTERS - sum(map(len, kept))
        if room < _WORTH_STARTING:
            break
        kept.append(shortened(text, room))
    return tuple(filter(None, kept))


def _beyond(paragraphs: Sequence[str], told: int) -> Iterator[str]:
    """Paragraphs without their first `told` letters, and without the stop of the sentence that ends there."""
    for text in paragraphs:
        count = len(letters(text))
        if told < count:
            yield _after(text, told).lstrip(_ENDS_SENTENCE + " ") if told else text
        told = max(0, told - count)


def repeats(summary: str, html: str) -> bool:
    """Whether a summary only says how the text begins, after its dateline at most."""
    said = letters(summary)
    wanted = len(said) + _DATELINE_LETTERS
    for characters in (3 * wanted, 4 * len(summary) + _START_CHARACTERS):
        start = letters(safe_html.to_text(_before_cut_tag(html[:characters])))
        if len(start) >= wanted:
            break
    return said in start[:wanted]


def _before_cut_tag(html: str) -> str:
    """The beginning of a text without a tag that it ends in."""
    tag = html.rfind("<")
    return html[:tag] if tag > html.rfind(">") else html


def letters(text: str) -> str:
    """Its letters and digits, case-folded."""
    if text.isascii():
        return text.translate(_ASCII_LETTERS)  # the same, in a tenth of the time
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())
