"""Run steps over jobs: in this process, in several, or on a cluster.

Strategy: a step is a module's function and its jobs are values, so that the same jobs give the same bytes wherever they
run. A pool is started only for work that outweighs its start-up. Where it can be, it is forked when the jobs are there:
its workers have them, and all that is loaded, for nothing, and are told which to do by numbers. Elsewhere jobs are made
whole and sent, no more than the pool is busy with. Only the parent hears Ctrl-C; its workers end when it does.

What may do harm is never done by a pool's worker, nor in this process, but alone in a child that is bound. One worker
that dies all the same fails all that the pool was asked for, and nobody can tell which job it was: a new pool is
started, and the batch that was to answer next is done again, one job at a time, in such a child. A cluster does a batch
again by itself where its worker died, and gives it up when it killed several; then it is done so too.
"""

import errno
import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import compress, islice
from typing import TYPE_CHECKING, Any, TypeVar

from kliping import guard, interruption
from kliping.guard import Lost

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    Waiting = deque[tuple[int, Future[Sequence[Any]]]]

Job = TypeVar("Job")
Result = TypeVar("Result")
Tools = TypeVar("Tools")
Step = Callable[[Sequence[Job], Tools], Sequence[Result]]
Whole = Callable[[Job], Job]

# Below this many jobs a pool costs more than it saves: a worker that cannot be forked takes about 0.3 s to load what
# renders a page, in which one process renders some hundreds of them.
POOL_PAYS_FROM = 400
_BATCH = 50
_AHEAD = 2  # batches that wait for each worker
# What a batch may take of the processor's time before its worker is ended: a job that hangs must not hang the run.
_BATCH_SECONDS = 4.0
_BOUNDS = guard.Bounds(seconds=6.0)  # of a job that is done alone
_ON_CLUSTER = 16  # workers that are kept busy there; with more, some wait for one another
_PATIENCE = 10  # seconds for a scheduler to answer


def _always(_: Any) -> bool:
    return True


class Runner:
    """Runs the steps of one run with so many `workers`, or with those of the cluster at an address.

    `tools` are what every worker has; `revision` tells what code it runs, which must be the same everywhere.
    """

    def __init__(self, workers: int | str, tools: Any, revision: Callable[[], str] = str) -> None:
        self.workers = workers
        self.tools = tools
        self.revision = revision

    def run(
        self,
        step: Step[Job, Any, Result],
        jobs: Sequence[Job],
        whole: Whole[Job] | None = None,
        is_harmless: Callable[[Job], bool] = _always,
    ) -> Iterator[Result | Lost]:
        """The results of a step in the order of its jobs; a job that ends its process is `Lost`.

        `step` takes jobs by the batch, and it and `is_harmless` must be picklable. `whole` makes a job what it needs to
        be elsewhere, as late as can be: it may read what only this machine has. A whole job that is not `is_harmless`
        is done alone, in a child that is bound.
        """
        work = _Work(step=step, tools=self.tools, jobs=jobs, whole=whole, is_harmless=is_harmless)
        if self.workers == 1 or len(jobs) < POOL_PAYS_FROM:
            yield from work.here()
            return
        pool = self._pool(work)
        try:
            yield from pool.results()
        except (KeyboardInterrupt, GeneratorExit):
            pool.kill()
            raise
        finally:
            pool.close()

    def _pool(self, work: "_Work") -> "_Pool":
        if isinstance(self.workers, str):
            return _Cluster(self.workers, work, self.revision)
        return _Forked(self.workers, work) if _may_fork() else _Sent(self.workers, work)


def _made_whole(jobs: Sequence[Job], start: int, whole: Whole[Job] | None) -> Sequence[Job]:
    batch = jobs[start : start + _BATCH]
    return [whole(job) for job in batch] if whole else batch


