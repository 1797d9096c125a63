"""What is a phone number by its digits, their grouping and what stands around them.

Without a word before it: ``0[5-8]`` and eight more digits (the Moroccan plan since 2009), ``+`` or
``00`` with a country's code, also with its ``+`` on the wrong side, as right-to-left text makes
it. Behind a word such as هاتف or Tél: any 8 to 15 digits that are no date, year or amount.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.dataset.masks.digits_and_preceding_text import before

_LABEL = re.compile(
    r"(?::|هاتفه\w*|رقم\s+(?:ال)?هاتف\w*(?:\s+\w+)?|رقم\w*|[أا]رقام\w*|التالي\w*|[أا]خضر"
    r"|مجاني|n[°º]|num[eé]ros?|suivants?|t[eé]l[eé]?\w*|fax|gsm"
    r"|[0-9][\s)]*(?:[/،,.\-]|[أا]?و|ou|et)?)[\s:.(]*$",
    re.IGNORECASE,
)
"""What stands right before a number and says that it is one of a phone: not so many subscribers."""
_AMOUNT = re.compile(
    r"[,٫]\d|\s*(?:[%٪€$]|درهم|دينار|دولار|يورو|[أا]ورو|سنتيم|مليون|مليار|نسمة|شخص|طن|هكتار"
    r"|(?:dh|mad|dirham|euro|dollar|million|milliard|habitant)s?\b)",
    re.IGNORECASE,
)
"""What follows an amount."""
_COUNTED = re.compile(
    r"مشترك|خطوط|زبناء|زبون|مستعمل|منخرط|عدد\s+(?:ال)?هواتف|abonn|nombre\s+d", re.IGNORECASE
)
"""What is counted by millions beside the word هاتف."""
_OTHER_NUMBER = re.compile(r"(?:ISBN|ISSN|IBAN|RIB|ردمك)[^\n]{0,12}$", re.IGNORECASE)
_LOCAL = re.compile(r"0[5-8]\d{8}")
_MOROCCO = re.compile(r"(?:00)?2120?[5-8]\d{8}")
_ABROAD = re.compile(r"00[1-9]\d{8,14}")  # shorter ones are ISSN's, too: 0028-0836
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATOR = r"[ \u00a0\u2009\u202f\t.\-_\u2010-\u2013]"
_JOIN = re.compile(rf"(?:{_SEPARATOR}?\(?|\){_SEPARATOR}?\(?)")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits in a row within a text."""

    digits: str
    """As 0 to 9."""
    start: int
    end: int
    before: str
    """What is seen between it and the group before it."""

    @property
    def joined(self) -> bool:
        """Whether it may go on with the number before it; a slash stands between two numbers."""
        return bool(_JOIN.fullmatch(self.before))


def is_phone(text: str, part: Sequence[Group], known: bool) -> bool:
    """Whether groups of a text are one phone number; ``known``: a word says that one follows."""
    first, last = part[0], part[-1]
    digits = "".join(one.digits for one in part)
    if not 8 <= len(digits) <= 17 or _OTHER_NUMBER.search(before(text, first.start, 20)):
        return False
    one_by_one = all(len(one.digits) == 1 for one in part)
    if one_by_one and not (known and (digits.startswith("0") or "+" in first.before)):
        return False  # a list of digits: scores, lots, votes
    dated = len(part) > 1 and any(_YEAR.fullmatch(one.digits) for one in part)
    if _LOCAL.fullmatch(digits) and not dated:
        return _evenly_written(part) and (known or not _days(part))
    if not all(one.joined or "+" in one.before for one in part[1:]):
        return False
    signed = "+" in first.before or plus_behind(text, last) or _plus_within(part)
    if _MOROCCO.fullmatch(digits):  # 212 661 234 567 may be an amount
        bare = not digits.startswith("00") and "(" not in first.before and _in_thousands(part)
        return signed or known or not bare
    if dated or _AMOUNT.match(text, last.end):
        return False
    if signed or _ABROAD.fullmatch(digits):
        return len(digits.removeprefix("00")) <= 15 and not _amount_or_place(part)
    if not known or len(digits) > 15 or _COUNTED.search(before(text, first.start, 45)):
        return False
    return _labelled(text, first) or _looks_dialled(part)


def plus_behind(text: str, last: Group) -> bool:
    """Whether a ``+`` stands right behind, where right-to-left text leaves it."""
    return text[last.end : last.end + 2].lstrip(")").startswith("+")


def _plus_within(part: Sequence[Group]) -> bool:
    """``212+ 661…``, not ``2900 +3000``: behind a country's code and joined to it."""
    return len(part) > 1 and "+" in part[1].before[:2] and len(part[0].digits) <= 3


def _evenly_written(part: Sequence[Group]) -> bool:
    """With one separator throughout, perhaps another one behind the area's code."""
    inner = [one.before for one in part[1:]]
    lengths = [len(one.digits) for one in part]
    return len({*inner[1:]}) <= 1 and (min(lengths) > 1 or max(lengths) == 1)


def _days(part: Sequence[Group]) -> bool:
    """``07-08-09-12-13``: days of a month; and so are any such pairs with slashes."""
    if any(len(one.digits) != 2 for one in part):
        return False
    rising = [int(one.digits) for one in part]
    return part[1].before == "/" or (rising == sorted({*rising}) and rising[-1] <= 31)


def _amount_or_place(part: Sequence[Group]) -> bool:
    """``+20 000 000``, or a place on the map: ``+33.57311``."""
    decimals = len(part) == 2 and part[1].before == "." and len(part[1].digits) < 8
    return decimals or (_in_thousands(part) and part[-1].digits == "000")


def _in_thousands(part: Sequence[Group]) -> bool:
    return len(part) > 1 and all(len(one.digits) == 3 for one in part[1:])


def _labelled(text: str, first: Group) -> bool:
    return bool(_LABEL.search(before(text, first.start, 30)))


def _looks_dialled(part: Sequence[Group]) -> bool:
    return part[0].digits.startswith("0") or (len(part) > 1 and not _in_thousands(part))
