"""Layouts: Jinja2 over the texts of layouts/, words by locale file, dates and numbers by Babel.

Strategy: one environment for each theme and language, made once, in which nothing is undefined in
silence and everything is escaped. Layouts see a page's view, the digest (`site`) and the few functions
of `_functions`. Whatever goes wrong in a layout is a problem at its line: the last frame of the trace
that lies in a layout.

This module loads Jinja2 and Babel, so only those who render import it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache, partial
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.numbers import format_decimal
from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import missing
from markupsafe import Markup, escape

from kliping import compiled, templating, words
from kliping.model import Moment, Text, Theme
from kliping.problems import Problem, Span, did_you_mean
from kliping.tongues import days, language_name, locale_of
from kliping.words import Words

_DATE_STYLES = ("long", "short", "weekday", "month", "month-name", "year", "moment")

# --- Rendering -------------------------------------------------------------------------------------------------


def render(name: str, view: Any, theme: Theme) -> str | Problem:
    """The layout `name` filled with a view, which has `lang` and `site`."""
    # Whatever a layout's author gets wrong is told as a problem; only what no layout had a part in is ours.
    try:
        template = _environment(_Same(theme), view.lang).get_template(name)
        return template.render(page=view, site=view.site)
    except ImportError:
        raise  # a library that is missing here is no fault of a layout's
    except Exception as error:
        problem = _problem(error, theme)
        if problem is None:
            raise
        return problem


class _Same:
    """A theme as the key of a cache: the same object, not an equal one, for its texts are long."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.theme is self.theme

    def __hash__(self) -> int:
        return id(self.theme)


@lru_cache(maxsize=32)
def _environment(key: _Same, lang: str) -> Environment:
    environment = templating.Environment(
        loader=_Texts(key.theme.layouts),
        autoescape=True,
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        bytecode_cache=compiled.kept_in(key.theme.workshop),
    )
    # Same inputs, same bytes: no layout may ask chance.
    del environment.globals["lipsum"], environment.filters["random"]
    environment.globals.update(_functions(key.theme, lang))
    return environment


class _Texts(BaseLoader):
    """Layouts by name; the file name is what messages call a layout."""

    def __init__(self, layouts: Mapping[str, Text]) -> None:
        self.layouts = layouts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja2's signature
        layout = self.layouts.get(template)
        if layout is None:
            raise TemplateNotFound(template)
        return layout.text, layout.path, lambda: True


# --- Problems --------------------------------------------------------------------------------------------------


