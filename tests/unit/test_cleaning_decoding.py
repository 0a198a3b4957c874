"""Bytes are read as what they are, or not at all."""

import pytest

from kliping.cleaning.decoding import decode, encode

ARABIC = "قال رئيس البلدية إن المدينة ستفتح أبوابها غدا أمام الزوار بعد انتهاء الأعمال."
FRENCH = "L'été dernier, le maire a déclaré que la forêt était déjà protégée, après de longs débats."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_arabic_is_read_in_any_of_its_encodings(encoding: str) -> None:
    data = ARABIC.encode(encoding)
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == ARABIC
    assert encode(decoded.text, decoded.encoding, decoded.mark) == data


def test_a_latin_code_page_is_believed_only_of_its_own_languages() -> None:
    decoded = decode(FRENCH.encode("cp1252"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (FRENCH, "cp1252")


def test_a_mark_is_kept_apart_from_the_text() -> None:
    decoded = decode(b"\xef\xbb\xbfkata")
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.mark) == ("kata", "utf-8", b"\xef\xbb\xbf")


def test_utf8_that_was_cut_short_stays_utf8() -> None:
    data = ("é " * 40).encode()[:-2]
    decoded = decode(data)
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("é é")
    assert encode(decoded.text, decoded.encoding, decoded.mark) == data


def test_a_stray_nul_makes_no_text_unreadable() -> None:
    decoded = decode("déjà vu\0 encore".encode())
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == ("déjà vu\0 encore", "utf-8")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"ka\0ta\0ka\0ta", b"\xff\xfek", bytes(range(1, 32)) * 3],
    ids=["picture", "every byte", "a NUL every few letters", "half a character", "controls"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode(data) is None
