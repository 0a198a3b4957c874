"""The shapes of passages: paragraph, headline, heading, by their length and their end alone.

Strategy: limits are set in columns, in which a Japanese character counts twice; where words cannot be counted
a text may be shorter still.
"""

import re
from itertools import islice

from kliping.cleaning.prose import ends_with_stop, sentences
from kliping.cleaning.scripts import is_unspaced, size

_PARAGRAPH_CHARACTERS = 120
_DENSE_COLUMNS = 50
_MOST_TITLE = 120
_MOST_SPACED_TITLE, _MOST_TITLE_WORDS = 150, 25
_LEAST_HEADLINE_WORDS, _LEAST_HEADLINE_COLUMNS = 4, 20
_MOST_HEADING = 100
_MOST_HEADING_WORDS = 16
_LIST_ITEM = re.compile(r"[-–—•*·▪►]|\(?\w{1,3}[.)]\s")
_CLOSED = (".", "…", ",", ";", ":", "،", "。", "۔", "、", "：", '."', ".”", ',"', ",”", "。」")
_LEAST_UNSPACED = 3
_QUOTES = "\"'“‘«„「『"


def are_long(*texts: str) -> bool:
    """Whether all are paragraphs beyond doubt: where every line is one, no blank line need part them."""
    return all((is_long(text) or _is_dense(text)) and ends_with_stop(text) for text in texts)


def is_heading(text: str) -> bool:
    """Whether a line may be a heading between paragraphs."""
    if len(text) > _MOST_HEADING:
        return False
    words = text.split()
    is_long_enough = len(words) > 1 or (is_unspaced(text[0]) and len(text) > _LEAST_UNSPACED)
    is_sized = is_long_enough and len(words) <= _MOST_HEADING_WORDS and is_short(text, _MOST_HEADING)
    return is_sized and not _is_item(text) and not text[0].islower() and text[0] not in _QUOTES


def _is_item(text: str) -> bool:
    return _LIST_ITEM.match(text) is not None


def is_short(text: str, most: int = _MOST_TITLE) -> bool:
    """Short, one sentence, and without the stop that a sentence ends with; a headline may ask or exclaim."""
    return len(text) <= most and not text.endswith(_CLOSED) and size(text) <= most and _is_one(text)


def is_title(text: str) -> bool:
    """Whether the first line of a text may be its title: a little longer than other headlines may be."""
    most = _MOST_TITLE if is_unspaced(text[0]) else _MOST_SPACED_TITLE
    return not text.endswith("-") and is_short(text, most) and len(text.split()) <= _MOST_TITLE_WORDS


def is_worded(text: str) -> bool:
    """Whether a title says so much that short lines may part it from its paragraph; a name or a place does not."""
    words = text.split(None, _LEAST_HEADLINE_WORDS)
    return size(text) >= _LEAST_HEADLINE_COLUMNS and (is_unspaced(text[0]) or len(words) >= _LEAST_HEADLINE_WORDS)


def _is_one(text: str) -> bool:
    return len(list(islice(sentences(text), 2))) == 1


def is_paragraph(text: str, than: str) -> bool:
    """Long, or a whole sentence longer than the line that it follows."""
    return is_long(text) or (len(text) > len(than) and ends_with_stop(text))


def _is_dense(text: str) -> bool:
    """Whether a text says as much as a paragraph in few characters, as Japanese does."""
    return is_unspaced(text[0]) and size(text) > _DENSE_COLUMNS


def is_long(text: str) -> bool:
    """Whether a line is a paragraph by its length alone."""
    return len(text) > _PARAGRAPH_CHARACTERS or size(text) > _PARAGRAPH_CHARACTERS


def is_headline(text: str) -> bool:
    """Whether a line may be the headline of an article."""
    return len(text) <= _MOST_TITLE and not _is_item(text) and not text[0].islower() and is_short(text, _MOST_TITLE)
