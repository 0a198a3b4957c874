"""Files of content/ → articles, by the batch: a step for `runners`.

Strategy: what a job gives is a card and a text apart, both as they will be kept, so that no more than the cards of all
articles is ever held. What something is wrong with is handed over as it is, as it will not be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kliping import article_text, content, digest, library, markup
from kliping.model import Article, Config, Tools
from kliping.problems import Problem


class Job(NamedTuple):
    """One file of content/: its path under the digest's root, and its text, once the job is whole."""

    path: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What became of a file: `card` and `html`, or else the `article`, if it is one; and what is wrong.

    `sha256` is that of the bytes that were parsed: somebody may have written since the file was looked at.
    """

    path: str
    sha256: str
    card: str = ""
    html: str = ""
    article: Article | None = None
    problems: tuple[Problem, ...] = ()


def parse(jobs: Sequence[Job], tools: Tools) -> tuple[Parsed, ...]:
    """Some files, each parsed for itself."""
    return tuple(_parse(job, tools.config) for job in jobs)


def is_harmless(job: Job) -> bool:
    """Whether a whole job can neither hang nor exhaust the process that does it."""
    return markup.is_simple(job.text)


def _parse(job: Job, config: Config) -> Parsed:
    article, problems = content.parse(job.text, job.path, config)
    sha256 = digest.sha256_of(job.text.encode("utf-8", "surrogatepass"))
    card = article_text.as_text(library.addressed(article, config)) if article else None
    if article is None or card is None:
        return Parsed(path=job.path, sha256=sha256, article=article, problems=problems)
    return Parsed(path=job.path, sha256=sha256, card=card, html=article.html, problems=problems)
