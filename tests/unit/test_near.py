"""What becomes of near copies: by config.yaml, once and for all, and whatever the editor does."""

import json
from dataclasses import replace

import pytest

from kliping import content
from kliping.ingest import Decisions
from kliping.model import Article, IngestSettings, ItemReport, Seed, Source
from kliping.records import Record
from tests import make
from tests.unit.desk import Desk
from tests.unit.test_duplicates import altered, story

OTHER = story(2)


def seed(name: str, body: str, day: int = 5, url: str = "") -> Seed:
    return make.seed(
        body,
        file=f"seeds/{name}.txt",
        title=f"Kabar {name}",
        date=make.moment(f"2020-10-{day:02}"),
        source=Source(name="Contoh Harian", url=url),
    )


FIRST = seed("satu", story(1))
COPY = seed("dua", altered(story(1), 30), day=6)


@pytest.fixture(params=["read", "glanced at"], autouse=True)
def shortcut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "glances_at_what_it_knows", request.param == "glanced at")


def desk(duplicates: str = "draft", *, review: bool = False) -> Desk:
    settings = {"keep": IngestSettings(duplicates="keep"), "skip": IngestSettings(duplicates="skip")}
    return Desk(config=make.config(ingest=replace(settings.get(duplicates, IngestSettings()), review=review)))


def of(decisions: Decisions, clipping: Seed) -> ItemReport:
    return next(item for item in decisions.items if item.file == clipping.file)


def article(desk: Desk, decisions: Decisions, clipping: Seed) -> Article:
    path = of(decisions, clipping).article
    read, problems = content.parse(desk.texts[path], path, desk.config)
    assert read is not None, problems
    return read


# --- By config.yaml ----------------------------------------------------------------------------------------------


def test_a_near_copy_is_a_draft_that_says_whose_copy_it_is() -> None:
    place = desk()
    decisions = place.ingest(FIRST, COPY)
    first, copy = (article(place, decisions, clipping) for clipping in (FIRST, COPY))
    assert (first.draft, first.duplicate_of) == (False, "")
    assert (copy.draft, copy.duplicate_of) == (True, first.id)
    assert (of(decisions, COPY).fate, of(decisions, COPY).duplicate_of) == ("ingested", first.id)
    assert "%" in of(decisions, COPY).reason


def test_a_near_copy_may_be_kept_and_is_reported_all_the_same() -> None:
    place = desk("keep")
    decisions = place.ingest(FIRST, COPY)
    copy = article(place, decisions, COPY)
    assert (copy.draft, copy.duplicate_of) == (False, "")
    assert of(decisions, COPY).duplicate_of == article(place, decisions, FIRST).id


def test_a_near_copy_may_be_left_out_and_stays_so_until_config_says_otherwise() -> None:
    place = desk("skip")
    decisions = place.ingest(FIRST, COPY)
    assert (of(decisions, COPY).fate, of(decisions, COPY).article, len(place.texts)) == ("duplicate", "", 1)
    first_id = article(place, decisions, FIRST).id
    assert place.records[COPY.file] == Record(
        id=COPY.sha256[:16], sha256=COPY.sha256, duplicate_of=first_id, skipped=True
    )
    for clippings in ((FIRST, COPY), (COPY,)):
        again = place.ingest(*clippings)
        assert (of(again, COPY).fate, of(again, COPY).duplicate_of, again.writes) == ("duplicate", first_id, {})


