"""Whatever an article holds, only what is named comes through, and nothing is raised."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kliping import characters, markup, safe_html
from kliping.problems import Problem, Span

SPAN = Span(path="content/sample.md")
PAGE = "https://example.org/digest/x/"

PIECES = [
    *"abc<>\"'=/&;:[](){}!#*_-+`~|^\\ \n\t",
    *(
        "\n\n",
        "    ",
        "1. ",
        "* ",
        "> ",
        "# ",
        "```\n",
        "~~~ {.a #b}\n",
        "a|b\n-|-:\n",
        "[^1]",
        "[^1]: ",
        "]]>",
        "<!--",
    ),
    *("<script>", "</script>", "<style>", "</style>", "<svg>", "<math>", "<p>", "<a href=", "<img src=", "onerror=x"),
    *(
        "<iframe>",
        "<form>",
        "<base href=x>",
        "<h1>",
        "<table>",
        "<td>",
        "<select>",
        "<template>",
        "<noscript>",
        "<title>",
    ),
    *(
        "javascript:",
        "JAVASCRIPT&colon;",
        "data:",
        "https://a.example/",
        "//b",
        "&#1;",
        "&lt;",
        "&#x6a;",
        "\x00",
        "\x0b",
    ),
    *(
        "\x02wzxhzdk:0\x03",
        "\ud800",
        "\ufffe",
        "\u202e",
        "\u00a0",
        "خبر",
        "😀",
        'style="',
        "id=fn:1 ",
        "class=footnote ",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80)

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset(
    "alt class colspan datetime dir height href id lang rowspan scope span src start title value width".split()
)


class Reading(HTMLParser):
    """What another parser than nh3's finds in the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_comment(self, data: str) -> None:
        self.tags.add(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.tags.add(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.tags.add(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.tags.add(f"<![{data}")


@given(TEXTS)
def test_only_what_is_named_comes_through(text: str) -> None:
    html = markup.to_html(text, SPAN)
    if isinstance(html, Problem):
        return
    found = Reading(html)
    assert found.tags <= TAGS
    assert found.names <= ATTRIBUTES
    assert not any("script:" in address.lower() and not _is_harmless(address) for address in found.addresses)
    assert characters.legal(html) == html


def _is_harmless(address: str) -> bool:
    """Whether "script:" stands where a browser sees no scheme: behind a character that none may hold (RFC 3986 3.1)."""
    scheme = address.partition(":")[0].strip(" \t\n\r\x00\x01")
    return not scheme.isascii() or not scheme.replace("+", "").replace("-", "").replace(".", "").isalnum()


OPENERS = st.sampled_from(
    [piece for piece in PIECES if not piece.startswith(("</", "[^", "]", "    "))]
    + [
        "<textarea>",
        "<math><mi>",
        "<xmp>",
        "<plaintext>",
        "<noembed>",
        "<script/>",
        "<![CDATA[",
        "<?",
        "<!",
        "<!doctype ",
    ]
    + ['<div title="', "<p lang='", "<b\n", "<svg><style>", "<select><option>", "<table><colgroup>"]
)


@given(st.lists(OPENERS, max_size=12).map("".join), st.sampled_from(["\n\n", "\n\n> ", "\n\n# ", "\n\n* "]))
def test_a_sentence_is_never_lost_whatever_stands_before_it(before: str, gap: str) -> None:
    html = markup.to_html(f"{before}{gap}Hujan reda di kota.\n\nKata \"satu\" > 'dua'.", SPAN)
    if isinstance(html, str):
        assert "Hujan reda di kota." in safe_html.to_text(html)


@given(TEXTS)
def test_every_address_can_be_made_whole(text: str) -> None:
    html = markup.to_html(text, SPAN)
    if isinstance(html, Problem):
        return
    for address in Reading(safe_html.resolve(html, PAGE)).addresses:
        assert address.lower().startswith(("http:", "https:", "mailto:"))


@given(TEXTS, TEXTS)
def test_a_text_is_converted_the_same_whatever_came_before(earlier: str, text: str) -> None:
    markup._markdown.cache_clear()
    alone = markup.to_html(text, SPAN)
    markup.to_html(earlier, SPAN)
    assert markup.to_html(text, SPAN) == alone


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1))
def test_words_come_out_as_they_went_in(words: list[str]) -> None:
    html = markup.to_html("\n".join(words), SPAN)
    assert isinstance(html, str)
    assert safe_html.to_text(html) == " ".join(words)
