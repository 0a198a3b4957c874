"""Texts made to keep a parser busy: each is published or named in time, as an article and as a clipping.

Strategy: what may do harm is read by a child that is bound (`work.BOUNDS`, `guard.Bounds`); what is measured here is
the time of the processor's that the process itself takes, which no one binds, from reading some texts to their pages.
If all of them together take no longer than one may, none does.
"""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from kliping import guard, pipeline, work
from kliping.model import Report
from tests.faults.place import Place
from tests.faults.tangles import CLIPPINGS, MARKDOWN, SIZES, Make

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
TRIED_SIZES = SIZES if IS_SOAK else SIZES[1:2]
ONE_IN = 1 if IS_SOAK else 12
# Of the processor's time: in all, and what is left of it beside a child.
SECONDS = 10
_BESIDE_AN_ARTICLE, _BESIDE_A_CLIPPING = SECONDS - work.BOUNDS.seconds, SECONDS - guard.Bounds().seconds

_AT_ONCE = 8

_CONFIG = "title: Contoh\nbase_url: https://example.org/\nlang: id\nsearch: false\neditions: daily\n"
_ARTICLE = "---\nid: {0}\ntitle: A {0}\ndate: 2020-10-05\n---\n\n{1}\n"
_PAGES = "site/2*/*/*/*/index.html"

Tell = Callable[[str], None]


def portions(tangles: Mapping[str, Make]) -> Iterator[list[tuple[str, Make]]]:
    """All tangles of a kind, or one of so many, some at a time."""
    tried = [*tangles.items()][ONE_IN // 2 :: ONE_IN]
    yield from (tried[start : start + _AT_ONCE] for start in range(0, len(tried), _AT_ONCE))


def of_files(root: Path, texts: Mapping[str, str]) -> Place:
    """A digest of these files, and no others."""
    place = Place(root)
    shutil.rmtree(root / "seeds")
    place.write("config.yaml", f"{_CONFIG}ingest: {{duplicates: keep}}\n")
    for name, text in texts.items():
        place.write(name, "").write_bytes(text.encode("utf-8", "surrogatepass"))
    return place


def built(place: Place) -> tuple[Report, float, int]:
    """The report of a build, the seconds that this process took, and how many articles the site has."""
    began = time.process_time()
    report = pipeline.build(place.options())
    return report, time.process_time() - began, len([*place.root.glob(_PAGES)])


def test_a_child_and_the_process_beside_it_take_no_longer_than_is_promised() -> None:
    assert guard.Bounds().seconds <= work.BOUNDS.seconds < SECONDS


def test_there_are_as_many_as_are_promised() -> None:
    assert len(MARKDOWN) >= 50
    assert all(len(tangles) >= 20 for tangles in CLIPPINGS.values())


def test_a_tangle_has_about_its_size() -> None:
    lengths = {(name, size): len(make(size)) for name, make in MARKDOWN.items() for size in SIZES}
    assert [each for each, length in lengths.items() if not each[1] / 2 < length < each[1] * 2] == []


@pytest.mark.parametrize("size", TRIED_SIZES)
def test_markdown_is_published_or_named_in_time(tmp_path: Path, size: int, tell: Tell) -> None:
    named: Counter[str] = Counter()
    published = 0
    for number, portion in enumerate(portions(MARKDOWN)):
        texts = {f"content/{name}.md": _ARTICLE.format(name, make(size)) for name, make in portion}
        place = of_files(tmp_path / f"{number}", texts)
        report, first, _ = built(place)
        wrong = {problem.span.path: problem.code for problem in report.problems if problem.is_error}
        assert wrong.keys() <= texts.keys(), wrong
        for path in wrong:
            (place.root / path).unlink()
        report, second, pages = built(place)
        assert pages == len(texts) - len(wrong), [problem for problem in report.problems if problem.is_error]
        assert max(first, second) < _BESIDE_AN_ARTICLE, (first, second, [*texts])
        named.update(wrong.values())
        published += pages
        shutil.rmtree(place.root)
    told = ", ".join(f"{code} {count}" for code, count in sorted(named.items())) or "none"
    tell(f"tangles: {published + named.total()} of Markdown × {size:,}; {published} published; named: {told}")


@pytest.mark.parametrize(("ending", "size"), [*product(CLIPPINGS, TRIED_SIZES)])
def test_clippings_are_published_or_set_aside_in_time(tmp_path: Path, ending: str, size: int, tell: Tell) -> None:
    fates: Counter[str] = Counter()
    files = 0
    for number, portion in enumerate(portions(CLIPPINGS[ending])):
        texts = {f"seeds/{name}{ending}": make(size) for name, make in portion}
        place = of_files(tmp_path / f"{number}", texts)
        report, seconds, pages = built(place)
        of_these = Counter(item.fate for item in report.items)
        assert {item.file for item in report.items} == texts.keys()
        assert not [problem for problem in report.problems if problem.is_error]
        assert not [item for item in report.items if item.fate != "ingested" and not item.reason]
        assert pages == of_these["ingested"], of_these
        if seconds >= _BESIDE_A_CLIPPING:  # some have thousands of items: is it any one of them?
            alone = {name: built(of_files(tmp_path / f"alone/{name}", {name: text}))[1] for name, text in texts.items()}
            assert max(alone.values()) < _BESIDE_A_CLIPPING, alone
        fates.update(of_these)
        files += len(texts)
        shutil.rmtree(place.root)
    told = ", ".join(f"{fate} {count}" for fate, count in sorted(fates.items()))
    tell(f"tangles: {files} of {ending} × {size:,}; of their clippings: {told}")
