"""What is published, how much of it is shown, and in which order."""

from dataclasses import replace

import pytest

from kliping import library
from kliping.library import Selection
from kliping.model import Article, Config, Image, LeftOut, Library, Source, SourceSettings
from tests import make

NOW = make.moment(make.NOW)


def arrange(*articles: Article, config: Config | None = None, selection: Selection | None = None) -> Library:
    arranged, problems = library.arrange(articles, config or make.config(), selection or Selection(now=NOW))
    assert problems == ()
    return arranged


def titles(arranged: Library) -> list[str]:
    return [article.title for article in arranged.articles]


def only(arranged: Library) -> Article:
    (article,) = arranged.articles
    return article


# --- What is published -------------------------------------------------------------------------------------------


def test_an_ordinary_article_is_published() -> None:
    assert titles(arrange(make.article("A"))) == ["A"]


def test_a_draft_is_left_out_unless_asked_for() -> None:
    draft = make.article("A", draft=True)
    arranged = arrange(draft)
    assert (arranged.articles, arranged.left_out) == ((), (LeftOut(path=draft.path, reason="draft"),))
    assert titles(arrange(draft, selection=Selection(now=NOW, drafts=True))) == ["A"]


def test_the_future_begins_right_after_now() -> None:
    assert titles(arrange(make.article("A", date=NOW))) == ["A"]
    later = make.article("B", date=make.moment("2020-10-25 12:01"))
    arranged = arrange(later)
    assert (arranged.articles, arranged.left_out) == ((), (LeftOut(path=later.path, reason="future"),))
    assert titles(arrange(later, selection=Selection(now=NOW, future=True))) == ["B"]


def test_now_and_a_date_may_be_of_different_zones() -> None:
    assert titles(arrange(make.article("A", date=make.moment("2020-10-25 19:00", "Asia/Jakarta")))) == ["A"]
    assert titles(arrange(make.article("A", date=make.moment("2020-10-25 19:01", "Asia/Jakarta")))) == []


def test_an_article_expires_at_its_moment_and_not_before() -> None:
    expired = make.article("A", expires=NOW)
    assert arrange(expired).left_out == (LeftOut(path=expired.path, reason="expired"),)
    assert titles(arrange(make.article("B", expires=make.moment("2020-10-25 12:01")))) == ["B"]


def test_asking_for_drafts_and_the_future_does_not_bring_back_what_expired() -> None:
    selection = Selection(now=NOW, drafts=True, future=True)
    assert titles(arrange(make.article("A", draft=True, expires=NOW), selection=selection)) == []


def test_a_draft_of_the_future_needs_both() -> None:
    article = make.article("A", draft=True, date=make.moment("2020-12-01"))
    assert titles(arrange(article, selection=Selection(now=NOW, drafts=True))) == []
    assert titles(arrange(article, selection=Selection(now=NOW, future=True))) == []
    assert titles(arrange(article, selection=Selection(now=NOW, drafts=True, future=True))) == ["A"]


def test_what_is_left_out_appears_in_no_index() -> None:
    hidden = {"tags": ("X",), "section": "S", "source": Source(name="Y"), "lang": "ar"}
    arranged = arrange(make.article("A", draft=True, **hidden), make.article("B", expires=NOW, **hidden))
    assert arranged.tags == arranged.sources == arranged.sections == arranged.languages == arranged.months == ()


# --- Rights ------------------------------------------------------------------------------------------------------

PICTURE = Image(src="/images/pasar.jpg", alt="Pasar")
RICH = make.article("A", body="Rahasia.\n", html="<p>Rahasia.</p>", summary="A & <b>", image=PICTURE, note="<p>N.</p>")


def test_an_article_is_shown_in_full_where_nothing_says_otherwise() -> None:
    shown = only(arrange(RICH))
    assert (shown.rights, shown.html, shown.body) == ("full", RICH.html, RICH.body)


def test_an_excerpt_is_never_nearly_the_whole_of_a_text() -> None:
    text = "Air sungai surut pada Senin pagi. Warga pulang ke rumah dan membersihkan lumpur di jalan raya."
    short = make.article("Air", summary=text, html=f"<p>{text}</p>", rights="excerpt")
    shown = library.addressed(short, make.config()).summary
    assert shown.endswith(" …")
    assert len(shown) < len(text) * 0.6
    assert library.addressed(replace(short, rights="full"), make.config()).summary == text


