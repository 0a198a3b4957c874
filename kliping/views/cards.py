"""Articles as other pages show them."""

from kliping.model import Article
from kliping.views.desk import Desk, direction, href_of, local
from kliping.views.kinds import Card, Picture
from kliping.views.pictures import picture_of
from kliping.views.texts import beyond_title, shortened

STORY_CHARACTERS = 240
_MOST_REMEMBERED = 10_000  # cards, at about 1 KB


def card(desk: Desk, article: Article, lang: str, characters: int = STORY_CHARACTERS) -> Card:
    """An article for a page in `lang`, its summary cut to so many characters; with none, not even a picture."""
    key = (article.path, lang, characters)
    if key not in desk.cards:
        if len(desk.cards) == _MOST_REMEMBERED:
            desk.cards.clear()
        desk.cards[key] = _card(desk, article, lang, characters)
    return desk.cards[key]


def _card(desk: Desk, article: Article, lang: str, characters: int) -> Card:
    own, own_dir = own_language(article, lang)
    return Card(
        href=href_of(desk, article.address),
        title=article.title,
        date=local(desk, article.date),
        lang=own,
        dir=own_dir,
        summary=shortened(beyond_title(article.summary, article.title), characters),
        source=article.source.name if article.source else "",
        section=article.section,
        place=article.place,
        picture=_picture(desk, article) if characters else None,
        pinned=article.pinned,
    )


def own_language(article: Article, lang: str) -> tuple[str, str]:
    """An article's language and direction where they are not those of a page in `lang`, else empty."""
    if article.lang in {"", "und", lang}:
        return "", ""
    return article.lang, direction(article.lang)


def _picture(desk: Desk, article: Article) -> Picture | None:
    """The article's picture, if it is shown."""
    picture = picture_of(desk, article)
    return picture if picture and picture.src else None
