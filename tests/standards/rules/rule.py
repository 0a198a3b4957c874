"""A rule about documents in XML: XPath that finds what breaks it, with words for what XPath cannot tell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from tests.standards.pages import references
from tests.standards.rules.markup import is_harmless, is_nested

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "is": "urn:x-kliping:rules",
    "media": "http://search.yahoo.com/mrss/",
    "re": "http://exslt.org/regular-expressions",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in NAMES.items() if name not in {"is", "re"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What `section` of `spec` asks for, in words of ours.

    `breaches` is XPath of the nodes that break it; in it, `$address` is where the document stands. `broken` is a part
    of the sound document, and what to put there to break the rule.
    """

    spec: str
    section: str
    says: str
    breaches: str
    broken: tuple[str, str]

    @property
    def name(self) -> str:
        return f"{self.spec}, {self.section}: {self.says}"


def parsed(document: bytes) -> Any:
    """A document; an entry may have more text than lxml takes unasked."""
    return etree.fromstring(document, etree.XMLParser(huge_tree=True, resolve_entities=False)).getroottree()


def breaches(rule: Rule, document: Any, address: str) -> list[str]:
    """What in a document that stands at an address breaks a rule."""
    find = etree.XPath(rule.breaches, namespaces=NAMES, extensions=_FUNCTIONS)
    return [f"{rule.name} But: {_shown(node)}" for node in find(document, address=address)]


def _shown(node: Any) -> str:
    return (repr(str(node)) if isinstance(node, str) else etree.tostring(node, encoding="unicode", with_tail=False))[
        :200
    ]


# --- What XPath has no words for ---------------------------------------------------------------------------------

_URI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+", re.IGNORECASE)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC_822 = re.compile(
    rf"({'|'.join(_DAYS)}), (\d\d) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d:\d\d:\d\d) (?:[+-]\d{{4}}|GMT|UT)", re.ASCII
)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3})?(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-[a-z0-9]{5,8}|-\d[a-z0-9]{3})*", re.IGNORECASE | re.ASCII
)
_MAIL = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*"
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)


def is_iri(text: str) -> bool:
    """A whole address or name in letters of any script (RFC 3987)."""
    return bool(_URI.fullmatch(text))


def is_web(text: str) -> bool:
    """A whole address of the web, in ASCII as RFC 3986 has it."""
    return (
        is_iri(text) and text.isascii() and urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).hostname)
    )


def is_rfc822(text: str) -> bool:
    """A moment as in mail, with its year in four digits and the day of the week that it was."""
    found = _RFC_822.fullmatch(text)
    if not found:
        return False
    day, number, month, year, time = found.groups()
    try:
        at = datetime.fromisoformat(f"{year}-{_MONTHS.index(month) + 1:02}-{number}T{time}")
    except ValueError:
        return False
    return _DAYS[at.weekday()] == day


def is_rfc3339(text: str) -> bool:
    """A moment with its offset from UTC, in capital letters."""
    try:
        return bool(_RFC_3339.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def is_tag(text: str) -> bool:
    """The name of a language, by the grammar of BCP 47."""
    return bool(_TAG.fullmatch(text))


def is_mail(text: str) -> bool:
    """An address of mail and nothing else."""
    return bool(re.fullmatch(_MAIL, text))


def is_named_mail(text: str) -> bool:
    """An address of mail, and the name behind it in brackets."""
    return bool(re.fullmatch(rf"{_MAIL}( \([^()]+\))?", text))


def is_type(text: str) -> bool:
    """A media type."""
    return bool(_TYPE.fullmatch(text))


def is_standalone(html: str) -> bool:
    """HTML whose addresses are all whole."""
    return all(map(is_iri, references(html)))


def is_fit(text: str) -> bool:
    """Text without the characters that XML 1.0 (2.2) would rather not see: controls, and those that are none."""
    return not re.search("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]", text)


def _is_distinct(_context: Any, nodes: list[Any]) -> bool:
    """No two elements have the same text, type and language, whatever address they lead to."""
    kinds = [(_text(node), node.get("type", ""), node.get("hreflang", "")) for node in nodes]
    return len(set(kinds)) == len(kinds)


def _words() -> dict[tuple[str, str], Callable[..., bool]]:
    tests: tuple[Callable[[str], bool], ...] = (
        *(is_iri, is_web, is_rfc822, is_rfc3339, is_tag, is_mail, is_named_mail, is_type, is_fit),
        *(is_standalone, is_harmless, is_nested),
    )
    return {(NAMES["is"], one.__name__.removeprefix("is_")): _asked(one) for one in tests}


def _asked(test: Callable[[str], bool]) -> Callable[..., bool]:
    def answer(_context: Any, nodes: Any) -> bool:
        return test("".join(map(_text, nodes)) if isinstance(nodes, list) else str(nodes))

    return answer


def _text(node: Any) -> str:
    return str(node) if isinstance(node, str) else "".join(node.itertext())


_FUNCTIONS = _words() | {(NAMES["is"], "distinct"): _is_distinct}
