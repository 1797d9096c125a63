"""The frontier: every address we know, when it is due, how it went; it lives in the database."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.items import FetchedPart, Lead, Outcome
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.lead_aliases import fold, give_names
from storage.frontier.listing_intake import BACKFILL, FRESH, REVISIT, Intake
from storage.frontier.outlet_backoff import rest, resting_until
from storage.wording.event_sentence_templates import found_gone

MAX_CRASHES = 2
"""A page that was in the reader's hands when two crawls died is put aside."""
SUSPECTED = "two crawls died reading it"
SECOND_LOOK = 86_400.0
"""Seconds of age from which a page that gave no article is tried again."""
MAX_WAIT = timedelta(days=7)
"""Nothing is given up for ever: the longest wait after many failures."""
MAX_DOUBTS = 4
"""Looks in a row, after the last age, at an article whose page shows something else."""
WATCH_ALIVE = timedelta(days=2)
"""A listing that was not read for so long no longer watches over its articles."""
NEWS_AGE = timedelta(days=1)
"""Younger leads are fetched before listings are looked at again, older ones are not."""
KEPT = frozenset(("new", "repeat", "revision", "alias", "copy", "not_modified"))


_WAITING = ("leads_due", "due_at, id")
_NEXT = {
    FRESH: ("leads_fresh", "newest_at DESC, due_at, id"),
    REVISIT: _WAITING,
    BACKFILL: _WAITING,
}
"""The index by which the next lead is found, and its order: SQLite would rather sort all that is
due, which of 200,000 takes a second."""
_POST_ID = (
    "(SELECT substr(name, 6) FROM names WHERE names.outlet = l.outlet"
    " AND names.url = l.url AND name GLOB 'post [0-9]*') AS post_id"
)


@dataclass(frozen=True, slots=True)
class Patience:
    """The waits of the frontier, in seconds; settings, so that a demo can run in seconds."""

    revisit_ages: Sequence[float]
    gone_gap: float
    retry_delay: float


@dataclass(frozen=True, slots=True)
class Due:
    """A lead that is due, and what makes its request conditional."""

    lead: Lead
    headers: dict[str, str]
    url: str
    """Under which the frontier knows it; the lead has the address to fetch."""
    priority: int
    newest_at: str | None = None
    """When it appeared, as far as its listing told."""
    doubted: bool = False
    """Whether its article was missing at the last look: at this one it is gone."""

    def is_news(self, at: datetime) -> bool:
        """Whether nothing may come before it: unknown, and of the last day."""
        return self.priority == FRESH and (self.newest_at or "") > times.stamp(at - NEWS_AGE)


