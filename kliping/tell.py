"""What a person, or a program, is told: reports and explanations as text.

Strategy: pure functions from values to text; the command line prints what they answer.
"""

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, get_args

from kliping.model import Article, Fate, ItemReport, LeftOut, Moment, Page, Proposal, Report, Seed, Verdict
from kliping.problems import Problem, describe, printable

_FATES: dict[Fate, str] = {
    "ingested": "ingested",
    "merged": "merged",
    "unchanged": "unchanged",
    "duplicate": "duplicates",
    "removed": "removed",
    "set_aside": "set_aside",
}
_REASONS = {"draft": ("draft", "drafts"), "future": ("dated in the future",) * 2, "expired": ("expired",) * 2}
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7e]")
_WIDTH = 100
_LISTED = 10


# --- Reports -----------------------------------------------------------------------------------------------------


def as_json(report: Report, text: str = "") -> str:
    """A report as one JSON object in ASCII, with the names of docs/commands.md; `text` is what a person would read."""
    told = json.dumps(
        {
            **({"text": text} if text else {}),
            "articles": report.articles,
            "pages": report.pages,
            "written": report.written,
            "reused": report.reused,
            "removed": report.removed,
            "seconds": {step: round(seconds, 4) for step, seconds in report.seconds.items()},
            "seeds": {
                "found": len(report.items),
                **{_FATES[fate]: count for fate, count in _counts(report.items).items()},
                "items": [_item_fields(item) for item in report.items],
            },
            "proposals": [
                {"source": one.source, "line": one.line, "count": one.count, "of": one.of} for one in report.proposals
            ],
            "left_out": [{"path": left.path, "reason": left.reason} for left in report.left_out],
            "problems": [_problem_fields(problem) for problem in report.problems],
        },
        ensure_ascii=False,
        indent=2,
    )
    # A file's name that is not UTF-8 holds lone surrogates, which are no JSON for strict readers.
    whole = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", told)
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], whole)


def problems(report: Report) -> str:
    """All problems, and how many there are."""
    if not report.problems:
        return ""
    told = "\n".join(describe(problem) for problem in report.problems)
    errors = sum(problem.is_error for problem in report.problems)
    parts = [counted(errors, "error", "errors"), counted(len(report.problems) - errors, "warning", "warnings")]
    return f"{told}\n{' and '.join(part for part in parts if part)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """How this person starts Kliping, the option that names the digest from `where` they stand, and how they look."""

    program: str = "kliping"
    where: str = ""
    look: str = ""


def summary(report: Report, destination: str, asker: Asker, *, is_built: bool, is_verbose: bool) -> str:
    """What a run did, in a few lines, with commands as this person can type them."""
    lines = [_clippings(report.items)]
    lines += _told_items(report.items, is_verbose=is_verbose)
    lines += _dropped(report.items, asker)
    if is_built:
        lines += [_articles(report), *_left_out(report.left_out, is_verbose=is_verbose), _site(report, destination)]
    if is_verbose:
        lines += ["  time", *(f"    {step:<10}{seconds:8.3f} s" for step, seconds in report.seconds.items())]
    lines.append(
        f"  done       in {sum(report.seconds.values()):.2f} s{f' · look at it: {asker.look}' if asker.look else ''}"
    )
    if not is_built:
        lines += proposed(report.proposals)
    return printable("\n".join(lines))


def proposed(proposals: Sequence[Proposal]) -> list[str]:
    """The lines that stand in many clippings of a source, as config.yaml takes them."""
    if not proposals:
        return []
    lines = ["  proposed   these lines stand in many clippings of one source; to drop them, put into config.yaml:"]
    lines.append("    sources:")
    for source, of_one in groupby(sorted(proposals, key=lambda one: one.source), key=lambda one: one.source):
        lines += [f"      {_yaml(source)}:", "        drop:"]
        by_count = sorted(of_one, key=lambda one: (-one.count, one.line))
        lines += [f"          - {_yaml(one.line)}  # in {one.count} of {one.of} clippings" for one in by_count]
    return lines


def _yaml(text: str) -> str:
    """A text in quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _dropped(items: Sequence[ItemReport], asker: Asker) -> list[str]:
    """How many lines were dropped in all, and how each can be seen."""
    count = sum(item.dropped for item in items)
    first = next((item.file for item in items if item.dropped), "")
    if not first:
        return []
    said = counted(count, "line was dropped", "lines were dropped")
    command = f"{asker.program} explain {shlex.quote(first)}{asker.where}"
    return [f"  dropped    {said} from them; see which, and why: {command}"]


