"""Run a step over jobs: in this process, or in several.

Strategy: a step is a module's function and its jobs are values, so that the same jobs give the same
bytes wherever they run. A pool is started only for work that outweighs its start-up. Only the parent hears
Ctrl-C; its workers end when it does.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from kliping import interruption

Job = TypeVar("Job")
Result = TypeVar("Result")

# Below this many jobs a pool costs more than it saves: a worker takes about 0.3 s to load what renders a
# page, in which one process renders some hundred of them.
POOL_PAYS_FROM = 400
_BATCH = 50


def run(step: Callable[[Sequence[Job]], Sequence[Result]], jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    """The results of a step in the order of its jobs. `step` takes jobs by the batch; it must be picklable."""
    if workers <= 1 or len(jobs) < POOL_PAYS_FROM:
        yield from step(jobs)
        return
    batches = [jobs[start : start + _BATCH] for start in range(0, len(jobs), _BATCH)]
    # Loaded here: a build that needs no pool must not load what makes one.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    pool = ProcessPoolExecutor(workers, interruption.deaf_interpreters(), initializer=_begin, initargs=(step,))
    is_wanted = True
    try:
        with interruption.held_back():  # a worker that is half started would tell of it
            found = pool.map(_take, batches)
        for results in found:
            yield from results
    except (KeyboardInterrupt, GeneratorExit):
        is_wanted = False
        for worker in active_children():
            worker.kill()
        raise
    finally:
        pool.shutdown(wait=is_wanted, cancel_futures=True)


# What a worker was started for: sent to it once, as it may hold all layouts.
_step: list[Callable[[Sequence[Any]], Sequence[Any]]] = []


def _begin(step: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    _step[:] = [step]


def _follow() -> None:
    """End with the parent, however it ends: a worker that waits for its next batch would not notice."""
    from multiprocessing import parent_process  # loaded already, where this is called

    parent = parent_process()
    if parent:
        parent.join()
    os._exit(0)


def _take(batch: Sequence[Any]) -> Sequence[Any]:
    return _step[0](batch)
