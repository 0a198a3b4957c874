"""What people and programs are told."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kliping import accounts, config, digest, keys, library, plan, seeds, tell
from kliping.model import (
    Account,
    Fact,
    Fate,
    ItemReport,
    Ledger,
    LeftOut,
    Mend,
    Proposal,
    Report,
    SeedReference,
    Source,
    Theme,
    Verdict,
)
from kliping.problems import Problem, Span
from tests import make

HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b1m\u202e\ud800"
CONTROLS = set("\x1b\x07\x9b\u202e\ud800")
WRONG = Problem(code="date-invalid", span=Span(path="content/a.md", line=4, column=7), text="no date", hint="write one")
WARNING = replace(WRONG, code="alt-missing", severity="warning")


def items(**counts: int) -> tuple[ItemReport, ...]:
    fates: dict[str, Fate] = {
        name: name for name in ("ingested", "merged", "unchanged", "duplicate", "removed", "set_aside")
    }
    return tuple(
        ItemReport(file=f"seeds/{fate}-{number}.txt", fate=fates[fate], reason="why")
        for fate, count in counts.items()
        for number in range(count)
    )


def summary(report: Report, *, is_built: bool = True, is_verbose: bool = False) -> str:
    return tell.summary(report, "site/", tell.Asker(look="make serve"), is_built=is_built, is_verbose=is_verbose)


# --- JSON --------------------------------------------------------------------------------------------------------


def test_a_report_as_json_has_the_names_that_programs_rely_on() -> None:
    report = Report(
        articles=2,
        pages=9,
        written=3,
        reused=6,
        removed=1,
        seconds={"open": 0.123456},
        items=items(ingested=1, duplicate=2, set_aside=1),
        left_out=(LeftOut(path="content/b.md", reason="draft"),),
        problems=(WRONG,),
    )
    told: dict[str, Any] = json.loads(tell.as_json(report))
    assert {key: told[key] for key in ("articles", "pages", "written", "reused", "removed", "seconds")} == {
        "articles": 2,
        "pages": 9,
        "written": 3,
        "reused": 6,
        "removed": 1,
        "seconds": {"open": 0.1235},
    }
    assert told["problems"] == [
        {
            "code": "date-invalid",
            "severity": "error",
            "path": "content/a.md",
            "line": 4,
            "column": 7,
            "text": "no date",
            "hint": "write one",
        }
    ]
    assert told["left_out"] == [{"path": "content/b.md", "reason": "draft"}]
    assert told["seeds"]["items"][0] == {
        "file": "seeds/ingested-0.txt",
        "item": "",
        "fate": "ingested",
        "article": "",
        "reason": "why",
        "duplicate_of": "",
    }


ACCOUNT = Account(
    format="text",
    verdicts={"kept": 3, "dropped": 2},
    dropped={"ad-marker": 2},
    mended={"nbsp": 1},
    facts={"title": Fact(value="Pasar", origin="given"), "tags": Fact(value=("NATO",), origin="inferred")},
)


def test_json_accounts_for_how_each_clipping_was_read() -> None:
    item = ItemReport(file="seeds/a.txt", fate="ingested", duplicate_of="ab", account=accounts.as_text(ACCOUNT))
    (told,) = json.loads(tell.as_json(Report(items=(item,))))["seeds"]["items"]
    assert told == {
        "file": "seeds/a.txt",
        "item": "",
        "fate": "ingested",
        "article": "",
        "reason": "",
        "duplicate_of": "ab",
        "format": "text",
        "verdicts": {"kept": 3, "dropped": 2},
        "dropped": {"ad-marker": 2},
        "mended": {"nbsp": 1},
        "facts": {
            "title": {"value": "Pasar", "origin": "given"},
            "tags": {"value": ["NATO"], "origin": "inferred"},
        },
    }


def test_the_lines_that_were_dropped_are_counted_with_the_command_that_shows_them() -> None:
    report = Report(
        items=(
            ItemReport(file="seeds/a.txt", fate="ingested"),
            ItemReport(file="seeds/b c.txt", fate="ingested", dropped=2),
            ItemReport(file="seeds/d.txt", fate="unchanged", dropped=1),
        )
    )
    assert "3 lines were dropped" in summary(report)
    assert "explain 'seeds/b c.txt'" in summary(report)
    assert "dropped " not in summary(Report(items=report.items[:1]))


def test_an_ingested_near_copy_is_listed() -> None:
    report = Report(items=(ItemReport(file="seeds/a.txt", fate="ingested", duplicate_of="x", reason="a copy"),))
    assert "ingested: seeds/a.txt (a copy)" in summary(report)


def test_proposed_lines_are_told_as_config_yaml_takes_them() -> None:
    proposals = (
        Proposal(source='Y: "a"', line="Ikuti kami: @y", count=3, of=9),
        Proposal(source="Contoh", line="Kirim # surat", count=4, of=5),
        Proposal(source="Contoh", line="Sering", count=5, of=5),
    )
    assert "proposed" not in summary(Report(proposals=proposals))
    told = summary(Report(proposals=proposals), is_built=False).splitlines()
    start = next(number for number, line in enumerate(told) if line.startswith("  proposed"))
    assert told[start + 1 :] == [
        "    sources:",
        '      "Contoh":',
        "        drop:",
        '          - "Sering"  # in 5 of 5 clippings',
        '          - "Kirim # surat"  # in 4 of 5 clippings',
        '      "Y: \\"a\\"":',
        "        drop:",
        '          - "Ikuti kami: @y"  # in 3 of 9 clippings',
    ]
    text = "title: a\nbase_url: https://a.example/\n" + "\n".join(line[4:] for line in told[start + 1 :])
    read, problems = config.read(text, "config.yaml", ("html",))
    assert problems == ()
    assert read is not None
    assert {one.name: one.drop for one in read.sources} == {
        "Contoh": ("Sering", "Kirim # surat"),
        'Y: "a"': ("Ikuti kami: @y",),
    }


def test_the_clippings_found_are_the_sum_of_all_fates() -> None:
    counts = dict(
        zip(("ingested", "merged", "unchanged", "duplicate", "removed", "set_aside"), range(1, 7), strict=True)
    )
    seeds = json.loads(tell.as_json(Report(items=items(**counts))))["seeds"]
    del seeds["items"]
    assert seeds == {
        "found": 21,
        "ingested": 1,
        "merged": 2,
        "unchanged": 3,
        "duplicates": 4,
        "removed": 5,
        "set_aside": 6,
    }


def test_json_is_ascii_so_that_no_terminal_is_driven_by_it() -> None:
    report = Report(problems=(replace(WRONG, text=HOSTILE),), items=(ItemReport(file=HOSTILE, fate="set_aside"),))
    told = tell.as_json(report)
    assert told.isascii()
    assert not CONTROLS & set(told)
    # A lone surrogate is no JSON for strict readers (RFC 8259, 8.2).
    assert json.loads(told)["problems"][0]["text"] == HOSTILE.replace("\ud800", "\N{REPLACEMENT CHARACTER}")


# --- Problems ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problems", "last"),
    [
        ((WRONG,), "1 error"),
        ((WARNING, WARNING), "2 warnings"),
        ((WRONG, WRONG, WARNING), "2 errors and 1 warning"),
    ],
)
def test_problems_are_all_told_and_counted(problems: tuple[Problem, ...], last: str) -> None:
    told = tell.problems(Report(problems=problems))
    assert told.count("content/a.md:4:7: ") == len(problems)
    assert told.splitlines()[-1] == last


def test_without_problems_nothing_is_told() -> None:
    assert tell.problems(Report()) == ""


# --- Summaries ---------------------------------------------------------------------------------------------------


def test_a_build_is_told_in_a_few_lines() -> None:
    report = Report(
        articles=11,
        pages=40,
        written=3,
        reused=37,
        seconds={"open": 0.5, "render": 1.0},
        items=items(ingested=1, unchanged=10),
        left_out=(LeftOut(path="content/b.md", reason="draft"), LeftOut(path="content/c.md", reason="future")),
    )
    assert summary(report).splitlines() == [
        "  clippings  11 found: 1 ingested, 10 unchanged",
        "  articles   11 published; left out: 1 draft, 1 dated in the future",
        "             draft: content/b.md",
        "             future: content/c.md",
        "  site/      40 files: 3 written, 37 unchanged, 0 removed",
        "  done       in 1.50 s · look at it: make serve",
    ]


def test_an_ingest_tells_nothing_of_a_site() -> None:
    told = tell.summary(Report(items=items(merged=1)), "", tell.Asker(), is_built=False, is_verbose=False)
    assert told.splitlines() == [
        "  clippings  1 found: 1 merged",
        "             merged: seeds/merged-0.txt (why)",
        "  done       in 0.00 s",
    ]


def test_clippings_whose_fate_a_person_wants_to_see_are_listed_and_others_not() -> None:
    told = summary(Report(items=items(ingested=1, merged=1, unchanged=1, duplicate=1, removed=1, set_aside=1)))
    assert [fate for fate in ("ingested", "unchanged", "removed") if f"seeds/{fate}-0.txt" in told] == []
    assert all(f"seeds/{fate}-0.txt (why)" in told for fate in ("merged", "duplicate", "set_aside"))


def test_long_lists_are_cut_and_said_to_be() -> None:
    left_out = tuple(LeftOut(path=f"content/{number}.md", reason="draft") for number in range(13))
    report = Report(items=items(set_aside=12), left_out=left_out)
    told = summary(report)
    assert "and 2 more: -v lists them" in told
    assert "and 3 more: -v lists them" in told
    assert told.count("seeds/set_aside-") == told.count("content/") == 10


def test_verbose_lists_everything_with_the_time_of_each_step() -> None:
    left_out = tuple(LeftOut(path=f"content/{number}.md", reason="expired") for number in range(13))
    report = Report(items=items(set_aside=12, ingested=1), left_out=left_out, seconds={"render": 1.25})
    told = summary(report, is_verbose=True)
    assert "more:" not in told
    assert "seeds/ingested-0.txt" in told
    assert "content/12.md" in told
    assert "    render       1.250 s" in told


def test_no_control_character_of_a_name_reaches_the_terminal() -> None:
    report = Report(
        items=(ItemReport(file=HOSTILE, item=HOSTILE, fate="set_aside", article=HOSTILE, reason=HOSTILE),),
        left_out=(LeftOut(path=HOSTILE, reason="draft"),),
        problems=(replace(WRONG, text=HOSTILE, excerpt=HOSTILE, hint=HOSTILE),),
    )
    for told in (summary(report), tell.problems(report)):
        assert not CONTROLS & set(told)
        told.encode()


# --- Explanations ------------------------------------------------------------------------------------------------

LEDGER = Ledger(
    encoding="utf-8",
    mark=b"",
    verdicts=(
        Verdict(
            line=1, text="Pasar “pagi”", kind="kept", mends=(Mend(offset=6, old="â€œ", new="“", rule="encoding"),) * 2
        ),
        Verdict(line=2, text="", kind="blank"),
        Verdict(line=3, text="Advertisement", kind="dropped", rule="marker"),
        Verdict(line=4, text="x" * 500, kind="kept"),
    ),
)


def test_a_seed_is_told_line_by_line_with_its_verdicts_and_facts() -> None:
    told = tell.seed(make.seed(ledger=LEDGER, place="Bandung", tags=("Pasar", "NATO")), "content/a.md").splitlines()
    assert told[0] == "seeds/pasar.txt: text → content/a.md"
    assert told[1] == "    1  kept    Pasar “pagi”"
    assert told[2] == "       mended  'â€œ' → '“'  ×2  [encoding]"
    assert told[3] == "    2  blank"
    assert told[4] == "    3  dropped Advertisement  [marker]"
    assert told[5].endswith("x…")
    assert len(told[5]) < 120
    assert told[6] == "4 lines: 1 blank, 1 dropped, 2 kept; 2 mends"
    assert "  date      2020-10-05  (inferred)" in told
    assert "  tags      Pasar, NATO" in told
    assert "  place     Bandung" in told
    assert not any(line.startswith("  author") for line in told)


def test_a_seed_without_a_date_says_what_will_stand_for_it() -> None:
    told = tell.seed(make.seed(date=None, item="7", source=Source(name="Y", author="Redaksi")), "")
    assert told.startswith("seeds/pasar.txt#7: text\n")
    assert "none found: the day of ingest" in told
    assert "author    Redaksi" in told


def test_a_time_of_day_is_told_with_its_zone() -> None:
    told = tell.seed(make.seed(date=make.moment("2020-10-05 07:30", "Asia/Jakarta")), "")
    assert "date      2020-10-05 07:30+07:00" in told


def test_a_page_and_an_article_are_told_with_what_they_are_made_of() -> None:
    assert tell.page(make.page("a/", "content/a.md"), "site/a/index.html", "layouts, page").splitlines() == [
        "site/a/index.html: made by the html output, at /a/",
        "made of",
        "  content/a.md",
        "last written because these changed: a layout that it uses; what it shows",
    ]
    assert tell.page(make.page("a/"), "a.html", "it is new").endswith("\nlast written because it is new")
    unknown = tell.page(make.page("feed.xml"), "site/feed.xml", "")
    assert "  the whole library" in unknown
    assert unknown.endswith("why it was last written is not known: no build of it is remembered")
    article = make.article("A", id="a1", path="content/a.md", seed=SeedReference(file="seeds/a.txt"))
    assert tell.article(article, ["/a/"]).splitlines() == [
        "content/a.md: article a1, made of seeds/a.txt",
        "published at",
        "  /a/",
    ]
    assert tell.article(article, []).splitlines()[-1] == "not published"


def test_no_control_character_of_a_clipping_reaches_the_terminal() -> None:
    mend = Mend(offset=0, old=HOSTILE, new=HOSTILE, rule=HOSTILE)
    ledger = Ledger(
        encoding="utf-8",
        mark=b"",
        verdicts=(Verdict(line=1, text=HOSTILE, kind="dropped", rule=HOSTILE, mends=(mend,)),),
    )
    source = Source(name=HOSTILE, url=HOSTILE, author=HOSTILE)
    told = [
        tell.seed(make.seed(ledger=ledger, title=HOSTILE, source=source, tags=(HOSTILE,), summary=HOSTILE), HOSTILE),
        tell.page(make.page(HOSTILE, HOSTILE), HOSTILE, HOSTILE),
        tell.article(make.article("A", id=HOSTILE, path=HOSTILE), [HOSTILE]),
    ]
    for text in told:
        assert not CONTROLS & set(text)
        text.encode()


def test_every_part_that_a_page_is_made_of_has_words() -> None:
    article = make.article("Satu", tags=("Pasar",))
    config = make.config(outputs=("html", "rss", "sitemap", "search", "assets"), search=True)
    theme = Theme(layouts={}, locales={}, assets={"a.css": b""})
    found, _ = library.arrange([article], config, library.Selection(now=make.moment("2021-01-01")))
    made_by = keys.Keys(theme, "1")
    named = {name for page in plan.plan(found, config, theme) for name in digest.parts_of(made_by.of(page))}
    assert named >= {"article", "text", "neighbours", "names", "articles", "list", "digest", "page", "kliping"}
    assert named <= tell._PARTS.keys()


def test_the_counts_of_lines_that_were_judged_in_parts_add_up() -> None:
    clipping = seeds.read(
        "seeds/a.txt", f"{'Kalimat panjang. ' * 9}Advertisement {'Kalimat lain. ' * 9}".encode(), make.config()
    )
    assert isinstance(clipping, tuple)
    assert "\n1 line: 1 dropped in part; " in tell.seed(clipping[0], "")
