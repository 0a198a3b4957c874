"""A page's tree → its blocks: the paragraphs, headings, items, tables and code that hold its text.

Strategy: first the tree is made plain, so that every piece of text stands in exactly one block: what is
not shown is taken out, loose text between blocks gets a paragraph of its own, and two line breaks part
two paragraphs. Then the blocks are the elements that hold text and no other block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kliping.pages.marks import STRUCK

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CELLS = frozenset({"td", "th"})
_NOT_SHOWN = (
    "audio button canvas datalist embed iframe input link map math meta noscript object option script select source "
    "style svg template textarea title track video"
).split()
# HTML 13.1.2: these hold nothing. libxml2 does not know that of all of them, and gives them what follows.
_VOID = frozenset("embed input link meta source track".split())
_NO_DISPLAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HTML_SPACE = " \t\n\f\r"
_SPACE = re.compile(f"[{_HTML_SPACE}]+")
_WORD = re.compile(r"\w+")
# A hint where a word may be broken, and what is left of a byte order mark: nobody sees either.
_UNSEEN = re.compile("[\u00ad\ufeff]")
_INITIALS = re.compile(r"\([a-z]{2,5}(?:/[a-z]{2,5}){1,3}\)")
_MOST_CELL = 400
_EMPHASIS = frozenset({"b", "strong", "span", "em", "i"})
_MOST_DATELINE, _MOST_PIECES = 60, 8
_DATELINE = re.compile(r"\w[^\w]*\s[-–—]{1,2}\s*\Z")


@dataclass(slots=True, kw_only=True)
class Block:
    """One block: `text` as `shown`, `key` all its words, for comparing, `linked` how much of it is links.

    `above` are the elements it stands in, the nearest first.
    """

    element: Any
    text: str
    key: str
    linked: float
    line: int
    above: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def tag(self) -> str:
        """The element's name."""
        return str(self.element.tag)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any level."""
        return self.tag in HEADINGS


def key_of(text: str) -> str:
    """A text's letters and digits, without case: equal for what only white space and signs tell apart."""
    return "".join(_WORD.findall(text.casefold()))


def join_datelines(root: Any) -> None:
    """Write a dateline that stands loose before a paragraph, "<b>Contoh</b> - <p>…", into it; `root` is changed."""
    for paragraph in root.iter("p"):
        run: list[Any] = []
        before = paragraph.getprevious()
        while before is not None and before.tag in _EMPHASIS and len(run) < _MOST_PIECES:
            run.insert(0, before)
            before = before.getprevious()
        loose = (paragraph.getparent().text if before is None else before.tail) or ""
        text = loose + "".join(each.text_content() + (each.tail or "") for each in run)
        if len(text.strip()) <= _MOST_DATELINE and _DATELINE.search(text):
            _write_into(paragraph, before, loose, run)


def _write_into(paragraph: Any, before: Any | None, loose: str, run: list[Any]) -> None:
    if before is None:
        paragraph.getparent().text = None
    else:
        before.tail = None
    if run:
        run[-1].tail = (run[-1].tail or "") + (paragraph.text or "").lstrip()
        paragraph.text = loose
        for at, each in enumerate(run):
            paragraph.insert(at, each)
    else:
        paragraph.text = loose + (paragraph.text or "").lstrip()


