"""What a run does: a step over jobs, by the batch; what may do harm alone, in a child that is bound.

Strategy: a step is a module's function and its jobs are values, so that the same jobs give the same bytes wherever they
are done. A batch is told by where it starts, and its jobs are made whole as late as can be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from typing import Any, TypeVar

from kliping import guard

Job = TypeVar("Job")
Result = TypeVar("Result")
Tools = TypeVar("Tools")
Step = Callable[[Sequence[Job], Tools], Sequence[Result]]
Whole = Callable[[Job], Job]

BATCH = 50
BOUNDS = guard.Bounds(seconds=6.0)  # of a job that is done alone


def _made_whole(jobs: Sequence[Job], start: int, whole: Whole[Job] | None) -> Sequence[Job]:
    batch = jobs[start : start + BATCH]
    return [whole(job) for job in batch] if whole else batch


class Left:
    """Stands for the result of a job that was not done with its batch, as it may do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
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
        for start in range(0, len(self.jobs), BATCH):
            batch = self.batch(start)
            yield from self.completed(self.harmless(batch), batch)

    def harmless(self, batch: Sequence[Any]) -> list[Any]:
        """The results of a batch's harmless jobs, and what stands for each other one."""
        found = [self.is_harmless(job) for job in batch]
        done = iter(self.step(list(compress(batch, found)), self.tools))
        return [next(done) if one else Left() for one in found]

    def completed(self, results: Sequence[Any], batch: Sequence[Any]) -> Iterator[Any]:
        """The results of a batch, with those of the jobs that were left."""
        alone = iter(
            list(self.one_by_one([job for job, one in zip(batch, results, strict=True) if isinstance(one, Left)]))
        )
        yield from (next(alone) if isinstance(one, Left) else one for one in results)

    def one_by_one(self, jobs: Sequence[Any]) -> Iterator[Any]:
        """The results of whole jobs, each done alone in a child that is bound."""
        alone = partial(_alone, self.step, self.tools)
        yield from guard.guarded(alone, jobs, lambda _: False, _need_nothing, BOUNDS)


def _alone(step: Step[Job, Any, Result], tools: Any, job: Job) -> Result:
    return step([job], tools)[0]


def _need_nothing(_: Any) -> None:
    """Steps load what they need themselves."""
