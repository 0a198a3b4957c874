"""Digests with one flaw each, named for it, and the exact message and exit code that it gets."""

from pathlib import Path

import pytest

from tests import transcripts


@pytest.mark.parametrize("case", transcripts.cases("broken"), ids=lambda case: case.name)
def test_a_flaw_gets_its_message_and_exit_code(case: Path, tmp_path: Path) -> None:
    assert transcripts.run(case, tmp_path) == transcripts.expected(case)


@pytest.mark.parametrize("case", transcripts.cases("broken"), ids=lambda case: case.name)
def test_a_flaw_that_stops_the_build_publishes_nothing(case: Path, tmp_path: Path) -> None:
    is_stopped = b"exit code 0" not in transcripts.run(case, tmp_path)["transcript.txt"]
    stands = transcripts.files(tmp_path / "digest", "site")
    assert (stands == transcripts.files(case, "site")) == is_stopped
