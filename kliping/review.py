"""What an editor can decide of a draft that ingest wrote, and the file it makes.

Strategy: each decision is a function of the file's text alone, and changes nothing of it but its own keys;
the hands outside write it at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kliping import addresses, content, frontmatter
from kliping.model import Article, Config
from kliping.problems import Problem, Span
from kliping.records import Record, key_of

Choice = Literal["publish", "edit", "tags", "reject", "skip", "quit", "help"]

KEYS: Mapping[str, Choice] = {
    "p": "publish",
    "e": "edit",
    "t": "tags",
    "r": "reject",
    "s": "skip",
    "q": "quit",
    "?": "help",
}
NO_TAGS = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article that waits for its editor, with the text of its file."""

    article: Article
    text: str


def drafts(texts: Mapping[str, str], config: Config) -> tuple[Draft, ...]:
    """The drafts that ingest wrote, the oldest first; `texts` are all of content/ by path.

    A draft that somebody began by hand is still being written, and one that cannot be read is told of by `check`.
    """
    found = (
        Draft(article=article, text=text)
        for path, text in texts.items()
        if path.endswith(".md") and not path.startswith(addresses.EDITIONS_FOLDER) and "draft:" in text
        if (article := content.parse(text, path, config)[0]) is not None and article.draft and article.seed
    )
    return tuple(sorted(found, key=lambda draft: (draft.article.date, draft.article.path)))


def choice_of(answer: str) -> Choice | None:
    """What an answer means: a key, or the whole word."""
    word = answer.strip().casefold()
    return KEYS.get(word) or next((choice for choice in KEYS.values() if choice == word), None)


def published(draft: Draft) -> str | Problem:
    """The file without what holds it back."""
    return _edited(draft, {"draft": None, "duplicate_of": None})


def retagged(draft: Draft, answer: str) -> str | Problem:
    """The file with other tags: separated by commas; `-` for none, nothing for those it has."""
    words = [" ".join(word.split()) for word in answer.split(",")]
    tags = [] if answer.strip() == NO_TAGS else list(dict.fromkeys(word for word in words if word))
    if not answer.strip():
        return draft.text
    wrong = next((tag for tag in tags if not addresses.slugify(tag)), None)
    if wrong is not None:
        text = f'"{wrong}" has no letter or digit'
        return Problem(code="name-invalid", span=Span(path=draft.article.path), text=text, hint="name it otherwise")
    return _edited(draft, {"tags": tags or None})


def rejected(draft: Draft, records: Mapping[str, Record]) -> dict[str, Record]:
    """The records with this draft's clipping as rejected, so that ingest leaves it out for good."""
    seed = draft.article.seed
    known = {key: record for key, record in records.items() if record.id == draft.article.id}
    if seed is not None:
        known.setdefault(key_of(seed.file, seed.item), Record(id=draft.article.id, sha256=seed.sha256))
    marked = {
        key: Record(id=record.id, sha256=record.sha256, duplicate_of=record.duplicate_of, rejected=True)
        for key, record in known.items()
    }
    return {**records, **marked}


def _edited(draft: Draft, changes: Mapping[str, list[str] | None]) -> str | Problem:
    text = frontmatter.edit(draft.text, changes)
    if text is not None:
        return text
    return Problem(
        code="edit-by-hand",
        span=Span(path=draft.article.path),
        text="its front matter is written so that a key cannot be changed alone",
        hint="change it with e",
    )
