"""How much a clipping may take, and why one is set aside that took more."""

from dataclasses import replace
from pathlib import Path

import pytest

from kliping import gathering, guard
from kliping.model import Limits
from kliping.seeds import Refused
from tests import make


def lost(root: Path, monkeypatch: pytest.MonkeyPatch, after: bytes) -> str:
    """Why a file is set aside whose reader was lost, with what the file is by then."""
    path = root / "seeds/a.html"
    path.parent.mkdir()
    path.write_bytes(b"<p>satu</p>")

    def losing(step: object, jobs: object, *_: object) -> object:
        for job in jobs:  # type: ignore[attr-defined]  # as the guard takes them
            path.write_bytes(after)
            yield guard.Lost(job=job, reason="it took too long")

    monkeypatch.setattr(guard, "guarded", losing)
    (refused,) = gathering.read(root, make.config(), ["seeds/a.html"])
    assert isinstance(refused, Refused)
    return refused.problem.text


def test_a_clipping_that_is_lost_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(tmp_path, monkeypatch, b"<p>satu</p>") == "it took too long"


def test_one_that_changed_meanwhile_is_not_blamed_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(tmp_path, monkeypatch, b"<p>satu</p><p>dua</p>") == "it changed while it was read"


@pytest.mark.parametrize(("times", "seconds"), [(1, 4.0), (0.1, 4.0), (10, 40.0)])
def test_larger_clippings_may_take_more(times: float, seconds: float) -> None:
    config = make.config()
    limits = replace(config.limits, seed_bytes=int(Limits().seed_bytes * times))
    bounds = gathering._bounds(replace(config, limits=limits))
    assert bounds.seconds == seconds
    assert bounds.memory == int(guard.Bounds().memory * seconds / 4)
