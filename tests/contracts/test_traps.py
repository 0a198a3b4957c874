"""Traps of the libraries that Kliping is built on which no room's tests would notice: in layouts, and in licences."""

import re
from importlib import metadata

from tests.end_to_end.place import ROOT

LAYOUTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "layouts").rglob("*.html")}
_WORK = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_QUOTED = re.compile(r'"[^"\n]*"')
# What has been cleaned by nh3 or made by Kliping: everything else is escaped.
_SAFE = {"page.body", "page.note", "page.data", "card.note", "page.letter"}


def test_every_value_in_an_attribute_stands_in_quotes() -> None:
    """Jinja2 escapes what would end a quoted value, and a space ends one without quotes."""
    assert len(LAYOUTS) > 10
    written = {name: _VALUE.sub("{{}}", _WORK.sub("", text)) for name, text in LAYOUTS.items()}
    bare = {name: re.findall(r"[\w:-]+=\{\{\}\}", _QUOTED.sub('""', text)) for name, text in written.items()}
    assert {name: found for name, found in bare.items() if found} == {}


def test_nothing_is_passed_as_safe_but_what_was_made_so() -> None:
    passed = {value for text in LAYOUTS.values() for value in re.findall(r"([\w.]+)\s*\|\s*safe\b", text)}
    assert passed == _SAFE
    assert not [name for name, text in LAYOUTS.items() if "autoescape" in text or "Markup" in text]


def test_no_library_brings_a_licence_that_kliping_could_not_have() -> None:
    """The GPL and the AGPL bind whoever uses them; where a library offers another licence beside it, that is taken."""
    pinned = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert len(pinned) > 20
    bound = {}
    for name in pinned:
        told = metadata.metadata(name)
        licences = [each for key in ("License-Expression", "License", "Classifier") for each in told.get_all(key) or ()]
        own = " ".join(each for each in licences if len(each) < 200)
        if re.search(r"\bA?GPL|(?<!Lesser )General Public", own) and not re.search(r"\bLGPL|\bMPL|\bBSD|\bMIT\b", own):
            bound[name] = own
    assert bound == {}
