"""Dates as articles state them: "Senin (5/10/2020)", "October 5, 2020 10:15 GMT", "٥ تشرين الأول ٢٠٢٠".

Strategy: one expression finds what looks like a date, in any language; then its readings are weighed. A
weekday is a checksum: it settles which number is the month, and a date that no reading fits is not
believed. A number that could be either stays unread, unless the language has one order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from kliping.cleaning import japanese_dates
from kliping.cleaning.lexicon import folded, kin, lexicon
from kliping.model import Moment

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９：／", "0123456789" * 3 + ":/")
_OFFSETS = {
    "wib": 7,
    "wita": 8,
    "wit": 9,
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "cet": 1,
    "cest": 2,
    "mez": 1,
    "mesz": 2,
    "jst": 9,
    "bst": 1,
    "wet": 0,
    "west": 1,
    "eet": 2,
    "eest": 3,
    "est": -5,
    "edt": -4,
    "pst": -8,
    "pdt": -7,
    "trt": 3,
    "msk": 3,
    "kst": 9,
    "hkt": 8,
    "sgt": 8,
    "aest": 10,
    "aedt": 11,
    # India's: the papers of Ireland and Israel, which have an IST too, set no zone.
    "ist": 5.5,
    "pkt": 5,
    "pht": 8,
    "myt": 8,
    "wat": 1,
    "sast": 2,
    "eat": 3,
    "npt": 5.75,
}
# What American papers write behind a time, in summer and in winter.
_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
# An older date in an article's text is what it tells of, not when it was published.
_FIRST_INFERRED_YEAR = 1990
# The days of a week as Japanese pages write them, Monday first: 2020/10/5(月).
_SIGNS = "月火水木金土日"
_START_CHARACTERS = 60
_YEARS = range(1800, 2200)
# What may stand around a date: "(…)", "… |".
_BULLETS = "•·▪ "
_AROUND = " \t.,;:|/()[]-–—"
# "10 Februari 2022 | 14:05": the bar parts a day from its time, not two moments.
_TIME_APART = re.compile(r"\s[|•·/]\s(?=\d{1,2}[:.]\d{2}\b)")
_TIME_FIRST = re.compile(
    r"\A(\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b\.?)?\s?(?:gmt|utc|wib|wita|wit|[cemp]e?[sd]?t)?),?\s(\D.*|\d{1,2}\s\D.*)"
)
_TIME = re.compile(
    r"(?:à |at |um |a las |pukul |jam )?\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?:\s?uhr|\s?[ap]\.?m\.?)?(?:\s?[a-z]{2,4})?"
)
# As heads of pages write a day, and programs their versions.
_DOTTED = re.compile(r"(?<![\d.])((?:19|20)\d\d)\.\s?(\d{1,2})\.\s?(\d{1,2})(?![\d.])")
# "（最終更新 12/7 13:05）", behind the moment of publication.
_UPDATED_AS_WELL = re.compile(r"\s?[（(](?:最終)?更新[^（()）]{1,30}[）)]")
_DAY_ARTICLE = re.compile(r"\A(?:le|el|am|den|vom|on)\s+(?=\S+\s)", re.IGNORECASE)
# Without a weekday these are verbs as often as months: "may 20 people", "march 5 miles".
_VERBS = frozenset({"may", "march", "mar"})
# Without a year these are words as often as months.
_WORDS = frozenset({"ara", "eki", "haz", "kas", "nis", "tem"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A date as it stands. `numbers` are (year, month, day), DMY reading first; year 0 where none is given."""

    numbers: tuple[tuple[int, int, int], ...]
    weekday: int | None = None
    time: tuple[int, int] | None = None
    offset: timedelta | None = None
    zone: str = ""
    """The name of the zone that a time is in, where that has no one offset."""
    end: int = 0
    """Where it ends, in the text as `prepared` gives it."""


def prepared(text: str) -> str:
    """A text as dates are looked for: folded, digits of ASCII."""
    return folded(text).translate(_DIGITS)


def statements(text: str) -> Iterator[Statement]:
    """All dates of a prepared text."""
    if not any(digit in text for digit in "123"):
        return
    found = [(match.start(), _statement(match)) for match in _expression().finditer(text)]
    found += [(each.start, _japanese(each)) for each in japanese_dates.find(text)]
    for _, statement in sorted(found, key=lambda pair: pair[0]):
        if statement:
            yield statement