@pytest.mark.parametrize(("policy", "told"), [("keep", (False, "")), ("draft", (True, FIRST.sha256[:16]))])
def test_a_near_copy_that_was_left_out_is_written_once_config_wants_it(policy: str, told: tuple[bool, str]) -> None:
    place = desk("skip")
    place.ingest(FIRST, COPY)
    place.config = desk(policy).config
    decisions = place.ingest(FIRST, COPY)
    copy = article(place, decisions, COPY)
    assert (of(decisions, COPY).fate, copy.draft, copy.duplicate_of) == ("ingested", *told)
    assert place.records[COPY.file] == Record(id=copy.id, sha256=COPY.sha256, duplicate_of=FIRST.sha256[:16])
    again = place.ingest(FIRST, COPY)
    assert (of(again, COPY).fate, again.writes) == ("unchanged", {})
    del place.texts[copy.path]
    assert (of(place.ingest(FIRST, COPY), COPY).article, len(place.texts)) == ("", 1)


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("policy", ["keep", "skip"])
def test_a_draft_that_is_a_copy_is_one_no_longer_where_copies_are_kept_unless_it_was_edited(
    policy: str, *, is_edited: bool
) -> None:
    place = desk()
    path = of(place.ingest(FIRST, COPY), COPY).article
    if is_edited:
        place.edit("Kabar dua", "Kabar kedua", path)
    before = place.texts[path]
    place.config = desk(policy).config
    place.glanced_at.clear()  # as memory forgets them when this setting changes
    decisions = place.ingest(FIRST, COPY)
    if policy == "skip" or is_edited:
        assert (decisions.writes, place.texts[path]) == ({}, before)
    else:
        assert (of(decisions, COPY).fate, of(decisions, COPY).duplicate_of) == ("ingested", FIRST.sha256[:16])
        assert "draft:" not in place.texts[path]
        assert "duplicate_of:" not in place.texts[path]


@pytest.mark.parametrize("policy", ["keep", "draft", "skip"])
def test_a_second_run_changes_nothing_and_reports_the_same(policy: str) -> None:
    place = desk(policy)
    first = place.ingest(FIRST, COPY)
    texts, records = dict(place.texts), dict(place.records)
    again = place.ingest(FIRST, COPY)
    assert (place.texts, place.records, again.writes, again.bases) == (texts, records, {}, [])
    assert [item.duplicate_of for item in again.items] == [item.duplicate_of for item in first.items]


def test_with_review_a_draft_that_is_a_copy_says_so_too() -> None:
    place = desk(review=True)
    decisions = place.ingest(FIRST, COPY)
    assert article(place, decisions, FIRST).draft
    assert article(place, decisions, COPY).duplicate_of


# --- Which is the original ---------------------------------------------------------------------------------------


def test_the_earlier_of_two_new_clippings_is_the_original() -> None:
    older = replace(COPY, date=make.moment("2020-10-01"))
    decisions = desk().ingest(FIRST, older)
    assert (of(decisions, FIRST).duplicate_of, of(decisions, older).duplicate_of) == (older.sha256[:16], "")


def test_of_one_day_the_first_path_is_the_original_and_without_a_day_the_last() -> None:
    same_day = replace(COPY, date=FIRST.date)
    decisions = desk().ingest(FIRST, same_day)
    assert of(decisions, FIRST).duplicate_of == same_day.sha256[:16]
    undated = replace(COPY, date=None)
    assert of(desk().ingest(FIRST, undated), undated).duplicate_of == FIRST.sha256[:16]


def test_what_is_in_content_already_is_the_original() -> None:
    place = desk()
    place.ingest(COPY)
    decisions = place.ingest(COPY, FIRST)
    assert (of(decisions, COPY).fate, of(decisions, FIRST).duplicate_of) == ("unchanged", COPY.sha256[:16])


def test_an_article_that_the_editor_wrote_is_an_original_too() -> None:
    place = desk()
    front = "---\nid: mine\ntitle: Saya\ndate: 2020-10-09\n---\n\n"
    place.texts["content/saya.md"] = front + story(1)
    assert of(place.ingest(COPY), COPY).duplicate_of == "mine"


def test_a_copy_in_content_is_nobody_s_original() -> None:
    place = desk()
    place.ingest(FIRST, COPY)
    third = seed("tiga", altered(altered(story(1), 30), 31), day=7)
    assert of(place.ingest(FIRST, COPY, third), third).duplicate_of == FIRST.sha256[:16]


def test_the_same_address_is_a_duplicate_whatever_it_says() -> None:
    one = seed("satu", story(1), url="https://harian.example/a?utm_source=x")
    two = seed("dua", OTHER, url="http://www.harian.example/a/")
    three = seed("tiga", story(3), url="https://harian.example/b")
    decisions = desk().ingest(one, two, three)
    assert [item.duplicate_of for item in decisions.items] == ["", two.sha256[:16], ""]


def test_the_order_of_clippings_does_not_matter() -> None:
    clippings = [FIRST, COPY, seed("tiga", OTHER), seed("empat", altered(OTHER, 40), day=4), seed("lima", story(5))]
    forwards, backwards = desk().decide(*clippings), desk().decide(*reversed(clippings))
    assert forwards == backwards
    assert sum(bool(item.duplicate_of) for item in forwards.items) == 2


