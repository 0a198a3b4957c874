"""Which editions there are, what they carry, and their numbers."""

from datetime import timedelta
from typing import Any

import pytest

from kliping import editions, library
from kliping.library import Selection
from kliping.model import Article, Config, Edition, EditionFile, Library
from kliping.problems import Problem
from tests import make

NOW = "2020-10-14 12:00"


def arranged(
    *articles: Article, files: tuple[EditionFile, ...] = (), now: str = NOW, **settings: Any
) -> tuple[Library, tuple[Problem, ...]]:
    config = Config(**{"title": "x", "base_url": "https://example.org/", "editions": "weekly", **settings})
    return library.arrange(articles, config, Selection(now=make.moment(now)), files=files)


def found(*articles: Article, **more: Any) -> tuple[Edition, ...]:
    return arranged(*articles, **more)[0].editions


def on(day: str, title: str = "", **fields: Any) -> Article:
    return make.article(title or day, date=make.moment(day), **fields)


def file(name: str, **fields: Any) -> EditionFile:
    return EditionFile(path=f"content/editions/{name}.md", name=name, lang="en", **fields)


@pytest.mark.parametrize(
    ("rhythm", "day", "name", "now"),
    [
        ("daily", "2020-10-05", "2020-10-05", "2020-10-06 00:00"),
        ("weekly", "2020-10-05", "2020-W41", "2020-10-12 00:00"),
        ("weekly", "2021-01-03", "2020-W53", "2021-01-04 00:00"),
        ("weekly", "2019-12-30", "2020-W01", "2020-01-06 00:00"),
        ("monthly", "2020-12-31", "2020-12", "2021-01-01 00:00"),
    ],
)
def test_a_period_makes_an_edition_the_moment_it_is_over(rhythm: str, day: str, name: str, now: str) -> None:
    (edition,) = found(on(day), now=now, editions=rhythm)
    assert (edition.name, edition.number, edition.address) == (name, 1, f"editions/{name}/")
    assert edition.date == make.moment(now)
    moment_before = make.moment(now).at - timedelta(minutes=1)
    assert not found(on(day), now=f"{moment_before:%Y-%m-%d %H:%M}", editions=rhythm)


def test_the_clock_is_told_when_the_next_edition_appears() -> None:
    shelf, _ = arranged(on("2020-10-01"), on("2020-10-13"))
    assert [edition.name for edition in shelf.editions] == ["2020-W40"]
    assert shelf.next_change == make.moment("2020-10-15").at  # until then the newest is news
    shelf, _ = arranged(on("2020-10-01"), on("2020-10-13"), now="2020-10-16 00:00")
    assert shelf.next_change == make.moment("2020-10-19").at


def test_a_day_is_one_of_the_digest_s_own_clock() -> None:
    late = make.article("Malam", date=make.moment("2020-10-11 20:00"))  # Monday, 03:00 in Jakarta
    assert [each.name for each in found(late, now="2020-10-26 00:00", timezone="Asia/Jakarta")] == ["2020-W42"]
    assert [each.name for each in found(late, now="2020-10-26 00:00")] == ["2020-W41"]


def test_articles_stand_by_section_the_pinned_first_and_links_as_briefs() -> None:
    (edition,) = found(
        on("2020-10-05", "Satu", section="Kota"),
        on("2020-10-06", "Dua"),
        on("2020-10-07", "Tiga", section="Air"),
        on("2020-10-05", "Empat", section="Kota", pinned=True),
        on("2020-10-06", "Lima", section="Kota", rights="link"),
    )
    titles = [(part.section, [article.title for article in part.articles]) for part in edition.parts]
    assert titles == [("", ["Dua"]), ("Air", ["Tiga"]), ("Kota", ["Empat", "Satu"])]
    assert [article.title for article in edition.briefs] == ["Lima"]
    assert len(edition.articles) == 5


def test_drafts_and_what_has_expired_is_in_no_edition() -> None:
    shown = on("2020-10-05", "Ada")
    hidden = (on("2020-10-05", "Draf", draft=True), on("2020-10-06", "Lewat", expires=make.moment("2020-10-07")))
    assert [[article.title for article in each.articles] for each in found(shown, *hidden)] == [["Ada"]]


def test_what_an_editor_closed_holds_and_the_others_count_on() -> None:
    first, second, third = on("2020-09-22", "Satu"), on("2020-09-30", "Dua"), on("2020-10-06", "Tiga")
    closed = file("2020-W40", number=7, articles=(second.id,), title="Tujuh")
    late = on("2020-09-29", "Terlambat")
    every = found(first, second, third, late, files=(closed,))
    assert [(each.name, each.number) for each in every] == [("2020-W41", 8), ("2020-W40", 7), ("2020-W39", 1)]
    assert [article.title for article in every[1].articles] == ["Dua"]
    assert every[1].title == "Tujuh"


