"""What the bytes of a file depend on, in named parts: it is stale when one of them changed, and only then.

Strategy: views are closed, and layouts say by name what they extend and include, so nothing need be rendered to
know the parts; a view that is made later brings its own. They are digests: small enough to be kept of every file,
and compared by name they tell why.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kliping import digest
from kliping.model import Later, Page, Text, Theme

# What a layout names is known; where the name is worked out as it runs, it may be any.
_USED = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(?P<told>.*?)[-+]?%\}", re.DOTALL)
_NAMED = re.compile(
    r"""\s*(?P<quote>["'])(?P<name>[^"']+)(?P=quote)\s*(?:(?:ignore\s+missing|with(?:out)?\s+context|as|import)\b[^"']*)?"""
)
_ENGLISH = "en"


class Keys:
    """The parts of all files of one build. `code` is a digest of what renders them."""

    def __init__(self, theme: Theme, code: str) -> None:
        self.theme = theme
        self.code = code
        self._shared: dict[int, tuple[Any, str]] = {}
        self._layouts: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def of(self, page: Page) -> str:
        """The parts of a page: its view, what all pages show of the digest, its layouts and words, and the code.

        On one line, as `digest.line_of` tells them.
        """
        view = page.view
        made_of = view.made_of if isinstance(view, Later) else digest.line_of(self._of_view(view))
        line = f"kliping={self.code} {made_of}"
        if page.layout:
            line += f" layouts={self._of_layout(page.layout)} words={self._of_words(view.lang)}"
        return line

    def _of_view(self, view: Any) -> dict[str, str]:
        shared = getattr(view, "site", None)
        parts = {"page": _digest_of(view)}
        return parts if shared is None else {**parts, "digest": self._digest_of_shared(shared)}

    def _digest_of_shared(self, value: Any) -> str:
        """Made once for an object that many views hold. It is kept, so that its identity stays its own."""
        if id(value) not in self._shared:
            self._shared[id(value)] = (value, _short(repr(value)))
        return self._shared[id(value)][1]

    def _of_layout(self, name: str) -> str:
        if name not in self._layouts:
            used = sorted(_closure(name, self.theme.layouts))
            self._layouts[name] = _short(repr([(one, _text(self.theme.layouts.get(one))) for one in used]))
        return self._layouts[name]

    def _of_words(self, lang: str) -> str:
        if lang not in self._words:
            subtags = lang.split("-")
            names = {_ENGLISH, *("-".join(subtags[:length]) for length in range(1, len(subtags) + 1))}
            locales = (self.theme.locales, self.theme.own_locales)
            self._words[lang] = _short(repr([_text(texts.get(name)) for name in sorted(names) for texts in locales]))
        return self._words[lang]


def changed(before_line: str, now_line: str) -> tuple[str, ...]:
    """The names of the parts that are not what they were, in order; of two lines."""
    before, now = digest.parts_of(before_line), digest.parts_of(now_line)
    return tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name)))


def _closure(name: str, layouts: Mapping[str, Text]) -> set[str]:
    """A layout with all that it may use, and what these use in turn."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _used(_text(layouts.get(one)), layouts)
    return found


def _used(text: str, layouts: Mapping[str, Text]) -> Iterator[str]:
    for used in _USED.finditer(text):
        named = _NAMED.fullmatch(used["told"])
        if named:
            yield named["name"]
        else:
            yield from layouts


def _text(text: Text | None) -> str:
    return text.text if text else ""


def _digest_of(view: Any) -> str:
    """The digest of all that a view holds, but for what all views share."""
    if isinstance(view, bytes):
        return digest.short(view)
    if not is_dataclass(view):
        return _short(repr(view))
    return _short("\n".join(repr(getattr(view, field.name)) for field in fields(view) if field.name != "site"))


def _short(text: str) -> str:
    return digest.short(text.encode("utf-8", "surrogatepass"))
