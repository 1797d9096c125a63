"""Layouts are templates in parts: taking them apart and filling them, with plain words if not."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template


class BadLayout(ValueError):
    """A layout lacks a part, or asks for a value that texts do not have."""


def parts_of(text: str, wanted: Sequence[str], file: Path | str) -> dict[str, str]:
    """The parts of a layout (``=== part``) by name. Raises ``BadLayout`` naming what is missing."""
    names, parts = (re.split(r"^=== (\w+)\n", text, flags=re.M)[n::2] for n in (1, 2))
    found = dict(zip(names, parts, strict=True))
    if missing := [name for name in wanted if name not in found]:
        raise BadLayout(
            f"{file}: no part `=== {'`, no part `=== '.join(missing)}`;"
            f" a layout here has {', '.join(wanted)}: see docs/reading.md, Golden pages"
        )
    return found


def filled(part: str, fields: Mapping[str, str], file: Path | str) -> str:
    """A part with its values. Raises ``BadLayout`` naming a value that there is not."""
    try:
        return Template(part).substitute(fields)
    except KeyError as error:
        known = ", ".join(f"${name}" for name in sorted(fields))
        raise BadLayout(f"{file}: no value is called ${error.args[0]}; there are {known}") from None
    except ValueError as error:
        raise BadLayout(f"{file}: {error}; write $$ for the character $") from None
