"""A draft as its editor decides on it, and what a sitting came to, as text.

Strategy: the facts first, then what was dropped from the clipping, since that is what only a person can judge.
"""

import shlex
from collections.abc import Mapping

from kliping import tell
from kliping.model import Seed, Source
from kliping.problems import printable
from kliping.review import Draft

_MOST_SHOWN = 20

KEYS = """\
  p  publish: the article goes into the next build
  e  edit its file in your editor ($VISUAL or $EDITOR)
  t  change its tags
  r  reject: its file is removed, and its clipping never comes back
  s  skip: it stays a draft
  q  quit: what you decided is done, the rest waits"""


def draft(waiting: Draft, place: str, clipping: Seed | None) -> str:
    """A draft, as its editor decides on it: what it says, and what was dropped from its clipping."""
    one = waiting.article
    source = one.source or Source()
    facts = {
        "title": one.title,
        "source": " · ".join(part for part in (source.name, source.url) if part),
        "author": source.author,
        "date": f"{tell.moment(one.date)}{f'  ({one.date_origin})' if one.date_origin != 'given' else ''}",
        "tags": ", ".join(one.tags),
        "summary": one.summary,
        "copy of": one.duplicate_of,
    }
    lines = [f"\n{one.path} ({place})", *(f"  {name:<10}{value}" for name, value in facts.items() if value)]
    return printable("\n".join([*lines, *_dropped_lines(clipping)]))


def _dropped_lines(clipping: Seed | None) -> list[str]:
    if clipping is None:
        return ["  dropped   not known: its clipping is gone, or cannot be read"]
    verdicts = clipping.ledger.verdicts if clipping.ledger else ()
    dropped = [verdict for verdict in verdicts if verdict.kind == "dropped"]
    lines = [f"{'':>12}{verdict.line:>5}  {tell.shortened(verdict.text)}  [{verdict.rule}]" for verdict in dropped]
    more = len(lines) - _MOST_SHOWN
    rest = [f"{'':>12}and {more} more: kliping explain {shlex.quote(clipping.file)}"] if more > 0 else []
    return [f"  dropped   {tell.counted(len(dropped), 'line', 'lines') or 'no line'}", *lines[:_MOST_SHOWN], *rest]


def reviewed(counts: Mapping[str, int], found: int) -> str:
    """What one sitting came to."""
    if not found:
        return "no drafts of ingest's wait for you"
    decided = counts["published"] + counts["rejected"]
    parts = [f"{count} {name}" for name, count in counts.items() if count]
    left = tell.counted(found - decided, "draft waits", "drafts wait") or "no draft waits"
    return f"{', '.join(parts) or 'nothing decided'}; {left}"
