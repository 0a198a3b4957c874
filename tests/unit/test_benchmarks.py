"""What the benchmarks are made with: a corpus that stays the same, sights that can be missed, tables that add up."""

import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import build, generators, measuring, plot, results
from benchmarks.build import Sight
from benchmarks.corpus import ADDED, Corpus
from benchmarks.generators import HUGO, KLIPING, PELICAN, Place
from benchmarks.measuring import Run
from benchmarks.plot import Line
from benchmarks.results import COLD, Machine, Result, Site
from kliping import config, content, outputs

CORPUS = Corpus(200)
SITE = Site(files=4, bytes=100, pages=3, articles=2, feeds=1)


def result(articles: int = 10_000, kliping: float = 6.0, rewritten: int = 40) -> Result:
    return Result(
        articles=articles,
        date="2024-05-06",
        machine=Machine(processor="Any", cores=2, gib=8, system="Linux", python="3.11"),
        versions={"Kliping": "1", "Hugo": "2"},
        sites={"Kliping": SITE, "Hugo": SITE},
        rewritten={"Kliping": rewritten, "Hugo": 4},
        runs={
            COLD: {
                "Kliping": [Run(wall=wall, cpu=1, memory=400) for wall in (kliping, 0.1, 99)],
                "Hugo": [Run(wall=10, cpu=18, memory=1000)],
            }
        },
    )


# --- The corpus ----------------------------------------------------------------------------------------------------


def test_an_article_is_the_same_whenever_it_is_made() -> None:
    assert CORPUS.article(7) == Corpus(200).article(7)
    assert CORPUS.article(7) != CORPUS.article(8)


def test_articles_have_about_5_kb_of_words_of_natural_lengths() -> None:
    bodies = [CORPUS.article(number).body for number in range(200)]
    words = [word for body in bodies for word in body.split()]
    assert 4500 < sum(map(len, bodies)) / 200 < 6000
    assert 4 < sum(map(len, words)) / len(words) < 7


def test_an_article_has_three_tags_and_tags_grow_with_the_corpus() -> None:
    assert all(len(set(CORPUS.article(number).tags)) == 3 for number in range(200))
    assert [len(Corpus(size).tags.names) for size in (1000, 10_000)] == [126, 502]


def test_an_added_article_is_newer_than_all_others() -> None:
    assert max(CORPUS.article(number).date for number in range(200)) < ADDED == CORPUS.article(200).date


def test_kliping_reads_an_article_as_it_was_made() -> None:
    article = CORPUS.article(3)
    settings, _ = config.read(
        (generators.SETUPS / "kliping" / "config.yaml").read_text("utf-8"), "config.yaml", outputs.names()
    )
    assert settings is not None
    text = f"{KLIPING.front_matter_of(article)}\n{article.body}"
    read, problems = content.parse(text, "content/x.md", settings)
    assert problems == ()
    assert read is not None
    assert (read.title, read.slug, read.tags, read.section) == (
        article.title,
        article.slug,
        article.tags,
        article.section,
    )
    assert (read.summary, read.date.at) == (article.summary, article.date)


# --- The generators ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generator", [KLIPING, HUGO, PELICAN], ids=lambda generator: generator.name)
def test_a_word_changes_in_the_layout_that_all_pages_use(generator: generators.Generator, tmp_path: Path) -> None:
    place = Place(generator, tmp_path / "place")
    place.set_up()
    assert [place.change_layout(), place.change_layout()] == ["edition-1", "edition-2"]
    assert (place.folder / generator.layout).read_text("utf-8").count("edition-2") == 1


def test_every_feed_that_is_asked_for_is_asked_of_the_peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generators, "FEEDS", ("site", "tags", "sources", "sections"))
    for generator in (HUGO, PELICAN):
        Place(generator, tmp_path / generator.name).set_up()
    assert (tmp_path / "Hugo" / "hugo.toml").read_text("utf-8").count("[[cascade]]") == 3
    assert (tmp_path / "Pelican" / "pelicanconf.py").read_text("utf-8").count("{slug}/feed.xml") == 3


# --- Measuring -----------------------------------------------------------------------------------------------------


def test_a_run_counts_the_memory_of_all_processes(tmp_path: Path) -> None:
    child = "import time; held = bytearray(40 << 20); time.sleep(3)"
    parent = (
        "import subprocess, sys; "
        f"two = [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]; [one.wait() for one in two]"
    )
    assert 80 < measuring.run([sys.executable, "-c", parent], tmp_path).memory < 160


def test_a_run_counts_the_cpu_of_children_and_not_waiting(tmp_path: Path) -> None:
    child = "import time\nwhile time.process_time() < 0.4: pass\ntime.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    run = measuring.run([sys.executable, "-c", parent], tmp_path)
    assert 0.4 < run.cpu < run.wall - 0.2


