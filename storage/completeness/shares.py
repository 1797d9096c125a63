"""How much of what an outlet published in a month is held: counted, listed and estimated.

Three figures that say three things, and are never mixed:

* *counted*: kept ÷ what a listing states as its own total;
* *listed*: kept ÷ all that is kept or that any listing named: an upper bound, for what no listing
  names is in neither number;
* *estimated*: by capture–recapture from which lists named what, on the days on which all of them
  were looked at. What was published on other days is in none of its numbers: see the gaps.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from storage import times
from storage.completeness.capture_recapture import Estimate, estimate
from storage.completeness.lists import KnownListing, lists_of
from storage.completeness.looked_days import days_looked_at, hours_looked, together
from storage.completeness.named_articles import NamedArticle, named_articles
from storage.completeness.stated_totals import Counted, counted, month_bounds
from storage.query.filters import Filters

MONTH, DAY = 7, 10
"""Characters of ``2026-11`` and of ``2026-11-24``."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The articles of a month that are kept or that any listing named."""

    named: int
    """Those that a listing named since sightings are recorded."""
    total: int
    """Those that a listing named or that are kept."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The estimate of a month, of the days on which all its lists were looked at."""

    days: int
    kept: int
    """Articles of these days that a list named and that are kept."""
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class MonthShare:
    """What is held of an outlet's month; a figure that cannot be had is ``None``."""

    outlet: str
    month: str
    """``2026-11`` in Casablanca."""
    kept: int
    counted: Counted | None
    listed: Listed | None
    estimated: Estimated | None

    @property
    def listed_share(self) -> float | None:
        """Kept ÷ listed, 0 to 1: at most so much is held."""
        return self.kept / self.listed.total if self.listed else None

    @property
    def estimated_share(self) -> float | None:
        """Kept ÷ estimated, 0 to 1, on the days looked at; at most, if the estimate says so."""
        return self.estimated.estimate.share(self.estimated.kept) if self.estimated else None

    def as_row(self) -> dict[str, Any]:
        """Its values by name, shares among them."""
        shares = {
            "counted_share": self.counted.share if self.counted else None,
            "listed_share": self.listed_share, "estimated_share": self.estimated_share,
        }  # fmt: skip
        return asdict(self) | shares


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept and named of an outlet, by day; ``None``: undated."""

    kept: Mapping[str | None, int]
    named: Mapping[str | None, int]
    """Articles that a listing named, kept or not."""
    months: Sequence[MonthShare]


def outlets_held(db: Database) -> list[str]:
    """The outlets that have articles which are shown, or that were ever crawled."""
    shown, _ = Filters().where()
    rows = db.execute(
        f"SELECT DISTINCT outlet FROM articles a WHERE {shown}"
        " UNION SELECT DISTINCT outlet FROM runs ORDER BY 1"
    )
    return [row[0] for row in rows.fetchall()]


def holdings(
    db: Database, outlet: str, as_of: datetime | None = None, since: str = ""
) -> Holdings:  # fmt: skip
    """What is kept and named of an outlet, and the shares of its months, oldest first.

    ``since``: of that month (``2026-11``) and later ones, and of what is undated.

    ``as_of``: only sightings, looks and totals from before that second; articles are those that the
    database shows, within ``storage.past.as_of`` those of then.
    """
    before = None if as_of is None else int(as_of.timestamp())
    today = times.day(times.stamp(as_of or times.now()))
    kept = Counter[str | None]()
    where, values = Filters(outlets=(outlet,)).where()
    for hour, number in db.execute(
        f"SELECT iif(a.published_at < '{times.BY_THE_HOUR}', a.published_at,"
        " substr(a.published_at, 1, 13)), count(*) FROM articles a"
        f" WHERE {where} GROUP BY 1", values
    ):  # fmt: skip
        kept[times.day(hour) if hour else None] += number
    known = [
        KnownListing(*row)
        for row in db.execute(
            "SELECT id, listing, kind FROM known_listings WHERE outlet = ? ORDER BY id", [outlet]
        )
    ]
    lists, hours = lists_of(known), hours_looked(db, outlet, today)
    names = sorted(set(lists.values()))
    looked = {
        name: together([hours.get(id, {}) for id, of in lists.items() if of == name])
        for name in names
    }
    named, by_month = Counter[str | None](), dict[str, list[NamedArticle]]()
    for one in named_articles(
        db, outlet, lists, names, hours, before, month_bounds(since)[0] if since else ""
    ):
        named[one.day] += 1
        if one.day:
            by_month.setdefault(one.day[:MONTH], []).append(one)
    stated = counted(db, outlet, as_of)
    months = sorted(
        {day[:MONTH] for day in {**kept, **named} if day}
        | {month for month, one in stated.items() if one.total}
    )
    months = [month for month in months if month >= since]
    return Holdings(kept, named, [
        _share(outlet, month, kept, by_month.get(month, []), looked, stated.get(month))
        for month in months
    ])  # fmt: skip


def _share(
    outlet: str, month: str, kept: Mapping[str | None, int], articles: Sequence[NamedArticle],
    looked: Mapping[str, Mapping[str, int]], stated: Counted | None,
) -> MonthShare:  # fmt: skip
    number = sum(n for day, n in kept.items() if day and day[:MONTH] == month)
    listed = None
    if articles:
        listed = Listed(len(articles), number + sum(not one.kept for one in articles))
    return MonthShare(outlet, month, number, stated, listed, _estimated(month, articles, looked))


def _estimated(
    month: str, articles: Sequence[NamedArticle], looked: Mapping[str, Mapping[str, int]]
) -> Estimated | None:
    """The estimate of a month; ``None``: on no day of it were its lists looked at.

    ``looked`` has the lists in the order of the articles' bits.
    """
    used, days = _looked_at(month, looked)
    if not days:
        return None
    by_day: dict[str, list[tuple[bool, ...]]] = {day: [] for day in sorted(days)}
    places, kept = [[*looked].index(name) for name in used], 0
    for one in sorted(articles):
        history = tuple(bool(one.lists >> place & 1) for place in places)
        if one.day in by_day and any(history):
            by_day[one.day].append(history)
            kept += one.kept
    histories = Counter(one for day in by_day.values() for one in day)
    return Estimated(len(days), kept, estimate(histories, used, list(by_day.values())))


def _looked_at(
    month: str, looked: Mapping[str, Mapping[str, int]]
) -> tuple[list[str], set[str]]:  # fmt: skip
    """The lists that an estimate rests on, and the days on which all of them were looked at.

    A list that was looked at on less than half as many days as another one is left out: it would
    cost the others their days.
    """
    days = {
        name: days_looked_at(hours, {day for day in hours if day[:MONTH] == month})
        for name, hours in looked.items()
    }
    most = max((len(some) for some in days.values()), default=0)
    used = [name for name, some in days.items() if some and 2 * len(some) >= most]
    return used, set.intersection(*(days[name] for name in used)) if used else set()


def shares(
    db: Database, outlets: Sequence[str] = (), as_of: datetime | None = None
) -> Iterator[MonthShare]:
    """The shares of each outlet's months; ``outlets``: of these, none: of all."""
    for outlet in outlets or outlets_held(db):
        yield from holdings(db, outlet, as_of).months
