"""Mail: a newsletter, or an article that somebody forwarded (.eml, RFC 5322).

Strategy: the HTML part is read as a page where that gives at least half of what the text part has; else
the text part is cleaned as plain text. Headers give the title, the date and the source; what a mail adds
to an article (who forwarded it, signatures, how to unsubscribe) is dropped by named rules.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from kliping import cleaning
from kliping.cleaning import dates, mailing
from kliping.digest import sha256_of
from kliping.model import Config, DateOrigin, Ledger, Moment, Seed, Source, Verdict
from kliping.problems import Problem
from kliping.seeds import refusal

if TYPE_CHECKING:
    from kliping.pages import Reading

ENDINGS = (".eml",)
LIBRARIES = ("kliping.pages",)
# What a program that sends or carries mail writes above it. An archive of a page begins so too.
SIGNS = re.compile(
    rb"(?=[\w-]+:)(?!.{0,2000}(?:multipart/related|snapshot-content-location))"
    rb"(?>[\w-]+:[^\n]*+\n(?>[ \t][^\n]*+\n)*+)*?(?:mime-version|message-id|received|return-path|dkim-signature):",
    re.IGNORECASE | re.DOTALL,
)

_LEAST_HTML = 0.5
_MOST_HEADER = 2_000
_MOST_BRACKETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """What a mail's headers, or those of the message it forwards, say of it."""

    subject: str = ""
    sender: str = ""
    date: Moment | None = None


def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The article of a mail."""
    # lxml and trafilatura take a third of a second to load: a run without mail need not wait.
    from kliping import pages

    if cleaning.decode(data) is None:
        return refusal("seed-binary", path, "the seed is not text", "save the article's text, as UTF-8")
    message = pages.open_message(data)
    if message is None:
        return refusal("mail-too-complex", path, "more messages inside one another than are read", "save the article")
    envelope = _envelope(message, config)
    html, text = _part(message, "text/html"), _part(message, "text/plain")
    page = pages.part_of(html) if html is not None else None
    mailed = pages.Mailed(rules_of=_rules_of_page, sender_of=lambda lines: _forwarded(lines, envelope, config).sender)
    reading = pages.read(page.data, config, charset=page.charset, mailed=mailed) if page else None
    written = _text_of(text) if text is not None else None
    if isinstance(reading, pages.Reading) and (written is None or len(reading.text) >= _LEAST_HTML * len(written.text)):
        seed = _from_page(path, data, reading, _forwarded(reading.lines, envelope, config))
    elif written is not None:
        seed = _from_text(path, data, written, envelope, config)
    else:
        seed = None
    if seed is None or not seed.body:
        return refusal("seed-empty", path, "the mail holds no article", "save the article's text as a .txt file")
    return (replace(seed, ledger=_with_attachments(seed.ledger, message)),)


# --- Headers -----------------------------------------------------------------------------------------------------


def _envelope(message: Message, config: Config) -> _Envelope:
    name, address = _person(_header(message, "From"))
    return _Envelope(
        subject=mailing.bare_subject(_header(message, "Subject")),
        sender=name or address.rpartition("@")[2],
        date=_moment(_header(message, "Date"), config),
    )


def _header(message: Message, name: str) -> str:
    """A header as it was meant (RFC 2047), on one line."""
    raw = str(message.get(name, ""))[:_MOST_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):  # a charset that nobody knows, or broken base64
        text = raw
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _person(text: str) -> tuple[str, str]:
    """A name and an address; the standard library calls itself for every bracket, so that few are let through."""
    return parseaddr(text) if text.count("(") < _MOST_BRACKETS else ("", "")


def _moment(text: str, config: Config) -> Moment | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return dates.publication(text, "", config.zone)
    return Moment(at=at if at.tzinfo else at.replace(tzinfo=config.zone))


# --- Parts -------------------------------------------------------------------------------------------------------


def _part(message: Message, kind: str) -> Message | None:
    found = (part for part in message.walk() if part.get_content_type() == kind and not _is_attachment(part))
    return next(found, None)


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _text_of(part: Message) -> cleaning.Decoded | None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    decoded = None
    try:
        decoded = cleaning.Decoded(text=data.decode(charset or "utf-8"), encoding=charset or "utf-8")
    except (LookupError, UnicodeError):
        decoded = cleaning.decode(data)
    if decoded and part.get_param("format") == "flowed":
        # RFC 3676 4.2: a line that ends with a space goes on in the next one; "-- " is the signature's.
        return replace(decoded, text=re.sub(r"(?<!^--) \r?\n(?!>)", " ", decoded.text, flags=re.MULTILINE))
    return decoded


def _with_attachments(ledger: Ledger | None, message: Message) -> Ledger | None:
    if ledger is None:
        return None
    left_out = tuple(
        Verdict(line=0, text=f"{_name(part)} ({part.get_content_type()})", kind="dropped", rule="attachment")
        for part in message.walk()
        if not part.is_multipart() and _is_attachment(part)
    )
    return replace(ledger, verdicts=(*ledger.verdicts, *left_out))


def _name(part: Message) -> str:
    """A file's name as it was meant; RFC 2231 leaves some in three pieces."""
    name = part.get_filename() or "attachment"
    try:
        return " ".join(str(make_header(decode_header(name))).split())
    except (LookupError, ValueError):
        return " ".join(name.split())


