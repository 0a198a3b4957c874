"""Python-Markdown with its work counted: the same HTML, and no text that keeps it busy for minutes.

Strategy: several of its loops look ahead to the end of a paragraph for each sign they meet. Where a better way to look
gives the same answer, it is taken here (brackets are paired once, text without signs is left alone). Where there is
none, the steps are counted, and a text that needs far more of them than its length explains is given up.

This package loads Markdown, so only those who convert import it.
"""

from typing import Self

from markdown import Markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from kliping.rendering.blocks import BlockParser, Fences, HtmlBlocks
from kliping.rendering.lines import LINKS, Backticks, Brackets, FootnoteMarks, InlineProcessor
from kliping.rendering.work import Work


class Converter(Markdown):
    """Markdown → HTML that is not safe yet: tables, footnotes, definition lists, fenced code."""

    def __init__(self) -> None:
        self.work = Work()
        self.brackets = Brackets(self.work)
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
        self.preprocessors.register(Fences(self, fenced_code.getConfigs(), work), "fenced_code_block", 25)
        self.preprocessors.register(HtmlBlocks(self, work), "html_block", 20)
        self.treeprocessors.register(InlineProcessor(self, work), "inline", 20)
        patterns = self.inlinePatterns
        patterns.register(Backticks(work), "backtick", 190)
        patterns.register(FootnoteMarks(footnotes, work), "footnote", 175)
        for name, priority, kind, pattern in LINKS:
            patterns.register(kind(pattern, self, brackets), name, priority)

    def build_parser(self) -> Self:
        """The parser of blocks that counts, with the processors of the one that does not."""
        super().build_parser()
        counting = BlockParser(self, self.work)
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
