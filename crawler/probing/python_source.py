"""Python as the formatter writes it: literals and assignments of an outlet's attributes."""

import json
from collections.abc import Sequence

from crawler.json_with_invisibles_escaped import ESCAPED

WIDTH = 100
"""Of a line, as in ``pyproject.toml``; the formatter itself is no part of an installation."""
_TOO_LONG = "  # noqa: E501"


def quoted(value: object) -> str:
    """A value as a literal; texts in the quotes that need fewer escapes, else in double ones."""
    if not isinstance(value, str):
        return repr(value)
    double = ESCAPED.sub(
        lambda unseen: ascii(unseen[0])[1:-1], json.dumps(value, ensure_ascii=False)
    )
    if value.count('"') <= value.count("'"):
        return double
    return "'" + double[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def pattern(text: str) -> str:
    """A pattern as a literal; raw where it has backslashes, so that it stays readable."""
    simple = '"' not in text and "\n" not in text and not text.endswith("\\")
    simple = simple and not ESCAPED.search(text)
    return f'r"{text}"' if "\\" in text and simple else quoted(text)


def assigned(name: str, literal: str) -> list[str]:
    """The lines of ``name = literal`` in a class."""
    line = f"    {name} = {literal}"
    if len(line) <= WIDTH:
        return [line]
    if len(literal) + 8 <= WIDTH:
        return [f"    {name} = (", f"        {literal}", "    )"]
    return [line + _TOO_LONG]


def assigned_call_tuple(name: str, calls: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The lines of ``name = (One("a"), Two("b", c="d"))`` in a class."""
    written = [f"{called}({', '.join(given)})" for called, given in calls]
    line = f"    {name} = ({', '.join(written)}{',' if len(written) == 1 else ''})"
    if len(line) <= WIDTH:
        return [line]
    inside = [line for called, given in calls for line in _call(called, given)]
    return [f"    {name} = (", *inside, "    )"]


def _call(called: str, given: Sequence[str]) -> list[str]:
    """A call inside a tuple: one line, its values on a line of their own, or a line each."""
    line = f"        {called}({', '.join(given)}),"
    if len(line) <= WIDTH:
        return [line]
    values = f"            {', '.join(given)}"
    if len(values) <= WIDTH or len(given) == 1:
        return [f"        {called}(", _marked(values), "        ),"]
    return [f"        {called}(", *(_marked(f"            {one},") for one in given), "        ),"]


def _marked(line: str) -> str:
    return line if len(line) <= WIDTH else line + _TOO_LONG
