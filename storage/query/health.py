"""The health of each outlet, from its rows: last crawl, last new article, what went wrong."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.errors import FOREIGN_PAGE, UNREACHED
from storage import times
from storage.archive import Archive
from storage.frontier.clock_skew import clock_ahead
from storage.frontier.crawler_downtime import Pause, latest_pause, pause_before, present_pause
from storage.frontier.failing_children import left_out_in_words
from storage.frontier.outlet_backoff import resting_until
from storage.frontier.pattern_refusal_rate import RefusedShare, refused_shares
from storage.frontier.unreadable_outlet_check import unread_in_words
from storage.learned_boilerplate import to_leave_out
from storage.process_locks import OutletLock

OUTCOME_KINDS = (
    "new", "repeat", "revision", "alias", "copy", "not_modified", "rejected", "blocked", "gone",
    "failed", "refused", "deferred", "quarantined",
)  # fmt: skip
"""The outcomes that tables show, in their order."""
_IN_VAIN = frozenset(("failed", "blocked", "deferred"))
"""The outcomes of pages of which nothing was seen."""
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
    cut: str | None = None
    """What a bound or a broken file left out of its listings, in words."""
    refusing: tuple[RefusedShare, ...] = ()
    """Where the outlet's pattern refuses a noticeable share."""
    moved_to: str | None = None
    """The host that the outlet was found to have moved to."""
    pause: Pause | None = None
    """The days before it on which nobody looked at the outlet."""

    @property
    def is_parked(self) -> bool:
        """Whether one page that is not the outlet's stood at all of its addresses."""
        return (self.trouble or "").startswith(FOREIGN_PAGE)

    @property
    def no_answer(self) -> str:
        """Why nothing came back from anybody who was asked; empty where something did."""
        only_failed = not self.listings_polled and set(self.outcomes) == {"failed"}
        in_vain = self.listings_polled and self.listings_failed == self.listings_polled
        if not (in_vain or only_failed) or not self.trouble:
            return ""
        return next((why for why in UNREACHED if self.trouble.endswith(why)), "")

    def in_words(self) -> str:
        """``12 new, 3 repeat``; what went wrong when nothing came."""
        counted = [f"{n} {kind}" for kind in OUTCOME_KINDS if (n := self.outcomes.get(kind))]
        summary = ", ".join(counted) or self._nothing()
        if self.moved_to or self.is_parked:
            return f"{self.trouble}" if not counted else f"{summary}; {self.trouble}"
        if self.listings_polled and self.listings_failed == self.listings_polled:
            summary = f"cannot be reached or read: {self.trouble}"
        elif self.listings_failed:
            failed = f"{self.listings_failed} of {self.listings_polled} listings failed"
            summary += f" ({failed}: {self.trouble})"
        elif counted and set(self.outcomes) <= _IN_VAIN and self.trouble:
            summary += f" ({self.trouble})"
        said = [summary, *(one.in_words() for one in self.refusing)]
        if self.pause:
            days = self.pause.days(times.parse(self.started_at))
            said.append(f"nobody had looked for {days} days, since {self.pause.since[:10]}")
        return "; ".join(said)

    def _nothing(self) -> str:
        """Why no address has ended; "nothing due" only where nothing was tried and all is well."""
        if self.ended_at is None:
            return "nothing so far"
        if self.trouble:
            return self.trouble
        if self.leads_new:  # its host rests
            return f"{self.leads_new} new addresses wait"
        return "nothing new" if self.listings_polled else "nothing due"


_ANSWERED = (
    "ended_at IS NOT NULL AND (listings_polled > 0 OR moved_to IS NOT NULL"
    f" OR instr(trouble, '{FOREIGN_PAGE}') = 1 OR EXISTS (SELECT 1 FROM outcomes o"
    " WHERE o.run_id = r.id AND o.kind NOT IN ('failed', 'refused', 'quarantined')))"
)
"""Of a run ``r`` whether it has ended and anything was told of the outlet."""


