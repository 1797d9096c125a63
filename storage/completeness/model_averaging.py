"""Estimates averaged over models: what no single model of a month's lists is sure of.

Weights by BIC, in which the articles that were seen are the sample (Buckland, Burnham & Augustin
1997, Biometrics 53:603-618; Hook & Regal 1997, American Journal of Epidemiology 145:1138-1144):
by AICc, which was tried first, those of three independent lists covered 96 to 100 % of months.
Intervals are model-averaged profile likelihood intervals (Fletcher & Turek 2012, Journal of
Agricultural, Biological, and Environmental Statistics 17:38-51): at their ends the tail areas of
the signed roots of the profiles, averaged by weight, are 2.5 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erf, exp, log, sqrt

import numpy as np

from storage.completeness.log_linear import Fit, Floats, Model, Term, fit, profile

LEVEL = 0.95
_WINDOW = 6.0
"""Models whose BIC is so much worse weigh below 5 % of the best one's, and are left out."""
_BEAM = 24
"""With five lists and more there are too many models for all to be fitted: the best go on."""
_LEAST = 0.05
"""Articles; what is missed is looked for from here to 200 times what was seen."""
_ROUGH, _FINE, _COMMON = 25, 41, 600
"""Points of a profile: to find where it is high, there, and those that all models share."""
_DEEP = 9.0
"""A profile so much below its peak has a tail area of .001 %."""


@dataclass(frozen=True, slots=True)
class Averaged:
    """Articles that no list named, averaged over models."""

    missed: float
    low: float
    high: float | None
    """``None``: the histories set no upper end."""
    models: tuple[tuple[Model, float], ...]
    """With their weights, which sum to 1, the heaviest first."""


def criterion(found: Fit, articles: float) -> float:
    """BIC of a fit to so many articles that were seen; the lower the better."""
    return found.model.parameters * log(articles) - 2 * found.log_likelihood


def weighted(fits: Sequence[Fit], articles: float) -> list[tuple[Fit, float]]:
    """Fits with their BIC weights, the heaviest first; those beyond the window are left out."""
    scored = sorted(((criterion(one, articles), one) for one in fits), key=lambda pair: pair[0])
    kept = [(one, exp((scored[0][0] - score) / 2)) for score, one in scored
            if score - scored[0][0] <= _WINDOW]  # fmt: skip
    total = sum(weight for _, weight in kept)
    return [(one, weight / total) for one, weight in kept]


def _larger(model: Model) -> list[Model]:
    """The hierarchical models with one interaction more; that of all lists has no estimate.

    Of four lists and more only pairs interact: no month tells which of all other models holds.
    """
    pairs: list[Term] = [frozenset(pair) for pair in combinations(range(model.lists), 2)]
    new = [pair for pair in pairs if pair not in model.terms] if model.lists > 2 else []
    return [Model(model.lists, model.terms | {pair}) for pair in new]


def fits(counts: Floats, lists: int) -> list[Fit]:
    """Every hierarchical model that has an estimate, from independence up.

    Where a level has more than a beam of models only its best are enlarged.
    """
    articles = float(counts.sum())
    level, found = {Model(lists, frozenset())}, list[Fit]()
    while level:
        here = [one for model in level if (one := fit(model, counts)) is not None]
        found += here
        best = sorted(here, key=lambda one: criterion(one, articles))
        grown = best if lists < 5 else best[:_BEAM]
        level = {larger for one in grown for larger in _larger(one.model)}
    return found


def _below(roots: Floats) -> Floats:
    """The standard normal probability below each signed root."""
    return np.array([(1 + erf(root / sqrt(2))) / 2 for root in roots])


def _peak(likelihoods: Floats, at: Floats) -> tuple[float, float]:
    """Where a profile is highest and how high, by a parabola through the three highest points."""
    i = int(likelihoods.argmax())
    if i in (0, len(at) - 1):
        return float(at[i]), float(likelihoods[i])
    a, b, c = np.polyfit(at[i - 1 : i + 2] - at[i], likelihoods[i - 1 : i + 2], 2)
    return float(at[i] - b / (2 * a)), float(c - b * b / (4 * a))


def _signed_roots(model: Model, counts: Floats, points: Floats) -> Floats | None:
    """Signed roots of a model's profile at the points (log missed): negative below its peak.

    A first look at all of them finds the few between which the profile rises and falls.
    """
    rough = profile(model, counts, np.exp(points))
    if rough is None:
        return None
    near = np.flatnonzero(rough > rough.max() - _DEEP)
    first, last = points[max(near[0] - 1, 0)], points[min(near[-1] + 1, len(points) - 1)]
    finer = np.linspace(first, last, _FINE)
    fine = profile(model, counts, np.exp(finer))
    if fine is None:
        return None
    middle, height = _peak(fine, finer)
    roots = np.sqrt(2 * np.maximum(height - fine, 0)) * np.sign(finer - middle)
    beyond = np.sqrt(2 * np.maximum(height - rough, 0)) * np.sign(points - middle)
    outside = (points < first) | (points > last)
    at = np.concatenate([finer, points[outside]])
    order = at.argsort()
    return np.stack([at[order], np.concatenate([roots, beyond[outside]])[order]])


def _at(area: float, areas: Floats, points: Floats) -> float | None:
    """The missed articles at which the averaged area is reached; ``None``: beyond the grid."""
    if areas[-1] < area:
        return None
    if areas[0] >= area:
        return 0.0
    return exp(float(np.interp(area, np.maximum.accumulate(areas), points)))


def averaged(counts: Floats, found: Sequence[Fit]) -> Averaged | None:
    """The average over fitted models; ``None`` where no model has a profile."""
    articles = float(counts.sum())
    chosen = weighted(found, articles)
    farthest = log(200 * max([articles, *(one.missed for one, _ in chosen)]))
    rough = np.linspace(log(_LEAST), farthest, _ROUGH)
    common = np.linspace(log(_LEAST), farthest, _COMMON)
    areas, used = np.zeros(_COMMON), list[tuple[Model, float]]()
    for one, weight in chosen:
        if (roots := _signed_roots(one.model, counts, rough)) is not None:
            areas += weight * _below(np.interp(common, *roots))
            used.append((one.model, weight))
    if not (total := sum(weight for _, weight in used)):
        return None
    areas /= total
    tail = (1 - LEVEL) / 2
    middle, low, high = (_at(area, areas, common) for area in (0.5, tail, 1 - tail))
    if middle is None or low is None:
        return None
    return Averaged(middle, low, high, tuple((model, w / total) for model, w in used))
