"""The people in a byline as printed: its labels and the site's own names taken away.

What is left must be able to be a name: a handle, an address, a desk (``هيئة التحرير``) or a
sentence is none. A missing author is better than a wrong one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.arabic import folded_words
from crawler.dates.month_names import month_number
from crawler.dates.normalized_spelling import fold_spelling
from crawler.dates.weekdays_and_spelled_days import weekday_number
from crawler.reading.names.byline_spellings import without_brackets, without_place
from crawler.reading.names.byline_words import (
    BEHIND_A_NAME,
    BYLINE_LABEL,
    COMPANY,
    COMPANY_WORDS,
    CONTACT,
    COUNTER,
    DESK,
    JOINING_FIRST_NAMES,
    LABELS_ALONE,
    MEDIA_KINDS,
    MEDIA_WORDS,
    OTHER_WORK,
    PIECE_BEFORE_LABEL,
    ROLES,
    TITLES,
    VENDORS,
)
from crawler.reading.names.correspondents import LABEL as CORRESPONDENTS_LABEL
from crawler.reading.names.dateline import is_agency, is_city_or_agency
from crawler.reading.names.outlet_names import joined

MAX_NAME_WORDS = 7
"""Words of a name with its parts; a longer text is a sentence."""
MAX_BYLINE_CHARACTERS = 120
_NOBODYS = DESK | LABELS_ALONE | ROLES | BEHIND_A_NAME | VENDORS
"""Words of which a byline that names nobody consists: ``رئيس التحرير``, ``admin في``."""
_BETWEEN_NAMES = re.compile(r"\s*[،,;؛/|&•·]\s*|\s+(?:و|et|and|und|y)\s+")
_PLACE = re.compile(r"(?:à|au|aux|en|in|at|from|desde|في)\s")
"""How the place behind a name begins."""
_OURS = frozenset(("notre", "nos", "our", "nuestro", "nuestra"))
"""What stands before a role of the outlet's people: ``notre correspondante à Fès``."""
_WITH = frozenset(("avec", "with", "et", "and", "و", "مع"))
_DASH = re.compile(r"\s+[-–—]\s+")
_GLUED_AND = re.compile(r"\s+و(?=\w)")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"@|://|www\.|\b[\w-]{2,}\.[a-z]{2,6}\b")
_SENTENCE = re.compile(r"[!?؟:«»\"“”…]|\w{5}\.\s")
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks that set the direction of a text; in a name they would make another one of it."""
_INITIAL_AT_END = re.compile(r"\s[^\W\d_]$")
_HANDLE = re.compile(r"[a-z0-9]+|[\w-]*[_\d][\w.-]*|[a-z][\w.-]*[-._][\w.-]*|[a-z]+[A-Z]\w*")


@lru_cache(maxsize=1_024)  # an outlet's pages print and state the same few names
def authors_in(byline: str, own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names in a byline, one by one, without city, agency or the site's ``own`` names.

    An agency stays: it did write the text.
    """
    byline = _DIRECTIONS.sub("", byline)
    if names_nobody(byline, own):
        return ()
    parts = _parts(byline)
    beside_site = any(joined(one) in own for part in parts for one in _DASH.split(part))
    people = (
        part
        for number, part in enumerate(parts)
        if not _is_role(part, alone=not number) and not (number and _PLACE.match(part))
    )
    found = (name for part in people if (name := _person(part, own)))
    names = dict.fromkeys(
        name
        for name in found
        # one word beside the site's name is the city it wrote from
        if is_agency(name) or not (is_city_or_agency(name) or (beside_site and is_one_word(name)))
    )
    # beside a person an agency is a source, alone it wrote the text
    return tuple(name for name in names if not is_agency(name)) or tuple(names)


@lru_cache(maxsize=1_024)
def why_no_byline(text: str, own: frozenset[str]) -> str | None:
    """The reason why a text cannot be a byline; ``None`` if it can."""
    key = joined(text)
    if not key:
        return "empty"
    if len(text) >= MAX_BYLINE_CHARACTERS or _ADDRESS.search(text):
        return "no name: an address or a paragraph"
    if key in own:
        return "the outlet's own name"
    if is_handle(text):
        return "a handle, no name"
    if names_nobody(text, own):
        return "nobody's name"
    return None if authors_in(text, own) else "no person among its words"


def is_handle(text: str) -> bool:
    """Whether a text is a login: ``manbar-exemple``, ``salma92``, ``@salma``."""
    text = text.strip().removeprefix("@")
    return bool(_HANDLE.fullmatch(text)) and not is_agency(text)


def is_one_word(text: str) -> bool:
    """Whether a text is one word, so hardly a full name; other scripts join names without space."""
    return len(folded_words(text)) < 2 and all(char < "\u2e80" for char in text)


def is_contact(text: str) -> bool:
    """Whether a text invites to write to somebody or to read more: ``راسل الكاتبة``, "Follow"."""
    words = folded_words(text)
    return not words or words[0] in CONTACT or bool(_ADDRESS.search(text))


_GROUPS = frozenset(("writers", "staff", "desk", "newsroom"))
"""Last words of accounts for several: ``Tahrir Desk``."""


