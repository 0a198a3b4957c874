"""Slugs and addresses."""

import pytest

from kliping import addresses


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Banjir di Pasar Pagi!", "banjir-di-pasar-pagi"),
        ("  NATO — 2020  ", "nato-2020"),
        ("السوق القديم", "السوق-القديم"),
        ("東京の朝", "東京の朝"),
        ("Straße", "strasse"),
        ("l'eau, qur\u2019an", "leau-quran"),
        ("a_b/c.d\\e", "a-b-c-d-e"),
        ("'tis", "tis"),
        ("../../etc", "etc"),
        ("— ! —", ""),
    ],
)
def test_a_slug_is_letters_and_digits_joined_by_hyphens(title: str, slug: str) -> None:
    assert addresses.slugify(title) == slug


def test_spellings_that_differ_only_in_case_or_composition_share_a_slug() -> None:
    assert addresses.slugify("NATO") == addresses.slugify("nato")
    assert addresses.slugify("cafe\u0301") == addresses.slugify("CAF\u00c9")


def test_a_long_title_is_cut_between_words_to_120_bytes() -> None:
    slug = addresses.slugify("kabar " * 40)
    assert slug == "-".join(["kabar"] * 20)


def test_a_word_that_ends_on_the_last_byte_stays_whole() -> None:
    assert addresses.slugify("a" * 57 + " " + "b" * 62 + " c") == "a" * 57 + "-" + "b" * 62


def test_one_long_word_is_cut_between_characters() -> None:
    slug = addresses.slugify("東" * 100)
    assert slug == "東" * 40


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9"])
def test_a_slug_is_never_a_name_that_windows_keeps_for_itself(name: str) -> None:
    assert addresses.slugify(name) == f"{name.casefold()}-"
    assert addresses.is_slug(f"{name.casefold()}-")


def test_a_turkish_capital_leaves_no_dot_behind() -> None:
    assert addresses.slugify("İstanbul’da İlk Kar") == addresses.slugify("istanbul’da ilk kar") == "istanbulda-ilk-kar"


@pytest.mark.parametrize("text", ["", "Pasar", "pasar pagi", "pasar--pagi", "-pasar", "a/b", "..", "cafe\u0301"])
def test_what_slugify_would_change_is_no_slug(text: str) -> None:
    assert not addresses.is_slug(text)


@pytest.mark.parametrize("text", ["pasar", "2020", "pasar-pagi", "السوق"])
def test_what_slugify_would_leave_is_a_slug(text: str) -> None:
    assert addresses.is_slug(text)


def test_a_quoted_path_is_ascii() -> None:
    assert addresses.quoted("tags/كتاب ?#%/") == "tags/%D9%83%D8%AA%D8%A7%D8%A8%20%3F%23%25/"


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://[::1]/", "HTTPS://x"]
)
def test_an_absolute_http_address_is_a_web_address(text: str) -> None:
    assert addresses.is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "/path/",
        "//example.org/",
        "https://",
        "https:///path",
        "https://:80/",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "https://example.org/a b",
        'https://example.org/"onload',
        "https://example.org/<script>",
        "https://example.org/\x07",
        "https://example.org/\x80",
        "https://example.org/\ufffe",
        "https://example.org/\ud800",
        "https://example.org:port/",
        "https://[::1/",
        "ftp://example.org/",
        "data:text/html,x",
    ],
)
def test_anything_else_is_no_web_address(text: str) -> None:
    assert not addresses.is_web_address(text)


@pytest.mark.parametrize("text", ["/", "/old/", "/old/address", "/old.html", "/arsip/كتاب/", "/a..b/"])
def test_a_path_from_the_root_is_a_path(text: str) -> None:
    assert addresses.is_path(text)


@pytest.mark.parametrize(
    "text",
    ["", "old/", "//example.org/", "/a//b", "/../x", "/a/./b", "/a/..", "/a?b", "/a#b", "/a%2e", "/a b", "/a\\b"],
)
def test_what_has_a_host_a_query_or_climbs_up_is_no_path(text: str) -> None:
    assert not addresses.is_path(text)


def test_an_alias_means_a_folder_unless_it_names_a_file() -> None:
    assert addresses.of_alias("/old/address") == "old/address/"
    assert addresses.of_alias("/old/address/") == "old/address/"
    assert addresses.of_alias("/2019/old.html") == "2019/old.html"
    assert addresses.of_alias("/v1.0/old") == "v1.0/old/"
    assert addresses.of_alias("/") == ""


def test_a_folder_is_answered_with_its_index() -> None:
    assert addresses.file_of("") == "index.html"
    assert addresses.file_of("tags/nato/") == "tags/nato/index.html"
    assert addresses.file_of("feed.xml") == "feed.xml"


@pytest.mark.parametrize("slug", ["pasar", "a" * 120, "pasar-" + "b" * 114, "東" * 40])
def test_a_numbered_slug_is_a_slug_no_longer_than_one_may_be(slug: str) -> None:
    for number in (2, 1000):
        numbered = addresses.numbered(slug, number)
        assert addresses.is_slug(numbered)
        assert numbered.endswith(f"-{number}")
    assert addresses.numbered("pasar", 2) == "pasar-2"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("c++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C++17", "c-plus-plus-17"),
        ("Kanal+", "kanal-plus"),
        ("NATO", "nato"),
        ("1+1", "1-1"),
        ("#5", "5"),
        ("Satu & dua", "satu-dua"),
        ("++", ""),
    ],
)
def test_signs_that_make_another_word_of_a_name_are_spelled_out(name: str, slug: str) -> None:
    assert addresses.slug_of_name(name) == slug


def test_titles_keep_the_slugs_they_had() -> None:
    assert addresses.slugify("Belajar C++ dan C#") == "belajar-c-dan-c"


@pytest.mark.parametrize("path", ["/lama/", "/lama.html", "/2019/berita/é/", f"/{'a' * 255}/", "/comics/", "/a.b/"])
def test_an_address_of_its_own_can_stand_on_any_file_system(path: str) -> None:
    assert addresses.is_portable(path)


@pytest.mark.parametrize(
    "path",
    ["/con/", "/aux.txt/", "/a/NUL", "/COM1.html", "/x./", "/a:b/", "/a*b/", "/a|b/", f"/{'a' * 250}" * 4, "/../a/"],
)
def test_an_address_that_some_system_refuses_is_none(path: str) -> None:
    assert not addresses.is_portable(path)