class _Left:
    """Stands for the result of a job that was not done with its batch, as it may do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is to be done: a step over jobs, by batches that are told by where they start."""

    step: Step[Any, Any, Any]
    tools: Any
    jobs: Sequence[Any]
    whole: Whole[Any] | None
    is_harmless: Callable[[Any], bool]

    def batch(self, start: int) -> Sequence[Any]:
        """The jobs of a batch, whole."""
        return _made_whole(self.jobs, start, self.whole)

    def here(self) -> Iterator[Any]:
        """All results: harmless jobs are done in this process, each other one alone in a child that is bound."""
        for start in range(0, len(self.jobs), _BATCH):
            batch = self.batch(start)
            yield from self.completed(self.harmless(batch), batch)

    def harmless(self, batch: Sequence[Any]) -> list[Any]:
        """The results of a batch's harmless jobs, and what stands for each other one."""
        found = [self.is_harmless(job) for job in batch]
        done = iter(self.step(list(compress(batch, found)), self.tools))
        return [next(done) if one else _Left() for one in found]

    def completed(self, results: Sequence[Any], batch: Sequence[Any]) -> Iterator[Any]:
        """The results of a batch, with those of the jobs that were left."""
        alone = iter(
            list(self.one_by_one([job for job, one in zip(batch, results, strict=True) if isinstance(one, _Left)]))
        )
        yield from (next(alone) if isinstance(one, _Left) else one for one in results)

    def one_by_one(self, jobs: Sequence[Any]) -> Iterator[Any]:
        """The results of whole jobs, each done alone in a child that is bound."""
        alone = partial(_alone, self.step, self.tools)
        yield from guard.guarded(alone, jobs, lambda _: False, _need_nothing, _BOUNDS)


def _alone(step: Step[Job, Any, Result], tools: Any, job: Job) -> Result:
    return step([job], tools)[0]


def _need_nothing(_: Any) -> None:
    """Steps load what they need themselves."""


# --- Pools -------------------------------------------------------------------------------------------------------


class _Pool:
    """Workers that do the batches of some work; how they come by their jobs is what the two kinds differ in."""

    def __init__(self, workers: int, work: _Work) -> None:
        self.workers = workers
        self.work = work
        self._executor: Executor | None = None

    def results(self) -> Iterator[Any]:
        """All results, in order."""
        breaks = self._breaks()
        starts = iter(range(0, len(self.work.jobs), _BATCH))
        waiting: Waiting = deque()
        while True:
            for start in islice(starts, self.workers * _AHEAD + 1 - len(waiting)):
                waiting.append((start, self._submit(start)))
            if not waiting:
                return
            start, future = waiting.popleft()
            try:
                results = future.result()
            except breaks:
                yield from self.work.one_by_one(self.work.batch(start))
                waiting = self._resumed(waiting)
                continue
            is_whole = not any(isinstance(one, _Left) for one in results)
            yield from results if is_whole else self.work.completed(results, self.work.batch(start))

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


