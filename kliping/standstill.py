"""Whether a run would find everything as the last one left it: then that one's report holds, and nothing is done.

Strategy: a run depends on the settings, the layouts, the code, the files of content/, seeds/ and static/, the site, and
the clock; all but the clock are digested, files by what their looks tell. A run that wrote in content/ is not believed,
as the next one starts from something else.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from kliping import content_files, digest, picture_files
from kliping.inventory import Inventory
from kliping.model import ItemReport, LeftOut, Proposal, Report
from kliping.problems import as_fields, from_fields
from kliping.store import Store

_KIND = "standstill"
_ITEM = tuple(field.name for field in fields(ItemReport))

Known = Mapping[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventories:
    """What is known of the files of the three folders that a site is made of."""

    content: Inventory
    seeds: Inventory
    static: Inventory

    def keep(self) -> None:
        """Remember what this run read of them."""
        for inventory in (self.content, self.seeds, self.static):
            inventory.keep()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one run stands on: a digest's root, its site's place, a digest of whatever else decides, and the clock."""

    root: Path
    destination: Path
    decisive: str
    now: datetime

    def as_known(self, known: Inventories) -> str | None:
        """A digest of it all before anything is read; None where something may have changed."""
        return self._state(lambda inventory, names: inventory.known(names), known)

    def as_read(self, known: Inventories) -> str | None:
        """A digest of it all as a run has read it; None where the next one would have to read something again."""
        return self._state(lambda inventory, names: inventory.settled(names), known)

    def _state(self, look: Callable[[Inventory, Collection[str]], Known], known: Inventories) -> str | None:
        texts, problems = content_files.names_of(known.content)
        pictures = picture_files.names_of(known.content)
        seeds, seed_strays = known.seeds.files()
        static, static_strays = known.static.files()
        asked = ((known.content, (*texts, *pictures)), (known.seeds, seeds), (known.static, static))
        found = [look(inventory, names) for inventory, names in asked]
        if None in found:
            return None
        parts = [
            self.decisive,
            repr((problems, seed_strays, static_strays)),
            content_files.records_text(self.root),
            *(f"{name} {sha256}" for of_one in found for name, sha256 in (of_one or {}).items()),
        ]
        return digest.long("\n".join(parts).encode("utf-8", "surrogatepass"))


def recall(store: Store, ground: Ground, known: Inventories) -> Report | None:
    """What the last run told, if this one would tell it again; the site is somebody else's business."""
    kept = store.recall(_KIND).get(str(ground.destination))
    try:
        state, since, until, told = json.loads(kept or "null")
        is_early = not until or ground.now < datetime.fromisoformat(until)
        holds = is_early and datetime.fromisoformat(since) <= ground.now
        return _report(told) if holds and state == ground.as_known(known) else None
    except (ValueError, TypeError, KeyError):
        return None


def keep(store: Store, ground: Ground, known: Inventories, report: Report, until: datetime | None) -> None:
    """Remember what a run told that went well, to be told again `until` the clock changes what is published."""
    state = ground.as_read(known)
    if state is None:
        store.update(_KIND, {}, [str(ground.destination)])
        return
    told = [state, ground.now.isoformat(), until.isoformat() if until else "", _fields(report)]
    store.update(_KIND, {str(ground.destination): json.dumps(told)}, [])


# --- Reports as text -----------------------------------------------------------------------------------------------


def _fields(report: Report) -> dict[str, Any]:
    return {
        "articles": report.articles,
        "pages": report.pages,
        "items": [[getattr(item, name) for name in _ITEM] for item in report.items],
        "proposals": [asdict(one) for one in report.proposals],
        "left_out": [asdict(one) for one in report.left_out],
        "problems": [as_fields(problem) for problem in report.problems],
    }


def _report(told: dict[str, Any]) -> Report:
    return Report(
        articles=told["articles"],
        pages=told["pages"],
        reused=told["pages"],
        items=tuple(ItemReport(**dict(zip(_ITEM, values, strict=True))) for values in told["items"]),
        proposals=tuple(Proposal(**one) for one in told["proposals"]),
        left_out=tuple(LeftOut(**one) for one in told["left_out"]),
        problems=tuple(map(from_fields, told["problems"])),
    )
