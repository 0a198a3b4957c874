"""What each page may show: lists and their numbers, the front page, articles, indexes, links."""

import math
import string
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping import library, views
from kliping.library import Selection
from kliping.model import Article, Author, Config, Image, ImageSettings, Later, Library, Source, Theme
from kliping.views import cards, indexes, texts
from kliping.views.kinds import ArticlePage, Card, Entry, Front, HomePage
from tests import make

THEME = Theme(layouts={}, locales={}, assets={})
LIST = st.tuples(st.integers(0, 120), st.integers(1, 15))


def arrange(*articles: Article, **settings: Any) -> tuple[Library, Config]:
    config = make.config(**settings)
    arranged, _ = library.arrange(articles, config, Selection(now=make.moment("2021-01-01")))
    return arranged, config


def desk(*articles: Article, **settings: Any) -> views.Desk:
    return views.set_up(*arrange(*articles, **settings), THEME)


def several(count: int, **fields: Any) -> list[Article]:
    """Articles 1 to `count`, the last one the newest."""
    return [
        make.article(f"Kabar {number}", date=make.moment(f"2020-10-{number:02}"), **fields)
        for number in range(1, count + 1)
    ]


def shown(pages: Iterable[tuple[str, Later]]) -> dict[str, Any]:
    """The views of pages by address."""
    return {address: view.make() for address, view in pages}


def article_view(article: Article, **settings: Any) -> ArticlePage:
    """The view as its page shows it."""
    made = next(view for _, view in views.article_pages(desk(article, **settings))).make()
    completed = views.completed(made)
    assert isinstance(completed, ArticlePage)
    return completed


def home(*articles: Article, **settings: Any) -> HomePage:
    view = next(view for _, view in views.home_pages(desk(*articles, **settings))).make()
    assert isinstance(view, HomePage)
    return view


def titles(shown: tuple[Card, ...]) -> list[str]:
    return [card.title for card in shown]


def test_a_source_s_list_tells_whom_its_articles_quote_most() -> None:
    wire = Source(name="Wire")
    articles = [
        make.article("Satu", source=wire, cites=("Kabar", "Berita")),
        make.article("Dua", source=wire, cites=("berita", "Wire")),
        make.article("Tiga", source=Source(name="Kabar"), cites=("Lain",)),
    ]
    at_hand = desk(*articles)
    source = next(term for term in at_hand.library.sources if term.name == "Wire")
    view = shown(views.list_pages(at_hand, source))["sources/wire/"]
    assert [(link.text, link.href) for link in view.cites] == [("berita", ""), ("Kabar", "/sources/kabar/")]
    assert shown(views.list_pages(at_hand, at_hand.library.months[0]))["archive/2020/10/"].cites == ()


# --- Lists in pages ----------------------------------------------------------------------------------------------


def test_a_list_that_fits_on_a_page_has_no_numbered_pages() -> None:
    assert views.split([3, 2, 1], 3) == views.Split(newest=(3, 2, 1), numbered=())


def test_numbered_pages_are_counted_from_the_oldest_and_shown_newest_first() -> None:
    assert views.split([7, 6, 5, 4, 3, 2, 1], 3).numbered == ((3, 2, 1), (6, 5, 4))


@given(LIST)
def test_there_are_as_many_numbered_pages_as_the_newest_page_leaves_over(size: tuple[int, int]) -> None:
    count, per_page = size
    parts = views.split(range(count, 0, -1), per_page)
    assert len(parts.numbered) == max(0, math.ceil((count - per_page) / per_page))


@given(LIST)
def test_every_numbered_page_is_full(size: tuple[int, int]) -> None:
    count, per_page = size
    assert all(len(page) == per_page for page in views.split(range(count, 0, -1), per_page).numbered)


@given(LIST)
def test_every_article_is_on_some_page(size: tuple[int, int]) -> None:
    count, per_page = size
    parts = views.split(range(count, 0, -1), per_page)
    shown = {item for page in (parts.newest, *parts.numbered) for item in page}
    assert shown == set(range(1, count + 1))


