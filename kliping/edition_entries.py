"""Editions as a feed tells of them: the letter, and every article with its title, its source and its summary."""

from collections.abc import Iterator
from html import escape

from kliping import addresses, attributes, characters, digest, safe_html
from kliping.entries import Entry, Maker, line
from kliping.library import canonical_of
from kliping.model import Article, Edition
from kliping.moments import in_whole_minutes
from kliping.views import direction, illustrated, without_lost


def entry(edition: Edition, made: Maker) -> Entry:
    """An edition as an entry, known for ever by its name and the language of its pages.

    Those of the digest's own language are known by the name alone, as they were before there were others.
    """
    config = made.config
    tongue = made.library.lang if made.library.prefix else ""
    url = config.base_url + addresses.quoted(edition.address)
    published = in_whole_minutes(edition.date)
    return Entry(
        title=title_of(edition, made),
        url=url,
        guid=digest.guid(f"{tongue}/editions/{edition.name}"),
        published=published,
        updated=published,
        author=line(config.author.name) or line(config.title),
        categories=(),
        summary="",
        content=_content(edition, url, made),
        lang=config.lang,
    )


def title_of(edition: Edition, made: Maker) -> str:
    """What its editor calls it, else its number; and the days that it is of."""
    # Loaded here: only a stale feed needs Babel.
    from kliping import tongues

    lang = made.config.lang
    number = made.says(lang, "edition").replace("{number}", str(edition.number))
    name = line(edition.title) or number or str(edition.number)
    begins, ends = edition.begins or edition.date, edition.ends or edition.date
    return f"{name} · {tongues.days(begins.at.date(), ends.at.date(), tongues.locale_of(lang))}"


def _content(edition: Edition, url: str, made: Maker) -> str:
    config = made.config
    told = "".join(_told(edition, made))
    if direction(config.lang) == "rtl":
        told = f'<div lang="{escape(config.lang)}" dir="rtl">{told}</div>'
    whole = safe_html.resolve(attributes.without_classes(characters.legal(told)), url, config.base_url)
    return illustrated(whole, {}, remote=config.images.remote, home=config.base_url)


def _told(edition: Edition, made: Maker) -> Iterator[str]:
    yield edition.letter
    for part in edition.parts:
        if part.section:
            yield f"<h2>{escape(part.section, quote=False)}</h2>"
        yield from (_article(article, made) for article in part.articles)
    if edition.briefs:
        yield f"<h2>{escape(made.says(made.config.lang, 'briefs'), quote=False)}</h2>"
        yield from (_article(article, made) for article in edition.briefs)


def _article(article: Article, made: Maker) -> str:
    url = made.config.base_url + addresses.quoted(article.address)
    source = f"<p>{escape(article.source.name, quote=False)}</p>" if article.source and article.source.name else ""
    summary = f"<p>{escape(article.summary, quote=False)}</p>" if article.summary else ""
    own = f' lang="{escape(article.lang)}" dir="{direction(article.lang)}"'
    tongue = own if article.lang not in {"", "und", made.config.lang} else ""
    title = f'<h3><a href="{escape(url)}">{escape(article.title, quote=False)}</a></h3>'
    return f"<div{tongue}>{title}{source}{summary}</div>{_noted(article, made)}"


def _noted(article: Article, made: Maker) -> str:
    """What the editor says of it, and the way to what is not here."""
    note = without_lost(article.note, article, made.config)
    original = canonical_of(article)
    word = escape(made.says(made.config.lang, "read_original") or original, quote=False)
    link = f'<p><a href="{escape(original)}">{word}</a></p>' if original else ""
    return (f"<blockquote>{attributes.with_own_footnotes(note, article.id)}</blockquote>" if note else "") + link
