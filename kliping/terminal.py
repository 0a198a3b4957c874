"""The person at the terminal: what is said to them, asked of them, and given them to edit.

Strategy: whole lines only, so that a transcript on standard input does as well as a keyboard.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from kliping.problems import printable


def say(text: str, *, to_error: bool = False) -> None:
    """Print a text, without what would drive the terminal; nothing where there is none, or nowhere to print it."""
    stream = sys.stderr if to_error else sys.stdout
    if text and stream:  # None where a parent closed it
        # A name that is not UTF-8, or a terminal that is not, must not stop a build.
        encoding = stream.encoding or "utf-8"
        stream.write(f"{printable(text)}\n".encode(encoding, "backslashreplace").decode(encoding))


def finish() -> None:
    """Have all that was said written; OSError where it cannot be, which Python would tell at its end by a trace."""
    if sys.stdout:
        sys.stdout.flush()


def fall_silent() -> None:
    """Print nothing more on standard output (Python's own advice for broken pipes, in its documentation of signals)."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def ask(question: str) -> str | None:
    """A line from the person, or from a transcript; None at its end."""
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    return line.rstrip("\r\n") if line else None


def edit(path: Path) -> str:
    """Have a file edited in the person's own editor; why not, where that failed."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    command = shlex.split(editor)
    if not command:
        return f"no editor is named in VISUAL or EDITOR; edit {path} by hand, then come back"
    try:
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603  # the person's own choice
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    return f"{command[0]} ended with {done.returncode}" if done.returncode else ""
