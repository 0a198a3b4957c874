"""Run steps over jobs: in this process, or in several.

Strategy: a step is a module's function and its jobs are values, so that the same jobs give the same
bytes wherever they run. A pool is started only for work that outweighs its start-up, and serves all steps of a run.
No more jobs are made than the pool is busy with. Only the parent hears Ctrl-C; its workers end when it does.

One worker that dies fails all that the pool was asked for, and nobody can tell which job it was: a new pool is
started, and the batch that was to answer next is done again, one job at a time, in a child that is bound.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from kliping import guard, interruption
from kliping.guard import Lost

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Job = TypeVar("Job")
Result = TypeVar("Result")
Tools = TypeVar("Tools")
Step = Callable[[Sequence[Job], Tools], Sequence[Result]]

# Below this many jobs a pool costs more than it saves: a worker takes about 0.3 s to load what renders a
# page, in which one process renders some hundred of them.
POOL_PAYS_FROM = 400
_BATCH = 50
_AHEAD = 2  # batches that wait for each worker
# What a batch may take of the processor's time before its worker is ended: a job that hangs must not hang the run.
_BATCH_SECONDS = 8.0


class Runner:
    """Runs the steps of one run with `workers` processes at most. `tools` are sent to each of them once."""

    def __init__(self, workers: int, tools: Any) -> None:
        self.workers = workers
        self.tools = tools
        self._pool: ProcessPoolExecutor | None = None

    def run(self, step: Step[Job, Any, Result], jobs: Iterable[Job], count: int) -> Iterator[Result | Lost]:
        """The results of a step in the order of its jobs, of which there are `count`.

        `step` takes jobs by the batch, and must be picklable. A job that ends its process is `Lost`.
        """
        batches = _batched(jobs)
        if self.workers <= 1 or count < POOL_PAYS_FROM:
            for batch in batches:
                yield from step(batch, self.tools)
        else:
            yield from self._run_in_pool(step, batches)

    def _run_in_pool(self, step: Step[Job, Any, Result], batches: Iterator[Sequence[Job]]) -> Iterator[Result | Lost]:
        from concurrent.futures.process import BrokenProcessPool  # loaded with the pool

        waiting: deque[tuple[Sequence[Job], Future[Sequence[Result]]]] = deque()
        try:
            while True:
                for batch in islice(batches, self.workers * _AHEAD - len(waiting)):
                    waiting.append((batch, self._submit(step, batch)))
                if not waiting:
                    return
                batch, future = waiting.popleft()
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    self.close()
                    yield from _one_by_one(step, batch, self.tools)
                    waiting = deque((again, self._submit(step, again)) for again, _ in waiting)
        except (KeyboardInterrupt, GeneratorExit):
            self._kill()
            raise

    def _submit(self, step: Step[Job, Any, Result], batch: Sequence[Job]) -> "Future[Sequence[Result]]":
        # Loaded here: a build that needs no pool must not load what makes one.
        from concurrent.futures import ProcessPoolExecutor

        with interruption.held_back():  # a worker that is half started would tell of it
            if self._pool is None:
                context = interruption.deaf_interpreters()
                self._pool = ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(self.tools,))
            return self._pool.submit(_take, step, batch)

    def _kill(self) -> None:
        from multiprocessing import active_children  # loaded with the pool

        for worker in active_children():
            worker.kill()
        self.close(is_wanted=False)

    def close(self, *, is_wanted: bool = True) -> None:
        """End the pool; with `is_wanted` when its workers have ended."""
        pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=is_wanted, cancel_futures=True)


def _batched(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    waiting = iter(jobs)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _one_by_one(step: Step[Job, Any, Result], batch: Sequence[Job], tools: Any) -> Iterator[Result | Lost]:
    yield from guard.guarded(partial(_alone, step, tools), batch, lambda _: False, _need_nothing)


def _alone(step: Step[Job, Any, Result], tools: Any, job: Job) -> Result:
    return step([job], tools)[0]


def _need_nothing(_: Any) -> None:
    """Steps load what they need themselves."""


# --- In a worker -------------------------------------------------------------------------------------------------

# What a worker was started with: sent to it once, as it may hold all layouts.
_tools: list[Any] = []


def _begin(tools: Any) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    _tools[:] = [tools]


def _follow() -> None:
    """End with the parent, however it ends: a worker that waits for its next batch would not notice."""
    from multiprocessing import parent_process  # loaded already, where this is called

    parent = parent_process()
    if parent:
        parent.join()
    os._exit(0)


def _take(step: Step[Any, Any, Any], batch: Sequence[Any]) -> Sequence[Any]:
    with guard.no_longer_than(_BATCH_SECONDS):
        return step(batch, _tools[0])
