"""A step gives the same results wherever it runs."""

import os
from collections.abc import Sequence

import pytest

from kliping import runners


def squares(jobs: Sequence[int]) -> list[int]:
    """A step: it must stand in a module for other processes to find it."""
    return [job * job for job in jobs]


def processes(jobs: Sequence[int]) -> list[int]:
    """Where each job ran."""
    return [os.getpid() for _ in jobs]


def failing(jobs: Sequence[int]) -> list[int]:
    """A step with a bug."""
    raise ZeroDivisionError(f"{len(jobs)} jobs")


MANY = range(runners.POOL_PAYS_FROM + 7)


def test_results_come_in_the_order_of_the_jobs_from_any_number_of_workers() -> None:
    here, there = list(runners.run(squares, MANY, 1)), list(runners.run(squares, MANY, 3))
    assert here == there == [job * job for job in MANY]


def test_few_jobs_do_not_start_a_pool() -> None:
    assert set(runners.run(processes, range(runners.POOL_PAYS_FROM - 1), 8)) == {os.getpid()}


def test_many_jobs_run_in_other_processes() -> None:
    assert os.getpid() not in set(runners.run(processes, MANY, 2))


def test_no_jobs_have_no_results() -> None:
    assert list(runners.run(squares, [], 4)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_a_step_is_raised(workers: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(runners.run(failing, MANY, workers))
