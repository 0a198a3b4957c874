"""Files of content/editions/: Markdown with front matter ↔ what an editor decided of an edition."""

from pathlib import PurePosixPath

from kliping import addresses, frontmatter, markup
from kliping.fields import Reader, with_excerpts
from kliping.model import Config, Edition, EditionFile
from kliping.problems import Problem, Span


def parse(text: str, path: str, config: Config) -> tuple[EditionFile | None, tuple[Problem, ...]]:
    """One file as what it says of an edition; None with what is wrong with it."""
    name = PurePosixPath(path).stem
    parts = frontmatter.split(text)
    if parts is None:
        hint = 'begin with a line "---", keys such as "title:", and "---"; what follows is your letter'
        found = Problem(code="front-matter-missing", span=Span(path=path, line=1), text="no front matter", hint=hint)
        return None, (found,)
    table, problems = frontmatter.read_on(parts.front, path, parts.front_line)
    if table is None:
        return None, problems
    reader = Reader(table, problems=[*problems])
    if not addresses.is_edition_name(name):
        reader.add("error", "", "name-invalid", f'"{name}" cannot stand in an address', "name it such as 2020-w41.md")
    html = markup.to_html(parts.body, Span(path=path, line=parts.body_line), prefix="letter-")
    if isinstance(html, Problem):
        reader.problems.append(html)
    file = EditionFile(
        path=path,
        name=name,
        lang=reader.language("lang", config.lang),
        number=reader.number("number", 0, least=0),
        title=reader.text("title"),
        date=reader.moment("date", config.zone),
        articles=reader.texts("articles") if "articles" in reader else None,
        letter=html if isinstance(html, str) else "",
        draft=reader.flag("draft"),
    )
    reader.warn_of_near_rest()
    is_broken = any(problem.is_error for problem in reader.problems)
    return (None if is_broken else file), with_excerpts(reader.problems, text)


def closed(edition: Edition, standing: str | None, lang: str = "") -> str | None:
    """The text of an edition's file with its number and its articles written down; None where it cannot be edited.

    `lang` is that of its pages, where it is not the digest's own.
    """
    decided = {
        **({"lang": lang} if lang else {}),
        "number": edition.number,
        "date": edition.date.at.replace(microsecond=0),
        "articles": [article.id for article in edition.articles],
    }
    if standing is None:
        return f"---\n{frontmatter.write(decided)}---\n"
    return frontmatter.edit(standing, decided)
