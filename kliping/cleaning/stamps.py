"""Lines at the head of a page that set a moment beside names: "Sample Desk | Villetest | Updated: 5 October 2020".

Strategy: such a line falls into parts at its bars, and before a word such as "Updated:". At least one part is a moment
and nothing else; every other is a name of a few words. A sentence has small words or a stop, and stays.
"""

import re
from collections.abc import Sequence
from datetime import tzinfo
from functools import cache
from typing import NamedTuple

from kliping.cleaning import dates
from kliping.cleaning.dateline import is_outlet
from kliping.cleaning.heads import head_byline_of
from kliping.cleaning.lexicon import bare, folded, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import are_names, rule_of_pattern, ruling_of
from kliping.cleaning.scripts import is_unspaced, size
from kliping.model import Moment

_MOST_CHARACTERS, _MOST_PARTS = 140, 6
_MOST_WORDS, _MOST_COLUMNS = 5, 40
_BARS = re.compile(r"\s*[|｜•·]\s*")
_NAMED = re.compile(r"(?P<name>[^:|]{3,40}?)\s?:\s(?P<when>[^|]{8,60})")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}[./-]\d{1,2}[./-]\d{4})")
_CLOCK_APART = re.compile(r"(?<=\d)\s*\|\s*(?=\d{1,2}[:.]\d\d)")
_SUBMITTED = re.compile(
    r"(?:(?:submitted|posted|published|written|added|created) by|geschrieben von|veröffentlicht von|publié par|"
    r"soumis par|enviado por|publicado por) (?P<names>[^\d|,]{2,60}?),? (?:on|am|le|el) (?P<when>.{0,14}\d.{4,40})",
    re.IGNORECASE,
)
# "Oleh Nama Contoh, Kamis, 5 Oktober 2020 | 10:15 WIB", "Nama Contoh — Contoh Hari Ini 5 Oktober 2020 10:15".
_WRITTEN = re.compile(
    r"(?:(?:by|oleh):? (?P<names>[^\d|,]{3,50}), |"
    r"(?P<author>[^\d|,—–-]{5,50}) [—–-] (?P<outlet>[^\d|,]{3,30}?),? (?=\d))(?P<when>.{0,14}\d.{4,40})",
    re.IGNORECASE,
)
# Who wrote, and when it was changed: "oleh Contoh diperbarui 05 Okt 2020, 10:15 WIB".
_CHANGED = re.compile(
    r"oleh (?P<names>[^|,:]{3,40}?) (?:diperbarui|diterbitkan|dipublikasikan) (?P<when>\d.{4,40})", re.IGNORECASE
)


class Stamp(NamedTuple):
    """A moment, and who is named beside it."""

    moment: Moment
    names: str = ""
    outlet: str = ""


def stamp_of(line: str, lang: str, zone: tzinfo) -> Stamp | None:
    """What a line tells that is made of a moment and of names alone."""
    if len(line) > _MOST_CHARACTERS or not any(map(str.isdigit, line)):
        return None
    return _submitted(line, lang, zone) or _of_outlet(line, lang, zone) or _of_parts(line, lang, zone)


def is_label_of_moment(line: str) -> bool:
    """Whether a line is a word such as "Posted", whose moment was lost on the way."""
    words = bare(line)
    return words in lexicon().published or words.removeprefix("and ") in lexicon().published


def _submitted(line: str, lang: str, zone: tzinfo) -> Stamp | None:
    """Who handed it in, and when: "Submitted by Sample Name on Mon, 10/05/2020 - 10:15"."""
    found = _SUBMITTED.fullmatch(line) or _WRITTEN.fullmatch(line) or _CHANGED.fullmatch(line)
    moment = dates.publication(found["when"], lang, zone) if found else None
    told = found.groupdict() if found else {}
    names = told.get("names") or told.get("author") or ""
    if moment is None or not are_names(names) or not are_names(told.get("outlet") or names):
        return None
    return Stamp(moment, names if len(names.split()) > 1 else "")


def _of_outlet(line: str, lang: str, zone: tzinfo) -> Stamp | None:
    """The outlet before a colon, and when: "Sample News: Oct 5, 2020, 10:15 AM"."""
    found = _NAMED.fullmatch(line)
    if found is None or not is_outlet(found["name"], {}):
        return None
    moment = dates.publication(found["when"], lang, zone)
    return Stamp(moment, outlet=found["name"]) if moment else None


def _of_parts(line: str, lang: str, zone: tzinfo) -> Stamp | None:
    parts = [part for part in _parts(line) if part]
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    told = [dates.publication(part, lang, zone) for part in parts]
    others = [part for part, moment in zip(parts, told, strict=True) if moment is None and not _tells_time(part)]
    moments = [(dates.is_update(part), moment) for part, moment in zip(parts, told, strict=True) if moment]
    first = min(moments, key=lambda each: each[0])[1] if moments else None
    if first is None or not all(map(_is_name, others)):
        return None
    return Stamp(first, _author(others), next((part for part in others if is_outlet(part, {})), ""))


def _parts(line: str) -> Sequence[str]:
    barred = _GLUED.sub("|", _CLOCK_APART.sub(" ", line.lstrip("•·▪ ")))
    labelled = _labelled().search(folded(barred))
    if labelled and labelled.start() > 0 and len(folded(barred)) == len(barred):
        barred = f"{barred[: labelled.start()]}|{barred[labelled.end() :]}"
    return _BARS.split(barred)


def _author(parts: Sequence[str]) -> str:
    rulings = filter(None, map(head_byline_of, parts))
    return next((ruling.names for ruling in rulings if ruling.names), "")


def _tells_time(part: str) -> bool:
    return rule_of_pattern(part) in {"reading-time", "publication-line"} or dates.is_relative_publication(part)


def _is_name(part: str) -> bool:
    """Whether a part is a few words as names and sections are, and no sentence."""
    if ends_with_stop(part) or any(map(str.isdigit, part)) or size(part) > _MOST_COLUMNS:
        return False
    if not any(map(str.isupper, part)) and not any(map(str.islower, part)):
        return is_unspaced(part[0]) or len(part.split()) <= _MOST_WORDS - 2
    ruling = ruling_of(part) if ":" in part else head_byline_of(part)
    return are_names(part) or (ruling is not None and ruling.rule in {"byline", "editor-credit"})


@cache
def _labelled() -> re.Pattern[str]:
    """Where a word such as "Updated:" begins behind others."""
    words = sorted((word for word in lexicon().published if len(word) > 3), key=len, reverse=True)
    return re.compile(rf"\s(?=(?:{'|'.join(map(re.escape, words))})\s?:\s?\d)")
