"""Moments as formats for programs have them."""

from datetime import datetime, timedelta, timezone

from kliping.model import Moment


def w3c_datetime(moment: Moment) -> str:
    """A day where only a day is known, else the moment with its offset (W3C Note "Date and Time Formats")."""
    return f"{moment.at.date()}" if moment.whole_day else in_whole_minutes(moment).isoformat(timespec="seconds")


def in_whole_minutes(moment: Moment) -> datetime:
    """The moment with an offset in whole minutes.

    RFC 822 5.1 and RFC 3339 5.6 write no seconds in an offset, and local time had some before time zones.
    """
    offset = moment.at.utcoffset() or timedelta()
    if not offset % timedelta(minutes=1):
        return moment.at
    return moment.at.replace(tzinfo=timezone(timedelta(minutes=offset // timedelta(minutes=1))))
