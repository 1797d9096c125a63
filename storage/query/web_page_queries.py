"""What the pages of the web application ask beside searches: lists, days, authors, raw pages."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from storage import times
from storage.archive import Archive
from storage.article_uid import UID
from storage.query.filters import midnight

_LISTS = {
    "latest": "SELECT * FROM articles ORDER BY id DESC LIMIT :number",
    # the index of former versions has an entry for what outlets changed, none for our rereadings
    "revised": "SELECT a.* FROM revisions r JOIN articles a ON a.id = r.article_id WHERE r.id IN"
               " (SELECT id FROM main.revisions_fts_docsize ORDER BY id DESC LIMIT 5000)"
               " AND r.cause = 'outlet' AND r.replaced_at >= :since"
               " GROUP BY a.id ORDER BY count(*) DESC, a.id DESC LIMIT :number",
    # by when they were copied: not by when their story began, nor by when a backfill found them
    "copied": "WITH lately AS (SELECT id FROM articles WHERE published_at >= :since UNION ALL"
              "  SELECT id FROM articles WHERE published_at IS NULL AND first_seen >= :since),"
              " told AS (SELECT m.story_id AS story, count(*) AS copies FROM lately"
              "  CROSS JOIN story_members m ON m.article_id = lately.id"
              "  WHERE m.role IN ('copy', 'partial')"
              "  GROUP BY m.story_id ORDER BY copies DESC, m.story_id DESC LIMIT :number)"
              " SELECT c.*, c.article_id AS id, count(*) AS number,"
              "  min(coalesce(c.published_at, c.first_seen)) AS begun"
              " FROM told CROSS JOIN copies c ON c.story_id = told.story"
              " GROUP BY c.story_id ORDER BY told.copies DESC, c.story_id DESC",
    "gone": "SELECT * FROM articles WHERE gone_at IS NOT NULL AND id IN"
            " (SELECT article_id FROM events WHERE kind = 'gone' ORDER BY id DESC LIMIT 1000)"
            " ORDER BY gone_at DESC LIMIT :number",
}  # fmt: skip
"""Of what changed last, and not of all articles: that takes a second for a million."""
LATEST = "~"
"""Later than all times."""
_DAY = timedelta(days=1)
_OF_OUTLET = {
    "revised": "revised a WHERE outlet = ? AND EXISTS (SELECT 1 FROM revisions r"
               " WHERE r.article_id = a.id AND r.cause = 'outlet')",
    "gone": "gone WHERE outlet = ?",
}  # fmt: skip
"""What an outlet changed and took down; what we read better it did not change."""
_SUMMARY = "id, outlet, url, headline, published_at, first_seen, versions, gone_at"


def front_lists(archive: Archive, since: str, number: int) -> Mapping[str, list[sqlite3.Row]]:
    """The ``latest`` articles, those most ``revised`` and ``copied`` since a time, and ``gone``."""
    asked = {"since": since, "number": number}
    return {name: archive.db.execute(sql, asked).fetchall() for name, sql in _LISTS.items()}


def outlet_list(archive: Archive, name: str, outlet: str, number: int) -> list[sqlite3.Row]:
    """The latest of an outlet's ``revised`` or ``gone`` articles."""
    when = {"revised": "fetched_at", "gone": "gone_at"}[name]
    return archive.rows(
        f"SELECT * FROM {_OF_OUTLET[name]} ORDER BY {when} DESC, id DESC LIMIT ?",
        outlet, number,
    )  # fmt: skip


def number_revised(archive: Archive, outlet: str) -> int:
    """The number of articles that an outlet changed after they were kept."""
    row = archive.row(f"SELECT count(*) FROM {_OF_OUTLET['revised']}", outlet)
    return int(row[0]) if row else 0


def summaries(archive: Archive, ids: Iterable[int]) -> Iterator[sqlite3.Row]:
    """What a line tells of each of some articles, in their order."""
    found = (archive.row(f"SELECT {_SUMMARY} FROM articles WHERE id = ?", id) for id in ids)
    return (row for row in found if row is not None)


def uids_of(archive: Archive, ids: Sequence[int]) -> dict[int, str]:
    """What some articles are called in every archive, by number; hidden ones are left out."""
    rows = archive.rows(
        f"SELECT a.id, {UID} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))",
        json.dumps(ids),
    )
    return {row[0]: row[1] for row in rows}