def _clippings(items: Sequence[ItemReport]) -> str:
    parts = [f"{count} {_fate(fate, count)}" for fate, count in _counts(items).items() if count]
    told = f": {', '.join(parts)}" if parts else ""
    return f"  clippings  {len(items)} found{told}"


def _fate(fate: Fate, count: int) -> str:
    return "duplicate" if (fate, count) == ("duplicate", 1) else _FATES[fate].replace("_", " ")


def _articles(report: Report) -> str:
    counts = Counter(left.reason for left in report.left_out)
    parts = [counted(count, *_REASONS[reason]) for reason, count in sorted(counts.items())]
    left_out = f"; left out: {', '.join(parts)}" if parts else ""
    return f"  articles   {report.articles} published{left_out}"


def _site(report: Report, destination: str) -> str:
    return (
        f"  {destination:<10} {counted(report.pages, 'file', 'files') or 'no files'}: {report.written} written, "
        f"{report.reused} unchanged, {report.removed} removed"
    )


def _left_out(left_out: Sequence[LeftOut], *, is_verbose: bool) -> list[str]:
    shown = left_out if is_verbose else left_out[:_LISTED]
    lines = [f"             {left.reason}: {left.path}" for left in shown]
    more = len(left_out) - len(shown)
    return [*lines, f"             and {more} more: -v lists them"] if more else lines


def _told_items(items: Sequence[ItemReport], *, is_verbose: bool) -> list[str]:
    """The clippings whose fate a person wants to see; all of them if asked for."""
    quiet = ("unchanged",) if is_verbose else ("unchanged", "ingested", "removed")
    shown = [item for item in items if item.fate not in quiet or (item.fate == "ingested" and item.duplicate_of)]
    lines = [_told_item(item) for item in (shown if is_verbose else shown[:_LISTED])]
    more = len(shown) - len(lines)
    return [*lines, f"             and {more} more: -v lists them"] if more else lines


def _told_item(item: ItemReport) -> str:
    name = " ".join(f"{item.file}{f'#{item.item}' if item.item else ''}".splitlines())
    goal = f" → {item.article}" if item.article else ""
    reason = f" ({item.reason})" if item.reason else ""
    return f"             {item.fate.replace('_', ' ')}: {name}{goal}{reason}"


def _counts(items: Iterable[ItemReport]) -> dict[Fate, int]:
    counted = Counter(item.fate for item in items)
    return {fate: counted[fate] for fate in get_args(Fate)}


def _item_fields(item: ItemReport) -> dict[str, Any]:
    return {
        "file": item.file,
        "item": item.item,
        "fate": item.fate,
        "article": item.article,
        "reason": item.reason,
        "duplicate_of": item.duplicate_of,
        **(json.loads(item.account) if item.account else {}),
    }


