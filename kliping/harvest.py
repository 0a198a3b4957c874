"""The step from seeds/ to content/: clippings are gathered, decided on, and what was decided is written.

Strategy: decisions come in portions, and each portion is written before the next is made, so that no more of them is
held. This room brings all that reads clippings, so it is entered only where there are some.
"""

from functools import partial
from typing import Any

from kliping import content_files, gathering, git, intake, records
from kliping import ingest as deciding
from kliping.bench import Bench, Ingested, Problems
from kliping.claims import Existing, Known, Shelved
from kliping.content import Reference
from kliping.content_files import Texts
from kliping.glances import Glance
from kliping.intake import Remembered
from kliping.memory import Memory
from kliping.model import ItemReport, Moment, SeedReference
from kliping.seeds import Refused
from kliping.shelf import Shelf

# So many clippings are decided before what was decided is written.
_PORTION = 500


def ingest(bench: Bench) -> tuple[Ingested, Problems]:
    """What became of all clippings, and what is wrong with them."""
    with Shelf() as shelf:
        remembered, problems = intake.read_records(
            bench.digest.root, lambda: shelf.table(records.plain, records.from_plain)
        )
        return (Ingested(), problems) if problems else _ingested(bench, remembered, shelf)


def _ingested(bench: Bench, remembered: Remembered, shelf: Shelf) -> tuple[Ingested, Problems]:
    digest, options, store = bench.digest, bench.options, bench.store
    texts, text_problems = content_files.texts(digest.root, bench.inventories.content, shelf.table)
    seeds, told = bench.inventories.seeds, options.accounts
    memory = Memory(
        store, digest.root, digest.config, seeds, is_blank=options.force, with_accounts=told, table=shelf.table
    )
    existing, nameless = memory.existing(texts, shelf.table(_plain_existing, partial(_from_plain_existing, texts)))
    known = Known(
        existing=existing,
        texts=texts,
        bases=store.base,
        records=remembered.records,
        merge=git.merge,
        config=digest.config,
        now=Moment(at=options.now.at.astimezone(digest.config.zone)),
        sketch=memory.sketch,
        unread=nameless | {problem.span.path for problem in text_problems if problem.is_error},
        table=shelf.table,
    )
    claimed, refused = gathering.gather(digest.root, digest.config, memory, known, shelf, bench.watched)
    portions = deciding.portions(claimed, known, _PORTION)
    done = intake.carry_out(
        portions, known, remembered, digest.root, store, memory.learn, memory.look_at, with_accounts=told
    )
    is_all = not any(isinstance(clipping, Glance) for clipping in claimed.clippings.values())
    read = (clipping.load() for clipping in claimed.clippings.values() if isinstance(clipping, Shelved))
    proposals = memory.proposals(read, options.propose, is_all=is_all)
    memory.keep(refused)
    bench.inventories.content.renew()
    done.items.extend(map(_set_aside_item, refused))
    set_aside = (each.problem for each in refused)
    ingested = Ingested(items=done.items, proposals=proposals, has_written=done.has_written)
    return ingested, (*text_problems, *set_aside, *done.problems)


# --- Articles as a table holds them ---------------------------------------------------------------------------------


def _plain_existing(existing: Existing) -> tuple[Any, ...]:
    one, seed = existing.reference, existing.seed
    of = (seed.file, seed.item, seed.sha256, seed.written) if seed else None
    return existing.path, one.id, one.url, one.duplicate_of, one.is_untouched, one.body, of


def _from_plain_existing(texts: Texts, plain: tuple[Any, ...]) -> Existing:
    path, article_id, url, duplicate_of, is_untouched, body, of = plain
    seed = SeedReference(file=of[0], item=of[1], sha256=of[2], written=of[3]) if of else None
    reference = Reference(
        id=article_id, url=url, duplicate_of=duplicate_of, seed=seed, is_untouched=is_untouched, body=body
    )
    return Existing(path=path, read=partial(texts.text, path), reference=reference)


def _set_aside_item(refused: Refused) -> ItemReport:
    problem = refused.problem
    return ItemReport(file=problem.span.path, item=refused.item, fate="set_aside", reason=problem.text)
