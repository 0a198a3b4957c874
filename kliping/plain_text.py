"""Safe HTML as plain text of many lines, for mails: lists keep their marks, and links their addresses."""

from html.parser import HTMLParser

_BLOCKS = frozenset("blockquote dd div dl dt figcaption figure h2 h3 h4 h5 h6 hr ol p pre table tr ul".split())
_INDENT = "  "
_WAY_BACK = "\N{NO-BREAK SPACE}\u21a9\ufe0e"  # from a footnote to its place


def of(html: str) -> str:
    """The text: blocks parted by blank lines, entries of lists with "-" or their number, cells by "|"."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = ("\n".join(line.rstrip() for line in block.splitlines()) for block in reader.blocks)
    return "\n\n".join(block.rstrip() for block in blocks if block.strip()).replace(_WAY_BACK, "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self._lists: list[int | None] = []
        self._href = ""
        self._pre = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        match tag:
            case "br":
                self._add("\n")
            case "img":
                self._add(found.get("alt", ""))
            case "a":
                self._href = found.get("href", "")
            case "li":
                self._begin_entry()
            case "td" | "th":
                self.blocks[-1] = self.blocks[-1].rstrip(" ")
                self._add(" | " if self._cells else "")
                self._cells += 1
            case "ol":
                self._lists.append(1)
            case "ul":
                self._lists.append(None)
        if tag == "pre":
            self._pre += 1
        if tag in _BLOCKS and not (tag in {"ol", "ul", "p"} and self._is_in_entry()):
            self._begin_block()
        if tag == "tr":
            self._cells = 0

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            if self._href.startswith(("http:", "https:", "mailto:")) and self._href not in self.blocks[-1]:
                self._add(f" ({self._href})")
            self._href = ""
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == "pre":
            self._pre -= 1
        if tag in _BLOCKS and not self._lists:
            self._begin_block()

    def handle_data(self, data: str) -> None:
        if self._pre:
            self._add(data)
            return
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and self.blocks[-1][-1:] not in {"", " ", "\n"} else ""
        after = " " if words and data[-1:].isspace() else ""
        self._add(f"{before}{words}{after}" if words else before)

    def _is_in_entry(self) -> bool:
        return bool(self._lists) and bool(self.blocks[-1].strip())

    def _begin_entry(self) -> None:
        number = self._lists[-1] if self._lists else None
        if self._lists and number is not None:
            self._lists[-1] = number + 1
        mark = f"{number}." if number is not None else "-"
        indent = _INDENT * (len(self._lists) - 1)
        self._add(f"{'' if not self.blocks[-1].strip() else chr(10)}{indent}{mark} ")

    def _begin_block(self) -> None:
        if self.blocks[-1].strip():
            self.blocks.append("")

    def _add(self, text: str) -> None:
        self.blocks[-1] += text
