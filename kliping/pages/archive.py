"""Messages (RFC 5322) and pages saved as one (MHTML, RFC 2557) → their parts.

Strategy: the standard library reads the envelope, once it is known not to be made to exhaust it. A page's
main part is the one that the envelope's `start` names, else the one whose location is the page's own, else
the first that is HTML.
"""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

_HTML = frozenset({"text/html", "application/xhtml+xml"})
# The parser calls itself for each message inside a message; no clipping holds so many.
_MOST_INSIDE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The bytes of an HTML part, its charset as its header says, and the address it was saved from."""

    data: bytes
    charset: str = ""
    address: str = ""


def is_archive(data: bytes) -> bool:
    """Whether a file begins as an archive's envelope does, whatever its name."""
    head = data[:2000].lower()
    return b"content-type: multipart/related" in head and (
        b"mime-version:" in head or b"snapshot-content-location:" in head
    )


def open_message(data: bytes) -> Message | None:
    """A message with its parts; None for one that is made of too many inside one another."""
    head = data.lower()
    if head.count(b"boundary") + head.count(b"message/") > _MOST_INSIDE:
        return None
    return message_from_bytes(data)


def main_part(data: bytes) -> Part | None:
    """The page of an archive; None where there is none."""
    message = open_message(data)
    if message is None:
        return None
    pages = [part for part in message.walk() if part.get_content_type() in _HTML]
    if not pages:
        return None
    address = _clean(message["Snapshot-Content-Location"]) or _clean(message["Content-Location"])
    start = _clean(message.get_param("start"))
    page = _first(pages, "Content-ID", start) or _first(pages, "Content-Location", address) or pages[0]
    return part_of(page, address)


def part_of(message: Message, address: str = "") -> Part:
    """A part of a message, decoded from its transfer encoding."""
    payload = message.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    location = _clean(message["Content-Location"])
    return Part(data=data, charset=message.get_content_charset() or "", address=location or address)


def _first(pages: list[Message], header: str, value: str) -> Message | None:
    return next((page for page in pages if value and _clean(page[header]) == value), None)


def _clean(value: object) -> str:
    """A header's value; long addresses are folded at any place."""
    return "".join(str(value).split()) if value else ""
