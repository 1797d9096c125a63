"""Signatures on a line of their own: ``بقلم: سعاد بنعلي``, ``حاوره: عمر الفاسي``."""

import re
from collections.abc import Sequence

from crawler.arabic import folded_words
from crawler.reading.fields.byline_words import OTHER_WORK

MAX_NAME_WORDS = 10
"""Two authors of five words each."""
MAX_SIGNATURE_CHARACTERS = 120
"""Characters of a line that signs."""
_NAME = r"(?P<name>[^\d.!؟?:«»\"“”]{3,80}?)"
_TITLE = r"(?:(?:[دذ]ة?|م|أ|dr|pr|prof|me|mme|mlle|mr|mrs|ms)\s?\.\s*){0,2}"
"""Titles before the name with a dot, which no name has."""
_SIGNED = re.compile(
    r"^[*\s–|-]{0,4}(?:(?:بقلم|من\s+[إا]عداد|ك[\u064f]?تب\s+بواسطة)(?:\s*[:：/]\s*|\s+)"
    r"|(?:propos|entretien|interview)\s+r(?:ecueilli|éalisé)(?:e?s)?\s+par\s*:?\s+"
    r"|حوار\s*[:：]\s*+(?!ال|مع\s)"
    r"|(?:كتبها|كتبه|كتبت|كتب|[إا]عداد(?:\s+و\s?تقديم)?|بواسطة|حاورها|حاورهم|حاوره|حاورته|حاورتها"
    r"|أجر[ىت]\s+(?:الحوار|المقابلة)|أعد[ّ]?(?:ه|ها|ته|تها)"
    r"|(?:écrit|rédigé|réalisé|publié|posté)\s+par|(?:written|interview|reported|posted|published)\s+by"
    r"|(?:ال)?(?:كاتبة?|مؤلفة?)|الصحا?في[ةه]?|المحررة?|نشر\s+بواسطة|auteure?s?|autrice|authors?"
    r"|journaliste|par|by|por)\s*[:：/]\s*)"
    rf"{_TITLE}{_NAME}[\s*–،,-]{{0,4}}$",
    re.IGNORECASE,
)
_SIGNED_BARE = re.compile(
    r"^[*\s–|-]{0,4}(?:حاورها|حاورهم|حاوره|حاورته|حاورتها|[إا]عداد\s+و\s?تقديم"
    r"|Par|PAR|By|BY|Por|(?:Écrit|Ecrit|Rédigé)\s+par|Written\s+by)\s+"
    rf"(?i:{_TITLE}){_NAME}[\s*–،,-]{{0,4}}$"
)
"""A label without a colon: the whole line must then be the names."""
_CAPITALS = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|bint|van|von|et|and|y|,|&)"
    r"(?:\s*,?\s+(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|bint|van|von|et|and|y|&))*"
)
MAX_BARE_WORDS = 7
"""Words of names behind a label without a colon."""


def signature(line: str) -> str | None:
    """The name in a line that signs a text; ``None`` where the line signs nothing."""
    if len(line) >= MAX_SIGNATURE_CHARACTERS or OTHER_WORK.search(line):
        return None
    signed = _SIGNED.match(line)
    bare = None if signed else _SIGNED_BARE.match(line)
    name = signed["name"] if signed else bare["name"] if bare else ""
    if bare and name[0].isascii() and not _CAPITALS.fullmatch(name):
        return None
    # one word is no person's name
    limit = MAX_BARE_WORDS if bare else MAX_NAME_WORDS
    return name if len(folded_words(name)) in range(2, limit + 1) else None


def credited(line: str) -> str | None:
    """The author's name in a line that may name a translator, too; ``None`` without an author."""
    other = OTHER_WORK.search(line) if len(line) < MAX_SIGNATURE_CHARACTERS else None
    return signature(line[: other.start()].rstrip(" /|،,-–(") if other else line)


def find_signature(paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The number of the line that signs a text, and the name; ``None`` without one.

    Only the first two lines and the last one are looked at.
    """
    for number in (0, 1, len(paragraphs) - 1):
        line = paragraphs[number] if number < len(paragraphs) > 2 else ""
        if name := signature(line):
            return number, name
    return None
