"""Why a month has no estimate, and what makes one an upper bound."""

from collections.abc import Mapping
from typing import Literal

from storage.completeness.assumptions import (
    Days,
    adds_nothing,
    changes_by_day,
    clustering,
    fewer_on_quiet_days,
    stops_at_known,
    strangers,
    unevenness,
)
from storage.completeness.capture_histories import Histories
from storage.completeness.log_linear import seen_counts

Unestimated = Literal["nothing named", "one list", "nested", "never overlap", "no model"]
"""Why there is no estimate."""
NO_ESTIMATE: Mapping[Unestimated, str] = {
    "nothing named": "no list named an article",
    "one list": "one list alone named articles: how many it missed leaves no trace",
    "nested": "one list named all that the others named: what none of them reaches leaves no trace",
    "never overlap": "lists named the same articles never, or less often than by chance: they cover"
    " different parts, or one stops where it meets another",
    "no model": "too few articles were named by several lists",
}
Sign = Literal[
    "two lists", "few", "no days", "empty day", "thin", "uneven", "adds nothing", "runs", "stops",
    "days differ",
]  # fmt: skip
"""What makes a share an upper bound."""
SIGNS: Mapping[Sign, str] = {
    "two lists": "whether two lists miss the same articles leaves no trace",
    "few": "fewer than five articles are expected to be missed: how many, nobody can say",
    "no days": "without the days of the articles nobody sees whether all lists were blind at once",
    "empty day": "on a day no list named anything: it was a quiet day, or all were blind",
    "thin": "a list named not a tenth of what all named: it reads another part, or stops early",
    "uneven": "some articles are named by many lists, others by few: more may be named by none",
    "adds nothing": "a list named nothing that the others did not: it may follow them",
    "runs": "a list named articles in runs: what it missed others may have missed, too",
    "stops": "a list stopped reading where it met what another had named",
    "days differ": "on some days articles were named by fewer lists than on others",
}
BEYOND_CHANCE = 1.64
"""Standard deviations; what is tested exceeds them by chance in 5 % of months."""
AVOIDING = 2.33
"""Standard deviations; chance exceeds them in 1 % of months, which then have no estimate."""
UNEVEN = 0.1
"""Standard deviations; chance exceeds them in nearly half the months. So low because what differs
between articles shows little in three lists, and costs much: a bound is safe."""


def signs_in(histories: Histories, lists: int, days: Days | None) -> tuple[Sign, ...]:
    """What makes a share by an estimate from so many lists an upper bound."""
    counts = seen_counts(histories, lists)
    uneven = unevenness(counts, lists) if lists > 2 else 0.0
    found: dict[Sign, bool] = {
        "two lists": lists == 2,
        "no days": days is None,
        "empty day": days is not None and not all(days),
        "uneven": lists > 2 and (uneven is None or uneven > UNEVEN),
        "adds nothing": lists > 2 and adds_nothing(counts, lists),
    }
    if days is not None:
        order = [one for day in days for one in day]
        runs = max(clustering([one[i] for one in order]) for i in range(lists))
        stops = max(stops_at_known(order, i) for i in range(lists))
        found |= {"runs": runs > BEYOND_CHANCE, "stops": stops > BEYOND_CHANCE}
        differ = max(changes_by_day(days), fewer_on_quiet_days(days))
        found |= {"days differ": differ > BEYOND_CHANCE}
    return tuple(sign for sign, holds in found.items() if holds)


def reason_against(histories: Histories, lists: int) -> Unestimated | None:
    """What in the histories of these lists forbids an estimate."""
    if lists == 1:
        return "nested"
    if strangers(histories, lists):
        return "never overlap"
    uneven = unevenness(seen_counts(histories, lists), lists) if lists > 2 else None
    return "never overlap" if uneven is not None and uneven < -AVOIDING else None
