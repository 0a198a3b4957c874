"""Run steps over jobs: in this process, in several, or on a cluster.

Strategy: a pool is started only for work that outweighs its start-up; what may do harm is never done by its workers,
nor in this process, but alone in a child that is bound.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kliping.guard import Lost
from kliping.work import Job, Result, Step, Whole, Work

if TYPE_CHECKING:
    from kliping.pools import Pool

# Below this many jobs a pool costs more than it saves: a worker that cannot be forked takes about 0.3 s to load what
# renders a page, in which one process renders some hundreds of them.
POOL_PAYS_FROM = 400


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

    @property
    def is_here(self) -> bool:
        """Whether all its workers are on this machine."""
        return not isinstance(self.workers, str)

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
        work = Work(step=step, tools=self.tools, jobs=jobs, whole=whole, is_harmless=is_harmless)
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

    def _pool(self, work: Work) -> "Pool":
        # Loaded here, like a cluster's below: a run with little to do needs none.
        from kliping import pools

        if isinstance(self.workers, str):
            from kliping.cluster import Cluster

            return Cluster(self.workers, work, self.revision)
        return pools.Forked(self.workers, work) if pools.may_fork() else pools.Sent(self.workers, work)
