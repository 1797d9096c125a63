"""What listings bring to the frontier: new leads, known ones, changed ones, other addresses."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crawler.items import Lead
from crawler.urls import slug_of
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.lead_aliases import fold, give_names, known_as, names_of
from storage.frontier.revocable_refusals import forget_refusals

FRESH, REVISIT, BACKFILL = 0, 1, 2
"""Priorities: fresh news before revisits before a backfill."""
PLACE = timedelta(minutes=30)
"""The age that a place in an undated listing stands for: an outlet prints some fifty a day."""
CLOCKS = timedelta(minutes=5)
"""How far an outlet's clock may be behind ours."""
Added = Literal["new", "changed", "refused", ""]
"""What a listing's lead was: unknown, known and changed since, refused by the pattern, or known."""


@dataclass(frozen=True, slots=True)
class _Settling:
    """The address an article is kept under, and whether and of what the other one is a name."""

    address: str
    named: bool = False
    also: int | None = None


class Intake:
    """The leads of one outlet, as listings bring them."""

    def __init__(self, archive: Archive, outlet: str) -> None:
        """The leads of an outlet in an archive."""
        self.archive, self.outlet = archive, outlet
        self.db = archive.db

    def known_as(self, url: str, names: Sequence[str] = ()) -> str:
        """The address under which an article is known here, whichever way it was found."""
        return known_as(self.archive, self.outlet, url, names)

    def add(
        self, lead: Lead, url: str, at: datetime, priority: int = FRESH,
        names: Sequence[str] = (), watched_by: str | None = None, place: int = 0,
        welcome: Callable[[], bool] = bool,
    ) -> Added:  # fmt: skip
        """Take a lead in under the address by which it is known; whether that brought news.

        A known article whose listing states a later change is due at once. ``welcome`` is asked of
        one that the pattern had refused: if it is, it is as good as unknown. ``place`` is 0 for the
        newest of its listing.
        """
        with writing(self.db):
            if row := self._row(url):
                if row["state"] == "erased":  # and nothing of it comes back, its headline neither
                    return ""
                waiting = row["state"] == "due" and row["due_at"] <= times.stamp(at)
                changed = not waiting and self._changed(lead, row, at)
                self._note(lead, url, at, watched_by)
                if changed:
                    self.due_now(url, at)
                if row["refused_by"] == "pattern" and row["state"] == "done":
                    if not welcome():
                        return "refused"
                    forget_refusals(self.archive, at, "id = ?", [row["id"]])
                    row = None
            else:
                self.db.execute(
                    "INSERT INTO leads (outlet, url, address, found_in, published_hint,"
                    " modified_hint, headline_hint, priority, watched_by, newest_at, due_at,"
                    " first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [self.outlet, url, lead.url, lead.found_in, times.text(lead.published_hint),
                     times.text(lead.modified_hint), lead.headline_hint, priority, watched_by,
                     times.text(_newest_at(lead, at, place)), *[times.text(at)] * 3],
                )  # fmt: skip
                changed = False
            give_names(self.archive, self.outlet, url, names)
        return "new" if row is None else "changed" if changed else ""

    def _note(self, lead: Lead, url: str, at: datetime, watched_by: str | None) -> None:
        """Keep what a listing says of a known lead."""
        self.db.execute(
            "UPDATE leads SET last_seen = ?1, newest_at = CASE WHEN published_hint IS NULL"
            " AND ?3 IS NOT NULL THEN min(?3, ?1) ELSE newest_at END,"
            " modified_hint = max(coalesce(modified_hint, ?2), coalesce(?2, modified_hint)),"
            " published_hint = coalesce(published_hint, ?3),"
            " headline_hint = coalesce(headline_hint, ?4), watched_by = coalesce(?5, watched_by)"
            " WHERE outlet = ?6 AND url = ?7",
            [times.text(at), times.text(lead.modified_hint), times.text(lead.published_hint),
             lead.headline_hint, watched_by, self.outlet, url],
        )  # fmt: skip

    def _changed(self, lead: Lead, row: sqlite3.Row, at: datetime) -> bool:
        """Whether a listing states a change that the kept version does not have.

        It is held against what the kept page itself states and against our last look; where the
        listing had stated another time before, the outlet's clock may be a little behind ours.
        """
        hint, former = times.text(lead.modified_hint), row["modified_hint"]
        if not hint or (former and hint <= former):  # two listings may state two times
            return False
        looked = times.parse(row["fetched_at"] or row["first_seen"])
        if looked > at:  # by a clock that was ahead: nobody knows, so it is looked at
            return True
        looked -= CLOCKS if former else timedelta()
        kept = self.archive.row("SELECT modified_at FROM articles WHERE id = ?", row["article_id"])
        stated = kept["modified_at"] if kept else None
        return hint > min(times.stamp(looked), stated or times.stamp(looked))

    def due_now(self, url: str, at: datetime) -> None:
        """An article is looked at again as soon as the fresh ones allow."""
        self.db.execute(
            "UPDATE leads SET state = 'due', priority = ?, due_at = ?"
            " WHERE outlet = ? AND url = ? AND state NOT IN ('quarantine', 'erased')",
            [REVISIT, times.text(at), self.outlet, url],
        )

    def moved(self, lead: Lead, address: str, url: str, at: datetime) -> bool:
        """A known article is listed at another address; whether that one was unknown.

        Where its slug differs its headline was changed: it is fetched there, and at once.
        """
        with writing(self.db):
            row = self._row(url)
            name = f"at {address}"
            if (
                row is None
                or row["state"] == "erased"
                or name in names_of(self.archive, self.outlet, url)
            ):
                return False
            fold(self.archive, self.outlet, address, url)
            give_names(self.archive, self.outlet, url, [name])
            if row["article_id"]:
                self.archive.also_at(self.outlet, address, row["article_id"], at, "the same id")
            slug, former = slug_of(lead.url), slug_of(row["address"])
            if slug and former and slug != former:
                self.db.execute(
                    "UPDATE leads SET address = ?, etag = NULL, last_modified = NULL"
                    " WHERE outlet = ? AND url = ?",
                    [lead.url, self.outlet, url],
                )
                self.due_now(url, at)
        return True

    def address_of(self, article_url: str, url: str, names: Sequence[str]) -> str:
        """The address that the article of a lead is kept under; changes nothing."""
        return self._settling(article_url, url, names).address

    def settled_at(self, article_url: str, url: str, names: Sequence[str], at: datetime) -> str:
        """The address that the article of a lead is kept under. Within a transaction.

        The one it has, where the page came from another address of the same article; from now on
        it is known by that one too.
        """
        found = self._settling(article_url, url, names)
        if found.named:
            give_names(self.archive, self.outlet, url, [f"at {article_url}", *names])
        elif url == article_url and found.also is None:  # the page itself may state its number
            give_names(self.archive, self.outlet, url, names)
        if found.also is not None:
            self.archive.also_at(self.outlet, article_url, found.also, at, "the same id")
        return found.address

    def _settling(self, article_url: str, url: str, names: Sequence[str]) -> "_Settling":
        lead = self._row(url) if article_url != url else None
        if lead is None:
            return self._same_post(article_url, names) or _Settling(article_url)
        known = self.known_as(article_url, names)
        if known not in (url, article_url) or self._row(article_url):
            return _Settling(article_url)
        kept = self.archive.row("SELECT id, url FROM articles WHERE id = ?", lead["article_id"])
        named = kept is None or known == url
        if kept is None or known != url or kept["url"] == article_url:
            return _Settling(article_url, named)
        return _Settling(str(kept["url"]), named, int(kept["id"]))

    def _same_post(self, url: str, names: Sequence[str]) -> "_Settling | None":
        """Where the post of a page is kept that no lead of its own brought before, if it is.

        A post under a new headline has a new address, and a feed says nothing of the former one.
        """
        for name in names:
            row = self.archive.row(
                "SELECT a.id, a.url FROM names n"
                " JOIN leads l ON l.outlet = n.outlet AND l.url = n.url"
                " JOIN articles a ON a.id = l.article_id"
                " WHERE n.outlet = ?1 AND n.name = ?2 AND n.name GLOB 'post *' AND n.url != ?3"
                " AND NOT EXISTS (SELECT 1 FROM articles WHERE outlet = ?1 AND url = ?3)",
                self.outlet, name, url,
            )  # fmt: skip
            if row:
                return _Settling(str(row["url"]), also=int(row["id"]))
        return None

    def _row(self, url: str) -> sqlite3.Row | None:
        return self.archive.row(
            "SELECT * FROM leads WHERE outlet = ? AND url = ?", self.outlet, url
        )


def _newest_at(lead: Lead, at: datetime, place: int) -> datetime:
    """When an article appeared, as far as its listing tells: its date, else its place.

    No date counts as later than now: a clock that is ahead does not push in.
    """
    stated = lead.published_hint or lead.modified_hint
    return min(stated, at) if stated else at - place * PLACE
