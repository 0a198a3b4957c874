"""Values → readable YAML, as a person would write it.

Strategy: PyYAML's dumper with the styles chosen for it; what it writes is read again unchanged.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml

_LINE_WIDTH = 100


def write(values: Mapping[str, Any]) -> str:
    """A mapping as readable YAML: keys in the order given, block style, long texts folded, no aliases."""
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
    folded = len(text) > _LINE_WIDTH - 20 and " " in text and "\n" not in text and not text.startswith(" ")
    # YAML 1.1 takes these for line breaks, which only an escape brings through unchanged.
    has_old_breaks = re.search("[\x85\u2028\u2029]", text) is not None
    # A block that keeps its last blank lines is open to its end, which PyYAML marks by dots: a fence, to front matter.
    is_open = text == "\n" or text.endswith("\n\n")
    style = '"' if has_old_breaks or is_open else "|" if "\n" in text else ">" if folded else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
