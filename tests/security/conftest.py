"""What the campaigns counted, told at the end of a run."""

import os
from collections.abc import Callable

import pytest

# `make soak` tries everything; `make test` tries all vectors, and a sample of the pages that hold a single one.
IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))

_counts: list[str] = []


@pytest.fixture(scope="session")
def tell() -> Callable[[str], None]:
    """Say at the end what was counted."""
    return _counts.append


@pytest.fixture(scope="session")
def one_in() -> int:
    """Of how many pages of a kind one is looked at."""
    return 1 if IS_SOAK else 12


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _counts:
        terminalreporter.section("counted")
        for line in _counts:
            terminalreporter.write_line(line)
