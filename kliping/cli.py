"""Commands, their options, what is printed, and exit codes; the only clock.

Strategy: one table of commands; each takes the parsed arguments and answers an exit code. What comes
from a clipping passes `printable` before it reaches the terminal.
"""

import argparse
import gc
import os
import shlex
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from kliping import (
    __version__,
    addresses,
    bench,
    disk,
    grounds,
    installation,
    interruption,
    locks,
    pipeline,
    publishing,
    saving,
    tell,
)
from kliping.arguments import DEFAULTS, parser
from kliping.bench import Options
from kliping.model import Moment, Proposal, Report, Seed
from kliping.problems import Problem, Span, describe, did_you_mean, in_order, printable
from kliping.progress import Watch
from kliping.terminal import ask, edit, fall_silent, finish, say

DONE, BROKEN, USAGE, BUG, FAILED, BUSY, INTERRUPTED, TERMINATED = 0, 1, 2, 70, 74, 75, 130, 143

# Values are made by the ten thousand and kept, so that to search them for garbage as often as Python does finds none
# and takes a fifth of a build.
_GARBAGE_FROM = 1_000_000

_LAST_SECOND = 253_402_300_800  # the end of the year 9999, and of Python's calendar

# Who watches the run there is, if any: their bar must go before anything else is said.
_watching: list[Watch] = []