class _Forked(_Pool):
    """Workers that are copies of this process, and so have everything."""

    def _begun(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        _work[:] = [self.work]
        gc.freeze()  # else the first search for garbage would copy all that the workers share
        return ProcessPoolExecutor(self.workers, get_context("fork"), initializer=_begin)

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        with interruption.unheard():  # all are started with the first batch
            return executor.submit(_do, start)

    def close(self, *, is_wanted: bool = True) -> None:
        super().close(is_wanted=is_wanted)
        _work.clear()
        gc.unfreeze()


class _Sent(_Pool):
    """Workers that are fresh interpreters, and are sent what they need."""

    def _begun(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor

        context = interruption.deaf_interpreters()
        sent = replace(self.work, jobs=(), whole=None)
        return ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(sent,))

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        return executor.submit(_do_these, self.work.batch(start))


class _Cluster(_Pool):
    """Workers of a Dask cluster; how many there are is the cluster's business.

    Each batch brings all that it needs: what Dask would keep on its workers for us (`scatter`) goes with a worker that
    dies, and asking each of them a question first (`run`) waits for one that has just died.
    """

    def __init__(self, address: str, work: _Work, revision: Callable[[], str]) -> None:
        super().__init__(_ON_CLUSTER, work)
        self.address = address
        self._errand = _Errand(
            address=address,
            revision=revision,
            expected=revision(),
            how=pickle.dumps(replace(work, jobs=(), whole=None)),
        )
        self._client: Any = None  # of Dask, which has no types

    def _breaks(self) -> tuple[type[Exception], ...]:
        from distributed import KilledWorker  # an extra, and heavy

        return (KilledWorker,)

    def _resumed(self, waiting: "Waiting") -> "Waiting":
        return waiting

    def results(self) -> Iterator[Any]:
        from concurrent.futures import CancelledError

        try:
            yield from super().results()
        except CancelledError as error:  # what Dask makes of all that was asked for when its scheduler has gone
            raise OSError(errno.ECONNRESET, "the cluster has gone in the middle of the work", self.address) from error
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "kliping":
                raise  # of a library that is missing here
            raise OSError(errno.ENOPKG, "its workers have no Kliping", self.address) from error

    def _undisturbed(self) -> AbstractContextManager[None]:
        return nullcontext()  # nothing is started, and a scheduler may be slow to answer

    def _begun(self) -> "Executor":
        import logging

        import distributed  # an extra, and heavy

        connect: Any = distributed.Client
        for name in ("distributed", "distributed.client"):  # what matters is told by exceptions
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._client = connect(self.address, timeout=_PATIENCE, set_as_default=False)
        except OSError as error:
            raise OSError(errno.EHOSTUNREACH, "no Dask scheduler answers", self.address) from error
        if not self._client.scheduler_info()["workers"]:
            raise OSError(errno.EHOSTUNREACH, "this Dask scheduler has no workers", self.address)
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def _ask(self, executor: "Executor", start: int) -> "Future[Sequence[Any]]":
        errand = replace(self._errand, batch=pickle.dumps(self.work.batch(start)))
        # The scheduler, which may have no Kliping, unpickles what it is given to pass on: so it is given bytes.
        return executor.submit(pickle.loads, pickle.dumps(errand))

    def kill(self) -> None:
        self.close(is_wanted=False)

    def close(self, *, is_wanted: bool = True) -> None:
        self._executor = None  # what was asked for goes with the client
        client, self._client = self._client, None
        if client:
            client.close(timeout=_PATIENCE if is_wanted else 0)


def _may_fork() -> bool:
    """Whether a copy of this process would be a sound one: with other threads it may hold their locks for ever."""
    # Elsewhere than on Linux, system libraries do not survive a fork (docs.python.org, "multiprocessing").
    return sys.platform == "linux" and threading.active_count() == 1


# --- In a worker -------------------------------------------------------------------------------------------------

_work: list[_Work] = []


def _begin(sent: _Work | None = None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
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


def _do(start: int) -> Sequence[Any]:
    return _do_these(_work[0].batch(start))


def _do_these(batch: Sequence[Any]) -> Sequence[Any]:
    with guard.no_longer_than(_BATCH_SECONDS):
        return _work[0].harmless(batch)


# What renders and converts was not made for several threads, and a worker of a cluster may have some.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """What is sent to a cluster's worker: a batch, what is done to it, and the code that they are for.

    To unpickle it is to do it, and gives the batch's results. Its parts are unpickled only where the same code runs:
    another's classes may have the same names and other fields.
    Unpickling runs what it is told to, as Dask itself does: whoever reaches a worker may run anything there.
    """

    address: str
    revision: Callable[[], str]
    expected: str
    how: bytes
    batch: bytes = b""

    def __reduce__(self) -> tuple[Callable[..., Sequence[Any]], tuple[Any, ...]]:
        return _do_there, (self.address, self.revision, self.expected, self.how, self.batch)


def _do_there(address: str, revision: Callable[[], str], expected: str, how: bytes, batch: bytes) -> Sequence[Any]:
    with _one_at_a_time:
        if revision() != expected:
            said = "its workers run another Kliping, or other versions of its libraries; install the same there"
            raise OSError(errno.EPROTO, said, address)
        return _unpickled(how).harmless(pickle.loads(batch))  # noqa: S301


@lru_cache(maxsize=1)
def _unpickled(how: bytes) -> _Work:
    """What is done to batches: the same for all of a run, so that what they keep by tool is kept."""
    work: _Work = pickle.loads(how)  # noqa: S301
    return work
