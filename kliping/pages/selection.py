"""Which blocks of a page are its article: what the libraries found, with its gaps filled and its edges trimmed.

Strategy: the libraries' text says where the article is; inside that stretch a block is kept unless a named
rule drops it, so that a list, a quotation or a paragraph between two others is not lost. Before and after
it a block must prove itself. What a page says of its own text in JSON-LD settles where the article ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlsplit

from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import ruling_of
from kliping.model import VerdictKind
from kliping.pages.blocks import Block
from kliping.pages.boilerplate import Page, Place, is_lead, is_more, rule_of, unfound_rule, weights_of
from kliping.pages.extraction import Extraction, extraction_of

NOT_ARTICLE = "not-article"

_SHARE_OF_ROOT = 0.8
_LONG = 80
_MOST_LINKED = 0.5
_LEAST_SENTENCE = 60
# Headings end so; with a full stop hardly any does.
_QUESTIONS = ("?", "!", "…", "؟", "？", "！")
_LEAST_POINT = 40
_LISTINGS = frozenset({"ul", "ol", "dl", "table"})
_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_COLONS = (":", "：")
_LINK_RULES = frozenset({"link-only", "related-link"})
_LEAST_ANNOUNCED = 25  # more than "More on this story:"
_LEAST_OFFER = 20  # more than the name of a network to share on
_LEAST_STATED = 3
_SHARE_STATED = 0.97
_TAIL = 8
_FAR = 16


@dataclass(slots=True, kw_only=True)
class Case:
    """A block on which judgement is being passed; `is_announced` if a sentence before its list leads to it."""

    block: Block
    is_found: bool = False
    is_announced: bool = False
    kind: VerdictKind = "dropped"
    rule: str = NOT_ARTICLE

    @property
    def is_kept(self) -> bool:
        """Whether it belongs to the article."""
        return self.kind in {"kept", "heading"}

    def keep(self) -> None:
        """Take it into the article."""
        self.kind, self.rule = ("heading" if self.block.is_heading else "kept"), ""

    def drop(self, rule: str) -> None:
        """Leave it out."""
        self.kind, self.rule = "dropped", rule


def select(blocks: Sequence[Block], extraction: Extraction, stated: str, page: Page) -> tuple[list[Case], Any | None]:
    """A verdict on every block, and the element that holds the article; none where there is no article.

    `stated` is the article's text as the page states it in its metadata.
    """
    said = extraction_of([stated])
    cases = [Case(block=block, is_found=extraction.has(block.key) or said.has(block.key)) for block in blocks]
    root = _root(cases)
    if root is None:
        return cases, None
    inside = _stretch(cases, root)
    _keep_stretch(cases, inside, root)
    _keep_neighbours(cases, inside)
    _keep_lists(cases, page.host)
    _obey_stated(cases, said)
    apply_rules(cases, root, page)
    _drop_repeated(cases)
    trim(cases)
    return cases, root


def trim(cases: Sequence[Case]) -> None:
    """A heading that nothing follows heads nothing; one that is a sentence says enough by itself."""
    following = 0
    for case in reversed(cases):
        is_heading = case.kind == "heading" and not _is_sentence(case.block)
        level = int(case.block.tag[1]) if is_heading else 0
        if level and (not following or 0 < level <= following - 10):
            case.drop("empty-heading")
        elif case.is_kept:
            following = level + 10 if level else 1


def _is_sentence(block: Block) -> bool:
    is_long = len(block.text) >= _LEAST_SENTENCE and block.linked <= _MOST_LINKED
    return is_long and ends_with_stop(block.text) and not block.text.endswith(_QUESTIONS)


# --- Where the article is ----------------------------------------------------------------------------------------


def _root(cases: Sequence[Case]) -> Any | None:
    """The innermost element that holds most of what was found; the same text counts once."""
    weights: dict[Any, dict[str, int]] = {}
    total: dict[str, int] = {}
    for case in cases:
        if case.is_found:
            total[case.block.key] = len(case.block.key)
            for element in case.block.above:
                weights.setdefault(element, {})[case.block.key] = len(case.block.key)
    needed = _SHARE_OF_ROOT * sum(total.values())
    heavy = [element for element, keys in weights.items() if sum(keys.values()) >= needed]
    # A page of one block has no element above it but the body.
    return max(heavy, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _stretch(cases: Sequence[Case], root: Any) -> range:
    """From the first block to the last that was found inside the root."""
    found = [index for index, case in enumerate(cases) if case.is_found and root in case.block.above]
    return range(found[0], found[-1] + 1)


def _keep_stretch(cases: Sequence[Case], inside: range, root: Any) -> None:
    listed = _linked_headings(cases)
    beside = {case.block.element.getparent() for case in cases if _is_long(case)}
    near = _near(cases, inside)
    for index, case in enumerate(cases):
        is_between = index in inside and root in case.block.above
        is_prose = case.block.linked <= _MOST_LINKED
        # What was found outside the root beside a paragraph: the headings of an article's other sections.
        is_beside = index in near and case.is_found and is_prose and case.block.element.getparent() in beside
        if is_beside or (is_between and (case.is_found or is_prose or index in listed)):
            case.keep()


def _near(cases: Sequence[Case], inside: range) -> range:
    """A stretch, and what was found before and after it up to where a page's other boxes stand between."""
    start, stop = inside.start, inside.stop
    for index in range(inside.stop, len(cases)):
        stop = index + 1 if cases[index].is_found and index - stop < _FAR else stop
    for index in range(inside.start - 1, -1, -1):
        start = index if cases[index].is_found and start - index <= _FAR else start
    return range(start, stop)


