"""The order in which articles are read decides nothing, and every article stands in the library once."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kliping import library
from kliping.library import Selection
from kliping.model import Article, Source
from tests import make

DATES = st.sampled_from(["2020-10-05", "2020-10-05 07:00", "2020-10-06", "2020-09-30 23:00", "2031-01-01"]).map(
    make.moment
)
NAMES = st.sampled_from(["NATO", "nato", "Nato", "Pasar", "pasar!", "كتاب"])


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Articles that share dates, names and languages, and no id."""
    return [
        make.article(
            f"A {number}",
            date=draw(DATES),
            tags=tuple(draw(st.lists(NAMES, max_size=3))),
            section=draw(st.one_of(st.just(""), NAMES)),
            source=draw(st.one_of(st.none(), st.builds(Source, name=NAMES))),
            lang=draw(st.sampled_from(["en", "id", "ar", "und"])),
            draft=draw(st.booleans()),
            expires=draw(st.one_of(st.none(), DATES)),
            rights=draw(st.sampled_from([None, "full", "excerpt", "link"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


SELECTIONS = st.builds(Selection, now=st.just(make.moment(make.NOW)), drafts=st.booleans(), future=st.booleans())


@given(articles(), SELECTIONS, st.integers())
def test_the_order_of_reading_does_not_matter(found: list[Article], selection: Selection, chance: int) -> None:
    shuffled = random.Random(chance).sample(found, len(found))
    assert library.arrange(shuffled, make.config(), selection) == library.arrange(found, make.config(), selection)


@given(articles(), SELECTIONS)
def test_every_article_is_published_or_left_out_with_a_reason(found: list[Article], selection: Selection) -> None:
    arranged, _ = library.arrange(found, make.config(), selection)
    published = [article.path for article in arranged.articles]
    assert sorted([*published, *(left.path for left in arranged.left_out)]) == sorted(article.path for article in found)


@given(articles(), SELECTIONS)
def test_every_index_is_a_view_of_the_one_order(found: list[Article], selection: Selection) -> None:
    arranged, _ = library.arrange(found, make.config(), selection)
    for terms in (arranged.tags, arranged.sources, arranged.sections, arranged.languages, arranged.months):
        assert len({term.key for term in terms}) == len({term.address for term in terms}) == len(terms)
        for term in terms:
            assert term.articles == tuple(article for article in arranged.articles if article in term.articles)
            assert term.articles


@given(articles(), SELECTIONS)
def test_nothing_but_full_rights_shows_a_body(found: list[Article], selection: Selection) -> None:
    arranged, _ = library.arrange(found, make.config(), selection)
    for article in arranged.articles:
        assert article.rights == "full" or f"{article.title}.</p>" not in article.html
