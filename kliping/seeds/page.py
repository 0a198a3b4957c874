"""Saved web pages: HTML files, and pages saved as one file (MHTML).

Strategy: the pages room finds the article and its facts; here they become a seed. An archive is known by
what it holds, whatever its name ends in.
"""

import re
from typing import TYPE_CHECKING, Any

from kliping.digest import sha256_of
from kliping.model import Config, Moment, Seed
from kliping.problems import Problem
from kliping.seeds import refusal

if TYPE_CHECKING:
    from kliping.pages import Reading

ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
LIBRARIES = ("kliping.pages",)
SIGNS = re.compile(
    rb"(?>\s+|<\?[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)[\s>]|"
    rb"(?=[\w-]+:)(?:.{0,1500}^)?(?:from:\s*\"?<?saved by |snapshot-content-location:)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def parse(path: str, data: bytes, config: Config) -> tuple[Seed, ...] | Problem:
    """The one article of a page; a problem where none is found in it."""
    # lxml, trafilatura and readability take a third of a second to load: a run without pages need not wait.
    from kliping import pages

    part = pages.main_part(data) if pages.is_archive(data) else pages.Part(data=data)
    if part is None:
        return refusal("page-missing", path, "the archive holds no page", "save the page again, as HTML")
    reading = pages.read(part.data, config, address=part.address, charset=part.charset)
    if isinstance(reading, pages.Refused):
        return refusal(reading.code, path, reading.text, reading.hint)
    return (_seed(path, data, reading),)


def _seed(path: str, data: bytes, reading: "Reading") -> Seed:
    return Seed(
        file=path,
        sha256=sha256_of(data),
        format="page",
        body=reading.body,
        title=reading.title,
        title_origin=reading.title_origin,
        date=reading.date,
        date_origin=reading.date_origin,
        lang=reading.lang,
        source=reading.source,
        place=reading.place,
        cites=reading.cites,
        tags=reading.tags,
        summary=reading.summary,
        fields=tuple(_fields(reading)),
        ledger=reading.ledger,
    )


def _fields(reading: "Reading") -> list[tuple[str, Any]]:
    fields: list[tuple[str, Any]] = []
    if reading.updated:
        fields.append(("updated", _written(reading.updated)))
    if reading.image:
        fields.append(("image", reading.image))
    return fields


def _written(moment: Moment) -> Any:
    return moment.at.date() if moment.whole_day else moment.at.replace(microsecond=0)
