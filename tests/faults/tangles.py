"""Texts that keep a parser busy: signs that open and never close, nest, follow one another or begin what never comes.

Strategy: a tangle is a piece that is repeated until the text has its size, with what closes it as often behind; `#n` in
it is the number of the piece, so that none is the same. The few that are no such thing are functions.
"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, takewhile

SIZES = (1_000, 10_000, 100_000)

_NUMBER = "#n"
Make = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A piece, what stands in the middle, and what closes as many pieces."""

    piece: str
    middle: str = ""
    closing: str = ""

    def __call__(self, size: int) -> str:
        """A text of about so many characters."""
        times = max(1, size // len(self.piece + self.closing))
        return _times(self.piece, times) + self.middle + _times(self.closing, times)


def _times(piece: str, times: int) -> str:
    if _NUMBER not in piece:
        return piece * times
    return "".join(piece.replace(_NUMBER, str(number)) for number in range(times))


def _lines(line: Callable[[int], str], size: int) -> str:
    """Lines, each made of its number, up to a size."""
    length = 0

    def fits(made: str) -> bool:
        nonlocal length
        length += len(made) + 1
        return length <= size

    return "\n".join(takewhile(fits, map(line, count())))


def _stairs(sign: str, step: str = "  ") -> Make:
    """A list in a list in a list, each a step further in."""
    return lambda size: _lines(lambda number: f"{step * number}{sign} x", size)


def _growing(piece: str, between: str = " ") -> Make:
    """One piece, two, three, and so on."""
    return lambda size: between.join(_pieces(piece, size))


def _pieces(piece: str, size: int) -> Iterator[str]:
    length = 0
    for number in count(1):
        length += len(piece) * number + 1
        if length > size and number > 1:
            return
        yield piece * number


def _footnotes(size: int) -> str:
    half = size // 2
    return Repeated("[^#n] ")(half) + "\n\n" + Repeated("[^#n]: kata\n")(half)


def _references(size: int) -> str:
    half = size // 2
    return Repeated("[x][#n] ")(half) + "\n\n" + Repeated("[#n]: /x\n")(half)


def _square_table(size: int) -> str:
    """As many rows as columns."""
    side = max(2, int((size / 4) ** 0.5))
    return "\n".join(["| x " * side + "|", "|---" * side + "|", *(["| x " * side + "|"] * side)])


# --- Markdown -------------------------------------------------------------------------------------------------------

MARKDOWN: Mapping[str, Make] = {
    # Brackets, links, pictures
    "open-brackets": Repeated("["),
    "closed-brackets": Repeated("]"),
    "nested-brackets": Repeated("[", "x", "]"),
    "brackets-by-words": Repeated("[a "),
    "pairs-of-brackets": Repeated("[]"),
    "open-pictures": Repeated("!["),
    "nested-links": Repeated("[", "x", "](/x)"),
    "nested-pictures": Repeated("![", "x", "](/x.png)"),
    "pictures-in-links": Repeated("[![x](/x.png)](/x) "),
    "open-pictures-in-links": Repeated("[!["),
    "links": Repeated("[x](/x) "),
    "open-addresses": Repeated("[x]("),
    "open-angle-addresses": Repeated("[x](<"),
    "address-of-brackets": Repeated("(", "x", ")"),
    "link-to-brackets": lambda size: "[x](" + "(" * (size // 2) + ")" * (size // 2) + ")",
    "open-titles": Repeated('[x](/x "'),
    "titles-of-quotes": lambda size: '[x](/x "' + '"' * size + ")",
    "single-quoted-titles": Repeated("[x](/x 'y "),
    "references": _references,
    "references-to-nothing": Repeated("[x][#n] "),
    "definitions": Repeated("[#n]: /x 'y'\n"),
    "definitions-of-one": Repeated("[x]: /x\n"),
    "open-definition-titles": Repeated('[#n]: /x "\n'),
    "definition-titles-below": Repeated("[#n]: /x\n  'y\n"),
    "autolinks": Repeated("<https://contoh.example/#n> "),
    "open-autolinks": Repeated("<https://"),
    "mail-addresses": Repeated("<a@b.example> "),
    "open-mail-addresses": Repeated("<a@"),
    "bare-addresses": Repeated("https://contoh.example/#n "),
    "long-address": lambda size: f"[x](https://contoh.example/{'a' * size})",
    # Emphasis, code, escapes, entities
    "stars": Repeated("*"),
    "stars-by-words": Repeated("*a "),
    "closing-stars": Repeated("a* "),
    "nested-emphasis": Repeated("*a **b ", "x", "** *"),
    "stars-and-underscores": Repeated("*_"),
    "underscores": Repeated("_a "),
    "underscores-in-words": Repeated("a_"),
    "triple-stars": Repeated("***a** "),
    "growing-stars": _growing("*", "a"),
    "backticks": Repeated("`"),
    "backticks-by-words": Repeated("`a "),
    "growing-backticks": _growing("`", "a"),
    "escapes": Repeated("\\*"),
    "backslashes": Repeated("\\"),
    "escaped-backticks": Repeated("\\`a "),
    "ampersands": Repeated("&"),
    "entities": Repeated("&amp;"),
    "open-entities": Repeated("&am"),
    "numbers-as-entities": Repeated("&#1"),
    "zeros-as-entities": lambda size: f"&#{'0' * size}65;",
    # Blocks
    "hashes": Repeated("#"),
    "headings": Repeated("# x\n\n"),
    "headings-of-one-block": Repeated("## x #\n"),
    "closed-hashes": lambda size: f"# {'x #' * (size // 3)}",
    "underlined-headings": Repeated("x\n===\n\n"),
    "underlines": Repeated("=\n"),
    "rules": Repeated("* * *\n"),
    "long-rule": Repeated("- "),
    "rule-that-is-none": lambda size: "- " * (size // 2) + "x",
    "quotes": Repeated("> "),
    "quotes-by-lines": Repeated("> x\n\n"),
    "growing-quotes": _growing("> ", "x\n"),
    "nested-lists": Repeated("* "),
    "stairs-of-lists": _stairs("*", "    "),
    "stairs-of-numbers": _stairs("1.", "    "),
    "short-stairs": _stairs("-", " "),
    "list": Repeated("* x\n"),
    "loose-list": Repeated("* x\n\n"),
    "list-of-paragraphs": Repeated("* x\n\n    y\n\n"),
    "numbered-list": Repeated("#n. x\n"),
    "lists-in-quotes": Repeated("> * "),
    "code": Repeated("    x\n"),
    "code-with-gaps": Repeated("    x\n\n"),
    "fences": Repeated("```\n"),
    "open-fences": Repeated("``` #n\n"),
    "growing-fences": _growing("`", "``\n"),
    "tildes": Repeated("~~~ x\n"),
    "fence-of-attributes": lambda size: "``` {" + ".x " * (size // 3) + "\nx\n```\n",
    "fence-of-spaces": lambda size: f"```{' ' * size}x\n",
    "columns": lambda size: "|".join("x" * (size // 4)) + "\n" + "|".join("-" * (size // 4)) + "\n",
    "rows": lambda size: "x | y\n--- | ---\n" + "x | y\n" * (size // 6),
    "square-table": _square_table,
    "tables": Repeated("x | y\n--- | ---\nx | y\n\n"),
    "pipes": Repeated("|"),
    "pipes-in-code": lambda size: "x | y\n--- | ---\n" + "`|" * (size // 2),
    "escaped-pipes": lambda size: "x | y\n--- | ---\n" + "\\|" * (size // 2),
    "footnotes": _footnotes,
    "marks-of-one-footnote": lambda size: "[^a] " * (size // 5) + "\n\n[^a]: kata\n",
    "open-footnotes": Repeated("[^"),
    "footnotes-of-nothing": Repeated("[^#n]"),
    "footnotes-in-footnotes": Repeated("[^#n]: [^#n]\n\n    kata\n\n"),
    "long-footnote": lambda size: "[^a]\n\n[^a]: kata\n" + "\n    kata\n" * (size // 10),
    "definition-lists": Repeated("x\n:   y\n\n"),
    "definitions-of-a-word": lambda size: "x\n" + ":   y\n" * (size // 6),
    "words-of-a-definition": lambda size: "x\n" * (size // 2) + ":   y\n",
    "nested-definitions": Repeated(":   "),
    # HTML
    "open-tags": Repeated("<b>"),
    "nested-blocks": Repeated("<div>", "x", "</div>"),
    "closing-tags": Repeated("</b>"),
    "less-thans": Repeated("<"),
    "less-thans-by-letters": Repeated("<a "),
    "tags-of-no-end": Repeated("<a b='"),
    "attributes": lambda size: f"<a {'b=c ' * (size // 4)}>x</a>",
    "attributes-without-end": lambda size: f"<a {'b=c ' * (size // 4)}",
    "quotes-in-a-tag": lambda size: f'<a b="{"<" * size}">x',
    "spaces-in-a-tag": lambda size: f"<a{' ' * size}",
    "new-lines-in-a-tag": lambda size: f"<div{chr(10) * size}",
    "open-comments": Repeated("<!--"),
    "comments": Repeated("<!-- x -->"),
    "comments-that-nearly-end": Repeated("<!-- x --"),
    "cdata": Repeated("<![CDATA["),
    "whole-cdata": Repeated("<![CDATA[x]]>"),
    "declarations": Repeated("<!A"),
    "instructions": Repeated("<?"),
    "lines-of-instructions": Repeated("<?\n\n"),
    "unknown-tags": Repeated("<x#n>"),
    "scripts": Repeated("<script>"),
    "styles": Repeated("<style>x</style>"),
    "tables-of-html": Repeated("<table><tr><td>"),
    "paragraphs-of-html": Repeated("<p>x\n\n"),
    "lists-of-html": Repeated("<ul><li>"),
    "headings-of-html": Repeated("<h1>"),
    "empty-headings": Repeated("<h2><b> </b></h2>"),
    "headings-that-cross": Repeated("<b><h2>x"),
    "pictures-of-html": Repeated("<img src=/x.png>"),
    "pictures-alone": Repeated("![](/x.png)\n\n"),
    "crossing-tags": Repeated("<b><i>x</b></i>"),
    "forms": Repeated("<a><form>"),
    "math": Repeated("<math><mi>"),
    # Characters
    "words": Repeated("kata "),
    "one-word": Repeated("k"),
    "spaces": lambda size: f"x{' ' * size}y",
    "tabs": lambda size: f"x{chr(9) * size}y",
    "breaks": Repeated("x  \n"),
    "empty-lines": lambda size: f"x{chr(10) * size}y",
    "carriage-returns": Repeated("x\r"),
    "mixed-line-ends": Repeated("x\r\n\r"),
    "separators": Repeated("x\u2028y\u2029"),
    "cjk": Repeated("河水退去，"),
    "thai": Repeated("น้ำ"),
    "combining": lambda size: "e" + "\u0301" * size,
    "joiners": Repeated("👩\u200d"),
    "reorders": Repeated("\u202ea\u2066"),
    "controls": Repeated("\x01\x1b"),
    "nulls": Repeated("\0"),
    "byte-order-marks": Repeated("\ufeff"),
    "placeholders": Repeated("\x02wzxhzdk:#n\x03"),
    "placeholders-of-patterns": Repeated("\x02klzzwxh:000#n\x03"),
    "smart-quotes": Repeated("“‘"),
    "bidi": Repeated("אב a "),
}

# --- Plain text -----------------------------------------------------------------------------------------------------

_SENTENCE = "Air sungai yang meluap sejak malam akhirnya surut, dan warga mulai pulang ke rumah."

TEXT: Mapping[str, Make] = {
    "one-word": Repeated("k"),
    "words": Repeated("kata "),
    "lines-of-a-word": Repeated("kata\n"),
    "paragraphs": Repeated("kata\n\n"),
    "sentences": Repeated(f"{_SENTENCE} "),
    "sentences-by-lines": Repeated(f"{_SENTENCE}\n"),
    "numbered-sentences": Repeated("Warga nomor #n pulang ke rumah pada pagi hari.\n\n"),
    "capitals": Repeated("Kota Baru "),
    "initials": Repeated("A. "),
    "abbreviations": Repeated("Dr. H. "),
    "full-stops": Repeated("."),
    "commas": Repeated("a, "),
    "dates": Repeated("Senin (5/10/2020) "),
    "dates-by-lines": Repeated("Senin, 5 Oktober 2020 07:30 WIB\n"),
    "months": Repeated("Oktober "),
    "digits": Repeated("1"),
    "numbers": Repeated("1/"),
    "times": Repeated("12:30:"),
    "datelines": Repeated("JAKARTA, KOMPAS.com - "),
    "datelines-by-lines": Repeated("JAKARTA (Contoh Kabar) - Air surut.\n\n"),
    "dashes": Repeated("- "),
    "long-dashes": Repeated("—"),
    "markers": Repeated("Advertisement\n\n"),
    "markers-in-a-line": Repeated("Baca Juga: "),
    "labels": Repeated("Baca juga: Pasar pagi #n\n\n"),
    "bylines": Repeated("Oleh: Tim Redaksi #n\n"),
    "bylines-in-a-line": Repeated("Penulis: A Editor: B "),
    "rights": Repeated("Copyright 2020 Contoh. All rights reserved.\n"),
    "quotation-marks": Repeated('"'),
    "open-quotations": Repeated("“a "),
    "brackets": Repeated("("),
    "nested-brackets": Repeated("(", "x", ")"),
    "mojibake": Repeated("â€œ"),
    "mojibake-of-mojibake": Repeated("Ã¢â‚¬â„¢ "),
    "circumflexes": Repeated("Â "),
    "no-break-spaces": Repeated("a\u00a0"),
    "spaces": lambda size: f"x{' ' * size}y",
    "lines-of-spaces": Repeated("x   \n"),
    "empty-lines": lambda size: f"x{chr(10) * size}y",
    "carriage-returns": Repeated("x\r"),
    "form-feeds": Repeated("x\f"),
    "separators": Repeated("x\u2028"),
    "hyphens-at-ends": Repeated("kata-\n"),
    "wrapped": Repeated("kata yang terpotong di ujung baris dan\n"),
    "addresses": Repeated("https://contoh.example/#n "),
    "mail-addresses": Repeated("a@b.example "),
    "hashtags": Repeated("#kata"),
    "cjk": Repeated("十月五日（月曜日）、"),
    "cjk-datelines": Repeated("【新华社北京10月5日电】"),
    "arabic": Repeated("قالت الوكالة إن "),
    "arabic-names": Repeated("عبد الله بن "),
    "thai": Repeated("น้ำท่วม"),
    "combining": lambda size: "e" + "\u0301" * size,
    "joiners": Repeated("👩\u200d"),
    "reorders": Repeated("\u202ea\u2066"),
    "controls": Repeated("a\x1b[3"),
    "markup": Repeated("<b>"),
    "entities": Repeated("&amp;"),
    "html-in-text": Repeated("<p>Air surut.</p>\n"),
    "prompts": Repeated("SCROLL TO CONTINUE WITH CONTENT\n"),
    "cites": Repeated("seperti dikutip dari Contoh Harian, "),
    "attributions": Repeated("kata dia, "),
    "german-dates": Repeated("5. Oktober "),
    "titles": Repeated("Prof. "),
}

# --- Saved pages ----------------------------------------------------------------------------------------------------


def _page(inside: str, head: str = "") -> str:
    top = f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Pasar pagi</title>{head}</head>'
    return (
        f"{top}<body><article><h1>Pasar pagi</h1><p>{_SENTENCE}</p>{inside}<p>{_SENTENCE}</p></article></body></html>"
    )


def _in_body(make: Make) -> Make:
    return lambda size: _page(make(size))


def _in_head(make: Make) -> Make:
    return lambda size: _page("", make(size))


def _attribute(name: str, piece: str) -> Make:
    return lambda size: _page(f'<div {name}="{Repeated(piece)(size)}">x</div>')


HTML: Mapping[str, Make] = {
    "open-blocks": _in_body(Repeated("<div>")),
    "nested-blocks": _in_body(Repeated("<div>", "x", "</div>")),
    "open-marks": _in_body(Repeated("<b>")),
    "nested-marks": _in_body(Repeated("<b><i>", "x", "</i></b>")),
    "crossing-marks": _in_body(Repeated("<b><p>x</b>")),
    "closing-tags": _in_body(Repeated("</p>")),
    "paragraphs": _in_body(Repeated(f"<p>{_SENTENCE}</p>")),
    "numbered-paragraphs": _in_body(Repeated("<p>Warga nomor #n pulang ke rumah pada pagi hari.</p>")),
    "short-paragraphs": _in_body(Repeated("<p>x</p>")),
    "breaks": _in_body(Repeated("x<br>")),
    "lists": _in_body(Repeated("<ul><li>x", "", "</ul>")),
    "entries": _in_body(Repeated("<li>x</li>")),
    "tables": _in_body(Repeated("<table><tr><td>")),
    "rows": lambda size: _page(f"<table>{'<tr><td>x</td><td>y</td></tr>' * (size // 30)}</table>"),
    "wide-cells": _in_body(Repeated('<table><tr><td colspan="1000" rowspan="65534">x</td></tr></table>')),
    "headings": _in_body(Repeated("<h2>x</h2>")),
    "links": _in_body(Repeated('<a href="/#n">x</a> ')),
    "links-in-links": _in_body(Repeated("<a href=/x>x")),
    "pictures": _in_body(Repeated('<img src="/#n.jpg" alt="x">')),
    "figures": _in_body(Repeated("<figure><img src=/x.jpg><figcaption>x</figcaption></figure>")),
    "frames": _in_body(Repeated("<iframe src=/x></iframe>")),
    "forms": _in_body(Repeated("<form><input>")),
    "scripts": _in_body(Repeated("<script>x</script>")),
    "open-scripts": _in_body(Repeated("<script>")),
    "styles": _in_head(Repeated("<style>p{}</style>")),
    "comments": _in_body(Repeated("<!-- x -->")),
    "open-comments": _in_body(Repeated("<!--")),
    "comments-that-nearly-end": _in_body(Repeated("<!-- x --")),
    "cdata": _in_body(Repeated("<![CDATA[x")),
    "declarations": _in_body(Repeated("<!x>")),
    "instructions": _in_body(Repeated("<?x ")),
    "doctypes": lambda size: Repeated("<!doctype html>")(size) + _page(""),
    "less-thans": _in_body(Repeated("<")),
    "entities": _in_body(Repeated("&amp;")),
    "open-entities": _in_body(Repeated("&#x41")),
    "long-class": _attribute("class", "iklan-#n "),
    "classes-of-noise": _in_body(Repeated('<div class="related share comment-#n">x</div>')),
    "long-style": _attribute("style", "display:none;"),
    "hidden-blocks": _in_body(Repeated('<div style="display:none" hidden>x</div>')),
    "attributes": lambda size: _page(f"<div {Repeated('a#n=x ')(size)}>x</div>"),
    "open-attribute": lambda size: _page(f'<div title="{"x" * size}'),
    "metas": _in_head(Repeated('<meta name="author" content="A #n">')),
    "long-meta": lambda size: _page("", f'<meta name="keywords" content="{Repeated("kata, ")(size)}">'),
    "titles": _in_head(Repeated("<title>x</title>")),
    "canonical-links": _in_head(Repeated('<link rel="canonical" href="/#n">')),
    "bases": _in_head(Repeated('<base href="/#n/">')),
    "linked-data": _in_head(Repeated('<script type="application/ld+json">{"@type":"NewsArticle"}</script>')),
    "deep-linked-data": lambda size: _page("", f'<script type="application/ld+json">{"[" * size}</script>'),
    "wide-linked-data": lambda size: _page(
        "", f'<script type="application/ld+json">{{"@graph":[{"{}," * (size // 3)}{{}}]}}</script>'
    ),
    "one-word": _in_body(Repeated("k")),
    "spaces": _in_body(lambda size: f"x{' ' * size}y"),
    "times": _in_body(Repeated('<time datetime="2020-10-05">5 Oktober 2020</time> ')),
    "dates": _in_body(Repeated("5/10/2020 ")),
    "spans": _in_body(Repeated("<span>x</span>")),
    "templates": _in_body(Repeated("<template>")),
    "drawings": _in_body(Repeated("<svg><g>")),
    "formulas": _in_body(Repeated("<math><mi>")),
    "noscripts": _in_body(Repeated("<noscript>x")),
    "articles": _in_body(Repeated("<article>x</article>")),
    "sections": _in_body(Repeated("<section><header>")),
    "quotations": _in_body(Repeated("<blockquote>")),
    "preformatted": _in_body(Repeated("<pre>x\n")),
    "bodies": _in_body(Repeated("<body>")),
    "fonts": _in_body(Repeated("<font>x")),
    "controls": _in_body(Repeated("&#1;\x01")),
}

# --- JSON -----------------------------------------------------------------------------------------------------------

_ITEM = {"title": "Pasar pagi", "text": _SENTENCE}


def _items(**fields: str) -> Make:
    """A list of items up to a size, each with its number."""

    def make(size: int) -> str:
        one = len(json.dumps([{**_ITEM, **fields}]))
        items = [{**_ITEM, **fields, "url": f"https://contoh.example/{n}"} for n in range(max(1, size // one))]
        return json.dumps(items)

    return make


def _value(key: str, make: Make) -> Make:
    """An article with a tangle for one of its values."""
    return lambda size: json.dumps({**_ITEM, key: make(size)})


def _raw(make: Make) -> Make:
    return lambda size: f'{{"title": "Pasar", "text": "{_SENTENCE}", "x": {make(size)}}}'


DATA: Mapping[str, Make] = {
    "open-lists": Repeated("["),
    "nested-lists": Repeated("[", "", "]"),
    "open-objects": Repeated('{"a":'),
    "nested-objects": Repeated('{"a":', "1", "}"),
    "nested-beside-a-text": _raw(Repeated("[", "", "]")),
    "nested-twenty-deep": _raw(lambda size: "[" + ",".join(["[" * 20 + "]" * 20] * (size // 40)) + "]"),
    "items": _items(),
    "items-of-html": _items(content_html="<p>Air surut.</p>"),
    "items-of-dates": _items(date="2020-10-05T07:30:00+07:00"),
    "lines": lambda size: "\n".join([json.dumps(_ITEM)] * max(1, size // 120)),
    "lines-that-are-none": lambda size: json.dumps(_ITEM) + "\n" + "{\n" * (size // 2),
    "empty-items": lambda size: f"[{'{},' * (size // 3)}{{}}]",
    "numbers": lambda size: f"[{'1,' * (size // 2)}1]",
    "long-number": _raw(lambda size: "1" * size),
    "long-fraction": _raw(lambda size: "0." + "1" * size),
    "large-exponent": _raw(lambda size: "1e" + "9" * size),
    "keys": _raw(lambda size: "{" + ",".join(f'"k{n}":1' for n in range(size // 8)) + "}"),
    "one-key-again": _raw(lambda size: "{" + ",".join(['"k":1'] * (size // 6)) + "}"),
    "escapes": _raw(lambda size: '"' + "\\u00e9" * (size // 6) + '"'),
    "surrogates": _value("text", Repeated("\ud800 a")),
    "open-string": lambda size: '{"text": "' + "x" * size,
    "backslashes": lambda size: '{"text": "' + "\\\\" * (size // 2),
    "long-title": _value("title", Repeated("Pasar ")),
    "long-author": _value("author", Repeated("A. B, ")),
    "long-tags": _value("tags", Repeated("kata, ")),
    "long-date": _value("date", Repeated("2020 ")),
    "long-address": _value("url", lambda size: f"https://contoh.example/{'a' * size}"),
    "long-language": _value("language", Repeated("id-")),
    "long-source": _value("sitename", Repeated("Contoh ")),
    "text": _value("text", Repeated(f"{_SENTENCE}\n\n")),
    "text-of-brackets": _value("text", Repeated("[")),
    "html": _value("content_html", Repeated("<div>")),
    "html-of-tables": _value("content_html", Repeated("<table><tr><td>")),
    "html-of-links": _value("content_html", Repeated("<a href=/x>x</a> ")),
    "tags": lambda size: json.dumps({**_ITEM, "tags": [f"t{n}" for n in range(size // 8)]}),
    "authors": lambda size: json.dumps({**_ITEM, "authors": [{"name": f"A{n}"} for n in range(size // 16)]}),
    "spaces": lambda size: " " * size + json.dumps(_ITEM),
    "feed": lambda size: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": str(n), "content_text": _SENTENCE} for n in range(size // 120 + 1)],
        }
    ),
}

# --- Mails ----------------------------------------------------------------------------------------------------------

_HEADERS = "From: Kabar <kabar@kabar.example>\nSubject: Pasar\nDate: Mon, 05 Oct 2020 10:00:00 +0700\n"
_PLAIN = f"{_HEADERS}Content-Type: text/plain; charset=utf-8\n\n{_SENTENCE}\n"


def _header(name: str, make: Make) -> Make:
    return lambda size: f"{name}: {make(size)}\n{_PLAIN}"


def _mail(kind: str, make: Make, encoding: str = "8bit") -> Make:
    top = f"{_HEADERS}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
    return lambda size: f"{top}\n{make(size)}\n"


def _nested_parts(size: int) -> str:
    depth = max(1, size // 60)
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return _HEADERS + "".join(parts) + f"Content-Type: text/plain\n\n{_SENTENCE}\n"


def _parts(part: str) -> Make:
    def make(size: int) -> str:
        times = max(1, size // (len(part) + 8))
        return f"{_HEADERS}Content-Type: multipart/mixed; boundary=b\n\n" + f"--b\n{part}\n" * times + "--b--\n"

    return make


MAIL: Mapping[str, Make] = {
    "nested-parts": _nested_parts,
    "nested-messages": lambda size: "Content-Type: message/rfc822\n\n" * (size // 30) + _PLAIN,
    "parts": _parts(f"Content-Type: text/plain\n\n{_SENTENCE}"),
    "pages": _parts(f"Content-Type: text/html\n\n<p>{_SENTENCE}</p>"),
    "attachments": _parts('Content-Disposition: attachment; filename="a.txt"\n\nx'),
    "encoded-names": _parts("Content-Disposition: attachment; filename*=utf-8''%41%42\n\nx"),
    "names-in-pieces": lambda size: _parts(
        "Content-Disposition: attachment" + "".join(f";\n filename*{n}=a" for n in range(size // 30)) + "\n\nx"
    )(100),
    "empty-parts": _parts(""),
    "boundaries": lambda size: f"{_HEADERS}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * (size // 4),
    "boundary-of-no-part": lambda size: f"{_HEADERS}Content-Type: multipart/mixed; boundary={'b' * size}\n\nx\n",
    "brackets-in-from": _header("From", Repeated("(")),
    "nested-brackets-in-from": _header("From", Repeated("(", "", ")")),
    "quotes-in-from": _header("From", Repeated('"')),
    "addresses-in-from": _header("From", Repeated("a@b.example, ")),
    "angles-in-from": _header("From", Repeated("<")),
    "encoded-subject": _header("Subject", Repeated("=?utf-8?q?a?= ")),
    "encoded-without-end": _header("Subject", Repeated("=?utf-8?b?")),
    "replies": _header("Subject", Repeated("Re: ")),
    "folded-subject": _header("Subject", Repeated("a\n ")),
    "long-date": _header("Date", Repeated("1 ")),
    "brackets-in-date": _header("Date", Repeated("(")),
    "headers": lambda size: "".join(f"X-{n}: a\n" for n in range(size // 9)) + _PLAIN,
    "parameters": _header("Content-Type", lambda size: "text/plain" + "; a=b" * (size // 5)),
    "numbered-parameters": _header(
        "Content-Type", lambda size: "text/plain" + "".join(f"; a*{n}=b" for n in range(size // 9))
    ),
    "open-parameter": _header("Content-Type", lambda size: 'text/plain; a="' + "\\" * size),
    "long-charset": _header("Content-Type", lambda size: f"text/plain; charset={'a' * size}"),
    "long-type": _header("Content-Type", lambda size: f"text/{'a' * size}"),
    "quoted-printable": _mail("text/plain; charset=utf-8", Repeated("=C3=A9"), "quoted-printable"),
    "broken-quoted-printable": _mail("text/plain", Repeated("=\n"), "quoted-printable"),
    "base64": _mail("text/plain", lambda size: base64.encodebytes(b"kata " * (size // 7)).decode(), "base64"),
    "broken-base64": _mail("text/plain", Repeated("="), "base64"),
    "uuencoded": _mail("text/plain", lambda size: "begin 644 a\n" + "M" * size, "x-uuencode"),
    "quotations": _mail("text/plain", Repeated("> ")),
    "lines-of-quotations": _mail("text/plain", Repeated("> kata\n")),
    "forwards": _mail("text/plain", Repeated("---------- Forwarded message ---------\nFrom: a\nSubject: b\n\n")),
    "signatures": _mail("text/plain", Repeated("-- \n")),
    "flowed": _mail("text/plain; format=flowed", Repeated("kata \n")),
    "unsubscribes": _mail("text/plain", Repeated("Unsubscribe: https://contoh.example/#n\n")),
    "blocks": _mail("text/html", Repeated("<div>")),
    "layout-tables": _mail("text/html", Repeated("<table><tr><td>", "x", "</td></tr></table>")),
    "layout-rows": _mail("text/html", Repeated("<table><tr><td>x</td></tr></table>")),
    "bracketed-lines": _mail("text/plain", Repeated("[image: x]\n<https://contoh.example/>\n")),
}

# --- Feeds ----------------------------------------------------------------------------------------------------------

_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
_FEED_ITEM = (
    f"<item><title>Pasar #n</title><link>https://contoh.example/#n</link><description>{_SENTENCE}</description></item>"
)


def _feed(items: str, head: str = "") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" {spaces}><channel><title>Contoh</title>{items}</channel></rss>'
    )


def _of_item(make: Make, element: str = "description") -> Make:
    """A feed of one item that has a tangle in an element."""
    top = "<item><title>Pasar</title><link>https://contoh.example/1</link>"
    return lambda size: _feed(f"{top}<{element}>{make(size)}</{element}></item>")


def _escaped(make: Make, element: str = "description") -> Make:
    return _of_item(lambda size: make(size).replace("&", "&amp;").replace("<", "&lt;"), element)


FEED: Mapping[str, Make] = {
    "items": lambda size: _feed(Repeated(_FEED_ITEM)(size)),
    "items-of-one-guid": lambda size: _feed(Repeated("<item><guid>1</guid><title>Pasar #n</title></item>")(size)),
    "empty-items": lambda size: _feed(Repeated("<item/>")(size)),
    "open-items": lambda size: _feed(Repeated("<item>")(size)),
    "entries": lambda size: _ATOM.format(Repeated("<entry><title>Pasar #n</title></entry>")(size)),
    "nested-elements": _of_item(Repeated("<a>", "x", "</a>")),
    "open-elements": _of_item(Repeated("<a>")),
    "name-spaces": _of_item(Repeated('<x xmlns:a#n="https://contoh.example/#n"/>')),
    "attributes": lambda size: _feed("<item " + Repeated('a#n="x" ')(size) + "><title>x</title></item>"),
    "long-attribute": lambda size: _feed(f'<item a="{"x" * size}"><title>x</title></item>'),
    "entities": _of_item(Repeated("&amp;")),
    "unknown-entities": _of_item(Repeated("&x#n;")),
    "open-entities": _of_item(Repeated("&")),
    "numbers-as-entities": _of_item(Repeated("&#65;")),
    "cdata": _of_item(Repeated("<![CDATA[x]]>")),
    "open-cdata": _of_item(Repeated("<![CDATA[")),
    "comments": _of_item(Repeated("<!-- x -->")),
    "open-comments": _of_item(Repeated("<!--")),
    "instructions": _of_item(Repeated("<?x y?>")),
    "instructions-first": lambda size: Repeated("<?x y?>")(size) + _feed(_FEED_ITEM),
    "comments-first": lambda size: Repeated("<!-- x -->")(size) + _feed(_FEED_ITEM),
    "spaces-first": lambda size: " " * size + _feed(_FEED_ITEM),
    "short-entities": lambda size: _feed(_FEED_ITEM, "<!DOCTYPE rss [" + Repeated('<!ENTITY a#n "x">')(size) + "]>"),
    "open-doctype": lambda size: _feed(_FEED_ITEM, f"<!DOCTYPE rss [{'x' * size}"),
    "html": _escaped(Repeated("<div>")),
    "html-of-marks": _escaped(Repeated("<b>")),
    "html-of-tables": _escaped(Repeated("<table><tr><td>")),
    "html-of-links": _escaped(Repeated("<a href=/x>x</a> ")),
    "html-of-pictures": _escaped(Repeated("<img src=/x.jpg>")),
    "html-of-comments": _escaped(Repeated("<!--")),
    "html-of-brackets": _escaped(Repeated("<p>[")),
    "content": _escaped(Repeated(f"<p>{_SENTENCE}</p>"), "content:encoded"),
    "long-title": _of_item(Repeated("Pasar "), "title"),
    "title-of-html": _escaped(Repeated("<b>"), "title"),
    "long-date": _of_item(Repeated("2020 "), "pubDate"),
    "date-of-numbers": _of_item(Repeated("1:"), "pubDate"),
    "long-author": _of_item(Repeated("a@b (c) "), "author"),
    "brackets-in-author": _of_item(Repeated("("), "author"),
    "long-link": _of_item(Repeated("a"), "link"),
    "long-guid": _of_item(Repeated("a"), "guid"),
    "categories": _of_item(Repeated("<category>t#n</category>"), "x"),
    "enclosures": _of_item(Repeated('<enclosure url="/#n.jpg" type="image/jpeg"/>'), "x"),
    "media": _of_item(Repeated('<media:content url="/#n.jpg" medium="image"/>'), "media:group"),
    "media-descriptions": _of_item(Repeated("<media:description x"), "media:group"),
    "paragraphs": _of_item(Repeated(f"{_SENTENCE}\n\n")),
    "one-word": _of_item(Repeated("k")),
    "spaces": _of_item(lambda size: f"x{' ' * size}y"),
    "less-thans": _of_item(Repeated("<")),
}

CLIPPINGS: Mapping[str, Mapping[str, Make]] = {
    ".txt": TEXT,
    ".html": HTML,
    ".json": DATA,
    ".eml": MAIL,
    ".rss": FEED,
}
