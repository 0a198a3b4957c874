"""Editions: the page of each, in any of its forms, and the list of them all."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import partial

from kliping import addresses, attributes, editions, plain_text, safe_html
from kliping.library import canonical_of
from kliping.model import Article, Edition, Later
from kliping.views.cards import card
from kliping.views.desk import Desk, common, digest_of, editions_feed, href_of, key_of, local, named, text_key_of, whole
from kliping.views.kinds import Card, EditionEntry, EditionPage, EditionSection, EditionsPage, MailPage
from kliping.views.pictures import illustrated, without_lost

MAIL, EML = "mail.html", "mail.eml"
_SUMMARY_CHARACTERS = 480


def edition_pages(desk: Desk) -> Iterator[tuple[Edition, Later]]:
    """Every edition with its view."""
    every = desk.library.editions
    for index, edition in enumerate(every):
        newer = every[index - 1] if index else None
        older = every[index + 1] if index + 1 < len(every) else None
        yield edition, _later(desk, edition, newer, older)


def editions_page(desk: Desk) -> Later:
    """The list of all editions."""
    told = [_told(edition) for edition in desk.library.editions]
    return Later.of(
        make=partial(_list, desk),
        parts={"editions": digest_of(map(repr, told)), "digest": desk.digest},
        lang=desk.config.lang,
    )


def epub_of(desk: Desk, edition: Edition) -> str:
    """The address of an edition as a book."""
    name = addresses.slugify(desk.config.title)
    return f"{edition.address}{f'{name}-' if name else ''}{edition.name}.epub"


def _later(desk: Desk, edition: Edition, newer: Edition | None, older: Edition | None) -> Later:
    said = (
        _told(edition),
        edition.letter,
        [part.section for part in edition.parts],
        *map(_told, filter(None, (newer, older))),
    )
    parts = {
        "articles": digest_of(map(key_of, edition.articles)),
        "texts": digest_of(map(text_key_of, edition.articles)),
        "edition": digest_of(map(repr, (newer is None, *said))),
        "digest": desk.digest,
    }
    return Later.of(make=partial(_page, desk, edition, newer, older), parts=parts, lang=desk.config.lang)


def mail_pages(desk: Desk) -> Iterator[tuple[Edition, Later]]:
    """Every edition with its view as a mail."""
    for edition in desk.library.editions:
        page = _later(desk, edition, None, None)
        settings = desk.config.mail
        told = digest_of((settings.sender, settings.unsubscribe, desk.config.author.email))
        parts = page.parts_and("mail", told)
        yield edition, Later.of(make=partial(_mail, desk, edition), parts=parts, lang=desk.config.lang)


def _mail(desk: Desk, edition: Edition) -> MailPage:
    page = _page(desk, edition, None, None)
    told = {field.name: getattr(page, field.name) for field in fields(page)}
    letter = safe_html.resolve(edition.letter, page.canonical, desk.config.base_url)
    shown = illustrated(letter, {}, remote=desk.config.images.remote, home=desk.config.base_url)
    words = {"letter": shown, "letter_text": plain_text.of(shown), "unsubscribe": desk.config.mail.unsubscribe}
    return MailPage(**told | words)


def _told(edition: Edition) -> tuple[object, ...]:
    """All that other pages say of an edition."""
    span = (edition.begins, edition.ends, edition.date)
    return (edition.address, edition.name, edition.number, edition.title, *span, len(edition.articles))


def _page(desk: Desk, edition: Edition, newer: Edition | None, older: Edition | None) -> EditionPage:
    made = desk.config.outputs
    return EditionPage(
        **common(desk, edition.address),
        number=edition.number,
        name=edition.name,
        title=edition.title,
        date=local(desk, edition.date),
        begins=edition.begins,
        ends=edition.ends,
        letter=edition.letter,
        sections=tuple(
            EditionSection(name=named(desk, "sections", part.section), cards=tuple(_cards(desk, part.articles)))
            for part in edition.parts
        ),
        briefs=tuple(_cards(desk, edition.briefs)),
        total=len(edition.articles),
        mail=href_of(desk, edition.address + MAIL) if "mail" in made else "",
        epub=href_of(desk, epub_of(desk, edition)) if "epub" in made else "",
        newer=_entry(desk, newer) if newer else None,
        older=_entry(desk, older) if older else None,
    )


def _cards(desk: Desk, articles: Iterable[Article]) -> Iterator[Card]:
    for article in articles:
        note = without_lost(article.note, article, desk.config)
        whole_note = safe_html.resolve(note, whole(desk, article.address), desk.config.base_url) if note else ""
        shown = illustrated(whole_note, {}, remote=desk.config.images.remote, home=desk.config.base_url)
        yield replace(
            card(desk, article, desk.config.lang, _SUMMARY_CHARACTERS),
            note=attributes.with_own_footnotes(shown, article.id),
            note_text=plain_text.of(shown).replace("\n", "\n> "),
            original=canonical_of(article),
        )


def _list(desk: Desk) -> EditionsPage:
    entries = tuple(_entry(desk, edition) for edition in desk.library.editions)
    feed = editions_feed(desk)
    address = desk.library.prefix + editions.FOLDER
    return EditionsPage(**common(desk, address), editions=entries, total=len(entries), feed=feed)


def _entry(desk: Desk, edition: Edition) -> EditionEntry:
    return EditionEntry(
        href=href_of(desk, edition.address),
        number=edition.number,
        title=edition.title,
        date=local(desk, edition.date),
        begins=edition.begins,
        ends=edition.ends,
        count=len(edition.articles),
    )
