"""The front page: stories by weight.

Strategy: pin and date choose the lead; after it, numbers alone say where a story stands, so that rows come
out full with any number of stories.
"""

from collections.abc import Sequence

from kliping.model import Article
from kliping.views.cards import card
from kliping.views.desk import Desk
from kliping.views.kinds import Front
from kliping.views.texts import opening

_LEAD_CHARACTERS = 480


def compose(desk: Desk, articles: Sequence[Article], lang: str) -> Front:
    """Cards by weight: the newest pinned article leads, else the newest; then by date.

    Rows come out full: no column stands alone, and what fits no row becomes a brief.
    """
    first = lead_of(articles)
    if first is None:
        return Front()
    rest = [article for article in articles if article is not first]
    lead = card(desk, first, lang, _LEAD_CHARACTERS)
    beside, columns = _weights(len(rest), 4 if lead.picture else 2)
    stories = [card(desk, article, lang) for article in rest[: beside + columns]]
    return Front(
        lead=lead,
        opening=() if lead.picture else opening(desk.library.html_of(first), first.summary),
        beside=tuple(stories[:beside]),
        columns=tuple(stories[beside:]),
        briefs=tuple(card(desk, article, lang, 0) for article in rest[beside + columns :]),
    )


def lead_of(articles: Sequence[Article]) -> Article | None:
    """The article that leads: the newest that is pinned, else the newest."""
    return next((article for article in articles if article.pinned), articles[0] if articles else None)


def _weights(count: int, wanted: int) -> tuple[int, int]:
    """How many of the stories after the lead stand beside it, and how many in columns: 2, 3, 4 or two rows of 3."""
    fills = count <= wanted or count - wanted not in {1, 5, 7}
    beside = min(count, wanted if fills else wanted + (1 if wanted == 2 else -1))
    return beside, min(count - beside, 6)
