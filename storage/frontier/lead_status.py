"""The leads of all outlets, for people: what is due, done or put aside, and trying again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.intake import REVISIT
from storage.frontier.rests import end_rest, rests_now


@dataclass(frozen=True, slots=True)
class LeadStatus:
    """A lead as it stands in the frontier."""

    outlet: str
    url: str
    state: str
    priority: int
    due_at: str
    attempts: int
    crashes: int
    outcome: str | None
    reason: str | None
    raw: str | None
    """Where its last raw page lies, if there is one."""


def leads(
    archive: Archive, state: str | None, outlets: Sequence[str], limit: int
) -> list[LeadStatus]:
    """Leads in their order of waiting; those of an outlet that rests are due at its end."""
    chosen = f"AND l.outlet IN ({', '.join('?' * len(outlets))})" if outlets else ""
    rows = archive.rows(
        "SELECT l.*, (SELECT 'raw/' || c.file || ' at byte ' || c.offset FROM captures c"
        " WHERE c.url = l.address AND c.file IS NOT NULL ORDER BY c.id DESC LIMIT 1) AS raw"
        f" FROM leads l WHERE (? IS NULL OR l.state = ?) {chosen}"
        " ORDER BY l.due_at, l.id LIMIT ?",
        state, state, *outlets, limit,
    )  # fmt: skip
    names, rests = LeadStatus.__dataclass_fields__, rests_now(archive, times.now())
    found = [LeadStatus(**{name: row[name] for name in names}) for row in rows]
    return [
        replace(one, due_at=max(one.due_at, rests[one.outlet]))
        if one.state == "due" and one.outlet in rests
        else one
        for one in found
    ]


def retry(archive: Archive, url: str, at: datetime) -> int:
    """Make the leads of an address due now, quarantined ones too; how many there are.

    A rest of their outlets ends with that.
    """
    with writing(archive.db):
        rows = archive.rows("SELECT outlet FROM leads WHERE url = ?1 OR address = ?1", url)
        end_rest(archive, [row["outlet"] for row in rows])
        cursor = archive.db.execute(
            "UPDATE leads SET state = 'due', due_at = ?, attempts = 0, crashes = 0, priority = ?,"
            " outcome = NULL, reason = NULL WHERE (url = ? OR address = ?) AND state <> 'erased'",
            [times.text(at), REVISIT, url, url],
        )
    return int(cursor.rowcount)


@dataclass(frozen=True, slots=True)
class ListingStatus:
    """The state of the polling of a listing."""

    listing: str
    polled_at: str | None
    next_poll: str
    interval: float
    polls: int
    links: int
    fresh: int
    failures: float
    error: str | None


def listings(archive: Archive, outlet: str) -> list[ListingStatus]:
    """The listings of an outlet, as the last polls left them."""
    names = tuple(ListingStatus.__dataclass_fields__)
    rows = archive.rows(
        f"SELECT {', '.join(names)} FROM listings WHERE outlet = ? ORDER BY listing", outlet
    )
    return [ListingStatus(*row) for row in rows]