def statement_at_start(text: str, *, may_be_verb: bool = True) -> Statement | None:
    """The date that a prepared text begins with; where it can be no verb, "march 12" is one."""
    match = _expression().match(text)
    if match:
        return _statement(match, may_be_verb=may_be_verb)
    found = next(japanese_dates.find(text[:_START_CHARACTERS]), None)
    return _japanese(found) if found and found.start == 0 else None


def settle(statement: Statement, lang: str, years: Iterable[int] = ()) -> date | None:
    """The day that is meant; `years` are tried for a date without one. None where it cannot be told."""
    readings = list(dict.fromkeys(_readings(statement, tuple(years))))
    if statement.weekday is not None:
        readings = [reading for reading in readings if reading.weekday() == statement.weekday]
    order = lexicon().orders.get(kin(lang))
    if len(readings) > 1 and not order:
        return None
    return (readings[-1] if order == "MDY" else readings[0]) if readings else None


def first_date(paragraphs: Iterable[str], lang: str, zone: tzinfo) -> Moment | None:
    """The first date of a text that can be believed, as a whole day: one with its weekday before others.

    So reporters write when they were told something: "Senin (5/10/2020)".
    """
    found = [each for text in paragraphs if _may_hold_date(text) for each in statements(prepared(text))]
    years = years_of(found, lang)
    settled = ((each, settle(each, lang, years)) for each in found)
    believed = [(each, day) for each, day in settled if day and day.year >= _FIRST_INFERRED_YEAR]
    days = [day for each, day in believed if each.weekday is not None] or [day for _, day in believed]
    return whole_day(days[0], zone) if days else None


def _may_hold_date(text: str) -> bool:
    """Whether a text has a figure that all dates have one of; asked first, as it takes longer to prepare a text."""
    return not text.isascii() or "1" in text or "2" in text or "3" in text


def years_of(found: Iterable[Statement], lang: str) -> tuple[int, ...]:
    """The year that dates without one are of: the only one that the others name, else none."""
    days = [settle(statement, lang) for statement in found]
    years = {day.year for day in days if day and day.year >= _FIRST_INFERRED_YEAR}
    return tuple(years) if len(years) == 1 else ()


def whole_day(day: date, zone: tzinfo) -> Moment:
    """A day without a time."""
    return Moment(at=datetime(day.year, day.month, day.day, tzinfo=zone), whole_day=True)


def moment(statement: Statement, day: date, zone: tzinfo) -> Moment:
    """A day with the time of its statement, in the zone that stands with it or else in `zone`."""
    if statement.time is None:
        return whole_day(day, zone)
    hour, minute = statement.time
    at = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - its zone is put to it below
    offset = ZoneInfo(statement.zone).utcoffset(at) if statement.zone else statement.offset
    own_zone = zone if offset is None else timezone(offset) if offset else UTC
    return Moment(at=at.replace(tzinfo=own_zone))


def publication(line: str, lang: str, zone: tzinfo) -> Moment | None:
    """The moment of a line that tells nothing but when something was published.

    That is the first that it names, but one of a change only where it names no other.
    """
    text = _DOTTED.sub(r"\1-\2-\3", prepared(_UPDATED_AS_WELL.sub("", line.lstrip(_BULLETS))))
    parts = [part.strip() for part in _parting().split(_TIME_APART.sub(" ", text))]
    moments = [_publication_part(part, lang, zone) for part in parts]
    others = zip(parts[1:], moments[1:], strict=True)
    if not all(_is_time(part) or _is_relative(part) or moment for part, moment in others):
        return None
    of_itself = (each for part, each in zip(parts, moments, strict=True) if each and not _is_update(part))
    return moments[0] and next(of_itself, moments[0])


def head_publication(line: str, lang: str, zone: tzinfo) -> Moment | None:
    """That of a line at the head of a page, which may begin with an article: "Le 12 mars 2024"."""
    return publication(_DAY_ARTICLE.sub("", line), lang, zone)


def is_labelled_publication(line: str) -> bool:
    """Whether a line begins with a word such as "Published", so that it is no date of the story."""
    return _prefix().match(prepared(line)) is not None


