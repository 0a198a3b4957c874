"""Plan the site: which files there will be, and at which addresses.

Strategy: every output says which pages it makes of the library, or of that of each language; here they are gathered
and all clashes of addresses told at once.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from kliping import addresses, outputs
from kliping.library import trees_of
from kliping.model import Config, Library, Page, Theme
from kliping.problems import Problem, Span


def plan(library: Library, config: Config, theme: Theme) -> tuple[Page, ...]:
    """All pages of the site, in order of address."""
    trees = trees_of(library, config)
    pages = (
        page
        for module in map(outputs.module, config.outputs)
        for tree, settings in (trees if module.EACH_LANGUAGE else ((library, config),))
        for page in module.pages(tree, settings, theme)
    )
    return tuple(sorted(pages, key=attrgetter("address")))


def clashes(pages: Iterable[Page], static: Mapping[str, str]) -> tuple[Problem, ...]:
    """An error for every two files that would have one path, on file systems without case as well.

    `static` are files to be copied: path under the destination → path under the digest's root. A file
    that stands where a folder must be is a clash too.
    """
    claims = [(addresses.file_of(page.address), _claimant(page)) for page in pages]
    owners: dict[str, tuple[str, str]] = {}
    problems = []
    for path, claimant in (*claims, *static.items()):
        folded = addresses.folded(path)
        if folded in owners:
            problems.append(_clash(path, claimant, owners[folded][1]))
        else:
            owners[folded] = (path, claimant)
    return tuple(problems) + _files_in_the_way(owners)


def _files_in_the_way(owners: Mapping[str, tuple[str, str]]) -> tuple[Problem, ...]:
    folders: dict[str, tuple[str, str]] = {}
    for folded, owner in owners.items():
        folder = folded.rpartition("/")[0]
        while folder and folder not in folders:  # those around a folder that was met were met with it
            folders[folder] = owner
            folder = folder.rpartition("/")[0]
    in_the_way = ((owners[folder], owner) for folder, owner in folders.items() if folder in owners)
    return tuple(_clash(path, claimant, file[1], is_below=True) for file, (path, claimant) in in_the_way)


def _claimant(page: Page) -> str:
    return page.made_of[0] if page.made_of else f"the {page.output} output"


def _clash(path: str, claimant: str, owner: str, *, is_below: bool = False) -> Problem:
    address = f"/{path.removesuffix('index.html')}"
    # Told where its editor can mend it.
    first, second = sorted((owner, claimant), key=lambda each: (each.startswith("content/"), each))
    below = f"{address}, the address of {claimant}, lies below that of {owner}"
    return Problem(
        code="address-duplicate",
        span=Span(path=second),
        text=below if is_below else f"{address} is also the address of {first}",
        hint="give one of them another slug, alias or file name",
    )
