"""Kliping: raw clippings in, a reading site and its feeds out, an editor in between."""

__version__ = "0.1.0"
