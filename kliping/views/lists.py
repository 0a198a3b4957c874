"""Lists of articles, in pages.

Strategy: a list's own address shows its newest articles; its numbered pages count from the oldest and are
always full, so that an added article changes its own address and at most adds one page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Generic, TypeVar

from kliping import addresses
from kliping.model import Article, Later, Moment, Term
from kliping.views import front
from kliping.views.cards import card
from kliping.views.desk import (
    Desk,
    all_named,
    common,
    digest_of,
    feeds_below,
    host_of,
    href_of,
    key_of,
    local,
    name_of,
    text_key_of,
    told_of,
    whole,
    whole_day,
)
from kliping.views.kinds import Alternate, Card, Day, Feed, HomePage, Link, ListKind, ListPage

_Item = TypeVar("_Item")
_MOST_CITES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Generic[_Item]):
    """A list in pages: the newest, and the numbered ones, of which the first is `numbered[0]`."""

    newest: tuple[_Item, ...]
    numbered: tuple[tuple[_Item, ...], ...]


def split(items: Sequence[_Item], per_page: int) -> Split[_Item]:
    """A list, newest first, in pages.

    Numbered pages are counted from the oldest item and always full, so that a new item changes none of
    them; the newest page shows the newest items whether or not a numbered one shows them too.
    """
    pages = max(0, -((per_page - len(items)) // per_page))
    ends = [len(items) - page * per_page for page in range(pages)]
    return Split(
        newest=tuple(items[:per_page]),
        numbered=tuple(tuple(items[end - per_page : end]) for end in ends),
    )


def continued(address: str, number: int) -> str:
    """The address of a list's numbered page; number 0 is the list's own."""
    return f"{address}page/{number}/" if number else address


def list_pages(desk: Desk, term: Term) -> Iterator[tuple[str, Later]]:
    """The address and view of each page of a term's list."""
    parts = split(term.articles, desk.config.per_page)
    yield term.address, _later(desk, term, parts.newest, 0, len(parts.numbered))
    yield from _numbered(desk, term, parts)


def home_pages(desk: Desk) -> Iterator[tuple[str, Later]]:
    """The front page, and the numbered pages that continue it."""
    articles = desk.library.articles
    parts = split(articles, desk.config.per_page)
    yield desk.library.prefix, _home_later(desk, parts)
    # To the reader it is one list more, of all there is.
    everything = Term(taxonomy="tags", key="", name="", address=desk.library.prefix, articles=articles)
    yield from _numbered(desk, everything, parts)


def _numbered(desk: Desk, term: Term, parts: Split[Article]) -> Iterator[tuple[str, Later]]:
    for number, articles in enumerate(parts.numbered, start=1):
        view = _later(desk, term, articles, number, len(parts.numbered))
        yield continued(term.address, number), view


def _later(desk: Desk, term: Term, articles: Sequence[Article], number: int, last: int) -> Later:
    newer, older = _around(number, last)
    cites = map(told_of, () if number else _cites(desk, term))
    length = 0 if number else len(term.articles)
    said = (term.taxonomy, term.key, term.name, term.url, number, newer, older, length, *cites)
    make = partial(_list_page, desk, term, articles, number, last)
    return Later.of(make=make, parts=_parts(desk, articles, said), lang=_lang(desk, term))


def _home_later(desk: Desk, parts: Split[Article]) -> Later:
    shown = _on_home(desk, parts)
    lead = front.lead_of(shown)
    said = (len(parts.numbered), len(desk.library.articles), text_key_of(lead) if lead else "")
    return Later.of(make=partial(_home, desk, parts), parts=_parts(desk, shown, said), lang=desk.config.lang)


def _parts(desk: Desk, articles: Iterable[Article], said: Iterable[object]) -> Mapping[str, str]:
    """What a list is made of: its articles, and what it says of itself."""
    return {"articles": digest_of(map(key_of, articles)), "list": digest_of(map(str, said)), "digest": desk.digest}


def _around(number: int, last: int) -> tuple[int, int]:
    """The numbers of the newer and the older page beside page `number` of a list; 0 is the list's own, and ends it."""
    return (number + 1) % (last + 1) if number else 0, number - 1 if number else last


def _lang(desk: Desk, term: Term) -> str:
    return term.key if term.taxonomy == "languages" else desk.config.lang


def _on_home(desk: Desk, parts: Split[Article]) -> tuple[Article, ...]:
    pinned = next((article for article in desk.library.articles if article.pinned), None)
    return parts.newest if pinned is None or pinned in parts.newest else (pinned, *parts.newest)


def _home(desk: Desk, parts: Split[Article]) -> HomePage:
    articles = desk.library.articles
    shown = _on_home(desk, parts)
    prefix = desk.library.prefix
    alternates = (Alternate(lang=lang, href=whole(desk, home)) for lang, home in desk.library.homes.items())
    return HomePage(
        **common(desk, prefix) | {"alternates": tuple(alternates)},
        front=front.compose(desk, shown, desk.config.lang),
        total=len(articles),
        dated=local(desk, articles[0].date) if articles else None,
        older=href_of(desk, continued(prefix, len(parts.numbered))) if parts.numbered else "",
    )


def _list_page(desk: Desk, term: Term, articles: Sequence[Article], number: int, last: int) -> ListPage:
    """The page `number` of a list whose numbered pages are 1 to `last`."""
    address = continued(term.address, number)
    lang = _lang(desk, term)
    kind: ListKind = term.taxonomy if term.key else "home"
    newer, older = _around(number, last)
    return ListPage(
        **common(desk, address, lang) | {"feeds": _feeds(desk, term)},
        kind=kind,
        key=term.key,
        name=term.name,
        days=by_day([card(desk, article, lang) for article in articles]),
        home=href_of(desk, term.address),
        number=number,
        total=0 if number else len(term.articles),
        month=_first_of_month(term.key) if term.taxonomy == "months" else None,
        cites=() if number else _cites(desk, term),
        url=term.url if addresses.is_web_address(term.url) else "",
        host=host_of(term.url),
        newer=href_of(desk, continued(term.address, newer)) if number else "",
        older=href_of(desk, continued(term.address, older)) if older else "",
    )


def _feeds(desk: Desk, term: Term) -> tuple[Feed, ...]:
    """A term's own feeds; the front page's are those of all pages."""
    has_own = term.key and term.taxonomy in desk.config.feeds.of
    return feeds_below(term.address, f"{name_of(term)} – {desk.config.title}", desk.config) if has_own else ()


def _cites(desk: Desk, term: Term) -> tuple[Link, ...]:
    """Whom a source's articles quote most."""
    if term.taxonomy != "sources":
        return ()
    names = {addresses.slug_of_name(name): name for article in term.articles for name in article.cites}
    counts = Counter(addresses.slug_of_name(name) for article in term.articles for name in article.cites)
    most = sorted(counts.keys() - {term.key}, key=lambda slug: (-counts[slug], slug))
    return all_named(desk, "sources", [names[slug] for slug in most[:_MOST_CITES]])


def by_day(cards: Iterable[Card]) -> tuple[Day, ...]:
    """Cards in their order, grouped by day."""
    days = groupby(cards, key=lambda card: card.date.at.date())
    return tuple(Day(date=whole_day(day), cards=tuple(of_day)) for day, of_day in days)


def _first_of_month(key: str) -> Moment:
    year, month = key.split("-")
    return whole_day(date(int(year), int(month), 1))
