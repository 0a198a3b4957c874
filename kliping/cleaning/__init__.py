"""Cleaning: scraped text → the article in it, with a verdict on every line and the facts it tells of itself.

Strategy: decode, mend, judge, then read the facts off what was kept. Every step answers values that keep
what was there before, so that the ledger gives the clipping back byte for byte.

Each name is loaded when it is asked for (PEP 562): a build that reads no clipping wants a summary at most, and all the
rest takes a tenth of a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kliping.cleaning.clipping import Clipping, clean, prepare
    from kliping.cleaning.decoding import Decoded, decode
    from kliping.cleaning.language import language_of
    from kliping.cleaning.lines import rebuild
    from kliping.cleaning.prose import summarize, title_of
    from kliping.cleaning.repeats import Repeats, proposals

_ROOMS = {
    "Clipping": "clipping",
    "Decoded": "decoding",
    "Repeats": "repeats",
    "clean": "clipping",
    "decode": "decoding",
    "language_of": "language",
    "prepare": "clipping",
    "proposals": "repeats",
    "rebuild": "lines",
    "summarize": "prose",
    "title_of": "prose",
}

__all__ = [
    "Clipping",
    "Decoded",
    "Repeats",
    "clean",
    "decode",
    "language_of",
    "prepare",
    "proposals",
    "rebuild",
    "summarize",
    "title_of",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
