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
    ],
)
def test_words_alone_become_paragraphs_and_headings(text: str, html: str) -> None:
    assert paragraphs.to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "# Judul",
        "## Judul ##",
        "- butir",
        "1. butir",
        "> kutipan",
        "*tekan*",
        "[tautan](https://example.org/)",
        "<b>tebal</b>",
        "&copy;",
        "baris\nbaris",
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
