"""Markdown files as articles, and clippings as Markdown files."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from kliping import content, seal
from kliping.content import Reference
from kliping.model import Article, Config, Image, Limits, Moment, Seed, SeedReference, Source
from kliping.problems import Problem
from tests import make

LEAST = "id: a1\ntitle: Pasar pagi\ndate: 2020-10-05\n"
JAKARTA = make.config(lang="id", timezone="Asia/Jakarta")


def file(front: str, body: str = "Buka lagi.\n") -> str:
    return f"---\n{front}---\n\n{body}"


def parse(text: str, config: Config = JAKARTA) -> Article:
    article, problems = content.parse(text, "content/a.md", config)
    assert problems == ()
    assert article is not None
    return article


def problems_of(text: str, config: Config = JAKARTA) -> tuple[Problem, ...]:
    return content.parse(text, "content/a.md", config)[1]


# --- Reading -----------------------------------------------------------------------------------------------------


def test_a_title_and_a_date_make_an_article() -> None:
    article = parse(file(LEAST))
    assert (article.title, article.slug, article.lang) == ("Pasar pagi", "pasar-pagi", "id")
    assert article.date == make.moment("2020-10-05", "Asia/Jakarta")
    assert (article.body, article.html.strip()) == ("\nBuka lagi.\n", "<p>Buka lagi.</p>")
    assert article.summary == "Buka lagi."
    assert not article.draft
    assert article.rights is None


def test_every_key_is_read() -> None:
    front = """\
id: a1
title: Pasar pagi
date: 2020-10-05 07:30
updated: 2020-10-06T08:00:00+09:00
slug: pasar
aliases: [/lama/, /2019/lama.html]
lang: en
summary: >-
  Satu
  dua
