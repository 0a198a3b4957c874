"""Indexes of the whole digest: tags, sources, sections, the calendar; and what stands where no page is."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from kliping.model import Term
from kliping.views.desk import Desk, common, host_of, href_of, whole_day
from kliping.views.kinds import (
    ArchivePage,
    Entry,
    Group,
    Index,
    IndexPage,
    Link,
    Month,
    NotFoundPage,
    SearchPage,
    Year,
)

_LETTERS_FROM = 24  # an index with fewer entries reads better without a heading for every letter


def index_page(desk: Desk, terms: Sequence[Term]) -> IndexPage:
    """All terms of one taxonomy (there is at least one), by letter where they are many."""
    kind = terms[0].taxonomy
    address = f"{desk.library.prefix}{kind}/"
    return IndexPage(
        **common(desk, address),
        kind=kind,
        groups=by_letter([_entry(desk, term) for term in terms]),
        total=len(terms),
    )


def by_letter(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Entries under their first letter; under none where they are few."""
    if len(entries) < _LETTERS_FROM:
        return (Group(letter="", entries=tuple(entries)),) if entries else ()
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letters.setdefault(_letter(entry.text), []).append(entry)
    return tuple(Group(letter=letter, entries=tuple(group)) for letter, group in letters.items())


def _letter(text: str) -> str:
    """The letter that a name is filed under: without its marks; all digits and signs under "#"."""
    first = unicodedata.normalize("NFD", text.strip()[:1]).upper()[:1]
    return first if first.isalpha() else "#"


def _entry(desk: Desk, term: Term) -> Entry:
    return Entry(text=term.name, href=href_of(desk, term.address), count=len(term.articles), host=host_of(term.url))


def archive_page(desk: Desk) -> ArchivePage:
    """The calendar of all months."""
    years = groupby(desk.library.months, key=lambda term: term.key.split("-")[0])
    return ArchivePage(
        **common(desk, f"{desk.library.prefix}archive/"),
        years=tuple(_year(desk, int(year), tuple(terms)) for year, terms in years),
        total=len(desk.library.articles),
    )


def _year(desk: Desk, year: int, terms: Sequence[Term]) -> Year:
    by_key = {term.key: term for term in terms}
    months = [_month(desk, year, month, by_key.get(f"{year:04}-{month:02}")) for month in range(1, 13)]
    total = sum(month.count for month in months)
    return Year(date=whole_day(date(year, 1, 1)), count=total, months=tuple(months))


def _month(desk: Desk, year: int, month: int, term: Term | None) -> Month:
    first = whole_day(date(year, month, 1))
    if term is None:
        return Month(date=first)
    return Month(date=first, href=href_of(desk, term.address), count=len(term.articles))


def search_page(desk: Desk, folders: Iterable[tuple[str, int, str]]) -> SearchPage:
    """The page to search on; `folders` are languages and years with the folders of their indexes."""
    found = tuple(folders)
    return SearchPage(
        **common(desk, f"{desk.library.prefix}search/"),
        script=href_of(desk, "assets/search.js"),
        indexes=tuple(Index(lang=lang, year=year, href=href_of(desk, folder)) for lang, year, folder in found),
        languages=tuple(dict.fromkeys(lang for lang, _, _ in found)),
        years=tuple(whole_day(date(year, 1, 1)) for year in sorted({year for _, year, _ in found}, reverse=True)),
        sources=tuple(dict.fromkeys(term.name for term in desk.library.sources)),
    )


def not_found_page(desk: Desk) -> NotFoundPage:
    """The page for an address that is not there, with the tags that most is said of."""
    most = sorted(desk.library.tags, key=lambda term: (-len(term.articles), term.key))[:12]
    return NotFoundPage(
        **common(desk, f"{desk.library.prefix}404.html") | {"canonical": ""},
        tags=tuple(Link(text=term.name, href=href_of(desk, term.address)) for term in most),
    )