def test_a_command_that_fails_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(measuring.CommandError, match="ended with 3:\nbroken"):
        measuring.run([sys.executable, "-c", "print('broken'); raise SystemExit(3)"], tmp_path)


def test_a_change_that_is_not_seen_ends_the_benchmark(tmp_path: Path) -> None:
    sight = Sight((("index.html", "new words"),))
    sight.check(tmp_path, built=False)
    with pytest.raises(SystemExit, match="is not there"):
        sight.check(tmp_path, built=True)


def test_a_change_that_was_there_before_ends_the_benchmark(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("new words", "utf-8")
    sight = Sight((("index.html", "new words"),))
    sight.check(tmp_path, built=True)
    with pytest.raises(SystemExit, match="is there before"):
        sight.check(tmp_path, built=False)


def test_a_build_tells_how_many_files_it_wrote(tmp_path: Path) -> None:
    place = Place(replace(KLIPING, program=lambda: [sys.executable, "-c", "open('site/new.txt', 'w')"]), tmp_path)
    place.site.mkdir()
    (place.site / "old.txt").write_text("old", "utf-8")
    assert build.built(place, Sight(()))[1] == 1


@pytest.mark.parametrize("other", [replace(SITE, feeds=2), replace(SITE, articles=1)])
def test_sites_that_are_not_alike_are_not_compared(other: Site) -> None:
    build.check_alike({"Kliping": SITE, "Hugo": SITE}, 2)
    with pytest.raises(SystemExit, match="not alike"):
        build.check_alike({"Kliping": SITE, "Hugo": other}, 2)


def test_a_survey_counts_what_stands_in_a_site(tmp_path: Path) -> None:
    files = {"index.html": "a", "2020/10/05/a/index.html": "b", "feed.xml": "<rss>", "sitemap.xml": "<urlset>"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert build.survey(tmp_path) == Site(files=4, bytes=15, pages=2, articles=1, feeds=1)


# --- Results -------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("KEPT", "TABLES", "PLOT"):
        monkeypatch.setattr(results, name, tmp_path / getattr(results, name).name)
    return tmp_path


def test_a_table_holds_medians_and_ratios_beside_their_targets() -> None:
    told = "\n".join(results.told(result()))
    assert "| cold | Kliping | 6.00 (0.10–99.00) | 1.00 | 400 | 0.60 (≤ 0.7: met) | 0.40 (≤ 0.5: met) |" in told
    assert "40 (≤ 55: met)" in told


def test_a_target_that_is_missed_is_told() -> None:
    told = "\n".join(results.told(result(kliping=7.5, rewritten=56)))
    assert "**0.75** (≤ 0.7: **not met**)" in told
    assert "**56** (≤ 55: **not met**)" in told


def test_a_number_without_targets_has_ratios_alone() -> None:
    assert "| 0.60 | 0.40 |" in "\n".join(results.told(result(articles=1000)))


def test_another_number_adds_to_what_is_kept_and_the_same_one_replaces_it(kept_in: Path) -> None:
    for each in (result(10_000), result(1000), result(10_000, kliping=5)):
        results.keep(each)
    assert results.kept() == [result(1000), result(10_000, kliping=5)]


def test_remarks_outlive_new_tables(kept_in: Path) -> None:
    results.keep(result())
    results.publish()
    with results.TABLES.open("a", encoding="utf-8") as tables:
        tables.write("\n## Remarks\n\nMemory is short of its target as …\n")
    results.keep(result(100_000, kliping=72))
    results.publish()
    told = results.TABLES.read_text("utf-8")
    assert told.count("## Remarks") == told.count("as …") == 1
    assert "## 100,000 articles" in told
    assert "**12.00** (≤ 11: **not met**)" in told


def test_the_plot_is_xml_with_a_line_for_each_generator(kept_in: Path) -> None:
    for articles in (1000, 10_000):
        results.keep(result(articles))
    results.publish()
    drawn = ElementTree.parse(results.PLOT)
    lines = drawn.findall(".//{http://www.w3.org/2000/svg}polyline")
    assert [len(line.attrib["points"].split()) for line in lines] == [2, 2]


def test_decades_are_equally_far_apart() -> None:
    axis = plot.axis([2, 150], 0, 300)
    assert axis.ticks == [1, 10, 100, 1000]
    assert [axis.at(tick) for tick in axis.ticks] == pytest.approx([0, 100, 200, 300])


def test_a_single_point_can_be_drawn() -> None:
    drawn = plot.drawn([Line(name="Kliping", label="Kliping <cold>", points=((1000, 1.0),))])
    assert "Kliping &lt;cold&gt;" in drawn
    ElementTree.fromstring(drawn)


def test_labels_that_would_lie_on_one_another_are_moved_apart() -> None:
    assert plot.spread([30, 10, 12], 15) == [40, 10, 25]
