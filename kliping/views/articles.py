"""Articles on pages of their own, and at their former addresses."""

from collections.abc import Iterator

from kliping import addresses
from kliping.model import Article, Taxonomy
from kliping.views.cards import own_language, picture_of
from kliping.views.desk import Desk, common, host_of, href_of, local
from kliping.views.kinds import ArticlePage, Extra, Link, RedirectPage
from kliping.views.texts import beyond_title, repeats, shortened


def article_pages(desk: Desk) -> Iterator[tuple[Article, ArticlePage]]:
    """Every article with its view."""
    articles = desk.library.articles
    for index, article in enumerate(articles):
        newer = articles[index - 1] if index else None
        older = articles[index + 1] if index + 1 < len(articles) else None
        yield article, _article_page(desk, article, newer, older)


def _article_page(desk: Desk, article: Article, newer: Article | None, older: Article | None) -> ArticlePage:
    lang = desk.config.lang
    own_lang, own_dir = own_language(article, lang)
    href = href_of(desk, article.address)
    original = article.source.url if article.source else ""
    return ArticlePage(
        **common(desk, article.address, description=shortened(article.summary, 300)),
        title=article.title,
        date=local(desk, article.date),
        body=article.html,
        own_lang=own_lang,
        own_dir=own_dir,
        updated=local(desk, article.updated) if article.updated else None,
        standfirst="" if repeats(article.summary, article.html) else beyond_title(article.summary, article.title),
        note=article.note,
        author=article.source.author if article.source else "",
        source=_named(desk, "sources", article.source.name) if article.source else None,
        original=original if addresses.is_web_address(original) else "",
        original_host=host_of(original),
        section=_named(desk, "sections", article.section),
        place=article.place,
        picture=picture_of(article.image, href, desk.site.home),
        cites=_all_named(desk, "sources", article.cites),
        tags=_all_named(desk, "tags", article.tags),
        rights=article.rights or "full",
        newer=_neighbour(desk, newer, lang) if newer else None,
        older=_neighbour(desk, older, lang) if older else None,
        extra=Extra(article.extra),
    )


def _neighbour(desk: Desk, article: Article, lang: str) -> Link:
    own, own_dir = own_language(article, lang)
    return Link(text=article.title, href=href_of(desk, article.address), lang=own, dir=own_dir)


def _named(desk: Desk, taxonomy: Taxonomy, name: str) -> Link | None:
    """The name with the address of its list, if it has one; nothing without a name."""
    if not name:
        return None
    term = desk.terms.get((taxonomy, addresses.slug_of_name(name)))
    if term is None:
        return Link(text=name, href="")
    return Link(text=term.name, href=href_of(desk, term.address))


def _all_named(desk: Desk, taxonomy: Taxonomy, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Each name once, however many spellings of it there are."""
    links = {addresses.slug_of_name(name): _named(desk, taxonomy, name) for name in names}
    return tuple(filter(None, links.values()))


def redirect_page(desk: Desk, article: Article, alias: str) -> RedirectPage:
    """The page at a former address of an article."""
    return RedirectPage(
        **common(desk, article.address) | {"href": href_of(desk, alias)},
        target=href_of(desk, article.address),
        title=article.title,
    )
