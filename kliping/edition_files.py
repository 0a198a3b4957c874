"""The files of content/editions/, read again only where their bytes, the settings or the code changed."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from kliping import digest, disk, edition_text
from kliping.content_files import Texts, is_edition
from kliping.model import Config, EditionFile, Moment
from kliping.problems import Problem, as_fields, from_fields
from kliping.store import Store

_KIND = "edition"

Found = tuple[EditionFile | None, tuple[Problem, ...]]


def read(
    texts: Texts, config: Config, store: Store, *, keeps: bool, is_blank: bool
) -> tuple[tuple[EditionFile, ...], tuple[Problem, ...]]:
    """What the editor decided of editions, and what is wrong with those files. With `keeps` it is remembered."""
    rules = digest.short(repr((config.lang, config.timezone, disk.revision())).encode())
    before = {} if is_blank else store.recall(_KIND)
    found: dict[str, Found] = {}
    now: dict[str, str] = {}
    for path in filter(is_edition, texts):
        key = f"{texts.digests[path]} {rules}"
        found[path] = _kept(before.get(path, ""), key, config) or edition_text.parse(texts[path], path, config)
        now[path] = _text(found[path], key)
    if keeps and now != before:
        store.remember(_KIND, now)
    files = tuple(file for file, _ in found.values() if file)
    return files, tuple(problem for _, problems in found.values() for problem in problems)


def _text(found: Found, key: str) -> str:
    file, problems = found
    return json.dumps([key, _fields(file) if file else None, [as_fields(problem) for problem in problems]])


def _fields(file: EditionFile) -> dict[str, Any]:
    date = file.date
    return {**asdict(file), "date": date.at.isoformat() if date else "", "whole": bool(date and date.whole_day)}


def _kept(text: str, key: str, config: Config) -> Found | None:
    """What was kept of a file, if it still holds."""
    try:
        stands_for, fields, problems = json.loads(text or "null") or ("", None, ())
        if stands_for != key:
            return None
        return (_file(fields, config) if fields else None), tuple(map(from_fields, problems))
    except (ValueError, TypeError, KeyError):
        return None


def _file(fields: dict[str, Any], config: Config) -> EditionFile:
    is_whole = fields.pop("whole")
    at = datetime.fromisoformat(fields["date"]).astimezone(config.zone) if fields["date"] else None
    date = Moment(at=at, whole_day=is_whole) if at else None
    articles = tuple(fields["articles"]) if fields["articles"] is not None else None
    return EditionFile(**{**fields, "date": date, "articles": articles})
