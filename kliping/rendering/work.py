"""The steps that a text may take: counted, so that one that needs far too many is given up.

Strategy: steps and not seconds, so that a text is refused on every machine or on none.
"""

# A step is about a tenth of a microsecond: what a loop of Python needs to look at one character.
_STEPS = 8_000_000
_STEPS_OF_CHARACTER = 40
STEPS_OF_SIGN = 60
# So many characters are copied in a step.
COPIED = 256


class TooTangledError(Exception):
    """A text needs far more steps than its length explains."""


class TooNestedError(Exception):
    """Brackets nest deeper than any text that a person wrote."""


class Work:
    """The steps that one text may still take."""

    def __init__(self) -> None:
        self.left = 0

    def begin(self, length: int) -> None:
        """Allow what a text of this length may take."""
        self.left = _STEPS + _STEPS_OF_CHARACTER * length

    def spend(self, steps: int) -> None:
        """Count steps; TooTangledError where there are none left."""
        self.left -= steps
        if self.left < 0:
            raise TooTangledError
