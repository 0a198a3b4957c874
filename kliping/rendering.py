"""Python-Markdown with its work counted: the same HTML, and no text that keeps it busy for minutes.

Strategy: several of its loops look ahead to the end of a paragraph for each sign they meet. Where a better way to look
gives the same answer, it is taken here (brackets are paired once, text without signs is left alone). Where there is
none, the steps are counted, and a text that needs far more of them than its length explains is given up. Steps and
not seconds, so that a text is refused on every machine or on none.

This module loads Markdown, so only those who convert import it.
"""

import re
from collections.abc import Iterator
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown, blockparser, inlinepatterns, treeprocessors
from markdown.blockprocessors import OListProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.extensions.tables import TableExtension
from markdown.htmlparser import HTMLExtractor, htmlparser  # type: ignore[attr-defined]  # its copy of html.parser
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

# A step is about a tenth of a microsecond: what a loop of Python needs to look at one character.
_STEPS = 8_000_000
_STEPS_OF_CHARACTER = 25
_STEPS_OF_BLOCK = 400
_STEPS_OF_LINE = 6
_STEPS_OF_SIGN = 100
# So many characters are copied in a step.
_COPIED = 256

_BLOCKS_AT_A_TIME = 500
_INDENTED = "    "
_DEEPEST_BRACKETS = 100

# Every inline pattern needs one of these.
_SIGNS = re.compile(r"[`\\\[<&*_]|  \n")
_BRACKET = re.compile(r"[\[\]]")
_HASHES = re.compile("#{64,}")
_FENCE = re.compile(r"^(~{3,}|`{3,})([ ]*$)?", re.MULTILINE)


class TooTangledError(Exception):
    """A text needs far more steps than its length explains."""


class TooNestedError(Exception):
    """Brackets nest deeper than any text that a person wrote."""


class Work:
    """The steps that one text may still take."""

    def __init__(self) -> None:
        self.left = 0

    def begin(self, length: int) -> None:
        """Allow what a text of this length may take."""
        self.left = _STEPS + _STEPS_OF_CHARACTER * length

    def spend(self, steps: int) -> None:
        """Count steps; TooTangledError where there are none left."""
        self.left -= steps
        if self.left < 0:
            raise TooTangledError


class Converter(Markdown):
    """Markdown → HTML that is not safe yet: tables, footnotes, definition lists, fenced code."""

    def __init__(self) -> None:
        self.work = Work()
        self.brackets = _Brackets(self.work)
        # An arrow speaks every language; U+FE0E keeps it from becoming an emoji.
        footnotes = FootnoteExtension(BACKLINK_TEXT="&#8617;&#xFE0E;", BACKLINK_TITLE="")
        fenced_code = FencedCodeExtension()
        super().__init__(extensions=[TableExtension(), footnotes, DefListExtension(), fenced_code])
        for processor in self.parser.blockprocessors:
            if isinstance(processor, OListProcessor):
                # Else a list that begins with "3." is numbered from 1, and a paragraph that begins with "2020." too.
                processor.LAZY_OL = False  # type: ignore[misc]  # of this converter alone, not of the class
        self._count_work(footnotes, fenced_code)

    def _count_work(self, footnotes: FootnoteExtension, fenced_code: FencedCodeExtension) -> None:
        """Put what counts in the place of what does not, under its name and with its priority."""
        work, brackets = self.work, self.brackets
        self.preprocessors.register(_Fences(self, fenced_code.getConfigs(), work), "fenced_code_block", 25)
        self.preprocessors.register(_HtmlBlocks(self, work), "html_block", 20)
        self.treeprocessors.register(InlineProcessor(self, work), "inline", 20)
        patterns = self.inlinePatterns
        patterns.register(_Backticks(work), "backtick", 190)
        patterns.register(_FootnoteMarks(footnotes, work), "footnote", 175)
        for name, priority, kind, pattern in _LINKS:
            patterns.register(kind(pattern, self, brackets), name, priority)

    def build_parser(self) -> Self:
        """The parser of blocks that counts, with the processors of the one that does not."""
        super().build_parser()
        counting = _BlockParser(self, self.work)
        counting.blockprocessors = self.parser.blockprocessors
        for processor in counting.blockprocessors:
            processor.parser = counting
        self.parser = counting
        return self

    def convert(self, source: str) -> str:
        """The HTML of a text; TooTangledError or TooNestedError where it is none that a person wrote."""
        self.work.begin(len(source))
        self.brackets.pairs.clear()
        return super().convert(source)


