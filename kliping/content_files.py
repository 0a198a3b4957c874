"""The texts below content/, as they stand.

Strategy: told by the digests of their bytes, and each read when it is asked for, so that they are never all held.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from kliping import addresses, digest, disk
from kliping.inventory import Inventory
from kliping.problems import Problem, Span

RECORDS = "content/.seeds.yaml"
_SEEN_BITS = 23

Problems = tuple[Problem, ...]


class Texts(Mapping[str, str]):
    """The texts below content/ by path under the root, each read when it is asked for: they need never be held at once.

    `digests` are those of their bytes when they were looked at. A text that is gone since is empty.
    """

    def __init__(self, root: Path, digests: Mapping[str, str]) -> None:
        self.root = root
        self.digests = digests

    def __getitem__(self, path: str) -> str:
        if path not in self.digests:
            raise KeyError(path)
        return self.text(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def text(self, path: str) -> str:
        """The text of a file as it stands now."""
        text = disk.read_text(self.root / path, path)
        return text if isinstance(text, str) else ""


def is_article(path: str) -> bool:
    """Whether a file of content/ is an article, neither an edition nor a new version put beside one."""
    return path.endswith(".md") and not path.startswith(addresses.EDITIONS_FOLDER)


def is_edition(path: str) -> bool:
    """Whether a file of content/ is an edition's."""
    return path.endswith(".md") and path.startswith(addresses.EDITIONS_FOLDER)


def texts(
    root: Path, inventory: Inventory, table: Callable[[], MutableMapping[str, str]] = dict
) -> tuple[Texts, Problems]:
    """All texts below content/: articles, and new versions put beside them.

    What may be an article and cannot be read is an error, as it must not look as if it had been deleted. Their digests
    are put into a new `table`.
    """
    digests = table()
    names, found = names_of(inventory)
    problems = list(found)
    for name in names:
        sha256 = inventory.digest_of(name, partial(_digest_of, root, name, problems))
        if sha256:
            digests[name] = sha256
    return Texts(root, digests), tuple(problems)


def names_of(inventory: Inventory) -> tuple[Collection[str], Problems]:
    """The paths of all texts below content/; and what is there besides, and should not be."""
    names, strays = inventory.files()
    problems = [_as_error(stray) if _may_hold_articles(stray) else stray for stray in strays]
    likely = (name for name in names if not name.endswith(".md") and name.casefold().endswith((".md", ".markdown")))
    return _Chosen(names), (*problems, *map(_not_an_article, likely), *_alike(names))


class _Chosen(Collection[str]):
    """Those of some names that are names of texts."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def __iter__(self) -> Iterator[str]:
        return filter(_is_text, self._names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._names and _is_text(str(name))


def _is_text(name: str) -> bool:
    """Whether a file may be an article, or a new version put beside one."""
    return name.endswith(".md") or (".md." in name and ".md" in PurePosixPath(name).suffixes)


def _digest_of(root: Path, name: str, problems: list[Problem]) -> str:
    """The digest of a text; none where there is no text, and the problem with it beside the others."""
    text = disk.read_text(root / name, name)
    if isinstance(text, str):
        return digest.sha256_of(text.encode())
    problems.append(text)
    return ""


def _may_hold_articles(stray: Problem) -> bool:
    path = PurePosixPath(stray.span.path)
    return stray.code != "link-to-folder" and (".md" in path.suffixes or not path.suffix)


def _as_error(stray: Problem) -> Problem:
    return replace(stray, severity="error")


def _not_an_article(name: str) -> Problem:
    text, hint = "only files whose names end with .md are articles", "rename it, or put it elsewhere"
    return Problem(code="not-an-article", span=Span(path=name), text=text, hint=hint, severity="warning")


@lru_cache(maxsize=1)
def _alike(names: tuple[str, ...]) -> tuple[Problem, ...]:
    """A warning for each file that takes another one's place where the digest is copied to such a file system."""
    doubtful = _seen_twice(names)
    owners: dict[str, str] = {}
    found = []
    for name in names if doubtful else ():
        if hash(addresses.folded(name)) not in doubtful:
            continue
        owner = owners.setdefault(addresses.folded(name), name)
        if owner != name:
            text = f"file systems without case, or with another spelling of accents, take this for {owner}"
            hint = "rename one of them, or a copy of the digest may have only one"
            found.append(Problem(code="name-alike", span=Span(path=name), text=text, hint=hint, severity="warning"))
    return tuple(found)


def _seen_twice(names: Iterable[str]) -> set[int]:
    """The hashes of names, folded, that more than one may have: a bit for each tells those that only one has."""
    seen, doubtful, mask = bytearray(1 << (_SEEN_BITS - 3)), set(), (1 << _SEEN_BITS) - 1
    for name in names:
        number = hash(addresses.folded(name))
        place, bit = (number & mask) >> 3, 1 << (number & 7)
        if seen[place] & bit:
            doubtful.add(number)
        seen[place] |= bit
    return doubtful


def records_text(root: Path) -> str:
    """What stands in content/.seeds.yaml, if it can be read."""
    path = root / RECORDS
    text = disk.read_text(path, RECORDS) if path.exists() else ""
    return text if isinstance(text, str) else ""
