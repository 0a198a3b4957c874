"""Which texts are copies of others: exact in their words, nearly so, or saved from the same address.

Strategy: a text is five-word runs ("shingles"); a sketch keeps the smallest hashes of them, a fair sample.
Texts that share a sampled shingle are looked at in full, so never all pairs: nearly all of the shorter must be
in the longer, their lengths and figures must agree, and they may not each have a passage of their own. Only
what is no copy itself is an original, so that chains of small changes do not join different stories.
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from kliping import addresses
from kliping.tables import Held, Table

SHINGLE = 5
_SAMPLES = 32  # hashes kept of a text; 4 bytes each
_INDEXED = 16  # of them, those that texts are found by

_LEAST_CONTAINED = 0.6
_LEAST_LENGTH_RATIO = 0.7
_LEAST_FIGURES = 0.6
_LEAST_SHINGLES = 20  # a shorter text says too little to be nearly another; only to be it
_LEAST_WORDS = 8
_PASSAGE = 16  # shingles in a row that only one text has
_MOST_OWN = 0.2
_LEAST_ESTIMATE = 0.12  # true resemblance of a copy is 0.3 or more; a sample of 32 strays by less than this
_MOST_POSTINGS = 32  # originals that share a shingle: beyond, it is somebody's boilerplate
_MOST_LOOKED_AT = 8
_SEEN_BITS = 26
_MOST_HASH = 2**32

_LINK = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
# One token a character where words are not spaced (Thai, Lao, Burmese, Khmer, kana, Han); else words with the marks
# that Python does not count to them (Indic scripts, Arabic vowels, combining accents).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[\w{_MARKS}]+")
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_WORD_OR_CHARACTER = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w{_MARKS}])+")

# What stands for each character of ASCII: its small letter, or a space where it is part of no word.
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}

_TRACKING = re.compile(
    r"(?:utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|_ga|_gl|ncid|cmpid|ocid|"
    r"ref|ref_src|ref_url|referrer|share|shared|smid|spm|amp)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A text's number of shingles, and the smallest of their hashes: four bytes each, in order."""

    size: int
    samples: bytes

    def hashes(self) -> "array[int]":
        """The sampled hashes."""
        found = array("I")
        found.frombytes(self.samples)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text to be compared: `id` of its article, `address` as `normalised` answers it."""

    id: str
    sketch: Sketch
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """That a text is a copy of the article `of`, and why, in a few words."""

    of: str
    why: str


def sketch(body: str) -> Sketch:
    """The sketch of a Markdown text."""
    shingles = set(_shingles(_tokens(body)))
    # Hashes are spread evenly: the smallest are below four times their share, or all are looked at.
    likely = _MOST_HASH * 4 * _SAMPLES // max(len(shingles), 1)
    smallest = sorted([each for each in shingles if each < likely])[:_SAMPLES]
    smallest = smallest if len(smallest) == _SAMPLES else sorted(shingles)[:_SAMPLES]
    return Sketch(size=len(shingles), samples=array("I", smallest).tobytes())


def normalised(url: str) -> str:
    """An address as addresses are compared: empty where it names no page of its own, such as an outlet's front page."""
    if not addresses.is_web_address(url):
        return ""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    path = re.sub(r"/(?:index\.(?:html?|php)|amp)?/*$", "", parts.path)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(key)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{port}{path}{query}" if path or query else ""


def copies(
    standing: Iterable[Entry],
    arriving: Iterable[Entry],
    body_of: Callable[[str], str],
    table: Callable[[], Table[Any]] = Held,
) -> dict[str, Copy]:
    """The copies among `arriving`, by id; the earlier of two is the original, and what stands is earlier than all.

    `body_of` answers the Markdown of an entry by its id; it is asked only where two texts share a sample. Texts are
    put down in a new `table`, so that they need not be held.
    """
    entries: Table[_Plain] = table()
    sampled = _Sampled()
    is_standing = 0
    for number, entry in enumerate(chain(standing, _MARK, arriving)):
        if entry is None:
            is_standing = number
            continue
        entries[f"{number}"] = entry.id, entry.address, entry.sketch.size, entry.sketch.samples
        sampled.add(entry.sketch)
    shelf = _Shelf(repeated=sampled.repeated, body_of=body_of, entries=entries, by_address=table())
    found: dict[str, Copy] = {}
    for place, plain in entries.items():
        entry = _entry(plain)
        copy = shelf.original_of(entry) if int(place) > is_standing else None
        if copy is None:
            shelf.add(int(place), entry)
        else:
            found[entry.id] = copy
            shelf.stand_for(entry.address, copy.of)
    return found


# --- Finding -----------------------------------------------------------------------------------------------------

# An entry as a table holds it: its id, its address, and of its sketch the size and the samples.
_Plain = tuple[str, str, int, bytes]
_MARK: tuple[None] = (None,)  # stands between what stands and what arrives


