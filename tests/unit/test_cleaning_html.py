"""A body's HTML becomes Markdown that shows the same words, links, lists, tables and code."""

import pytest

from kliping import markup
from kliping.cleaning import html
from kliping.problems import Span

BASE = "https://contoh.example/berita/1.html"


def markdown(text: str, base: str = BASE) -> str:
    made = html.to_markdown(text, base)
    assert made is not None
    return made.rstrip("\n")


def shown(text: str) -> str:
    """The HTML that a page shows of it."""
    made = markup.to_html(markdown(text), Span(path="x"))
    assert isinstance(made, str)
    return " ".join(made.split())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>Air  surut.\n</p><p>Warga pulang.</p>", "Air surut.\n\nWarga pulang."),
        ("Air surut. <div>Warga pulang.</div> Selesai.", "Air surut.\n\nWarga pulang.\n\nSelesai."),
        ("<h2>Sungai <i>tenang</i></h2>", "## Sungai *tenang*"),
        ("<p>Ia <b> sangat </b>tenang, <em>sekali</em>.</p>", "Ia **sangat** tenang, *sekali*."),
        ("<p><b></b><i> </i>Tenang.</p>", "Tenang."),
        ("<p>10<sup>6</sup> liter</p>", "10<sup>6</sup> liter"),
        ("<p>satu<br>dua<br><br>tiga</p>", "satu  \ndua\n\ntiga"),
        ("<p><b>satu<br><br>dua</b></p>", "**satu**\n\n**dua**"),
        ("<ul><li>satu<ul><li>dua</li></ul></li><li>tiga</li></ul>", "- satu\n    - dua\n- tiga"),
        ("<ol start=3><li>satu</li><li><p>dua</p><p>tiga</p></li></ol>", "3. satu\n\n4. dua\n\n    tiga"),
        ("<ul><li>satu</li></ul><ul><li>dua</li></ul>", "- satu\n\n<!-- -->\n\n- dua"),
        ("<ul><li><h3>satu</h3></li></ul>", "- satu"),
        ("<blockquote><p>satu</p><p>dua</p></blockquote>", "> satu\n>\n> dua"),
        ("<pre><code class='language-python'>a = [1]\n\nb</code></pre>", "```python\na = [1]\n\nb\n```"),
        ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
        ("<p>tulis <code>a `b`</code></p>", "tulis `` a `b` ``"),
        ("<hr><p>x</p>", "---\n\nx"),
        ("<dl><dt>kata</dt><dd>arti</dd></dl>", "kata\n\narti"),
        ("<!-- catatan -->", ""),
        ("", ""),
    ],
)
def test_a_block_has_its_markdown(given: str, expected: str) -> None:
    assert markdown(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<p><a href="/a">x</a></p>', "[x](https://contoh.example/a)"),
        ('<p><a href="2.html?a=1&amp;b=(2)">x [1]</a></p>', r"[x \[1\]](https://contoh.example/berita/2.html?a=1&b=%282%29)"),
        ('<p><a href="mailto:redaksi@contoh.example">x</a></p>', "[x](mailto:redaksi@contoh.example)"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "x"),
        ('<p><a href="http://[">x</a></p>', "x"),
        ('<p><a href="/a"> </a>x</p>', "x"),
        ('<a href="/a"><h3>x</h3><p>y</p></a>', "### [x](https://contoh.example/a)\n\n[y](https://contoh.example/a)"),
        ('<p><img src="f.jpg" alt="Foto *a* [b]"></p>', r"![Foto \*a\* \[b\]](https://contoh.example/berita/f.jpg)"),
        ('<p><img src="data:image/gif;base64,x" data-src="/f.jpg"></p>', "![](https://contoh.example/f.jpg)"),
        ('<p>x<img src="/hitung.gif" width="1" height="1"></p>', "x"),
        ('<p>x<img alt="tanpa alamat"></p>', "x"),
        (
            '<figure><img src="/f.jpg" alt="a"><figcaption>Keterangan</figcaption></figure>',
            "![a](https://contoh.example/f.jpg)\n\nKeterangan",
        ),
    ],
)  # fmt: skip
def test_addresses_are_made_whole_or_left_out(given: str, expected: str) -> None:
    assert markdown(given) == expected