def _is_long(case: Case) -> bool:
    block = case.block
    return case.is_found and block.linked <= _MOST_LINKED and len(block.text) >= _LONG


def _linked_headings(cases: Sequence[Case]) -> frozenset[int]:
    """Headings that are links, each with its own paragraph below: a list of places or books. One alone is a teaser."""
    found = [
        index
        for index, (case, after) in enumerate(pairwise(cases))
        if case.block.is_heading
        and case.block.linked > _MOST_LINKED
        and after.is_found
        and after.block.element.getparent() is case.block.element.getparent()
    ]
    return frozenset(found if len(found) > 1 else ())


def _keep_neighbours(cases: Sequence[Case], inside: range) -> None:
    """Paragraphs beside the first and the last that the libraries left out, and the lead in the page's header."""
    for indexes in (range(inside.start - 1, -1, -1), range(inside.stop, len(cases))):
        at = inside.start if indexes.step < 0 else inside.stop - 1
        for index in indexes:
            block = cases[index].block
            if block.element.getparent() is not cases[at].block.element.getparent() or not _is_paragraph(block):
                break
            cases[index].keep()
    above = cases[max(0, inside.start - _TAIL) : inside.start]
    titles = [index for index, case in enumerate(above) if case.block.tag == "h1"]
    for index, case in enumerate(above):
        is_point = bool(titles) and index > titles[-1] and _is_point(case)
        if not case.is_kept and (is_point or is_lead(case.block)):
            if case.block.is_heading:
                case.block.element.tag = "p"  # it heads nothing: the text below is not about it alone
            case.keep()
            case.is_found = True


def _keep_lists(cases: Sequence[Case], host: str) -> None:
    """Lists and tables that stand among the article's own paragraphs: libraries leave out short ones, or some of them.

    One of text belongs to the paragraph, the headline or the subheading that it follows; one of links must have been
    announced with a colon, as those below "Read more:" are, or lead to other sites, as offers and addresses do.
    """
    paragraphs = {case.block.element.getparent() for case in cases if case.is_kept and _is_running(case.block)}
    above: dict[Any, list[Case]] = {}
    for listing, group in groupby(cases, key=lambda case: _listing_of(case.block)):
        members = list(group)
        if listing is None:
            for case in members:
                above.setdefault(case.block.element.getparent(), []).append(case)
        elif listing.getparent() in paragraphs:
            beside = above.setdefault(listing.getparent(), [])
            is_more_of = bool(beside) and is_more(beside[-1].block.text)
            is_abroad = not is_more_of and _leads_abroad(members, host)
            if beside and _is_of(beside[-2:], members, is_abroad=is_abroad):
                for case in (*(each for each in beside[-1:] if each.block.tag in _SUBHEADINGS), *members):
                    case.keep()
                    case.is_found = True
                    case.is_announced = is_abroad or _announces(beside[-1])
            beside += members


def _listing_of(block: Block) -> Any | None:
    """The outermost list that a block stands in, or the table that it is."""
    lists = [element for element in (block.element, *block.above) if element.tag in _LISTINGS]
    return lists[-1] if lists else None


def _is_of(above: Sequence[Case], members: Sequence[Case], *, is_abroad: bool) -> bool:
    """Whether a list's blocks belong to what stands above them in the same box."""
    last = above[-1]
    is_headed = last.block.tag in _SUBHEADINGS and len(above) > 1 and above[0].is_kept
    if is_abroad or all(case.block.linked <= _MOST_LINKED for case in members):
        return last.is_kept or last.block.tag == "h1" or is_headed
    return _announces(last)


def _leads_abroad(members: Sequence[Case], host: str) -> bool:
    """Whether each of a list's blocks says something and leads to another site than the page's."""
    links = [link.get("href") for case in members for link in case.block.element.iter("a") if link.get("href")]
    says = all(len(case.block.text) >= _LEAST_OFFER for case in members)
    return bool(host and links) and says and all(_is_abroad(link, host) for link in links)


def _is_abroad(link: str, host: str) -> bool:
    try:
        there = urlsplit(link).hostname or ""
    except ValueError:
        return False
    return bool(there) and there.split(".")[-2:] != host.split(".")[-2:]


