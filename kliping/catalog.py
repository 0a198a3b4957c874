"""The cards of all articles of content/: parsed where a file changed, taken from the store where it did not.

Strategy: a card rests on the digests of its file's bytes, of the settings that reading asks for and of the code that
reads. Warnings are kept with it, so that they are told every time; what has an error is parsed every time. The HTML is
kept apart from the card, as only the article's own page shows all of it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from kliping import article_text, articles, digest, disk
from kliping.content_files import Texts, is_article
from kliping.guard import Lost
from kliping.model import Article, Config
from kliping.problems import Problem, Span, as_fields, from_fields
from kliping.store import Store, name_of_text

# Jobs come with what makes them whole.
Whole = Callable[[articles.Job], articles.Job]
Parse = Callable[[Sequence[articles.Job], Whole], Iterator[articles.Parsed | Lost]]

_KIND = "card"
_AT_ONCE = 1000  # cards and their texts held to be kept


def read(
    texts: Texts, config: Config, store: Store, parse: Parse, *, keeps: bool, is_blank: bool
) -> tuple[list[Article], tuple[Problem, ...]]:
    """All articles of content/ that can be read, and what is wrong.

    With `keeps` what was parsed is remembered, and nothing else, and all articles are cards; without it, what is new
    comes whole. With `is_blank` whatever is remembered of them, all are parsed.
    """
    addressed_by = (config.lang, config.languages, config.timezone, config.permalink)
    rules = digest.short(repr((addressed_by, config.limits, config.sources, disk.revision())).encode())
    before = _recall(texts, rules, store, is_blank=is_blank)
    cards, problems = before.cards, before.problems
    jobs = [articles.Job(path) for path in texts if is_article(path) and path not in cards]
    new = _New(store=store, keeps=keeps)
    for result in parse(jobs, lambda job: articles.Job(job.path, texts[job.path])):
        if isinstance(result, Lost):
            problems.append(_lost(result))
            continue
        problems += result.problems
        article = new.taken(result, rules)
        if article:
            cards[result.path] = article
    if keeps:
        new.keep(before.gone)
        if before.gone:
            store.forget_texts({card.text for card in cards.values()})
    return [cards[path] for path in texts if path in cards], tuple(problems)


@dataclass(slots=True)
class _Before:
    """The cards of articles that are as they were, by path; their warnings; the paths of what is as it was no more."""

    cards: dict[str, Article] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)


def _recall(texts: Texts, rules: str, store: Store, *, is_blank: bool) -> _Before:
    found = _Before()
    kept_texts = frozenset() if is_blank else store.kept_texts()
    for path, kept in store.each(_KIND):
        sha256, stands_for, name, said, card = (*kept.split("\n", 4), "", "", "", "")[:5]
        if texts.digests.get(path) == sha256 and stands_for == rules and name in kept_texts:
            with suppress(ValueError, TypeError, KeyError):  # damaged: it is parsed again
                found.cards[path] = article_text.from_text(card, name)
                found.problems += map(from_fields, json.loads(said)) if said else ()
                continue
        found.gone.add(path)
    return found


@dataclass(slots=True, kw_only=True)
class _New:
    """What was parsed now, on its way into the store, where it `keeps`."""

    store: Store
    keeps: bool
    rows: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def taken(self, parsed: articles.Parsed, rules: str) -> Article | None:
        """The article: as a card where its HTML is kept, else whole."""
        if not parsed.card:
            return parsed.article
        if not self.keeps:
            return replace(article_text.from_text(parsed.card), html=parsed.html)
        name = name_of_text(parsed.html)
        self.texts[name] = parsed.html
        said = json.dumps([as_fields(problem) for problem in parsed.problems]) if parsed.problems else ""
        self.rows[parsed.path] = "\n".join((parsed.sha256, rules, name, said, parsed.card))
        self.paths.add(parsed.path)
        if len(self.rows) >= _AT_ONCE:
            self._keep_some()
        return article_text.from_text(parsed.card, name)

    def keep(self, gone: set[str]) -> None:
        """Remember what was parsed, and forget what is `gone`."""
        self._keep_some()
        self.store.update(_KIND, {}, gone - self.paths)

    def _keep_some(self) -> None:
        """Remember what waits for it: a card is believed only where its text is kept."""
        self.store.update(_KIND, self.rows, (), self.texts)
        self.texts.clear()
        self.rows.clear()


def _lost(lost: Lost) -> Problem:
    return Problem(
        code="article-lost",
        span=Span(path=lost.job.path),
        text=lost.reason,
        hint="take out half of it and build again, to find the line",
    )
