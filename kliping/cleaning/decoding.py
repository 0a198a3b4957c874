"""Bytes → text and the name of the encoding that gives the same bytes back.

Strategy: a byte order mark, then UTF-8, then UTF-16 without a mark, then the guess of charset-normalizer;
the first that a round trip confirms. What is not text is refused rather than guessed at.
"""

import codecs
import re
from dataclasses import dataclass

from kliping.cleaning.language import language_of

# UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Nothing but UTF-16 and UTF-32 begins so.
_WIDE_MARKS = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
# What newsrooms' systems wrote before UTF-8. Isolating them keeps a guess from landing on a mainframe's tables.
_LEGACY = "cp1252 cp1256 cp1250 cp1251 cp1253 cp1254 cp1255 cp1257 cp1258 koi8_r cp932 euc_jp gb18030 big5 euc_kr cp874"
# The Latin code pages differ in few letters, and a guess easily lands beside the right one: each is believed only
# of the languages that it was made for.
_LATIN_PAGES = {
    "cp1250": frozenset({"pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"}),
    "cp1254": frozenset({"tr", "az"}),
    "cp1257": frozenset({"lt", "lv", "et"}),
    "cp1258": frozenset({"vi"}),
}
# Where windows-1252 has letters of Iceland, windows-1254 has those of Turkey, and no others differ.
_TURKISH = re.compile("[ğĞıİşŞ]")
_SAMPLE_BYTES = 65_536
# Text holds a stray control character now and then; data holds them everywhere.
_MOST_CONTROLS = 0.01
# Of the bytes above ASCII: what a cut or a careless join breaks of a UTF-8 text, but no other encoding imitates.
_MOST_BROKEN = 0.05
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_BROKEN = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text; `mark` and the text in `encoding` are its bytes. A byte that UTF-8 cannot read is a lone surrogate."""

    text: str
    encoding: str
    mark: bytes = b""


def decode(data: bytes) -> Decoded | None:
    """The text of a seed; None where it is not text or would not come back byte for byte."""
    if data.startswith(_WIDE_MARKS):
        decoded = _by_mark(data)
        return decoded if decoded and _is_text(decoded.text) else None
    read = (_by_mark, _utf8, _unmarked_utf16, _stray_nuls, _broken_utf8, _guessed)
    decoded = next(filter(None, (each(data) for each in read)), None)
    return decoded if decoded and _is_text(decoded.text) else None


def encode(text: str, encoding: str, mark: bytes) -> bytes:
    """The bytes of a text that `decode` gave."""
    return mark + text.encode(encoding, "surrogateescape")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _exact(data[len(mark) :], encoding, mark)
    return None


def _utf8(data: bytes) -> Decoded | None:
    # ASCII's NUL is what half of a UTF-16 text looks like to a UTF-8 decoder.
    return None if b"\0" in data else _exact(data, "utf-8")


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """Spaces, line ends and Latin letters have a zero byte on one side, and on one side only."""
    zeros = data[:_SAMPLE_BYTES]
    even, odd = zeros[::2].count(0), zeros[1::2].count(0)
    if max(even, odd) < len(zeros) / 20 or min(even, odd) > max(even, odd) / 10:
        return None
    return _exact(data, "utf-16-le" if odd > even else "utf-16-be")


def _stray_nuls(data: bytes) -> Decoded | None:
    """UTF-8 in which a NUL stands now and then, as broken programs leave it."""
    return _exact(data, "utf-8") if b"\0" in data else None


def _broken_utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(text))
    above_ascii = len(data) - len(data.translate(None, bytes(range(128, 256))))
    is_mostly_whole = broken <= max(1, above_ascii * _MOST_BROKEN) and broken < above_ascii / 2
    return Decoded(text=text, encoding="utf-8") if is_mostly_whole else None


def _guessed(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    # charset-normalizer is heavy, and nearly every seed is UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_LEGACY.split()).best()
    guess = _exact(data, best.encoding) if best else None
    turkish = _turkish(data) if guess and guess.encoding in {"cp1252", *_LATIN_PAGES} else None
    if turkish:
        return turkish
    if guess and guess.encoding in _LATIN_PAGES and language_of(guess.text) not in _LATIN_PAGES[guess.encoding]:
        guess = _exact(data, "cp1252")
    # Latin 1 reads any bytes; ftfy turns what it reads wrongly of windows-1252 into what was meant.
    return guess or _exact(data, "latin-1")


def _turkish(data: bytes) -> Decoded | None:
    """Text of windows-1254, which a guess takes for any of its neighbours, where its language bears it out."""
    decoded = _exact(data, "cp1254")
    is_turkish = decoded is not None and _TURKISH.search(decoded.text) and language_of(decoded.text)
    return decoded if is_turkish in _LATIN_PAGES["cp1254"] else None


def _exact(data: bytes, encoding: str, mark: bytes = b"") -> Decoded | None:
    try:
        text = data.decode(encoding)
        is_exact = text.encode(encoding) == data
    except UnicodeError:
        return None
    return Decoded(text=text, encoding=encoding, mark=mark) if is_exact else None


def _is_text(text: str) -> bool:
    return _controls(text) <= max(1, len(text) * _MOST_CONTROLS)


def _controls(text: str) -> int:
    plain = text.encode("ascii", "ignore")  # controls are of ASCII, and bytes are counted faster
    return len(plain) - len(plain.translate(None, _CONTROLS))
