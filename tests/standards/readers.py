"""Feeds as other people's readers see them: feedsmith, rss-parser and feed-extractor, from npm."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("readers.mjs")
_MODULES = Path(__file__).with_name("node_modules")

# rss-parser knows RSS and Atom alone.
READERS = {
    "feed.xml": ("feedsmith", "rss-parser", "feed-extractor"),
    "editions.xml": ("feedsmith", "rss-parser", "feed-extractor"),
    "atom.xml": ("feedsmith", "rss-parser", "feed-extractor"),
    "feed.json": ("feedsmith", "feed-extractor"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as a reader sees it. `date` is in UTC, as JavaScript writes it; `text` is HTML."""

    title: str
    date: str
    guid: str
    link: str
    text: str


def seen(folder: Path, paths: Iterable[str]) -> Mapping[tuple[str, str], tuple[Seen, ...]]:
    """The entries of feeds in a folder, by the path of the feed and the name of the reader."""
    assert (_MODULES / "feedsmith").is_dir(), "no feed readers: make test installs them"
    command = ["node", str(_SCRIPT), *paths]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    return {
        (path, reader): tuple(Seen(**entry) for entry in entries)
        for path, by_reader in found.items()
        for reader, entries in by_reader.items()
    }
