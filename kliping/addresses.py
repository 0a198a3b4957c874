"""Slugs and addresses.

Strategy: inside Kliping a page's address is its path under the digest's own root, without a leading
slash and with a trailing one ("2020/10/05/banjir/"); only a view makes a link of it.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

SLUG_BYTES = 120
# Of a whole path: systems end them at 4,096 bytes with all folders above, and some hosts at 1,024.
PATH_BYTES = 900
# Where the editor keeps what is decided of editions, under the digest's root.
EDITIONS_FOLDER = "content/editions/"

# Windows refuses files of these names, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)

_NOT_IN_NAMES = re.compile(r'[:*?"<>|]|[. ]\Z')

# A day, a week or a month, as ISO 8601 writes it: "2020-W41" has a capital.
_PERIOD = re.compile(r"\d{4}-(?:W\d{2}|\d{2}(?:-\d{2})?)")

# What RFC 3986 lets stand in a path as it is.
_PLAIN = re.compile("[A-Za-z0-9/~._-]*")

# What is escaped even where letters of all scripts may stand: all signs of ASCII, white space, controls, what no
# document may hold, and marks of direction, which would turn the text around an address.
_UNLINKED = re.compile(
    "[^A-Za-z0-9/~._\u00a1-\ufffd\U00010000-\U0010fffd-]|[\u00ad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufdd0-\ufdef\ufeff]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

# What no address holds (RFC 3986), and what no document may hold (XML 1.0 2.2).
_NOT_IN_WEB_ADDRESSES = re.compile('[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff<>"\\\\^`{|}]')

# A sign that ends a word is part of it: "C++17", "Canal+", "F#"; in "1+1" and "#5" it is not.
_PLUSES = re.compile(r"(?<=\w)(?:\+++(?!\w)|\+{2,})")
_SHARP = re.compile(r"(?<=[^\W\d_])#(?!\w)")


def slugify(title: str) -> str:
    """Letters, digits and marks of any script, case-folded, joined by hyphens; at most 120 bytes of UTF-8.

    Empty where the title has none of them.
    """
    words = _ascii_words(title) if title.isascii() else _words(title)
    slug = _cut(unicodedata.normalize("NFC", "-".join(words)))  # what an apostrophe parted may compose
    return f"{slug}-" if slug in _RESERVED else slug


def _words(title: str) -> list[str]:
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).casefold())
    folded = folded.replace("i\u0307", "i")  # what Unicode folds the Turkish "İ" to
    # Apostrophes bind a word ("l'eau", "qur'an"), and so do soft hyphens and the joiners of Persian and Hindi;
    # everything else that is not a letter parts two.
    bound = re.sub(r"(?<=\w)['\u2019\u02bc]+(?=\w)", "", re.sub("[\u00ad\u200c\u200d\u2060]", "", folded))
    return "".join(character if _in_word(character) else " " for character in bound).split()


def _ascii_words(title: str) -> list[str]:
    """The same of a title in ASCII, without asking for the nature of each character."""
    return re.findall("[a-z0-9]+", re.sub(r"(?<=\w)'+(?=\w)", "", title.lower()))


def numbered(slug: str, number: int) -> str:
    """A slug with a number behind it, which makes it no longer than a slug may be."""
    ending = f"-{number}"
    return f"{_cut(slug, SLUG_BYTES - len(ending))}{ending}"


@lru_cache(maxsize=100_000)
def slug_of_name(name: str) -> str:
    """The slug of a tag, source or section. Signs that make another word of it are spelled out: C++, C#, Disney+.

    It depends on the name alone, so no other name moves its address.
    """
    spelled = _PLUSES.sub(lambda found: " plus" * len(found[0]) + " ", name)
    return slugify(_SHARP.sub(" sharp ", spelled))


def is_slug(text: str) -> bool:
    """Whether a text can stand in an address as it is."""
    return bool(text) and slugify(text) == text


def is_edition_name(text: str) -> bool:
    """Whether an edition can be called so: as a period, or as anything that can stand in an address."""
    return bool(_PERIOD.fullmatch(text)) or is_slug(text)


def quoted(path: str) -> str:
    """A path as it stands in an address (RFC 3986): everything but letters and digits of ASCII, and `/`, escaped."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/~")


def linked(path: str) -> str:
    """A path as a page's own links have it: letters of other scripts stay themselves (URL standard 4.3)."""
    return path if _PLAIN.fullmatch(path) else _UNLINKED.sub(lambda found: quote(found[0]), path)


def in_ascii(address: str) -> str:
    """A link as it is carried elsewhere: with letters of other scripts escaped, and all else as it is."""
    return address if address.isascii() else _NOT_ASCII.sub(lambda found: quote(found[0]), address)


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host."""
    if _NOT_IN_WEB_ADDRESSES.search(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_path(text: str) -> bool:
    """Whether a text is a path from the digest's root, such as "/old/address/": no host, query, or climbing up."""
    is_clean = re.fullmatch(r"/(?:[^\s\x00-\x1f\x7f?#%\\<>\"`|]+/?)?", text) is not None
    parts = text.split("/")
    # Names that begin with a dot are hidden, climb up, or are Kliping's own; file systems end names at 255 bytes.
    return is_clean and "//" not in text and not any(part.startswith(".") or len(part.encode()) > 255 for part in parts)


def is_portable(text: str) -> bool:
    """Whether a path from the digest's root can be one of its site's own, on whatever file system that is copied to."""
    is_short = len(text.encode("utf-8", "replace")) <= PATH_BYTES
    return is_short and is_path(text) and not any(map(_is_refused, text.split("/")))


def _is_refused(name: str) -> bool:
    """Whether Windows refuses a file of a name (Microsoft, "Naming Files, Paths, and Namespaces")."""
    return name.partition(".")[0].casefold() in _RESERVED or _NOT_IN_NAMES.search(name) is not None


def of_alias(path: str) -> str:
    """The address a path from the root means ("/lama" → "lama/"): a folder's, unless it names an HTML file."""
    address = path.strip("/")
    is_file = address.lower().endswith((".html", ".htm")) and not path.endswith("/")
    return address if is_file or not address else f"{address}/"


def file_of(address: str) -> str:
    """The file that a web server answers an address with."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def folded(path: str) -> str:
    """A path as a file system without case, or with a normal form of its own, takes it for the same as others.

    Folding may take a letter apart that another spelling has in parts, so it comes first (Unicode 3.13, D145).
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _cut(slug: str, most: int = SLUG_BYTES) -> str:
    """At most so many bytes of UTF-8, whole words where there is more than one."""
    if len(slug.encode()) <= most:
        return slug
    cut = slug.encode()[: most + 1].decode(errors="ignore")
    whole, hyphen, _ = cut.rpartition("-")
    return whole if hyphen else slug.encode()[:most].decode(errors="ignore")
