"""Refusals that rest on what may change: an outlet's file, a robots.txt, a setting.

Such a verdict is no fact about an address. When its ground changes the address is due again; what
the ground was at the last crawl stands in ``refusal_grounds``.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from crawler.items import Ground, Lead, Outcome
from storage import times
from storage.archive import Archive
from storage.database import writing

Refused = Callable[[Lead], Outcome | None]
"""How a lead that is not fetched ends; ``None``: it is fetched."""
_AT_HOST = "instr(address, '://' || ? || '/') IN (5, 6)"
"""Whether an ``http`` or ``https`` address stands on a host."""


def forget_refusals(archive: Archive, at: datetime, which: str, values: Sequence[object]) -> int:
    """Make refused leads due as if nobody had looked at them; how many. Within a transaction."""
    cursor = archive.db.execute(
        "UPDATE leads SET state = 'due', due_at = ?, attempts = 0, outcome = NULL, reason = NULL,"
        f" refused_by = NULL WHERE refused_by IS NOT NULL AND state <> 'erased' AND ({which})",
        [times.text(at), *values],
    )
    return int(cursor.rowcount)


def reconsider(
    archive: Archive, outlet: str, grounds: Mapping[Ground, str], refused: Refused,
    picked: Sequence[str], at: datetime,
) -> int:  # fmt: skip
    """Make due what was refused on grounds that have changed since the last crawl; how many leads.

    ``grounds`` says what each of them is now. An address that the outlet's file still refuses
    stays refused. ``picked`` are the listings on which the pattern picks the links, so that what
    it passed over is no lead yet.
    """
    known = {
        row["ground"]: row["value"]
        for row in archive.rows(
            "SELECT ground, value FROM refusal_grounds WHERE outlet = ?", outlet
        )
    }
    changed = [ground for ground, value in grounds.items() if known.get(ground) != value]
    if not changed:
        return 0
    # loads the parsers of listings, and not while others wait for the lock
    from crawler.listings.backfill_pages import ARCHIVES

    with writing(archive.db):
        if known and {"pattern", "host"}.intersection(changed):
            _read_anew(archive, outlet, picked, at, archives=ARCHIVES)
        again = _by_file(archive, outlet, {"pattern", "host"}.intersection(changed), refused, at)
        if "opt-out" in changed:
            again += _by_opt_out(archive, outlet, grounds["opt-out"].split(), at)
        for ground in {"network", "robots"}.intersection(changed):
            again += forget_refusals(archive, at, "outlet = ? AND refused_by = ?", [outlet, ground])
            _ask_listings_again(archive, outlet, at)
        archive.db.conn.executemany(
            "INSERT OR REPLACE INTO refusal_grounds (outlet, ground, value) VALUES (?, ?, ?)",
            [(outlet, ground, grounds[ground]) for ground in changed],
        )
    return again


def _by_file(
    archive: Archive, outlet: str, grounds: Collection[str], refused: Refused, at: datetime
) -> int:
    """Hold the addresses that an outlet's file refused against the file as it is now."""
    again = 0
    rows = archive.rows(
        "SELECT id, address, found_in FROM leads WHERE outlet = ? AND refused_by IS NOT NULL"
        f" AND refused_by IN ({', '.join('?' * len(grounds))})",
        outlet, *grounds,
    )  # fmt: skip
    for row in rows:
        ending = refused(Lead(outlet, row["address"], row["found_in"]))
        if ending is None:
            again += forget_refusals(archive, at, "id = ?", [row["id"]])
        else:
            archive.db.execute(
                "UPDATE leads SET refused_by = ?, reason = ? WHERE id = ?",
                [ending.ground, ending.reason, row["id"]],
            )
    return again


def _read_anew(
    archive: Archive, outlet: str, picked: Sequence[str], at: datetime, *, archives: int
) -> None:
    """Poll every listing, unchanged ones too, and read those of backfills that it picks from.

    ``archives``: the tier of the pages of archives.
    """
    archive.db.execute(
        "UPDATE listings SET next_poll = ?, etag = NULL, last_modified = NULL, body_hash = NULL,"
        " read_hash = NULL, judged = 0, refused = 0 WHERE outlet = ?",
        [times.text(at), outlet],
    )
    marks = ", ".join("?" * len(picked))
    archive.db.execute(
        "UPDATE backfill_pages SET state = 'due', attempts = 0 WHERE outlet = ?"
        f" AND state = 'done' AND (tier = {archives} OR listing IN ({marks}))",
        [outlet, *picked],
    )


def _by_opt_out(archive: Archive, outlet: str, honoured: Collection[str], at: datetime) -> int:
    """Make due the pages that ask only for what is no longer honoured."""
    rows = archive.rows(
        "SELECT id, reason FROM leads WHERE outlet = ? AND refused_by = 'opt-out'", outlet
    )
    free = [
        row["id"]
        for row in rows
        if not set(re.split(r"[\s,:]+", row["reason"] or "")).intersection(honoured)
    ]
    return sum(forget_refusals(archive, at, "id = ?", [id]) for id in free)


def new_robots(archive: Archive, outlet: str, host: str, at: datetime) -> int:
    """Make due what robots.txt refused, since that of a host has changed; how many leads.

    All of the outlet's: a redirect may have led to that host. And what other outlets have there.
    """
    with writing(archive.db):
        _ask_listings_again(archive, outlet, at)
        return forget_refusals(
            archive, at, f"refused_by = 'robots' AND (outlet = ? OR {_AT_HOST})", [outlet, host]
        )


def _ask_listings_again(archive: Archive, outlet: str, at: datetime) -> None:
    """Poll the listings that were refused, and read the pages of backfills that were."""
    archive.db.execute(
        "UPDATE listings SET next_poll = ?, failures = 0"
        " WHERE outlet = ? AND error LIKE 'refused: %'",
        [times.text(at), outlet],
    )
    archive.db.execute(
        "UPDATE backfill_pages SET state = 'due', attempts = 0, error = NULL"
        " WHERE outlet = ? AND state = 'failed' AND error LIKE 'refused: %'",
        [outlet],
    )
