"""Whatever a title is, its slug can stand in an address and in a file name."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from kliping import addresses

TITLES = st.one_of(
    st.text(),
    # What composes, folds and binds comes up far more often than by chance.
    st.lists(
        st.sampled_from(list("aAéİŉßΣς'\u2019\u02bc\u0301\u0323\u0345\u1100\u1161\u11a8\u0915\u093c -_/.")), max_size=12
    ).map("".join),
    st.lists(st.sampled_from(["con", "nul", "東京", "kabar", "a" * 119, "é" * 60]), max_size=30).map(" ".join),
)


@given(TITLES)
@example("\u1100'\u1161")
def test_a_slug_is_its_own_slug(title: str) -> None:
    slug = addresses.slugify(title)
    assert addresses.slugify(slug) == slug
    assert not slug or addresses.is_slug(slug)


@given(TITLES)
def test_a_slug_fits_every_file_system(title: str) -> None:
    slug = addresses.slugify(title)
    assert len(slug.encode()) <= addresses.SLUG_BYTES
    assert unicodedata.is_normalized("NFC", slug)
    assert all(character == "-" or unicodedata.category(character)[0] in "LNM" for character in slug)
    assert not slug.startswith("-")


@given(TITLES)
def test_spellings_of_one_title_share_a_slug(title: str) -> None:
    assert addresses.slugify(unicodedata.normalize("NFD", title)) == addresses.slugify(title)


@given(st.text())
def test_a_quoted_path_is_ascii_without_anything_that_html_or_xml_knows(path: str) -> None:
    quoted = addresses.quoted(path.encode("utf-8", "ignore").decode())
    assert quoted.isascii()
    assert not set(quoted) & set("<>&\"' \n?#")


@given(st.text().map(lambda text: f"/{text}"))
def test_an_alias_that_is_a_path_stays_below_the_root(path: str) -> None:
    if addresses.is_path(path):
        file = addresses.file_of(addresses.of_alias(path))
        assert not file.startswith("/")
        assert not {"", ".", ".."} & set(file.split("/"))
