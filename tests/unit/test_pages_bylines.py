"""Who wrote a page's article, and when, as pages tell it in places of their own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kliping import pages
from kliping.model import Config

PARAGRAPHS = (
    "The ferry across the Lirra has run without a captain since Monday, and nobody on board seems to mind it much.",
    "Two cameras and a row of lamps under the water tell it where the other bank is, and how fast the river flows.",
    "The town paid for it with the money that the old bridge would have cost to paint, said the head of the harbour.",
    "On the first day a swan sat down on the landing stage, and the ferry waited for it for a little over an hour.",
)
ARTICLE = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
TITLE = "A ferry without a captain"
ADDRESS = "https://www.sample-post.test/2024/ferry"
JAKARTA = timezone(timedelta(hours=7))


def read(body: str, head: str = "", title: str = TITLE, lang: str = "en") -> pages.Reading:
    page = f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"
    found = pages.read(page.encode(), Config(title="Contoh", base_url="", timezone="Asia/Jakarta"), address=ADDRESS)
    assert isinstance(found, pages.Reading)
    return found


def author(body: str, head: str = "") -> str:
    source = read(body, head).source
    return source.author if source else ""


@pytest.mark.parametrize(
    "box",
    [
        "<div class='author'><strong>Nama Contoh</strong> - samplepost</div>",
        "<div class='autor'><div>Nama Contoh</div><span>Jurnalis</span></div>",
        "<div class='penulis'>Nama Contoh</div>",
    ],
)
def test_a_name_in_the_author_s_box_is_who_wrote(box: str) -> None:
    assert author(f"<h1>{TITLE}</h1>{box}{ARTICLE}") == "Nama Contoh"


def test_a_name_in_any_other_box_is_not() -> None:
    assert author(f"<h1>{TITLE}</h1><div class='topic'>Nama Contoh</div>{ARTICLE}") == ""


def test_a_byline_below_the_standfirst_is_seen() -> None:
    lead = "<div class='summary'>It stops for swans, and for children who ring the bell.</div>"
    told = "<div class='small'><div class='author'>Oleh : <b>Nama Contoh</b></div></div>"
    assert author(f"<article><h1>{TITLE}</h1>{lead}{told}{ARTICLE}</article>") == "Nama Contoh"


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>Penulis</td><td>: Nama Contoh</td></tr><tr><td>Editor</td><td>: Budi Sampel</td></tr></table>",
        "<div class='tags'><a href='/t'>#ferry</a></div><div><table><tr><td><b>Reporter :</b> Nama Contoh</td></tr>"
        "<tr><td><b>Redaktur :</b> Budi Sampel</td></tr></table></div>",
    ],
)
def test_credits_below_the_text_name_who_wrote_and_are_not_of_it(box: str) -> None:
    found = read(f"<div><h1>{TITLE}</h1><div>{ARTICLE}</div><div>{box}</div></div>")
    assert found.source is not None
    assert found.source.author == "Nama Contoh"
    assert found.text.splitlines() == list(PARAGRAPHS)


def test_a_name_in_bold_capitals_signs_the_last_paragraph() -> None:
    signed = "<br><br>".join((*PARAGRAPHS, "<strong>NAMA CONTOH</strong>"))
    assert author(f"<h1>{TITLE}</h1><p>{signed}</p>") == "Nama Contoh"


def test_a_label_in_bold_capitals_signs_nothing() -> None:
    signed = "<br><br>".join((*PARAGRAPHS, "<strong>BACA JUGA</strong>"))
    assert author(f"<h1>{TITLE}</h1><p>{signed}</p>") == ""


@pytest.mark.parametrize("name", ["PT. SAMPLE MEDIA BARU", "Sample Cyber Media", "Sample Post Online"])
def test_the_outlet_is_no_author_of_its_articles(name: str) -> None:
    head = f"<meta name='author' content='{name}'>"
    assert author(f"<h1>{TITLE}</h1>{ARTICLE}", head) == ""
    assert author(f"<h1>{TITLE}</h1><p>By Nama Contoh</p>{ARTICLE}", head) == "Nama Contoh"


def test_somebody_who_is_called_like_the_outlet_is_an_author() -> None:
    assert author(f"<h1>{TITLE}</h1>{ARTICLE}", "<meta name='author' content='Ann Sample'>") == "Ann Sample"


@pytest.mark.parametrize(
    "line",
    [
        "Monday, 5 February 2024 | 11:52\u00a0|\u00a0",
        "Monday, 05 February, 2024 | 11:52 WIB",
        "Monday, 5/2/2024 11:52 WIB",
        "Sample-post.test - 05/02/2024, 11:52 WIB",
    ],
)
def test_a_line_below_the_headline_tells_the_time(line: str) -> None:
    found = read(f"<h1>{TITLE}</h1><span>{line}</span><h2>Lirra</h2>{ARTICLE}", lang="id").date
    assert found is not None
    assert found.at.astimezone(UTC) == datetime(2024, 2, 5, 4, 52, tzinfo=UTC)


def test_a_line_above_the_headline_tells_the_time_of_its_day() -> None:
    above = "<div class='when'>Monday, 05 February 2024 | 07:28 WIB</div>"
    boxes = "<ul><li>Monday, 05 February 2024 | 19:14 <a href='/1'>One</a></li><li>18:58 <a href='/2'>Two</a></li></ul>"
    found = read(f"{boxes}{above}<div class='headline'>{TITLE}</div><div>{ARTICLE}</div>").date
    assert found is not None
    assert found.at == datetime(2024, 2, 5, 7, 28, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("shown", "hour"),
    [("Monday, 05 February 2024 10:08 WIB", 3), ("Monday, 05 February 2024 17:08 WIB", 10), ("5 February 2024", 10)],
)
def test_a_time_in_utc_that_the_page_shows_as_local_is_local(shown: str, hour: int) -> None:
    head = "<meta name='pubdate' content='2024-02-05T10:08:58Z'>"
    found = read(f"<h1>{TITLE}</h1><div>{shown}</div>{ARTICLE}", head).date
    assert found is not None
    assert found.at.astimezone(UTC) == datetime(2024, 2, 5, hour, 8, 58, tzinfo=UTC)


def test_the_headline_is_the_one_that_the_metadata_has_word_for_word() -> None:
    masthead = f"<h1><a href='/'>Sample {TITLE} :: Travel</a></h1>"
    head = f"<meta property='og:title' content='{TITLE}'>"
    body = f"{masthead}<h1>{TITLE}</h1>{ARTICLE}"
    assert read(body, head, title=f"{TITLE} - Travel :: Sample Post").title == TITLE


def test_a_headline_of_the_second_level_is_found_in_the_title_of_the_page() -> None:
    head = f"<meta property='og:title' content='{TITLE} - Sample-post.test Region'>"
    found = read(f"<header><h1>Region</h1></header><h2>{TITLE}</h2>{ARTICLE}", head)
    assert found.title == TITLE
    assert found.text.splitlines() == list(PARAGRAPHS)


def test_microdata_tells_the_address_where_nothing_else_does() -> None:
    item = "<div itemscope itemtype='https://schema.org/{kind}'><a itemprop='url' href='https://x.test/{kind}'></a>"
    body = f"{item.format(kind='WebPage')}</div>{item.format(kind='NewsArticle')}<h1>{TITLE}</h1>{ARTICLE}</div>"
    found = pages.read(f"<html><body>{body}</body></html>".encode(), Config(title="", base_url=""))
    assert isinstance(found, pages.Reading)
    assert found.source is not None
    assert found.source.url == "https://x.test/NewsArticle"


def test_a_page_s_own_title_names_the_outlet_before_a_source_in_the_text() -> None:
    told = f"<h1>{TITLE}</h1>{ARTICLE}<p>Sumber: Pemerintah Kota Lirra</p>"
    found = read(told, title=f"{TITLE} - Sample Post").source
    assert found is not None
    assert found.name == "Sample Post"
