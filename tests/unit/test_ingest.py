"""What becomes of each clipping: the whole table of decisions, with git's own merges."""

from dataclasses import replace
from pathlib import Path

import pytest

from kliping import content, git, places, seal
from kliping.ingest import Decisions
from kliping.model import IngestSettings, ItemReport, Language, Seed, Source
from kliping.records import Record
from tests import make
from tests.unit.desk import PATH, Desk

BODY = "Satu pasar.\n\nDua kios.\n\nTiga orang.\n\nEmpat hari.\n\nLima jam."
CLIPPING = make.seed(BODY)


@pytest.fixture(params=["read", "glanced at"], autouse=True)
def shortcut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole table holds twice: with every clipping read, and with those only glanced at that did not change."""
    monkeypatch.setattr(Desk, "glances_at_what_it_knows", request.param == "glanced at")


def fates(decisions: Decisions) -> list[str]:
    return [item.fate for item in decisions.items]


def item(decisions: Decisions) -> ItemReport:
    (only,) = decisions.items
    return only


def changed(old: str = "Lima jam.", new: str = "Enam jam.", clipping: Seed = CLIPPING) -> Seed:
    """The clipping as its publisher corrected it."""
    return replace(make.seed(clipping.body.replace(old, new).strip("\n")), file=clipping.file)


@pytest.fixture
def desk() -> Desk:
    """A digest whose one clipping has been ingested."""
    fresh = Desk()
    fresh.ingest(CLIPPING)
    return fresh


# --- New ---------------------------------------------------------------------------------------------------------


def test_a_new_clipping_becomes_an_article() -> None:
    desk = Desk()
    decisions = desk.ingest(CLIPPING)
    assert replace(item(decisions), account="") == ItemReport(file="seeds/pasar.txt", fate="ingested", article=PATH)
    article, problems = content.parse(desk.texts[PATH], PATH, desk.config)
    assert problems == ()
    assert article is not None
    assert (article.id, article.body.strip(), article.draft) == (CLIPPING.sha256[:16], BODY, False)
    assert decisions.records == {"seeds/pasar.txt": Record(id=article.id, sha256=CLIPPING.sha256)}
    assert decisions.paths == {"seeds/pasar.txt": PATH}
    assert decisions.bases == [desk.texts[PATH]]


def test_a_second_run_writes_nothing(desk: Desk) -> None:
    decisions = desk.ingest(CLIPPING)
    assert (fates(decisions), decisions.writes, decisions.bases, decisions.problems) == (["unchanged"], {}, [], [])


def test_the_order_of_seeds_does_not_matter() -> None:
    seeds = [make.seed(f"Kabar {number % 3}.", file=f"seeds/{number}.txt") for number in range(6)]
    forwards, backwards = Desk().decide(*seeds), Desk().decide(*reversed(seeds))
    assert forwards == backwards
    assert list(forwards.writes) == list(backwards.writes)


def test_with_review_a_new_article_is_a_draft() -> None:
    desk = Desk(config=make.config(ingest=IngestSettings(review=True)))
    desk.ingest(CLIPPING)
    assert "\ndraft: true\n" in desk.texts[PATH]


def test_two_clippings_of_one_title_and_day_get_slugs_of_their_own() -> None:
    desk = Desk()
    desk.ingest(CLIPPING, make.seed("Lain.", file="seeds/lain.txt"), make.seed("Lagi.", file="seeds/lagi.txt"))
    paths = [PATH, PATH.replace(".md", "-2.md"), PATH.replace(".md", "-3.md")]
    assert sorted(desk.texts) == sorted(paths)
    assert "\nslug: pasar-pagi-buka-lagi-2\n" in desk.texts[paths[1]]


def test_a_slug_that_came_with_two_clippings_is_numbered_in_path_and_front_matter() -> None:
    desk = Desk()
    desk.ingest(*(make.seed(f"Kabar {n}.", file=f"seeds/{n}.txt", fields=(("slug", "kabar"),)) for n in (1, 2)))
    assert sorted(desk.texts) == ["content/2020/2020-10-05-kabar-2.md", "content/2020/2020-10-05-kabar.md"]
    assert "\nslug: kabar-2\n" in desk.texts["content/2020/2020-10-05-kabar-2.md"]


def test_a_path_that_differs_only_in_case_is_taken() -> None:
    desk = Desk(texts={PATH.upper().replace("CONTENT", "content"): "an editor's own file"})
    decisions = desk.ingest(CLIPPING)
    assert item(decisions).article == PATH.replace(".md", "-2.md")


def test_a_broken_file_of_content_is_not_overwritten_either() -> None:
    desk = Desk(texts={PATH: "---\nbroken: [\n---\n"})
    assert item(desk.ingest(CLIPPING)).article == PATH.replace(".md", "-2.md")
    assert desk.texts[PATH] == "---\nbroken: [\n---\n"


def test_a_title_without_a_letter_is_named_by_its_id() -> None:
    clipping = make.seed(BODY, title="!!!")
    assert item(Desk().ingest(clipping)).article == f"content/2020/2020-10-05-{clipping.sha256[:16]}.md"


def test_a_clipping_that_would_make_a_broken_article_is_set_aside_and_tried_again() -> None:
    desk = Desk()
    for _ in range(2):
        decisions = desk.ingest(make.seed(BODY, title=""))
        assert (fates(decisions), decisions.writes, desk.records) == (["set_aside"], {}, {})
        (problem,) = decisions.problems
        assert (problem.code, problem.severity, problem.span.path) == ("seed-unusable", "warning", "seeds/pasar.txt")
        assert problem.hint


def test_the_items_of_one_file_are_clippings_of_their_own() -> None:
    desk = Desk()
    items = [make.seed(f"Kabar {n}.", file="seeds/a.json", item=str(n), title=f"Kabar {n}") for n in (1, 2)]
    assert fates(desk.ingest(*items)) == ["ingested", "ingested"]
    assert set(desk.records) == {"seeds/a.json#1", "seeds/a.json#2"}
    assert fates(desk.ingest(*items)) == ["unchanged", "unchanged"]


# --- The clipping changed, the article did not -------------------------------------------------------------------


def test_an_untouched_article_is_written_again_when_its_clipping_changed(desk: Desk) -> None:
    first_id = CLIPPING.sha256[:16]
    decisions = desk.ingest(changed())
    assert item(decisions).fate == "ingested"
    assert item(decisions).article == PATH
    assert "Enam jam." in desk.texts[PATH]
    assert f"\nid: {first_id}\n" in desk.texts[PATH]
    assert desk.records["seeds/pasar.txt"] == Record(id=first_id, sha256=changed().sha256)
    assert seal.is_untouched(desk.texts[PATH])
    assert fates(desk.ingest(changed())) == ["unchanged"]


def test_an_untouched_article_is_written_again_when_the_rules_changed(desk: Desk) -> None:
    ruled = replace(CLIPPING, tags=("Pasar",))
    assert fates(desk.ingest(ruled)) == ["ingested"]
    assert "  - Pasar\n" in desk.texts[PATH]


def test_path_and_slug_stay_when_the_title_or_the_day_changes(desk: Desk) -> None:
    desk.ingest(replace(changed(), title="Judul lain", date=make.moment("2020-10-07")))
    assert list(desk.texts) == [PATH]
    assert "\nslug: pasar-pagi-buka-lagi\n" in desk.texts[PATH]
    assert "\ntitle: Judul lain\n" in desk.texts[PATH]
    assert "\ndate: 2020-10-07\n" in desk.texts[PATH]


def test_a_date_of_ingest_stays_that_of_the_first_ingest() -> None:
    desk = Desk()
    undated = replace(CLIPPING, date=None)
    desk.ingest(undated)
    (path,) = desk.texts
    assert path.startswith("content/2020/2020-10-25-")
    assert "\ndate: 2020-10-25 12:00:00+00:00\n" in desk.texts[path]
    assert "\n  date: ingested\n" in desk.texts[path]
    desk.now = make.moment("2021-01-01 08:00")
    assert fates(desk.ingest(undated)) == ["unchanged"]
    desk.ingest(replace(changed(), date=make.moment("2020-10-01")))
    assert "\ndate: 2020-10-25 12:00:00+00:00\n" in desk.texts[path]
    assert "\n  date: ingested\n" in desk.texts[path]


def test_an_untouched_draft_stays_a_draft_when_review_is_switched_off() -> None:
    desk = Desk(config=make.config(ingest=IngestSettings(review=True)))
    desk.ingest(CLIPPING)
    desk.config = make.config()
    desk.ingest(changed())
    assert "\ndraft: true\n" in desk.texts[PATH]


def test_a_change_that_would_break_the_article_leaves_it_as_it_was(desk: Desk) -> None:
    before = desk.texts[PATH]
    decisions = desk.ingest(replace(changed(), title=""))
    assert (fates(decisions), desk.texts[PATH]) == (["set_aside"], before)
    assert [problem.code for problem in decisions.problems] == ["seed-unusable"]


# --- The editor was there ----------------------------------------------------------------------------------------


def test_an_edit_stands_while_the_clipping_stays(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    desk.edit("lang: id\n", "lang: id\nmood: calm  # mine\n")
    decisions = desk.ingest(replace(CLIPPING, tags=("New rules",)))
    assert (fates(decisions), decisions.writes) == (["unchanged"], {})


def test_an_edit_and_a_changed_clipping_are_joined(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    desk.edit("title: Pasar pagi buka lagi\n", "title: Judul saya\n")
    desk.edit("summary:", "mood: calm  # mine\nsummary:")
    decisions = desk.ingest(changed())
    assert (item(decisions).fate, item(decisions).article) == ("merged", PATH)
    for line in ("Satu pasar tua.", "Enam jam.", "title: Judul saya", "mood: calm  # mine", changed().sha256):
        assert line in desk.texts[PATH]
    assert decisions.problems == []
    assert list(desk.texts) == [PATH]


def test_an_edit_survives_any_number_of_changes(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    clipping = CLIPPING
    for old, new in (("Lima jam.", "Enam jam."), ("Enam jam.", "Tujuh jam."), ("Empat hari.", "Sehari.")):
        clipping = changed(old, new, clipping)
        assert fates(desk.ingest(clipping)) == ["merged"]
        assert fates(desk.ingest(clipping)) == ["unchanged"]
    for line in ("Satu pasar tua.", "Tujuh jam.", "Sehari."):
        assert line in desk.texts[PATH]


def test_a_key_that_the_editor_adds_last_is_joined_too(desk: Desk) -> None:
    desk.edit('"\n---\n', '"\nnote: Baca.\n---\n')
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "\nnote: Baca.\n" in desk.texts[PATH]
    assert changed().sha256 in desk.texts[PATH]
    assert fates(desk.ingest(changed())) == ["unchanged"]


def test_a_published_draft_stays_published() -> None:
    desk = Desk(config=make.config(ingest=IngestSettings(review=True)))
    desk.ingest(CLIPPING)
    desk.edit("draft: true\n", "")
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "draft:" not in desk.texts[PATH]
    assert "Enam jam." in desk.texts[PATH]


def reviewed(said: str) -> Desk:
    """A draft of which its editor decided, and whose clipping then got another text and another summary."""
    desk = Desk(config=make.config(ingest=IngestSettings(review=True)))
    desk.ingest(CLIPPING)
    desk.edit("draft: true\n", said)
    return desk


@pytest.mark.parametrize("said", ["", "draft: false\n"])
def test_a_published_draft_stays_published_though_the_line_beside_it_changes(said: str) -> None:
    desk = reviewed(said)
    for text in ("Enam jam.", "Tujuh jam."):
        clipping = replace(changed(new=text), summary=f"Ringkasan: {text}")
        assert fates(desk.ingest(clipping)) == ["merged"]
        assert f"Ringkasan: {text}" in desk.texts[PATH]
        assert "draft: true" not in desk.texts[PATH]
        assert ("draft: false" in desk.texts[PATH]) == bool(said)
        assert fates(desk.ingest(clipping)) == ["unchanged"]


def test_a_published_draft_that_was_not_edited_needs_no_git() -> None:
    desk = reviewed("")
    desk.merge = lambda *_: git.NOT_INSTALLED
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "Enam jam." in desk.texts[PATH]


@pytest.mark.parametrize("keeps_bases", [True, False])
def test_a_new_version_beside_a_published_draft_is_no_draft(keeps_bases: bool) -> None:
    desk = reviewed("")
    desk.edit("Lima jam.", "Lima jam, kira-kira.")
    if not keeps_bases:
        desk.bases.clear()
    assert fates(desk.ingest(changed())) == ["set_aside"]
    assert "draft:" not in desk.texts[f"{PATH}.new"]
    desk.texts[PATH] = desk.texts.pop(f"{PATH}.new")
    assert fates(desk.ingest(changed())) == ["unchanged"]
    desk.edit("Satu pasar.", "Satu pasar tua.")
    assert fates(desk.ingest(changed("Lima jam.", "Tujuh jam."))) == ["merged"]


def conflict(desk: Desk) -> Decisions:
    """The editor and the publisher changed one line."""
    desk.edit("Lima jam.", "Lima jam, kira-kira.")
    return desk.ingest(changed())


def test_where_both_changed_the_same_line_the_new_version_is_put_beside(desk: Desk) -> None:
    before = desk.texts[PATH].replace("Lima jam.", "Lima jam, kira-kira.")
    decisions = conflict(desk)
    assert (item(decisions).fate, item(decisions).article) == ("set_aside", PATH)
    assert desk.texts[PATH] == before
    assert list(decisions.writes) == [f"{PATH}.new"]
    assert "Enam jam." in desk.texts[f"{PATH}.new"]
    (problem,) = decisions.problems
    assert (problem.code, problem.severity, problem.span.path) == ("new-version-beside", "warning", PATH)
    assert "same lines" in problem.text
    assert f"{PATH}.new" in problem.hint


def test_a_version_beside_is_told_again_but_not_written_again(desk: Desk) -> None:
    conflict(desk)
    decisions = desk.ingest(changed())
    assert (fates(decisions), decisions.writes) == (["set_aside"], {})
    assert [problem.code for problem in decisions.problems] == ["new-version-beside"]


def test_an_untouched_version_beside_makes_way_for_a_newer_one(desk: Desk) -> None:
    conflict(desk)
    decisions = desk.ingest(changed("Lima jam.", "Tujuh jam."))
    assert list(decisions.writes) == [f"{PATH}.new"]
    assert "Tujuh jam." in desk.texts[f"{PATH}.new"]


def test_a_version_beside_that_was_edited_is_kept_and_the_next_number_taken(desk: Desk) -> None:
    conflict(desk)
    desk.edit("Enam jam.", "Enam jam!", f"{PATH}.new")
    decisions = desk.ingest(changed("Lima jam.", "Tujuh jam."))
    assert list(decisions.writes) == [f"{PATH}.new2"]
    assert "Enam jam!" in desk.texts[f"{PATH}.new"]
    desk.edit("Tujuh jam.", "Tujuh jam!", f"{PATH}.new2")
    assert list(desk.ingest(changed("Lima jam.", "Delapan jam.")).writes) == [f"{PATH}.new3"]


def test_a_conflict_is_settled_by_taking_the_new_version_over(desk: Desk) -> None:
    conflict(desk)
    desk.texts[PATH] = desk.texts.pop(f"{PATH}.new").replace("Enam jam.", "Enam jam, kira-kira.")
    assert fates(desk.ingest(changed())) == ["unchanged"]


def test_without_the_base_the_new_version_is_put_beside(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    before = desk.texts[PATH]
    desk.bases.clear()
    decisions = desk.ingest(changed())
    assert (fates(decisions), desk.texts[PATH]) == (["set_aside"], before)
    assert "Enam jam." in desk.texts[f"{PATH}.new"]
    assert "no longer at hand" in decisions.problems[0].text


def test_without_git_the_new_version_is_put_beside_and_that_is_told(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    before = desk.texts[PATH]
    desk.merge = lambda *_: git.NOT_INSTALLED
    decisions = desk.ingest(changed())
    assert fates(decisions) == ["set_aside"]
    assert "not installed" in decisions.problems[0].text
    assert desk.texts[PATH] == before


def test_a_merge_that_would_break_the_article_is_put_beside(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    before = desk.texts[PATH]
    desk.merge = lambda _, ours, __: ours.replace("title:", "title: {")
    decisions = desk.ingest(changed())
    assert fates(decisions) == ["set_aside"]
    assert "joined, they would be broken" in decisions.problems[0].text
    assert desk.texts[PATH] == before


def test_an_edited_article_whose_clipping_still_is_the_same_gets_its_base_back(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    desk.bases.clear()
    desk.glanced_at.clear()
    assert fates(desk.ingest(CLIPPING)) == ["unchanged"]
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "Satu pasar tua." in desk.texts[PATH]


def test_a_published_draft_gets_its_base_back_too() -> None:
    desk = reviewed("")
    desk.edit("Satu pasar.", "Satu pasar tua.")
    desk.bases.clear()
    desk.glanced_at.clear()
    desk.ingest(CLIPPING)
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "draft:" not in desk.texts[PATH]


def test_a_file_with_other_line_ends_is_untouched_and_keeps_them(desk: Desk) -> None:
    desk.texts[PATH] = "\ufeff" + desk.texts[PATH].replace("\n", "\r\n")
    assert desk.ingest(CLIPPING).writes == {}
    assert fates(desk.ingest(changed())) == ["ingested"]
    text = desk.texts[PATH]
    assert "Enam jam." in text
    assert text.startswith("\ufeff---\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert fates(desk.ingest(changed())) == ["unchanged"]


def test_a_version_beside_has_the_line_ends_of_its_article(desk: Desk) -> None:
    desk.texts[PATH] = desk.texts[PATH].replace("Lima jam.", "Lima jam, kira-kira.").replace("\n", "\r\n")
    assert fates(desk.ingest(changed())) == ["set_aside"]
    beside = desk.texts[f"{PATH}.new"]
    assert beside.count("\n") == beside.count("\r\n") > 0
    assert desk.ingest(changed()).writes == {}


def test_an_article_whose_id_was_changed_is_still_the_clippings(desk: Desk) -> None:
    desk.edit(f"id: {CLIPPING.sha256[:16]}", "id: punya-saya")
    assert fates(desk.ingest(CLIPPING)) == ["unchanged"]
    assert fates(desk.ingest(changed())) == ["merged"]
    assert "\nid: punya-saya\n" in desk.texts[PATH]
    assert desk.records["seeds/pasar.txt"].id == "punya-saya"


def test_what_may_be_an_article_that_cannot_be_read_is_not_taken_for_deleted(desk: Desk) -> None:
    del desk.texts[PATH]
    kept = dict(desk.records)
    desk.unread = frozenset({"content/tautan.md"})
    decisions = desk.ingest(CLIPPING)
    assert (item(decisions).fate, decisions.writes) == ("set_aside", {})
    assert "content/tautan.md" in item(decisions).reason
    assert desk.records == kept


def test_no_article_is_written_where_something_unread_stands() -> None:
    desk = Desk(unread=frozenset({PATH}))
    assert list(desk.ingest(CLIPPING).writes) == [PATH.replace(".md", "-2.md")]


def test_an_article_that_the_editor_broke_is_left_alone(desk: Desk) -> None:
    desk.edit("date: 2020-10-05", "date: 2020-13-40")
    before = desk.texts[PATH]
    desk.bases.clear()
    decisions = desk.ingest(changed())
    assert (item(decisions).fate, item(decisions).reason) == ("unchanged", "its article cannot be read")
    assert desk.texts == {PATH: before}


def test_an_article_that_was_renamed_by_its_editor_is_still_the_clippings(desk: Desk) -> None:
    desk.texts = {"content/saya.md": desk.texts[PATH]}
    decisions = desk.ingest(changed())
    assert (item(decisions).fate, item(decisions).article) == ("ingested", "content/saya.md")
    assert list(desk.texts) == ["content/saya.md"]


def without_seed(text: str) -> str:
    head, _, rest = text.partition("seed:\n")
    return head + rest[rest.index("---\n") :]


def test_an_article_whose_editor_took_its_seed_lines_out_is_the_editors_own(desk: Desk) -> None:
    desk.texts[PATH] = without_seed(desk.texts[PATH])
    decisions = desk.ingest(CLIPPING)
    assert (fates(decisions), decisions.writes, decisions.problems) == (["unchanged"], {}, [])
    assert list(desk.ingest(changed()).writes) == [f"{PATH}.new"]


# --- Deleted -----------------------------------------------------------------------------------------------------


def test_a_deleted_article_stays_deleted(desk: Desk) -> None:
    del desk.texts[PATH]
    for clipping in (CLIPPING, changed()):
        decisions = desk.ingest(clipping)
        assert (fates(decisions), decisions.writes) == (["removed"], {})


def test_a_deleted_article_stays_deleted_without_the_store(desk: Desk) -> None:
    del desk.texts[PATH]
    desk.bases.clear()
    assert fates(desk.ingest(CLIPPING)) == ["removed"]


def test_a_deleted_article_stays_deleted_when_its_clipping_is_renamed(desk: Desk) -> None:
    del desk.texts[PATH]
    assert fates(desk.ingest(replace(CLIPPING, file="seeds/nama-lain.txt"))) == ["removed"]
    assert fates(desk.ingest(replace(CLIPPING, file="seeds/nama-lain.txt"))) == ["removed"]


def test_a_copy_of_a_clipping_whose_article_was_deleted_brings_nothing_back(desk: Desk) -> None:
    del desk.texts[PATH]
    decisions = desk.ingest(CLIPPING, replace(CLIPPING, file="seeds/salinan.txt"))
    assert fates(decisions) == ["removed", "duplicate"]
    assert decisions.writes == {}


def test_a_clipping_whose_record_was_taken_out_is_ingested_again(desk: Desk) -> None:
    del desk.texts[PATH]
    desk.records.clear()
    assert fates(desk.ingest(CLIPPING)) == ["ingested"]
    assert list(desk.texts) == [PATH]


def test_records_that_were_lost_are_found_again_in_front_matter(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    before, kept = dict(desk.texts), dict(desk.records)
    desk.records.clear()
    assert fates(desk.ingest(CLIPPING)) == ["unchanged"]
    assert (desk.texts, desk.records) == (before, kept)


def test_a_clipping_that_is_gone_leaves_its_article_and_its_record(desk: Desk) -> None:
    before, kept = dict(desk.texts), dict(desk.records)
    assert desk.ingest().items == []
    assert (desk.texts, desk.records) == (before, kept)


# --- Copies and new names ----------------------------------------------------------------------------------------

COPY = replace(CLIPPING, file="seeds/salinan.txt")


def test_an_exact_copy_is_reported_and_not_written_twice() -> None:
    desk = Desk()
    decisions = desk.ingest(CLIPPING, COPY)
    assert [(one.file, one.fate) for one in decisions.items] == [
        ("seeds/pasar.txt", "ingested"),
        ("seeds/salinan.txt", "duplicate"),
    ]
    assert list(desk.texts) == [PATH]
    assert fates(desk.ingest(CLIPPING, COPY)) == ["unchanged", "duplicate"]


def test_a_renamed_clipping_keeps_its_article(desk: Desk) -> None:
    decisions = desk.ingest(COPY)
    assert (fates(decisions), list(desk.texts)) == (["ingested"], [PATH])
    assert "\n  file: seeds/salinan.txt\n" in desk.texts[PATH]
    assert f"\nid: {CLIPPING.sha256[:16]}\n" in desk.texts[PATH]
    assert fates(desk.ingest(COPY)) == ["unchanged"]


def test_a_renamed_clipping_leaves_an_edited_article_as_it_is(desk: Desk) -> None:
    desk.edit("Satu pasar.", "Satu pasar tua.")
    decisions = desk.ingest(COPY)
    assert (fates(decisions), decisions.writes) == (["unchanged"], {})


def test_a_copy_takes_over_when_the_first_clipping_is_gone() -> None:
    desk = Desk()
    desk.ingest(CLIPPING, COPY)
    assert fates(desk.ingest(COPY)) == ["ingested"]
    assert list(desk.texts) == [PATH]
    assert "\n  file: seeds/salinan.txt\n" in desk.texts[PATH]


def test_a_copy_that_later_changes_becomes_an_article_of_its_own() -> None:
    desk = Desk()
    desk.ingest(CLIPPING, COPY)
    own = changed(clipping=COPY)
    assert fates(desk.ingest(CLIPPING, own)) == ["unchanged", "ingested"]
    assert len(desk.texts) == 2
    assert "Lima jam." in desk.texts[PATH]
    assert fates(desk.ingest(CLIPPING, own)) == ["unchanged", "unchanged"]


def test_a_copy_stays_a_copy_when_the_first_clipping_changes() -> None:
    desk = Desk()
    desk.ingest(CLIPPING, COPY)
    assert fates(desk.ingest(changed(), COPY)) == ["ingested", "duplicate"]
    assert list(desk.texts) == [PATH]
    assert "Enam jam." in desk.texts[PATH]


def test_bytes_that_became_an_article_since_changed_become_another_article(desk: Desk) -> None:
    desk.ingest(changed())
    assert fates(desk.ingest(changed(), COPY)) == ["unchanged", "ingested"]
    ids = {record.id for record in desk.records.values()}
    assert len(ids) == len(desk.texts) == 2
    assert fates(desk.ingest(changed(), COPY)) == ["unchanged", "unchanged"]


def test_the_old_bytes_of_a_renamed_and_changed_clipping_do_not_take_its_article_away(desk: Desk) -> None:
    desk.ingest(COPY)
    renamed = changed(clipping=COPY)
    desk.ingest(renamed)
    third = replace(CLIPPING, file="seeds/tiga.txt")
    assert fates(desk.ingest(renamed, third)) == ["unchanged", "ingested"]
    assert "Enam jam." in desk.texts[PATH]
    assert fates(desk.ingest(renamed, third)) == ["unchanged", "unchanged"]


def test_clippings_of_one_source_do_not_disturb_one_another() -> None:
    desk = Desk()
    others = [
        make.seed(f"Kabar {n}.", file=f"seeds/{n}.txt", title=f"Kabar {n}", source=Source(name="Y")) for n in range(5)
    ]
    desk.ingest(CLIPPING, *others)
    before = dict(desk.texts)
    desk.ingest(changed(), *others)
    assert {path for path, text in desk.texts.items() if before[path] != text} == {PATH}


def test_a_value_of_a_clipping_that_cannot_be_read_is_told_once(desk: Desk) -> None:
    clipping = replace(changed(), unread=('item 2: date "soon"',))
    (problem,) = desk.ingest(clipping).problems
    assert (problem.code, problem.severity, problem.span.path) == ("seed-value-unread", "warning", clipping.file)
    assert problem.text.startswith('item 2: date "soon"')
    assert not desk.ingest(clipping).problems


def test_no_clipping_takes_an_address_of_the_digest() -> None:
    desk = Desk()
    desk.ingest(make.seed("Kabar pagi.", fields=(("aliases", ["/", "/tags/"]), ("section", "Kota"))))
    (text,) = desk.texts.values()
    assert "aliases" not in text
    assert "section: Kota" in text


@pytest.mark.parametrize(
    ("permalink", "title", "fields", "slug"),
    [
        ("/{slug}/", "Archive", (), "archive-2"),
        ("/{slug}/", "Archives", (), "archives"),
        ("/{section}/{slug}/", "Armenia", (("section", "Tags"),), "armenia-2"),
        ("/{section}/{slug}/", "Armenia", (("section", "World"),), "armenia"),
        ("/{year}/{slug}/", "Archive", (), "archive"),
        ("/{slug}/", "En", (), "en-2"),
    ],
)
def test_no_clipping_takes_the_place_of_a_folder_of_the_site(
    permalink: str, title: str, fields: tuple[tuple[str, str], ...], slug: str
) -> None:
    languages = (Language(lang="id"), Language(lang="en"))
    desk = Desk(config=make.config(permalink=permalink, languages=languages))
    desk.ingest(make.seed(f"{title}\n\nKabar pagi.", title=title, fields=fields))
    (text,) = desk.texts.values()
    assert f"\nslug: {slug}\n" in text


def test_the_folders_of_a_site_s_own_are_known() -> None:
    site = Path(__file__).parents[1] / "golden/three-languages/expected/site"
    found = {path.name for path in site.iterdir() if path.is_dir()}
    # Years and languages are none of them, and neither is the former address of an article.
    assert {name for name in found - {"lama"} if not name.isdigit() and len(name) > 2} <= places.OWN_FOLDERS