@given(LIST)
def test_an_added_article_changes_no_numbered_page_and_adds_at_most_one(size: tuple[int, int]) -> None:
    count, per_page = size
    before = views.split(range(count, 0, -1), per_page).numbered
    after = views.split(range(count + 1, 0, -1), per_page).numbered
    assert after[: len(before)] == before
    assert len(after) - len(before) <= 1


def test_the_pages_of_a_list_lead_to_each_other() -> None:
    tag = desk(*several(7, tags=("NATO",)), per_page=2).library.tags[0]
    made = shown(views.list_pages(desk(*several(7, tags=("NATO",)), per_page=2), tag))
    links = {address: (view.newer, view.older) for address, view in made.items()}
    assert links == {
        "tags/nato/": ("", "/tags/nato/page/3/"),
        "tags/nato/page/3/": ("/tags/nato/", "/tags/nato/page/2/"),
        "tags/nato/page/2/": ("/tags/nato/page/3/", "/tags/nato/page/1/"),
        "tags/nato/page/1/": ("/tags/nato/page/2/", ""),
    }


def test_the_front_page_continues_at_page_n() -> None:
    made = shown(views.home_pages(desk(*several(5), per_page=2)))
    assert list(made) == ["", "page/1/", "page/2/"]
    assert (made[""].older, made["page/2/"].newer) == ("/page/2/", "/")


def test_only_a_lists_own_address_tells_its_total() -> None:
    at = desk(*several(5, tags=("NATO",)), per_page=2)
    assert [view.total for view in shown(views.list_pages(at, at.library.tags[0])).values()] == [5, 0, 0]


def test_adding_an_article_leaves_all_views_of_numbered_pages_but_the_last_as_they_were() -> None:
    def numbered(count: int) -> dict[str, object]:
        made = shown(views.home_pages(desk(*several(count), per_page=2)))
        return {address: view for address, view in made.items() if address}

    before, after = numbered(6), numbered(7)
    changed = [address for address in before if before[address] != after[address]]
    assert changed == ["page/2/"]  # its link to newer articles now leads to page 3


def test_a_list_is_grouped_by_the_days_of_the_digests_own_clock() -> None:
    late = make.article("Malam", date=make.moment("2020-10-05 20:00"), tags=("NATO",))
    early = make.article("Siang", date=make.moment("2020-10-05 10:00"), tags=("NATO",))
    at = desk(late, early, timezone="Asia/Jakarta")
    view = next(iter(shown(views.list_pages(at, at.library.tags[0])).values()))
    assert [(day.date.at.day, titles(day.cards)) for day in view.days] == [(6, ["Malam"]), (5, ["Siang"])]


# --- The front page ----------------------------------------------------------------------------------------------


def test_the_newest_article_leads() -> None:
    lead = home(*several(3)).front.lead
    assert lead is not None


def test_a_pinned_article_leads_even_when_it_is_too_old_for_the_page() -> None:
    pinned = make.article("Penting", date=make.moment("2020-01-01"), pinned=True)
    shown = home(pinned, *several(4), per_page=3).front
    assert shown.lead is not None
    assert (shown.lead.title, titles(shown.beside)) == ("Penting", ["Kabar 4", "Kabar 3", "Kabar 2"])


@pytest.mark.parametrize("picture", [None, Image(src="/a.jpg", alt="A")])
@pytest.mark.parametrize("count", range(1, 28))
def test_the_front_page_shows_every_article_once_and_fills_its_rows(count: int, picture: Image | None) -> None:
    shown = home(*several(count, image=picture), per_page=40).front
    assert shown.lead is not None
    rest = titles((shown.lead, *shown.beside, *shown.columns, *shown.briefs))
    assert rest == [f"Kabar {number}" for number in range(count, 0, -1)]
    assert len(shown.columns) in {0, 2, 3, 4, 6}
    assert len(shown.briefs) != 1


def test_a_brief_carries_neither_summary_nor_picture() -> None:
    shown = home(*several(27, image=Image(src="/a.jpg")), per_page=40).front
    assert {(card.summary, card.picture) for card in shown.briefs} == {("", None)}


