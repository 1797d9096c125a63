"""Signatures on a line of their own: ``بقلم: سعاد بنعلي``, ``حاوره: عمر الفاسي``."""

import re
from collections.abc import Sequence

from crawler.arabic import folded_words

MAX_NAME_WORDS = 10
"""Two authors of five words each."""
_SIGNED = re.compile(
    r"^[*\s–-]{0,4}(?:بقلم(?:\s*[:：]\s*|\s+)|propos recueillis par\s*:?\s+"
    r"|(?:كتبها|كتبه|كتبت|كتب|إعداد|اعداد|حاورها|حاوره|حاورته|أجرى الحوار|أجرت الحوار|par|by|por)"
    r"\s*[:：]\s*)(?P<name>[^\d.!؟?:«»\"“”]{3,80}?)[\s*–-]{0,4}$",
    re.IGNORECASE,
)


def find_signature(paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The number of the line that signs a text, and the name; ``None`` without one.

    Only the first two lines and the last one are looked at.
    """
    for number in (0, 1, len(paragraphs) - 1):
        line = paragraphs[number] if number < len(paragraphs) > 2 else ""
        signed = _SIGNED.match(line) if len(line) < 120 else None
        # one word is no person's name
        if signed and len(folded_words(signed["name"])) in range(2, MAX_NAME_WORDS + 1):
            return number, signed["name"]
    return None
