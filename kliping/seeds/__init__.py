"""Seeds: the bytes of a clipping → one or more `Seed`, or the reason why not.

Strategy: a format is one module of this package, found by listing it, with `ENDINGS` and `parse`. It is
imported when the first seed of its kind is read. What no format may be given is refused here, once for all.
"""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol

from kliping import cleaning
from kliping.model import Config, Seed
from kliping.problems import Problem, Span


class Format(Protocol):
    """What a module of this package offers."""

    ENDINGS: tuple[str, ...]
    """The endings of its files' names, in small letters, with the dot."""

    @staticmethod
    def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
        """The clippings in a file, whose bytes are text."""
        ...


def read(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The clippings in a seed; `path` is under the digest's root. A problem is a warning: the seed is set aside."""
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        return refusal("seed-empty", path, "the seed is empty", "save the clipping again, or delete the file")
    if len(data) > config.limits.seed_bytes:
        text = f"{len(data):,} bytes are more than the {config.limits.seed_bytes:,} that a seed may have"
        return refusal("seed-too-large", path, text, "split it, or raise limits.seed_bytes in config.yaml")
    parser = format_of(PurePosixPath(path).suffix.lower())
    if parser is None:
        text = f'no seed format for "{PurePosixPath(path).suffix or PurePosixPath(path).name}"'
        return refusal("seed-unknown-format", path, text, f"save it as one of: {', '.join(sorted(endings()))}")
    if cleaning.decode(data) is None:
        return refusal("seed-binary", path, "the seed is not text", "save the article's text, as UTF-8")
    return parser.parse(path, data, config)


def endings() -> tuple[str, ...]:
    """The endings of all formats."""
    return tuple(ending for name in _names() for ending in _format(name).ENDINGS)


@cache
def format_of(ending: str) -> Format | None:
    """The format of files whose names end so."""
    return next((_format(name) for name in _names() if ending in _format(name).ENDINGS), None)


def refusal(code: str, path: str, text: str, hint: str) -> Problem:
    """A seed that is set aside."""
    return Problem(code=code, span=Span(path=path), text=text, hint=hint, severity="warning")


def _names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def _format(name: str) -> Format:
    return import_module(f"{__name__}.{name}")  # type: ignore[return-value]  # the contract test holds it to Format
