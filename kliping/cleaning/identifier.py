"""py3langid's identifier of languages, which remembers where it has been: the same answer in a third of the time.

Strategy: it walks through a text byte by byte, from state to state of an automaton whose table has forty megabytes, and
gathers features, whose weights it adds up. Texts of a few languages come by few of these states, again and again: they
are kept apart, where the next is at hand, and so are the weights of their features, in the precision in which they are
added up. What is kept is forgotten when there is much of it.

This module loads py3langid, so only those who ask for a language import it.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MOST_STATES = 50_000
_FIRST_FEATURES = 4_096
_NO_FEATURE = -1


class _State(dict[int, "_State"]):
    """A state: the states that follow it, by byte, and the row of its feature's weights."""

    __slots__ = ("following", "number", "row")

    def __init__(self, number: int, row: int, following: Callable[[int, int], "_State"]) -> None:
        super().__init__()
        self.number, self.row, self.following = number, row, following

    def __missing__(self, byte: int) -> "_State":
        found = self[byte] = self.following(self.number, byte)
        return found


class Identifier(LanguageIdentifier):  # type: ignore[misc]  # py3langid has no types
    """The identifier, with states that know one another."""

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
        if len(self._states) > _MOST_STATES:
            self._forget()
        # In the order in which they are met, as sums of floating-point numbers depend on it.
        counts = Counter(self._rows_of(text))
        counts.pop(_NO_FEATURE, None)
        if not counts:
            return super()._raw_score(text)
        rows = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        return np.log1p(times) @ self._weights.take(rows, axis=0) + self.nb_pc

    def _rows_of(self, text: bytes) -> list[int]:
        """The rows of the features of a text, as often as they come, and of what is none."""
        state = self._state(0)
        return [(state := state[byte]).row for byte in text]

    def _forget(self) -> None:
        self._states: dict[int, _State] = {}
        self._row_of: dict[int, int] = {}
        self._weights = np.empty((_FIRST_FEATURES, len(self.nb_classes)), dtype=np.float32)

    def _following(self, number: int, byte: int) -> _State:
        return self._state(self.tk_nextmove[(self.tk_row[number] << 8) + byte])

    def _state(self, number: int) -> _State:
        found = self._states.get(number)
        if found is None:
            feature = self.tk_output[number]
            row = _NO_FEATURE if feature < 0 else self._row(feature)
            found = self._states[number] = _State(number, row, self._following)
        return found

    def _row(self, feature: int) -> int:
        """The row that holds the weights of a feature; several states may have one."""
        row = self._row_of.setdefault(feature, len(self._row_of))
        if row == len(self._weights):
            self._weights = np.concatenate((self._weights, np.empty_like(self._weights)))
        self._weights[row] = self.nb_ptc[feature]
        return row