@lru_cache(maxsize=1_024)
def names_nobody(text: str, own: frozenset[str]) -> bool:
    """Whether a text names the site, its desk, or a city of it: ``هسبريس - الرباط``."""
    words = folded_words(text)
    if not words or "".join(words) in own or "".join(words) in VENDORS:
        return True
    if _NOBODYS.issuperset(words) or _counts_time(words) or words[-1] in _GROUPS:
        return True
    source = [word for word in words if word not in DESK and (len(word) == 1 or word not in _WITH)]
    if words[0] in DESK and not _WITH.isdisjoint(words) and is_agency(" ".join(source)):
        return True  # "La Rédaction avec MAP"
    if not COMPANY_WORDS.isdisjoint(words) or COMPANY.search(text):
        return not is_agency(text)
    # an agency signs by its name, an outlet's account for its people
    outlet = (
        words[-1] in MEDIA_WORDS
        or words[-2:] in (["اون", "لاين"], ["on", "line"])
        or words[0] in MEDIA_KINDS
    )
    if len(words) > 1 and outlet and not is_agency(text):
        return True
    for size in range(len(words), 0, -1):
        for rest, name in ((words[size:], words[:size]), (words[:-size], words[-size:])):
            if "".join(name) in own:
                return _is_place_or_desk(rest)
    return False


def _counts_time(words: Sequence[str]) -> bool:
    """Whether words say how long ago something was: ``قبل أسبوعين``."""
    return words[0] in ("قبل", "منذ") or words[:2] == ["il", "y"] or words[-1] == "ago"


def without_label(text: str) -> str:
    """A byline without its label, the date behind it, and who else worked: photographers."""
    text = CORRESPONDENTS_LABEL.sub("", PIECE_BEFORE_LABEL.sub("", text, count=1), count=1)
    text = BYLINE_LABEL.sub("", BYLINE_LABEL.sub("", text, count=1), count=1)
    for behind in (OTHER_WORK, COUNTER):
        if found := behind.search(text):
            text = text[: found.start()]
    text = without_brackets(text)
    bare = text.strip(" \t,،.;|/–—-*()\u200e\u200f")
    # the dot of an initial is part of the name: ``Sanaa B.``
    return f"{bare}." if _INITIAL_AT_END.search(bare) and f"{bare}." in text else bare


def _is_place_or_desk(words: list[str]) -> bool:
    key = " ".join(word for word in words if word not in DESK)
    return not key or is_city_or_agency(key)


def _parts(byline: str) -> list[str]:
    """The names that a byline joins: by a mark, by "and", by a letter that says "and"."""
    found = list[str]()
    for part in _BETWEEN_NAMES.split(without_label(byline)):
        cut = next((one for one in _GLUED_AND.finditer(part) if _joins(part, one)), None)
        found += [part[: cut.start()], part[cut.end() :]] if cut else [part]
    return [without_label(part) for part in found]


def _joins(part: str, cut: re.Match[str]) -> bool:
    """Whether a letter joins two full names: ``سعاد بنعلي وعمر الفاسي``, not ``محمد وليد``."""
    left, right = folded_words(part[: cut.start()]), folded_words(part[cut.end() :])
    return len(left) > 1 and len(right) > 1 and f"و{right[0]}" not in JOINING_FIRST_NAMES


def _person(text: str, own: frozenset[str]) -> str:
    """A name without what stands beside it, ``سعاد بنعلي - الرباط``; empty if it can be none."""
    where, colon, rest = text.partition(":")
    text = rest if colon and is_city_or_agency(where) else text
    parts = [part for part in _DASH.split(text.strip()) if not names_nobody(part, own)]
    people = [part for part in parts if not is_city_or_agency(part)]
    name = without_place(_without_end(before_a_date(" - ".join(people or parts[:1]))))
    bare = TITLES.sub("", name, count=1) if TITLES.match(name) else name
    name = name if is_one_word(bare) else bare
    words = folded_words(name)
    if not words or len(words) > MAX_NAME_WORDS + 3 * (len(people) > 1):
        return ""
    if any(char.isdigit() for char in name) or _ADDRESS.search(name) or _SENTENCE.search(name):
        return ""
    return "" if is_handle(name) or is_contact(name) else name


def _without_end(name: str) -> str:
    """A name without the label of the date that stood behind it: ``Stefan Grobe Published on``."""
    words = name.split()
    while len(words) > 2 and BEHIND_A_NAME.issuperset(folded_words(words[-1])):
        words.pop()
    return " ".join(words)


def _is_role(part: str, *, alone: bool) -> bool:
    """Whether a part says what somebody is, not who: behind a name, or alone as the outlet's."""
    words = folded_words(part)
    if len(words) > 1 and words[0] in _OURS:
        return words[1] in ROLES
    return bool(words) and not alone and words[0] in ROLES


def before_a_date(text: str) -> str:
    """A text up to the date that stands behind it: ``Souad Benali le 3 mars 2026``."""
    digit = _DIGIT.search(text)
    if digit is None:
        return text
    words = text[: digit.start()].split()
    while words and is_of_a_date(words[-1]):
        words.pop()
    return " ".join(words).strip(" ,،-–—|(")


def is_of_a_date(word: str) -> bool:
    """Whether a word may stand before a date's digits: a weekday, a month, ``le``, ``بتاريخ``."""
    key = "".join(folded_words(word))
    if key in BEHIND_A_NAME or not key:
        return True
    for number_of in (month_number, weekday_number):
        try:
            number_of(fold_spelling(key).text)
        except KeyError:  # the word is no such name
            continue
        return True
    return False
