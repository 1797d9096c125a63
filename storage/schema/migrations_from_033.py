"""What became of the tables since; a new migration stands at the end."""

from sqlite_utils import Database

from crawler.timezone import changes_of_the_clock
from storage.schema.ledger_triggers import (
    TICK,
    on_append,
    on_delete,
    on_insert,
    on_replace,
    on_update,
)
from storage.schema.migration_registry import migrate, run_script

_READING = (
    "fetched_at", "headline", "body", "byline", "authors", "section", "tags", "lead_paragraph",
    "dateline", "city", "agency", "image", "image_caption", "captions", "language", "published_at",
    "published_precision", "published_source", "published_printed", "modified_at", "brief",
    "paywall", "pages", "partial", "canonical_url", "encoding", "encoding_evidence", "body_source",
    "read_with", "sources", "words", "fingerprint", "text_hash", "reader", "capture_id",
    "recorded_at",
)  # fmt: skip
"""The columns of one version of an article, in ``articles`` and in ``revisions``."""


@migrate()
def whole_readings(db: Database) -> None:
    """Versions hold whole readings, their place in time, and when each was written here.

    Of versions put aside before, the new columns are NULL: a better reader had overwritten them.
    """
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN recorded_at TEXT;
    ALTER TABLE articles ADD COLUMN versions INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE revisions ADD COLUMN place INTEGER;
    ALTER TABLE revisions ADD COLUMN recorded_at TEXT;
    ALTER TABLE revisions ADD COLUMN authors TEXT;
    ALTER TABLE revisions ADD COLUMN section TEXT;
    ALTER TABLE revisions ADD COLUMN tags TEXT;
    ALTER TABLE revisions ADD COLUMN lead_paragraph TEXT;
    ALTER TABLE revisions ADD COLUMN dateline TEXT;
    ALTER TABLE revisions ADD COLUMN city TEXT;
    ALTER TABLE revisions ADD COLUMN agency TEXT;
    ALTER TABLE revisions ADD COLUMN image TEXT;
    ALTER TABLE revisions ADD COLUMN image_caption TEXT;
    ALTER TABLE revisions ADD COLUMN captions TEXT;
    ALTER TABLE revisions ADD COLUMN language TEXT;
    ALTER TABLE revisions ADD COLUMN published_precision TEXT;
    ALTER TABLE revisions ADD COLUMN published_source TEXT;
    ALTER TABLE revisions ADD COLUMN published_printed TEXT;
    ALTER TABLE revisions ADD COLUMN modified_at TEXT;
    ALTER TABLE revisions ADD COLUMN brief INTEGER;
    ALTER TABLE revisions ADD COLUMN paywall INTEGER;
    ALTER TABLE revisions ADD COLUMN pages TEXT;
    ALTER TABLE revisions ADD COLUMN partial INTEGER;
    ALTER TABLE revisions ADD COLUMN canonical_url TEXT;
    ALTER TABLE revisions ADD COLUMN encoding TEXT;
    ALTER TABLE revisions ADD COLUMN encoding_evidence TEXT;
    ALTER TABLE revisions ADD COLUMN body_source TEXT;
    ALTER TABLE revisions ADD COLUMN words INTEGER;
    ALTER TABLE events ADD COLUMN recorded_at TEXT;
    ALTER TABLE captures ADD COLUMN recorded_at TEXT;
    DROP VIEW revised;
    CREATE VIEW revised AS SELECT * FROM articles WHERE versions > 1;
    DROP VIEW raw_pages;
    DROP VIEW versions;
    CREATE VIEW versions AS          -- every version of every article, oldest first
      SELECT article_id, number, headline, body, byline, published_at, fetched_at, replaced_at,
             cause, fingerprint, capture_id, coalesce(place, number) AS place, recorded_at
      FROM revisions
      UNION ALL
      SELECT id, revision, headline, body, byline, published_at, fetched_at, NULL,
             NULL, fingerprint, capture_id, versions, recorded_at FROM articles
      ORDER BY article_id, place;
    CREATE VIEW raw_pages AS         -- where the pages behind each version lie
      SELECT v.article_id, v.number, 1 AS page, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file AS file, c.offset, c.length, c.payload_digest, v.place
      FROM versions v JOIN captures c ON c.id = v.capture_id
      UNION ALL
      SELECT v.article_id, v.number, p.number, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file, c.offset, c.length, c.payload_digest, v.place
      FROM versions v JOIN article_pages p ON p.first_id = v.capture_id
      JOIN captures c ON c.id = p.capture_id;
    """,
    )


@migrate()
def counted_versions(db: Database) -> None:
    """How many versions are kept of each article. Heavy: an index of all articles is made anew.

    Until now that was the number of the latest one. Its step has written it into the rows.
    """
    run_script(
        db,
        """
    DROP INDEX articles_columns;
    CREATE INDEX articles_columns ON articles(
      published_at, first_seen, outlet, language, section, versions, gone_at
    );
    """,
    )


@migrate()
def ledger(db: Database) -> None:
    """The past is kept: triggers note how each row stood before it was changed, and when."""
    erased = "NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.article_id = {0})"
    own = ("outlet", "url", "first_seen", "last_seen", "gone_at", "revision", "versions")
    aside = (
        "old.revision IS NOT new.revision AND EXISTS (SELECT 1 FROM revisions r"
        " WHERE r.article_id = old.id AND r.number = old.revision)"
    )
    version = (*_READING, "replaced_at", "cause", "place")
    members = ("story_id", "role", "score", "evidence", "by_id")
    alike = ("relation", "score", "evidence")
    alias = ("article_id", "first_seen", "evidence", "published_at")
    parts = ("article_id", "url", "capture_id", "missing")
    order = ("at", "reason")
    capture = ("outlet", "url", "fetched_at", "kind", "status", "mime", "payload_digest",
               "record_id", "file", "offset", "length", "refers_to", "opt_outs")  # fmt: skip
    at_address, pair = "@.outlet || ' ' || @.url", "@.other_id"
    page = "@.first_id || ' ' || @.number"
    run_script(
        db,
        f"""
    CREATE TABLE clock (                -- the archive's own time: it never goes back
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at INTEGER NOT NULL               -- microseconds since 1970, of the last change
    );
    CREATE TABLE ledger (               -- how rows stood before each change; triggers write it
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,              -- by the clock; rising
      what TEXT NOT NULL,               -- the table
      article_id INTEGER,               -- the article whose row it is
      key TEXT,                         -- what else tells which row of the table
      former TEXT                       -- JSON: column -> what stood there; NULL: no such row
    );
    CREATE INDEX ledger_article ON ledger(article_id);
    INSERT INTO clock VALUES (1, 0);
    {TICK};
    INSERT INTO ledger (at, what) SELECT at, 'ledger' FROM clock;
    {on_insert("articles", "@.id", "NULL")}
    {
            on_update(
                "articles",
                "@.id",
                "NULL",
                (*own, *_READING),
                when=erased.format("old.id"),
                kept_elsewhere=_READING,
                elsewhere=aside,
            )
        }
    {on_insert("revisions", "@.article_id", "@.number")}
    {
            on_update(
                "revisions",
                "@.article_id",
                "@.number",
                version,
                when=erased.format("old.article_id"),
            )
        }
    {on_replace("story_members", "@.article_id", "NULL", ("article_id",), members)}
    {on_update("story_members", "@.article_id", "NULL", members)}
    {on_delete("story_members", "@.article_id", "NULL", members)}
    {on_insert("stories", "NULL", "@.id")}
    {on_delete("stories", "NULL", "@.id", ("created_at",))}
    {on_replace("relations", "@.article_id", pair, ("article_id", "other_id"), alike)}
    {on_update("relations", "@.article_id", pair, alike)}
    {on_delete("relations", "@.article_id", pair, alike)}
    {on_replace("aliases", "@.article_id", at_address, ("outlet", "url"), alias)}
    {on_update("aliases", "@.article_id", at_address, alias)}
    {on_delete("aliases", "@.article_id", at_address, alias)}
    {on_replace("article_pages", "@.article_id", page, ("first_id", "number"), parts)}
    {on_update("article_pages", "@.article_id", page, parts)}
    {on_delete("article_pages", "@.article_id", page, parts)}
    {on_replace("suppressions", "@.article_id", "NULL", ("article_id",), order)}
    {on_update("suppressions", "@.article_id", "NULL", order)}
    {on_delete("suppressions", "@.article_id", "NULL", order)}
    {on_insert("tombstones", "@.article_id", "NULL")}
    {on_update("captures", "NULL", "@.id", capture, when="new.kind <> 'erased'")}
    {on_append("captures")}
    {on_append("events")}
    """,
    )


@migrate()
def identities(db: Database) -> None:
    """What an article is called beyond this archive; ``uids`` fills it for those that are here."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN uid TEXT; -- outlet:id, or outlet:address
    CREATE UNIQUE INDEX articles_uid ON articles(uid);
    CREATE TABLE uid_aliases (          -- further identities: another archive's for the same one
      uid TEXT PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles(id),
      first_seen TEXT NOT NULL,
      evidence TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX uid_aliases_article ON uid_aliases(article_id);
    """,
    )


@migrate()
def uids(db: Database) -> None:
    """An identity never changes once it is made. Heavy: ``fill_uids`` wrote every row before."""
    run_script(
        db,
        """
    CREATE TRIGGER articles_uid_stays BEFORE UPDATE OF uid ON articles
    WHEN old.uid IS NOT NULL AND new.uid IS NOT old.uid BEGIN
      SELECT RAISE(ABORT, 'the uid of an article is made once');
    END;
    """,
    )


def fill_uids(db: Database, after: int) -> int | None:
    """Make the identity of a batch of old articles; as ``heavy_migrations.Step``.

    The outlet's own id is the one that the frontier noted for its address, else for the leads that
    led to it where these agree; where another article has that already, the address.
    """
    ids = [
        int(row[0])
        for row in db.execute(
            "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1000", [after]
        )
    ]
    if not ids:
        return None
    # an id of another host than the outlet's home has that host before it: numbers of its own
    own = "n.outlet = a.outlet AND n.name GLOB 'id *' AND n.name NOT GLOB 'id * *'"
    db.conn.executemany(
        f"""
    UPDATE articles SET uid = coalesce((
      SELECT m.uid FROM (SELECT a.outlet || ':' || coalesce(
          (SELECT iif(count(DISTINCT n.name) = 1, substr(min(n.name), 4), NULL)
           FROM names n WHERE {own} AND n.url = a.url),
          (SELECT iif(count(DISTINCT n.name) = 1, substr(min(n.name), 4), NULL)
           FROM leads l JOIN names n ON n.outlet = l.outlet AND n.url = l.url
           WHERE l.article_id = a.id AND {own})) AS uid FROM articles a WHERE a.id = ?1) m
      WHERE NOT EXISTS (SELECT 1 FROM articles o WHERE o.uid = m.uid)),
      outlet || ':' || url)
    WHERE id = ?1 AND uid IS NULL
    """,
        [(id,) for id in ids],
    )
    return ids[-1]


@migrate()
def sightings(db: Database) -> None:
    """Which listing named which address, how each look ended, and what listings state in all.

    Nothing is claimed of the time before: the tables begin empty. Times are seconds since the
    epoch, listings are numbers: a look at a known address writes one row of some twenty bytes.
    """
    run_script(
        db,
        """
    CREATE TABLE known_listings (
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      listing TEXT NOT NULL,            -- its address, as in listings
      kind TEXT NOT NULL,               -- Feed, WordPressAPI, SitemapIndex …
      read_whole INTEGER NOT NULL DEFAULT 0, -- 1: the last look that read it was whole
      UNIQUE (outlet, listing)
    );
    CREATE TABLE sightings (
      lead_id INTEGER NOT NULL,         -- leads.id
      listing_id INTEGER NOT NULL,      -- known_listings.id
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      whole_since INTEGER,              -- first named by a whole look; NULL: by none
      PRIMARY KEY (lead_id, listing_id)
    ) WITHOUT ROWID;
    CREATE TRIGGER sightings_erased AFTER UPDATE OF state ON leads WHEN new.state = 'erased' BEGIN
      DELETE FROM sightings WHERE lead_id = new.id;
    END;
    CREATE TRIGGER sightings_folded AFTER DELETE ON leads BEGIN
      DELETE FROM sightings WHERE lead_id = old.id;
    END;
    CREATE TABLE looks (                -- one row per listing and day in Casablanca
      listing_id INTEGER NOT NULL,      -- known_listings.id
      day TEXT NOT NULL,
      whole INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      stopped INTEGER NOT NULL DEFAULT 0,
      cut INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      blocked INTEGER NOT NULL DEFAULT 0,
      hours INTEGER NOT NULL DEFAULT 0, -- bit n: read as far as it goes within hour n
      PRIMARY KEY (listing_id, day)
    ) WITHOUT ROWID;
    CREATE TABLE stated_totals (
      id INTEGER PRIMARY KEY,
      listing_id INTEGER NOT NULL,      -- known_listings.id
      since TEXT,                       -- of articles from then on; NULL: of all
      until TEXT,                       -- before then; NULL: up to `at`
      total INTEGER NOT NULL,
      at TEXT                           -- NULL: the listing is being read
    );
    CREATE INDEX stated_totals_scope ON stated_totals(listing_id, since, until, at);
    """,
    )


@migrate()
def days_by_the_clock(db: Database) -> None:
    """Days of the views are those of Casablanca's clock, as everywhere; undated articles have none.

    Until now a day was that of an hour later, which in Ramadan and in winters before 2018 it is
    not, looks were by the day in UTC, and undated articles counted when they were seen first.
    """

    def day(time: str) -> str:
        seconds = (
            f"(SELECT seconds FROM casablanca_clock WHERE since <= {time}"
            " ORDER BY since DESC LIMIT 1)"
        )
        # the first and the last day of the calendar have none beside them
        there = f"date({time}, {seconds} || ' seconds')"
        return f"max(coalesce({there}, substr({time}, 1, 10)), '0001-01-01')"

    run_script(
        db,
        f"""
    CREATE TABLE casablanca_clock (     -- how far Casablanca's clock is ahead of UTC
      since TEXT PRIMARY KEY,
      seconds INTEGER NOT NULL
    ) WITHOUT ROWID;
    DROP VIEW by_day;
    CREATE VIEW by_day AS            -- articles per outlet and day of publication
      SELECT outlet, {day("published_at")} AS day, count(*) AS articles, sum(words) AS words
      FROM articles GROUP BY outlet, day;
    DROP VIEW coverage;
    CREATE VIEW coverage AS          -- what we fetched per outlet and day, and how it ended
      SELECT outlet, {day("at")} AS day, kind, count(*) AS addresses
      FROM outcomes GROUP BY outlet, day, kind;
    """,
    )
    db.conn.executemany("INSERT INTO casablanca_clock VALUES (?, ?)", changes_of_the_clock())
