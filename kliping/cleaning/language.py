"""The language of a text.

Strategy: py3langid over the whole text with probabilities that add up to one; a guess that it does not
believe itself is `und`, as BCP 47 calls what is undetermined.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kliping.cleaning.identifier import Identifier

UNKNOWN = "und"

# Below this the best of some hundred languages is hardly better than the next; measured on single sentences.
_LEAST_CONFIDENCE = 0.3
# More text does not make the guess better, only slower; of a long one, its beginning, middle and end are asked.
_PART_CHARACTERS = 250
_NOT_LANGUAGES = frozenset({"zxx", "mul", "und"})


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language; `und` where that cannot be told."""
    sample = _sample(text)
    if not any(map(str.isalpha, sample)):
        return UNKNOWN
    code, _ = _identifier().classify(sample)
    return UNKNOWN if code in _NOT_LANGUAGES else str(code)


def _sample(text: str) -> str:
    if len(text) <= 3 * _PART_CHARACTERS:
        return text
    middle = len(text) // 2
    return f"{text[:_PART_CHARACTERS]} {text[middle : middle + _PART_CHARACTERS]} {text[-_PART_CHARACTERS:]}"


@cache
def _identifier() -> "Identifier":
    # py3langid loads NumPy and a model of some megabytes: a second that a run without new seeds need not spend.
    from kliping.cleaning.identifier import Identifier

    return Identifier.of_model(_LEAST_CONFIDENCE)
