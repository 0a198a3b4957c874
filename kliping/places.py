"""Where the articles that ingest makes stand in content/: where nothing else does, for any file system."""

from datetime import datetime
from itertools import chain

from kliping import addresses, seal
from kliping.claims import Known
from kliping.model import Config, Seed
from kliping.tables import Table

# The folders that a site has of its own.
OWN_FOLDERS = frozenset(
    {"archive", "assets", "editions", "pagefind", "page", "search", "sections", "sources", "subscribe", "tags"}
)


class Taken:
    """The paths of content/ that something has, as a file system without case takes them; put together when asked."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._folded: Table[str] | None = None

    def __contains__(self, path: str) -> bool:
        return addresses.folded(path) in self._all()

    def add(self, path: str) -> None:
        """Count a path among them."""
        self._all()[addresses.folded(path)] = ""

    def _all(self) -> Table[str]:
        if self._folded is None:
            self._folded = self._known.table()
            for path in chain(self._known.texts, self._known.unread):
                self._folded[addresses.folded(path)] = ""
        return self._folded


def free_path(seed: Seed, article_id: str, at: datetime, taken: Taken, config: Config) -> tuple[str, str]:
    """A slug and a path of content/ that no other article has.

    With a permalink that begins with it, the slug is none of the site's own folders either.
    """
    given = addresses.slugify(str(dict(seed.fields).get("slug", "")))
    stem = given or addresses.slugify(seed.title) or article_id
    day = f"{at:%Y-%m-%d}"
    number = 2 if _is_own(stem, seed, config) else 1
    while True:
        slug = stem if number == 1 else addresses.numbered(stem, number)
        path = f"content/{day[:4]}/{day}-{slug}.md"
        if path not in taken:
            return slug, path
        number += 1


def _is_own(slug: str, seed: Seed, config: Config) -> bool:
    first = config.permalink.strip("/").partition("/")[0]
    section = addresses.slug_of_name(str(dict(seed.fields).get("section", "")))
    folder = first.replace("{slug}", slug).replace("{section}", section)
    return folder in OWN_FOLDERS or folder in {language.lang.lower() for language in config.languages}


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
