"""What crashes, hangs or explodes in a guarded child is lost alone, and says why."""

import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kliping import guard

BOUNDS = guard.Bounds(seconds=1, memory=128 * 2**20)


def behaving(job: str) -> str:
    """A step whose jobs say what is to happen to it."""
    if job == "hang":
        while True:
            time.sleep(1)
    if job == "spin":
        re.match(r"(a+)+$", "a" * 60 + "b")
    if job == "grow":
        return str(len([bytearray(2**20) for _ in range(1000)]))
    if job == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if job == "leave":
        os._exit(3)
    if job == "nest":
        return behaving(job)
    if job == "fail":
        raise KeyError("kata\nlagi")
    if job == "load":
        return f"{LOADED}"
    if job == "lack":
        raise ModuleNotFoundError("No module named 'pustaka'", name="pustaka")
    if job == "keep":
        KEPT.append(bytearray(80 * 2**20))
    return f"{job} {os.getpid()}"


KEPT: list[bytearray] = []
LOADED: list[str] = []


def prepare(job: str) -> None:
    """Some jobs need what takes long to load, or what is not there."""
    if job == "lack at once":
        raise ModuleNotFoundError("No module named 'pustaka'", name="pustaka")
    if job == "load":
        LOADED.append(job)
        end = time.process_time() + 1.5
        while time.process_time() < end:
            pass


def guarded(*jobs: str, harmless: str = "") -> list[str | guard.Lost]:
    return list(guard.guarded(behaving, jobs, lambda job: job == harmless, prepare, BOUNDS))


def reasons(found: Sequence[str | guard.Lost]) -> list[str]:
    return [each.reason if isinstance(each, guard.Lost) else each.partition(" ")[0] for each in found]


def test_what_hangs_crashes_or_explodes_is_lost_alone_and_says_why() -> None:
    jobs = ("a", "hang", "spin", "b", "grow", "die", "c", "leave", "nest", "fail", "d")
    found = guarded(*jobs)
    assert reasons(found) == [
        "a",
        "reading it took longer than 1 seconds",
        "reading it took longer than 1 seconds",
        "b",
        "reading it takes more memory than it may have",
        "its reader crashed (signal 11)",
        "c",
        "its reader crashed (exit code 3)",
        "it nests too deep to be read",
        "its reader failed (KeyError: 'kata\\nlagi')",
        "d",
    ]
    assert [each.job for each in found if isinstance(each, guard.Lost)] == [job for job in jobs if len(job) > 1]


def test_the_kernel_ends_a_child_whose_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_PATIENCE", 60)
    began = time.monotonic()
    assert reasons(guarded("spin")) == ["reading it took longer than 1 seconds"]
    assert time.monotonic() - began < 30  # of the processor's time it takes one second


def test_one_child_does_all_jobs_that_do_it_no_harm() -> None:
    places = {str(each).partition(" ")[2] for each in guarded("a", "b", "c")}
    assert len(places) == 1
    assert places != {str(os.getpid())}


def test_a_harmless_job_runs_here_and_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_Child", lambda *_: pytest.fail("a child was started"))
    assert guarded("a", harmless="a") == [f"a {os.getpid()}"]
    assert reasons(guarded("fail", harmless="fail")) == ["its reader failed (KeyError: 'kata\\nlagi')"]


def test_a_child_that_has_kept_much_is_replaced_before_it_fails_an_innocent_job() -> None:
    first, *others = guarded("keep", "keep", "keep")
    assert reasons([first, *others]) == ["keep", "keep", "keep"]
    assert len({str(each) for each in (first, *others)}) == 3


def test_jobs_are_taken_one_at_a_time() -> None:
    taken: list[str] = []

    def jobs() -> Iterator[str]:
        for job in ("a", "b"):
            taken.append(job)
            yield job

    results = guard.guarded(behaving, jobs(), lambda _: True, prepare)
    next(results)
    assert taken == ["a"]


def test_what_a_job_needs_is_loaded_at_no_cost_of_its_own() -> None:
    assert reasons(guarded("load")) == ["['load']"]


def test_a_child_ends_with_whoever_asked_for_it() -> None:
    results = guard.guarded(behaving, ["a", "b"], lambda _: False, prepare, BOUNDS)
    place = int(str(next(results)).partition(" ")[2])
    assert Path(f"/proc/{place}").exists()
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not Path(f"/proc/{place}").exists()


@pytest.mark.parametrize("job", ["lack", "lack at once"])
@pytest.mark.parametrize("harmless", ["", "lack"])
def test_a_library_that_is_missing_is_no_fault_of_a_job(job: str, harmless: str) -> None:
    with pytest.raises(ModuleNotFoundError) as missing:
        guarded("fine", job, harmless=harmless)
    assert missing.value.name == "pustaka"
