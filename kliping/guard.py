"""Run a step over jobs that may do harm: what crashes, hangs or explodes is lost alone.

Strategy: one child, bound in time and memory, does one job after another, and is replaced when a job was too
much for it. It is started only for a job that needs it, so that a run of harmless jobs pays for none.
"""

import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kliping import interruption

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Result = TypeVar("Result")

# For a guarded child to come up on a busy machine, and to go down.
_START_SECONDS = 60
_END_SECONDS = 5
_PATIENCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one job may take: seconds of the processor's time, and bytes of memory, what its child begins with included.

    A busy machine makes no job lose its result; one that waits for something that never comes has four times as long.
    """

    seconds: float = 4.0
    memory: int = 480 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A job that has no result, and why, in a few words."""

    job: Any
    reason: str


def guarded(
    step: Callable[[Job], Result],
    jobs: Iterable[Job],
    is_harmless: Callable[[Job], bool],
    prepare: Callable[[Job], None],
    bounds: Bounds | None = None,
) -> Iterator[Result | Lost]:
    """The results of a step, one job at a time and in their order; what crashes, hangs or explodes is lost alone.

    Harmless jobs run here, and all others in a child that is bound, and replaced when a job was too much for it.
    `prepare` loads there what a job needs, before its time begins.
    """
    child: _Child | None = None
    try:
        for job in jobs:
            if is_harmless(job):
                yield _attempted(step, job)[0]
                continue
            child = child if child and child.lives else _Child(step, prepare, bounds or Bounds())
            yield child.take(job)
    finally:
        if child:
            child.end()


class _Child:
    """A process that does one job after another."""

    def __init__(self, step: Callable[[Any], Any], prepare: Callable[[Any], None], bounds: Bounds) -> None:
        self.bounds = bounds
        self.lives = True
        context = interruption.deaf_interpreters()
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, step, prepare, bounds), daemon=True)
        self._process.start()
        there.close()
        if self._here.poll(_START_SECONDS):
            self._answer()

    def take(self, job: Any) -> Any:
        """The result of a job; `Lost` where there is none."""
        try:
            self._here.send(job)
        except OSError:
            return self._lost(job)
        if self._here.poll(_START_SECONDS) and self._answer() is None:
            return self._lost(job)
        if not self._here.poll(self.bounds.seconds * _PATIENCE):
            self.end()
            return Lost(job=job, reason=self._too_long())
        answer = self._answer()
        if answer is None:
            return self._lost(job)
        result, is_last = answer
        if is_last:
            self.end()
        return result

    def _answer(self) -> tuple[Any, bool] | None:
        """What the child says, and whether it was its last word; None where it has gone."""
        try:
            answer: tuple[Any, bool] = self._here.recv()
        except (EOFError, OSError):
            return None
        if isinstance(answer[0], ImportError):
            raise answer[0]
        return answer

    def _lost(self, job: Any) -> Lost:
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        self.end()
        if code == -signal.SIGPROF:
            return Lost(job=job, reason=self._too_long())
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return Lost(job=job, reason=f"its reader crashed ({how})")

    def _too_long(self) -> str:
        return f"reading it took longer than {self.bounds.seconds:g} seconds"

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self.lives:
            self.lives = False
            self._here.close()
            self._process.kill()
            self._process.join()
            self._process.close()


def _serve(
    connection: "Connection", step: Callable[[Any], Any], prepare: Callable[[Any], None], bounds: Bounds
) -> None:
    """A child's life: it ends with its parent, or when a job has left too much behind."""
    base = _bind(bounds)
    connection.send((None, False))
    is_last = False
    while not is_last:
        try:
            job = connection.recv()
        except EOFError:
            return
        try:
            prepare(job)
            connection.send((None, False))
            # The kernel ends what hangs in native code too, even if the parent was killed meanwhile.
            signal.setitimer(signal.ITIMER_PROF, bounds.seconds)
            result, is_last = _attempted(step, job)
        except ImportError as missing:
            result, is_last = missing, True
        signal.setitimer(signal.ITIMER_PROF, 0)
        is_last = is_last or 2 * _data_bytes() > base + bounds.memory
        connection.send((result, is_last))


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """End this process if the block takes more of the processor's time, be it in native code."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _attempted(step: Callable[[Any], Any], job: Any) -> tuple[Any, bool]:
    """A job's result, and whether it has used up its process."""
    try:
        return step(job), False
    except MemoryError:
        return Lost(job=job, reason="reading it takes more memory than it may have"), True
    except RecursionError:
        return Lost(job=job, reason="it nests too deep to be read"), False
    except ImportError:  # a library that is missing is no fault of the job
        raise
    except Exception as error:  # whatever a library trips over, other jobs must not
        return Lost(job=job, reason=f"its reader failed ({type(error).__name__}: {_first_line(error)})"), False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


def _bind(bounds: Bounds) -> int:
    """Limit this process's memory; what it has to begin with, in bytes."""
    base = _data_bytes()
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):  # some systems know no such limit; the seconds still count
        resource.setrlimit(resource.RLIMIT_DATA, (bounds.memory if most < 0 else min(bounds.memory, most), most))
    return base


def _data_bytes() -> int:
    """The memory that counts for RLIMIT_DATA; 0 where it cannot be told."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()
