"""The tables beside the articles that are read from the archive: each row is of chosen articles."""

from collections.abc import Iterator
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import numpy as np
from sqlite_utils import Database

from storage.article_uid import UID
from storage.dataset.tables.articles import Told
from storage.dataset.tables.column import Kind, Table, TableColumn
from storage.query.filters import detail_shown

Row = tuple[Any, ...]
TAKEN = "taken"
"""A temporary table with the numbers of the chosen articles."""
_RAW: tuple[tuple[str, Kind, str, str], ...] = (
    ("payload_digest", "text", "SHA-1 in base32 of the answer's body as sent", "c.payload_digest"),
    ("record_id", "text", "WARC-Record-ID of the answer", "c.record_id"),
    ("warc_file", "text", "its WARC file in the archive's folder; null: no record",
     "'raw/' || c.file"),
    ("warc_offset", "integer", "byte of that file at which the record's gzip member begins",
     "c.offset"),
)  # fmt: skip


def _table(name: str, meaning: str, *columns: tuple[str, Kind, str, str]) -> Table:
    made = (TableColumn(name, kind, means, sql) for name, kind, means, sql in columns)
    return Table(name, meaning, tuple(made))


_UID: tuple[str, Kind, str, str] = ("uid", "text", "the article", UID)
VERSIONS = _table(
    "versions", "a version of an article; the last of each is that in data/",
    _UID, ("number", "integer", "number of the version, which never changes", "v.number"),
    ("place", "integer", "place in time among its versions; 1: the first", "v.place"),
    ("fetched_at", "time", "when its page was fetched", "v.fetched_at"),
    ("recorded_at", "time", "when it was written into the archive; null: before that was noted",
     "v.recorded_at"),
    ("replaced_at", "time", "when the next version was seen; null: it is the last",
     "v.replaced_at"),
    ("cause", "text", "why it was replaced: outlet: it changed its page; reader: the same page was"
     " read better; null: it is the last", "v.cause"),
    ("headline", "text", "as printed; of former versions with --versions alone", "v.headline"),
    ("body", "text", "as printed; of former versions with --versions alone, of the last one null:"
     " it is in data/", "v.body"),
    ("byline", "text", "author as printed; null: the page does not say", "v.byline"),
    ("published_at", "time", "as that version stated it; null: unknown", "v.published_at"),
    ("language", "text", "as that version was read; null: unknown", "v.language"),
    ("words", "integer", "words in its body; null: not kept", "v.words"),
    ("fingerprint", "text", "equal for the same text in any spelling", "v.fingerprint"),
    ("text_hash", "text", "hash of headline and body as printed, white space aside",
     "v.text_hash"),
    ("reader", "integer", "version of the reader that read it", "v.reader"), *_RAW,
)  # fmt: skip
STORIES = _table(
    "stories",
    "a set of articles that are alike, of which one at least is in data/",
    ("story_id", "integer", "number of the story", ""),
    ("articles", "integer", "its articles in data/", ""),
    ("outlets", "integer", "outlets that these are of", ""),
    ("original", "text", "uid of its original; null: that is not in data/", ""),
    ("first_published", "time", "first date that its articles in data/ state; null: none", ""),
    ("last_published", "time", "last date that its articles in data/ state; null: none", ""),
)
STORY_PAIRS = _table(
    "story_pairs", "two articles in data/ that are alike",
    _UID, ("other_uid", "text", "the other article", UID.replace("a.", "o.")),
    ("relation", "text", "copy, partial, follow-up (suspected)", "r.relation"),
    ("score", "number", "how alike, 0 to 1; 1: the same folded text", "r.score"),
    ("evidence", "text", "which rule decided, and by what", "r.evidence"),
)  # fmt: skip
EVENTS = _table(
    "events", "what happened to an article in data/ beside new versions",
    _UID, ("at", "time", "when", "e.at"),
    ("kind", "text", "gone, back, parted (from a copy) …", "e.kind"),
    ("detail", "text", "in words", detail_shown("e")),
)  # fmt: skip
CAPTURES = _table(
    "captures", "an answer behind a page of a version of an article in data/",
    _UID, ("version", "integer", "number of the version", "v.number"),
    ("page", "integer", "1: the article's first page", "v.page"),
    ("url", "text", "address as it was asked for", "c.url"),
    ("fetched_at", "time", "when it was fetched", "c.fetched_at"),
    ("kind", "text", "response, revisit (bytes of an earlier one), erased, lost", "c.kind"),
    ("status", "integer", "HTTP status", "c.status"),
    ("mime", "text", "media type as stated; null: the answer has no Content-Type", "c.mime"),
    *_RAW, ("warc_length", "integer", "of the gzip member, in bytes", "c.length"),
    ("refers_to", "text", "WARC-Record-ID of the answer whose bytes a revisit repeats",
     "(SELECT record_id FROM captures WHERE id = c.refers_to)"),
)  # fmt: skip
_CHOSEN = f"FROM {TAKEN} t CROSS JOIN articles a ON a.id = t.id"


