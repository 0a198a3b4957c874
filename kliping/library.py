"""Arrange articles into a library.

Strategy: one rule says what may be published, one says how much of it may be shown; what passes is
sorted once, newest first, and every index is a view of that order.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from html import escape
from itertools import takewhile

from kliping import addresses, digest
from kliping.model import Article, Config, LeftOut, Library, Moment, Reason, Rights, Taxonomy, Term
from kliping.problems import Problem, Span

# How long an article is news (Google, "Create a News sitemap": "articles that were created in the last 2 days").
_RECENT = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is to be published beside the ordinary: drafts, and articles of the future. `now` is an aware moment."""

    now: Moment
    drafts: bool = False
    future: bool = False


def arrange(
    articles: Iterable[Article], config: Config, selection: Selection, texts: Mapping[str, str] | None = None
) -> tuple[Library, tuple[Problem, ...]]:
    """The library of all that may be published, with the ids that two articles claim. `texts` are as in `Library`."""
    judged = [(article, why_left_out(article, selection)) for article in articles]
    left_out = [(article, reason) for article, reason in judged if reason is not None]
    shown = _as_shown((article for article, reason in judged if reason is None), config)
    newest_first = tuple(sorted(shown, key=lambda article: (article.date.at, article.id), reverse=True))
    library = Library(
        articles=newest_first,
        tags=_taxonomy("tags", newest_first, lambda article: article.tags),
        sources=_sources(newest_first, config),
        sections=_taxonomy("sections", newest_first, lambda article: (article.section,)),
        languages=_languages(newest_first, config),
        months=_months(newest_first, config),
        left_out=tuple(
            LeftOut(path=article.path, reason=reason)
            for article, reason in sorted(left_out, key=lambda pair: pair[0].path)
        ),
        recent=tuple(takewhile(lambda article: article.date.at > selection.now.at - _RECENT, newest_first)),
        texts=texts or {},
        next_change=_next_change(judged, selection.now),
    )
    return library, _shared_ids(article for article, _ in judged)


def why_left_out(article: Article, selection: Selection) -> Reason | None:
    """The one rule of what is published: why an article is not, or None where it is."""
    if article.draft and not selection.drafts:
        return "draft"
    if article.date.at > selection.now.at and not selection.future:
        return "future"
    if article.expires is not None and article.expires.at <= selection.now.at:
        return "expired"
    return None


def _next_change(judged: Iterable[tuple[Article, Reason | None]], now: Moment) -> datetime | None:
    """When the clock alone changes what is published: an article's day comes, its last one ends, or it grows old."""
    days = (
        day
        for article, _ in judged
        for day in (article.date.at, article.date.at + _RECENT, article.expires.at if article.expires else None)
        if day and day > now.at
    )
    return min(days, default=None)


def rights_of(article: Article, config: Config) -> Rights:
    """The article's own rights, else its source's, else full."""
    if article.rights or not config.sources:
        return article.rights or "full"
    settings = config.source(article.source.name) if article.source else None
    return settings.rights if settings else "full"


def canonical_of(article: Article) -> str:
    """Where the whole of an article is, if only some of it is shown here; empty where this is its home."""
    original = article.source.url if article.source and article.rights in {"excerpt", "link"} else ""
    return original if addresses.is_web_address(original) else ""


# --- Rights and addresses ----------------------------------------------------------------------------------------


def _as_shown(articles: Iterable[Article], config: Config) -> Iterator[Article]:
    """Articles at their addresses, and cut to what may be shown of them, so that no output can show more."""
    at_its_address = partial(addressed, address_of=_addressing(config))
    for article in articles:
        found = article if article.address else at_its_address(article, config)
        yield found if found.rights == "full" else _cut(found)


def addressed(article: Article, config: Config, address_of: Callable[[Article], str] | None = None) -> Article:
    """The article at its address and with its rights, by the settings alone: it may be kept so."""
    address = (address_of or _addressing(config))(article)
    return replace(article, rights=rights_of(article, config), address=address)


def _cut(article: Article) -> Article:
    if article.rights == "excerpt":
        return replace(article, body="", text="", html=f"<p>{escape(article.summary, quote=False)}</p>")
    return replace(article, body="", text="", html="", summary="", image=None)