_USAGE_PROBLEMS = {"not-a-digest", "destination-refused", "explain-unknown"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Wrong usage leaves through SystemExit, as argparse has it."""
    interruption.heed()
    gc.set_threshold(_GARBAGE_FROM)
    given = argparse.Namespace(**DEFAULTS, command="")
    try:
        given = argparse.Namespace(**{**DEFAULTS, **vars(parser().parse_args(arguments))})
        try:
            code = COMMANDS[given.command or "build"](given)
        finally:
            _close_watch()
        finish()
        return code
    except KeyboardInterrupt as interrupted:
        return _interrupted(given, interrupted)
    except locks.BusyError:
        return _fail(given, BUSY, "busy", "another build of this digest, or into its destination, is running")
    except BrokenPipeError:
        fall_silent()  # who read our output has gone
        return FAILED
    except OSError as error:
        return _fail(given, FAILED, "failed", str(error.strerror or error), str(error.filename or "kliping"))
    except ImportError as missing:
        advice = installation.advice(missing)
        return _fail(given, USAGE, "not-installed", advice) if advice else _our_mistake(given)
    except UnicodeEncodeError:
        if sys.getfilesystemencoding() == "utf-8":
            return _our_mistake(given)
        return _fail(given, USAGE, "not-utf-8", "file names are not UTF-8 here: run it with PYTHONUTF8=1")
    except Exception:
        return _our_mistake(given)


def _close_watch() -> None:
    while _watching:
        _watching.pop().close()


def _interrupted(given: argparse.Namespace, interrupted: KeyboardInterrupt) -> int:
    code = TERMINATED if isinstance(interrupted, interruption.Terminated) else INTERRUPTED
    interruption.leave_soon(code)
    is_build = (given.command or "build") == "build"
    return _fail(given, code, "interrupted", f"interrupted{': nothing was published' if is_build else ''}")


def _our_mistake(given: argparse.Namespace) -> int:
    """Print the trace of the exception that is being handled."""
    traceback.print_exc()
    said = f"This is a mistake in Kliping {__version__}, not in your digest. Please report it with the lines above."
    return _fail(given, BUG, "our-mistake", said)


def _fail(given: argparse.Namespace, code: int, name: str, text: str, path: str = "") -> int:
    """Tell what ended a run, in one line or as a report with nothing else in it."""
    problem = Problem(code=name, span=Span(path=path), text=text)
    try:
        if given.json:
            say(tell.as_json(Report(problems=(problem,))))
        finish()
    except OSError:
        fall_silent()
    if not given.json or code == FAILED:  # where standard output fails, no report arrives
        say(f"{path}: {text}" if path else text, to_error=True)
    return code


# --- Commands ----------------------------------------------------------------------------------------------------


def _build(given: argparse.Namespace) -> int:
    options = _options(given)
    report = pipeline.build(options)
    _close_watch()
    return _tell(given, report, _shown_path(options.destination), is_built=True)


def _ingest(given: argparse.Namespace) -> int:
    return _tell(given, pipeline.ingest_seeds(_options(given)), "", is_built=False)


def _check(given: argparse.Namespace) -> int:
    report = pipeline.check(_options(given))
    _close_watch()
    if given.json:
        return _tell(given, report, "", is_built=False)
    say(tell.problems(report), to_error=True)
    if not report.problems:
        return _said(given, f"nothing is wrong: {report.articles:,} articles, {report.pages:,} files")
    return _code(report.problems, is_strict=given.strict)


def _serve(given: argparse.Namespace) -> int:
    from kliping import serve  # heavy, and an extra that may not be installed

    return serve.run(_options(given), port=given.port, tell=lambda report: _tell(given, report, "", is_built=True))


def _explain(given: argparse.Namespace) -> int:
    from kliping import explain  # heavy: all that reads clippings

    told = explain.explain(_options(given), Path(given.path))
    if isinstance(told, tuple):
        return _tell_problems(given, told)
    return _answer(given, told)


def _new(given: argparse.Namespace) -> int:
    options = _options(given)
    digest, problems = bench.open_digest(options)
    if digest is None:
        return _tell_problems(given, problems)
    if given.edition:
        return _new_edition(given, options, digest)
    if not given.title:
        return _fail(given, USAGE, "title-missing", 'name it: kliping new "A title", or kliping new --edition 2020-W41')
    date = Moment(at=options.now.at.astimezone(digest.config.zone))
    slug = addresses.slugify(given.title)
    if not slug:
        return _fail(given, USAGE, "title-empty", f'"{given.title}" has no letter or digit')
    from kliping import content  # heavy: all that reads articles

    text = content.new_article(given.title, article_id=uuid4().hex[:16], date=date, lang=digest.config.lang)
    name = f"content/{date.at:%Y}/{date.at:%Y-%m-%d}-{slug}.md"
    if not saving.replace_text(options.root / name, text, expected=None):
        return _fail(given, BROKEN, "there-already", "this is there already; it was not touched", name)
    return _said(given, f"{name}: a draft; take out its line draft: true to publish it")


def _new_edition(given: argparse.Namespace, options: bench.Options, digest: bench.Digest) -> int:
    from kliping import closing  # heavy: all that reads articles

    closed = closing.close(digest, options, given.edition)
    if isinstance(closed, tuple):
        return _tell_problems(given, closed)
    return _said(given, closed)


def _review(given: argparse.Namespace) -> int:
    from kliping import desk  # heavy: all that reads clippings

    problems = desk.sit(_options(given), ask=ask, say=say, edit=edit)
    return _tell_problems(given, problems) if problems else DONE


def _init(given: argparse.Namespace) -> int:
    folder = Path(given.dir)
    site = publishing.site_around(folder)
    if site:
        said = f"a digest cannot begin in {_shown_path(site)}, a built site: the next build would remove it"
        return _fail(given, USAGE, "site-there", f"{said}; name another folder", str(folder))
    made = disk.copy_new(disk.starter(), folder, rename=lambda name: ".gitignore" if name == "gitignore" else name)
    if isinstance(made, Path):
        return _fail(given, USAGE, "there-already", "this is there already; nothing was written", str(made))
    next_step = f"cd {shlex.quote(str(folder))} && kliping build"
    said = f"A new digest. Give it a name in {folder / 'config.yaml'}, then: {next_step}"
    return _said(given, "\n".join([*map(str, made), said]))


def _layouts(given: argparse.Namespace) -> int:
    """The theme's files by name, each with whose it is; or one of them copied out."""
    options = _options(given)
    if not (options.root / bench.CONFIG).is_file():
        return _tell_problems(given, bench.open_digest(options)[1])
    found = disk.theme_names(options.root)
    if not given.name:
        return _answer(
            given, "\n".join(f"{'own' if is_own else 'built in':<10}{name}" for name, is_own in found.items())
        )
    if given.name not in found:
        hint = did_you_mean(given.name, found) or "see all of them with: kliping layouts"
        return _fail(given, USAGE, "layout-unknown", f'the theme has no "{printable(given.name)}"; {hint}')
    name = f"layouts/{given.name}"
    made = disk.copy_file(disk.builtin_layouts() / given.name, options.root / name)
    if not made:
        return _fail(given, BROKEN, "there-already", "this is your own already; it was not touched", name)
    return _said(given, f"{name}: a copy of the built-in one, which it replaces from now on")


def _clean(given: argparse.Namespace) -> int:
    options = _options(given)
    if not (options.root / bench.CONFIG).is_file():
        return _tell_problems(given, bench.open_digest(options)[1])
    refused = grounds.why_misplaced(options.destination, options.root) or grounds.why_inhabited(
        options.destination, str(options.destination)
    )
    if refused:
        return _tell_problems(given, (refused,))
    removed = publishing.remove_built(options.root, options.destination)
    lines = [f"removed {_shown_path(folder)}" for folder in removed]
    if options.destination.exists():
        lines.append(f"left {_shown_path(options.destination)}, which Kliping did not make")
    return _said(given, "\n".join(lines) or "nothing to remove")


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "ingest": _ingest,
    "serve": _serve,
    "check": _check,
    "explain": _explain,
    "new": _new,
    "layouts": _layouts,
    "init": _init,
    "review": _review,
    "clean": _clean,
}


