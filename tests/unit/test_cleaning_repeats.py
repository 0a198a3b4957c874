"""Lines that a source's clippings share are proposed, counted, and never dropped."""

import textwrap
from dataclasses import replace

from kliping import cleaning, tell
from kliping import config as settings
from kliping.model import Ledger, Seed, Source, Verdict


def seed(number: int, *lines: str, source: str = "Contoh Harian") -> Seed:
    verdicts = tuple(Verdict(line=at, text=line, kind="kept") for at, line in enumerate(lines, 1))
    return Seed(
        file=f"seeds/{number}.txt",
        sha256=str(number),
        format="text",
        body="",
        title="",
        title_origin="derived",
        source=Source(name=source),
        ledger=Ledger(encoding="utf-8", mark=b"", verdicts=verdicts),
    )


def proposed(*seeds: Seed) -> list[tuple[str, str, int, int]]:
    return [(each.source, each.line, each.count, each.of) for each in cleaning.proposals(seeds)]


def test_a_line_in_three_seeds_and_a_fifth_of_them_is_proposed() -> None:
    seeds = [seed(number, f"Kalimat {number}", "Salam redaksi") for number in range(3)]
    assert proposed(*seeds) == [("Contoh Harian", "Salam redaksi", 3, 3)]
    more = [seed(number, f"Kalimat {number}") for number in range(3, 15)]
    assert proposed(*seeds, *more) == [("Contoh Harian", "Salam redaksi", 3, 15)]
    assert proposed(*seeds, *more, seed(15, "Lagi")) == []


def test_two_are_too_few_and_one_seed_counts_once() -> None:
    assert proposed(seed(1, "Salam"), seed(2, "Salam", "Salam")) == []


def test_a_copy_of_a_seed_counts_for_nothing() -> None:
    assert proposed(seed(1, "Salam"), seed(1, "Salam"), seed(1, "Salam")) == []


def test_sources_are_counted_apart_and_their_spellings_together() -> None:
    seeds = [seed(1, "Salam"), seed(2, "Salam"), seed(3, "SALAM", source="CONTOH HARIAN")]
    assert [(count, of) for _, _, count, of in proposed(*seeds)] == [(3, 3)]
    assert proposed(seed(1, "Salam"), seed(2, "Salam"), seed(3, "Salam", source="Contoh Kabar")) == []


def test_what_was_dropped_or_kept_by_the_editor_is_not_proposed() -> None:
    def ruled(number: int, kind: str, rule: str) -> Seed:
        made = seed(number, "Salam")
        assert made.ledger is not None
        verdict = replace(made.ledger.verdicts[0], kind=kind, rule=rule)  # type: ignore[arg-type]
        return replace(made, ledger=replace(made.ledger, verdicts=(verdict,)))

    assert proposed(*(ruled(number, "dropped", "ad-marker") for number in range(4))) == []
    assert proposed(*(ruled(number, "kept", "source-keep") for number in range(4))) == []


def test_of_a_large_source_the_rare_lines_are_forgotten_and_the_common_ones_counted() -> None:
    seeds = [seed(number, f"Kalimat {number}", *(["Salam"] if number % 2 else [])) for number in range(1200)]
    repeats = cleaning.Repeats()
    for each in seeds:
        repeats.add(each)
    assert [(each.line, each.count, each.of) for each in repeats.proposals()] == [("Salam", 600, 1200)]
    assert sum(len(tally.counts) for tally in repeats._tallies.values()) < 300


def test_proposals_are_lines_of_config_that_can_be_pasted() -> None:
    seeds = [seed(number, 'Salam "redaksi": #1 \\ ya') for number in range(3)]
    _, *lines = tell.proposed(cleaning.proposals(seeds))
    assert "# in 3 of 3 clippings" in lines[-1]
    found = f"title: Contoh\nbase_url: https://example.org/\n{textwrap.dedent(chr(10).join(lines))}\n"
    config, problems = settings.read(found, "config.yaml", ())
    assert problems == ()
    assert config is not None
    assert [(each.name, each.drop) for each in config.sources] == [("Contoh Harian", ('Salam "redaksi": #1 \\ ya',))]


def test_near_copies_of_one_article_count_once() -> None:
    long = (
        "Air sungai yang meluap sejak malam akhirnya surut pada siang hari, dan warga mulai pulang untuk membersihkan "
        * 2
    )
    assert proposed(*(seed(number, "Kampung tanpa jam", long, f"Tambahan {number}") for number in range(5))) == []