def test_without_a_base_a_relative_address_is_left_out() -> None:
    assert markdown('<p><a href="/a">x</a> <a href="https://contoh.example/">y</a></p>', "") == (
        "x [y](https://contoh.example/)"
    )


def test_a_table_of_data_stays_one() -> None:
    table = "<table><tr><th>Kota</th><th>Air|cm</th></tr><tr><td><b>A</b><br>B</td><td>12</td></tr></table>"
    assert markdown(table) == "| Kota | Air\\|cm |\n| --- | --- |\n| **A**<br>B | 12 |"
    assert "<td>12</td>" in shown(table)


def test_a_table_without_a_head_and_with_wide_cells_is_filled() -> None:
    table = "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
    assert markdown(table) == "|  |  |\n| --- | --- |\n| a |  |\n| b | c |"


def test_a_table_that_lays_out_a_page_is_what_stands_in_it_once() -> None:
    table = "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td><p>c</p></td></tr></table>"
    assert markdown(table) == "a\n\nb\n\nc"


@pytest.mark.parametrize(
    "given",
    [
        "<script>alert(1)</script>", "<style>p {color: red}</style>", "<iframe src='https://contoh.example/'>x</iframe>",
        "<form><input value=x><button>Kirim</button> Surel</form>", "<template><p>x</p></template>",
        "<noscript>x</noscript>", "<p hidden>x</p>", "<p style='color: red; display: none'>x</p>",
        "<select><option>x</option></select>", "<svg><text>x</text></svg>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_dropped_and_what_follows_stays(given: str) -> None:
    assert markdown(f"<p>satu</p>{given} dua") == "satu\n\ndua"


def test_a_form_around_a_whole_page_is_none() -> None:
    assert markdown("<form><p>satu</p><p>dua</p><input></form>") == "satu\n\ndua"


@pytest.mark.parametrize(
    "text",
    [
        "2020. Tahun itu", "- bukan daftar", "# bukan judul", "> bukan kutipan", "a *b* _c_ `d` [e](f) <g> &amp; \\h",
        "| a | b |", "---", "![x](y)", "&copy;", "\ufdd0\ufdd3\ufdef",
    ],
)  # fmt: skip
def test_text_that_looks_like_markdown_is_text(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    found = shown(f"<p>{escaped}<br>{escaped}</p>")
    line = "".join(character for character in text if character not in "\ufdd0\ufdd3\ufdef")
    expected = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert found == f"<p>{expected}<br> {expected}</p>" if line else found == ""


def test_emphasis_that_touches_or_nests_is_shown_as_it_is() -> None:
    assert shown("<p><b>a</b><i>b</i> <b>c <i>d</i></b> e<b>f</b>g</p>") == (
        "<p><strong>a</strong><em>b</em> <strong>c <em>d</em></strong> e<strong>f</strong>g</p>"
    )


def test_code_in_a_list_and_in_a_quote_is_code() -> None:
    assert "<pre><code>b </code></pre>" in shown("<ul><li>a<pre>b</pre></li></ul>")
    assert "<pre><code>b </code></pre>" in shown("<blockquote><p>a</p><pre>b</pre></blockquote>")
    assert shown("<ul><li>a</li><li><pre>b</pre>c</li></ul>") == (
        "<ul> <li>a</li> </ul> <pre><code>b </code></pre> <ul> <li>c</li> </ul>"
    )


def test_what_nests_deep_keeps_its_words() -> None:
    assert markdown("<div>" * 300 + "dalam" + "</div>" * 300 + "<p>akhir</p>") == "dalam\n\nakhir"
    assert markdown("<b>" * 300 + "dalam" + "</b>" * 300 + "<p>akhir</p>") == "**dalam**\n\nakhir"
    assert "dalam" in markdown("<ul><li>" * 90 + "dalam")


def test_what_nests_deeper_than_can_be_read_is_told() -> None:
    assert html.to_markdown("<div>" * 200_000 + "dalam", BASE) is None


def test_a_title_with_tags_and_entities_is_one_line_of_text() -> None:
    assert html.to_text("AT&amp;T <b>naik</b>\n lagi") == "AT&T naik lagi"
    assert html.to_text("3 < 5  &  7") == "3 < 5 & 7"