def authors(archive: Archive, outlet: str, number: int) -> Sequence[sqlite3.Row]:
    """The bylines of an outlet with the number of their articles, the most frequent first."""
    return archive.rows(
        "SELECT byline, count(*) AS number FROM articles WHERE outlet = ? AND byline > ''"
        " GROUP BY byline ORDER BY number DESC, byline LIMIT ?",
        outlet, number,
    )  # fmt: skip


def first_crawl(archive: Archive, outlet: str) -> str | None:
    """The time of an outlet's first crawl."""
    row = archive.row("SELECT min(started_at) FROM runs WHERE outlet = ?", outlet)
    return row[0] if row else None


def days_looked(archive: Archive, outlet: str) -> set[str]:
    """The days on which something of an outlet was asked for."""
    rows = archive.rows("SELECT DISTINCT day FROM coverage WHERE outlet = ?", outlet)
    return {row[0] for row in rows}


def days_crawled(
    archive: Archive, outlets: Iterable[str], first: str, last: str, before: str = LATEST
) -> set[str]:
    """The days in Casablanca between two on which a crawl of one of the outlets began.

    Up to a time.
    """
    known = json.dumps([*outlets])
    ((since, until),) = archive.rows(
        "SELECT min((SELECT min(started_at) FROM runs WHERE outlet = o.value)),"
        " max((SELECT max(started_at) FROM runs WHERE outlet = o.value)) FROM json_each(?) o",
        known,
    )
    if since is None:
        return set()
    bounds = max(first, times.day(since)), min(last, times.day(until))
    days = times.days(*map(date.fromisoformat, bounds))
    # a day ends where the next one begins; the last of the calendar has none after it
    begins = [times.stamp(midnight(one)) for one in days]
    after = days[-1] + _DAY if days and days[-1] < date.max else None
    ends = [*begins[1:], times.stamp(midnight(after)) if after else LATEST]
    spans = json.dumps([*zip(map(str, days), begins, ends, strict=False)])
    # a step into the index for each day and outlet, up to the first that was crawled
    rows = archive.rows(
        "WITH spans AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS day,"
        "  json_extract(value, '$[1]') AS begin, json_extract(value, '$[2]') AS until"
        "  FROM json_each(?1))"
        " SELECT day FROM spans WHERE EXISTS (SELECT 1 FROM json_each(?2) o CROSS JOIN runs r"
        "  ON r.outlet = o.value AND r.started_at >= begin AND r.started_at < until"
        "  AND r.started_at <= ?3)",
        spans, known, before,
    )  # fmt: skip
    return {row[0] for row in rows}


def years_crawled(archive: Archive, outlets: Iterable[str]) -> set[str]:
    """The years in Casablanca in which a crawl of one of the outlets began: ``2024``."""
    # a step into the index from each of Greenwich's years and outlet to the next one, and one to
    # its last hour, which may be the next year's there
    rows = archive.rows(
        "WITH RECURSIVE begun(outlet, at) AS ("
        " SELECT o.value, (SELECT min(started_at) FROM runs WHERE outlet = o.value)"
        "  FROM json_each(?) o"
        " UNION ALL SELECT outlet, (SELECT min(r.started_at) FROM runs r"
        "  WHERE r.outlet = begun.outlet AND r.started_at > substr(begun.at, 1, 4) || '~')"
        "  FROM begun WHERE at IS NOT NULL)"
        " SELECT at, (SELECT max(r.started_at) FROM runs r WHERE r.outlet = begun.outlet"
        "  AND r.started_at >= substr(at, 1, 4) || '-12-31T23'"
        "  AND r.started_at < substr(at, 1, 4) || '~') AS latest FROM begun WHERE at IS NOT NULL",
        json.dumps([*outlets]),
    )
    return {times.day(at)[:4] for row in rows for at in row if at is not None}


def capture_of(archive: Archive, id: int, version: int, page: int) -> int | None:
    """The capture behind a page of a version of an article; ``None``: there is none."""
    row = archive.row(
        "SELECT CASE WHEN ?3 = 1 THEN v.capture_id ELSE p.capture_id END AS capture"
        " FROM versions v LEFT JOIN article_pages p ON p.first_id = v.capture_id"
        " AND p.number = ?3 WHERE v.article_id = ?1 AND v.number = ?2",
        id, version, page,
    )  # fmt: skip
    return row["capture"] if row else None