def _entry(plain: _Plain) -> Entry:
    article_id, address, size, samples = plain
    return Entry(id=article_id, address=address, sketch=Sketch(size=size, samples=samples))


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """The originals so far: by address, and by those of their samples that some other text has too."""

    repeated: set[int]
    body_of: Callable[[str], str]
    entries: Table[_Plain]
    by_address: Table[str]
    by_sample: dict[int, list[int]] = field(default_factory=dict)
    of_copies: set[str] = field(default_factory=set)  # addresses that stand for an original that has another, or none

    def add(self, number: int, entry: Entry) -> None:
        if entry.address:
            self.by_address.setdefault(entry.address, entry.id)
        for sample in self.repeated.intersection(entry.sketch.hashes()[:_INDEXED]):
            postings = self.by_sample.setdefault(sample, [])
            if len(postings) < _MOST_POSTINGS:
                postings.append(number)

    def stand_for(self, address: str, original: str) -> None:
        """Let the address of a copy stand for its original."""
        if address and self.by_address.get(address) is None:
            self.by_address[address] = original
            self.of_copies.add(address)

    def original_of(self, entry: Entry) -> Copy | None:
        at = self.by_address.get(entry.address) if entry.address else None
        if at is not None:
            whose = "a copy of it" if entry.address in self.of_copies else "it"
            return Copy(of=at, why=f"saved from the same address as {whose}")
        looked_at = self._alike(entry)
        if not looked_at:
            return None
        body = self.body_of(entry.id)
        for other in looked_at:
            shared = likeness(self.body_of(other.id), body)
            if shared:
                return Copy(of=other.id, why=f"{shared:.0%} of its text is the same")
        return None

    def _alike(self, entry: Entry) -> list[Entry]:
        """The originals worth a full comparison, the likeliest first."""
        hashes = entry.sketch.hashes()
        postings = (self.by_sample.get(sample, ()) for sample in hashes[:_INDEXED])
        # What many share says little of whose copy a text is, and would have each be held against all of them.
        shared = Counter(number for numbers in postings if len(numbers) < _MOST_POSTINGS for number in numbers)
        others = [(_entry(self.entries[f"{number}"]), number) for number in shared]
        likely = [
            (-estimate, number, other)
            for other, number in others
            if _ratio(other.sketch.size, entry.sketch.size) >= _LEAST_LENGTH_RATIO
            and (estimate := _estimate(hashes, other.sketch.hashes())) >= _LEAST_ESTIMATE
        ]
        return [other for _, _, other in sorted(likely, key=lambda one: one[:2])[:_MOST_LOOKED_AT]]


class _Sampled:
    """The samples of texts, of which `repeated` are those that more than one text has, and a few more.

    What only one has need not be indexed.
    """

    def __init__(self) -> None:
        self.repeated: set[int] = set()
        self._seen = bytearray(1 << (_SEEN_BITS - 3))

    def add(self, sketch: Sketch) -> None:
        seen, mask = self._seen, (1 << _SEEN_BITS) - 1
        for sample in sketch.hashes()[:_INDEXED]:
            place, bit = (sample & mask) >> 3, 1 << (sample & 7)
            if seen[place] & bit:
                self.repeated.add(sample)
            seen[place] |= bit


def _estimate(one: "array[int]", other: "array[int]") -> float:
    """The share of the smallest hashes of both together that both have (Broder's bottom-k estimate)."""
    mine, yours = set(one), set(other)
    smallest = sorted(mine | yours)[:_SAMPLES]
    return sum(sample in mine and sample in yours for sample in smallest) / max(len(smallest), 1)


# --- Comparing two texts -----------------------------------------------------------------------------------------


def likeness(one: str, other: str) -> float:
    """How much of the shorter of two Markdown texts is in the longer, 0 to 1; 0 where they are no copies."""
    tokens = _tokens(one), _tokens(other)
    runs = _shingles(tokens[0]), _shingles(tokens[1])
    mine, yours = set(runs[0]), set(runs[1])
    shorter = min(len(mine), len(yours))
    if shorter < _LEAST_SHINGLES:
        return 1.0 if tokens[0] == tokens[1] and len(tokens[0]) >= _LEAST_WORDS else 0.0
    shared = mine & yours
    contained = len(shared) / shorter
    is_copy = (
        contained >= _LEAST_CONTAINED
        and _ratio(len(mine), len(yours)) >= _LEAST_LENGTH_RATIO
        and min(_own(run, shared) for run in runs) <= _MOST_OWN
        and _figures(*tokens) >= _LEAST_FIGURES
    )
    return contained if is_copy else 0.0


def _own(run: Sequence[int], shared: set[int]) -> float:
    """The share of a text that is whole passages of its own: words changed here and there are none."""
    stretches = (len(list(group)) for is_shared, group in groupby(run, shared.__contains__) if not is_shared)
    return sum(length for length in stretches if length >= _PASSAGE) / len(run)


def _figures(one: Iterable[str], other: Iterable[str]) -> float:
    """How many of the figures agree: reports made on one pattern, of two days, have only these to tell them apart."""
    mine, yours = ({token for token in tokens if token[:1].isdigit()} for tokens in (one, other))
    fewer = min(len(mine), len(yours))
    return len(mine & yours) / fewer if fewer > 2 else 1.0


def _ratio(one: int, other: int) -> float:
    return min(one, other) / max(one, other, 1)


def _tokens(body: str) -> list[str]:
    text = _LINK.sub("]", body) if "](" in body else body
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()  # what the pattern finds, and ten times as fast
    folded = unicodedata.normalize("NFKC", text).casefold()
    pattern = _WORD_OR_CHARACTER if _HAS_UNSPACED.search(folded) else _WORD
    return pattern.findall(folded.replace("_", " "))


def _shingles(tokens: Sequence[str]) -> list[int]:
    """The hash of every run of words; of the whole, where it is shorter than one."""
    if not tokens:
        return []
    joined = " ".join(tokens).encode("utf-8", "replace")
    # Encoded once for all: a run is what stands between the beginning of one word and the end of another.
    ends = list(accumulate([len(word) + 1 for word in joined.split(b" ")], initial=0))
    runs = zip(ends, ends[SHINGLE:] or ends[-1:], strict=False)
    return [crc32(joined[start : end - 1]) for start, end in runs]


def _is_tracking(key: str) -> bool:
    return _TRACKING.fullmatch(key.casefold()) is not None
