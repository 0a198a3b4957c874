"""The environment of layouts: whatever a layout calls, it says what Jinja2's own says."""

from functools import lru_cache
from typing import Any

import jinja2
import pytest
from jinja2.runtime import Context

from kliping import templating

SHARED = """\
{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}
{% macro row() %}{{ varargs|join("-") }}{{ kwargs|dictsort }}{% endmacro %}
{% macro around(word="x") %}[{{ caller(word) }}]{% endmacro %}
"""
LAYOUTS = {
    "function": "{{ twice('a') }}{{ twice(text='<') }}{% for x in (1, 2) %}{{ twice(x) }}{% endfor %}",
    "function of the context": "{{ shown('word') }}{% for word in ('in', 'out') %}{{ shown('word') }}{% endfor %}",
    "function of the environment": "{{ sign() }}",
    "method": "{{ word.upper() }}{{ word.replace('w', '<') }}",
    "class": "{{ kind('a').name }}",
    "macro": "{% import 'shared' as m %}{{ m.bold('<') }}{% for x in (1, 2) %}{{ m.bold(x) }}{% endfor %}",
    "macro with more": "{% import 'shared' as m %}{{ m.row(1, 2, a=3) }}",
    "macro with a caller": "{% import 'shared' as m %}{% call(x) m.around('<') %}{{ x }}{% endcall %}",
    "macro that is not escaped": (
        "{% import 'shared' as m %}{% autoescape false %}{{ m.bold('<') is escaped }}{% endautoescape %}"
    ),
    "values": "{{ word }}{{ 3.5 }}{{ none }}{{ word|safe }}{{ word|e }}{{ (word, 'a\"b') }}{{ word|safe ~ '<' }}",
    "set block": "{% set it %}<{{ word }}>{% endset %}{{ it }}{{ it|upper }}{{ it ~ word }}",
    "remembered": "{{ known(word) }}{% for x in ('<', '<') %}{{ known(x, end='&') }}{% endfor %}",
    "loop": "{% for x in (1, 2, 3) %}{{ loop.cycle('a', '<') }}{{ loop.changed(x) }}{% endfor %}",
    "block": "{% block a %}{{ twice(word) }}{% endblock %}{{ self.a() }}",
    "block of another": "{% extends 'block' %}{% block a %}<{{ super() }}{% endblock %}",
    "import with context": "{% import 'context' as m with context %}{{ m.told() }}",
    "context": "{% macro told() %}{{ word }}{% endmacro %}",
    "shared": SHARED,
}


class Kind:
    """Something that a layout makes."""

    def __init__(self, name: str) -> None:
        self.name = name


@jinja2.pass_context
def shown(context: Context, name: str) -> Any:
    return context.get(name)


@jinja2.pass_environment
def sign(environment: jinja2.Environment) -> str:
    return environment.variable_start_string


@lru_cache
def known(given: Any, end: str = "") -> str:
    return f"{given}{end}"


def rendered(kind: type[jinja2.Environment], name: str) -> str:
    environment = kind(loader=jinja2.DictLoader(LAYOUTS), autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals.update(twice=lambda text: text * 2, shown=shown, sign=sign, kind=Kind, known=known)
    return environment.get_template(name).render(word="w & x")


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_layout_calls_answers_as_ever(name: str) -> None:
    assert rendered(templating.Environment, name) == rendered(jinja2.Environment, name)


def test_what_a_layout_has_of_its_own_goes_before_what_all_have() -> None:
    environment = templating.Environment(loader=jinja2.DictLoader({"a": "{{ word }}{{ other }}"}))
    environment.globals.update(word="all", other="too")
    assert environment.get_template("a", globals={"word": "own"}).render() == "owntoo"


def test_a_function_that_remembers_answers_of_what_cannot_be_remembered_too() -> None:
    environment = templating.Environment(
        loader=jinja2.DictLoader({"a": "{% for _ in (1, 2) %}{{ known([1]) }}{% endfor %}"})
    )
    environment.globals.update(known=known)
    assert environment.get_template("a").render() == "[1][1]"


def test_a_macro_that_is_given_too_much_says_so() -> None:
    environment = templating.Environment(
        loader=jinja2.DictLoader({"a": "{% macro m() %}{% endmacro %}{{ m(x=1) }}"}), undefined=jinja2.StrictUndefined
    )
    with pytest.raises(TypeError, match="takes no keyword argument 'x'"):
        environment.get_template("a").render()
