"""The signs in a line: Markdown's patterns, applied to text that has any, and brackets paired in one pass."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns, treeprocessors
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.util import AtomicString

from kliping.rendering.work import COPIED, STEPS_OF_SIGN, TooNestedError, Work

_DEEPEST_BRACKETS = 100
# A cell of a table or an item of a list costs that, however short.
_STEPS_OF_TEXT = 150

# Every inline pattern needs one of these.
_SIGNS = re.compile(r"[`\\\[<&*_]|  \n")
_BRACKET = re.compile(r"[\[\]]")


class InlineProcessor(treeprocessors.InlineProcessor):
    """The patterns of a line. Text without signs is left alone, and a pattern's replacements are put in together.

    Its name is that of its base, whose private methods it replaces so.
    """

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - Markdown's names
        self.work.spend(_STEPS_OF_TEXT)
        if isinstance(data, AtomicString) or not _SIGNS.search(data):
            return data
        # The pattern of tags looks at a tag again from each `<` that stands in quotation marks inside it.
        self.work.spend(len(data) + data.count("<") * (data.count('"') + data.count("'")) // 8)
        for index in range(patternIndex, len(self.inlinePatterns)):
            pattern: Any = self.inlinePatterns[index]
            if not any(tag.lower() in self.ancestors for tag in pattern.ANCESTOR_EXCLUDES):
                data = self.__apply(pattern, data, index)
        return data

    def __apply(self, pattern: inlinepatterns.InlineProcessor, data: str, index: int) -> str:
        """The data with a placeholder for each match of the pattern."""
        # These two look at what stands before a match, and must see the placeholder there.
        is_in_place = isinstance(pattern, inlinepatterns.DelimiterProcessor | inlinepatterns.BacktickInlineProcessor)
        pieces: list[str] = []
        done = at = 0
        while found := self.__next(pattern, data, at):
            node, start, at = found
            self.work.spend(STEPS_OF_SIGN + (3 if is_in_place else 1) * len(data) // COPIED)
            if node is None:
                continue
            placeholder = self.__placeholder(node, pattern, index)
            if is_in_place:
                data, at = f"{data[:start]}{placeholder}{data[at:]}", start + len(placeholder)
            else:
                pieces += (data[done:start], placeholder)
                done = at
        return "".join((*pieces, data[done:])) if pieces else data

    def __next(
        self, pattern: inlinepatterns.InlineProcessor, data: str, at: int
    ) -> tuple[Element | str | None, int, int] | None:
        """What the next match stands for, its start and its end."""
        # A mark of a footnote ends with a bracket; without this it is looked for from each that is opened.
        last = data.rfind("]") + 1 if isinstance(pattern, FootnoteInlineProcessor) else len(data)
        for match in pattern.getCompiledRegExp().finditer(data, at, last):
            answer: Any = pattern.handleMatch(match, data)
            node, start, end = answer
            if start is not None and end is not None:
                return node, start, end
        return None

    def __placeholder(self, node: Element | str, pattern: inlinepatterns.Pattern, index: int) -> str:
        if not isinstance(node, str) and not isinstance(node.text, AtomicString):
            # Each child is looked for among its brothers when its tail is put in.
            self.work.spend(len(node) ** 2 // 32)
            for child in (node, *node):
                if child.text:
                    self.ancestors.append(child.tag.lower())
                    child.text = self.__handleInline(child.text, index + 1)
                    self.ancestors.pop()
                if child.tail:
                    child.tail = self.__handleInline(child.tail, index)
        stashed: str = self.__stashNode(node, pattern.type())  # type: ignore[attr-defined]  # its base's
        return stashed


class Backticks(inlinepatterns.BacktickInlineProcessor):
    """Code in a line; its end is looked for sign by sign."""

    def __init__(self, work: Work) -> None:
        super().__init__(inlinepatterns.BACKTICK_RE)
        self.work = work

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        """Where the code begins that is opened at `start`, and where it ends."""
        found: Any = super().find_code_spans(start, text)
        begin, end = found
        self.work.spend(3 * ((len(text) if end is None or begin > start + 1 else end) - start))
        return begin, end


class FootnoteMarks(FootnoteInlineProcessor):
    """Marks of footnotes; the number of each is counted anew from the first."""

    def __init__(self, footnotes: FootnoteExtension, work: Work) -> None:
        super().__init__(r"\[\^([^\]]*)\]", footnotes)
        self.work = work

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """The mark as an element, with where it begins and ends."""
        if m[1] in self.footnotes.footnotes:
            marks = self.footnotes.found_refs.get(self.footnotes.makeFootnoteRefId(m[1]), 0)
            self.work.spend(len(self.footnotes.footnotes) + 60 * marks)
        return super().handleMatch(m, data)


class Brackets:
    """Where each `[` of a text is closed: found in one pass, and kept while the text is worked on."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.pairs: dict[str, dict[int, int]] = {}

    def end(self, data: str, start: int) -> int | None:
        """The place of the `]` that closes the `[` at `start`."""
        if data not in self.pairs:
            if len(self.pairs) > _DEEPEST_BRACKETS:
                self.pairs.clear()
            self.pairs[data] = self._paired(data)
        return self.pairs[data].get(start)

    def _paired(self, data: str) -> dict[int, int]:
        pairs: dict[int, int] = {}
        opened: list[list[int]] = []  # each with how deep the pairs inside it nest
        for found in _BRACKET.finditer(data):
            if found[0] == "[":
                opened.append([found.start(), 0])
            elif opened:
                start, inside = opened.pop()
                pairs[start] = found.start()
                if inside >= _DEEPEST_BRACKETS:
                    raise TooNestedError
                if opened:
                    opened[-1][1] = max(opened[-1][1], inside + 1)
        self.work.spend(len(data) + STEPS_OF_SIGN * len(pairs) // 10)
        return pairs


class _Link(inlinepatterns.LinkInlineProcessor):
    """A link or picture whose brackets are paired before."""

    def __init__(self, pattern: str, md: Markdown, brackets: Brackets) -> None:
        super().__init__(pattern, md)
        self.brackets = brackets

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Markdown's name
        end = self.brackets.end(data, index - 1)
        return ("", len(data), False) if end is None else (data[index:end], end + 1, True)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - Markdown's name
        if not data.startswith("(", index):
            return "", None, index, False
        href, title, end, handled = super().getLink(data, index)
        # A ( after a quotation mark makes Markdown lose count, and it would take all that follows for the address.
        handled = handled and end > index
        # A quotation mark that is not closed is looked for to the end, even if a `)` is found before it.
        is_read_whole = not handled or (title is None and ('"' in href or "'" in href))
        self.brackets.work.spend(8 * ((len(data) if is_read_whole else end) - index))
        return href, title, end, handled


class _Reference(_Link, inlinepatterns.ReferenceInlineProcessor):
    pass


class _ShortReference(_Link, inlinepatterns.ShortReferenceInlineProcessor):
    pass


class _Image(_Link, inlinepatterns.ImageInlineProcessor):
    pass


class _ImageReference(_Link, inlinepatterns.ImageReferenceInlineProcessor):
    pass


class _ShortImageReference(_Link, inlinepatterns.ShortImageReferenceInlineProcessor):
    pass


LINKS: tuple[tuple[str, int, type[_Link], str], ...] = (
    ("reference", 170, _Reference, inlinepatterns.REFERENCE_RE),
    ("link", 160, _Link, inlinepatterns.LINK_RE),
    ("image_link", 150, _Image, inlinepatterns.IMAGE_LINK_RE),
    ("image_reference", 140, _ImageReference, inlinepatterns.IMAGE_REFERENCE_RE),
    ("short_reference", 130, _ShortReference, inlinepatterns.REFERENCE_RE),
    ("short_image_ref", 125, _ShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE),
)
