"""Passages on which judgement is being passed, and where the head of a page ends among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from kliping.cleaning.passages import Passage
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.shapes import is_long, is_worded
from kliping.model import VerdictKind

HEAD_LINES = 8
_MOST_STANDFIRST = 300
_HALVES_OF_DAY = ("a.m.", "p.m.", "a. m.", "p. m.")


@dataclass(slots=True, kw_only=True)
class Case:
    """A passage on which judgement is being passed."""

    passage: Passage
    kind: VerdictKind = "kept"
    rule: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self.passage.text


def head_of(cases: Sequence[Case]) -> list[Case]:
    """What may be title, byline and publication line: the kept lines above the first paragraph, a few at most.

    One sentence below the title may be the standfirst, below which the others stand.
    """
    first = list(islice(kept_of(cases), HEAD_LINES))
    has_standfirst = len(first) > 2 and is_worded(first[0].text) and _is_standfirst(first[1].text)
    head = first[:1] if first and not is_long(first[0].text) else []
    below = first[2 if has_standfirst else 1 :] if head else []
    return head + list(takewhile(lambda case: not _is_sentence(case.text), below))


def _is_sentence(text: str) -> bool:
    return is_long(text) or (ends_with_stop(text) and not text.endswith(_HALVES_OF_DAY))


def _is_standfirst(text: str) -> bool:
    return _is_sentence(text) and len(text) <= _MOST_STANDFIRST


def kept_of(cases: Sequence[Case]) -> list[Case]:
    """Those that no rule has dropped and that are not blank."""
    return [case for case in cases if case.kind == "kept"]


def drop(case: Case, rule: str) -> None:
    """Drop a passage by a rule."""
    case.kind, case.rule = "dropped", rule
