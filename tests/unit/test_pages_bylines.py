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


@pytest.mark.parametrize(
    "line",
    [
        "<p>by Nama Contoh</p>",
        "<p>BY NAMA CONTOH / STAFF WRITER</p>",
        "<p>by Nama Contoh, Staff Writer | October 29, 2014 07:38am ET</p>",
        "<ul><li>by <a href='/people/7'>Nama Contoh</a></li></ul>",
        "<div>Posted <span class='who'><a href='/authors/nama'>Nama Contoh</a></span> 24 comments</div>",
        "<div>24 comments <a rel='author' href='/7'>Nama Contoh</a></div>",
        "<div><span itemprop='author'><span class='auteur'>Nama Contoh</span> (with the desk)</span> 24 comments</div>",
        "<div><a href='/author/nama/'><span>BY</span><span class='author-name'>Nama Contoh</span></a></div>",
    ],
)
def test_a_byline_may_be_set_in_other_letters_or_marked(line: str) -> None:
    assert author(f"<h1>{TITLE}</h1>{line}{ARTICLE}") == "Nama Contoh"


@pytest.mark.parametrize("line", ["<p>by the river Lirra</p>", "<p>See <a href='/places/7'>Nama Contoh</a></p>"])
def test_what_only_begins_like_a_byline_names_nobody(line: str) -> None:
    assert author(f"<h1>{TITLE}</h1>{line}{ARTICLE}") == ""


def test_several_marked_names_are_all_told() -> None:
    line = (
        "<p class='byline'><a rel='author' href='/1'>Nama Contoh</a> <a rel='author' href='/2'>Budi Sampel</a> 24</p>"
    )
    assert author(f"<h1>{TITLE}</h1>{line}{ARTICLE}") == "Nama Contoh, Budi Sampel"


def test_a_name_right_above_the_headline_is_believed_if_it_is_marked() -> None:
    assert (
        author(f"<div>10:08 <a href='/author/7'>Nama Contoh</a> / Friday</div><h1>{TITLE}</h1>{ARTICLE}")
        == "Nama Contoh"
    )
    assert author(f"<div>10:08 <a href='/topic/7'>Nama Contoh</a> / Friday</div><h1>{TITLE}</h1>{ARTICLE}") == ""


def test_an_article_that_is_called_the_author_s_is_no_box_for_a_name() -> None:
    assert author(f"<div class='author-anonymous'><h1>{TITLE}</h1><div>Villa Contoh</div>{ARTICLE}</div>") == ""


def test_a_label_in_bold_below_the_text_needs_no_colon() -> None:
    below = "<ul><li><strong>Author</strong> Nama Contoh</li><li><strong>Print</strong> this page</li></ul>"
    assert author(f"<div><h1>{TITLE}</h1><div>{ARTICLE}</div><div>{below}</div></div>") == "Nama Contoh"


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


def day(body: str, head: str = "", lang: str = "en") -> str:
    found = read(body, head, lang=lang).date
    return found.at.date().isoformat() if found else ""


def test_the_day_of_another_article_in_a_list_is_not_this_one_s() -> None:
    listed = (
        "<ul itemscope itemtype='http://schema.org/ItemList'><li><meta itemprop='datePublished' content='2015-01-02'>"
    )
    own = "<meta name='DC.date.issued' content='2014-12-16'>"
    assert day(f"<h1>{TITLE}</h1>{ARTICLE}{listed}</ul>", own) == "2014-12-16"
    assert day(f"<h1>{TITLE}</h1>{ARTICLE}<meta itemprop='datePublished' content='2015-01-02'>") == "2015-01-02"


def test_a_day_below_the_standfirst_is_the_article_s() -> None:
    lead = "<h2>It stops for swans, and for children who like to ring its bell</h2>"
    assert day(f"<h1>{TITLE}</h1>{lead}<h6>January 10, 2020</h6><article>{ARTICLE}</article>") == "2020-01-10"


def test_a_day_far_above_the_text_stands_below_the_headline_all_the_same() -> None:
    buttons = "".join(
        f"<div><span>{name}</span></div>" for name in "Mail Print Save Send Pin Mark Like Link Copy".split()
    )
    assert day(f"<h1>{TITLE}</h1><div>25 December 2014</div>{buttons}<div>{ARTICLE}</div>") == "2014-12-25"


def test_a_headline_that_a_box_of_pictures_says_again_is_not_where_the_article_begins() -> None:
    box = f"<div><h3>{TITLE}</h3><a href='/p'>Print photo</a></div>"
    head = f"<h1>{TITLE}</h1><div>By Nama Contoh</div><div>Published: Jan. 14, 2015 Updated: 4:49 p.m.</div>{box}"
    assert (author(f"{head}{ARTICLE}"), day(f"{head}{ARTICLE}")) == ("Nama Contoh", "2015-01-14")


def test_a_day_right_above_the_headline_counts_in_the_headline_s_own_box() -> None:
    line = "<div class='meta'>November 20, 2014</div>"
    assert day(f"<div>{line}<h1>{TITLE}</h1>{ARTICLE}</div>") == "2014-11-20"
    assert day(f"<div>{line}</div><div><h1>{TITLE}</h1>{ARTICLE}</div>") == ""


def test_a_day_below_the_text_counts_if_it_is_said_what_it_is() -> None:
    story = f"<div><h1>{TITLE}</h1>{ARTICLE}</div>"
    assert day(f"{story}<div>Source<br>Veröffentlicht am 07.06.2019</div>", lang="de") == "2019-06-07"
    assert day(f"{story}<div><a href='/swan'>The swan of the Lirra</a> 07.06.2019</div>", lang="de") == ""
    assert day(f"{story}<h3>The swan of the Lirra</h3><div>Montag, 7. Juni 2019</div>", lang="de") == ""


def test_a_day_that_figures_only_may_name_is_not_guessed_from_another_article() -> None:
    teaser = "<h2><a href='/grapes'>Grapes of the Lirra</a> <span class='date'>01.08.2019</span></h2>"
    assert day(f"<h1>{TITLE}</h1><div>{ARTICLE}</div><div>{teaser}</div>") == ""
