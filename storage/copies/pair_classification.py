"""What one text is to another: copy, partial copy, suspected follow-up, or nothing. Pure.

``storage.copies.shingles_and_winnowing_keys`` finds the texts worth comparing; here the texts
themselves are compared. What is said is symmetric. The thresholds were chosen on one half of
``make bench-copies``.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np

from storage.copies import short_texts
from storage.copies.shingles_and_winnowing_keys import MIN_WORDS, Figure, Text

Relation = Literal["copy", "partial", "follow-up"]

COPY_JACCARD = 0.45
"""From here on a text is a copy: agency copies with a new lead go down to it, see the bench."""
PARTIAL_CONTAINMENT = 0.75
"""So much of the shorter text stands in the longer one: a cut, or a copy within a longer text."""
FOLLOW_UP_CONTAINMENT = 0.35
"""Below a partial copy: background told again. Unrelated texts share less than a tenth."""
SAME_DAY_CONTAINMENT = 0.5
"""The same of two outlets that both date theirs within ``FOLLOW_UP_APART`` of one outlet: both cut
and led in one agency's report. A day later, half a text told again is background."""
MIN_SHARED = 12
"""Fewer common 3-grams are a phrase, not a text."""
SHARED_NUMBERS = 0.7
"""Copies keep nearly all numbers in their places; bulletins of a series change most of them."""
BRIEF_APART = timedelta(days=2)
"""Briefs further apart are about two events."""
FOLLOW_UP_APART = {True: timedelta(hours=20), False: timedelta(days=3)}
"""Same outlet, or another one: a text this much later that was rewritten is a later report."""
REWRITTEN = 0.85
"""Less than this of either text stands in the other: both tell something of their own."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The relation of one text to another, its score (0 to 1) and its evidence."""

    relation: Relation
    score: float
    evidence: str


def compare(one: Text, other: Text) -> Likeness | None:
    """The relation of two texts; ``None`` if there is none. The same both ways round."""
    if min(one.length, other.length) < MIN_WORDS:
        return None
    brief = short_texts.are_briefs(one.length, other.length)
    sizes = sorted((one.shingles.size, other.shingles.size))
    shared = int(np.intersect1d(one.shingles, other.shingles, assume_unique=True).size)
    if shared < MIN_SHARED and not brief:  # most candidates: nothing more is asked of them
        return None
    same, places = _shared_numbers(one, other)
    if _is_serial(same, places) or short_texts.have_two_subjects(one, other):
        return None
    if brief:
        return _compare_briefs(one, other, same, places)
    jaccard = shared / (sizes[0] + sizes[1] - shared)
    contained = shared / sizes[0]
    relation = _relation(one, other, jaccard, contained, shared / sizes[1])
    if relation is None:
        return None
    score = jaccard if relation == "copy" else contained
    evidence = f"{jaccard:.2f} of both texts and {contained:.2f} of the shorter one in common"
    return Likeness(relation, round(score, 3), evidence + _told(same, places))


def may_be_alike(shared: int, fewest: int) -> bool:
    """Whether ``compare`` can say anything of two texts with at most so many common 3-grams.

    ``fewest``: how many the shorter one has. A Jaccard is never above the containment.
    """
    least = min(COPY_JACCARD, PARTIAL_CONTAINMENT, FOLLOW_UP_CONTAINMENT)
    return shared >= MIN_SHARED and shared / fewest >= least


def equal(one: Text, other: Text) -> Likeness:
    """The relation of two articles with the same folded text."""
    places = min(one.numbers.total(), other.numbers.total())
    return Likeness("copy", 1.0, "the same folded text" + _told(places, places))


def _relation(
    one: Text, other: Text, jaccard: float, contained: float, containing: float
) -> Relation | None:
    if jaccard >= COPY_JACCARD:
        apart = _apart(one, other)
        later = apart is not None and apart >= FOLLOW_UP_APART[one.outlet == other.outlet]
        return "follow-up" if later and max(contained, containing) < REWRITTEN else "copy"
    if contained >= PARTIAL_CONTAINMENT:
        return "partial"
    if contained >= SAME_DAY_CONTAINMENT and _of_one_day(one, other):
        return "partial"
    return "follow-up" if contained >= FOLLOW_UP_CONTAINMENT else None


def _is_serial(same: int, places: int) -> bool:
    """Two bulletins of a series; a single corrected figure beside others does not make one."""
    return same < SHARED_NUMBERS * places and (same == 0 or places - same > 1)


def _compare_briefs(one: Text, other: Text, same: int, places: int) -> Likeness | None:
    apart = _apart(one, other)
    if same < places or (apart is not None and apart > BRIEF_APART):
        return None
    found = short_texts.alike(one, other)
    return Likeness("copy", found[0], found[1] + _told(same, places)) if found else None


def _apart(one: Text, other: Text) -> timedelta | None:
    if one.published_at is None or other.published_at is None:
        return None
    return abs(one.published_at - other.published_at)


def _of_one_day(one: Text, other: Text) -> bool:
    """Whether two outlets state times that are too near for a later report."""
    apart = _apart(one, other)
    return one.outlet != other.outlet and apart is not None and apart < FOLLOW_UP_APART[True]


def _told(same: int, places: int) -> str:
    return f"; {same} of {places} numbers agree" if places else ""


def _shared_numbers(one: Text, other: Text) -> tuple[int, int]:
    """In how many places both have a number between the same words, and how often the same one."""
    places = _contexts(one.numbers) & _contexts(other.numbers)
    return (one.numbers & other.numbers).total(), places.total()


def _contexts(numbers: Counter[Figure]) -> Counter[str]:
    contexts = Counter[str]()
    for (context, _), count in numbers.items():
        contexts[context] += count
    return contexts
