"""content/.seeds.yaml: what is written is read, and nothing is guessed."""

from dataclasses import replace

import pytest

from kliping import frontmatter, records
from kliping.records import Record, Recorded
from kliping.tables import Held

RECORD = Record(id="3f2a", sha256="ab" * 32)


def test_a_record_is_one_readable_line_below_a_head_that_says_what_it_is_for() -> None:
    head, _, lines = records.write({"seeds/a.txt": RECORD}).rpartition('"seeds/a.txt"')
    assert all(line.startswith("# ") for line in head.splitlines())
    assert lines == f': {{"id": "3f2a", "sha256": "{"ab" * 32}"}}\n'


def test_records_are_sorted_so_that_git_merges_them_well() -> None:
    written = records.write({"seeds/b.txt": RECORD, "seeds/a.txt": RECORD})
    assert written == records.write({"seeds/a.txt": RECORD, "seeds/b.txt": RECORD})
    assert written.index("a.txt") < written.index("b.txt")


def test_nothing_to_keep_is_no_file() -> None:
    assert records.write({}) == ""


def test_an_item_of_a_file_of_many_has_a_name_of_its_own() -> None:
    assert records.key_of("seeds/a.json", "7") == "seeds/a.json#7"
    assert records.key_of("seeds/a.txt", "") == "seeds/a.txt"


def test_other_readers_of_yaml_read_it_too() -> None:
    written = records.write({'seeds/"kota" é.txt': RECORD})
    assert frontmatter.read_yaml(written, "x")[0] == {'seeds/"kota" é.txt': {"id": "3f2a", "sha256": "ab" * 32}}


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< ours",
        "=======",
        "seeds/a.txt: gone",
        '"seeds/a.txt": {"id": "x"}',
        '"seeds/a.txt": {"id": "x", "sha256": "y"',
        '"seeds/a.txt": "x"',
        '"seeds/a.txt": {"id": ' + "[" * 100_000 + "}",
    ],
)
def test_a_line_that_is_no_record_is_an_error_with_its_place(line: str) -> None:
    found, problems = records.read(f'# head\n"a": {{"id": "1", "sha256": "2"}}\n{line}\n', "content/.seeds.yaml")
    (problem,) = problems
    assert problem.code == "record-unreadable"
    assert (problem.span.path, problem.span.line, problem.span.column) == ("content/.seeds.yaml", 3, 1)
    assert problem.is_error
    assert found == {"a": Record(id="1", sha256="2")}


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert records.read('# x\n\n"a": {"id": "1", "sha256": "2"}\n', "x") == ({"a": Record(id="1", sha256="2")}, ())


def test_an_empty_file_holds_no_records() -> None:
    assert records.read("", "x") == ({}, ())


def test_records_are_laid_over_others_and_put_back() -> None:
    before = {f"seeds/{name}.txt": Record(id=name, sha256=name * 64) for name in "abc"}
    recorded = Recorded(before, Held())
    assert (recorded == before, recorded.is_changed) == (True, False)
    recorded["seeds/b.txt"] = RECORD
    recorded["seeds/aa.txt"] = RECORD
    del recorded["seeds/c.txt"]
    assert list(recorded.in_order()) == [
        ("seeds/a.txt", before["seeds/a.txt"]), ("seeds/aa.txt", RECORD), ("seeds/b.txt", RECORD),
    ]  # fmt: skip
    assert (len(recorded), recorded.get("seeds/c.txt"), recorded.is_changed) == (3, None, True)
    assert before["seeds/b.txt"].id == "b"
    assert records.write(recorded) == records.write(dict(recorded))
    for key in ("seeds/b.txt", "seeds/aa.txt", "seeds/c.txt"):
        recorded.put_back(key)
    assert (recorded == before, recorded.is_changed) == (True, False)


def test_a_record_that_is_changed_to_what_it_was_is_not_changed() -> None:
    recorded = Recorded({"seeds/a.txt": RECORD}, Held())
    recorded["seeds/a.txt"] = replace(RECORD)
    assert not recorded.is_changed


def test_a_record_is_what_a_table_holds_of_it() -> None:
    record = Record(id="1", sha256="2", is_copy=True, duplicate_of="3", rejected=True, skipped=True)
    assert records.from_plain(records.plain(record)) == record
