"""How much of a campaign is tried."""

import os

import pytest

# `make soak` tries everything; `make test` tries all vectors, and a sample of the pages that hold a single one.
IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))


@pytest.fixture(scope="session")
def one_in() -> int:
    """Of how many pages of a kind one is looked at."""
    return 1 if IS_SOAK else 12