def version_rows(db: Database, told: Told, *, texts: bool) -> Iterator[Row]:
    """Every version of the chosen articles by article and number; ``texts``: former ones, too."""
    names = [column.name for column in VERSIONS.columns]

    def selected(**others: str) -> str:
        given = {one.name: one.sql for one in VERSIONS.columns} | others
        return ", ".join(told.expression(name, given[name]) for name in names)

    joined = "LEFT JOIN captures c ON c.id = v.capture_id"
    own = selected(
        number="a.revision", place="a.versions", replaced_at="NULL", cause="NULL", body="NULL"
    )
    own = own.replace("v.", "a.")
    last = f"SELECT a.id, a.revision, {own} {_CHOSEN} {joined.replace('v.', 'a.')} ORDER BY t.id"
    body = {"full": "v.body", "excerpt": "excerpt(v.body)", "none": "NULL"}[told.text]
    given = {"place": "coalesce(v.place, v.number)", "body": body}
    said = selected(**given | ({} if texts else {"headline": "NULL", "body": "NULL"}))
    former = (
        f"SELECT a.id, v.number, {said} {_CHOSEN} CROSS JOIN revisions v ON v.article_id = t.id"
        f" {joined} ORDER BY t.id, v.number"
    )
    for row in merge(_rows(db, former), _rows(db, last), key=itemgetter(0, 1)):
        yield row[2:]


def story_rows(db: Database) -> Iterator[Row]:
    """The stories of the chosen articles, by their numbers."""
    found = np.fromiter(
        chain.from_iterable(_rows(db, (
            f"SELECT m.story_id, t.id FROM {TAKEN} t"
            " CROSS JOIN story_members m ON m.article_id = t.id"
        ))), np.int64,
    ).reshape(-1, 2)  # fmt: skip
    cursor = db.conn.cursor()
    cursor.row_factory = None
    one = (
        f"SELECT {UID}, a.outlet, a.published_at, m.role FROM articles a"
        " JOIN story_members m ON m.article_id = a.id WHERE a.id = ?"
    )
    pairs = found[np.lexsort((found[:, 1], found[:, 0]))].tolist()
    for story, group in groupby(pairs, itemgetter(0)):
        members = [cursor.execute(one, (id,)).fetchone() for _, id in group]
        dates = [published for _, _, published, _ in members if published]
        original = next((uid for uid, _, _, role in members if role == "original"), None)
        yield (
            story, len(members), len({outlet for _, outlet, _, _ in members}), original,
            min(dates, default=None), max(dates, default=None),
        )  # fmt: skip


def pair_rows(db: Database) -> Iterator[Row]:
    """The pairs of chosen articles that are alike."""
    return _rows(
        db,
        f"SELECT {STORY_PAIRS.selected} {_CHOSEN} CROSS JOIN relations r ON r.article_id = t.id"
        f" JOIN {TAKEN} s ON s.id = r.other_id JOIN articles o ON o.id = r.other_id"
        " ORDER BY t.id, r.other_id",
    )


def event_rows(db: Database) -> Iterator[Row]:
    """The events of the chosen articles; orders to hide are not told."""
    return _rows(
        db,
        f"SELECT {EVENTS.selected} {_CHOSEN} CROSS JOIN events e ON e.article_id = t.id"
        " WHERE e.kind NOT IN ('suppressed', 'shown again') ORDER BY t.id, e.id",
    )


def capture_rows(db: Database) -> Iterator[Row]:
    """The raw pages behind the versions of the chosen articles."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    versions = (
        "SELECT r.number, r.capture_id FROM revisions r WHERE r.article_id = ?1"
        " UNION ALL SELECT a.revision, a.capture_id FROM articles a WHERE a.id = ?1"
    )
    one = (
        f"WITH said(number, first_id) AS ({versions}), v(number, page, capture_id) AS"
        " (SELECT number, 1, first_id FROM said UNION ALL SELECT s.number, p.number, p.capture_id"
        "  FROM said s JOIN article_pages p ON p.first_id = s.first_id)"
        f" SELECT {CAPTURES.selected} FROM v JOIN captures c ON c.id = v.capture_id"
        " JOIN articles a ON a.id = ?1 ORDER BY v.number, v.page"
    )
    for (id,) in _rows(db, f"SELECT id FROM {TAKEN} ORDER BY id"):
        yield from cursor.execute(one, (id,))


def _rows(db: Database, sql: str) -> Iterator[Row]:
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql)
