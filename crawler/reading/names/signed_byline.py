"""Signatures on a line of their own: ``بقلم: سعاد بنعلي``, ``حاوره: عمر الفاسي``."""

import re
from collections.abc import Sequence

from crawler.arabic import folded_words
from crawler.reading.names.byline_words import OTHER_WORK, ROLES
from crawler.reading.names.dateline import is_city
from crawler.reading.names.given_names import is_full_name

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
    r"|(?:كتبتها|كتبته|كتبها|كتبه|كتبت|كتب|حررتها|حررته|حررها|حرره|[إا]عداد(?:\s+و\s?تقديم)?|بواسطة|حاورها|حاورهم|حاوره|حاورته|حاورتها"
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
_OF_WORK = re.compile(
    r"^[*\s–|-]{0,4}(?:(?:ال)?(?:مراسلة?|متابعة|خبرنگار|نویسنده)|مراسلنا|مراسلتنا)\s*[:：/]\s*"
    rf"{_TITLE}{_NAME}[\s*–،,-]{{0,4}}$"
)
"""Labels that are also a kind of article: ``متابعة: سعاد بنعلي``, and a headline may follow."""
MAX_WORDS_BEHIND_WORK = 4
"""Words of one name behind such a label: ``عبد الله بن علي``."""
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
    if not name and (by_work := _OF_WORK.match(line)):
        words = len(folded_words(by_work["name"]))
        return by_work["name"] if words in range(2, MAX_WORDS_BEHIND_WORK + 1) else None
    # one word is no person's name
    limit = MAX_BARE_WORDS if bare else MAX_NAME_WORDS
    return name if len(folded_words(name)) in range(2, limit + 1) else None


_NAME_AND_CITY = re.compile(
    r"([^\d.!؟?:«»\"“”(),،]{5,40}?)\s*(?:\s[-–—]\s?|[/|،,:])\s*([^\d]{2,40})"
)


def signature_from(line: str) -> str | None:
    """The name in a line that is a name and a city: ``سعاد بنعلي - مكناس``; ``None``: it is not.

    The city may stand first.
    """
    parts = _NAME_AND_CITY.fullmatch(line.strip("*–- ")) if len(line) < MAX_PLACED else None
    if parts is None:
        return None
    name, city = parts.groups() if is_city(parts[2]) else reversed(parts.groups())
    return name if is_city(city) and is_full_name(name) else None


MAX_PLACED = 70
"""Characters of a name and a city."""


def credited(line: str) -> str | None:
    """The author's name in a line that may name a translator, too; ``None`` without an author."""
    other = OTHER_WORK.search(line) if len(line) < MAX_SIGNATURE_CHARACTERS else None
    return signature(line[: other.start()].rstrip(" /|،,-–(") if other else line)


def find_signature(paragraphs: Sequence[str]) -> tuple[range, str] | None:
    """The numbers of the lines that sign a text, and the name; ``None`` where none does.

    Only the first two lines and the last ones are looked at; behind a name may stand a line of
    what its bearer is.
    """
    count = len(paragraphs)
    for number in (0, 1, count - 2, count - 1) if count > 2 else ():
        line = paragraphs[number]
        behind = paragraphs[number + 1] if number + 1 < count else ""
        name = signature(line) or signature_from(line)
        if not name and number in (0, count - 1, count - 2):
            name = line.strip("*– -:") if is_full_name(line.strip("*– -:")) else None
        if name and _is_role(behind):
            return range(number, number + 2), name
        if name and number != count - 2:
            return range(number, number + 1), name
    return None


def _is_role(line: str) -> bool:
    """Whether a line says what somebody is, and nothing else: ``أستاذ باحث في علوم التربية``."""
    words = folded_words(line)
    ended = line.endswith((".", "!", "؟", "?", ":", "…"))
    return bool(words) and words[0] in ROLES and len(words) <= MAX_ROLE_WORDS and not ended


MAX_ROLE_WORDS = 9
"""Words of a line that says what an author is."""
