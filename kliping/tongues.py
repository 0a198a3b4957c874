"""What the CLDR knows of languages: their locales, and what they call themselves.

This module loads Babel, so only those who render import it.
"""

from calendar import monthrange
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton

_FALLBACK = "en"


def locale_of(lang: str) -> Locale:
    """What Babel knows of a BCP 47 language, of its nearest relation, or of English."""
    subtags = lang.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(_FALLBACK)


def language_name(lang: str) -> str:
    """What a language calls itself, in title case where it has cases."""
    name = locale_of(lang).get_display_name() or lang
    return name[:1].upper() + name[1:]


def days(first: date, last: date, locale: Locale) -> str:
    """From one day to another, as short as it can be said; a whole month is called by its name."""
    if first == last:
        return str(format_date(first, "long", locale))
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return str(format_skeleton("yMMMM", first, locale=locale))
    return str(format_interval(first, last, "yMMMMd", locale=locale))
