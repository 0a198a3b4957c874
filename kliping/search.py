"""What readers can search: the articles, parted by language and year, as small pages for the indexer.

Strategy: an index is made of a part, so that an article changes one of them and not all. A part has one language, as
words are cut to their stems by the rules of one. Only what an article's own page shows can be found.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from kliping import addresses
from kliping.model import Article, Config, Library
from kliping.views import digest_of, key_of, text_key_of

# An index of ten thousand articles takes two gigabytes to make.
_MOST = 2000
_UNKNOWN = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPart:
    """Some articles of one language. `folder` is where its index goes, below the destination; `key` tells its contents.

    The first part of a language, its newest, `has_core`: what reads the indexes lies beside it.
    """

    lang: str
    year: int
    folder: str
    articles: tuple[Article, ...]
    key: str
    has_core: bool


def parts(library: Library, config: Config) -> tuple[SearchPart, ...]:
    """All parts, by language, the newest first; none where nothing is to be searched."""
    if not config.search or "search" not in config.outputs:
        return ()
    return tuple(
        part for lang, articles in _by_language(library).items() for part in _of_language(lang, articles, config)
    )


def _by_language(library: Library) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in library.articles:
        found[article.lang or _UNKNOWN].append(article)
    return dict(sorted(found.items()))


def _of_language(lang: str, articles: list[Article], config: Config) -> Iterator[SearchPart]:
    years: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        years[article.date.at.astimezone(config.zone).year].append(article)
    newest = True
    for year in sorted(years, reverse=True):
        # Counted from the oldest, so that a new article changes the last part of its year alone.
        oldest_first = years[year][::-1]
        chunks = [oldest_first[start : start + _MOST] for start in range(0, len(oldest_first), _MOST)]
        for number, chunk in reversed(list(enumerate(chunks, start=1))):
            name = f"{year:04}" if number == 1 else f"{year:04}-{number}"
            yield SearchPart(
                lang=lang,
                year=year,
                folder=f"search/{lang.lower()}/{name}/",
                articles=tuple(chunk),
                key=digest_of(("core" if newest else "", *(f"{key_of(one)}{text_key_of(one)}" for one in chunk))),
                has_core=newest,
            )
            newest = False


def documents(part: SearchPart, library: Library) -> Iterator[tuple[str, str]]:
    """Pages for the indexer: the path of each article's own page, and what of it can be found."""
    lang = "" if part.lang == _UNKNOWN else part.lang
    for article in part.articles:
        told = (article.place, *article.tags)
        yield (
            addresses.file_of(article.address),
            f'<!doctype html><html lang="{escape(lang)}"><title>{escape(article.title)}</title>'
            f"<body><main data-pagefind-body>"
            f'<h1 data-pagefind-meta="title">{escape(article.title)}</h1>'
            f'<p data-pagefind-meta="date" data-pagefind-ignore>{article.date.at.date().isoformat()}</p>'
            f'<p data-pagefind-meta="source">{escape(article.source.name if article.source else "")}</p>'
            f"{article.note}<div>{library.html_of(article)}</div><p>{escape(' · '.join(filter(None, told)))}</p>"
            f"</main>",
        )
