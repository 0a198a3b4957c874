"""Dates as Japanese and Chinese write them: 2020年10月5日（月）午後3時5分, 令和2年10月5日.

Strategy: the characters between the numbers say which is which, so there is one reading. The text is as
`dates.prepared` gives it: digits of ASCII, brackets and colons as found.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_WEEKDAYS = "月火水木金土日"
# The year before the first of each era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "": 0}
_DATE = re.compile(
    r"(?:(?:(?P<era>令和|平成|昭和)\s?(?P<era_year>\d{1,2}|元)|(?P<year>(?<!\d)\d{4}))年\s?|(?<!\d))"
    rf"(?P<month>\d{{1,2}})月\s?(?P<day>\d{{1,2}})日(?:\s?[(（](?P<weekday>[{_WEEKDAYS}])(?:曜日?)?[)）])?"
    r"(?:\s?(?P<half>午前|午後)?(?P<hour>\d{1,2})(?:時(?:(?P<minute>\d{1,2})分)?|:(?P<second>\d{2})(?::\d{2})?)(?!\d))?"
)


class Found(NamedTuple):
    """A date and where it stands; year 0 where none is given."""

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int | None
    time: tuple[int, int] | None


def find(text: str, start: int = 0) -> Iterator[Found]:
    """All dates of a text, from a place on."""
    if "月" not in text:
        return
    for match in _DATE.finditer(text, start):
        yield Found(
            start=match.start(),
            end=match.end(),
            year=_year(match),
            month=int(match["month"]),
            day=int(match["day"]),
            weekday=_WEEKDAYS.index(match["weekday"]) if match["weekday"] else None,
            time=_time(match),
        )


def _year(match: re.Match[str]) -> int:
    if match["era"]:
        return _ERAS[match["era"]] + (1 if match["era_year"] == "元" else int(match["era_year"]))
    return int(match["year"] or 0)


def _time(match: re.Match[str]) -> tuple[int, int] | None:
    if not match["hour"]:
        return None
    hour = int(match["hour"]) + (12 if match["half"] == "午後" and int(match["hour"]) < 12 else 0)
    minute = int(match["minute"] or match["second"] or 0)
    return (hour, minute) if hour < 24 and minute < 60 else None
