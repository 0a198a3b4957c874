"""A text as mended lines, and the ledger back to bytes.

Strategy: a line keeps its end as found and every mend can be undone, so that nothing of a seed is lost,
not even what is wrong with it.
"""

import re
from dataclasses import dataclass

from kliping.cleaning.decoding import encode
from kliping.cleaning.mend import mend, undo
from kliping.model import Ledger, Mend

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
# Unicode's own ends of lines and paragraphs, in a text that has no others; in one that has, they are spaces.
_SEPARATED = re.compile("([^\r\n\u2028\u2029]*)(\r\n|[\r\n\u2028\u2029]|\\Z)")
# Marks that set direction or join letters have no width: a line of nothing else is blank.
_INVISIBLE = " \u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u2060\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a seed as mended, or a part of one; `number` and `column` count from 1."""

    number: int
    text: str
    mends: tuple[Mend, ...]
    ending: str
    column: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to see."""
        return not self.text.strip(_INVISIBLE)


def read_lines(text: str) -> tuple[Line, ...]:
    """A text's lines; a line feed, a carriage return or both together end one, where none is Unicode's separators."""
    inner = text.strip("\r\n")
    is_separated = "\n" not in inner and "\r" not in inner
    found = [match.groups() for match in (_SEPARATED if is_separated else _LINE).finditer(text) if match[0]]
    return tuple(_line(number, line, ending) for number, (line, ending) in enumerate(found, 1))


def rebuild(ledger: Ledger) -> bytes:
    """The bytes of the seed that a ledger was made of."""
    text = "".join(undo(verdict.text, verdict.mends) + verdict.ending for verdict in ledger.verdicts)
    return encode(text, ledger.encoding, ledger.mark)


def _line(number: int, line: str, ending: str) -> Line:
    text, mends = mend(line)
    return Line(number=number, text=text, mends=mends, ending=ending)
