"""A step gives the same results wherever it runs."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from kliping import runners
from kliping.guard import Lost
from kliping.runners import Runner

MANY = range(runners.POOL_PAYS_FROM + 7)
BAD = 120  # a job in the middle of a batch


def times(jobs: Sequence[int], factor: int) -> list[int]:
    """A step: it must stand in a module for other processes to find it."""
    return [job * factor for job in jobs]


def processes(jobs: Sequence[int], _: int) -> list[int]:
    """Where each job ran."""
    return [os.getpid() for _ in jobs]


def failing(jobs: Sequence[int], _: int) -> list[int]:
    """A step with a bug."""
    raise ZeroDivisionError(f"{len(jobs)} jobs")


def crashing(jobs: Sequence[int], factor: int) -> list[int]:
    """A step that one of its jobs is too much for."""
    if BAD in jobs:
        os.kill(os.getpid(), signal.SIGSEGV)
    return times(jobs, factor)


def hanging(jobs: Sequence[int], factor: int) -> list[int]:
    """A step that one of its jobs keeps busy without end."""
    while BAD in jobs:
        time.process_time()
    return times(jobs, factor)


def run(step: "runners.Step[int, int, int]", jobs: Sequence[int], workers: int) -> list[int | Lost]:
    with closing(Runner(workers, 3)) as runner:
        return list(runner.run(step, jobs, len(jobs)))


def test_results_come_in_the_order_of_the_jobs_from_any_number_of_workers() -> None:
    assert run(times, MANY, 1) == run(times, MANY, 3) == [job * 3 for job in MANY]


def test_few_jobs_do_not_start_a_pool() -> None:
    assert set(run(processes, range(runners.POOL_PAYS_FROM - 1), 8)) == {os.getpid()}


def test_many_jobs_run_in_other_processes_which_serve_all_steps() -> None:
    with closing(Runner(2, 3)) as runner:
        first = set(runner.run(processes, MANY, len(MANY)))
        second = set(runner.run(processes, MANY, len(MANY)))
    assert os.getpid() not in first
    assert len(first | second) <= 2


def test_no_jobs_have_no_results() -> None:
    assert run(times, [], 4) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_a_step_is_raised(workers: int) -> None:
    with pytest.raises(ZeroDivisionError):
        run(failing, MANY, workers)


@pytest.mark.parametrize(
    ("step", "reason"), [(crashing, "its reader crashed (signal 11)"), (hanging, "reading it took longer than")]
)
def test_a_job_that_ends_its_worker_is_lost_alone(
    step: "runners.Step[int, int, int]", reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "_BATCH_SECONDS", 0.5)
    results = run(step, MANY, 2)
    (lost,) = (result for result in results if isinstance(result, Lost))
    assert (lost.job, lost.reason.startswith(reason)) == (BAD, True)
    assert [result for result in results if result is not lost] == [job * 3 for job in MANY if job != BAD]


def test_no_more_jobs_are_made_than_the_pool_is_busy_with() -> None:
    made = []

    def jobs() -> Iterator[int]:
        for job in range(2000):
            made.append(job)
            yield job

    with closing(Runner(2, 3)) as runner:
        results = runner.run(times, jobs(), 2000)
        next(results)
        assert len(made) < 500
        assert len(list(results)) == 1999
