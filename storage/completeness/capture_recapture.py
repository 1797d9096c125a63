"""How many articles an outlet published, estimated from the lists that named them.

Two lists: Chapman (1951), under independence. Three and more: log-linear models averaged
(``averaging``). docs/completeness.md has formulas, assumptions and sources.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage.completeness.assumptions import Days, nested_groups, telling
from storage.completeness.capture_histories import Histories, checked, joined, named_by, regrouped
from storage.completeness.capture_histories import merged as merged
from storage.completeness.estimate_reservations import NO_ESTIMATE as NO_ESTIMATE
from storage.completeness.estimate_reservations import SIGNS as SIGNS
from storage.completeness.estimate_reservations import Sign, Unestimated, reason_against, signs_in
from storage.completeness.log_linear import Model, seen_counts
from storage.completeness.model_averaging import averaged, fits

FEWEST_MISSED = 5.0
"""Fewer articles expected to be missed than this: a count, and no interval."""
ODDS_RATIOS = (2, 5)
"""Two lists may depend on one another without a trace; how much that would change is shown."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many articles there were; all numbers are of articles, within the days looked at.

    ``total`` is ``None`` where the histories allow no estimate, and ``no_estimate`` says why.
    """

    lists: tuple[str, ...]
    """Those that the estimate rests on, ``api+feed`` where two count as one."""
    named: int
    """Different articles that any list named."""
    missed: float | None = None
    """Articles that no list named."""
    total: float | None = None
    """``named`` and ``missed``."""
    low: float | None = None
    """Lower end of the 95 % interval of ``total``; ``None``: no interval."""
    high: float | None = None
    """Its upper end; ``None`` beside a ``low``: the histories set none."""
    signs: tuple[Sign, ...] = ()
    """Why the lists may all miss the same articles, and ``at_most`` holds."""
    odds: Mapping[int, float] = field(default_factory=dict)
    """``total`` if the two lists depended on one another with these odds ratios."""
    models: tuple[tuple[str, float], ...] = ()
    """Models with their weights, the heaviest first."""
    no_estimate: Unestimated | None = None

    @property
    def at_most(self) -> bool:
        """A share by ``total`` is an upper bound, to be printed as "at most"."""
        return bool(self.signs)

    @property
    def few_missed(self) -> bool:
        """Too few articles are expected to be missed for an interval to mean anything."""
        return self.missed is not None and self.missed < FEWEST_MISSED

    def share(self, kept: int) -> float | None:
        """The share of all articles that is kept, 0 to 1; of ``kept`` only what a list named."""
        return min(kept / self.total, 1.0) if self.total else None


def chapman(first: int, second: int, both: int, odds_ratio: float = 1) -> float:
    """Articles that two lists missed, of which one named so many, the other so many, and both.

    Chapman (1951) estimates ``(first + 1)(second + 1) / (both + 1) - 1`` in all, nearly unbiased if
    the lists are independent. With an odds ratio the lists miss the same articles more often
    (Gerritse, van der Heijden & Bakker 2015, Journal of Official Statistics 31:357-379).
    """
    return odds_ratio * (first - both) * (second - both) / (both + 1)


def _two_lists(histories: Histories, lists: tuple[str, ...], named: int) -> Estimate:
    """Chapman's estimate with the profile likelihood interval of independent lists."""
    seen = named_by(histories, 0), named_by(histories, 1), named_by(histories, 0, 1)
    used, counts = sum(histories.values()), seen_counts(histories, 2)
    model, missed = Model(2, frozenset()), chapman(*seen)
    odds = {n: max(named, used + chapman(*seen, odds_ratio=n)) for n in ODDS_RATIOS}
    found = averaged(counts, fits(counts, 2)) if missed >= FEWEST_MISSED else None
    ends = (found.low, found.high) if found else (None, None)
    return _estimate(lists, named, used, (missed, *ends), ((model.named(lists), 1.0),), odds)


def _more_lists(histories: Histories, lists: tuple[str, ...], named: int) -> Estimate:
    """The average over log-linear models with its interval."""
    counts = seen_counts(histories, len(lists))
    found = averaged(counts, fits(counts, len(lists)))
    if found is None:
        return Estimate(lists, named, no_estimate="no model")
    models = tuple((model.named(lists), weight) for model, weight in found.models)
    used = sum(histories.values())
    return _estimate(lists, named, used, (found.missed, found.low, found.high), models, {})


def _estimate(
    lists: tuple[str, ...],
    named: int,
    used: int,
    missed: tuple[float, float | None, float | None],
    models: tuple[tuple[str, float], ...],
    odds: Mapping[int, float],
) -> Estimate:
    """An estimate of what was ``missed`` (with its interval) beside what the lists used named.

    Lists that are not used may have named some of what these missed.
    """
    middle, low, high = (None if one is None else max(used + one, named) for one in missed)
    total = float(middle or named)
    if total - named < FEWEST_MISSED:
        low = high = None
    return Estimate(lists, named, total - named, total, low, high, (), odds, models)


def estimate(histories: Histories, lists: Sequence[str], days: Days | None = None) -> Estimate:
    """How many articles there were, by the lists that named them. Raises ``ValueError``.

    ``histories`` counts articles by which of ``lists`` named them, in a month, on the days on
    which all of these lists were looked at; only looks that would have read on whatever other
    lists had brought. Lists that read one database are one list (``merged``). ``days`` has the same
    articles day by day, and lets assumptions be checked that the counts alone cannot show.
    """
    seen = checked(histories, lists)
    if days is not None and Counter(tuple(one) for day in days for one in day) != Counter(seen):
        raise ValueError("the articles of the days are not those of the histories")
    if not (named := sum(seen.values())):
        return Estimate((), 0, no_estimate="nothing named")
    used = telling(seen, len(lists))
    if len(used) < 2:
        reason: Unestimated = "one list" if used else "no model"
        return Estimate(tuple(lists[i] for i in used), named, no_estimate=reason)
    chosen, _ = regrouped(seen, lists, [{i} for i in used])
    groups = [{used[i] for i in group} for group in nested_groups(chosen, len(used))]
    grouped, names = regrouped(seen, lists, groups)
    if against := reason_against(grouped, len(names)):
        return Estimate(tuple(lists[i] for i in used), named, no_estimate=against)
    found = (_two_lists if len(names) == 2 else _more_lists)(grouped, names, named)
    if found.no_estimate:
        return found
    parts = sorted(sorted(group) for group in groups)
    rows = days and [[joined(row, parts) for row in day] for day in days]
    together = rows and [[row for row in day if any(row)] for day in rows]
    signs: list[Sign] = [*signs_in(grouped, len(names), together)]
    signs += ["thin"] if len(used) < len(lists) else []
    signs += ["few"] if found.few_missed else []
    return replace(found, signs=tuple(signs))
