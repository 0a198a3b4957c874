"""What every test runs under."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests import browsing

# A machine that is busy with other things is no reason for a test to fail, and neither is luck: each run tries the same
# examples. `make soak` tries others.
settings.register_profile("kliping", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("soak", deadline=None, print_blob=True)
settings.load_profile("kliping")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, for the tests of a module."""
    with browsing.running() as running:
        yield running


# --- What campaigns counted, told at the end of a run ---------------------------------------------------------------

_counts: list[str] = []


@pytest.fixture(scope="session")
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say at the end what was counted; a worker hands it to whoever started it."""
    found: list[str] = getattr(request.config, "workeroutput", {"counts": _counts}).setdefault("counts", [])
    return found.append


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker of pytest-xdist counted."""
    _counts.extend(getattr(node, "workeroutput", {}).get("counts", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell it."""
    if _counts:
        terminalreporter.section("counted")
        for line in _counts:
            terminalreporter.write_line(line)
