"""Who waits is told how far a run has come, and who need not wait is not."""

import io
import subprocess
import sys

from kliping.progress import Watch


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def run(stream: io.StringIO, seconds: float, *, is_silent: bool = False) -> str:
    """A run of a thousand pages that takes so many seconds."""
    clock = Clock()
    watch = Watch(clock, stream, is_silent=is_silent)
    for done in range(1, 1001):
        clock.now += seconds / 1000
        watch("pages", done, 1000)
    watch.close()
    return stream.getvalue()


def test_a_run_that_is_over_in_a_second_says_nothing() -> None:
    assert run(Terminal(), 0.9) == ""
    assert run(io.StringIO(), 0.9) == ""


def test_on_a_terminal_there_is_a_bar_with_counts_and_an_estimate_that_is_taken_away() -> None:
    told = run(Terminal(), 5)
    assert "pages" in told
    assert "/1000" in told
    assert "0:00:0" in told
    assert told.endswith("\x1b[2K")  # the line is empty again


def test_a_bar_is_not_drawn_more_often_than_anybody_reads() -> None:
    assert run(Terminal(), 5).count("/1000") < 60


def test_elsewhere_there_is_a_line_every_ten_seconds_without_control_characters() -> None:
    told = run(io.StringIO(), 25)
    assert [line.partition(" of ")[2] for line in told.splitlines()] == ["1,000", "1,000"]
    assert told.startswith("  pages: 40")


def test_nobody_is_told_who_does_not_want_to_be() -> None:
    assert run(Terminal(), 50, is_silent=True) == ""


def test_what_draws_is_not_loaded_where_nothing_is_drawn() -> None:
    script = (
        "import sys, io; from kliping.progress import Watch; "
        "Watch(iter(range(99)).__next__, io.StringIO())('pages', 5, 9); sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
