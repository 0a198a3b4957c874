"""Whatever way a text goes to HTML, it comes out as Python-Markdown itself would have it."""

import random

from markdown import Markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions.footnotes import FootnoteExtension

from kliping import characters, markup, paragraphs, sanitizer
from kliping.problems import Span
from kliping.rawtext import freed

TEXTS = 10_000
WORDS = ("air", "naik", "Kota", "2,5", "5", "2020.", "x\u00e9", "\u0643\u062a", "a_b", "\u2014", "(a)", "a:", '"a"')
SIGNS = tuple("* ** *** _ __ [ ] ( ) ]( ! ![ < > & &amp; | # ## - + = ~ : ^ ` `` { } \\\\ \\\\* \\\\_ % //".split())
MARKS = ("*{}*", "**{}**", "_{}_", "`{}`", "***{}***", "*{} **{}***", "<b>{}</b>", "~~{}~~")
ADDRESSES = (
    "https://a.example/b_c.html", "http://a.example", "https://a.example/%20?b=c#d", "https://A.example/",
    "/lain/", "https://a.example/x.(y)", "mailto:a@b.example", "https://a.example/*x*", "javascript:x",
)  # fmt: skip
BEGINNINGS = ("", "", "", "", "## ", "# ", "- ", "* ", "+ ", "> ", "1. ", "3. ", "    ", "- - ", "> > ", "> - ", ": ")


def plain() -> Markdown:
    """Python-Markdown as it comes, with the extensions and settings that articles are converted with."""
    footnotes = FootnoteExtension(BACKLINK_TEXT="&#8617;&#xFE0E;", BACKLINK_TITLE="")
    made = Markdown(extensions=["tables", footnotes, "def_list", "fenced_code"])
    for processor in made.parser.blockprocessors:
        if isinstance(processor, OListProcessor):
            processor.LAZY_OL = False  # type: ignore[misc]
    return made


def word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(WORDS)
    if kind < 0.65:
        mark = chance.choice(MARKS)
        return mark.format(*(chance.choice(("air", "air naik", " a", "a.", "#a", "- a", "a&b")) for _ in range(2)))
    if kind < 0.75:
        return f"[{chance.choice(('air', 'air naik', '^1', 'a!', 'a (b)', '5 > 3'))}]({chance.choice(ADDRESSES)})"
    return chance.choice(SIGNS)


def line(chance: random.Random) -> str:
    return chance.choice(BEGINNINGS) + " ".join(word(chance) for _ in range(chance.randint(1, 6)))


def block(chance: random.Random) -> str:
    if chance.random() < 0.2:
        marker = chance.choice(("- ", "* ", "1. "))
        return "\n".join(marker + word(chance) for _ in range(chance.randint(1, 4)))
    return "\n".join(line(chance) for _ in range(1 if chance.random() < 0.7 else chance.randint(2, 3)))


def text(chance: random.Random) -> str:
    return "\n\n".join(block(chance) for _ in range(chance.randint(1, 4)))


def expected(markdown: Markdown, given: str) -> str:
    """What Python-Markdown makes of a text, made safe as ever."""
    markdown.reset()
    html = freed(markup._with_no_tags_shown(markdown.convert(characters.legal(given))))
    return sanitizer.cleaned(markup._with_aligned_cells(markup._below_title(html)))


def test_ten_thousand_texts_come_out_as_python_markdown_has_them() -> None:
    chance, markdown = random.Random(20201005), plain()
    short = 0
    for _ in range(TEXTS):
        given = text(chance)
        assert markup.to_html(given, Span(path="a.md")) == expected(markdown, given), given
        short += paragraphs.to_html(given) is not None
    assert short > TEXTS // 50  # both ways were gone
