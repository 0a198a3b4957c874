"""Cleaning: scraped text → the article in it, with a verdict on every line and the facts it tells of itself.

Strategy: decode, mend, judge, then read the facts off what was kept. Every step answers values that keep
what was there before, so that the ledger gives the clipping back byte for byte.
"""

from kliping.cleaning.clipping import Clipping, clean
from kliping.cleaning.decode import Decoded, decode
from kliping.cleaning.language import language_of
from kliping.cleaning.lines import rebuild
from kliping.cleaning.proposals import Repeats, proposals
from kliping.cleaning.prose import summarize, title_of

__all__ = [
    "Clipping",
    "Decoded",
    "Repeats",
    "clean",
    "decode",
    "language_of",
    "proposals",
    "rebuild",
    "summarize",
    "title_of",
]
