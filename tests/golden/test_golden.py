"""Digests that must come out byte for byte as they did; `make golden` shows and accepts what changed."""

from pathlib import Path

import pytest

from tests import transcripts


@pytest.mark.parametrize("case", transcripts.cases("golden"), ids=lambda case: case.name)
def test_a_digest_comes_out_as_expected(case: Path, tmp_path: Path) -> None:
    made, expected = transcripts.run(case, tmp_path), transcripts.expected(case)
    assert sorted(made) == sorted(expected)
    for name in sorted(made):
        assert made[name].decode("utf-8", "replace") == expected[name].decode("utf-8", "replace"), name
