"""YAML for heads of Markdown files and for citations: maps, lists and plain values, no more.

Every text is a JSON string, which YAML reads as it is; what nobody sees is written as escapes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.json_with_invisibles_escaped import ESCAPED

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSAFE = re.compile(r'["\\\x00-\x1f]')


def yaml_text(value: Mapping[str, Any]) -> str:
    """A map as YAML in block style, ended by a line break. Lists hold maps or texts."""
    return "".join(f"{line}\n" for line in _map(value, ""))


def _map(value: Mapping[str, Any], indent: str) -> list[str]:
    lines = list[str]()
    for key, one in value.items():
        name = key if _PLAIN_KEY.fullmatch(key) else _scalar(key)
        if isinstance(one, Mapping) and one:
            lines += [f"{indent}{name}:", *_map(one, f"{indent}  ")]
        elif isinstance(one, Sequence) and not isinstance(one, str) and one:
            lines += [f"{indent}{name}:", *_list(one, indent)]
        else:
            lines.append(f"{indent}{name}: {_scalar(one)}")
    return lines


def _list(value: Sequence[Any], indent: str) -> list[str]:
    lines = list[str]()
    for one in value:
        if isinstance(one, Mapping) and one:
            first, *others = _map(one, f"{indent}  ")
            lines += [f"{indent}- {first.strip()}", *others]
        else:
            lines.append(f"{indent}- {_scalar(one)}")
    return lines


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        text = _UNSAFE.sub(_escape, value)
        return f'"{ESCAPED.sub(_escape, text)}"'
    return "{}" if isinstance(value, Mapping) else "[]"


def _escape(found: re.Match[str]) -> str:
    one = found[0]
    return _ESCAPES.get(one) or (
        f"\\U{ord(one):08X}" if ord(one) > 0xFFFF else f"\\u{ord(one):04X}"
    )
