"""Blocks, fences and raw HTML: Markdown's processors of them, which count what they look at in vain."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, blockparser
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.htmlparser import HTMLExtractor, htmlparser  # type: ignore[attr-defined]  # its copy of html.parser
from markdown.preprocessors import Preprocessor

from kliping.rendering.work import COPIED, Work

_STEPS_OF_BLOCK = 200
_STEPS_OF_LINE = 6
_STEPS_OF_CELL = 150
_BLOCKS_AT_A_TIME = 500
_INDENTED = "    "

_HASHES = re.compile("#{64,}")
_FENCE = re.compile(r"^(~{3,}|`{3,})([ ]*$)?", re.MULTILINE)


class BlockParser(blockparser.BlockParser):
    """Blocks in portions, for a long list of blocks is slow to take the first from; each look at a block is counted."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - Markdown's name
        """Put the blocks of a text into their parent."""
        for blocks in _portions(text.split("\n\n")):
            self.parseBlocks(parent, blocks)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - Markdown's name
        """Put blocks into their parent, the first processor that takes one first."""
        while blocks:
            self._count(parent, blocks)
            for processor in self.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _count(self, parent: Element, blocks: list[str]) -> None:
        block = blocks[0]
        self.work.spend(_STEPS_OF_BLOCK + len(block) + len(blocks) // COPIED)
        self.work.spend(_STEPS_OF_LINE * block.count("\n") + _STEPS_OF_CELL * block.count("|"))
        for run in _HASHES.finditer(block):
            # A heading's pattern looks at the rest of such a run from each of its signs.
            self.work.spend(len(run[0]) ** 2 // 8)
        if block.startswith(_INDENTED) and len(parent) and len(parent[-1]):
            # A block of code is copied whenever it grows.
            self.work.spend(len(parent[-1][0].text or "") // COPIED)


def _portions(blocks: list[str]) -> Iterator[list[str]]:
    """The blocks, some hundreds at a time; what is indented belongs to a footnote before it and is not parted."""
    start = 0
    while start < len(blocks):
        end = start + _BLOCKS_AT_A_TIME
        while end < len(blocks) and blocks[end].startswith(_INDENTED):
            end += 1
        yield blocks[start:end]
        start = end


class Fences(FencedBlockPreprocessor):
    """Fenced code; a fence that is never closed makes Markdown look through all the rest for its end."""

    def __init__(self, md: Markdown, config: dict[str, Any], work: Work) -> None:
        super().__init__(md, config)
        self.work = work

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for fenced code."""
        self._count("\n".join(lines))
        return super().run(lines)

    def _count(self, text: str) -> None:
        fences = list(_FENCE.finditer(text))
        last_end = {fence[1]: fence.start() for fence in fences if fence[2] is not None}
        for fence in fences:
            is_closed = last_end.get(fence[1], -1) > fence.start()
            self.work.spend(len(text) // COPIED if is_closed else (len(text) - fence.start()) // 8)


class HtmlBlocks(Preprocessor):
    """Raw HTML, put aside."""

    def __init__(self, md: Markdown, work: Work) -> None:
        super().__init__(md)
        self.work = work

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for raw HTML."""
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
            self.work.spend((len(self.rawdata) - i) // (COPIED // 8))
        return super().parse_endtag(i)

    def parse_pi(self, i: int) -> int:
        self.work.spend((len(self.rawdata) - i) // COPIED)
        if self._last("?>") < i and (self.intail or self.at_line_start()):
            return -1
        return super().parse_pi(i)

    def parse_html_declaration(self, i: int) -> int:
        if self.intail or self.at_line_start():
            self.work.spend((len(self.rawdata) - i) // (COPIED // 8))
        return super().parse_html_declaration(i)

    def handle_endtag(self, tag: str) -> None:
        copied = len(self.rawdata) if self.inraw else 0
        self.work.spend((copied + 8 * (len(self.stack) + len(self.inline_stack))) // COPIED)
        super().handle_endtag(tag)

    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        self.work.spend((len(self.rawdata) if is_block else 0) // COPIED)
        super().handle_empty_tag(data, is_block)

    def _last(self, sign: str) -> int:
        """Where a sign stands for the last time in the text; -1 where it does not."""
        text, place = self._lasts.get(sign, ("", -1))
        if text is not self.rawdata:
            place = self.rawdata.rfind(sign)
            self._lasts[sign] = (self.rawdata, place)
        return place
