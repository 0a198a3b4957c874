"""Join an editor's article with what its changed clipping would make of it.

Strategy: what only ingest or only a decision of the editor's writes is made alike in all three texts first: the
seal, whether it is held back, the ends of lines. So none conflicts with a change beside it, and git sees text alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kliping import frontmatter, line_ends, seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Two changes that were not joined, and why."""

    why: str


# base, ours, theirs → both changes in one text, or why not.
Merge = Callable[[str, str, str], str | Unmerged]

_STATE = ("draft", "duplicate_of")


def joined(base: str, ours: str, theirs: str, merge: Merge) -> str | Unmerged:
    """Both changes of `base` in one text, put down as `ours` is; or why not."""
    merged = _joined(line_ends.plain(base), line_ends.plain(ours), line_ends.plain(theirs), merge)
    return line_ends.like(merged, ours) if isinstance(merged, str) else merged


def _joined(base: str, ours: str, theirs: str, merge: Merge) -> str | Unmerged:
    decided = _decided(base, ours)
    base, theirs = (frontmatter.edit(text, decided) or text for text in (base, theirs))
    alike = seal.resealed(base, theirs), seal.resealed(ours, theirs)
    if alike[0] is None or alike[1] is None:
        return merge(base, ours, theirs)
    return theirs if alike[0] == alike[1] else merge(alike[0], alike[1], theirs)


def _decided(base: str, ours: str) -> dict[str, bool | None]:
    """What the editor made of a draft: keys that are gone, or say no."""
    before, after = _fields(base), _fields(ours)
    gone: dict[str, bool | None] = {key: None for key in _STATE if key in before and key not in after}
    is_denied = before.get("draft") == "true" and after.get("draft") == "false"
    return {**gone, "draft": False} if is_denied else gone


def _fields(text: str) -> dict[str, object]:
    parts = frontmatter.split(text)
    table = frontmatter.read(parts.front, "")[0] if parts else None
    return dict(frontmatter.plain(table)) if table else {}