# --- Telling -----------------------------------------------------------------------------------------------------


def _tell(given: argparse.Namespace, report: Report, destination: str, *, is_built: bool) -> int:
    """Print a report; the exit code it means."""
    code = _code(report.problems, is_strict=given.strict)
    if given.json:
        say(tell.as_json(report))
        return code
    say(tell.problems(report), to_error=True)
    if code == BROKEN and is_built:
        say("Nothing was published; the site stands as it was.", to_error=True)
    elif code == DONE and not given.quiet:
        look = _how_to_look(given) if is_built else ""
        program = ".venv/bin/python build.py" if _is_in_clone(given.source) else "kliping"
        known = tell.Asker(program=program, where=_named_source(given.source), look=look)
        told = tell.summary(report, destination, known, is_built=is_built, is_verbose=given.verbose)
        say(told)
    return code


def _said(given: argparse.Namespace, text: str) -> int:
    """Say what was done, unless only problems are wanted."""
    return DONE if given.quiet and not given.json else _answer(given, text)


def _answer(given: argparse.Namespace, text: str) -> int:
    """Say what was asked for."""
    say(tell.as_json(Report(), text) if given.json else text)
    return DONE


def _tell_problems(given: argparse.Namespace, problems: Sequence[Problem]) -> int:
    if given.json:
        say(tell.as_json(Report(problems=in_order(problems))))
    else:
        say("\n".join(describe(problem) for problem in problems), to_error=True)
    return _code(problems, is_strict=False) or BROKEN


def _code(problems: Sequence[Problem], *, is_strict: bool) -> int:
    if any(problem.code in _USAGE_PROBLEMS for problem in problems):
        return USAGE
    return BROKEN if any(problem.is_error or is_strict for problem in problems) else DONE


def _how_to_look(given: argparse.Namespace) -> str:
    """The command that shows what was built, as this person would type it."""
    if given.command == "serve":
        return ""
    return "make serve" if _is_in_clone(given.source) else f"kliping serve{_named_source(given.source)}"


def _is_in_clone(source: Path) -> bool:
    """Whether this person stands in a clone and works on its own digest, so that its make and paths will do."""
    is_clone = (source / "Makefile").is_file() and (source / "build.py").is_file()
    return is_clone and source.resolve() == Path.cwd()


def _named_source(source: Path) -> str:
    return "" if source.resolve() == Path.cwd() else f" -s {shlex.quote(str(source))}"


def _shown_path(path: Path) -> str:
    """A path as short as it can be told: from where the person stands, where it is below."""
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}/"


# --- Options ---------------------------------------------------------------------------------------------------


def _options(given: argparse.Namespace) -> Options:
    root = given.source.resolve()
    return Options(
        root=root,
        destination=(given.destination or root / "site").resolve(),
        base_url=given.base_url or "",
        drafts=given.drafts,
        future=given.future,
        strict=given.strict,
        force=given.force,
        accounts=given.json,
        workers=given.workers,
        now=Moment(at=_now()),
        timer=time.perf_counter,
        propose=_propose,
        watch=_watch(given),
        waits=not given.no_wait,
        tell_waiting=partial(_say_waiting, given),
    )


def _say_waiting(given: argparse.Namespace) -> None:
    if not given.quiet:
        say("another build of this digest, or into its destination, is running; waiting for its end", to_error=True)


def _watch(given: argparse.Namespace) -> Watch:
    """Who tells how far the run has come; closed when it is over."""
    _watching[:] = [Watch(time.perf_counter, sys.stderr, is_silent=given.quiet or given.json)]
    return _watching[0]


def _propose(found: Iterable[Seed]) -> Sequence[Proposal]:
    from kliping import cleaning  # heavy, and asked only where clippings were read

    return cleaning.proposals(found)


def _now() -> datetime:
    """The time, or what SOURCE_DATE_EPOCH says it is (reproducible-builds.org, "SOURCE_DATE_EPOCH")."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isdecimal() and int(epoch) < _LAST_SECOND):
        parser().error(f'SOURCE_DATE_EPOCH is "{printable(epoch)}", which is not a number of seconds since 1970')
    return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC)


if __name__ == "__main__":
    sys.exit(main())
