"""Seeds: the bytes of a clipping → one or more `Seed`, or the reason why not.

Strategy: a format is one module of this package, found by listing it, with `ENDINGS` and `parse`. What a file
says at its beginning decides which one reads it, and else the ending of its name. What no format may be given
is refused here, once for all.
"""

import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol

from kliping.fields import usual_language
from kliping.items import Item, to_seed
from kliping.model import Config, Seed
from kliping.problems import Problem, Span

_HEAD_BYTES = 4096
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"

# How files begin that hold no text, whatever they are called.
_BINARY = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive, or an office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A clipping that is set aside: `item` names it within its file, and is empty where it is the whole file."""

    problem: Problem
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file gave: clippings, those that could not be read, and items that are clippings only once made.

    A file may hold thousands of `items`: `make` takes one at a time, so that none keeps the others waiting.
    """

    seeds: tuple[Seed, ...] = ()
    refused: tuple[Refused, ...] = ()
    items: tuple[Item, ...] = ()


# One file of one clipping needs no `Reading`.
Parsed = tuple[Seed, ...] | Reading | Problem


class Format(Protocol):
    """What a module of this package offers.

    It may offer `SIGNS` too, a pattern of bytes: a file that begins so is of this format, whatever its name; and
    `LIBRARIES`, the names of modules that take long to load, which `parse` imports where it needs them.
    """

    ENDINGS: tuple[str, ...]
    """The endings of its files' names, in small letters, with the dot."""

    @staticmethod
    def parse(path: str, data: bytes, config: Config) -> Parsed:
        """The clippings in a file, which may be anything that begins or is named as one of its kind."""
        ...


def read(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The clippings in a seed, without those items of it that are none; a problem where nothing can be read."""
    found = reading(path, data, config)
    made = [make(item, config) for item in found.items]
    clippings = (*found.seeds, *(each for each in made if isinstance(each, Seed)))
    refused = (*found.refused, *(each for each in made if isinstance(each, Refused)))
    return refused[0].problem if refused and not clippings else clippings


def reading(path: str, data: bytes, config: Config) -> Reading:
    """All that a seed gave; `path` is under the digest's root. A problem is a warning: the clipping is set aside."""
    match _parsed(path, data, config):
        case Reading() as parsed:
            seeds = tuple(map(_in_usual_language, parsed.seeds))
            return replace(parsed, seeds=seeds, items=tuple(_told_apart(parsed.items)))
        case Problem() as problem:
            return Reading(refused=(Refused(problem=problem),))
        case found:
            return Reading(seeds=tuple(map(_in_usual_language, found)))


def make(item: Item, config: Config) -> Seed | Refused:
    """The clipping that an item is."""
    made = to_seed(item, config)
    if isinstance(made, Seed):
        return _in_usual_language(made)
    text = f"{item.place}: {made}" if item.place else made
    return Refused(item=item.key, problem=refusal("seed-shape", item.file, text, "save the article's own page"))


def _in_usual_language(seed: Seed) -> Seed:
    return replace(seed, lang=usual_language(seed.lang))


def _parsed(path: str, data: bytes, config: Config) -> Parsed:
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        told = "there is nothing but white space in it" if data else "the seed is empty"
        return refusal("seed-empty", path, told, "save the clipping again, or delete the file")
    if len(data) > config.limits.seed_bytes:
        text = f"it has more than the {config.limits.seed_bytes:,} bytes that a seed may have"
        return refusal("seed-too-large", path, text, "split it, or raise limits.seed_bytes in config.yaml")
    parser = chosen(path, data)
    if parser is None:
        text = f'no seed format for "{PurePosixPath(path).suffix or PurePosixPath(path).name}"'
        return refusal("seed-unknown-format", path, text, f"save it as one of: {', '.join(sorted(endings()))}")
    kind = _binary_kind(data)
    if kind:
        return refusal("seed-binary", path, f"this is {kind}, and no text", "unpack it, or save the article's text")
    return parser.parse(path, data, config)


def chosen(path: str, data: bytes) -> Format | None:
    """The format that reads a file: the one whose signs it begins with, else the one of its name's ending."""
    # In UTF-16, what begins a format has a zero byte beside each letter.
    head = data[:_HEAD_BYTES].replace(b"\0", b"").lstrip(_MARKS)
    signed = (parser for parser in map(_format, _names()) if (signs := _signs(parser)) and signs.match(head))
    return next(signed, None) or format_of(PurePosixPath(path).suffix.lower())


def endings() -> tuple[str, ...]:
    """The endings of all formats."""
    return tuple(ending for name in _names() for ending in _format(name).ENDINGS)


@cache
def format_of(ending: str) -> Format | None:
    """The format of files whose names end so."""
    return next((_format(name) for name in _names() if ending in _format(name).ENDINGS), None)


def refusal(code: str, path: str, text: str, hint: str, line: int = 0) -> Problem:
    """A seed that is set aside; `line` is where, if that is known."""
    return Problem(code=code, span=Span(path=path, line=line), text=text, hint=hint, severity="warning")


def _binary_kind(data: bytes) -> str:
    return next((kind for beginning, kind in _BINARY if data.startswith(beginning)), "")


def _told_apart(items: Sequence[Item]) -> Iterator[Item]:
    """Items with a key of its own for each: two of one key would be one to all that comes after.

    What is added must not depend on where an item stands: the next time that the feed is saved, it stands elsewhere.
    """
    uses = Counter(item.key for item in items)
    seen: Counter[str] = Counter()
    for item in items:
        key = item.key if uses[item.key] == 1 else f"{item.key}~{item.sha256[:8]}"
        seen[key] += 1
        yield replace(item, key=key if seen[key] == 1 else f"{key}~{seen[key]}")


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def _format(name: str) -> Format:
    return import_module(f"{__name__}.{name}")  # type: ignore[return-value]  # the contract test holds it to Format


def libraries_of(path: str, data: bytes) -> tuple[str, ...]:
    """The modules that are loaded to read a file."""
    found: tuple[str, ...] = getattr(chosen(path, data), "LIBRARIES", ())
    return found


def _signs(parser: Format) -> re.Pattern[bytes] | None:
    signs: re.Pattern[bytes] | None = getattr(parser, "SIGNS", None)
    return signs
