"""Explain a file: a seed line by line, an article, or a file of the site.

Strategy: nothing is remembered for this; a seed is read again, and the site planned again, by the same
rooms that ingest and build use.
"""

from pathlib import Path

from kliping import addresses, bench, gathering, pipeline, tell
from kliping.bench import Digest, Options
from kliping.model import Seed
from kliping.problems import Problem, Span, describe
from kliping.seeds import Refused


def explain(options: Options, path: Path) -> str | tuple[Problem, ...]:
    """What a file is made of, or became; or why that cannot be told. `path` is as the person wrote it."""
    digest, problems = bench.open_digest(options)
    if digest is None:
        return problems
    name = _name_under(options.root, path)
    if name.startswith("seeds/"):
        return _seed(digest, options, name)
    return _article(digest, options, name) or _page(digest, options, path) or (_unknown(path),)


def _seed(digest: Digest, options: Options, name: str) -> str | tuple[Problem, ...]:
    """All clippings of a file; or one, where the name is the file's and its item's, as this tells it."""
    is_file = (digest.root / name).exists()
    found = list(gathering.read(digest.root, digest.config, [name if is_file else name.partition("#")[0]]))
    if not is_file and "#" in name:
        found = [each for each in found if _named(each) == name]
    refused = [each.problem for each in found if isinstance(each, Refused)]
    clippings = [each for each in found if isinstance(each, Seed)]
    if not clippings:
        return tuple(refused) or (_unknown(Path(name)),)
    articles = {
        (article.seed.file, article.seed.item): article.path
        for article in pipeline.read_articles(digest, options)[0]
        if article.seed
    }
    told = [tell.seed(clipping, articles.get((clipping.file, clipping.item), "")) for clipping in clippings]
    return "\n\n".join([*told, *map(describe, refused)])


def _named(found: Seed | Refused) -> str:
    """The name of a file and its item, as a path has it: it folds the slashes of an item that is an address."""
    file = found.file if isinstance(found, Seed) else found.problem.span.path
    return Path(f"{file}#{found.item}").as_posix()


def _article(digest: Digest, options: Options, name: str) -> str | None:
    article = next((article for article in pipeline.read_articles(digest, options)[0] if article.path == name), None)
    if article is None:
        return None
    site, _ = pipeline.plan_site(digest, options)
    return tell.article(article, [f"/{page.address}" for page in site.pages if name in page.made_of])


def _page(digest: Digest, options: Options, path: Path) -> str | None:
    site, _ = pipeline.plan_site(digest, options)
    name = _name_under(options.destination, path)
    page = next((page for page in site.pages if addresses.file_of(page.address) == name), None)
    return tell.page(page, path.as_posix(), pipeline.why_written(digest, options, name)) if page else None


def _name_under(folder: Path, path: Path) -> str:
    """A path from a folder: as it stands, or as the person's working directory makes it."""
    for candidate in (path.absolute(), folder / path):
        if candidate.is_relative_to(folder):
            return candidate.relative_to(folder).as_posix()
    return path.as_posix()


def _unknown(path: Path) -> Problem:
    return Problem(
        code="explain-unknown",
        span=Span(path=path.as_posix()),
        text="neither a seed, nor an article, nor a file of the site as it would be",
        hint="name a file of seeds/, content/ or site/",
    )
