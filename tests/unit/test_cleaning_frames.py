"""What a page sets above an article's headline and below its end is told by its place, and nothing else is."""

import pytest

from kliping import cleaning
from kliping.model import Config

CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Europe/Paris")
HEADLINE = "Harbour council lifts the last beam of the old bridge"
LEAD = (
    "The last beam of the old harbour bridge was lifted into place on Tuesday, eleven months after the storm that broke"
    " it, and the crane went home at noon."
)
MORE = (
    "Engineers worked through the night because the tide would not wait, the council said in a statement that was read"
    " out on the quay."
)


def verdicts(*lines: str) -> list[tuple[str, str]]:
    """What became of each line: its kind, and the rule that dropped it."""
    decoded = cleaning.decode("\n".join(lines).encode())
    assert decoded is not None
    return [(each.kind, each.rule) for each in cleaning.clean(decoded, CONFIG).ledger.verdicts]


def kinds(*lines: str) -> list[str]:
    return [rule or kind for kind, rule in verdicts(*lines)]


@pytest.mark.parametrize(
    "above",
    [["Home", "Harbour"], ["Harbour", "Bridges"], ["Local"], ["Sociedad"], ["地域"]],
    ids=["below a menu", "several", "known", "known in Spanish", "known in Japanese"],
)
def test_sections_above_the_headline_go(above: list[str]) -> None:
    found = kinds(*above, HEADLINE, LEAD, MORE)
    assert found[len(above) - 1] == "section-name"
    assert found[len(above) :] == ["title", "kept", "kept"]


def test_a_short_title_above_a_line_that_says_more_is_no_section() -> None:
    assert kinds("The wolf", HEADLINE, LEAD, MORE)[0] == "title"
    assert kinds("Local", LEAD, MORE)[0] == "title"


def test_what_stands_below_the_last_sentence_goes_after_what_closes_an_article() -> None:
    foot = [
        "Topics: bridges, harbour",
        "harbour",
        "Ferry sinks slowly in the middle of the harbour",
        "Who pays for it?",
    ]
    assert kinds(HEADLINE, LEAD, MORE, *foot)[3:] == ["tag-line", "page-foot", "page-foot", "page-foot"]
    assert kinds(HEADLINE, LEAD, MORE, "Most read", "Ferry sinks slowly", "Share this article")[4] == "page-foot"


def test_what_stands_below_the_last_sentence_without_such_a_line_stays() -> None:
    assert kinds(HEADLINE, LEAD, MORE, "Rain on the quay", "and nobody there")[3:] == ["kept", "kept"]
    assert kinds(HEADLINE, LEAD, MORE, "Advertisement", "Rain on the quay", "and nobody there")[4:] == ["kept", "kept"]
    assert kinds(HEADLINE, LEAD, "Most read", "Ferry sinks slowly", "Share this article", MORE)[-1] == "kept"
    last = "We shall keep an eye on the old mill. Come and see it!"
    assert kinds(HEADLINE, LEAD, MORE, "Most read", "Share this article", last)[-1] == "kept"
    assert kinds(HEADLINE, LEAD, MORE, "Most read", "Share this article", "423")[-1] == "kept"


def test_the_byline_and_the_date_stand_below_a_standfirst_too() -> None:
    standfirst = "The crane had four hours between two tides and needed three."
    decoded = cleaning.decode(
        "\n".join(
            [HEADLINE, standfirst, "By Sample Name, Harbour reporter", "12 March 2026, 09:15", LEAD, MORE]
        ).encode()
    )
    assert decoded is not None
    clipping = cleaning.clean(decoded, CONFIG)
    assert [each.rule for each in clipping.ledger.verdicts] == ["", "", "byline", "publication-line", "", ""]
    assert clipping.source is not None
    assert clipping.source.author == "Sample Name"


@pytest.mark.parametrize(
    "line",
    [
        "2 April 2026 08:15 a.m.",
        "First published on Thu 12 Mar 2026 09.15 GMT",
        "2026/3/12 09:30（最終更新 3/12 13:05）",
    ],
)
def test_a_publication_line_may_end_as_a_sentence_does_or_tell_of_a_later_change(line: str) -> None:
    standfirst = "The crane had four hours between two tides and needed three."
    assert kinds(HEADLINE, standfirst, line, LEAD, MORE)[2] == "publication-line"


