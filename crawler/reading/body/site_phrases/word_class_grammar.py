"""A grammar of interface lines: every word becomes its class letter, the letters are matched.

Only a line of known words passes, so that the same words inside a real sentence survive. The
outlet's own name and unknown words are allowed in a call alone, and few of them.
"""

import re
from collections.abc import Iterable, Sequence

from crawler.reading.body.site_phrases.ui_labels import FIRST_WORDS, LABELS
from crawler.reading.body.site_phrases.ui_lexicon import class_of

MAX_CALL_WORDS = 26
"""Words of a call to follow: five networks and the outlet's motto."""
MAX_ROW_WORDS = 12
"""Words of a row of buttons."""
MAX_UNKNOWN_SHARE = 0.45
"""The share of unknown words in a call that can be nothing else."""
MAX_UNKNOWN_SHARE_PAST = 0.3
"""The same where the imperative could be a past tense."""

# one letter per word, see ``ui_lexicon``; the first that matches the whole line names it
_GRAMMARS = [
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


def kind_by_grammar(text: str, tokens: Sequence[str], names: Iterable[str]) -> str | None:
    """The kind that the classes of its words show a line to be, or ``None``.

    ``tokens`` are the folded words without accents, ``names`` the outlet's, folded too.
    """
    first = tokens[0]
    opening = class_of(first)
    begins_label = first in FIRST_WORDS or opening in "hd"
    if not begins_label and opening == "x" and not any(first in name for name in names):
        return None
    known = {word for name in names for word in name.split()}
    classes = "".join("g" if token in known else class_of(token) for token in tokens)
    if begins_label and len(tokens) <= MAX_ROW_WORDS and _is_row(tokens, classes):
        return "labels"
    if "x" not in classes:  # an unknown word makes it a sentence, a call to a channel aside
        for why, grammar in _GRAMMARS:
            if grammar.fullmatch(classes):
                return why
    if _calls_to_channel(classes):
        return "call"
    return _menu(text, tokens, classes)


def _calls_to_channel(classes: str) -> bool:
    """Whether an imperative opens the line and a channel stands in it, among few unknown words."""
    if "h" not in classes and "o" not in classes:
        return False
    unknown_share = classes.count("x") / len(classes)
    if _OPEN_CALL.match(classes):
        return unknown_share <= MAX_UNKNOWN_SHARE
    return unknown_share <= MAX_UNKNOWN_SHARE_PAST and _OPEN_PAST.match(classes) is not None


def _menu(text: str, tokens: Sequence[str], classes: str) -> str | None:
    """``menu`` for names of sections alone, ``topic`` where they may be a sub-heading."""
    if _IN_SECTION.fullmatch(classes):  # Jetpack's related posts: in "Politics"
        return "menu" if _QUOTED.match(text) else None
    if not _SECTIONS.fullmatch(classes) or "،" in text:
        return None
    if len(set(tokens)) == 1 or _BARS.search(text):
        return "menu"
    if len(tokens) == 2:
        return "topic" if classes == "ks" else None
    joined = any(token[0] == "و" and class_of(token[1:]) == "s" for token in tokens)
    return None if joined else "menu"


def _is_row(tokens: Sequence[str], classes: str) -> bool:
    """Whether the line is labels and channels side by side, perhaps with their counts."""
    if set(classes) == {"d"}:
        return False
    reached = {0}
    for end in range(1, len(tokens) + 1):
        counted = classes[end - 2 : end] == "hd" and len(tokens[end - 1]) < 4
        single = classes[end - 1] == "h" or counted or classes[:end] == "d" * end
        if (single and end - 1 in reached) or any(
            " ".join(tokens[start:end]) in LABELS for start in reached
        ):
            reached.add(end)
    return len(tokens) in reached
