"""The health of each outlet, from its rows: last crawl, last new article, what went wrong."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage import times
from storage.archive import Archive
from storage.learned_boilerplate import to_leave_out
from storage.lock import OutletLock

OUTCOME_KINDS = (
    "new", "repeat", "revision", "alias", "copy", "not_modified", "rejected", "blocked", "gone",
    "failed", "refused", "deferred", "quarantined",
)  # fmt: skip
"""The outcomes that tables show, in their order."""
SILENT_AFTER_SECONDS = 3 * 86_400
"""Seconds without a new article after which an outlet that published counts as silent."""

RECENT_ARTICLES = 50
"""The latest articles by which the health of reading is judged."""
DRIFT_SHARE = 0.2
"""From this share of articles found outside the declared container its layout has changed."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One crawl of one outlet: its times, its counts and its last error in words."""

    outlet: str
    started_at: str
    ended_at: str | None
    finish: str | None
    listings_polled: int
    listings_failed: int
    leads_new: int
    trouble: str | None
    outcomes: Mapping[str, int]
    moved_to: str | None = None
    """The host that the outlet was found to have moved to."""

    def in_words(self) -> str:
        """``12 new, 3 repeat``; what went wrong when nothing came."""
        counted = [f"{n} {kind}" for kind in OUTCOME_KINDS if (n := self.outcomes.get(kind))]
        summary = ", ".join(counted) or "nothing due"
        if self.moved_to:
            return f"{self.trouble}" if not counted else f"{summary}; {self.trouble}"
        if self.listings_polled and self.listings_failed == self.listings_polled:
            summary = f"cannot be reached or read: {self.trouble}"
        elif self.listings_failed:
            failed = f"{self.listings_failed} of {self.listings_polled} listings failed"
            summary += f" ({failed}: {self.trouble})"
        return summary


def last_run(archive: Archive, outlet: str, pid: int | None = None) -> RunSummary | None:
    """The last crawl of an outlet, running or ended; with ``pid`` the last one of that process."""
    # by the process: the daemon may have crawled the same outlet meanwhile
    row = archive.row(
        "SELECT * FROM runs WHERE outlet = ?1 AND (?2 IS NULL OR pid = ?2)"
        " ORDER BY id DESC LIMIT 1",
        outlet, pid,
    )  # fmt: skip
    return None if row is None else _summary(archive, row)


def _summary(archive: Archive, row: sqlite3.Row) -> RunSummary:
    counts = archive.rows(
        "SELECT kind, count(*) FROM outcomes WHERE run_id = ? GROUP BY kind", row["id"]
    )
    return RunSummary(
        row["outlet"], row["started_at"], row["ended_at"], row["finish"], row["listings_polled"],
        row["listings_failed"], row["leads_new"], row["trouble"], {k: n for k, n in counts},
        row["moved_to"],
    )  # fmt: skip


def _last_answered_run(archive: Archive, outlet: str) -> RunSummary | None:
    """The last ended crawl that looked at a listing, or that was answered; else ``None``."""
    row = archive.row(
        "SELECT * FROM runs r WHERE outlet = ? AND ended_at IS NOT NULL AND (listings_polled > 0"
        " OR moved_to IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM outcomes o WHERE o.run_id = r.id"
        " AND o.kind NOT IN ('failed', 'refused', 'quarantined')))"
        " ORDER BY id DESC LIMIT 1", outlet,
    )  # fmt: skip
    return None if row is None else _summary(archive, row)


def next_due(archive: Archive, outlet: str) -> datetime | None:
    """The time at which a listing or lead is due next; ``None`` if the outlet was never crawled."""
    row = archive.row(
        "SELECT min(at) FROM (SELECT min(next_poll) AS at FROM listings WHERE outlet = ?1"
        " UNION ALL SELECT min(due_at) FROM leads WHERE outlet = ?1 AND state = 'due')",
        outlet,
    )
    return times.parse(row[0]) if row and row[0] else None


@dataclass(frozen=True, slots=True)
class Health:
    """The health of one outlet, as ``warraq status`` prints it."""

    outlet: str
    state: str
    articles: int
    last_crawl: str | None
    last_new: str | None
    outcomes: Mapping[str, int]
    due: int
    waiting: int
    quarantined: int
    fallback_share: float | None
    """The share (0 to 1) of its latest articles whose text was not in a declared container."""
    trouble: str | None
    learned: int = 0
    """Lines that repeat across its articles and are left out of the next ones."""

    @property
    def drifts(self) -> bool:
        """Whether an outlet that declares a container is read without it too often."""
        return (self.fallback_share or 0) >= DRIFT_SHARE


def health(archive: Archive, outlet: str, now: datetime) -> Health:
    """The health of one outlet from its rows alone."""
    run = last_run(archive, outlet)
    kept = archive.row("SELECT count(*), max(first_seen) FROM articles WHERE outlet = ?", outlet)
    fallback = archive.row(
        "SELECT avg(body_source = 'page') FROM (SELECT body_source FROM articles"
        " WHERE outlet = ? ORDER BY fetched_at DESC LIMIT ?)",
        outlet,
        RECENT_ARTICLES,
    )
    leads = archive.row(
        "SELECT sum(state = 'due' AND due_at <= ?2), sum(state = 'due'), sum(state = 'quarantine')"
        " FROM leads WHERE outlet = ?1",
        outlet, times.stamp(now),
    )  # fmt: skip
    assert kept is not None and leads is not None and fallback is not None
    return Health(
        outlet, _state(archive, run, kept[1], now), kept[0],
        run.started_at if run else None, kept[1],
        run.outcomes if run else {}, leads[0] or 0, leads[1] or 0, leads[2] or 0,
        None if fallback[0] is None else round(fallback[0], 3), run.trouble if run else None,
        len(to_leave_out(archive, outlet)),
    )  # fmt: skip


def _state(archive: Archive, run: RunSummary | None, last_new: str | None, now: datetime) -> str:
    """One of: never crawled, crawling, moved, unreachable, died, silent, troubled, well.

    The first that applies: what stops all news comes before what stops some.
    """
    if run is None:
        return "never crawled"
    if run.ended_at is None:
        # a process killed with -9 wrote no end, but the kernel gave its lock back
        return "crawling" if OutletLock(archive.folder, run.outlet).held() else "died"
    # the last run says nothing if it asked nobody, or in vain: an outage would look healed by it
    answered = _last_answered_run(archive, run.outlet)
    if answered and answered.moved_to:
        return "moved"
    if answered is None and run.trouble:
        return "unreachable"
    if (
        answered
        and answered.listings_polled
        and answered.listings_failed == answered.listings_polled
    ):
        return "unreachable"
    if run.finish == "died":
        return "died"
    if last_new and (now - times.parse(last_new)).total_seconds() > SILENT_AFTER_SECONDS:
        return "silent"
    bad = sum(run.outcomes.get(kind, 0) for kind in ("rejected", "failed", "blocked"))
    good = sum(run.outcomes.get(kind, 0) for kind in ("new", "repeat", "revision", "copy", "alias"))
    return "troubled" if run.listings_failed or bad > good else "well"


def outlets_known(archive: Archive) -> list[str]:
    """The outlets that have ever been crawled into this archive."""
    return [row[0] for row in archive.rows("SELECT DISTINCT outlet FROM runs ORDER BY outlet")]
