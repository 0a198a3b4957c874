"""Names that files had better not have, as bytes: those of devices, of other systems' rules, of other encodings."""

import os
from collections.abc import Iterator
from itertools import product

_DEVICES = (
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CLOCK$",
    "CONIN$",
    "CONOUT$",
    *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10)),
)
_PATTERNS = ("{}", "{}.x", "{} ", "{}.", " {}", "{}::$DATA", "x{}")
_SIGNS = " !\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~\n\t\r\x01\x07\x1b\x7f"
_TRICKS = (
    "..%2f..%2fcanary%2frahasia", "%2e%2e%2fcanary", "..%5c..%5ccanary", "%00", "%", "%%", "%zz",
    "%c0%ae%c0%ae%2f", "..%252f",
    "..\\..\\canary", "...", "....", ". .", "..x", "x..", "-", "--", "-rf", "--help", "-s", "~", "~root",
    "$HOME", "$(id)",
    "`id`", "a;id", "a|id", "a&id", "a b", "a\nb", "a\n\nb", "a\rb", "'", '"', "<b>", "</script>", "{{7*7}}",
    "{% x %}", "#", "?q=1",
    "a#b", "a?b", "http:", "http:%2f%2fh", "file:", "data:,x", "javascript:alert(1)", "C:", "C:x", "\\\\h\\x",
    "con fig", ".hidden",
    ".git", ".kliping", "__proto__", "index", "index.html", "feed.xml", "sitemap.xml", "desktop.ini",
    "Thumbs.db", ".DS_Store",
    "a~", "#a#", ".#a", "a.swp", "a.new", "a.staged", "nul\u0000"[:3], "*", "**", "[a]", "[!a]", "{a,b}", "|",
    "=", "@", "^",
)  # fmt: skip
_UNICODE = (
    "e\u0301", "\u00e9", "\u212b", "\u00c5", "A\u030a", "\ufb01", "fi", "\u1e9e", "ss", "\u00df", "SS",
    "\u0130", "i\u0307", "\u0131",
    "\u202etxt", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\u0085", "\u00a0", "\u3000", "\U0001f600",
    "\u0627\u0644", "\u05d0",
    "\uff0e\uff0e\uff0f", "\u2215", "\u2044", "\u29f8", "\u2024\u2024", "\ud55c", "\u1112\u1161\u11ab",
    "\U000e0001", "\ufffd", "\uffff",
    "\u0e33", "\u0344", "\u0958", "\u2126", "\u03a9", "\u00b5", "\u03bc", "\u017f", "s", "S", "K", "\u212a", "k",
)  # fmt: skip
_CASES = ("pasar", "Pasar", "PASAR", "pAsAr", "straße", "STRASSE", "STRAßE", "éa", "ÉA", "E\u0301A", "I", "i", "ı")
_RAW = (
    b"\xff",
    b"\xfe\xff",
    b"\xc3",
    b"a\x80b",
    b"\xed\xa0\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xc0\xaf",
    b"..\xc0\xaf",
    b"\xe9t\xe9",
)


def _texts() -> Iterator[bytes]:
    for device, pattern in product(_DEVICES[:10], _PATTERNS):
        yield pattern.format(device).encode()
    yield from (device.encode() for device in (*_DEVICES, *(device.lower() for device in _DEVICES)))
    for sign in _SIGNS:
        yield from (sign.encode() * 2, b"a" + sign.encode(), sign.encode() + b"a")
    for text in (*_TRICKS, *_UNICODE, *_CASES):
        yield text.encode()
    yield from _RAW


def names(ending: str) -> list[bytes]:
    """Names with an ending, none of them twice; the longest have 255 bytes."""
    made = [name + ending.encode() for name in _texts()]
    room = 255 - len(ending)
    made += [os.fsencode(ending).rjust(255, b"n"), ("é" * (room // 2)).encode() + ending.encode()]
    return list(dict.fromkeys(name for name in made if b"/" not in name))
