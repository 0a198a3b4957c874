"""Articles as other pages show them."""

from urllib.parse import urlsplit

from kliping import addresses
from kliping.model import Article, Image
from kliping.views.desk import Desk, direction, href_of, local
from kliping.views.kinds import Card, Picture, Site
from kliping.views.texts import beyond_title, shortened

STORY_CHARACTERS = 240


def card(desk: Desk, article: Article, lang: str, characters: int = STORY_CHARACTERS) -> Card:
    """An article for a page in `lang`, its summary cut to so many characters; with none, not even a picture."""
    key = (article.path, lang, characters)
    if key not in desk.cards:
        desk.cards[key] = _card(desk, article, lang, characters)
    return desk.cards[key]


def _card(desk: Desk, article: Article, lang: str, characters: int) -> Card:
    own, own_dir = own_language(article, lang)
    href = href_of(desk, article.address)
    return Card(
        href=href,
        title=article.title,
        date=local(desk, article.date),
        lang=own,
        dir=own_dir,
        summary=shortened(beyond_title(article.summary, article.title), characters),
        source=article.source.name if article.source else "",
        section=article.section,
        place=article.place,
        picture=picture_of(article.image, href, desk.site) if characters else None,
        pinned=article.pinned,
    )


def own_language(article: Article, lang: str) -> tuple[str, str]:
    """An article's language and direction where they are not those of a page in `lang`, else empty."""
    if article.lang in {"", "und", lang}:
        return "", ""
    return article.lang, direction(article.lang)


def picture_of(image: Image | None, href: str, site: Site) -> Picture | None:
    """The image of the article at `href`; nothing where there is none that a page could show."""
    src = _source_of(image.src, href, site.root) if image else ""
    return Picture(src=src, whole=site.whole(src), alt=image.alt, credit=image.credit) if image and src else None


def _source_of(src: str, href: str, home: str) -> str:
    """An image's address: as it is on the web, under the digest's root after "/", else beside its article."""
    if addresses.is_web_address(src):
        return src
    if not src or src.startswith("//") or urlsplit(src).scheme:
        return ""
    return home + addresses.quoted(src[1:]) if src.startswith("/") else href + addresses.quoted(src)
