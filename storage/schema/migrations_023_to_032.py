"""What became of the tables then, while reading, finding and asking were built."""

from sqlite_utils import Database

from storage.schema.migration_registry import migrate, run_script


@migrate()
def without_darija_hint(db: Database) -> None:
    """The hint is worked out where it is asked for. Heavy: every row is written anew."""
    run_script(db, "ALTER TABLE articles DROP COLUMN darija_hint;")


@migrate()
def several_pages(db: Database) -> None:
    """Articles of several pages: their addresses, their raw pages, and whether one is missing."""
    run_script(
        db,
        """
    ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE articles ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE article_pages (
      first_id INTEGER NOT NULL REFERENCES captures(id), -- the first page of the version
      number INTEGER NOT NULL,          -- 2 and on
      article_id INTEGER NOT NULL REFERENCES articles(id),
      url TEXT NOT NULL,
      capture_id INTEGER REFERENCES captures(id), -- NULL: it is missing
      missing TEXT,                     -- why
      PRIMARY KEY (first_id, number)
    ) WITHOUT ROWID;
    CREATE INDEX article_pages_article ON article_pages(article_id);
    CREATE INDEX article_pages_capture ON article_pages(capture_id);
    CREATE INDEX article_pages_url ON article_pages(url);
    DROP VIEW raw_pages;
    CREATE VIEW raw_pages AS         -- where the pages behind each version lie
      SELECT v.article_id, v.number, 1 AS page, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file AS file, c.offset, c.length, c.payload_digest
      FROM versions v JOIN captures c ON c.id = v.capture_id
      UNION ALL
      SELECT v.article_id, v.number, p.number, c.url, c.fetched_at, c.status, c.mime,
             'raw/' || c.file, c.offset, c.length, c.payload_digest
      FROM versions v JOIN article_pages p ON p.first_id = v.capture_id
      JOIN captures c ON c.id = p.capture_id;
    """,
    )


@migrate()
def listing_bounds(db: Database) -> None:
    """What bounds left out of a run's listings, and the pages with which the next poll goes on."""
    run_script(
        db,
        """
    ALTER TABLE runs ADD COLUMN cut TEXT; -- what a bound left out of its listings, in words
    CREATE TABLE listing_pages (        -- further pages that a poll had no room for
      id INTEGER PRIMARY KEY,
      outlet TEXT NOT NULL,
      listing TEXT NOT NULL,            -- the listing they belong to
      url TEXT NOT NULL,
      found_at TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      UNIQUE (outlet, listing, url)
    );
    """,
    )


@migrate()
def refusals(db: Database) -> None:
    """What refusals rest on, how much of a listing its pattern refuses, how new leads are.

    Due again at once: posts of a WordPress API that a pattern refused.
    """
    run_script(
        db,
        """
    ALTER TABLE leads ADD COLUMN refused_by TEXT; -- pattern, host, robots, opt-out, network
    ALTER TABLE leads ADD COLUMN newest_at TEXT;  -- when it appeared, as far as its listing tells
    ALTER TABLE listings ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;  -- leads at the last look
    ALTER TABLE listings ADD COLUMN refused INTEGER NOT NULL DEFAULT 0; -- of these, by the pattern
    CREATE TABLE refusal_grounds (      -- what refusals rested on at the last crawl
      outlet TEXT NOT NULL,
      ground TEXT NOT NULL,             -- leads.refused_by
      value TEXT NOT NULL,
      PRIMARY KEY (outlet, ground)
    ) WITHOUT ROWID;
    UPDATE leads SET refused_by = CASE
        WHEN reason = 'robots.txt does not allow it' THEN 'robots'
        WHEN reason LIKE 'the page asks not to be kept: %' THEN 'opt-out'
        WHEN reason LIKE '% is inside a private network %' THEN 'network'
        WHEN reason LIKE '% leads to another site: %' THEN 'host'
        WHEN reason = 'not this outlet''s address' THEN 'host'
        WHEN reason = 'not an article''s address of this outlet' THEN 'pattern'
      END
      WHERE outcome = 'refused';
    UPDATE leads SET state = 'due', attempts = 0, outcome = NULL, reason = NULL, refused_by = NULL
      WHERE refused_by = 'pattern' AND state = 'done' AND found_in LIKE '%/wp/v2/posts?%';
    UPDATE leads SET newest_at = coalesce(published_hint, modified_hint, first_seen)
      WHERE state = 'due' AND priority = 0;
    CREATE INDEX leads_refused ON leads(outlet, refused_by) WHERE refused_by IS NOT NULL;
    CREATE INDEX leads_fresh ON leads(outlet, newest_at DESC, due_at)
      WHERE state = 'due' AND priority = 0;
    """,
    )