def _announces(case: Case) -> bool:
    """Whether a block is a sentence that leads to what follows it, and no label such as "Read more:"."""
    is_open = case.block.text.endswith(_COLONS) and len(case.block.text) >= _LEAST_ANNOUNCED
    return case.is_kept and is_open and not is_more(case.block.text) and ruling_of(case.block.text) is None


def _is_running(block: Block) -> bool:
    return block.tag == "p" and block.linked <= _MOST_LINKED and ends_with_stop(block.text)


def _is_point(case: Case) -> bool:
    """Whether a block below the headline is one of the points that some papers put above an article."""
    block = case.block
    is_text = len(block.text) >= _LEAST_POINT and block.linked <= _MOST_LINKED
    return case.is_found and is_text and block.tag in {"li", "p", "div"}


def _is_paragraph(block: Block) -> bool:
    is_text = block.tag in {"p", "blockquote"} and len(block.text) >= _LONG
    return is_text and ends_with_stop(block.text) and block.linked <= _MOST_LINKED


# --- What does not belong to it ----------------------------------------------------------------------------------


def _obey_stated(cases: Sequence[Case], said: Extraction) -> None:
    """A page that states its text in full says which paragraphs are none of it, and where it ends.

    In full: what it states is the page's own blocks, from the first of them to the last. Statements leave out
    lists, quotations, tables and headings, so that none of these is dropped before the end.
    """
    kept = [index for index, case in enumerate(cases) if case.is_kept]
    stated = _stated(cases, kept, said)
    keys = [cases[index].block.key for index in stated]
    if len(keys) < _LEAST_STATED or not said.whole.startswith(keys[0]) or not said.whole.endswith(keys[-1]):
        return
    if sum(map(len, keys)) < _SHARE_STATED * len(said.whole):
        return
    for index in set(kept) - set(stated):
        if index > stated[-1]:
            cases[index].drop("after-article")
        elif cases[index].block.tag == "p" and index > stated[0] and not _may_be_stated(cases[index].block, said):
            cases[index].drop("not-stated")


def _stated(cases: Sequence[Case], kept: Sequence[int], said: Extraction) -> list[int]:
    """Which of the kept blocks a statement has. What is too short to be told by itself follows the block before it."""
    found: list[int] = []
    before = ""
    for index in kept:
        key = cases[index].block.key
        if said.has(key) or (before and before + key in said.whole):
            found.append(index)
            before = key
    return found


def _may_be_stated(block: Block, said: Extraction) -> bool:
    """Whether a paragraph is of a kind that statements leave out, or a sentence that one has somewhere."""
    return _is_quoted(block) or (ends_with_stop(block.text) and block.key in said.whole)


def _is_quoted(block: Block) -> bool:
    """Whether a block is set apart as a quotation, or in a list."""
    return _is_pulled(block) or any(each.tag == "li" for each in (block.element, *block.above[:3]))


def _is_pulled(block: Block) -> bool:
    """Whether a block is set apart as a quotation."""
    around = (block.element, *block.above[:3])
    return any(each.tag in {"blockquote", "q"} or "quote" in (each.get("class") or "").lower() for each in around)


def apply_rules(cases: Sequence[Case], root: Any, page: Page) -> None:
    """Drop of the kept blocks below a root what a named rule tells to be none of the article."""
    kept = [case for case in cases if case.is_kept]
    long = [index for index, case in enumerate(kept) if _is_paragraph(case.block)]
    first, last = (long[0], long[-1]) if long else (0, len(kept) - 1)
    total = sum(len(case.block.key) for case in kept)
    opening = kept[first].block if kept else None
    known = replace(
        page,
        opening=frozenset((opening.element, *opening.above) if opening else ()),
        weights=weights_of((case.block for case in kept if case.is_found), root, page.names),
    )
    for index, case in enumerate(kept):
        place: Place = "head" if index < first else "tail" if index >= max(last, len(kept) - _TAIL) else "middle"
        rule = rule_of(case.block, place, root, total, known)
        rule = "" if case.is_announced and rule in _LINK_RULES else rule
        # Lines of a box without a paragraph in it are labels and captions, and the libraries take many of them along.
        if not rule and (not case.is_found or case.block.tag == "div"):
            rule = unfound_rule(case.block, place, root)
        if rule:
            case.drop(rule)


def _drop_repeated(cases: Sequence[Case]) -> None:
    """A pull quote says again what a paragraph says; a page made for two widths says everything twice.

    A paragraph that stands beside its like, as a refrain does, was written so; and so was an item of a list that
    an earlier list has, too.
    """
    kept = [case for case in cases if case.is_kept]
    written = "\n".join(case.block.key for case in kept if not _is_pulled(case.block))
    seen: dict[str, Any] = {}
    for case in kept:
        key = case.block.key
        holder = case.block.element.getparent()
        least = _LONG if case.block.tag == "li" else _LONG // 2
        is_again = len(key) > least and seen.get(key, holder) is not holder
        if is_again or (len(key) >= _LONG // 4 and _is_pulled(case.block) and key in written):
            case.drop("repeated")
        seen.setdefault(key, holder)
