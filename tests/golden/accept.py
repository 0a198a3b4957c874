"""`make golden`: show how the golden and broken digests come out now, and make that what is expected."""

import difflib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import transcripts


def main() -> int:
    """Accept every digest that came out otherwise; 0."""
    for case in (*transcripts.cases("golden"), *transcripts.cases("broken")):
        with TemporaryDirectory() as folder:
            made, expected = transcripts.run(case, Path(folder)), transcripts.expected(case)
        if made == expected:
            continue
        for name in sorted({*made, *expected}):
            _show(f"{case.parent.name}/{case.name}/{name}", expected.get(name, b""), made.get(name, b""))
        transcripts.accept(case, made)
    return 0


def _show(name: str, before: bytes, after: bytes) -> None:
    old, new = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after))
    sys.stdout.writelines(difflib.unified_diff(old, new, f"expected/{name}", f"now/{name}"))


if __name__ == "__main__":
    sys.exit(main())
