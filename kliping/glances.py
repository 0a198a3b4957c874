"""A clipping as last looked at, or refused: all there is to know where neither its file nor the rules changed.

Strategy: small, and as JSON in the store by the name of its file, with the digests that say what it rests on; accounts
on lines of their own, as few ask for them.
What cannot be read back is nothing: the clipping is then read again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kliping.problems import as_fields, from_fields
from kliping.seeds import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A clipping without its text: its `account` as `accounts.as_text` packs it, and how many lines were `dropped`.

    `written` is the seal of the article as ingest makes it; empty where not known.
    """

    file: str
    item: str
    sha256: str
    account: str = ""
    dropped: int = 0
    written: str = ""


def as_text(glances: Sequence[Glance], rests_on: str) -> str:
    """The clippings of one file, to be kept; `rests_on` is the digest of its bytes and of the rules."""
    items = [[one.item, one.sha256, one.dropped, one.written] for one in glances]
    told = json.dumps([rests_on, items])
    return "\n".join((told, *(one.account for one in glances)))


def from_text(text: str, file: str, rests_on: str, *, with_accounts: bool = True) -> tuple[Glance, ...]:
    """The clippings that were kept, if they still rest on the same; else none."""
    try:
        told, _, accounts = text.partition("\n")
        stood_on, items = json.loads(told)
        if stood_on != rests_on:
            return ()
        packed = accounts.split("\n") if with_accounts else [""] * len(items)
        return tuple(
            Glance(file=file, item=item, sha256=sha256, account=account, dropped=dropped, written=written)
            for (item, sha256, dropped, written), account in zip(items, packed, strict=True)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def refusals_as_text(refused: Sequence[Refused], rests_on: str) -> str:
    """What was refused of one file, to be kept, so that what took its reader long is not read at every run."""
    items = [{"item": each.item, "problem": as_fields(each.problem)} for each in refused]
    return json.dumps({"rests_on": rests_on, "items": items})


def refusals_from_text(text: str, rests_on: str) -> tuple[Refused, ...]:
    """What was refused, if it still rests on the same; else nothing."""
    try:
        kept = json.loads(text)
        if kept["rests_on"] != rests_on:
            return ()
        return tuple(Refused(item=item["item"], problem=from_fields(item["problem"])) for item in kept["items"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