def _publication_part(part: str, lang: str, zone: tzinfo) -> Moment | None:
    label = _prefix().match(part)
    rest = _TIME_FIRST.sub(r"\2 \1", part[label.end() :] if label else part)
    statement = statement_at_start(rest)
    day = settle(statement, lang) if statement else None
    if statement is None or day is None:
        return None
    after = rest[statement.end :].strip(_AROUND)
    is_whole = not after or after in lexicon().published or after in _OFFSETS
    return moment(statement, day, zone) if is_whole else None


def is_update(line: str) -> bool:
    """Whether a line tells of a change alone, as words such as "Updated" say, and not of when something appeared."""
    first, *others = (part.strip() for part in _parting().split(prepared(line.lstrip(_BULLETS))))
    return _is_update(first) and not any(_prefix().match(part) and not _is_update(part) for part in others)


def _is_update(part: str) -> bool:
    label = _prefix().match(part)
    return label is not None and label[0].rstrip(" :：") in lexicon().updated


def _is_time(part: str) -> bool:
    """Whether a part of a publication line tells a time of the day that it has named before."""
    label = _prefix().match(part)
    return label is not None and _TIME.fullmatch(part[label.end() :]) is not None


def is_relative_publication(line: str, *, bare: bool = False) -> bool:
    """Whether a line only tells how long ago something was published: with a word for that, or `bare`."""
    text = prepared(line).strip(_AROUND)
    return _is_relative(text) and (bare or lexicon().relative.fullmatch(text) is None)


def _is_relative(text: str) -> bool:
    """Whether a prepared text is "2 hours ago", "updated 2 hours ago" or "2 hours ago updated"."""
    label = _prefix().match(text)
    rest = text[label.end() :] if label else text
    match = lexicon().relative.match(rest)
    after = rest[match.end() :].strip(_AROUND) if match else rest
    return match is not None and (not after or after in lexicon().published)


def _readings(statement: Statement, years: tuple[int, ...]) -> Iterator[date]:
    for year, month, day in statement.numbers:
        for candidate in (year,) if year else years:
            try:
                yield date(candidate, month, day)
            except ValueError:
                continue


def _japanese(found: japanese_dates.Found) -> Statement | None:
    if found.year and found.year not in _YEARS:
        return None
    numbers = ((found.year, found.month, found.day),)
    return Statement(numbers=numbers, weekday=found.weekday, time=found.time, end=found.end)


def _statement(match: re.Match[str], *, may_be_verb: bool = True) -> Statement | None:
    named = match["weekday"] or match["late_weekday"]
    weekday = lexicon().weekdays.get(named) if named else None
    if match["sign_weekday"]:
        weekday = _SIGNS.index(match["sign_weekday"])
    numbers = _numbers(match, weekday, may_be_verb=may_be_verb)
    if not numbers or any(year and year not in _YEARS for year, _, _ in numbers):
        return None
    time, offset = _time(match)
    zone = _ZONES.get(match["half_zone"] or "", "")
    return Statement(numbers=numbers, weekday=weekday, time=time, offset=offset, zone=zone, end=match.end())


def _numbers(match: re.Match[str], weekday: int | None, *, may_be_verb: bool) -> tuple[tuple[int, int, int], ...]:
    months = lexicon().months
    if match["iso_year"]:
        return ((int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])),)
    if match["month"]:
        if match["month"] in _WORDS and not match["year"]:
            return ()
        return ((int(match["year"] or 0), months[match["month"]], int(match["day"])),)
    if match["theme_month"]:
        return ((int(match["theme_year"]), months[match["theme_month"]], int(match["theme_day"])),)
    if match["first_month"]:
        is_bare = may_be_verb and weekday is None and not match["last_year"]
        is_verb = is_bare and match["first_month"] in _VERBS
        number = (int(match["last_year"] or 0), months[match["first_month"]], int(match["next_day"]))
        return () if is_verb else (number,)
    return _numeric(match, weekday)


def _numeric(match: re.Match[str], weekday: int | None) -> tuple[tuple[int, int, int], ...]:
    """Both readings of "5/10/2020". Without four digits of a year it is a date only beside a weekday."""
    written = match["number_year"] or match["wide_year"] or ""
    if len(written) < 4 and (weekday is None or (not written and match["mark"] != "/")):
        return ()
    year = int(written or 0) + (2000 if len(written) == 2 else 0)
    one, other = int(match["one"]), int(match["other"] or match["wide_other"])
    return (year, other, one), (year, one, other)


