"""Run a step over jobs: in this process, or in several.

Strategy: a step is a module's function and its jobs are values, so that the same jobs give the same
bytes wherever they run. A pool is started only for work that outweighs its start-up.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

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
    from multiprocessing import get_context

    # A fresh interpreter, not a fork: a fork copies threads' locks in whatever state they are.
    context = get_context("forkserver")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(step,)) as pool:
        for results in pool.map(_take, batches):
            yield from results


# What a worker was started for: sent to it once, as it may hold all layouts.
_step: list[Callable[[Sequence[Any]], Sequence[Any]]] = []


def _begin(step: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
    _step[:] = [step]


def _take(batch: Sequence[Any]) -> Sequence[Any]:
    return _step[0](batch)
