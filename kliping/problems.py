"""What can be wrong, said as values: where, what, and what to do about it.

Strategy: a room that reads something returns its problems beside its result. Nobody raises for a
mistake of the editor's; exceptions are for mistakes of ours.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]

_EXCERPT_COLUMNS = 100


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A place in a file. Lines and columns count from 1, columns in characters; 0 means not known."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong: `code` names its kind, `text` says what, `hint` what to do.

    `excerpt` is the source line at `span`, where there is one to show.
    """

    code: str
    span: Span
    text: str
    hint: str = ""
    severity: Severity = "error"
    excerpt: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.severity == "error"


def place_of(forms: Iterable[str], text: str, path: str) -> Span:
    """Where the first of some forms of a word stands by itself in a file's text; the file alone where none does."""
    for form in forms:
        # A short one may stand for anything, in a date or a word.
        found = re.search(rf"(?<![\w/]){re.escape(form)}(?!\w)", text) if len(form) > 1 else None
        if found:
            at = found.start()
            line = text.count("\n", 0, at) + 1
            return Span(path=path, line=line, column=at - text.rfind("\n", 0, at), length=len(form))
    return Span(path=path)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.span, problem.code, problem.text)))


def as_fields(problem: Problem) -> dict[str, Any]:
    """A problem as values that JSON has, to be kept."""
    return asdict(problem)


def from_fields(fields: dict[str, Any]) -> Problem:
    """The problem that `as_fields` took apart. Raises TypeError or KeyError for anything else."""
    return Problem(**{**fields, "span": Span(**fields["span"])})


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    folded = {known_word.casefold(): known_word for known_word in sorted(known)}
    # A slip of the finger changes a letter or two; a word much longer is another word ("source_url").
    alike = [known_word for known_word in folded if abs(len(known_word) - len(word)) <= 2]
    from difflib import get_close_matches  # loaded here: most runs find nothing wrong

    near = get_close_matches(word.casefold(), alike, n=1, cutoff=0.75)
    return f'did you mean "{folded[near[0]]}"?' if near else ""


def describe(problem: Problem) -> str:
    """The problem as a terminal shows it: a line, then the place with carets below it.

    Control characters of the source are replaced, so that no clipping drives the terminal.
    """
    span = problem.span
    place = ":".join(str(part) for part in (span.path, span.line, span.column) if part)
    # A file's name may hold a line feed, which must not begin a line of its own here.
    head = f"{' '.join(place.splitlines())}: {problem.severity}[{problem.code}]: {problem.text}"
    if not problem.excerpt or not span.line:
        return printable(f"{head}\n    {problem.hint}" if problem.hint else head)
    return printable("\n".join((head, *_marked(problem))))


def printable(text: str) -> str:
    """The text without terminal control sequences; line feeds stay."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


# C0 and C1 controls start escape sequences; bidirectional overrides reorder what a person reads.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _marked(problem: Problem) -> tuple[str, ...]:
    span = problem.span
    start = max(span.column - 1, 0)
    cut = max(0, start - _EXCERPT_COLUMNS // 2)
    excerpt = problem.excerpt[cut : cut + _EXCERPT_COLUMNS]
    before = excerpt[: start - cut]
    carets = "^" * max(1, min(span.length, len(excerpt) - len(before)))
    number = str(span.line)
    margin = " " * len(number)
    if not span.column:
        return (f"  {number} | {excerpt}", *([f"  {margin} = {problem.hint}"] if problem.hint else []))
    hint = f" {problem.hint}" if problem.hint else ""
    return f"  {number} | {excerpt}", f"  {margin} | {' ' * _width(before)}{carets}{hint}"


def _width(text: str) -> int:
    """Terminal columns that a text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    joined = sum(unicodedata.combining(character) != 0 for character in text)
    return len(text) + wide - joined
