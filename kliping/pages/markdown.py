"""What was kept of a page's tree → Markdown that Python-Markdown reads back as the same text.

Strategy: blocks come from the elements, one after another, each prefixed by what it stands in; inside a
block the text is a row of runs with their styles, so that white space ends up outside the markers and
nested or touching markers cannot break one another. What would act as markup is escaped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from kliping.cleaning import escape
from kliping.pages.blocks import BLOCKS, CELLS, HEADINGS, is_data_table, shown
from kliping.pages.inline import Context, line_of

_INDENT = " " * 4
_LISTS = frozenset({"ul", "ol", "menu"})
_QUOTING = "> "
# Between two lists, or two quotations, Python-Markdown needs something, or it takes them for one.
_PARTING = "<!-- -->"
_FENCE_INSIDE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_CODE_OR_BAR = re.compile(r"(?<!\\)(?:(?P<code>`[^`]+`)|\|)")
_SPAN = re.compile("[1-9][0-9]?")
_CLOSING = re.compile(r"(?<!\\)#(?=(?:\\?#)*$)")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight|brush:)-?\s?([\w+#-]{1,20})(?:\s|;|$)")


# Where a block stands; Python-Markdown reads few kinds of blocks inside a list or a quotation as it does outside.
Place = Literal["page", "quote", "item", "cell"]
_MARKER = re.compile(r"^\s*(?:-|\d+\.)\s")


def to_markdown(element: Any, context: Context) -> str:
    """The Markdown of everything in an element; ends with a line end unless it is empty."""
    found = "\n\n".join(_joined(_blocks(element, context, place="page")))
    return f"{found}\n" if found else ""


def _joined(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, parted where two of a kind would become one."""
    before = ""
    for block in blocks:
        is_alike = _kind(before) == _kind(block) != ""
        is_drawn_in = _kind(before) == "list" and block.startswith(_INDENT)
        if block and (is_alike or is_drawn_in):
            yield _PARTING
        if block:
            yield block
            before = block


def _kind(block: str) -> str:
    if block.startswith(_QUOTING.strip()):
        return "quote"
    return "list" if not block.startswith(" ") and _MARKER.match(block) else ""


def _blocks(element: Any, context: Context, *, place: Place) -> Iterator[str]:
    """The blocks of an element's children; an element without blocks is one itself."""
    holds = [child for child in element if isinstance(child.tag, str) and _is_block(child)]
    if not holds:
        line = line_of(element, context)
        if line:
            yield line
        return
    for child in element:
        if isinstance(child.tag, str):
            yield from _block(child, context, place=place)


def _is_block(element: Any) -> bool:
    return element.tag in BLOCKS or next(element.iter(*BLOCKS), None) is not None


def _block(element: Any, context: Context, *, place: Place) -> Iterator[str]:
    tag = element.tag
    if tag in HEADINGS and place == "page":
        yield _heading(element, context)
    elif tag in _LISTS and place != "cell":
        yield _list(element, context)
    elif tag == "blockquote" and place == "page":
        yield _quote(element, context)
    elif tag == "pre":
        yield _code(element, place=place)
    elif tag == "table" and is_data_table(element):
        yield _table(element, context, place=place)
    elif tag == "figure":
        yield from _figure(element, context, place=place)
    elif tag == "dl" and place == "page":
        yield _definitions(element, context)
    elif tag == "hr":
        yield "---" if place == "page" else ""
    elif _is_block(element):
        yield from _blocks(element, context, place=place)
    else:
        yield line_of(element, context)


def _heading(element: Any, context: Context) -> str:
    """The page's title is the digest's h1, so the highest heading of a text is an h2."""
    text = line_of(element, context).replace("  \n", " ")
    # Python-Markdown takes hash signs at the end for closing ones.
    text = _CLOSING.sub(r"\#", text)
    return f"{'#' * max(2, int(element.tag[1]))} {text}" if text else ""


def _list(element: Any, context: Context) -> str:
    """A list; loose, with blank lines, where one of its items has several blocks that are no lists."""
    found = [_item(child, context) for child in element if isinstance(child.tag, str)]
    items = [item for item in found if item]
    is_ordered = element.tag == "ol"
    first = element.get("start") or "1"
    start = int(first) if is_ordered and first.isascii() and first.isdigit() and len(first) < 6 else 1
    marked = []
    for number, item in enumerate(items, start):
        marker = f"{number}." if is_ordered else "-"
        head, *rest = item.split("\n")
        # Python-Markdown wants what belongs to an item indented by four, whatever its marker's width.
        marked.append("\n".join([f"{marker} {head}", *(f"{_INDENT}{line}" if line else "" for line in rest)]))
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(marked)


def _item(element: Any, context: Context) -> str:
    """What stands in an item. What it begins with must be text, or its marker would not be one."""
    blocks = list(_joined(_blocks(element, context, place="item")))
    if blocks and blocks[0].startswith(_INDENT):
        blocks[0] = escape.markdown(" ".join(blocks[0].split()))
    elif blocks and _kind(blocks[0]) == "list":
        blocks[0] = _in_line(element, context)
    if len(blocks) == 2 and _kind(blocks[1]) == "list" and "\n\n" not in blocks[1]:
        return "\n".join(blocks)
    return "\n\n".join(blocks)


