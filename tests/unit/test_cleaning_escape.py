"""Ordinary prose needs no escaping; what would act gets one."""

import pytest

from kliping.cleaning.escape import heading, markdown


@pytest.mark.parametrize(
    "text",
    [
        "Sejak tahun 1990-an (OSCE) – “begitu,” kata dia.",
        "LT7_KERANJI_PP di contoh.test/peta?kota=muara&x=1",
        "AT&T naik 5 * 3 < 15 & lebih > 2",
        "[sic] begitu [dan begitu]",
        "Pada 2020. Tahun itu #1 dan C#, -5 derajat",
        "a - b + c = d | e : f ~ g",
        "jalan \\ bukan",
        "-5 derajat",
        "Benar! 100% + 1.",
    ],
)
def test_ordinary_prose_stays_as_it_is(text: str) -> None:
    assert markdown(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("2020. Tahun", r"2020\. Tahun"),
        ("# satu", r"\# satu"),
        ("- satu", r"\- satu"),
        ("+ satu", r"\+ satu"),
        ("> satu", r"\> satu"),
        (": satu", "&#58; satu"),
        ("| - |", r"\| - \|"),
        ("|", r"\|"),
        ("~~~", "&#126;~~"),
        ("*satu*", r"\*satu\*"),
        ("_satu_", r"\_satu\_"),
        ("<b>satu</b>", "&lt;b>satu&lt;/b>"),
        ("[satu](dua)", r"\[satu](dua)"),
        ("[^1]: satu", r"\[^1]: satu"),
        ("`satu`", r"\`satu\`"),
        (r"\*", r"\\\*"),
        ("&amp; &copy;", "&amp;amp; &amp;copy;"),
    ],
)
def test_what_would_act_is_escaped(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


def test_a_heading_keeps_its_last_hash() -> None:
    assert heading("Belajar C#") == r"Belajar C\#"
