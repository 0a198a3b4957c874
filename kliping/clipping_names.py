"""Names of clippings as text that anything can hold, and back.

Strategy: a name is itself, whatever white space is in it. Only one with bytes that are no UTF-8, which reach
Python as lone surrogates, is written as the path of a file address (RFC 8089), its bytes escaped.
"""

from urllib.parse import quote, unquote_to_bytes

_ADDRESS = "file:"


def written(name: str) -> str:
    """A path as front matter has it."""
    return name if _is_sound(name) else _ADDRESS + quote(name.encode("utf-8", "surrogateescape"))


def read(text: str) -> str:
    """The path that was written so."""
    if not text.startswith(_ADDRESS):
        return text
    return unquote_to_bytes(text.removeprefix(_ADDRESS)).decode("utf-8", "surrogateescape")


def _is_sound(name: str) -> bool:
    return not name.startswith(_ADDRESS) and name.encode("utf-8", "ignore").decode() == name
