"""Articles on pages of their own, and at their former addresses."""

from collections.abc import Iterable, Iterator
from functools import partial

from kliping import addresses, attributes
from kliping.library import canonical_of
from kliping.model import Article, Later
from kliping.views.cards import own_language
from kliping.views.desk import (
    Desk,
    all_named,
    common,
    digest_of,
    direction,
    host_of,
    href_of,
    key_of,
    local,
    named,
    text_key_of,
    told,
    told_of,
    whole,
)
from kliping.views.kinds import Alternate, ArticlePage, Extra, Link, RedirectPage
from kliping.views.pictures import picture_of, pictures_of, without_lost
from kliping.views.texts import shortened


def article_pages(desk: Desk) -> Iterator[tuple[Article, Later]]:
    """Every article with its view."""
    articles = desk.library.articles
    links = [None, *(_neighbour(desk, article) for article in articles), None]
    said = [told_of(link) for link in links]
    for index, article in enumerate(articles):
        neighbours = digest_of((said[index], said[index + 2]))
        yield article, _later(desk, article, links[index], links[index + 2], neighbours)


def article_page(desk: Desk, article: Article) -> ArticlePage:
    """One article, without those beside it."""
    return _article_page(desk, article, None, None)


def _later(desk: Desk, article: Article, newer: Link | None, older: Link | None, neighbours: str) -> Later:
    others = _others(desk, article)
    names = [
        told(desk, "sources", article.source.name) if article.source else "",
        told(desk, "sections", article.section),
        *[told(desk, "sources", name) for name in article.cites],
        *[told(desk, "tags", name) for name in article.tags],
    ]
    parts = {
        "article": key_of(article),
        "text": text_key_of(article),
        "neighbours": neighbours,
        "names": digest_of(names),
        "others": digest_of(told_of(_neighbour(desk, other)) for other in others) if others else "",
        "digest": desk.digest,
    }
    return Later.of(make=partial(_article_page, desk, article, newer, older), parts=parts, lang=desk.config.lang)


def _article_page(desk: Desk, article: Article, newer: Link | None, older: Link | None) -> ArticlePage:
    own_lang, own_dir = own_language(article, desk.config.lang)
    original = article.source.url if article.source else ""
    shared = common(desk, article.address, description=shortened(article.summary, 300) or article.title)
    elsewhere = canonical_of(article)
    translations = desk.library.translations.get(article.id, ())
    home = {"canonical": elsewhere} if elsewhere else {"alternates": _alternates(desk, translations)}
    return ArticlePage(
        **shared | home,
        title=article.title,
        date=local(desk, article.date),
        body=_text(desk, article, desk.library.html_of(article)),
        own_lang=own_lang,
        own_dir=own_dir,
        updated=local(desk, article.updated) if article.updated else None,
        standfirst=article.summary,
        note=_text(desk, article, article.note),
        author=article.source.author if article.source else "",
        source=named(desk, "sources", article.source.name) if article.source else None,
        original=original if addresses.is_web_address(original) else "",
        original_host=host_of(original),
        section=named(desk, "sections", article.section),
        place=article.place,
        picture=picture_of(desk, article),
        pictures=pictures_of(desk, article),
        cites=all_named(desk, "sources", article.cites),
        tags=all_named(desk, "tags", article.tags),
        rights=article.rights or "full",
        newer=newer,
        older=older,
        translations=tuple(_translation(desk, other) for other in translations if other is not article),
        versions=tuple(_neighbour(desk, other) for other in _versions(desk, article)),
        extra=Extra(article.extra),
    )


def _text(desk: Desk, article: Article, html: str) -> str:
    """A text of an article's with names of its own, and words for the pictures that are not there."""
    return attributes.with_own_footnotes(without_lost(html, article, desk.config), article.id)


def _others(desk: Desk, article: Article) -> tuple[Article, ...]:
    return (*desk.library.translations.get(article.id, ()), *_versions(desk, article))


def _versions(desk: Desk, article: Article) -> tuple[Article, ...]:
    """What tells the same story in other words."""
    return tuple(other for other in desk.library.versions.get(article.id, ()) if other is not article)


def _alternates(desk: Desk, translations: Iterable[Article]) -> tuple[Alternate, ...]:
    at_home = (other for other in translations if other.lang != "und" and not canonical_of(other))
    by_language = {other.lang: other for other in at_home}
    return tuple(Alternate(lang=lang, href=whole(desk, other.address)) for lang, other in by_language.items())


def _translation(desk: Desk, article: Article) -> Link:
    """A link whose text is the language."""
    return Link(text=article.lang, href=href_of(desk, article.address), lang=article.lang, dir=direction(article.lang))


def _neighbour(desk: Desk, article: Article) -> Link:
    own, own_dir = own_language(article, desk.config.lang)
    return Link(text=article.title, href=href_of(desk, article.address), lang=own, dir=own_dir)


def redirect_page(desk: Desk, article: Article, alias: str) -> RedirectPage:
    """The page at a former address of an article."""
    return RedirectPage(
        **common(desk, article.address) | {"href": href_of(desk, alias)},
        target=href_of(desk, article.address),
        title=article.title,
    )
