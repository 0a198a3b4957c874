"""Close an edition: write down its number and the articles that it carries, which hold from then on.

Strategy: what an edition would be is worked out as a build does it; its file is written at once, and whatever else its
editor has written there stays.
"""

from kliping import addresses, disk, edition_text, editions, pipeline
from kliping.bench import Digest, Options, Problems
from kliping.model import Moment
from kliping.problems import Problem, Span


def close(digest: Digest, options: Options, name: str) -> str | Problems:
    """What was done, in a sentence; or what keeps the edition from being closed."""
    site, problems = pipeline.plan_site(digest, options)
    wrong = tuple(problem for problem in problems if problem.is_error)
    if wrong:
        return wrong
    path = f"{addresses.EDITIONS_FOLDER}{name}.md"
    library = (site.library.trees or (site.library,))[0]
    now = Moment(at=options.now.at.astimezone(digest.config.zone))
    edition = editions.to_close(library, name, digest.config, now)
    if edition is None:
        return (_problem("edition-empty", path, "no article is free for it: editions carry all there are"),)
    file = digest.root / path
    standing = disk.read_text(file, path) if file.exists() else None
    if isinstance(standing, Problem):
        return (standing,)
    if standing is not None and _lists_articles(standing, path, digest):
        return (_problem("there-already", path, "this edition is closed already; it was not touched"),)
    text = edition_text.closed(edition, standing)
    if text is None or not disk.replace_text(file, text, expected=standing):
        return (_problem("edition-unwritten", path, "this file cannot be edited by lines: write its articles by hand"),)
    count = len(edition.articles)
    many = "articles" if count > 1 else "article"
    return f"{path}: edition {edition.number}, with {count} {many}; what you write below its front matter is its letter"


def _lists_articles(text: str, path: str, digest: Digest) -> bool:
    found, _ = edition_text.parse(text, path, digest.config)
    return found is not None and found.articles is not None


def _problem(code: str, path: str, text: str) -> Problem:
    return Problem(code=code, span=Span(path=path), text=text)
