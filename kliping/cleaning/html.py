"""The HTML of an article's body → blocks of Markdown: paragraphs, headings, lists, quotes, tables, images, code.

Strategy: what is no text (scripts, styles, frames, forms) is taken out of the tree first; then the tree is
walked once, a block at a time. What has no Markdown of its own keeps its words. Whatever comes of it is
cleaned by `markup` before it is shown, so nothing here has to be safe, only faithful.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from kliping import addresses, markup
from kliping.cleaning.blocks import Block, code, join, listed, quoted, table
from kliping.cleaning.inline import Context, Run

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th "
    "thead tr ul".split()
) | set(_HEADINGS)
_DROPPED = (
    "applet audio button canvas datalist embed frame frameset head iframe input math meter noembed noframes noscript "
    "object option output progress script select style svg template textarea title video"
).split()
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
# They change what a text says (10⁶ is not 106), and Markdown has no sign for them.
_AS_THEY_ARE = frozenset({"sub", "sup", "del", "q", "ruby", "rt", "rp"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z!/][^>]*>|&[#\w]+;")
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]+)")
# Deeper than this the words are kept and their markup is not; nothing that a person wrote comes near.
_DEPTH = 60


def to_markdown(html: str, base: str) -> str | None:
    """A body as Markdown, its addresses resolved against `base`; None where it nests too deep to be read."""
    blocks = blocks_of(html, base)
    return None if blocks is None else join(blocks)


def to_text(html: str) -> str:
    """What may hold tags or entities, such as a feed's title, as text on one line."""
    if not _TAG.search(html):
        return " ".join(html.split())
    return " ".join(block.text for block in blocks_of(html, "") or () if block.text)


def blocks_of(html: str, base: str) -> tuple[Block, ...] | None:
    """The blocks of a body; None where it nests deeper than libxml2 reads."""
    # lxml is heavy, and a run without new pages or feeds has no use for it.
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    data = markup.legal(html).encode()
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    if not data.strip():
        return ()
    try:
        root = document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments
        return ()
    # libxml2 stops at its limit without an error of its own, and what follows would be lost.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in [each for each in root.iter() if _is_hidden(each)]:
        if element.getparent() is not None:
            element.drop_tree()
    return tuple(_Walk(root, base).blocks(root, 0))


def _is_hidden(element: Any) -> bool:
    if element.tag == "form":  # a form around a whole page is no form to fill in
        return sum(1 for _ in element.iter("p")) < 2
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


