"""Values → readable YAML, as a person would write it.

Strategy: PyYAML's dumper with the styles chosen for it; what it writes is read again unchanged. Most entries are
words and lists of words, which are written here as it would write them, since it looks at each character of them
several times; all others are its own.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import yaml

_LINE_WIDTH = 100


def write(values: Mapping[str, Any]) -> str:
    """A mapping as readable YAML: keys in the order given, block style, long texts folded, no aliases."""
    return "".join(_plain_entry(key, value) or dump({key: value}) for key, value in values.items()) or dump(values)


def dump(values: Mapping[str, Any]) -> str:
    """The same, all of it by PyYAML."""
    return yaml.dump(
        dict(values),
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_LINE_WIDTH,
    )


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper with the habits of a person: lists indented, long texts folded."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # the same
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # A folded line that begins with a space keeps its line ends (YAML 1.1 9.2.4, "more indented").
    folded = _is_long(text) and "\n" not in text and not text.startswith(" ")
    # YAML 1.1 takes these for line breaks, which only an escape brings through unchanged.
    has_old_breaks = re.search("[\x85\u2028\u2029]", text) is not None
    # A block that keeps its last blank lines is open to its end, which PyYAML marks by dots: a fence, to front matter.
    is_open = text == "\n" or text.endswith("\n\n")
    style = '"' if has_old_breaks or is_open else "|" if "\n" in text else ">" if folded else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _is_long(text: str) -> bool:
    return len(text) > _LINE_WIDTH - 20 and " " in text


# --- Entries that need no thought ------------------------------------------------------------------------------

# A letter or digit of the common scripts first, and within nothing that YAML takes for a sign of its own.
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[-_./()'\"%&;!+=~–—‘’“”،。、] ?| )*(?<! )")
_COMMON = re.compile(r"[\x20-\x7e\xa1-\u2027\u202a-\ud7ff]*")
_LONGEST_KEY = 20


def _plain_entry(key: str, value: Any) -> str | None:
    """An entry of the front matter whose values are words, days or moments; None where it takes PyYAML to write it."""
    if not _is_plain(key) or len(key) > _LONGEST_KEY:
        return None
    match value:
        case str():
            written = _scalar(value) or _folded(value)
            return written and f"{key}: {written}\n"
        case datetime():
            return f"{key}: {value.isoformat(' ')}\n"
        case date():
            return f"{key}: {value.isoformat()}\n"
        case dict():
            entries = [_scalar(inner) for inner in value.values()]
            names = [name if _is_plain(name) and len(name) <= _LONGEST_KEY else None for name in value]
            lines = (f"  {name}: {entry}\n" for name, entry in zip(names, entries, strict=True))
            return f"{key}:\n{''.join(lines)}" if value and all(entries) and all(names) else None
        case list():
            items = [_scalar(item) for item in value]
            lines = (f"  - {item}\n" for item in items)
            return f"{key}:\n{''.join(lines)}" if value and all(items) else None
    return None


def _scalar(value: Any) -> str | None:
    return value if isinstance(value, str) and not _is_long(value) and _is_plain(value) else None


def _is_plain(text: str) -> bool:
    """Whether a text stands for itself, unquoted: no signs of YAML's in it, and no number, date or truth value."""
    if not text or not _WORDS.fullmatch(text) or not _COMMON.fullmatch(text):
        return False
    resolvers = _Dumper.yaml_implicit_resolvers
    readings = (*resolvers.get(text[0], ()), *resolvers.get(None, ()))
    return not any(pattern.match(text) for _, pattern in readings)


def _folded(text: str) -> str | None:
    """A long text below its key, broken at single spaces."""
    words = text.split(" ")
    if not _is_long(text) or not all(words) or not _COMMON.fullmatch(text):
        return None
    return "\n".join((">-", *(f"  {line}" for line in _lines(words))))


def _lines(words: list[str]) -> Iterator[str]:
    """Words by the line; as PyYAML has it, a line ends at the first space past its width."""
    line = words[0]
    for word in words[1:]:
        if len(line) + 2 > _LINE_WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line