def _time(match: re.Match[str]) -> tuple[tuple[int, int] | None, timedelta | None]:
    if not match["hour"]:
        return None, None
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["half"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(("p", "م")) else 0)
    if hour > 23 or minute > 59:
        return None, None
    return (hour, minute), _offset(match["zone"])


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone in _OFFSETS:
        return timedelta(hours=_OFFSETS[zone])
    digits = zone.lstrip("gmtuc+-").replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return (-offset if "-" in zone else offset) if offset < timedelta(days=1) else None


@cache
def _prefix() -> re.Pattern[str]:
    # Behind a Japanese word the date may follow at once: "配信2020年10月5日".
    return re.compile(rf"(?:{_alternatives(lexicon().published)})(?:\s*[:：]\s*|\s+|(?<=[\u4e00-\u9fff])(?=\d))")


@cache
def _parting() -> re.Pattern[str]:
    """What stands between two moments of one line: a bar, or a comma before "updated"."""
    ends = "|".join(rf"(?<=\b{re.escape(end)})" for end in ("uhr", "am", "pm", *_OFFSETS))
    return re.compile(rf"\s?\|\s?|\s[•·]\s|(?:(?<=[\d)])|{ends})[\s,;(–—-]+(?={_prefix().pattern})")


@cache
def _expression() -> re.Pattern[str]:
    weekdays, months = _names(lexicon().weekdays), _names(lexicon().months)
    months_first, weekdays_after = _names(lexicon().months_first), _names(lexicon().weekdays_after)
    ordinal = r"(?:st|nd|rd|th|er|º)?"
    return re.compile(
        rf"(?<![\w/.-])(?:(?P<weekday>{weekdays})\.?\s{{0,2}}[,،]?\s{{0,2}}(?:den\s)?\(?)?(?:"
        r"(?P<iso_year>\d{4})(?P<iso_mark>[-/])(?P<iso_month>\d{1,2})(?P=iso_mark)(?P<iso_day>\d{1,2})(?!\d)"
        r"|(?P<one>\d{1,2})(?P<mark>[/.-])(?:(?P<other>\d{1,2})(?:(?P=mark)(?P<number_year>\d{4}|\d{2}))?(?![\d/%])"
        r"|(?<=\.)\s(?P<wide_other>\d{1,2})\.\s?(?P<wide_year>\d{4})(?!\d))"
        rf"|(?P<day>\d{{1,2}}){ordinal}(?:\.\s?|(?<=[a-z]),\s|\s)(?:of\s|من\s|de\s)?(?P<month>{months})\b\.?"
        rf"(?:\s?/\s?(?:{months})\b|\s?\((?:{months})\))?(?:(?:,?\s(?:de\s|del\s)?|,)(?P<year>\d{{4}})\b|,)?"
        rf"|(?P<first_month>{months_first})\b\.?\s(?P<next_day>\d{{1,2}}){ordinal}\b(?:,?\s(?P<last_year>\d{{4}})\b)?"
        # Themes that were made in English set "Mai 2, 2025" in any language.
        rf"|(?P<theme_month>{months})\b\.?\s(?P<theme_day>\d{{1,2}}),\s(?P<theme_year>\d{{4}})\b"
        rf")\)?(?:,?\s\(?(?P<late_weekday>{weekdays_after})\b\)?|\s?[(（](?P<sign_weekday>[{_SIGNS}])(?:曜日?)?[)）])?"
        r"(?:(?:t|\s?[,،|–-]?\s?(?:pukul\s|jam\s|at\s|الساعة\s|um\s|à\s|a\slas\s|saat\s|-\s)?)"
        r"(?P<hour>\d{1,2})(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?!\d)"
        r"\s?(?:uhr\b\s?|h\b)?(?P<half>[ap]\.?m\b\.?|صباحا\b|مساء\b|[صم]\b)?"
        rf"\s?(?P<zone>(?:(?:gmt|utc)?[+-]\d{{1,2}}(?::?\d{{2}})?|{_alternatives(_OFFSETS)})\b)?"
        rf"(?P<half_zone>(?(half)(?:{_alternatives(_ZONES)})\b(?!\s\w)|(?!)))?)?"
    )


def _names(names: Iterable[str]) -> str:
    return _alternatives(sorted(set(names), key=lambda name: (-len(name), name)))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
