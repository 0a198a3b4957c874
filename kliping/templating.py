"""Jinja2's environment, with less to do for each page and the same output.

Strategy: what Jinja2 looks up or asks anew for each page, though it is the same for all, is at hand. Most of a layout's
calls are of functions and macros, which are called as they are, and some functions remember what they answered; its
globals do not change once a layout is loaded. What is shown goes into the output and nowhere else: it is plain text.
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import FunctionType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

# What `pass_context` and its like mark a function with, to be given more than a layout says.
_MARKED = "jinja_pass_arg"
# What a layout's code hands over with each call, for those that are given the context.
_OF_BLOCKS = ("_loop_vars", "_block_vars")


_Remembering = type(lru_cache(maxsize=0)(lambda: None))


class _Context(Context):
    """A context that asks of what it calls only what it must know."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """What a call in a layout answers, in place of the base's method of this name."""
        kind = type(called)
        if kind is _Remembering:
            return _remembered(called, *given, **named)
        is_function = kind is FunctionType and not hasattr(called, _MARKED)
        if not is_function and kind is not Macro:
            return super().call(called, *given, **named)
        for name in _OF_BLOCKS:
            named.pop(name, None)
        return called(*given, **named) if is_function else called(self.eval_ctx, *given, **named)


def _remembered(called: Any, /, *given: Any, **named: Any) -> Any:
    for name in _OF_BLOCKS:
        named.pop(name, None)
    try:
        return called(*given, **named)
    except TypeError:  # something that cannot be a key; a layout's own mistake is told by the function
        return called.__wrapped__(*given, **named)


def shown(value: Any) -> str:
    """What is shown of a value: what MarkupSafe's `escape` makes of it, but not marked as that."""
    kind = type(value)
    if kind is str:
        text: str = value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    marked: Markup = value if kind is Markup else escape(value)
    return marked


class Environment(jinja2.Environment):
    """An environment whose globals are all there before its first layout is loaded."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a layout: one mapping, where the base's is looked through in two for each name."""
        return {**self.globals, **(d or {})}

    def _generate(self, *given: Any, **named: Any) -> str:
        """The code of a layout, in place of the base's method of this name, which Jinja2 offers for that.

        On its first line it imports what shows its values; lines must stay where they are, as errors are told by them.
        """
        imports, rest = super()._generate(*given, **named).split("\n", 1)
        return f"{imports}; from {__name__} import {shown.__name__} as escape\n{rest}"
