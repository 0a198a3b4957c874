"""Scripts without spaces: how much a text of theirs says, and how its lines are put together.

Strategy: a Han character or kana takes the room of two letters and says as much as three; counting it twice
makes one set of limits do for every script.
"""

import re

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]"
)
_UNSPACED = re.compile("[\u3001-\u3029\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]")
# Limits are all below this; what is longer need not be counted.
_COUNTED = 2_000


def size(text: str) -> int:
    """The columns that a text takes; of a long one, at least so many."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text[:_COUNTED]))


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script that sets no space between words."""
    return _UNSPACED.match(character) is not None


def space_between(before: str, after: str) -> str:
    """What parts two pieces of one paragraph: a space, unless both sides do without."""
    return "" if is_unspaced(before[-1:]) and is_unspaced(after[:1]) else " "
