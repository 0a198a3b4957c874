"""Which texts go the short way to HTML, and what they become there."""

import pytest

from kliping import paragraphs


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Air naik.\n", "<p>Air naik.</p>"),
        ("Air naik.\n\n## Warga pindah\n\nSore hari.\n", "<p>Air naik.</p>\n<h2>Warga pindah</h2>\n<p>Sore hari.</p>"),
        ("2020\\. Tahun yang\\_panjang", "<p>2020. Tahun yang_panjang</p>"),
        ("5 > 3 & 1", "<p>5 &gt; 3 &amp; 1</p>"),
        ("Baris satu\nbaris dua\n", "<p>Baris satu\nbaris dua</p>"),
        ("*Air* naik **dua meter**.", "<p><em>Air</em> naik <strong>dua meter</strong>.</p>"),
        ("\\*Air *naik*", "<p>*Air <em>naik</em></p>"),
        ("[Kota](https://a.example/b_c?d=e#f) ini", '<p><a href="https://a.example/b_c?d=e#f">Kota</a> ini</p>'),
        ("- satu\n- *dua*\n", "<ul>\n<li>satu</li>\n<li><em>dua</em></li>\n</ul>"),
        ("* satu\n\nAir.", "<ul>\n<li>satu</li>\n</ul>\n<p>Air.</p>"),
        ("> Air **naik**", "<blockquote>\n<p>Air <strong>naik</strong></p>\n</blockquote>"),
    ],
)
def test_what_most_articles_are_made_of_goes_the_short_way(text: str, html: str) -> None:
    assert paragraphs.to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "# Judul",
        "## Judul ##",
        "1. butir",
        "- butir\n\n* butir",
        "- butir\n  lanjutan",
        "- - butir",
        "> kutipan\n\n> lagi",
        "> kutipan\nlanjutan",
        "> > kutipan",
        "*tekan",
        "* tekan*",
        "***tekan***",
        "*tekan **lagi***",
        "_tekan_",
        "[tautan]",
        "[tautan][1]\n\n[1]: https://example.org/",
        "[^1]",
        "![gambar](https://example.org/a.jpg)",
        "[tautan](/lain/)",
        "[tautan](https://example.org/a b)",
        "[tautan](https://example.org/ 'judul')",
        "[*tautan*](https://example.org/)",
        "<b>tebal</b>",
        "&copy;",
        "a|b\n-|-\n1|2",
        "a|b\n c|d",
        "Judul\n=====",
        "baris  \nbaris",
        "baris \n\nbaris",
        "    kode",
        "~~~\nkode\n~~~",
        ": arti",
        "tak\xa0terputus",
        "\ufffe",
        "a\n\n\nb",
        "a\n\n" * 20_000,
    ],
)
def test_what_may_mean_something_is_left_to_markdown(text: str) -> None:
    assert paragraphs.to_html(text) is None
