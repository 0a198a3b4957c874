"""Blocks of Markdown, and how they stand in one another: in lists, in quotes, one below the other.

Strategy: a block is text whose lines may be moved in as a whole; what Python-Markdown reads otherwise there
(a fence that is moved in, a heading in a list) is written so that it is read as it was meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "heading", "list", "quote", "table", "code", "rule"]

_NEIGHBOURS_JOIN = frozenset({"list", "quote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block; `text` is its plain text, of paragraphs and headings only."""

    markdown: str
    kind: Kind
    text: str = ""


def join(blocks: Iterable[Block]) -> str:
    """The Markdown of blocks; between two that would become one stands a comment, which is not shown."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before and _would_join(before, block):
            parts.append("<!-- -->")
        parts.append(block.markdown)
        before = block
    return "\n\n".join(parts) + "\n" if parts else ""


def _would_join(before: Block, block: Block) -> bool:
    is_moved_in = before.kind == "list" and block.markdown.startswith("    ")
    return is_moved_in or (before.kind == block.kind and block.kind in _NEIGHBOURS_JOIN)


def code(text: str, language: str, *, nested: bool) -> Iterator[Block]:
    """Code as it stands; `nested` where it is part of a list or a quote. Nothing where there is none."""
    text = text.expandtabs(4).strip("\n")
    if not text.strip():
        return
    if nested:  # Python-Markdown knows fences at the left margin only
        yield Block(markdown="\n".join(f"    {line}".rstrip() for line in text.split("\n")), kind="code")
        return
    longest = max((len(ticks) for ticks in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    yield Block(markdown=f"{fence}{language}\n{text}\n{fence}", kind="code")


def quoted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks as one quotation."""
    lines = join(blocks).rstrip("\n").split("\n")
    if blocks:
        yield Block(markdown="\n".join(f"> {line}".rstrip() for line in lines), kind="quote")


def listed(items: Iterable[Sequence[Block]], start: int | None) -> Iterator[Block]:
    """Items as one list, numbered from `start` if it is a number.

    An item must begin with text: what else it begins with stands before it, and parts the list.
    """
    written: list[str] = []
    number = start
    for item in items:
        blocks = [_unheaded(block) for block in item]
        while blocks and blocks[0].kind != "paragraph":
            block = blocks.pop(0)
            if block.kind == "list":
                written.append(block.markdown)
            else:
                yield from _list(written)
                written = []
                yield block
        if blocks:
            written.append(_item(blocks, "- " if number is None else f"{number}. "))
            number = None if number is None else number + 1
    yield from _list(written)


def _list(written: Sequence[str]) -> Iterator[Block]:
    # What follows an item of several paragraphs would be one of them.
    joint = "\n\n" if any("\n\n" in each for each in written) else "\n"
    if written:
        yield Block(markdown=joint.join(written), kind="list")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table whose rows are all as wide as its head."""
    lines = [head, ["---"] * len(head), *rows]
    return Block(markdown="\n".join(f"| {' | '.join(line)} |" for line in lines), kind="table")


def _item(blocks: Sequence[Block], marker: str) -> str:
    """A list's item: its first line after the marker, all others four spaces in."""
    first, *others = blocks
    text = first.markdown
    for before, block in zip(blocks, others, strict=False):
        is_tight = before.kind == "paragraph" and block.kind == "list" and len(others) == 1
        text += ("\n" if is_tight else "\n\n") + block.markdown
    lines = text.split("\n")
    return "\n".join([f"{marker}{lines[0]}", *(f"    {line}".rstrip() if line else "" for line in lines[1:])])


def _unheaded(block: Block) -> Block:
    """A heading in a list's item is its text: Python-Markdown would not take it for one."""
    if block.kind != "heading":
        return block
    return Block(markdown=block.markdown.lstrip("#").lstrip(), kind="paragraph", text=block.text)
