"""Judge which articles answer a need, by patterns over the printed text: knows nothing of search.

Macros keep the patterns short. ``<n>``: the start of a noun (و ف ب ك ل and the article); ``<w>``:
of a name without article; ``<f>``: a noun in ة, its dual, plural in ات and possessives; ``<m>``: a
noun without ة, its accusative, dual and possessives, not ي, which makes the adjective; ``<h>``: of
persons, with ون and ين, too; ``<t>``: with a plural in ات; ``<e>``: the end of a word; ``<near>``:
up to ten words between. Spellings of hamza, ى and ة are one. Not accepted: a feminine that is
another lemma, adjectives in ي, broken plurals.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
OF = "(?:ه|ها|هم|هما|هن|نا|ك|كم)"
MACROS = {
    "<n>": r"(?<!\w)[وف]?(?:[بكل]?ال|لل|[بكل])?",
    "<w>": r"(?<!\w)[وف]?[بكل]?",
    "<f>": f"(?:ة|ت{OF}|تي|ت(?:ان|ا|ين)|ات{OF}?)(?!\\w)",
    "<m>": f"(?:ا|{OF}|ان|ين|ي{OF})?(?!\\w)",
    "<h>": f"(?:ا|{OF}|ان|ين|ون|و|ي|ي{OF}|و{OF})?(?!\\w)",
    "<t>": f"(?:ا|{OF}|ان|ين|ي{OF}|ات{OF}?)?(?!\\w)",
    "<e>": r"(?!\w)",
    "<near>": r"\W+(?:\w+\W+){0,10}?",
}
SPELLINGS = {
    **dict.fromkeys("اأإآ", "[اأإآٱ]"),
    **dict.fromkeys("يى", "[يىی]"),
    "ة": "[ةه]",
    "ك": "[كک]",
    "ؤ": "[ؤئوء]",
    "ئ": "[ئؤءيى]",
    " ": r"(?:[^\w\n]+)",
}


@cache
def pattern(short: str) -> re.Pattern[str]:
    """The pattern that ``short``, letters and macros, stands for. Raises ``re.error``."""
    pieces = re.split(r"(<\w+>|\[[^\]]*\]|\\.|\(\?<?[!=:])", short)
    return re.compile("".join(_piece(piece) for piece in pieces), re.IGNORECASE)


def answers(need: Mapping[str, Sequence[str]], printed: str) -> bool:
    """Whether headline and text have every pattern of ``all`` and none of ``not``."""
    text = MARKS.sub("", printed)
    return all(pattern(short).search(text) for short in need["all"]) and not any(
        pattern(short).search(text) for short in need.get("not", ())
    )


def _piece(piece: str) -> str:
    if piece in MACROS:
        return _spelled(MACROS[piece]) if piece == "<f>" else MACROS[piece]
    return piece if piece.startswith(("[", "\\", "(?")) else _spelled(piece)


def _spelled(letters: str) -> str:
    return "".join(SPELLINGS.get(letter, letter) for letter in letters)