def last_run(archive: Archive, outlet: str, pid: int | None = None) -> RunSummary | None:
    """The last crawl of an outlet, running or ended; with ``pid`` the last one of that process."""
    # by the process: the daemon may have crawled the same outlet meanwhile
    of_process = "" if pid is None else " AND pid = ?"
    row = archive.row(  # of its row alone: to order all of an outlet's runs reads them
        f"SELECT * FROM runs WHERE id = (SELECT max(id) FROM runs WHERE outlet = ?{of_process})",
        outlet, *(() if pid is None else (pid,)),
    )  # fmt: skip
    return None if row is None else _summary(archive, row)


def _summary(archive: Archive, row: sqlite3.Row) -> RunSummary:
    counts = archive.rows(
        "SELECT kind, count(*) FROM outcomes WHERE run_id = ? GROUP BY kind", row["id"]
    )
    return RunSummary(
        row["outlet"], row["started_at"], row["ended_at"], row["finish"], row["listings_polled"],
        row["listings_failed"], row["leads_new"], row["trouble"], {k: n for k, n in counts},
        row["cut"], refused_shares(archive, row["outlet"]), row["moved_to"],
        pause_before(archive, row["outlet"], row["started_at"]),
    )  # fmt: skip


def _last_answered_run(archive: Archive, outlet: str) -> RunSummary | None:
    """The last ended crawl that looked at a listing, or that was answered; else ``None``."""
    # the very last one, if that was: nearly always; else all of the outlet's are read and ordered
    row = archive.row(
        "SELECT * FROM (SELECT * FROM runs r"
        f"  WHERE id = (SELECT max(id) FROM runs WHERE outlet = ?1) AND {_ANSWERED})"
        f" UNION ALL SELECT * FROM (SELECT * FROM runs r WHERE outlet = ?1 AND {_ANSWERED}"
        "  ORDER BY id DESC LIMIT 1) LIMIT 1",
        outlet,
    )  # fmt: skip
    return None if row is None else _summary(archive, row)


def next_due(archive: Archive, outlet: str, now: datetime | None = None) -> datetime | None:
    """The time at which a listing or lead is due next; ``None`` if the outlet was never crawled.

    That is now where the clock, which was ahead, has come back since.
    """
    now = now or times.now()
    if clock_ahead(archive, outlet, now):
        return now
    row = archive.row(
        "SELECT (SELECT min(CASE WHEN polled_at > ?2 THEN ?2 ELSE next_poll END)"
        " FROM listings WHERE outlet = ?1),"
        " (SELECT min(due_at) FROM leads WHERE outlet = ?1 AND state = 'due')",
        outlet, times.stamp(now),
    )  # fmt: skip
    poll, lead = (times.parse(at) if at else None for at in row) if row else (None, None)
    if lead and (rests := resting_until(archive, outlet, now)):
        lead = max(lead, rests)
    return min((at for at in (poll, lead) if at), default=None)


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
    cut: str | None = None
    """What a bound or a broken file left out of the last crawl's listings, in words; and parts of
    complete listings that fail again and again."""
    refusing: tuple[RefusedShare, ...] = ()
    """Where its pattern refuses a noticeable share of the addresses that are listed."""
    pause: Pause | None = None
    """The days on which nobody looked at it: now, or those that ended lately."""
    unread: str | None = None
    """That none of its latest pages could be read as an article, in words, with the reason."""

    @property
    def drifts(self) -> bool:
        """Whether an outlet that declares a container is read without it too often."""
        return (self.fallback_share or 0) >= DRIFT_SHARE


@dataclass(frozen=True, slots=True)
class Standing:
    """How an outlet stands: what of its health is told without counting articles and leads."""

    outlet: str
    state: str
    last_new: str | None
    run: RunSummary | None
    """Its last crawl."""
    pause: Pause | None
    unread: str | None


