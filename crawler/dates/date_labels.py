"""Labels before dates: of publication (``نشر في``) or of the last change (``آخر تحديث``)."""

import re
from collections.abc import Iterable

from crawler.dates.instants import Mention

PUBLISHED, UNLABELLED, UPDATED = range(3)
"""Ranks of a date as the date of publication; the lowest is taken."""
_LABEL = re.compile(
    r"(?P<updated>تحديث|تعديل|محدث|modifi|mise?\s+a\s+jour|\bmaj\b|actualise|updat)"
    r"|نشر|اضيف|publi|posted|en\s+ligne"
)


def first_published(text: str, mentions: Iterable[Mention]) -> tuple[int, Mention] | None:
    """The first date labelled as published, else the first unlabelled, else the first updated."""
    best: tuple[int, Mention] | None = None
    after = 0
    for mention in mentions:
        rank = _rank(text, after, mention.start)
        if best is None or rank < best[0]:
            best = rank, mention
        after = mention.end
    return best


def first_updated(text: str, mentions: Iterable[Mention]) -> Mention | None:
    """The first date labelled as that of a change: ``آخر تحديث: 5 نوفمبر``, ``Modifié le …``."""
    after = 0
    for mention in mentions:
        if _rank(text, after, mention.start) == UPDATED:
            return mention
        after = mention.end
    return None


def _rank(text: str, after: int, start: int) -> int:
    """The rank of a date by the label nearest before it: ``آخر تحديث:`` or ``نشر في:``."""
    rank = UNLABELLED
    for label in _LABEL.finditer(text, after, max(after, start)):
        rank = UPDATED if label["updated"] else PUBLISHED
    return rank