def test_the_lead_goes_on_where_its_summary_ends() -> None:
    html = "<p>Contoh Harian, Rembang - Air naik.</p><p>Warga <b>pindah</b>.</p><h2>Besok</h2><p>Surut.</p>"
    assert texts.opening(html, "Air naik.") == ("Warga pindah.",)


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Air naik.", ("Warga pindah.", "Lalu surut.")),
        ("Air naik. Warga pindah.", ("Lalu surut.",)),
        ("Air naik. Warga pindah. Lalu", ("surut.",)),
        ("Ringkasan editor.", ("KOTA (Contoh) - Air naik. Warga pindah.", "Lalu surut.")),
        ("", ("KOTA (Contoh) - Air naik. Warga pindah.", "Lalu surut.")),
    ],
)
def test_an_opening_goes_on_where_the_summary_ends(summary: str, told: tuple[str, ...]) -> None:
    html = "<p>KOTA (Contoh) - Air naik. Warga pindah.</p>\n<p>Lalu surut.</p>"
    assert texts.opening(html, summary) == told


def test_a_lead_with_a_picture_has_no_opening() -> None:
    with_picture = make.article(html="<p>Lain sekali.</p>", image=Image(src="/a.jpg"))
    assert home(with_picture).front.opening == ()
    assert home(make.article(html="<p>Lain sekali.</p>")).front.opening == ("Lain sekali.",)


def test_an_opening_is_short_however_long_the_text() -> None:
    shown = texts.opening(f"<p>{'kata ' * 75}</p><p>{'lagi ' * 75}</p>" * 2, "")
    assert shown == (("kata " * 75).strip(),)
    assert [len(text) <= 400 and text.endswith("kata…") for text in texts.opening(f"<p>{'kata ' * 999}</p>", "")] == [
        True
    ]


def test_an_empty_digest_has_a_front_page() -> None:
    view = home()
    assert (view.front, view.total, view.dated, view.older) == (Front(), 0, None, "")


def test_the_front_page_is_dated_by_its_newest_article_on_the_digests_own_clock() -> None:
    articles = (make.article("A", date=make.moment("2020-10-05 20:00")), make.article("B"))
    dated = home(*articles, timezone="Asia/Jakarta").dated
    assert dated is not None
    assert dated.at.isoformat() == "2020-10-06T03:00:00+07:00"


# --- Cards -------------------------------------------------------------------------------------------------------


def test_a_card_names_its_language_only_where_it_is_not_the_pages() -> None:
    at = desk(lang="id")
    arabic, own, unknown = (make.article(lang=lang) for lang in ("ar", "id", "und"))
    shown = [cards.card(at, article, "id", number) for number, article in enumerate((arabic, own, unknown))]
    assert [(card.lang, card.dir) for card in shown] == [("ar", "rtl"), ("", ""), ("", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air naik cepat sekali", "Air naik…"),
        ("Air naik", "Air naik"),
        ("新聞新聞新聞新聞新聞新聞新聞", "新聞新聞新聞新聞新聞新…"),
    ],
)
def test_a_text_is_cut_after_a_whole_word(text: str, expected: str) -> None:
    assert texts.shortened(text, 12) == expected


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Air naik di kota. Warga pindah.", "Warga pindah."),
        ("“Air naik di kota.” Warga pindah.", "Warga pindah."),
        ("Air naik di kota lama. Warga pindah.", "Air naik di kota lama. Warga pindah."),
        ("Air naik di kota, kata warga.", "Air naik di kota, kata warga."),
        ("Air naik di kota", ""),
        ("Warga pindah.", "Warga pindah."),
    ],
)
def test_a_summary_does_not_say_the_title_again(summary: str, expected: str) -> None:
    assert texts.beyond_title(summary, "Air naik di kota") == expected


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://example.net/a.jpg", "https://example.net/a.jpg"),
        ("/img/a b.jpg", "/digest/img/a%20b.jpg"),
        ("a.jpg", "/digest/2020/10/05/a/a.jpg"),
        ("javascript:alert(1)", ""),
        ("//example.net/a.jpg", ""),
        ("", ""),
    ],
)
def test_an_image_has_an_address_that_holds_on_every_page(src: str, expected: str) -> None:
    article = make.article("A", image=Image(src=src))
    picture = article_view(article, base_url="https://example.org/digest/", images=ImageSettings(remote=True)).picture
    assert (picture.src if picture else "") == expected


