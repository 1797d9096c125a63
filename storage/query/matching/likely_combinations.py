"""The likeliest combinations of forms, one of each term, without a walk through all. Pure.

Twenty terms of two forms have a million combinations, and only some are ever asked.
"""

from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice, product
from math import prod

Form = tuple[str, ...]
"""The folded words of one form."""
Weighed = Sequence[tuple[int, Form]]
"""The forms of one term, each behind its weight: none is below zero."""
Combination = tuple[Form, ...]
_Ranked = tuple[int, tuple[int, ...], Combination]
"""A combination behind its weight and the place of each of its forms among those of its term."""


def likeliest(terms: Sequence[Weighed], most: int) -> list[Combination]:
    """The combinations with the greatest product of weights, of equal ones the first.

    They are what ``heapq.nlargest`` gives of ``product(*terms)``.
    """
    best: list[_Ranked] = [(1, (), ())]
    for forms in terms:
        best = _with_next(best, forms, most)
    found = [combination for _, _, combination in best]
    # where there are more, all that weigh anything are found: fewer than most are passed over
    weightless = (one for one in product(*terms) if not prod(weight for weight, _ in one))
    found += (tuple(form for _, form in one) for one in islice(weightless, most - len(found)))
    return found


def _with_next(best: Sequence[_Ranked], forms: Weighed, most: int) -> list[_Ranked]:
    """The best combinations of some terms and one more; only those that weigh anything."""
    heavy = [(weight, place, form) for place, (weight, form) in enumerate(forms) if weight]
    heavy.sort(key=lambda one: -one[0])
    longer = (
        (weight * more, (*places, place), (*combination, form))
        for rank, (weight, places, combination) in enumerate(best, 1)
        # up to the n-th of one and the m-th of the other are n * m that come no later
        for more, place, form in heavy[: most // rank]
    )
    return nsmallest(most, longer, key=lambda one: (-one[0], one[1]))