# --- Parts → seeds -----------------------------------------------------------------------------------------------


def _from_page(path: str, data: bytes, reading: "Reading", envelope: _Envelope) -> Seed:
    author = reading.source.author if reading.source else ""
    url = reading.source.url if reading.source else ""
    date_origin: DateOrigin = "given" if envelope.date else reading.date_origin
    return Seed(
        file=path,
        sha256=sha256_of(data),
        format="mail",
        body=reading.body,
        title=envelope.subject or reading.title,
        title_origin="given" if envelope.subject else reading.title_origin,
        date=envelope.date or reading.date,
        date_origin=date_origin,
        lang=reading.lang,
        source=_source(envelope.sender, url, author),
        place=reading.place,
        cites=reading.cites,
        tags=reading.tags,
        summary=reading.summary,
        ledger=reading.ledger,
    )


def _from_text(path: str, data: bytes, written: cleaning.Decoded, envelope: _Envelope, config: Config) -> Seed:
    lines = written.text.splitlines()
    inner = _forwarded(lines, envelope, config)
    rules = mailing.rules_of(lines)
    kept = "".join("\n" if number in rules else f"{line}\n" for number, line in enumerate(lines, 1))
    clipping = cleaning.clean(replace(written, text=kept), config, source=inner.sender)
    verdicts = tuple(
        replace(verdict, text=lines[verdict.line - 1], kind="dropped", rule=rules[verdict.line])
        if verdict.line in rules and lines[verdict.line - 1].strip()
        else verdict
        for verdict in clipping.ledger.verdicts
    )
    found = clipping.source or Source()
    return Seed(
        file=path,
        sha256=sha256_of(data),
        format="mail",
        body=clipping.body,
        title=inner.subject or clipping.title,
        title_origin="given" if inner.subject else clipping.title_origin,
        date=inner.date or clipping.date,
        date_origin="given" if inner.date else clipping.date_origin,
        lang=clipping.lang,
        source=_source(inner.sender or found.name, found.url, found.author),
        place=clipping.place,
        cites=clipping.cites,
        tags=clipping.tags,
        summary=clipping.summary,
        ledger=replace(clipping.ledger, verdicts=verdicts),
    )


def _source(name: str, url: str, author: str) -> Source | None:
    return Source(name=name, url=url, author=author) if name or url or author else None


def _rules_of_page(lines: Sequence[str]) -> Mapping[int, str]:
    """What a mail adds to a page; there, no line ends with the space that tells a signature."""
    return mailing.rules_of([f"{line} " if line == "--" else line for line in lines])


def _forwarded(lines: Sequence[str], envelope: _Envelope, config: Config) -> _Envelope:
    """The headers of the message that a mail forwards stand in its text; what they say wins."""
    fields = mailing.forwarded_fields(lines)
    name, address = _person(fields.get("from", ""))
    return _Envelope(
        subject=mailing.bare_subject(fields.get("subject", "")) or envelope.subject,
        sender=name or address.rpartition("@")[2] or envelope.sender,
        date=_moment(fields.get("date", ""), config) or envelope.date,
    )
