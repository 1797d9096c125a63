"""``WordsCommand``: a command whose words may begin with a minus, which leaves them out."""

import re
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand

_LEFT_OUT = re.compile(r"-(?=[^\W\d_]{2})")
"""A minus before a word; -o alone, with its value behind it, is an option."""
_HELD = "\ue000"
"""Stands for that minus while options are read: the letters of ``-word`` are none (``-o rd``)."""


class WordsCommand(TyperCommand):
    """A command that takes ``-word`` for a word, and no mistyped option for one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Click calls it. Raises ``BadParameter`` for an option that is none or stands last."""
        at = args.index("--") if "--" in args else len(args)
        known = {name for one in self.get_params(ctx) for name in one.opts if name[0] == "-"}
        for arg in args[:at]:
            name = arg.partition("=")[0]
            if re.match(r"--[a-z]", name) and name not in known:
                near = get_close_matches(name, known, 1)
                instead = f"did you mean {near[0]}?" if near else "to leave a word out write -word"
                raise typer.BadParameter(f"there is no option {name}: {instead}")
        for arg in args[at:]:
            if arg.startswith("--") and arg.partition("=")[0] in known:
                raise typer.BadParameter(f"{arg} stands behind --, where all are words: write"
                                         " options before it")  # fmt: skip
        held = [_LEFT_OUT.sub(_HELD, arg, count=1) if _LEFT_OUT.match(arg) else arg
                for arg in args[:at]]  # fmt: skip
        rest = super().parse_args(ctx, [*held, *args[at:]])
        for name, value in ctx.params.items():
            ctx.params[name] = _given_back(value)
        return rest


def _given_back(value: object) -> object:
    """A value of an argument with its minus."""
    if isinstance(value, str):
        return value.replace(_HELD, "-")
    if isinstance(value, list | tuple):
        return type(value)(_given_back(one) for one in value)
    return value