def test_follow_ups_and_shared_boilerplate_are_articles_of_their_own() -> None:
    quoted = "\n\n".join([story(8, 160), *story(1).split("\n\n")[:2]])
    footer = story(500, 100)
    clippings = [
        FIRST, seed("lanjutan", quoted, day=6), seed("a", f"{story(10, 60)}\n\n{footer}"),
        seed("b", f"{story(11, 60)}\n\n{footer}"),
    ]  # fmt: skip
    assert {item.duplicate_of for item in desk().ingest(*clippings).items} == {""}


# --- And then ----------------------------------------------------------------------------------------------------


def published(place: Desk, path: str) -> None:
    text = place.texts[path]
    place.texts[path] = text.replace("draft: true\n", "").replace(f"duplicate_of: {FIRST.sha256[:16]}\n", "")
    assert place.texts[path] != text


def test_a_copy_that_its_editor_published_stays_published() -> None:
    place = desk()
    path = of(place.ingest(FIRST, COPY), COPY).article
    published(place, path)
    before = place.texts[path]
    again = place.ingest(FIRST, COPY)
    assert (of(again, COPY).fate, again.writes, place.texts[path]) == ("unchanged", {}, before)
    changed = replace(make.seed(COPY.body.strip() + "\n\nTambahan."), file=COPY.file, title=COPY.title, date=COPY.date)
    changed = replace(changed, source=COPY.source)
    assert of(place.ingest(FIRST, changed), changed).fate == "merged"
    assert "Tambahan." in place.texts[path]
    assert "draft:" not in place.texts[path]
    assert "duplicate_of:" not in place.texts[path]


def test_a_copy_whose_editor_deleted_it_stays_deleted() -> None:
    place = desk()
    del place.texts[of(place.ingest(FIRST, COPY), COPY).article]
    again = place.ingest(FIRST, COPY)
    assert again.writes == {}
    assert of(again, COPY).article == ""


def changed_to(body: str) -> Seed:
    return replace(COPY, body=f"{body}\n", sha256=make.seed(body).sha256)


def test_a_copy_that_comes_to_say_something_of_its_own_is_one_no_longer() -> None:
    place = desk()
    path = of(place.ingest(FIRST, COPY), COPY).article
    own = changed_to(OTHER)
    decisions = place.ingest(FIRST, own)
    assert (of(decisions, own).fate, of(decisions, own).article, of(decisions, own).duplicate_of) == (
        "ingested",
        path,
        "",
    )
    assert "draft:" not in place.texts[path]
    assert "duplicate_of:" not in place.texts[path]
    again = place.ingest(FIRST, own)
    assert (of(again, own).fate, again.writes) == ("unchanged", {})


def test_a_copy_that_changes_a_little_is_one_still() -> None:
    place = desk()
    path = of(place.ingest(FIRST, COPY), COPY).article
    little = changed_to(altered(story(1), 33))
    assert of(place.ingest(FIRST, little), little).duplicate_of == FIRST.sha256[:16]
    assert "draft: true\n" in place.texts[path]
    assert of(place.ingest(FIRST, little), little).fate == "unchanged"


def test_a_copy_that_was_left_out_and_now_says_something_of_its_own_is_written() -> None:
    place = desk("skip")
    place.ingest(FIRST, COPY)
    own = changed_to(OTHER)
    decisions = place.ingest(FIRST, own)
    assert (of(decisions, own).fate, of(decisions, own).duplicate_of, len(place.texts)) == ("ingested", "", 2)
    assert of(place.ingest(FIRST, own), own).fate == "unchanged"


def test_a_clipping_cannot_bring_its_own_duplicate_of() -> None:
    clipping = replace(FIRST, fields=(("duplicate_of", "somebody"),))
    place = desk()
    assert article(place, place.ingest(clipping), clipping).duplicate_of == ""


def test_the_report_accounts_for_how_a_clipping_was_read() -> None:
    decisions = desk().ingest(FIRST)
    account = json.loads(of(decisions, FIRST).account)
    assert account["format"] == "text"
    assert account["facts"]["title"]["value"] == "Kabar satu"
    assert account["facts"]["date"]["origin"] == "inferred"
