"""All clippings of a digest: read where they or the rules changed, and where something will be written of them.

Strategy: names and digests are enough to tell whose each clipping is, so one that is as it was is only glanced at. What
is read is laid by, one clipping after the other, so that the texts of all are never held at once.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from kliping import claims, guard, intake, reader
from kliping.claims import Clipping, Known, Shelved
from kliping.inventory import Inventory
from kliping.memory import Memory
from kliping.model import Config, Limits, Seed
from kliping.reader import Clip
from kliping.seeds import Reading, Refused
from kliping.shelf import Shelf

# Results, counted: of what, the results, and how many there will be at least.
Watched = Callable[[str, Iterable[Seed | Refused], int], Iterator[Seed | Refused]]


def gather(
    root: Path, config: Config, memory: Memory, known: Known, shelf: Shelf, watched: Watched
) -> tuple[list[Clipping], list[Refused]]:
    """All clippings of seeds/, and what was refused of them; those that were read stand on the shelf.

    `watched` counts what is read for whoever waits.
    """
    names, strays = _seed_names(memory.seeds)
    glanced_at = memory.glances(names)
    refused_before = memory.refusals(names)
    unknown = [name for name in names if name not in glanced_at and name not in refused_before]
    found, refused = _laid_by(watched("clippings", read(root, config, unknown), len(unknown)), shelf)
    refused += (*strays, *(each for of_one in refused_before.values() for each in of_one))
    while True:
        clippings: list[Clipping] = [*found, *(glance for of_one in glanced_at.values() for glance in of_one)]
        wanted = sorted(claims.unsettled(clippings, known))
        if not wanted:
            return clippings, refused
        glanced_at = {name: of_one for name, of_one in glanced_at.items() if name not in wanted}
        more, more_refused = _laid_by(read(root, config, wanted), shelf)
        found += more
        refused = [*(each for each in refused if each.problem.span.path not in wanted), *more_refused]


def read(root: Path, config: Config, names: Iterable[str]) -> Iterator[Seed | Refused]:
    """What files give, named by their paths under the digest's root; whatever they do to their reader, each is told of.

    What was found in a file is made a clipping before the next file is read: what cannot be is set aside here, and
    never reaches content/.
    """
    found: deque[reader.Job] = deque()
    step = partial(reader.take, config=config)
    jobs = _jobs(root, config, names, found)
    for result in guard.guarded(step, jobs, reader.is_harmless, reader.prepare, _bounds(config)):
        match result:
            case Reading():
                found += (*result.seeds, *result.items)
                yield from result.refused
            case guard.Lost():
                yield reader.lost(result.job, _why_lost(result, root, config))
            case _:
                yield result


def _bounds(config: Config) -> guard.Bounds:
    """What one clipping may take: more, where the settings let clippings be larger."""
    limits = config.limits
    times = max(1.0, limits.seed_bytes / Limits().seed_bytes)
    return guard.Bounds(seconds=limits.seed_seconds * times, memory=int(limits.seed_memory * times))


def _why_lost(lost: guard.Lost, root: Path, config: Config) -> str:
    """Why a clipping could not be read; it may not have been its own fault."""
    job = lost.job
    has_changed = isinstance(job, Clip) and intake.seed_bytes(root, job.name, config) != job.data
    return "it changed while it was read" if has_changed else lost.reason


def _laid_by(results: Iterable[Seed | Refused], shelf: Shelf) -> tuple[list[Shelved], list[Refused]]:
    """Clippings on the shelf, and what was refused."""
    found: list[Shelved] = []
    refused: list[Refused] = []
    for result in results:
        if isinstance(result, Seed):
            found.append(claims.shelved(result, shelf.lay_by(result)))
        else:
            refused.append(result)
    return found, refused


def _seed_names(seeds: Inventory) -> tuple[list[str], list[Refused]]:
    """The files of seeds/, and what stands there that is none: it is accounted for too."""
    found, strays = seeds.files()
    return list(found), [Refused(problem=stray) for stray in strays]


def _jobs(root: Path, config: Config, names: Iterable[str], found: deque[reader.Job]) -> Iterator[reader.Job]:
    """Each file, and after it what was `found` in it."""
    for name in names:
        yield Clip(name=name, data=intake.seed_bytes(root, name, config))
        while found:
            yield found.popleft()
