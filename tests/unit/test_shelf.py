"""What is laid by is had again, in any order, however much it is."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kliping.shelf import Shelf


@pytest.mark.parametrize("in_memory", [16 * 2**20, 10])
def test_values_are_had_again_in_any_order(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kliping.shelf._IN_MEMORY", in_memory)
    with Shelf() as shelf:
        values = [("satu", 1), ("dua" * 100, (2,)), ("\ud800", 3)]
        takers = [shelf.lay_by(value) for value in values]
        assert [take() for take in reversed(takers)] == [*reversed(values)]
        late = shelf.lay_by("terakhir")
        assert (takers[0](), late()) == (values[0], "terakhir")


def test_nothing_is_had_from_a_shelf_that_is_closed() -> None:
    with Shelf() as shelf:
        take = shelf.lay_by("satu")
    with pytest.raises(ValueError, match="closed"):
        take()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A value with others in it."""

    inside: tuple["Box", ...] = ()
    note: str = ""


@dataclass
class Open:
    """A value that can be changed."""

    kind: type[Box] = Box


def test_a_dataclass_is_had_again_as_it_was() -> None:
    with Shelf() as shelf:
        values = (Box(inside=(Box(note="satu"), Box())), Open(), datetime(2020, 10, 5, tzinfo=ZoneInfo("Asia/Jakarta")))
        assert [shelf.lay_by(value)() for value in values] == [*values]