def make_plain(root: Any) -> None:
    """Take out what is not shown, and give every piece of text a block; `root` is changed."""
    for element in [each for each in root.iter("noscript") if _is_picture_for_all(each)]:
        element.drop_tag()
    for element in [each for each in root.iter() if _is_hidden(each)]:
        if element.getparent() is not None:
            _take_out(element)
    _drop_unseen(root)
    for each in root.iter("br"):
        # Old pages set a whole text in one font, and part its paragraphs by breaks.
        if _is_double(each) and each.getparent().tag in {"font", "span", "small", "big"}:
            each.getparent().tag = "div"
    for each in root.iter("span"):
        # What begins with a break is a line of its own: often what else there is to read.
        if len(each) and each[0].tag == "br" and not (each.text or "").strip() and each.getparent().tag != "pre":
            each.tag = "div"
    for each in root.iter("b", "strong", "i", "em"):
        # Whoever wrote and edited sign below the last line, in whatever that is set.
        if _is_last(each) and _INITIALS.fullmatch(shown(each)):
            each.tag = "div"
    holders = _holders(root)
    body = root.find("body")
    # Where a page has nothing but text, something must hold it that is not the page.
    for element in [body, *body.iterdescendants()]:
        if element.tag == "pre":
            continue
        if element in holders or element is body:
            _wrap_loose_text(element, holders)
    for element in list(body.iter("p", "div", "td", "li", "center", "section", "article", "body")):
        if element not in holders:
            _part_at_breaks(element)


def blocks_of(root: Any) -> list[Block]:
    """The blocks with text of a tree that was made plain, as they follow one another."""
    found: list[Block] = []
    _collect(root.find("body"), (), 1.0, found, _holders(root))
    return found


def is_data_table(table: Any) -> bool:
    """Whether a table is one to read, not a page's layout: of several short cells, with no table inside."""
    cells = list(table.iter(*CELLS))
    if len(cells) < 3 or table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    return all(len(shown(cell)) <= _MOST_CELL for cell in cells) and len(list(table.iter("tr"))) > 1


def shown(element: Any) -> str:
    """The text of an element as a reader sees it, on one line; without what is struck, unless all of it is."""
    return _on_one_line(_pieces(element, STRUCK)) or _on_one_line(_pieces(element))


def shown_lines(element: Any) -> list[str]:
    """The text of a block as a reader sees it, parted at its line breaks."""
    found = _SPACE.sub(" ", "".join(_pieces(element, parting="\0"))).split("\0")
    return [line for line in map(str.strip, found) if line]


def _on_one_line(pieces: Iterator[str]) -> str:
    return _SPACE.sub(" ", "".join(pieces)).strip(_HTML_SPACE)


def _pieces(element: Any, without: frozenset[str] = frozenset(), parting: str = " ") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_parted = child.tag == "br" or child.tag in BLOCKS
        if is_parted:
            yield parting
        if isinstance(child.tag, str) and child.tag not in without:
            yield from _pieces(child, without, parting)
        if is_parted:
            yield parting
        yield child.tail or ""


def _take_out(element: Any) -> None:
    if element.tag in _VOID:
        element.drop_tag()
    else:
        element.drop_tree()


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN:
        return True
    if element.tag in {"body", "html", "head"}:
        return element.tag == "head"
    style = element.get("style")
    # An open dialogue hides the whole page behind it from screen readers, and the page may be saved so.
    is_decoration = element.tag not in BLOCKS and element.get("aria-hidden") == "true"
    is_away = element.get("hidden") is not None or is_decoration or element.tag == "dialog"
    return is_away or bool(style and _NO_DISPLAY.search(style))


def _is_picture_for_all(element: Any) -> bool:
    """Whether an element holds for readers without scripts the picture that a script would have loaded beside it."""
    is_picture = element.find("img") is not None and not shown(element)
    holder = element.getparent()
    return (
        is_picture and holder is not None and sum(1 for _ in holder.iter("img")) == sum(1 for _ in element.iter("img"))
    )


def _is_last(element: Any) -> bool:
    """Whether nothing but white space, breaks and blocks follows an element."""
    following = element.getnext()
    return not (element.tail or "").strip() and (following is None or following.tag == "br" or following.tag in BLOCKS)


def _drop_unseen(root: Any) -> None:
    for element in root.iter():
        if element.text and _UNSEEN.search(element.text):
            element.text = _UNSEEN.sub("", element.text)
        if element.tail and _UNSEEN.search(element.tail):
            element.tail = _UNSEEN.sub("", element.tail)


