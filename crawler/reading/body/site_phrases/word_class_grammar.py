"""The grammar of chrome: every word becomes the letter of its class, and the letters are read.

Only a line of known words passes, so that the same words inside a real sentence survive. The
outlet's own name and unknown words are allowed in a call alone, and few of them.
"""

import re
from collections.abc import Iterable, Sequence

from crawler.reading.body.site_phrases.ui_labels import FIRST, LABELS
from crawler.reading.body.site_phrases.ui_lexicon import class_of

MAX_CALL = 26
"""Words of a call to follow: five networks and the outlet's motto."""
MAX_ROW = 12
"""Words of a row of buttons."""
MAX_STRANGE = 0.45
"""The share of unknown words in a call that can be nothing else."""
MAX_STRANGE_PAST = 0.3
"""The same where the imperative could be a past tense."""

_SHAPES = [
    ("channels", re.compile(r"h[hg]*")),
    ("read more", re.compile(r"(?=.*[ra])(?!g+[ra]$)[^lts]{1,10}|rg{0,2}s+")),
    ("call", re.compile(r"(?=.*[cp])(?=.*[nkohmy])[^i]{2,}|c[gq]*p[gqn]*")),
    ("call", re.compile(r"(?=.*[mc])(?=.*h).{2,12}")),
    ("ours or yours", re.compile(r"(?=.*[oy])[^g].{1,11}|(?=.*o)(?=.*h).{2,12}")),
    ("list heading", re.compile(r"g{0,2}q[qgs]*k[qkmgsd]*|k[gq]*q[gn]*")),
    ("counter", re.compile(r"e?d+g?m[gm]*|em")),
    ("stamp", re.compile(r"(?=.*l)(?=.*d.*d)[ltdg]{3,14}|t?dtdg*t*d{2,3}[tg]?")),
    ("stamp", re.compile(r"tdd|gd{3}g?t?d{1,2}")),
]  # fmt: skip
_OPEN_CALL = re.compile("g?c")
_OPEN_PAST = re.compile("pg+n|pg?k")
_SECTIONS = re.compile("[sk]{2,20}")
_IN_SECTION = re.compile("gs+")
_QUOTED = re.compile(r'\w+ ["«“]')
_BARS = re.compile(r"[|»›>/•·←-]")


def why_shaped(text: str, tokens: Sequence[str], names: Iterable[str]) -> str | None:
    """What the classes of the words say a line is; ``tokens`` are folded and without accents."""
    first = tokens[0]
    opening = class_of(first)
    begins_label = first in FIRST or opening in "hd"
    if not begins_label and opening == "x" and not any(first in name for name in names):
        return None
    known = {word for name in names for word in name.split()}
    shape = "".join("g" if token in known else class_of(token) for token in tokens)
    if begins_label and len(tokens) <= MAX_ROW and _is_row(tokens, shape):
        return "labels"
    if "x" not in shape:
        for why, grammar in _SHAPES:
            if grammar.fullmatch(shape):
                return why
    if _calls_to_channel(shape):
        return "call"
    return _menu(text, tokens, shape)


def _calls_to_channel(shape: str) -> bool:
    """Whether an imperative opens the line and a channel stands in it, among few unknown words."""
    if "h" not in shape and "o" not in shape:
        return False
    strange = shape.count("x") / len(shape)
    if _OPEN_CALL.match(shape):
        return strange <= MAX_STRANGE
    return strange <= MAX_STRANGE_PAST and _OPEN_PAST.match(shape) is not None


def _menu(text: str, tokens: Sequence[str], shape: str) -> str | None:
    """``menu`` for names of sections alone, ``topic`` where they may be a sub-heading."""
    if _IN_SECTION.fullmatch(shape):  # Jetpack's related posts: in "Politics"
        return "menu" if _QUOTED.match(text) else None
    if not _SECTIONS.fullmatch(shape) or "،" in text:
        return None
    if len(set(tokens)) == 1 or _BARS.search(text):
        return "menu"
    if len(tokens) == 2:
        return "topic" if shape == "ks" else None
    joined = any(token[0] == "و" and class_of(token[1:]) == "s" for token in tokens)
    return None if joined else "menu"


def _is_row(tokens: Sequence[str], shape: str) -> bool:
    """Whether the line is labels and channels side by side, perhaps with their counts."""
    if set(shape) == {"d"}:
        return False
    reached = {0}
    for end in range(1, len(tokens) + 1):
        counted = shape[end - 2 : end] == "hd" and len(tokens[end - 1]) < 4
        single = shape[end - 1] == "h" or counted or shape[:end] == "d" * end
        if (single and end - 1 in reached) or any(
            " ".join(tokens[start:end]) in LABELS for start in reached
        ):
            reached.add(end)
    return len(tokens) in reached