def test_of_an_excerpt_only_the_summary_is_left_and_it_is_escaped() -> None:
    shown = only(arrange(replace(RICH, rights="excerpt")))
    assert (shown.rights, shown.html, shown.body) == ("excerpt", "<p>A &amp; &lt;b&gt;</p>", "")
    assert (shown.image, shown.summary) == (PICTURE, RICH.summary)


def test_of_a_link_title_source_and_note_are_left() -> None:
    shown = only(arrange(replace(RICH, rights="link", source=Source(name="Y"))))
    assert (shown.html, shown.body, shown.summary, shown.image) == ("", "", "", None)
    assert (shown.title, shown.note, shown.source) == (RICH.title, RICH.note, Source(name="Y"))


def test_the_articles_rights_win_over_its_sources() -> None:
    config = make.config(sources=(SourceSettings(name="Contoh Harian", rights="link"),))
    of_source = replace(RICH, source=Source(name="CONTOH HARIAN"))
    assert only(arrange(of_source, config=config)).rights == "link"
    assert only(arrange(replace(of_source, rights="full"), config=config)).html == RICH.html


def test_the_indexes_hold_the_articles_as_cut() -> None:
    arranged = arrange(replace(RICH, rights="link", tags=("X",), source=Source(name="Y"), section="Z"))
    for terms in (arranged.tags, arranged.sources, arranged.sections, arranged.languages, arranged.months):
        assert [article.html for term in terms for article in term.articles] == [""]


# --- Order -------------------------------------------------------------------------------------------------------


def test_articles_stand_newest_first() -> None:
    old, new = make.article("Old"), make.article("New", date=make.moment("2020-10-06"))
    assert titles(arrange(old, new)) == titles(arrange(new, old)) == ["New", "Old"]


def test_articles_of_one_moment_stand_in_order_of_id_whatever_the_zone() -> None:
    a = make.article("A", id="a", date=make.moment("2020-10-05 07:00", "Asia/Jakarta"))
    b = make.article("B", id="b", date=make.moment("2020-10-05 00:00"))
    assert titles(arrange(a, b)) == titles(arrange(b, a)) == ["B", "A"]


def test_what_is_left_out_is_told_in_order_of_path() -> None:
    a, b = make.article("A", draft=True), make.article("B", draft=True)
    assert (
        arrange(b, a).left_out == arrange(a, b).left_out == tuple(LeftOut(path=x.path, reason="draft") for x in (a, b))
    )


# --- Addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("/{year}/{month}/{day}/{slug}/", "2020/10/06/pasar/"),
        ("/{slug}/", "pasar/"),
        ("/berita/{id}/", "berita/a-1/"),
        ("/{lang}/{section}/{slug}/", "pt-br/kota-tua/pasar/"),
        ("/{year}{month}{day}-{slug}/", "20201006-pasar/"),
    ],
)
def test_a_permalink_is_filled_in_with_the_day_in_the_digests_zone(permalink: str, address: str) -> None:
    date = make.moment("2020-10-05 20:00")
    article = make.article("A", slug="pasar", id="A 1", lang="pt-BR", section="Kota Tua", date=date)
    config = make.config(permalink=permalink, timezone="Asia/Jakarta")
    assert only(arrange(article, config=config)).address == address


def test_a_field_without_a_value_leaves_no_empty_folder() -> None:
    config = make.config(permalink="/{section}/{slug}/")
    assert only(arrange(make.article("A", slug="pasar"), config=config)).address == "pasar/"


@pytest.mark.parametrize("article_id", ["!!!", "..", "/", "—"])
def test_an_id_without_a_letter_still_has_an_address_of_its_own_below_the_root(article_id: str) -> None:
    config = make.config(permalink="/{id}/")
    address = only(arrange(make.article("A", id=article_id), config=config)).address
    assert not address.startswith("/")
    assert len(address) > 1


def test_an_early_year_has_four_digits() -> None:
    article = make.article("A", slug="a", date=make.moment("0800-01-02"))
    assert only(arrange(article)).address == "0800/01/02/a/"


# --- Indexes -----------------------------------------------------------------------------------------------------


def test_spellings_that_share_a_slug_are_one_tag_named_as_most_articles_name_it() -> None:
    arranged = arrange(
        make.article("A", tags=("nato",)), make.article("B", tags=("NATO",)), make.article("C", tags=("NATO", "Pasar"))
    )
    (nato, pasar) = arranged.tags
    assert (nato.key, nato.name, nato.address, len(nato.articles)) == ("nato", "NATO", "tags/nato/", 3)
    assert (pasar.name, [article.title for article in pasar.articles]) == ("Pasar", ["C"])


