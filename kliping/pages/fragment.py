"""The HTML of an article without a page around it, as feeds and JSON give it → Markdown, judged as a page's is.

Strategy: no library needs to say where the article is, since all of it is; the same rules then judge its blocks,
and those that name what feeds add to an article. Every block has its verdict in the ledger.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kliping import cleaning
from kliping.cleaning import syndication
from kliping.model import Config, Ledger, Verdict
from kliping.pages.blocks import Block, blocks_of, make_plain
from kliping.pages.boilerplate import Page, name_rule
from kliping.pages.facts import same_picture
from kliping.pages.inline import Context, picture
from kliping.pages.markdown import to_markdown
from kliping.pages.marks import spell_out
from kliping.pages.reading import judge_lines, obey_config
from kliping.pages.selection import Case, apply_rules, trim
from kliping.pages.source import Refused, parse, read_markup

# Pictures stand in what is called so, and their captions go with them.
_WITH_PICTURES = frozenset({"", "caption", "gallery"})
_LAST = 3
# HTML declares no entities: what looks so is an article that tells of them.
_DECLARES = re.compile(r"<!(?=ENTITY\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of an article beside its HTML; `base` is what its addresses are relative to."""

    base: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    image: str = ""


def read_fragment(html: str, around: Surroundings, config: Config) -> cleaning.Clipping | Refused | None:
    """The article; None where the HTML shows neither a word nor a picture."""
    markup = read_markup(_DECLARES.sub("&lt;!", html).encode("utf-8", "replace"))
    if isinstance(markup, Refused):
        return _none_if_empty(markup)
    root = parse(markup)
    if isinstance(root, Refused):
        return _none_if_empty(root)
    spell_out(root)
    make_plain(root)
    body = root.find("body")
    cases = _judged(blocks_of(root), body, around)
    clipping = judge_lines(cases, config)
    obey_config(cases, config.source(around.source) if around.source else None)
    trim(cases)
    _prune(body, cases)
    text = to_markdown(body, Context(base=around.base, skipped=_shown_above(body, around)))
    ledger = Ledger(encoding="utf-8", mark=b"", verdicts=tuple(map(_verdict, cases)))
    return replace(clipping, body=text, ledger=ledger) if text or cases else None


def _none_if_empty(refused: Refused) -> Refused | None:
    return None if refused.code == "seed-empty" else refused


def _judged(blocks: Sequence[Block], body: Any, around: Surroundings) -> list[Case]:
    cases = [Case(block=block, is_found=True) for block in blocks]
    for case in cases:
        case.keep()
    apply_rules(cases, body, Page(titles=(around.title,), authors=(around.author,) if around.author else ()))
    for case in cases[-_LAST:]:
        if case.is_kept and syndication.is_footer(case.block.text):
            case.drop("feed-footer")
    return cases


def _prune(body: Any, cases: Sequence[Case]) -> None:
    """Take out of the tree what was dropped, and with it the pictures in boxes that are not the article's."""
    kept = {each for case in cases if case.is_kept for each in (case.block.element, *case.block.above)}
    dropped = [case.block.element for case in cases if not case.is_kept and case.block.tag != "figcaption"]
    aside = [each for each in body.iterdescendants() if each not in kept and name_rule(each) not in _WITH_PICTURES]
    for element in (*dropped, *aside):
        if element not in kept and element is not body and element.getparent() is not None:
            element.drop_tree()
    if body in dropped and body not in kept:
        body.clear()


def _shown_above(body: Any, around: Surroundings) -> frozenset[str]:
    """The addresses in a body of the picture that the article already shows above it."""
    found = (picture(each, around.base) for each in body.iter("img"))
    return frozenset(each for each in found if each and around.image and same_picture(each, around.image))


def _verdict(case: Case) -> Verdict:
    block = case.block
    if case.rule == "title" and not case.is_kept:
        return Verdict(line=block.line, text=block.text, kind="title")
    return Verdict(line=block.line, text=block.text, kind=case.kind, rule=case.rule)
