"""The step from seeds/ to content/: clippings are gathered, decided on, and what was decided is written.

Strategy: decisions come in portions, and each portion is written before the next is made, so that no more of them is
held. This room brings all that reads clippings, so it is entered only where there are some.
"""

from kliping import content_files, gathering, git, intake
from kliping import ingest as deciding
from kliping.bench import Bench, Ingested, Problems
from kliping.claims import Known, Shelved
from kliping.memory import Memory
from kliping.model import ItemReport, Moment
from kliping.seeds import Refused
from kliping.shelf import Shelf

# So many clippings are decided before what was decided is written.
_PORTION = 500


def ingest(bench: Bench) -> tuple[Ingested, Problems]:
    """What became of all clippings, and what is wrong with them."""
    digest, options, store = bench.digest, bench.options, bench.store
    remembered, record_problems = intake.read_records(digest.root)
    if record_problems:
        return Ingested(), record_problems
    texts, text_problems = content_files.texts(digest.root, bench.inventories.content)
    seeds, told = bench.inventories.seeds, options.accounts
    memory = Memory(store, digest.root, digest.config, seeds, is_blank=options.force, with_accounts=told)
    existing = memory.existing(texts)
    known = Known(
        existing=existing,
        texts=texts,
        bases=store.base,
        records=remembered.records,
        merge=git.merge,
        config=digest.config,
        now=Moment(at=options.now.at.astimezone(digest.config.zone)),
        sketch=memory.sketch,
        unread=intake.unread(texts, existing, text_problems),
    )
    with Shelf() as shelf:
        clippings, refused = gathering.gather(digest.root, digest.config, memory, known, shelf, bench.watched)
        portions = deciding.portions(clippings, known, _PORTION)
        done = intake.carry_out(
            portions, known, remembered, digest.root, store, memory.learn, memory.look_at, with_accounts=told
        )
        read = [clipping for clipping in clippings if isinstance(clipping, Shelved)]
        proposals = memory.proposals(
            (each.load() for each in read), options.propose, is_all=len(read) == len(clippings)
        )
    memory.keep(refused)
    bench.inventories.content.renew()
    items = (*done.items, *map(_set_aside_item, refused))
    set_aside = (each.problem for each in refused)
    ingested = Ingested(items=items, proposals=proposals, has_written=done.has_written)
    return ingested, (*text_problems, *set_aside, *done.problems)


def _set_aside_item(refused: Refused) -> ItemReport:
    problem = refused.problem
    return ItemReport(file=problem.span.path, item=refused.item, fate="set_aside", reason=problem.text)
