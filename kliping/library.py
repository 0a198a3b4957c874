"""Arrange articles into a library.

Strategy: one rule says what may be published, one says how much of it may be shown; what passes is
sorted once, newest first, and every index is a view of that order.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from html import escape
from itertools import takewhile

from kliping import addresses, digest, editions, safe_html
from kliping.model import Article, Config, EditionFile, LeftOut, Library, Moment, Reason, Rights, Taxonomy, Term
from kliping.problems import Problem, Span

# An excerpt that says more of a text than this is none.
_MOST_OF_A_TEXT, _FEW_WORDS = 0.7, 12
# How long an article is news (Google, "Create a News sitemap": "articles that were created in the last 2 days").
_RECENT = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is to be published beside the ordinary: drafts, and articles of the future. `now` is an aware moment."""

    now: Moment
    drafts: bool = False
    future: bool = False


def arrange(
    articles: Iterable[Article],
    config: Config,
    selection: Selection,
    texts: Mapping[str, str] | None = None,
    files: Sequence[EditionFile] = (),
) -> tuple[Library, tuple[Problem, ...]]:
    """The library of all that may be published, and what is wrong with ids and editions.

    `texts` are as in `Library`; `files` what the editor decided of editions.
    """
    judged = [(article, why_left_out(article, selection)) for article in articles]
    left_out = [(article, reason) for article, reason in judged if reason is not None]
    shown = _as_shown((article for article, reason in judged if reason is None), config)
    newest_first = tuple(sorted(shown, key=lambda article: (article.date.at, article.id), reverse=True))
    whole = Library(
        articles=newest_first,
        lang=config.lang,
        homes={each.lang: config.prefix_of(each.lang) for each in config.languages},
        translations=_told_elsewhere(newest_first, lambda article: article.translation_of),
        versions=_told_elsewhere(newest_first, lambda article: article.duplicate_of),
        left_out=tuple(
            LeftOut(path=article.path, reason=reason)
            for article, reason in sorted(left_out, key=lambda pair: pair[0].path)
        ),
        recent=tuple(takewhile(lambda article: article.date.at > selection.now.at - _RECENT, newest_first)),
        texts=texts or {},
        next_change=_next_change(judged, selection.now, editions.next_end(newest_first, config, selection.now)),
    )
    index = partial(_indexed, config=config, files=files, now=selection.now, everything=newest_first)
    trees = tuple(index(_in_language(whole, each.lang)) for each in config.languages)
    library = replace(whole, trees=trees) if trees else index(whole)
    told = editions.problems(trees or (library,), files, newest_first, config, selection.now)
    return library, (*_shared_ids(article for article, _ in judged), *told)


def trees_of(library: Library, config: Config) -> tuple[tuple[Library, Config], ...]:
    """The library of each language that has pages of its own, with the settings as they read in it; or the whole."""
    called = {each.lang: each for each in config.languages}
    return tuple(
        (
            tree,
            replace(
                config,
                lang=tree.lang,
                title=called[tree.lang].title or config.title,
                description=called[tree.lang].description or config.description,
            ),
        )
        for tree in library.trees
    ) or ((library, config),)


def other_languages(library: Library, config: Config) -> tuple[Term, ...]:
    """The languages that have a list of their own: all but the digest's."""
    return tuple(term for term in library.languages if term.key != config.lang)


def _in_language(whole: Library, lang: str) -> Library:
    """The articles in a language; those in one that has no pages of its own are with the digest's."""
    home = whole.homes[lang]

    def is_here(article: Article) -> bool:
        return whole.homes.get(article.lang, "") == home

    articles = tuple(filter(is_here, whole.articles))
    return replace(whole, articles=articles, recent=tuple(filter(is_here, whole.recent)), lang=lang, prefix=home)


def _indexed(
    library: Library, config: Config, files: Sequence[EditionFile], now: Moment, everything: Sequence[Article]
) -> Library:
    """The library with its indexes and editions, at their addresses."""
    articles, prefix = library.articles, library.prefix
    own = [file for file in files if not library.homes or library.homes.get(file.lang, "") == prefix]
    return replace(
        library,
        tags=_taxonomy("tags", articles, lambda article: article.tags, prefix),
        sources=_sources(articles, config, prefix),
        sections=_taxonomy("sections", articles, lambda article: (article.section,), prefix),
        languages=_languages(articles, library.lang),
        months=_months(articles, config, prefix),
        editions=editions.arranged(articles, own, config, now, everything, prefix),
    )


