"""How far a run has come, for whoever waits for it: a bar on a terminal, a line now and then elsewhere.

Strategy: a run that is over in a second says nothing, and loads nothing for it. Counted is what is done, by step; how
long the rest will take is what `rich` makes of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0  # seconds before anything is said
_BETWEEN_LINES = 10.0  # seconds, where there is no terminal
_BETWEEN_LOOKS = 0.1  # seconds: nobody reads faster


class Watch:
    """Watches one run. `clock` counts seconds; `is_silent` where nobody wants to be told."""

    def __init__(self, clock: Callable[[], float], stream: TextIO | None, *, is_silent: bool = False) -> None:
        self._clock = clock
        self._stream = stream
        self._is_silent = is_silent or stream is None
        self._is_terminal = stream is not None and stream.isatty()
        self._next = clock() + (_PATIENCE if self._is_terminal else _BETWEEN_LINES)
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Hear that so many of a step's things are done."""
        if self._is_silent:
            return
        now = self._clock()
        if now < self._next and done < total:
            return
        if self._is_terminal and (self._bar or now >= self._next):
            self._show(what, done, total)
            self._next = now + _BETWEEN_LOOKS
        elif now >= self._next:
            self._tell(what, done, total)
            self._next = now + _BETWEEN_LINES

    def _show(self, what: str, done: int, total: int) -> None:
        # Loaded here: most builds are over before there is anything to show.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        if self._bar is None:
            columns = (TextColumn("  {task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            # It draws when it is told something: a thread of its own would keep the run from forking its workers.
            console = Console(file=self._stream, highlight=False)
            self._bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done, refresh=True)

    def _tell(self, what: str, done: int, total: int) -> None:
        if self._stream:
            self._stream.write(f"  {what}: {done:,} of {total:,}\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the bar away: what the run came to is told elsewhere."""
        if self._bar:
            self._bar.stop()
            self._bar = None
