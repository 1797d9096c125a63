"""Presence: complete listings are asked whether they still name what no more looks are planned for.

An article that such a listing names no more is due for a look, of whatever age; only its own page
says whether it is gone. One that is gone and named again is due too.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.listing_intake import REVISIT

FEW, SHARE = 5, 0.1
"""Articles of a year that a complete sitemap may not name, or their share of those it names; of a
year of which it names fewer, so many are looked at to learn what its silence means."""
TRUST = 10
"""Where a sitemap was right so often about such a year, ten times as many are looked at next."""
_SPREAD = 2_654_435_761
"""An odd number: a multiple of it scatters numbers that follow each other."""
A_DAY = timedelta(days=1)
"""What a listing or a look told of within it, or a look is due for, is not asked about."""
_TIMES = [  # one that is later than now was written by a clock that was ahead
    f"iif({name} <= :now, {name}, '')" for name in ("l.last_seen", "l.fetched_at", "l.unnamed_at")
]
_TOLD = f"max({', '.join(_TIMES)})"
_WAITS = "(l.state = 'done' OR l.state = 'due' AND l.due_at > :soon)"
_UNTOLD = f"l.outlet = :outlet AND l.article_id IS NOT NULL AND {_WAITS} AND {_TOLD} < :lately"


def _is_complete(named: int, missing: int) -> bool:
    """Whether a sitemap that names so many articles of a year, and not so many, tells of it."""
    return named > 0 and (missing <= FEW or missing <= named * SHARE)


def _was_there(lead: sqlite3.Row, now: str) -> bool:
    """Whether an article was looked at since a sitemap did not name it; it is not gone."""
    return lead["unnamed_at"] is not None and lead["unnamed_at"] < (lead["fetched_at"] or "") <= now


class Presence:
    """The articles of one outlet, as complete listings name them."""

    def __init__(self, archive: Archive, outlet: str, longest: float) -> None:
        """``longest`` age of a planned look, in seconds: after it a doubt is looked at again."""
        self.archive, self.outlet, self.longest = archive, outlet, timedelta(seconds=longest)

    def to_ask(self, at: datetime, limit: int) -> list[str]:
        """The numbers of posts that nothing has told of for a day, the longest time first."""
        rows = self.archive.db.execute(
            "SELECT substr(n.name, 6) FROM leads l JOIN names n ON n.outlet = l.outlet"
            " AND n.url = l.url AND n.name GLOB 'post [0-9]*'"
            f" WHERE {_UNTOLD} ORDER BY {_TOLD} LIMIT :limit",
            self._times(at) | {"limit": limit},
        )
        return [str(row[0]) for row in rows.fetchall()]

    def answered(self, asked: Collection[str], named: Collection[str], at: datetime) -> int:
        """A listing named some of the posts that it was asked about; how many are due for that."""
        found = 0
        with writing(self.archive.db):
            for number in asked:
                row = self.archive.db.execute(
                    "SELECT l.*, a.gone_at FROM names n JOIN leads l ON l.outlet = n.outlet"
                    " AND l.url = n.url JOIN articles a ON a.id = l.article_id"
                    f" WHERE n.outlet = :outlet AND n.name = :name AND {_WAITS}",
                    self._times(at) | {"name": f"post {number}"},
                ).fetchone()
                if row is not None:
                    found += self.told(row, at, named=number in named)
        return found

    def anybody_waits(self, at: datetime) -> bool:
        """Whether there is an article that is not looked at soon, and nothing told of lately."""
        sql = f"SELECT 1 FROM leads l WHERE {_UNTOLD} LIMIT 1"
        return self.archive.db.execute(sql, self._times(at)).fetchone() is not None

    def knows(self, url: str) -> bool:
        """Whether there is a lead at an address."""
        sql = "SELECT 1 FROM leads WHERE outlet = ? AND url = ?"
        return self.archive.row(sql, self.outlet, url) is not None

    def named_since(self, since: datetime, at: datetime, unread: Collection[str] = ()) -> int:
        """Sitemaps were read whole since then; how many articles are due for what they say.

        All but the ``unread`` pages of them: what was found there is not missing.

        They tell of the years of which they name nearly all that is kept. A year of which more is
        missing they may not hold, or it was deleted, whole or a section: a few of it are looked at,
        and the more of these are gone, the more are next time.
        """
        found, now, all_named = 0, times.stamp(at), Counter[str]()
        years = dict[str, list[tuple[sqlite3.Row, bool]]]()
        for row in self.archive.db.execute(
            "SELECT l.id, l.fetched_at, l.last_seen, l.unnamed_at, l.found_in, a.gone_at,"
            f" coalesce(a.published_at, a.first_seen) AS born, {_WAITS} AS waits FROM leads l"
            " JOIN articles a ON a.id = l.article_id WHERE l.outlet = :outlet", self._times(at),
        ):  # fmt: skip
            named = times.stamp(since) <= row["last_seen"] <= now
            if not named and row["found_in"] in unread:
                continue
            if not named or row["gone_at"]:
                years.setdefault(row["born"][:4], []).append((row, named))
            all_named[row["born"][:4]] += named
        if not all_named.total():  # nothing that we know of: then it is no list of ours
            return 0
        with writing(self.archive.db):
            for year, rows in years.items():
                missing = sum(not named and not row["gone_at"] for row, named in rows)
                if not _is_complete(all_named[year], missing):
                    rows = self._sample(rows, at)
                found += sum(self.told(row, at, named=named) for row, named in rows if row["waits"])
        return found

    def _sample(
        self, rows: Sequence[tuple[sqlite3.Row, bool]], at: datetime
    ) -> list[tuple[sqlite3.Row, bool]]:
        """Those that are named again, and of those that are not the few that are looked at.

        The more of these turned out gone, the more are. Picked without regard to their age, those
        first that were never picked.
        """
        back = [(row, True) for row, named in rows if named]
        missing = [row for row, named in rows if not named and not row["gone_at"]]
        gone = len(rows) - len(back) - len(missing)
        there = sum(_was_there(row, times.stamp(at)) for row in missing)
        picked = sorted(
            (row for row in missing if row["waits"] and self._is_news(row, at)),
            key=lambda row: (row["unnamed_at"] or "", row["id"] * _SPREAD % (1 << 32)),
        )
        return [*back, *((row, False) for row in picked[: max(FEW, TRUST * (gone - there))])]

    def told(self, lead: sqlite3.Row, at: datetime, *, named: bool) -> bool:
        """Note whether a lead is named; whether it is due for that. Within a transaction.

        ``lead`` has its article's ``gone_at`` too.
        """
        gone = lead["gone_at"] is not None
        due = named if gone else not named and self._is_news(lead, at)
        if not named:
            self.archive.db.execute(
                "UPDATE leads SET unnamed_at = ? WHERE id = ?", [times.text(at), lead["id"]]
            )
        if due:
            self.archive.db.execute(
                f"UPDATE leads SET state = 'due', priority = {REVISIT}, due_at = ? WHERE id = ?",
                [times.text(at), lead["id"]],
            )
        return due

    def _is_news(self, lead: sqlite3.Row, at: datetime) -> bool:
        """Whether it was named since it last was not, or its last look is long ago."""
        now, before = times.stamp(at), lead["unnamed_at"]
        looked = lead["fetched_at"]
        if before is None or before > now or looked is None or looked > now:
            return True
        long_ago = looked < times.stamp(at - self.longest)
        return bool(long_ago or before < lead["last_seen"] <= now)

    def _times(self, at: datetime) -> dict[str, object]:
        soon, lately = times.stamp(at + A_DAY), times.stamp(at - A_DAY)
        return {"outlet": self.outlet, "now": times.stamp(at), "soon": soon, "lately": lately}
