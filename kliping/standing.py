"""What stands in a destination: what each file was made of when it was written, and if it is still that.

Strategy: one line of the store a file, for each destination. A file is current if its parts are what they were and
nobody has touched it since; whatever cannot be read back, or was touched, is made again.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from kliping import digest, keys
from kliping.keys import Parts
from kliping.store import Store

_NEW = "it is new"
_TOUCHED = "it was changed or deleted by hand"


class Standing:
    """What is remembered of one destination. With `is_blank` nothing is believed, and all is made again.

    A file's look is its size and the time of its last change, as `disk.looks` tells them.
    """

    def __init__(self, store: Store, destination: Path, *, is_blank: bool = False) -> None:
        self.store = store
        self.kind = f"site {digest.short(str(destination).encode('utf-8', 'surrogateescape'))}"
        self.kept = {} if is_blank else store.recall(self.kind)

    def is_current(self, path: str, parts: Parts, look: str | None) -> bool:
        """Whether a file need not be made again."""
        known = self._known(path)
        return look is not None and known.get("look") == look and known.get("parts") == parts

    def why(self, path: str) -> str:
        """Why a file was last written; empty where that is not known."""
        return str(self._known(path).get("why", ""))

    def keep(self, parts: Mapping[str, Parts], looks: Mapping[str, str], written: Collection[str]) -> None:
        """Remember all files as they stand now; of those `written`, why."""
        values = {}
        for path, of_one in parts.items():
            why = self._why_written(path, of_one) if path in written else self.why(path)
            values[path] = json.dumps({"look": looks.get(path), "parts": of_one, "why": why})
        self.store.remember(self.kind, values)

    def _why_written(self, path: str, parts: Parts) -> str:
        before = self._known(path).get("parts")
        if not before:
            return _NEW
        names = keys.changed(before, parts)
        return ", ".join(names) if names else _TOUCHED

    def _known(self, path: str) -> dict[str, Any]:
        try:
            known: dict[str, Any] = json.loads(self.kept.get(path, "{}"))
        except ValueError:
            return {}
        return known