# --- Blocks ------------------------------------------------------------------------------------------------------


class _BlockParser(blockparser.BlockParser):
    """Blocks in portions, for a long list of blocks is slow to take the first from; each look at a block is counted."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - Markdown's name
        for blocks in _portions(text.split("\n\n")):
            self.parseBlocks(parent, blocks)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - Markdown's name
        while blocks:
            self._count(parent, blocks)
            for processor in self.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _count(self, parent: Element, blocks: list[str]) -> None:
        block = blocks[0]
        self.work.spend(_STEPS_OF_BLOCK + len(block) + _STEPS_OF_LINE * block.count("\n") + len(blocks) // _COPIED)
        for run in _HASHES.finditer(block):
            # A heading's pattern looks at the rest of such a run from each of its signs.
            self.work.spend(len(run[0]) ** 2 // 8)
        if block.startswith(_INDENTED) and len(parent) and len(parent[-1]):
            # A block of code is copied whenever it grows.
            self.work.spend(len(parent[-1][0].text or "") // _COPIED)


def _portions(blocks: list[str]) -> Iterator[list[str]]:
    """The blocks, some hundreds at a time; what is indented belongs to a footnote before it and is not parted."""
    start = 0
    while start < len(blocks):
        end = start + _BLOCKS_AT_A_TIME
        while end < len(blocks) and blocks[end].startswith(_INDENTED):
            end += 1
        yield blocks[start:end]
        start = end


class _Fences(FencedBlockPreprocessor):
    """Fenced code; a fence that is never closed makes Markdown look through all the rest for its end."""

    def __init__(self, md: Markdown, config: dict[str, Any], work: Work) -> None:
        super().__init__(md, config)
        self.work = work

    def run(self, lines: list[str]) -> list[str]:
        self._count("\n".join(lines))
        return super().run(lines)

    def _count(self, text: str) -> None:
        fences = list(_FENCE.finditer(text))
        last_end = {fence[1]: fence.start() for fence in fences if fence[2] is not None}
        for fence in fences:
            is_closed = last_end.get(fence[1], -1) > fence.start()
            self.work.spend(len(text) // _COPIED if is_closed else (len(text) - fence.start()) // 8)


class _HtmlBlocks(Preprocessor):
    """Raw HTML, put aside."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def run(self, lines: list[str]) -> list[str]:
        extractor = _Extractor(self.md, self.work)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class _Extractor(HTMLExtractor):
    """Looks for the end of a tag only where there may be one, and counts how far it looked in vain."""

    def __init__(self, md: Markdown, work: Work) -> None:
        self.work = work
        self._lasts: dict[str, tuple[str, int]] = {}
        super().__init__(md)

    def parse_starttag(self, i: int) -> int:
        if self._last(">") < i:
            self.handle_data("<")
            return i + 1
        end = super().parse_starttag(i)
        if end == i + 1:
            found = htmlparser.locatestarttagend_tolerant.match(self.rawdata, i)  # type: ignore[attr-defined]
            self.work.spend(4 * (found.end() - i if found else 1))
        return end

    def parse_endtag(self, i: int) -> int:
        if self._last(">") < i:
            self.work.spend((len(self.rawdata) - i) // (_COPIED // 8))
        return super().parse_endtag(i)

    def parse_pi(self, i: int) -> int:
        self.work.spend((len(self.rawdata) - i) // _COPIED)
        if self._last("?>") < i and (self.intail or self.at_line_start()):
            return -1
        return super().parse_pi(i)

    def parse_html_declaration(self, i: int) -> int:
        if self.intail or self.at_line_start():
            self.work.spend((len(self.rawdata) - i) // (_COPIED // 8))
        return super().parse_html_declaration(i)

    def handle_endtag(self, tag: str) -> None:
        copied = len(self.rawdata) if self.inraw else 0
        self.work.spend((copied + 8 * (len(self.stack) + len(self.inline_stack))) // _COPIED)
        super().handle_endtag(tag)

    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        self.work.spend((len(self.rawdata) if is_block else 0) // _COPIED)
        super().handle_empty_tag(data, is_block)

    def _last(self, sign: str) -> int:
        """Where a sign stands for the last time in the text; -1 where it does not."""
        text, place = self._lasts.get(sign, ("", -1))
        if text is not self.rawdata:
            place = self.rawdata.rfind(sign)
            self._lasts[sign] = (self.rawdata, place)
        return place


# --- Lines -------------------------------------------------------------------------------------------------------


class InlineProcessor(treeprocessors.InlineProcessor):
    """The patterns of a line. Text without signs is left alone, and a pattern's replacements are put in together.

    Its name is that of its base, whose private methods it replaces so.
    """

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - Markdown's names
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
            self.work.spend(_STEPS_OF_SIGN + (len(data) // _COPIED if is_in_place else 0))
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


class _Backticks(inlinepatterns.BacktickInlineProcessor):
    def __init__(self, work: Work) -> None:
        super().__init__(inlinepatterns.BACKTICK_RE)
        self.work = work

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        found: Any = super().find_code_spans(start, text)
        begin, end = found
        self.work.spend(3 * ((len(text) if end is None or begin > start + 1 else end) - start))
        return begin, end


class _FootnoteMarks(FootnoteInlineProcessor):
    def __init__(self, footnotes: FootnoteExtension, work: Work) -> None:
        super().__init__(r"\[\^([^\]]*)\]", footnotes)
        self.work = work

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        if m[1] in self.footnotes.footnotes:
            marks = self.footnotes.found_refs.get(self.footnotes.makeFootnoteRefId(m[1]), 0)
            self.work.spend(len(self.footnotes.footnotes) + 20 * marks)
        return super().handleMatch(m, data)


class _Brackets:
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
        self.work.spend(len(data) + _STEPS_OF_SIGN * len(pairs) // 10)
        return pairs


class _Link(inlinepatterns.LinkInlineProcessor):
    """A link or picture whose brackets are paired before."""

    def __init__(self, pattern: str, md: Markdown, brackets: _Brackets) -> None:
        super().__init__(pattern, md)
        self.brackets = brackets

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Markdown's name
        end = self.brackets.end(data, index - 1)
        return ("", len(data), False) if end is None else (data[index:end], end + 1, True)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - Markdown's name
        if not data.startswith("(", index):
            return "", None, index, False
        href, title, end, handled = super().getLink(data, index)
        if end < index:
            # A ( after a quotation mark makes Markdown lose count, and it would take all that follows for the address.
            return "", None, index, False
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


_LINKS: tuple[tuple[str, int, type[_Link], str], ...] = (
    ("reference", 170, _Reference, inlinepatterns.REFERENCE_RE),
    ("link", 160, _Link, inlinepatterns.LINK_RE),
    ("image_link", 150, _Image, inlinepatterns.IMAGE_LINK_RE),
    ("image_reference", 140, _ImageReference, inlinepatterns.IMAGE_REFERENCE_RE),
    ("short_reference", 130, _ShortReference, inlinepatterns.REFERENCE_RE),
    ("short_image_ref", 125, _ShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE),
)
