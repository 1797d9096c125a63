"""What a month's histories say against an estimate from them: each assumption that leaves a trace.

Lists that miss the same articles, for whatever reason, make a month look more whole than it was;
signs of that are looked for in the table of histories and in the order of its articles.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations
from math import sqrt

import numpy as np

from storage.completeness.capture_histories import Histories, History, named_by
from storage.completeness.log_linear import Floats, Model, fitted

Days = Sequence[Sequence[History]]
"""For each day on which all lists were looked at, in order, the histories of the articles that were
published on it, the oldest first."""
THIN = 0.1
"""A list that named a smaller share of what all named says little of what is missed."""
MOST = 5
"""More lists make more models than a month has articles to choose between."""
EXPECTED = 3.0
"""Where so many articles are expected and there is none, chance explains it in 5 % of months."""


def telling(histories: Histories, lists: int) -> list[int]:
    """The lists that named enough for an estimate to rest on them, the most telling of many."""
    least = THIN * sum(histories.values())
    named = {i: named_by(histories, i) for i in range(lists)}
    enough = [i for i in range(lists) if named[i] and named[i] >= least]
    return sorted(sorted(enough, key=lambda i: -named[i])[:MOST])


def nested_groups(histories: Histories, lists: int) -> list[set[int]]:
    """The lists in groups: one whose every find another one named, too, is in that one's group."""
    groups = [{i} for i in range(lists)]
    for inner, outer in permutations(range(lists), 2):
        if named_by(histories, inner) == named_by(histories, inner, outer):
            first, second = (next(g for g in groups if i in g) for i in (inner, outer))
            if first is not second:
                groups.remove(first)
                second |= first
    return groups


def strangers(histories: Histories, lists: int) -> bool:
    """Whether two lists never named the same article, though chance would have had them do so."""
    total = sum(histories.values())
    return any(
        not named_by(histories, i, j)
        and named_by(histories, i) * named_by(histories, j) / total >= EXPECTED
        for i, j in combinations(range(lists), 2)
    )


def _log_likelihood(design: Floats, counts: Floats) -> tuple[Floats, float] | None:
    """Means of all cells and the log likelihood of those that were seen."""
    found = fitted(design[1:], counts[None, 1:])
    if found is None:
        return None
    means = np.exp(design @ found[0])
    return means, float((counts[1:] * np.log(means[1:]) - means[1:]).sum())


def unevenness(counts: Floats, lists: int) -> float | None:
    """How far articles differ in how easily any list names them; standard normal by chance.

    The signed root of the likelihood ratio. Differences make all lists depend on one another
    alike, which is one more parameter, quadratic in how many lists named an article (Darroch,
    Fienberg, Glonek & Junker 1993, Journal of the American Statistical Association
    88:1137-1148). Negative: lists avoid what others named. ``None``: it cannot be fitted.
    """
    design = Model(lists, frozenset()).design()
    times = design[:, 1:].sum(1)
    more = np.column_stack([design, times * (times - 1) / 2])
    without, with_it = _log_likelihood(design, counts), _log_likelihood(more, counts)
    if without is None or with_it is None:
        return None
    root = sqrt(max(0.0, 2 * (with_it[1] - without[1])))
    return root if with_it[0][0] > without[0][0] else -root


def adds_nothing(counts: Floats, lists: int) -> bool:
    """Whether a list alone named no article, though independent lists would have left it some."""
    design = Model(lists, frozenset()).design()
    if (found := _log_likelihood(design, counts)) is None:
        return True
    alone = design[:, 1:].sum(1) == 1
    return bool(((counts == 0) & (found[0] >= EXPECTED) & alone).any())


def clustering(named: Sequence[bool]) -> float:
    """How much what a list named stands together among all articles; standard normal by chance.

    The runs test (Wald & Wolfowitz 1940, Annals of Mathematical Statistics 11:147-162), its sign
    turned. A list that reads until it meets what is known names articles in runs.
    """
    yes = sum(named)
    no, both = len(named) - yes, len(named)
    if not yes or not no or both < 3:
        return 0.0
    expected = 1 + 2 * yes * no / both
    variance = (expected - 1) * (expected - 2) / (both - 1)
    runs = 1 + sum(a != b for a, b in pairwise(named))
    return (expected - runs) / sqrt(variance) if variance > 0 else 0.0


def stops_at_known(order: Sequence[History], place: int) -> float:
    """How much a list stops where it meets what others named; standard normal by chance.

    ``order`` has the oldest article first. Behind an article that it named, a list that reads the
    newest first goes on to the next older one whether others named the former or not.
    """
    went_on = {True: [0, 0], False: [0, 0]}
    for older, newer in pairwise(order):
        if newer[place]:
            went_on[sum(newer) > 1][older[place]] += 1
    (stopped, on), (stopped_alone, on_alone) = went_on[True], went_on[False]
    known, alone = stopped + on, stopped_alone + on_alone
    if not known or not alone or not stopped + stopped_alone or not on + on_alone:
        return 0.0
    share = (on + on_alone) / (known + alone)
    spread = sqrt(share * (1 - share) * (1 / known + 1 / alone))
    return (on_alone / alone - on / known) / spread


def changes_by_day(days: Days) -> float:
    """How much days differ in how many lists named an article; standard normal by chance.

    Between-day variance as chi-square, made normal after Wilson & Hilferty (1931, Proceedings of
    the National Academy of Sciences 17:684-688).
    """
    times = _times_named(days)
    together = np.concatenate(times)
    spread, free = float(together.var()), len(times) - 1
    if not spread or not free:
        return 0.0
    between = sum(len(day) * (day.mean() - together.mean()) ** 2 for day in times) / spread
    return float(((between / free) ** (1 / 3) - (1 - 2 / (9 * free))) / sqrt(2 / (9 * free)))


def fewer_on_quiet_days(days: Days) -> float:
    """How much articles of days with few of them are named by fewer lists; normal by chance.

    So it is where the lists were half blind on the same days. A weekend alone makes days quiet.
    """
    times = _times_named(days)
    together = np.concatenate(times)
    size = np.concatenate([np.full(len(day), len(day), float) for day in times])
    size -= size.mean()
    spread = together.var() * (size**2).sum()
    return float((together * size).sum() / sqrt(spread)) if spread else 0.0


def _times_named(days: Days) -> list[Floats]:
    """By how many lists each article was named, for each day that has any."""
    return [np.array([sum(one) for one in day], float) for day in days if day]
