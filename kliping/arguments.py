"""The arguments of all commands, as a person types them.

Strategy: every argument that ends in a file is checked here, before anything is opened.
"""

import argparse
import os
import re
from pathlib import Path
from typing import NoReturn

from kliping import __version__, addresses, config
from kliping.fields import language_tag
from kliping.problems import printable


class _Parser(argparse.ArgumentParser):
    """Shows a mistyped argument without what in it would drive the terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    common = _common_options()
    program = _Parser(
        prog="kliping",
        description="A static site generator for curated news digests. Without a command: build.",
        epilog="Exit codes: 0 done, 1 an error in the digest, 2 wrong usage, 70 our own mistake, 74 reading or "
        "writing failed, 75 another build is running, 130 interrupted, 143 ended by SIGTERM.",
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
    add("check", "everything that is wrong with the digest and with the site as it would be; writes nothing")
    add("explain", "what became of a seed line by line, or what a file of content/ or site/ is made of").add_argument(
        "path", metavar="PATH", help="a file of seeds/, content/ or site/"
    )
    add("review", "walk the drafts that ingest wrote: publish, edit, tag, reject or skip each")
    new = add("new", "a new article, as a draft; or an edition, closed with the articles that it has now")
    new.add_argument(
        "--edition", metavar="NAME", type=_edition, help="close this edition, such as 2020-W41 or ar/2020-W41"
    )
    new.add_argument("title", nargs="?", type=_title, metavar="TITLE", help="its headline, in quotes")
    add(
        "layouts", "the files of the theme, and which of them are your own; or a copy of one, to be changed"
    ).add_argument("name", nargs="?", metavar="NAME", help="a file to copy into layouts/, such as article.html")
    add("init", "a new digest in a folder").add_argument("dir", metavar="DIR", help="a folder, new or empty")
    add("clean", "remove site/ and .kliping/: only what Kliping wrote")
    return program


DEFAULTS = {
    "source": Path(),
    "destination": None,
    "base_url": None,
    "drafts": False,
    "future": False,
    "strict": False,
    "force": False,
    "no_wait": False,
    "workers": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    "json": False,
    "quiet": False,
    "verbose": False,
}


def _common_options() -> _Parser:
    """Options that every command takes, before or after its name; no defaults, so that neither place wins by them."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    add = common.add_argument
    add("-s", "--source", type=Path, metavar="DIR", help="the digest's root (.)")
    add("-d", "--destination", type=Path, metavar="DIR", help="where the site goes (site/ in the digest's root)")
    add("-b", "--base-url", type=_base_url, metavar="URL", help="where the site will be, in place of config.yaml's")
    add("-D", "--drafts", action="store_true", help="publish drafts too")
    add("-F", "--future", action="store_true", help="publish articles dated in the future too")
    add("--strict", action="store_true", help="warnings stop publishing as errors do")
    add("--force", action="store_true", help="make everything anew, whatever the store remembers")
    add(
        "--no-wait",
        action="store_true",
        help="do not wait for another build of this digest, or into its destination",
    )
    said = "processes to use (as many as there are cores), or the scheduler of a Dask cluster"
    add("-j", "--workers", type=_workers, metavar="N|tcp://HOST:PORT", help=said)
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
    url = config.base_url(text) if _is_unicode(text) else None
    if url is None:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole address, such as https://example.org/digest/')
    return url


def _edition(text: str) -> str:
    """The name of an edition."""
    lang, slash, name = text.rpartition("/")
    if not addresses.is_edition_name(name) or (slash and not language_tag(lang)):
        raise argparse.ArgumentTypeError(f'"{printable(text)}" cannot stand in an address: 2020-w41, 2020-10, spring')
    return text


def _title(text: str) -> str:
    """A headline on one line."""
    title = " ".join(text.split())
    if not _is_unicode(title) or printable(title) != title:
        raise argparse.ArgumentTypeError("it holds what is no text: bytes that are not UTF-8, or control characters")
    return title


def _is_unicode(text: str) -> bool:
    """Whether a text can be written: a byte of an argument that is not UTF-8 arrives as a lone surrogate."""
    return text.encode("utf-8", "ignore").decode() == text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port, 0 to 65535')
    return int(text)


def _workers(text: str) -> int | str:
    if re.fullmatch(r"(?:tcp|tls)://[^\s/]+:[0-9]{1,5}", text):
        return text
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(
            f'"{text}" is not a number of processes, 1 to 1024, and no address tcp://HOST:PORT'
        )
    return int(text)