def _problem_fields(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.span.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "text": problem.text,
        "hint": problem.hint,
    }


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun; empty for none."""
    return f"{count} {one if count == 1 else many}" if count else ""


# --- Explanations ------------------------------------------------------------------------------------------------


def seed(clipping: Seed, article: str) -> str:
    """A clipping line by line with each verdict and its rule, and the facts that were found."""
    name = f"{clipping.file}#{clipping.item}" if clipping.item else clipping.file
    lines = [f"{name}: {clipping.format}{f' → {article}' if article else ''}"]
    if clipping.ledger is not None:
        for verdict in clipping.ledger.verdicts:
            lines += _verdict(verdict)
        lines.append(_verdict_counts(clipping.ledger.verdicts))
    return printable("\n".join([*lines, "facts", *_facts(clipping)]))


# What a page may be made anew for, in the words of those who ask.
_PARTS = {
    "page": "what it shows",
    "article": "the article: its title, date, tags or whatever else is told of it",
    "text": "the text",
    "texts": "the text of an article in it",
    "edition": "what the edition says of itself, or the one before or after it",
    "editions": "which editions there are",
    "mail": "whom mails are from",
    "book": "a layout of books",
    "original": "the image file",
    "as": "the formats and sizes of pictures",
    "letter": "a layout of mails",
    "neighbours": "the article before or after it",
    "others": "the same in another language, or another version of the story",
    "names": "the name or address of a list that it links to",
    "articles": "an article that it shows",
    "list": "which list it is, how long that is, or the page before or after it",
    "feed": "what the feed is called, or the archive before it",
    "digest": "what every page shows of the digest: its name, sections or languages",
    "layouts": "a layout that it uses",
    "words": "the words of its language",
    "file": "the file itself, in static/",
    "kliping": "Kliping, or a library that it uses",
}
_WHY_UNKNOWN = "why it was last written is not known: no build of it is remembered"
# What outputs are made of that tell of no article.
_MADE_OF = {"assets": "layouts/assets/", "icons": "config.yaml", "robots": "config.yaml", "hosting": "config.yaml"}


def page(planned: Page, path: str, why: str) -> str:
    """What an output file is made of, and why it was last written, as the names of parts that changed say."""
    made_of = planned.made_of or (_MADE_OF.get(planned.output, "the whole library"),)
    return file(path, f"made by the {planned.output} output, at /{planned.address}", made_of, why)


def file(path: str, made_by: str, made_of: Iterable[str], why: str) -> str:
    """By whom a file of the site was made, of what, and why it was last written."""
    told = [_PARTS[name] for name in why.split(", ") if name in _PARTS]
    last = [f"last written because these changed: {'; '.join(told)}" if told else f"last written because {why}"]
    lines = [f"{path}: {made_by}", "made of", *(f"  {part}" for part in made_of)]
    return printable("\n".join([*lines, *(last if why else [_WHY_UNKNOWN])]))


def article(told: Article, pages: Sequence[str]) -> str:
    """Where an article is published, and what it was made of."""
    made_of = f", made of {told.seed.file}" if told.seed else ""
    lines = [f"{told.path}: article {told.id}{made_of}", "published at" if pages else "not published"]
    return printable("\n".join([*lines, *(f"  {path}" for path in pages)]))


def _verdict(verdict: Verdict) -> list[str]:
    rule = f"  [{verdict.rule}]" if verdict.rule else ""
    place = f"{verdict.line}:{verdict.column}" if verdict.column > 1 else f"{verdict.line}"
    head = f"{place:>5}  {verdict.kind:<8}{shortened(verdict.text)}{rule}".rstrip()
    mends = Counter((mend.old, mend.new, mend.rule) for mend in verdict.mends)
    return [
        head,
        *(f"{'':>7}mended  {old!r} → {new!r}  ×{count}  [{rule}]" for (old, new, rule), count in mends.items()),
    ]


def _verdict_counts(verdicts: Sequence[Verdict]) -> str:
    mends = sum(len(verdict.mends) for verdict in verdicts)
    lines = list(_kinds_of_lines(verdicts))
    parts = [f"{count} {kind}" for kind, count in sorted(Counter(lines).items())]
    said = counted(len(lines), "line", "lines") or "no lines"
    return f"{said}: {', '.join(parts)}; {counted(mends, 'mend', 'mends') or 'no mends'}"


def _kinds_of_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """What became of each line, of which some are judged in parts."""
    kinds: set[str] = set()
    for verdict in verdicts:
        if kinds and verdict.column <= 1:
            yield _kind_of_line(kinds)
            kinds = set()
        kinds.add(verdict.kind)
    if kinds:
        yield _kind_of_line(kinds)


def _kind_of_line(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "dropped in part" if "dropped" in kinds else "kept"


def _facts(clipping: Seed) -> list[str]:
    source = clipping.source
    facts = {
        "title": f"{clipping.title}  ({clipping.title_origin})",
        "date": f"{moment(clipping.date)}  ({clipping.date_origin})"
        if clipping.date
        else "none found: the day of ingest",
        "language": clipping.lang,
        "source": " · ".join(part for part in (source.name, source.url) if part) if source else "",
        "author": source.author if source else "",
        "place": clipping.place,
        "cites": ", ".join(clipping.cites),
        "tags": ", ".join(clipping.tags),
        "summary": clipping.summary,
    }
    return [f"  {name:<10}{value}" for name, value in facts.items() if value]


def moment(told: Moment) -> str:
    """A date as people read it, with its time where there is one."""
    return told.at.date().isoformat() if told.whole_day else told.at.isoformat(" ", "minutes")


def shortened(text: str) -> str:
    """A line that fits a terminal."""
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
