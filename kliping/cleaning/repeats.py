"""Lines that repeat across a source's clippings: noise, perhaps, that the lexicon does not know.

Strategy: count, and propose; nothing is dropped by this, so that a verdict never depends on other seeds. A
line is a number until it has come three times, and of a large source what is rare is forgotten now and then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from kliping.addresses import slugify
from kliping.digest import short
from kliping.model import Proposal, Seed

_LEAST_SEEDS = 3
_LEAST_SHARE = 5
"""One seed of so many."""
# A paragraph that repeats is a copied article, not a page's furniture.
_MOST_CHARACTERS = 300
# Two clippings that share such a paragraph are two of one article.
_LEAST_PARAGRAPH = 120
# So many seeds of one source pass between two times of forgetting lines that hardly any of them had.
_FORGETTING = 500
_RARE_SHARE = 50


@dataclass(slots=True)
class _Tally:
    name: str
    seeds: int = 0
    counts: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)


class Repeats:
    """Counts lines by source, seed by seed, for who cannot hold all seeds at once."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}
        self._seen: set[int] = set()

    def add(self, seed: Seed) -> None:
        """Count a seed's kept lines, each once; a copy of a seed counts for nothing, and neither does a near one."""
        if seed.ledger is None or seed.source is None or not seed.source.name or self._is_copy(seed):
            return
        tally = self._tallies.setdefault(slugify(seed.source.name), _Tally(seed.source.name))
        tally.seeds += 1
        for line in set(_lines(seed)):
            key = _key(line)
            count = tally.counts[key] = tally.counts.get(key, 0) + 1
            if count == _LEAST_SEEDS:
                tally.texts[key] = line
        if tally.seeds % _FORGETTING == 0:
            tally.counts = {key: n for key, n in tally.counts.items() if n * _RARE_SHARE >= tally.seeds}
            tally.texts = {key: text for key, text in tally.texts.items() if key in tally.counts}

    def proposals(self) -> tuple[Proposal, ...]:
        """What was kept in three or more of a source's seeds and in a fifth of them or more; by source, most first.

        Of a source with hundreds of seeds, a count is the least that it can be.
        """
        found = [
            Proposal(source=tally.name, line=text, count=tally.counts[key], of=tally.seeds)
            for tally in self._tallies.values()
            for key, text in tally.texts.items()
            if tally.counts[key] * _LEAST_SHARE >= tally.seeds
        ]
        return tuple(sorted(found, key=lambda each: (each.source, -each.count, each.line)))

    def _is_copy(self, seed: Seed) -> bool:
        """Whether a seed with the same bytes was counted, or one with the same longest paragraph."""
        verdicts = seed.ledger.verdicts if seed.ledger else ()
        longest = max((verdict.text for verdict in verdicts if verdict.kind == "kept"), key=len, default="")
        keys = {_key(f"{seed.sha256}#{seed.item}")}
        if len(longest) >= _LEAST_PARAGRAPH:
            keys.add(_key(longest))
        is_copy = not self._seen.isdisjoint(keys)
        self._seen |= keys
        return is_copy


def proposals(seeds: Iterable[Seed]) -> tuple[Proposal, ...]:
    """The lines that many seeds of one source share, in no more memory than their numbers take."""
    repeats = Repeats()
    for seed in seeds:
        repeats.add(seed)
    return repeats.proposals()


def _lines(seed: Seed) -> Iterable[str]:
    """The lines of a seed that stayed and that the editor has not asked to keep."""
    if seed.ledger is None:
        return
    verdicts = seed.ledger.verdicts
    for verdict, following in zip_longest(verdicts, verdicts[1:]):
        is_kept = verdict.kind in {"kept", "heading", "title"} and verdict.rule != "source-keep"
        is_whole = not verdict.joins and not (following and following.joins)
        if is_kept and is_whole and len(verdict.text) <= _MOST_CHARACTERS:
            yield " ".join(verdict.text.split())


def _key(text: str) -> int:
    """64 bits: among the millions of lines of a digest, two hardly ever share them."""
    return int(short(text.casefold().encode("utf-8", "surrogatepass")), 16)
