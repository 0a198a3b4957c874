"""What stands where an article has ended: the rules of such lines, and a row of their labels with nothing between.

Advertisements and videos stand within an article as well, and so are none of these.
"""

import re
from functools import cache

from kliping.cleaning.lexicon import folded, lexicon

CLOSING = frozenset(
    """related-label related-headline tag-line share-prompt comment-prompt follow-prompt subscribe-prompt copyright-line
    editor-initials editor-credit page-label page-tool""".split()
)
_ELSEWHERE = frozenset({"share-prompt", "page-tool"})
_LEAST_LABELS = 2


def is_row_of_labels(text: str) -> bool:
    """Whether two labels or more, each with a capital, stand in a text: "Trending now Up next Most read"."""
    places = [match.start() for match in _labels().finditer(folded(text))]
    return sum(not text[at : at + 1].islower() for at in places) >= _LEAST_LABELS


@cache
def _labels() -> re.Pattern[str]:
    """Folded labels and prompts that stand below an article; not those of one word, which sentences have too."""
    words = lexicon()
    every = (*words.markers.items(), *words.labels.items())
    closing = (text for text, rule in every if rule in CLOSING - _ELSEWHERE and " " in text)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(closing, key=len, reverse=True)))})\b")
