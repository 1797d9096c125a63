"""The language of an article: its script first, a library only among Latin ones."""

import functools
import re
from typing import Protocol, cast

_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")

ENOUGH = 1_200
"""Letters by which one Latin-script language is told from another; more only cost time."""


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@functools.cache
def _identifier() -> _Identifier:
    """The Latin-script model, loaded when first needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["fr", "en", "es"])
    return cast(_Identifier, identifier)


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
    return best if best != "latin" else str(_identifier().classify(sample[:ENOUGH])[0])