class _UnknownNameError(UndefinedError):
    """A layout uses a name that there is not; `known` are those there are."""

    def __init__(self, message: str | None, name: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class _Unknown(StrictUndefined):
    """Something undefined: to use it is an error that knows which names there would have been."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Callable[[str], Exception] = UndefinedError,
    ) -> None:
        if exc is UndefinedError:
            exc = partial(_UnknownNameError, name=str(name), known=_names_in(obj))
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]  # Jinja2 only ever calls it

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f'there is no "{self._undefined_name}" here'
        return f'{type(self._undefined_obj).__name__} has no "{self._undefined_name}"'


class _WordUnknownError(Exception):
    """No locale file has this word."""

    def __init__(self, key: str, known: Words) -> None:
        super().__init__(f'no locale file has the word "{key}"')
        self.hint = did_you_mean(key, known) or f"add it to layouts/locales/{words.FALLBACK}.yaml"


def _problem(error: Exception, theme: Theme) -> Problem | None:
    """What to tell the layout's author; None where no layout had a part in the error."""
    if isinstance(error, words.LocaleError):
        return error.problem
    span = _place(error, theme)
    if span is None:
        return None
    code, text, hint = _told(error, theme)
    return Problem(code=code, span=span, text=text, hint=hint, excerpt=_line(span, theme))


class _WantedError(Exception):
    """A function of ours was given what it cannot take."""


# What Jinja2 says of a filter or a test that there is not, while it compiles a layout or later.
_NO_HELPER = re.compile(r"No (?P<kind>filter|test) named '(?P<name>.*?)'")
_HELPERS = {"filter": FILTERS.keys() - {"random"}, "test": TESTS.keys()}
_SYNTAX_HINT = "look for a {{, {% or a block that is not closed, or a closing one too many"


def _told(error: Exception, theme: Theme) -> tuple[str, str, str]:
    """The code, text and hint of an error."""
    helper = _NO_HELPER.match(str(error)) if isinstance(error, (TemplateSyntaxError, TemplateRuntimeError)) else None
    if helper:
        hint = did_you_mean(helper["name"], _HELPERS[helper["kind"]]) or f"Jinja2's own {helper['kind']}s are there"
        return "layout-unknown-name", f'there is no {helper["kind"]} "{helper["name"]}"', hint
    match error:
        case TemplateSyntaxError():
            return "layout-syntax", error.message or "this is not Jinja2", _SYNTAX_HINT
        case TemplateNotFound():
            return "layout-missing", f'no layout "{error.name}"', did_you_mean(str(error.name), theme.layouts)
        case _UnknownNameError():
            known = f"known: {', '.join(error.known)}" if error.known else ""
            return "layout-unknown-name", str(error.message), did_you_mean(error.name, error.known) or known
        case UndefinedError():
            return "layout-unknown-name", str(error.message), ""
        case _WordUnknownError():
            return "word-unknown", str(error), error.hint
        case _WantedError():
            return "layout-failed", str(error), ""
        case RecursionError():
            return "layout-failed", _circle(error, theme), "nothing ends it; take the line out, or give it a condition"
    return "layout-failed", f"{type(error).__name__}: {error}", ""


def _place(error: Exception, theme: Theme) -> Span | None:
    """The layout's line that an error comes from."""
    if isinstance(error, TemplateSyntaxError):
        return Span(path=error.filename or error.name or "layouts/", line=error.lineno)
    places: list[Span] = [span for span, _ in _frames(error, theme)]
    if not places and isinstance(error, TemplateNotFound):
        return Span(path=f"layouts/{error.name}")
    return places[-1] if places else None


def _circle(error: RecursionError, theme: Theme) -> str:
    """Which layouts include one another without end; a layout's top level runs once for each time it is included."""
    often = Counter(span.path for span, part in _frames(error, theme) if part == "top-level template code")
    again = sorted(path for path, times in often.items() if times > 1)
    if len(again) > 1:
        return f"these layouts include one another: {', '.join(again)}"
    return "this layout includes itself" if again else "a macro or a loop here calls itself"


def _frames(error: Exception, theme: Theme) -> Iterator[tuple[Span, str]]:
    """The lines of layouts that an error went through, each with the part of the layout that it is in."""
    paths = {layout.path for layout in theme.layouts.values()}
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if code.co_filename in paths:
            yield Span(path=code.co_filename, line=trace.tb_lineno), code.co_name
        trace = trace.tb_next


def _line(span: Span, theme: Theme) -> str:
    texts = (layout.text for layout in theme.layouts.values() if layout.path == span.path)
    lines = next(texts, "").splitlines()
    return lines[span.line - 1] if 0 < span.line <= len(lines) else ""


def _names_in(value: Any) -> tuple[str, ...]:
    """The names that a layout may write after the dot, or on its own."""
    if value is missing:
        return ("page", "site", *_FUNCTIONS, "once")
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    return tuple(str(key) for key in value) if isinstance(value, Mapping) else ()


# --- What layouts can call -------------------------------------------------------------------------------------

# So many answers are remembered of a function; and of `once`, where each card of an article is one.
_ANSWERS, _MACROS = 4_000, 10_000
_MOMENT = (Moment, "a moment, such as page.date")
# What the functions are called, and what each must be given first.
_FUNCTIONS: dict[str, tuple[Any, str]] = {
    "words": (str, "the name of a word"),
    "date": _MOMENT,
    "time": _MOMENT,
    "iso": _MOMENT,
    "days": _MOMENT,
    "number": (int | float, "a number"),
    "language": (str, "a language tag, such as page.lang"),
}


def _functions(theme: Theme, lang: str) -> dict[str, Callable[..., Any]]:
    """The functions of layouts, for pages in one language."""
    locale = locale_of(lang)
    texts, fallback = words.of_language(theme, lang), words.of_language(theme, words.FALLBACK)
    functions: tuple[Callable[..., Any], ...] = (
        partial(_word, texts, fallback, locale),
        partial(_date, locale=locale),
        partial(_time, locale=locale),
        iso,
        partial(_days, locale=locale),
        partial(format_decimal, locale=locale),
        language_name,
    )
    made = {name: partial(_called, name, each) for name, each in zip(_FUNCTIONS, functions, strict=True)}
    remembered = {name: _remembered(each, _ANSWERS) for name, each in made.items()}
    return {name: _uncalled(name, each) for name, each in {**remembered, "once": _remembered(_once, _MACROS)}.items()}


def _uncalled(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which tells of itself where a layout shows it: `words` in place of `words("read-more")`."""

    def shown() -> str:
        raise _WantedError(f"{name} is a function: write {name}(…)")

    # Jinja2 shows a value by what MarkupSafe's `escape` makes of it, which asks the value for this first.
    function.__html__ = shown  # type: ignore[attr-defined]
    return function


def _once(macro: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
    """What a macro makes of the same things, made once: macros see only what they are given."""
    return macro(*given, **named)


def _remembered(function: Callable[..., Any], answers: int) -> Callable[..., Any]:
    """The same function, which answers at once what it was asked before: pages ask for the same words and days."""
    return lru_cache(maxsize=answers, typed=True)(function)


def _called(name: str, function: Callable[..., Any], given: Any = None, /, *others: Any, **named: Any) -> Any:
    kind, wanted = _FUNCTIONS[name]
    if not isinstance(given, kind):
        # An undefined name tells of itself here, as it cannot be shown.
        raise _WantedError(f"{name}() wants {wanted}, not {'nothing' if given is None else repr(str(given)[:40])}")
    return function(given, *others, **named)


def _word(texts: Words, fallback: Words, locale: Locale, key: str, /, **values: Any) -> Markup:
    """The word of the interface that `key` stands for, its {names} filled in; `count` chooses the plural form."""
    word = texts.get(key, fallback.get(key))
    if word is None:
        raise _WordUnknownError(key, {**fallback, **texts})
    if not isinstance(word, str):
        word = word.get(locale.plural_form(values.get("count", 0)), word["other"])
    shown = {name: _shown(value, locale) for name, value in values.items()}
    text = words.PLACE_HOLDER.sub(lambda found: str(shown.get(found[1], found[0])), str(escape(word)))
    return Markup(text)  # noqa: S704 - the word and every value were escaped above


def _shown(value: Any, locale: Locale) -> Markup:
    return escape(format_decimal(value, locale=locale) if isinstance(value, int) else value)


def _date(moment: Moment, style: str = "long", *, locale: Locale) -> str:
    """The day of a moment: long, short, weekday, month, month-name or year; or the whole moment, with its time."""
    if style not in _DATE_STYLES:
        raise _WantedError(f'no style "{style}" of dates; there are {", ".join(_DATE_STYLES)}')
    if style == "moment":
        return _date_and_time(moment, locale)
    return format_date(moment.at.replace(tzinfo=None), _pattern(locale, style), locale)


def _date_and_time(moment: Moment, locale: Locale) -> str:
    day, time = _date(moment, locale=locale), _time(moment, locale=locale)
    return str(locale.datetime_formats["medium"]).format(time, day) if time else day


@cache
def _pattern(locale: Locale, style: str) -> str:
    match style:
        case "weekday":
            # CLDR writes some full dates with "05"; the newspapers of those languages write "5".
            return str(locale.date_formats["full"].pattern).replace("dd", "d")
        case "short":
            return _skeleton(locale, "yMMMd", "d MMM y")
        case "month":
            return _skeleton(locale, "yMMMM", "LLLL y")
        case "month-name":
            return "LLL"
        case "year":
            return "y"
    return style


def _skeleton(locale: Locale, skeleton: str, otherwise: str) -> str:
    found = locale.datetime_skeletons.get(skeleton)
    return str(found.pattern) if found else otherwise


def _days(begins: Moment, ends: Moment, *, locale: Locale) -> str:
    """From one day to another, as short as it can be said; a whole month is called by its name."""
    return days(begins.at.date(), ends.at.date(), locale)


def _time(moment: Moment, *, locale: Locale) -> str:
    """The time of day with its zone ("14.30 WIB"); nothing where only the day is known."""
    if moment.whole_day:
        return ""
    zone = get_timezone_name(moment.at, width="short", locale=locale)
    # Babel's text for a zone without a short name ("Indonesia (Jakarta) Time", "GMT+7") says no more to a reader.
    shown = f" {zone}" if zone.isalpha() and zone.isupper() else ""
    return format_time(moment.at, "short", locale=locale) + shown


def iso(moment: Moment) -> str:
    """A moment for <time datetime>: a day, or a time with its offset."""
    return moment.at.date().isoformat() if moment.whole_day else moment.at.isoformat(timespec="minutes")
