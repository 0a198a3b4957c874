"""How far what was read from a sample is from its gold: junk left, lines lost, words altered, facts right.

Strategy: the words of gold and of what a reader would see are aligned once. Gold words without a partner are
lost or altered; read words without one are junk where they are half of a junk string or more, else altered.
The format of the gold is told in samples/README.md.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from kliping import markup, safe_html
from kliping.model import Seed
from kliping.problems import Span

SAMPLES = Path(__file__).parent / "samples"

Words = list[str]
Gold = Mapping[str, Any]
Check = tuple[bool, Any, Any]

# Han and kana are written without spaces: each sign is a word, and so is each mark between them.
_SIGNS = r"\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_WORD = re.compile(rf"[{_SIGNS}]|[^\s{_SIGNS}]+")
_BLOCK = re.compile(r"</?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|t[dhr]|ul)\b[^>]*>")
_HEADING = re.compile(r"<h[2-6][^>]*>(.*?)</h[2-6]>", re.DOTALL)
_HREF = re.compile(r'<a [^>]*href="([^"]*)"')
_SRC = re.compile(r'<img [^>]*src="([^"]*)"')
_PLAIN = ("title_origin", "lang", "place")
_TAGS_WANTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One sample's numbers; scores of samples add up. `wrong` says what was not right, for people."""

    junk: int = 0
    junk_left: int = 0
    lines: int = 0
    lines_lost: int = 0
    words_altered: int = 0
    facts: int = 0
    facts_right: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Score)})


def gold_of(sample: Path) -> dict[str, Any]:
    """The gold beside a sample."""
    gold: dict[str, Any] = yaml.safe_load(sample.with_name(f"{sample.name}.gold.yaml").read_text("utf-8"))
    return gold


def samples(half: str) -> list[Path]:
    """The samples of a half, `first` or `second`, by name."""
    return sorted(path for path in (SAMPLES / half).iterdir() if not path.name.endswith(".gold.yaml"))


def score(seeds: Sequence[Seed], gold: Gold) -> Score:
    """The numbers of one sample: each article of the gold against its seed; articles too many are a wrong fact."""
    items = gold.get("items", [gold])
    right = len(seeds) == len(items)
    wrong = () if right else (f"articles: {len(seeds)} instead of {len(items)}",)
    pairs = _paired(seeds, items)
    return reduce(lambda total, pair: total + _item(*pair), pairs, Score(facts=1, facts_right=right, wrong=wrong))


def _paired(seeds: Sequence[Seed], items: Sequence[Gold]) -> Iterator[tuple[Seed | None, Gold]]:
    """Each article of the gold with the seed of its title, else with the first that has no other."""
    free = list(seeds)
    found: dict[int, Seed] = {}
    for number, item in enumerate(items):
        same = next((seed for seed in free if _folded(seed.title) == _folded(item["title"] or "")), None)
        if same:
            free.remove(same)
            found[number] = same
    for number, item in enumerate(items):
        yield found.get(number) or (free.pop(0) if free else None), item


def _item(seed: Seed | None, gold: Gold) -> Score:
    html = _html(seed) if seed else ""
    return _text(html, gold) + _facts(seed, html, gold)


def _html(seed: Seed) -> str:
    html = markup.to_html(seed.body, Span(path=seed.file))
    return html if isinstance(html, str) else ""


# --- Junk, lines, words ----------------------------------------------------------------------------------------


def _text(html: str, gold: Gold) -> Score:
    exact = "body" in gold
    lines = [_line(each) for each in gold["body" if exact else "with"]]
    junk = [str(each) for each in gold["junk" if exact else "without"]]
    line_words = [_words(line) for line in lines]
    read = _words(safe_html.to_text(html))
    found, residue = _aligned([word for line in line_words for word in line], read)
    lost, altered, wrong = _lines(lines, line_words, found)
    left, rest = _junk(junk, residue)
    added = [" ".join(run) for run in rest] if exact else []
    return Score(
        junk=len(junk),
        junk_left=len(left),
        lines=len(lines),
        lines_lost=lost,
        words_altered=altered + sum(len(_words(run)) for run in added),
        wrong=(*wrong, *(f"junk left: {each}" for each in left), *(f"added: {run}" for run in added)),
    )


def _line(line: str | Mapping[str, str]) -> str:
    return line if isinstance(line, str) else line["heading"]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _words(text: str) -> Words:
    return _WORD.findall(_folded(text))


def _aligned(gold: Words, read: Words) -> tuple[list[bool], list[Words]]:
    """For each word of the gold whether it was read; and the runs of read words that are not the gold's."""
    found = [False] * len(gold)
    residue: list[Words] = []
    before = 0
    for block in SequenceMatcher(None, gold, read, autojunk=False).get_matching_blocks():
        if block.b > before:
            residue.append(read[before : block.b])
        before = block.b + block.size
        found[block.a : block.a + block.size] = [True] * block.size
    return found, residue