def _addressing(config: Config) -> Callable[[Article], str]:
    """What gives articles their addresses; only what the permalink asks for is worked out."""
    zone = config.zone
    makers: dict[str, Callable[[Article, datetime], str]] = {
        "year": lambda _, day: f"{day.year:04}",
        "month": lambda _, day: f"{day.month:02}",
        "day": lambda _, day: f"{day.day:02}",
        "slug": lambda article, _: article.slug,
        "id": lambda article, _: addresses.slugify(article.id) or digest.short(article.id.encode("utf-8", "replace")),
        "section": lambda article, _: addresses.slug_of_name(article.section),
        "lang": lambda article, _: article.lang.lower(),
    }
    named = {name: make for name, make in makers.items() if f"{{{name}}}" in config.permalink}

    def address_of(article: Article) -> str:
        day = article.date.at.astimezone(zone)
        parts = config.permalink.format_map({name: make(article, day) for name, make in named.items()}).split("/")
        return "/".join(filter(None, parts)) + "/"

    return address_of


# --- Indexes -----------------------------------------------------------------------------------------------------


def _taxonomy(
    taxonomy: Taxonomy, articles: tuple[Article, ...], names_of: Callable[[Article], Iterable[str]]
) -> tuple[Term, ...]:
    """Terms by the slug of their name; spellings that share a slug are one term, named as most articles name it."""
    members: dict[str, list[Article]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        named = {addresses.slug_of_name(name): name for name in reversed(tuple(names_of(article))) if name}
        for slug, name in named.items():
            members[slug].append(article)
            spellings[slug][name] += 1
    terms = (
        Term(
            taxonomy=taxonomy,
            key=slug,
            name=_most_used(spellings[slug]),
            address=f"{taxonomy}/{slug}/",
            articles=tuple(of_term),
        )
        for slug, of_term in members.items()
    )
    return tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.key)))


def _most_used(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _sources(articles: tuple[Article, ...], config: Config) -> tuple[Term, ...]:
    terms = _taxonomy("sources", articles, lambda article: (article.source.name,) if article.source else ())
    settings = {addresses.slug_of_name(source.name): source for source in config.sources}
    return tuple(
        replace(term, name=settings[term.key].name, url=settings[term.key].url) if term.key in settings else term
        for term in terms
    )


def _languages(articles: tuple[Article, ...], config: Config) -> tuple[Term, ...]:
    """The digest's own language has the root for its address; an undetermined one has no list."""
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.lang != "und":
            members[article.lang].append(article)
    order = sorted(members, key=lambda lang: (lang != config.lang, -len(members[lang]), lang))
    return tuple(
        Term(
            taxonomy="languages",
            key=lang,
            name=lang,
            address="" if lang == config.lang else f"{lang.lower()}/",
            articles=tuple(members[lang]),
        )
        for lang in order
    )


def _months(articles: tuple[Article, ...], config: Config) -> tuple[Term, ...]:
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        day = article.date.at.astimezone(config.zone)
        members[f"{day.year:04}-{day.month:02}"].append(article)
    return tuple(
        Term(
            taxonomy="months",
            key=month,
            name=month,
            address=f"archive/{month.replace('-', '/')}/",
            articles=tuple(members[month]),
        )
        for month in sorted(members, reverse=True)
    )


def _shared_ids(articles: Iterable[Article]) -> tuple[Problem, ...]:
    """An error for each article whose id another one has: subscribers' readers would take them for one."""
    all_of_them = list(articles)
    if len({article.id for article in all_of_them}) == len(all_of_them):
        return ()
    first: dict[str, Article] = {}
    problems = []
    for article in sorted(all_of_them, key=lambda article: article.path):
        owner = first.setdefault(article.id, article)
        if owner is not article:
            problems.append(
                Problem(
                    code="id-duplicate",
                    span=Span(path=article.path),
                    text=f'the id "{article.id}" is also that of {owner.path}',
                    hint="give the newer of the two an id of its own",
                )
            )
    return tuple(problems)
