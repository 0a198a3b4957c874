"""Files of seeds/ → readings: what may be read here, what only under guard, and what each of them gives.

Strategy: plain text that is short and simple is read where it stands, as it is most of what comes. Everything
else meets parsers that were not made for hostile input, and is read by `runners.guarded`; so is the
conversion of every body that could keep Python-Markdown busy, so that no later step ever waits for one.
"""

from dataclasses import dataclass
from importlib import import_module

from kliping import cleaning, markup, seeds
from kliping.items import Item
from kliping.model import Config, Seed
from kliping.problems import Problem, Span
from kliping.seeds import Reading, Refused, refusal

UNREADABLE = "seed-unreadable"

_SHORT_LINE = 10_000
_PLAIN = (".txt", ".text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A file of seeds/: its path under the digest's root, and its bytes; or why it has none, in a few words."""

    name: str
    data: bytes | str


Job = Clip | Seed | Item


def read(clip: Clip, config: Config) -> Reading:
    """What a file gives."""
    if isinstance(clip.data, str):
        return unread(clip.name, clip.data)
    return seeds.reading(clip.name, clip.data, config)


def _is_simple_file(clip: Clip) -> bool:
    """Whether a file can be read without guard: it is no file to read, or short and simple plain text."""
    data = clip.data
    if isinstance(data, str):
        return True
    is_plain = clip.name.lower().endswith(_PLAIN) and seeds.chosen(clip.name, data) is seeds.format_of(".txt")
    is_simple = is_plain and markup.is_simple(data.decode("latin-1"))
    return is_simple and b"\0" not in data and max(map(len, data.split(b"\n"))) <= _SHORT_LINE


def take(job: Job, config: Config) -> Reading | Seed | Refused:
    """What a file gives, or the clipping that something found in a file becomes."""
    return read(job, config) if isinstance(job, Clip) else finish(job, config)


def prepare(job: Job) -> None:
    """Load what reads a job: that takes its time too, but a job is not to be blamed for it."""
    names: tuple[str, ...] = ()
    if isinstance(job, Clip) and isinstance(job.data, bytes):
        names = seeds.libraries_of(job.name, job.data)
    elif isinstance(job, Item) and job.html:
        names = ("kliping.pages",)
    for name in names:
        import_module(name)
    if not isinstance(job, Seed):
        cleaning.prepare()


def is_harmless(job: Job) -> bool:
    """Whether a job can be done without guard."""
    return _is_simple_file(job) if isinstance(job, Clip) else is_finished(job)


def finish(found: Seed | Item, config: Config) -> Seed | Refused:
    """The clipping that was found or that an item makes, if its body can become HTML."""
    seed = seeds.make(found, config) if isinstance(found, Item) else found
    if isinstance(seed, Refused) or is_finished(seed):
        return seed
    html = markup.to_html(seed.body, Span(path=seed.file), depth=config.limits.depth)
    return _unbearable(seed.file, seed.item, html.text) if isinstance(html, Problem) else seed


def is_finished(found: Seed | Item) -> bool:
    """Whether this is a clipping whose body is converted in no time."""
    return isinstance(found, Seed) and markup.is_simple(found.body)


def unread(name: str, why: str) -> Reading:
    """A file that there was nothing to read of."""
    problem = refusal(UNREADABLE, name, why, "make it a readable file, or take it out of seeds/")
    return Reading(refused=(Refused(problem=problem),))


def lost(job: Job, why: str) -> Refused:
    """What was more than its reader could bear."""
    match job:
        case Clip():
            return _unbearable(job.name, "", why)
        case Seed():
            return _unbearable(job.file, job.item, why)
        case Item():
            return _unbearable(job.file, job.key, f"{job.place}: {why}" if job.place else why)


def _unbearable(name: str, item: str, why: str) -> Refused:
    hint = next((hint for of, hint in _HINTS.items() if of in why), _LOOK)
    return Refused(item=item, problem=refusal("seed-unbearable", name, why, hint))


# What to do, by what is said.
_LOOK = "look into it: it may be damaged, or made to do harm; save the article's text, or try again with --force"
_HINTS = {
    "longer than": "part it into several files, or raise limits.seed_seconds in config.yaml; if short, look into it",
    "more memory": "part it into several files, or raise limits.seed_memory in config.yaml; if short, look into it",
    "it changed": "run ingest again when nothing writes to it any more",
}
