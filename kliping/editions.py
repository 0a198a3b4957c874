"""Editions: what appeared in a day, a week or a month, or what an editor put together, as one numbered whole.

Strategy: a period makes an edition once it is over, so that what was announced does not change; what an editor has
closed carries the articles that its file lists, whatever is added later. Numbers count from the oldest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kliping.model import Article, Config, Edition, EditionFile, EditionPart, Library, Moment
from kliping.problems import Problem, Span

FOLDER = "editions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day, an ISO 8601 week or a month, by its name; from its first moment up to `ends`."""

    name: str
    begins: datetime
    ends: datetime

    def of(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Those of some articles that appeared in it."""
        return tuple(article for article in articles if self.begins <= article.date.at < self.ends)


def period_of(day: date, config: Config) -> Period:
    """The period of the digest's rhythm that a day of its calendar lies in."""
    match config.editions:
        case "monthly":
            first = day.replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
            name = f"{first:%Y-%m}"
        case "weekly":
            first = day - timedelta(days=day.weekday())
            after = first + timedelta(days=7)
            year, week, _ = day.isocalendar()
            name = f"{year:04}-W{week:02}"
        case _:
            first, after = day, day + timedelta(days=1)
            name = f"{day:%Y-%m-%d}"
    return Period(name=name, begins=_midnight(first, config), ends=_midnight(after, config))


def arranged(
    articles: Sequence[Article],
    files: Iterable[EditionFile],
    config: Config,
    now: Moment,
    everything: Iterable[Article],
    prefix: str = "",
) -> tuple[Edition, ...]:
    """All editions of some articles, newest first: of each period that is over, and of each file that may be shown.

    A file may list articles of `everything` that is published; one that lists none adds its words to its period's.
    """
    if config.editions == "none":
        return ()
    by_id = {article.id: article for article in everything}
    by_name = {file.name: file for file in files}
    gathered = {period.name: (period, found) for period, found in periods(articles, config) if period.ends <= now.at}
    for name in by_name.keys() - gathered.keys():
        found = _of_time(name, articles, config, now)
        if found:
            gathered[name] = found
    drafts = [
        made
        for name in sorted({*gathered, *by_name})
        if (made := _edition(name, by_name.get(name), gathered.get(name), by_id, config))
        and not (name in by_name and by_name[name].draft)
        and made.date.at <= now.at
    ]
    in_order = _numbered(sorted(drafts, key=lambda each: (each.date.at, each.name)))
    return tuple(replace(each, address=f"{prefix}{FOLDER}{each.name}/") for each in reversed(in_order))


def _of_time(
    name: str, articles: Iterable[Article], config: Config, now: Moment
) -> tuple[Period, tuple[Article, ...]] | None:
    """What a time has that its name tells, whatever the digest's rhythm; nothing before it is over."""
    period = named(name, config)
    if period is None or period.ends > now.at:
        return None
    found = period.of(articles)
    return (period, found) if found else None


def named(name: str, config: Config) -> Period | None:
    """The day, week or month of a name; None where it is none."""
    try:
        if "-W" in name:
            return period_of(date.fromisoformat(f"{name}-1"), replace(config, editions="weekly"))
        if len(name) == len("2020-10"):
            return period_of(date.fromisoformat(f"{name}-01"), replace(config, editions="monthly"))
        return period_of(date.fromisoformat(name), replace(config, editions="daily"))
    except ValueError:
        return None


def periods(articles: Iterable[Article], config: Config) -> Iterator[tuple[Period, tuple[Article, ...]]]:
    """Each period of the digest's rhythm that has articles, with them; none where it has no rhythm."""
    if config.editions in {"none", "manual"}:
        return
    zone = config.zone
    days: dict[date, list[Article]] = defaultdict(list)
    for article in articles:
        days[article.date.at.astimezone(zone).date()].append(article)
    found: dict[str, tuple[Period, list[Article]]] = {}
    for day, of_day in days.items():
        period = period_of(day, config)
        found.setdefault(period.name, (period, []))[1].extend(of_day)
    yield from ((period, tuple(of_period)) for period, of_period in found.values())


def to_close(library: Library, name: str, config: Config, now: Moment) -> Edition | None:
    """The edition that would be closed under a name: one that is there, a period that runs, or all that none carries.

    None where it would have no articles. What is not there yet appears now.
    """
    standing = next((edition for edition in library.editions if edition.name == name), None)
    if standing:
        return standing
    period = named(name, config)
    found = period.of(library.articles) if period else _free(library)
    made = _edition(name, None, (period, found), {}, config)
    last = library.editions[0].number if library.editions else 0
    return replace(made, number=last + 1, date=now) if made else None


def next_end(articles: Sequence[Article], config: Config, now: Moment) -> datetime | None:
    """When the next edition appears by the clock alone."""
    ends = (period.ends for period, _ in periods(articles, config) if period.ends > now.at)
    return min(ends, default=None)


def problems(
    libraries: Iterable[Library], files: Iterable[EditionFile], articles: Iterable[Article], config: Config, now: Moment
) -> Iterator[Problem]:
    """What an editor should know: articles that two editions carry or none can, files that make no edition."""
    known = {article.id for article in articles}
    if config.editions == "none":
        return
    names = {period_of(now.at.astimezone(config.zone).date(), config).name}  # it is not over, and may have a letter
    for library in libraries:
        names |= {edition.name for edition in library.editions}
        yield from _repeats(library.editions)
        yield from _left_out(library, config)
        yield from _numbers(library.editions)
    for file in files:
        for missing in sorted({*(file.articles or ())} - known):
            text = f'it lists "{missing}", which no published article has as its id'
            yield _warning("edition-article-unknown", file.path, text, "correct the id, or publish the article")
        is_of_rhythm = config.editions not in {"none", "manual"}
        if file.articles is None and file.name not in names and not file.draft:
            hint = "list the ids of its articles" + (", or name it by a period that is over" if is_of_rhythm else "")
            yield _warning("edition-empty", file.path, "this edition has no articles, so it is not published", hint)


def _free(library: Library) -> tuple[Article, ...]:
    """The articles that no edition carries."""
    carried = {article.id for edition in library.editions for article in edition.articles}
    return tuple(article for article in library.articles if article.id not in carried)


def _left_out(library: Library, config: Config) -> Iterator[Problem]:
    """Articles of the time of an edition that was closed without them, and in no other."""
    free = _free(library)
    for edition in library.editions if free else ():
        period = named(edition.name, config) if edition.path else None
        missed = period.of(free) if period else ()
        if missed:
            many = f" and {len(missed) - 1} more" if len(missed) > 1 else ""
            text = f'"{missed[0].title}"{many} of its time came after it was closed, and is in no edition'
            yield _warning("edition-left-out", edition.path, text, "add the id to this or another edition's articles")


def _numbers(editions: Sequence[Edition]) -> Iterator[Problem]:
    """Editions that share a number."""
    first: dict[int, Edition] = {}
    for edition in reversed(editions):
        other = first.setdefault(edition.number, edition)
        if other is not edition:
            text = f"the number {edition.number} is also that of the edition {other.name}"
            path = edition.path or other.path
            yield _warning("edition-number", path, text, "write another number into the file of one of them")


def _repeats(editions: Sequence[Edition]) -> Iterator[Problem]:
    """Articles that an earlier edition has carried."""
    carried: dict[str, str] = {}
    for edition in reversed(editions):
        for article in edition.articles:
            first = carried.setdefault(article.id, edition.name)
            if first != edition.name:
                text = f'"{article.title}" was already in the edition {first}'
                yield _warning("edition-repeat", edition.path or article.path, text, "take it out of one of them")


# --- One edition ---------------------------------------------------------------------------------------------------


def _edition(
    name: str,
    file: EditionFile | None,
    gathered: tuple[Period | None, tuple[Article, ...]] | None,
    by_id: Mapping[str, Article],
    config: Config,
) -> Edition | None:
    period, found = gathered or (named(name, config), ())
    if file and file.articles is not None:
        found = tuple(by_id[each] for each in file.articles if each in by_id)
    if not found:
        return None
    parts, briefs = _parted(found, is_listed=bool(file and file.articles is not None))
    is_over = period is not None and all(article.date.at < period.ends for article in found)
    ends = Moment(at=period.ends) if period and is_over else max(article.date for article in found)
    return Edition(
        name=name,
        number=(file.number if file else 0) or 0,
        date=(file.date if file else None) or ends,
        begins=Moment(at=period.begins, whole_day=True) if period else None,
        ends=Moment(at=period.ends - timedelta(days=1), whole_day=True) if period else None,
        title=file.title if file else "",
        letter=file.letter if file else "",
        path=file.path if file else "",
        parts=parts,
        briefs=briefs,
    )


def _parted(articles: Sequence[Article], *, is_listed: bool) -> tuple[tuple[EditionPart, ...], tuple[Article, ...]]:
    """Articles by section, and those of which there is only a link; in the editor's order, or the pinned first."""
    ordered = list(articles) if is_listed else sorted(articles, key=lambda article: not article.pinned)
    sections: dict[str, list[Article]] = {}
    for article in ordered:
        if article.rights != "link":
            sections.setdefault(article.section, []).append(article)
    names = sections if is_listed else sorted(sections, key=str.casefold)
    parts = tuple(EditionPart(section=name, articles=tuple(sections[name])) for name in names)
    return parts, tuple(article for article in ordered if article.rights == "link")


def _numbered(editions: Iterable[Edition]) -> list[Edition]:
    """Editions, oldest first, with their numbers: those that an editor wrote down hold, the others count on."""
    numbered: list[Edition] = []
    last = 0
    for edition in editions:
        last = edition.number or last + 1
        numbered.append(replace(edition, number=last))
    return numbered


def _midnight(day: date, config: Config) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=config.zone)


def _warning(code: str, path: str, text: str, hint: str) -> Problem:
    return Problem(code=code, span=Span(path=path), text=text, hint=hint, severity="warning")