# --- Articles ----------------------------------------------------------------------------------------------------


def test_links_hold_under_a_sub_path_and_are_escaped() -> None:
    view = article_view(make.article("Pâques", tags=("Été",)), base_url="https://example.org/digest/")
    assert view.href == "/digest/2020/10/05/pâques/"  # what stays on the site is read by people
    assert view.canonical == "https://example.org/digest/2020/10/05/p%C3%A2ques/"
    assert [(tag.text, tag.href) for tag in view.tags] == [("Été", "/digest/tags/été/")]


def test_a_standfirst_that_only_repeats_how_the_text_begins_is_left_out() -> None:
    html = "<p>Contoh Harian, Rembang - “Air <b>naik</b>.” Warga pindah ke balai.</p>"
    assert article_view(make.article(summary="Air naik. Warga pindah.", html=html)).standfirst == ""
    assert article_view(make.article(summary="Warga mengungsi.", html=html)).standfirst == "Warga mengungsi."
    # Where the beginning is hardly more than markup, more of it is looked at.
    link = f'<a href="https://example.org/{"x" * 600}">Rembang</a>'
    rich = f"<p>{link} - Air naik. Warga pindah ke balai.</p>"
    assert article_view(make.article(summary="Air naik. Warga pindah.", html=rich)).standfirst == ""


def test_neighbours_are_the_next_newer_and_older_articles() -> None:
    made = [view.make() for _, view in views.article_pages(desk(*several(3)))]
    assert [(view.newer and view.newer.text, view.older and view.older.text) for view in made] == [
        (None, "Kabar 2"),
        ("Kabar 3", "Kabar 1"),
        ("Kabar 2", None),
    ]


def test_a_cited_outlet_that_is_a_source_too_is_a_link() -> None:
    source = Source(name="Warta Uji", url="https://www.warta.contoh.test/1", author="Redaksi")
    view = article_view(make.article(source=source, cites=("warta uji", "Kantor Misal")))
    assert [(link.text, link.href) for link in view.cites] == [
        ("Warta Uji", "/sources/warta-uji/"),
        ("Kantor Misal", ""),
    ]
    assert (view.original, view.original_host) == ("https://www.warta.contoh.test/1", "warta.contoh.test")


def test_an_original_that_is_no_web_address_is_not_linked() -> None:
    for url in ("javascript:alert(1)", "ftp://warta.contoh.test/"):
        view = article_view(make.article(source=Source(name="Warta Uji", url=url)))
        assert (view.original, view.original_host) == ("", "")


def test_times_are_those_of_the_digests_own_clock() -> None:
    view = article_view(make.article(date=make.moment("2020-10-05 20:00")), timezone="Asia/Jakarta")
    assert view.date.at.isoformat() == "2020-10-06T03:00:00+07:00"


def test_the_editors_own_keys_reach_the_layouts() -> None:
    assert article_view(make.article(extra={"mood": "calm"})).extra == {"mood": "calm"}


# --- The digest --------------------------------------------------------------------------------------------------


def test_the_navigation_names_sections_only_where_they_are_few() -> None:
    few = desk(*(make.article(f"A{n}", section=f"S{n}") for n in range(8))).site
    many = desk(*(make.article(f"A{n}", section=f"S{n}") for n in range(9))).site
    assert (len(few.sections), few.all_sections) == (8, "")
    assert (many.sections, many.all_sections) == ((), "/sections/")


def test_indexes_that_would_be_empty_are_not_linked() -> None:
    site = desk(make.article()).site
    assert (site.tags, site.sources, site.sections, site.languages) == ("", "", (), ())


