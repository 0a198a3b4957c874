"""Scraped texts as the tests of the cleaner ask of them, and an article to set noise around."""

from kliping import cleaning
from kliping.cleaning import Clipping
from kliping.model import Config, Verdict

TITLE = "Harbour council lifts the last beam of the old bridge"
LEAD = (
    "The last beam of the old harbour bridge was lifted into place on Tuesday, eleven months after the storm that broke"
    " it, and the crane went home at noon."
)
MORE = (
    "The crane driver said that nobody had thanked him, and that he had not expected it either, and drove home to bed."
)


def cleaned(*lines: str, zone: str = "UTC") -> Clipping:
    """What the cleaner makes of lines; they must be rebuilt byte for byte."""
    data = "\n".join(lines).encode()
    decoded = cleaning.decode(data)
    assert decoded is not None
    clipping = cleaning.clean(decoded, Config(title="Contoh", base_url="https://example.org/", timezone=zone))
    assert cleaning.rebuild(clipping.ledger) == data
    return clipping


def verdicts(text: str) -> tuple[Verdict, ...]:
    return cleaned(text, zone="Asia/Jakarta").ledger.verdicts


def dropped(text: str) -> list[tuple[str, str]]:
    """What is dropped of a text, and by which rule."""
    return [(each.text, each.rule) for each in verdicts(text) if each.kind == "dropped"]


def kept_lines(*lines: str) -> list[str]:
    return [each.text for each in cleaned(*lines).ledger.verdicts if each.kind in {"kept", "heading", "title"}]