class _Walk:
    """One walk through a tree."""

    def __init__(self, root: Any, base: str) -> None:
        self.base = base
        # The proxies must be kept: lxml knows an element again only as long as somebody holds it.
        self._holders: set[Any] = set()
        for block in root.iter(*_BLOCKS):
            holder = block.getparent()
            while holder is not None and holder not in self._holders:
                self._holders.add(holder)
                holder = holder.getparent()

    def blocks(self, parent: Any, depth: int, link: str = "", *, nested: bool = False) -> Iterator[Block]:
        """The blocks inside an element, loose text between them too; `link` is where all of it leads."""
        if depth > _DEPTH:
            yield from _paragraphs(_flat(parent))
            return
        run = Run()
        run.text(parent.text)
        for child in parent:
            if self._is_inline(child):
                self._inline(child, run, depth, frozenset())
            else:
                yield from self._flushed(run, link)
                run = Run()
                yield from self._block(child, depth + 1, link, nested=nested)
            run.text(child.tail)
        yield from self._flushed(run, link)

    def _is_inline(self, element: Any) -> bool:
        return element.tag not in _BLOCKS and element not in self._holders

    def _flushed(self, run: Run, link: str) -> Iterator[Block]:
        for markdown, text in run.paragraphs():
            linked = f"[{markdown}]({link})" if link and "](" not in markdown else markdown
            yield Block(markdown=linked, kind="paragraph", text=text)

    def _block(self, element: Any, depth: int, link: str, *, nested: bool) -> Iterator[Block]:
        tag = element.tag
        if tag in _HEADINGS:
            yield from self._heading(element, depth, link)
        elif tag == "hr":
            yield Block(markdown="---", kind="rule")
        elif tag == "pre":
            yield from code("".join(element.itertext()), _language(element), nested=nested)
        elif tag == "blockquote":
            yield from quoted(list(self.blocks(element, depth, nested=True)))
        elif tag in _LISTS:
            yield from self._list(element, depth)
        elif tag == "table":
            yield from self._table(element, depth, nested=nested)
        else:
            inside = self._address(element.get("href", "")) if tag == "a" else ""
            yield from self.blocks(element, depth, inside or link, nested=nested)

    # --- Blocks of blocks ----------------------------------------------------------------------------------------

    def _heading(self, element: Any, depth: int, link: str) -> Iterator[Block]:
        run = self._gathered(element, depth, "heading")
        for markdown, text in run.paragraphs():
            linked = f"[{markdown}]({link})" if link and "](" not in markdown else markdown
            yield Block(markdown=f"{'#' * int(element.tag[1])} {linked}", kind="heading", text=text)

    def _list(self, element: Any, depth: int) -> Iterator[Block]:
        start = element.get("start", "")
        first = int(start) if start.isdecimal() and len(start) < 9 else 1
        items: list[list[Block]] = []
        for child in element:
            if child.tag in _LISTS and items:  # it stands between the items, and is meant to be in the one before it
                items[-1] += self._block(child, depth + 1, "", nested=True)
            else:
                items.append(list(self._item(child, depth)))
        yield from listed(items, first if element.tag == "ol" else None)

    def _item(self, child: Any, depth: int) -> Iterator[Block]:
        if child.tag == "li":
            return self.blocks(child, depth, nested=True)
        if not self._is_inline(child):
            return self._block(child, depth + 1, "", nested=True)
        run = Run()
        self._inline(child, run, depth, frozenset())
        return self._flushed(run, "")

    def _table(self, element: Any, depth: int, *, nested: bool) -> Iterator[Block]:
        """A table of data as a table; one that only lays out a page as what stands in it."""
        rows = [row for row in map(_cells, _rows(element)) if row]
        for caption in element.iterchildren("caption"):
            yield from self.blocks(caption, depth, nested=nested)
        if depth > _DEPTH // 2 or _is_layout(element, rows):
            for cell in (cell for row in rows for cell in row):
                yield from self.blocks(cell, depth + 1, nested=nested)
            return
        width = max(sum(_span(cell) for cell in row) for row in rows)
        written = [self._row(row, width, depth) for row in rows]
        has_head = all(cell.tag == "th" for cell in rows[0]) or rows[0][0].getparent().getparent().tag == "thead"
        yield table(written[0], written[1:]) if has_head else table([""] * width, written)

    def _row(self, row: list[Any], width: int, depth: int) -> list[str]:
        cells: list[str] = []
        for cell in row:
            shown = "<br>".join(text for text, _ in self._gathered(cell, depth, "cell").paragraphs())
            cells += [shown, *[""] * (_span(cell) - 1)]
        return cells + [""] * (width - len(cells))

    # --- Inside a paragraph --------------------------------------------------------------------------------------

    def _gathered(self, element: Any, depth: int, context: Context) -> Run:
        """All of an element in one paragraph, with line breaks where it has blocks."""
        run = Run(context)
        self._inside(element, run, depth, frozenset())
        return run

    def _inside(self, element: Any, run: Run, depth: int, active: frozenset[str]) -> None:
        if depth > _DEPTH:
            run.text(" ".join(element.itertext()))
            return
        run.text(element.text)
        for child in element:
            if child.tag in _BLOCKS:
                run.line_break()
            self._inline(child, run, depth, active)
            if child.tag in _BLOCKS:
                run.line_break()
            run.text(child.tail)

    def _inline(self, element: Any, run: Run, depth: int, active: frozenset[str]) -> None:
        tag = element.tag
        if tag == "br":
            run.line_break()
        elif tag == "img":
            self._image(element, run)
        elif tag in _CODE:
            run.code("".join(element.itertext()))
        else:
            opening, closing = self._signs(element, run, active)
            if not opening:
                self._inside(element, run, depth + 1, active)
                return
            number = run.pair(opening, closing)
            self._inside(element, run, depth + 1, active | {opening[:1], tag})
            run.close(number)

    def _signs(self, element: Any, run: Run, active: frozenset[str]) -> tuple[str, str]:
        """What stands before and after an inline element; nothing where it has no sign, or is inside its like."""
        tag = element.tag
        if tag in active:
            return "", ""
        if tag == "a":
            address = self._address(element.get("href", ""))
            return ("[", f"]({address})") if address else ("", "")
        if tag in _AS_THEY_ARE:
            return f"<{tag}>", f"</{tag}>"
        if tag not in _STRONG | _EMPHASIS:
            return "", ""
        name, stars = ("strong", "**") if tag in _STRONG else ("em", "*")
        # Stars that meet other stars are read in more ways than one.
        is_plain = "*" not in active and "<" not in active and not run.ends_with_mark
        return (stars, stars) if is_plain else (f"<{name}>", f"</{name}>")

    def _image(self, element: Any, run: Run) -> None:
        if "1" in {element.get("width"), element.get("height")}:
            return  # it counts readers
        found = (element.get(name, "") for name in ("data-src", "data-original", "data-lazy-src", "src"))
        address = next((whole for each in found if (whole := self._address(each))), "")
        if address and not address.startswith("mailto:"):
            alt = " ".join(element.get("alt", "").split())
            run.alone(f"![{_escaped_alt(alt)}]({address})")

    def _address(self, written: str) -> str:
        """An address as a whole one that can stand in Markdown; empty where there is none to go to."""
        try:
            whole = urljoin(self.base, "".join(written.split("\n")).strip()) if written.strip() else ""
        except ValueError:  # such as an unclosed [ of an IPv6 host
            return ""
        if whole.lower().startswith("mailto:"):
            return whole if re.fullmatch(r"mailto:[^\s()<>\"\\`*_\[\]]+", whole, re.IGNORECASE) else ""
        quoted = re.sub(
            r"[\s()<>\"\\`{}|^]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), whole
        )
        return re.sub(r"&(?=#?\w+;)", "&amp;", quoted) if addresses.is_web_address(quoted) else ""


# --- Of elements ---------------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> Iterator[Block]:
    run = Run()
    run.text(text)
    for markdown, plain in run.paragraphs():
        yield Block(markdown=markdown, kind="paragraph", text=plain)


def _flat(element: Any) -> str:
    return " ".join(element.itertext())


def _escaped_alt(text: str) -> str:
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")


def _language(element: Any) -> str:
    """The language of code, as syntax highlighters note it."""
    found = _LANGUAGE.search(" ".join(each.get("class", "") for each in element.iter()))
    return found[1] if found else ""


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _is_layout(element: Any, rows: list[list[Any]]) -> bool:
    has_one_column = all(len(row) == 1 for row in rows)
    is_nested = next(element.iterdescendants("table", "ul", "ol", "blockquote", "pre", *_HEADINGS), None) is not None
    is_prose = any(len(list(cell.iter("p"))) > 2 for row in rows for cell in row)
    return len(rows) < 2 or has_one_column or is_nested or is_prose


def _span(cell: Any) -> int:
    span = cell.get("colspan", "1")
    return min(int(span), 50) if span.isdecimal() and len(span) < 4 and int(span) else 1
