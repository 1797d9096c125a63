"""Lines that a site says about itself and to its reader: share, read more, subscribe, comment.

``labels`` are whole lines; ``signs`` are read from colons and clocks; ``notices`` are patterns that
open a line or are the line; ``formulas`` may stand anywhere in it; ``shapes`` is a grammar over the
classes of words that ``lexicon`` knows.
"""

from collections.abc import Collection

from crawler.reading.body.site_phrases.notice_patterns import why_notice
from crawler.reading.body.site_phrases.punctuation import why_signed
from crawler.reading.body.site_phrases.stock_phrases import why_formula
from crawler.reading.body.site_phrases.ui_labels import LABELS
from crawler.reading.body.site_phrases.word_class_grammar import MAX_CALL, why_shaped

TOPIC = "topic"
"""The reason that holds at the edges of a text only: inside, it may be a sub-heading."""
MAX_CHARACTERS = 520
"""Notices of cookies and of comment policies reach it; most paragraphs pass it."""

_PLAIN = str.maketrans("àâäáãçéèêëîïíôöóùûüúñ", "aaaaaceeeeiiiooouuuun")
_LATIN = "\u024f"
"""The last Latin letter; a line that opens in Arabic has no accents that matter."""


def why_chrome(text: str, key: str, names: Collection[str] = ()) -> str | None:
    """Why a line is the site's own talk, or ``None``: it may be an article's.

    ``key`` is the line's folded words joined by spaces, ``names`` are the outlet's, folded too.
    """
    if len(text) > MAX_CHARACTERS or not key:
        return None
    line = key if key[0] > _LATIN else key.translate(_PLAIN)
    if why := LABELS.get(line):
        return why
    tokens = line.split()
    why = (
        why_signed(text, len(tokens)) or why_notice(line, len(tokens)) or why_formula(line, tokens)
    )
    if why:
        return why
    return None if len(tokens) > MAX_CALL or "://" in text else why_shaped(text, tokens, names)
