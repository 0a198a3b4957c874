"""Close an edition: write down its number and the articles that it carries, which hold from then on.

Strategy: what an edition would be is worked out as a build does it; its file is written at once, and whatever else its
editor has written there stays.
"""

from kliping import addresses, disk, edition_text, editions, pipeline, saving
from kliping.bench import Digest, Options, Problems
from kliping.model import EditionFile, Library, Moment
from kliping.problems import Problem, Span


def close(digest: Digest, options: Options, name: str) -> str | Problems:
    """What was done, in a sentence; or what keeps the edition from being closed.

    `name` may have a language before it: "ar/2020-W41".
    """
    site, problems = pipeline.plan_site(digest, options)
    wrong = tuple(problem for problem in problems if problem.is_error)
    if wrong:
        return wrong
    path = f"{addresses.EDITIONS_FOLDER}{name}.md"
    file = digest.root / path
    standing = disk.read_text(file, path) if file.exists() else None
    if isinstance(standing, Problem):
        return (standing,)
    decided = edition_text.parse(standing, path, digest.config)[0] if standing is not None else None
    lang, _, own_name = name.rpartition("/")
    library = _library(site.library, decided.lang if decided and not lang else lang)
    now = Moment(at=options.now.at.astimezone(digest.config.zone))
    edition = editions.to_close(library, own_name, digest.config, now) if library else None
    wrong = tuple(_why_not(path, decided, edition is not None, library, digest))
    if wrong or edition is None:
        return wrong
    text = edition_text.closed(edition, standing, lang)
    if text is None or not saving.replace_text(file, text, expected=standing):
        return (_problem("edition-unwritten", path, "this file cannot be edited by lines: write its articles by hand"),)
    count = len(edition.articles)
    many = "articles" if count > 1 else "article"
    return f"{path}: edition {edition.number}, with {count} {many}; what you write below its front matter is its letter"


def _library(whole: Library, lang: str) -> Library | None:
    """The library of a language that has pages of its own; without one, the digest's."""
    trees = whole.trees or (whole,)
    return next((tree for tree in trees if tree.lang == lang), None) if lang else trees[0]


def _why_not(
    path: str, decided: EditionFile | None, has_articles: bool, library: Library | None, digest: Digest
) -> Problems:
    if digest.config.editions == "none":
        return (_problem("edition-empty", path, "there are no editions: write editions: weekly into config.yaml"),)
    if library is None:
        return (_problem("language-unknown", path, "that language has no pages of its own (languages in config.yaml)"),)
    if decided and decided.articles is not None:
        return (_problem("there-already", path, "this edition is closed already; it was not touched"),)
    return () if has_articles else (_problem("edition-empty", path, "there is no article for it"),)


def _problem(code: str, path: str, text: str) -> Problem:
    return Problem(code=code, span=Span(path=path), text=text)
