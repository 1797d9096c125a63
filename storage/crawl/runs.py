"""The log of crawls: one row per run, one outcome per address."""

import os
from datetime import datetime

from crawler.items import Outcome
from storage import times
from storage.archive import Archive
from storage.crawl.hung_pages import page_in_hand
from storage.database import writing
from storage.process_locks import OutletLock

MAX_CUT_CHARACTERS = 2_000
"""A run says so much of what its bounds left out."""


def moved_in_words(host: str) -> str:
    """The condition of an outlet that has moved, and what to do about it."""
    return (
        f"moved to {host}: its home page and all that was asked lead there; nothing there is asked"
        " for. In the outlet's file give it its new `home`, and the old one in `former_homes`"
    )


class Run:
    """One crawl of one outlet, from its first to its last breath."""

    def __init__(self, archive: Archive, outlet: str, at: datetime, goes_on_from: int = 0) -> None:
        """Open the run's row; runs of this outlet that never ended have died.

        ``goes_on_from`` is the process that hung on a page of this same crawl: its row goes on.
        """
        self.archive, self.outlet = archive, outlet
        with writing(archive.db):
            archive.db.execute(
                "UPDATE runs SET pid = ? WHERE outlet = ? AND pid = ? AND ended_at IS NULL",
                [os.getpid(), outlet, goes_on_from],
            )
            row = goes_on_from and archive.row(
                "SELECT id, started_at FROM runs WHERE outlet = ? AND pid = ?"
                " AND ended_at IS NULL ORDER BY id DESC", outlet, os.getpid(),
            )  # fmt: skip
            if row:
                self.id, self.started_at = int(row["id"]), times.parse(row["started_at"])
                return
            archive.db.execute(
                "UPDATE runs SET finish = 'died', ended_at = ?"
                " WHERE outlet = ? AND ended_at IS NULL",
                [times.text(at), outlet],
            )
            cursor = archive.db.execute(
                "INSERT INTO runs (outlet, started_at, pid) VALUES (?, ?, ?)",
                [outlet, times.text(at), os.getpid()],
            )
        self.id, self.started_at = int(cursor.lastrowid or 0), at

    def outcome(self, outcome: Outcome, url: str, at: datetime, article_id: int | None) -> None:
        """Count one address. Within a transaction."""
        self.archive.db.execute(
            "INSERT INTO outcomes (run_id, outlet, url, kind, reason, at, article_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [self.id, self.outlet, url, outcome.kind, outcome.reason or None, times.text(at),
             article_id],
        )  # fmt: skip
        if outcome.kind in ("failed", "blocked", "deferred", "quarantined"):
            self.trouble(f"{outcome.kind}: {url}: {outcome.reason}")

    def trouble(self, words: str) -> None:
        """Note what went wrong last."""
        self.archive.db.execute("UPDATE runs SET trouble = ? WHERE id = ?", [words[:500], self.id])

    def remark(self, words: str) -> None:
        """Note what is wrong though nothing was lost by it, where there is no trouble."""
        self.archive.db.execute(
            "UPDATE runs SET trouble = coalesce(trouble, ?) WHERE id = ?", [words[:500], self.id]
        )

    def cut(self, words: str) -> None:
        """Note what a bound left out of a listing, beside what was noted before."""
        self.archive.db.execute(
            "UPDATE runs SET cut = substr(coalesce(cut || '; ', '') || ?, 1, ?)"
            " WHERE id = ? AND instr(coalesce(cut, ''), ?) = 0",
            [words, MAX_CUT_CHARACTERS, self.id, words],
        )

    def moved(self, host: str) -> None:
        """Note that the outlet has moved to another host: the one trouble of this run."""
        with writing(self.archive.db):
            self.archive.db.execute("UPDATE runs SET moved_to = ? WHERE id = ?", [host, self.id])
            self.trouble(moved_in_words(host))

    def foreign_page(self, words: str) -> None:
        """Note that one page stands at all of the outlet's addresses: the one trouble of it."""
        with writing(self.archive.db):
            self.trouble(words)

    def polled(self, fresh: int, *, failed: bool) -> None:
        """Count one look at a listing."""
        self.archive.db.execute(
            "UPDATE runs SET listings_polled = listings_polled + 1,"
            " listings_failed = listings_failed + ?, leads_new = leads_new + ? WHERE id = ?",
            [int(failed), fresh, self.id],
        )

    def end(self, finish: str, at: datetime) -> None:
        """Close the run's row."""
        self.archive.db.execute(
            "UPDATE runs SET ended_at = ?, finish = ? WHERE id = ?",
            [times.text(at), finish, self.id],
        )


def ended_from_outside(
    archive: Archive, outlet: str, pid: int | None, why: str, at: datetime
) -> None:
    """Note why the run of a process ended that could not note it itself, and with which page."""
    if page := page_in_hand(OutletLock(archive.folder, outlet).path):
        why = f"{why}, while it read {page}"
    with writing(archive.db):
        archive.db.execute(
            "UPDATE runs SET trouble = ?, ended_at = coalesce(ended_at, ?),"
            " finish = coalesce(finish, 'died') WHERE id ="
            " (SELECT max(id) FROM runs WHERE outlet = ? AND pid = ?)",
            [why, times.text(at), outlet, pid],
        )


def first_run(archive: Archive) -> str | None:
    """The time of this archive's first crawl; ``None``: there was none."""
    row = archive.row("SELECT min(started_at) FROM runs")
    return row[0] if row else None
