"""How many articles an outlet published, estimated from the lists that named them.

Two lists: Chapman (1951), under independence. Three and more: log-linear models averaged
(``averaging``). docs/completeness.md has formulas, assumptions and sources.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from storage.completeness.averaging import averaged, fits
from storage.completeness.histories import Histories, History, checked, named_by
from storage.completeness.histories import merged as merged
from storage.completeness.log_linear import Model, seen_counts

Unestimated = Literal["nothing named", "one list", "nested", "never overlap", "no model"]
"""Why there is no estimate."""
NO_ESTIMATE: Mapping[Unestimated, str] = {
    "nothing named": "no list named an article",
    "one list": "one list alone named articles: how many it missed leaves no trace",
    "nested": "one list named all that the others named: what none of them reaches leaves no trace",
    "never overlap": "two lists never named the same article: they cover different parts, or one"
    " stops where it meets the other",
    "no model": "too few articles were named by several lists",
}
Sign = Literal["two lists", "empty day"]
"""What makes a share an upper bound."""
SIGNS: Mapping[Sign, str] = {
    "two lists": "whether two lists miss the same articles leaves no trace",
    "empty day": "on a day no list named anything: it was a quiet day, or all were blind",
}
Days = Sequence[Sequence[History]]
"""For each day on which all lists were looked at, in order, the histories of the articles that were
published on it, the oldest first."""
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
    if not seen[2]:
        return Estimate(lists, named, no_estimate="never overlap")
    if seen[2] in seen[:2]:
        return Estimate(lists, named, no_estimate="nested")
    missed = chapman(*seen)
    odds = {ratio: named + chapman(*seen, odds_ratio=ratio) for ratio in ODDS_RATIOS}
    counts = seen_counts(histories, 2)
    model = Model(2, frozenset())
    found = averaged(counts, fits(counts, 2)) if missed >= FEWEST_MISSED else None
    low, high = (found.low, found.high) if found else (None, None)
    return Estimate(
        lists, named, missed, named + missed,
        named + low if low is not None else None, named + high if high is not None else None,
        odds=odds, models=((model.named(lists), 1.0),),
    )  # fmt: skip


def _more_lists(histories: Histories, lists: tuple[str, ...], named: int) -> Estimate:
    """The average over log-linear models with its interval."""
    counts = seen_counts(histories, len(lists))
    found = averaged(counts, fits(counts, len(lists)))
    if found is None:
        return Estimate(lists, named, no_estimate="no model")
    few = found.missed < FEWEST_MISSED
    high = None if few or found.high is None else named + found.high
    return Estimate(
        lists, named, found.missed, named + found.missed, None if few else named + found.low, high,
        models=tuple((model.named(lists), weight) for model, weight in found.models),
    )  # fmt: skip


def _signs(used: int, days: Days | None) -> tuple[Sign, ...]:
    """What makes a share by an estimate from so many lists an upper bound."""
    signs: list[Sign] = ["two lists"] if used == 2 else []
    if days is not None and not all(days):
        signs.append("empty day")
    return tuple(signs)


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
    named = sum(seen.values())
    if not named:
        return Estimate((), 0, no_estimate="nothing named")
    used = [i for i in range(len(lists)) if named_by(seen, i)]
    if len(used) == 1:
        return Estimate((lists[used[0]],), named, no_estimate="one list")
    seen = {tuple(history[i] for i in used): n for history, n in seen.items()}
    names = tuple(lists[i] for i in used)
    found = (_two_lists if len(used) == 2 else _more_lists)(seen, names, named)
    return found if found.no_estimate else replace(found, signs=_signs(len(used), days))
