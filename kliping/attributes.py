"""Attributes of safe HTML: names of footnotes that are their article's alone, and classes left out.

Strategy: nh3 has escaped every `>` in attributes and every `<` in text, so a tag ends with its first `>`.
"""

import re

from kliping import digest

_TAG = re.compile(r"<[a-z][^>]*>")
_FOOTNOTE = re.compile(r' (?:id="|href="#)fn(?:ref[0-9]*)?:')
_CLASS = re.compile(r' class="[^"]*"')


def with_own_footnotes(html: str, article_id: str) -> str:
    """The ids of footnotes and the links to them, with a name in them that is the article's own (`fn:1a2b3c4d-1`).

    A reader may show several articles on one page, and what it takes from a feed leads to the article's page as well.
    """
    if ' id="fn' not in html:
        return html
    name = digest.short(article_id.encode("utf-8", "replace"))[:8]
    return _TAG.sub(lambda tag: _FOOTNOTE.sub(lambda found: f"{found[0]}{name}-", tag[0]), html)


def without_classes(html: str) -> str:
    """The same without classes, which say something to our own style sheet alone."""
    return _TAG.sub(lambda tag: _CLASS.sub("", tag[0]), html) if ' class="' in html else html
