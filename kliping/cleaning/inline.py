"""A paragraph's text and its emphasis, links, code and images → Markdown that shows exactly that.

Strategy: while a paragraph is gathered, each piece of markup is a mark of characters that no text may hold
(U+FDD0 to U+FDEF, Unicode 23.7). So white space is folded and the text is escaped as a whole, by what really
stands beside it; only then each mark becomes what it stands for.
"""

import re
from collections.abc import Iterator
from typing import Literal

from kliping.cleaning import escape

Context = Literal["paragraph", "heading", "cell"]

_OPEN, _CLOSE, _ALONE, _END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdef"
_TO_MARK = str.maketrans("0123456789", "\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb\ufddc")
_NUMBER = "[\ufdd3-\ufddc]+"
_MARK = re.compile(f"([{_OPEN}{_CLOSE}{_ALONE}])({_NUMBER}){_END}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_BREAK = "\n"

_SPACE = re.compile("[ \t\n\r\f\xa0\u2028\u2029\x0b]+")
_SPACES = re.compile(" +")
_AROUND_BREAK = re.compile(" *\n *")
_OPEN_THEN_SPACE = re.compile(f"({_OPEN}{_NUMBER}{_END})([ \n]+)")
_SPACE_THEN_CLOSE = re.compile(f"([ \n]+)({_CLOSE}{_NUMBER}{_END})")
_NOTHING_INSIDE = re.compile(f"{_OPEN}({_NUMBER}){_END}([ \n]*){_CLOSE}\\1{_END}")
# To `escape` a mark is a letter; but a backslash escapes its sign, and an exclamation mark makes a link an image.
_BEFORE_MARK = re.compile(rf"([\\!])(?=[{_OPEN}{_CLOSE}{_ALONE}])")
# Python-Markdown loses its place at one, and then shows the tags that follow as text; these two `escape` writes.
_HALF_ENTITY = re.compile("&(?=#(?!58;|126;))")
_TICKS = re.compile("`+")
_MOST_ROUNDS = 50

_BRACKET = re.compile(r"[\[\]]")
# Where a paragraph begins with a link, this would make it the definition of one, backslash or not.
_COLONED = re.compile(r"\](?=:)")


class Run:
    """One paragraph as it is gathered: texts and marks in the order in which they stand."""

    def __init__(self, context: Context = "paragraph") -> None:
        self.context = context
        self._parts: list[str] = []
        self._marks: list[tuple[str, str, str]] = []  # opening Markdown, closing Markdown, plain text

    def text(self, text: str | None) -> None:
        """Add text as HTML has it: white space means one space."""
        if text:
            folded = _SPACE.sub(" ", _NONCHARACTERS.sub("", text))
            self._parts.append(folded.replace("|", self._escaped("|")) if self._has_bar(folded) else folded)

    def line_break(self) -> None:
        """Add a line break; two of them part paragraphs."""
        self._parts.append(_BREAK)

    def pair(self, opening: str, closing: str) -> int:
        """Begin markup that encloses what is added until `close`."""
        self._marks.append((opening, closing, ""))
        self._parts.append(self._mark(_OPEN, len(self._marks) - 1))
        return len(self._marks) - 1

    def close(self, number: int) -> None:
        """End the markup that `pair` began."""
        self._parts.append(self._mark(_CLOSE, number))

    def alone(self, markdown: str, plain: str = "") -> None:
        """Add a piece of Markdown as it is; `plain` is the text that it shows."""
        self._marks.append((markdown, "", plain))
        self._parts.append(self._mark(_ALONE, len(self._marks) - 1))

    def code(self, text: str) -> None:
        """Add code: nothing in it acts."""
        shown = " ".join(_NONCHARACTERS.sub("", text).split())
        if shown:
            longest = max((len(ticks) for ticks in _TICKS.findall(shown)), default=0)
            fence = "`" * (longest + 1)
            space = " " if shown.startswith("`") or shown.endswith("`") else ""
            self.alone(f"{fence}{space}{shown}{space}{fence}", shown)

    @property
    def ends_with_mark(self) -> bool:
        """Whether markup has just ended: stars that touch others would be read otherwise."""
        return bool(self._parts) and self._parts[-1].startswith(_CLOSE)

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """The Markdown and the plain text of each paragraph that was gathered."""
        for piece in self._pieces(self._tidied()):
            markdown, plain = self._written(piece), self._plain(piece)
            if markdown.strip():
                yield markdown, plain

    def _has_bar(self, text: str) -> bool:
        return self.context == "cell" and "|" in text

    def _escaped(self, character: str, written: str = "") -> str:
        self._marks.append((written or f"\\{character}", "", character))
        return self._mark(_ALONE, len(self._marks) - 1)

    @staticmethod
    def _mark(kind: str, number: int) -> str:
        return f"{kind}{str(number).translate(_TO_MARK)}{_END}"

    def _tidied(self) -> str:
        """White space outside the marks, and no marks around nothing."""
        text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", "".join(self._parts)))
        for _ in range(_MOST_ROUNDS):
            moved = _NOTHING_INSIDE.sub(r"\2", text)
            moved = _SPACE_THEN_CLOSE.sub(r"\2\1", _OPEN_THEN_SPACE.sub(r"\2\1", moved))
            moved = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", moved))
            if moved == text:
                break
            text = moved
        return text.strip(" \n")

    def _pieces(self, text: str) -> Iterator[str]:
        """The paragraphs; markup that reaches over their ends is ended and begun again."""
        if self.context != "paragraph":
            yield re.sub(r"\n+", "\n", text)
            return
        opened: list[str] = []
        for piece in re.split(r"\n{2,}", text):
            before = "".join(f"{_OPEN}{number}{_END}" for number in opened)
            for mark in _MARK.finditer(piece):
                if mark[1] == _OPEN:
                    opened.append(mark[2])
                elif mark[1] == _CLOSE and mark[2] in opened:
                    opened.remove(mark[2])
            after = "".join(f"{_CLOSE}{number}{_END}" for number in reversed(opened))
            yield before + piece + after

    def _written(self, piece: str) -> str:
        if _BREAK in piece or _MARK.search(piece):
            # A bracket's fellow may stand in another line, or be a link's.
            piece = _COLONED.sub(self._escaped("]", "&#93;"), piece)
            piece = _BRACKET.sub(lambda found: self._escaped(found[0]), piece)
        write = escape.heading if self.context == "heading" else escape.markdown
        lines = [_HALF_ENTITY.sub("&amp;", _BEFORE_MARK.sub(r"\\\1", write(line))) for line in _lines(piece)]
        if len(lines) > 1 and self.context == "paragraph":
            lines = [line.replace("|", r"\|") for line in lines]  # lines with bars could be a table's
        joint = {"paragraph": "  \n", "heading": " ", "cell": "<br>"}[self.context]
        return _MARK.sub(self._shown, joint.join(line for line in lines if line))

    def _shown(self, mark: re.Match[str]) -> str:
        opening, closing, _ = self._marks[_number(mark[2])]
        return closing if mark[1] == _CLOSE else opening

    def _plain(self, piece: str) -> str:
        text = _MARK.sub(lambda mark: self._marks[_number(mark[2])][2] if mark[1] == _ALONE else "", piece)
        return " ".join(text.split())


def _lines(piece: str) -> list[str]:
    return [line.strip(" ") for line in piece.split(_BREAK)]


def _number(marks: str) -> int:
    return int("".join(chr(ord("0") + ord(mark) - 0xFDD3) for mark in marks))
