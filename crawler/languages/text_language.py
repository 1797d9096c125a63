"""The language of an article: its script first, a library only among Latin ones."""

import re

from crawler.languages.memory_mapped_py3langid import rank

_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f ]+")
"""Arabic letters and the spaces between them: a run for each word took ten times as many steps."""
_TIFINAGH = re.compile("[\u2d30-\u2d7f]+")
_LATIN = re.compile("[A-Za-zÀ-ÿ]+")

_LATIN_CODES = ("fr", "en", "es")
_AMAZIGH = "kab"
"""The library says Kabyle of every Amazigh in Latin letters; we say no more than Amazigh."""
SAMPLE_LETTERS = 600
"""Letters that a Latin-script language is identified by; more only cost time, and most of
the messages that the library was measured on have fewer."""


def _latin(text: str) -> str:
    """``ber``, or the likeliest of ``fr``, ``en`` and ``es``.

    Amazigh has to come first among all 142 languages: so one of 20 passages of Arabizi is taken
    for it; asked among four it was 16.
    """
    ranked = [name for name, _ in rank()(text)]
    return "ber" if ranked[0] == _AMAZIGH else next(n for n in ranked if n in _LATIN_CODES)


def language_of(text: str) -> str | None:
    """The code of a text's language; ``None`` without letters.

    ``ar``, ``zgh`` (Tifinagh), and among Latin letters ``fr``, ``en``, ``es`` and ``ber``: Amazigh,
    whichever of its languages. Measured in docs/reading.md. Darija is ``ar``, see ``darija``.
    """
    sample = text[:5_000]
    arabic = sum(map(len, _ARABIC.findall(sample))) - sample.count(" ")
    if 2 * arabic > len(sample):  # nearly every page: no other letters can be more
        return "ar"
    counts = {
        "ar": arabic,
        "zgh": sum(map(len, _TIFINAGH.findall(sample))),
        "latin": sum(map(len, _LATIN.findall(sample))),
    }
    # a page in two languages has the code of the one with more letters
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        return None
    if best != "latin":
        return best
    return _latin(sample[:SAMPLE_LETTERS])
