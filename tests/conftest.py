"""What every test runs under."""

from collections.abc import Iterator

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
