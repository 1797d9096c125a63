"""Log-linear models of capture histories, fitted to the incomplete table by maximum likelihood.

A hierarchical model says which lists depend on one another; what no list named is the one cell of
the table that nobody can count (Fienberg 1972, Biometrika 59:591-603; Bishop, Fienberg & Holland
1975, Discrete Multivariate Analysis, ch. 6). All counts are of articles.
"""

from dataclasses import dataclass
from itertools import product
from math import lgamma

import numpy as np
import numpy.typing as npt

from storage.completeness.capture_histories import Histories

Floats = npt.NDArray[np.float64]
Term = frozenset[int]
"""Lists that depend on one another, by their places."""
_STEPS = 60
_SETTLED = 1e-8
_FARTHEST = 18.0
"""Beyond exp(±18) articles a mean runs off towards nothing: the model has no estimate."""


@dataclass(frozen=True, slots=True)
class Model:
    """A hierarchical model: ``terms`` are its interactions of two and more lists."""

    lists: int
    terms: frozenset[Term]

    @property
    def parameters(self) -> int:
        """The number of free parameters, the overall mean among them."""
        return 1 + self.lists + len(self.terms)

    def named(self, names: tuple[str, ...]) -> str:
        """The model as it is written: ``[api sitemap] [section]``, its largest terms only."""
        all_terms = {*self.terms, *(frozenset((i,)) for i in range(self.lists))}
        largest = [term for term in all_terms if not any(term < other for other in all_terms)]
        parts = sorted(sorted(term) for term in largest)
        return " ".join(f"[{' '.join(names[i] for i in part)}]" for part in parts)

    def design(self) -> Floats:
        """One row per history (``all_histories``), one column per parameter."""
        table = np.array(all_histories(self.lists), float)
        columns = [np.ones(len(table)), *table.T]
        columns += [table[:, sorted(term)].prod(1) for term in sorted(self.terms, key=sorted)]
        return np.stack(columns, 1)


def all_histories(lists: int) -> list[tuple[bool, ...]]:
    """Every history of so many lists, that of the unseen articles first."""
    return list(product((False, True), repeat=lists))


def fitted(design: Floats, counts: Floats) -> Floats | None:
    """Coefficients of Poisson means for tables of counts, one a row; ``None``: there are none.

    Iteratively reweighted least squares (McCullagh & Nelder 1989, section 2.5) for all rows at
    once. Where means run towards nothing no finite estimate exists (Fienberg & Rinaldo 2012).
    """
    size = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), size * size)
    coefficients = np.linalg.lstsq(design, np.log(counts + 0.5).T, rcond=None)[0].T
    for _ in range(_STEPS):
        linear = coefficients @ design.T
        if np.abs(linear).max() > _FARTHEST:
            return None
        means = np.exp(linear)
        information = (means @ products).reshape(-1, size, size)
        try:
            step = np.linalg.solve(information, ((counts - means) @ design)[:, :, None])[:, :, 0]
        except np.linalg.LinAlgError:
            return None
        longest = np.abs(step).max(1, keepdims=True)
        # a long step from a first guess that is far off overshoots, and never comes back
        coefficients = coefficients + step / np.maximum(longest / 2, 1)
        if longest.max() < _SETTLED:
            return np.asarray(coefficients)
    return None


@dataclass(frozen=True, slots=True)
class Fit:
    """A model fitted to the articles that were seen."""

    model: Model
    missed: float
    """Articles that no list named, by this model."""
    log_likelihood: float


def seen_counts(histories: Histories, lists: int) -> Floats:
    """The articles of every history in the order of ``all_histories``; none are known unseen."""
    return np.array([histories.get(history, 0) for history in all_histories(lists)], float)


def fit(model: Model, counts: Floats) -> Fit | None:
    """A model fitted to the histories that were seen; ``None``: its estimate does not exist."""
    design, seen = model.design(), counts[1:]
    found = fitted(design[1:], seen[None])
    if found is None:
        return None
    means = np.exp(design @ found[0])
    return Fit(model, float(means[0]), float((seen * np.log(means[1:]) - means[1:]).sum()))


def profile(model: Model, counts: Floats, missed: Floats) -> Floats | None:
    """The log likelihood if so many articles were missed, for each of ``missed``.

    The table completed by the missed articles is multinomial; beside the fit the number of ways
    in which they can be chosen counts (Cormack 1992, Biometrics 48:567-576).
    """
    design = model.design()
    tables = np.repeat(counts[None], len(missed), 0)
    tables[:, 0] = missed
    found = fitted(design, tables)
    if found is None:
        return None
    total = tables.sum(1)
    linear = found @ design.T
    ways = np.array([lgamma(n + 1) - lgamma(u + 1) for n, u in zip(total, missed, strict=True)])
    return np.asarray(ways + (tables * linear).sum(1) - total * np.log(total))