def test_a_letter_alone_changes_neither_number_nor_articles() -> None:
    articles = (on("2020-09-22", "Satu"), on("2020-09-30", "Dua"))
    with_letter = found(*articles, files=(file("2020-W40", letter="<p>Halo</p>"),))
    assert [(each.name, each.number, each.letter) for each in with_letter] == [
        ("2020-W40", 2, "<p>Halo</p>"),
        ("2020-W39", 1, ""),
    ]


def test_an_edition_by_hand_has_its_articles_in_their_order_whatever_the_rhythm() -> None:
    one, two = on("2020-10-01", "Satu"), on("2020-10-02", "Dua")
    (edition,) = found(one, two, files=(file("feri", articles=(one.id, two.id)),), editions="manual")
    assert [article.title for article in edition.articles] == ["Satu", "Dua"]
    assert (edition.address, edition.number, edition.begins) == ("editions/feri/", 1, None)
    assert edition.date == two.date
    assert found(one, two, editions="manual") == ()


@pytest.mark.parametrize("fields", [{"draft": True}, {"date": make.moment("2020-10-15")}])
def test_a_draft_or_one_of_the_future_is_not_there(fields: dict[str, Any]) -> None:
    one = on("2020-10-01", "Satu")
    assert found(one, files=(file("feri", articles=(one.id,), **fields),), editions="manual") == ()


def test_what_is_wrong_with_editions_is_told_at_their_files() -> None:
    one, two = on("2020-09-22", "Satu"), on("2020-10-12", "Dua")
    files = (
        file("2020-W39", articles=(one.id,)),
        file("feri", articles=(one.id, "tidak-ada"), date=make.moment("2020-10-01")),
        file("kosong"),
        file("2020-W42", letter="<p>Nanti</p>"),  # this week's, which is not over
        file("draf", draft=True),
    )
    _, problems = arranged(one, two, files=files)
    assert sorted((problem.code, problem.span.path.rpartition("/")[2]) for problem in problems) == [
        ("edition-article-unknown", "feri.md"),
        ("edition-empty", "kosong.md"),
        ("edition-repeat", "feri.md"),
    ]
    assert all(problem.severity == "warning" and problem.hint for problem in problems)


def test_a_number_that_two_have_and_what_a_closed_edition_missed_are_told() -> None:
    one, two, late = on("2020-09-22", "Satu"), on("2020-09-30", "Dua"), on("2020-09-23", "Terlambat")
    files = (file("2020-W39", articles=(one.id,), number=2), file("2020-W40", number=2))
    _, problems = arranged(one, two, late, files=files)
    assert sorted((each.code, each.span.path.rpartition("/")[2]) for each in problems) == [
        ("edition-left-out", "2020-W39.md"),
        ("edition-number", "2020-W40.md"),
    ]


def test_without_editions_there_are_none_whatever_files_there_are() -> None:
    one = on("2020-10-01", "Satu")
    shelf, problems = arranged(one, files=(file("feri", articles=(one.id, "lain")),), editions="none")
    assert (shelf.editions, problems) == ((), ())


@pytest.mark.parametrize(
    ("rhythm", "name"), [("manual", "2020-W40"), ("monthly", "2020-W40"), ("weekly", "2020-10-01")]
)
def test_a_file_named_by_a_time_has_its_articles_whatever_the_rhythm(rhythm: str, name: str) -> None:
    one = on("2020-10-01", "Satu")
    every = found(one, on("2020-10-12", "Dua"), files=(file(name),), editions=rhythm)
    edition = next(each for each in every if each.name == name)
    assert [article.title for article in edition.articles] == ["Satu"]


def test_what_is_closed_is_what_there_is_what_runs_or_what_no_edition_carries() -> None:
    articles = (on("2020-09-22", "Satu"), on("2020-10-12", "Dua"))
    shelf, _ = arranged(*articles)
    config = make.config(editions="weekly")
    now = make.moment(NOW)
    told = {
        name: (each.number, [article.title for article in each.articles])
        for name in ("2020-W39", "2020-W42", "feri", "2020-W50")
        if (each := editions.to_close(shelf, name, config, now))
    }
    assert told == {
        "2020-W39": (1, ["Satu"]),
        "2020-W42": (2, ["Dua"]),
        "feri": (2, ["Dua"]),
    }  # a time that has no article is not closed with others
    assert editions.to_close(arranged()[0], "feri", config, now) is None
