"""Articles are parsed once, and what is wrong with them is told every time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kliping import articles, catalog
from kliping.articles import Job, Parsed
from kliping.content_files import Texts, texts
from kliping.guard import Lost
from kliping.inventory import Inventory
from kliping.model import Article, Config, Theme, Tools
from kliping.problems import Problem
from kliping.store import Store
from tests import make

ARTICLE = "---\n{id}title: Kabar\ndate: 2020-10-05\n{more}---\n\n{text}\n"


class Digest:
    """A folder of articles, and which of them were parsed by the last run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.parsed: list[str] = []

    def write(self, name: str, text: str = "Air naik.", given_id: str = "id: a\n", more: str = "") -> None:
        path = self.root / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE.format(id=given_id, more=more, text=text), "utf-8")

    @property
    def store(self) -> Store:
        return Store(self.root / ".kliping/store.db")

    def read(
        self, *, keeps: bool = True, is_blank: bool = False, **settings: str
    ) -> tuple[list[Article], tuple[Problem, ...]]:
        self.parsed = []
        config = make.config(**settings)
        return catalog.read(self._texts(), config, self.store, self._parse(config), keeps=keeps, is_blank=is_blank)

    def _texts(self) -> Texts:
        return texts(self.root, Inventory(self.store, self.root, "content"))[0]

    def _parse(self, config: Config) -> catalog.Parse:
        tools = Tools(config=config, theme=Theme(layouts={}, locales={}, assets={}))

        def parse(jobs: Sequence[Job], whole: catalog.Whole) -> Iterator[Parsed | Lost]:
            self.parsed += [job.path for job in jobs]
            for job in map(whole, jobs):
                yield Lost(job=job, reason="it hangs") if "hang" in job.text else articles.parse([job], tools)[0]

        return parse


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    return Digest(tmp_path)


def test_an_article_is_parsed_when_it_changed_and_only_then(digest: Digest) -> None:
    digest.write("a.md")
    digest.write("b.md", given_id="id: b\n")
    first, _ = digest.read()
    assert digest.parsed == ["content/a.md", "content/b.md"]
    assert digest.read()[0] == first
    assert digest.parsed == []
    digest.write("b.md", "Air surut.", given_id="id: b\n")
    assert digest.read()[0] != first
    assert digest.parsed == ["content/b.md"]


def test_articles_are_cards_whose_text_is_kept_apart(digest: Digest) -> None:
    digest.write("a.md")
    for _ in range(2):
        ((article,), _) = digest.read()
        assert (article.html, article.body) == ("", "")
        assert digest.store.texts()[article.text] == "<p>Air naik.</p>"


def test_the_key_of_a_card_is_that_of_all_but_its_text(digest: Digest) -> None:
    digest.write("a.md", more="summary: Air\n")
    before = digest.read()[0][0]
    digest.write("a.md", "Air surut.", more="summary: Air\n")
    after = digest.read()[0][0]
    assert (after.key == before.key, after.text == before.text) == (True, False)
    digest.write("a.md", "Air surut.", more="summary: Banjir\n")
    assert digest.read()[0][0].key != before.key


def test_texts_that_no_article_has_are_forgotten(digest: Digest) -> None:
    digest.write("a.md")
    digest.read()
    digest.write("a.md", "Air surut.")
    ((article,), _) = digest.read()
    assert digest.store.kept_texts() == {article.text}


def test_a_warning_is_told_every_time_though_its_article_is_parsed_once(digest: Digest) -> None:
    digest.write("a.md", given_id="")
    first = digest.read()
    assert [problem.code for problem in first[1]] == ["id-missing"]
    assert digest.read() == first
    assert digest.parsed == []


def test_a_file_that_changed_while_it_was_looked_at_is_known_by_what_was_parsed(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest.write("a.md", "Air surut.")
    monkeypatch.setattr(Texts, "__getitem__", lambda *_: ARTICLE.format(id="id: a\n", more="", text="Air naik."))
    ((article,), _) = digest.read()
    assert digest.store.texts()[article.text] == "<p>Air naik.</p>"
    monkeypatch.undo()
    ((article,), _) = digest.read()
    assert digest.parsed == ["content/a.md"]
    assert digest.store.texts()[article.text] == "<p>Air surut.</p>"


def test_what_has_an_error_is_parsed_every_time(digest: Digest) -> None:
    digest.write("a.md", more="slug: A B\n")
    for _ in range(2):
        assert [problem.code for problem in digest.read()[1]] == ["slug-invalid"]
        assert digest.parsed == ["content/a.md"]


def test_settings_that_reading_asks_for_are_a_reason_to_parse_and_others_are_none(digest: Digest) -> None:
    digest.write("a.md")
    digest.read()
    digest.read(title="Lain")
    assert digest.parsed == []
    digest.read(timezone="Asia/Jakarta")
    assert digest.parsed == ["content/a.md"]


def test_one_who_only_looks_remembers_nothing_and_has_the_texts(digest: Digest) -> None:
    digest.write("a.md")
    for _ in range(2):
        ((article,), _) = digest.read(keeps=False)
        assert (article.html, article.text) == ("<p>Air naik.</p>", "")
        assert digest.parsed == ["content/a.md"]


def test_a_file_that_is_too_much_for_its_reader_is_named(digest: Digest) -> None:
    digest.write("a.md", "hang")
    digest.write("b.md", given_id="id: b\n")
    found, (problem,) = digest.read()
    assert [article.id for article in found] == ["b"]
    assert (problem.code, problem.span.path, problem.is_error) == ("article-lost", "content/a.md", True)


@pytest.mark.parametrize("damage", ["UPDATE memory SET value = replace(value, '[', '{')", "DELETE FROM text"])
def test_what_was_kept_and_cannot_be_read_back_is_parsed_again(digest: Digest, damage: str) -> None:
    digest.write("a.md")
    first = digest.read()
    digest.store._within(lambda database: database.execute(damage))
    assert digest.read() == first
    assert digest.parsed == ["content/a.md"]
