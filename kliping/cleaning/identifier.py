"""py3langid's identifier of languages, which remembers the words that it has seen: the same answer in a third of the time.

Strategy: it walks through a text byte by byte, from state to state of a large table, and gathers features; then it adds
up their weights, which it keeps in half precision. From one state, one word always leads by the same features to the
same state, and most words come again: what they give is kept, and the weights of their features beside it in single
precision, as they are added up. What is kept is forgotten when there is much of it.

This module loads py3langid, so only those who ask for a language import it.
"""

from collections import Counter
from typing import Any

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MOST_WORDS = 20_000
# Their weights take 20 MB; one language needs a quarter of that.
_MOST_FEATURES = 32_768
_FIRST_FEATURES = 4_096
# What has no spaces is one long word, which never comes again.
_LONGEST_WORD = 32


class Identifier(LanguageIdentifier):  # type: ignore[misc]  # py3langid has no types
    """The identifier, with words and features as numbers of rows of weights."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._forget()

    @classmethod
    def of_model(cls, least_confidence: float) -> "Identifier":
        """The identifier of py3langid's own model; below a confidence its answer is `und`."""
        identifier: Identifier = cls.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.min_confidence = least_confidence
        return identifier

    def _raw_score(self, text: bytes) -> Any:
        """The weight of each language, in place of the base's method of this name."""
        if len(self._words) > _MOST_WORDS or len(self._row_of) > _MOST_FEATURES:
            self._forget()
        # In the order in which they are met, as sums of floating-point numbers depend on it.
        counts = Counter(self._rows_of(text))
        if not counts:
            return super()._raw_score(text)
        rows = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        return np.log1p(times) @ self._weights[rows] + self.nb_pc

    def _forget(self) -> None:
        self._words: dict[tuple[int, bytes], tuple[int, list[int]]] = {}
        self._row_of: dict[int, int] = {}
        self._weights = np.empty((_FIRST_FEATURES, len(self.nb_classes)), dtype=np.float32)

    def _rows_of(self, text: bytes) -> list[int]:
        """The rows of the features of a text, as often as they come."""
        *words, last = text.split(b" ")
        state, rows = 0, []
        for word in words:
            known = self._words.get((state, word)) or self._learnt(state, word)
            state = known[0]
            rows += known[1]
        return rows + self._walked(state, last)[1]

    def _learnt(self, state: int, word: bytes) -> tuple[int, list[int]]:
        """Where a word and the space after it lead, and the rows of what is met on the way."""
        walked = self._walked(state, word + b" ")
        if len(word) <= _LONGEST_WORD:
            self._words[state, word] = walked
        return walked

    def _walked(self, state: int, text: bytes) -> tuple[int, list[int]]:
        rows = []
        for byte in text:
            state = self.tk_nextmove[(self.tk_row[state] << 8) + byte]
            feature = self.tk_output[state]
            if feature >= 0:
                row = self._row_of.get(feature)
                rows.append(self._added(feature) if row is None else row)
        return state, rows

    def _added(self, feature: int) -> int:
        row = self._row_of[feature] = len(self._row_of)
        if row == len(self._weights):
            self._weights = np.concatenate((self._weights, np.empty_like(self._weights)))
        self._weights[row] = self.nb_ptc[feature]
        return row
