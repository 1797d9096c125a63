"""JSON by which no terminal or editor can be deceived: what nobody sees is written as escapes.

``json`` itself escapes C0 controls only. C1 controls drive terminals; embeddings, overrides and
isolates show a line in another order than it has; half a surrogate pair is no text at all.
"""

import json
import re
from math import isfinite
from typing import Any

_CONTROLS = "\x7f-\x9f"
_MARKS = "\u061c\u200e\u200f"
"""The marks that give what stands beside them a direction, and change nothing else."""
_UNSEEN = (
    "\xad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Soft hyphens, line separators, embeddings, overrides, isolates, joiners of no letters, tags."""
_NO_TEXT = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
ESCAPED = re.compile(f"[{_CONTROLS}{_MARKS}{_UNSEEN}{_NO_TEXT}]")
"""What is escaped; ZWNJ and ZWJ are spelling and stay, as do the signs of Arabic numbers."""
UNSEEN = re.compile(f"[{_UNSEEN}]")


def json_text(value: Any, **options: Any) -> str:
    """A value as JSON in which Arabic stays Arabic; ``options`` are those of ``json.dumps``.

    A number that is none, or without end, is ``null``: JSON has no word for it.
    """
    options |= {"ensure_ascii": False, "allow_nan": False}
    try:
        text = json.dumps(value, **options)
    except ValueError:
        text = json.dumps(_finite(value), **options)
    return ESCAPED.sub(_escape, text)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list | tuple) else value


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
