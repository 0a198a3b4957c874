"""Workers of this machine: copies of this process, or fresh interpreters.

Strategy: where it can be, a pool is forked when the jobs are there: its workers have them, and all that is loaded, for
nothing, and are told which to do by numbers. Elsewhere jobs are made whole and sent, no more than the pool is busy
with. Only the parent hears Ctrl-C; its workers end when it does.

A copy takes memory of its own for all that it touches, as CPython counts in each object who holds it: one that has
taken much makes way for another, so that workers take no more than that, however much they were copied with.

One worker that dies fails all that the pool was asked for, and nobody can tell which job it was: a new pool is started,
and the batch that was to answer next is done again, one job at a time, in a child that is bound.
"""

import gc
import os
import resource
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kliping import guard, interruption
from kliping.work import BATCH, Left, Work

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    Waiting = deque[tuple[int, Future[Sequence[Any]]]]

_AHEAD = 4  # batches that wait for each worker, so that it has work while results are written down
# What a copy takes of memory before another takes its place: so many bytes, or this share of what it was copied with,
# as copying much takes its time.
_MOST_OF_ITS_OWN, _SHARE_OF_ITS_OWN = 200 * 2**20, 8
# What a batch may take of the processor's time before its worker is ended: a job that hangs must not hang the run.
BATCH_SECONDS = 4.0
# Layouts leave circles behind. What a worker was forked with is frozen, so that it costs little to search the rest.
_GARBAGE_FROM = 20_000


class Pool:
    """Workers that do the batches of some work; how they come by their jobs is what its kinds differ in."""

    def __init__(self, workers: int, work: Work) -> None:
        self.workers = workers
        self.work = work
        self._executor: Executor | None = None

    def results(self) -> Iterator[Any]:
        """All results, in order."""
        breaks = self._breaks()
        starts = deque(range(0, len(self.work.jobs), BATCH))
        waiting: Waiting = deque()
        while starts or waiting:
            if self.is_spent and not waiting:
                self.close()
            while starts and len(waiting) <= self.workers * _AHEAD and not self.is_spent:
                waiting.append((starts[0], self._submit(starts.popleft())))
            start, future = waiting.popleft()
            try:
                results = self._results_in(future.result())
            except breaks:
                yield from self.work.one_by_one(self.work.batch(start))
                waiting = self._resumed(waiting)
                continue
            is_whole = not any(isinstance(one, Left) for one in results)
            yield from results if is_whole else self.work.completed(results, self.work.batch(start))

    @property
    def is_spent(self) -> bool:
        """Whether other workers should take the place of these."""
        return False

    def _results_in(self, answer: Any) -> Sequence[Any]:
        """The results of a batch in what a worker answers."""
        results: Sequence[Any] = answer
        return results

    def _breaks(self) -> tuple[type[Exception], ...]:
        """What is raised where a worker has died."""
        from concurrent.futures.process import BrokenProcessPool  # a build that needs no pool must not load it

        return (BrokenProcessPool,)

    def _resumed(self, waiting: "Waiting") -> "Waiting":
        """What is waited for once a worker has died: all of it again, of a new pool."""
        self.close()
        return deque((again, self._submit(again)) for again, _ in waiting)

    def _submit(self, start: int) -> "Future[Sequence[Any]]":
        with self._undisturbed():
            self._executor = self._executor or self._begun()
            try:
                return self._ask(self._executor, start)
            except self._breaks() as broken:  # a worker has died since the last batch was asked for
                return _failed(broken)

    def _undisturbed(self) -> AbstractContextManager[None]:
        return interruption.held_back()  # a worker that is half started would tell of it

    def _begun(self) -> "Executor":
        raise NotImplementedError

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        raise NotImplementedError

    def kill(self) -> None:
        """End all workers, whatever they are doing."""
        from multiprocessing import active_children  # loaded with the pool

        for worker in active_children():
            worker.kill()
        self.close(is_wanted=False)

    def close(self, *, is_wanted: bool = True) -> None:
        """End the pool; with `is_wanted` when its workers have ended."""
        executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=is_wanted, cancel_futures=True)


def _failed(error: Exception) -> "Future[Sequence[Any]]":
    from concurrent.futures import Future  # loaded with the pool

    future: Future[Sequence[Any]] = Future()
    future.set_exception(error)
    return future


class Forked(Pool):
    """Workers that are copies of this process, and so have everything."""

    def __init__(self, workers: int, work: Work) -> None:
        super().__init__(workers, work)
        self._own = 0  # bytes, of the worker that took most
        self._most = _MOST_OF_ITS_OWN

    @property
    def is_spent(self) -> bool:
        """Whether one of them has taken so much memory that others should be copied."""
        return self._own > self._most

    def _results_in(self, answer: Any) -> Sequence[Any]:
        results: Sequence[Any]
        results, own = answer
        self._own = max(self._own, own)
        return results

    def _begun(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        _work[:] = [self.work]
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # getrusage(2): KiB, on Linux
        self._most = max(_MOST_OF_ITS_OWN, held // _SHARE_OF_ITS_OWN)
        gc.freeze()  # else the first search for garbage would copy all that the workers share
        return ProcessPoolExecutor(self.workers, get_context("fork"), initializer=_begin)

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        with interruption.unheard():  # all are started with the first batch
            return executor.submit(_do, start)

    def close(self, *, is_wanted: bool = True) -> None:
        """End the pool, and forget what its workers were copied for."""
        super().close(is_wanted=is_wanted)
        self._own = 0
        _work.clear()
        gc.unfreeze()


class Sent(Pool):
    """Workers that are fresh interpreters, and are sent what they need."""

    def _begun(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor

        context = interruption.deaf_interpreters()
        sent = replace(self.work, jobs=(), whole=None)
        return ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(sent,))

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        return executor.submit(_do_these, self.work.batch(start))


def may_fork() -> bool:
    """Whether a copy of this process would be a sound one: with other threads it may hold their locks for ever."""
    # Elsewhere than on Linux, system libraries do not survive a fork (docs.python.org, "multiprocessing").
    return sys.platform == "linux" and threading.active_count() == 1


# --- In a worker -------------------------------------------------------------------------------------------------

_work: list[Work] = []


def _begin(sent: Work | None = None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_GARBAGE_FROM)
    threading.Thread(target=_follow, daemon=True).start()
    if sent:
        _work[:] = [sent]


def _follow() -> None:
    """End with the parent, however it ends: a worker that waits for its next batch would not notice."""
    from multiprocessing import parent_process  # loaded already, where this is called

    parent = parent_process()
    if parent:
        parent.join()
    os._exit(0)


def _do(start: int) -> tuple[Sequence[Any], int]:
    """The results of a batch, and the bytes of memory that this copy has taken for itself so far."""
    results = _do_these(_work[0].batch(start))
    # Each page that it changes, or takes anew, is a fault of its own (getrusage(2)).
    return results, resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()


def _do_these(batch: Sequence[Any]) -> Sequence[Any]:
    with guard.no_longer_than(BATCH_SECONDS):
        return _work[0].harmless(batch)
