"""The language of an article: its script first, a library only among Latin ones."""

import functools
import re
from collections.abc import Callable
from typing import cast

_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")

ENOUGH = 1_200
"""Letters by which one Latin-script language is told from another; more only cost time."""


@functools.cache
def _classify() -> Callable[[str], tuple[str, float]]:
    """The library's classifier for the Latin-script languages, loaded when first needed."""
    import py3langid

    py3langid.set_languages(["fr", "en", "es"])
    return cast(Callable[[str], tuple[str, float]], py3langid.classify)


def language_of(text: str) -> str | None:
    """``ar``, ``fr``, ``en``, ``es``, ``zgh`` (Tifinagh), or ``None`` without letters."""
    sample = text[:5_000]
    counts = {
        "ar": len(_ARABIC.findall(sample)),
        "zgh": len(_TIFINAGH.findall(sample)),
        "latin": len(_LATIN.findall(sample)),
    }
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        return None
    return best if best != "latin" else str(_classify()(sample[:ENOUGH])[0])