@migrate()
def outlet_rests(db: Database) -> None:
    """When nothing is asked of an outlet for a while: one row, not a new time for every lead."""
    run_script(
        db,
        """
    CREATE TABLE outlet_rests (
      outlet TEXT PRIMARY KEY,
      since TEXT NOT NULL,
      until TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    )


@migrate()
def presence(db: Database) -> None:
    """Which addresses a complete listing named no more when it was asked."""
    run_script(db, "ALTER TABLE leads ADD COLUMN unnamed_at TEXT;")


@migrate()
def moved_outlets(db: Database) -> None:
    """The host that an outlet was found to have moved to."""
    run_script(db, "ALTER TABLE runs ADD COLUMN moved_to TEXT;")


@migrate()
def search_fields(db: Database) -> None:
    """Byline, section and tags can be searched; what is suppressed is not in the search index.

    The index itself is empty behind this, and made by ``warraq rebuild``.
    """
    columns = ("headline", "body", "byline", "section", "tags")
    names = ", ".join(columns)

    def folded(row: str) -> str:
        return ", ".join(f"ar_fold(coalesce({row}{name}, ''))" for name in columns)

    shown = "NOT IN (SELECT article_id FROM suppressions)"
    took = f"INSERT INTO articles_fts(rowid, {names})"
    left = f"INSERT INTO articles_fts(articles_fts, rowid, {names})"
    as_view = ", ".join(f"ar_fold(coalesce({name}, '')) AS {name}" for name in columns)
    run_script(
        db,
        f"""
    DROP TRIGGER articles_fts_insert;
    DROP TRIGGER articles_fts_delete;
    DROP TRIGGER articles_fts_update;
    DROP TABLE IF EXISTS articles_fts;
    DROP VIEW articles_folded;
    CREATE VIEW articles_folded AS
      SELECT id, {as_view} FROM articles WHERE id {shown};
    CREATE VIRTUAL TABLE articles_fts USING fts5({names}, content='articles_folded',
      content_rowid='id', tokenize="unicode61 categories 'L* N* Mn Cf'");
    CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles WHEN old.id {shown} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
    END;
    CREATE TRIGGER articles_fts_update AFTER UPDATE OF {names} ON articles
    WHEN old.id {shown} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER suppressions_insert BEFORE INSERT ON suppressions
    WHEN new.article_id {shown} BEGIN
      {left} SELECT 'delete', id, {folded("")} FROM articles WHERE id = new.article_id;
    END;
    CREATE TRIGGER suppressions_delete AFTER DELETE ON suppressions BEGIN
      {took} SELECT id, {folded("")} FROM articles WHERE id = old.article_id;
    END;
    CREATE INDEX articles_columns ON articles(
      published_at, first_seen, outlet, language, section, revision, gone_at
    );
    """,
    )


@migrate()
def article_kinds(db: Database) -> None:
    """Which articles are brief, paywalled, partial or an agency's, without reading the others."""
    run_script(
        db,
        """
    CREATE INDEX articles_kinds ON articles(id, brief, paywall, partial, agency)
      WHERE brief OR paywall OR partial OR agency IS NOT NULL;
    """,
    )


@migrate()
def former_versions(db: Database) -> None:
    """What outlets rewrote away can be searched; the index is made by ``warraq rebuild``.

    Kept as the search index is: what is suppressed is not in it, and erasing leaves nothing there.
    """
    columns = ("headline", "body", "byline")
    names = ", ".join(columns)

    def folded(row: str) -> str:
        return ", ".join(f"ar_fold(coalesce({row}{name}, ''))" for name in columns)

    def searched(row: str) -> str:  # what we read better was no text of the outlet's
        shown = "NOT IN (SELECT article_id FROM suppressions)"
        return f"{row}cause = 'outlet' AND {row}article_id {shown}"

    took = f"INSERT INTO revisions_fts(rowid, {names})"
    left = f"INSERT INTO revisions_fts(revisions_fts, rowid, {names})"
    as_view = ", ".join(f"ar_fold(coalesce({name}, '')) AS {name}" for name in columns)
    run_script(
        db,
        f"""
    CREATE VIEW revisions_folded AS
      SELECT id, {as_view} FROM revisions WHERE {searched("")};
    CREATE VIRTUAL TABLE revisions_fts USING fts5({names}, content='revisions_folded',
      content_rowid='id', tokenize="unicode61 categories 'L* N* Mn Cf'");
    CREATE TRIGGER revisions_fts_insert AFTER INSERT ON revisions WHEN {searched("new.")} BEGIN
      {took} VALUES (new.id, {folded("new.")});
    END;
    CREATE TRIGGER revisions_fts_delete AFTER DELETE ON revisions WHEN {searched("old.")} BEGIN
      {left} VALUES ('delete', old.id, {folded("old.")});
    END;
    CREATE TRIGGER revisions_fts_update
    AFTER UPDATE OF id, article_id, cause, {names} ON revisions BEGIN
      {left} SELECT 'delete', old.id, {folded("old.")} WHERE {searched("old.")};
      {took} SELECT new.id, {folded("new.")} WHERE {searched("new.")};
    END;
    CREATE TRIGGER revisions_fts_suppress BEFORE INSERT ON suppressions BEGIN
      {left} SELECT 'delete', id, {folded("")} FROM revisions
        WHERE article_id = new.article_id AND {searched("")};
    END;
    CREATE TRIGGER revisions_fts_show AFTER DELETE ON suppressions BEGIN
      {took} SELECT id, {folded("")} FROM revisions
        WHERE article_id = old.article_id AND {searched("")};
    END;
    """,
    )