tags: [Pasar, NATO]
section: Kota
source: {name: Contoh Harian, url: https://harian.example.org/1, author: Redaksi}
place: Bandung
cites: [Sample Wire]
image: {src: /images/pasar.jpg, alt: Pasar, credit: Redaksi}
note: |
  Lihat *juga* kemarin.
rights: excerpt
draft: true
pinned: true
expires: 2030-01-01
translation_of: a0
seed: {file: seeds/a.txt, item: '7', sha256: ab, written: cd}
origin: {title: derived, date: inferred}
mood: calm
stars: 5
"""
    article = parse(file(front))
    assert article.date == make.moment("2020-10-05 07:30", "Asia/Jakarta")
    assert article.updated is not None
    assert article.updated.at.utcoffset() == timedelta(hours=9)
    assert (article.slug, article.lang, article.summary) == ("pasar", "en", "Satu dua")
    assert article.aliases == ("lama/", "2019/lama.html")
    assert (article.tags, article.section, article.cites) == (("Pasar", "NATO"), "Kota", ("Sample Wire",))
    assert article.source == Source(name="Contoh Harian", url="https://harian.example.org/1", author="Redaksi")
    assert article.image == Image(src="/images/pasar.jpg", alt="Pasar", credit="Redaksi")
    assert article.note.strip() == "<p>Lihat <em>juga</em> kemarin.</p>"
    assert (article.rights, article.draft, article.pinned, article.place) == ("excerpt", True, True, "Bandung")
    assert article.expires == make.moment("2030-01-01", "Asia/Jakarta")
    assert article.translation_of == "a0"
    assert article.seed == SeedReference(file="seeds/a.txt", item="7", sha256="ab", written="cd")
    assert (article.title_origin, article.date_origin) == ("derived", "inferred")
    assert article.extra == {"mood": "calm", "stars": 5}


def test_a_source_may_be_only_its_name() -> None:
    assert parse(file(f"{LEAST}source: Contoh Harian\n")).source == Source(name="Contoh Harian")


def test_titles_that_yaml_would_take_for_something_else_stay_titles() -> None:
    for title in ("no", "017", "1:30", "2020-10-05", "null"):
        assert parse(file(f"id: x\ntitle: {title}\ndate: 2020-10-05\n")).title == title


def test_an_article_whose_title_has_no_letter_has_a_slug_of_its_id() -> None:
    one, other = (parse(file(f"id: {name}\ntitle: '!!!'\ndate: 2020-10-05\n")).slug for name in ("a", "b"))
    assert one != other
    assert one.isalnum()


def test_nothing_that_runs_survives_from_a_body_or_a_note() -> None:
    front = f"{LEAST}note: <script>alert(1)</script><b onclick=x>n</b>\n"
    article = parse(file(front, "<script>alert(1)</script>\n\n[x](javascript:alert(1))\n"))
    for html in (article.html, article.note):
        assert "script" not in html
        assert "onclick" not in html


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("date: 2020-13-40", "date-invalid", 7),
        ("date: ''", "date-missing", 1),
        ("date: [x]", "date-invalid", 7),
        ("updated: yesterday", "date-invalid", 10),
        ("expires: soon", "date-invalid", 10),
        ("slug: Pasar Pagi", "slug-invalid", 7),
        ("slug: ../../x", "slug-invalid", 7),
        ("aliases: [https://example.org/]", "alias-invalid", 11),
        ("aliases: /a/../../b", "alias-invalid", 10),
        ("lang: indonesian", "language-invalid", 7),
        ("tags: [a, '!']", "name-invalid", 11),
        ("tags: {a: b}", "list-invalid", 7),
        ("section: '--'", "name-invalid", 10),
        ("source: '!'", "name-invalid", 9),
        ("source: {name: '!'}", "name-invalid", 16),
        ("source: {url: example.org}", "address-invalid", 15),
        ("source: [a]", "mapping-invalid", 9),
        ("image: {src: 'javascript:x', alt: y}", "image-invalid", 14),
        ("image: {alt: y}", "image-invalid", 0),
        ("rights: none", "choice-unknown", 9),
        ("draft: no", "flag-invalid", 8),
        ("pinned: [x]", "flag-invalid", 9),
        ("origin: {date: guessed}", "choice-unknown", 16),
        ("seed: x", "mapping-invalid", 7),
        ("summary: [x]", "text-invalid", 10),
        ("mood: &a x", "yaml-alias", 7),
        ("mood: !!python/none x", "yaml-tag", 7),
        ("mood: {a: b", "yaml-syntax", 0),
        ("id: again", "key-duplicate", 1),
    ],
)
def test_a_mistake_makes_no_article_and_is_told_with_its_line_and_column(line: str, code: str, column: int) -> None:
    front = (
        f"id: a1\ntitle: Pasar pagi\n{line}\n"
        if line.startswith("date:")
        else f"id: a1\ntitle: x\n{line}\ndate: 2020-10-05\n"
    )
    article, problems = content.parse(file(front), "content/a.md", JAKARTA)
    problem = problems[0]
    assert article is None
    assert problem.is_error
    assert problem.code == code
    assert problem.hint
    if column:
        assert (problem.span.path, problem.span.line, problem.span.column) == ("content/a.md", 4, column)
        assert problem.excerpt == line


def test_a_title_and_a_date_must_be_there_and_all_mistakes_are_told_at_once() -> None:
    problems = problems_of(file("id: a1\nlang: x\ntags: ['!']\n"))
    assert {problem.code for problem in problems} == {
        "title-missing",
        "date-missing",
        "language-invalid",
        "name-invalid",
    }


def test_an_empty_date_is_told_once() -> None:
    assert [problem.code for problem in problems_of(file("id: a1\ntitle: x\ndate: ''\n"))] == ["date-missing"]


def test_an_article_without_an_id_uses_its_path_and_is_told_the_line_to_add() -> None:
    article, (problem,) = content.parse(file("title: x\ndate: 2020-10-05\n"), "content/a.md", JAKARTA)
    assert article is not None
    assert article.id == "content/a.md"
    assert (problem.code, problem.severity, problem.span.line) == ("id-missing", "warning", 2)
    assert 'add "id: content/a.md"' in problem.hint


def test_an_image_without_alt_text_is_a_warning() -> None:
    article, (problem,) = content.parse(file(f"{LEAST}image: {{src: /a.jpg}}\n"), "content/a.md", JAKARTA)
    assert article is not None
    assert (problem.code, problem.severity, problem.span.line) == ("alt-missing", "warning", 5)


def test_a_key_that_is_nearly_a_known_one_is_a_warning_and_is_kept() -> None:
    article, (problem,) = content.parse(file(f"{LEAST}sumary: x\n"), "content/a.md", JAKARTA)
    assert article is not None
    assert article.extra == {"sumary": "x"}
    assert (problem.code, problem.severity, problem.hint) == ("key-unknown", "warning", 'did you mean "summary"?')


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Just a text.\n", "begin with a line"), ("", "begin with a line"), ("---\ntitle: x\n", "close it")],
)
def test_a_file_without_whole_front_matter_is_told_what_to_add(text: str, hint: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, problem.span.line) == ("front-matter-missing", 1)
    assert hint in problem.hint


def test_an_article_larger_than_the_limit_is_not_read() -> None:
    config = make.config(limits=Limits(article_bytes=100))
    (problem,) = problems_of(file(LEAST, "é" * 50), config)
    assert problem.code == "article-too-large"
    assert problems_of(file(LEAST, "e" * 40), config) == ()


def test_a_body_nested_beyond_reason_is_told_on_its_line() -> None:
    article, problems = content.parse(file(LEAST, "* " * 497 + "x\n"), "content/a.md", JAKARTA)
    assert article is None
    assert [problem.code[:6] for problem in problems] == ["markup"]
    assert problems[0].span.line >= 6


# --- References --------------------------------------------------------------------------------------------------


BODY = content.digest_of_body(content.body_of(file(LEAST)))


def test_a_reference_is_found_whatever_else_is_wrong() -> None:
    text = file("id: a1\ndate: never\nseed:\n  file: seeds/a.txt\n  sha256: ab\n")
    assert content.reference(text, "content/a.md") == Reference(
        id="a1", seed=SeedReference(file="seeds/a.txt", sha256="ab"), body=BODY
    )


def test_an_article_that_was_made_of_no_clipping_has_no_seed() -> None:
    assert content.reference(file(LEAST), "content/a.md") == Reference(id="a1", body=BODY)


def test_a_reference_knows_the_address_and_whose_copy_it_is_and_whether_it_was_touched() -> None:
    text = content.compose(
        make.seed(source=Source(name="Y", url="https://y.example/a")),
        article_id="a1", slug="a", date=make.moment("2020-10-05"), date_origin="given", draft=True, duplicate_of="b2",
    )  # fmt: skip
    found = content.reference(text, "content/a.md")
    assert found is not None
    assert (found.url, found.duplicate_of, found.is_untouched) == ("https://y.example/a", "b2", True)
    edited = content.reference(text.replace("slug: a", "slug: b"), "content/a.md")
    assert edited is not None
    assert not edited.is_untouched
    assert content.body_of(text).strip("\n") == make.seed().body.strip("\n")


@pytest.mark.parametrize("front", ["title: x\n", "id: ''\n", "id:\n", "id: [x]\n"])
def test_without_an_id_a_reference_is_to_the_path(front: str) -> None:
    assert content.reference(file(front), "content/a.md") == Reference(id="content/a.md", body=BODY)


def test_the_digest_of_a_body_is_that_of_its_text_and_not_of_what_is_around_it() -> None:
    bodies = [file(LEAST, body) for body in ("Satu.", "\n\nSatu.\n", "Dua.")]
    found = [content.reference(text, "a.md") for text in (*bodies, bodies[0].replace("title: ", "title: X "))]
    one, spaced, other, retitled = (reference and reference.body for reference in found)
    assert one == spaced == retitled != other


@pytest.mark.parametrize("text", ["", "no front matter", "---\na: [\n---\n"])
def test_a_file_that_cannot_be_read_has_no_reference(text: str) -> None:
    assert content.reference(text, "content/a.md") is None


# --- Writing -----------------------------------------------------------------------------------------------------


def compose(seed: Seed, *, slug: str = "pasar", date: Moment | None = None, draft: bool = False) -> str:
    moment = date or make.moment("2020-10-05")
    return content.compose(seed, article_id="a1", slug=slug, date=moment, date_origin="inferred", draft=draft)


def test_a_clipping_becomes_a_readable_file() -> None:
    clipping = make.seed(sha256="ab" * 32, place="Bandung", cites=("Sample Wire",), tags=("Pasar", "NATO"))
    text = compose(clipping)
    assert text == (
        "---\n"
        "id: a1\n"
        "title: Pasar pagi buka lagi\n"
        "date: 2020-10-05\n"
        "slug: pasar\n"
        "lang: id\n"
        "source:\n"
        "  name: Contoh Harian\n"
        "place: Bandung\n"
        "cites:\n"
        "  - Sample Wire\n"
        "tags:\n"
        "  - Pasar\n"
        "  - NATO\n"
        "summary: Pasar pagi buka lagi.\n"
        "origin:\n"
        "  title: derived\n"
        "  date: inferred\n"
        "seed:\n"
        "  file: seeds/pasar.txt\n"
        f"  sha256: {'ab' * 32}\n"
        f'  written: "{seal.written_in(text)}"\n'
        "---\n"
        "\n"
        "Pasar pagi buka lagi hari ini.\n"
    )


def test_what_is_composed_is_parsed_as_it_was_meant() -> None:
    at = make.moment("2020-10-05 07:30").at.astimezone(timezone(timedelta(hours=7)))
    clipping = make.seed("*Satu* — “dua”.", title="no", tags=("017", "1:30"), source=Source(name="Y", author="Redaksi"))
    article = parse(compose(clipping, date=Moment(at=at), draft=True))
    assert (article.id, article.title, article.slug, article.draft) == ("a1", "no", "pasar", True)
    assert article.date == Moment(at=at)
    assert article.tags == ("017", "1:30")
    assert article.source == Source(name="Y", author="Redaksi")
    assert article.body == "\n*Satu* — “dua”.\n"
    assert (article.title_origin, article.date_origin) == ("derived", "inferred")
    assert article.seed is not None
    assert (article.seed.file, article.seed.sha256) == (clipping.file, clipping.sha256)


def test_front_matter_that_came_with_a_clipping_is_kept() -> None:
    fields = (("section", "Kota"), ("mood", {"a": ["b"]}), ("stars", 0), ("rating", None), ("flagged", False))
    article = parse(compose(make.seed(fields=fields)))
    assert article.section == "Kota"
    assert article.extra == {"mood": {"a": ["b"]}, "stars": 0, "rating": None, "flagged": False}


def test_what_a_clipping_says_of_itself_never_replaces_what_ingest_decides() -> None:
    fields = (("id", "other"), ("slug", "other"), ("seed", {"file": "x"}), ("origin", "x"), ("draft", True))
    text = compose(make.seed(fields=fields))
    article = parse(text)
    assert (article.id, article.slug, article.draft, article.date_origin) == ("a1", "pasar", True, "inferred")
    assert article.seed is not None
    assert article.seed.file == "seeds/pasar.txt"
    assert seal.is_untouched(text)


def test_a_new_article_is_a_draft_that_can_be_parsed() -> None:
    text = content.new_article("Pasar: pagi", article_id="a1", date=make.moment("2020-10-05 07:30"), lang="id")
    article = parse(text)
    assert (article.title, article.draft, article.id, article.lang) == ("Pasar: pagi", True, "a1", "id")


# --- seed.written ------------------------------------------------------------------------------------------------


def test_a_file_as_ingest_wrote_it_is_untouched() -> None:
    text = compose(make.seed())
    assert seal.is_untouched(text)
    article = parse(text)
    assert article.seed is not None
    assert article.seed.written == seal.written_in(text) == seal.written_digest(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hari ini.\n", "hari ini. \n"),
        ("hari ini.\n", "hari ini.\n\n"),
        ("title: Pasar", "title: pasar"),
        ("---\n\n", "draft: true\n---\n\n"),
        ("lang: id\n", "lang: id # sure?\n"),
        ("\n", "\r\n"),
        ('written: "', 'written: "0'),
        ("  written:", "  # written:"),
    ],
)
def test_any_edit_of_front_matter_or_body_touches_it(old: str, new: str) -> None:
    text = compose(make.seed())
    edited = text.replace(old, new, 1)
    assert edited != text
    assert not seal.is_untouched(edited)


def test_a_file_that_ingest_did_not_write_is_not_untouched() -> None:
    assert seal.written_in(file(LEAST)) == ""
    assert not seal.is_untouched(file(LEAST))
    assert not seal.is_untouched("")


def test_a_body_that_speaks_of_its_own_digest_is_sealed_all_the_same() -> None:
    text = compose(make.seed('Satu:\n\n  written: "0123456789abcdef"\n---\ndua'))
    assert seal.is_untouched(text)
    assert not seal.is_untouched(text.replace("dua", "tiga"))


def test_a_clipping_that_brings_a_digest_of_its_own_is_sealed_all_the_same() -> None:
    text = compose(make.seed(fields=(("mood", {"written": "a123456789abcdef"}),)))
    assert seal.is_untouched(text)


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ('"', ""), ('"', "'")])
def test_what_ingest_wrote_is_known_even_where_an_editor_changed_line_ends_or_quotes(old: str, new: str) -> None:
    text = compose(make.seed())
    assert seal.written_in(text.replace(old, new)) == seal.written_in(text)


def test_the_digest_of_a_file_does_not_depend_on_the_line_that_holds_it() -> None:
    text = compose(make.seed())
    resealed = text.replace(seal.written_in(text), "0" * 16)
    assert seal.written_digest(resealed) == seal.written_digest(text)


def test_clippings_that_differ_are_sealed_differently() -> None:
    assert seal.written_in(compose(make.seed())) != seal.written_in(compose(replace(make.seed(), place="Bandung")))


def test_a_key_given_twice_hides_no_other_mistake() -> None:
    front = "id: a1\ntitle: x\ntitle: y\ndate: yesterday\nrights: none\n"
    article, problems = content.parse(file(front), "content/a.md", JAKARTA)
    assert article is None
    assert {(problem.code, problem.span.line) for problem in problems} == {
        ("key-duplicate", 4),
        ("date-invalid", 5),
        ("choice-unknown", 6),
    }


@pytest.mark.parametrize(
    ("line", "column"), [("tags: [a, '.']", 11), ('tags: ["b  c", "..", d]', 16), ("aliases: [/a/, x, /b/]", 16)]
)
def test_a_mistake_in_a_list_is_told_at_its_entry(line: str, column: int) -> None:
    (problem,) = problems_of(file(f"id: a1\ntitle: x\n{line}\ndate: 2020-10-05\n"))
    assert (problem.span.line, problem.span.column) == (4, column)
