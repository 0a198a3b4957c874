"""A step gives the same results wherever it runs."""

import os
import signal
import threading
import time
from collections.abc import Sequence

import pytest

from kliping import pools, runners, work
from kliping.guard import Bounds, Lost
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


def run(step: "work.Step[int, int, int]", jobs: Sequence[int], workers: int) -> list[int | Lost]:
    return list(Runner(workers, 3).run(step, jobs))


@pytest.fixture(params=["forked", "sent"])
def pool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both kinds of pools."""
    kind: str = request.param
    monkeypatch.setattr(pools, "may_fork", lambda: kind == "forked")
    return kind


@pytest.mark.usefixtures("pool")
def test_results_come_in_the_order_of_the_jobs_from_any_number_of_workers() -> None:
    assert run(times, MANY, 1) == run(times, MANY, 3) == [job * 3 for job in MANY]


def test_few_jobs_do_not_start_a_pool() -> None:
    assert set(run(processes, range(runners.POOL_PAYS_FROM - 1), 8)) == {os.getpid()}


@pytest.mark.usefixtures("pool")
def test_many_jobs_run_in_other_processes() -> None:
    found = set(run(processes, MANY, 2))
    assert os.getpid() not in found
    assert len(found) <= 2


def test_a_job_is_made_whole_where_it_is_done_if_that_is_a_copy_of_this_process(pool: str) -> None:
    made_by = set(Runner(2, 1).run(times, MANY, lambda _: os.getpid()))
    assert (made_by == {os.getpid()}) is (pool == "sent")


def test_copies_that_have_taken_much_memory_make_way_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "may_fork", lambda: True)
    monkeypatch.setattr(pools, "_MOST_OF_ITS_OWN", 0)
    monkeypatch.setattr(pools, "_SHARE_OF_ITS_OWN", 2**60)
    jobs = range(20 * work.BATCH)
    found = run(processes, jobs, 2)
    first = (2 * pools._AHEAD + 1) * work.BATCH  # as much as is asked for before the first answer
    assert set(found[:first]).isdisjoint(found[first:])
    assert run(times, jobs, 2) == [job * 3 for job in jobs]


def test_copies_of_much_may_take_a_share_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "may_fork", lambda: True)
    monkeypatch.setattr(pools, "_MOST_OF_ITS_OWN", 0)
    monkeypatch.setattr(pools, "_SHARE_OF_ITS_OWN", 1)
    assert len(set(run(processes, range(20 * work.BATCH), 2))) <= 2


def test_no_jobs_have_no_results() -> None:
    assert run(times, [], 4) == []


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_a_step_is_raised(workers: int) -> None:
    with pytest.raises(ZeroDivisionError):
        run(failing, MANY, workers)


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize(
    ("step", "reason"), [(crashing, "its reader crashed (signal 11)"), (hanging, "reading it took longer than")]
)
def test_a_job_that_ends_its_worker_is_lost_alone(
    step: "work.Step[int, int, int]", reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "BATCH_SECONDS", 0.5)
    results = run(step, MANY, 2)
    (lost,) = (result for result in results if isinstance(result, Lost))
    assert (lost.job, lost.reason.startswith(reason)) == (BAD, True)
    assert [result for result in results if result is not lost] == [job * 3 for job in MANY if job != BAD]


@pytest.mark.parametrize(
    ("step", "reason"), [(crashing, "its reader crashed (signal 11)"), (hanging, "reading it took longer than")]
)
def test_a_job_that_is_not_harmless_cannot_end_a_run_without_a_pool(
    step: "work.Step[int, int, int]", reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BOUNDS", Bounds(seconds=0.5))
    jobs = range(BAD + 20)
    results = list(Runner(1, 3).run(step, jobs, None, lambda job: job != BAD))
    lost = results[BAD]
    assert isinstance(lost, Lost)
    assert lost.reason.startswith(reason)
    assert [result for result in results if not isinstance(result, Lost)] == [job * 3 for job in jobs if job != BAD]


def test_harmless_jobs_are_done_here_by_the_batch() -> None:
    assert set(Runner(1, 3).run(processes, range(90), None, lambda _: True)) == {os.getpid()}
    for is_harmless in (lambda _: True, lambda job: job != 0):
        with pytest.raises(ZeroDivisionError):
            list(Runner(1, 3).run(failing, range(40), None, is_harmless))


def test_a_pool_that_is_found_dead_when_more_is_asked_of_it_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "may_fork", lambda: False)

    def whole_once_the_pool_has_died(job: int) -> int:
        if job == BAD + 200:
            time.sleep(2)
        return job

    results = list(Runner(2, 3).run(crashing, MANY, whole_once_the_pool_has_died))
    assert [result.job if isinstance(result, Lost) else result // 3 for result in results] == list(MANY)


def test_no_more_jobs_are_made_whole_than_the_pool_is_busy_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "may_fork", lambda: False)
    made = []

    def whole(job: int) -> int:
        made.append(job)
        return job

    results = Runner(2, 3).run(times, range(2000), whole)
    next(results)
    assert len(made) < 500
    assert len(list(results)) == 1999


def test_a_process_with_other_threads_is_not_copied() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    assert not pools.may_fork()
    ended.set()
    thread.join()


def is_not_bad(job: int) -> bool:
    return job != BAD


@pytest.mark.usefixtures("pool")
def test_what_may_do_harm_is_done_by_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "BATCH_SECONDS", 60)
    monkeypatch.setattr(work, "BOUNDS", Bounds(seconds=0.5))
    began = time.monotonic()
    results = list(Runner(2, 3).run(hanging, MANY, None, is_not_bad))
    assert time.monotonic() - began < 30  # or its batch had waited for the worker's own end
    assert isinstance(results[BAD], Lost)
    assert [result for result in results if not isinstance(result, Lost)] == [job * 3 for job in MANY if job != BAD]
    whole = list(Runner(2, 3).run(times, MANY, None, is_not_bad))
    assert whole == [job * 3 for job in MANY]
