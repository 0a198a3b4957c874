"""A clipping is known again by its name, whatever bytes are in it."""

import os

from hypothesis import example, given
from hypothesis import strategies as some

from kliping import clipping_names, content, records
from kliping.records import Record
from tests import make

# What a name of a file can be: any bytes but a zero and a slash.
names = some.binary(min_size=1, max_size=60).map(lambda raw: os.fsdecode(raw.replace(b"\0", b" ").replace(b"/", b"\t")))


@given(names)
@example(" a  b.txt ")
@example("a\tb\nc\u00a0d\r.txt")
@example("a\n---\nb.txt")
@example("\udcff.txt")
@example("file:a%20b.txt")
@example("\u2028\x85\ufeff.txt")
@example("panjang " * 20 + " .txt")
def test_a_name_is_read_back_exactly(name: str) -> None:
    path = f"seeds/{name}"
    assert clipping_names.read(clipping_names.written(name)) == name
    text = content.compose(
        make.seed(file=path, item=name.encode("utf-8", "replace").decode()),
        article_id="x", slug="x", date=make.moment("2020-10-05"), date_origin="given", draft=False,
    )  # fmt: skip
    text.encode()
    reference = content.reference(text, "content/a.md")
    assert reference is not None
    assert reference.seed is not None
    assert (reference.seed.file, reference.seed.item) == (path, name.encode("utf-8", "replace").decode())
    assert reference.is_untouched
    recorded = {path: Record(id="x", sha256="y")}
    assert records.read(records.write(recorded), "") == (recorded, ())
