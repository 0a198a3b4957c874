"""Which characters a document may hold."""

import re

# HTML 13.2.3.5 and XML 1.0 2.2: controls, lone surrogates and U+FFFE, U+FFFF have no place in a document.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without the characters that no HTML or XML document may hold; a separator among them is a space."""
    return _ILLEGAL.sub(lambda found: " " if found[0].isspace() else "", text)


def is_visible(text: str) -> bool:
    """Whether a text shows anything at all."""
    return any(character.isprintable() and not character.isspace() for character in text)