def _holders(root: Any) -> set[Any]:
    """The elements with blocks inside."""
    found: set[Any] = set()
    for each in root.iter(*BLOCKS):
        above = each.getparent()
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found


def _wrap_loose_text(holder: Any, holders: set[Any]) -> None:
    """Text and inline elements between blocks become paragraphs."""
    run: list[Any] = []
    text, holder.text = holder.text, None
    for child in [*holder, None]:
        if child is not None and child.tag not in BLOCKS and child not in holders:
            run.append(child)
            continue
        if run or (text or "").strip():
            _wrap(holder, child, text, run)
        text, run = (child.tail, []) if child is not None else (None, [])
        if child is not None:
            child.tail = None


def _wrap(holder: Any, before: Any | None, text: str | None, run: list[Any]) -> None:
    paragraph = holder.makeelement("p")
    paragraph.text = text
    paragraph.sourceline = holder.sourceline or 1
    for child in run:
        paragraph.append(child)
    if before is None:
        holder.append(paragraph)
    else:
        before.addprevious(paragraph)


def _part_at_breaks(element: Any) -> None:
    """Two line breaks, or more, part two paragraphs."""
    breaks = [child for child in element if child.tag == "br"]
    ends = {each for each in breaks if _is_double(each)}
    if not ends or element.tag in HEADINGS:
        return
    parts: list[list[Any]] = [[]]
    texts = [element.text]
    for child in list(element):
        if child in ends:
            texts.append(None)
            parts.append([])
        elif child.tag == "br" and not parts[-1] and not (texts[-1] or "").strip():
            texts[-1] = child.tail
        else:
            parts[-1].append(child)
    _rebuild(element, texts, parts)


def _is_double(element: Any) -> bool:
    after = element.getnext()
    return after is not None and after.tag == "br" and not (element.tail or "").strip()


def _rebuild(element: Any, texts: list[str | None], parts: list[list[Any]]) -> None:
    line, tag = element.sourceline, element.tag
    for child in list(element):
        element.remove(child)
    element.text = None
    paragraphs = [element.makeelement("p") for _ in parts]
    for paragraph, text, part in zip(paragraphs, texts, parts, strict=True):
        paragraph.text = text
        paragraph.sourceline = line or 1
        paragraph.extend(part)
    if tag == "p" and not element.attrib and not (element.tail or "").strip():
        # What was one paragraph only for its line breaks stands beside the others, as a writer sees it.
        element.getparent()[element.getparent().index(element) : element.getparent().index(element) + 1] = paragraphs
        return
    if tag == "p":
        # A paragraph holds no paragraph.
        element.tag = "div"
    element.extend(paragraphs)


def _collect(element: Any, above: tuple[Any, ...], most: float, found: list[Block], holders: set[Any]) -> None:
    """`most` is how much of a list is links: an item that is one belongs to the list if the others are text."""
    is_whole = element.tag == "pre" or (element.tag == "table" and is_data_table(element))
    inside = [] if is_whole else [child for child in element if isinstance(child.tag, str)]
    holds = [child for child in inside if child.tag in BLOCKS or child in holders]
    if not holds:
        text = shown(element)
        if text.strip():
            found.append(_block(element, text, above, most))
        return
    if element.tag in {"ul", "ol"}:
        most = min(most, _linked(element, shown(element)))
    for child in holds:
        _collect(child, (element, *above), most, found, holders)


def _linked(element: Any, text: str) -> float:
    return sum(len(shown(link)) for link in element.iter("a") if link.get("href")) / max(1, len(text))


def _block(element: Any, text: str, above: tuple[Any, ...], most: float) -> Block:
    return Block(
        element=element,
        text=text,
        key=key_of(text if next(element.iter(*STRUCK), None) is None else _on_one_line(_pieces(element))),
        linked=min(most, _linked(element, text)),
        line=element.sourceline or 0,
        above=above,
    )
