"""Ctrl-C and SIGTERM: both end a run at once; where they must wait a moment, and where nobody waits for them.

Strategy: SIGTERM is raised as Ctrl-C is, so that whoever cleans up after the one cleans up after the other.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_PATIENCE = 2.0  # seconds for what libraries still do on the way out


class Terminated(KeyboardInterrupt):
    """SIGTERM: somebody asks this process to end."""


def heed() -> None:
    """Raise `Terminated` on SIGTERM from now on."""
    signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: `timeout` sends it twice
    raise Terminated


@contextmanager
def held_back() -> Iterator[None]:
    """Let an interruption wait for the end of this block."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    caught: list[int] = []
    handlers = {number: signal.signal(number, lambda number, _: caught.append(number)) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])


@contextmanager
def unheard() -> Iterator[None]:
    """Let processes that are forked in this block never hear Ctrl-C: the terminal sends it to all of them."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def deaf_interpreters() -> "ForkServerContext":
    """What starts processes that never hear Ctrl-C: the terminal sends it to all, and only the parent may answer.

    They are fresh interpreters, not forks: a fork copies threads' locks in whatever state they are.
    """
    # Loaded here: a build that needs no other process must not load what makes one.
    from multiprocessing import forkserver, get_context, resource_tracker

    resource_tracker.ensure_running()  # before the block, which it would lift
    with unheard():
        forkserver.ensure_running()  # what it starts inherits the block, as it does from us
    return get_context("forkserver")


def leave_soon(code: int) -> None:
    """See to it that this process ends with `code`, even if something on the way out waits for what will not come.

    What threads of libraries have to say on the way out, when their pipes are gone, is told to nobody.
    """
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    threading.excepthook = lambda _: None
    sys.unraisablehook = lambda _: None
    watchdog = threading.Timer(_PATIENCE, os._exit, (code,))
    watchdog.daemon = True
    watchdog.start()
