"""A run that would find everything as it was does nothing; and one that would not is never taken for it."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kliping import disk, pipeline
from kliping.bench import Options
from kliping.model import Report
from tests import make

ARTICLE = "---\nid: {n}\ntitle: Kabar {n}\ndate: 2020-10-0{n}\n---\n\nAir naik.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A digest of two articles and a clipping, built often enough that nothing is left to do."""
    for name in ("content", "seeds", "static"):
        (tmp_path / name).mkdir()
    (tmp_path / "config.yaml").write_text("title: Contoh\nbase_url: https://example.org/\n", "utf-8")
    for n in (1, 2):
        (tmp_path / f"content/{n}.md").write_text(ARTICLE.format(n=n), "utf-8")
    (tmp_path / "seeds/a.txt").write_text("Contoh Harian, Bandung - Kabar dari pasar.\n", "utf-8")
    (tmp_path / "static/a.txt").write_text("satu", "utf-8")
    later = iter(range(10**19, 9 * 10**19, 10**16))
    monkeypatch.setattr(disk, "moment_of", lambda _: next(later))
    for _ in range(3):
        build(tmp_path)
    return tmp_path


def build(root: Path, **fields: object) -> Report:
    options = Options(root=root, destination=root / "site", now=make.moment(make.NOW), timer=lambda: 0.0)
    return pipeline.build(replace(options, **fields))  # type: ignore[arg-type]


def is_at_rest(report: Report) -> bool:
    """Whether it took no more than a look."""
    return list(report.seconds) == ["open", "look"]


def test_a_run_with_nothing_to_do_tells_what_the_one_before_it_told(root: Path) -> None:
    told = build(root)
    done = build(root, force=True)
    assert is_at_rest(told)
    assert not is_at_rest(done)
    assert (told.articles, told.pages, told.reused, told.written) == (3, done.pages, done.pages, 0)
    assert [item.fate for item in told.items] == ["unchanged"]
    assert replace(told, seconds={}, reused=0) == replace(done, seconds={}, reused=0)


def edit(path: str, text: str = "lain") -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(text, "utf-8")


def touch(root: Path) -> None:
    os.utime(root / "content/1.md", (1, 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": edit("content/1.md", ARTICLE.format(n=7)),
    "a new article": edit("content/3.md", ARTICLE.format(n=3)),
    "an article less": lambda root: (root / "content/1.md").unlink(),
    "an article renamed": lambda root: (root / "content/1.md").rename(root / "content/4.md"),
    "what is no article": edit("content/1.markdown"),
    "a clipping": edit("seeds/b.txt"),
    "a clipping's text": edit("seeds/a.txt", "Kabar lain.\n"),
    "a static file": edit("static/b.txt"),
    "a static file's text": edit("static/a.txt", "dua!"),
    "the settings": edit("config.yaml", "title: Lain\nbase_url: https://example.org/\n"),
    "a layout": edit("layouts/list.html"),
    "the records": edit("content/.seeds.yaml", ""),
    "a page": edit("site/index.html"),
    "a page less": lambda root: (root / "site/index.html").unlink(),
    "a page more": edit("site/lain.html"),
    "the store": lambda root: (root / ".kliping/store.db").unlink(),
    "a link astray": lambda root: (root / "content/x.md").symlink_to("nowhere"),
    "a time": touch,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changed_is_seen(root: Path, what: str) -> None:
    (root / "layouts").mkdir()
    assert is_at_rest(build(root))
    CHANGES[what](root)
    assert not is_at_rest(build(root))


@pytest.mark.parametrize(
    "asked",
    [{"drafts": True}, {"future": True}, {"base_url": "https://example.net/"}, {"force": True}, {"strict": True}],
)
def test_another_wish_is_another_run(root: Path, asked: dict[str, object]) -> None:
    assert not is_at_rest(build(root, **asked))


def test_another_destination_is_another_run(root: Path) -> None:
    assert not is_at_rest(build(root, destination=root / "other"))
    assert is_at_rest(build(root, destination=root / "other"))
    assert is_at_rest(build(root))


def test_a_day_that_publishes_or_ends_an_article_ends_the_rest(root: Path) -> None:
    (root / "content/3.md").write_text(ARTICLE.format(n=3).replace("2020-10-03", "2020-11-20"), "utf-8")
    (root / "content/4.md").write_text(ARTICLE.format(n=4).replace("id: 4", "id: 4\nexpires: 2020-11-10"), "utf-8")
    build(root, now=make.moment("2020-11-08"))
    for day, rests in (("2020-11-09", True), ("2020-11-10", False), ("2020-11-19", True), ("2020-11-20", False)):
        assert is_at_rest(build(root, now=make.moment(day))) is rests, day


def test_a_clock_that_was_set_back_ends_the_rest(root: Path) -> None:
    assert not is_at_rest(build(root, now=make.moment("2020-10-01")))


def test_warnings_are_told_again(root: Path) -> None:
    (root / "content/3.md").write_text(ARTICLE.format(n=3).replace("id: 3\n", ""), "utf-8")
    first = build(root)
    again = build(root)
    assert is_at_rest(again)
    assert [problem.code for problem in again.problems] == ["id-missing"]
    assert again.problems == first.problems


def test_an_error_is_not_remembered(root: Path) -> None:
    (root / "content/3.md").write_text("---\n", "utf-8")
    for _ in range(2):
        report = build(root)
        assert not is_at_rest(report)
        assert any(problem.is_error for problem in report.problems)


def test_a_run_that_wrote_an_article_is_followed_by_one_that_looks_again(root: Path) -> None:
    (root / "seeds/b.txt").write_text("Contoh Harian, Bandung - Kabar kedua dari pasar.\n", "utf-8")
    assert [is_at_rest(build(root)) for _ in range(3)] == [False, False, True]
