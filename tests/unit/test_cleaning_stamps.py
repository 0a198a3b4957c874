"""A line at the head of a page may set a moment beside names, and goes whole; what says more stays."""

from datetime import UTC, datetime

import pytest

from kliping.cleaning.stamps import is_label_of_moment, stamp_of
from tests.unit.scrapes import LEAD, MORE, TITLE, cleaned
from tests.unit.scrapes import kept_lines as kept


@pytest.mark.parametrize(
    ("line", "at", "names", "outlet"),
    [
        ("Sample News Desk | Villetest | Updated: 20-09-2025 19:18 IST", (13, 48), "", "Sample News Desk"),
        ("Sample Wire News : Oct 5, 2020, 04:04 PM", (16, 4), "", "Sample Wire News"),
        ("Submitted by Mira Sample on Mon, 10/05/2020 - 15:04", (15, 4), "Mira Sample", ""),
        ("By Mira Sample | Villetest | Published: 5 October 2020, 10:15", (10, 15), "Mira Sample", ""),
        ("Updated on: 5 October,2020 06:42 PM IST  |  Villetest", (13, 12), "", ""),
        ("Spor Haberleri Giriş Tarihi: 5 Ekim 2020 10:15", (10, 15), "", ""),
        ("5 octobre 2020 | Opérations", (0, 0), "", ""),
        ("الجريمة5-10-2020 | 10:55", (10, 55), "", ""),
    ],
)
def test_a_moment_beside_names_is_told_of_them(line: str, at: tuple[int, int], names: str, outlet: str) -> None:
    stamp = stamp_of(line, "id" if line.startswith("الجريمة") else "en", UTC)
    assert stamp is not None
    assert (stamp.moment.at.astimezone(UTC).hour, stamp.moment.at.astimezone(UTC).minute) == at
    assert (stamp.names, stamp.outlet) == (names, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "The bell rang on 5 October 2020 | Nobody came.",
        "Submitted by the council on 5 October 2020",
        "The price: 5 October 2020, 10:15",
        "the old bell | 5 October 2020",
        "Villetest | Musterhausen",
    ],
)
def test_a_line_that_says_more_is_no_stamp(line: str) -> None:
    assert stamp_of(line, "en", UTC) is None


def test_a_stamp_goes_below_the_headline_and_gives_its_facts() -> None:
    clipping = cleaned(TITLE, "Submitted by Mira Sample on Mon, 10/05/2020 - 15:04", LEAD, MORE)
    assert clipping.date is not None
    assert clipping.date.at == datetime(2020, 10, 5, 15, 4, tzinfo=UTC)
    assert clipping.source is not None
    assert clipping.source.author == "Mira Sample"
    assert clipping.body == f"{LEAD}\n\n{MORE}\n"


def test_a_stamp_may_stand_below_the_standfirst() -> None:
    assert kept(TITLE, LEAD, "Sample News Desk | Updated: 20-09-2025 19:18 IST", MORE) == [TITLE, LEAD, MORE]


@pytest.mark.parametrize("line", ["Posted", "and last updated", "Publicado:", "Güncelleme Tarihi:"])
def test_a_word_that_has_lost_its_moment_goes_at_the_head(line: str) -> None:
    assert is_label_of_moment(line)
    assert kept(TITLE, line, LEAD, MORE) == [TITLE, LEAD, MORE]


def test_a_byline_above_the_moment_goes_though_a_caption_parts_both_from_the_headline() -> None:
    found = kept(
        TITLE, LEAD, "By Sample Press", "Published: Oct. 5, 2020 at 11:15 AM PST|Updated: 3 hours ago", MORE, LEAD
    )
    assert found == [TITLE, LEAD, MORE, LEAD]


def test_a_byline_may_stand_below_the_standfirst_and_nothing_else_may() -> None:
    assert kept(TITLE, LEAD, "Von Greta Beispiel", MORE) == [TITLE, LEAD, MORE]
    assert kept(TITLE, LEAD, "By the river", MORE) == [TITLE, LEAD, "By the river", MORE]


def test_what_a_publication_line_has_left_below_it_goes_too() -> None:
    assert kept("20/12/2025", "10:11 AM", "", TITLE, LEAD, MORE) == [TITLE, LEAD, MORE]
    assert kept(TITLE, "Published", "", "on", "", "By Mira Sample", LEAD, MORE) == [TITLE, LEAD, MORE]
    assert kept(TITLE, LEAD, "10:11 AM", MORE) == [TITLE, LEAD, "10:11 AM", MORE]


def test_a_day_above_a_dateline_goes_below_a_caption_too_and_the_headings_of_a_chronicle_stay() -> None:
    lead = f"PORT ELLERY (Sample Wire) - {LEAD}"
    assert kept(TITLE, LEAD, MORE, "November 14, 2019", lead) == [TITLE, LEAD, MORE, lead]
    days = [TITLE, LEAD, MORE, "November 14, 2019", LEAD, "November 15, 2019", MORE]
    assert kept(*days) == days


def test_names_set_as_points_below_a_tool_are_a_byline() -> None:
    clipping = cleaned(TITLE, "Alle Autoren", "Schließen", "• Greta Beispiel", "Greta Beispiel", "", LEAD, MORE)
    assert clipping.body == f"{LEAD}\n\n{MORE}\n"
    assert clipping.source is not None
    assert clipping.source.author == "Greta Beispiel"
    assert kept(TITLE, LEAD, "• Greta Beispiel", MORE) == [TITLE, LEAD, "• Greta Beispiel", MORE]


def test_an_opener_alone_goes_with_the_point_below_it() -> None:
    assert kept(TITLE, "Par", "• Odile Exemple", "", LEAD, MORE) == [TITLE, LEAD, MORE]


def test_a_name_above_the_moment_goes_below_one_line_more() -> None:
    standfirst = "Nobody knows who asked for the crane"
    assert kept(TITLE, standfirst, "Mira Sample", "August 23, 2019 - 6:10 am", LEAD, MORE) == [
        TITLE,
        standfirst,
        LEAD,
        MORE,
    ]


def test_the_day_on_which_a_page_was_looked_at_is_no_day_of_publication() -> None:
    clipping = cleaned("20/12/2025", "", TITLE, "Published: 25 July 2013, 10:15", LEAD, MORE)
    assert clipping.date is not None
    assert clipping.date.at == datetime(2013, 7, 25, 10, 15, tzinfo=UTC)
    updated = cleaned("25 July 2013", "", TITLE, "Updated: 20 December 2025, 10:15", LEAD, MORE)
    assert updated.date is not None
    assert updated.date.at.year == 2013


def test_a_dash_may_part_the_day_from_its_time() -> None:
    assert kept(TITLE, "25.11.2015 – 10:27", LEAD, MORE) == [TITLE, LEAD, MORE]