@pytest.mark.parametrize(
    "line",
    [
        "#harbour",
        "#harbour #bridges",
        "TAGS harbour bridges",
        "The bridge seen from the mill (Photo: Sample Name)",
        "The bridge seen from the mill. © Sample Post/Sample Name",
    ],
)
def test_hashtags_and_captions_with_a_credit_go(line: str) -> None:
    assert kinds(HEADLINE, LEAD, line, MORE)[2] in {"tag-line", "gallery-label"}


@pytest.mark.parametrize("line", ["#1 in the county is the old mill", "The crane (built in 1920) was the oldest."])
def test_what_resembles_a_hashtag_or_a_caption_stays(line: str) -> None:
    assert kinds(HEADLINE, LEAD, line, MORE)[2] in {"kept", "heading"}


def test_a_prompt_without_a_stop_takes_no_sentence_of_the_article_with_it() -> None:
    prompt = "Follow us on Facebook and Instagram"
    decoded = cleaning.decode(f"{LEAD} {prompt} Nobody on the quay was surprised. {MORE}".encode())
    assert decoded is not None
    ruled = cleaning.clean(decoded, CONFIG).ledger.verdicts
    assert [each.text.strip() for each in ruled if each.kind == "dropped"] == [prompt]


def test_what_stands_behind_the_last_sentence_of_a_long_line_goes_too() -> None:
    foot = "Trending now Up next Most read"
    decoded = cleaning.decode(f"{LEAD} {MORE} {foot}".encode())
    assert decoded is not None
    ruled = cleaning.clean(decoded, CONFIG).ledger.verdicts
    assert [each.text.strip() for each in ruled if each.kind == "dropped"] == [foot]


def test_a_line_that_only_ends_without_a_stop_stays_whole() -> None:
    for end in ("and nobody on the quay knew why", "Most of them read it twice"):
        decoded = cleaning.decode(f"{LEAD} {MORE} {end}".encode())
        assert decoded is not None
        assert {each.kind for each in cleaning.clean(decoded, CONFIG).ledger.verdicts} <= {"kept", "blank"}


def test_who_wrote_for_whom_stands_between_the_title_and_the_date() -> None:
    lines = ["Home", "News", HEADLINE, "Sample Name - sampleNews", "Thursday, 12 Mar 2026 09:15", LEAD, MORE]
    decoded = cleaning.decode("\n".join(lines).encode())
    assert decoded is not None
    source = cleaning.clean(decoded, CONFIG).source
    assert source is not None
    assert (source.name, source.author) == ("sampleNews", "Sample Name")
    assert kinds(HEADLINE, "Sample Name - sampleNews", LEAD, MORE)[1] == "kept"


def test_the_outlet_is_whom_the_line_of_copyright_names() -> None:
    for line in (
        "© Copyright 2026 Sample Post. All rights reserved.",
        "Copyright 2026 Sample Post - All rights reserved",
    ):
        decoded = cleaning.decode("\n".join([HEADLINE, LEAD, MORE, line]).encode())
        assert decoded is not None
        source = cleaning.clean(decoded, CONFIG).source
        assert source is not None
        assert source.name == "Sample Post"


@pytest.mark.parametrize(
    "lines",
    [
        ("The Ferry Sails", "", "By Mara Dunsel", "Transport Correspondent in Fenby", "", "March 12, 2024"),
        ("Le photographe", "", "Par Odile Tramblay", "Journaliste", "", "Mis à jour le 12 mars 2024"),
        ("Fotoğrafçı", "", "Yazan: Deniz Kareli", "Kültür Editörü", "", "Yayınlanma: 12 Mart 2024 14:05"),
        ("Vier Fragen", "", "Von Nina Testerin", "Redakteurin", "", "Stand 12. März 2024"),
    ],
)
def test_a_headline_above_who_wrote_is_no_section(lines: tuple[str, ...]) -> None:
    found = verdicts(*lines, "", "The ferry sailed again on Tuesday, for the first time in nine days. It was full.")
    assert not {rule for _, rule in found} & {"section-name", "editor-credit"}
    assert found[0] in {("title", ""), ("kept", "")}
    assert found[2] == ("dropped", "byline")
