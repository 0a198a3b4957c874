"""Digests are written down and subscribed to: they may never change."""

from uuid import NAMESPACE_DNS, uuid5

from kliping import digest


def test_a_guid_never_changes() -> None:
    assert digest.guid("pasar-pagi") == uuid5(uuid5(NAMESPACE_DNS, "kliping"), "pasar-pagi").urn
    assert digest.guid("pasar-pagi") == "urn:uuid:1e9eeb96-1ad7-5327-bff1-660fe56978c0"


def test_ids_that_differ_have_guids_that_differ() -> None:
    assert digest.guid("a") != digest.guid("A")


def test_the_digest_in_front_matter_is_sha_256() -> None:
    assert digest.sha256_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_short_digest_never_changes() -> None:
    assert digest.short(b"abc") == "d8bb14d833d59559"
