"""Articles made by rule: prose of natural lengths, in words that nobody has.

Strategy: an article is a function of its number and the size of the corpus alone, so any one can be made again,
and none but the one at hand is in memory. Words come as they do in prose: a few often, most seldom, and the often
used ones are short (Zipf's law, with Mandelbrot's shift). Tags do the same, and grow in number with the corpus as
a vocabulary does (Heaps' law).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate

SECTIONS = ("Bandar", "Ekara", "Kesra", "Lingga", "Olahan", "Ragam", "Sastra", "Warita")
BEGIN = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 5 * 365
ADDED = datetime(2024, 1, 2, tzinfo=UTC)

_BYTES = 5000
_WORDS = 8000
_SOURCES = 24
_ONSETS = "b c d f g h j k l m n p r s t w y br dr gr kl kr pr st tr ng ny".split()
_VOWELS = "a a a e e i i o u ai au".split()
_CODAS = ["", "", "", "", *"n ng r s t k l m h".split()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, before it has any generator's form. `body` is Markdown; `date` is in UTC."""

    number: int
    title: str
    slug: str
    date: datetime
    tags: tuple[str, ...]
    source: str
    section: str
    summary: str
    body: str

    @property
    def address(self) -> str:
        """Where all generators are told to put it, under the site's root."""
        return f"{self.date:%Y/%m/%d}/{self.slug}/"

    @property
    def path(self) -> str:
        """Its file under a folder of articles, a thousand to each."""
        return f"{self.number // 1000:04}/{self.number:07}.md"


@dataclass(frozen=True)
class Names:
    """Names of which the first are used most: each by the reciprocal of its rank, shifted."""

    names: Sequence[str]
    shift: float

    @cached_property
    def weights(self) -> list[float]:
        """Cumulative, as `random.choices` wants them."""
        return list(accumulate(1 / (rank + self.shift) for rank in range(1, len(self.names) + 1)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        """So many names, which may repeat."""
        return chance.choices(self.names, cum_weights=self.weights, k=count)


@dataclass(frozen=True)
class Corpus:
    """A corpus of `size` articles, numbered from 0; higher numbers are those added later, newer than all others."""

    size: int

    @cached_property
    def words(self) -> Names:
        """The vocabulary of the prose."""
        chance = random.Random("words")
        words = _distinct(_WORDS, lambda: _word(chance, chance.choice((1, 1, 2, 2, 2, 3, 3, 4))))
        return Names(sorted(words, key=lambda word: len(word) + chance.gauss(0, 2.5)), shift=2.7)

    @cached_property
    def tags(self) -> Names:
        """126 of them for 1,000 articles, 502 for 10,000, 2,000 for 100,000."""
        chance = random.Random("tags")
        return Names(_distinct(round(2 * self.size**0.6), lambda: _name(chance)), shift=4)

    @cached_property
    def sources(self) -> Names:
        """Outlets that do not exist."""
        chance = random.Random("sources")
        return Names(_distinct(_SOURCES, lambda: f"Contoh {_name(chance)}"), shift=2)

    def article(self, number: int) -> Article:
        """The article of that number: always the same."""
        chance = random.Random(f"article {number}")
        title = " ".join(self.words.some(chance, chance.randint(6, 10))).capitalize()
        return Article(
            number=number,
            title=title,
            slug=f"{title.lower().replace(' ', '-')}-{number}",
            date=self._date(chance, number),
            tags=self._tags(chance),
            source=self.sources.some(chance, 1)[0],
            section=chance.choice(SECTIONS),
            summary=sentence(self.words, chance, 24),
            body=_body(self.words, chance),
        )

    def _date(self, chance: random.Random, number: int) -> datetime:
        if number >= self.size:
            return ADDED + timedelta(hours=number - self.size)
        return BEGIN + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(24 * 60))

    def _tags(self, chance: random.Random) -> tuple[str, ...]:
        """Three, none of them twice."""
        chosen: dict[str, None] = {}
        while len(chosen) < 3:
            chosen |= dict.fromkeys(self.tags.some(chance, 3 - len(chosen)))
        return tuple(chosen)


def sentence(words: Names, chance: random.Random, count: int) -> str:
    """A sentence of plain words, with a comma where there is room for one."""
    chosen = words.some(chance, count)
    if count > 10:
        chosen[count // 2] += ","
    return " ".join(chosen).capitalize() + "."


# --- Prose ---------------------------------------------------------------------------------------------------------


def _body(words: Names, chance: random.Random) -> str:
    """Blocks of Markdown, about 5 KB in all: mostly paragraphs; after some of them something else."""
    blocks: list[str] = []
    length, wanted = 0, chance.gauss(_BYTES, _BYTES / 5)
    while length < wanted:
        blocks.append(_paragraph(words, chance))
        if chance.random() < 0.2:
            blocks.append(chance.choice((_heading, _list, _quote))(words, chance))
        length = sum(map(len, blocks))
    return "\n\n".join(blocks) + "\n"


def _paragraph(words: Names, chance: random.Random) -> str:
    return " ".join(_lively(words, chance) for _ in range(chance.randint(2, 5)))


def _lively(words: Names, chance: random.Random) -> str:
    """A sentence of a paragraph: in some, names, a number, emphasis, a link, or somebody speaks."""
    chosen = words.some(chance, chance.randint(7, 25))
    place, kind = chance.randrange(1, len(chosen) - 3), chance.random()
    if kind < 0.30:
        chosen[place : place + 2] = [word.capitalize() for word in chosen[place : place + 2]]
    elif kind < 0.40:
        chosen[place] = f"{chance.randrange(2, 9000):,}"
    elif kind < 0.46:
        chosen[place] = f"*{chosen[place]}*"
    elif kind < 0.49:
        chosen[place : place + 2] = [f"**{chosen[place]} {chosen[place + 1]}**"]
    elif kind < 0.54:
        chosen[place] = f"[{chosen[place]} {chosen[place + 1]}](https://{chosen[place]}.example/{chosen[0]}.html)"
    elif kind < 0.64:
        chosen[place] = f'"{chosen[place].capitalize()}'
        chosen[-1] += ',"'
        chosen.append(chosen[0])
    chosen[0] = chosen[0][:1].upper() + chosen[0][1:]
    return " ".join(chosen) + "."


def _heading(words: Names, chance: random.Random) -> str:
    return f"## {' '.join(words.some(chance, 4)).capitalize()}"


def _list(words: Names, chance: random.Random) -> str:
    return "\n".join(f"- {' '.join(words.some(chance, chance.randint(3, 9)))}" for _ in range(chance.randint(3, 6)))


def _quote(words: Names, chance: random.Random) -> str:
    return f"> {_lively(words, chance)}"


# --- Words ---------------------------------------------------------------------------------------------------------


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + (chance.choice(_CODAS) if last else "")
        for last in [*[False] * (syllables - 1), True]
    )


def _name(chance: random.Random) -> str:
    """One or two words with capitals, of three syllables, so that thousands of them are distinct."""
    return " ".join(_word(chance, 3).capitalize() for _ in range(chance.randint(1, 2)))


def _distinct(count: int, make: Callable[[], str]) -> list[str]:
    """So many that all differ, in the order in which they were made."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[make()] = None
    return list(made)
