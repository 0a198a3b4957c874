"""What a page refers to, read with the standard library's own parser."""

from html.parser import HTMLParser


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the library's signature
        for name, value in attrs:
            if name in {"href", "src"} and value is not None:
                self.found.append(value)
            if name == "id" and value is not None:
                self.ids.add(value)


def references(html: str) -> list[str]:
    """Every address in `href` and `src`."""
    return _read(html).found


def ids(html: str) -> set[str]:
    """Every fragment that a page has."""
    return _read(html).ids


def _read(html: str) -> _References:
    parser = _References()
    parser.feed(html)
    return parser
