"""Workers of a Dask cluster: how many there are is the cluster's business.

Strategy: each batch brings all that it needs. What Dask would keep on its workers for us (`scatter`) goes with a worker
that dies, and asking each of them a question first (`run`) waits for one that has just died. A cluster does a batch
again by itself where its worker died, and gives it up when it killed several; then it is done here, in a child that is
bound.
"""

import errno
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kliping.pools import Pool
from kliping.work import Work

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from kliping.pools import Waiting

_WORKERS = 16  # that are kept busy; with more, some wait for one another
_PATIENCE = 10  # seconds for a scheduler to answer


class Cluster(Pool):
    """Workers of the cluster whose scheduler is at an address."""

    def __init__(self, address: str, work: Work, revision: Callable[[], str]) -> None:
        super().__init__(_WORKERS, work)
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
        """All results, in order; OSError where there is no cluster, or none that could give them."""
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
        """Let go of the cluster at once."""
        self.close(is_wanted=False)

    def close(self, *, is_wanted: bool = True) -> None:
        """Let go of the cluster; with `is_wanted` as it likes to be let go of."""
        self._executor = None  # what was asked for goes with the client
        client, self._client = self._client, None
        if client:
            client.close(timeout=_PATIENCE if is_wanted else 0)


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
        return _unpickled(how).harmless(pickle.loads(batch))  # noqa: S301 - as _Errand says


@lru_cache(maxsize=1)
def _unpickled(how: bytes) -> Work:
    """What is done to batches: the same for all of a run, so that what they keep by tool is kept."""
    work: Work = pickle.loads(how)  # noqa: S301 - as _Errand says
    return work
