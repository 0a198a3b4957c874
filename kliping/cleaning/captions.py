"""Captions that a page sets between the headline and the paragraph that a dateline opens.

Strategy: nothing in such a line need be a page's word. It says again what the headline says and goes on, or tells who
is where in a picture, or stands below the line that credits one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.lexicon import is_outlet_word
from kliping.cleaning.related import Shown
from kliping.cleaning.rules import are_names
from kliping.cleaning.shapes import is_worded

_HEAD_LINES = 24
_MOST_CHARACTERS = 400
_LEAST_MORE = 10
_MOST_CREDIT = 80
# Who is where in a picture.
_PLACED = re.compile(r"\((?:[\w ]{1,25} )?(?:kanan|kiri|tengah|left|right|centre|center)\)|\(k[ai]\)")
# "CONTOH KABAR/NAMA CONTOH", "contoh.com/Nama Contoh".
_CREDIT = re.compile(r"(?P<outlet>[^/]{2,30})/(?P<names>[^/]{3,50})(?:/[^/]{2,30})?")
# "CONTOHLIVE, MUARA SELANDRA - ", "MUARA SELANDRA, contoh.com | ", "Jakarta, Contoh Kabar --" in a line of its own.
_LIKE_DATELINE = re.compile(
    r"[A-Z][A-Z ]{2,30}, (?:[A-Z][A-Z ]{2,30}|[\w.-]{3,30}) ?[-–—|]|[A-Z]\w+, [A-Z][\w ]{2,30} -{2}\Z"
)
_CREDITED = re.compile(
    r"\([^()/]{2,30}/[^()/]{2,40}\)|\. (?:ANTARA|TEMPO|REUTERS|AFP|Antara|Reuters)(?:[ /][\w ./]{2,40})?"
)
_MADE = re.compile(r"(?:Kolase|Tangkap(?:an)? [Ll]ayar|Capture|Screenshot|Dok\.?) [A-Z][\w .@/-]{2,60}")
_PARTS = re.compile(r"[\s.]+|(?<=[a-z])(?=[A-Z])")


def captions_of(lines: Sequence[Shown]) -> list[int]:
    """Where captions stand above the dateline, and what credits them."""
    head = [at for at, line in enumerate(lines) if not line.is_blank][:_HEAD_LINES]
    end = next((number for number, at in enumerate(head) if _opens(lines[at])), 0)
    title = next((at for at in head[:end] if lines[at].is_kept and is_worded(lines[at].text)), None)
    if title is None:
        return []
    above = [at for at in head[:end] if at > title and len(lines[at].text) <= _MOST_CHARACTERS]
    found = [at for at in above if lines[at].is_kept and _is_caption(lines[at].text, lines[title].text)]
    return sorted({*found, *_credited(lines, above)})


def _opens(line: Shown) -> bool:
    if not line.is_kept:
        return False
    return dateline_of(line.text, ()) is not None or _LIKE_DATELINE.match(line.text) is not None


def _is_caption(text: str, title: str) -> bool:
    """Whether a line tells who is where, or what the headline says and more."""
    is_headed = text.startswith(f"{title} ") and len(text) > len(title) + _LEAST_MORE
    credit = [*_CREDITED.finditer(text, max(0, len(text) - _MOST_CREDIT))][-1:]
    is_credited = bool(credit) and credit[0].end() == len(text)
    return is_headed or is_credited or _PLACED.search(text) is not None or _is_credit(text)


def _credited(lines: Sequence[Shown], above: Sequence[int]) -> Iterator[int]:
    """The line below the credit of a picture, if it is the last one above the dateline."""
    for credit, at in pairwise(above):
        is_below = _is_credit(lines[credit].text) and at == above[-1]
        if is_below and lines[at].is_kept:
            yield at


def _is_credit(text: str) -> bool:
    """Whether a line only tells whose a picture is."""
    if _MADE.fullmatch(text):
        return True
    found = _CREDIT.fullmatch(text)
    if found is None or not are_names(found["names"]):
        return False
    outlet = found["outlet"]
    words = _PARTS.split(outlet)
    return "." in outlet or outlet.isupper() or any(is_outlet_word(word.lower()) for word in words)
