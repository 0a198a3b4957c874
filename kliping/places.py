"""Where the articles that ingest makes stand in content/: where nothing else does, for any file system."""

from datetime import datetime

from kliping import addresses, seal
from kliping.claims import Known
from kliping.model import Seed


def free_path(seed: Seed, article_id: str, at: datetime, taken: set[str]) -> tuple[str, str]:
    """A slug and a path of content/ that no other article has; `taken` are folded paths."""
    given = addresses.slugify(str(dict(seed.fields).get("slug", "")))
    stem = given or addresses.slugify(seed.title) or article_id
    day = f"{at:%Y-%m-%d}"
    number = 1
    while True:
        slug = stem if number == 1 else addresses.numbered(stem, number)
        path = f"content/{day[:4]}/{day}-{slug}.md"
        if addresses.folded(path) not in taken:
            return slug, path
        number += 1


def beside(path: str, theirs: str, known: Known) -> tuple[str, str | None]:
    """Where a new version goes that must not replace the editor's, and what it replaces.

    It goes over no file that somebody may have edited.
    """
    number = 1
    while True:
        path_beside = f"{path}.new" if number == 1 else f"{path}.new{number}"
        standing = known.texts.get(path_beside)
        if standing is None or standing == theirs or seal.is_untouched(standing):
            return path_beside, standing
        number += 1
