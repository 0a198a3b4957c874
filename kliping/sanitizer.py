"""HTML → safe HTML: what of it is let through, by nh3.

Strategy: nh3 lets through only what the tables below name. What leaves it is safe HTML: always balanced, attributes in
double quotes, `<` and `>` escaped everywhere else; `safe_html` reads it by that.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from kliping.characters import legal
from kliping.conformance import conforming

if TYPE_CHECKING:
    from nh3 import Cleaner

INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
BLOCKS = frozenset(
    "blockquote br caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary "
    "table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"class", "href"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": {"class"},
    "img": {"alt", "height", "src", "width"},
    "li": {"id", "value"},
    "ol": {"reversed", "start", "type"},
    "sup": {"id"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = frozenset({"http", "https", "mailto"})
_ALIGNED = frozenset({"align-left", "align-center", "align-right"})
_CLASSES = {
    "a": frozenset({"footnote-ref", "footnote-backref"}),
    "div": frozenset({"footnote"}),
    "td": _ALIGNED,
    "th": _ALIGNED,
}
_NUMBER = re.compile(r"-?[0-9]{1,9}")
# HTML 4.5.14: of what a time element may say, a day or a moment of it.
_DATETIME = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)
_VALUES = {
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile("[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
    "scope": re.compile("col|row|colgroup|rowgroup"),
    "type": re.compile("[1aAiI]"),
    **dict.fromkeys(("start", "value"), _NUMBER),
    # HTML 4.9.11 and 4.9.4: no more than 1,000 columns and 65,534 rows.
    **dict.fromkeys(("colspan", "span"), re.compile("[1-9][0-9]{0,2}")),
    "rowspan": re.compile("[1-9][0-9]{0,3}"),
    **dict.fromkeys(("height", "width"), re.compile("[1-9][0-9]{0,8}")),
    "datetime": _DATETIME,
}
_LINE_ENDS = re.compile(r"[\t\n\r]")
# URL standard 4.3, "URL code points"; a "%" that escapes nothing and a second "#" are no part of an address either.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/?&=._~+,;!*'()$-]*(?:#[A-Za-z0-9:/?&=._~+,;!*'()$-]*)?")
_HOST = re.compile(r"(?:https?:)?//[^/?#]*")
_USER = re.compile(r"\A((?:https?:)?//)[^/?#]*@")
_NOT_IN_ADDRESSES = re.compile(r"[\[\]{}|^`\"<>]|%(?![0-9A-Fa-f]{2})")
_BACKSLASH = "\\"
_FOOTNOTE = re.compile(r"(#?fn(?:ref[0-9]*)?:)(.+)", re.DOTALL)

# HTML 4.8.3: an img must have a src; where it was refused, its alt text stays.
_PICTURE_LESS = re.compile(r'<img(?![^>]* src=")(?:[^>]* alt="([^">]*)")?[^>]*>')


def cleaned(html: str, prefix: str = "") -> str:
    """Safe HTML. `prefix` goes into the ids of footnotes.

    nh3 comes last; what can only be mended after it (`&#1;` decoded, a picture refused) is cleaned once more.
    """
    safe = _cleaner(prefix).clean(html)
    mended = _PICTURE_LESS.sub(r"\1", legal(safe))
    return conforming(safe if mended == safe else _cleaner("").clean(mended))


def resolved(html: str, address: Callable[[str], str | None]) -> str:
    """Safe HTML with what `address` makes of each relative address; without those that it answers None for."""
    return _make_cleaner("", address).clean(html)


@cache
def _cleaner(prefix: str) -> "Cleaner":
    return _make_cleaner(prefix, None)


def _make_cleaner(prefix: str, resolved: Callable[[str], str | None] | None) -> "Cleaner":
    # Loaded here: a build with nothing new to convert must not wait for nh3.
    from nh3 import Cleaner

    return Cleaner(
        tags=INLINE | BLOCKS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, prefix),
        url_schemes=_SCHEMES,
        url_relative=resolved,
        # No `target` comes through, so no page is ever an opener; and a link without `nofollow` credits its source.
        link_rel=None,
    )


def _attribute(prefix: str, tag: str, name: str, value: str) -> str | None:
    """What becomes of an allowed attribute; None drops it. nh3 has judged the schemes of addresses by then."""
    match name:
        case "href" | "src":
            return _address(value, prefix)
        case "id":
            return _footnote(value, prefix)
        case "class":
            return " ".join(word for word in value.split() if word in _CLASSES.get(tag, ())) or None
        case "title":
            return value or None
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


def _address(value: str, prefix: str) -> str:
    """The address as it can stand in HTML.

    URL standard 4.4: line ends and the spaces around an address are no part of it. nh3 has read it that way too;
    to take out anything else here would make an address that nh3 has not judged. What no address may hold is escaped,
    and who somebody says to be at another host is left out: readers would take the name for the host.
    """
    address = _LINE_ENDS.sub("", value).strip(" ").replace(" ", "%20")
    if not _PLAIN_ADDRESS.fullmatch(address):
        address = _escaped(address)
    return _footnote(address, prefix) or address


def _escaped(address: str) -> str:
    """An address without a user's name, and with what no address may hold escaped."""
    address = _USER.sub(r"\1", address)
    host = found[0] if (found := _HOST.match(address)) else ""
    path, mark, fragment = address[len(host) :].partition("#")
    path, asked, query = path.partition("?")  # in a path a backslash is a slash
    rest = f"{path}{asked}{query.replace(_BACKSLASH, '%5C')}{mark}{fragment.replace('#', '%23')}"
    return host + _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), rest)


def _footnote(value: str, prefix: str) -> str | None:
    """The id of a footnote, or the link to it, with the prefix; no other id is let through."""
    found = _FOOTNOTE.fullmatch(value)
    return found and f"{found[1]}{prefix}{'-'.join(found[2].replace('%20', ' ').split())}"