def _told_elsewhere(
    articles: Iterable[Article], first_of: Callable[[Article], str]
) -> Mapping[str, tuple[Article, ...]]:
    """By id, all articles that tell the same as one, itself among them; nothing of those that stand alone."""
    above = {article.id: first for article in articles if (first := first_of(article))}
    if not above:
        return {}
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[_first(article.id, above)].append(article)
    return {one.id: tuple(group) for group in groups.values() if len(group) > 1 for one in group}


def _first(one: str, above: Mapping[str, str]) -> str:
    """The first of those that one names, and that name another; of a circle the least."""
    met: list[str] = []
    while one not in met:
        met.append(one)
        one = above.get(one, one)
    return min(met[met.index(one) :])


def why_left_out(article: Article, selection: Selection) -> Reason | None:
    """The one rule of what is published: why an article is not, or None where it is."""
    if article.draft and not selection.drafts:
        return "draft"
    if article.date.at > selection.now.at and not selection.future:
        return "future"
    if article.expires is not None and article.expires.at <= selection.now.at:
        return "expired"
    return None


def _next_change(
    judged: Iterable[tuple[Article, Reason | None]], now: Moment, next_edition: datetime | None
) -> datetime | None:
    """When the clock alone changes what is published: an article's day comes, its last one ends, or it grows old.

    Or an edition appears.
    """
    days = (
        day
        for article, _ in judged
        for day in (article.date.at, article.date.at + _RECENT, article.expires.at if article.expires else None)
        if day and day > now.at
    )
    return min((*days, *filter(None, [next_edition])), default=None)


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
    rights = rights_of(article, config)
    summary = _excerpt(article) if rights == "excerpt" and article.html else article.summary
    return replace(article, rights=rights, address=address, summary=summary)


def _excerpt(article: Article) -> str:
    """The summary; where that would be nearly all of a short text, the first half of it."""
    words = safe_html.to_text(article.html).split()
    summary = article.summary.split()
    if len(words) < _FEW_WORDS or len(summary) <= len(words) * _MOST_OF_A_TEXT:
        return article.summary
    return f"{' '.join(summary[: len(words) // 2])} …"


def _cut(article: Article) -> Article:
    if article.rights == "excerpt":
        html = f"<p>{escape(article.summary, quote=False)}</p>"
        return _with_fewer_pictures(replace(article, body="", text="", html=html))
    return _with_fewer_pictures(replace(article, body="", text="", html="", summary="", image=None))


def _with_fewer_pictures(article: Article) -> Article:
    """Of an article that was cut, only its own picture and those of the editor's note."""
    shows = tuple(src for src, _ in safe_html.pictures(article.note))
    shown = {*shows, article.image.src if article.image else ""}
    return replace(article, shows=shows, pictures=tuple(pair for pair in article.pictures if pair[0] in shown))


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

    has_lang = "lang" in named

    def address_of(article: Article) -> str:
        prefix = "" if has_lang else config.prefix_of(article.lang)
        day = article.date.at.astimezone(zone)
        parts = config.permalink.format_map({name: make(article, day) for name, make in named.items()}).split("/")
        return f"{prefix}{'/'.join(filter(None, parts))}/"

    return address_of


# --- Indexes -----------------------------------------------------------------------------------------------------


def _taxonomy(
    taxonomy: Taxonomy, articles: tuple[Article, ...], names_of: Callable[[Article], Iterable[str]], prefix: str
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
            address=f"{prefix}{taxonomy}/{slug}/",
            articles=tuple(of_term),
        )
        for slug, of_term in members.items()
    )
    return tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.key)))


def _most_used(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _sources(articles: tuple[Article, ...], config: Config, prefix: str) -> tuple[Term, ...]:
    terms = _taxonomy("sources", articles, lambda article: (article.source.name,) if article.source else (), prefix)
    settings = {addresses.slug_of_name(source.name): source for source in config.sources}
    return tuple(
        replace(term, name=settings[term.key].name, url=settings[term.key].url) if term.key in settings else term
        for term in terms
    )


def _languages(articles: tuple[Article, ...], own: str) -> tuple[Term, ...]:
    """The pages' own language has the root for its address; an undetermined one has no list."""
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.lang != "und":
            members[article.lang].append(article)
    order = sorted(members, key=lambda lang: (lang != own, -len(members[lang]), lang))
    return tuple(
        Term(
            taxonomy="languages",
            key=lang,
            name=lang,
            address="" if lang == own else f"{lang.lower()}/",
            articles=tuple(members[lang]),
        )
        for lang in order
    )


def _months(articles: tuple[Article, ...], config: Config, prefix: str) -> tuple[Term, ...]:
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        day = article.date.at.astimezone(config.zone)
        members[f"{day.year:04}-{day.month:02}"].append(article)
    return tuple(
        Term(
            taxonomy="months",
            key=month,
            name=month,
            address=f"{prefix}archive/{month.replace('-', '/')}/",
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