def standing(archive: Archive, outlet: str, now: datetime) -> Standing:
    """How an outlet stands, from its rows alone."""
    run = last_run(archive, outlet)
    newest = archive.row(
        "SELECT max(first_seen) FROM articles WHERE outlet = ? AND first_seen <= ?",
        outlet, times.stamp(now),
    )  # fmt: skip
    assert newest is not None
    pause = present_pause(archive, outlet, now) or latest_pause(archive, outlet, now)
    unread = unread_in_words(archive, outlet)
    state = _state(archive, run, newest[0], pause, now)
    state = "troubled" if unread and state == "well" else state
    return Standing(outlet, state, newest[0], run, pause, unread)


def health(archive: Archive, outlet: str, now: datetime) -> Health:
    """The health of one outlet from its rows alone."""
    stands = standing(archive, outlet, now)
    run = stands.run
    kept = archive.row("SELECT count(*) FROM articles WHERE outlet = ?", outlet)
    fallback = archive.row(
        # among some that came last: to order all of an outlet's reads their rows
        "SELECT avg(body_source = 'page') FROM (SELECT body_source FROM"
        " (SELECT body_source, fetched_at FROM articles WHERE outlet = ?"
        "  ORDER BY first_seen DESC LIMIT ?) ORDER BY fetched_at > ?, fetched_at DESC LIMIT ?)",
        outlet, 4 * RECENT_ARTICLES, times.stamp(now), RECENT_ARTICLES,
    )  # fmt: skip
    leads = archive.row(
        "SELECT sum(state = 'due' AND due_at <= ?2), sum(state = 'due'), sum(state = 'quarantine')"
        " FROM leads WHERE outlet = ?1",
        outlet, times.stamp(now),
    )  # fmt: skip
    assert kept is not None and leads is not None and fallback is not None
    due = 0 if resting_until(archive, outlet, now) else leads[0] or 0
    cuts = run.cut if run else None, left_out_in_words(archive, outlet)
    left_out = "; ".join(filter(None, cuts))
    return Health(
        outlet, stands.state, kept[0], run.started_at if run else None, stands.last_new,
        run.outcomes if run else {}, due, leads[1] or 0, leads[2] or 0,
        None if fallback[0] is None else round(fallback[0], 3), run.trouble if run else None,
        len(to_leave_out(archive, outlet)),
        left_out or None,
        run.refusing if run else (), stands.pause, stands.unread,
    )  # fmt: skip


def _state(
    archive: Archive, run: RunSummary | None, last_new: str | None, pause: Pause | None,
    now: datetime,
) -> str:  # fmt: skip
    """One of: never crawled, crawling, idle, moved, parked, unreachable, died, refusing, silent …

    The first that applies, "troubled" and "well" being the last: what stops all news comes before
    what stops some.
    """
    if run is None:
        return "never crawled"
    if run.ended_at is None:
        # a process killed with -9 wrote no end, but the kernel gave its lock back
        return "crawling" if OutletLock(archive.folder, run.outlet).held() else "died"
    if pause and pause.until is None:  # what was, nobody knows to be so still
        return "idle"
    # the last run says nothing if it asked nobody, or in vain: an outage would look healed by it
    answered = _last_answered_run(archive, run.outlet)
    if answered and answered.moved_to:
        return "moved"
    if answered and answered.is_parked:
        return "parked"
    if answered is None and run.trouble:
        return "died" if run.finish == "died" else "unreachable"
    if (
        answered
        and answered.listings_polled
        and answered.listings_failed == answered.listings_polled
    ):
        return "unreachable"
    if run.finish == "died":
        return "died"
    if run.refusing:
        return "refusing"
    heard = last_new and max(last_new, (pause and pause.until) or "")  # a silence is watched
    if heard and (now - times.parse(heard)).total_seconds() > SILENT_AFTER_SECONDS:
        return "silent"
    bad = sum(run.outcomes.get(kind, 0) for kind in ("rejected", "failed", "blocked"))
    good = sum(run.outcomes.get(kind, 0) for kind in ("new", "repeat", "revision", "copy", "alias"))
    return "troubled" if run.listings_failed or bad > good else "well"


def outlets_known(archive: Archive) -> list[str]:
    """The outlets that have ever been crawled into this archive."""
    return [row[0] for row in archive.rows("SELECT DISTINCT outlet FROM runs ORDER BY outlet")]