def _in_line(element: Any, context: Context) -> str:
    """What the first list in an item says, in one line."""
    lists = (each for each in element.iter(*_LISTS) if each is not element)
    texts = (" ".join(" ".join(_blocks(each, context, place="cell")).split()) for each in lists)
    return next(filter(None, texts), "")


def _quote(element: Any, context: Context) -> str:
    text = "\n\n".join(_joined(_blocks(element, context, place="quote")))
    return "\n".join(f"{_QUOTING}{line}".rstrip(" ") if not line else f"{_QUOTING}{line}" for line in text.split("\n"))


def _code(element: Any, *, place: Place) -> str:
    """Fenced, with its language; indented in lists and quotations, where Python-Markdown knows no fences."""
    text = element.text_content().replace("\t", _INDENT).strip("\n").rstrip()
    if place == "cell":
        return escape.markdown(" ".join(text.split()))
    if place != "page":
        return "\n".join(f"{_INDENT}{line}" if line else "" for line in text.split("\n"))
    inside = [len(found[1]) for found in _FENCE_INSIDE.finditer(text)]
    fence = "`" * max(3, *(length + 1 for length in inside)) if inside else "```"
    classes = " ".join(each.get("class") or "" for each in (element, *element.iter("code")))
    lang = _LANGUAGE.search(classes)
    return f"{fence}{lang[1] if lang else ''}\n{text}\n{fence}"


def _table(element: Any, context: Context, *, place: Place) -> str:
    rows = [row for row in _rows(element, context) if any(row)]
    width = max((len(row) for row in rows), default=0)
    if place != "page" or width < 2:
        return "\n\n".join(" – ".join(filter(None, row)) for row in rows)
    first = next(iter(element.iter("tr")))
    has_head = first.find("th") is not None or first.getparent().tag == "thead"
    head, body = (rows[0], rows[1:]) if has_head else ([""] * width, rows)
    lines = [_row(head, width), _row(["---"] * width, width), *(_row(row, width) for row in body)]
    caption = next((escape.markdown(shown(each)) for each in element.iter("caption") if shown(each)), "")
    return "\n".join([*((caption, "") if caption else ()), *lines])


def _rows(table: Any, context: Context) -> Iterator[list[str]]:
    """The cells of a table by row, with empty ones where another spans more rows or columns than its own."""
    spanned: dict[int, int] = {}  # column → in how many rows below it is taken
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren(*CELLS):
            cells += _taken(spanned, len(cells))
            first, wide, high = len(cells), _span(cell, "colspan"), _span(cell, "rowspan")
            cells += [_cell(cell, context), *[""] * (wide - 1)]
            spanned |= {column: high for column in range(first, first + wide) if high > 1}
        spanned = {column: left - 1 for column, left in spanned.items() if left > 1}
        yield cells[: max((at for at, text in enumerate(cells, 1) if text), default=0)]


def _taken(spanned: Mapping[int, int], column: int) -> list[str]:
    """Empty cells from a column on, as far as cells of rows above take their places."""
    end = column
    while end in spanned:
        end += 1
    return [""] * (end - column)


def _span(cell: Any, name: str) -> int:
    """How many rows or columns a cell takes; of what no page means, one."""
    told = cell.get(name, "")
    return int(told) if _SPAN.fullmatch(told) else 1


def _cell(element: Any, context: Context) -> str:
    text = " ".join(_blocks(element, context, place="cell"))
    # The tables extension parts cells at every bar that is neither escaped nor inside code.
    return _CODE_OR_BAR.sub(lambda found: found[0] if found["code"] else r"\|", " ".join(text.split()))


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _figure(element: Any, context: Context, *, place: Place) -> Iterator[str]:
    """The pictures with their caption as their title; what else a figure holds, a quotation or a table."""
    captions = list(element.iter("figcaption"))
    caption = " ".join(filter(None, map(shown, captions)))
    for each in captions:
        each.drop_tree()
    yield from _blocks(element, Context(base=context.base, skipped=context.skipped, caption=caption), place=place)


def _definitions(element: Any, context: Context) -> str:
    """Terms with what they mean; without a term, Python-Markdown knows no definition."""
    lines: list[str] = []
    term = False
    own = (child for child in element.iter("dt", "dd") if next(child.iterancestors("dl")) is element)
    for child in own:
        text = " ".join(" ".join(_blocks(child, context, place="cell")).split())
        if not text:
            continue
        if child.tag == "dt":
            # A line that breaks was joined: what stood at its start may be another sign now.
            lines += ["", escape.at_start(text)]
        else:
            lines += [f":   {text}"] if term else ["", text]
        term = child.tag == "dt" or (term and child.tag == "dd")
    return "\n".join(lines).strip("\n")
