"""Where phone numbers stand in a text; ``phone_forms`` says what is one."""

import re
from collections.abc import Sequence

from storage.dataset.masks.digits_and_preceding_text import DIGITS, before
from storage.dataset.masks.phone_forms import Group, is_phone, plus_behind

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
_NEXT = re.compile(rf"[^{DIGITS}A-Za-z\n]{{1,12}}")
"""What may stand between two numbers of one list: ، و أو /."""
_MOST_GROUPS = 13
"""As ``+ 2 1 2 6 …`` has, digit by digit."""


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
            between = groups[place]
            if length and (
                alone or length == 1 or not between.joined or {*between.before} & {*"()"}
            ):
                found.append(_span(text, groups[place : place + length]))
                place, alone = place + length, True
            else:
                place, alone = place + 1, False
    return found


def _groups(text: str, run: re.Match[str]) -> list[Group]:
    groups, end = list[Group](), _signs_from(text, run.start())
    for one in _GROUP.finditer(text, run.start(), run.end()):
        digits = "".join(str(int(digit)) for digit in one[0])
        groups.append(Group(digits, *one.span(), _NOT_SEEN.sub("", text[end : one.start()])))
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


def _lengths(text: str, groups: Sequence[Group], known: bool) -> list[int]:
    """For each group how many from it on are one phone number; 0: none begins there.

    What comes behind, joined to it, must be a phone number too: of twelve pairs none is one.
    """
    lengths = [0] * len(groups)
    for place in reversed(range(len(groups))):
        for end in range(place + 1, min(len(groups), place + _MOST_GROUPS) + 1):
            open_end = end < len(groups) and groups[end].joined and not lengths[end]
            if not open_end and is_phone(text, groups[place:end], known):
                lengths[place] = end - place
                break
    return lengths


def _span(text: str, part: Sequence[Group]) -> tuple[int, int]:
    """From the sign before a number, or its bracket, to its end."""
    start, end = _signs_from(text, part[0].start), part[-1].end
    if plus_behind(text, part[-1]):
        end = text.index("+", end) + 1
    balanced = text.count("(", start, end) > text.count(")", start, end)
    if balanced and text[end : end + 1] == ")":
        end += 1
    elif balanced and text[start] == "(":
        start += 1
    return start, end
