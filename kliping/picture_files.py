"""The pictures that articles show, as files: beside the article in content/, or in static/.

Strategy: what an image file holds is found out once and remembered by the digest of its bytes. A picture that cannot be
shown is told at the line that names it, and the article is published without it.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from kliping import digest, disk
from kliping.inventory import Inventory
from kliping.model import Article, Config, ImageKind, Original
from kliping.problems import Problem, Span, place_of
from kliping.store import Store

Problems = tuple[Problem, ...]

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
_KIND = "picture 2"  # with other rules of what may be shown, another number
_REFUSED = "refused"
_NO_FILE = "there is no such file"
_NO_OWN_FILE = "this is no file of the digest's own"
_LEADS_OUT = "this leads out of content/ and static/"
_HINTS = {
    _NO_FILE: "put the image there, or correct its name",
    _NO_OWN_FILE: "put the image itself there, and neither a link nor a folder",
    _LEADS_OUT: "put the image beside the article, or into static/, and correct its name",
}


def names_of(inventory: Inventory) -> tuple[str, ...]:
    """The paths of all images of a folder, by their names."""
    return tuple(name for name in inventory.files()[0] if name.lower().endswith(ENDINGS))


def shown(
    articles: Iterable[Article], config: Config, root: Path, content: Inventory, static: Inventory, store: Store
) -> tuple[list[Article], Problems]:
    """The articles with the pictures that they show, and what is wrong with these."""
    files = _Files(root=root, config=config, store=store, inventories={"content": content, "static": static})
    for name in names_of(content):
        files.digest_of(name)  # of all, so that the next run knows whether one has changed
    problems: list[Problem] = []
    found = [_with_pictures(article, files, problems) if _named(article) else article for article in articles]
    files.keep()
    return found, tuple(problems)


def _named(article: Article) -> tuple[str, ...]:
    """The addresses of an article's pictures as they are written, its own first."""
    return ((article.image.src,) if article.image else ()) + article.shows


def _with_pictures(article: Article, files: "_Files", problems: list[Problem]) -> Article:
    found: dict[str, Original] = {}
    for src in dict.fromkeys(_named(article)):
        path = files.path_of(article, src)
        original = files.original(path) if path else None
        if isinstance(original, Original):
            found[src] = original
        elif original:
            problems.append(_unusable(article, src, path, original, files.root))
    if not found:
        return article
    pictures = tuple(found.items())
    key = digest.short(f"{article.key}\n{pictures!r}".encode()) if article.key else ""
    return replace(article, pictures=pictures, key=key)


# --- Files -------------------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Files:
    """The image files of a digest, each looked at once."""

    root: Path
    config: Config
    store: Store
    inventories: dict[str, Inventory]
    before: dict[str, str] | None = None
    now: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] | None = None
    originals: dict[str, Original | str] = field(default_factory=dict)

    def path_of(self, article: Article, src: str) -> str:
        """The path under the root that an address means: beside the article, in static/, or there at its page.

        Empty where it is an address of another host.
        """
        try:
            parts = urlsplit(src)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or not parts.path:
            return ""
        path = unquote(parts.path)
        if path.startswith("/"):
            return posixpath.normpath(f"static/{path}")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), path))
        at_page = posixpath.normpath(posixpath.join("static", article.address, path))
        return at_page if not self.stands(beside) and self.stands(at_page) else beside

    def stands(self, path: str) -> bool:
        """Whether there is such a file, in one of the two folders."""
        if self.names is None:
            self.names = frozenset(name for each in self.inventories.values() for name in each.files()[0])
        return path in self.names

    def original(self, path: str) -> Original | str:
        """The image at a path; or why it cannot be shown. Empty for what needs no words: a drawing of static/."""
        if path not in self.originals:
            self.originals[path] = self._original(path)
        return self.originals[path]

    def digest_of(self, path: str) -> str:
        """The digest of a file's bytes; empty where it cannot be read."""
        inventory = self.inventories[path.partition("/")[0]]
        return inventory.digest_of(path, partial(_digest_of, self.root / path))

    def keep(self) -> None:
        """Remember what the images hold, where this run keeps anything."""
        if self.inventories["content"].keeps and self.now != self._before():
            self.store.remember(_KIND, self.now)

    def _original(self, path: str) -> Original | str:
        if not self.stands(path):
            return self._why_not(path)
        sha256 = self.digest_of(path)
        if not sha256:
            return "it cannot be read"
        limits = self.config.limits
        name = f"{sha256} {limits.image_bytes} {limits.image_pixels}"
        self.now[name] = self._before().get(name) or self._told(path)
        kind, *rest = self.now[name].split(" ", 2)
        if kind == _REFUSED:
            is_own_drawing = path.startswith("static/") and path.lower().endswith(".svg")
            return "" if is_own_drawing else " ".join(rest)
        read = partial(_bytes, self.root / path, self.config.limits.image_bytes)
        width, height = map(int, rest)
        return Original(path=path, sha256=sha256, width=width, height=height, kind=cast("ImageKind", kind), read=read)

    def _why_not(self, path: str) -> str:
        if path.partition("/")[0] not in self.inventories:
            return _LEADS_OUT
        return _NO_FILE if not disk.is_there(self.root / path) else _NO_OWN_FILE

    def _told(self, path: str) -> str:
        """What a file holds, in a line to be remembered."""
        # Loaded here: a build in which no picture is new must not wait for it.
        from kliping import images

        limits = self.config.limits
        data = disk.read_regular(self.root / path, limits.image_bytes)
        if isinstance(data, str):
            return f"{_REFUSED} {data}"
        if len(data) > limits.image_bytes:
            return f"{_REFUSED} it is larger than {limits.image_bytes:,} bytes"
        found = images.measured(data, limits.image_pixels)
        return f"{_REFUSED} {found}" if isinstance(found, str) else f"{found.kind} {found.width} {found.height}"

    def _before(self) -> dict[str, str]:
        if self.before is None:
            self.before = self.store.recall(_KIND)
        return self.before


def _digest_of(path: Path) -> str:
    return digest.sha256_of(path.read_bytes())


def _bytes(path: Path, limit: int) -> bytes:
    """An image's bytes; none where it is gone since it was looked at."""
    data = disk.read_regular(path, limit)
    return data if isinstance(data, bytes) else b""


# --- Problems ----------------------------------------------------------------------------------------------------


def _unusable(article: Article, src: str, path: str, why: str, root: Path) -> Problem:
    hint = _HINTS.get(why, "save it as JPEG, PNG or WebP, and smaller")
    return Problem(
        code="image-missing" if why in _HINTS else "image-unusable",
        span=_place(article, src, root),
        text=f"{path}: {why}",
        hint="put it into static/ and write its path from there, such as /images/name.svg" if "SVG" in why else hint,
        severity="warning",
    )


def _place(article: Article, src: str, root: Path) -> Span:
    """Where an article names a picture, as far as it can be found."""
    found = disk.read_text(root / article.path, article.path)
    return place_of((src, unquote(src)), found if isinstance(found, str) else "", article.path)
