"""A table is a dict that can be read by key, wherever it stands; what is packed is what was put in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kliping import shelf
from kliping.shelf import Shelf
from kliping.tables import Held, Packed, Table, in_order, joined

Make = Callable[[], Table[Any]]

KEYS = some.text(alphabet="a#/é\ud800\udfff\ue000\U0001f600", max_size=3)
DEEDS = some.lists(some.tuples(some.sampled_from(["put", "take", "put late"]), KEYS, some.integers(0, 9)), max_size=30)


@pytest.fixture(params=["held", "laid by"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes tables of one kind; of those on the disk so few entries are written together that some are."""
    monkeypatch.setattr(shelf, "_AT_ONCE", 3)
    if request.param == "held":
        yield Held
        return
    with Shelf() as place:
        yield place.table


def told(table: Table[Any], keys: set[str]) -> tuple[Any, ...]:
    """All that a table says of itself, and of some keys."""
    asked = [(key, table.get(key), key in table) for key in sorted(keys)]
    return list(table), list(table.items()), list(table.values()), len(table), bool(table), asked


@given(deeds=DEEDS)
def test_a_table_on_the_disk_is_as_a_dict_whatever_is_done_to_it(deeds: list[tuple[str, str, int]]) -> None:
    held: Table[int] = Held()
    with Shelf() as place:
        laid: Table[int] = place.table()
        for deed, key, value in deeds:
            for table in (held, laid):
                if deed == "put":
                    table[key] = value
                elif deed == "put late":
                    table.setdefault(key, value)
                else:
                    table.pop(key, None)
        keys = {key for _, key, _ in deeds} | {"never"}
        assert told(laid, keys) == told(held, keys)
        assert list(laid.in_order()) == list(held.in_order()) == sorted(held.items())


def test_a_table_can_be_changed_while_it_is_read(make: Make) -> None:
    table = make()
    for number in range(20):
        table[f"{number:02}"] = number
    for key, number in in_order(table):
        table[key] = -number
    assert list(table.values()) == [-number for number in range(20)]


def test_what_is_not_in_a_table_is_missed(make: Make) -> None:
    table = make()
    table["a"] = 1
    for act in (lambda: table["b"], lambda: table.__delitem__("b")):
        with pytest.raises(KeyError):
            act()


def test_a_value_is_what_it_is_packed_as(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_AT_ONCE", 1)
    with Shelf() as place:
        table: Table[complex] = place.table(lambda value: (value.real, value.imag), lambda plain: complex(*plain))
        table["a"] = 1 + 2j
        table["b"] = 3j
        assert (table["a"], list(table.in_order())) == (1 + 2j, [("a", 1 + 2j), ("b", 3j)])


def test_a_table_that_cannot_be_read_or_written_fails_as_a_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_AT_ONCE", 1)
    with Shelf() as place:
        table: Table[int] = place.table()
    deeds: list[Callable[[], Any]] = [
        lambda: table["a"], lambda: "a" in table, lambda: table.__setitem__("a", 1), lambda: table.pop("a"),
        lambda: list(table), lambda: list(table.in_order()), lambda: len(table),
    ]  # fmt: skip
    for deed in deeds:
        with pytest.raises(OSError, match="closed database"):
            deed()


@given(some.lists(some.dictionaries(KEYS, some.integers()), min_size=1, max_size=4))
def test_mappings_are_joined_by_their_keys(sides: list[dict[str, int]]) -> None:
    keys = sorted({key for side in sides for key in side})
    assert list(joined(*map(in_order, sides))) == [(key, [side.get(key) for side in sides]) for key in keys]


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1200])
def test_what_is_packed_comes_out_as_it_was_put_in(count: int) -> None:
    values = [f"seeds/{number:03}\udcff.txt" for number in range(count)]
    packed = Packed(values)
    assert packed == values
    assert (len(packed), bool(packed), list(packed)) == (count, bool(count), values)
    packed.append("more")
    packed.extend(values)
    whole = [*values, "more", *values]
    assert list(packed) == whole
    assert [packed[place] for place in (0, -1, count)] == [whole[place] for place in (0, -1, count)]
    assert packed[1:3] == tuple(whole[1:3])
    assert packed != whole[1:]
    with pytest.raises(IndexError):
        packed[len(whole)]