def _lines(lines: Sequence[str], line_words: Sequence[Words], found: Sequence[bool]) -> tuple[int, int, list[str]]:
    """Lines lost (fewer than half of their words were read), words missing from the others, and which."""
    lost = altered = start = 0
    wrong = []
    for line, words in zip(lines, line_words, strict=True):
        there = found[start : start + len(words)]
        start += len(words)
        missing = [word for word, is_there in zip(words, there, strict=True) if not is_there]
        if 2 * len(missing) > len(words):
            lost += 1
            wrong.append(f"line lost: {line}")
        elif missing:
            altered += len(missing)
            wrong.append(f"words missing: {' '.join(missing)}")
    return lost, altered, wrong


def _junk(junk: Sequence[str], residue: Sequence[Words]) -> tuple[list[str], list[Words]]:
    """The junk strings of which half or more is in the residue, longest first, and the residue without them."""
    left = []
    runs = [*residue]
    for each in sorted(junk, key=len, reverse=True):
        words = _words(each)
        place = _longest(words, runs)
        if place is None:
            continue
        left.append(each)
        number, start, size = place
        runs[number : number + 1] = [run for run in (runs[number][:start], runs[number][start + size :]) if run]
    return left, runs


def _longest(words: Words, runs: Sequence[Words]) -> tuple[int, int, int] | None:
    """Where the longest piece of the words is: run, start and size; None where it is less than half of them."""
    best = (0, 0, 0)
    for number, run in enumerate(runs):
        match = SequenceMatcher(None, words, run, autojunk=False).find_longest_match()
        if match.size > best[2]:
            best = (number, match.b, match.size)
    return best if best[2] and 2 * best[2] >= len(words) else None


# --- Facts -----------------------------------------------------------------------------------------------------


def _facts(seed: Seed | None, html: str, gold: Gold) -> Score:
    checks = {**_known(seed, gold), **_structure(html, gold)}
    missed = {name: check for name, check in checks.items() if not check[0]}
    wrong = tuple(f"{name}: {found!r} instead of {wanted!r}" for name, (_, found, wanted) in missed.items())
    return Score(facts=len(checks), facts_right=len(checks) - len(missed), wrong=wrong)


def _known(seed: Seed | None, gold: Gold) -> dict[str, Check]:
    """Each fact the gold names: whether it is right, what was found, what was wanted."""
    checks: dict[str, Check] = {}
    source = seed.source if seed else None
    found = {name: getattr(seed, name, None) for name in _PLAIN} | {
        "title": seed.title if seed else None,
        "source": source.name if source else "",
        "url": source.url if source else "",
        "author": source.author if source else "",
        "image": _image(seed),
    }
    for name in sorted(found.keys() & gold.keys()):
        checks[name] = (seed is not None and _same(found[name], gold[name]), found[name], gold[name])
    at = seed.date.at if seed and seed.date else None
    checks["date"] = (seed is not None and _same_time(at, gold["date"]), at, gold["date"])
    if "cites" in gold:
        cites = list(seed.cites) if seed else None
        checks["cites"] = (cites == gold["cites"], cites, gold["cites"])
    tags = {_folded(tag) for tag in seed.tags} if seed else set()
    if "tags_any" in gold:
        checks["tags_any"] = (len(tags & set(gold["tags_any"])) >= _TAGS_WANTED, tags, gold["tags_any"])
    if "tags_never" in gold:
        checks["tags_never"] = (seed is not None and not tags & set(gold["tags_never"]), tags, gold["tags_never"])
    return checks


def _image(seed: Seed | None) -> str:
    """The address of its picture, which a clipping keeps as front matter does."""
    image = dict(seed.fields).get("image") if seed else None
    return str(image.get("src", "") if isinstance(image, dict) else image or "")


def _same(found: Any, wanted: Any) -> bool:
    return _folded(str(found or "")) == _folded(str(wanted or ""))


def _same_time(found: datetime | None, wanted: date | None) -> bool:
    """Gold with a time is a moment, without one a day of the seed's own zone."""
    if found is None or wanted is None:
        return found is wanted
    if not isinstance(wanted, datetime):
        return found.date() == wanted
    return found.tzinfo is not None and found == wanted


def _structure(html: str, gold: Gold) -> dict[str, Check]:
    wanted = dict(gold.get("structure", {}))
    if "body" in gold:
        wanted["headings"] = [each["heading"] for each in gold["body"] if isinstance(each, dict)]
    if "body" in gold and gold.get("form") != "one long line":
        wanted["paragraphs"] = [_words(_line(each)) for each in gold["body"]]
    found = _built(html)
    return {name: (_as_built(name, found[name], wanted[name]), found[name], wanted[name]) for name in wanted}


def _as_built(name: str, found: Any, wanted: Any) -> bool:
    if name in {"links", "images"}:
        return set(wanted) <= set(found) if wanted else not found
    if name == "paragraphs":
        return all(paragraph in found for paragraph in wanted)
    return bool(found == wanted)


def _built(html: str) -> dict[str, Any]:
    """What the article is made of, as the structure of the gold counts it."""
    return {
        "headings": [_folded(safe_html.to_text(each)) for each in _HEADING.findall(html)],
        "links": [safe_html.to_text(each) for each in _HREF.findall(html)],
        "images": [safe_html.to_text(each) for each in _SRC.findall(html)],
        "list_items": html.count("<li"),
        "quotes": html.count("<blockquote"),
        "tables": html.count("<table"),
        "code": html.count("<pre"),
        "paragraphs": [words for block in _BLOCK.split(html) if (words := _words(safe_html.to_text(block)))],
    }