def test_only_feeds_that_are_made_are_told_of() -> None:
    assert desk(outputs=("html",)).site.feeds == ()
    feeds = desk(outputs=("html", "rss"), base_url="https://example.org/digest/").site.feeds
    assert [feed.href for feed in feeds] == ["https://example.org/digest/feed.xml"]


@pytest.mark.parametrize(
    ("author", "href"),
    [
        (Author(name="Redaksi", url="https://example.org/", email="a@example.org"), "https://example.org/"),
        (Author(name="Redaksi", email="a@example.org"), "mailto:a@example.org"),
        (Author(name="Redaksi"), ""),
    ],
)
def test_the_editor_is_reached_at_their_site_or_mailbox(author: Author, href: str) -> None:
    editor = desk(author=author).site.editor
    assert editor is not None
    assert editor.href == href


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("id", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("ur", "rtl"),
        ("en-US", "ltr"),
    ],
)
def test_a_language_is_written_in_the_direction_of_its_script(lang: str, expected: str) -> None:
    assert views.direction(lang) == expected


# --- Indexes -----------------------------------------------------------------------------------------------------


def entry(text: str) -> Entry:
    return Entry(text=text, href="", count=1)


def test_a_short_index_has_no_letters() -> None:
    assert [group.letter for group in indexes.by_letter([entry("Air"), entry("Banjir")])] == [""]


def test_a_long_index_is_filed_by_letters_of_any_script_without_their_marks() -> None:
    names = ["1998", "Air", "Élan", "empat", "زراعة", "市場", *(f"Uji {n}" for n in range(20))]
    assert [group.letter for group in indexes.by_letter(list(map(entry, names)))] == ["#", "A", "E", "ز", "市", "U"]


def test_a_year_of_the_archive_has_twelve_months_of_which_those_with_articles_are_links() -> None:
    view = views.archive_page(desk(*several(2), make.article("Lama", date=make.moment("2019-03-01"))))
    assert [(year.date.at.year, year.count, len(year.months)) for year in view.years] == [(2020, 2, 12), (2019, 1, 12)]
    linked = [month.href for year in view.years for month in year.months if month.href]
    assert linked == ["/archive/2020/10/", "/archive/2019/03/"]


def test_a_language_has_one_alternate_and_an_undetermined_one_none() -> None:
    group = [
        make.article("Satu", lang="id"),
        make.article("One", lang="en", translation_of="satu"),
        make.article("Uno", lang="en", translation_of="satu"),
        make.article("Eins", lang="und", translation_of="satu"),
    ]
    at_hand = desk(*group)
    view = next(view for article, view in views.article_pages(at_hand) if article.id == "satu").make()
    assert sorted(alternate.lang for alternate in view.alternates) == ["en", "id"]
    assert len(view.translations) == 3


def test_an_excerpt_is_no_alternate_of_what_stands_here() -> None:
    wire = Source(name="Wire", url="https://wire.example/1")
    group = [
        make.article("Satu", lang="id"),
        make.article("One", lang="en", translation_of="satu", rights="excerpt", source=wire),
    ]
    views_of = {article.id: view.make() for article, view in views.article_pages(desk(*group))}
    assert [alternate.lang for alternate in views_of["satu"].alternates] == ["id"]
    assert views_of["one"].alternates == ()
    assert [link.text for link in views_of["satu"].translations] == ["en"]


def test_an_article_without_a_summary_is_described_by_its_title() -> None:
    assert article_view(make.article("Satu", summary=""), description="Tentang digest").description == "Satu"


def test_no_more_cards_are_remembered_than_a_worker_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_MOST_REMEMBERED", 3)
    made = desk(*several(9))
    found = [cards.card(made, article, "id") for article in made.library.articles]
    assert len(made.cards) <= 3
    assert [card.title for card in found] == [article.title for article in made.library.articles]


def test_letters_of_ascii_are_told_as_those_of_any_text() -> None:
    every = "".join(map(chr, range(128)))
    assert texts.letters(every) == texts.letters(f"{every}\u00e9")[:-1] == string.digits + string.ascii_lowercase * 2
