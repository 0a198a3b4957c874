"""Explain a file: a seed line by line, an article, or a file of the site.

Strategy: nothing is remembered for this; a seed is read again, and the site planned again, by the same
rooms that ingest and build use.
"""

from pathlib import Path

from kliping import addresses, bench, gathering, pipeline, search, tell
from kliping.bench import Digest, Options
from kliping.model import Seed
from kliping.problems import Problem, Span, describe
from kliping.seeds import Refused


def explain(options: Options, path: Path) -> str | tuple[Problem, ...]:
    """What a file is made of, or became; or why that cannot be told. `path` is as the person wrote it."""
    digest, problems = bench.open_digest(options)
    if digest is None:
        return problems
    name = _name_under(options.root, path, options.root)
    if name.startswith("seeds/"):
        return _seed(digest, options, name)
    return _article(digest, options, name) or _file(digest, options, path) or (_unknown(path),)


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


def _file(digest: Digest, options: Options, path: Path) -> str | None:
    site, _ = pipeline.plan_site(digest, options)
    name, shown = _name_under(options.destination, path, options.root), path.as_posix()
    why = pipeline.why_written(digest, options, name)
    page = next((page for page in site.pages if addresses.file_of(page.address) == name), None)
    if page:
        return tell.page(page, shown, why)
    if name in site.static:
        return tell.file(shown, "copied as it is", (f"static/{name}",), why)
    part = next((part for part in search.parts(site.library, digest.config) if name.startswith(part.folder)), None)
    if part and why:
        return tell.file(shown, "made by Pagefind", (f"the articles in {part.lang} of {part.year}",), why)
    return None


def _name_under(folder: Path, path: Path, root: Path) -> str:
    """A path from a folder: as the person's working directory makes it, or the digest's root, or as it stands."""
    for candidate in (path.absolute(), root / path, folder / path):
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
