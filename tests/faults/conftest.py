"""A digest for every test."""

from pathlib import Path

import pytest

from tests.end_to_end.place import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "digest")
