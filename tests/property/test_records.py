"""Any name of a clipping is remembered exactly: a name lost would bring a deleted article back."""

from hypothesis import example, given
from hypothesis import strategies as st

from kliping import records
from kliping.records import Record

# The bytes of a file name that are not UTF-8 reach Python as U+DC80 to U+DCFF (PEP 383).
NAMES = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\#:\n\u2028\x85\udc80\udce9é🙂')), min_size=1
)


RECORDS = st.builds(
    Record,
    id=NAMES,
    sha256=st.text("0123456789abcdef"),
    duplicate_of=st.one_of(st.just(""), NAMES),
    rejected=st.booleans(),
    skipped=st.booleans(),
)


@given(st.dictionaries(NAMES, RECORDS))
@example({"seeds/\udce9.txt": Record(id="x", sha256="")})
def test_records_are_read_as_they_were_written(known: dict[str, Record]) -> None:
    written = records.write(known)
    written.encode()
    assert records.read(written, "content/.seeds.yaml") == (known, ())
    assert len(written.splitlines()) == (len(known) + 2 if known else 0)


@given(st.text())
def test_any_text_is_read_or_told_of(text: str) -> None:
    _, problems = records.read(text, "x")
    assert all(problem.code == "record-unreadable" and problem.span.line for problem in problems)
