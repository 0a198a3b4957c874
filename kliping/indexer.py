"""Pagefind's process, which makes an index of pages.

Strategy: its program reads a folder and writes a folder, and both are gone afterwards. Its own Python interface wants
socket pairs, which some systems do not give.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

_ENTRY = "pagefind-entry.json"
# What Pagefind writes beside is an interface, and ours is another.
_DATA = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", _ENTRY)
_READER = "pagefind.js"
_UNKNOWN = "wasm.unknown.pagefind"
_SECONDS = 600


class NotIndexedError(Exception):
    """Pagefind could not make an index; what it said."""


def index(documents: Iterable[tuple[str, str]], *, with_core: bool) -> Mapping[str, bytes]:
    """The files of an index, by path, of pages by path; the same for the same pages."""
    with TemporaryDirectory(prefix="kliping-search-") as home:
        pages, made = Path(home, "pages"), Path(home, "made")
        for path, html in documents:
            page = pages / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(html, "utf-8", "replace")
        command = [str(_program()), "--site", str(pages), "--output-path", str(made), "--quiet"]
        # Fixed words and our own paths.
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False, timeout=_SECONDS, cwd=home
        )
        if done.returncode:
            raise NotIndexedError((done.stderr or done.stdout).strip().replace(home, "")[-300:])
        written = [path for path in sorted(made.rglob("*")) if path.is_file()]
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in written}
    # Its languages come in any order.
    files[_ENTRY] = json.dumps(json.loads(files[_ENTRY]), sort_keys=True, separators=(",", ":")).encode()
    wanted = _core(files) if with_core else set()
    return {name: data for name, data in files.items() if name.endswith(_DATA) or name in wanted}


def _core(files: Iterable[str]) -> set[str]:
    """What reads the index: the stemmer of its language, or where Pagefind has none, that of no language."""
    stemmers = {name for name in files if name.startswith("wasm.")}
    return {_READER, *(stemmers - {_UNKNOWN} or stemmers)}


def _program() -> Path:
    from pagefind_bin_extended import get_executable  # loaded here: few builds make an index

    return Path(str(get_executable()))
