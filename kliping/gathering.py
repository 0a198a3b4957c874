"""All clippings of a digest: read where they or the rules changed, and where something will be written of them.

Strategy: names and digests are enough to tell whose each clipping is, so one that is as it was is only glanced at. What
is read is laid by, one clipping after the other, so that the texts of all are never held at once.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from kliping import claims, guard, intake, owners, reader
from kliping.claims import Claims, Clipping, Known, Shelved
from kliping.glances import Glance
from kliping.inventory import Inventory
from kliping.memory import Memory
from kliping.model import Config, Limits, Seed
from kliping.reader import Clip
from kliping.records import key_of
from kliping.seeds import Reading, Refused
from kliping.shelf import Shelf, Taker
from kliping.tables import Packed, Table

# Results, counted: of what, the results, and how many there will be at least.
Watched = Callable[[str, Iterable[Seed | Refused], int], Iterator[Seed | Refused]]


def gather(
    root: Path, config: Config, memory: Memory, known: Known, shelf: Shelf, watched: Watched
) -> tuple[Claims, list[Refused]]:
    """All clippings of seeds/ with whose each is, and what was refused of them; those that were read are on the shelf.

    `watched` counts what is read for whoever waits.
    """
    names, strays = _seed_names(memory.seeds)
    clippings = shelf.table(_plain, partial(_from_plain, shelf))
    unknown: Packed[str] = Packed()
    for name, of_one in memory.glances(names):
        for glance in of_one:
            clippings[key_of(name, glance.item)] = glance
        if not of_one:
            unknown.append(name)
    refused_before = memory.refusals(names)
    wanted: Sequence[str] = Packed(name for name in unknown if name not in refused_before)
    refused = _lay_by(watched("clippings", read(root, config, wanted), len(wanted)), clippings, shelf)
    refused += (*strays, *(each for of_one in refused_before.values() for each in of_one))
    while True:
        claimed = owners.claims_of(clippings, known)
        wanted = sorted(claims.unsettled(claimed, known))
        if not wanted:
            return claimed, refused
        _take_away(clippings, wanted)
        memory.expect(wanted)
        more_refused = _lay_by(read(root, config, wanted), clippings, shelf)
        refused = [*(each for each in refused if each.problem.span.path not in wanted), *more_refused]


def _take_away(clippings: Table[Clipping], files: Collection[str]) -> None:
    """Forget the clippings of some files."""
    gone = [key for key, clipping in clippings.items() if clipping.file in files]
    for key in gone:
        del clippings[key]


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


def _lay_by(results: Iterable[Seed | Refused], clippings: Table[Clipping], shelf: Shelf) -> list[Refused]:
    """Put clippings on the shelf, and what they are known by among the others; what was refused."""
    refused: list[Refused] = []
    for result in results:
        if isinstance(result, Seed):
            clippings[key_of(result.file, result.item)] = claims.shelved(
                result, shelf.lay_by(result.body), shelf.lay_by(result)
            )
        else:
            refused.append(result)
    return refused


def _plain(clipping: Clipping) -> tuple[Any, ...]:
    """A clipping as a table holds it."""
    if isinstance(clipping, Glance):
        kept = clipping.account, clipping.dropped, clipping.written
        return clipping.file, clipping.item, clipping.sha256, kept, None
    if not isinstance(clipping, Shelved):
        raise TypeError(clipping)
    at = clipping.at.isoformat() if clipping.at else ""
    return clipping.file, clipping.item, clipping.sha256, None, (at, clipping.url, _place(clipping))


def _place(clipping: Shelved) -> tuple[int, ...]:
    """Where the body of a clipping and the whole of it stand on the shelf."""
    body, load = clipping.body, clipping.load
    if not isinstance(body, Taker) or not isinstance(load, Taker):
        raise TypeError(clipping)
    return body.start, body.size, load.start, load.size


def _from_plain(shelf: Shelf, plain: tuple[Any, ...]) -> Clipping:
    """The clipping of what a table held."""
    file, item, sha256, glance, shelved = plain
    if glance is not None:
        account, dropped, written = glance
        return Glance(file=file, item=item, sha256=sha256, account=account, dropped=dropped, written=written)
    at, url, place = shelved
    published = datetime.fromisoformat(at) if at else None
    body: Taker[str] = Taker(shelf, *place[:2])
    load: Taker[Seed] = Taker(shelf, *place[2:])
    return Shelved(file=file, item=item, sha256=sha256, at=published, url=url, body=body, load=load)


def _seed_names(seeds: Inventory) -> tuple[Sequence[str], list[Refused]]:
    """The files of seeds/, and what stands there that is none: it is accounted for too."""
    found, strays = seeds.files()
    return found, [Refused(problem=stray) for stray in strays]


def _jobs(root: Path, config: Config, names: Iterable[str], found: deque[reader.Job]) -> Iterator[reader.Job]:
    """Each file, and after it what was `found` in it."""
    for name in names:
        yield Clip(name=name, data=intake.seed_bytes(root, name, config))
        while found:
            yield found.popleft()
