"""The words of the interface: locale files → words by key, each checked against the English one.

Strategy: English says which {names} a word is filled in with. A translation that drops one shows less than it says,
and one that makes one up shows braces, so both are errors at the word's own place.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kliping import frontmatter
from kliping.fields import with_excerpts
from kliping.frontmatter import Node, Scalar, Table
from kliping.model import Text, Theme
from kliping.problems import Problem, Span, did_you_mean

FALLBACK = "en"
PLACE_HOLDER = re.compile(r"\{(\w+)\}")
# The name that chooses a plural form; "one article" may do without it.
_COUNT = "count"

Words = Mapping[str, str | Mapping[str, str]]


class LocaleError(Exception):
    """A locale file cannot be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def _error(problem: Problem, text: Text) -> LocaleError:
    (shown,) = with_excerpts((problem,), text.text)
    return LocaleError(shown)


def of_language(theme: Theme, lang: str) -> Words:
    """The words of the nearest language that has a locale file, the digest's own laid over the built-in ones."""
    english = _laid(theme, FALLBACK, {})
    subtags = lang.split("-")
    names = ["-".join(subtags[:length]) for length in range(len(subtags), 0, -1)]
    name = next((name for name in names if name in theme.locales or name in theme.own_locales), "")
    return english if name == FALLBACK else _laid(theme, name, english)


def _laid(theme: Theme, name: str, english: Words) -> Words:
    """The built-in words of a locale with the digest's own over them."""
    built_in = _read(theme.locales.get(name), english)
    # The digest's own English is checked against the built-in one, which the layouts were written for.
    return {**built_in, **_read(theme.own_locales.get(name), english or built_in)}


def _read(text: Text | None, english: Words) -> Words:
    if text is None:
        return {}
    words, problems = frontmatter.read_yaml(text.text, text.path)
    if problems:
        raise LocaleError(problems[0])
    if not words:
        return {}
    if not isinstance(words, dict):
        raise LocaleError(_no_words(Span(path=text.path), "a locale file is a table of words"))
    table, _ = frontmatter.read(text.text, text.path)
    for key, node in table.values.items() if table else ():
        _check(key, node, table.keys[key].span if table else node.span, english.get(key), text)
    return words


def _check(key: str, node: Node, place: Span, english: str | Mapping[str, str] | None, text: Text) -> None:
    """LocaleError where a word is none, or names other things than the English one."""
    if not _is_word(frontmatter.plain(node)):
        raise _error(_no_words(place, f'"{key}" is neither a text nor plural forms with "other"'), text)
    if english is None:
        return
    for form, scalar in _forms(node):
        problem = _misfilled(key, form, scalar, english)
        if problem is not None:
            raise _error(problem, text)


def _is_word(word: Any) -> bool:
    if isinstance(word, dict):
        return "other" in word and all(isinstance(form, str) for form in word.values())
    return isinstance(word, str)


def _forms(node: Node) -> Iterator[tuple[str, Scalar]]:
    """A word's plural forms, or the word itself as the form for all numbers."""
    forms = node.values if isinstance(node, Table) else {"other": node}
    yield from ((form, scalar) for form, scalar in forms.items() if isinstance(scalar, Scalar))


def _misfilled(key: str, form: str, scalar: Scalar, english: str | Mapping[str, str]) -> Problem | None:
    """What is wrong with the {names} in a form of a word."""
    wanted = names_in(english)
    found = names_in(scalar.text)
    unknown = sorted(found - wanted)
    missing = sorted(wanted - found - ({_COUNT} if form != "other" else set()))
    if unknown:
        known = f"known: {', '.join(f'{{{name}}}' for name in sorted(wanted))}" if wanted else "take the braces out"
        hint = did_you_mean(unknown[0], wanted) or known
        return _wrong(scalar.span, f'"{key}" is not given {{{unknown[0]}}}', hint)
    if missing:
        return _wrong(
            scalar.span, f'"{key}" leaves out {{{missing[0]}}}', f"write {{{missing[0]}}} where it belongs in the text"
        )
    return None


def names_in(word: str | Mapping[str, str]) -> frozenset[str]:
    """The {names} that a word, or any of its forms, is filled in with."""
    forms = [word] if isinstance(word, str) else word.values()
    return frozenset(name for form in forms for name in PLACE_HOLDER.findall(form))


def _no_words(span: Span, text: str) -> Problem:
    return Problem(code="locale-invalid", span=span, text=text, hint="write key: text, or key: {one: …, other: …}")


def _wrong(span: Span, text: str, hint: str) -> Problem:
    return Problem(code="locale-name", span=span, text=text, hint=hint)
