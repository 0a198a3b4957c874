"""`seed.written`: how a file of content/ tells by itself whether it is still what ingest wrote.

Strategy: the digest of the whole file but for its own line, which stands last in `seed:`. Nothing else is
looked at, so that any edit, of front matter or body, is seen. How the file as a whole is put down, with a byte
order mark or with CRLF, is not part of it: git and editors change that by themselves.
"""

import re

from kliping import digest, frontmatter, line_ends

_WRITTEN = re.compile(r"^ +written: *[\"']?(?P<digest>[0-9a-f]{16})[\"']?[ \t]*\n", re.MULTILINE)
_SEAL = re.compile(r'^  sha256: [0-9a-f]{64}\n  written: "[0-9a-f]{16}"\n', re.MULTILINE)


def written_digest(text: str) -> str:
    """The digest of a file of content/ without the line that holds it."""
    text = line_ends.plain(text)
    line = _written_line(text)
    return _digest(text[: line.start()] + text[line.end() :] if line else text)


def written_in(text: str) -> str:
    """`seed.written` of a file: the digest of what ingest wrote; empty where ingest did not write it."""
    line = _written_line(line_ends.plain(text))
    return line["digest"] if line else ""


def is_untouched(text: str) -> bool:
    """Whether a file is what ingest wrote, to the last character."""
    return written_in(text) == written_digest(text)


def resealed(text: str, like: str) -> str | None:
    """A plain text with `seed.sha256` and `seed.written` of another one; None where it has not both as written.

    Only ingest writes these lines: with equal ones, an edit beside them is no conflict.
    """
    found, other = _SEAL.search(text), _SEAL.search(like)
    return text[: found.start()] + other[0] + text[found.end() :] if found and other else None


def sealed(text: str) -> str:
    """The text with its own digest in its front matter, as the last line of `seed:`."""
    front, fence, body = text.partition("\n---\n")
    return f'{front}\n  written: "{_digest(line_ends.plain(text))}"{fence}{body}'


def _written_line(text: str) -> re.Match[str] | None:
    """The line that `sealed` wrote: the last of its kind in the front matter, whatever a body says."""
    parts = frontmatter.split(text)
    found = list(_WRITTEN.finditer(text, 0, len(text) - len(parts.body))) if parts else []
    return found[-1] if found else None


def _digest(text: str) -> str:
    return digest.short(text.encode("utf-8", "replace"))
