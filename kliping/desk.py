"""The editor's desk: walk the drafts that ingest wrote, and do at once what is decided of each.

Strategy: what was decided is written, whole and atomically, before the next question is asked, so that
leaving at any point loses nothing. Asking, telling and starting an editor are handed in: a transcript will do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kliping import bench, card, content, disk, gathering, intake, pipeline, review, saving
from kliping.bench import Digest, Options
from kliping.model import Seed
from kliping.problems import Problem, Span, describe
from kliping.review import Draft

# A question → the answer; None where there will be no more.
Ask = Callable[[str], str | None]
Say = Callable[[str], None]
# A file → what kept it from being edited; empty where it was.
Edit = Callable[[Path], str]


@dataclass(slots=True, kw_only=True)
class Walk:
    """One sitting: the drafts, and what was decided of them so far."""

    digest: Digest
    ask: Ask
    say: Say
    edit: Edit
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("published", "rejected", "skipped"), 0))

    def over(self, drafts: tuple[Draft, ...]) -> None:
        """All drafts, until the editor leaves."""
        for number, draft in enumerate(drafts, start=1):
            standing = self._fresh(draft.article.path)
            if standing is None:
                continue  # decided elsewhere meanwhile
            self._show(standing, f"{number} of {len(drafts)}")
            if not self._decide(standing):
                break

    def _decide(self, draft: Draft) -> bool:
        """Ask until the draft is settled; False where the editor leaves."""
        while True:
            answer = self.ask("publish, edit, tags, reject, skip, quit (p e t r s q, ? for help): ")
            choice = "quit" if answer is None else review.choice_of(answer)
            match choice:
                case "quit":
                    return False
                case "skip":
                    self.counts["skipped"] += 1
                    return True
                case "publish" if self._publish(draft):
                    return True
                case "reject" if self._reject(draft):
                    return True
                case "tags":
                    self._retag(draft)
                case "edit":
                    self._edit(draft)
                case "help" | None:
                    self.say(card.KEYS)
            if self._is_broken(draft.article.path):
                continue  # its editor has been told, and may edit it again
            fresh = self._fresh(draft.article.path)
            if fresh is None:
                self.say(f"{draft.article.path} is no longer a draft")
                return True
            if fresh != draft:
                self._show(fresh, "as it is now")
            draft = fresh

    def _publish(self, draft: Draft) -> bool:
        is_done = self._write(draft, review.published(draft))
        self.counts["published"] += is_done
        return is_done

    def _retag(self, draft: Draft) -> None:
        answer = self.ask(f"tags, separated by commas (nothing: as they are; {review.NO_TAGS}: none): ")
        if answer is not None:
            self._write(draft, review.retagged(draft, answer))

    def _edit(self, draft: Draft) -> None:
        path = self.digest.root / draft.article.path
        failed = self.edit(path)
        if failed:
            self.say(failed)
            return
        for problem in self._problems(draft.article.path):
            self.say(describe(problem))

    def _problems(self, path: str) -> tuple[Problem, ...]:
        """What is wrong with a file as it stands; nothing where it is gone."""
        file = self.digest.root / path
        text = disk.read_text(file, path) if file.exists() else ""
        if not text:
            return ()
        return (text,) if isinstance(text, Problem) else content.parse(text, path, self.digest.config)[1]

    def _is_broken(self, path: str) -> bool:
        return any(problem.is_error for problem in self._problems(path))

    def _reject(self, draft: Draft) -> bool:
        """Remember it first, then remove it: between the two it is a draft still."""
        remembered, problems = intake.read_records(self.digest.root)
        if not problems:
            rejected = review.rejected(draft, remembered.records)
            problems = intake.write_records(self.digest.root, rejected, remembered)
        if problems:
            self.say(describe(problems[0]))
            return False
        is_done = saving.remove_text(self.digest.root / draft.article.path, draft.text)
        if not is_done:
            self.say(describe(_changed(draft)))
        self.counts["rejected"] += is_done
        return is_done

    def _write(self, draft: Draft, text: str | Problem) -> bool:
        if isinstance(text, str) and saving.replace_text(self.digest.root / draft.article.path, text, draft.text):
            return True
        self.say(describe(text if isinstance(text, Problem) else _changed(draft)))
        return False

    def _fresh(self, path: str) -> Draft | None:
        """The draft as it stands now; None where it is none any longer."""
        file = self.digest.root / path
        text = disk.read_text(file, path) if file.is_file() else ""
        found = review.drafts({path: text}, self.digest.config) if isinstance(text, str) else ()
        return found[0] if found else None

    def _show(self, draft: Draft, place: str) -> None:
        self.say(card.draft(draft, place, clipping_of(self.digest, draft)))


def sit(options: Options, *, ask: Ask, say: Say, edit: Edit) -> tuple[Problem, ...]:
    """Walk all drafts; what kept the digest from being opened, or an article from being read."""
    digest, problems = bench.open_digest(options)
    if digest is None:
        return problems
    drafts = review.drafts(pipeline.read_texts(digest, options), digest.config)
    walk = Walk(digest=digest, ask=ask, say=say, edit=edit)
    try:
        walk.over(drafts)
    except KeyboardInterrupt:
        say("")
    say(card.reviewed(walk.counts, len(drafts)))
    return tuple(problem for problem in pipeline.read_articles(digest, options)[1] if problem.is_error)


def clipping_of(digest: Digest, draft: Draft) -> Seed | None:
    """The clipping that a draft was made of, read again; None where it is gone or is none of seeds/."""
    reference = draft.article.seed
    parts = PurePosixPath(reference.file).parts if reference else ()
    if reference is None or parts[:1] != ("seeds",) or ".." in parts or not (digest.root / reference.file).is_file():
        return None
    found = gathering.read(digest.root, digest.config, [reference.file])
    return next((seed for seed in found if isinstance(seed, Seed) and seed.item == reference.item), None)


def _changed(draft: Draft) -> Problem:
    text = "somebody wrote this file meanwhile, so it was left as it is"
    return Problem(code="changed-meanwhile", span=Span(path=draft.article.path), text=text, severity="warning")
