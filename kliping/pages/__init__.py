"""Saved pages: the bytes of an HTML page, or of an archive of one, → its article with its facts.

Strategy: refuse what is not fit to parse; let trafilatura and readability say where the article is; judge
its blocks; write what is left as Markdown from the page's own tree, so that its structure survives.
This room loads lxml and trafilatura: import it where a page is read, not before.
"""

from kliping.pages.archive import Part, is_archive, main_part, open_message, part_of
from kliping.pages.fragment import Surroundings, read_fragment
from kliping.pages.reading import Mailed, Reading, body_text, read
from kliping.pages.source import Refused

__all__ = [
    "Mailed",
    "Part",
    "Reading",
    "Refused",
    "Surroundings",
    "body_text",
    "is_archive",
    "main_part",
    "open_message",
    "part_of",
    "read",
    "read_fragment",
]
