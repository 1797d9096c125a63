"""Phone numbers as the press prints them; dates, prices, scores, laws and years are none.

Without a word before them: ``0[5-8]`` and eight more digits (the Moroccan plan since 2009), ``+``
or ``00`` with a country's code, also with its ``+`` on the wrong side, as right-to-left text makes
it. Behind a word such as هاتف or Tél: any 8 to 15 digits that are no date, year or amount.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.dataset.masks.digits import DIGITS, before

_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_BETWEEN = rf"[ \t\u00a0\u2009\u202f.\-\u2010-\u2013/()_{_HIDDEN}]"
_RUN = re.compile(
    rf"(?<![A-Za-z{DIGITS}])[{DIGITS}](?:{_BETWEEN}{{0,4}}\+?{_BETWEEN}{{0,2}}[{DIGITS}]){{7,}}"
)
"""Digits and what stands between them, in one line."""
_SIGNS = re.compile(rf"(?<![A-Za-z{DIGITS}])[+(]{{1,2}}[{_HIDDEN} ]?$")
_GROUP = re.compile(rf"[{DIGITS}]+")
_NOT_SEEN = re.compile(rf"[{_HIDDEN}]|(?<=[ \t\u00a0\u2009\u202f])[ \t\u00a0\u2009\u202f]+")
_WORD = re.compile(
    r"(?:هاتف|هواتف|جوال|المحمول|تليفون|تلفون|فاكس|وات\s?س\s?[أا]ب"
    r"|(?:[اإ]تصال|يتصل|اتصلوا|تتصل)\b[^\n.]{0,50}?(?:رقم|[أا]رقام)"
    r"|رقما?\s+(?:ال)?[أا]خضر)\w*"
    r"|(?:على|عبر)\s+(?:الرقم|الرقمين|ال[أا]رقام)(?:\s+التالي\w*)?[\s:]*$"
    r"|\b(?:t[eé]l(?:[eé]phone)?s?|fax|gsm|mobile|portable|whatsapp|phone|num[eé]ro\s+vert)\b"
    r"|\b(?:appele[rz]|contacte[rz])\b[^\n.]{0,30}?(?:num[eé]ro|\bau\b)",
    re.IGNORECASE,
)
_REACH = 45
"""Characters behind such a word within which a number is a phone's; in the same line."""
_LABEL = re.compile(
    r"(?:[:\uff1a]|هاتفه\w*|رقم\s+(?:ال)?هاتف\w*(?:\s+\w+)?|رقم\w*|[أا]رقام\w*|التالي\w*|[أا]خضر|مجاني|n[°º]|num[eé]ros?|suivants?"
    r"|t[eé]l[eé]?\w*|fax|gsm|[0-9][\s)]*(?:[/،,.\-]|[أا]?و|ou|et)?)[\s:.(]*$",
    re.IGNORECASE,
)
"""What stands right before a number and says that it is one of a phone: not so many subscribers."""
_NEXT = re.compile(rf"[^{DIGITS}A-Za-z\n]{{1,12}}")
"""What may stand between two numbers of one list: ، و أو /."""
_AMOUNT = re.compile(
    r"\s*(?:[%٪€$]|درهم|دينار|دولار|يورو|[أا]ورو|سنتيم|مليون|مليار|نسمة|شخص|طن|هكتار"
    r"|(?:dh|mad|dirham|euro|dollar|million|milliard|habitant)s?\b)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"(?:ISBN|ISSN|IBAN|RIB|ردمك)[^\n]{0,12}$", re.IGNORECASE)
_LOCAL = re.compile(r"0[5-8]\d{8}")
_MOROCCO = re.compile(r"(?:00)?2120?[5-8]\d{8}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINS = frozenset(("", *" \u00a0\u2009\u202f\t.-_\u2010\u2011\u2012\u2013()", " (", ") ", ")-"))
"""What stands within a number; a slash, or more than this, may stand between two."""
_MOST_GROUPS = 8


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    """As 0 to 9."""
    start: int
    end: int
    before: str
    """What is seen between it and the group before it."""


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Where phone numbers stand, in order and apart."""
    found = list[tuple[int, int]]()
    for run in _RUN.finditer(text):
        groups = _groups(text, run)
        known = _behind_a_word(text, run.start(), found)
        lengths = _lengths(text, groups, known)
        place, alone = 0, True
        while place < len(groups):
            length = lengths[place]
            # no number begins within another, 120 05 12 34 56 78, unless in brackets
            between = groups[place].before
            begins = alone or length == 1 or between not in _JOINS or {*between} & {*"()"}
            if length and begins:
                found.append(_span(text, groups[place : place + length]))
                place, alone = place + length, True
            else:
                place, alone = place + 1, False
    return found


def _groups(text: str, run: re.Match[str]) -> list[_Group]:
    groups, end = list[_Group](), _signs_from(text, run.start())
    for one in _GROUP.finditer(text, run.start(), run.end()):
        digits = "".join(str(int(digit)) for digit in one[0])
        groups.append(_Group(digits, *one.span(), _NOT_SEEN.sub("", text[end : one.start()])))
        end = one.end()
    return groups


def _behind_a_word(text: str, start: int, found: Sequence[tuple[int, int]]) -> bool:
    """Whether a word, or a number that is one of a list with it, says that a phone's follows."""
    if found and _NEXT.fullmatch(text, found[-1][1], start):
        return True
    line = before(text, start, 2 * _REACH)
    return any(len(line) - word.end() <= _REACH for word in _WORD.finditer(line))


def _signs_from(text: str, start: int) -> int:
    """Where a ``+`` or a bracket before a number begins; ``90+7`` has none."""
    signs = _SIGNS.search(text, max(0, start - 6), start)
    return signs.start() if signs else start


def _lengths(text: str, groups: Sequence[_Group], known: bool) -> list[int]:
    """For each group how many from it on are one phone number; 0: none begins there.

    What comes behind, joined to it, must be a phone number too: of twelve pairs none is one.
    """
    lengths = [0] * len(groups)
    for place in reversed(range(len(groups))):
        for end in range(place + 1, min(len(groups), place + _MOST_GROUPS) + 1):
            open_end = end < len(groups) and groups[end].before in _JOINS and not lengths[end]
            if not open_end and _is_phone(text, groups[place:end], known):
                lengths[place] = end - place
                break
    return lengths


def _is_phone(text: str, part: Sequence[_Group], known: bool) -> bool:
    first, last = part[0], part[-1]
    digits = "".join(one.digits for one in part)
    inner = [one.before for one in part[1:]]
    if not 8 <= len(digits) <= 17 or _OTHER_NUMBER.search(
        text, max(0, first.start - 20), first.start
    ):
        return False
    signed = "+" in first.before or _plus_behind(text, last) or _plus_within(part)
    dated = len(part) > 1 and any(_YEAR.fullmatch(one.digits) for one in part)
    if _LOCAL.fullmatch(digits) and not dated:
        # one separator throughout, perhaps another behind the area's code; 07/08/09/12/13 are days
        days = inner[:1] == ["/"] and len(first.digits) < 3
        return len(set(inner[1:])) <= 1 and all(len(one.digits) > 1 for one in part) and not days
    if not {one.replace("+", "") for one in inner} <= _JOINS:
        return False
    if _MOROCCO.fullmatch(digits):
        return signed or known or digits.startswith("00") or len(part) == 1
    if _AMOUNT.match(text, last.end) or dated:
        return False
    if signed or re.match("00[1-9].{8}", digits):  # shorter ones are ISSN's, too: 0028-0836
        # +20 000 000 is an amount
        return len(digits.removeprefix("00")) <= 15 and not (
            _in_thousands(part) and last.digits == "000"
        )
    return known and len(digits) <= 15 and (_labelled(text, first) or _looks_dialled(part))


def _labelled(text: str, first: _Group) -> bool:
    return bool(_LABEL.search(before(text, first.start, 30)))


def _looks_dialled(part: Sequence[_Group]) -> bool:
    return part[0].digits.startswith("0") or (len(part) > 1 and not _in_thousands(part))


def _plus_behind(text: str, last: _Group) -> bool:
    return text[last.end : last.end + 2].lstrip(")").startswith("+")


def _plus_within(part: Sequence[_Group]) -> bool:
    """``212+ 661…``, not ``2900 +3000``: behind a country's code and joined to it."""
    return "+" in part[1].before[:2] and len(part[0].digits) <= 3 if len(part) > 1 else False


def _in_thousands(part: Sequence[_Group]) -> bool:
    return len(part) > 1 and all(len(one.digits) == 3 for one in part[1:])


def _span(text: str, part: Sequence[_Group]) -> tuple[int, int]:
    """From the sign before a number, or its bracket, to its end."""
    start, end = _signs_from(text, part[0].start), part[-1].end
    if _plus_behind(text, part[-1]):
        end = text.index("+", end) + 1
    balanced = text.count("(", start, end) > text.count(")", start, end)
    if balanced and text[end : end + 1] == ")":
        end += 1
    elif balanced and text[start] == "(":
        start += 1
    return start, end
