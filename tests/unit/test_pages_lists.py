"""Lists and tables of an article, which the libraries leave out where their items are short."""

import pytest

from kliping.model import Config
from kliping.pages.reading import Reading, read

FIRST = "<p>The harbour board said on Tuesday that the crane will stay on the quay until the end of the spring.</p>"
SECOND = "<p>Olga Fry said that nobody had made an offer for it, and that it will be painted again from the quay.</p>"
POINTS = "<li>the crane</li><li>the quay</li>"
LINKS = "<li><a href='/crane'>The crane of the old yard</a></li><li><a href='/quay'>The quay and its stones</a></li>"


def body_of(article: str) -> str:
    page = f"<title>The crane stays</title><article><h1>The crane stays</h1>{article}</article>"
    found = read(page.encode(), Config(title="", base_url=""), address="https://harbour.example/crane")
    assert isinstance(found, Reading)
    return found.body


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize(
    "before",
    [f"{FIRST}{SECOND}<p>The board votes next on:</p>", f"{FIRST}{SECOND}", f"{FIRST}{SECOND}<h2>What comes next</h2>"],
)
def test_an_article_may_end_with_a_list_of_short_points(tag: str, before: str) -> None:
    body = body_of(f"{before}<{tag}>{POINTS}</{tag}>")
    assert body.rstrip().endswith({"ul": "- the crane\n- the quay", "ol": "1. the crane\n2. the quay"}[tag])
    assert ("## What comes next" in body) == ("<h2>" in before)


def test_a_list_stays_that_stands_among_short_paragraphs() -> None:
    short = "<p>Gwil Rees, 66, began in 1981.</p>"
    assert "- the quay" in body_of(f"<p>The keeper went.</p>{short}<ul>{POINTS}</ul>{FIRST}")
    assert "- the quay" in body_of(f"{FIRST}{SECOND}<ul>{POINTS}</ul>{short}<p>So it ends.</p>")


def test_a_list_stays_below_a_box() -> None:
    box = "<details><summary>Hidden</summary><p>Words of the keeper.</p></details>"
    assert "- the quay" in body_of(f"{FIRST}{SECOND}{box}<ul>{POINTS}</ul><p>So it ends.</p>")


def test_points_between_the_headline_and_the_article_stay() -> None:
    assert body_of(f"<ul>{POINTS}</ul>{FIRST}{SECOND}").startswith("- the crane\n- the quay\n\nThe harbour board")


def test_facts_set_as_a_list_below_the_headline_are_no_points() -> None:
    listed = "<ul><li>By Ann Loe</li><li>3 May 2024</li><li>5 min read</li></ul>"
    assert body_of(f"{listed}{FIRST}{SECOND}").startswith("The harbour board")


def test_a_list_of_links_stays_if_a_sentence_announces_it() -> None:
    announced = "<p>The board wants to hear more about these:</p>"
    assert "the old yard" in body_of(f"{FIRST}{SECOND}{announced}<ul>{LINKS}</ul>")
    for label in ("<p>Read more:</p>", "<h2>More on this</h2>", ""):
        assert "the old yard" not in body_of(f"{FIRST}{SECOND}{label}<ul>{LINKS}</ul>")


@pytest.mark.parametrize("items", ["Facebook WhatsApp", "Share Print"])
def test_a_list_of_buttons_below_the_article_goes(items: str) -> None:
    listed = "".join(f"<li>{item}</li>" for item in items.split())
    assert "\n- " not in body_of(f"{FIRST}{SECOND}<ul>{listed}</ul>")


def test_an_article_may_end_with_a_table() -> None:
    rows = "<tr><th>Year</th><th>Ships</th></tr><tr><td>1999</td><td>12</td></tr>"
    assert body_of(f"{FIRST}{SECOND}<table>{rows}</table>").rstrip().endswith("| 1999 | 12 |")


@pytest.mark.parametrize("before", [f"{FIRST}{SECOND}", f"{FIRST}{SECOND}<h2>Where cranes are sold</h2>"])
def test_a_list_of_links_to_other_sites_stays_among_the_paragraphs(before: str) -> None:
    offers = "".join(f"<li><a href='https://yard.test/{at}'>A crane of {at} metres, painted</a></li>" for at in (9, 12))
    assert "A crane of 12 metres" in body_of(f"{before}<ul>{offers}</ul>{FIRST}")


def test_a_list_of_networks_to_share_on_goes() -> None:
    networks = "".join(f"<li><a href='https://{name}.test/share'>{name}</a></li>" for name in ("kicau", "jejaring"))
    assert "kicau" not in body_of(f"{FIRST}{SECOND}<h2>Share this</h2><ul>{networks}</ul>{FIRST}")


def test_links_to_another_site_below_a_label_for_them_are_none_of_the_article() -> None:
    links = (
        "<li><a href='https://yard.example/1'>The crane of the old yard and its keeper</a></li>"
        "<li><a href='https://yard.example/2'>A quay of a hundred stones</a></li>"
    )
    assert "old yard" not in body_of(f"{FIRST}{SECOND}<p>More from the Sample Yard:</p><ul>{links}</ul>")
    assert "old yard" in body_of(f"{FIRST}{SECOND}<p>These firms would take the crane:</p><ul>{links}</ul>")
