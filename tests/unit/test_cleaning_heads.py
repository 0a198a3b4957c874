"""What stands above an article tells who wrote it, where, when and for whom, and only what is nothing else goes."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from kliping import cleaning
from kliping.cleaning import Clipping
from kliping.cleaning.dates import is_relative_publication, publication
from kliping.cleaning.heads import (
    bare_byline_of,
    dated_byline_of,
    head_byline_of,
    is_office,
    labelled_names,
    named_publication,
    outlet_of_rights,
    outlet_publication,
    shown_byline_of,
)
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Europe/Berlin")
LEAD = (
    "The mill on the river has been standing still since the flood, and nobody in the valley remembers who had the key."
    " The baker thinks that it was never locked."
)
MORE = "Nobody has asked the miller, who moved to the coast some years ago and sends a postcard every now and then."


def cleaned(*lines: str) -> Clipping:
    decoded = cleaning.decode("\n".join(lines).encode())
    assert decoded is not None
    return cleaning.clean(decoded, CONFIG)


def dropped(*lines: str) -> list[str]:
    return [each.text for each in cleaned(*lines).ledger.verdicts if each.kind == "dropped"]


@pytest.mark.parametrize(
    ("line", "names", "place"),
    [
        ("By Sample Name in Villetest", "Sample Name", "Villetest"),
        ("Von Greta Beispiel aus Musterhausen", "Greta Beispiel", "Musterhausen"),
        ("Par Jeanne Exemplaire, publié le 12 juillet 2024 à 05h00 – Lecture 3 min.", "Jeanne Exemplaire", ""),
        ("Por Lucía Ejemplar, 5 de octubre de 2020", "Lucía Ejemplar", ""),
        ("Par la rédaction, avec Exemple Presse", "", ""),
        ("Von unserer Redaktion", "", ""),
        ("Por la redacción", "", ""),
        ("Par Odile Exemple, journaliste", "Odile Exemple", ""),
        ("Por Inés Muestra, redactora jefe", "Inés Muestra", ""),
        ("記者 見本太郎", "見本太郎", ""),
        ("見本太郎記者", "見本太郎", ""),
        ("Posted on 12 March 2024 at 2:05 PM by Sample Name", "Sample Name", ""),
        ("Posted on 12 March 2024 by Admin", "", ""),
    ],
)
def test_a_byline_may_tell_a_place_a_date_or_the_newsroom(line: str, names: str, place: str) -> None:
    ruling = head_byline_of(line)
    assert ruling is not None
    assert (ruling.rule, ruling.names, ruling.place) == ("byline", names, place)


@pytest.mark.parametrize(
    "line",
    [
        "By night in Villetest",
        "By Sample Name, who lost 3 goats",
        "By Sample Name in 12 days the mill will turn",
        "Par la rédaction du procès-verbal",
        "Par la rédaction, avec un peu de retard",
        "Von der Redaktion fehlt jede Spur",
        "Von Greta Beispiel aus gesehen",
        "Por la redacción del texto, premio Ejemplo",
    ],
)
def test_a_headline_that_begins_as_a_byline_stays(line: str) -> None:
    assert head_byline_of(line) is None


def test_a_sentence_with_a_name_and_a_date_is_no_byline() -> None:
    assert dated_byline_of("By Sample Name, the mill turned on 5 October 2020.") is None
    assert dated_byline_of("By Sample Name, 5 October 2020") is not None


def test_names_alone_may_stand_with_their_place() -> None:
    ruling = bare_byline_of("Sample Name in Lower Villetest")
    assert ruling is not None
    assert (ruling.names, ruling.place) == ("Sample Name", "Lower Villetest")
    assert bare_byline_of("Mill in Villetest") is None
    assert bare_byline_of("Sample Name in Villetest where nobody sleeps") is None
    assert bare_byline_of("Old Mill in the Valley of the Kings") is None


@pytest.mark.parametrize(
    ("line", "lang", "outlet"),
    [
        ("2020/10/5(月) 7:00配信　見本新聞", "ja", "見本新聞"),
        ("Sample Times | Monday, 5 October 2020", "en", "Sample Times"),
        ("Senin, 5 Oktober 2020 | Contoh Kabar", "id", "Contoh Kabar"),
    ],
)
def test_a_publication_line_may_name_the_outlet(line: str, lang: str, outlet: str) -> None:
    found = outlet_publication(line, lang, UTC)
    assert found is not None
    assert (found[0].at.date().isoformat(), found[1]) == ("2020-10-05", outlet)


@pytest.mark.parametrize(
    "line",
    ["Sample Times | Mill Turns Again", "The Mill | 5 October 2020", "Sample Times – 5 October 2020", "見本新聞　水車"],
)
def test_an_outlet_beside_anything_else_is_no_publication_line(line: str) -> None:
    assert outlet_publication(line, "en", UTC) is None


def test_signs_of_a_weekday_are_a_checksum() -> None:
    assert publication("2020/10/5(月) 7:00配信", "ja", UTC) is not None
    assert publication("2020/10/5(火) 7:00配信", "ja", UTC) is None


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("Last modified on Wed 7 Sep 2022 09.14 BST", 1),
        ("Zuletzt geändert am 7. September 2022, 09:14 MESZ", 2),
        ("Updated on September 7, 2022 9:14 a.m. EDT", -4),
    ],
)
def test_zones_are_known_by_their_names(line: str, hours: int) -> None:
    moment = publication(line, "en", UTC)
    assert moment is not None
    offset = moment.at.utcoffset()
    assert offset is not None
    assert (moment.at.hour, moment.at.minute, offset.total_seconds()) == (9, 14, hours * 3600)


@pytest.mark.parametrize(
    "line",
    [
        "Updated 2 hours ago",
        "Mis à jour il y a 2 heures",
        "Aktualisiert vor 3 Stunden",
        "Actualizado hace 5 minutos",
        "Diperbarui 2 jam lalu",
        "Güncelleme: 2 saat önce",
        "آخر تحديث: منذ 3 ساعات",
        "更新：3時間前",
    ],
)
def test_how_long_ago_tells_nothing_but_that(line: str) -> None:
    assert is_relative_publication(line)


@pytest.mark.parametrize("line", ["2 hours ago", "Updated 2 hours ago, the list is wrong", "Il y a 2 heures de route"])
def test_how_long_ago_is_no_publication_without_its_word_or_with_more(line: str) -> None:
    assert not is_relative_publication(line)


def test_a_moment_may_stand_with_how_long_ago() -> None:
    assert publication("Mardi 20 mai 2025 | Mis à jour il y a 2 heures", "fr", UTC) is not None
    assert publication("Mardi 20 mai 2025 | Marché il y a 2 heures", "fr", UTC) is None


def test_the_outlet_of_the_rights_is_the_source_where_nothing_else_is() -> None:
    assert outlet_of_rights(["© 2022 Sample Courier. All rights reserved."]) == "Sample Courier"
    assert outlet_of_rights(["Copyright Muster-Zeitung 2022"]) == "Muster-Zeitung"
    assert outlet_of_rights(["© 2022 Sample Name"]) == ""
    source = cleaned("The mill stands still", LEAD, MORE, "© 2022 Sample Courier. All rights reserved.").source
    assert source is not None
    assert source.name == "Sample Courier"


def test_a_head_of_a_page_leaves_its_title_and_its_facts() -> None:
    head = ("The mill stands still", "Sample Name in Lower Villetest", "Wed 7 Sep 2022 06.00 BST")
    clipping = cleaned(*head, LEAD, MORE)
    assert (clipping.title, clipping.title_origin, clipping.place) == (head[0], "given", "Lower Villetest")
    assert clipping.source is not None
    assert clipping.source.author == "Sample Name"
    assert clipping.date is not None
    assert clipping.date.at.isoformat() == "2022-09-07T06:00:00+01:00"
    assert dropped(*head, LEAD, MORE) == [*head[1:]]


def test_names_in_a_place_stay_where_no_publication_line_follows() -> None:
    assert dropped("The mill stands still", "Sample Name in Lower Villetest", LEAD, MORE) == []


def test_what_somebody_is_stands_behind_the_name_and_is_no_second_one() -> None:
    for line in ("By Sample Name, Community Reporter", "By Sample Name, Harbour Correspondent"):
        ruling = head_byline_of(line)
        assert ruling is not None
        assert ruling.names == "Sample Name"
    both = head_byline_of("By Sample Name, Other Name")
    assert both is not None
    assert both.names == "Sample Name, Other Name"


@pytest.mark.parametrize(
    ("line", "lang", "outlet"),
    [
        ("Contoh.com - 12/03/2024, 14:05 WIB", "id", "Contoh.com"),
        ("2024年3月12日 14時05分 （信州日報）", "ja", "信州日報"),
    ],
)
def test_a_line_of_a_site_and_a_date_tells_both(line: str, lang: str, outlet: str) -> None:
    found = outlet_publication(line, lang, ZoneInfo("Asia/Jakarta"))
    assert found is not None
    assert (found[0].at.isoformat()[:16], found[1]) == ("2024-03-12T14:05", outlet)


def test_credits_on_two_lines_stand_in_either_order() -> None:
    lines = ["Sari Contoh", "Penulis", "Budi Contoh", "Editor", "Jalan itu rusak."]
    assert [(at, ruling.names) for at, ruling in labelled_names(lines).items()] == [
        (0, "Sari Contoh"),
        (1, "Sari Contoh"),
        (2, "Budi Contoh"),
        (3, "Budi Contoh"),
    ]
    assert list(labelled_names(["Penulis", "Sari Contoh", "Editor", "Budi Contoh"])) == [0, 1, 2, 3]
    assert labelled_names(["Penulis", "Editor", "Jalan itu rusak."]) == {}


def test_buttons_are_nobody_s_name() -> None:
    assert list(labelled_names(["Print Email Comments", "By:", "Sari Contoh"])) == [1, 2]


def test_a_byline_in_other_letters_ends_at_a_bar() -> None:
    told = [shown_byline_of(line) for line in ("by Sari Contoh | 5 October 2020", "BY SARI CONTOH / STAFF WRITER")]
    assert [ruling.names for ruling in told if ruling] == ["Sari Contoh", "Sari Contoh"]
    assert shown_byline_of("by the river Lirra") is None


@pytest.mark.parametrize(
    ("line", "at", "outlet"),
    [
        ("Kabar Contoh News - 12/03/2024, 14:05 WIB", "2024-03-12T14:05:00+07:00", "Kabar Contoh News"),
        ("Villamuestra - 07 feb 2022 - 08:15 CET", "2022-02-07T08:15:00+01:00", ""),
    ],
)
def test_a_publication_line_may_begin_with_a_name(line: str, at: str, outlet: str) -> None:
    found = named_publication(line, "es", UTC)
    assert found is not None
    assert (found[0].at.isoformat(), found[1]) == (at, outlet)


def test_a_publication_line_may_end_with_a_reading_time() -> None:
    found = outlet_publication("Stand: 17.11.2021, 06:30 Uhr | Lesezeit: 2 Minuten", "de", UTC)
    assert found is not None
    assert (found[0].at.isoformat(), found[1]) == ("2021-11-17T06:30:00+00:00", "")


@pytest.mark.parametrize("line", ["The mill - 12 March 2024", "Mill Lane Fair - 12 March 2024 in the old hall"])
def test_a_line_that_tells_more_than_a_name_and_a_moment_is_no_publication_line(line: str) -> None:
    assert named_publication(line, "en", UTC) is None


def test_a_title_with_a_name_and_a_day_stays() -> None:
    assert dropped("Mill Lane Fair - 12 March 2024", LEAD, MORE) == []
    assert dropped("Mill Lane Has a Fair", "Mill Lane - 12 March 2024", LEAD, MORE) == ["Mill Lane - 12 March 2024"]


def test_what_a_writer_is_goes_with_the_byline_above_it() -> None:
    assert dropped("The Mill Stands Still", "By Anna Contoh", "Local Democracy Reporter", LEAD, MORE) == [
        "By Anna Contoh",
        "Local Democracy Reporter",
    ]
    assert dropped("The Mill Stands Still", "Local Democracy Reporter", LEAD, MORE) == []


@pytest.mark.parametrize(
    "line",
    [
        "Business Reporter, Port Villetest",
        "Journaliste",
        "Corresponsal",
        "Kültür Editörü",
        "Wartawan Senior",
        "مراسلة الواحة",
    ],
)
def test_what_a_writer_is_is_known_by_its_noun(line: str) -> None:
    assert is_office(line)


@pytest.mark.parametrize("line", ["The Writer and the River", "صحفي يفوز بجائزة الكتاب", "Reporters Without Borders"])
def test_a_heading_with_such_a_noun_is_no_office(line: str) -> None:
    assert not is_office(line)


def test_names_above_what_a_writer_is_are_a_byline() -> None:
    for byline in (["Nalan Contoh", "Kültür Editörü"], ["Nalan Contoh / Muhabir", "5 Ekim 2020"]):
        clipping = cleaned("The mill stands still", *byline, LEAD, MORE)
        assert clipping.source is not None
        assert (clipping.title, clipping.source.author) == ("The mill stands still", "Nalan Contoh")
        assert clipping.body == f"{LEAD}\n\n{MORE}\n"
    assert dropped("The mill stands still", "Nalan Contoh", "Kültür Editörü", "Anna Contoh", LEAD, MORE) == []


def test_a_weekday_is_no_name() -> None:
    assert dropped("A Night in Villetest", "By Anna Contoh", "By Monday Morning", LEAD, MORE) == ["By Anna Contoh"]


def test_a_byline_may_hold_the_moment() -> None:
    for byline in (
        "By Anna Contoh | Published 12 March 2024, 14:05 GMT",
        "Posted on 12 March 2024 at 14:05 by Anna Contoh",
    ):
        clipping = cleaned("The mill stands still", byline, LEAD, MORE)
        assert clipping.date is not None
        assert clipping.date.at.isoformat()[:16] == "2024-03-12T14:05"
        assert clipping.body == f"{LEAD}\n\n{MORE}\n"


def test_a_day_with_its_article_is_a_publication_line_at_the_head_and_a_heading_elsewhere() -> None:
    assert dropped("Le vieux moulin reste fermé", "Le 12 mars 2024", LEAD, MORE) == ["Le 12 mars 2024"]
    assert dropped("Le vieux moulin reste fermé", LEAD, MORE, "Le 12 mars 2024", LEAD) == []


SHORT = (
    "Warga Muara Selandra memindahkan perahu ke halaman sekolah karena air sungai naik dua meter sejak Senin malam, "
    "kata guru."
)


@pytest.mark.parametrize(
    ("line", "source"), [("Bandung -", ""), ("Bandung, Contoh Online", "Contoh Online"), ("CONTOH.com -", "CONTOH.com")]
)
def test_a_dateline_may_stand_above_its_paragraph(line: str, source: str) -> None:
    clipping = cleaned(line, "", SHORT, "", "Perahu itu akan dipakai lagi.")
    assert (
        clipping.title
        == "Warga Muara Selandra memindahkan perahu ke halaman sekolah karena air sungai naik dua "
        + ("meter sejak Senin malam, kata guru")
    )
    assert clipping.summary.startswith("Warga Muara Selandra")
    assert clipping.place == ("Bandung" if "Bandung" in line else "")
    assert (clipping.source.name if clipping.source else "") == source
    assert clipping.body.startswith(line.replace("-", "\\-").replace(" \\-", " -"))


@pytest.mark.parametrize("line", ["Perahu Sekolah Dipakai Lagi", "Bandung, Kota Kembang", "Perahu baru -"])
def test_a_title_above_a_paragraph_is_no_dateline(line: str) -> None:
    clipping = cleaned(line, "", SHORT, "", "Perahu itu akan dipakai lagi.")
    assert clipping.place == ""
    assert clipping.source is None


def test_a_dash_whose_place_got_lost_is_no_part_of_the_title() -> None:
    assert cleaned(f"- {SHORT}", "Perahu itu akan dipakai lagi.").title.startswith("Warga Muara Selandra")
    assert cleaned(f"- {SHORT}", "- Perahu itu akan dipakai lagi.").title.startswith("- Warga")


def test_a_day_below_the_byline_of_a_long_title_is_when_it_appeared() -> None:
    title = f"{SHORT.removesuffix(', kata guru.')} – 'kami mengajar di atas perahu'"
    clipping = cleaned(title, "", "Penulis, Bima Rengganis", "", "10 Desember 2020", "", SHORT, "", MORE)
    assert clipping.date is not None
    assert (clipping.date.at.date().isoformat(), clipping.date_origin) == ("2020-12-10", "given")


def test_a_heading_in_capitals_above_the_last_paragraph_names_nobody() -> None:
    assert dropped(SHORT, "", MORE, "", SHORT, "", "WARGA MENJAGA PERAHU", "", LEAD) == []
    assert dropped(SHORT, "", MORE, "", SHORT, "", LEAD, "", "NAMA CONTOHWATI") == ["NAMA CONTOHWATI"]


@pytest.mark.parametrize(
    "line",
    [
        "First published on Mon 5 Oct 2020 10.15 CEST",
        "Updated 10:15 AM CEST, Mon October 5, 2020",
        "Last updated: 5 October 2020 10:15",
    ],
)
def test_what_is_dropped_as_a_word_on_when_tells_it(line: str) -> None:
    clipping = cleaned("The Mill Stands Still", line, LEAD, MORE)
    assert line in dropped("The Mill Stands Still", line, LEAD, MORE)
    assert clipping.date is not None
    assert (clipping.date.at.isoformat(), clipping.date_origin) == ("2020-10-05T10:15:00+02:00", "given")


def test_a_word_on_a_correction_tells_no_date() -> None:
    line = "This article was updated on 6 October 2020 to correct the name of the baker."
    clipping = cleaned("The Mill Stands Still", line, LEAD, MORE)
    assert line in dropped("The Mill Stands Still", line, LEAD, MORE)
    assert clipping.date_origin == "inferred"


@pytest.mark.parametrize("is_first", [False, True])
def test_of_two_lines_the_one_on_a_change_does_not_count(*, is_first: bool) -> None:
    lines = ["Updated: 6 October 2020 08:00", "Published: 5 October 2020 10:15"]
    clipping = cleaned("The Mill Stands Still", *(lines if is_first else lines[::-1]), LEAD, MORE)
    assert clipping.date is not None
    assert clipping.date.at.isoformat() == "2020-10-05T10:15:00+02:00"


def test_names_beside_two_moments_leave_the_one_on_a_change_out() -> None:
    line = "Sample Desk | Updated: 6 October 2020 08:00 | Published: 5 October 2020 10:15"
    clipping = cleaned("The Mill Stands Still", line, LEAD, MORE)
    assert clipping.date is not None
    assert clipping.date.at.isoformat() == "2020-10-05T10:15:00+02:00"
