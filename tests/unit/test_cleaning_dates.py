"""A date is believed when its weekday is, and read in its language's order."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kliping.cleaning.dates import first_date, is_labelled_publication, is_update, publication

JAKARTA = ZoneInfo("Asia/Jakarta")


def found(text: str, lang: str) -> date | None:
    moment = first_date([text], lang, JAKARTA)
    return moment.at.date() if moment else None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("kata dia, Senin (5/10/2020).", "id"),
        ("kata dia, Senin (5/10/20).", "id"),
        ("pada 5 Oktober 2020 lalu", "id"),
        ("tanggal 05-10-2020", "id"),
        ("on October 5, 2020, she said", "en"),
        ("on 5 October 2020", "en"),
        ("on Monday (Oct. 5, 2020)", "en"),
        ("on Monday (10/5/2020)", "en"),
        ("on Monday (5/10/2020)", "en"),
        ("on the 5th of October 2020", "en"),
        ("يوم الاثنين 5 أكتوبر 2020", "ar"),
        ("في ٥ أكتوبر ٢٠٢٠", "ar"),
        ("في 5 تشرين الأول 2020", "ar"),
        ("في 5 أكتوبر/تشرين الأول 2020", "ar"),
        ("seen 2020-10-05", "und"),
    ],
)
def test_the_fifth_of_october_is_read_in_every_form(text: str, lang: str) -> None:
    assert found(text, lang) == date(2020, 10, 5)


def test_a_weekday_settles_which_number_is_the_month() -> None:
    assert found("Minggu (5/10/2020)", "id") == date(2020, 5, 10)


def test_a_weekday_that_fits_no_reading_is_not_believed() -> None:
    assert found("Selasa (5/10/2020)", "id") is None
    assert found("on Tuesday, October 5, 2020", "en") is None


def test_a_date_that_may_be_two_is_not_read() -> None:
    assert found("on 5/10/2020", "en") is None
    assert found("on 13/10/2020", "en") == date(2020, 10, 13)


def test_the_first_date_that_can_be_believed_wins() -> None:
    assert found("Selasa (5/10/2020), lalu Kamis 1 Oktober 2020 dan 2 Oktober 2020", "id") == date(2020, 10, 1)


def test_a_date_with_its_weekday_comes_before_others() -> None:
    assert found("sampai 30 September 2020, kata dia, Kamis (1/10/2020)", "id") == date(2020, 10, 1)
    assert found("sejak 30 September, kata dia, Kamis (1/10/2020)", "id") == date(2020, 10, 1)
    assert found("sampai 30 September 2020, kata dia, Kamis (1/10)", "id") == date(2020, 10, 1)
    assert found("sampai 30 September 2020, kata dia, Selasa (1/10)", "id") == date(2020, 9, 30)


def test_a_date_without_a_year_takes_the_only_one_there_is() -> None:
    assert found("Senin (5/10) dan Kamis 1 Oktober 2020", "id") == date(2020, 10, 5)
    assert found("Senin (5/10)", "id") is None
    assert found("on Oct. 5, after May 3, 2018 and May 4, 2019", "en") == date(2018, 5, 3)


@pytest.mark.parametrize(
    "text", ["versi 3.11.2", "skor 2-1-0", "may 20 people", "pasal 5/10", "31/2/2020", "17 Agustus 1945"]
)
def test_what_is_no_date_of_the_news_is_none(text: str) -> None:
    assert found(text, "id") is None


@pytest.mark.parametrize(
    ("line", "hours", "zone"),
    [
        ("Senin, 5 Oktober 2020 10:15 WIB", (10, 15), 7),
        ("Senin, 05 Okt 2020, pukul 10.15 WITA", (10, 15), 8),
        ("Published October 5, 2020 at 3:05 pm GMT", (15, 5), 0),
        ("2020-10-05T10:15:00+03:00", (10, 15), 3),
        ("Senin, 5 Oktober 2020 | 10:15 WIB", (10, 15), 7),
        ("Updated 10:15 AM GMT, Mon October 5, 2020", (10, 15), 0),
        ("Publié le lundi 5 octobre 2020 à 10h15, mis à jour à 11h00", (10, 15), 7),
        ("2020年10月5日 10:15 配信", (10, 15), 7),
        ("آخر تحديث: الاثنين 5 أكتوبر 2020 - 10:15 ص", (10, 15), 7),
        ("نُشر في: الاثنين 5 أكتوبر 2020 - 10:15 مساءً", (22, 15), 7),
        ("Actualizado al 5/10/2020 10:15", (10, 15), 7),
        ("Senin, 05 Okt 2020 10:15 WIT | Diperbarui: Selasa, 06 Okt 2020 08:00 WIT", (10, 15), 9),
    ],
)
def test_a_publication_line_gives_the_time_in_its_zone(line: str, hours: tuple[int, int], zone: int) -> None:
    moment = publication(line, "id", JAKARTA)
    assert moment is not None
    assert moment.at == datetime(2020, 10, 5, *hours, tzinfo=timezone(timedelta(hours=zone)))
    assert not moment.whole_day


def test_a_publication_line_without_a_time_is_a_whole_day_here() -> None:
    moment = publication("Published: Oct 5, 2020", "en", JAKARTA)
    assert moment is not None
    assert moment.whole_day
    assert moment.at == datetime(2020, 10, 5, tzinfo=JAKARTA)


@pytest.mark.parametrize("line", ["5 Oktober 2020 adalah hari itu", "Diterbitkan buku baru", "Selasa, 5 Oktober 2020"])
def test_a_line_that_says_more_is_no_publication_line(line: str) -> None:
    assert publication(line, "id", JAKARTA) is None


def test_a_label_marks_a_publication_line() -> None:
    assert is_labelled_publication("Diterbitkan: 5 Oktober 2020")
    assert not is_labelled_publication("5 Oktober 2020")


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Updated 6 October 2020 08:00, published 5 October 2020", "en"),
        ("Last Updated : Oct 6, 2020 12:30 PM | Published : Oct 5, 2020", "en"),
        ("Mis à jour le 06/10/2020 à 10h00, publié le 05/10/2020", "fr"),
        ("Diperbarui 06 Okt 2020, 11:16 WIB Diterbitkan 05 Okt 2020", "id"),
        ("Aktualisiert: 06.10.2020, 10:00 Uhr - Erstellt: 05.10.2020", "de"),
        ("Published 5 October 2020 | Updated 6 October 2020 10:15", "en"),
        ("5 October 2020, updated 6 October 2020", "en"),
        ("Updated 5 October 2020", "en"),
    ],
)
def test_of_two_moments_that_of_a_change_does_not_count(line: str, lang: str) -> None:
    moment = publication(line, lang, JAKARTA)
    assert moment is not None
    assert moment.at == datetime(2020, 10, 5, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Updated 5 October 2020", True),
        ("Mis à jour le 5 octobre 2020", True),
        ("Updated 5 October 2020 | Published 4 October 2020", False),
        ("Published 5 October 2020", False),
        ("5 October 2020", False),
    ],
)
def test_a_line_is_of_a_change_where_it_tells_of_nothing_else(line: str, *, is_one: bool) -> None:
    assert is_update(line) is is_one


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("5 Agt 2020", "id"),
        ("05 Ağu 2020", "tr"),
        ("2020.8.5", "ja"),
        ("2020.08.05", "en"),
        ("公開日時 2020年8月5日", "ja"),
    ],
)
def test_a_day_is_read_as_heads_of_pages_shorten_it(line: str, lang: str) -> None:
    moment = publication(line, lang, JAKARTA)
    assert moment is not None
    assert moment.at.date() == date(2020, 8, 5)


@pytest.mark.parametrize("line", ["2020.8.5.1", "1.2020.8.5", "2020.13.5"])
def test_numbers_of_versions_are_no_day(line: str) -> None:
    assert publication(line, "ja", JAKARTA) is None
    assert found(line, "ja") is None


@pytest.mark.parametrize("word", ["ara", "kas", "tem"])
def test_a_word_that_shortens_a_month_too_is_one_beside_a_year_alone(word: str) -> None:
    assert found(f"Maça 5 {word} verildi. 3 Ocak 2019", "tr") == date(2019, 1, 3)
    assert found(f"5 {word} 2019", "tr") is not None


@pytest.mark.parametrize(
    ("line", "offset"),
    [
        ("Updated 10:15 AM ET, Mon October 5, 2020", -4),
        ("October 5, 2020, 10:15 a.m. PT", -7),
        ("December 7, 2020 10:15 am ET", -5),
    ],
)
def test_a_zone_of_american_papers_is_that_of_the_season(line: str, offset: int) -> None:
    moment = publication(line, "en", JAKARTA)
    assert moment is not None
    assert (moment.at.hour, moment.at.utcoffset()) == (10, timedelta(hours=offset))


def test_two_letters_behind_a_time_that_goes_on_are_no_zone() -> None:
    assert publication("5 octobre 2020 à 10h15 et", "fr", JAKARTA) is None