def test_two_spellings_in_one_article_count_it_once_by_the_first() -> None:
    (term,) = arrange(make.article("A", tags=("Nato", "NATO"))).tags
    assert (term.name, len(term.articles)) == ("Nato", 1)


def test_of_two_spellings_used_alike_the_same_one_is_taken_every_time() -> None:
    a, b = make.article("A", tags=("nato",)), make.article("B", tags=("NATO",))
    assert arrange(a, b).tags[0].name == arrange(b, a).tags[0].name == "NATO"


def test_tags_stand_in_order_of_name_whatever_their_case() -> None:
    arranged = arrange(make.article("A", tags=("pasar", "Air", "Banjir", "ekonomi")))
    assert [term.name for term in arranged.tags] == ["Air", "Banjir", "ekonomi", "pasar"]


def test_an_article_without_section_or_source_is_in_no_list_of_them() -> None:
    arranged = arrange(make.article("A"))
    assert (arranged.sections, arranged.sources) == ((), ())


def test_a_source_is_named_as_config_names_it_with_its_own_site() -> None:
    config = make.config(sources=(SourceSettings(name="Contoh Harian", url="https://harian.example.org/"),))
    arranged = arrange(
        make.article("A", source=Source(name="contoh harian", url="https://other.example/")), config=config
    )
    (term,) = arranged.sources
    assert (term.key, term.name, term.url) == ("contoh-harian", "Contoh Harian", "https://harian.example.org/")
    assert term.address == "sources/contoh-harian/"


def test_the_digests_own_language_comes_first_and_at_the_root() -> None:
    articles = [make.article(f"A{n}", lang="id") for n in range(2)] + [make.article("B", lang="en")]
    arranged = arrange(*articles, make.article("C", lang="pt-BR"), config=make.config(lang="en"))
    assert [(term.key, term.address) for term in arranged.languages] == [("en", ""), ("id", "id/"), ("pt-BR", "pt-br/")]


def test_an_undetermined_language_has_no_list() -> None:
    assert arrange(make.article("A", lang="und")).languages == ()


def test_months_are_those_of_the_digests_time_zone_newest_first() -> None:
    edge = make.article("Edge", date=make.moment("2020-09-30 20:00"))
    old = make.article("Old", date=make.moment("2019-12-31"))
    arranged = arrange(edge, old, config=make.config(timezone="Asia/Jakarta"))
    assert [(term.key, term.address) for term in arranged.months] == [
        ("2020-10", "archive/2020/10/"),
        ("2019-12", "archive/2019/12/"),
    ]
    assert [term.key for term in arrange(edge).months] == ["2020-09"]


# --- Ids ---------------------------------------------------------------------------------------------------------


def test_an_id_that_two_articles_claim_is_an_error_that_names_both() -> None:
    first, second = make.article("A", id="x"), make.article("B", id="x", draft=True)
    _, problems = library.arrange([second, first], make.config(), Selection(now=NOW))
    (problem,) = problems
    assert (problem.code, problem.span.path, problem.is_error) == ("id-duplicate", second.path, True)
    assert first.path in problem.text


def test_names_that_differ_by_a_sign_are_different_tags_whatever_the_order() -> None:
    tags = ("C", "C++", "C#", "c++")
    for order in (tags, tags[::-1]):
        terms = arrange(make.article("A", tags=order)).tags
        assert [(term.key, term.address, len(term.articles)) for term in terms] == [
            ("c", "tags/c/", 1),
            ("c-sharp", "tags/c-sharp/", 1),
            ("c-plus-plus", "tags/c-plus-plus/", 1),
        ]


def test_what_tells_the_same_is_one_group_whoever_names_whom() -> None:
    chain = [
        make.article("a"),
        make.article("b", translation_of="a"),
        make.article("c", translation_of="b"),
        make.article("d", translation_of="nowhere"),
        make.article("e", translation_of="nowhere"),
        make.article("f", translation_of="g"),
        make.article("g", translation_of="f"),
        make.article("h"),
    ]
    arranged, _ = library.arrange(chain, make.config(), Selection(now=make.moment("2021-01-01")))
    groups = {frozenset(other.id for other in group) for group in arranged.translations.values()}
    assert groups == {frozenset("abc"), frozenset("de"), frozenset("fg")}
    assert set(arranged.translations) == set("abcdefg")
