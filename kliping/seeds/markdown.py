"""Markdown clippings with front matter: passed through, as somebody has edited them already.

Strategy: what the front matter gives is believed and what it lacks is found as for plain text; keys that
Kliping has no use for travel along. The body is not touched but for its line ends, and for the headline that it begins
with where nothing else gives the title.
"""

import re
from dataclasses import replace
from itertools import groupby, islice
from pathlib import PurePosixPath

from kliping import cleaning, frontmatter, markup, safe_html
from kliping.cleaning import dates
from kliping.cleaning.heads import head_byline_of
from kliping.digest import sha256_of
from kliping.fields import Reader, with_excerpts
from kliping.frontmatter import Parts
from kliping.model import Config, Moment, Seed, Source
from kliping.problems import Problem, Span

ENDINGS = (".md", ".markdown")

# CommonMark 4.2 and 4.3: a line after one "#", or above a line of "=".
_HEADLINE = re.compile(r"\s*(?:# [^\n]+|(?![-*+>#])\S[^\n]*\n=+ *)(?:\n|\Z)")

_TOML = "+++\n"

# Paragraphs: a headline, a byline, a date, and what a summary is made of.
_HEAD_AND_LEAD = 6

# Names that only ingest gives: a clipping's own would point at somebody else's articles.
_OURS = ("id", "seed", "origin")


def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The one clipping of a file; a problem where its front matter or its Markdown cannot be read."""
    decoded = cleaning.decode(data)
    if decoded is None:
        return _set_aside(Problem(code="seed-binary", span=Span(path=path), text="the seed is not text"))
    text = "\n".join(decoded.text.splitlines()) + "\n"
    if text.startswith(_TOML):
        return _set_aside(_toml(path))
    parts = frontmatter.split(text) or Parts(front="", front_line=1, body=text, body_line=1)
    table, problems = frontmatter.read(parts.front, path, parts.front_line)
    if table is None:
        return _set_aside(problems[0])
    html = markup.to_html(parts.body, Span(path=path, line=parts.body_line), depth=config.limits.depth)
    if isinstance(html, Problem):
        return _set_aside(html)
    reader = Reader(table)
    seed = _seed(reader, parts.body, html, path, data, config)
    wrong = with_excerpts(reader.problems, text)
    return _set_aside(wrong[0]) if wrong else (seed,)


def _seed(reader: Reader, body: str, html: str, path: str, data: bytes, config: Config) -> Seed:
    text = safe_html.to_text(html)
    lang = reader.language("lang") or cleaning.language_of(text)
    given_date = reader.moment("date", config.zone)
    given = reader.text("title")
    headline, rest = ("", body) if given else _headline(body)
    author, published, lead = _head(safe_html.lead(html, _HEAD_AND_LEAD), rest, lang, config)
    reader.asked.update(_OURS)
    return Seed(
        file=path,
        sha256=sha256_of(data),
        format="markdown",
        body=rest.strip("\n") + "\n",
        title=given or headline or cleaning.title_of(lead.partition("\n")[0], lang) or PurePosixPath(path).stem,
        title_origin="given" if given or headline else "derived",
        date=given_date or published or dates.first_date(text.splitlines(), lang, config.zone),
        date_origin="given" if given_date else "inferred",
        lang=lang,
        source=_with_author(_source(reader), author),
        place=reader.text("place"),
        cites=reader.texts("cites"),
        tags=reader.texts("tags"),
        summary=reader.text("summary") or cleaning.summarize(lead, lang),
        fields=tuple(reader.rest().items()),
    )


def _headline(body: str) -> tuple[str, str]:
    """The heading of the first level that a text without a title begins with, and the text below it."""
    found = _HEADLINE.match(body)
    html = markup.to_html(found[0], Span(path="")) if found else ""
    headline = safe_html.to_text(html) if isinstance(html, str) else ""
    return (headline, body[found.end() :]) if found and headline else ("", body)


def _source(reader: Reader) -> Source | None:
    if reader.is_scalar("source"):
        return Source(name=reader.text("source"))
    group = reader.inside("source")
    source = Source(name=group.text("name"), url=group.web_address("url"), author=group.text("author"))
    return source if source != Source() else None


def _head(lead: str, body: str, lang: str, config: Config) -> tuple[str, Moment | None, str]:
    """The names of a byline and the moment of a publication line among the first paragraphs, and the other ones.

    Both may be lines of one paragraph, and both stay in the body.
    """
    names, published, others = "", None, []
    lines_of = _lines_by_paragraph(body)
    for paragraph in lead.splitlines():
        lines = lines_of.get(paragraph, [paragraph])
        told = [(head_byline_of(line), dates.publication(line, lang, config.zone)) for line in lines]
        if not all(ruling or moment for ruling, moment in told):
            others.append(paragraph)
            continue
        names = names or next((ruling.names for ruling, _ in told if ruling), "")
        published = published or next((moment for _, moment in told if moment), None)
    return names, published, "\n".join(others)


def _lines_by_paragraph(body: str) -> dict[str, list[str]]:
    """The first paragraphs as running text, and the lines that each is written on, without emphasis."""
    lines = (line.strip(" *_\\") for line in body.splitlines())
    paragraphs = (list(group) for has_text, group in groupby(lines, key=bool) if has_text)
    return {" ".join(each): each for each in islice(paragraphs, _HEAD_AND_LEAD)}


def _with_author(source: Source | None, author: str) -> Source | None:
    return replace(source or Source(), author=author) if author and not (source and source.author) else source


def _toml(path: str) -> Problem:
    return Problem(
        code="seed-toml",
        span=Span(path=path, line=1),
        text="its front matter is TOML, between lines of +++",
        hint='write it as YAML between lines of ---: "title: …" in place of "title = …"',
    )


def _set_aside(problem: Problem) -> Problem:
    """A mistake of a clipping's is a warning: it is set aside, and the others go on."""
    return replace(problem, severity="warning")
