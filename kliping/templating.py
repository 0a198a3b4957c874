"""Jinja2's environment, with less to do for each page and the same output.

Strategy: what Jinja2 looks up or asks anew for each page, though it is the same for all, is at hand. Most of a layout's
calls are of functions and macros, which are called as they are; its globals do not change once a layout is loaded.
"""

from collections.abc import Callable, MutableMapping
from types import FunctionType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro

# What `pass_context` and its like mark a function with, to be given more than a layout says.
_MARKED = "jinja_pass_arg"
# What a layout's code hands over with each call, for those that are given the context.
_OF_BLOCKS = ("_loop_vars", "_block_vars")


class _Context(Context):
    """A context that asks of what it calls only what it must know."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """What a call in a layout answers, in place of the base's method of this name."""
        kind = type(called)
        is_function = kind is FunctionType and not hasattr(called, _MARKED)
        if not is_function and kind is not Macro:
            return super().call(called, *given, **named)
        for name in _OF_BLOCKS:
            named.pop(name, None)
        return called(*given, **named) if is_function else called(self.eval_ctx, *given, **named)


class Environment(jinja2.Environment):
    """An environment whose globals are all there before its first layout is loaded."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a layout: one mapping, where the base's is looked through in two for each name."""
        return {**self.globals, **(d or {})}
