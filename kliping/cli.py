"""Commands, their options, what is printed, and exit codes; the only clock.

Strategy: one table of commands; each takes the parsed arguments and answers an exit code. What comes
from a clipping passes `printable` before it reaches the terminal.
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from kliping import __version__, addresses, cleaning, config, content, desk, disk, explain, pipeline, tell
from kliping.model import Moment, Report
from kliping.pipeline import Options
from kliping.problems import Problem, describe, printable
from kliping.terminal import ask, edit, say

DONE, BROKEN, USAGE, BUG, FAILED, INTERRUPTED = 0, 1, 2, 70, 74, 130

_LAST_SECOND = 253_402_300_800  # the end of the year 9999, and of Python's calendar

_USAGE_PROBLEMS = {"not-a-digest", "destination-refused", "explain-unknown"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Wrong usage leaves through SystemExit, as argparse has it."""
    given = argparse.Namespace(**{**_DEFAULTS, **vars(parser().parse_args(arguments))})
    command = COMMANDS[given.command or "build"]
    try:
        return command(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our output has gone; nothing more can be told them (Python's own advice in its signal docs).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        say(f"{error.filename or 'kliping'}: {error.strerror or error}", to_error=True)
        return FAILED
    except Exception:
        traceback.print_exc()
        said = f"This is a mistake in Kliping {__version__}, not in your digest. Please report it with the lines above."
        say(said, to_error=True)
        return BUG


# --- Commands ----------------------------------------------------------------------------------------------------


def _build(given: argparse.Namespace) -> int:
    options = _options(given)
    report = pipeline.build(options)
    return _tell(given, report, _shown_path(options.destination), is_built=True)


def _ingest(given: argparse.Namespace) -> int:
    return _tell(given, pipeline.ingest_seeds(_options(given)), "", is_built=False)


def _serve(given: argparse.Namespace) -> int:
    try:
        from kliping import serve  # heavy, and an extra that may not be installed
    except ModuleNotFoundError as missing:
        say(f"serve needs {missing.name}: install Kliping with its extra, kliping[serve]", to_error=True)
        return USAGE
    return serve.run(_options(given), port=given.port, tell=lambda report: _tell(given, report, "", is_built=True))


def _explain(given: argparse.Namespace) -> int:
    told = explain.explain(_options(given), Path(given.path))
    if isinstance(told, tuple):
        return _tell_problems(told)
    say(told)
    return DONE


def _new(given: argparse.Namespace) -> int:
    options = _options(given)
    digest, problems = pipeline.open_digest(options)
    if digest is None:
        return _tell_problems(problems)
    date = Moment(at=options.now.at.astimezone(digest.config.zone))
    slug = addresses.slugify(given.title)
    if not slug:
        say(f'"{printable(given.title)}" has no letter or digit', to_error=True)
        return USAGE
    text = content.new_article(given.title, article_id=uuid4().hex[:16], date=date, lang=digest.config.lang)
    name = f"content/{date.at:%Y}/{date.at:%Y-%m-%d}-{slug}.md"
    if not disk.replace_text(options.root / name, text, expected=None):
        say(f"{name} is there already; it was not touched", to_error=True)
        return BROKEN
    say(f"{name}: a draft; take out its line draft: true to publish it")
    return DONE


def _review(given: argparse.Namespace) -> int:
    problems = desk.sit(_options(given), ask=ask, say=say, edit=edit)
    return _tell_problems(problems) if problems else DONE


def _init(given: argparse.Namespace) -> int:
    folder = Path(given.dir)
    made = disk.copy_new(disk.starter(), folder, rename=lambda name: ".gitignore" if name == "gitignore" else name)
    if isinstance(made, Path):
        say(f"{made} is there already; nothing was written", to_error=True)
        return USAGE
    say("\n".join(str(path) for path in made))
    say(f"A new digest. Give it a name in {folder / 'config.yaml'}, then: cd {folder} && kliping build")
    return DONE


def _clean(given: argparse.Namespace) -> int:
    options = _options(given)
    if not (options.root / pipeline.CONFIG).is_file():
        return _tell_problems(pipeline.open_digest(options)[1])
    removed = disk.remove_built(options.root, options.destination)
    say("\n".join(f"removed {_shown_path(folder)}" for folder in removed) or "nothing to remove")
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "ingest": _ingest,
    "serve": _serve,
    "explain": _explain,
    "new": _new,
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
        say(tell.summary(report, destination, look, is_built=is_built, is_verbose=given.verbose))
    return code


def _tell_problems(problems: Sequence[Problem]) -> int:
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
    return "make serve" if (given.source / "Makefile").is_file() else "kliping serve"


def _shown_path(path: Path) -> str:
    """A path as short as it can be told: from where the person stands, where it is below."""
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return f"{shown.as_posix()}/"


# --- Arguments ---------------------------------------------------------------------------------------------------


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
        workers=given.workers,
        now=Moment(at=_now()),
        timer=time.perf_counter,
        propose=cleaning.proposals,
    )


def _now() -> datetime:
    """The time, or what SOURCE_DATE_EPOCH says it is (reproducible-builds.org, "SOURCE_DATE_EPOCH")."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (epoch.isdecimal() and int(epoch) < _LAST_SECOND):
        parser().error(f'SOURCE_DATE_EPOCH is "{printable(epoch)}", which is not a number of seconds since 1970')
    return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC)


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    common = _common_options()
    program = argparse.ArgumentParser(
        prog="kliping",
        description="A static site generator for curated news digests. Without a command: build.",
        epilog="Exit codes: 0 done, 1 an error in the digest, 2 wrong usage, 70 our own mistake, 74 reading or "
        "writing failed, 130 interrupted.",
        parents=[common],
        allow_abbrev=False,
    )
    program.add_argument("--version", action="version", version=f"kliping {__version__}")
    commands = program.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, said: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=said, description=said, parents=[common], allow_abbrev=False)

    add("build", "ingest, then build site/")
    add("ingest", "seeds/ to content/ only")
    serve = add("serve", "build, serve on 127.0.0.1, rebuild and reload the browser on a change")
    serve.add_argument("-p", "--port", type=_port, default=8000, help="port to serve on (%(default)s; 0: any free one)")
    add("explain", "what became of a seed line by line, or what a file of content/ or site/ is made of").add_argument(
        "path", metavar="PATH", help="a file of seeds/, content/ or site/"
    )
    add("review", "walk the drafts that ingest wrote: publish, edit, tag, reject or skip each")
    add("new", "a new article, as a draft").add_argument("title", metavar="TITLE", help="its headline, in quotes")
    add("init", "a new digest in a folder").add_argument("dir", metavar="DIR", help="a folder, new or empty")
    add("clean", "remove site/ and .kliping/: only what Kliping wrote")
    return program


_DEFAULTS = {
    "source": Path(),
    "destination": None,
    "base_url": None,
    "drafts": False,
    "future": False,
    "strict": False,
    "force": False,
    "workers": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    "json": False,
    "quiet": False,
    "verbose": False,
}


def _common_options() -> argparse.ArgumentParser:
    """Options that every command takes, before or after its name; no defaults, so that neither place wins by them."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    add = common.add_argument
    add("-s", "--source", type=Path, metavar="DIR", help="the digest's root (.)")
    add("-d", "--destination", type=Path, metavar="DIR", help="where the site goes (site/ in the digest's root)")
    add("-b", "--base-url", type=_base_url, metavar="URL", help="where the site will be, in place of config.yaml's")
    add("-D", "--drafts", action="store_true", help="publish drafts too")
    add("-F", "--future", action="store_true", help="publish articles dated in the future too")
    add("--strict", action="store_true", help="warnings stop publishing as errors do")
    add("--force", action="store_true", help="make everything anew, whatever the store remembers")
    add("-j", "--workers", type=_workers, metavar="N", help="processes to use (as many as there are cores)")
    add("--json", action="store_true", help="print the report as one JSON object")
    add("-q", "--quiet", action="store_true", help="print problems only")
    add(
        "-v",
        "--verbose",
        action="store_true",
        help="print what became of every clipping that changed, and where the time went",
    )
    return common


def _base_url(text: str) -> str:
    url = config.base_url(text)
    if url is None:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole address, such as https://example.org/digest/')
    return url


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port, 0 to 65535')
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes, 1 to 1024')
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
