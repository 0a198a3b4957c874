"""The language of a text.

Strategy: py3langid over the whole text with probabilities that add up to one; a guess that it does not
believe itself is `und`, as BCP 47 calls what is undetermined.
"""

from functools import cache
from typing import Any

UNKNOWN = "und"

# Below this the best of some hundred languages is hardly better than the next; measured on single sentences.
_LEAST_CONFIDENCE = 0.3
# More text does not make the guess better, only slower.
_MOST_CHARACTERS = 2_000
_NOT_LANGUAGES = frozenset({"zxx", "mul", "und"})


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language; `und` where that cannot be told."""
    if not any(character.isalpha() for character in text[:_MOST_CHARACTERS]):
        return UNKNOWN
    code, _ = _identifier().classify(text[:_MOST_CHARACTERS])
    return UNKNOWN if code in _NOT_LANGUAGES else str(code)


@cache
def _identifier() -> Any:
    # py3langid loads NumPy and a model of some megabytes: a second that a run without new seeds need not spend.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.min_confidence = _LEAST_CONFIDENCE
    return identifier
