"""Stable hashes: the same value has the same digest on every machine and in every run."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b, sha256
from uuid import UUID, uuid5

# The name space of guids, made once for Kliping: UUIDv5 of "kliping" in the DNS name space of RFC 9562.
# It may never change: every subscriber's reader knows articles by it.
_GUIDS = UUID("47a06320-187d-5f90-9b37-965499948297")


def sha256_of(data: bytes) -> str:
    """SHA-256 in hexadecimal: the digest that is written into front matter."""
    return sha256(data).hexdigest()


def sha256_of_all(parts: Iterable[bytes]) -> str:
    """The same of bytes that come one part after the other."""
    whole = sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


def short(data: bytes) -> str:
    """16 hexadecimal digits (64 bits) of BLAKE2b: a name, not a signature."""
    return blake2b(data, digest_size=8).hexdigest()


def long(data: bytes) -> str:
    """32 hexadecimal digits (128 bits) of BLAKE2b: the name of a text among any number of them."""
    return blake2b(data, digest_size=16).hexdigest()


def line_of(parts: Mapping[str, str]) -> str:
    """Digests by name on one line, as they are held of all pages, and kept of all files."""
    return " ".join([f"{name}={value}" for name, value in parts.items()])


def parts_of(line: str) -> dict[str, str]:
    """The digests by name that a line tells."""
    return dict(part.split("=", 1) for part in line.split(" ") if "=" in part)


def guid(article_id: str) -> str:
    """The permanent name of an article in feeds, `urn:uuid:…` (RFC 9562 5.5), made of its id alone."""
    return uuid5(_GUIDS, article_id).urn
