"""An edition as a mail: `mail.html`, to be looked at or taken into a mailing service, and `mail.eml`, ready to send.

Strategy: a layout makes the mail, and css-inline writes its styles into the elements, as mail programs want them. A
mail that programs would cut is cut here, by whole articles, with a link to the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import partial
from html import escape, unescape
from urllib.parse import urlsplit

from kliping import digest, views
from kliping.model import Config, Edition, Later, Library, Page, Theme
from kliping.problems import Problem

REVISION = 1
EACH_LANGUAGE = True

# Gmail shows of a mail some 102 KB, and hides the rest.
MOST_BYTES = 100_000
_MOST_LETTER = 60_000  # bytes of HTML, where a mail is too long
_LAYOUT, _TEXT, _SUBJECT = "mail/mail.html", "mail/mail.txt", "mail/subject.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail: whom it is from, what it is known by, and all that it says."""

    page: views.MailPage
    sender: str
    message_id: str


def pages(library: Library, config: Config, theme: Theme) -> Iterable[Page]:
    """Two files an edition; the one to be sent only where it is known from whom."""
    desk = views.set_up(library, config, theme)
    texts = views.digest_of(theme.layouts[name].text for name in (_TEXT, _SUBJECT) if name in theme.layouts)
    sender = _sender(config)
    for edition, view in views.mail_pages(desk):
        made = partial(_letter, view, sender, _message_id(edition, library, config))
        later = Later.of(make=made, parts=view.parts_and("letter", texts), lang=config.lang)
        for name in (views.MAIL, views.EML) if sender else (views.MAIL,):
            address = edition.address + name
            yield Page(address=address, output="mail", view=later, rank="list", layout=_LAYOUT)


def render(page: Page, theme: Theme) -> bytes | Problem:
    """The mail as HTML in UTF-8, or as a whole message (RFC 5322)."""
    letter: Letter = page.view
    html, shown = _fitting(letter.page, theme)
    if isinstance(html, Problem) or page.address.endswith(".html"):
        return html if isinstance(html, Problem) else html.encode()
    return _message(letter, shown, html, theme)


def _sender(config: Config) -> str:
    """From whom mails are; empty where that is not known."""
    author = config.author
    return config.mail.sender or (formataddr((author.name, author.email)) if author.email else "")


def _message_id(edition: Edition, library: Library, config: Config) -> str:
    """RFC 5322 3.6.4: unique, and always the same for the same edition."""
    name = digest.short(f"{config.base_url}{library.prefix}editions/{edition.name}".encode())
    return f"<{name}@{urlsplit(config.base_url).hostname}>"


def _letter(view: Later, sender: str, message_id: str) -> Letter:
    return Letter(page=view.make(), sender=sender, message_id=message_id)


# --- HTML ----------------------------------------------------------------------------------------------------------


def _fitting(page: views.MailPage, theme: Theme) -> tuple[str | Problem, views.MailPage]:
    """The mail in HTML, with as many articles as fit; and what it shows."""
    html = _inlined(page, theme)
    if _size(html) > MOST_BYTES and len(page.letter.encode()) > _MOST_LETTER:
        page = _with_short_letter(page)
        html = _inlined(page, theme)
    shown, kept = page, page.total
    while _size(html) > MOST_BYTES and kept > 1:
        kept = max(1, min(kept - 1, kept * MOST_BYTES // _size(html)))
        shown = _shortened(page, kept)
        html = _inlined(shown, theme)
    return html, shown


def _size(html: str | Problem) -> int:
    return 0 if isinstance(html, Problem) else len(html.encode())


def _inlined(page: views.MailPage, theme: Theme) -> str | Problem:
    # Loaded here: a build with nothing stale must not load Jinja2, Babel and css-inline.
    from css_inline import CSSInliner

    from kliping import theme as layouts

    html = layouts.render(_LAYOUT, page, theme)
    return html if isinstance(html, Problem) else CSSInliner(load_remote_stylesheets=False).inline(html)


def _with_short_letter(page: views.MailPage) -> views.MailPage:
    """The mail with the beginning of its letter, in plain paragraphs; the whole stands on the site."""
    told: list[str] = []
    for block in page.letter_text.split("\n\n"):
        if len("".join(told).encode()) + len(block.encode()) > _MOST_LETTER // 2:
            break
        told.append(f"<p>{escape(block, quote=False)}</p>")
    read_on = f'<p><a href="{escape(page.canonical)}">…</a></p>'
    return replace(page, letter="\n".join([*told, read_on]))


def _shortened(page: views.MailPage, most: int) -> views.MailPage:
    """The mail with so many of its articles, the first."""
    sections = []
    room = most
    for section in page.sections:
        if room > 0:
            sections.append(replace(section, cards=section.cards[:room]))
        room -= len(section.cards)
    briefs = page.briefs[: max(0, room)]
    return replace(page, sections=tuple(sections), briefs=briefs, left_out=page.total - most)


# --- A message -----------------------------------------------------------------------------------------------------


def _message(letter: Letter, shown: views.MailPage, html: str, theme: Theme) -> bytes | Problem:
    plain = list(_plain(shown, theme))
    wrong = next((part for part in plain if isinstance(part, Problem)), None)
    if wrong:
        return wrong
    subject, text = (str(part) for part in plain)
    message = EmailMessage(policy=SMTP)
    message["From"] = letter.sender
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(shown.date.at)
    message["Message-ID"] = letter.message_id
    if shown.unsubscribe:
        message["List-Unsubscribe"] = f"<{shown.unsubscribe}>"  # RFC 2369 3.2
    message.set_content(text, cte=_encoding(text))
    message.add_alternative(html, subtype="html", cte=_encoding(html))
    # Else it would be left to chance.
    message.set_boundary(f"kliping-{digest.short((subject + text).encode())}")
    return message.as_bytes()


def _encoding(text: str) -> str:
    """The shorter of the two ways in which any mail program takes a text (RFC 2045 6)."""
    others = len(text.encode()) - sum(map(str.isascii, text))
    return "base64" if others > len(text.encode()) // 6 else "quoted-printable"


def _plain(page: views.MailPage, theme: Theme) -> Iterator[str | Problem]:
    """The subject and the text. Layouts escape what they show; here nothing is HTML."""
    from kliping import theme as layouts  # heavy, as above

    for name in (_SUBJECT, _TEXT):
        made = layouts.render(name, page, theme)
        yield made if isinstance(made, Problem) else unescape(_without_marks(made)).strip() + "\n"


def _without_marks(text: str) -> str:
    """Without the tags that macros write around names."""
    return text.replace("<bdi>", "").replace("</bdi>", "")
