"""How a file's text is put down: with a byte order mark or not, lines ended by CRLF or by LF, the last one or not.

Strategy: what an editor's program or git's checkout does to a whole file is no edit of it. Texts are compared
and joined as plain, and written back as the file was found.
"""

from collections.abc import Iterable, Iterator

_MARK = "\ufeff"


def plain(text: str) -> str:
    """A text without its byte order mark, each line ended by LF, where all of them end alike.

    A text that has both kinds of line ends is left with both: then somebody put them there.
    """
    said = text.removeprefix(_MARK)
    ended = said.replace("\r\n", "\n") if _is_crlf(said) else said
    return ended if _is_ended(ended) else f"{ended}\n"


def like(text: str, model: str) -> str:
    """A plain text put down as another one is."""
    said = text if _is_ended(model) else text.removesuffix("\n")
    ended = said.replace("\n", "\r\n") if _is_crlf(model) else said
    return f"{_MARK}{ended}" if model.startswith(_MARK) else ended


def lines_like(lines: Iterable[str], model: str) -> Iterator[str]:
    """The lines of a plain text put down as another one is."""
    end = "\r\n" if _is_crlf(model) else "\n"
    before = _MARK if model.startswith(_MARK) else ""
    for line in lines:
        yield before
        before = line.removesuffix("\n") + end
    yield before if _is_ended(model) else before.removesuffix(end)


def _is_crlf(text: str) -> bool:
    return "\r\n" in text and text.count("\n") == text.count("\r\n")


def _is_ended(text: str) -> bool:
    return not text or text.endswith("\n")
