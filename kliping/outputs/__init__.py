"""One module a format: which pages it makes of the library, and the bytes of each.

Strategy: outputs are found by name, so that a new one is a new file here and nothing else. Their modules
load at once, but what renders (Jinja2, Babel, feedgen) only when one of their pages is rendered.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from kliping import addresses
from kliping.model import Config, File, Library, Page, Theme, Tools
from kliping.problems import Problem


class Output(Protocol):
    """What a module of this package offers. `REVISION` grows whenever the same page would get other bytes.

    With `EACH_LANGUAGE` they are made of the library of each language that has pages of its own, else of the whole.
    """

    REVISION: int
    EACH_LANGUAGE: bool
    pages: Callable[[Library, Config, Theme], Iterable[Page]]
    render: Callable[[Page, Theme], bytes | Problem]


def names() -> tuple[str, ...]:
    """The outputs there are, in order of name."""
    return tuple(sorted(found.name for found in iter_modules(__path__)))


def module(name: str) -> Output:
    """The module of an output."""
    return cast("Output", import_module(f"{__name__}.{name}"))


def get_ready(pages: Sequence[Page]) -> None:
    """Load what fills the layouts of some pages, so that workers are copied with it: each would load it for itself."""
    if any(page.layout for page in pages):
        import_module("kliping.theme")


def render(pages: Sequence[Page], tools: Tools) -> tuple[File | Problem, ...]:
    """The files of some pages, or what stands in the way of each: a step for `runners`."""
    return tuple(_render_one(page, tools.theme) for page in pages)


def _render_one(page: Page, theme: Theme) -> File | Problem:
    data = module(page.output).render(page, theme)
    if isinstance(data, Problem):
        return data
    told = getattr(page.view, "problems", ())
    return File(path=addresses.file_of(page.address), data=data, rank=page.rank, problems=told)