class Frontier(Intake):
    """The leads of one outlet: taken in, handed out when they are due, settled."""

    def __init__(self, archive: Archive, outlet: str, patience: Patience) -> None:
        """The frontier of an outlet in an archive."""
        super().__init__(archive, outlet)
        self.patience = patience

    def due(self, at: datetime, limit: int) -> list[Due]:
        """The next leads that are due: the newest of the fresh ones first, others as they wait.

        A first look at a large site brings its past; today's article does not wait behind that.
        """
        found: list[Due] = []
        if resting_until(self.archive, self.outlet, at):
            return found
        for priority in (FRESH, REVISIT, BACKFILL):
            index, order = _NEXT[priority]
            rows = self.archive.rows(
                f"SELECT *, {_POST_ID} FROM leads l INDEXED BY {index}"
                " WHERE outlet = ? AND state = 'due'"
                f" AND priority = {priority} AND due_at <= ? ORDER BY {order} LIMIT ?",
                self.outlet, times.text(at), limit - len(found),
            )  # fmt: skip
            found += map(self._due, rows)
            if len(found) >= limit:
                break
        return found

    def _due(self, row: sqlite3.Row) -> Due:
        lead = Lead(
            self.outlet, row["address"], row["found_in"],
            _time(row["published_hint"]), _time(row["modified_hint"]),
            row["headline_hint"], row["post_id"],
        )  # fmt: skip
        headers = conditions(row["etag"], row["last_modified"])
        if headers and self._is_partial(row["article_id"]):
            headers = {}
        doubted = row["gone_seen"] is not None and row["article_id"] is not None
        return Due(lead, headers, row["url"], row["priority"], row["newest_at"], doubted)

    def article_of(self, url: str) -> int | None:
        """The article that is kept for a lead."""
        row = self._row(url)
        return int(row["article_id"]) if row and row["article_id"] else None

    def witness(self, apart_from: Sequence[str] = ()) -> Due | None:
        """An article that was there at its last look, the newest; ``None``: there is none.

        If it is there now, what is missing is the article's fault, not the host's.
        """
        row = self.archive.row(
            f"SELECT l.*, {_POST_ID} FROM leads l JOIN articles a ON a.id = l.article_id"
            " WHERE l.outlet = ? AND l.gone_seen IS NULL AND a.gone_at IS NULL"
            " AND l.state IN ('due', 'done') AND l.visits > 0"
            " AND l.url NOT IN (SELECT value FROM json_each(?)) ORDER BY l.id DESC LIMIT 1",
            self.outlet, json.dumps(list(apart_from)),
        )  # fmt: skip
        return self._due(row) if row else None

    def _is_partial(self, article_id: int | None) -> bool:
        """Whether pages of an article are missing: an unchanged first one must still be read."""
        row = self.archive.row("SELECT partial FROM articles WHERE id = ?", article_id)
        return bool(row and row["partial"])

    def reading(self, url: str) -> None:
        """The page of a lead is about to be read: a crash from here on is this page's."""
        self.db.execute(
            "UPDATE leads SET state = 'reading' WHERE outlet = ? AND url = ?", [self.outlet, url]
        )

    def not_reading(self, url: str) -> None:
        """The page of a lead is not read after all: it is simply due again."""
        self.db.execute(
            "UPDATE leads SET state = 'due' WHERE outlet = ? AND url = ? AND state = 'reading'",
            [self.outlet, url],
        )

    def put_back(self) -> None:
        """The crawl ends early through no fault of the page in hand: it is simply due again."""
        self.db.execute(
            "UPDATE leads SET state = 'due' WHERE outlet = ? AND state = 'reading'", [self.outlet]
        )

    def recover(self, at: datetime, hung: str | None = None, why: str = "") -> list[str]:
        """After a crawl that died: give its page in hand another try, or put it aside.

        ``hung`` is the page that is known to have ended it, and ``why``: put aside at once, and no
        other is suspected. The addresses put aside, the caller's to report.
        """
        with writing(self.db):
            self.db.execute(
                "UPDATE leads SET state = 'quarantine', crashes = crashes + 1, due_at = ?"
                " WHERE outlet = ? AND url = ? AND state != 'erased'",
                [times.text(at), self.outlet, hung],
            )
            self.db.execute(
                "UPDATE leads SET crashes = crashes + ?1, due_at = ?2,"
                " state = CASE WHEN crashes + ?1 >= ?3 THEN 'quarantine' ELSE 'due' END"
                " WHERE outlet = ?4 AND state = 'reading'",
                [int(hung is None), times.text(at), MAX_CRASHES, self.outlet],
            )
            rows = self.archive.rows(
                "SELECT url FROM leads WHERE outlet = ? AND state = 'quarantine'"
                " AND (outcome IS NOT 'quarantined' OR url = ?)",
                self.outlet, hung,
            )  # fmt: skip
            aside = [str(row["url"]) for row in rows]
            for url in aside:
                self.db.execute(
                    "UPDATE leads SET outcome = 'quarantined', reason = ?"
                    " WHERE outlet = ? AND url = ?",
                    [why if url == hung else SUSPECTED, self.outlet, url],
                )
        return aside

    def settle(
        self, outcome: Outcome, url: str, at: datetime, article_id: int | None = None,
        etag: str | None = None, last_modified: str | None = None, healthy: bool = True,
    ) -> Outcome:  # fmt: skip
        """Write how a lead ended and when it is due again; its outcome. Within a transaction.

        The first 404 of an article only puts off the verdict: it is ``deferred``, then ``gone``.
        """
        row = self.archive.row("SELECT * FROM leads WHERE outlet = ? AND url = ?", self.outlet, url)
        if row is None:
            return outcome
        kept = outcome.kind in KEPT
        article_id = article_id or row["article_id"] or self._kept_at(url)
        attempts = 0 if kept else row["attempts"] + 1
        gone_seen = None if kept else row["gone_seen"]
        due: datetime | None = None
        if kept:
            due = self._next_visit(self._born(row, article_id, at), row["watched_by"], at)
        elif outcome.kind == "gone":
            gone_seen, due, sure = self._gone(row["gone_seen"], article_id, outcome, at, healthy)
            if not sure:
                outcome = replace(outcome, kind="deferred", reason=f"{outcome.reason}: gone?")
        elif outcome.kind in ("failed", "blocked", "deferred"):
            wait = self.patience.retry_delay * 2 ** min(attempts - 1, 12)
            due = at + min(timedelta(seconds=outcome.retry_after or wait), MAX_WAIT)
        elif article_id is not None and outcome.kind in ("rejected", "refused"):
            due = self._look_again(row, article_id, attempts, at)
        if due is None and article_id is None and outcome.kind != "quarantined":
            due = self._second_look(outcome, row, at)
        priority = row["priority"] if row["visits"] == 0 and not kept else REVISIT
        self.db.execute(
            "UPDATE leads SET state = ?, priority = ?, due_at = ?, attempts = ?, crashes = 0,"
            " visits = visits + ?, outcome = ?, reason = ?, refused_by = ?, gone_seen = ?,"
            " article_id = ?,"
            " etag = coalesce(?, etag), last_modified = coalesce(?, last_modified), fetched_at = ?"
            " WHERE id = ?",
            ["due" if due else "done", priority, times.text(due or at), attempts, int(kept),
             outcome.kind, outcome.reason, outcome.ground, gone_seen, article_id, etag,
             last_modified,
             times.text(at) if kept else row["fetched_at"], row["id"]],
        )  # fmt: skip
        return outcome

    def _kept_at(self, url: str) -> int | None:
        """The article at an address that only an import knew so far."""
        row = self.archive.row(
            "SELECT id FROM (SELECT id FROM articles WHERE outlet = ?1 AND url = ?2 UNION ALL"
            " SELECT article_id FROM aliases WHERE outlet = ?1 AND url = ?2)"
            " WHERE id NOT IN (SELECT article_id FROM tombstones)", self.outlet, url,
        )  # fmt: skip
        return int(row[0]) if row else None

    def _second_look(self, outcome: Outcome, row: sqlite3.Row, at: datetime) -> datetime | None:
        """The time of the next try of a page without article: it may fill, at the later ages only.

        What was refused is due when that changes for which it was: see ``revocable_refusals``. That
        a page itself asks not to be kept any more only another look at it can tell.
        """
        if outcome.kind == "refused" and outcome.ground != "opt-out":
            return None
        if outcome.kind in ("gone", "rejected", "refused") and row["priority"] == BACKFILL:
            return None  # it is old
        later = [age for age in self.patience.revisit_ages if age >= SECOND_LOOK]
        born = _born_before(row["first_seen"], later[: row["attempts"]], at)
        ages = (born + timedelta(seconds=age) for age in later)
        return next((due for due in ages if due > at), None)

    def _look_again(
        self, row: sqlite3.Row, article_id: int, attempts: int, at: datetime
    ) -> datetime | None:
        """The next look at an article whose page shows something else: a list, a feed, a log-in.

        That may pass; after the last age it is asked about once a week, a few times.
        """
        due = self._next_visit(self._born(row, article_id, at), None, at)
        return due or (at + MAX_WAIT if attempts <= MAX_DOUBTS else None)

    def _born(self, row: sqlite3.Row, article_id: int | None, at: datetime) -> datetime:
        """The age of an article counts from when we saw it; of a backfilled one, from its date."""
        seen = str(row["first_seen"])
        if row["priority"] == BACKFILL:
            sql = "SELECT published_at FROM articles WHERE id = ?"
            article = self.archive.row(sql, article_id)
            seen = min((article and article["published_at"]) or row["published_hint"] or seen, seen)
        passed = self.patience.revisit_ages[: max(row["visits"] - 1, 0)]
        return _born_before(seen, passed, at)

    def _next_visit(self, born: datetime, watched_by: str | None, at: datetime) -> datetime | None:
        """The next age at which an article is looked at again; ``None`` after the last one.

        Where a listing tells of its changes only deletions are left to be looked for: then every
        second age is enough, the last one among them.
        """
        ages = self.patience.revisit_ages
        if self._watched(watched_by, at):
            ages = [age for place, age in enumerate(ages) if (len(ages) - place) % 2]
        dues = (born + timedelta(seconds=age) for age in ages)
        return next((due for due in dues if due > at), None)

    def _watched(self, listing: str | None, at: datetime) -> bool:
        """Whether a listing that tells of changes is being read, and without trouble."""
        row = listing and self.archive.row(
            "SELECT listed_at FROM listings WHERE outlet = ? AND listing = ? AND failures = 0",
            self.outlet, listing,
        )  # fmt: skip
        alive = times.stamp(at - WATCH_ALIVE)
        return bool(row and row["listed_at"] and alive < row["listed_at"] <= times.stamp(at))

    def _gone(
        self,
        seen: str | None,
        article_id: int | None,
        outcome: Outcome,
        at: datetime,
        healthy: bool,
    ) -> tuple[str | None, datetime | None, bool]:
        """Gone twice, a while apart, on a host that answers for others: then it is gone."""
        gap = timedelta(seconds=self.patience.gone_gap)
        if article_id is None:
            return times.text(at), None, True
        if seen and seen > times.stamp(at):  # by a clock that was ahead: the looks begin anew
            seen = None
        if seen is None:
            return times.text(at), at + gap, False
        if not healthy:  # not at once again, however short the gap is
            return seen, at + max(gap, timedelta(seconds=self.patience.retry_delay)), False
        if at - times.parse(seen) < gap:
            return seen, times.parse(seen) + gap, False
        self.archive.mark_gone(
            article_id, at, found_gone(outcome.reason or "", seen, times.stamp(at))
        )
        return seen, self._next_visit(times.parse(seen), None, at), True

    def erased(self, url: str) -> None:
        """Close a lead whose article was erased by order: it is not fetched again."""
        self.db.execute(
            "UPDATE leads SET state = 'erased', headline_hint = NULL WHERE outlet = ? AND url = ?",
            [self.outlet, url],
        )

    def attempts(self, url: str) -> int:
        """The failures of a lead since its last success."""
        row = self._row(url)
        return int(row["attempts"]) if row else 0

    def has_page(self, url: str, address: str, part: FetchedPart) -> None:
        """A lead's article has a further page, whose addresses are its own from now on.

        Within a transaction. A lead that was taken for another article is one no more.
        """
        if address != url:
            fold(self.archive, self.outlet, address, url)
        others = {address, part.address, part.requested or address} - {url}
        give_names(self.archive, self.outlet, url, [f"at {one}" for one in sorted(others)])

    def is_page_of(self, url: str, address: str, article: str) -> None:
        """A lead turned out to be a further page of an article: it is not fetched again.

        What is erased there is erased here: its page goes when the crawl ends.
        """
        with writing(self.db):
            self.db.execute(
                "UPDATE leads SET state = CASE WHEN (SELECT state FROM leads WHERE outlet = ?1"
                " AND url = ?2) = 'erased' THEN 'erased' ELSE 'done' END"
                " WHERE outlet = ?1 AND url = ?3", [self.outlet, article, url],
            )  # fmt: skip
            names = [f"at {one}" for one in sorted({url, address})]
            give_names(self.archive, self.outlet, article, names)

    def rest(self, at: datetime, asked: timedelta) -> None:
        """Ask the host nothing for the retry delay, or for as long as it asked, a week at most."""
        delay = timedelta(seconds=self.patience.retry_delay)
        rest(self.archive, self.outlet, at, at + min(max(delay, asked), MAX_WAIT))

    def still_there(self, url: str, at: datetime) -> None:
        """The article behind an address answered that it has not changed."""
        row = self.archive.row(
            "SELECT article_id FROM leads WHERE outlet = ? AND url = ?", self.outlet, url
        )
        if row and row["article_id"]:
            self.archive.still_there(row["article_id"], at)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request; ``W/`` goes: WordPress behind gzip never matches it."""
    headers = {}
    if etag:
        headers["If-None-Match"] = etag.removeprefix("W/")
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def _born_before(seen: str, passed: Sequence[float], at: datetime) -> datetime:
    """The birth of what was first seen at a time; ``passed`` are the ages looked at already.

    Where a clock that was ahead wrote that time its age is unknown: the looks at it tell.
    """
    born = times.parse(seen)
    return born if born <= at else at - timedelta(seconds=passed[-1] if passed else 0.0)


def _time(value: str | None) -> datetime | None:
    return times.parse(value) if value else None
