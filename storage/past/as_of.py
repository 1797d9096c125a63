"""``moment``: the archive as it stood at a time, by its own clock, for every query.

Within it temporary views stand before the tables that the ledger tells of, so that whatever is
asked is answered as of then. What is under an order now is under one then, too: the past is no way
round an order.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage import times
from storage.archive import Archive
from storage.article_uid import UID
from storage.errors import BeforeTheLedger, InTheFuture
from storage.past.ledger_undo import undo
from storage.past.shadow_tables import shadow
from storage.read_transaction import reading
from storage.schema.logical_clock import as_microseconds, as_time, last_change, written


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that stood at a moment and is under an order now: since when, and what it is."""

    id: int
    at: str
    order: Literal["suppressed", "erased"]
    uid: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the archive: ``at`` names it; asked as of that time it is the same again."""

    at: datetime
    withdrawn: tuple[Withdrawal, ...] = ()
    """Articles that were shown then and are left out, by number."""

    @property
    def name(self) -> str:
        """The moment as ``--as-of`` takes it: ``2026-11-28T20:30:00.123456Z``."""
        return written(self.at)


@contextmanager
def moment(archive: Archive, as_of: datetime | None = None) -> Iterator[Moment]:
    """One read transaction, in which the archive stands as of a time; ``None``: as it stands now.

    Whatever others write meanwhile is not seen. Raises ``BeforeTheLedger``, ``InTheFuture`` and
    ``TemporaryDiskFull``.
    """
    connection = archive.db.conn
    if connection.in_transaction:
        raise RuntimeError("a moment is a transaction of its own")
    with reading(archive.db):
        last = last_change(archive.db)
        wanted = last if as_of is None else as_microseconds(as_of)
        _demand_known(connection, wanted, last)
        if wanted >= last:
            yield Moment(as_time(last))
            return
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            # a ``ReadingArchive``: its own views hold back what is hidden, and stand there already
            raise RuntimeError("a former moment is asked of an Archive, not by readers")
        undo(connection, _last_entry(connection, wanted))
        withdrawn = _withdrawn(connection)
        shadow(connection, wanted)
        yield Moment(as_time(wanted), withdrawn)


def _demand_known(connection: sqlite3.Connection, wanted: int, last: int) -> None:
    (began,) = connection.execute("SELECT at FROM ledger ORDER BY id LIMIT 1").fetchone()
    asked = written(as_time(wanted))
    if wanted < began:
        raise BeforeTheLedger(
            f"how the archive stood at {asked} is not known: its changes are written down since"
            f" {written(as_time(began))}, which is the earliest time for --as-of"
        )
    if wanted > max(last, as_microseconds(times.now())):
        raise InTheFuture(f"--as-of {asked} lies in the future: nobody knows it yet")


def _last_entry(connection: sqlite3.Connection, wanted: int) -> int:
    """The number of the last entry up to a time, by halving: numbers and times rise together."""
    low, high = connection.execute("SELECT min(id), max(id) FROM ledger").fetchone()
    while low < high:
        middle = (low + high + 1) // 2
        row = connection.execute(
            "SELECT id, at FROM ledger WHERE id >= ? ORDER BY id LIMIT 1", [middle]
        ).fetchone()
        if row[1] <= wanted:
            low = row[0]
        else:
            high = middle - 1
    return int(low)


def _withdrawn(connection: sqlite3.Connection) -> tuple[Withdrawal, ...]:
    """The articles that were there and shown then, and are under an order now."""
    rows = connection.execute(
        f"""
    SELECT t.article_id, t.at, 'erased', {UID}
    FROM main.tombstones t JOIN main.articles a ON a.id = t.article_id
    UNION ALL
    SELECT s.article_id, s.at, 'suppressed', {UID}
    FROM main.suppressions s JOIN main.articles a ON a.id = s.article_id
    WHERE s.article_id NOT IN (SELECT article_id FROM main.tombstones)
    ORDER BY 1
        """
    )
    hidden = {
        row[0]
        for row in connection.execute(
            """
    SELECT s.article_id FROM main.suppressions s LEFT JOIN then_suppressions t USING (article_id)
    WHERE coalesce(t.there, 1)
    UNION SELECT article_id FROM then_suppressions WHERE there
    UNION SELECT s.article_id FROM main.tombstones s LEFT JOIN then_tombstones t USING (article_id)
    WHERE coalesce(t.there, 1)
    UNION SELECT id FROM then_articles WHERE NOT there
            """
        )
    }
    return tuple(Withdrawal(*row) for row in rows if row[0] not in hidden)
